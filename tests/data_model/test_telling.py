"""Evidence is told from the side of the cell that was asked for; findings say both places they hold against each other."""

from __future__ import annotations

from dataclasses import replace

from data_model.budget import Paragraph, Place
from data_model.evidence import evidence
from data_model.spots import sentence_label
from data_model.statements import ProjectDetail
from data_model.telling import full_name
from data_model.tree import build_tree
from tests.invented import invented


def test_an_asked_cell_stands_left_and_what_repeats_it_is_named() -> None:
    budget = invented()
    table = budget.table("expenditure")
    assert table is not None
    row = next(row for row in table.rows if len(row.code) == 7)
    formulas = [held.formula for held in evidence(budget).of(table, row, "total")]
    own = f"{row.fen('total') / 1_000_000:,.2f}"  # type: ignore[operator]
    repeated = next(text for text in formulas if "表2" in text)
    assert repeated == f"{row.code} {own} = 表2 {row.code} 总计"
    assert any(text.startswith(f"合计 {own} = 基本支出") for text in formulas)


def test_a_code_alone_never_stands_for_a_figure() -> None:
    budget = invented()
    told = [
        held.formula
        for table in budget.tables
        for row in table.rows
        for measure in row.cells
        for held in evidence(budget).of(table, row, measure)
    ]
    assert any(text.endswith("= 20106 700.00") for text in told)
    assert not [text for text in told if text.rpartition("= ")[2].isdigit()]
    assert not [text for text in told if len(set(text.split(" = "))) == 1], "a figure alone is no reason for itself"
    beside_blank = [text for text in told if " = " in text and text.endswith(" —")]
    assert beside_blank
    assert not [t for t in beside_blank if t.split(" = ")[1].startswith(t.split(" = ")[0] + " + ")], (
        "named beside a blank"
    )


def test_the_total_of_a_view_says_of_what() -> None:
    budget = invented()
    assert build_tree(budget, "function").names[0] == "支出总计"
    assert build_tree(budget, "projects").names[0].startswith("项目支出总计（")


def test_sentences_are_named_by_their_section_even_where_a_page_holds_several() -> None:
    budget = invented()
    detailed = next(s for s in budget.sections if s.level == 2 and s.paragraphs and not s.contents)
    page = Place("a.pdf", page=7)
    texts = ("（一）项目名称：甲", "预算安排规模：1.00万元", "（二）项目名称：乙", "预算安排规模：2.00万元")
    told = replace(detailed, paragraphs=tuple(Paragraph(text, page) for text in texts))
    after = replace(detailed, number="十九", heading="其他", paragraphs=(Paragraph("另有说明。", page),))
    project = ProjectDetail("甲", 1_000_000, origin=page.label())
    paged = replace(budget, sections=(told, after), projects=(project,), claims=())
    own = detailed.number
    assert [sentence_label(paged, (0, m)) for m in range(4)] == [f"{own}（一）"] * 2 + [f"{own}（二）"] * 2
    assert sentence_label(paged, (1, 0)) == "十九"
    plain = replace(paged, projects=())
    assert sentence_label(plain, (0, 2)) == own, "numbers that are no projects name nothing"


def test_the_number_of_a_table_is_said_once() -> None:
    table = invented().tables[0]
    for number, title, told in (
        ("公开09表", "公开 09 表：一般公共预算“三公”经费支出表", "公开 09 表：一般公共预算“三公”经费支出表"),
        ("表3", "支出总体情况表", "表3 支出总体情况表"),
        ("", "支出总表", "支出总表"),
        ("表3", "", "表3"),
    ):
        assert full_name(replace(table, number=number, title=title)) == told
