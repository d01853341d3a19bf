"""Actions on the tree itself do what they say, reached by their keys: moving, folding, levels, filter, sorting, columns, units, scopes, views."""

from __future__ import annotations

import pytest
from textual.pilot import Pilot

from tests.tui.explorer import SECOND, browse, current, name, opened, rows, text
from tests.tui.scenarios import Scenario, Scenarios
from tui.app import Explorer
from tui.texts import t

scenario = Scenarios()


@scenario("down", "up")
async def moves_by_rows(app: Explorer, pilot: Pilot[int]) -> None:
    first = name(app)
    await pilot.press("j", "down")
    assert browse(app).table.cursor == 2
    await pilot.press("k", "up")
    assert name(app) == first


@scenario("top", "bottom")
async def goes_to_the_ends(app: Explorer, pilot: Pilot[int]) -> None:
    await pilot.press("G")
    assert browse(app).table.cursor == browse(app).table.count() - 1
    await pilot.press("g")
    assert browse(app).table.cursor == 0
    await pilot.press("end", "home")
    assert browse(app).table.cursor == 0


@scenario("page_down", "page_up")
async def moves_by_pages(app: Explorer, pilot: Pilot[int]) -> None:
    await pilot.resize_terminal(80, 14)
    await pilot.press("3", "pagedown")
    assert browse(app).table.top > 0
    await pilot.press("pageup", "pageup")
    assert browse(app).table.top == 0


@scenario("next_sibling", "previous_sibling")
async def jumps_over_what_is_below(app: Explorer, pilot: Pilot[int]) -> None:
    await pilot.press("3", "j", "J")
    assert name(app).startswith("208")
    await pilot.press("K")
    assert name(app).startswith("201")


@scenario("open", "close", "toggle")
async def folds_with_arrows_and_space(app: Explorer, pilot: Pilot[int]) -> None:
    await pilot.press("1", "j")
    count = browse(app).table.count()
    await pilot.press("l")
    assert browse(app).table.count() > count
    await pilot.press("right")
    assert name(app).startswith("20106")
    await pilot.press("h")
    assert name(app).startswith("201 ")
    await pilot.press("left")
    assert browse(app).table.count() == count
    await pilot.press("space")
    assert browse(app).table.count() > count
    await pilot.press("enter")
    assert browse(app).table.count() == count
    await pilot.press("h")
    assert browse(app).table.cursor == 0, "from a class up to the total"


@scenario("level_1", "level_2", "level_3", "level_4", "deeper", "shallower")
async def shows_levels(app: Explorer, pilot: Pilot[int]) -> None:
    counts = []
    for key in ("1", "2", "3"):
        await pilot.press(key)
        counts.append(browse(app).table.count())
    assert counts == sorted(set(counts))
    await pilot.press("4")
    assert t("screen.reason.level", deepest=3) in text(app)
    await pilot.press("minus")
    assert browse(app).table.count() == counts[1]
    await pilot.press("plus")
    assert browse(app).table.count() == counts[2]
    await pilot.press("G", "1")
    place = name(app)
    await pilot.press("3")
    assert name(app) == place
    browse(app).update_page()  # as when checking is done
    await pilot.pause()
    assert name(app) == place, "the place a fold led to is the place"


@scenario("filter", "next_match", "previous_match", "back")
async def filters_live_and_steps_back(app: Explorer, pilot: Pilot[int]) -> None:
    await pilot.press("3", "n")
    assert t("screen.reason.no_filter", key="/") in text(app)
    count = browse(app).table.count()
    await pilot.press("slash", *"ylbx")
    shown = browse(app).table.count()
    assert 1 < shown < count
    await pilot.press("enter")
    assert "ylbx" in rows(app)[0], "the filter stays as a chip in the title"
    await pilot.press("n", "N")
    assert "养老保险" in current(app)
    await pilot.press("escape")
    assert browse(app).table.count() == count
    assert "ylbx" not in rows(app)[0]
    await pilot.press("slash", "2", "0", "8", "escape")
    assert browse(app).table.count() == count, "escape clears while typing"


@scenario("sort", "reverse")
async def sorts_and_says_how(app: Explorer, pilot: Pilot[int]) -> None:
    await pilot.press("1")
    printed = [line[36:39] for line in rows(app)[5:8]]
    await pilot.press("s")
    await pilot.pause()
    assert t("screen.sort.code") in rows(app)[-1]
    await pilot.press("s")
    await pilot.pause()
    assert t("screen.sort.falling") in text(app)
    assert "↓" in rows(app)[3]
    largest = [line[36:39] for line in rows(app)[5:8]]
    await pilot.press("S")
    assert [line[36:39] for line in rows(app)[5:8]] == largest[::-1]
    await pilot.press("S", "s", "s")
    await pilot.pause()
    assert t("screen.sort.rising") in text(app), "the same column again turns the order round"
    assert [line[36:39] for line in rows(app)[5:8]] == largest[::-1]
    await pilot.press("s", "3")
    await pilot.pause()
    assert [line[36:39] for line in rows(app)[5:8]] == ["201", "208", "221"]
    assert "↑" in rows(app)[3]
    await pilot.press("s", "4", "S")
    await pilot.pause()
    assert [line[36:39] for line in rows(app)[5:8]] == ["221", "201", "208"], "by pinyin initials: zf, yb, sh"
    await pilot.press("s", "1")
    await pilot.pause()
    assert [line[36:39] for line in rows(app)[5:8]] == printed


@scenario("columns")
async def shows_and_hides_columns_and_remembers_them(app: Explorer, pilot: Pilot[int]) -> None:
    assert t("screen.head.bar") in rows(app)[3]
    await pilot.press("C")
    await pilot.pause()
    assert f"1 {t('screen.column.share_parent')}" in rows(app)[-1]
    assert f"3 ({t('screen.column.last_year')})" in rows(app)[-1], "what is off stands in brackets"
    await pilot.press("6", "2")
    await pilot.pause()
    assert t("screen.head.bar") not in rows(app)[3]
    assert t("screen.head.share_total") not in rows(app)[3]
    await pilot.press("right", "space", "escape")
    await pilot.pause()
    assert t("screen.head.last_year") in rows(app)[3]
    await pilot.press("v")
    await pilot.pause()
    assert t("screen.head.bar") in rows(app)[3], "another view has its own"
    state = app.session.state
    assert state.columns("function") == ["share_parent", "last_year", "code"]
    assert state.columns("economic") is None


@scenario("unit")
async def turns_units(app: Explorer, pilot: Pilot[int]) -> None:
    assert "1,000.00" in rows(app)[4]
    await pilot.press("u")
    assert "0.1000" in rows(app)[4]
    await pilot.press("u")
    assert "≈10,000,000" in rows(app)[4]
    await pilot.press("u")
    assert "1,000.00" in rows(app)[4]


@scenario("scope", "part")
async def turns_scopes_and_keeps_the_place(app: Explorer, pilot: Pilot[int]) -> None:
    await pilot.press("3", "j", "j", "j")
    before, title = name(app), rows(app)[0]
    assert "全部支出" in title
    await pilot.press("m")
    assert rows(app)[0] != title
    assert name(app).split()[0] in before, "a scope without this line shows the line above it"
    for _ in range(8):
        await pilot.press("m")
        if "全部支出" in rows(app)[0]:
            break
    assert name(app) == before
    await pilot.press("M")
    assert "基本支出" in rows(app)[0]


@scenario("next_view", "previous_view")
async def goes_through_the_views(app: Explorer, pilot: Pilot[int]) -> None:
    await pilot.press("v")
    assert "‹经济分类›" in text(app)
    await pilot.press("V", "V")
    assert "‹正文›" in text(app)
    await pilot.press("v")
    assert "‹支出功能›" in text(app)


@pytest.mark.parametrize("run", scenario.each(), ids=lambda run: run.__name__)
async def test_action(run: Scenario) -> None:
    async with opened(("", ""), SECOND) as (app, pilot):
        await run(app, pilot)
