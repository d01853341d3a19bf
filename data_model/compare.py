"""Budgets -> Comparison: which table and measure, which line is which, what changed. Data, not text; amounts in fen.

`compare` sets two budgets side by side; compare_many.py does so with several, last_year.py with a budget and its own last year. Where lines
come from is for compare_sides.py, which is which for align.py.
"""

from __future__ import annotations

from collections.abc import Container, Mapping
from typing import cast

from data_model.amount import tolerance
from data_model.budget import Budget
from data_model.classification import TOTAL
from data_model.comparing import same_lines
from data_model.comparing.align import Pair, align, current
from data_model.comparing.bridge import adjustment_words, bridge_of, group_of, heads
from data_model.comparing.compare_lines import Line, Lines, ordered
from data_model.comparing.compare_sides import Side, coarser, sides_of
from data_model.comparing.likeness import base_of, crosses_reform, notices, per_person, told_notices
from data_model.comparing.project_names import plain
from data_model.comparing.same_lines import SameLines, set_apart
from data_model.comparison import (
    ADJUSTMENT,
    TOTAL_KEY,
    Change,
    ChangeStatus,
    Comparison,
    Key,
    Notice,
    SparseLines,
    party_of,
)
from data_model.prior import tells
from data_model.statements import Claim, PriorBase

_ONE = Pair(0, 0)
"""Two lines of one path."""

Reasons = Mapping[tuple[str, str], Claim]
"""(code, project) -> the claim that gives the reason of a line."""


def compare(
    a: Budget, b: Budget, view: str = "function", scope: str = "", table: str = "", measure: str = ""
) -> Comparison:
    """b against a in a scope of a view (the widest both have), or, with `table`, in one table kind and measure (its first).

    Raises Incomparable when they have nothing in common there, KeyError for an unknown view.
    """
    side_a, side_b = sides_of(a, b, view, scope, table, measure)
    by_name = side_a.economic and crosses_reform(a, b)
    unit, step = coarser(side_a.table, side_b.table)
    said = notices(a, b, side_a.table, side_b.table)
    if by_name:
        said.append(Notice("reform", {"a": str(a.meta.fiscal_year), "b": str(b.meta.fiscal_year)}))
    party_a, party_b = party_of(a, side_a.table), party_of(b, side_b.table)
    reasons = reasons_of(b, side_b.table.kind)
    same = _same(side_a, side_b, b)
    one, other = (side_a.lines, side_b.lines) if same is None else (side_a.only(same.a), side_b.only(same.b))
    lines, whole = changes(one, other, step, by_name, reasons, same=same)
    said += whole + told_notices(lines, a, b, side_b.table.kind, side_b.measure)
    group = group_of(lines, step)
    total = lines[0]
    return Comparison(
        party_a, party_b, "" if table else view, side_b.scope, side_b.label, side_b.table.kind, side_b.measure,
        cast(PriorBase, base_of(party_a)), unit, step,
        tuple(lines) if same is None else _sparse(lines, step, same),
        bridge_of(lines, total.a or 0, total.b or 0, step, same=same.classes if same is not None else None),
        (group,) if group else (), tuple(said), per_person(a, b),
    )  # fmt: skip


def _same(a: Side, b: Side, budget: Budget) -> SameLines | None:
    """The lines both sides hold alike, where tables are large enough; those the prose of b speaks of are always among the others."""
    if (
        min(len(a.table.rows), len(b.table.rows)) < same_lines.LARGE
        or (one := a.printed) is None
        or (other := b.printed) is None
    ):
        return None
    spoken = {("" if claim.project else claim.code, claim.project) for claim in budget.claims}
    return set_apart(one, other, a.measure, b.measure, spoken)


# --- lines -------------------------------------------------------------------------------------------------------------------


def reasons_of(budget: Budget, kind: str) -> dict[tuple[str, str], Claim]:
    """(code, project) -> claim with a reason. The scope's own table speaks first; a claim on another table only counts where its amount
    is that of the line (changes() looks at that)."""
    found: dict[tuple[str, str], Claim] = {}
    for claim in budget.claims:
        if claim.reason and (claim.code or claim.project) and claim.measure in ("", "total", "expenditure"):
            key = ("" if claim.project else claim.code, claim.project)
            known = found.get(key)
            if known is None or (claim.table == kind and known.table != kind):
                found[key] = claim
    return found


def changes(
    a: Lines, b: Lines, step: int, by_name: bool = False, reasons: Reasons | None = None, untold: frozenset[Key] = frozenset(),
    same: SameLines | None = None,
) -> tuple[list[Change], list[Notice]]:  # fmt: skip
    """Every line of both sides in the order of a tree, the whole first; and what is to be said of the wholes.

    `step` (fen) decides what is a change; `untold` are keys of b whose a is not known; `same` are lines of both that stand in neither:
    they count, and are not among the result.
    """
    said: list[Notice] = []
    pairs = align(a.lines, b.lines, by_name)
    keys: list[Key] = [line.key for line in b.lines]
    taken = set(keys)
    by_key: dict[Key, Pair] = {}
    for pair in pairs:
        if pair.j is not None:
            by_key[b.lines[pair.j].key] = pair
        elif pair.i is not None:
            key = a.lines[pair.i].key
            while key in taken or (same is not None and key in same):  # the same code is another subject there
                key = (*key[:-1], f"{key[-1]}#a")
            taken.add(key)
            keys.append(key)
            by_key[key] = pair
    changed = same.changed if same is not None else {}
    owners = heads([*keys, *changed])
    there: Container[Key] = taken
    if same is not None:
        owners = same.settle(keys, b.lines, owners)
        there = _Either(taken, same) if same.subjects else taken
    depths: dict[Key, int] = {(): 0}
    whole = whole_of(a, b, step, said, same)
    lines = [_reasoned(whole, reasons, TOTAL) if reasons and whole.b is not None else whole]
    for key in ordered(keys) if same is None else same.ordered():
        pair = by_key.get(key, _ONE)
        if key in changed:
            one, other = changed[key]
            line = _altered(key, one, other, step, depth_in(key[:-1], there, depths), key not in owners)
        else:
            first = None if pair.i is None else a.lines[pair.i]
            second = None if pair.j is None else b.lines[pair.j]
            line = _change(key, first, second, pair, step, depth_in(key[:-1], there, depths), key not in owners)
        if key in untold:
            line = line._replace(untold=True, status="same", rounding=False)
        lines.append(_reasoned(line, reasons) if reasons and not line.untold else line)
    return lines, said


class _Either:
    """The paths of the lines that were made and of those that were set apart."""

    __slots__ = ("made", "same")

    def __init__(self, made: Container[Key], same: Container[Key]) -> None:
        self.made, self.same = made, same

    def __contains__(self, key: object) -> bool:
        return key in self.made or key in self.same


def _sparse(made: list[Change], step: int, same: SameLines) -> SparseLines:
    """All lines, those of `same` to be made when they are looked at."""

    def make() -> tuple[Change, ...]:
        known = {line.key: line for line in made[1:]}
        either = _Either(known, same) if same.subjects else known
        depths: dict[Key, int] = {(): 0}
        lines = made[:1]
        for key, sides, inner in same.lines():
            depth = depth_in(key[:-1], either, depths)
            lines.append(known[key] if sides is None else _change(key, *sides, _ONE, step, depth, inner))
        return tuple(lines)

    return SparseLines(tuple(made), len(same), same.inner, make)


def depth_in(head: Key, keys: Container[Key], known: dict[Key, int]) -> int:
    """How many of `keys` are `head` or above it; `known` remembers."""
    depth = known.get(head)
    if depth is None:
        depth = known[head] = depth_in(head[:-1], keys, known) + (head in keys)
    return depth


def whole_of(a: Lines, b: Lines, step: int, said: list[Notice], same: SameLines | None = None) -> Change:
    """The line of the whole; where no total is printed, the sum of the classes (of the shortest paths, where there are none), and a notice."""
    totals: list[Line] = []
    for side, lines in (("a", a), ("b", b)):
        total = lines.total
        if total is None:
            shortest = min((len(line.key) for line in lines.lines), default=9)
            shortest = min(shortest, same.shortest()) if same else shortest
            top = [line.fen for line in lines.lines if len(line.key) == shortest and line.fen is not None]
            top += same.tops(shortest) if same else []
            total = Line(TOTAL_KEY, "", "", "", "总计", sum(top) if top else None, None, False, True)
            if lines.lines or same or side == "b":
                said.append(Notice("no_total", {"side": side}))
        totals.append(total)
    one, other = totals
    line = _change(TOTAL_KEY, one, other, _ONE, step, 0, not (a.lines or b.lines or same))
    name = other.name or one.name
    status = "changed" if line.status == "renamed" else line.status
    return line._replace(name=name, name_a="", status=cast(ChangeStatus, status), derived=one.derived)


def _altered(key: Key, a: Line, b: Line, step: int, depth: int, leaf: bool) -> Change:
    """`_change` of two lines with one path and amounts that count, as most of many are."""
    fen_a, fen_b = a.fen, b.fen
    if not fen_a or not fen_b or fen_a == fen_b or a.name != b.name:
        return _change(key, a, b, _ONE, step, depth, leaf)
    rounding = abs(fen_b - fen_a) <= tolerance(0, step)
    return Change(
        key, b.code, b.name, b.project, b.level, depth, leaf, "same" if rounding else "changed", fen_a, fen_b, rounding,
        row_a=a.row, row_b=b.row,
    )  # fmt: skip


def _change(key: Key, a: Line | None, b: Line | None, pair: Pair, step: int, depth: int, leaf: bool) -> Change:
    here = b or a
    assert here is not None
    fen_a, fen_b = a.fen if a else None, b.fen if b else None
    key_a: Key = ()
    name_a = ""
    if a is not None and b is not None:
        if a.key != b.key:
            key_a = a.key
        if a.name != b.name:
            name_a = a.name
    status: ChangeStatus
    rounding = False
    if not fen_a and not fen_b:
        status = "same"
    elif not fen_a:
        status = "added"
    elif not fen_b:
        status = "removed"
    else:
        delta = fen_b - fen_a
        rounding = delta != 0 and abs(delta) <= tolerance(0, step)
        status = "same" if delta == 0 or rounding else "changed"
    if status in ("same", "changed") and a is not None and b is not None:
        if pair.moved:
            status = "moved"
        elif name_a and _renamed(a, b, pair):
            status = "renamed"
    return Change(
        key, here.code, here.name, here.project, here.level, depth, leaf, status, fen_a, fen_b, rounding,
        bool(a and a.derived), False, pair.score, key_a, name_a, "", "", here.origin, "",
        a.row if a else None, b.row if b else None,
    )  # fmt: skip


def _renamed(a: Line, b: Line, pair: Pair) -> bool:
    """Another name in the same place: for projects what is left without years and numbers, for subjects the printed name; lines that
    forms.py declares are printed in many ways and are never renamed."""
    if a.free or b.free:
        return pair.score is not None and pair.score < 100
    if not a.code or not b.code:
        return False
    return plain(a.name) != plain(b.name) or current(a.name) != current(b.name)


def _reasoned(line: Change, reasons: Reasons, code: str = "") -> Change:
    """The line with the reason of its claim (of `code`, else its own); the whole of a scope only where the claim states its amount."""
    claim = reasons.get(("" if line.project else code or line.code, line.project))
    if claim is None or (claim.amount is None and code):
        return line
    if claim.amount is not None and line.b is not None and not tells(claim.amount, line.b):
        return line
    words = adjustment_words(claim.reason) if line.leaf and line.delta else ""
    return line._replace(
        reason=claim.reason, origin=line.origin or claim.origin, words=words, group=ADJUSTMENT if words else ""
    )
