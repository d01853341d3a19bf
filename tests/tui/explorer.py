"""The explorer in a test: opened on invented budgets, keys pressed, the screen read back as text."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from textual.pilot import Pilot

from data_model.budget import Budget
from data_model.readers.raw import ReadError
from tests.invented import invented
from tui.app import AppOptions, Explorer, Source
from tui.screens.browse import BrowseScreen

SECOND = ("2026年部门预算公开", "2025年部门预算公开")


def broken() -> Budget:
    """A source that cannot be read."""
    raise ReadError("empty", "空白.pdf")


def sources(*changes: tuple[str, str]) -> list[Source]:
    """The invented budget, once for every change ("" for none)."""
    return [
        Source(f"yunxi_{n}.txt", lambda change=change: invented(change))  # type: ignore[misc]
        for n, change in enumerate(changes or (("", ""),), start=1)
    ]


@asynccontextmanager
async def opened(
    *changes: tuple[str, str], size: tuple[int, int] = (120, 40), options: AppOptions | None = None
) -> AsyncIterator[tuple[Explorer, Pilot[int]]]:
    """The explorer with every budget read."""
    app = Explorer(sources(*changes), options or AppOptions())
    async with app.run_test(size=size) as pilot:
        await settled(app, pilot)
        yield app, pilot


async def settled(app: Explorer, pilot: Pilot[int]) -> None:
    """Wait until loading and checking are done and their messages are handled."""
    for _ in range(3):
        await app.workers.wait_for_complete()
        await pilot.pause()
        await pilot.pause()


async def quiet(app: Explorer, pilot: Pilot[int]) -> None:
    """Until the loading thread has nothing more to do."""
    for _ in range(400):
        await settled(app, pilot)
        if app._job is None and not app.sought() and not app.session.waiting():
            return
    raise AssertionError("never quiet")


def rows(app: Explorer) -> list[str]:
    """The screen, line by line."""
    return [strip.text for strip in app.screen._compositor.render_strips()]


def text(app: Explorer) -> str:
    """The whole screen as one text."""
    return "\n".join(rows(app))


def current(app: Explorer) -> str:
    """The line with the cursor."""
    return next((line for line in rows(app) if line.startswith("▌")), "")


def browse(app: Explorer) -> BrowseScreen:
    """The tree screen."""
    assert isinstance(app.screen, BrowseScreen)
    return app.screen


def name(app: Explorer) -> str:
    """The node under the cursor."""
    table = browse(app).table
    assert table.look is not None
    return f"{table.look.tree.codes[table.node]} {table.look.tree.names[table.node]}".strip()
