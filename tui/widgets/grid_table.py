"""A table as printed, with a cell cursor: rows scroll; heading, codes and names stay in sight, wide tables move sideways by columns."""

from __future__ import annotations

from textual import events

from tui.cells import cell_width, cut, left, right
from tui.texts import t
from tui.widgets.grid_layout import Grid, GridCell
from tui.widgets.lines import LineList
from tui.widgets.spans import Span

DOT = "·"
"""What stands in an empty cell of figures."""


class GridTable(LineList):
    """One printed table. The current cell is reversed and in brackets, so that it is seen without colour."""

    def __init__(self, *, id: str = "grid") -> None:
        super().__init__(id=id)
        self.grid: Grid | None = None
        self.column = 0
        self.start = 0
        """The place in `_order` from which columns are shown beside those that stay in sight."""
        self._order: list[int] = []
        self._widths: list[int] = []
        self._heads: list[list[str]] = []
        self._number = 3
        self._room = -1

    def show(self, grid: Grid, row: int = 0, column: int | None = None) -> None:
        """Show a table with the cursor on a cell; without one on the first figure."""
        self.grid = grid
        if column is None:
            column = next((n for n, c in enumerate(grid.columns) if c.figure and c.filled), 0)
        self.cursor, self.column, self.start, self.top = row, column, 0, 0
        self._number = max(3, len(str(grid.count)))
        self._room = -1
        self._arrange()
        self.changed()

    def wait(self) -> None:
        """There will be a table."""
        self.grid, self.cursor, self.top = None, 0, 0
        self.changed()

    @property
    def current(self) -> GridCell | None:
        """The cell under the cursor."""
        if self.grid is None or not self.grid.count or not self.grid.columns:
            return None
        return self.grid.cell(self.cursor, self.column)

    def count(self) -> int:
        return self.grid.count if self.grid is not None else 0

    def _arrange(self) -> None:
        """Widths and headings for the size of the screen; the head is as high as its highest heading."""
        if self.grid is None or self._room == self.size.width or not self.size.width:
            return
        self._room = self.size.width
        self._order, self._widths = self.grid.arranged(self._beside)
        self._heads = [self.grid.heading(n, width) for n, width in enumerate(self._widths)]
        self.HEAD = max((len(head) for head in self._heads), default=0) or 1
        self._sideways()

    def on_resize(self, event: events.Resize) -> None:
        self._room = -1
        self._arrange()
        super().on_resize(event)
        self.refresh()  # a line may have been drawn before the columns had their widths

    @property
    def _beside(self) -> int:
        """Cells there are for columns beside the numbers of the rows."""
        return self.size.width - self._number - 3

    def _shown(self) -> list[int]:
        """The columns in sight: what names the current one, then those from `first` on, in their order."""
        if not self._widths or self.grid is None:  # not laid out yet
            return []
        kept = self.grid.frozen(self.column, self._beside, self._widths)
        kept = [n for n in kept if self._order.index(n) < self.start or self._order.index(n) == kept.index(n)]
        room = self._beside - sum(self._widths[n] + 1 for n in kept)
        out = list(kept)
        for n in self._order[self.start :]:
            if n in kept:
                continue
            need = self._widths[n] + 1
            if need > room and out:
                break
            out.append(n)
            room -= need
        return out

    def _sideways(self) -> None:
        """Scroll by columns until the current one is in sight."""
        if not self._order:
            return
        at = self._order.index(self.column)
        shown = self._shown()
        if self.column not in shown and at < self.start:
            self.start = at
        while self.column not in self._shown() and self.start < at:
            self.start += 1

    def move_column(self, delta: int) -> None:
        """To another column; cells without anything are stepped on too: an empty cell has its place as well."""
        if self.grid is None or not self._order:
            return
        at = self._order.index(self.column)
        self.to_column(self._order[max(0, min(at + delta, len(self._order) - 1))])

    def to_column(self, column: int) -> None:
        """To the column at a place of the table's `columns`."""
        if column == self.column:
            return
        before = self._shown()
        self.column = column
        self._sideways()
        if self._shown() != before:
            self.refresh()
        else:
            self.refresh_row(self.cursor)
            self.refresh_head()
        self.moved()

    def on_click(self, event: events.Click) -> None:
        """To the column that was clicked; the list below takes the row (Textual calls it as well)."""
        at = 1 + self._number
        for n in self._shown():
            if at <= event.x <= at + self._widths[n]:
                self.to_column(n)
            at += 1 + self._widths[n]

    # --- drawing -------------------------------------------------------------------------------------------------------------

    def head(self, y: int, width: int) -> list[Span]:
        if self.grid is None:
            return []
        last = y == self.HEAD - 1
        spans: list[Span] = [(" " + right(t("screen.head.row") if last else "", self._number), "dim")]
        shown = self._shown()
        before, after = self._more(shown) if last else (-1, False)
        for n in shown:
            head = self._heads[n]
            at = y - (self.HEAD - len(head))
            text = cut(head[at], self._widths[n]) if 0 <= at < len(head) else ""
            column = self.grid.columns[n]
            place = right if column.figure else left
            gap = "" if n == before else " "
            if n == before:
                spans.append(("‹", "accent"))
            spans.append((gap + place(text, self._widths[n]), "" if n == self.column else "dim"))
        if after:
            spans.append(("›", "accent"))
        if last and self.position:
            used = sum(cell_width(text) for text, _ in spans)
            room = width - used - cell_width(self.position)
            if room > 0:
                spans.append((" " * room + self.position, "dim"))
        return spans

    def _more(self, shown: list[int]) -> tuple[int, bool]:
        """The column before which some are out of sight (-1: none are), and whether there are more behind the last."""
        places = [self._order.index(n) for n in shown]
        gap = next((n for n, at, place in zip(shown, range(len(shown)), places, strict=True) if place != at), -1)
        return gap, bool(places) and places[-1] < len(self._order) - 1

    def row(self, index: int, width: int) -> list[Span]:
        if self.grid is None:
            return []
        here = index == self.cursor
        spans: list[Span] = [("▌" if here else " ", "accent"), (right(str(index + 1), self._number), "dim")]
        bracket = False
        for n in self._shown():
            column, size = self.grid.columns[n], self._widths[n]
            cell = self.grid.cell(index, n)
            text = self.grid.drawn(index, n) or (DOT if column.figure else "")
            shown = right(text, size) if column.figure else left(text, size)
            current = here and n == self.column
            spans.append(("[" if current else "]" if bracket else " ", "accent strong" if current or bracket else ""))
            role = "accent" if text.endswith("*") or cell.moved else "dim" if text == DOT else ""
            spans.append((shown, "cursor" if current else role))
            bracket = current
        spans.append(("]" if bracket else " ", "accent strong"))
        return spans

    def empty(self, y: int) -> list[Span]:
        words = t("screen.empty.making") if self.grid is None else self.grid.table.note or t("screen.empty.grid")
        return [("   ", ""), (words, "")] if y == 1 else []
