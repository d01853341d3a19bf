"""Closing a screen that stands above another one. Apart so that all of them do it alike."""

from __future__ import annotations

from typing import Any

from textual.screen import Screen


def leave(screen: Screen[Any]) -> None:
    """Close a screen when it is the one in sight: a second key may be on its way when the first has closed it."""
    if screen.is_current:
        screen.app.pop_screen()
