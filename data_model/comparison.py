"""What a comparison is made of: data only, amounts in fen, percents computed on demand. Apart from compare.py, which makes it, so that
reports and screens need none of the work of aligning."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Literal, NamedTuple, overload

from data_model.amount import percent, round_half_up
from data_model.budget import Budget, Row, Table
from data_model.statements import PriorBase

ChangeStatus = Literal["same", "changed", "added", "removed", "renamed", "moved"]
"""same (also within tolerance: 尾差) · changed · added (nothing or zero before) · removed · renamed (same place, other name) ·
moved (same name, other code)."""

Key = tuple[str, ...]
"""The path of a line: `("201", "20103", "2010301")`, a project's name at the end; `("TOTAL",)` for the whole."""

TOTAL_KEY: Key = ("TOTAL",)
ADJUSTMENT = "adjustment"
"""The id of the 调整组: lines whose reasons speak of a change of subjects."""

COLLECTIVE = ("same", "changed", "added", "removed", "renamed", "moved")


class Incomparable(ValueError):
    """Two budgets (or a budget and its last year) have nothing to set side by side; `code` and `values` say why, without words.

    Codes: `no_scope` (view), `no_such_scope` (scope, there: ids), `no_table` (table, side a|b|both|one, there: kinds),
    `no_measure` (measure, there), `no_prior` (table, there: kinds).
    """

    def __init__(self, code: str, **values: str) -> None:
        super().__init__(code, values)
        self.code, self.values = code, values


class Change(NamedTuple):
    """One line of a comparison. `a` and `b` are fen or None (no such line, blank, or last year not told).

    `key` is the path in b (in a for what only a has), `key_a` and `name_a` where they differ there; `score` 0–100 when paired by name;
    `rounding`: differs within tolerance; `derived`: a is a sum of ours; `untold`: nothing is known of a; `words`: what its reason
    says of 科目调整; `row_a`, `row_b`: the printed rows.
    """

    key: Key
    code: str
    name: str
    project: str
    level: str
    depth: int
    leaf: bool
    status: ChangeStatus
    a: int | None
    b: int | None
    rounding: bool = False
    derived: bool = False
    untold: bool = False
    score: float | None = None
    key_a: Key = ()
    name_a: str = ""
    group: str = ""
    reason: str = ""
    origin: str = ""
    words: str = ""
    row_a: Row | None = None
    row_b: Row | None = None

    @property
    def delta(self) -> int | None:
        """b − a in fen, a missing side as nothing; None where last year is not told, and where both are missing."""
        if self.untold or (self.a is None and self.b is None):
            return None
        return (self.b or 0) - (self.a or 0)

    @property
    def percent(self) -> str | None:
        """Δ of a in percent, two decimals; None for a base of zero or less."""
        delta = self.delta
        return None if delta is None or self.a is None or self.a <= 0 else percent(delta, self.a)


class Bar(NamedTuple):
    """One step of the bridge from a to b. `kind`: class · group (科目调整净额) · untold (last year not told) · rounding (尾差) · other
    (what no class holds). `delta` in fen; the deltas add up to b − a exactly."""

    kind: str
    code: str
    name: str
    delta: int


class Bridge(NamedTuple):
    """start + Σ bars = end, to the fen. `partial`: start is only what is told of last year."""

    start: int
    bars: tuple[Bar, ...]
    end: int
    partial: bool = False


class Group(NamedTuple):
    """The 调整组: sums over its lines. `out` ≤ 0 ≤ `into`, `net` their sum: change, not move. `confirmed`: net is nothing but rounding.
    Which line went to which is never said."""

    id: str
    keys: tuple[Key, ...]
    out: int
    into: int
    net: int
    confirmed: bool


class Notice(NamedTuple):
    """What to know before reading: a code and values, no words. Codes (comparing/likeness.py): entity, kind, phase, level, region, order,
    unit, tables_a, tables_b, table_kind, reform, derived, no_total, placeless, base, bases, halves, untold, prose_only."""

    code: str
    values: Mapping[str, str]


class PerPerson(NamedTuple):
    """人员经费 or 公用经费 (`measure` personnel | public) for each person in post, both documents printing the number; fen."""

    measure: str
    a: int
    b: int
    people_a: int
    people_b: int


class Party(NamedTuple):
    """One side: whose document and which table. `implied`: its figures come from the prose of the other side, which
    measures on `base`."""

    entity: str
    year: int | None
    kind: str
    phase: str
    published: str
    files: tuple[tuple[str, str], ...]
    table: str
    title: str
    number: str
    unit: str
    step: int
    implied: bool = False
    base: str = ""


class SparseLines(Sequence[Change]):
    """The lines of a comparison of which most are the same: `made` are the others and a few more, in order, the whole first. All of them are
    made when someone wants to see them; the `rest` (`inner` of them innermost) are the same on both sides, and no sentence speaks of them."""

    __slots__ = ("_all", "_make", "inner", "made", "rest")

    def __init__(self, made: tuple[Change, ...], rest: int, inner: int, make: Callable[[], tuple[Change, ...]]) -> None:
        self.made, self.rest, self.inner, self._make = made, rest, inner, make
        self._all: tuple[Change, ...] = ()

    def __len__(self) -> int:
        return len(self.made) + self.rest

    @overload
    def __getitem__(self, index: int) -> Change: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Change, ...]: ...
    def __getitem__(self, index: int | slice) -> Change | tuple[Change, ...]:
        return self.made[0] if index == 0 else self.all()[index]

    def __iter__(self) -> Iterator[Change]:
        return iter(self.all())

    def all(self) -> tuple[Change, ...]:
        """Every line."""
        self._all = self._all or self._make()
        return self._all


class Comparison(NamedTuple):
    """Two sides in one table and measure, or view and scope. `lines` are in the order of a tree, the whole first.

    `step` and `unit` are the coarser of both; `base` names what a is: 预算 budget, 决算 final, 调整 adjusted, 执行数 outturn.
    `missing` are the keys of lines whose last year is not told.
    """

    a: Party
    b: Party
    view: str
    scope: str
    label: str
    table: str
    measure: str
    base: PriorBase
    unit: str
    step: int
    lines: Sequence[Change]
    bridge: Bridge
    groups: tuple[Group, ...] = ()
    notices: tuple[Notice, ...] = ()
    people: tuple[PerPerson, ...] = ()
    missing: tuple[Key, ...] = ()

    @property
    def total(self) -> Change:
        """The line of the whole."""
        return self.lines[0]

    @property
    def different(self) -> bool:
        """Some line is not the same."""
        return any(line.status != "same" for line in self.made)

    @property
    def made(self) -> Sequence[Change]:
        """The lines without those that are the same, of which nothing is told, and which were never made."""
        return self.lines.made if isinstance(self.lines, SparseLines) else self.lines

    def changes(self) -> Iterator[Change]:
        """The lines that are not the same."""
        return (line for line in self.made if line.status != "same")

    def share_a(self, line: Change) -> str | None:
        """The line's share of a's whole in percent; None without one."""
        return share_of(line.a, self.total.a)

    def share_b(self, line: Change) -> str | None:
        """The line's share of b's whole in percent."""
        return share_of(line.b, self.total.b)

    def points(self, line: Change) -> str | None:
        """Share in b less share in a, in points, from the exact shares; a line one side does not have counts as nothing there."""
        whole_a, whole_b = self.total.a, self.total.b
        if line.untold or not whole_a or not whole_b or whole_a < 0 or whole_b < 0:
            return None
        return percent((line.b or 0) * whole_a - (line.a or 0) * whole_b, whole_a * whole_b)

    def contribution(self, line: Change) -> str | None:
        """The line's Δ in percent of the whole's Δ; None where the whole does not change."""
        delta, whole = line.delta, self.total.delta
        return None if delta is None or not whole else percent(delta, whole)

    def movers(self, count: int = 5) -> tuple[tuple[Change, ...], tuple[Change, ...]]:
        """The largest risers and the largest fallers among the innermost lines, largest first; ties in the order of the tree."""
        inner = [line for line in self.made if line.leaf and line.status != "same" and line.delta]
        rise = sorted((line for line in inner if (line.delta or 0) > 0), key=lambda line: -(line.delta or 0))
        fall = sorted((line for line in inner if (line.delta or 0) < 0), key=lambda line: line.delta or 0)
        return tuple(rise[:count]), tuple(fall[:count])

    def counts(self) -> dict[str, int]:
        """Status -> number of innermost lines; `untold` are those whose last year is not told."""
        found = dict.fromkeys((*COLLECTIVE, "untold"), 0)
        for line in self.made:
            if line.leaf and line.key != TOTAL_KEY:
                found["untold" if line.untold else line.status] += 1
        found["same"] += self.lines.inner if isinstance(self.lines, SparseLines) else 0
        return found


def party_of(budget: Budget, table: Table) -> Party:
    """The side a budget takes with one of its tables."""
    meta = budget.meta
    return Party(
        meta.entity, meta.fiscal_year, meta.kind, meta.phase, meta.published,
        tuple((source.file, source.sha256) for source in meta.sources),
        table.kind, table.title, table.number, table.unit, table.step,
    )  # fmt: skip


def share_of(part: int | None, whole: int | None) -> str | None:
    """part of whole in percent; None where either is missing or the whole is not above zero."""
    return None if part is None or not whole or whole < 0 else percent(part, whole)


def per_head(fen: int, people: int) -> int:
    """fen / people to the nearest fen."""
    return round_half_up(fen, people)
