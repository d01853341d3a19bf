"""Every action of the table does what it says, reached by its keys; a test fails when an action has no scenario here."""

from __future__ import annotations

import base64
import re
from collections.abc import Awaitable, Callable

import pytest
from textual.pilot import Pilot

from tests.tui.explorer import SECOND, current, opened, rows, settled, text
from tests.tui.test_compare_screen import SCENARIOS as COMPARED
from tests.tui.test_start import SCENARIOS as STARTED
from tui.actions import ACTIONS, EVERY, actions_of
from tui.app import Explorer
from tui.screens.browse import BrowseScreen
from tui.screens.grid import GridScreen
from tui.texts import t

Scenario = Callable[[Explorer, "Pilot[int]"], Awaitable[None]]
SCENARIOS: dict[str, Scenario] = {}


def scenario(*ids: str) -> Callable[[Scenario], Scenario]:
    """Registers what a test shows."""

    def register(run: Scenario) -> Scenario:
        SCENARIOS.update(dict.fromkeys(ids, run))
        return run

    return register


def browse(app: Explorer) -> BrowseScreen:
    """The tree screen."""
    assert isinstance(app.screen, BrowseScreen)
    return app.screen


def name(app: Explorer) -> str:
    """The node under the cursor."""
    table = browse(app).table
    assert table.look is not None
    return f"{table.look.tree.codes[table.node]} {table.look.tree.names[table.node]}".strip()


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


@pytest.mark.parametrize("run", list(dict.fromkeys(SCENARIOS.values())), ids=lambda run: run.__name__)
async def test_action(run: Scenario) -> None:
    async with opened(("", ""), SECOND) as (app, pilot):
        await run(app, pilot)


def test_every_action_has_a_scenario() -> None:
    assert {action.id for action in ACTIONS} == set(SCENARIOS) | set(COMPARED) | set(STARTED)


def test_no_key_means_two_things_on_one_screen() -> None:
    for screen in EVERY:
        keys = [key for action in actions_of(screen) for key in action.keys]
        assert len(keys) == len(set(keys)), screen


async def test_control_c_quits_like_q() -> None:
    async with opened() as (app, pilot):
        await pilot.press("ctrl+c")
        assert app.return_value == 0


async def test_a_disabled_action_stays_visible_and_says_why() -> None:
    async with opened() as (app, pilot):
        await pilot.press("b")
        assert t("screen.reason.one_budget") in rows(app)[-1]
        await pilot.press("question_mark")
        await pilot.pause()
        assert t("screen.together.next_budget") in text(app)
