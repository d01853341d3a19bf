"""Columns: which have room, what last year says in them, who decides, and the orders by every column."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data_model.comparing.last_year import compare_last_year
from sample_data import load
from tests.tui.explorer import opened, rows, settled, sources
from tui.app import AppOptions, Explorer, Source
from tui.cells import cell_width, widest
from tui.columns import TREE, USUAL, in_order
from tui.screens.browse import BrowseScreen
from tui.widgets.tree_columns import NARROWEST_NAME, Widths, lay_out


@pytest.mark.parametrize("width", range(30, 201))
@pytest.mark.parametrize("chosen", [USUAL, TREE, (), ("last_year", "code")])
def test_every_cell_is_counted(width: int, chosen: tuple[str, ...]) -> None:
    c = lay_out(width, Widths(9, 7, 9, 10, 8), chosen)
    used = 4 + c.amount + c.parent + sum(1 + one for one in (c.total, c.last_year, c.change, c.percent, c.code) if one)
    assert used + (2 + c.bar if c.bar else 0) + 1 + c.name == max(width, used + 2)
    if width >= 80 and chosen == USUAL:
        assert all((c.parent, c.total, c.bar, c.code))
    assert c.name >= NARROWEST_NAME or not any((c.total, c.last_year, c.change, c.percent, c.bar, c.code))


def test_ids_of_another_program_are_left_out() -> None:
    assert in_order("function", ["code", "colour", "share_total"]) == ("share_total", "code")


async def test_settings_rule_the_views_they_name_the_last_choice_the_others() -> None:
    options = AppOptions(columns={"function": ("code",), "all": ("bar", "share_total")})
    app = Explorer(sources(("", "")), options)
    app.session.state.keep_columns("function", ["bar"])
    app.session.state.keep_columns("projects", ["last_year"])
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(app, pilot)
        assert app.session.columns("function") == ("code",)
        assert app.session.columns("projects") == ("last_year",)
        assert app.session.columns("economic") == ("share_total", "bar")
        await pilot.pause()


async def test_nothing_is_remembered_with_no_state() -> None:
    async with opened(options=AppOptions(no_state=True)) as (app, pilot):
        await pilot.press("C", "1", "escape")
        await pilot.pause()
        assert "share_parent" not in app.session.columns()
        assert app.session.state.folder is None


async def test_last_year_stands_beside_the_amount_in_its_own_scope_only() -> None:
    options = AppOptions(columns={"all": ("last_year", "change", "change_percent", "code")}, theme="dark")
    app = Explorer([Source("yunxi", lambda: load("yunxi_2026"))], options)
    async with app.run_test(size=(140, 40)) as pilot:
        await settled(app, pilot)
        screen = app.screen
        assert isinstance(screen, BrowseScreen)
        for _ in range(6):
            option = app.session.scope()
            if option is not None and option.kind == "general_public":
                break
            await pilot.press("m")
        await pilot.press("3")
        await pilot.pause()
        tree, priors = screen.look.tree, screen.table.priors
        told = {line.code: line for line in compare_last_year(app.session.budget, "general_public").lines if line.code}
        same = [n for n, prior in enumerate(priors) if prior is not None and tree.codes[n] in told]
        assert same
        for node in same:
            prior = priors[node]
            assert prior is not None
            assert (prior.amount, prior.change) == (told[tree.codes[node]].a, told[tree.codes[node]].delta)
        for key, column in (("5", "amount"), ("6", "change")):
            await pilot.press("s", key)
            await pilot.pause()
            figures = by_row(screen, column)
            assert figures == sorted(figures, reverse=True)
            await pilot.press("S")
            await pilot.pause()
            assert by_row(screen, column) == figures[::-1]


def by_row(screen: BrowseScreen, column: str) -> list[int]:
    """What is told of last year of the classes, in the order of the screen."""
    nodes = [screen.look.flat.node(row) for row in range(1, len(screen.look.flat))]
    priors = [screen.table.priors[node] for node in nodes if screen.look.tree.depth[node] == 0]
    return [getattr(prior, column) for prior in priors if prior is not None]


async def test_a_click_on_a_head_orders_by_its_column() -> None:
    async with opened(size=(120, 40)) as (app, pilot):
        screen = app.screen
        assert isinstance(screen, BrowseScreen)
        table = screen.table
        spots = {order: start for start, _, order in reversed(table.head_spots(table.size.width))}
        assert spots.keys() >= {"amount", "code", "name"}
        stops = [stop for _, stop, _ in table.head_spots(table.size.width)]
        assert stops[-1] == table.size.width, "heads are counted as rows are"
        for order in ("name", "amount"):
            await pilot.click(table, offset=(spots[order] + 2, 0))
            await pilot.pause()
            assert (app.session.sort, app.session.reverse) == (order, False)
        await pilot.click(table, offset=(spots["amount"] + 2, 0))
        await pilot.pause()
        assert app.session.reverse, "again: the other way round"
        amounts = [screen.look.tree.amounts[screen.look.flat.node(row)] for row in range(1, len(screen.look.flat))]
        siblings = [a or 0 for n, a in enumerate(amounts) if screen.look.tree.depth[screen.look.flat.node(n + 1)] == 0]
        assert siblings == sorted(siblings)


async def test_a_filter_that_matches_nothing_says_what_to_do() -> None:
    async with opened(size=(120, 40)) as (app, pilot):
        await pilot.press("slash", "z", "z", "z", "enter")
        await pilot.pause()
        said = next(row for row in rows(app) if "没有一行符合“zzz”" in row)
        assert "esc" in said
        assert "m " in said
        await pilot.press("escape")
        await pilot.pause()
        assert not any("没有一行符合" in row for row in rows(app))


async def test_a_filter_that_takes_the_row_of_the_cursor_away_asks_for_no_row_that_is_gone() -> None:
    async with opened(size=(120, 40)) as (app, pilot):
        await pilot.press("3", "j", "j", "j", "j", "slash", "z")
        await pilot.pause()
        assert app.session.filter == "z"


def test_the_widest_text_is_counted_in_cells() -> None:
    assert widest([]) == 0
    assert widest(["2010301", "201"]) == 7
    assert widest(["2010301", "（2023）90"]) == 10
    assert widest({"—", "项目支出"}) == 8


@given(st.lists(st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"])), max_size=6))
def test_the_widest_text_is_that_of_the_cells(texts: list[str]) -> None:
    assert widest(texts) == max(map(cell_width, texts), default=0)
