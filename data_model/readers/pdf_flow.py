"""Pages into one flow: pieces of a table over page breaks become one table, lines become paragraphs. Apart from the single page's geometry.

A piece goes on from the table before it only where edges, text between and header prove it; a row cut by the break stays two rows
(their pages differ), since only names and codes can tell whether it was one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from data_model.budget import Place
from data_model.readers.pdf_grid import GAP, Grid, clustered, nearest
from data_model.readers.pdf_text import Line
from data_model.readers.raw import RawParagraph, RawRow, RawTable
from data_model.records import dataclass
from data_model.text import fold

MAX_COLUMNS = 200
"""Columns a table may grow to by joining pieces with different ones."""

_MAX_HEADER = 8
_EDGE = 3.0
_UNIT_LINE = re.compile(
    r"(编制|填报|公开|预算|填表|主管)?(部门|单位)(名称)?[:：].*|(金额)?单位[:：]?.{0,6}元.{0,6}|\(?续表?(\d+)?\)?"
)
_FIGURE = re.compile(r"[\d,.%\-–—/\s]*")
_TITLE_LENGTH = 60
_TITLE_CHARS = 20  # shorter lines may be headings
_OTHER_TYPE = 0.2  # heights that differ more are a title and its text

_MARKER = re.compile(
    r"第[一二三四五六七八九十\d]+(部分|章|节|条)|[一二三四五六七八九十]+、|[（(][一二三四五六七八九十\d]{1,3}[）)]|\d{1,2}[.．、](?!\d)|[•●◆■◇□]|-\s*[\u4e00-\u9fff]"
)
_NO_START = frozenset("，。、；：？！）》〉」』】〕”’%％,.;:?!)]}…")
_SENTENCE_END = frozenset("。；：！？;:!?")
_NO_END = frozenset("（《〈「『【〔“‘([{")


@dataclass(slots=True)
class Layout:
    """What is read of one page: its lines without furniture and its tables."""

    number: int
    width: float
    lines: list[Line]
    grids: list[Grid]


@dataclass(slots=True)
class _Chain:
    """A table and its pieces so far: (page, grid, header rows to leave out). `above` are the lines over the first piece."""

    pieces: list[tuple[int, Grid, int]]
    xs: list[float]
    above: list[str]
    continues: bool = False


def flow(pages: list[Layout], file: str) -> Iterator[RawParagraph | RawTable]:
    """Paragraphs and tables in reading order."""
    margins = _Margins(pages)
    waiting: list[Line] = []
    loose: list[Line] = []
    for item in _chains(pages):
        if isinstance(item, Line) and item.words:
            yield from margins.paragraphs(waiting, file)
            waiting.clear()
            loose.append(item)
            continue
        if loose:
            yield _loose_table(loose, file)
            loose.clear()
        if isinstance(item, Line):
            waiting.append(item)
            continue
        yield from margins.paragraphs(waiting, file)
        waiting.clear()
        yield _table(item, file)
    if loose:
        yield _loose_table(loose, file)
    yield from margins.paragraphs(waiting, file)


def _loose_table(lines: Sequence[Line], file: str) -> RawTable:
    """Rows whose columns no lines show, also over several pages."""
    rows = tuple(RawRow(line.words, Place(file, page=line.page), line.starts, line.page) for line in lines)
    return RawTable(rows, lost_blanks=True)


def _chains(pages: list[Layout]) -> list[Line | _Chain]:
    out: list[Line | _Chain] = []
    last: _Chain | None = None
    start = 0  # where the lines after `last` begin in `out`
    for page in pages:
        lines = iter(sorted(page.lines, key=lambda line: line.top + line.bottom))
        line = next(lines, None)
        fresh = len(out)  # where this page's lines begin
        for index, grid in enumerate(page.grids):
            while line is not None and line.top + line.bottom < 2 * grid.ys[0]:
                out.append(line)
                line = next(lines, None)
            between = [item for item in out[start:] if isinstance(item, Line)]
            above = [item.text for item in out[max(start, fresh) :][-5:] if isinstance(item, Line)]
            follows = last is not None and index == 0 and last.pieces[-1][0] == page.number - 1
            if last is not None and follows and (header := _joins(last, between, grid)) is not None:
                last.pieces.append((page.number, grid, header))
                last.xs = clustered(last.xs + grid.xs, GAP)
                known = {fold(text) for text in last.above}
                out[start:] = [item for item in between if fold(item.text) not in known and not _is_continued(item)]
            else:
                last = _Chain([(page.number, grid, 0)], grid.xs, above, follows and not _titled(between, grid))
                out.append(last)
                start = len(out)
            fresh = start
        while line is not None:
            out.append(line)
            line = next(lines, None)
    return out


def _is_continued(line: Line) -> bool:
    return fold(line.text) in ("续表", "(续表)", "(续)", "续")


def _is_unit(text: str) -> bool:
    return all(_UNIT_LINE.fullmatch(fold(part)) for part in text.split("\t") if part.strip())


def _titled(between: list[Line], grid: Grid) -> bool:
    return any(not _is_unit(line.text) for line in between) or _title_row(grid)


def _title_row(grid: Grid) -> bool:
    """The first row is one short text over all columns: a title inside the table's frame."""
    width = len(grid.xs) - 1
    return width > 1 and grid.spans.get((0, 0), (1, 1))[1] == width and 0 < len(grid.texts[0][0]) <= _TITLE_LENGTH


def _joins(chain: _Chain, between: list[Line], grid: Grid) -> int | None:
    """The number of repeated header rows when `grid` provably goes on from `chain`, else None."""
    if abs(chain.xs[0] - grid.xs[0]) > _EDGE or abs(chain.xs[-1] - grid.xs[-1]) > _EDGE:
        return None
    titles = [fold(line.text) for line in between if not _is_unit(line.text)]
    if titles and titles != [fold(text) for text in chain.above if not _is_unit(text)]:
        return None
    head = chain.pieces[0][1]
    header = _repeated(head.texts, grid.texts)
    if titles or _title_row(grid):
        # forms print the same title and even the same first rows over each project: only a table's header proves more
        return header if header and not _same_form(head.texts, grid.texts, header) else None
    if header:
        return header if len(clustered(chain.xs + grid.xs, GAP)) <= MAX_COLUMNS else None
    return 0 if _nested(chain.xs, grid.xs) and not _same_form(head.texts, grid.texts, 0) else None


def _repeated(first: list[list[str]], rows: list[list[str]]) -> int:
    """Leading rows with the same texts; columns are not compared, since a page may lack some."""
    count = 0
    for a, b in zip(first[:_MAX_HEADER], rows[:_MAX_HEADER], strict=False):
        texts, again = [text for text in a if text], [text for text in b if text]
        # a repeated header may be cut off: its cells then show the beginning only
        if (
            not texts
            or len(texts) != len(again)
            or not all(x == y or (len(y) > 2 and x.startswith(y)) for x, y in zip(texts, again, strict=True))
        ):
            break
        count += 1
    return count


def _same_form(first: list[list[str]], rows: list[list[str]], at: int) -> bool:
    """Row `at` of both starts with the same label, but goes on differently: two filled forms, not one long table."""
    if at >= len(first) or at >= len(rows):
        return False
    for a, b in zip(first[at], rows[at], strict=False):
        if a or b:
            return a == b and not _FIGURE.fullmatch(a)
    return False


def _nested(a: list[float], b: list[float]) -> bool:
    """The column lines of one are all among those of the other."""
    few, many = (a, b) if len(a) <= len(b) else (b, a)
    return all(abs(many[nearest(many, x)] - x) <= _EDGE for x in few)


def _table(chain: _Chain, file: str) -> RawTable:
    """One table from its pieces, in the union of their columns."""
    rows: list[RawRow] = []
    spans: dict[tuple[int, int], tuple[int, int]] = {}
    width = len(chain.xs) - 1
    for page, grid, header in chain.pieces:
        place = Place(file, page=page)
        at = [nearest(chain.xs, x) for x in grid.xs]
        covered = {
            (r, c)
            for (row, column), (deep, wide) in grid.spans.items()
            for r in range(row, row + deep)
            for c in range(column, column + wide)
            if (r, c) != (row, column)
        }
        for r in range(header, len(grid.texts)):
            cells = [""] * width
            for c, text in enumerate(grid.texts[r]):
                if text:
                    cells[min(at[c], width - 1)] += text
                if (r, c) in covered:
                    continue
                deep, wide = grid.spans.get((r, c), (1, 1))
                wide = at[c + wide] - at[c]
                if wide > 0 and (deep, wide) != (1, 1):
                    spans[len(rows), at[c]] = (deep, wide)
            rows.append(RawRow(tuple(cells), place))
    return RawTable(tuple(rows), spans, chain.continues)


class _Margins:
    """Where the prose of each page begins and ends, and which lines go on in the next one."""

    def __init__(self, pages: list[Layout]) -> None:
        self._of: dict[int, tuple[float, float]] = {}
        by_width: dict[int, list[Line]] = {}
        for page in pages:
            by_width.setdefault(round(page.width), []).extend(page.lines)
        common = {width: _edges(lines) for width, lines in by_width.items()}
        for page in pages:
            if page.lines:
                self._of[page.number] = _of_page(page.lines, common[round(page.width)])

    def paragraphs(self, lines: Iterable[Line], file: str) -> Iterator[RawParagraph]:
        """Lines joined where one runs on to the right margin and the next starts at the left one."""
        text, page = "", 0
        first: Line | None = None
        before: Line | None = None
        pitch = 0.0
        for line in lines:
            if first is not None and before is not None and self._goes_on(first, before, line, pitch):
                text += _glue(text, line.text) + line.text
                pitch = line.top - before.top if line.page == before.page else 0.0
            else:
                if text:
                    yield RawParagraph(text, Place(file, page=page))
                text, page, pitch, first = line.text, line.page, 0.0, line
            before = line
        if text:
            yield RawParagraph(text, Place(file, page=page))

    def _goes_on(self, first: Line, a: Line, b: Line, pitch: float) -> bool:
        if "\t" in a.text or "\t" in b.text or abs(a.size - b.size) > _OTHER_TYPE * max(a.size, b.size):
            return False
        left, _ = self._of[b.page]
        _, right = self._of[a.page]
        if b.page == a.page:
            step = b.top - a.top
            if step > 3.2 * a.size or (pitch and step > 1.35 * pitch):
                return False
        elif b.page != a.page + 1:
            return False
        if b.left > left + b.size or _MARKER.match(b.text):
            return False
        if a.right + _first_width(b) > right - 0.3 * a.size:
            return True
        # an indented sentence without an end, then a line that is not indented: broken early, but one paragraph
        indent = first.left - b.left
        return (
            len(a.text) >= _TITLE_CHARS
            and a.text[-1] not in _SENTENCE_END
            and 0.8 * a.size < indent < 4.5 * a.size
            and a.right > right - 0.4 * (right - left)
        )


def _first_width(line: Line) -> float:
    """Width of what could not have been split off the start of a line: had it fitted above, it would stand there."""
    text = line.text
    em = (line.right - line.left) / max(1.0, sum(0.5 if c.isascii() else 1.0 for c in text))
    end = 1
    if text[0] in _NO_END:
        end = 2
    while end < len(text) and text[end - 1].isascii() and text[end].isascii() and text[end] != " ":
        end += 1
    while end < len(text) and text[end] in _NO_START:
        end += 1
    return em * sum(0.5 if c.isascii() else 1.0 for c in text[:end])


def _glue(before: str, after: str) -> str:
    return " " if before[-1].isascii() and before[-1].isalnum() and after[0].isascii() and after[0].isalnum() else ""


def _edges(lines: list[Line]) -> tuple[float, float] | None:
    """Left and right margin: the outermost place where lines agree, at least three of them at the right; else None."""
    rights = sorted((line.right for line in lines if "\t" not in line.text), reverse=True)
    lefts = sorted(line.left for line in lines if "\t" not in line.text)
    if len(rights) < 3:
        return None
    em = sorted(line.size for line in lines)[len(lines) // 2]
    right = next((a for a, third in zip(rights, rights[2:], strict=False) if a - third <= em), None)
    left = next((a for a, b in pairwise(lefts) if b - a <= em / 2), lefts[0])
    return None if right is None else (left, right)


def _of_page(lines: list[Line], common: tuple[float, float] | None) -> tuple[float, float]:
    """A page's margins: its own when its longest lines agree on them, else those of the pages of its width."""
    widest = min(line.left for line in lines), max(line.right for line in lines)
    own = _edges(lines)
    em = lines[len(lines) // 2].size
    # a page of short lines agrees on a false margin
    if own and own[1] > min(widest[1], common[1] if common else widest[1]) - em:
        return own
    return common or widest
