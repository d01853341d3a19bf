"""A tree drawn as rows: what is folded, which node is under the cursor. Apart from its columns, so that a budget and a comparison
fold, scroll and keep their place alike."""

from __future__ import annotations

from typing import Protocol

from data_model.search import Query
from tui.widgets.flat_tree import FlatTree
from tui.widgets.lines import LineList


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

    @property
    def node(self) -> int:
        """The node under the cursor."""
        return self.look.flat.node(self.cursor) if self.look and len(self.look.flat) else 0

    def count(self) -> int:
        return len(self.look.flat) if self.look else 0

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
