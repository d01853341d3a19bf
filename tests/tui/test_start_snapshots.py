"""The look of the start screen: a folder, and a folder with documents open, at 80×24 and 120×40."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from tests.tui.explorer import quiet
from tests.tui.start_folder import folder
from tui.app import AppOptions, Explorer
from tui.state import Recent, State

__all__ = ["folder"]
KEYS = {"folder": (), "opened": ("enter", "o", "tab", "j", "j", "space", "j", "j")}


@pytest.mark.parametrize("size", [(80, 24), (120, 40)], ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("keys", KEYS)
def test_start(snap_compare: Any, keys: str, size: tuple[int, int], folder: Path) -> None:
    State().opened(Recent("/budgets/旧.pdf", "云溪市某某局", 2024, "单位", "123400.00", "2026-02-06T00:00:00Z"))

    async def ready(pilot: Pilot[int]) -> None:
        await quiet(app, pilot)
        for key in KEYS[keys]:
            await pilot.press(key)
            await quiet(app, pilot)

    app = Explorer([], AppOptions(theme="dark", folders=(str(folder),)))
    assert snap_compare(app, terminal_size=size, run_before=ready)
