"""Actions around the budgets: taking things out, several budgets, palette, help, glossary, drawing anew, leaving."""

from __future__ import annotations

import base64
import re

import pytest
from textual.pilot import Pilot

from tests.tui.explorer import SECOND, browse, opened, rows, text
from tests.tui.scenarios import Scenario, Scenarios
from tui.app import Explorer
from tui.screens.browse import BrowseScreen
from tui.screens.grid import GridScreen
from tui.texts import t

scenario = Scenarios()


@scenario("export")
async def asks_for_a_format_and_can_be_left(app: Explorer, pilot: Pilot[int]) -> None:
    await pilot.press("e")
    await pilot.pause()
    assert "csv" in rows(app)[-1]
    assert "xlsx" in rows(app)[-1]
    await pilot.press("escape")
    await pilot.pause()
    assert "csv" not in rows(app)[-1]


@scenario("copy")
async def copies_a_citation_a_line_a_path_or_a_subtree(app: Explorer, pilot: Pilot[int]) -> None:
    await pilot.press("3", "j", "j", "j", "y")
    await pilot.pause()
    assert t("screen.copy.subtree") in rows(app)[-1]
    await pilot.press("y")
    await pilot.pause()
    assert re.fullmatch(r"[0-9,.]+万元（\S+ 2026年部门预算 表3 \d{7} \S+，占\d{5} [0-9.]+%）", app.clipboard)
    assert t("screen.copied", text="")[:8] in rows(app)[-1]
    await pilot.press("y", "2")
    await pilot.pause()
    assert "yunxi_2026.txt" in app.clipboard, "a line names its place"
    await pilot.press("y", "3")
    await pilot.pause()
    assert app.clipboard.count(" › ") == 3
    await pilot.press("k", "k", "y", "4")
    await pilot.pause()
    assert app.clipboard.count("\n") > 1
    assert base64.b64encode(app.clipboard.encode())
    before = app.clipboard
    await pilot.press("y", "escape")
    await pilot.pause()
    assert app.clipboard == before
    assert app.focused is browse(app).table


@scenario("budgets", "choose", "next_budget", "previous_budget")
async def changes_the_budget(app: Explorer, pilot: Pilot[int]) -> None:
    await pilot.press("o")
    await pilot.pause()
    assert t("screen.budgets.title") in text(app)
    await pilot.press("escape")
    assert "2026年" in rows(app)[0]
    await pilot.press("o", "j", "enter")
    await pilot.pause()
    assert "2025年" in rows(app)[0]
    await pilot.press("b")
    assert "2026年" in rows(app)[0]
    await pilot.press("B")
    assert "2025年" in rows(app)[0]


@scenario("palette", "dismiss")
async def runs_a_command_from_the_palette(app: Explorer, pilot: Pilot[int]) -> None:
    await pilot.press("colon")
    await pilot.pause()
    assert t("screen.palette.title") in text(app)
    await pilot.press(*"单位", "enter")
    await pilot.pause()
    assert "亿元" in rows(app)[0]
    await pilot.press("ctrl+p")
    await pilot.pause()
    await pilot.press(*"xmxm", "escape")
    await pilot.pause()
    assert isinstance(app.screen, BrowseScreen)


@scenario("help")
async def helps_with_the_keys_of_the_screen(app: Explorer, pilot: Pilot[int]) -> None:
    await pilot.press("question_mark")
    await pilot.pause()
    assert t("screen.action.filter") in text(app)
    await pilot.press("escape", "t", "question_mark")
    await pilot.pause()
    assert t("screen.together.previous_table") in text(app)


@scenario("glossary")
async def says_what_words_mean(app: Explorer, pilot: Pilot[int]) -> None:
    await pilot.press("i")
    await pilot.pause()
    shown = text(app)
    assert shown.index(t("screen.glossary.now")) < shown.index(t("screen.glossary.views"))
    assert t("about.view.function")[:12] in shown
    assert t("about.scope.expenditure")[:8] in shown
    await pilot.press(*"jyzc")
    await pilot.pause()
    assert t("screen.glossary.none") in text(app)
    await pilot.press("backspace", "backspace", *"bzc")
    await pilot.pause()
    await pilot.press("escape", "t", "i")
    await pilot.pause()
    assert t("about.measure.total")[:6] in text(app), "in 原表 the column of the cell"
    await pilot.press("escape")
    await pilot.pause()
    assert isinstance(app.screen, GridScreen)


@scenario("redraw")
async def sends_everything_anew(app: Explorer, pilot: Pilot[int]) -> None:
    await pilot.press("j")
    before = text(app)
    await pilot.press("ctrl+l")
    await pilot.pause()
    assert text(app) == before


@scenario("suspend")
async def does_not_stop_where_no_shell_could_wake_it(app: Explorer, pilot: Pilot[int]) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("tui.widgets.base_page.has_shell", lambda: False)
        await pilot.press("ctrl+z")
        await pilot.pause()
        assert t("screen.reason.no_shell") in text(app)


@scenario("quit")
async def quits_at_once(app: Explorer, pilot: Pilot[int]) -> None:
    await pilot.press("q")
    assert app.return_value == 0


@pytest.mark.parametrize("run", scenario.each(), ids=lambda run: run.__name__)
async def test_action(run: Scenario) -> None:
    async with opened(("", ""), SECOND) as (app, pilot):
        await run(app, pilot)
