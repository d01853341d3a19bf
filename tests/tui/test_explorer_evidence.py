"""What the pane and the marks rest on: last year by scope, reasons, goals, formulas, evidence; held on an invented budget."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from importlib.resources import files

import pytest
from textual.pilot import Pilot

from data_model.budget import KEY_ROLES, Budget, Cell
from data_model.detail import Share
from data_model.native import load
from data_model.speaking import Prior
from data_model.tree import build_tree
from tests.data_model.compare_maker import claim, functional
from tests.tui.explorer import rows, settled, text
from tui.app import AppOptions, Explorer, Source
from tui.cells import cell_width
from tui.examined import Examined, with_parents
from tui.figures import amount_text, share_text
from tui.screens.browse import BrowseScreen
from tui.texts import t
from tui.widgets.detail_blocks import share_of
from tui.widgets.evidence_blocks import change_words


def sample(name: str = "yunxi_2026.json") -> Budget:
    """An invented budget with prose, claims and goals."""
    return load((files("sample_data") / name).read_bytes())


def spoilt() -> Budget:
    """The same, one figure of 表3 changed by 1.00 万元."""
    budget = sample()
    table = budget.table("expenditure")
    assert table is not None
    row = next(row for row in table.rows if len(row.code) == 7)
    cells = {**row.cells, "total": replace(row.cells["total"], fen=row.cells["total"].fen + 1_000_000)}
    rows = tuple(replace(one, cells=cells) if one is row else one for one in table.rows)
    tables = tuple(replace(one, rows=rows) if one is table else one for one in budget.tables)
    return replace(budget, tables=tables)


@asynccontextmanager
async def shown(
    budget: Budget | None = None, size: tuple[int, int] = (120, 40)
) -> AsyncIterator[tuple[Explorer, Pilot[int]]]:
    """The explorer on one budget, checked."""
    app = Explorer([Source("云溪.json", lambda: budget or sample())], AppOptions(theme="dark"))
    async with app.run_test(size=size) as pilot:
        await settled(app, pilot)
        yield app, pilot


async def to_code(app: Explorer, pilot: Pilot[int], code: str) -> None:
    """The cursor on a line of the tree."""
    assert isinstance(app.screen, BrowseScreen)
    look = app.screen.look
    app.screen.table.goto(look.flat.reveal(look.tree.codes.index(code)))
    await pilot.pause()


async def test_a_line_says_what_it_rests_on() -> None:
    async with shown() as (app, pilot):
        await pilot.press("3", "j", "j", "j")
        assert t("screen.held.ok", count="")[:4] in text(app)
        assert t("screen.block.place") in text(app)


async def test_last_year_is_told_in_its_own_scope_only() -> None:
    budget = sample()
    claim = next(c for c in budget.claims if c.table == "general_public" and len(c.code) == 7 and c.prior_amount)
    examined = Examined(budget)
    own = build_tree(budget, "function", "general_public")
    told = examined.speaking.of(own, own.codes.index(claim.code))
    assert told.prior is not None
    assert told.prior.amount == claim.prior_amount
    wide = build_tree(budget, "function", "expenditure")
    other = examined.speaking.of(wide, wide.codes.index(claim.code))
    assert other.prior is None
    assert other.elsewhere is not None
    assert other.elsewhere.table.kind == "general_public"
    async with shown(budget) as (app, pilot):
        await to_code(app, pilot, claim.code)
        assert "限一般公共预算" in text(app).replace(" ", "")
        assert claim.reason[:8] in text(app)


async def test_a_project_names_its_goal_and_indicators() -> None:
    async with shown(size=(120, 50)) as (app, pilot):
        await pilot.press("v", "v")
        await pilot.press("3", "j", "j")
        assert t("screen.block.goals") in text(app)
        assert t("screen.head.weight") in text(app)


@pytest.mark.parametrize(("budget", "sign"), [(sample, "?"), (spoilt, "!")])
async def test_findings_mark_their_lines_and_those_above_and_filter(budget: object, sign: str) -> None:
    read = budget() if callable(budget) else sample()
    async with shown(read) as (app, pilot):
        await pilot.press("3")
        assert isinstance(app.screen, BrowseScreen)
        look = app.screen.look
        assert sign in look.marks.values()
        own = look.own_marks or {}
        assert 0 not in look.marks
        assert any(set(look.tree.ancestors(node)) - {0} <= set(look.marks) for node in own)
        await pilot.press("slash", *"finding:", "enter")
        await pilot.pause()
        assert set(look.matched) == set(own)


def test_marks_keep_the_graver_sign_above() -> None:
    tree = build_tree(sample(), "function")
    leaf = [n for n in range(len(tree)) if tree.end[n] == n + 1 and tree.parent[n] > 0]
    marks = with_parents(tree, {leaf[0]: "?", leaf[1]: "!"})
    assert marks[tree.ancestors(leaf[1])[0]] == "!"


def test_nothing_is_held_against_a_figure_alone() -> None:
    budget = sample()
    table = budget.table("general_public")
    assert table is not None
    columns = tuple(c for c in table.columns if c.role in KEY_ROLES or c.role == "total")
    alone = replace(table, columns=columns, rows=(replace(table.rows[0], cells={"total": Cell(1_000_000, "1.00", 3)}),))
    lonely = replace(budget, tables=(alone,), claims=(), goals=(), projects=(), notes=())
    tree = build_tree(lonely, "function")
    told = Examined(lonely).speaking.of(tree, len(tree) - 1)
    assert told.held == ()


async def test_the_share_is_told_where_the_name_of_its_whole_is_long() -> None:
    async with shown(sample("wanli_2025.json")) as (app, pilot):
        await pilot.press("v", "j", "j")
        await settled(app, pilot)
        assert re.search(r"占基本支出合计 6\.00%", text(app)), text(app)


def test_the_name_of_a_whole_gives_way_to_the_figure() -> None:
    share = Share("部门一般公共预算基本支出按部门预算经济分类编制的预算情况总表合计", 39, 100)
    told = share_of(share, 24)
    assert told.endswith("… 39.00%")
    assert cell_width(told) <= 24
    assert share_of(Share("20103", 39, 100), 24) == "占20103 39.00%"


def test_zeros_beside_a_figure_stand_in_one_line() -> None:
    from data_model.detail import detail
    from data_model.tree import build_tree
    from tui.widgets.detail_blocks import Telling, blocks

    budget = sample()
    tree = build_tree(budget, "function")
    node = tree.codes.index("2070101")
    told = detail(budget, tree, node)
    zero = replace(told.lines[0], cell=replace(told.lines[0].cell, fen=0), here=False)
    for zeros, lines in ((0, []), (1, ["0.00"]), (3, ["0.00"])):
        made = blocks(Telling(replace(told, lines=(*told.lines, *[zero] * zeros)), "万元", 60))
        block = next(block for block in made if block.label == t("screen.block.tables"))
        words = ["".join(text for text, _ in line) for line in block.lines]
        assert [line.split()[0] for line in words if line.split()[0] == "0.00"] == lines
        assert (f"另印零 {zeros} 处" in "".join(words)) == (zeros > 1)
    only = blocks(Telling(replace(told, lines=(zero, zero)), "万元", 60))
    assert len(next(block for block in only if block.label == t("screen.block.tables")).lines) == 2, (
        "nothing but zeros: all are told"
    )


async def test_the_share_in_another_scope_names_its_own_whole() -> None:
    budget = sample()
    wide, narrow = budget.table("expenditure"), budget.table("general_public")
    assert wide is not None
    assert narrow is not None
    assert narrow.total is not None
    row = next(row for row in narrow.rows if len(row.code) == 7 and row.fen("total"))
    share = share_text(row.fen("total"), narrow.total.fen("total"))
    async with shown(budget) as (app, pilot):
        await pilot.press("3")
        await to_code(app, pilot, row.code)
        assert f"占{narrow.number}合计 {share}%" in text(app)
        assert f"占{wide.number}合计 " in text(app), "beside that of the scope shown"


async def test_a_change_of_another_scope_stands_beside_its_own_two_figures() -> None:
    """The whole is 1,000.00; the change of 一般公共预算 is not to be read against that, in the strip either."""
    budget = sample()
    claims = tuple(c for c in budget.claims if c.table != "expenditure")
    other = Examined(budget := replace(budget, claims=claims)).speaking.of(build_tree(budget, "function"), 0).elsewhere
    assert other is not None
    async with shown(budget, (80, 24)) as (app, _):
        line = next(line for line in rows(app) if line.lstrip().startswith("去年"))
        assert f"{amount_text(other.amount, '万元', 10_000)} → {amount_text(other.now, '万元', 10_000)}" in line


def _changed(percent: str | None, amount: int = 21_955_350_000, change: int = 3_958_670_000) -> str:
    said = claim("TOTAL", "1.00", "0.00", kind="expenditure")
    said = replace(said, amount=amount, prior_amount=amount - change, prior_change=change, prior_change_percent=percent)
    made = functional({"TOTAL": "1.00"})
    return change_words(Prior(made, "total", amount - change, amount, "implied", said, 10_000))


def test_the_rate_is_computed_and_another_that_is_told_is_named_as_told() -> None:
    own = t("screen.change.percent", percent="+22.00")
    assert _changed("22.00") == _changed("22") == _changed(None) == own
    assert _changed("21.95") == own + t("screen.comma") + t("screen.change.said", percent="+21.95")
    assert _changed("-22.00").endswith(t("screen.change.said", percent="-22.00")), "the other way round"
    assert _changed("-5", 95_000_000, -5_000_000) == t("screen.change.percent", percent="-5.00")
    assert _changed("100.00", 5_000_000, 5_000_000) == t("screen.change.new")
