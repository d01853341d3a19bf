"""其他事项: a line that only the prose has says where, in its words, and never leads to a table it does not stand in."""

from __future__ import annotations

from dataclasses import replace
from importlib.resources import files

from data_model.budget import Paragraph, Place, Section
from data_model.detail import detail
from data_model.native import load
from data_model.statements import Statement
from data_model.statements_tree import printed_of, statement_of
from tests.tui.explorer import rows, settled
from tui.app import AppOptions, Explorer, Source
from tui.looks import look_at
from tui.screens.browse import BrowseScreen
from tui.screens.grid import GridScreen
from tui.screens.prose import ProseScreen
from tui.widgets.detail_blocks import Telling, blocks
from tui.widgets.tree_rows import TreeRows

BUDGET = load((files("sample_data") / "yunxi_2026.json").read_bytes())


async def test_a_matter_of_the_prose_leads_to_its_sentence() -> None:
    app = Explorer([Source("yunxi", lambda: BUDGET)], AppOptions(theme="dark"))
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(app, pilot)
        screen = app.screen
        assert isinstance(screen, BrowseScreen)
        screen.go_to("statements")
        await pilot.press("3", "g")
        await pilot.pause()
        tree = screen.look.tree
        node = next(n for n in range(len(tree)) if tree.rows[n] is None and len(tree.keys[n]) > 1)
        screen.table.goto(screen.look.flat.row(node))
        await pilot.pause()
        statement = statement_of(BUDGET, tree.keys[node])
        assert statement is not None
        assert screen.table.head_spots(80)[2][2] == "name", (
            "no share of a whole that is not there: the name stands nearer"
        )
        value = statement.values[tree.keys[node][1]]
        assert any("印于" in row and "文本第" in row for row in rows(app))
        assert any("│ 正文" in row for row in rows(app)), "the sentence itself stands in the pane"
        await pilot.press("t")
        await pilot.pause()
        assert isinstance(app.screen, BrowseScreen), "no table has it"
        assert "只见于正文" in rows(app)[-1]
        await pilot.press("p")
        await pilot.pause()
        assert isinstance(app.screen, ProseScreen)
        assert any(value in row for row in rows(app))


def test_a_figure_of_the_prose_is_no_finer_in_a_document_in_yuan() -> None:
    first = replace(BUDGET.tables[0], step=1)
    in_yuan = replace(BUDGET, meta=replace(BUDGET.meta, unit="元"), tables=(first, *BUDGET.tables[1:]))
    look = look_at(in_yuan, "statements", "")
    look.flat.open_to(4)
    drawn = TreeRows()
    drawn.take(look, "元", {})
    for name in ("机关运行经费", "货物"):
        line = "".join(text for text, _ in drawn.row(look.flat.row(look.tree.names.index(name)), 80))
        assert "≈" in line
        assert ".00" not in line.split("≈")[1][:14]
    tree = look.tree
    part = detail(in_yuan, tree, tree.names.index("政府采购"))
    drawn_parts = [text for block in blocks(Telling(part, "元", 40)) for line in block.lines for text, _ in line]
    assert sum("≈" in text for text in drawn_parts) > len(part.children)


async def test_a_goal_leads_to_its_own_table() -> None:
    tables = [table for table in BUDGET.tables if table.kind == "goals"]
    app = Explorer([Source("yunxi", lambda: BUDGET)], AppOptions(theme="dark"))
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(app, pilot)
        screen = app.screen
        assert isinstance(screen, BrowseScreen)
        screen.go_to("goals")
        await pilot.pause()
        tree = screen.look.tree
        last = next(n for n in range(len(tree)) if tree.keys[n] == ("goal", str(len(BUDGET.goals) - 1)))
        screen.table.goto(screen.look.flat.row(last))
        await pilot.pause()
        await pilot.press("t")
        await pilot.pause()
        assert isinstance(app.screen, GridScreen)
        assert BUDGET.tables[app.screen.number] is tables[-1]


async def test_a_citation_names_the_sentence_not_a_table() -> None:
    app = Explorer([Source("yunxi", lambda: BUDGET)], AppOptions(theme="dark"))
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(app, pilot)
        screen = app.screen
        assert isinstance(screen, BrowseScreen)
        screen.go_to("statements")
        await pilot.pause()
        assert screen.look.tree.rows[screen.table.node] is None
        cited = screen.citation()
        assert "文本第" in cited
        assert "表1" not in cited


def test_what_the_prose_tells_in_wan_is_shown_in_wan_and_its_points_stand_under_each_other() -> None:
    """A document whose tables are in 元 showed 171.01 万元 as ≈1,710,100, beside 171.01 in 三公; 59 stood as if it were hundredths."""
    said = Statement(
        "procurement", {"total": "2064.25", "goods": "59", "services": "2005.25"}, BUDGET.statements[0].origin
    )
    place = BUDGET.tables[0].rows[0].place
    said = replace(said, origin=place.label())
    text = Paragraph("政府采购预算2064.25万元，其中货物59万元，服务2005.25万元。", place)
    section = Section(2, "一", "政府采购", (text,), place)
    made = replace(
        BUDGET, meta=replace(BUDGET.meta, unit="元"), tables=(replace(BUDGET.tables[0], step=100),), statements=(said,), sections=(section,),
    )  # fmt: skip
    look = look_at(made, "statements", "")
    assert look.tree.unit == "万元"
    look.flat.open_to(4)
    drawn = TreeRows()
    drawn.take(look, look.tree.unit, {})
    lines = ["".join(text for text, _ in drawn.row(index, 80)) for index in range(len(look.flat))]
    assert lines[1].index("59") == lines[0].index("64.25")
    assert lines[2].index("05.25") == lines[0].index("64.25")
    pane = "\n".join(
        "".join(t for t, _ in line) for b in blocks(Telling(detail(made, look.tree, 0), "万元", 38)) for line in b.lines
    )
    assert "   59    ▏" in pane


async def test_a_matter_that_stands_in_a_table_too_leads_to_its_cell() -> None:
    """机关运行经费 is a column of Shanghai's 三公 table; that only the prose tells it was said of it."""
    printed = load((files("sample_data") / "wanli_2025.json").read_bytes())
    place = Place("w.txt", line=9)
    section = Section(
        2, "二", "机关运行经费", (Paragraph("机关运行经费预算为464.64万元，另有0.36万元。", place),), place
    )
    said = Statement("operating_costs", {"total": "464.64", "goods": "0.36"}, place.label())
    budget = replace(printed, statements=(said,), sections=(section,))
    app = Explorer([Source("wanli", lambda: budget)], AppOptions(theme="dark"))
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(app, pilot)
        app.show_view("statements")
        await pilot.pause()
        await pilot.press("3", "j", "t")
        await pilot.pause()
        assert isinstance(app.screen, BrowseScreen), "no table has the second figure"
        await pilot.press("g", "t")
        await pilot.pause()
        assert isinstance(app.screen, GridScreen)
        cell = app.screen.table.current
        assert cell is not None
        assert (cell.text, cell.row and cell.row.line) == ("464.64", "operating_costs")
    assert printed_of(budget, ("operating_costs",), 464_640_001) is None
    assert printed_of(budget, ("operating_costs",), None) is None
    assert printed_of(budget, ("operating_costs", "goods"), 464_640_000) is None
