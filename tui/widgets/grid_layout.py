"""How a printed table is laid out in cells: which printed columns stand where, how wide, under which heading; pure, no widget.

A one-sided table shows its codes joined and first, its figures, and its names last, so that nothing stands behind a name of any
width; two-sided tables and unknown ones keep the printed order. A table too wide for the screen has its names beside the codes: they
stay in sight while the figures go sideways.
"""

from __future__ import annotations

from itertools import zip_longest

from data_model.budget import CODE_ROLE, KEY_ROLES, LINE_PREFIX, NAME_ROLE, PROJECT_ROLE, Cell, Row, Table
from data_model.forms import form_of
from data_model.persons import MASK
from data_model.records import dataclass
from data_model.revealed import Revealed
from data_model.text import unwrap
from tui.cells import cell_width, widest
from tui.texts import term
from tui.widgets.wrapping import wrap

EMPTY = 4
"""Cells of a column without figures."""
HEAD_LINES = 3
"""Lines of the heading at most."""
NARROWEST_TEXT, WIDEST_TEXT = 10, 40
MOST_HEAD, WIDEST_HEAD = 8, 16
NAMES_SHARE = 3
"""Names that stay in sight take a third of the room together."""
MOST_FROZEN = 0.6
"""What stays in sight takes no more of the room."""


@dataclass(frozen=True, slots=True)
class GridColumn:
    """One column on screen: the printed columns it joins (none: a measure the file has no column for), its role and heading."""

    at: tuple[int, ...]
    role: str
    side: str
    heading: str
    natural: int
    filled: bool
    line: str = ""
    """The line whose figures stand in it, of a table that prints its lines side by side (“三公”经费 in one row)."""

    @property
    def figure(self) -> bool:
        """True for figures: right-aligned, never cut."""
        return self.role not in KEY_ROLES


@dataclass(frozen=True, slots=True)
class GridCell:
    """What one cell shows and what it is: the row and figure behind it, if it has one; `moved` names where a figure went, `measure`
    what a figure counts as: not always what its column is (a name over two sides, a row of which every column is a line)."""

    text: str
    row: Row | None = None
    cell: Cell | None = None
    moved: str = ""
    measure: str = ""


class Grid:
    """A table with its rows and columns as shown; cells are made when asked for."""

    def __init__(self, table: Table, revealed: Revealed | None = None) -> None:
        self.table = table
        self.revealed = revealed
        self._rows: dict[int, Row] = {}
        self._more: dict[int, list[Row]] = {}
        for row in table.rows:
            if self._rows.setdefault(row.grid, row) is not row:
                self._more.setdefault(row.grid, [self._rows[row.grid]]).append(row)
        self._printed = {(_measure(column.role), n) for n, column in enumerate(table.columns)}
        self._odd = [n for n in range(self.count) if not self._plain(n + table.head)]
        odd = set(self._odd)
        lines = [line.texts for n, line in enumerate(table.grid[table.head :]) if n not in odd]
        self._texts = list(zip_longest(*lines, fillvalue=""))
        """Texts of the lines that show what is printed, by column."""
        self.columns = self._columns()
        self._texts = []

    @property
    def count(self) -> int:
        """Rows below the heading."""
        return len(self.table.grid) - self.table.head

    def _columns(self) -> list[GridColumn]:
        printed = self.table.columns
        count = max((len(line.texts) for line in self.table.grid), default=0)
        sides = {column.side for column in printed}
        tidy = len(sides) <= 1 and any(column.role not in KEY_ROLES for column in printed)
        columns: list[GridColumn] = []
        self._tidy = tidy
        if tidy:
            codes = tuple(i for i, column in enumerate(printed) if column.role == CODE_ROLE)
            if codes:
                columns.append(self._make(codes, CODE_ROLE, "", "".join(last_level(printed[i].heading) for i in codes)))
            names = [i for i, column in enumerate(printed) if column.role in (NAME_ROLE, PROJECT_ROLE)]
            rest = [i for i in range(len(printed)) if i not in codes and i not in names]
            figures = [self._make((i,), printed[i].role, printed[i].side, printed[i].heading) for i in rest]
            columns += self._with_lost(figures)
            columns += [self._make((i,), printed[i].role, "", printed[i].heading) for i in names]
            return columns
        for i in range(count):
            column = printed[i] if i < len(printed) else None
            role, side, heading = (column.role, column.side, column.heading) if column else ("", "", "")
            columns.append(self._make((i,), role, side, heading))
        return columns

    def _make(self, at: tuple[int, ...], role: str, side: str, heading: str) -> GridColumn:
        line = role.removeprefix(LINE_PREFIX) if role.startswith(LINE_PREFIX) else ""
        role = _measure(role)
        probe = GridColumn(at, role, side, heading, 0, True, line)
        parts = [self._texts[i] for i in at if i < len(self._texts)]
        texts = (
            set(parts[0]) if len(parts) == 1 else {" ".join(filter(None, part)) for part in zip(*parts, strict=True)}
        )
        texts.update(self._cell(n, probe).text for n in (self._odd if at else range(self.count)))
        natural = widest(texts)
        return GridColumn(at, role, side, whole(heading), max(natural, 2), natural > 0, line)

    def _with_lost(self, columns: list[GridColumn]) -> list[GridColumn]:
        """Recovered measures whose column the file lost get one of their own, at their declared place."""
        form = form_of(self.table.kind)
        have = {column.role for column in columns}
        lost = [
            measure for measure in self.table.measures if _measure(measure) not in have and self._unprinted(measure)
        ]
        declared = [m.id for side in form.sides for m in side.measures] if form else []
        for measure in lost:
            name = form.measure(measure) if form else None
            column = self._make((), measure, "", "*" + (term(name.name) if name else measure))
            before = declared[: declared.index(measure)] if measure in declared else declared
            at = max((n + 1 for n, c in enumerate(columns) if c.role in before), default=len(columns))
            columns.insert(at, column)
        return columns

    def cell(self, index: int, column: int) -> GridCell:
        """The cell of a row (below the heading) and a column on screen."""
        return self._cell(index, self.columns[column])

    def _cell(self, index: int, column: GridColumn) -> GridCell:
        at = index + self.table.head
        texts = self.table.grid[at].texts
        text = " ".join(texts[i] for i in column.at if i < len(texts) and texts[i])
        row = self._rows.get(at)
        rows = self._more.get(at) or ([row] if row is not None else [])
        if column.line:
            row = self._of_line(at, column)
        elif len(rows) > 1:
            row = next((r for r in rows if r.side == column.side), None)
        if not column.figure:
            return GridCell(text, row)
        for one in rows:  # whose figure is printed here
            for measure, cell in one.cells.items():
                if cell.column in column.at and (cell.status != "recovered" or measure == column.role):
                    return GridCell(text, one, cell, "", measure)
        if row is None:
            return GridCell(text)
        found = row.cells.get(column.role)
        if found is not None and (not column.at or found.status == "recovered"):
            return GridCell(found.printed + "*", row, found, "", column.role)
        for measure, other in row.cells.items():
            if other.column in column.at:
                return GridCell("→", row, other, measure)
        for other in row.ambiguous:
            if other.column in column.at:
                return GridCell(text + "?", row, other)
        return GridCell(text, row)

    def _unprinted(self, measure: str) -> bool:
        """Whether some figure of a measure stands in no column of the print."""
        printed = len(self.table.columns)
        return any(
            cell.status == "recovered" or not 0 <= cell.column < printed
            for row in self.table.rows
            if (cell := row.cells.get(measure)) is not None
        )

    def _of_line(self, at: int, column: GridColumn) -> Row | None:
        """The row a printed line has in a column that is a line of its own."""
        rows = self._more.get(at) or [row for row in (self._rows.get(at),) if row is not None]
        there = (r for r in rows if any(cell.column in column.at for cell in r.cells.values()))
        return next(there, None) or next((r for r in rows if r.line == column.line), None)

    def drawn(self, index: int, column: int) -> str:
        """The text of a cell for the screen alone: with persons, where they were asked for."""
        text = self.cell(index, column).text
        if self.revealed is None or MASK not in text:
            return text
        texts = self.revealed.cells(self.table.grid[index + self.table.head])
        return " ".join(texts[i] for i in self.columns[column].at if i < len(texts) and texts[i])

    def widths(self, room: int) -> list[int]:
        """Cells of every column: figures whole, empty columns narrow; what is left goes to names, then to headings."""
        out = []
        for column in self.columns:
            if not column.filled:
                out.append(EMPTY)
            elif column.figure or column.role == CODE_ROLE:
                out.append(column.natural)
            else:
                out.append(min(column.natural, NARROWEST_TEXT))
        left = room - sum(out) - len(out)
        for wish in (self._for_heads, self._for_texts, self._for_whole_heads):
            lacking = {n: max(0, wish(column) - out[n]) for n, column in enumerate(self.columns)}
            for at, n in enumerate(
                sorted(lacking, key=lambda n: (lacking[n], n))
            ):  # what short ones need not, long ones share
                more = min(lacking[n], max(0, left) // (len(lacking) - at))
                out[n] += more
                left -= more
        return out

    def arranged(self, room: int) -> tuple[list[int], list[int]]:
        """The order in which columns stand, and the cells of every one (by its place in `columns`). The names of a table that does not fit
        come right after the codes, and share what they can have."""
        widths = self.widths(room)
        order = list(range(len(self.columns)))
        names = self._names()
        if sum(widths) + len(widths) <= room or not names:
            return order, widths
        for n in names:
            widths[n] = min(self.columns[n].natural, max(NARROWEST_TEXT, room // NAMES_SHARE // len(names)))
        codes = [n for n in order if self.columns[n].role == CODE_ROLE]
        return [*codes, *names, *(n for n in order if n not in codes and n not in names)], widths

    def _names(self) -> list[int]:
        """The columns of names of a one-sided table that has figures."""
        return [n for n, c in enumerate(self.columns) if c.role in (NAME_ROLE, PROJECT_ROLE)] if self._tidy else []

    def naming(self, column: int) -> list[int]:
        """The columns that say what a cell of `column` is of: codes and names; in a two-sided table those of its side, left of it."""
        if self._tidy:
            return [n for n, c in enumerate(self.columns) if c.role == CODE_ROLE] + self._names()
        side = self.columns[column].side
        keys = [n for n, c in enumerate(self.columns[: column + 1]) if not c.figure and c.side == side]
        return keys[-1:]

    def frozen(self, column: int, room: int, widths: list[int]) -> list[int]:
        """Those of `naming` that can stay in sight and leave enough room for the others."""
        most = min(room * MOST_FROZEN, room - widths[column] - 1)
        kept: list[int] = []
        for n in self.naming(column):
            most -= widths[n] + 1
            if most < 0:
                break
            kept.append(n)
        return kept

    def _plain(self, at: int) -> bool:
        """Whether a printed line shows in every column what is printed there."""
        row = self._rows.get(at)
        if row is None:
            return True
        printed = self._printed
        return (
            at not in self._more
            and not row.ambiguous
            and all(cell.status == "printed" and (role, cell.column) in printed for role, cell in row.cells.items())
        )

    @staticmethod
    def _for_heads(column: GridColumn) -> int:
        if not column.filled or not column.figure:
            return 0
        own = last_level(column.heading)
        return min(MOST_HEAD, max(4, -(-cell_width(own) // (2 * HEAD_LINES)) * 2))

    @staticmethod
    def _for_whole_heads(column: GridColumn) -> int:
        return min(WIDEST_HEAD, cell_width(last_level(column.heading))) if column.filled and column.figure else 0

    def _for_texts(self, column: GridColumn) -> int:
        texts = [c for c in self.columns if not c.figure and c.role != CODE_ROLE]
        return min(column.natural, WIDEST_TEXT if len(texts) > 1 else 200) if column in texts else 0

    def heading(self, column: int, width: int) -> list[str]:
        """The heading in at most HEAD_LINES lines: all its levels where they fit, else the last one, cut."""
        levels = [level for level in self.columns[column].heading.split(" / ") if level]
        if not levels:
            return []
        told: list[str] = []
        for level in levels[-2:]:
            told += wrap(level, width)
        if len(told) > HEAD_LINES:
            told = list(wrap(levels[-1], width))
        if len(told) > HEAD_LINES:
            told = [*told[: HEAD_LINES - 1], "".join(told[HEAD_LINES - 1 :])]
        return told


def whole(heading: str) -> str:
    """A heading with its levels as they were meant: the blanks where the printed table broke its lines go."""
    return " / ".join(unwrap(level) for level in heading.split(" / "))


def last_level(heading: str) -> str:
    """The column's own heading, without those above it."""
    return heading.rpartition(" / ")[2]


def _measure(role: str) -> str:
    """The measure a column holds: that of its line where it is one of lines side by side."""
    return "total" if role.startswith(LINE_PREFIX) else role
