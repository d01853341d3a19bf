"""Two-sided tables whose labels are printed behind their figures, put together by what other tables say of each class. Apart from
two_sided.py, which needs label and figure on one line.

The right side's figures are known from other tables (identical amounts, class by class); what is left over on a line is of the left
side, under the label of that line or the one declared between its neighbours. Taken only when there is one way and no identity breaks.
"""

from __future__ import annotations

from collections.abc import Sequence

from data_model.budget import Cell, Row, Table
from data_model.classification import TOTAL
from data_model.constraints import constraints, values_of
from data_model.form_types import Line
from data_model.forms import form_of
from data_model.records import dataclass, field, replace
from data_model.tables.rows import bare_name
from data_model.text import fold

MOST_LINES = 400
_REFERENCE = {
    "balance": {"expenditure": "expenditure"},
    "appropriation": {
        "general_public": "general_public",
        "government_fund": "government_fund",
        "state_capital": "state_capital",
    },
}
"""Table -> measure of its right side -> the kind whose `total` by class it repeats."""

Group = tuple[tuple[str, int], ...]
"""The figures of one class in printed order: measure and amount in fen."""


@dataclass(slots=True)
class _Line:
    """One printed line: its rows, and its figures from left to right."""

    rows: list[int] = field(default_factory=list)
    cells: list[Cell] = field(default_factory=list)


def label(tables: Sequence[Table]) -> tuple[Table, ...]:
    """The tables with the figures of such a table under their labels (`recovered`); tables it cannot be told of are as they were."""
    done = list(tables)
    for t, table in enumerate(tables):
        if table.kind in _REFERENCE and _is_apart(table) and (found := _labelled(table, done)):
            before = {c.id for c in constraints(done) if c.hard and c.outcome(values_of(done)) == "mismatch"}
            trial = [*done[:t], found, *done[t + 1 :]]
            values = values_of(trial)
            if not {c.id for c in constraints(trial) if c.hard and c.outcome(values) == "mismatch"} - before:
                done = trial
    return tuple(done)


def _is_apart(table: Table) -> bool:
    cells = [cell for row in table.rows for cell in row.ambiguous]
    return bool(cells) and not any(cell.candidates for cell in cells) and not any(row.cells for row in table.rows)


def _labelled(table: Table, tables: Sequence[Table]) -> Table | None:
    groups = _groups(table.kind, tables)
    lines = _lines(table)
    if not groups or len(lines) > MOST_LINES:
        return None
    body = [line for line in lines if not any(table.rows[r].code == TOTAL for r in line.rows)]
    split = _split(table, body, groups)
    if split is None:
        return None
    placed: dict[int, dict[str, Cell]] = {}
    for line, (left, code) in zip(body, split, strict=True):
        cells = line.cells[left:]
        if code:
            target = _class_row(table, code)
            if target is None:
                return None
            placed[target] = {m: c for (m, _), c in zip(groups[code], cells, strict=True)}
    lefts = _lefts(table, body, [left for left, _ in split])
    if lefts is None:
        return None
    placed |= {r: {"revenue": cell} for r, (_, cell) in lefts.items()}
    totals = _totals(table, groups)
    if totals is None:
        return None
    return _applied(table, placed | totals, {r: key for r, (key, _) in lefts.items()})


def _groups(kind: str, tables: Sequence[Table]) -> dict[str, Group]:
    """Class -> the figures it must have on the right side; empty when another table does not tell them all."""
    index = {table.kind: table for table in reversed(tables)}
    held: dict[str, dict[str, int]] = {}
    for measure, other in _REFERENCE[kind].items():
        table = index.get(other)
        if table is None:
            return {}
        for row in table.rows:
            if len(row.code) == 3 and row.code != TOTAL and not row.project:
                if "total" not in row.cells:
                    return {}
                held.setdefault(row.code, {})[measure] = row.cells["total"].fen
    order = list(_REFERENCE[kind])
    found: dict[str, Group] = {}
    for code in sorted(held):
        parts = tuple((m, held[code][m]) for m in order if m in held[code])
        found[code] = parts if len(order) == 1 else (("total", sum(fen for _, fen in parts)), *parts)
    return found


def _lines(table: Table) -> list[_Line]:
    lines: dict[int, _Line] = {}
    for r, row in enumerate(table.rows):
        line = lines.setdefault(row.grid, _Line())
        line.rows.append(r)
        line.cells += row.ambiguous
    return list(lines.values())


def _split(table: Table, lines: Sequence[_Line], groups: dict[str, Group]) -> list[tuple[int, str]] | None:
    """For each line how many of its figures are of the left side, and the class of the others; None unless there is just one way."""
    order = list(groups)
    ways: list[dict[int, tuple[int, int, str]]] = [{0: (1, 0, "")}]  # classes met: ways, figures on the left, class
    for line in lines:
        after: dict[int, tuple[int, int, str]] = {}
        fens = tuple(cell.fen for cell in line.cells)
        for met, (count, _, _) in ways[-1].items():
            for left in (0, 1) if fens else (0,):
                right = fens[left:]
                if not right:
                    step, code = met, ""
                elif met < len(order) and right == tuple(fen for _, fen in groups[order[met]]):
                    step, code = met + 1, order[met]
                else:
                    continue
                after[step] = (after.get(step, (0,))[0] + count, left, code)
        ways.append(after)
    if ways[-1].get(len(order), (0,))[0] != 1:
        return None
    found: list[tuple[int, str]] = []
    met = len(order)
    for after in reversed(ways[1:]):
        _, left, code = after[met]
        found.append((left, code))
        met -= bool(code)
    return found[::-1]


def _class_row(table: Table, code: str) -> int | None:
    rows = [r for r, row in enumerate(table.rows) if row.side == "expenditure" and code in (row.code, row.line[6:])]
    return rows[0] if len(rows) == 1 else None


def _lefts(table: Table, lines: Sequence[_Line], counts: Sequence[int]) -> dict[int, tuple[str, Cell]] | None:
    """Row -> its line and its figure on the left side: the label of the figure's line, or the only one declared between its neighbours."""
    form = form_of(table.kind)
    declared = form.lines if form else ()
    order = {line.key: i for i, line in enumerate(declared)}
    foot = max((row.grid for row in table.rows if row.code == TOTAL), default=-1)  # what is printed below it is apart
    last = max((i for i, line in enumerate(lines) if line.cells or table.rows[line.rows[0]].grid < foot), default=-1)
    labels = [next((r for r in line.rows if _is_left(table.rows[r], order)), None) for line in lines]
    free: list[tuple[int, int]] = []  # place in the declared order, row: a name may be declared in several places
    for r in labels[last + 1 :]:
        bare = bare_name(fold(table.rows[r].name)) if r is not None else ""
        free += [(i, r) for i, line in enumerate(declared) if r is not None and bare in _names(line)]
    found: dict[int, tuple[str, Cell]] = {}
    for i, count in enumerate(counts):
        if not count:
            continue
        row, key = labels[i], ""
        if row is None:
            low = max((order[table.rows[r].line] for r in labels[:i] if r is not None), default=-1)
            high = min(
                (order[table.rows[r].line] for r in labels[i + 1 : last + 1] if r is not None), default=len(declared)
            )
            between = [(place, r) for place, r in free if low < place < high]
            alone = sum(1 for j, n in enumerate(counts) if n and labels[j] is None and _gap(labels, i, j)) == 1
            if len(between) != 1 or not alone:
                return None
            place, row = between[0]
            key = declared[place].key
        if row in found:
            return None
        found[row] = key or table.rows[row].line, lines[i].cells[0]
    return found


def _names(line: Line) -> set[str]:
    return {bare_name(fold(name)) for name in line.names}


def _is_left(row: Row, order: dict[str, int]) -> bool:
    return row.side == "revenue" and row.line in order and row.code != TOTAL


def _gap(labels: Sequence[int | None], one: int, other: int) -> bool:
    """No labelled line stands between the two."""
    low, high = sorted((one, other))
    return all(labels[k] is None for k in range(low, high + 1))


def _totals(table: Table, groups: dict[str, Group]) -> dict[int, dict[str, Cell]] | None:
    """The total rows: the left one has one figure, the right one the sums of the classes."""
    sums: dict[str, int] = {}
    for group in groups.values():
        for measure, fen in group:
            sums[measure] = sums.get(measure, 0) + fen
    placed: dict[int, dict[str, Cell]] = {}
    for r, row in enumerate(table.rows):
        if row.code != TOTAL or not row.ambiguous:
            continue
        measures = ["revenue"] if row.side == "revenue" else [m for m in _measures(table) if sums.get(m)]
        if len(measures) != len(row.ambiguous):
            return None
        placed[r] = dict(zip(measures, row.ambiguous, strict=True))
    return placed


def _measures(table: Table) -> list[str]:
    return [column.role for column in table.columns if column.side == "expenditure" and not column.role.startswith("@")]


def _applied(table: Table, placed: dict[int, dict[str, Cell]], keys: dict[int, str]) -> Table | None:
    """The table with these figures placed; None unless every figure of it is among them, once."""
    wanted = [cell for row in table.rows for cell in row.ambiguous]
    given = [cell for cells in placed.values() for cell in cells.values()]
    if sorted(map(id, wanted)) != sorted(map(id, given)):
        return None
    rows = []
    for r, row in enumerate(table.rows):
        cells = {m: replace(c, status="recovered", candidates=()) for m, c in placed.get(r, {}).items()}
        if cells or row.name or row.code:
            rows.append(replace(row, cells=cells, ambiguous=(), line=keys.get(r, row.line)))
    return replace(table, rows=tuple(rows))
