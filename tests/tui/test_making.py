"""A large budget: what takes long is made in a thread, the screen says so meanwhile and takes keys; with a limit of no rows every budget
is large."""

from __future__ import annotations

import gc
import importlib.util
import sys
from collections.abc import Iterator
from selectors import DefaultSelector
from threading import Event
from typing import Any

import pytest

from tests.tui.explorer import SECOND, browse, current, name, opened, rows, settled, text
from tui import jobs, looks, making
from tui.jobs import SELDOM, TURN, at_work, begin_collecting
from tui.screens.browse import BrowseScreen
from tui.screens.checks import ChecksScreen
from tui.screens.grid import GridScreen
from tui.screens.start import StartScreen
from tui.texts import t
from tui.widgets import grid_layout


@pytest.fixture(autouse=True)
def all_large(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Every budget is large; garbage is looked for afterwards as before."""
    often = gc.get_threshold()
    monkeypatch.setattr("tui.jobs.LARGE", 0)
    yield
    gc.set_threshold(*often)


class Held:
    """Stands for a function: waits for `go` in its thread."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, owner: object, named: str) -> None:
        self.go = Event()
        self.called = 0
        self._real = getattr(owner, named)
        monkeypatch.setattr(owner, named, self)

    def __call__(self, *arguments: Any) -> Any:
        self.called += 1
        assert self.go.wait(20)
        return self._real(*arguments)


async def test_shows_the_same_tree_as_of_a_small_budget(monkeypatch: pytest.MonkeyPatch) -> None:
    async with opened(SECOND) as (app, pilot):
        await pilot.press("m", "2", "down", "s", "down", "enter")
        await settled(app, pilot)
        large = rows(app)
    monkeypatch.setattr("tui.jobs.LARGE", 10_000)
    async with opened(SECOND) as (app, pilot):
        await pilot.press("m", "2", "down", "s", "down", "enter")
        await settled(app, pilot)
        assert rows(app) == large


async def test_a_scope_is_made_while_keys_work(monkeypatch: pytest.MonkeyPatch) -> None:
    async with opened() as (app, pilot):
        await pilot.press("down", "down")
        stood = name(app)
        held = Held(monkeypatch, looks, "look_at")
        await pilot.press("m")
        await pilot.pause()
        assert t("screen.empty.making") in text(app)
        for key in ("down", "u", "s", "space", "n", "slash", "y", "e", "2", "C", "w", "number_sign"):
            await pilot.press(key)
            assert isinstance(app.screen, BrowseScreen)
        await pilot.press("u")
        assert rows(app)[-1].strip() == t("screen.empty.making")
        await pilot.press("t")
        await pilot.pause()
        assert isinstance(app.screen, GridScreen)
        await pilot.press("escape", "p", "escape")
        held.go.set()
        await settled(app, pilot)
        assert held.called == 1
        assert stood.startswith(name(app).partition(" ")[0])  # the classes alone are printed in this scope
        await pilot.press("m", "M")
        await settled(app, pilot)
        assert current(app)


async def test_a_tree_of_a_closed_budget_is_dropped(monkeypatch: pytest.MonkeyPatch) -> None:
    async with opened() as (app, pilot):
        held = Held(monkeypatch, looks, "look_at")
        await pilot.press("m", "X")
        await pilot.pause()
        held.go.set()
        await settled(app, pilot)
        assert isinstance(app.screen, StartScreen)
        assert not app.session._looks


async def test_a_printed_table_is_laid_out_while_keys_work(monkeypatch: pytest.MonkeyPatch) -> None:
    async with opened() as (app, pilot):
        await pilot.press("down", "down", "down")
        code = name(app).partition(" ")[0]
        tables = app.session.budget.tables
        assert all(app.session.grid(table) is not None for table in tables), "laid out after checking"
        app.session._grids.clear()
        held = Held(monkeypatch, grid_layout.Grid, "_columns")
        monkeypatch.setattr(grid_layout.Grid, "_columns", lambda self: held(self))
        await pilot.press("t")
        await pilot.pause()
        assert t("screen.empty.making") in text(app)
        for key in ("down", "right", "n", "w", "y", "pagedown"):
            await pilot.press(key)
        held.go.set()
        await settled(app, pilot)
        assert isinstance(app.screen, GridScreen)
        assert app.screen.table.current is not None
        assert app.screen.table.current.row is not None
        assert app.screen.table.current.row.code == code
        await pilot.press("right_square_bracket")
        await settled(app, pilot)
        assert held.called == 2
        await pilot.press("left_square_bracket")
        await settled(app, pilot)
        assert held.called == 2


async def test_what_agrees_is_searched_when_a_thread_has_gone_over_it(monkeypatch: pytest.MonkeyPatch) -> None:
    async with opened(SECOND) as (app, pilot):
        await pilot.press("c", "a")
        await settled(app, pilot)
        assert isinstance(app.screen, ChecksScreen)
        everything = app.screen.list.agreed
        word = everything[0].message[:4]
        held = Held(monkeypatch, app.screen.list, "seen")
        await pilot.press("slash", *word)
        await pilot.pause()
        assert t("screen.empty.seeking") in text(app)
        held.go.set()
        await settled(app, pilot)
        found = [f for f in app.screen.list.listed() if f.verdict == "ok"]
        assert everything[0] in found
        assert t("screen.empty.seeking") not in text(app)
        assert str(app.screen.list.matched) in text(app)


async def test_the_list_of_documents_tells_what_a_thread_counted() -> None:
    async with opened(SECOND) as (app, pilot):
        total = browse(app).look.tree.amounts[0]
        entry = app.session.entries[0]
        assert entry.facts is not None
        assert entry.facts.total == total
        await pilot.press("o")
        await settled(app, pilot)
        assert isinstance(app.screen, StartScreen)
        assert current(app)


def test_collecting_and_turns_are_as_before_after_a_job() -> None:
    usual, often = sys.getswitchinterval(), gc.get_threshold()
    gc.enable()
    with at_work():
        assert not gc.isenabled()
        with at_work():
            assert sys.getswitchinterval() == pytest.approx(TURN)
        assert not gc.isenabled()
    assert gc.isenabled()
    assert sys.getswitchinterval() == usual
    gc.disable()
    try:
        with at_work():
            pass
        assert not gc.isenabled()
        with at_work():
            begin_collecting(False)
        assert gc.isenabled()
        assert gc.get_threshold() == often
        with at_work():
            begin_collecting(True)
        assert gc.get_threshold() == SELDOM
    finally:
        gc.set_threshold(*often)
        gc.unfreeze()
        gc.enable()


def test_beside_a_thread_the_loop_looks_for_what_has_come_only_when_it_has_nothing_else_to_do(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    seen: list[float | None] = []
    now = [100.0]
    monkeypatch.setattr(DefaultSelector, "select", lambda _, timeout=None: seen.append(timeout) or [])
    monkeypatch.setattr(jobs, "monotonic", lambda: now[0])
    turns = jobs.Turns()
    try:
        turns.select(0)
        turns.select(0)
        with jobs.at_work():
            for timeout in (0, 0, None, 0, 1.5, 0):
                turns.select(timeout)
            now[0] += 2 * jobs.LOOK
            turns.select(0)
            turns.select(0)
    finally:
        turns.close()
    assert seen == [0, 0, 0, None, 1.5, 0]


async def test_one_thing_at_a_time_is_made_and_what_was_asked_for_last_first() -> None:
    async with opened(SECOND) as (app, pilot):
        go, order, beside = Event(), [], []

        def make(name: str) -> str:
            beside.append(name)
            assert len(beside) == 1
            order.append(name)
            go.wait(30)
            beside.remove(name)
            return name

        taken: list[str] = []
        for name in ("one", "two", "three", "three", "one"):
            app.make_later(name, lambda name=name: make(name), taken.append)
        go.set()
        await settled(app, pilot)
        while len(taken) < 3:
            await pilot.pause()
        assert order == ["one", "three", "two"]
        assert taken == order
        app.make_later("one", lambda: make("one"), taken.append)
        while len(taken) < 4:
            await pilot.pause()


def test_what_is_loaded_before_keys_need_it_exists() -> None:
    for module in making.OTHERS:
        assert importlib.util.find_spec(module) is not None, module
