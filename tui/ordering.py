"""The orders of a tree: as printed, or by any column, either way. Apart from looks.py, which knows what else a tree is looked at with."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from data_model.tree import Tree

if TYPE_CHECKING:
    from data_model.speaking import Prior
    from tui.looks import Look

SORTS = ("printed", "amount", "code", "name", "last_year", "change", "change_percent")
"""The orders `s` offers. Shares order siblings as amounts do."""
FALLING = frozenset({"amount", "last_year", "change", "change_percent", "after", "before"})
"""Orders that begin with the largest."""
PRIORS = frozenset({"last_year", "change", "change_percent"})
"""Columns and orders that rest on what is told of last year."""


def arrow_of(order: str, reverse: bool) -> dict[str, str]:
    """The sign of an order, by the column it goes by; none where nothing was put in order."""
    return {order: "↓" if (order in FALLING) != reverse else "↑"} if order != "printed" or reverse else {}


def order(look: Look, sort: str, reverse: bool) -> None:
    """Put the siblings of a tree in order; what has no figure stays last in both directions."""
    if look.sorted_by == (sort, reverse):
        return
    look.sorted_by = (sort, reverse)
    tree = look.tree
    if sort == "printed":
        look.flat.sort(None, reverse)
    elif sort == "code":
        look.flat.sort(list(zip(tree.codes, tree.names, strict=True)), reverse)
    elif sort == "name":
        look.flat.sort(list(zip(map(_sound, tree.names), tree.codes, strict=True)), reverse)
    else:
        look.flat.sort(figures(tree, sort, look.priors or ()), not reverse)


def figures(tree: Tree, sort: str, priors: Sequence[Prior | None]) -> Sequence[float | None]:
    """What a tree is ordered by, by node; a new line grows without limit."""
    if sort == "amount":
        return tree.amounts
    if len(priors) < len(tree):
        return [None] * len(tree)
    if sort == "last_year":
        return [prior.amount if prior is not None else None for prior in priors]
    if sort == "change":
        return [prior.change if prior is not None else None for prior in priors]
    return [_rate(prior) for prior in priors]


def _rate(prior: Prior | None) -> float | None:
    if prior is None:
        return None
    if not prior.amount:
        return float("inf") if prior.change > 0 else 0.0
    return prior.change / abs(prior.amount)


def _sound(name: str) -> str:
    """How a name is spelled in pinyin initials, so that names stand as in a dictionary."""
    from data_model.search import initials

    return initials(name)
