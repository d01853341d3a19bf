"""From raw grids to tables: titles, multi-row headers, number rows, codes in every form, pieces, empty tables, unknown tables."""

from __future__ import annotations

import pytest

from data_model.budget import Budget, Table
from data_model.reading import read_bytes
from data_model.tables.titles import kind_of_title

HEAD = "2026年云溪市（虚构）财政局部门预算公开\n\n"
CAPTION = "编制部门：云溪市（虚构）财政局\n\n单位：万元\n\n"


def read(text: str) -> Budget:
    return read_bytes((HEAD + text).encode(), "x.txt")


def table(text: str) -> Table:
    return read(text).tables[0]


def figures(table: Table) -> dict[tuple[str, str], str]:
    return {(row.code or row.line or row.name, m): cell.printed for row in table.rows for m, cell in row.cells.items()}


EXPENDITURE = (
    "表 3\n\n部门支出总体情况表\n\n"
    + CAPTION
    + "科目代码\t\t\t科目名称\t支出预算\t\t\n类\t款\t项\t\t合计\t基本支出\t项目支出\n"
    "201\t\t\t一般公共服务支出\t3.00\t2.00\t1.00\n201\t03\t\t政府办公厅（室）及相关机 构事务\t3.00\t2.00\t1.00\n"
    "201\t03\t01\t行政运行\t3.00\t2.00\t1.00\n\t\t\t总计\t3.00\t2.00\t1.00\n"
)


def test_a_functional_table() -> None:
    found = table(EXPENDITURE)
    assert (found.kind, found.number, found.unit, found.step, found.head) == ("expenditure", "表3", "万元", 10000, 2)
    assert [row.code for row in found.rows] == ["201", "20103", "2010301", "TOTAL"]
    assert found.rows[1].name == "政府办公厅（室）及相关机构事务"
    assert found.rows[0].cells["project"].column == 6
    assert found.rows[2].place.label(4) == "x.txt:15"
    assert not read(EXPENDITURE).notes


def test_a_title_over_two_lines_keeps_its_number() -> None:
    found = table(EXPENDITURE.replace("表 3\n\n部门支出总体情况表", "公开 03 表：部门支\n\n出总体情况表"))
    assert (found.kind, found.number) == ("expenditure", "公开03表")


def test_tables_without_a_figure_and_a_form_are_not_counted() -> None:
    read_one = read("第一部分\t第3页\n第二部分\t第9页\n\n正文。\n\n" + EXPENDITURE)
    assert [t.kind for t in read_one.counted] == ["expenditure"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_encodings_and_line_ends_change_nothing(encoding: str, newline: str) -> None:
    data = (HEAD + EXPENDITURE).replace("\n", newline).encode(encoding)
    assert figures(read_bytes(data, "x.txt").tables[0]) == figures(table(EXPENDITURE))


def test_exotic_blanks_change_nothing() -> None:
    spaced = EXPENDITURE.replace("总计", "\u3000总\u3000计\xa0").replace("3.00", "\xa03.00\u3000")
    assert {k: v.strip() for k, v in figures(table(spaced)).items()} == figures(table(EXPENDITURE))


def test_the_total_may_come_first_under_a_number_row() -> None:
    lines = EXPENDITURE.split("\n")
    total = lines.pop(next(i for i, line in enumerate(lines) if "总计" in line))
    at = next(i for i, line in enumerate(lines) if line.startswith("201"))
    lines[at:at] = ["※\t※\t※\t※\t1\t2\t3", total]
    assert figures(table("\n".join(lines))) == figures(table(EXPENDITURE))


def test_a_number_row_decides_where_words_fail() -> None:
    garbled = EXPENDITURE.replace("合计\t基本支出\t项目支出", "项目支出\t出支本基\t合计").replace(
        "201\t\t\t一般", "※\t※\t※\t※\t1\t2\t3\n201\t\t\t一般"
    )
    assert figures(table(garbled)) == figures(table(EXPENDITURE))
    assert any(note.rule == "read.header" for note in read(garbled).notes)


def test_pieces_over_pages_are_one_table() -> None:
    lines = EXPENDITURE.split("\n")
    head = [line for line in lines if line.startswith(("科目代码", "类"))]
    at = next(i for i, line in enumerate(lines) if "行政运行" in line)
    broken = [
        *lines[:at],
        "",
        "21",
        "",
        *CAPTION.split("\n"),
        *[h.replace("基本支出", "基本 支出") for h in head],
        *lines[at:],
    ]
    budget = read("\n".join(broken))
    assert len(budget.tables) == 1
    assert figures(budget.tables[0]) == figures(table(EXPENDITURE))
    assert sum(1 for row in budget.tables[0].grid if row.texts[0] == "类") == 1


@pytest.mark.parametrize(
    "cells",
    ["2010301\t\t\t行政运行", "201\t20103\t2010301\t行政运行", "201 03 01 行政运行\t\t\t", "201\t03\t01 行政运行\t"],
)
def test_codes_in_every_printed_form(cells: str) -> None:
    text = EXPENDITURE.replace("201\t03\t01\t行政运行", cells)
    row = next(row for row in table(text).rows if row.name == "行政运行")
    assert row.code == "2010301"


def test_code_and_name_in_one_cell_of_the_economic_table() -> None:
    found = table(
        "表 6\n\n一般公共预算基本支出情况表\n\n"
        + CAPTION
        + "科目\t\t一般公共预算基本支出\t\t\n科目代码\t科目名称\t合计\t人员经费\t公用经费\n类\t款\t\t\t\n"
        "301\t工资福利支出\t2.00\t2.00\t\n301\t01 基本工资\t2.00\t2.00\t\n\t总计\t2.00\t2.00\t\n"
    )
    assert [(row.code, row.name) for row in found.rows] == [
        ("301", "工资福利支出"),
        ("30101", "基本工资"),
        ("TOTAL", "总计"),
    ]


def test_lines_without_a_code_have_keys_that_never_clash() -> None:
    found = table(
        "表 1\n\n部门收支总体情况表\n\n" + CAPTION + "收入\t\t支出\t\n项目\t预算数\t科目名称\t预算数\n"
        "一、本年收入\t5.00\t201 一般公共服务支出\t6.00\n1. 一般公共预算拨款\t5.00\t202 外交支出\t\n"
        "二、上年结转结余\t1.00\t\t\n1. 财政拨款结转\t1.00\t\t\n其中：一般公共预算拨款\t1.00\t\t\n收入总计\t6.00\t支出总计\t6.00\n"
    )
    keys = [row.line for row in found.rows if row.side == "revenue"]
    assert keys == [
        "current", "current.general_public", "carryover", "carryover.appropriation",
        "carryover.appropriation.general_public", "total",
    ]  # fmt: skip
    assert [row.code for row in found.rows if row.side == "expenditure"] == ["201", "202", "TOTAL"]


def test_an_empty_table_keeps_its_sentence() -> None:
    note = "云溪市（虚构）财政局没有使用政府性基金安排支出，本表为空表。"
    found = table(
        "表 8\n\n政府性基金预算支出情况表\n\n"
        + CAPTION
        + "科目代码\t\t\t科目名称\t合计\t基本支出\t\t项目支出\n类\t款\t项\t\t\t人员经费\t公用经费\t\n"
        "\t\t\t总计\t\t\t\t\n\n" + note + "\n"
    )
    assert (found.kind, found.figures, found.note) == ("government_fund", 0, note)
    assert [c.role for c in found.columns[4:]] == ["total", "basic_personnel", "basic_public", "project"]


def test_an_unreadable_figure_is_noted_not_dropped_in_silence() -> None:
    budget = read(EXPENDITURE.replace("行政运行\t3.00", "行政运行\t1,2,3.4.5"))
    (note,) = budget.notes
    assert (note.rule, note.verdict, note.code) == ("read.amount", "unread", "2010301")
    assert "1,2,3.4.5" in note.message
    assert budget.tables[0].rows[2].cells.keys() == {"basic", "project"}


def test_an_unknown_table_stays_with_its_figures() -> None:
    found = table(
        "表 13\n\n重点支出进度安排表\n\n" + CAPTION + "项目名称\t年初预算\t备注\n甲事项\t12.50\t\n乙事项\t0.50\t续建\n"
    )
    assert found.kind == "other:重点支出进度安排表"
    assert figures(found) == {("甲事项", "年初预算"): "12.50", ("乙事项", "年初预算"): "0.50"}


def test_an_unknown_column_keeps_its_heading_as_measure() -> None:
    budget = read(EXPENDITURE.replace("项目支出\n", "项目支出\t机动费\n").replace("2.00\t1.00", "2.00\t1.00\t0.30"))
    assert budget.tables[0].rows[0].cells["机动费"].printed == "0.30"
    assert any("机动费" in note.message for note in budget.notes)


def test_no_unit_is_never_a_silent_default() -> None:
    budget = read(EXPENDITURE.replace("单位：万元", ""))
    assert budget.tables[0].unit == ""
    assert any(note.rule == "read.unit" for note in budget.notes)


def test_a_row_of_dashes_is_no_header() -> None:
    text = (
        "表 8\n\n财政拨款“三公”经费支出情况表\n\n" + CAPTION + "“三公”经费支出内容\t合计\t一般公共预算\n"
        "因公出国（境）费用\t—\t—\n公务接待费\t1.00\t1.00\n总计\t1.00\t1.00\n"
    )
    assert figures(table(text)) == {
        ("reception", "total"): "1.00", ("reception", "general_public"): "1.00",
        ("TOTAL", "total"): "1.00", ("TOTAL", "general_public"): "1.00",
    }  # fmt: skip


def test_two_unknown_columns_of_one_heading_are_both_kept() -> None:
    text = EXPENDITURE.replace("基本支出\t项目支出\n", "待定\t待定\n")
    assert {m: cell.printed for m, cell in table(text).rows[0].cells.items()} == {
        "total": "3.00", "待定": "2.00", "待定#2": "1.00",
    }  # fmt: skip


def test_a_heading_wrapped_over_rows_is_one() -> None:
    text = EXPENDITURE.replace(
        "类\t款\t项\t\t合计\t基本支出\t项目支出\n", "类\t款\t项\t\t合计\t基本\t项目\n\t\t\t\t\t支出\t支出\n"
    )
    assert list(table(text).rows[0].cells) == ["total", "basic", "project"]


def test_a_long_body_goes_on_below_its_line() -> None:
    text = EXPENDITURE.replace(
        "编制部门：云溪市（虚构）财政局", "编制部门：云溪高新技术产业开发区（云溪市新市区）二工\n\n街道办事处"
    )
    found = table(text)
    assert (found.kind, found.entity) == ("expenditure", "云溪高新技术产业开发区（云溪市新市区）二工街道办事处")


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("部门收支总体情况表", "balance"), ("2025年部门财务收支预算总表", "balance"), ("公开 01 表：收支预算总表", "balance"),
        ("部门收入总体情况表", "revenue"), ("2025年预算单位支出预算总表", "expenditure"), ("部门支出总体情况表", "expenditure"),
        ("财政拨款收支预算总体情况表", "appropriation"), ("财政拨款支出预算表（功能科目）", "appropriation_function"),
        ("财政拨款基本支出预算表（经济科目）", "appropriation_economic"), ("一般公共预算支出情况表", "general_public"),
        ("2025年部门一般公共预算支出功能分类预算表", "general_public"), ("一般公共预算基本支出情况表", "basic_economic"),
        ("2025年部门一般公共预算基本支出部门预算经济分类预算表", "basic_economic"), ("一般公共预算项目支出情况表", "projects"),
        ("财政拨款政府性基金支出预算表", "government_fund"), ("国有资本经营预算支出情况表", "state_capital"),
        ("固有资本经营预算支出情况表", "state_capital"), ("2025年单位“三公”经费和机关运行经费预算表", "three_public"),
        ("“三公”经费、会议费、培训费支出预算表", "three_public"), ("财政拨款委托业务费支出情况表", "entrusted"),
        ("上年结转结余情况明细表", "carryover"), ("一般公共预算机关运行经费支出预算表", "operating_costs"),
        ("2019年政府采购预算表", "procurement"), ("部门整体绩效目标表", "goals"), ("一般公共预算收入表", ""), ("表 2", ""),
        ("没有安排支出，政府性基金预算支出情况表为空表。", ""), ("2023年收入支出预算总表", "balance"),
        ("财政拨款收入支出总表", "appropriation"), ("2022年支出预算表（按功能分类）", "expenditure"), ("项目支出总表", "projects"),
        ("一般公共预算支出表（功能分类）", "general_public"), ("一般公共预算支出表（经济分类）", ""),
        ("一般公共预算基本支出表（部门预算支出经济分类科目）", "basic_economic"), ("部门收支总表（部门公开表1）", "balance"),
        ("一般公共预算基本支出表（政府经济分类）", "basic_economic_government"), ("“三公经费”支出情况表", "three_public"),
    ],
)  # fmt: skip
def test_titles_of_all_regions(title: str, kind: str) -> None:
    assert kind_of_title(title) == kind
