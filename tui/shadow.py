"""What stands on the terminal, cell by cell, and the difference of a frame to it: rows that scroll are scrolled, the rest is sent in
short runs. Apart from cell_diff.py, which takes frames from Textual: the first frame is drawn before the toolkit is loaded, and a
terminal emulator tests it alone."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from operator import is_not
from typing import Any, NamedTuple
from unicodedata import combining, east_asian_width

from tui.cells import cell_width
from tui.sequences import Part, Pen, Pencil, ordered

GAP = 4
"""Bytes of unchanged cells between two changes that cost no more than a move of the cursor."""
SCROLLS = (1, -1, 3, -3)
"""By how many rows lists scroll at once."""
WORTH_A_SCROLL = 120
"""Cells that must be spared: the sequences and the row that comes in are not free."""
SEEN_TO_MOVE = slice(4, 44), 3
"""Cells by which a row is known again elsewhere, and how many rows must be known so before a scroll is weighed cell by cell."""
KEPT = 512
"""Texts whose cells are kept: some frames of the largest screen."""
Texts = tuple[tuple[str, Any], ...]
"""Texts, each with its look (the codes of SGR, or what `codes` makes codes of)."""
Piece = tuple[int, int, Texts]
"""Column, row and what stands from there on."""


class Cell:
    """A character with what combines with it, its pen, and whether its width is doubtful; the text is "" for the right half of a wide
    one. There is one object for each look of a text, so that cells (like pens) are compared by identity."""

    __slots__ = ("doubtful", "pen", "text")

    def __init__(self, text: str, pen: Pen, doubtful: bool) -> None:
        self.text, self.pen, self.doubtful = text, pen, doubtful


UNKNOWN = Cell("?", Pen(""), False)
"""A cell of the terminal of which nothing is known."""
Row = list[Cell]


class _Drawn(dict[str, tuple[Cell, ...]]):
    """Characters in one pen: their cells, two where they are wide, each made once."""

    def __init__(self, pen: Pen, blank: _Drawn | None, is_doubtful: Callable[[str], bool]) -> None:
        super().__init__({" ": blank[" "]} if blank is not None else {})
        self._pen, self._is_doubtful = pen, is_doubtful

    def __missing__(self, text: str) -> tuple[Cell, ...]:
        cell = Cell(text, self._pen, self._is_doubtful(text))
        made = (cell, Cell("", self._pen, False)) if cell_width(text) == 2 else (cell,)
        self[text] = made
        return made


class Run(NamedTuple):
    """First and last cell of a row to send."""

    first: int
    last: int


class Shadow:
    """What the terminal shows. `erases`: it fills erased cells with the current ground (`bce`); `narrow`: it was seen to draw
    each of these characters in one cell; `true`: in true colours, whose changes are longer than moves of the cursor."""

    def __init__(self, width: int, height: int, erases: bool, narrow: Iterable[str] = (), true: bool = True) -> None:
        self.width, self.height, self.true = width, height, true
        self.codes: Callable[[Any], str] = str
        self.pencil = Pencil(width, erases)
        self._rows: list[Row] = [[UNKNOWN] * width for _ in range(height)]
        self._drawn: dict[Any, _Drawn] = {}
        self._looks: dict[tuple[str, str, frozenset[str]], _Drawn] = {}
        self._doubts: dict[str, bool] = dict.fromkeys(narrow, False)
        self._cells: dict[Texts, list[Cell]] = {}

    def forget(self) -> None:
        """Nothing is known of the terminal any more: every cell of the next frame is sent."""
        self._rows = [[UNKNOWN] * self.width for _ in range(self.height)]
        self.pencil.lose()

    def draw(self, pieces: Iterable[Piece]) -> str:
        """Short sequences that turn what the terminal shows into the pieces, drawn in their order."""
        fresh: dict[int, Row] = {}
        for x, y, texts in pieces:
            if 0 <= y < self.height and x < self.width:
                cells = self.cells_of(texts)[: self.width - x]
                row = fresh.get(y)
                if row is None:
                    if self._rows[y][x : x + len(cells)] == cells:
                        continue
                    row = fresh[y] = self._rows[y].copy()
                row[x : x + len(cells)] = cells
        scrolled = self._scrolled(fresh)
        if scrolled is not None:
            self._scroll(*scrolled, fresh)
        parts: list[Part] = []
        for y, row in sorted(fresh.items()):
            old, self._rows[y] = self._rows[y], row
            if old != row:
                parts += self._parts(y, old, row)
        if self.true:
            parts = ordered(parts, self.pencil.pen)
        for part in parts:
            self.pencil.draw(part, self.is_doubtful)
        return self.pencil.taken()

    # --- scrolling -----------------------------------------------------------------------------------------------------------

    def _scrolled(self, fresh: dict[int, Row]) -> tuple[int, int, int] | None:
        """(top, bottom, lines) of the scroll that spares the most cells, None when none is worth it."""
        if len(fresh) < 5:
            return None
        first, last = min(fresh), max(fresh)
        best, found = WORTH_A_SCROLL, None
        for lines in self._likely(fresh):
            gain, top, sum_top = 0, first, 0
            for y in range(first, last + 1):
                if not 0 <= y + lines < self.height:  # a scroll never reaches over the edge
                    gain, top = 0, y + 1
                    continue
                new = fresh.get(y, self._rows[y])
                gain += _differing(self._rows[y], new) - _differing(self._rows[y + lines], new)
                if gain <= 0:
                    gain, top = 0, y + 1
                elif gain > best:
                    best, sum_top = gain, top
                    found = (sum_top, y + lines, lines) if lines > 0 else (sum_top + lines, y, lines)
        return found

    def _likely(self, fresh: dict[int, Row]) -> Iterator[int]:
        """The scrolls by which some rows stand where they did not stand before."""
        part, enough = SEEN_TO_MOVE
        before = [row[part] for row in self._rows]
        moved = [(y, cells) for y, row in fresh.items() if (cells := row[part]) != before[y]]
        for lines in SCROLLS:
            known = (1 for y, cells in moved if 0 <= y + lines < self.height and before[y + lines] == cells)
            if sum(known) >= enough:
                yield lines

    def _scroll(self, top: int, bottom: int, lines: int, fresh: dict[int, Row]) -> None:
        """Scroll the terminal, and what is known of it; every row in the region is then compared anew."""
        self.pencil.scroll(top, bottom, lines)
        for y in range(top, bottom + 1):
            fresh.setdefault(y, self._rows[y])
        empty: list[Row] = [[UNKNOWN] * self.width for _ in range(abs(lines))]
        rows = self._rows[top : bottom + 1]
        self._rows[top : bottom + 1] = rows[lines:] + empty if lines > 0 else empty + rows[:lines]

    # --- what to send of a row -----------------------------------------------------------------------------------------------

    def _parts(self, y: int, old: Row, row: Row) -> Iterator[Part]:
        end = row[-1]
        bare = len(row)  # from here on the row is blank, all of one ground
        while bare and row[bare - 1] is end and end.text == " ":
            bare -= 1
        for first, last in self.runs(old, row):
            pen: Pen | None = None
            texts: list[str] = []
            start, blank, doubtful = first, True, False
            for at in range(first, last + 1):
                cell = row[at]
                text, wanted = cell.text, cell.pen
                if text and wanted is not pen:
                    if pen is None or not pen.suits(wanted) or not (text == " " or blank):
                        if pen is not None:
                            yield self._part(y, start, pen, texts, doubtful, blank, bare, end)
                        pen, texts, start, blank, doubtful = wanted, [], at, True, False
                    elif text != " ":
                        pen = wanted
                blank = blank and text == " "
                doubtful = doubtful or cell.doubtful
                texts.append(text)
            if pen is not None:
                yield self._part(y, start, pen, texts, doubtful, blank, bare, end)

    @staticmethod
    def _part(y: int, x: int, pen: Pen, texts: list[str], doubtful: bool, blank: bool, bare: int, end: Cell) -> Part:
        to_end = bare <= x + len(texts) and pen.suits(end.pen)
        return Part(y, x, pen, texts, doubtful, blank and not pen.paints, to_end)

    @staticmethod
    def runs(old: Row, row: Row) -> Iterator[Run]:
        """The runs to send: changes with cheap gaps between them, whole characters, and behind characters of doubtful width as many
        cells as they may have covered. Cells that were never told are not sent."""
        count = len(row)
        dirty = bytearray(map(is_not, old, row))  # both halves of a wide character: each half is that of its character
        doubts = bytes([cell.doubtful for cell in row])
        at = -1
        while (start := doubts.find(1, at + 1)) >= 0:  # a block of doubtful characters
            at = doubts.find(0, start)
            at = count if at < 0 else at
            if 1 in dirty[start:at]:
                end = min(count, at + at - start)
                end = next((n for n in range(at, end) if row[n] is UNKNOWN), end)
                dirty[start:end] = b"\1" * (end - start)
                if end < count and not row[end].text:
                    dirty[end] = 1
                if not row[start].text:
                    dirty[start - 1] = 1
        first = dirty.find(1)
        while first >= 0:
            last = first
            while (after := dirty.find(1, last + 1)) >= 0 and (
                after == last + 1 or (after - last <= GAP + 1 and _cheap(row[last : after + 1]))
            ):
                last = after
            yield Run(first, last)
            first = after

    def is_doubtful(self, text: str) -> bool:
        """Whether terminals disagree on the width of a character: all but ASCII, the wide ones of the basic plane and those that
        this terminal was seen to draw narrow."""
        found = self._doubts.get(text)
        if found is None:
            found = self._doubts[text] = is_doubtful(text)
        return found

    def cells_of(self, texts: Texts) -> list[Cell]:
        """The cells of texts, not to be changed; what combines stays with its character, blanks have no colour of their own but the
        ground."""
        cells = self._cells.get(texts)
        if cells is None:
            if len(self._cells) >= KEPT:
                del self._cells[next(iter(self._cells))]
            cells = self._cells[texts] = self._made(texts)
        return cells

    def _made(self, texts: Texts) -> list[Cell]:
        cells: list[Cell] = []
        for text, look in texts:
            drawn = self._drawn.get(look)
            if drawn is None:
                drawn = self._drawn[look] = self._look(Pen(self.codes(look)))
            for char in text:
                if char.isascii() or cell_width(char):
                    cells += drawn[char]
                elif cells:
                    whole = -1 if cells[-1].text else -2
                    cells[whole:] = drawn[cells[whole].text + char]
        return cells

    def _look(self, pen: Pen) -> _Drawn:
        """What is drawn in a pen, one object for each look; blanks have no colour of their own but the ground."""
        key = (pen.fore, pen.ground, pen.signs)
        drawn = self._looks.get(key)
        if drawn is None:
            plain = Pen("" if pen.ground == "49" else pen.ground)
            is_plain = key == (plain.fore, plain.ground, plain.signs)
            blank = None if pen.paints or is_plain else self._look(plain)
            drawn = self._looks[key] = _Drawn(pen, blank, self.is_doubtful)
        return drawn


def is_doubtful(text: str) -> bool:
    """Whether terminals disagree on the width of a character: all but ASCII and the wide ones of the basic plane."""
    return text > "~" and (
        len(text) > 1 or text > "\uffff" or east_asian_width(text) not in "WF" or bool(combining(text))
    )


def _differing(old: Row, new: Row) -> int:
    return 0 if old is new else sum(map(is_not, old, new))


def _cheap(cells: Row) -> bool:
    """Whether all these cells are of one pen and those between the first and the last take few bytes."""
    if UNKNOWN in cells or sum(len(cell.text.encode()) for cell in cells[1:-1]) > GAP:
        return False
    pens = {cell.pen for cell in cells if cell.text != " "}
    if len(pens) > 1:
        return False
    pen = next(iter(pens), cells[0].pen)
    return all(pen.suits(cell.pen) for cell in cells if cell.text == " ")
