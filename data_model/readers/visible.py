"""Lines of a table whose columns show by position (pdftotext -layout): cells wrapped over lines are put together. Apart from
squeezed.py, since only here does the place of a word in its line say anything.

A row is a line with an amount or a code; the lines of a wrapped cell stand evenly above and below it, in the cell's own place.
The result is still rows of words without columns: positions drift from page to page, so the figures are placed by sums, not by them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from data_model.text import has_han

GAP = 2
"""So many blanks part two cells; a single one may stand within a name."""
TALLEST = 12
"""Lines above or below its row that a wrapped cell may have."""
SHOWN = 0.05
"""The share of lines with wide gaps from which columns are taken to show: text without columns has none at all."""
_WIDE_GAP = re.compile(r"\S {3,}\S")
_AMOUNT = re.compile(r"[-(]?(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?\)?")
_FIGURE = re.compile(r"[-(]?[0-9][0-9,]*\.[0-9]+\)?|[0-9]{1,3}(?:,[0-9]{3})+|0")
_CODE = re.compile(r"[1-9][0-9]{2}(?:[0-9]{2}){0,2}")
_NUMBERED = re.compile(
    r"[1-9][0-9]{2}(?:[0-9]{2}){0,2}[^0-9.,年]|[一二三四五六七八九十]+、|[0-9]{1,2}[.．、](?![0-9])|其中[:：]"
)
_IN_NAME = re.compile(r"[0-9]+(?: [^\s0-9.,]|\s*$)")
_CUT = re.compile(r"[0-9][0-9,]*\.[0-9]*")
_WORD = re.compile(r"\S+")


@dataclass(slots=True)
class Chunk:
    """Words of one cell on one line."""

    start: int
    text: str

    @property
    def end(self) -> int:
        return self.start + len(self.text)

    def over(self, other: Chunk) -> bool:
        return self.start < other.end and other.start < self.end


@dataclass(slots=True)
class VisibleLine:
    """One line: its chunks, its number, the page it is on, whether a blank line is above it."""

    chunks: list[Chunk]
    number: int
    page: int
    after_blank: bool
    caption: bool = False
    above: list[Chunk] = field(default_factory=list)
    below: list[Chunk] = field(default_factory=list)

    @property
    def anchor(self) -> bool:
        """A row of its own: it has an amount, a code or a numbered label."""
        return not self.caption and any(
            _FIGURE.fullmatch(c.text) or _CODE.fullmatch(c.text) or _NUMBERED.match(c.text) for c in self.chunks
        )


def columns_show(texts: Sequence[str]) -> bool:
    """True when enough lines have wide gaps inside."""
    return sum(bool(_WIDE_GAP.search(t.strip())) for t in texts) >= max(2, SHOWN * len(texts))


def chunks_of(text: str) -> list[Chunk]:
    """The cells of a line: words a single blank apart are one cell unless one of them is a number."""
    out: list[Chunk] = []
    for match in _WORD.finditer(text):
        word, start = match.group(), match.start()
        last = out[-1] if out else None
        near = last is not None and start - last.end < GAP
        if (
            near
            and last is not None
            and (
                (has_han(last.text) and _IN_NAME.match(text, start))  # 提前下达 2025 年
                or (not _AMOUNT.fullmatch(word) and (has_han(last.text) or not _AMOUNT.fullmatch(last.text)))
            )
        ):
            last.text = f"{last.text} {word}"
        else:
            out.append(Chunk(start, word))
    return out


def unwrapped(lines: Sequence[VisibleLine]) -> list[tuple[int, int, list[str], list[int]]]:
    """-> (line number, page, words, where they begin) of rows with their wrapped cells joined, and of the lines that are no part
    of a row; words of several lines begin at -1."""
    _join_numbers(lines)
    kept = [line for line in lines if line.chunks]
    pages: dict[int, list[VisibleLine]] = {}
    for line in kept:
        pages.setdefault(line.page, []).append(line)
    used: set[int] = set()
    for page in pages.values():
        _share(page, used)
    out: list[tuple[int, int, list[str], list[int]]] = []
    for line in kept:
        if line.number not in used:
            words = _joined(line)
            out.append((line.number, line.page, [word for word, _ in words], [start for _, start in words]))
    return out


def _join_numbers(lines: Sequence[VisibleLine]) -> None:
    """An amount cut at its end goes on in the same place one or two lines below."""
    decimals = [
        len(c.text.partition(".")[2]) for x in lines for c in x.chunks if _FIGURE.fullmatch(c.text) and "." in c.text
    ]
    usual = max(set(decimals), key=decimals.count) if decimals else 2  # all cut: 万元 with two decimals, 元 with none
    for index, line in enumerate(lines):
        for chunk in line.chunks:
            lacks = usual - len(chunk.text.partition(".")[2])
            if not _CUT.fullmatch(chunk.text) or lacks <= 0:
                continue
            for later in lines[index + 1 : index + 3]:
                rest = next(
                    (c for c in later.chunks if c.text.isdecimal() and len(c.text) == lacks and _below(chunk, c)), None
                )
                if rest is not None:
                    chunk.text += rest.text
                    later.chunks.remove(rest)
                    break


def _below(chunk: Chunk, rest: Chunk) -> bool:
    return chunk.start - 2 <= rest.start <= chunk.end + 2


def _share(page: Sequence[VisibleLine], used: set[int]) -> None:
    """Give the lines between two rows to the one above and the one below, cell by cell, as many above a row as below it."""
    anchors = [i for i, line in enumerate(page) if line.anchor]
    if not anchors:
        return
    for place in range(len(anchors) - 1, -1, -1):
        at = anchors[place]
        after = anchors[place + 1] if place + 1 < len(anchors) else len(page)
        tails = _beside(page, range(at + 1, min(after, at + 1 + TALLEST)), used, stop_before_blank=True)
        if place + 1 == len(anchors) and not all(_alike(c, page, anchors) for i in tails for c in page[i].chunks):
            tails = []  # the foot of the page
        begin = anchors[place - 1] + 1 if place else 0
        above = _beside(page, range(at - 1, max(begin, at - TALLEST) - 1, -1), used, stop_before_blank=False)
        whole = place and begin < at and len(above) < at - begin  # a blank line parts this row from the one above
        heads = above if whole or (above and page[above[-1]].after_blank and place) else above[: len(tails)]
        for i in tails:
            page[at].below += page[i].chunks
            used.add(page[i].number)
        for i in reversed(heads):
            page[at].above += page[i].chunks
            used.add(page[i].number)


def _beside(page: Sequence[VisibleLine], run: range, used: set[int], stop_before_blank: bool) -> list[int]:
    """The lines of the run, nearest first, up to a blank line, a caption or a line that another row has."""
    found: list[int] = []
    for i in run:
        line = page[i]
        if line.caption or line.number in used or (stop_before_blank and line.after_blank):
            break
        if not stop_before_blank and page[i + 1].after_blank:
            break
        found.append(i)
    return found


def _alike(chunk: Chunk, page: Sequence[VisibleLine], anchors: Sequence[int]) -> bool:
    """The chunk stands where the last rows of the page have words."""
    return has_han(chunk.text) and any(
        c.over(chunk) for i in anchors[-TALLEST:] for c in page[i].chunks if has_han(c.text)
    )


def _joined(line: VisibleLine) -> list[tuple[str, int]]:
    """The words of a row from left to right and where they begin, each cell with its lines above and below."""
    cells: list[list[Chunk]] = [[c] for c in line.chunks]
    for chunk in line.above:
        _attach(cells, chunk, first=True)
    for chunk in line.below:
        _attach(cells, chunk, first=False)
    cells.sort(key=lambda cell: min(c.start for c in cell))
    return [
        (match.group(), cell[0].start + match.start() if len(cell) == 1 else -1)
        for cell in cells
        for match in _WORD.finditer("".join(c.text for c in cell))
    ]


def _attach(cells: list[list[Chunk]], chunk: Chunk, first: bool) -> None:
    for cell in cells:
        if any(has_han(c.text) and c.over(chunk) for c in cell):
            middle = next((i for i, c in enumerate(cell) if c.start == -1), len(cell))
            cell.insert(_above_count(cell) if first else middle, chunk)
            return
    cells.append([chunk])


def _above_count(cell: list[Chunk]) -> int:
    """Lines above come before the row's own words, which stand last while lines above are added."""
    return len(cell) - 1
