"""Printed tables in cells: what short columns need not, long ones share; no column is starved by a long text beside it."""

from __future__ import annotations

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
