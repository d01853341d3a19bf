"""A tree drawn as rows: what is folded, which node is under the cursor. Apart from its columns, so that a budget and a comparison
fold, scroll and keep their place alike."""

from __future__ import annotations

from typing import Protocol

from data_model.search import Query
from tui.widgets.flat_tree import FlatTree
from tui.widgets.lines import LineList
from tui.widgets.spans import Span


class Folded(Protocol):
    """A tree as it is looked at: its folding, its cursor, its filter. `fresh`: nobody has folded anything yet."""

    flat: FlatTree
    node: int
    fresh: bool
    matched: list[int]
    query: Query | None


class FoldingTable(LineList):
    """Rows over a folded tree; subclasses say whose (`look`) and draw the columns."""

    look: Folded | None
    unmatched = ""
    """What to do when the filter matches no row; said below what is left."""

    @property
    def node(self) -> int:
        """The node under the cursor; the last row's while a filter took rows away that the cursor has not left yet."""
        rows = len(self.look.flat) if self.look else 0
        return self.look.flat.node(min(self.cursor, rows - 1)) if self.look and rows else 0

    def count(self) -> int:
        return len(self.look.flat) if self.look else 0

    def line(self, y: int, width: int) -> tuple[list[Span], bool]:
        look = self.look
        if look is not None and look.query is not None and not look.matched and y == self.HEAD + self.count() + 1:
            return [("   ", ""), (self.unmatched, "dim")], False
        return super().line(y, width)

    def sort_at(self, x: int, width: int) -> str:
        """The order a click on the head at `x` asks for; "" where there is none."""
        return next((order for start, stop, order in self.head_spots(width) if start <= x < stop and order), "")

    def head_spots(self, width: int) -> list[tuple[int, int, str]]:
        """From where to where the heads of columns stand, and what order each is of."""
        return []

    def fold(self, open_it: bool) -> bool:
        """Open or close the row under the cursor; rows above it do not move."""
        if self.look is None or not self.look.flat.fold(self.cursor, open_it):
            return False
        self.look.fresh = False
        self.changed()
        return True

    def refold(self) -> None:
        """The tree was folded elsewhere: stay on the node, or on its nearest visible ancestor."""
        if self.look is not None:
            self.look.fresh = False
            self.cursor = self.look.flat.row(self.look.node)
            self.changed()
