"""Rows rebuilt from codes and amounts: wrapped names, both sides on one line, projects, totals, headers in pieces."""

from __future__ import annotations

from data_model.tables.number_style import Style
from tests.data_model.tables.making import CAPTION, HEAD, budget, expenditure, printed, table


def test_names_wrapped_over_lines_have_their_amounts_wherever_they_stand() -> None:
    found = expenditure(
        "208 社会保障和就业支出 9.00 9.00\n208 05\n行政事业单位养老\n支出\n9.00 9.00\n208 05 05\n机关事业单位基本养老保险缴\n费支出 4.00 4.00\n"
        "208 05 06 机关事业单位职业年\n5.00 5.00\n金缴费支出\n总计 9.00 9.00\n"
    )
    assert [(row.code, row.name) for row in found.rows] == [
        ("208", "社会保障和就业支出"), ("20805", "行政事业单位养老支出"), ("2080505", "机关事业单位基本养老保险缴费支出"),
        ("2080506", "机关事业单位职业年金缴费支出"), ("TOTAL", "总计"),
    ]  # fmt: skip
    assert found.figures == 10


def test_page_furniture_and_headers_cut_differently_are_no_rows() -> None:
    head = HEAD.replace("支出预算\n", "支出预\n算\n")
    found = expenditure(
        "201 一般公共服务支出 3.00 3.00\n21\n" + CAPTION + head + "201 06 财政事务 3.00 3.00\n总计 3.00 3.00\n"
    )
    assert [row.code for row in found.rows] == ["201", "20106", "TOTAL"]


def test_a_row_as_long_as_the_columns_needs_no_identity() -> None:
    found = expenditure("201 一般公共服务支出 3.00 1.00 2.00\n总计 3.00 1.00 2.00\n")
    assert [cell.status for row in found.rows for cell in row.cells.values()] == ["printed"] * 6
    assert printed(found.rows[0]) == {"total": "3.00", "basic": "1.00", "project": "2.00"}


def test_both_sides_of_a_line_are_told_by_their_labels() -> None:
    found = table(
        "表 1\n部门收支总体情况表\n" + CAPTION + "收入 支出\n项目 预算数 支出功能分类 预算数\n"
        "一、本年收入 5.00 201 一般公共服务支出 2.00\n1.一般公共预算拨款 5.00 202 外交支出\n其中：一般财力 203 国防支出 3.00\n"
        "上级一般公共预算安排转移\n支付\n5.00 204 公共安全支出 1.00\n二、上年结转结余 1.00\n1.财政拨款结转 1.00\n其中：一般公共预算拨款 1.00\n"
        "229 其他支出\n收 入 总 计 6.00 支 出 总 计 6.00\n",
        "balance",
    )  # fmt: skip
    left = {row.line: printed(row) for row in found.rows if row.side == "revenue"}
    assert left == {
        "current": {"revenue": "5.00"}, "current.general_public": {"revenue": "5.00"}, "current.general_public.own": {},
        "current.general_public.transfer": {"revenue": "5.00"}, "carryover": {"revenue": "1.00"},
        "carryover.appropriation": {"revenue": "1.00"}, "carryover.appropriation.general_public": {"revenue": "1.00"},
        "total": {"revenue": "6.00"},
    }  # fmt: skip
    right = {row.code: printed(row) for row in found.rows if row.side == "expenditure"}
    assert right == {
        "201": {"expenditure": "2.00"}, "202": {}, "203": {"expenditure": "3.00"}, "204": {"expenditure": "1.00"}, "229": {},
        "TOTAL": {"expenditure": "6.00"},
    }  # fmt: skip
    assert {row.name for row in found.rows if row.code == "TOTAL"} == {"收入总计", "支出总计"}


def test_figures_printed_apart_from_their_labels_are_not_placed() -> None:
    found = table(
        "表 1\n部门收支总体情况表\n" + CAPTION + "收入 支出\n项目 预算数 支出功能分类 预算数\n"
        "一、本年收入 5.00 2.00\n上级一般公共预算安排转移支付 3.00\n201 一般公共服务支出\n收入总计 5.00 支出总计 5.00\n",
        "balance",
    )  # fmt: skip
    assert found.figures == 5
    assert not any(row.cells for row in found.rows)


def test_name_and_project_are_parted_by_the_name_the_code_has_elsewhere() -> None:
    three = (
        "表 3\n部门支出总体情况表\n" + CAPTION + HEAD + "201 一般公共服务支出 3.00 3.00\n201 06 财政事务 3.00 3.00\n"
    )
    three += "201 06 99 其他财政事务支出 3.00 3.00\n总计 3.00 3.00\n"
    seven = "表 7\n一般公共预算项目支出情况表\n" + CAPTION + "科目编码\n功能分类科目名称 项目名称\n项目支出\n合计\n"
    seven += "类 款 项\n※ ※ ※ ※ ※ 1 2 3 4 5 6 7 8 9 10 11\n总计 3.00 3.00\n云溪市（虚构）财政局 3.00 3.00\n"
    seven += "201 一般公共服务支出 3.00 3.00\n201 06 财政事务 3.00 3.00\n201 06 99 其他财政事务支出 账目检查\n经费\n3.00 3.00\n"
    found = table(three + seven, "projects")
    assert [(row.code, row.name, row.project, row.role) for row in found.rows] == [
        ("TOTAL", "总计", "", "total"), ("", "云溪市（虚构）财政局", "", "unit"), ("201", "一般公共服务支出", "", "subject"),
        ("20106", "财政事务", "", "subject"), ("2010699", "其他财政事务支出", "账目检查经费", "project"),
    ]  # fmt: skip
    assert all(printed(row) == {"total": "3.00"} for row in found.rows)
    assert all(len(row.ambiguous[0].candidates) == 10 for row in found.rows)


def test_names_above_the_first_amounts_do_not_end_in_the_header() -> None:
    found = table(
        "表 10\n财政拨款“三公”经费支出情况表\n" + CAPTION + "“三公”经费支出内容 合计\n资金来源\n一般公共预算 政府性基金\n国有资本经营预\n算\n"
        "因公出国（境）费用\n公务接待费\n公务用车购置及运行维护费（小\n计）\n3.49 3.49\n其中：公务用车购置\n公务用车运行维护费 3.49 3.49\n总计 3.49 3.49\n",
        "three_public",
    )  # fmt: skip
    assert [row.line for row in found.rows] == [
        "abroad",
        "reception",
        "vehicles",
        "vehicles.purchase",
        "vehicles.running",
        "total",
    ]
    assert found.rows[2].name == "公务用车购置及运行维护费（小计）"


def test_a_tail_on_its_own_line_belongs_to_the_name_before() -> None:
    found = table(
        "表 10\n财政拨款“三公”经费支出情况表\n" + CAPTION + "“三公”经费支出内容 合计\n资金来源\n一般公共预算 政府性基金 国有资本经营预算\n"
        "因公出国（境）费用\n公务接待费\n公务用车购置及运行维护费\n（小计）\n3.49 3.49\n其中：公务用车购置\n公务用车运行维护费 3.49 3.49\n总计 3.49 3.49\n",
        "three_public",
    )  # fmt: skip
    assert found.rows[2].name == "公务用车购置及运行维护费（小计）"
    assert [row.line for row in found.rows][2:4] == ["vehicles", "vehicles.purchase"]


def test_amounts_broken_over_lines_are_one() -> None:
    found = expenditure(
        "201 一般公共服务支出\n1,003.0\n0\n1,003.0\n0\n201 06 财政事务 1,003.00 1,003.00\n总计 1,003.00 1,003.00\n"
    )
    assert sum(cell.fen for row in found.rows for cell in (*row.cells.values(), *row.ambiguous)) == 6 * 1003 * 1_000_000


def test_an_unknown_table_keeps_every_amount_open() -> None:
    found = budget("表 13\n会议费明细情况表\n" + CAPTION + "项目 金额 备注\n年会 3.00\n培训 4.00 5.00\n")
    (other,) = [t for t in found.tables if t.kind.startswith("other:")]
    assert sorted(cell.printed for row in other.rows for cell in row.ambiguous) == ["3.00", "4.00", "5.00"]
    assert [note.verdict for note in found.notes if note.rule == "read.ambiguous"] == ["ambiguous"]


def test_what_an_amount_is_depends_on_the_table() -> None:
    assert Style(2, True).figure("3.00")
    assert not Style(2, True).figure("2024")
    assert not Style(2, True).figure("1.")
    assert Style(0, True).figure("438,300")
    assert Style(0, True).figure("0")
    assert not Style(0, True).figure("2024")
    assert Style(2, True).lacking("4,011.7") == 1
    assert Style(0, True).lacking("189,767,5") == 2
    assert Style(2, True).lacking("4.00") == 0
