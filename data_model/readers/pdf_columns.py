"""Tables that no or few lines are drawn around. Apart from pdf_grid.py, where drawn cells say everything.

Lines across that are drawn cell by cell tell the columns by where their pieces begin and end. Without those only the places of the
words are left: such a table is handed on as rows that lost their blanks. Without any figures there is no telling a table from prose.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from data_model.readers.pdf_grid import clustered, nearest
from data_model.readers.pdf_pages import Char, Page, Rule
from data_model.readers.pdf_text import Line, cell_text, rows_of
from data_model.readers.visible import unwrapped
from data_model.readers.visible_lines import VisibleLine, chunks_of
from data_model.records import dataclass

DATA_LINES = 3
"""A page with fewer lines of figures has no table without lines."""
ROWS = 0.8
"""The share of lines that must begin a row; a table of wrapped cells without lines is left as text."""
TORN = 2
"""Amounts cut by narrow cells from which a table without lines is left as text: pieces would be taken for whole ones."""
_FILL = "\x00"  # the second place of a wide character
_HALF = str.maketrans("０１２３４５６７８９．，", "0123456789.,")
MAX_LINES = 2_000
"""Lines of a page that are looked at."""
_GAP = 0.12  # of the height: words further apart may be of two cells
_LOOSE = 2.6  # of the distance of rows: a line further away is no row of the table
_CAPTION = 14.0  # height of a caption's line, about
MOST_FEW = 12
"""With fewer lines across a page shows no table by them."""
MOST_PIECES = 20_000
MOST_WALLS = 100
"""Columns of the widest table looked for."""
_EDGE = 4.0  # lines across a table begin and end alike within this

_AMOUNT = re.compile(r"[-(（−]?[0-9０-９][0-9０-９,，]*[.．][0-9０-９]+[)）]?|[0-9]{1,3}(?:,[0-9]{3})+")
_BREAK = re.compile(
    r"单位[:：]|^(?:编制|填报|预算主管|主管|预算|公开)?(?:部门|单位)(?:名称)?[:：]|^(?:注|备注|说明)[:：]?|。$|。.*[。；]|^(?:附件?|公开)?表[0-9一二三四五六七八九十 ]{1,4}$"
)
_TORN = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})*(?:,[0-9]{0,2}|\.)|[0-9]{2,}\.")
"""An amount cut by a cell too narrow for it."""
_BARE = re.compile(r"[0-9０-９](?:[.．][0-9０-９]+|,[0-9]{3})(?![0-9０-９,.]|\s*(?:亿|百万|万|千)?元|[%％])")
"""An amount without its unit: prose names it each time."""
_SAID = re.compile(r"(?:亿|百万|万|千)?元(?!$)|[%％]")
_CAPTIONS = re.compile(
    r"单位[:：][(（]?(?:人民币)?(?:亿|百万|万|千)?元|^(?:编制|填报|预算主管|主管|预算|公开)?(?:部门|单位)(?:名称)?[:：]|表(?:[(（][^（）()]{1,20}[)）])?$"
)
_TITLE = re.compile(r"表(?:[(（][^（）()]{1,20}[)）])?$")


@dataclass(slots=True)
class _Words:
    """Words of one line that stand together: part of a cell, a whole one, or a heading."""

    left: float
    right: float
    y: float
    chars: list[Char]

    @property
    def text(self) -> str:
        return cell_text(self.chars)


@dataclass(slots=True)
class _Line:
    """One line: its words from left to right, its middle and its height."""

    y: float
    size: float
    words: list[_Words]

    @property
    def text(self) -> str:
        return "".join(w.text for w in self.words)

    @property
    def data(self) -> bool:
        """Figures, and a word before or beside them."""
        return len(self.words) >= 2 and any(_AMOUNT.fullmatch(w.text) for w in self.words) and not self.told

    @property
    def told(self) -> bool:
        """Prose that parts its numbers from its words: `60.00 万元分别用于`."""
        return any(_SAID.match(b.text) for a, b in pairwise(self.words) if a.text[-1].isdigit())

    @property
    def captions(self) -> bool:
        """A title or the line of body and unit: a table may begin below."""
        return _CAPTIONS.search(self.text) is not None

    @property
    def breaks(self) -> bool:
        """A caption, a title, a sentence: it is of no table."""
        if self.data:
            return False
        if self.told:
            return True
        return _BREAK.search(self.text) is not None or (len(self.words) == 1 and _TITLE.search(self.text) is not None)


def undrawn(page: Page) -> tuple[list[Rule], list[Rule]]:
    """The lines nobody drew where lines across are drawn cell by cell: their pieces begin and end at the columns. -> lines across (at
    the ends of a table cut by the page) and down. A cell over several columns has no wall within its words."""
    if page.down or not MOST_FEW <= len(page.across) <= MOST_PIECES:
        return [], []
    lines = _lines(page.chars)
    ys = clustered(rule.at for rule in page.across)
    pieces: dict[float, list[Rule]] = {y: [] for y in ys}
    for rule in page.across:
        pieces[ys[nearest(ys, rule.at)]].append(rule)
    runs: list[list[float]] = [[]]
    breaks = [line.y for line in lines if line.breaks]
    for y in ys:
        last = runs[-1]
        if last and any(last[-1] < b < y and not _in_cell(last[-1], y, pieces) for b in breaks):
            runs.append([])
        runs[-1].append(y)
    across: list[Rule] = []
    down: list[Rule] = []
    for run in runs:
        more = _cut_ends(run, lines)
        walls = _walls(run, more, pieces, lines)
        down += walls
        if walls:
            left, right = min(w.at for w in walls), max(w.at for w in walls)
            across += [Rule(y, left, right) for y in more]
    return across, down


def _cut_ends(run: Sequence[float], lines: Sequence[_Line]) -> list[float]:
    """Where a table goes on above its first line or below its last: its rows reach to the page's end."""
    more = []
    above = [line for line in lines if line.y < run[0]]
    below = [line for line in lines if line.y > run[-1]]
    for side, edge, step in ((above[::-1], run[0], -1), (below, run[-1], 1)):
        reached: list[_Line] = []
        for line in side:
            if line.breaks or abs(line.y - (reached[-1].y if reached else edge)) > 2 * line.size:
                break
            reached.append(line)
        if len(reached) == len(side) and any(line.data for line in reached):
            more.append(reached[-1].y + step * reached[-1].size)
    return more


def _in_cell(above: float, below: float, pieces: dict[float, list[Rule]]) -> bool:
    """Lines of the same extent just above and below: the caption stands within the table."""
    spans = [(min(r.start for r in pieces[y]), max(r.end for r in pieces[y])) for y in (above, below)]
    same = all(abs(a - b) <= _EDGE for a, b in zip(*spans, strict=True))
    return same and below - above < 4 * _CAPTION and len(pieces[above]) < len(pieces[below])


def _walls(
    ys: Sequence[float], more: Sequence[float], pieces: dict[float, list[Rule]], lines: Sequence[_Line]
) -> list[Rule]:
    """Walls down from where pieces begin or end, to the next line that says otherwise; none through the words of a group."""
    xs = clustered(x for y in ys for rule in pieces[y] for x in (rule.start, rule.end))
    often: dict[int, set[float]] = {}
    for y in ys:
        for rule in pieces[y]:
            for x in (rule.start, rule.end):
                often.setdefault(nearest(xs, x), set()).add(y)
    kept = [i for i in sorted(often) if 5 * len(often[i]) >= 2 * len(ys)]
    if len(ys) < DATA_LINES or not 3 <= len(kept) <= MOST_WALLS:
        return []
    walls = []
    drawn = set(kept)
    body = min((line.y for line in lines if line.data and line.y > min((*ys, *more))), default=ys[-1])
    heads = [w for line in lines if min((*ys, *more)) < line.y < body for w in line.words]
    centred = _are_centred(heads, [xs[i] for i in kept])
    for top, bottom in pairwise(sorted((*ys, *more))):
        for i in kept:
            if top in often[i]:
                drawn.add(i)
            elif any(rule.start < xs[i] < rule.end for rule in pieces.get(top, ())):
                drawn.discard(i)
        words = [w for line in lines if top < line.y < bottom < body for w in line.words]
        grouped = _grouped(words, [xs[i] for i in kept], centred)
        walls += [Rule(xs[i], top, bottom) for k, i in enumerate(kept) if i in drawn and k not in grouped]
    return walls


def _are_centred(words: Sequence[_Words], xs: Sequence[float]) -> bool:
    """How headings are set in their cells, by those within one column that leave room: in the middle, or to the left."""
    middle = left = 0
    for word in words:
        cell = next(((a, b) for a, b in pairwise(xs) if a <= word.left and word.right <= b), None)
        if cell is not None and cell[1] - cell[0] - (word.right - word.left) > 2 * _EDGE:
            before, behind = word.left - cell[0], cell[1] - word.right
            middle += abs(before - behind) <= _EDGE
            left += before <= _EDGE < behind
    return middle >= left


def _grouped(words: Sequence[_Words], xs: Sequence[float], centred: bool) -> set[int]:
    """The boundaries that words reach over, and, where headings are centred, those of the columns the words are centred on."""
    out: set[int] = set()
    for word in words:
        over = [k for k, x in enumerate(xs) if word.left + 1 < x < word.right - 1]
        if not over:
            continue
        first, last = over[0] - 1, over[-1] + 1
        middle = word.left + word.right
        ways = [
            (j - i, i, j)
            for i in range(first + 1)
            for j in range(last, len(xs))
            if centred and abs(xs[i] + xs[j] - middle) < _EDGE + 0.06 * (xs[j] - xs[i])
        ]
        _, i, j = min(ways, default=(0, first, last))
        out |= set(range(i + 1, j))
    return out


def _lines(chars: list[Char]) -> list[_Line]:
    lines = []
    for row in rows_of(chars):
        size = max(c.bottom - c.top for c in row)
        y = sum((c.top + c.bottom) / 2 for c in row) / len(row)
        words: list[_Words] = []
        for char in row:
            if not char.text.strip():
                continue
            if words and char.left - words[-1].right <= _GAP * size:
                words[-1].chars.append(char)
                words[-1].right = max(words[-1].right, char.right)
            else:
                words.append(_Words(char.left, char.right, y, [char]))
        if words:
            lines.append(_Line(y, size, words))
    return lines


def loose_rows(page: Page, chars: list[Char], goes_on: bool) -> tuple[list[Line], list[Char]]:
    """The rows of tables no lines show the columns of, and the characters that are left. `goes_on`: the page before ended in such
    rows. A row knows where its words begin, in halves
    of the type's height: which columns they are of is for the sums to say, as in text whose columns show by position."""
    if len(_BARE.findall("".join(char.text for char in chars))) < DATA_LINES:
        return [], chars
    lines = _lines(chars)
    if len(lines) > MAX_LINES or sum(line.data for line in lines) < DATA_LINES:
        return [], chars
    unit = sorted(line.size for line in lines)[len(lines) // 2] / 2
    out: list[Line] = []
    taken: set[int] = set()
    for region in _regions(lines, goes_on):
        step = min((b.y - a.y for a, b in pairwise(region)), default=2 * unit)
        visible: list[VisibleLine] = []
        for before, line in pairwise([region[0], *region]):
            apart = max(1, min(9, round((line.y - before.y) / max(step, unit))))
            number = (visible[-1].number if visible else 0) + apart
            visible.append(VisibleLine(chunks_of(_spread(line, unit)), number, page.number, after_blank=False))
        if not _plain(region, visible):
            page.problems.append("有一张没有框线的表分不出栏，按文字读入")
            continue
        numbers = [line.number for line in visible]
        at = dict(zip(numbers, region, strict=True))
        for number, _, words, starts in unwrapped(visible):
            line = at[number]
            text = tuple(word.replace(_FILL, "") for word in words)
            top, bottom = line.y - line.size / 2, line.y + line.size / 2
            left, right = line.words[0].left, line.words[-1].right
            out.append(Line("\t".join(text), page.number, left, top, right, bottom, text, tuple(starts)))
        taken |= {id(c) for line in region for w in line.words for c in w.chars}
    return out, [c for c in chars if id(c) not in taken]


def _plain(region: Sequence[_Line], visible: Sequence[VisibleLine]) -> bool:
    """Most lines of the body begin a row, and no amounts are cut: what is left is little enough to be put together by places."""
    data = [i for i, line in enumerate(region) if line.data]
    body = visible[data[0] : data[-1] + 1]
    torn = sum(_TORN.fullmatch(words.text) is not None for line in region for words in line.words)
    return sum(line.anchor for line in body) >= ROWS * len(body) and torn < TORN


def _spread(line: _Line, unit: float) -> str:
    """The line as text in a grid of half characters: a wide character fills two places."""
    text = ""
    for words in line.words:
        begin = round(words.left / unit)
        text += " " * max(begin - len(text), 1 if text else 0)
        text += "".join(c if c.isascii() else c + _FILL for c in words.text.translate(_HALF))
    return text


def _regions(lines: Sequence[_Line], goes_on: bool) -> Iterator[list[_Line]]:
    """Runs of lines that are tables: right below a caption (or going on from the page before), no caption or sentence within, no wide
    gap, and lines of figures among them."""
    pitches = sorted(b.y - a.y for a, b in pairwise(lines) if a.data and b.data)
    pitch = pitches[len(pitches) // 2] if pitches else 2 * lines[0].size
    run: list[_Line] = []
    captioned = goes_on
    caption: _Line | None = None
    for line in lines:
        if caption is not None and not run and _goes_on(caption, line):
            continue
        if run and (line.breaks or line.y - run[-1].y > max(_LOOSE * pitch, 4 * line.size)):
            if captioned:
                yield from _with_figures(run)
            run, captioned = [], False
        if line.breaks:
            captioned = line.captions
        else:
            run.append(line)
        caption = line if line.breaks else None
    if captioned:
        yield from _with_figures(run)


def _goes_on(caption: _Line, line: _Line) -> bool:
    """The caption's second line: close below, at its edge."""
    close = line.y - caption.y < 1.7 * line.size and len(line.words) == 1 and not line.data
    return close and abs(line.words[0].left - caption.words[0].left) < line.size


def _with_figures(run: list[_Line]) -> Iterator[list[_Line]]:
    """A run with enough lines of figures; what stands in it before or behind them is its header and its rows without any."""
    if sum(line.data for line in run) >= DATA_LINES - 1:
        yield run
