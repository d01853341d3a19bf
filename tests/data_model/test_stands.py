"""Where findings stand: in the table they speak of, in the sentence they are printed in, in the contents."""

from __future__ import annotations

from dataclasses import replace
from importlib.resources import files

import pytest

from data_model.budget import Budget, Finding, Paragraph, Place, Section, Table
from data_model.checks import check
from data_model.native import load
from data_model.spots import sentence_label
from data_model.stands import stand_of
from data_model.statements import ProjectDetail
from tests.shared import SHARED, needs_shared


def sample() -> Budget:
    return load((files("sample_data") / "yunxi_2026.json").read_bytes())


def page(number: int) -> Place:
    return Place("云溪.pdf", page=number)


def paged() -> Budget:
    """A page of contents, one of tables, one where a table ends and the prose begins."""
    budget = sample()
    table = budget.table("expenditure")
    assert table is not None
    half = len(table.rows) // 2
    rows = tuple(replace(row, place=page(2 if n < half else 3)) for n, row in enumerate(table.rows))
    late = {row.grid for row in rows[half:]}
    grid = tuple(replace(line, place=page(3 if n in late else 2)) for n, line in enumerate(table.grid))
    printed: Table = replace(table, rows=rows, grid=grid, place=page(2))
    contents = Section(1, "", "目录", (Paragraph("一、甲表", page(1)), Paragraph("二、乙表", page(1))), page(1), True)
    told = (Paragraph("本年甲项支出占21.95%。", page(3)), Paragraph("本年乙项支出占3.10%。", page(3)))
    prose = Section(2, "三", "支出预算情况说明", told, page(3))
    return replace(budget, tables=(printed,), sections=(contents, prose), claims=())


def finding(
    message: str, place: Place | None, table: str = "", code: str = "", grade: str = "原文", **more: int
) -> Finding:
    return Finding("N9.percent", "mismatch", message, grade, table, code, place=place, **more)  # type: ignore[arg-type]


def test_a_sentence_is_gone_to_though_the_finding_names_a_table() -> None:
    budget = paged()
    stand = stand_of(budget, finding("三“乙项”写 3.10%，与去年比：3.00%", page(3), "expenditure"))
    assert stand.at == (1, 1)
    assert sentence_label(budget, stand.at) == "三"
    assert stand_of(budget, finding("三“甲项”写 21.95%", page(3), "balance")).at == (1, 0)


def test_of_the_rows_of_a_page_the_one_that_is_spoken_of() -> None:
    budget = paged()
    row = budget.tables[0].rows[-1]
    stand = stand_of(budget, finding("合计不等", page(3), "expenditure", row.code, "勾稽", found=row.fen("total") or 0))
    assert stand.at is None
    assert stand.row is row
    assert stand.line >= 0


def test_the_contents_are_a_place_too() -> None:
    assert stand_of(paged(), finding("目录有“乙表”，后面没有这个标题", page(1))).at == (0, 1)


def test_where_nothing_is_printed_the_row_spoken_of() -> None:
    budget = paged()
    row = budget.tables[0].rows[0]
    for place in (None, page(9)):
        stand = stand_of(budget, finding("不等", place, "expenditure", row.code))
        assert (stand.at, stand.line, stand.row) == (None, -1, row)
    assert stand_of(budget, finding("表外", page(2))).table is budget.tables[0]
    assert stand_of(budget, finding("没有", None)) == (None, -1, None, None)


def test_a_note_below_a_table_is_no_sentence() -> None:
    budget = paged()
    table = budget.tables[0]
    lines = tuple(replace(line, place=Place("云溪.txt", line=20 + n)) for n, line in enumerate(table.grid))
    told = tuple(replace(p, place=Place("云溪.txt", line=5)) for p in budget.sections[1].paragraphs)
    sections = (budget.sections[0], replace(budget.sections[1], paragraphs=told))
    lined = replace(budget, tables=(replace(table, grid=lines, place=Place("云溪.txt", line=19)),), sections=sections)
    note = Place("云溪.txt", line=20 + len(lines))
    assert stand_of(lined, finding("空表没有说明", note, "expenditure")).at is None
    assert stand_of(lined, finding("空表没有说明", note)).at == (1, 1)
    assert stand_of(lined, finding("不等", Place("云溪.txt", line=8), "expenditure")).at == (1, 1)


@needs_shared
@pytest.mark.parametrize("name", ["jiangsu/jianchayuan_2018_full.pdf", "shanghai/wanli_2025_dept.pdf"])
def test_of_published_documents_sums_stand_in_tables_and_texts_in_prose(name: str) -> None:
    from data_model.reading import read

    budget = read(SHARED / "disclosures" / name)
    for found in check(budget):
        if found.place is None or not found.grade or found.verdict == "not_applicable":
            continue
        stand = stand_of(budget, found)
        if found.grade == "勾稽":
            assert stand.at is None
            assert stand.row is not None
            assert stand.row.code == found.code
        elif not found.rule.startswith("C.note"):
            assert stand.at is not None
            section, paragraph = stand.at
            assert budget.sections[section].paragraphs[paragraph].place == found.place


def test_of_two_projects_with_alike_names_on_a_page_the_one_with_the_amount() -> None:
    texts = (
        "（八）项目名称：关于下达文化体系建设补助资金的通知", "预算安排规模：2.34万元",
        "（九）项目名称：关于下达文化体系建设补助资金的通知（二）", "预算安排规模：7.05万元",
    )  # fmt: skip
    told = Section(2, "七", "项目支出情况说明", tuple(Paragraph(text, page(5)) for text in texts), page(5))
    project = ProjectDetail("文化体系建设补助资金", 2_340_000, origin=page(5).label())
    budget = replace(paged(), sections=(told,), projects=(project,))
    for amount, label in (("2.34", "七（八）"), ("7.05", "七（九）")):
        message = f"表7 与七的项目名称不同：“体系建设和补助”与“体系建设补助”，金额都是 {amount}"
        stand = stand_of(budget, finding(message, page(5), "projects"))
        assert stand.at is not None
        assert sentence_label(budget, stand.at) == label
