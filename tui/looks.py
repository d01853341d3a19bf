"""A tree as it is looked at: its folding, order, filter, marks and cursor. Apart from session.py, which knows which one is in sight: of a
large budget all this is made in a thread."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from itertools import compress
from typing import TYPE_CHECKING, NamedTuple

from data_model.budget import Budget
from data_model.records import dataclass, field
from data_model.tree import Tree, build_tree
from tui.ordering import PRIORS, SORTS, order
from tui.widgets.flat_tree import FlatTree

if TYPE_CHECKING:
    from data_model.search import Query
    from data_model.speaking import Prior
    from tui.examined import Examined


@dataclass(slots=True)
class Look:
    """A tree with its folding, order and cursor; kept while the program runs."""

    tree: Tree
    flat: FlatTree
    node: int = 0
    fresh: bool = True
    sorted_by: tuple[str, bool] = (SORTS[0], False)
    filtered_by: tuple[str, str, bool] = ("", "", False)
    matched: list[int] = field(default_factory=list)
    query: Query | None = None
    own_marks: dict[int, str] | None = None
    marks: dict[int, str] = field(default_factory=dict)
    priors: list[Prior | None] | None = None


class Wish(NamedTuple):
    """How a tree is to be looked at; `unit` "" is the printed one, `examined` None while the budget is not checked."""

    sort: str
    reverse: bool
    filter: str
    unit: str
    examined: Examined | None


def look_at(budget: Budget, view: str, scope: str) -> Look:
    """The tree of a view and scope, folded, as printed."""
    tree = build_tree(budget, view, scope)
    return Look(tree, FlatTree(tree.depth, tree.parent))


def fulfil(look: Look, wish: Wish) -> None:
    """Mark, order and filter a tree, as far as that is not done."""
    _mark(look, wish.examined)
    if wish.sort in PRIORS and look.priors is None:
        priors(look, wish.examined)
    order(look, wish.sort, wish.reverse)
    _narrow(look, wish.filter.strip(), wish.unit or look.tree.unit)


def priors(look: Look, examined: Examined | None) -> Sequence[Prior | None]:
    """Last year of every node, once the budget is checked; nothing before."""
    if look.priors is None and examined is not None:
        found = [examined.speaking.prior_of(look.tree, node) for node in range(len(look.tree))]
        if look.sorted_by[0] in PRIORS:
            look.sorted_by = ("", False)
        look.priors = found
    return look.priors or ()


def prepare(look: Look, examined: Examined | None) -> None:
    """In a thread: what the marks, the columns of last year and the pane will ask for first."""
    if examined is not None and len(look.tree):
        _mark(look, examined)
        priors(look, examined)
        examined.speaking.of(look.tree, 0)


def _mark(look: Look, examined: Examined | None) -> None:
    """The marks of findings, once they are known."""
    if look.own_marks is None and examined is not None:
        from tui.examined import with_parents

        look.own_marks = examined.own_marks(look.tree)
        look.marks = with_parents(look.tree, look.own_marks)


def _narrow(look: Look, text: str, unit: str) -> None:
    wanted = (text, unit, look.own_marks is not None)
    if look.filtered_by == wanted:
        return
    look.filtered_by = wanted
    if not text:
        look.query, look.matched = None, []
        look.flat.filter(None)
        return
    from data_model.search import compile_query, matches  # not before something is looked for

    look.query = compile_query(text, unit)
    look.matched = matches(look.tree, look.query, list(look.own_marks or ()))
    look.flat.filter(_with_ancestors(look.tree, look.matched))


def opened(look: Look) -> frozenset[tuple[str, ...]]:
    """The paths of the branches that are open."""
    return frozenset(compress(look.tree.keys, look.flat.open))


def open_again(look: Look, branches: frozenset[tuple[str, ...]]) -> None:
    """Open the branches of these paths and no other."""
    # leaves too: what has no branches in this scope may have them in the one a person comes back to
    look.flat.open = bytearray(map(branches.__contains__, look.tree.keys))
    look.flat.filter(None)
    look.fresh = False


def find(look: Look, key: tuple[str, ...]) -> int:
    """The node of a path, or of the nearest above it."""
    if key and look.tree.keys[look.node] == key:
        return look.node
    while key:
        with suppress(ValueError):
            return look.tree.keys.index(key)
        key = key[:-1]
    return 0


def _with_ancestors(tree: Tree, nodes: list[int]) -> bytearray:
    """1 for these nodes, all above them and the total: a match is seen in its place."""
    shown = bytearray(len(tree))
    for node in nodes:
        while node >= 0 and not shown[node]:
            shown[node] = 1
            node = tree.parent[node]
    if shown:
        shown[0] = 1
    return shown
