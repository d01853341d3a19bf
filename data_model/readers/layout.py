"""A table seen as blocks within cells: when it only arranges a page, and the grid when it is real. Apart: Word and HTML nest alike."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from data_model.budget import Place
from data_model.readers.cells import cell_text
from data_model.readers.raw import RawRow, RawTable, ReadError
from data_model.records import dataclass, field

MAX_DEPTH = 30
"""Tables within tables; page layouts of the worst sites reach 12."""
MAX_COLUMNS = 1000
MAX_CELLS = 2_000_000
_REAL_ROWS = 3


@dataclass(slots=True)
class Text:
    """One paragraph on its way: raw text (line breaks kept), where it stands."""

    text: str
    line: int
    heading: bool = False


@dataclass(slots=True)
class Slot:
    """One cell on its way: its blocks in order, its extent, and the first grid column if the format says so."""

    blocks: list[Text | Sheet]
    rows: int = 1
    columns: int = 1

    def text(self) -> str:
        """The cell's own text without its nested tables."""
        return cell_text("\n".join(block.text for block in self.blocks if isinstance(block, Text)))


@dataclass(slots=True)
class Sheet:
    """One table on its way: rows of cells; `skips` counts the empty grid columns before the first cell of a row."""

    rows: list[list[Slot]] = field(default_factory=list)
    lines: list[int] = field(default_factory=list)
    skips: list[int] = field(default_factory=list)

    def nested(self) -> bool:
        """True when some cell holds a table."""
        return any(isinstance(block, Sheet) for row in self.rows for slot in row for block in slot.blocks)


def too_deep() -> ReadError:
    """The error for tables nested beyond MAX_DEPTH."""
    return ReadError("tables_nested", most=MAX_DEPTH)


def flatten(blocks: Sequence[Text | Sheet]) -> Iterator[Text | Sheet]:
    """Blocks in reading order: tables that only arrange a page are replaced by what they hold.

    A table is layout when it is a single cell, or when it holds tables and fewer than three of its rows have own text
    in two cells. A table nested in a real one comes after it. Works a level at a time, so depth costs no recursion
    beyond MAX_DEPTH.
    """
    for block in blocks:
        if isinstance(block, Text):
            if block.text.strip():
                yield block
            continue
        single = len(block.rows) == 1 and len(block.rows[0]) == 1
        nested = block.nested()
        if single or (nested and _arranges(block)):
            for row in block.rows:
                for slot in row:
                    yield from flatten(slot.blocks)
            continue
        yield block
        if nested:
            for row in block.rows:
                for slot in row:
                    yield from flatten([inner for inner in slot.blocks if isinstance(inner, Sheet)])


def _arranges(sheet: Sheet) -> bool:
    return sum(sum(1 for slot in row if slot.text()) >= 2 for row in sheet.rows) < _REAL_ROWS


def grid(sheet: Sheet, file: str) -> RawTable | None:
    """The grid of a real table; None when it has no text. Absurd spans are clipped to the cells that exist.

    A merged cell has its text top left and "" elsewhere. Columns that only spans reach, and empty rows at the end, go.
    """
    taken: dict[tuple[int, int], str] = {}
    spans: dict[tuple[int, int], tuple[int, int]] = {}
    busy: dict[int, int] = {}  # column -> first row it is free again
    height = len(sheet.rows)
    width = 0
    cells = 0
    for r, row in enumerate(sheet.rows):
        column = sheet.skips[r] if sheet.skips else 0
        for slot in row:
            while busy.get(column, 0) > r:
                column += 1
            if column >= MAX_COLUMNS:
                break
            rows = min(max(slot.rows, 1), height - r)
            columns = 1
            limit = min(max(slot.columns, 1), MAX_COLUMNS - column)
            while columns < limit and busy.get(column + columns, 0) <= r:
                columns += 1
            cells += columns  # bounds the work, too
            if cells > MAX_CELLS:
                raise ReadError("table_too_large")
            for c in range(column, column + columns):
                busy[c] = r + rows
            text = slot.text()
            if text:
                taken[r, column] = text
            if rows > 1 or columns > 1:
                spans[r, column] = (rows, columns)
            width = max(width, column + 1)
            column += columns
    if not taken:
        return None
    last = max(r for r, _ in taken)
    table_rows = tuple(
        RawRow(tuple(taken.get((r, c), "") for c in range(width)), Place(file, line=sheet.lines[r]))
        for r in range(last + 1)
    )
    clipped = {
        (r, c): (min(span[0], last + 1 - r), min(span[1], width - c)) for (r, c), span in spans.items() if r <= last
    }
    return RawTable(table_rows, {at: span for at, span in clipped.items() if span != (1, 1)})
