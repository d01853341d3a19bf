"""Printed tables in cells: what short columns need not, long ones share; no column is starved by a long text beside it."""

from __future__ import annotations

import pytest

from data_model.assemble import assemble
from data_model.budget import Budget, Column, GridRow, Meta, Place, Table
from data_model.readers.raw import RawDocument, RawParagraph, RawRow, RawTable
from tests.tui.explorer import opened, rows, settled
from tui.app import AppOptions, Explorer, Source
from tui.cells import cell_width
from tui.screens.grid import GridScreen
from tui.widgets.grid_layout import Grid
from tui.widgets.grid_table import GridTable

PLACE = Place("invented.txt", 1)
LONG = "开展各类公共文化服务活动并按照年度计划完成全部任务"


def test_a_long_text_leaves_room_for_the_others() -> None:
    texts = ("产出指标名称", "数量指标名称", LONG, "完成比例赋分规则", LONG)
    columns = tuple(Column(f"列{n}", "") for n in range(len(texts)))
    table = Table("other:表", "表", "万元", 10_000, columns, (), (GridRow(texts, PLACE),), 0, PLACE)
    widths = Grid(table).widths(90)
    assert sum(widths) + len(widths) <= 90
    for text, width in zip(texts, widths, strict=True):
        assert width >= min(cell_width(text), 20), text
    assert abs(widths[2] - widths[4]) <= 1, "the long ones share"


async def test_a_click_goes_to_the_cell() -> None:
    async with opened(size=(120, 40)) as (app, pilot):
        await pilot.press("t")
        await pilot.pause()
        screen = app.screen
        assert isinstance(screen, GridScreen)
        grid = screen.query_one(GridTable)
        spans = grid.row(1, grid.size.width)
        start = sum(cell_width(text) for text, _ in spans[:6])  # mark, number, two columns with their gaps
        await pilot.click(grid, offset=(start + 2, grid.HEAD + 1))
        await pilot.pause()
        assert (grid.cursor, grid.column) == (1, 2)
        assert "[" in rows(app)[3 + grid.HEAD + 1]


def test_headings_are_whole_wherever_they_are_told() -> None:
    columns = (Column("名称", ""), Column("财政拨款 （补助） / 上级政府 性基金安 排的转移 支付", "total"))
    table = Table("other:表", "表", "万元", 10_000, columns, (), (GridRow(("甲", "1.00"), PLACE),), 0, PLACE)
    assert [column.heading for column in Grid(table).columns] == [
        "名称",
        "财政拨款（补助） / 上级政府性基金安排的转移支付",
    ]


PRINTED = Place("x.pdf", page=1)


def assembled(title: str, *lines: tuple[str, ...]) -> Table:
    """A printed table as it is read."""
    items = (
        RawParagraph(title, PRINTED),
        RawParagraph("部门：云溪省（虚构）某院 单位：万元", PRINTED),
        RawTable(tuple(RawRow(cells, PRINTED) for cells in lines)),
    )
    return assemble(RawDocument("x.pdf", "pdf", items)).tables[0]


def with_a_name_over_two_sides(basic: str) -> Table:
    """Jiangsu's 收支预算总表: spending by function and by use side by side, the total of both behind one name."""
    return assembled(
        "公开01表：收支预算总表",
        ("收入", "", "支出", "", "", ""),
        ("", "", "功能分类", "", "支出用途", ""),
        ("项目名称", "金额", "功能科目名称", "金额", "项目名称", "金额"),
        ("一、财政拨款", "9.00", "一、一般公共服务支出", "9.00", "一、基本支出", basic),
        ("收入合计", "9.00", "支出合计", "", "", "9.00"),
    )


def test_a_figure_of_a_name_over_two_sides_stands_where_it_is_printed() -> None:
    table = with_a_name_over_two_sides("8.00")
    grid = Grid(table)
    last = grid.cell(1, 5)
    assert (last.text, last.row and last.row.name, last.measure) == ("9.00", "支出合计", "expenditure")
    blank = grid.cell(1, 3)
    assert (blank.text, blank.cell) == ("", None)
    label = grid.cell(1, 4)
    assert label.row is None, "not the row of the income beside it"


def test_lines_side_by_side_stand_under_their_own_headings() -> None:
    table = assembled(
        "2025年单位“三公”经费和机关运行经费预算表",
        ("2025年“三公”经费预算数", "", "", "", "", "", "2025年机关运行经费预算数"),
        ("合计", "因公出国(境)费", "公务接待费", "公务用车购置及运行费", "", "", ""),
        ("", "", "", "小计", "购置费", "运行费", ""),
        ("37.91", "0", "1.35", "36.56", "15", "21.56", "464.64"),
    )
    grid = Grid(table)
    assert [grid.cell(0, n).text for n in range(len(grid.columns))] == [
        "37.91", "0", "1.35", "36.56", "15", "21.56", "464.64",
    ]  # fmt: skip
    told = [cell.row.line if cell.row else "" for cell in (grid.cell(0, n) for n in range(7))]
    assert told == [
        "total",
        "abroad",
        "reception",
        "vehicles",
        "vehicles.purchase",
        "vehicles.running",
        "operating_costs",
    ]


async def test_no_blank_cell_agrees_with_anything() -> None:
    table = with_a_name_over_two_sides("9.00")
    app = Explorer(
        [Source("x.pdf", lambda: Budget(Meta(entity="云溪省（虚构）某院", unit="万元"), (table,)))], AppOptions()
    )
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(app, pilot)
        await pilot.press("t")
        await pilot.pause()
        await pilot.press("G", *["right"] * 8)
        await pilot.pause()
        shown = "\n".join(rows(app))
        assert "9.00  支出合计 · 支出·金额" in shown
        assert "行名横跨两边" in shown
        assert "勾稽相符" in shown
        await pilot.press("left", "left")
        await pilot.pause()
        assert "勾稽相符" not in "\n".join(rows(app)[-12:])


FIGURES = tuple(f"{n},000.00" for n in range(1, 10))
NAMES = ("行政运行", "城乡社区管理事务")


def wide(sides: bool) -> Table:
    """Nine columns of figures: one-sided with codes and names, or two sides with a name each."""
    if sides:
        columns = (Column("收入 / 项目", "@name", "revenue"), *(Column(f"收入 / 栏{n}", f"r{n}", "revenue") for n in range(4)),
                   Column("支出 / 科目", "@name", "expenditure"), *(Column(f"支出 / 栏{n}", f"e{n}", "expenditure") for n in range(5)))  # fmt: skip
        lines = [(f"来源{name}", *FIGURES[:4], name, *FIGURES[4:]) for name in NAMES]
    else:
        columns = (
            Column("科目编码", "@code"),
            Column("科目名称", "@name"),
            *(Column(f"栏{n}", f"m{n}") for n in range(9)),
        )
        lines = [(code, name, *FIGURES) for code, name in zip(("2010301", "21201"), NAMES, strict=True)]
    rows = tuple(GridRow(line, PLACE) for line in lines)
    return Table("other:表", "表", "万元", 10_000, columns, (), rows, 0, PLACE)


def words(table: GridTable, index: int = 0) -> list[str]:
    """What stands in a row of the widget."""
    return "".join(text for text, _ in table.row(index, table.size.width)).replace("[", " ").replace("]", " ").split()


@pytest.mark.parametrize("width", [80, 120])
async def test_names_stay_in_sight_while_figures_go_sideways(width: int) -> None:
    async with opened(size=(width, 24)) as (_, pilot):
        await pilot.press("t")
        await pilot.pause()
        table = pilot.app.screen.query_one(GridTable)
        table.show(Grid(wide(False)))
        seen = []
        for _ in range(12):
            told = words(table)
            assert told[2] == "2010301"
            assert "行政运行" in told
            current = table.current
            assert current is not None
            assert current.text in told, "the cursor is in sight"
            seen.append(current.text)
            table.move_column(1)
        order = [*FIGURES] if width == 80 else [*FIGURES, "行政运行"]
        assert list(dict.fromkeys(seen)) == order, "names of a table that fits stay behind its figures"
        assert width > 80 or (words(table)[-1] == FIGURES[-1] and FIGURES[0] not in words(table))


async def test_each_side_has_its_own_name_in_sight() -> None:
    async with opened(size=(80, 24)) as (_, pilot):
        await pilot.press("t")
        await pilot.pause()
        table = pilot.app.screen.query_one(GridTable)
        table.show(Grid(wide(True)), 1)
        for n in range(11):
            table.to_column(n)
            name = "城乡社区管理事务" if n >= 5 else "来源城乡"
            assert any(word.startswith(name[:4]) for word in words(table, 1)), n
            assert table.current is not None
            assert table.current.text[:4] in " ".join(words(table, 1))


async def test_the_head_says_that_there_is_more_beside() -> None:
    async with opened(size=(80, 24)) as (_, pilot):
        await pilot.press("t")
        await pilot.pause()
        table = pilot.app.screen.query_one(GridTable)
        table.show(Grid(wide(False)))

        def marks() -> str:
            told = "".join(text for text, _ in table.head(table.HEAD - 1, table.size.width))
            return "".join(sign for sign in told if sign in "‹›")

        assert marks() == "›"
        table.to_column(8)
        assert marks() == "‹›"
        table.to_column(9)
        assert marks() == "‹"


def test_what_stays_in_sight_leaves_room_for_the_others() -> None:
    columns = (Column("科目编码", "@code"), Column("科目名称", "@name"), Column("栏", "total"))
    table = Table(
        "other:表", "表", "万元", 10_000, columns, (), (GridRow(("2" * 30, LONG, "1" * 30), PLACE),), 0, PLACE
    )
    grid = Grid(table)
    _, widths = grid.arranged(40)
    assert grid.frozen(2, 40, widths) == []
