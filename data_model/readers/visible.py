"""Lines of a table whose columns show by position (pdftotext -layout): cells wrapped over lines are put together. Apart from
squeezed.py, since only here does the place of a word in its line say anything.

A row is a line with an amount or a code; the lines of a wrapped cell stand evenly above and below it, in the cell's own place.
The result is still rows of words without columns: positions drift from page to page, so the figures are placed by sums, not by them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from data_model.readers.wrapped import TALLEST, Gap, RowLine, shared
from data_model.text import has_han

GAP = 2
"""So many blanks part two cells; a single one may stand within a name."""
STREWN = 3
SHOWN = 0.05
"""The share of lines with wide gaps from which columns are taken to show: text without columns has none at all."""
_WIDE_GAP = re.compile(r"\S {3,}\S")
_AMOUNT = re.compile(r"[-(]?(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?\)?")
_FIGURE = re.compile(r"[-(]?[0-9][0-9,]*\.[0-9]+\)?|[0-9]{1,3}(?:,[0-9]{3})+|0")
_CODE = re.compile(r"[1-9][0-9]{2}(?:[0-9]{2}){0,2}")
_NUMBERED = re.compile(
    r"[1-9][0-9]{2}(?:[0-9]{2}){0,2}[^0-9.,年A-Za-z]|[一二三四五六七八九十]+、|[0-9]{1,2}[.．、](?![0-9])|其中[:：]"
)
_CODE_AND_NAME = re.compile(r"[1-9][0-9]{2}(?:[0-9]{2}){0,2} \S")
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
    def strewn(self) -> bool:
        """Words of three columns or more, and neither a figure nor a code: a line of a header."""
        return len(self.chunks) >= STREWN and not any(
            _AMOUNT.fullmatch(c.text) or _NUMBERED.match(c.text) for c in self.chunks
        )

    @property
    def anchor(self) -> bool:
        """A row of its own: it has an amount, a code or a numbered label."""
        return not self.caption and any(
            _FIGURE.fullmatch(c.text) or _CODE.fullmatch(c.text) or _NUMBERED.match(c.text) for c in self.chunks
        )


def _wordy(text: str) -> bool:
    return has_han(text) or any(c.isalpha() for c in text)


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
                or (_CODE.fullmatch(last.text) and has_han(word))  # 207 文化: both in one cell
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
    pages = _parts(lines)
    used: set[int] = set()
    for page in pages:
        _lift(page)
        _share([line for line in page if line.chunks], used)
    out: list[tuple[int, int, list[str], list[int]]] = []
    for line in lines:
        line.chunks = [c for c in line.chunks if id(c) not in used]
        if line.chunks:
            words = _joined(line)
            out.append((line.number, line.page, [word for word, _ in words], [start for _, start in words]))
    return out


def _parts(lines: Sequence[VisibleLine]) -> list[list[VisibleLine]]:
    """The lines page by page; a header printed again begins a part too. `page` becomes the number of the part, from 1."""
    parts: list[list[VisibleLine]] = []
    last, begun = -1, False
    for line in lines:
        if not line.chunks:
            continue
        line.caption = line.caption or line.strewn
        if line.page != last or (line.caption and begun):
            parts.append([])
            begun = False
        last = line.page
        begun = begun or line.anchor
        parts[-1].append(line)
        line.page = len(parts)
    return parts


def _lift(page: Sequence[VisibleLine]) -> None:
    """Cells of two lines with their amount on the line between become cells of that line, also where its other half is a row."""
    for above, line, below in zip(page, page[1:], page[2:], strict=False):
        if line.caption or above.caption or below.caption or below.number - above.number != 2:
            continue
        for chunk in list(above.chunks):
            if not has_han(chunk.text) or any(c.over(chunk) for c in line.chunks):
                continue
            amount = next((c for c in line.chunks if c.start >= chunk.end), None)
            rest = [c for c in below.chunks if c.over(chunk) and has_han(c.text)]
            if amount is None or not _FIGURE.fullmatch(amount.text) or len(rest) != 1 or _NUMBERED.match(rest[0].text):
                continue
            beside = [c for x in (above, below) for c in x.chunks if c is not chunk and c is not rest[0]]
            if any(amount.over(c) for c in beside) or not _NUMBERED.match(chunk.text):
                continue
            above.chunks = [c for c in above.chunks if c is not chunk]
            below.chunks = [c for c in below.chunks if c is not rest[0]]
            whole = Chunk(chunk.start, chunk.text + rest[0].text)
            line.chunks = sorted([*line.chunks, whole], key=lambda c: c.start)


def _join_numbers(lines: Sequence[VisibleLine]) -> None:
    """An amount cut at its end goes on in the same place one or two lines below."""
    decimals = [
        len(c.text.partition(".")[2]) for x in lines for c in x.chunks if _FIGURE.fullmatch(c.text) and "." in c.text
    ]
    usual = max(set(decimals), key=decimals.count) if decimals else 2  # all cut: 万元 with two decimals, 元 with none
    for index, line in enumerate(lines):
        for chunk in list(line.chunks):
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
                    if (
                        index + 2 < len(lines) and later is lines[index + 2] and not lines[index + 1].caption
                    ):  # its row is the line between
                        line.chunks.remove(chunk)
                        lines[index + 1].chunks.append(chunk)
                        lines[index + 1].chunks.sort(key=lambda c: c.start)
                    break


def _below(chunk: Chunk, rest: Chunk) -> bool:
    return chunk.start - 2 <= rest.start <= chunk.end + 2


def _share(page: Sequence[VisibleLine], used: set[int]) -> None:
    """Give the lines between rows to the one above or the one below, column by column."""
    anchors = [i for i, line in enumerate(page) if line.anchor]
    if not anchors:
        return
    torn = frozenset(line.number for line in page if line.after_blank)
    for strip in _strips(page, anchors):
        _share_strip(page, anchors, strip, torn, used)


def _strips(page: Sequence[VisibleLine], anchors: Sequence[int]) -> list[tuple[int, int]]:
    """The columns of text: the characters that words of the rows and between them reach over."""
    found: list[tuple[int, int]] = []
    spans = sorted(
        (c.start, c.end)
        for line in page[anchors[0] : anchors[-1] + 1]
        if not line.caption
        for c in line.chunks
        if has_han(c.text)
    )
    for start, end in spans:
        if found and start < found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], end))
        else:
            found.append((start, end))
    if found:
        return found
    around = [c for line in page for c in line.chunks if has_han(c.text) and not line.caption]
    return [(min(c.start for c in around), max(c.end for c in around))] if around else []


def _share_strip(
    page: Sequence[VisibleLine], anchors: Sequence[int], strip: tuple[int, int], torn: frozenset[int], used: set[int]
) -> None:
    def inside(line: VisibleLine) -> list[Chunk]:
        return [c for c in line.chunks if _wordy(c.text) and c.start < strip[1] and strip[0] < c.end]

    edges = [-1, *anchors, len(page)]
    runs: list[list[int]] = []
    for place, (low, high) in enumerate(pairwise(edges)):
        run = [i for i in range(low + 1, high) if inside(page[i]) and not page[i].caption]
        closed = [i for i in range(low + 1, high) if page[i].caption]
        if closed:  # only above the first row
            run = [i for i in run if i > closed[-1]]
        if place == len(anchors):
            run = [i for i in run if all(_alike(c, page, anchors) for c in inside(page[i]))]
        runs.append(run)
    gaps = [Gap([page[i].number for i in run], free=place == 0) for place, run in enumerate(runs)]
    rows = [RowLine(page[i].number, bool(inside(page[i])), _hangs(page[i], inside(page[i]))) for i in anchors]
    for place, (tails, heads) in enumerate(shared(rows, gaps, torn)):
        run = runs[place]
        for i in run[:tails]:
            page[anchors[place - 1]].below += inside(page[i])
            used.update(id(c) for c in inside(page[i]))
        for i in run[len(run) - heads :]:
            page[anchors[place]].above += inside(page[i])
            used.update(id(c) for c in inside(page[i]))


def _hangs(line: VisibleLine, words: Sequence[Chunk]) -> bool:
    """A code in one cell with its name, and no amount: the cell goes on below."""
    behind = [c for c in line.chunks if words and c.start >= words[-1].end]
    return bool(words) and _CODE_AND_NAME.match(words[-1].text) is not None and not behind


def _alike(chunk: Chunk, page: Sequence[VisibleLine], anchors: Sequence[int]) -> bool:
    """The chunk stands where the last rows of the page have words."""
    return _wordy(chunk.text) and any(
        c.over(chunk) for i in anchors[-TALLEST:] for c in (*page[i].chunks, *page[i].above) if has_han(c.text)
    )


def _joined(line: VisibleLine) -> list[tuple[str, int]]:
    """The words of a row from left to right and where they begin, each cell with its lines above and below."""
    cells: list[list[Chunk]] = []
    for chunk in (*line.above, *line.chunks, *line.below):
        cell = next((x for x in cells if _wordy(chunk.text) and any(c.over(chunk) and _wordy(c.text) for c in x)), None)
        if cell is None:
            cells.append([chunk])
        else:
            cell.append(chunk)
    cells.sort(key=lambda cell: min(c.start for c in cell))
    return [
        (match.group(), cell[0].start + match.start() if len(cell) == 1 else -1)
        for cell in cells
        for match in _WORD.finditer("".join(c.text for c in cell))
    ]
