"""The columns a person may show or hide, by view; amount and name always stay. Apart from the widgets that draw them, because settings
and state name the same ids."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

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


class Kept(Protocol):
    """What remembers columns between runs (state.py)."""

    def columns(self, view: str) -> list[str] | None: ...

    def keep_columns(self, view: str, ids: Sequence[str] | None) -> None: ...


class Chosen:
    """The columns of one session: as the settings (`wished`) name them, else as last chosen, else the usual ones."""

    def __init__(self, wished: Mapping[str, tuple[str, ...]], kept: Kept) -> None:
        self._wished, self._kept = wished, kept
        self._now: dict[str, tuple[str, ...]] = {}

    def of(self, view: str) -> tuple[str, ...]:
        """The columns of a view."""
        if view not in self._now:
            chosen: Sequence[str] | None = self._wished.get(view)
            chosen = self._kept.columns(view) if chosen is None else chosen
            if chosen is None:
                chosen = self._wished.get(ALL, USUAL) if view != COMPARE else usual(view)
            self._now[view] = in_order(view, chosen)
        return self._now[view]

    def turn(self, column: str, view: str) -> bool:
        """Show or hide a column and remember it; True when it is shown then."""
        now = self.of(view)
        chosen = tuple(one for one in now if one != column) if column in now else (*now, column)
        self._now[view] = in_order(view, chosen)
        self._kept.keep_columns(view, self._now[view])
        return column in chosen
