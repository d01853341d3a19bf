"""Budgets -> Comparison: which table and measure, which line is which, what changed. Data, not text; amounts in fen.

`compare` sets two budgets side by side; compare_many.py does so with several, last_year.py with a budget and its own last year. Where lines
come from is for compare_sides.py, which is which for align.py.
"""

from __future__ import annotations

from collections.abc import Container, Mapping
from typing import TYPE_CHECKING, cast

from data_model.amount import tolerance
from data_model.budget import Budget
from data_model.comparing.align import Pair, align, current
from data_model.comparing.bridge import adjustment_words, bridge_of, group_of, heads
from data_model.comparing.compare_lines import Line, Lines, ordered
from data_model.comparing.compare_sides import coarser, sides_of
from data_model.comparing.likeness import base_of, crosses_reform, notices, per_person, told_notices
from data_model.comparing.project_names import plain
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
from data_model.statements import Claim, PriorBase

if TYPE_CHECKING:
    from data_model.comparing.same_lines import SharedLines, SharedRows

_ONE = Pair(0, 0)
"""Two lines of one path."""

Reasons = Mapping[tuple[str, str], Claim]
"""(code, project) -> the claim that gives the reason of a line."""


def compare(
    a: Budget, b: Budget, view: str = "function", scope: str = "", table: str = "", measure: str = "",
    same: Mapping[str, SharedRows] | None = None,
) -> Comparison:  # fmt: skip
    """b against a in a scope of a view (the widest both have), or, with `table`, in one table kind and measure (its first).

    `same`: what lines_of_file.py set apart of both, by table kind; only with `table`. Such lines have no printed rows.

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
    alike = same[table].under(side_b.measure, side_b.table.rows) if same and table in same else None
    lines, whole = changes(side_a.lines, side_b.lines, step, by_name, reasons, same=alike)
    said += whole + told_notices(lines, a, b, side_b.table.kind, side_b.measure)
    group = group_of(lines, step)
    total = lines[0]
    return Comparison(
        party_a, party_b, "" if table else view, side_b.scope, side_b.label, side_b.table.kind, side_b.measure,
        cast(PriorBase, base_of(party_a)), unit, step,
        tuple(lines) if alike is None else _sparse(lines, step, reasons, alike),
        bridge_of(lines if alike is None else alike.counted(lines, total), total.a or 0, total.b or 0, step),
        (group,) if group else (), tuple(said), per_person(a, b),
    )  # fmt: skip


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
    same: SharedLines | None = None,
) -> tuple[list[Change], list[Notice]]:  # fmt: skip
    """Every line of both sides in the order of a tree, the whole first; and what is to be said of the wholes.

    `step` (fen) decides what is a change; `untold` are keys of b whose a is not known; `same` are lines of both that stand in neither.
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
    keys = ordered(keys) if same is None else same.ordered(keys, b.lines)
    owners = heads(keys)
    if same is not None:
        owners |= same.heads_among(keys)
    depths: dict[Key, int] = {(): 0}
    lines = [whole_of(a, b, step, said)]
    for key in keys:
        pair = by_key.get(key, _ONE)
        one: Line | None
        other: Line | None
        if same is not None and pair is _ONE:
            one, other = same.both(key)
        else:
            one = None if pair.i is None else a.lines[pair.i]
            other = None if pair.j is None else b.lines[pair.j]
        line = _change(key, one, other, pair, step, depth_in(key[:-1], taken, depths), key not in owners)
        if key in untold:
            line = line._replace(untold=True, status="same", rounding=False)
        lines.append(_reasoned(line, reasons) if reasons and not line.untold else line)
    return lines, said


def _sparse(made: list[Change], step: int, reasons: Reasons, same: SharedLines) -> SparseLines:
    """All lines, those of `same` to be made when they are looked at."""

    def make() -> tuple[Change, ...]:
        known = {line.key: line for line in made[1:]}
        depths: dict[Key, int] = {(): 0}
        lines = made[:1]
        for key in same.all_ordered():
            line = known.get(key)
            if line is None:
                line = _change(key, *same.both(key), _ONE, step, depth_in(key[:-1], known, depths), True)
                line = _reasoned(line, reasons)
            lines.append(line)
        return tuple(lines)

    return SparseLines(tuple(made), same.rest, make)


def depth_in(head: Key, keys: Container[Key], known: dict[Key, int]) -> int:
    """How many of `keys` are `head` or above it; `known` remembers."""
    depth = known.get(head)
    if depth is None:
        depth = known[head] = depth_in(head[:-1], keys, known) + (head in keys)
    return depth


def whole_of(a: Lines, b: Lines, step: int, said: list[Notice]) -> Change:
    """The line of the whole; where no total is printed, the sum of the classes, and a notice."""
    totals: list[Line] = []
    for side, lines in (("a", a), ("b", b)):
        total = lines.total
        if total is None:
            top = [line.fen for line in lines.lines if len(line.key) == 1 and line.fen is not None]
            shortest = min((len(line.key) for line in lines.lines), default=1)
            if not top:
                top = [line.fen for line in lines.lines if len(line.key) == shortest and line.fen is not None]
            total = Line(TOTAL_KEY, "", "", "", "总计", sum(top) if top else None, None, False, True)
            if lines.lines or side == "b":
                said.append(Notice("no_total", {"side": side}))
        totals.append(total)
    one, other = totals
    line = _change(TOTAL_KEY, one, other, Pair(0, 0), step, 0, not a.lines and not b.lines)
    name = other.name or one.name
    status = "changed" if line.status == "renamed" else line.status
    return line._replace(name=name, name_a="", status=cast(ChangeStatus, status), derived=one.derived)


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


def _reasoned(line: Change, reasons: Reasons) -> Change:
    claim = reasons.get(("" if line.project else line.code, line.project))
    if claim is None or (claim.amount is not None and line.b is not None and claim.amount != line.b):
        return line
    words = adjustment_words(claim.reason) if line.leaf and line.delta else ""
    return line._replace(
        reason=claim.reason, origin=line.origin or claim.origin, words=words, group=ADJUSTMENT if words else ""
    )
