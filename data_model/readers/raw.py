"""RawDocument: the only meeting point of readers and budget knowledge. Texts, grids and where they stand; nothing is understood yet."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from data_model.budget import Place
from data_model.read_errors import ReadError as ReadError  # what every reader raises
from data_model.records import dataclass, field

Progress = Callable[[int, int], None]
"""progress(done, total), called per page or sheet; may raise Cancelled."""


class Cancelled(Exception):
    """Raised by a progress callback: the user gave up waiting."""


@dataclass(frozen=True, slots=True)
class RawParagraph:
    """One paragraph or line of text outside tables, as read (not cleaned). `heading`: the format itself marks it as one."""

    text: str
    place: Place
    heading: bool = False


@dataclass(frozen=True, slots=True)
class RawRow:
    """One printed row. A merged cell has its text in its first column and "" in the others.

    `starts`: where each cell begins in its line, in characters, for text whose columns show by position only (-1: its words are of
    several lines); `page`: the page that line is on, from 1, where columns do show
    (places drift from page to page).
    """

    cells: tuple[str, ...]
    place: Place
    starts: tuple[int, ...] = ()
    page: int = 0


@dataclass(frozen=True, slots=True)
class RawTable:
    """A grid in reading order. `spans` maps (row, column) of a merged cell to (rows, columns) it covers, where the format knows.

    `continues` is set by readers that see from geometry that this piece goes on from the table before it;
    `lost_blanks` when blank cells vanished, so that a figure's place in its row says nothing about its column.
    """

    rows: tuple[RawRow, ...]
    spans: Mapping[tuple[int, int], tuple[int, int]] = field(default_factory=dict)
    continues: bool = False
    lost_blanks: bool = False

    @property
    def width(self) -> int:
        """The number of columns of the widest row."""
        return max((len(row.cells) for row in self.rows), default=0)


@dataclass(frozen=True, slots=True)
class RawDocument:
    """One file: paragraphs and tables in reading order, its format, and what the reader itself could not read."""

    file: str
    format: str
    items: tuple[RawParagraph | RawTable, ...]
    problems: tuple[tuple[str, Place], ...] = ()
