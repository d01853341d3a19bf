"""The columns a person may show or hide, by view; amount and name always stay. Apart from the widgets that draw them, because settings
and state name the same ids."""

from __future__ import annotations

from collections.abc import Sequence

from data_model.scopes import SCREEN_VIEWS

TREE = ("share_parent", "share_total", "last_year", "change", "change_percent", "bar", "code")
"""Columns of a tree beside amount and name, as they stand from left to right."""
USUAL = ("share_parent", "share_total", "bar", "code")
"""Those shown when nobody chose."""
ALL = "all"
"""In the settings: every view that is not named itself."""
VIEWS = SCREEN_VIEWS


def columns_of(view: str) -> tuple[str, ...]:
    """The ids of a view, in their order; none for a view without such columns."""
    return TREE if view in VIEWS or view == ALL else ()


def in_order(view: str, ids: Sequence[str]) -> tuple[str, ...]:
    """These columns as they stand in the view; ids of an older or newer program are left out."""
    return tuple(column for column in columns_of(view) if column in ids)
