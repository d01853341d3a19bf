"""Which rows of a tree are seen: folding, filtering and sorting over flat arrays, without a widget. Apart so that it can be held
against a naive model and used for any tree in pre-order (budget, comparison).

Nodes are numbered as printed. A sorted tree is a second numbering, `position`; `rows` holds the visible positions in ascending
order, so that a row is found by bisection, folding cuts one slice and unfolding inserts one.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Callable, Sequence
from heapq import heappop, heappush
from operator import add, sub
from typing import Any


class FlatTree:
    """The visible rows of a tree given as `depth` and `parent` in pre-order (`parent` -1 for a root).

    The parent is whom a row goes up to and may have the same depth (the total stands beside its classes).
    """

    def __init__(self, depth: Sequence[int], parent: Sequence[int]) -> None:
        self.size = len(depth)
        self.depth, self.parent = depth, parent
        self.end = _ends(depth)
        self.deepest = max(depth, default=0)
        self._levels = bytes(iter(depth))
        self.branches = array("i", (node for node, end in enumerate(self.end) if end > node + 1))
        """The nodes that own rows, in order: far fewer than all."""
        self.open = bytearray(self.size)
        self.shown: bytearray | None = None
        self._unfiltered: bytearray | None = None
        self.order: array[int] | None = None
        self._place: array[int] | None = None
        self._ends = self.end
        self.rows: array[int] = array("i")
        self._rebuild()

    def __len__(self) -> int:
        return len(self.rows)

    # --- rows and nodes ------------------------------------------------------------------------------------------------------

    def node(self, row: int) -> int:
        """The node on a visible row."""
        position = self.rows[row]
        return self.order[position] if self.order is not None else position

    def position(self, node: int) -> int:
        """Where a node stands in the shown order, visible or not."""
        return self._place[node] if self._place is not None else node

    def row(self, node: int) -> int:
        """The row of a node, or of the nearest ancestor that is visible; 0 when none is."""
        while node >= 0:
            row = bisect_left(self.rows, self.position(node))
            if row < len(self.rows) and self.rows[row] == self.position(node):
                return row
            node = self._owner(node)
        return 0

    def has_children(self, node: int) -> bool:
        """True when the node owns rows (also when a filter hides them all)."""
        return self.end[node] > node + 1

    def _owner(self, node: int) -> int:
        """The node whose folding hides this one: the parent, unless that stands beside it."""
        owner = self.parent[node]
        return owner if owner >= 0 and self.depth[owner] < self.depth[node] else -1

    def siblings(self, row: int) -> tuple[int, int]:
        """The rows of the previous and next sibling; the row itself where there is none."""
        position = self.rows[row]
        node = self.node(row)
        after = bisect_left(self.rows, self._ends[position])
        if after < len(self.rows) and self.depth[self.node(after)] == self.depth[node]:
            following = after
        else:
            following = row
        before = row - 1
        if before < 0:
            return row, following
        other = self.node(before)
        while self.depth[other] > self.depth[node]:
            other = self._owner(other)
        return (self.row(other) if self.depth[other] == self.depth[node] else row), following

    # --- folding -------------------------------------------------------------------------------------------------------------

    def fold(self, row: int, open_it: bool) -> bool:
        """Open or close the node of a row; True when rows came or went."""
        node = self.node(row)
        if not self.has_children(node) or bool(self.open[node]) == open_it:
            return False
        self.open[node] = open_it
        position = self.rows[row]
        if open_it:
            self.rows[row + 1 : row + 1] = self._visible(position + 1, self._ends[position])
        else:
            del self.rows[row + 1 : bisect_left(self.rows, self._ends[position])]
        return True

    def reveal(self, node: int) -> int:
        """Open every ancestor of a node; its row then."""
        changed = False
        owner = self._owner(node)
        while owner >= 0:
            changed = changed or not self.open[owner]
            self.open[owner] = 1
            owner = self._owner(owner)
        if changed:
            self._rebuild()
        return self.row(node)

    def open_to(self, level: int) -> None:
        """Show the first `level` levels (1: roots only) and nothing deeper."""
        if level > self.deepest:
            self.open[:] = b"\1" * self.size
        else:
            self.open[:] = self._levels.translate(bytes(depth < level - 1 for depth in range(256)))
        self._rebuild()

    def level(self) -> int:
        """The deepest level in sight, counted from 1."""
        nodes = self.rows if self.order is None else map(self.order.__getitem__, self.rows)
        return max(map(self._levels.__getitem__, nodes), default=0) + 1

    def open_fitting(self, rows: int, weight: Callable[[int], int]) -> None:
        """Open what fits into so many rows, the heaviest branches first: the first look of a document."""
        waiting: list[tuple[int, int]] = []
        for row in range(min(len(self.rows), rows)):
            node = self.node(row)
            if self.has_children(node) and not self.open[node]:
                heappush(waiting, (-weight(node), node))
        used = len(self.rows)
        while waiting:
            _, node = heappop(waiting)
            children = self._children(node, rows - used)
            if used + len(children) > rows:
                continue
            self.open[node] = 1
            used += len(children)
            for child in children:
                if self.has_children(child):
                    heappush(waiting, (-weight(child), child))
        self._rebuild()

    def _children(self, node: int, enough: int) -> list[int]:
        out: list[int] = []
        child = node + 1
        while child < self.end[node] and len(out) <= enough:
            out.append(child)
            child = self.end[child]
        return out

    # --- filtering and sorting -----------------------------------------------------------------------------------------------

    def filter(self, shown: bytearray | None) -> None:
        """Show only nodes marked in `shown` (matches and their ancestors), all open; None shows all, folded as before."""
        if shown is None:
            if self._unfiltered is not None:
                self.open = self._unfiltered
            self._unfiltered = None
        else:
            if self._unfiltered is None:
                self._unfiltered = self.open
            self.open = bytearray(b"\1" * self.size)
        self.shown = shown
        self._rebuild()

    def sort(self, keys: Sequence[Any] | None, reverse: bool = False) -> None:
        """Order siblings by their keys, `keys[node]`; those without one (None) stay last in both directions. None for all is the printed
        order (`reverse` turns it round). A total at the top stays there."""
        if keys is None and not reverse:
            self.order = self._place = None
            self._ends = self.end
            self._rebuild()
            return
        pinned = 1 if self.size > 1 and self.parent[1] == 0 and self.depth[1] == self.depth[0] else 0
        order = self.order = array("i", range(pinned))
        self._arrange(order, keys, reverse, pinned, self.size)
        places = dict(zip(order, range(self.size), strict=True))
        self._place = array("i", map(places.__getitem__, range(self.size)))
        sizes = list(map(sub, self.end, range(self.size)))
        self._ends = array("i", map(add, map(sizes.__getitem__, order), range(self.size)))
        self._rebuild()

    def _arrange(self, order: array[int], keys: Sequence[Any] | None, reverse: bool, start: int, stop: int) -> None:
        """Append the nodes from `start` to `stop`, siblings in order, each with what it owns."""
        first = bisect_left(self.branches, start)
        bare = first == len(self.branches) or self.branches[first] >= stop  # nothing but leaves, as most groups are
        siblings = list(range(start, stop)) if bare else self._siblings(start, stop)
        if keys is None:
            siblings.reverse()
        else:
            told = [node for node in siblings if keys[node] is not None]
            rest = [node for node in siblings if keys[node] is None] if len(told) < len(siblings) else []
            told.sort(key=keys.__getitem__, reverse=reverse)
            siblings = told + rest
        if bare:
            order.extend(siblings)
            return
        for node in siblings:
            order.append(node)
            if self.end[node] > node + 1:
                self._arrange(order, keys, reverse, node + 1, self.end[node])

    def _siblings(self, start: int, stop: int) -> list[int]:
        found = []
        while start < stop:
            found.append(start)
            start = self.end[start]
        return found

    # --- the visible rows ----------------------------------------------------------------------------------------------------

    def _rebuild(self) -> None:
        if self.shown is None and self.open.count(1) == self.size:
            self.rows = array("i", range(self.size))
        else:
            self.rows = self._visible(0, self.size)

    def _visible(self, start: int, stop: int) -> array[int]:
        rows: array[int] = array("i")
        append = rows.append
        ends, is_open, order, shown = self._ends, self.open, self.order, self.shown
        position = start
        while position < stop:
            node = position if order is None else order[position]
            if shown is not None and not shown[node]:
                position = ends[position]
                continue
            append(position)
            position = position + 1 if is_open[node] else ends[position]
        return rows


def _ends(depth: Sequence[int]) -> array[int]:
    """For every node the first index after its own rows."""
    end: array[int] = array("i", bytes(4 * len(depth)))
    stack: list[int] = []
    for node, level in enumerate(depth):
        while stack and depth[stack[-1]] >= level:
            end[stack.pop()] = node
        stack.append(node)
    for node in stack:
        end[node] = len(depth)
    return end
