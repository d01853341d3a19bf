"""A finding's place in words: the table it speaks of and the sentence it is printed in are told apart."""

from __future__ import annotations

import pytest

from data_model.budget import Finding
from tests.data_model.test_stands import finding, page, paged
from tests.tui.explorer import settled, text
from tests.tui.test_explorer_evidence import shown
from tui.cells import cell_width
from tui.cited import both_words, prose_words
from tui.report_check import Checked, check_lines, place_of, said_in, table_facts
from tui.screens.checks import ChecksScreen


def test_a_report_never_joins_a_table_with_the_page_of_the_prose() -> None:
    budget = paged()
    told = finding("三“乙项”写 3.10%，与去年比：3.00%", page(3), "expenditure")
    announced = finding("目录有“乙表”，后面没有这个标题", page(1))
    summed = finding("合计不等", page(3), "expenditure", budget.tables[0].rows[-1].code, "勾稽")
    findings: tuple[Finding, ...] = (told, announced, summed)
    said = said_in(budget, findings)
    checked = Checked("云溪.pdf", "", "", "万元", table_facts(budget.tables), findings, 0, 0, said)
    assert place_of(checked, told) == "表3 ↔ 正文 三（第3页）"
    assert place_of(checked, announced) == "目录（第1页）"
    assert "↔" not in place_of(checked, summed)


@pytest.mark.parametrize(
    ("table", "label", "expected"),
    [
        ("公开01表", "一", "公开01表 ↔ 一（第23页）"),
        ("公开05表", "五（一）", "公开05表 ↔ 第23页"),
        ("表7", "七（六）", "表7 ↔ 七（六）（第23页）"),
        ("公开5表", "七（六）", "公开5表 ↔ 七（六）第23页"),
        ("收支预算总表", "一", "收支预算总表 ↔ 第23页"),
        ("一般公共预算支出预算表", "一", "一般公共… ↔ 一（第23页）"),
        ("表3", "预算编制说明与其他", "表3 ↔ 正文（第23页）"),
        ("", "", "正文（第23页）"),
    ],
)
def test_what_has_no_room_goes_but_the_page_stays(table: str, label: str, expected: str) -> None:
    told = both_words(table, "", (label, False), "第23页", 24)
    assert told == expected
    assert cell_width(told) <= 24


def test_the_contents_are_named() -> None:
    assert prose_words(("目录", True), "第2页") == "目录（第2页）"
    assert prose_words(("一", False), "") == "正文 一"


async def test_the_pane_and_a_citation_tell_table_and_sentence() -> None:
    from dataclasses import replace

    budget = paged()
    note = finding("三“乙项”写 3.10%，与去年比：3.00%", page(3), "expenditure")
    async with shown(replace(budget, notes=(note,))) as (app, pilot):
        await pilot.press("c")
        await settled(app, pilot)
        assert isinstance(app.screen, ChecksScreen)
        assert "表3 ↔ 正文 三（第3页）" in text(app)
        assert app.screen.citation().endswith("（云溪.pdf#page=3 正文 三）")


async def test_the_list_and_the_pane_name_a_sentence_alike() -> None:
    from dataclasses import replace

    from data_model.budget import Paragraph, Section
    from data_model.statements import ProjectDetail
    from tests.tui.explorer import current

    budget = paged()
    texts = ("（一）项目名称：甲项目", "预算安排规模：3.10万元", "（二）项目名称：乙项目", "预算安排规模：8.20万元")
    projects = Section(2, "七", "项目支出情况说明", tuple(Paragraph(text, page(3)) for text in texts), page(3))
    budget = replace(
        budget,
        sections=(*budget.sections, projects),
        projects=(ProjectDetail("甲项目", 31_000_000, origin=page(3).label()),),
        notes=(finding("“乙项目”写 8.20", page(3), "expenditure"),),
    )
    async with shown(budget) as (app, pilot):
        await pilot.press("c")
        await settled(app, pilot)
        assert "表3 ↔ 七（二）" in current(app)
        assert "表3 ↔ 正文 七（二）（第3页）" in text(app)


def test_a_file_of_tables_alone_does_not_say_that_its_text_agrees() -> None:
    unread = Finding("C.sections", "not_applicable", "这个文件没有正文，没有核对说明是否齐全", "原文")
    for findings, told in (((unread,), "101 项勾稽都相符；本文件没有正文可核"), ((), "101 项勾稽和正文核对都相符")):
        checked = Checked("云溪.pdf", "", "", "万元", {}, findings, 101, 0)
        lines = ["".join(text for text, _ in line) for line in check_lines(checked, "万元", 80, False)]
        assert f"没有要看的：{told}" in lines
