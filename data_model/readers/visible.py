"""Lines of a table whose columns show by position (pdftotext -layout): cells wrapped over lines are put together. Apart from
squeezed.py, since only here does the place of a word in its line say anything.

A row is a line with an amount or a code; the lines of a wrapped cell stand evenly above and below it, in the cell's own place.
The result is still rows of words without columns: positions drift from page to page, so the figures are placed by sums, not by them.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from data_model.readers.cut_words import join_codes, join_numbers, join_years, part_cells
from data_model.readers.visible_lines import CODE_AND_NAME, FIGURE, NUMBERED, WORD, Chunk, VisibleLine, wordy
from data_model.readers.wrapped import TALLEST, Gap, RowLine, shared
from data_model.text import has_han


def unwrapped(lines: Sequence[VisibleLine], usual: int = 0) -> list[tuple[int, int, list[str], list[int]]]:
    """-> (line number, page, words, where they begin) of rows with their wrapped cells joined, and of the lines that are no part
    of a row; words of several lines begin at -1. `usual`: the decimals amounts of the document have."""
    join_numbers(lines, usual)
    join_codes(lines)
    join_years(lines)
    pages = _parts(lines)
    used: set[int] = set()
    for page in pages:
        part_cells(page)
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
            if amount is None or not FIGURE.fullmatch(amount.text) or len(rest) != 1 or NUMBERED.match(rest[0].text):
                continue
            beside = [c for x in (above, below) for c in x.chunks if c is not chunk and c is not rest[0]]
            if any(amount.over(c) for c in beside) or not NUMBERED.match(chunk.text):
                continue
            above.chunks = [c for c in above.chunks if c is not chunk]
            below.chunks = [c for c in below.chunks if c is not rest[0]]
            whole = Chunk(chunk.start, chunk.text + rest[0].text)
            line.chunks = sorted([*line.chunks, whole], key=lambda c: c.start)


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
        return [c for c in line.chunks if wordy(c.text) and c.start < strip[1] and strip[0] < c.end]

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
    rows = [_row_line(page[i], inside(page[i])) for i in anchors]
    for place, (tails, heads) in enumerate(shared(rows, gaps, torn)):
        run = runs[place]
        for i in run[:tails]:
            page[anchors[place - 1]].below += inside(page[i])
            used.update(id(c) for c in inside(page[i]))
        for i in run[len(run) - heads :]:
            page[anchors[place]].above += inside(page[i])
            used.update(id(c) for c in inside(page[i]))


def _row_line(line: VisibleLine, words: Sequence[Chunk]) -> RowLine:
    """A code in one cell with its name begins the cell; without an amount behind, the cell goes on below."""
    begins = bool(words) and CODE_AND_NAME.match(words[-1].text) is not None
    behind = [c for c in line.chunks if words and c.start >= words[-1].end]
    return RowLine(line.number, bool(words), begins, begins and not behind)


def _alike(chunk: Chunk, page: Sequence[VisibleLine], anchors: Sequence[int]) -> bool:
    """The chunk stands where the last rows of the page, or lines between them, have words."""
    rows = page[anchors[-TALLEST:][0] : anchors[-1] + 1]
    return wordy(chunk.text) and any(
        c.over(chunk) for line in rows if not line.caption for c in (*line.chunks, *line.above) if has_han(c.text)
    )


def _joined(line: VisibleLine) -> list[tuple[str, int]]:
    """The words of a row from left to right and where they begin, each cell with its lines above and below."""
    cells: list[list[Chunk]] = []
    for chunk in (*line.above, *line.chunks, *line.below):
        cell = next((x for x in cells if wordy(chunk.text) and any(c.over(chunk) and wordy(c.text) for c in x)), None)
        if cell is None:
            cells.append([chunk])
        else:
            cell.append(chunk)
    cells.sort(key=lambda cell: min(c.start for c in cell))
    return [
        (match.group(), cell[0].start + match.start() if len(cell) == 1 else -1)
        for cell in cells
        for match in WORD.finditer("".join(c.text for c in cell))
    ]
