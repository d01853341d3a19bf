"""A comparison in a test: opened on samples, keys pressed, its line and its screen."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from textual.pilot import Pilot

from data_model.budget import Budget
from data_model.native import load
from sample_data import files
from tests.tui.explorer import settled
from tui.app import AppOptions, Explorer, Source
from tui.screens.compare import CompareScreen

PAIR = ("yunxi_2025", "yunxi_2026")


def sample(name: str) -> Budget:
    """A budget that comes with the package."""
    return load(next(entry for entry in files() if entry.name == f"{name}.json").read_bytes())


def explorer(*names: str, options: AppOptions | None = None) -> Explorer:
    """The explorer on samples."""
    made = [Source(f"{name}.json", lambda name=name: sample(name)) for name in names]  # type: ignore[misc]
    return Explorer(made, options or AppOptions(theme="ansi"))


@asynccontextmanager
async def opened(
    *names: str, size: tuple[int, int] = (120, 40), options: AppOptions | None = None
) -> AsyncIterator[tuple[Explorer, Pilot[int]]]:
    """The explorer with these samples read."""
    app = explorer(*(names or PAIR), options=options)
    async with app.run_test(size=size) as pilot:
        await settled(app, pilot)
        yield app, pilot


async def press(pilot: Pilot[int], *keys: str) -> None:
    """Press keys and wait until the screen has followed."""
    for key in keys:
        await pilot.press(key)
        await pilot.pause()


def screen(app: Explorer) -> CompareScreen:
    """The comparison screen."""
    assert isinstance(app.screen, CompareScreen)
    return app.screen


def line_name(app: Explorer) -> str:
    """Code and name of the line under the cursor."""
    look = screen(app).look
    line = look.comparison.lines[screen(app).table.node]
    return f"{line.code} {line.name}".strip()


async def to(pilot: Pilot[int], app: Explorer, code: str) -> None:
    """Put the cursor on a code."""
    look = screen(app).look
    node = next(n for n, line in enumerate(look.comparison.lines) if line.code == code)
    look.flat.reveal(node)
    screen(app).table.changed()
    screen(app).table.goto(look.flat.row(node))
    await pilot.pause()
