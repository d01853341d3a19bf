"""Figures that left their column, found again by the identities (勾稽关系). Apart from placing.py, where no column was left at all.

A printed figure is moved only when one single way of moving it satisfies every identity and at least two independent ones ask
for it; its amount and its printed text never change, and every move leaves a note. Several ways: none is taken, a note names them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from data_model.amount import format_fen
from data_model.budget import Cell, Finding, Row, Table
from data_model.classification import TOTAL
from data_model.constraints import Constraint, Ref, constraints, values_of
from data_model.forms import form_of, measure_name
from data_model.records import dataclass, replace
from data_model.scopes import function_path
from data_model.telling import table_name

LARGEST = 4000
"""Rows of a table beyond which nothing is moved: no published table comes near, and the search stays bounded."""
ROUNDS = 20


@dataclass(frozen=True, slots=True)
class Move:
    """Figures of some rows of one table that belong under another measure."""

    table: int
    rows: tuple[int, ...]
    source: str
    target: str


def recover(tables: Sequence[Table]) -> tuple[tuple[Table, ...], list[Finding]]:
    """-> the tables with misplaced figures under the measure the identities ask for (status `recovered`), and notes."""
    notes: list[Finding] = []
    done = tuple(tables)
    told: set[Move] = set()
    for _ in range(ROUNDS):
        laid = _Laid(done)
        if not laid.broken:
            break
        moves = laid.moves()
        taken = [group[0] for group in moves if len(group) == 1]
        for group in moves:
            if len(group) > 1 and not told.intersection(group):
                told.update(group)
                notes.append(_undecided(done, group))
        if not taken:
            break
        notes.append(_moved(done, taken[0]))
        done = _apply(done, taken[0])
    return done, notes


class _Laid:
    """The identities of the tables as they stand, and which of them are broken."""

    def __init__(self, tables: Sequence[Table]) -> None:
        self.tables = tables
        self.values = values_of(tables)
        self.all = [c for c in constraints(tables) if c.hard]
        self.broken = [c for c in self.all if c.outcome(self.values) == "mismatch"]
        self.of: dict[Ref, list[Constraint]] = defaultdict(list)
        if self.broken:
            for constraint in self.all:
                for ref in (*constraint.left, *constraint.right):
                    self.of[ref].append(constraint)

    def moves(self) -> list[list[Move]]:
        """The moves that break nothing and mend at least two identities, grouped by the identities they mend."""
        groups: dict[frozenset[int], list[Move]] = {}
        for move in self._candidates():
            mended = self._mended(move)
            if mended is not None and len(mended) >= 2 and self._asked_twice(move):
                group = groups.setdefault(mended, [])
                if move not in group:
                    group.append(move)
        return [_smallest(group) for group in groups.values()]

    def _candidates(self) -> Iterable[Move]:
        """Rows of a branch whose figures stand under one measure of a broken identity, to another of the same table."""
        touched: dict[int, set[str]] = defaultdict(set)
        heads: dict[int, set[int]] = defaultdict(set)
        for constraint in self.broken:
            for ref in (*constraint.left, *constraint.right):
                touched[ref.table].add(ref.measure)
                heads[ref.table].add(ref.row)
        for t, measures in touched.items():
            table = self.tables[t]
            form = form_of(table.kind)
            if form is None or len(table.rows) > LARGEST:
                continue
            for side in form.sides:
                order = [m.id for m in side.measures if m.id in measures]
                for head in sorted(heads[t]):
                    branch = _branch(table, head)
                    for source in order:
                        for target in order:
                            rows = tuple(
                                r for r in branch
                                if (t, r, source) in self.values and (t, r, target) not in self.values
                            )  # fmt: skip
                            if source != target and head in rows:
                                yield Move(t, rows, source, target)

    def _mended(self, move: Move) -> frozenset[int] | None:
        """The broken identities the move mends; None when it breaks another."""
        changed = self._changed(move.table, move.rows, move.source, move.target)
        mended: set[int] = set()
        for constraint in self._around(move):
            before, after = constraint.outcome(self.values), constraint.outcome(changed)
            if after == "mismatch" and before != "mismatch":
                return None
            if before == "mismatch" and after != "mismatch":
                mended.add(id(constraint))
        return frozenset(mended)

    def _asked_twice(self, move: Move) -> bool:
        """Every single figure of the move is asked for by two identities: put back alone it breaks at least two."""
        changed = self._changed(move.table, move.rows, move.source, move.target)
        for row in move.rows:
            back = dict(changed)
            back[Ref(move.table, row, move.source)] = back.pop(Ref(move.table, row, move.target))
            around = {id(c): c for m in (move.source, move.target) for c in self.of[Ref(move.table, row, m)]}
            if (
                sum(1 for c in around.values() if c.outcome(back) == "mismatch" and c.outcome(changed) != "mismatch")
                < 2
            ):
                return False
        return True

    def _changed(self, table: int, rows: Sequence[int], source: str, target: str) -> dict[Ref, int]:
        changed = dict(self.values)
        for row in rows:
            changed[Ref(table, row, target)] = changed.pop(Ref(table, row, source))
        return changed

    def _around(self, move: Move) -> list[Constraint]:
        found = {
            id(c): c for row in move.rows for m in (move.source, move.target) for c in self.of[Ref(move.table, row, m)]
        }  # fmt: skip
        return list(found.values())


def _smallest(group: list[Move]) -> list[Move]:
    """Of moves that mend the same, those of the fewest figures: moving more than is asked for is no second solution."""
    least = min(len(move.rows) for move in group)
    return [move for move in group if len(move.rows) == least]


def _branch(table: Table, head: int) -> list[int]:
    """The row and all below it; the total's branch is the whole side."""
    row = table.rows[head]
    if row.code == TOTAL:
        return [r for r, other in enumerate(table.rows) if other.side == row.side]
    key = function_path(row)
    if not key or row.project:
        return [head]
    return [
        r for r, other in enumerate(table.rows) if other.side == row.side and function_path(other)[: len(key)] == key
    ]


def _apply(tables: Sequence[Table], move: Move) -> tuple[Table, ...]:
    table = tables[move.table]
    rows = list(table.rows)
    for r in move.rows:
        cells = dict(rows[r].cells)
        cell = cells.pop(move.source)
        cells[move.target] = replace(cell, status="recovered", printed_measure=cell.printed_measure or move.source)
        rows[r] = replace(rows[r], cells=_ordered(table, cells))
    return tuple(replace(t, rows=tuple(rows)) if i == move.table else t for i, t in enumerate(tables))


def _ordered(table: Table, cells: dict[str, Cell]) -> dict[str, Cell]:
    """Cells in declared order, so that every table lists its figures alike."""
    form = form_of(table.kind)
    order = {m.id: i for s in (form.sides if form else ()) for i, m in enumerate(s.measures)}
    return dict(sorted(cells.items(), key=lambda item: order.get(item[0], len(order))))


def _moved(tables: Sequence[Table], move: Move) -> Finding:
    table = tables[move.table]
    first = table.rows[move.rows[0]]
    return Finding(
        "recover.moved", "misplaced",
        f"{_where(table, move.rows)}：{_amounts(table, move)} 印在“{measure_name(table.kind, move.source)}”列，"
        f"勾稽只容它在“{measure_name(table.kind, move.target)}”；印文未动",
        table=table.kind, code=first.code, measure=move.target, found=first.fen(move.source), place=first.place,
    )  # fmt: skip


def _undecided(tables: Sequence[Table], group: Sequence[Move]) -> Finding:
    table = tables[group[0].table]
    first = table.rows[group[0].rows[0]]
    ways = "；".join(
        f"{_where(tables[m.table], m.rows)} {_amounts(tables[m.table], m)} 从“{measure_name(tables[m.table].kind, m.source)}”"
        f"到“{measure_name(tables[m.table].kind, m.target)}”"
        for m in group[:4]
    )
    return Finding(
        "recover.undecided", "ambiguous", f"有 {len(group)} 种挪法都能使勾稽相符，未作改动：{ways}",
        table=table.kind, code=first.code, measure=group[0].source, place=first.place,
    )  # fmt: skip


def _where(table: Table, rows: Sequence[int]) -> str:
    """`表2 第5–6行`: rows counted below the header."""
    numbers = sorted({table.rows[r].grid - table.head + 1 for r in rows})
    spans: list[list[int]] = []
    for number in numbers:
        if spans and number == spans[-1][1] + 1:
            spans[-1][1] = number
        else:
            spans.append([number, number])
    return f"{table_name(table)} 第{'、'.join(str(a) if a == b else f'{a}–{b}' for a, b in spans)}行"


def _amounts(table: Table, move: Move) -> str:
    seen = dict.fromkeys(_printed(table.rows[r], move.source) for r in move.rows)
    return "、".join(list(seen)[:3])


def _printed(row: Row, measure: str) -> str:
    cell = row.cells.get(measure)
    return cell.printed or format_fen(cell.fen) if cell else ""
