"""The look of what rests on prose, goals and checks, as SVG: pane, findings, money flow, goals, other matters, claims, small questions."""

from __future__ import annotations

from typing import Any

import pytest
from textual.pilot import Pilot

from tests.tui.explorer import settled
from tests.tui.test_explorer_evidence import sample
from tui.app import AppOptions, Explorer, Source

SCREENS = {
    "line": ("3", "j", "j", "j"),
    "project": ("v", "v", "j", "j"),
    "flow": ("v", "v", "v", "v"),
    "goals": ("v",) * 8,
    "statements": ("V",) * 4,
    "findings": ("c",),
    "finding_cell": ("c", "enter"),
    "sentence": ("3", "j", "j", "j", "p"),
    "copy": ("y",),
    "export": ("e",),
    "sort": ("s",),
    "columns": ("m", "m", "C", "3", "4"),
    "code": ("number_sign", *"208"),
}


def _compare(snap_compare: Any, size: tuple[int, int], keys: tuple[str, ...]) -> bool:
    async def ready(pilot: Pilot[int]) -> None:
        await settled(app, pilot)
        for key in keys:
            await pilot.press(key)
            await pilot.pause()
        await pilot.pause()

    app = Explorer([Source("云溪.json", sample)], AppOptions(theme="dark"))
    return bool(snap_compare(app, terminal_size=size, run_before=ready))


@pytest.mark.parametrize("screen", SCREENS)
def test_small(snap_compare: Any, screen: str) -> None:
    assert _compare(snap_compare, (80, 24), SCREENS[screen])


@pytest.mark.parametrize("screen", ["line", "project", "goals", "findings"])
def test_wide(snap_compare: Any, screen: str) -> None:
    assert _compare(snap_compare, (120, 40), SCREENS[screen])
