"""Ruled tables from the lines of one page: a grid, its merged cells and their texts. Apart, because it is pure geometry.

Lines that cross form one table; neighbours without a line between them are one merged cell; a character belongs to the cell that holds its centre.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from itertools import pairwise

from data_model.readers.pdf_pages import Char, Page, Rule
from data_model.readers.pdf_text import cell_text
from data_model.records import dataclass

SNAP = 2.0
"""Lines nearer than this are one line."""
GAP = 3.0
"""Pieces of a line with a smaller gap are one line; lines that miss each other by less do cross."""
MAX_CELLS = 20_000
"""Cells of the largest table taken for one."""

_SHORT = 4.0  # shorter lines are ornaments or glyphs drawn as shapes
_OPEN = 8.0  # lines that go on this far past the last crossing show an undrawn border
_SLIVER = 4.0  # a narrower empty row or column lies between the two strokes of a double line
_MAX_CROSSINGS = 1_000_000  # pairs of lines looked at in one page

Track = dict[float, list[tuple[float, float]]]
"""Position of a line -> its extents, sorted, apart from each other."""


@dataclass(slots=True)
class Grid:
    """One ruled table on one page. `xs`, `ys` are its boundaries; `texts[row][column]`, a merged cell's text in its first place;
    `spans` maps (row, column) of a merged cell to (rows, columns)."""

    xs: list[float]
    ys: list[float]
    texts: list[list[str]]
    spans: dict[tuple[int, int], tuple[int, int]]


def ruled_tables(page: Page) -> tuple[list[Grid], list[Char]]:
    """The page's tables from top to bottom, and the characters outside them. Beyond the limits: no tables and a problem."""
    across, down = _joined(page.across), _joined(page.down)
    pairs = sum(map(len, across.values())) * sum(map(len, down.values()))
    if pairs > _MAX_CROSSINGS:
        page.problems.append("线条太多，这一页按文字读入，不分表格")
        return [], page.chars
    frames: list[_Frame] = []
    for rows, columns in _crossing(across, down):
        frame = _Frame(rows, columns)
        if frame.height * frame.width > MAX_CELLS:
            page.problems.append(f"表格太大（{frame.height} 行 {frame.width} 列），按文字读入")
        elif frame.height * frame.width >= 2:
            frames.append(frame)
    frames.sort(key=lambda f: f.area)  # a table inside a frame takes its characters first
    rest: list[Char] = []
    for char in page.chars:
        x, y = (char.left + char.right) / 2, (char.top + char.bottom) / 2
        for frame in frames:
            if frame.take(x, y, char):
                break
        else:
            rest.append(char)
    grids = [frame.grid() for frame in frames if frame.chars]
    grids.sort(key=lambda g: (g.ys[0], g.xs[0]))
    return grids, rest


def clustered(values: Iterable[float], tolerance: float = SNAP) -> list[float]:
    """Ascending means of values that lie within `tolerance` of their neighbour."""
    groups: list[list[float]] = []
    for value in sorted(values):
        if groups and value - groups[-1][-1] <= tolerance:
            groups[-1].append(value)
        else:
            groups.append([value])
    return [sum(group) / len(group) for group in groups]


def nearest(positions: list[float], value: float) -> int:
    """The index of the position nearest to `value`; `positions` ascend and are not empty."""
    i = bisect_left(positions, value)
    if i == 0:
        return 0
    if i == len(positions) or value - positions[i - 1] <= positions[i] - value:
        return i - 1
    return i


def _joined(rules: list[Rule]) -> Track:
    """Snap to common positions and join the pieces of one line: borders are drawn cell by cell, or in dashes."""
    positions = clustered(rule.at for rule in rules)
    pieces: dict[float, list[tuple[float, float]]] = {}
    for rule in rules:
        pieces.setdefault(positions[nearest(positions, rule.at)], []).append((rule.start, rule.end))
    track: Track = {}
    for at, extents in pieces.items():
        extents.sort()
        merged: list[tuple[float, float]] = []
        start, end = extents[0]
        for s, e in extents[1:]:
            if s <= end + GAP:
                end = max(end, e)
            else:
                merged.append((start, end))
                start, end = s, e
        merged.append((start, end))
        if kept := [(s, e) for s, e in merged if e - s > _SHORT]:
            track[at] = kept
    return track


def _crossing(across: Track, down: Track) -> list[tuple[Track, Track]]:
    """Groups of lines connected by crossings: one group is one table."""
    rows = [(y, s, e) for y, extents in across.items() for s, e in extents]
    columns = sorted((x, s, e) for x, extents in down.items() for s, e in extents)
    xs = [x for x, _, _ in columns]
    leader = list(range(len(rows) + len(columns)))
    for i, (y, start, end) in enumerate(rows):
        for j in range(bisect_left(xs, start - GAP), bisect_right(xs, end + GAP)):
            _, top, bottom = columns[j]
            if top - GAP <= y <= bottom + GAP:
                _unite(leader, i, len(rows) + j)
    groups: dict[int, tuple[Track, Track]] = {}
    for k, (at, start, end) in enumerate(rows + columns):
        group = groups.setdefault(_find(leader, k), ({}, {}))
        group[0 if k < len(rows) else 1].setdefault(at, []).append((start, end))
    return [(h, v) for h, v in groups.values() if len(h) >= 2 and len(v) >= 2]


def _find(leader: list[int], a: int) -> int:
    while leader[a] != a:
        leader[a] = leader[leader[a]]
        a = leader[a]
    return a


def _unite(leader: list[int], a: int, b: int) -> None:
    a, b = _find(leader, a), _find(leader, b)
    leader[max(a, b)] = min(a, b)  # the first cell of a merged one leads it


def _boundaries(own: Track, other: Track) -> list[float]:
    """Positions of the lines, and the outer edges that most crossing lines reach although nobody drew them."""
    positions = sorted(own)
    starts = [extents[0][0] for extents in other.values()]
    ends = [extents[-1][1] for extents in other.values()]
    early = [s for s in starts if s < positions[0] - _OPEN]
    late = [e for e in ends if e > positions[-1] + _OPEN]
    if 2 * len(early) > len(starts):
        positions.insert(0, min(early))
    if 2 * len(late) > len(ends):
        positions.append(max(late))
    return positions


class _Frame:
    """A table while its characters are collected."""

    def __init__(self, across: Track, down: Track) -> None:
        self.xs, self.ys = _boundaries(down, across), _boundaries(across, down)
        self.width, self.height = len(self.xs) - 1, len(self.ys) - 1
        self.area = (self.xs[-1] - self.xs[0]) * (self.ys[-1] - self.ys[0])
        self.chars: dict[int, list[Char]] = {}
        self.walls = across, down

    def take(self, x: float, y: float, char: Char) -> bool:
        """Put a character into its cell; False when it is outside."""
        xs, ys = self.xs, self.ys
        if not (xs[0] <= x <= xs[-1] and ys[0] <= y <= ys[-1]):
            return False
        column = min(bisect_right(xs, x), self.width) - 1
        row = min(bisect_right(ys, y), self.height) - 1
        self.chars.setdefault(row * self.width + column, []).append(char)
        return True

    def grid(self) -> Grid:
        leader = self._merged()
        cells: dict[int, list[int]] = {}
        for k in range(len(leader)):
            cells.setdefault(_find(leader, k), []).append(k)
        texts = [[""] * self.width for _ in range(self.height)]
        spans: dict[tuple[int, int], tuple[int, int]] = {}
        for first, members in cells.items():
            row, column = divmod(first, self.width)
            inside = [char for k in members for char in self.chars.get(k, ())]
            if inside:
                texts[row][column] = cell_text(inside)
            if len(members) > 1:
                last_row, last_column = divmod(members[-1], self.width)
                spans[row, column] = (last_row - row + 1, last_column - column + 1)
        return _without_slivers(Grid(self.xs, self.ys, texts, spans))

    def _merged(self) -> list[int]:
        """For each cell the cell that leads it. Only whole rectangles are merged: else a missing stroke would mix up rows."""
        width, height = self.width, self.height
        right, below = self._walls(self.walls[1], self.xs, self.ys), self._walls(self.walls[0], self.ys, self.xs)
        leader = list(range(width * height))
        for row in range(height):
            for column in range(width):
                k = row * width + column
                if column + 1 < width and (column + 1, row) not in right:
                    _unite(leader, k, k + 1)
                if row + 1 < height and (row + 1, column) not in below:
                    _unite(leader, k, k + width)
        members: dict[int, list[int]] = {}
        for k in range(width * height):
            members.setdefault(_find(leader, k), []).append(k)
        for cells in members.values():
            columns = [k % width for k in cells]
            deep = cells[-1] // width - cells[0] // width + 1
            if len(cells) == deep * (max(columns) - min(columns) + 1):
                continue
            for k in cells:  # no rectangle: keep the rows apart
                leader[k] = k
            for k, after in pairwise(cells):
                if after == k + 1 and after % width and (after % width, k // width) not in right:
                    _unite(leader, k, after)
        return leader

    @staticmethod
    def _walls(track: Track, own: list[float], other: list[float]) -> set[tuple[int, int]]:
        """(boundary, cell along it) of every stretch of boundary that is drawn."""
        middles = [(a + b) / 2 for a, b in pairwise(other)]
        drawn: set[tuple[int, int]] = set()
        for at, extents in track.items():
            boundary = nearest(own, at)
            for start, end in extents:
                for k in range(bisect_left(middles, start - SNAP), bisect_right(middles, end + SNAP)):
                    drawn.add((boundary, k))
        return drawn


def _without_slivers(grid: Grid) -> Grid:
    """Drop empty rows and columns of a few points: the space inside a double line is no cell."""
    height, width = len(grid.ys) - 1, len(grid.xs) - 1
    rows = [r for r in range(height) if grid.ys[r + 1] - grid.ys[r] >= _SLIVER or any(grid.texts[r])]
    columns = [c for c in range(width) if grid.xs[c + 1] - grid.xs[c] >= _SLIVER or any(row[c] for row in grid.texts)]
    if (len(rows), len(columns)) == (height, width) or not rows or not columns:
        return grid
    spans: dict[tuple[int, int], tuple[int, int]] = {}
    for (row, column), (deep, wide) in grid.spans.items():
        top, left = bisect_left(rows, row), bisect_left(columns, column)
        size = bisect_left(rows, row + deep) - top, bisect_left(columns, column + wide) - left
        if min(size) > 0 and size != (1, 1):
            spans[top, left] = size
    return Grid(
        [grid.xs[c] for c in columns] + [grid.xs[-1]],
        [grid.ys[r] for r in rows] + [grid.ys[-1]],
        [[grid.texts[r][c] for c in columns] for r in rows],
        spans,
    )
