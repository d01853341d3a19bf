"""The tree with columns: one widget over flat arrays that draws only the rows in sight. Knows trees, not budgets: the screen tells it
what to show."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from data_model.tree import Tree
from tui.columns import USUAL
from tui.looks import Look
from tui.widgets.folding import FoldingTable
from tui.widgets.spans import Span
from tui.widgets.tree_rows import TreeRows

if TYPE_CHECKING:
    from data_model.speaking import Prior


class TreeTable(TreeRows, FoldingTable):
    """The rows of tree_rows.py as a widget; below those of projects their years."""

    look: Look | None
    position = FoldingTable.position

    def __init__(self, *, id: str = "tree") -> None:
        super().__init__(id=id)
        self.nothing = ""
        self._years: tuple[tuple[int, str, int, tuple[str, ...]], list[list[Span]]] | None = None

    def show(
        self,
        look: Look,
        unit: str,
        marks: Mapping[int, str],
        chosen: tuple[str, ...] = USUAL,
        priors: Sequence[Prior | None] = (),
    ) -> None:
        """Show a tree, as `take` says."""
        self.take(look, unit, marks, chosen, priors)
        self.changed()

    # --- below the rows ------------------------------------------------------------------------------------------------------

    def line(self, y: int, width: int) -> tuple[list[Span], bool]:
        below = self.top + y - self.HEAD - self.count() - 1
        if y >= self.HEAD and below >= 0 and self.look is not None and self.look.tree.view == "projects":
            lines = self._below(self.look.tree, width)
            return (lines[below] if below < len(lines) else []), False
        return super().line(y, width)

    def _below(self, tree: Tree, width: int) -> list[list[Span]]:
        """Lines under the last row: the projects by the year of their orders."""
        key = (width, self.unit, id(tree), self._chosen)
        if self._years is None or self._years[0] != key:
            from tui.widgets.year_bars import year_lines

            c = self.columns(width)
            self._years = (key, year_lines(tree, self.unit, c, self.ascii_only))
        return self._years[1]

    def empty(self, y: int) -> list[Span]:
        return [("   ", ""), (self.nothing, "dim")] if y == 1 else []
