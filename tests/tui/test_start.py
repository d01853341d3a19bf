"""The start screen: a folder that knows budgets, what is open, the samples, what was opened last; opening, comparing, closing from there."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from textual.pilot import Pilot

from tests.invented import invented, invented_text
from tests.tui.explorer import current, quiet, rows, text
from tests.tui.scenarios import Scenario, Scenarios
from tests.tui.start_folder import OTHER_BODY, SAMPLE, folder, line, start, started
from tui.app import AppOptions, Explorer
from tui.screens.browse import BrowseScreen
from tui.screens.compare import CompareScreen
from tui.screens.start import StartScreen
from tui.state import Recent, State
from tui.texts import t

__all__ = ["folder", "scenario"]
scenario = Scenarios()


@scenario("into", "parent")
async def walks_the_folders(app: Explorer, pilot: Pilot[int]) -> None:
    await pilot.press("g", "j")
    assert "下级" in current(app)
    await pilot.press("l")
    await quiet(app, pilot)
    assert "教育局" in current(app), "the cursor stands on the first document"
    await pilot.press("h")
    assert "下级" in current(app), "back on the folder one came from"
    await pilot.press("j", "enter")
    assert t("screen.start.empty") in text(app)
    await pilot.press("left", "j", "right")
    assert t("screen.start.no_folder") in rows(app)[-1]


@scenario("next_section", "previous_section")
async def jumps_from_section_to_section(app: Explorer, pilot: Pilot[int]) -> None:
    await pilot.press("tab")
    assert SAMPLE in current(app)
    await pilot.press("tab")
    assert ".." in current(app), "recent is empty: round the end"
    await pilot.press("shift+tab")
    assert SAMPLE in current(app)


@scenario("reload")
async def lists_the_folder_again(app: Explorer, pilot: Pilot[int]) -> None:
    folder = Path(start(app).here.path)
    (folder / "f.txt").write_text(invented_text(OTHER_BODY), encoding="utf-8")
    (folder / "a2026.txt").write_text(invented_text(OTHER_BODY), encoding="utf-8")
    await pilot.press("r")
    await quiet(app, pilot)
    assert "教育局" in line(app, "f.txt")
    assert "教育局" in line(app, "a2026.txt"), "what was known of a file that changed is forgotten"


@scenario("close_budget")
async def closes_one_and_the_next_is_in_sight(app: Explorer, pilot: Pilot[int]) -> None:
    await pilot.press("enter")
    await quiet(app, pilot)
    await pilot.press("o", "X")
    assert t("screen.closed", name="a2026.txt") in rows(app)[-1]
    assert app.session.current == -1
    await pilot.press("X")
    assert t("screen.start.not_open") in rows(app)[-1]
    for keys in (("enter",), ("o", "G", "tab", "tab", "j", "j", "j", "j", "enter")):
        start(app).list.stand("file", str(Path(start(app).here.path) / "a2026.txt"))
        await pilot.press(keys[0])
        await quiet(app, pilot)
        if keys[0] == "enter":
            break
    await pilot.press("o")
    start(app).list.stand("file", str(Path(start(app).here.path) / "b2025.json"))
    await pilot.press("enter")
    await quiet(app, pilot)
    assert "2025年" in rows(app)[0]
    await pilot.press("X")
    await quiet(app, pilot)
    assert isinstance(app.screen, BrowseScreen)
    assert "2026年" in rows(app)[0]
    await pilot.press("X")
    assert isinstance(app.screen, StartScreen)


@pytest.mark.parametrize("run", scenario.each(), ids=lambda run: run.__name__)
async def test_action(run: Scenario, folder: Path) -> None:
    async with started(folder) as (app, pilot):
        await run(app, pilot)


async def test_a_folder_tells_who_when_and_how_much(folder: Path) -> None:
    async with started(folder) as (app, _):
        shown = text(app)
        assert "预算/" in shown
        row = line(app, "a2026.txt")
        assert ("1,000.00" in row, "2026" in row, "部门" in row, "云溪市财政局" in row) == (True,) * 4
        assert "2025" in line(app, "b2025.json")
        assert t("screen.start.genre.决算") in line(app, "c_final.txt")
        assert t("screen.start.error.empty") in line(app, "d_empty.pdf")
        assert "hidden" not in shown
        assert t("screen.start.others", count=1) in shown
        assert t("screen.start.counts", tables=11, figures=0).split()[1] in rows(app)[-2]
        assert "▌" in line(app, "a2026.txt"), "the cursor stands on the first document"


async def test_what_is_no_budget_says_why_and_what_to_do(folder: Path) -> None:
    async with started(folder) as (app, pilot):
        await pilot.press("j", "j")
        assert "这是决算，不是部门预算" in text(app)
        await pilot.press("enter")
        await quiet(app, pilot)
        assert isinstance(app.screen, StartScreen)
        assert "这是决算，不是部门预算" in rows(app)[-1]
        assert app.session.listed() == [], "it is not among what is open"


async def test_a_document_is_opened_and_left_again(folder: Path) -> None:
    async with started(folder) as (app, pilot):
        await pilot.press("escape")
        assert t("screen.start.to_quit", key="q") in rows(app)[-1]
        await pilot.press("enter")
        await quiet(app, pilot)
        assert isinstance(app.screen, BrowseScreen)
        await pilot.press("c")
        await pilot.pause()
        await pilot.press("o")
        assert t("screen.budgets.title") in text(app)
        assert "‹" in line(app, "a2026.txt")
        assert "▌" in line(app, "a2026.txt"), "the cursor stands on the document one comes from"
        await pilot.press("escape")
        await pilot.pause()
        assert app.screen.KIND == "checks", "back where one was"  # type: ignore[attr-defined]
        await pilot.press("o", "enter")
        await pilot.pause()
        assert len(app.session.entries) == 1, "what is open is not opened twice"


async def test_two_are_marked_and_compared_without_being_opened_first(folder: Path) -> None:
    async with started(folder) as (app, pilot):
        await pilot.press("d")
        assert t("compare.reason.mark_two", key="space") in rows(app)[-1]
        await pilot.press("space", "j", "space")
        assert "●" in line(app, "a2026.txt")
        assert "●" in line(app, "b2025.json")
        await pilot.press("d")
        await quiet(app, pilot)
        assert isinstance(app.screen, CompareScreen)
        await pilot.press("o")
        assert line(app, "b2025.json")
        assert "●" not in text(app)


async def test_filter_by_name_body_and_initials(folder: Path) -> None:
    async with started(folder) as (app, pilot):
        for words, found in (("b2025", "b2025.json"), ("yxsczj 2025", "b2025.json"), ("财政局 2026", "a2026.txt")):
            await pilot.press("slash", *words)
            await pilot.pause()
            assert found in current(app), words
            await pilot.press("escape")
        await pilot.press("slash", *"nothing", "enter")
        assert t("screen.reason.no_match") in text(app)
        await pilot.press("enter", "escape")
        assert "a2026.txt" in text(app)


async def test_a_typed_path_leads_into_a_folder_or_opens_a_file(folder: Path) -> None:
    async with started(folder) as (app, pilot):
        await pilot.press("slash", *"下级/", "enter")
        await quiet(app, pilot)
        assert "e.txt" in current(app)
        await pilot.press("slash", *"../a2026.txt", "enter")
        await quiet(app, pilot)
        assert isinstance(app.screen, BrowseScreen)
        await pilot.press("o", "slash", *"/none/nothing.txt", "enter")
        await quiet(app, pilot)
        assert "文件不存在" in rows(app)[-1]


async def test_only_what_is_in_sight_is_read(folder: Path) -> None:
    many = folder / "多"
    many.mkdir()
    for n in range(60):
        (many / f"{n}.txt").write_text(invented_text(), encoding="utf-8")
    async with started(many) as (app, pilot):
        assert 10 < len(app.known) <= 18
        assert str(many / "2.txt") in app.known
        assert str(many / "30.txt") not in app.known
        await pilot.press("G")
        await quiet(app, pilot)
        assert str(many / "59.txt") in app.known
        assert str(many / "30.txt") not in app.known
        names = [one.name for one in start(app).list.rows if one.kind == "file"]
        assert names[:3] == ["0.txt", "1.txt", "2.txt"]
        assert names[-1] == "59.txt"


async def test_samples_and_what_was_opened_last(folder: Path) -> None:
    State().opened(Recent("/budgets/旧.pdf", "云溪市某某局", 2024, "单位", "123400.00"))
    async with started(folder) as (app, pilot):
        await pilot.press("enter")
        await quiet(app, pilot)
        assert [entry.path for entry in State().recent()] == [str(folder / "a2026.txt"), "/budgets/旧.pdf"]
        await pilot.press("X")
        await pilot.press("G")
        assert "旧.pdf" in current(app)
        assert "12.34" in current(app)
        assert t("screen.start.vanished") in text(app)
        await pilot.press("enter")
        await quiet(app, pilot)
        assert "文件不存在" in rows(app)[-1]
        await pilot.press("k")
        assert "1,000.00" in current(app)
        await pilot.press("enter")
        await quiet(app, pilot)
        assert isinstance(app.screen, BrowseScreen)


async def test_without_state_nothing_is_remembered(folder: Path, own_state: Path) -> None:
    async with started(folder, no_state=True) as (app, pilot):
        await pilot.press("enter")
        await quiet(app, pilot)
        assert isinstance(app.screen, BrowseScreen)
    assert not own_state.exists()


async def test_a_folder_that_cannot_be_read_says_so(folder: Path) -> None:
    (folder / "loop").symlink_to("loop")
    async with started(folder / "none") as (app, pilot):
        assert t("screen.start.unreadable", cause=os.strerror(2)) in text(app)
        await pilot.press("h")
        await quiet(app, pilot)
        assert "a2026.txt" in text(app)


async def test_names_that_are_no_text_do_not_break_the_screen(folder: Path) -> None:
    name = os.fsdecode(b"\xff\x1b[2J\xe2\x80\xae" + b"x.txt")
    (folder / name).write_text(invented_text(), encoding="utf-8")
    async with started(folder) as (app, pilot):
        await pilot.press("tab", "k")
        assert "\x1b" not in text(app)
        await pilot.press("enter")
        await quiet(app, pilot)
        assert isinstance(app.screen, BrowseScreen)
        State().recent()


async def test_samples_are_told_apart_before_they_are_read() -> None:
    app = Explorer([], AppOptions(theme="dark", no_state=True))
    async with app.run_test(size=(80, 40)) as pilot:
        await pilot.pause()
        told = [row for row in rows(app) if SAMPLE in row]
        names = {row.split(SAMPLE)[0].split()[-1] for row in told}
        assert len(told) > 3
        assert len(names) == len(told)
        await quiet(app, pilot)


async def test_a_document_that_stands_open_is_known_in_its_folder_too(folder: Path) -> None:
    async with started(folder, size=(80, 40)) as (app, pilot):
        start(app).list.stand("file", str(folder / "a2026.txt"))
        await pilot.press("enter")
        await quiet(app, pilot)
        app.known.clear()
        await pilot.press("o")
        await pilot.pause()
        told = [row for row in rows(app)[:-1] if "a2026.txt" in row]
        assert len(told) == 2
        assert all("1,000.00" in row and "2026" in row for row in told), told


def test_one_file_that_cannot_be_read_is_told_like_one_of_several() -> None:
    from data_model.read_errors import ReadError
    from tui.console import trouble_line
    from tui.entries import Entry, Source
    from tui.jobs import error_line
    from tui.texts import error_words

    error = ReadError("empty", "空白.pdf")
    entry = Entry(Source("空白.pdf", invented), error=error)
    assert error_line(entry) == trouble_line("空白.pdf", *error_words(error))
    assert error_line(entry).startswith("空白.pdf: ")
