"""The start screen and folders that do not let one in: fenced ones, and those that do not answer."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from textual.pilot import Pilot

import tui.folders
from tests.invented import invented_text
from tests.tui.explorer import current, quiet, rows, text
from tests.tui.start_folder import folder, line, start, started
from tui import restrict
from tui.app import Explorer
from tui.folders import Listing
from tui.screens.start import StartScreen
from tui.state import Recent, State
from tui.texts import t

__all__ = ["folder"]


class SlowFolder:
    """A folder on a network that does not answer, until it is let."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, path: Path) -> None:
        self.answers = threading.Event()
        real = tui.folders.listing

        def listing(wanted: str) -> Listing:
            if Path(wanted) == path:
                assert self.answers.wait(60)
            return real(wanted)

        monkeypatch.setattr(tui.folders, "listing", listing)
        monkeypatch.setattr("tui.waiting.PATIENCE", 0.0)


@pytest.fixture
def fenced(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder as the only one that may be opened, with links that lead out; without the hook, which has no way back."""
    (tmp_path / "secret.txt").write_text(invented_text(("云溪市", "秘密市")), encoding="utf-8")
    (folder / "link.txt").symlink_to(tmp_path / "secret.txt")
    (folder / "above").symlink_to(tmp_path)
    State().opened(Recent(str(tmp_path / "secret.txt"), "秘密市"))
    State().opened(Recent(str(folder / "link.txt"), "秘密市"))
    State().opened(Recent(str(folder / "下级" / "e.txt"), "云溪市教育局"))
    monkeypatch.setattr(restrict, "_roots", (str(folder.resolve()),))
    return folder


async def test_a_restricted_session_lists_the_given_folder_and_nothing_else(fenced: Path) -> None:
    async with started(fenced, (120, 40)) as (app, pilot):
        shown = text(app)
        assert "a2026.txt" in shown
        assert all(
            word not in shown for word in ("秘密市", "link.txt", "above", "..", "secret", t("screen.start.samples"))
        )
        assert "教育局" in line(app, "e.txt"), "recent files inside are listed"
        await pilot.press("h")
        assert t("screen.start.no_parent") in rows(app)[-1]


@pytest.mark.parametrize(
    "way", ["../secret.txt", "link.txt", "./link.txt", "above/secret.txt", "下级/../../secret.txt", "/etc/passwd", "~/x.txt", "/proc/self/environ"]
)  # fmt: skip
async def test_no_typed_path_leads_out(way: str, fenced: Path) -> None:
    async with started(fenced) as (app, pilot):
        await pilot.press("slash", *(way if "/" in way else f"./{way}"), "enter")
        await quiet(app, pilot)
        assert isinstance(app.screen, StartScreen)
        assert "不在可以打开的文件夹里" in rows(app)[-1]
        assert "秘密市" not in text(app)


@pytest.mark.parametrize("way", ["..", "above", "above/", "/", "/etc/", "下级/../.."])
async def test_no_typed_folder_leads_out(way: str, fenced: Path) -> None:
    async with started(fenced) as (app, pilot):
        await pilot.press("slash", *f"./{way}" if not way.startswith("/") else way, "enter")
        await quiet(app, pilot)
        assert Path(start(app).here.path) == fenced
        assert "secret" not in text(app)


async def test_a_folder_exchanged_for_a_link_is_not_entered(fenced: Path, tmp_path: Path) -> None:
    async with started(fenced) as (app, pilot):
        (fenced / "空").rmdir()
        (fenced / "空").symlink_to(tmp_path)
        await pilot.press("g", "j", "enter")
        assert "空" in current(app) or "secret" not in text(app)
        assert "secret" not in text(app)


async def _until(app: Explorer, pilot: Pilot[int], done: Callable[[], bool]) -> None:
    for _ in range(2000):
        await pilot.pause()
        if done():
            return
        await asyncio.sleep(0.005)
    raise AssertionError(text(app))


async def test_a_folder_that_does_not_answer_holds_nothing_up(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with started(folder) as (app, pilot):
        slow = SlowFolder(monkeypatch, folder / "下级")
        start(app).list.stand("folder", str(folder / "下级"))
        await pilot.press("l")
        await _until(app, pilot, lambda: "正在列出" in rows(app)[-1])
        assert "下级" in rows(app)[-1]
        await pilot.press("j")
        assert "下级" not in current(app), "keys go on"
        await pilot.press("escape")
        assert t("screen.start.not_listed") in rows(app)[-1]
        slow.answers.set()
        await quiet(app, pilot)
        assert start(app).here.path == str(folder), "what was given up comes no more"
        await pilot.press("k", "l")
        await _until(app, pilot, lambda: start(app).here.path == str(folder / "下级"))
        await quiet(app, pilot)
        assert "教育局" in current(app)


async def test_a_slow_folder_is_entered_when_it_answers_and_left_by_quitting(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with started(folder) as (app, pilot):
        slow = SlowFolder(monkeypatch, folder / "下级")
        start(app).list.stand("folder", str(folder / "下级"))
        await pilot.press("l")
        await _until(app, pilot, lambda: "正在列出" in rows(app)[-1])
        slow.answers.set()
        await _until(app, pilot, lambda: start(app).here.path == str(folder / "下级"))
        await quiet(app, pilot)
        slow.answers.clear()
        await pilot.press("r")
        await _until(app, pilot, lambda: "正在列出" in rows(app)[-1])
        await pilot.press("q")
    assert app.return_code == 0
    slow.answers.set()
