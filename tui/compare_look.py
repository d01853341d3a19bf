"""A comparison as a tree that is looked at. Apart from comparing.py, which knows what is compared: of large budgets this is made in a thread,
so that no key goes over all lines."""

from __future__ import annotations

from collections.abc import Sequence
from operator import and_
from typing import Any, NamedTuple

from data_model.comparing.diff_words import rate_text
from data_model.comparison import TOTAL_KEY, Change, Comparison, Key
from data_model.records import dataclass, field
from data_model.search import Query
from tui.cells import cell_width
from tui.texts import spoken, t
from tui.widgets.flat_tree import FlatTree


class Extent(NamedTuple):
    """What columns must hold: the largest and the smallest of each amount in fen, the cells of the widest rate (with the short and the
    long word for 尾差) and code."""

    a: tuple[int, ...]
    b: tuple[int, ...]
    delta: tuple[int, ...]
    short_rate: int
    rate: int
    code: int


@dataclass(slots=True)
class CompareLook:
    """A comparison as a tree with its folding, order and cursor. `keys` are the paths of its branches, `differs` marks the lines under
    which anything changed, `moved` is how much in fen, rises and falls added up; `counts` and `levels` are of the innermost lines;
    `figures` is what orders go by: order -> that of every line, made once."""

    comparison: Comparison
    flat: FlatTree
    keys: list[Key]
    differs: bytearray
    moved: list[int]
    extent: Extent
    counts: dict[str, int]
    levels: frozenset[str]
    node: int = 0
    fresh: bool = True
    sorted_by: tuple[str, bool] = ("printed", False)
    filtered_by: tuple[str, bool, str] = ("", False, "")
    matched: list[int] = field(default_factory=list)
    query: Query | None = None
    figures: dict[str, Sequence[Any]] = field(default_factory=dict)

    @property
    def line(self) -> Change:
        """The line under the cursor."""
        return self.comparison.lines[self.node]


def look_at(comparison: Comparison) -> CompareLook:
    """The tree of a comparison: the whole first, its classes beside it."""
    lines = comparison.lines
    parents: list[int] = []
    open_lines: list[int] = []
    for node, line in enumerate(lines):
        del open_lines[line.depth :]
        parents.append(-1 if not node else open_lines[-1] if open_lines else 0)
        if node:
            open_lines.append(node)
    differs = bytearray(len(lines))
    moved = [abs(line.delta or 0) if line.leaf else 0 for line in lines]
    for node in range(len(lines) - 1, -1, -1):
        line = lines[node]
        if node and parents[node] >= 0:
            moved[parents[node]] += moved[node]
        if line.status != "same" or line.untold or differs[node]:
            differs[node] = 1
            if parents[node] >= 0:
                differs[parents[node]] = 1
    differs[0] = 1
    flat = FlatTree([line.depth for line in lines], parents)
    levels = frozenset({line.level for line in lines if line.leaf and line.key != TOTAL_KEY})
    keys = [lines[node].key for node in flat.branches]
    return CompareLook(comparison, flat, keys, differs, moved, _extent(comparison), comparison.counts(), levels)


def _extent(c: Comparison) -> Extent:
    deltas = [delta for line in c.made if (delta := line.delta) is not None]
    rates = {rate_text(line, spoken()) for line in c.made}
    if len(c.made) < len(c.lines):  # the others are the same
        rates.add(t("diff.unchanged"))
    short = {t("compare.rounding") if rate == t("diff.rounded") else rate for rate in rates}
    return Extent(
        _ends([line.a for line in c.lines if line.a is not None]),
        _ends([line.b for line in c.lines if line.b is not None]),
        _ends(deltas),
        max(map(cell_width, short), default=0),
        max(map(cell_width, rates), default=0),
        max((cell_width(line.code) for line in c.lines), default=0),
    )


def _ends(figures: list[int]) -> tuple[int, ...]:
    return (max(figures), min(figures)) if figures else ()


def open_changed(look: CompareLook, rows: int) -> None:
    """Open what changed and leave the rest folded; where so much does not fit into `rows`, the largest changes first."""
    flat, differs = look.flat, look.differs
    if differs.count(1) <= 2 * rows:
        flat.open[:] = differs
        flat.filter(None)
    if differs.count(1) > 2 * rows or len(flat) > rows:
        flat.open_to(1)
        flat.open_fitting(rows, lambda node: look.moved[node] if differs[node] else -1)
        flat.open[:] = bytes(map(and_, flat.open, differs))
        flat.filter(None)
    look.fresh = False


def open_alike(look: CompareLook, before: CompareLook) -> None:
    """Open the branches that are open in another comparison, as far as that has them."""
    flat, other = look.flat, before.flat
    if look.keys == before.keys:
        known = map(other.open.__getitem__, other.branches)
    else:
        told = dict(zip(before.keys, map(other.open.__getitem__, other.branches), strict=True))
        known = map(told.get, look.keys, map(flat.open.__getitem__, flat.branches))
    for node, is_open in zip(flat.branches, known, strict=True):
        flat.open[node] = is_open
    flat.filter(None)
    look.fresh = False


def find(look: CompareLook, key: Key) -> int:
    """The node of a path, or of the nearest above it; goes down the branches, not over all lines."""
    lines, end = look.comparison.lines, look.flat.end
    if lines[0].key == key:
        return 0
    found, node, stop = 0, 1, len(lines)
    for depth in range(1, len(key) + 1):
        while node < stop and lines[node].key[:depth] != key[:depth]:
            node = end[node]
        if node >= stop:
            break
        found, node, stop = node, node + 1, end[node]
    if lines[found].key == key:
        return found
    moved = next(
        (n for n, line in enumerate(lines) if line.key_a and line.key_a == key), 0
    )  # it has another code there
    return moved or found
