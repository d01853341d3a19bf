"""Printed tables in cells: what short columns need not, long ones share; no column is starved by a long text beside it."""

from __future__ import annotations

import pytest

from data_model.budget import Column, GridRow, Place, Table
from tests.tui.explorer import opened, rows
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
