"""Actions that lead somewhere else, and back: printed tables, codes, places visited, sentences, findings, the same money, the pane."""

from __future__ import annotations

import pytest
from textual.pilot import Pilot

from tests.tui.explorer import SECOND, browse, current, name, opened, rows, settled, text
from tests.tui.scenarios import Scenario, Scenarios
from tui.app import Explorer
from tui.screens.browse import BrowseScreen
from tui.screens.grid import GridScreen
from tui.texts import t

scenario = Scenarios()


@scenario("grid", "tree", "cell_right", "cell_left", "next_table", "previous_table")
async def walks_the_printed_table_and_comes_back(app: Explorer, pilot: Pilot[int]) -> None:
    await pilot.press("3", "j", "j", "j")
    line = name(app)
    await pilot.press("t")
    assert isinstance(app.screen, GridScreen)
    cell = app.screen.table.current
    assert cell is not None
    assert cell.row is not None
    assert line.startswith(cell.row.code)
    assert "[" in current(app)
    before = app.screen.table.column
    await pilot.press("l", "l", "h")
    assert app.screen.table.column == before + 1
    title = rows(app)[0]
    await pilot.press("right_square_bracket")
    assert rows(app)[0] != title
    await pilot.press("left_square_bracket")
    assert rows(app)[0] == title
    await pilot.press("t")
    assert name(app) == line, "back on the same line"


@scenario("goto_code")
async def goes_to_a_code_wherever_it_is(app: Explorer, pilot: Pilot[int]) -> None:
    await pilot.press("number_sign", *"208 05", "enter")
    await pilot.pause()
    assert name(app).startswith("20805 ")
    assert t("screen.code.here", line=name(app)) in rows(app)[-1]
    await pilot.press("ctrl+g", *"30101")
    await pilot.pause()
    assert t("screen.code.not_here") in rows(app)[-1]
    await pilot.press("enter")
    await pilot.pause()
    assert "‹经济分类›" in text(app)
    assert name(app).startswith("30101 ")
    assert "经济分类" in rows(app)[-1], "it says in which view it is"
    await pilot.press("number_sign", *"99", "enter")
    await pilot.pause()
    assert t("screen.code.none", code="99") in rows(app)[-1]
    await pilot.press("number_sign", "2", "escape")
    await pilot.pause()
    assert name(app).startswith("30101 ")
    await pilot.press("t", "number_sign", *"302", "enter")
    await pilot.pause()
    assert isinstance(app.screen, GridScreen)
    assert "302" in current(app), "in 原表 it stays there"


@scenario("place_back", "place_forward")
async def goes_back_and_forward_through_places(app: Explorer, pilot: Pilot[int]) -> None:
    await pilot.press("backspace")
    assert t("screen.place.none_back") in rows(app)[-1]
    await pilot.press("3", "j", "j", "j")
    line = name(app)
    await pilot.press("t", "l")
    await pilot.pause()
    await pilot.press("p")
    await pilot.pause()
    assert "‹正文›" in text(app)
    await pilot.press("v")
    await pilot.pause()
    assert isinstance(app.screen, BrowseScreen)
    await pilot.press("number_sign", *"30101", "enter")
    await pilot.pause()
    await pilot.press("b")
    await pilot.pause()
    assert "2025年" in rows(app)[0]
    await pilot.press("backspace")
    await pilot.pause()
    assert "2026年" in rows(app)[0]
    assert name(app).startswith("30101")
    assert "‹经济分类›" in rows(app)[-1].replace("经济分类", "‹经济分类›"), "it says where"
    await pilot.press("less_than_sign", "alt+left")
    await pilot.pause()
    assert "‹正文›" in text(app)
    await pilot.press("backspace")
    await pilot.pause()
    assert isinstance(app.screen, GridScreen)
    cell = app.screen.table.current
    assert cell is not None
    assert cell.row is not None
    assert line.startswith(cell.row.code)
    await pilot.press("backspace")
    await pilot.pause()
    assert name(app) == line
    await pilot.press("backspace")
    assert t("screen.place.none_back") in rows(app)[-1]
    await pilot.press("greater_than_sign", "alt+right")
    await pilot.pause()
    assert "‹正文›" in text(app)
    await pilot.press("V")
    await pilot.pause()
    await pilot.press("greater_than_sign")
    assert t("screen.place.none_forward") in rows(app)[-1], "a new jump forgets what was ahead"


@scenario("prose")
async def finds_the_sentence(app: Explorer, pilot: Pilot[int]) -> None:
    await pilot.press("p")
    await pilot.pause()
    assert "‹正文›" in text(app)
    await pilot.press("slash", *"养老", "enter")
    assert "养老" in current(app)
    await pilot.press("escape")
    assert app.screen.KIND == "prose"  # type: ignore[attr-defined]
    await pilot.press("escape")
    assert isinstance(app.screen, BrowseScreen)


@scenario("checks", "goto_cell", "order", "all_agreed")
async def lists_findings_and_leads_to_their_cell(app: Explorer, pilot: Pilot[int]) -> None:
    await settled(app, pilot)
    await pilot.press("c")
    await pilot.pause()
    assert "‹核对" in text(app)
    assert "▸ 相符" in text(app), "what agrees is counted and folded"
    await pilot.press("a")
    await pilot.pause()
    assert "▾ 相符" in text(app)
    await pilot.press("j", "enter")
    await pilot.pause()
    assert isinstance(app.screen, GridScreen)
    await pilot.press("c", "b")
    await pilot.pause()
    assert "▾ 相符" not in text(app), "in the order of the document there are no groups"
    await pilot.press("b")
    assert "▾ 相符" in text(app)


@scenario("same_money", "same_money_back", "walk")
async def walks_the_places_of_the_same_money(app: Explorer, pilot: Pilot[int]) -> None:
    await pilot.press("3", "j", "j", "j", "t")
    await pilot.pause()
    assert isinstance(app.screen, GridScreen)
    fen = app.screen._fen()
    assert fen
    seen = []
    for _ in range(3):
        await pilot.press("n")
        await pilot.pause()
        if isinstance(app.screen, GridScreen):
            assert app.screen._fen() == fen
        seen.append(rows(app)[0] + rows(app)[-2])
    assert len(set(seen)) > 1
    await pilot.press("N")
    await pilot.pause()
    assert rows(app)[0] + rows(app)[-2] == seen[1]
    await pilot.press("w")
    await pilot.pause()
    assert rows(app)[0] + rows(app)[-2] == seen[2]


@scenario("pane")
async def moves_into_the_pane(app: Explorer, pilot: Pilot[int]) -> None:
    await pilot.press("tab")
    assert app.focused is browse(app).pane
    await pilot.press("tab")
    assert app.focused is browse(app).table
    await pilot.resize_terminal(80, 24)
    await pilot.pause()
    assert "─" * 80 in text(app)
    await pilot.press("tab")
    await pilot.pause()
    assert "─" * 80 not in text(app)
    assert "下级" in text(app)
    await pilot.press("escape")
    assert app.focused is browse(app).table


@pytest.mark.parametrize("run", scenario.each(), ids=lambda run: run.__name__)
async def test_action(run: Scenario) -> None:
    async with opened(("", ""), SECOND) as (app, pilot):
        await run(app, pilot)


async def test_the_line_of_the_whole_has_no_code_on_screen() -> None:
    async with opened() as (app, pilot):
        await pilot.press("t")
        for _ in range(12):
            await pilot.press("G")
            assert "TOTAL" not in text(app)
            await pilot.press("right_square_bracket")
