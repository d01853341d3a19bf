"""What stands on the terminal, cell by cell, and the difference of a frame to it: rows that scroll are scrolled, the rest is sent in
short runs. Apart from cell_diff.py, which takes frames from Textual: the first frame is drawn before the toolkit is loaded, and a
terminal emulator tests it alone."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from operator import ne
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
Cell = tuple[str, Pen, bool]
"""A character with what combines with it, its pen, and whether its width is doubtful; "" for the right half of a wide one. Pens are
compared by identity."""
Row = list[Cell | None]
"""The cells of a row; None where the terminal is not known."""


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
        self._rows: list[Row] = [[None] * width for _ in range(height)]
        self._pens: dict[Any, tuple[Pen, Pen]] = {}
        self._looks: dict[tuple[str, str, frozenset[str]], Pen] = {}
        self._doubts: dict[str, bool] = dict.fromkeys(narrow, False)
        self._cells: dict[Texts, list[Cell]] = {}

    def forget(self) -> None:
        """Nothing is known of the terminal any more: every cell of the next frame is sent."""
        self._rows = [[None] * self.width for _ in range(self.height)]
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
        empty: list[Row] = [[None] * self.width for _ in range(abs(lines))]
        rows = self._rows[top : bottom + 1]
        self._rows[top : bottom + 1] = rows[lines:] + empty if lines > 0 else empty + rows[:lines]

    # --- what to send of a row -----------------------------------------------------------------------------------------------

    def _parts(self, y: int, old: Row, row: Row) -> Iterator[Part]:
        bare = len(row)  # from here on the row is blank, all of one ground
        end = row[-1]
        while bare and end is not None and end[0] == " " and row[bare - 1] == end:
            bare -= 1
        for first, last in self.runs(old, row):
            pen: Pen | None = None
            texts: list[str] = []
            start, blank = first, True
            for at in range(first, last + 1):
                cell = row[at]
                assert cell is not None
                text, wanted, _ = cell
                if text and wanted is not pen:
                    if pen is None or not pen.suits(wanted) or not (text == " " or blank):
                        if pen is not None:
                            yield self._part(y, start, pen, texts, row, blank, bare, end)
                        pen, texts, start, blank = wanted, [], at, True
                    elif text != " ":
                        pen = wanted
                blank = blank and text == " "
                texts.append(text)
            if pen is not None:
                yield self._part(y, start, pen, texts, row, blank, bare, end)

    @staticmethod
    def _part(y: int, x: int, pen: Pen, texts: list[str], row: Row, blank: bool, bare: int, end: Cell | None) -> Part:
        doubtful = not blank and any(cell is not None and cell[2] for cell in row[x : x + len(texts)])
        to_end = bare <= x + len(texts) and end is not None and pen.suits(end[1])
        return Part(y, x, pen, texts, doubtful, blank and not pen.paints, to_end)

    def runs(self, old: Row, row: Row) -> Iterator[Run]:
        """The runs to send: changes with cheap gaps between them, whole characters, and behind characters of doubtful width as many
        cells as they may have covered. Cells that were never told are not sent."""
        count = len(row)
        dirty = bytearray(map(ne, old, row))
        doubts = bytes([cell is not None and cell[2] for cell in row])
        at = -1
        while (start := doubts.find(1, at + 1)) >= 0:  # a block of doubtful characters
            at = doubts.find(0, start)
            at = count if at < 0 else at
            if 1 in dirty[start:at]:
                end = min(count, at + at - start)
                end = next((n for n in range(at, end) if row[n] is None), end)
                dirty[start:end] = b"\1" * (end - start)
        at = dirty.find(1)
        while at >= 0:
            if at and (cell := row[at]) is not None and not cell[0]:
                dirty[at - 1] = 1
            elif at + 1 < count and (cell := row[at + 1]) is not None and not cell[0]:
                dirty[at + 1] = 1
            at = dirty.find(1, at + 1)
        first = dirty.find(1)
        while first >= 0:
            last = first
            while (after := dirty.find(1, last + 1)) >= 0 and (after == last + 1 or _cheap(row[last : after + 1])):
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
            pen, blank = self._pen(look)
            if text.isascii():
                cells += [(char, blank if char == " " else pen, False) for char in text]
                continue
            for char in text:
                width = cell_width(char)
                if width:
                    cells.append((char, blank if char == " " else pen, self.is_doubtful(char)))
                    if width == 2:
                        cells.append(("", pen, False))
                elif cells:
                    last = -1 if cells[-1][0] else -2
                    joined = cells[last][0] + char
                    cells[last] = (joined, pen, self.is_doubtful(joined))
        return cells

    def _pen(self, look: Any) -> tuple[Pen, Pen]:
        """The pen of a look and the one of its blanks, one object for each look."""
        found = self._pens.get(look)
        if found is None:
            pen = self._look(Pen(self.codes(look)))
            blank = pen if pen.paints else self._look(Pen("" if pen.ground == "49" else pen.ground))
            found = self._pens[look] = (pen, blank)
        return found

    def _look(self, pen: Pen) -> Pen:
        """One object for each look."""
        return self._looks.setdefault((pen.fore, pen.ground, pen.signs), pen)


def is_doubtful(text: str) -> bool:
    """Whether terminals disagree on the width of a character: all but ASCII and the wide ones of the basic plane."""
    return text > "~" and (
        len(text) > 1 or text > "\uffff" or east_asian_width(text) not in "WF" or bool(combining(text))
    )


def _differing(old: Row, new: Row) -> int:
    return 0 if old is new else sum(map(ne, old, new))


def _cheap(cells: Row) -> bool:
    """Whether all these cells are of one pen and those between the first and the last take few bytes."""
    if len(cells) - 2 > GAP or None in cells:
        return False
    known = [cell for cell in cells if cell is not None]
    pens = {id(pen): pen for text, pen, _ in known if text != " "}
    if len(pens) > 1 or sum(len(text.encode()) for text, _, _ in known[1:-1]) > GAP:
        return False
    pen = next(iter(pens.values()), known[0][1])
    return all(pen.suits(other) for text, other, _ in known if text == " ")
