"""Two-sided tables whose labels stand behind their figures: other tables say which figure is of which class."""

from __future__ import annotations

from data_model.budget import Table
from tests.data_model.tables.making import CAPTION, HEAD, budget

SPENT = "部门支出总体情况表\n" + CAPTION + HEAD + "{rows}总计 9.00 9.00\n"
CLASSES = "201 一般公共服务支出 5.00 5.00\n208 社会保障和就业支出 4.00 4.00\n"
BALANCE = """部门收支总体情况表
{caption}收入 支出
项目 预算数 科目名称 预算数
一、本年收入 8.00 5.00
{apart}
其中：一般财力 7.00
上级一般公共预算安排转移支付 1.00
上级政府性基金安排转移支付 4.00
二、上年结转结余 1.00
收入总计 9.00 支出总计 9.00
201 一般公共服务支出
1. 一般公共预算拨款 202 外交支出
2. 政府性基金预算拨款 208 社会保障和就业支出
210 卫生健康支出
"""


def balance(apart: str = "8.00", rows: str = CLASSES) -> Table:
    text = SPENT.format(rows=rows) + BALANCE.format(caption=CAPTION, apart=apart)
    found = budget(text).table("balance")
    assert found is not None
    return found


def told(table: Table) -> dict[str, str]:
    return {row.line or row.code: cell.printed for row in table.rows for cell in row.cells.values()}


def test_figures_go_to_the_labels_behind_them() -> None:
    found = balance()
    assert told(found) == {
        "current": "8.00", "201": "5.00", "current.general_public": "8.00", "current.general_public.own": "7.00",
        "current.general_public.transfer": "1.00", "208": "4.00", "carryover": "1.00", "total": "9.00",
    }  # fmt: skip
    assert {cell.status for row in found.rows for cell in row.cells.values()} == {"recovered"}
    assert not any(row.ambiguous for row in found.rows)


def test_what_may_be_of_either_side_stays_open() -> None:
    found = balance(apart="5.00")  # of the left side, or 201 below the first line
    assert not told(found)
    assert sum(len(row.ambiguous) for row in found.rows) == 9


def test_classes_no_other_table_tells_stay_open() -> None:
    assert not told(balance(rows="201 一般公共服务支出 6.00 6.00\n208 社会保障和就业支出 3.00 3.00\n"))


def test_a_way_that_breaks_an_identity_is_not_taken() -> None:
    assert not told(balance(apart="7.50"))  # not what its two parts add up to


def test_the_right_side_of_several_columns_is_told_by_its_funds() -> None:
    text = "一般公共预算支出情况表\n" + CAPTION + HEAD + CLASSES + "总计 9.00 9.00\n"
    for title in ("政府性基金预算支出情况表", "国有资本经营预算支出情况表"):
        text += title + "\n" + CAPTION + "科目代码\n科目名称 合计\n类 款 项 人员经费 公用经费 项目支出\n总计\n"
    text += (
        "财政拨款收支预算总体情况表\n" + CAPTION + "财政拨款收入 财政拨款支出\n项目 合计 科目名称 合计 一般公共预算\n"
    )
    text += "一、财政拨款（补助） 9.00 5.00 5.00\n一般公共预算 9.00\n政府性基金预算\n4.00 4.00\n收入总计 9.00 支出总计 9.00 9.00\n"
    text += "201 一般公共服务支出\n202 外交支出\n208 社会保障和就业支出\n"
    found = budget(text).table("appropriation")
    assert found is not None
    cells = {(row.line or row.code, m): cell.printed for row in found.rows for m, cell in row.cells.items()}
    assert cells == {
        ("current", "revenue"): "9.00", ("201", "total"): "5.00", ("201", "general_public"): "5.00",
        ("current.general_public", "revenue"): "9.00", ("208", "total"): "4.00", ("208", "general_public"): "4.00",
        ("total", "revenue"): "9.00", ("total", "total"): "9.00", ("total", "general_public"): "9.00",
    }  # fmt: skip
