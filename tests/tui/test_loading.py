"""Reading while one looks: progress in the key line, stopping, a second file, and files that change, vanish or break under the screen."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from threading import Event
from time import monotonic

import pytest
from textual import events
from textual.pilot import Pilot

from data_model.budget import Budget
from tests.invented import invented, invented_text
from tests.tui.explorer import SECOND, quiet, rows, settled, sources, text
from tui import loading
from tui.app import AppOptions, Explorer
from tui.entries import Source
from tui.screens.browse import BrowseScreen
from tui.screens.compare import CompareScreen
from tui.screens.grid import GridScreen
from tui.screens.start import StartScreen
from tui.sources import FileSource
from tui.texts import t


class Slow:
    """A source of 40 pages: reads one at every `turn`, all at once after `finish`; `ended` tells how it ended."""

    def __init__(self, name: str = "慢.pdf") -> None:
        self.source = Source(name, self._load, tells=True)
        self.turn, self.finish = Event(), Event()
        self.started = Event()
        self.ended = ""
        self._last = monotonic() + 20

    def _load(self, progress: Callable[[int, int], None]) -> Budget:
        self.started.set()
        try:
            for page in range(1, 41):
                while not self.finish.is_set() and not self.turn.wait(0.02):
                    progress(page - 1, 40)  # so that stopping is heard while a page is read
                    assert monotonic() < self._last, "the test is over"
                self.turn.clear()
                progress(page, 40)
        except BaseException as error:
            self.ended = type(error).__name__
            raise
        self.ended = "read"
        return invented(SECOND)


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Progress is told at once, files are looked at with every key."""
    for name in ("LONG_WORK", "TELLING", "LOOKING"):
        monkeypatch.setattr(loading, name, -1.0)


def last(app: Explorer) -> str:
    """The key line; "" while another screen comes."""
    return rows(app)[-1] if rows(app) else ""


async def until(pilot: Pilot[int], holds: Callable[[], bool]) -> None:
    """Wait for a thing to hold."""
    for _ in range(1000):
        if holds():
            return
        await pilot.pause(0.01)
    raise AssertionError("never came")


async def test_the_opening_screen_tells_how_far_reading_is_and_escape_stops_it() -> None:
    slow = Slow()
    app = Explorer([slow.source], AppOptions(theme="dark"))
    async with app.run_test(size=(80, 24)) as pilot:
        slow.turn.set()
        await until(pilot, lambda: "1/40" in text(app))
        assert "慢.pdf" in text(app)
        await pilot.press("escape")
        await until(pilot, lambda: slow.ended != "")
        await settled(app, pilot)
        assert slow.ended == "Cancelled"
        assert isinstance(app.screen, StartScreen)
        assert t("screen.start.held") in text(app)
        slow.ended = ""
        slow.finish.set()
        await pilot.press("enter")
        await until(pilot, lambda: slow.ended == "read")
        await quiet(app, pilot)
        assert isinstance(app.screen, BrowseScreen), "what was stopped is read when it is asked for"


async def test_a_second_file_is_read_while_the_first_is_looked_at() -> None:
    slow = Slow()
    app = Explorer([*sources(), slow.source], AppOptions(theme="dark"))
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: isinstance(app.screen, BrowseScreen))
        slow.turn.set()
        await until(pilot, lambda: "1/40" in last(app))
        assert "q 退出" in rows(app)[-1], "the keys are still there"
        await pilot.press("j", "t")
        await pilot.pause()
        assert isinstance(app.screen, GridScreen), "keys work meanwhile"
        assert "1/40" in rows(app)[-1], "every screen tells of it"
        await pilot.press("escape")
        slow.finish.set()
        await quiet(app, pilot)
        assert "/40" not in rows(app)[-1]
        assert "2026年" in rows(app)[0], "what comes later does not push itself in front"
        await pilot.press("b")
        assert "2025年" in rows(app)[0]


async def test_escape_at_the_root_stops_reading_and_what_was_read_stays() -> None:
    slow, never = Slow(), Slow("后.pdf")
    app = Explorer([*sources(), slow.source, never.source], AppOptions(theme="dark"))
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, slow.started.is_set)
        await until(pilot, lambda: isinstance(app.screen, BrowseScreen))
        await pilot.press("slash", "2", "escape")
        assert not slow.ended, "escape first leaves the filter"
        await pilot.press("escape")
        await until(pilot, lambda: slow.ended == "Cancelled")
        await settled(app, pilot)
        assert t("screen.stopped", key="o") in rows(app)[-1]
        assert not never.started.is_set()
        assert app.session.ready() == [0]
        await pilot.press("o")
        assert text(app).count(t("screen.start.held")) == 2


async def test_the_result_of_a_stopped_reading_is_dropped() -> None:
    gate = Event()

    def deaf(progress: Callable[[int, int], None]) -> Budget:
        gate.wait(10)
        return invented(SECOND)

    app = Explorer([*sources(), Source("聋.pdf", deaf, tells=True)], AppOptions(theme="dark"))
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: isinstance(app.screen, BrowseScreen))
        await until(pilot, lambda: app._job is not None and app._job.index == 1)
        await pilot.press("escape")
        gate.set()
        await settled(app, pilot)
        assert app.session.ready() == [0]


async def test_closing_what_is_being_read_ends_its_reading() -> None:
    slow = Slow()
    app = Explorer([*sources(), slow.source], AppOptions(theme="dark"))
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, slow.started.is_set)
        await until(pilot, lambda: isinstance(app.screen, BrowseScreen))
        await pilot.press("o", "j", "X")
        await until(pilot, lambda: slow.ended == "Cancelled")
        await quiet(app, pilot)
        assert app.session.listed() == [0]


# --- files that change --------------------------------------------------------------------------------------------------------


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "a.txt"
    path.write_text(invented_text(), encoding="utf-8")
    return path


def on_disk(path: Path) -> Source:
    """The document of a file."""
    return Source(path.name, FileSource(path.name, str(path)).load, (str(path),), tells=True)


def rewrite(path: Path, text: str) -> None:
    """Another content, at another time whatever the clock of the disk."""
    before = path.stat().st_mtime_ns
    path.write_text(text, encoding="utf-8")
    os.utime(path, ns=(before + 10**9, before + 10**9))


CHANGED = ("机关事业单位职业年金缴费支出", "职业年金（改）")


async def test_a_changed_file_is_told_with_the_next_key_and_read_again_in_its_place(file: Path) -> None:
    app = Explorer([on_disk(file)], AppOptions(theme="dark"))
    async with app.run_test(size=(120, 40)) as pilot:
        await quiet(app, pilot)
        await pilot.press("r")
        assert t("screen.reason.unchanged") in rows(app)[-1]
        await pilot.press("m", "m", "s", "3", "h", "j", "j")
        rewrite(file, invented_text(CHANGED))
        assert t("screen.notice.changed", key="r") not in text(app), "nothing runs while idle"
        await pilot.press("j")
        assert t("screen.notice.changed", key="r") in rows(app)[-1]
        await pilot.press("slash", *"208", "enter", "n")
        before = [row for row in rows(app)[:-2] if not row.startswith(" 正在")]
        await pilot.press("r")
        await quiet(app, pilot)
        assert t("screen.reload.done", name="a.txt") in rows(app)[-1]
        await pilot.press("u", "u", "u")
        after = rows(app)[:-2]
        tree = [row[:40] for row in after]
        assert tree == [row[:40] for row in before], "view, scope, order, filter, folding and cursor are the same"
        assert "（改）" in "".join(after)
        assert t("screen.notice.changed", key="r") not in text(app)
        assert app.session.examined is not None, "it is checked again"


async def test_the_printed_table_and_the_prose_keep_their_place(file: Path) -> None:
    app = Explorer([on_disk(file)], AppOptions(theme="dark"))
    async with app.run_test(size=(120, 40)) as pilot:
        await quiet(app, pilot)
        for keys in (("3", "j", "j", "j", "t", "right_square_bracket", "j", "j", "l"), ("p", "G", "k", "k")):
            await pilot.press(*keys)
            await pilot.pause()
            before = text(app).replace("（改）", "")
            changed = "（改）" not in file.read_text(encoding="utf-8")
            rewrite(file, invented_text(CHANGED) if changed else invented_text())
            await pilot.press("r")
            await quiet(app, pilot)
            shown = rows(app)
            kept = [row for row in shown if row.startswith("▌")]
            assert kept, keys
            assert kept[0][:20] in before


@pytest.mark.parametrize("content", [None, b"", b"\x00\x01broken"])
async def test_a_file_that_vanished_or_broke_keeps_the_old_budget(content: bytes | None, file: Path) -> None:
    app = Explorer([on_disk(file)], AppOptions(theme="dark"))
    async with app.run_test(size=(120, 40)) as pilot:
        await quiet(app, pilot)
        await pilot.press("3", "j", "j")
        if content is None:
            file.unlink()
        else:
            file.write_bytes(content)
        before = rows(app)[:-2]
        await pilot.press("ctrl+l")
        assert t("screen.notice.gone" if content is None else "screen.notice.changed", key="r") in rows(app)[-1]
        await pilot.press("r")
        await quiet(app, pilot)
        assert "仍看原先读的" in rows(app)[-1]
        assert rows(app)[:-2] == before
        rewrite(file, invented_text()) if content is not None else file.write_text(invented_text(), encoding="utf-8")
        await pilot.press("r")
        await quiet(app, pilot)
        assert t("screen.reload.done", name="a.txt") in rows(app)[-1]


async def test_focus_that_returns_looks_too_and_not_too_often(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = Explorer([on_disk(file)], AppOptions(theme="dark"))
    async with app.run_test(size=(120, 40)) as pilot:
        await quiet(app, pilot)
        rewrite(file, invented_text(CHANGED))
        monkeypatch.setattr(loading, "LOOKING", 1e9)
        await pilot.press("j")
        assert t("screen.notice.changed", key="r") not in text(app)
        monkeypatch.setattr(loading, "LOOKING", -1.0)
        app.post_message(events.AppFocus())
        await pilot.pause()
        assert t("screen.notice.changed", key="r") in rows(app)[-1]


async def test_what_is_no_file_cannot_be_read_again() -> None:
    app = Explorer(sources(), AppOptions(theme="dark"))
    async with app.run_test(size=(120, 40)) as pilot:
        await quiet(app, pilot)
        await pilot.press("r")
        assert t("screen.reason.no_file") in rows(app)[-1]


async def test_a_comparison_is_made_anew_when_a_side_was_read_again(file: Path, tmp_path: Path) -> None:
    other = tmp_path / "b.txt"
    other.write_text(invented_text(SECOND), encoding="utf-8")
    app = Explorer([on_disk(file), on_disk(other)], AppOptions(theme="dark"))
    async with app.run_test(size=(120, 40)) as pilot:
        await quiet(app, pilot)
        await pilot.press("d")
        await settled(app, pilot)
        rewrite(file, invented_text(("120.00", "130.00")))
        await pilot.press("escape")
        await pilot.press("b") if app.session.current else None
        await pilot.press("r")
        await quiet(app, pilot)
        await pilot.press("d")
        await settled(app, pilot)
        assert "130.00" in text(app)


async def test_comparing_means_the_other_file_though_it_is_still_read() -> None:
    slow = Slow()
    app = Explorer([*sources(), slow.source], AppOptions(theme="dark"))
    async with app.run_test(size=(120, 40)) as pilot:
        await until(pilot, lambda: isinstance(app.screen, BrowseScreen) and slow.started.is_set())
        await pilot.press("d")
        assert t("compare.coming") in rows(app)[-1]
        slow.finish.set()
        await until(pilot, lambda: isinstance(app.screen, CompareScreen))
        await quiet(app, pilot)
        assert "2025年" in rows(app)[0]
        assert "2026年" in rows(app)[0]
