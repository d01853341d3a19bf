"""The comparison of two budgets on the screen: every key does what it says, the figures are those of the data."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from operator import attrgetter
from pathlib import Path

import pytest
from textual.pilot import Pilot

from data_model.amount import format_fen, format_yuan, parse_yuan
from data_model.compare import compare
from data_model.comparison import Change, Incomparable
from data_model.native import dumps
from tests.tui.comparison import PAIR, explorer, line_name, opened, press, sample, screen, to
from tests.tui.explorer import current, rows, settled, text
from tests.tui.scenarios import Scenario, Scenarios
from tests.tui.test_loading import on_disk, rewrite
from tui.app import AppOptions, Explorer
from tui.comparing import Comparing, Sides
from tui.screens.browse import BrowseScreen
from tui.screens.compare import CompareScreen
from tui.screens.prose import ProseScreen
from tui.texts import t

scenario = Scenarios()


@scenario("compare")
async def two_open_budgets_are_one_key_away(app: Explorer, pilot: Pilot[int]) -> None:
    await press(pilot, "d")
    assert "2025年部门预算 ↔ 2026年部门预算" in rows(app)[0]
    assert "比较 · 全部支出" in rows(app)[0]
    whole = rows(app)[4]
    assert all(figure in whole for figure in ("2,634.58", "2,815.34", "+180.76", "+6.86"))


@scenario("compare_with")
async def asks_with_what(app: Explorer, pilot: Pilot[int]) -> None:
    await press(pilot, "D")
    assert t("compare.with") in rows(app)[-1]
    await press(pilot, "escape")
    assert isinstance(app.screen, BrowseScreen)
    await press(pilot, "D", "1")
    assert t("compare.base.budget") in rows(app)[0]
    assert t("diff.implied_year") in rows(app)[3]
    await press(pilot, "escape", "D", "right", "enter")
    assert "2025年部门预算 ↔ 2026年部门预算" in rows(app)[0]


@scenario("mark")
async def marks_two_in_the_list(app: Explorer, pilot: Pilot[int]) -> None:
    await press(pilot, "o", "space")
    assert t("compare.marked", count=1) in rows(app)[-1]
    await press(pilot, "space")
    assert "●" not in text(app), "pressed again the mark goes"
    await press(pilot, "space", "j", "space")
    assert text(app).count("●") == 2
    await press(pilot, "d")
    assert isinstance(app.screen, CompareScreen)


async def test_with_three_open_one_is_asked_and_two_can_be_marked() -> None:
    async with opened(*PAIR, "govoffice_2026") as (app, pilot):
        await press(pilot, "d")
        assert t("compare.with") in rows(app)[-1]
        await press(pilot, "escape", "o", "d")
        assert t("compare.reason.mark_two", key="space") in rows(app)[-1]
        await press(pilot, "space", "j", "j", "space", "d")
        assert rows(app)[0].startswith(" 甲 ")
        assert "不是同一个单位" in text(app), "unlike bodies only with a warning"


async def test_one_budget_is_compared_with_its_own_last_year() -> None:
    async with opened("yunxi_2026") as (app, pilot):
        await press(pilot, "d")
        assert t("compare.base.budget") in rows(app)[0]
        assert "（推算）" in text(app)
        await press(pilot, "x")
        assert t("compare.reason.own_year") in rows(app)[-1]


async def test_nothing_to_compare_says_why() -> None:
    async with opened("govoffice_2026") as (app, pilot):
        await press(pilot, "d")
        assert isinstance(app.screen, BrowseScreen)
        assert t("compare.reason.alone", key="o") in rows(app)[-1]


@scenario("only_changed")
async def shows_only_changes(app: Explorer, pilot: Pilot[int]) -> None:
    await press(pilot, "d", "4", "3")
    before = screen(app).table.count()
    await press(pilot, "f")
    assert screen(app).table.count() < before
    assert t("compare.chip.changed") in rows(app)[0]
    assert all("不变" not in line[:40] for line in rows(app)[4:34])
    await press(pilot, "f")
    assert screen(app).table.count() == before


@scenario("swap")
async def swaps_sides(app: Explorer, pilot: Pilot[int]) -> None:
    await press(pilot, "d")
    await to(pilot, app, "2070199")
    count = screen(app).table.count()
    assert "+146.60" in current(app)
    await press(pilot, "x")
    assert "2026年部门预算 ↔ 2025年部门预算" in rows(app)[0]
    assert "-146.60" in current(app), "the same line, the other sign"
    assert screen(app).table.count() == count, "the same branches open"
    await press(pilot, "x")
    assert "+146.60" in current(app)


async def test_sorts_by_every_column_and_back() -> None:
    async with opened() as (app, pilot):
        await press(pilot, "d", "1")
        printed = [line[44:] for line in rows(app)[5:12]]
        look = screen(app).look

        def seen(figure: Callable[[Change], float | None]) -> list[float]:
            lines = [look.comparison.lines[look.flat.node(row)] for row in range(1, len(look.flat))]
            return [found for line in lines if (found := figure(line)) is not None]

        await press(pilot, "s", "s")
        assert seen(lambda line: line.delta) == sorted(seen(lambda line: line.delta), reverse=True)
        assert "增减↓" in rows(app)[3]
        assert t("screen.sort.falling") in rows(app)[-1]
        await press(pilot, "s", "s")
        assert "增减↑" in rows(app)[3], "the same column again turns the order round"
        assert seen(lambda line: line.delta) == sorted(seen(lambda line: line.delta))
        await press(pilot, "s", "3")
        assert "增减%↓" in rows(app)[3]
        rates = seen(lambda line: None if line.delta is None else line.delta / line.a if line.a else float("inf"))
        assert rates == sorted(rates, reverse=True)
        for digit, side in (("4", "b"), ("5", "a")):
            await press(pilot, "s", digit)
            assert seen(attrgetter(side)) == sorted(seen(attrgetter(side)), reverse=True)
        await press(pilot, "S")
        assert seen(attrgetter("a")) == sorted(seen(attrgetter("a")))
        await press(pilot, "s", "6")
        assert t("screen.sort.name") in rows(app)[-1]
        await press(pilot, "s", "1")
        assert [line[44:] for line in rows(app)[5:12]] == printed


async def test_columns_are_chosen_and_remembered() -> None:
    async with opened() as (app, pilot):
        await press(pilot, "d")
        assert t("diff.col.percent") in rows(app)[3]
        wide = screen(app).table.columns(79).name
        await press(pilot, "C", "1", "3")
        assert t("diff.col.percent") not in rows(app)[3]
        assert "│" not in rows(app)[4][:70], "no bar"
        assert screen(app).table.columns(79).name > wide
        assert f"1 ({t('screen.column.percent')})" in rows(app)[-1]
        await press(pilot, "escape")
        assert app.session.state.columns("compare") == ["points", "code"]
        assert app.session.state.columns("function") is None


async def test_scope_view_unit_levels_filter_and_matches() -> None:
    async with opened() as (app, pilot):
        await press(pilot, "d")
        await to(pilot, app, "2070101")
        await press(pilot, "m")
        assert "全部支出（" not in rows(app)[0]
        assert line_name(app).startswith("207")
        await press(pilot, "v")
        assert t("compare.view_is", view=t("view.economic")) in rows(app)[-1]
        await press(pilot, "V", "u")
        assert "亿元" in rows(app)[0]
        await press(pilot, "u", "u", "1")
        few = screen(app).table.count()
        await press(pilot, "3")
        assert screen(app).table.count() > few
        await press(pilot, "slash", *"ylbx")
        assert "养老" in text(app)
        await press(pilot, "enter", "n", "N")
        assert "养老" in current(app)
        assert "ylbx" in rows(app)[0]
        await press(pilot, "escape")
        assert "ylbx" not in rows(app)[0]


@scenario("bridge")
async def shows_the_bridge_that_adds_up(app: Explorer, pilot: Pilot[int]) -> None:
    await press(pilot, "d", "b")
    assert "桥 · 全部支出" in rows(app)[0]
    bridge = compare(sample(PAIR[0]), sample(PAIR[1])).bridge
    assert bridge.start + sum(bar.delta for bar in bridge.bars) == bridge.end
    told = [row.split() for row in rows(app)[4 : 6 + len(bridge.bars)]]
    start, end, change = (format_fen(fen, "万元", 2) for fen in (bridge.start, bridge.end, bridge.end - bridge.start))
    assert told[0][1] == start, "the ends stand in the column of sums"
    assert told[-1][:2] == ["+" + change, end], "and the last says what all steps are together"
    at = bridge.start
    for bar, line in zip(bridge.bars, rows(app)[5:], strict=False):
        at += bar.delta
        assert format_fen(at, "万元", 2) in line, "the sum so far"
        assert format_fen(bar.delta, "万元", 2) in line
    await press(pilot, "f")
    assert t("compare.reason.bridge", key="b") in rows(app)[-1]
    await press(pilot, "j", "enter")
    assert line_name(app).startswith("207"), "enter leads to the lines of a step"
    await press(pilot, "b", "escape")
    assert isinstance(app.screen, CompareScreen), "escape leaves the bridge first"
    await press(pilot, "escape")
    assert isinstance(app.screen, BrowseScreen)


@scenario("left_budget", "right_budget")
async def jumps_into_either_budget_and_back(app: Explorer, pilot: Pilot[int]) -> None:
    await press(pilot, "d")
    await to(pilot, app, "2070101")
    for key, year in (("left_square_bracket", "2025年"), ("right_square_bracket", "2026年")):
        await press(pilot, key)
        assert isinstance(app.screen, BrowseScreen)
        assert year in rows(app)[0]
        assert "2070101" in current(app)
        assert t("compare.way_back", key="esc") in rows(app)[-1]
        await press(pilot, "escape")
        assert line_name(app).startswith("2070101")
    await to(pilot, app, "223")
    await press(pilot, "left_square_bracket")
    assert t("compare.reason.no_line", side="2025") in rows(app)[-1]


async def test_the_told_year_leads_to_its_sentence() -> None:
    async with opened("yunxi_2026") as (app, pilot):
        await press(pilot, "d")
        look = screen(app).look
        node = next(n for n, line in enumerate(look.comparison.lines) if line.leaf and line.origin)
        screen(app).table.goto(look.flat.row(node))
        await pilot.pause()
        await press(pilot, "left_square_bracket")
        assert isinstance(app.screen, ProseScreen)
        await press(pilot, "escape")
        assert isinstance(app.screen, CompareScreen)


async def test_exports_exactly_what_is_shown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    async with opened() as (app, pilot):
        await press(pilot, "d", "f", "slash", *"207", "enter", "e")
        assert "html" in rows(app)[-1]
        await press(pilot, "1")
        assert f"{tmp_path.name}/" in rows(app)[-1], "the path is shown before anything is written"
        assert list(tmp_path.iterdir()) == []
        await press(pilot, "enter")
        count = screen(app).table.count()
        [file] = tmp_path.glob("*.csv")
        found = list(csv.DictReader(file.read_text(encoding="utf-8").splitlines()))
        assert len(found) == count
        assert [row["code"] for row in found[1:]] == [
            screen(app).look.comparison.lines[screen(app).look.flat.node(n)].code for n in range(1, count)
        ]
        assert all(row["status"] != "same" for row in found)
        for form in "23451":
            await press(pilot, "e", form, "enter")
        made = sorted(path.suffix for path in tmp_path.iterdir())
        assert made == [".csv", ".csv", ".html", ".json", ".md", ".xlsx"], "nothing is overwritten"
        data = json.loads(next(tmp_path.glob("*.json")).read_text(encoding="utf-8"))
        assert len(data["changes"]) == count


async def test_a_large_comparison_is_made_in_a_thread(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tui.jobs.LARGE", 0)
    async with opened() as (app, pilot):
        await press(pilot, "d")
        await settled(app, pilot)
        assert screen(app).look.comparison.different
        assert "+180.76" in rows(app)[4]
        await press(pilot, "x")
        await settled(app, pilot)
        assert "-180.76" in rows(app)[4]


async def test_what_cannot_be_compared_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(self: Comparing, sides: Sides, wish: object) -> Incomparable:
        return Incomparable("no_table", table="expenditure", side="a")

    monkeypatch.setattr(Comparing, "make", fail)
    async with opened() as (app, pilot):
        await press(pilot, "d", "f")
        assert t("compare.nothing") in text(app)
        await press(pilot, "escape")
        assert isinstance(app.screen, BrowseScreen)


async def test_copies_both_sides_with_their_places() -> None:
    async with opened() as (app, pilot):
        await press(pilot, "d")
        await to(pilot, app, "2070101")
        citation = screen(app).citation()
        assert "→" in citation
        assert "万元" in citation
        assert citation.count("表3") == 2


@pytest.mark.parametrize("run", scenario.each(), ids=lambda run: run.__name__)
async def test_action(run: Scenario) -> None:
    async with opened() as (app, pilot):
        await run(app, pilot)


async def test_the_bridge_is_exported_as_rows_that_add_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    async with opened() as (app, pilot):
        await press(pilot, "d", "b", "e", "1", "enter")
        bridge = screen(app).look.comparison.bridge
    (file,) = tmp_path.iterdir()
    assert t("diff.bridge") in file.name
    _, *lines = csv.reader(io.StringIO(file.read_text(encoding="utf-8-sig")))
    assert len(lines) == len(bridge.bars) + 2
    assert lines[0][2] == format_yuan(bridge.start)
    assert sum(parse_yuan(line[1]) for line in lines[1:-1]) == parse_yuan(lines[-1][1]) == bridge.end - bridge.start


async def test_the_help_lists_what_has_no_fellow_here() -> None:
    async with opened() as (app, pilot):
        await press(pilot, "d", "?")
        assert t("screen.action.compare_with") in text(app)


async def test_a_changed_side_is_told_and_read_again(tmp_path: Path) -> None:
    paths = [tmp_path / f"{name}.json" for name in PAIR]
    for path, name in zip(paths, PAIR, strict=True):
        path.write_text(dumps(sample(name)), encoding="utf-8")
    app = Explorer([on_disk(path) for path in paths], AppOptions(theme="dark"))
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(app, pilot)
        await press(pilot, "d", "r")
        assert t("screen.reason.unchanged") in rows(app)[-1]
        other = app.session.entries[1 - app.session.current]
        rewrite(paths[1 - app.session.current], dumps(sample(PAIR[1 - app.session.current])) + " ")
        app._looked = 0.0
        await press(pilot, "j")
        assert t("screen.notice.changed", key="r") in rows(app)[-1]
        was = other.budget
        await press(pilot, "r")
        await settled(app, pilot)
        assert other.budget is not was
        assert screen(app).table.look is not None, "compared anew"
        assert t("screen.notice.changed", key="r") not in rows(app)[-1]


async def test_a_click_on_a_head_orders_the_changes() -> None:
    app = explorer(*PAIR)
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(app, pilot)
        await press(pilot, "d")
        table = screen(app).table
        spots = {order: start for start, _, order in reversed(table.head_spots(table.size.width))}
        assert table.head_spots(table.size.width)[-1][1] == table.size.width
        for order, reverse in (("change", False), ("change", True), ("after", False), ("name", False)):
            await pilot.click(table, offset=(spots[order] + 2, 0))
            await pilot.pause()
            assert screen(app).ordered == (order, reverse)
