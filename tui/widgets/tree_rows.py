"""The rows of the tree with columns, as pieces of text: figures first and right-aligned, the name last, so that a name of any width
moves nothing. Apart from tree_table.py, which is the widget: the first frame draws the same rows before the toolkit is loaded."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from data_model.tree import Tree
from tui.cells import cell_width, left, right, widest
from tui.columns import USUAL
from tui.figures import BLANK, amount_text, bar, share_text, signed, under_point
from tui.looks import Look
from tui.ordering import arrow_of
from tui.texts import t
from tui.widgets.naming import NAME_HEADS, document_number, line_name, wordy
from tui.widgets.spans import Span
from tui.widgets.tree_columns import Columns, Widths, lay_out

if TYPE_CHECKING:
    from data_model.revealed import Revealed
    from data_model.speaking import Prior

CHANGE = 8
"""Least cells of the columns of last year."""
OF_WHOLE = ("share_total", "bar")
"""Columns that tell what part of the whole a line is."""


def rate_of(prior: Prior) -> str:
    """The change in percent of last year, `新增` where that was nothing, as the pane says it."""
    if not prior.change:
        return t("screen.change.same")
    if not prior.amount:
        return t("screen.change.new")
    return signed(share_text(prior.change, prior.amount), prior.change)


class TreeRows:
    """Rows: `▌`, mark, amount, share of parent, share of total, bar, code, indented name. `cursor` is the focused row."""

    look: Look | None = None
    unit = ""
    marks: Mapping[int, str] = {}
    revealed: Revealed | None = None
    ascii_only = False
    cursor = 0
    position = ""
    """`12/340` where not all rows are in sight, else nothing."""
    _columns: tuple[int, Columns] | None = None
    _need = Widths(0, 0)
    _longest: tuple[Tree | None, int] = (None, 0)
    _chosen: tuple[str, ...] = USUAL
    _priors: Sequence[Prior | None] = ()
    _matched: frozenset[int] = frozenset()

    def take(
        self,
        look: Look,
        unit: str,
        marks: Mapping[int, str],
        chosen: tuple[str, ...] = USUAL,
        priors: Sequence[Prior | None] = (),
    ) -> None:
        """Draw a tree in a unit from now on; `marks` are the signs before amounts, by node; `chosen` the columns; `priors` the last
        year of every node, where a column tells of it."""
        known = self.look is not None and self.look.tree is look.tree and self.unit == unit
        known = known and self._chosen == chosen and self._priors is priors
        self.look, self.unit, self.marks, self._chosen, self._priors = look, unit, marks, chosen, priors
        if not known:
            self._measure(look.tree)
        self._matched = frozenset(look.matched)
        self.cursor = look.flat.row(look.node)

    def _measure(self, tree: Tree) -> None:
        """Columns as wide as the widest of the whole view, not of the rows in sight: nothing moves when folding."""
        if self._longest[0] is not tree:  # of 100,000 lines this is felt; it is the same in every unit
            codes = (
                {self._codes_of(tree, node)[0] for node in range(len(tree))} if tree.view == "projects" else tree.codes
            )
            self._longest = (tree, widest(codes))
        longest = self._longest[1]
        told = [prior for prior in self._priors if prior is not None]
        step = max((prior.step for prior in told), default=0)
        self._need = Widths(
            max(
                self._widest(8, tree, [amount for amount in tree.amounts if amount is not None]),
                *(cell_width(self._printed(tree, node)) for node in tree.steps),
                0,
            ),
            max(longest, cell_width(self._code_head(tree)), 7) if longest else 0,
            self._widest(CHANGE, tree, [prior.amount for prior in told], step),
            self._widest(CHANGE, tree, [prior.change for prior in told], step) + 1,
            max(CHANGE, *(cell_width(rate_of(prior)) for prior in told), 0),
        )
        self._columns = None

    def _widest(self, least: int, tree: Tree, figures: Sequence[int], step: int = 0) -> int:
        extremes = (max(figures), min(figures)) if figures else ()
        return max(least, *(cell_width(self._figure(tree, amount, step)) for amount in extremes), 0)

    @property
    def priors(self) -> Sequence[Prior | None]:
        """Last year of every node, where a column tells of it."""
        return self._priors

    def columns(self, width: int) -> Columns:
        """The layout for a width."""
        if self._columns is None or self._columns[0] != width:
            parts = (
                self.look is None or self.look.tree.whole
            )  # without a whole there is no share of it: the name stands nearer
            chosen = self._chosen if parts else [one for one in self._chosen if one not in OF_WHOLE]
            self._columns = (width, lay_out(width, self._need, chosen))
        return self._columns[1]

    # --- drawing -------------------------------------------------------------------------------------------------------------

    def _figure(self, tree: Tree, amount: int | None, step: int = 0) -> str:
        return amount_text(amount, self.unit, max(tree.step, step))

    def _printed(self, tree: Tree, node: int) -> str:
        """The amount of a line, no finer than it is printed, its point under those of the others."""
        step = tree.step_of(node)
        text = amount_text(tree.amounts[node], self.unit, step)
        return text if step == tree.step or text == BLANK else under_point(text, self.unit, step, tree.step)

    @staticmethod
    def _codes_of(tree: Tree, node: int) -> tuple[str, str]:
        """What stands in the columns of code and name: a project shows its 文号 and what it is for."""
        if tree.view == "projects" and tree.levels[node] == "项目":
            number, rest = document_number(tree.names[node])
            return (number or "—"), rest
        return tree.codes[node], line_name(tree, node)

    @staticmethod
    def _code_head(tree: Tree) -> str:
        return t("screen.head.code_number" if tree.view == "projects" else "screen.head.code")

    def head(self, y: int, width: int) -> list[Span]:
        if self.look is None:
            return []
        tree, c = self.look.tree, self.columns(width)
        arrow = arrow_of(*self.look.sorted_by)
        amount = t("screen.head.total" if tree.option.part in ("total", "revenue") else "screen.head.amount")
        spans = [(" " * 3 + right(amount + arrow.get("amount", ""), c.amount) + " ", "dim")]
        if c.parent:
            spans.append((right(t("screen.head.share_parent"), c.parent), "dim"))
        if c.total:
            spans.append((" " + right(t("screen.head.share_total"), c.total), "dim"))
        for column, cells in (("last_year", c.last_year), ("change", c.change), ("change_percent", c.percent)):
            if cells:
                spans.append((" " + right(t(f"screen.head.{column}") + arrow.get(column, ""), cells), "dim"))
        if c.bar:
            spans.append(("  " + left(t("screen.head.bar"), c.bar), "dim"))
        if c.code:
            spans.append((" " + left(self._code_head(tree) + arrow.get("code", ""), c.code), "dim"))
        name = t(NAME_HEADS.get(tree.view, "screen.head.subject")) + arrow.get("name", "") + arrow.get("printed", "")
        position = self.position
        room = c.name - cell_width(position) - 1
        spans.append((" " + left(name, max(0, room)), "dim"))
        spans.append((position, "dim"))
        return spans

    def head_spots(self, width: int) -> list[tuple[int, int, str]]:
        """From where to where the heads of columns stand, and the order of each; shares and bar are ordered as amounts are."""
        c = self.columns(width)
        spots: list[tuple[int, int, str]] = []
        at = 4 + c.amount
        spots.append((0, at, "amount"))
        for cells, gap, order in (
            (c.parent, 0, "amount"), (c.total, 1, "amount"), (c.last_year, 1, "last_year"), (c.change, 1, "change"),
            (c.percent, 1, "change_percent"), (c.bar, 2, "amount"), (c.code, 1, "code"), (c.name, 1, "name"),
        ):  # fmt: skip
            if cells:
                spots.append((at, at + gap + cells, order))
                at += gap + cells
        return spots

    def row(self, index: int, width: int) -> list[Span]:
        if self.look is None:
            return []
        tree, flat, c = self.look.tree, self.look.flat, self.columns(width)
        node = flat.node(index)
        amount = tree.amounts[node]
        above, whole = tree.wholes(node)
        source = tree.rows[node]
        cell = source.cells.get(tree.measures[node]) if source is not None else None
        code, name = self._codes_of(tree, node)
        name = name if self.revealed is None else self.revealed.words(name)
        total = tree.is_total(node) and not flat.has_children(node)
        fold = "" if total else ("▾ " if flat.open[node] else "▸ ") if flat.has_children(node) else "  "
        indent = "  " * tree.depth[node]
        without = wordy(tree, node)
        apart = tree.is_apart(node)
        plain = not self._matched or node in self._matched
        spans: list[Span] = [
            ("▌" if index == self.cursor else " ", "accent"),
            (self.marks.get(node, " "), "strong"),
            (" " + right("" if without else self._printed(tree, node), c.amount), ""),
            ("*" if cell is not None and cell.status == "recovered" else " ", "accent"),
        ]
        if c.parent:
            spans.append((right("" if without or apart else share_text(amount, above), c.parent), ""))
        if c.total:
            shown = "" if without or not tree.whole else share_text(amount, whole)
            spans.append((" " + right(shown, c.total), ""))
        if c.last_year or c.change or c.percent:
            spans += self._last_year(tree, node, c)
        if c.bar:
            spans.append(("  " + bar(amount, whole, c.bar, self.ascii_only), "accent"))
        if c.code:
            spans.append((" " + left(code, c.code), "dim"))
        spans.append((" " + indent + fold, ""))
        spans.append((left(name, max(0, c.name - cell_width(indent + fold))), "" if plain else "dim"))
        return spans

    def _last_year(self, tree: Tree, node: int, c: Columns) -> list[Span]:
        """What is told of last year in exactly this scope; `—` where nothing is told."""
        prior = self._priors[node] if node < len(self._priors) else None
        texts = (
            (BLANK, BLANK, BLANK)
            if prior is None
            else (
                self._figure(tree, prior.amount, prior.step),
                signed(self._figure(tree, prior.change, prior.step), prior.change),
                rate_of(prior),
            )
        )
        cells = (c.last_year, c.change, c.percent)
        roles = ("accent" if prior is not None and prior.status != "printed" else "", "", "")
        return [(" " + right(text, wide), role) for text, wide, role in zip(texts, cells, roles, strict=True) if wide]
