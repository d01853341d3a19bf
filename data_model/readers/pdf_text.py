"""Characters put together: cells, lines, and lines without page numbers and running heads. Apart, because both tables and prose need it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from operator import itemgetter

from data_model.readers.pdf_pages import Char
from data_model.records import dataclass

_SAME_LINE = 0.35  # of the height: centres this near are on one line
_ASCII_GAP = 0.28  # of the height: a visible blank between ASCII words
_WIDE_GAP = 0.6  # a blank set on purpose between Chinese words
_COLUMN_GAP = 2.0  # columns of an unruled table
_TWICE = 0.4  # of the width: the same character again this near is printed bold by printing twice

_PAGE_NUMBER = re.compile(
    r"[-—–―─━−－~·•|\s]*第?\s*\d{1,4}\s*页?\s*(?:[/／,，]?\s*(?:共\s*\d{1,4}\s*页?|(?<=[/／])\s*\d{1,4}))?[-—–―─━−－~·•|\s]*"
)
_BOTTOM, _TOP = 0.85, 0.12  # zones of the page where furniture stands

_centre = itemgetter(0)
_left = itemgetter(0)


@dataclass(slots=True)
class Line:
    """One printed line outside tables. `size` is its height; large gaps in `text` are TABs; `page` counts from 1.

    `words` and `starts` are set for a row of a table without lines: its words and the places they begin at.
    """

    text: str
    page: int
    left: float
    top: float
    right: float
    bottom: float
    words: tuple[str, ...] = ()
    starts: tuple[int, ...] = ()

    @property
    def size(self) -> float:
        """Height in points, a measure of the type size."""
        return self.bottom - self.top


def cell_text(chars: list[Char]) -> str:
    """The text of one cell: wrapped lines joined with nothing between (figures and codes wrap too)."""
    return "".join(_words(line, prose=False) for line in rows_of(chars))


def text_lines(chars: list[Char], page: int) -> list[Line]:
    """The lines of text outside tables, from top to bottom."""
    lines: list[Line] = []
    for row in rows_of(chars):
        if text := _words(row, prose=True).strip():
            # Latin fonts have other heights: a Chinese character from the middle measures the line
            wide = [c for c in row if c.text > "\u2fff"] or row
            middle = wide[len(wide) // 2]
            lines.append(Line(text, page, row[0].left, middle.top, max(c.right for c in row), middle.bottom))
    return lines


def rows_of(chars: list[Char]) -> Iterator[list[Char]]:
    """Characters line by line, each line from left to right."""
    placed = sorted((((c.top + c.bottom) / 2, c) for c in chars), key=_centre)
    row: list[Char] = []
    at = 0.0
    for centre, char in placed:
        if row and centre - at > _SAME_LINE * (char.bottom - char.top):
            row.sort(key=_left)
            yield row
            row = []
        if not row:
            at = centre
        row.append(char)
    if row:
        row.sort(key=_left)
        yield row


def _words(row: list[Char], prose: bool) -> str:
    """One line's text. In cells a blank stands only between ASCII words; prose keeps wide gaps, and column gaps as TABs."""
    parts: list[str] = []
    tabs = 0
    before: Char | None = None
    height = max(c.bottom - c.top for c in row)
    for char in row:
        if before is not None:
            gap = char.left - before.right
            if char.text == before.text and char.left - before.left < _TWICE * (char.right - char.left):
                if not (char.text.isascii() and char.text.isalpha()):  # the pieces of a ligature share one box
                    continue
            elif prose and gap > _COLUMN_GAP * height:
                parts.append("\t")
                tabs += 1
            elif gap > (_ASCII_GAP if before.text.isascii() or char.text.isascii() else _WIDE_GAP) * height and (
                prose or before.text.isascii() or char.text.isascii()
            ):
                parts.append(" ")
        parts.append(char.text)
        before = char
    text = "".join(parts)
    if tabs and all(len(word) == 1 and not word.isascii() for word in text.split("\t")):
        return text.replace("\t", " ")  # a spread heading like 目 录
    return text


def without_furniture(pages: list[list[Line]], heights: list[float]) -> list[list[Line]]:
    """Drop page numbers, and heads or feet that are the same at the same place on most pages.

    A table's title or unit may stand on most pages too: larger type, a colon, or 表 at the end keep a line.
    """
    sizes = Counter(round(line.size) for lines in pages for line in lines)
    body = max(sizes, key=lambda s: (sizes[s], -s), default=0)
    seen: Counter[tuple[str, int]] = Counter()
    for lines, height in zip(pages, heights, strict=True):
        seen.update({_mark(line) for line in lines if _zone(line, height) and line.size <= 1.2 * body + 1})
    often = {mark for mark, count in seen.items() if count >= 3 and count > 0.6 * len(pages)}
    kept: list[list[Line]] = []
    for lines, height in zip(pages, heights, strict=True):
        rest = [
            line
            for line in lines
            if not (_zone(line, height) and _mark(line) in often and not re.search(r"[:：]|表$", line.text))
        ]
        kept.append(rest)
    for end in (-1, 0):
        _drop_numbers(kept, heights, end)
    return kept


def _drop_numbers(pages: list[list[Line]], heights: list[float], end: int) -> None:
    """Drop page numbers from the last (-1) or first (0) line of each page: at the edge of the paper, or counting with the pages."""
    found = [_page_number(lines[end]) if lines else None for lines in pages]
    steps = Counter(number - page for page, number in enumerate(found) if number is not None)
    for page, (lines, height, number) in enumerate(zip(pages, heights, found, strict=True)):
        if number is not None and (_zone(lines[end], height) or steps[number - page] >= 3):
            lines.pop(end)


def _page_number(line: Line) -> int | None:
    if len(line.text) > 30 or not _PAGE_NUMBER.fullmatch(line.text):
        return None
    return int(re.findall(r"\d+", line.text)[0])


def _mark(line: Line) -> tuple[str, int]:
    return line.text, round(line.top / 4)


def _zone(line: Line, height: float) -> bool:
    return line.top > _BOTTOM * height or line.bottom < _TOP * height
