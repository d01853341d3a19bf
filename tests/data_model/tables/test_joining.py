"""Rows cut by a page break: joined only when the document knows the joined name; forms whose columns are lines of one row."""

from __future__ import annotations

from data_model.assemble import assemble
from data_model.budget import Place
from data_model.readers.raw import RawDocument, RawParagraph, RawRow, RawTable

TITLE = RawParagraph("一般公共预算支出情况表", Place("x.pdf", page=1))
UNIT = RawParagraph("编制部门：云溪市（虚构）财政局 单位：万元", Place("x.pdf", page=1))
HEAD = (("科目代码", "", "", "科目名称", "合计", "基本支出", "项目支出"), ("类", "款", "项", "", "", "", ""))


def document(*pages: tuple[tuple[str, ...], ...], prose: str = "") -> RawDocument:
    rows = [RawRow(cells, Place("x.pdf", page=1)) for cells in HEAD]
    for page, cells in enumerate(pages, 1):
        rows += [RawRow(row, Place("x.pdf", page=page)) for row in cells]
    items = [TITLE, UNIT, RawTable(tuple(rows)), RawParagraph(prose, Place("x.pdf", page=9))]
    return RawDocument("x.pdf", "pdf", tuple(items))


FIRST = (("208", "", "", "社会保障和就业支出", "5.00", "5.00", ""),)


def test_a_cut_name_is_joined_when_the_prose_knows_it() -> None:
    pages = (
        (*FIRST, ("208", "05", "05", "机关事业单位基本养老保险", "5.00", "5.00", "")),
        (("", "", "", "缴费支出", "", "", ""), ("", "", "", "总计", "5.00", "5.00", "")),
    )
    known = assemble(document(*pages, prose="机关事业单位基本养老保险缴费支出（项）5.00万元。"))
    assert [row.name for row in known.tables[0].rows] == [
        "社会保障和就业支出",
        "机关事业单位基本养老保险缴费支出",
        "总计",
    ]
    assert not known.notes
    unknown = assemble(document(*pages))
    assert [row.name for row in unknown.tables[0].rows] == [
        "社会保障和就业支出",
        "机关事业单位基本养老保险",
        "缴费支出",
        "总计",
    ]
    assert [note.rule for note in unknown.notes] == ["read.cut"]


def test_a_cut_code_and_a_name_on_the_other_page() -> None:
    pages = (
        (("20", "", "", "社会保障和就业支出", "5.00", "5.00", ""),),
        (("8", "", "", "", "", "", ""), ("221", "", "", "", "1.00", "1.00", "")),
        (("", "", "", "住房保障支出", "", "", ""),),
    )
    rows = assemble(document(*pages)).tables[0].rows
    assert [(row.code, row.name, row.fen("total")) for row in rows] == [
        ("208", "社会保障和就业支出", 5000000),
        ("221", "住房保障支出", 1000000),
    ]


def test_two_whole_rows_at_a_break_stay_two() -> None:
    pages = (
        (("208", "", "", "社会保障和就业支出", "5.00", "5.00", ""),),
        (("221", "", "", "住房保障支出", "1.00", "1.00", ""),),
    )
    assert [row.code for row in assemble(document(*pages)).tables[0].rows] == ["208", "221"]


def test_a_numbered_class_cut_in_a_two_sided_table_is_one_row() -> None:
    place, after = Place("x.pdf", page=1), Place("x.pdf", page=2)
    head = (("收入", "", "支出", "", "", ""), ("项目名称", "金额", "功能科目名称", "金额", "支出用途", "金额"))
    rows = [RawRow(cells, place) for cells in head]
    rows += [
        RawRow(("一、财政拨款", "9.00", "一、一般公共服务支出", "9.00", "一、基本支出", "9.00"), place),
        RawRow(("", "", "十七、国土海洋气象等支", "", "", ""), place),
        RawRow(("", "", "出", "", "", ""), after),
        RawRow(("", "", "二十、其他支出", "", "", ""), after),
        RawRow(("收入合计", "9.00", "支出合计", "", "", "9.00"), after),
    ]
    title = RawParagraph("公开01表：收支预算总表", place)
    unit = RawParagraph("部门：云溪省（虚构）某院 单位：万元", place)
    assembly = assemble(RawDocument("x.pdf", "pdf", (title, unit, RawTable(tuple(rows)))))
    names = [row.name for row in assembly.tables[0].rows if row.side == "expenditure"]
    assert names == ["一、一般公共服务支出", "十七、国土海洋气象等支出", "二十、其他支出", "支出合计"]
    assert [text for row in assembly.tables[0].grid for text in row.texts if text == "出"] == []


def test_a_row_of_three_public_expenses_becomes_lines() -> None:
    place = Place("x.pdf", page=1)
    rows = (
        ("2025年“三公”经费预算数", "", "", "", "", "", "2025年机关运行经费预算数"),
        ("合计", "因公出国(境)费", "公务接待费", "公务用车购置及运行费", "", "", ""),
        ("", "", "", "小计", "购置费", "运行费", ""),
        ("37.91", "0", "1.35", "36.56", "15", "21.56", "464.64"),
    )
    title = RawParagraph("2025年单位“三公”经费和机关运行经费预算表", place)
    unit = RawParagraph("编制单位：云溪市（虚构）财政局 单位:万元", place)
    (table,) = assemble(
        RawDocument("x.pdf", "pdf", (title, unit, RawTable(tuple(RawRow(r, place) for r in rows))))
    ).tables
    assert table.kind == "three_public"
    assert {row.line: row.cells["total"].printed for row in table.rows} == {
        "total": "37.91", "abroad": "0", "reception": "1.35", "vehicles": "36.56", "vehicles.purchase": "15",
        "vehicles.running": "21.56", "operating_costs": "464.64",
    }  # fmt: skip
    assert table.total is not None
