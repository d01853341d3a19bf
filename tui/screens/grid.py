"""原表: each table as printed, and under it what the current cell is. Apart from the tree: here nothing is folded, summed or left out."""

from __future__ import annotations

from textual.app import ComposeResult

from data_model.budget import Finding, Row, Table
from data_model.classification import printed_code
from data_model.detail import source_label
from data_model.glossary import MEASURES
from data_model.records import replace
from data_model.shown import Shown
from data_model.shown_rows import printed_rows
from data_model.telling import full_name, table_name
from tui.actions import GRID
from tui.figures import amount_text
from tui.going_codes import best_code, wanted_code
from tui.places import Place
from tui.session import Session
from tui.texts import language, sentence, t, term
from tui.widgets.detail import DetailPane
from tui.widgets.detail_blocks import Block, text_block
from tui.widgets.frame_lines import body_rows, year_line
from tui.widgets.grid_layout import HEAD_LINES, Grid, GridCell, last_level, whole
from tui.widgets.grid_table import GridTable
from tui.widgets.lines import LineList
from tui.widgets.naming import unit_word
from tui.widgets.page import MainPage, bindings_for
from tui.widgets.pane_lines import strip_rows
from tui.widgets.spans import Span


class GridScreen(MainPage):
    """One printed table and the strip that explains its current cell."""

    KIND = GRID
    VIEW = "grid"
    BINDINGS = bindings_for(GRID)

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.table = GridTable()
        self.table.at_once = self._tell
        self.pane = DetailPane()
        self.pane.side, self.pane.strip = False, True
        self.number = 0
        self._shown: Table | None = None
        self._wish: tuple[Table, Row | None, str, int] | None = None
        self._asked: Finding | None = None
        """The finding that led here."""
        self._asked_at: tuple[int, int, int] | None = None
        self._column_wish: int | None = None

    @property
    def lines(self) -> LineList:
        return self.table

    def body(self) -> ComposeResult:
        yield self.table
        yield self.pane

    def on_mount(self) -> None:
        super().on_mount()
        self.pane.can_focus = False

    def lay_out(self) -> None:
        super().lay_out()
        self.pane.styles.height = strip_rows(body_rows(*self.app.size), HEAD_LINES)
        self.pane.forget()

    def at(
        self, table: Table, row: Row | None = None, measure: str = "", line: int = -1, finding: Finding | None = None
    ) -> None:
        """Show this table when the screen comes up: at the figure of `measure` in `row`, or at a printed line of the grid; `finding` is
        told there."""
        self._wish = (table, row, measure, line)
        self._asked, self._asked_at = finding, None

    def update_page(self) -> None:
        tables = self.session.budget.tables
        if not tables:
            return
        if self._wish is not None:
            known = self._stand(tables, *self._wish)
        else:
            known = any(self._shown is table for table in tables) or self._stay(self._shown, tables)
        if not known:
            self.table.wait()
        super().update_page()
        self._tell()

    def _stand(self, tables: tuple[Table, ...], table: Table, row: Row | None, measure: str, line: int) -> bool:
        """Show what is wished; False while it is being laid out."""
        self.number = next((n for n, other in enumerate(tables) if other is table), 0)
        grid = self.session.grid(tables[self.number])
        if grid is None:
            return False
        self._wish = None
        index = row.grid - table.head if row is not None and row.grid >= table.head else max(0, line - table.head)
        wish, self._column_wish = self._column_wish, None
        column = wish if wish is not None and wish < len(grid.columns) else self._column(grid, row, measure)
        self.table.show(grid, index, column)
        self._shown = tables[self.number]
        self._asked_at = self._cell_at()
        return True

    def _cell_at(self) -> tuple[int, int, int]:
        return self.number, self.table.cursor, self.table.column

    def _stay(self, before: Table | None, tables: tuple[Table, ...]) -> bool:
        """Another document, or the same read again: the same table and row where it has them; False while it is being laid out."""
        cell = self.table.current
        alike = [n for n, table in enumerate(tables) if before is not None and table.kind == before.kind]
        self.number = next(
            (n for n in alike if before is not None and tables[n].title == before.title), (alike or [0])[0]
        )
        table = tables[self.number]
        grid = self.session.grid(table)
        if grid is None:
            return False
        self._shown = table
        if not alike:
            self.table.show(grid)
            return True
        old = cell.row if cell is not None else None
        row = next(
            (r for r in table.rows if old is not None and _named(r) == _named(old) and r.grid >= table.head), None
        )
        at = row.grid - table.head if row is not None else min(self.table.cursor, grid.count - 1)
        column = self.table.column if self.table.column < len(grid.columns) else None
        self.table.show(grid, max(0, at), column)
        return True

    @staticmethod
    def _column(grid: Grid, row: Row | None, measure: str) -> int | None:
        side = row.side if row is not None else ""
        cell = row.cells.get(measure) if row is not None else None
        if cell is not None and cell.status == "printed":  # where it is printed, whatever the column is for
            for n, column in enumerate(grid.columns):
                if cell.column in column.at:
                    return n
        for n, column in enumerate(grid.columns):
            if column.line and row is not None and column.line != row.line:
                continue
            if column.role == measure and (not column.side or column.side == side):
                return n
        return None

    def shows(self) -> list[Span]:
        tables = self.session.budget.tables
        if not tables:
            return [(t("view.grid"), "")]
        table = tables[self.number]
        name = full_name(table)
        place = f"{self.number + 1}/{len(tables)}"
        return [(" · ".join(p for p in (t("view.grid"), name, unit_word(table.unit), place) if p), "")]

    # --- what the cell is ----------------------------------------------------------------------------------------------------

    def _tell(self) -> None:
        cell, grid = self.table.current, self.table.grid
        if grid is None:
            self.bottom.show_path([])
            self.pane.tell(lambda width: [])
            return
        note = grid.table.note
        if cell is None:
            self.bottom.show_path([table_name(grid.table)])
            self.pane.tell(lambda width: [text_block(t("screen.block.notes"), note, width)] if note else [])
            return
        name = self._named(cell)
        column = grid.columns[self.table.column]
        heading = "" if column.line and name else column.heading
        path = [table_name(grid.table), t("screen.row", row=self.table.cursor + 1), name, heading]
        self.bottom.show_path([part for part in path if part], self.table.counted)
        self.pane.tell(lambda width: self._blocks(grid, cell, width))

    @staticmethod
    def _subject(cell: GridCell) -> str:
        return (cell.row.project or cell.row.name) if cell.row is not None else ""

    def _named(self, cell: GridCell) -> str:
        return f"{printed_code(cell.row.code)} {self._subject(cell)}".strip() if cell.row is not None else ""

    def _measure(self, grid: Grid, measure: str) -> str:
        column = next((c for c in grid.columns if c.role == measure), None)
        return column.heading.replace(" / ", "·").lstrip("*") if column else measure

    def _blocks(self, grid: Grid, cell: GridCell, width: int) -> list[Block]:
        column = grid.columns[self.table.column]
        table, row = grid.table, cell.row
        told = (
            grid.drawn(self.table.cursor, self.table.column)
            if cell.text and not cell.moved
            else "—"
            if not cell.moved
            else f"→ {cell.cell and cell.cell.printed}"
        )
        subject = self._named(cell)
        head: list[Span] = [(told, "strong")]
        heading = column.heading.replace(" / ", "·")
        here = cell.row.cells.get(cell.measure or column.role) if cell.row is not None and column.figure else None
        other_side = cell.row is not None and cell.row.side != column.side
        reaching = here is not None and here.status == "printed" and (not cell.text or other_side)
        if reaching and cell.text:  # of both columns: what their headings share
            heading = "·".join(dict.fromkeys((column.heading.split(" / ")[0], last_level(column.heading))))
        if column.figure:
            same = heading == subject or (column.line and subject)
            head += [(f"  {subject}" if same else f"  {subject} · {heading}", "")]
        elif heading:
            head += [(f"  {heading}", "dim")]
        made = [Block("", [head], [head])]
        if column.figure and not cell.text:
            blank = t("screen.cell.reaches" if reaching else "screen.cell.blank")
            made.append(text_block(t("screen.block.status"), blank, width))
        place = table.grid[self.table.cursor + table.head].place
        where = [table_name(table) + " " + t("screen.row", row=self.table.cursor + 1)]
        if cell.cell is not None and 0 <= cell.cell.column < len(table.columns):
            printed = whole(last_level(table.columns[cell.cell.column].heading))
            where[0] += t("screen.column", heading=printed) if printed else ""
        where.append(term(source_label(place)))
        if cell.cell is not None:
            where.append(t("screen.printed_as", text=cell.cell.printed).strip())
        if cell.cell is not None:
            status = t(f"screen.status.{cell.cell.status}")
            if cell.moved:
                status = t("screen.cell.moved", to=self._measure(grid, cell.moved))
            elif reaching:
                status = t("screen.cell.reaches")
            elif cell.cell.status == "ambiguous":
                names = "、".join(self._measure(grid, m) for m in cell.cell.candidates)
                status += t("screen.colon") + names if names else ""
            made.append(text_block(t("screen.block.status"), status, width))
        text = " · ".join(part for part in where if part)
        made.append(text_block(t("screen.block.place"), text, width))
        asked = self._asked if self._asked_at == self._cell_at() else None
        if asked is not None:
            made.append(text_block(t("screen.block.checks"), sentence(asked.message), width))
        measure = cell.measure or column.role
        if row is not None:
            made += self._evidence(table, row, measure, width, asked, cell.cell is not None)
        if measure in MEASURES and not column.line:
            about = t(f"about.measure.{measure}")
            made.append(replace(text_block(t("screen.block.about"), about, width, "dim"), rank=8))
        made.append(text_block(t("screen.block.signs"), t("screen.grid.signs"), width, "dim"))
        return made

    def _evidence(
        self, table: Table, row: Row, measure: str, width: int, asked: Finding | None, filled: bool
    ) -> list[Block]:
        """Findings (where none is told already), of a figure its identities and sentence, once the budget is checked."""
        examined = self.session.examined
        if examined is None:
            return []
        from tui.widgets.evidence_blocks import held_block

        found = [f for f in examined.speaking.findings_of(row) if not f.measure or f.measure == measure]
        notes = [
            f for f in self.session.budget.notes if f.table == table.kind and f.code and row.code.startswith(f.code)
        ]
        blocks = [
            text_block(t("screen.block.checks"), sentence(f.message), width) for f in (*found, *notes)[: asked is None]
        ]
        if not filled:
            return blocks
        if measure in row.cells:
            held = tuple(examined.evidence.of(table, row, measure))
            blocks.append(held_block(held, width, table.unit, table.step))
        claim = next((c for c in examined.speaking.of_row(row) if c.measure == measure), None)
        if claim is not None:
            amount = amount_text(claim.amount, table.unit, table.step)
            told = [claim.section + t("screen.colon") + amount]
            if claim.share_percent is not None:
                told.append(t("screen.claim.share", percent=claim.share_percent))
            if claim.prior_amount is not None:
                before = amount_text(claim.prior_amount, table.unit, table.step)
                told.append(
                    t("screen.claim.prior", amount=before, kind=t(f"screen.prior.{claim.prior_status or 'implied'}"))
                )
            blocks.append(text_block(t("screen.block.prose"), t("screen.comma").join(told), width))
        return blocks

    def cell_row(self) -> Row | None:
        return self.table.current.row if self.table.current is not None else None

    def _fen(self) -> int | None:
        cell = self.table.current
        return cell.cell.fen if cell is not None and cell.cell is not None else None

    def do_walk(self) -> None:
        self.walk_money(self._fen(), 1)

    def do_same_money_back(self) -> None:
        self.walk_money(self._fen(), -1)

    def place(self) -> Place:
        return Place(self.session.current, self.KIND, at=self._cell_at())

    def stand(self, place: Place) -> None:
        number, line, column = (int(str(part)) for part in place.at)
        tables = self.session.budget.tables
        if number < len(tables):
            self.at(tables[number], None, "", line + tables[number].head)
            self._column_wish = column

    def codes(self) -> list[str]:
        return [row.code for row in self.session.budget.tables[self.number].rows] if self._shown is not None else []

    def to_code(self, text: str) -> None:
        """Within the printed table where it has the code, else wherever it is."""
        table = self.session.budget.tables[self.number]
        at = best_code(self.codes(), wanted_code(text))
        if at < 0:
            super().to_code(text)
            return
        before = self.place()
        grid = self.table.grid
        measure = grid.columns[self.table.column].role if grid is not None and grid.columns else ""
        self.at(table, table.rows[at], measure)
        self.update_page()
        self.navigator.went(before, "goto_code")

    def topics(self) -> list[str]:
        grid = self.table.grid
        measure = grid.columns[self.table.column].role if grid is not None and grid.columns else ""
        return [*super().topics(), *([f"measure.{measure}"] if measure in MEASURES else [])]

    # --- actions -------------------------------------------------------------------------------------------------------------

    def reason(self, action: str) -> str:
        if action in ("next_table", "previous_table") and len(self.session.budget.tables) < 2:
            return t("screen.reason.one_table")
        if action in ("same_money", "same_money_back", "walk") and not self._fen() and self.session.walk is None:
            return t("screen.reason.no_money")
        return super().reason(action)

    def do_cell_left(self) -> None:
        self.table.move_column(-1)

    def do_cell_right(self) -> None:
        self.table.move_column(1)

    def do_next_table(self) -> None:
        self._turn_table(1)

    def do_previous_table(self) -> None:
        self._turn_table(-1)

    def _turn_table(self, step: int) -> None:
        tables = self.session.budget.tables
        self.at(tables[(self.number + step) % len(tables)])
        self.update_page()

    def do_tree(self) -> None:
        self.do_back()

    def do_prose(self) -> None:
        cell, grid = self.table.current, self.table.grid
        if cell is None or grid is None:
            super().do_prose()
        else:
            self.show_sentence(cell.row, cell.measure or grid.columns[self.table.column].role, self._subject(cell))

    def shown(self) -> Shown:
        table = self.session.budget.tables[self.number]
        return Shown(
            self.document(),
            full_name(table),
            *printed_rows(table),
            language=language(),
        )

    def citation(self) -> str:
        cell, grid = self.table.current, self.table.grid
        if cell is None or grid is None:
            return ""
        budget = self.session.budget
        code = printed_code(cell.row.code) if cell.row is not None else ""
        place = grid.table.grid[self.table.cursor + grid.table.head].place
        parts = [
            budget.meta.entity, year_line(budget), full_name(grid.table), code, self._subject(cell),
            grid.columns[self.table.column].heading.replace(" / ", "·"), cell.text, unit_word(grid.table.unit),
        ]  # fmt: skip
        return " ".join(part for part in parts if part) + t(
            "screen.brackets", text=f"{place.file} {term(source_label(place))}"
        )


def _named(row: Row) -> tuple[str, ...]:
    """What makes a row the same row in another reading."""
    return row.side, row.code, row.line, row.project or row.name
