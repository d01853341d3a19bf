"""Headings and paragraphs: wrapped sentences over line ends, blank lines and pages; headings of every numbering; contents."""

from __future__ import annotations

from data_model.budget import Place, Section
from data_model.readers.raw import RawParagraph
from data_model.sections import sections_of


def read(*lines: str) -> tuple[Section, ...]:
    """The sections of these lines."""
    return sections_of([RawParagraph(line, Place("a.txt", number)) for number, line in enumerate(lines, 1)])


def texts(*lines: str) -> list[str]:
    """The paragraphs below one heading."""
    (section,) = read("一、收入", *lines)
    return [paragraph.text for paragraph in section.paragraphs]


def test_a_sentence_cut_at_a_page_end_is_put_together() -> None:
    first = "农林水支出包括：行政运行支出 1,069.51 万元，主要用于办公用房和泵站值守；卫生健"
    assert texts(first, "", "12", "", "康支出 14.39 万元。") == [first + "康支出 14.39 万元。"]


def test_wrapped_lines_with_blank_lines_between() -> None:
    assert texts("青石县人民政府水务管理办公室（虚构） 2030 年财政拨款收支总预算", "", "3,145.94 万元。", "", "收入预算包括：一般公共预算。") == [
        "青石县人民政府水务管理办公室（虚构） 2030 年财政拨款收支总预算 3,145.94 万元。", "收入预算包括：一般公共预算。",
    ]  # fmt: skip


def test_a_path_waits_for_its_amount() -> None:
    assert len(texts("1、农林水支出（类）水利（款）行政运行（项）：", "", "2030 年预算数为 5.00 万元。")) == 1


def test_a_percent_at_the_start_of_a_line_is_no_list_item() -> None:
    assert texts("一般公共预算收入 21,940.96 万元，占", "99.94 %；", "1.其他资金 2.00 万元。") == [
        "一般公共预算收入 21,940.96 万元，占 99.94 %；", "1.其他资金 2.00 万元。",
    ]  # fmt: skip


def test_labels_short_lines_and_items_begin_paragraphs() -> None:
    lines = [
        "项目承担单位：青石县人民政府水务管理办公室及其所属两个事业单位",
        "",
        "资金来源：本级财政拨款",
        "水务局",
        "",
        "2030年1月5日",
    ]
    assert texts(*lines) == [line for line in lines if line]


def test_a_wrapped_heading_is_one_heading() -> None:
    (section,) = read(
        "五、关于青石县人民政府水务管理办公室 2030 年一般公共预算当", "", "年拨款情况说明", "", "共 2.00 万元。"
    )
    assert section.heading.endswith("一般公共预算当年拨款情况说明")
    assert [p.text for p in section.paragraphs] == ["共 2.00 万元。"]


def test_numbered_amounts_are_no_headings() -> None:
    assert [s.number for s in read("一、“三公”经费预算情况说明", "（三）公务接待费1.35万元，与上年持平")] == ["一"]


def test_headings_that_only_the_contents_number() -> None:
    found = read("目录", "一、部门主要职能", "二、部门预算编制说明", "三、其他相关情况说明", "青石县水务局（部门）主要职能", "负责水务。",
                 "2030年部门预算编制说明", "收入预算2.00万元。", "其他相关情况说明", "一、机关运行经费预算", "经费1.00万元。")  # fmt: skip
    assert [(s.level, s.heading, s.contents) for s in found] == [
        (1, "目录", True), (1, "青石县水务局（部门）主要职能", False), (1, "2030年部门预算编制说明", False),
        (1, "其他相关情况说明", False), (2, "机关运行经费预算", False),
    ]  # fmt: skip


def test_contents_end_where_a_part_comes_again() -> None:
    found = read("目录", "第一部分 概况", "一、职能", "第二部分 说明", "第一部分 概况", "一、职能", "负责水务。")
    assert [(s.level, s.contents) for s in found] == [(1, True), (1, False), (2, False)]


def test_projects_have_headings_without_numbers() -> None:
    found = read(
        "五、项目",
        "七、绩效目标",
        "详见绩效目标表",
        "智慧水务专项经费情况说明",
        "一、项目概述",
        "远程抄表。",
        "机关运行经费情况说明",
    )
    assert [(s.level, s.heading) for s in found if s.level == 1] == [(1, "智慧水务专项经费情况说明")]
