"""The columns a person may show or hide, by view; amount and name always stay. Apart from the widgets that draw them, because settings
and state name the same ids."""

from __future__ import annotations

from collections.abc import Sequence

from data_model.scopes import SCREEN_VIEWS

TREE = ("share_parent", "share_total", "last_year", "change", "change_percent", "bar", "code")
"""Columns of a tree beside amount and name, as they stand from left to right."""
USUAL = ("share_parent", "share_total", "bar", "code")
"""Those shown when nobody chose."""
CHANGES = ("percent", "points", "bar", "code")
"""Columns of a comparison beside both amounts, the change and the name; all are shown when nobody chose, as far as there is room."""
COMPARE = "compare"
ALL = "all"
"""In the settings: every view of a budget that is not named itself."""
VIEWS = (*SCREEN_VIEWS, COMPARE)


def columns_of(view: str) -> tuple[str, ...]:
    """The ids of a view, in their order; none for a view without such columns."""
    if view == COMPARE:
        return CHANGES
    return TREE if view in VIEWS or view == ALL else ()


def usual(view: str) -> tuple[str, ...]:
    """The columns of a view when nobody chose."""
    return CHANGES if view == COMPARE else USUAL


def in_order(view: str, ids: Sequence[str]) -> tuple[str, ...]:
    """These columns as they stand in the view; ids of an older or newer program are left out."""
    return tuple(column for column in columns_of(view) if column in ids)
