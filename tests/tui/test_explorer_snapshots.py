"""The look of every screen, to the cell and the colour, as SVG; `--snapshot-update` after a change that was wanted and looked at."""

from __future__ import annotations

from typing import Any

import pytest
from textual.pilot import Pilot

from tests.tui.explorer import SECOND, settled, sources
from tui.app import AppOptions, Explorer

SCREENS = {
    "browse": ("3", "j", "j", "j"),
    "filter": ("slash", *"养老"),
    "projects": ("v", "v"),
    "pane": ("j", "tab"),
    "grid": ("j", "t", "l"),
    "checks": ("c",),
    "prose": ("p",),
    "palette": ("colon",),
    "help": ("question_mark",),
    "terms": ("i",),
}


def _compare(snap_compare: Any, size: tuple[int, int], keys: tuple[str, ...], options: AppOptions) -> bool:
    async def ready(pilot: Pilot[int]) -> None:
        await settled(app, pilot)
        for key in keys:
            await pilot.press(key)
            await pilot.pause()

    app = Explorer(sources(("", ""), SECOND), options)
    return bool(snap_compare(app, terminal_size=size, run_before=ready))


@pytest.mark.parametrize("screen", SCREENS)
def test_screen(snap_compare: Any, screen: str) -> None:
    assert _compare(snap_compare, (80, 24), SCREENS[screen], AppOptions(theme="dark"))


@pytest.mark.parametrize("size", [(120, 40), (200, 60)], ids=lambda size: f"{size[0]}x{size[1]}")
def test_browse(snap_compare: Any, size: tuple[int, int]) -> None:
    assert _compare(snap_compare, size, SCREENS["browse"], AppOptions(theme="dark"))


@pytest.mark.parametrize("theme", ["light", "ansi", "contrast"])
def test_theme(snap_compare: Any, theme: str) -> None:
    assert _compare(snap_compare, (120, 40), SCREENS["browse"], AppOptions(theme=theme))


def test_ascii(snap_compare: Any) -> None:
    assert _compare(snap_compare, (80, 24), SCREENS["browse"], AppOptions(theme="dark", ascii=True))
