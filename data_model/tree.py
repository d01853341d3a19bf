"""The tree a person walks: a Budget seen through one view and one scope (口径), as flat parallel arrays; shares.

No share crosses scopes (DESIGN rule 5): every amount of a tree comes from the tables its scope names, and its whole is the
printed total of that table. Amounts are fen.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable

from data_model.budget import Budget, Row, Table
from data_model.records import dataclass, field
from data_model.scopes import (
    SCOPE_NAMES,
    SCREEN_VIEWS,
    VIEW_NAMES,
    VIEWS,
    ScopeOption,
    scope_options,
    view_reason,
)

__all__ = [
    "SCOPE_NAMES",
    "SCREEN_VIEWS",
    "VIEWS",
    "VIEW_NAMES",
    "ScopeOption",
    "Tree",
    "build_tree",
    "scope_options",
    "view_reason",
]


@dataclass(slots=True)
class Tree:
    """Nodes in pre-order as parallel arrays. `depth` is what indents (the total row stands at 0 beside its classes), `parent`
    the node a share is taken of (-1 for the total, and for what stands apart from it), `end` the first index after a node's own
    rows. `whole` is False where the roots have no common total: the first node is one among others then.

    `derived` marks amounts that are sums or remainders of printed ones, never printed themselves; `keys` are stable paths. `steps`
    are the printed steps of nodes that have another than `step`; `aside` those that stand below a node and are no part of it.
    """

    view: str
    option: ScopeOption
    unit: str
    step: int
    whole: bool = True
    depth: array[int] = field(default_factory=lambda: array("i"))
    parent: array[int] = field(default_factory=lambda: array("i"))
    end: array[int] = field(default_factory=lambda: array("i"))
    codes: list[str] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    amounts: list[int | None] = field(default_factory=list)
    rows: list[Row | None] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)
    measures: list[str] = field(default_factory=list)
    keys: list[tuple[str, ...]] = field(default_factory=list)
    levels: list[str] = field(default_factory=list)
    derived: bytearray = field(default_factory=bytearray)
    steps: dict[int, int] = field(default_factory=dict)
    aside: set[int] = field(default_factory=set)

    def __len__(self) -> int:
        return len(self.codes)

    @property
    def total(self) -> int | None:
        """The amount of the whole: the first node's; None where the roots have none in common."""
        return self.amounts[0] if self.amounts and self.whole else None

    def step_of(self, node: int) -> int:
        """The worth in fen of the last printed digit of a node's amount."""
        return self.steps.get(node, self.step)

    def is_total(self, node: int) -> bool:
        """True for the row of the whole."""
        return node == 0 and self.whole

    def wholes(self, node: int) -> tuple[int | None, int | None]:
        """What the shares of a node are taken of: the amount above it and the total; None for a share that does not exist."""
        if self.is_total(node):
            return self.amounts[0], self.amounts[0]
        holders = self.holders(node)
        if not holders:
            return None, None
        return self.amounts[holders[0]], self.total if holders[-1] == 0 else None

    def children(self, node: int) -> list[int]:
        """The nodes whose share is taken of `node`, in order."""
        stop = len(self) if node == 0 and self.end[0] == 1 else self.end[node]  # the total stands beside its classes
        out, i = [], node + 1
        while i < stop:
            if self.parent[i] == node and i not in self.aside:
                out.append(i)
            i = self.end[i]
        return out

    def ancestors(self, node: int) -> list[int]:
        """From the parent up to the total."""
        out = []
        while (node := self.parent[node]) >= 0:
            out.append(node)
        return out

    def holders(self, node: int) -> list[int]:
        """The ancestors a node is a part of, from the parent up: to the total, or to what stands aside."""
        out = []
        while node not in self.aside and (node := self.parent[node]) >= 0:
            out.append(node)
        return out


def build_tree(budget: Budget, view: str = "function", scope: str = "") -> Tree:
    """The tree of a view; `scope` is an option's id, "" for the first. Raises KeyError when view or scope is not there."""
    options = scope_options(budget, view)
    option = next((o for o in options if o.id == scope), None) if scope else (options[0] if options else None)
    if option is None:
        raise KeyError(scope or view)
    tree = Tree(view, option, option.table.unit, option.table.step)
    _builder(view)(tree, budget)
    _close(tree)
    return tree


@dataclass(slots=True)
class Item:
    """A node before it has a place: its key path decides its parent. `kept` shows it though it has no amount; one `apart` is
    printed in the table but no part of what it stands under; what is no part of the total stands last. `step` is its own printed step, 0 for that of the tree."""

    key: tuple[str, ...]
    code: str
    name: str
    amount: int | None
    row: Row | None
    table: Table
    measure: str
    level: str = ""
    derived: bool = False
    kept: bool = False
    apart: bool = False
    step: int = 0
    children: list[Item] = field(default_factory=list)


def _add(tree: Tree, item: Item, depth: int, parent: int) -> int:
    tree.depth.append(depth)
    tree.parent.append(parent)
    tree.end.append(0)
    tree.codes.append(item.code)
    tree.names.append(item.name)
    tree.amounts.append(item.amount)
    tree.rows.append(item.row)
    tree.tables.append(item.table)
    tree.measures.append(item.measure)
    tree.keys.append(item.key)
    tree.levels.append(item.level)
    tree.derived.append(item.derived)
    if item.step and item.step != tree.step:
        tree.steps[len(tree.codes) - 1] = item.step
    if item.apart and parent >= 0:
        tree.aside.add(len(tree.codes) - 1)
    return len(tree.codes) - 1


def _close(tree: Tree) -> None:
    """Fill `end`: the first index at the same or a smaller depth; the total row owns no rows."""
    stack: list[int] = []
    for i, depth in enumerate(tree.depth):
        while stack and tree.depth[stack[-1]] >= depth:
            tree.end[stack.pop()] = i
        stack.append(i)
    for i in stack:
        tree.end[i] = len(tree.depth)


def lay(tree: Tree, total: Item, items: Iterable[Item]) -> None:
    """Total first, then the items nested by key prefix; branches without any amount are left out (the 原表 has them)."""
    roots: list[Item] = []
    known: dict[tuple[str, ...], Item] = {}
    for item in items:
        owner = next((known[item.key[:n]] for n in range(len(item.key) - 1, 0, -1) if item.key[:n] in known), None)
        (owner.children if owner else roots).append(item)
        known.setdefault(item.key, item)
    if total.amount is None:
        shown = [item.amount for item in roots if item.amount is not None]
        total.amount, total.derived = (sum(shown) if shown else None), True
    _add(tree, total, 0, -1)
    _place(tree, [item for item in roots if not item.apart], 0, 0)
    _place(tree, [item for item in roots if item.apart], 0, -1)


def _place(tree: Tree, items: list[Item], depth: int, parent: int) -> None:
    stack = [(item, depth, parent) for item in reversed(items)]
    while stack:
        item, level, owner = stack.pop()
        if not _has_amount(item):
            continue
        node = _add(tree, item, level, owner)
        stack += [(child, level + 1, node) for child in reversed(item.children)]


def place_roots(tree: Tree, roots: list[Item]) -> None:
    """Items beside each other without a whole: no shares are taken of their sum."""
    tree.whole = False
    _place(tree, roots, 0, -1)


def _has_amount(item: Item) -> bool:
    return item.kept or item.amount is not None or any(_has_amount(child) for child in item.children)


def _builder(view: str) -> Callable[[Tree, Budget], None]:
    """Built in modules of their own, imported when asked for."""
    from data_model.table_trees import BUILDERS

    if view in BUILDERS:
        return BUILDERS[view]
    from importlib import import_module

    build: Callable[[Tree, Budget], None] = import_module(f"data_model.{view}_tree").build
    return build
