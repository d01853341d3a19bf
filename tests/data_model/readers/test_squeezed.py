"""Text without tabs: where tables begin and end, what stays prose, what page furniture is; and never anything but ReadError."""

from __future__ import annotations

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data_model.readers.raw import RawDocument, RawParagraph, RawTable, ReadError
from data_model.readers.squeezed import read_squeezed
from data_model.readers.visible import unwrapped
from data_model.readers.visible_lines import VisibleLine, chunks_of, columns_show
from data_model.reading import Blob, read

CAPTION = "表 3\n\n部门支出总体情况表\n\n编制部门：云溪市（虚构）财政局 单位：万元\n\n"
HEAD = "科目代码\n科目名称 支出预算\n类 款 项 合计 基本支出 项目支出\n"
ROWS = "201 一般公共服务支出 3.00 3.00\n201 06 财政事务 3.00 3.00\n总计 3.00 3.00\n"


def raw(text: str) -> RawDocument:
    return read_squeezed(text.encode(), "a.txt")


def tables(document: RawDocument) -> list[RawTable]:
    return [item for item in document.items if isinstance(item, RawTable)]


def prose(document: RawDocument) -> list[str]:
    return [item.text for item in document.items if isinstance(item, RawParagraph)]


def test_a_table_runs_from_its_caption_to_the_next_sentence() -> None:
    document = raw(CAPTION + HEAD + ROWS + "第三部分 情况说明\n本局支出预算 3.00 万元。\n")
    (table,) = tables(document)
    assert table.lost_blanks
    assert table.rows[-1].cells == ("总计", "3.00", "3.00")
    assert prose(document)[-2:] == ["第三部分 情况说明", "本局支出预算 3.00 万元。"]


def test_pieces_of_a_table_over_pages_are_one_table() -> None:
    again = "7\n\f编制部门：云溪市（虚构）财政局 单位：万元\n" + HEAD
    document = raw(CAPTION + HEAD + ROWS.replace("总计", again + "总计"))
    assert len(tables(document)) == 1


def test_a_contents_list_is_no_table() -> None:
    document = raw("目录\n一、部门收支总体情况表\n二、部门收入总体情况表\n第三部分 情况说明\n")
    assert tables(document) == []


def test_lines_of_a_sentence_are_joined_and_page_numbers_go() -> None:
    lines = [
        "云溪市（虚构）财政局负责全市的预算编制、执行和监督工作，组织各项收入入库，并",
        "12",
        "对各单位的账目进行检查。",
        "下一段。",
    ]
    document = raw("\n\n".join(lines))
    assert prose(document) == [
        "云溪市（虚构）财政局负责全市的预算编制、执行和监督工作，组织各项收入入库，并对各单位的账目进行检查。",
        "下一段。",
    ]


def test_a_number_that_opens_a_line_is_no_list_item() -> None:
    document = raw(
        "云溪市（虚构）财政局支出预算 300.00 万元，比上年预算减少 1.57 万元，下降了\n11.57%，主要原因是减少。\n"
    )
    assert len(prose(document)) == 1


def test_the_note_of_an_empty_table_is_prose() -> None:
    note = "云溪市（虚构）财政局没有使用政府性基金预算拨款安排的支出，政府性基金预算\n支出情况表为空表。\n"
    document = raw(
        CAPTION.replace("部门支出", "政府性基金预算支出") + HEAD + "※ ※ ※ ※ 1 2 3 4\n" + note + CAPTION + HEAD + ROWS
    )
    assert len(tables(document)) == 2
    assert any(text.endswith("为空表。") and text.startswith("云溪市") for text in prose(document))


def test_a_title_below_its_table_is_found() -> None:
    text = "公开表三\n部门： 单位：万元\n合计 基本支出 项目支出\n9.00 5.00 4.00\n支出预算总表\n云溪市（虚构）财政局\n公开表四\n部门： 单位：万元\n"
    document = raw(text + "项目名称 金额\n一、基本支出 5.00\n财政拨款收支预算总表\n")
    assert [p for p in prose(document) if p.endswith("总表")] == ["支出预算总表", "财政拨款收支预算总表"]


BELOW = """公开表一
部门： 单位：万元
科目编码 科目名称 金额
301 工资福利支出 9.00
财政拨款基本支出预算表（经济科目）
合计
公开表二
部门： 云溪市财政局 单位：万元
科目编码 科目名称 金额
302 商品和服务支出 4.00
一般公共预算基本支出预算表（经济科目）
合计
部门： 单位：万元
小计
9.00 4.00
公开表三
“三公”经费支出预算表
云溪市财政局
公务接待费
公开表四
部门： 单位：万元
采购品目大类 总计
一、货物 3.00
2026年政府采购预算表
二、服务 4.00
"""


def test_titles_below_their_tables_stay_with_them() -> None:
    document = raw(BELOW)
    found: list[tuple[list[str], int]] = []
    caption: list[str] = []
    for item in document.items:
        if isinstance(item, RawTable):
            found.append((caption, len(item.rows)))
            caption = []
        else:
            caption.append(item.text)
    assert found == [
        (["公开表一", "财政拨款基本支出预算表（经济科目）", "部门： 单位：万元"], 3),
        (["公开表二", "一般公共预算基本支出预算表（经济科目）", "部门： 云溪市财政局 单位：万元"], 3),
        (["公开表三", "“三公”经费支出预算表", "部门：云溪市财政局 单位：万元"], 3),
        (["公开表四", "2026年政府采购预算表", "部门： 单位：万元"], 3),
    ]


def test_a_title_directly_above_the_number_of_its_table_is_no_late_one() -> None:
    text = BELOW.replace("公开表一\n", "收支预算总表\n公开表一\n").replace("公开表二\n", "支出预算总表\n公开表二\n")
    titles = [p for p in prose(raw(text)) if p.endswith("总表")]
    assert titles == ["收支预算总表", "支出预算总表"]


def test_a_body_named_on_two_lines_is_one_caption() -> None:
    text = (
        CAPTION.replace("编制部门：云溪市（虚构）财政局 单位：万元", "部门名称：云溪市（虚构）\n财政局\n单位:万元")
        + HEAD
        + ROWS
    )
    assert "部门名称：云溪市（虚构）财政局 单位:万元" in prose(raw(text))


def test_places_are_lines_of_the_text() -> None:
    (table,) = tables(raw(CAPTION + HEAD + ROWS))
    lines = (CAPTION + HEAD + ROWS).split("\n")
    for row in table.rows:
        assert row.place.line is not None
        assert "".join(row.cells) == lines[row.place.line - 1].replace(" ", "")


def test_an_empty_text_is_refused() -> None:
    with pytest.raises(ReadError):
        raw("\n \n\f\n")


# --- columns that show by position ------------------------------------------------------------------------------------------------


def rebuilt(text: str) -> list[list[str]]:
    lines = [
        VisibleLine(chunks_of(line), number, 0, False)
        for number, line in enumerate(text.split("\n"), 1)
        if line.strip()
    ]
    return [words for _, _, words, _ in unwrapped(lines)]


def test_wrapped_names_go_to_their_row() -> None:
    text = """
 208             社会保障和就业支出        478.39     478.39
                 机关事业单位基本养老保险缴
 208   05   05                    318.92     318.92
                 费支出
                 解决历史遗留问题及改革成本
 223   01                          86.98      84.14
                 支出
"""
    assert rebuilt(text) == [
        ["208", "社会保障和就业支出", "478.39", "478.39"],
        ["208", "05", "05", "机关事业单位基本养老保险缴费支出", "318.92", "318.92"],
        ["223", "01", "解决历史遗留问题及改革成本支出", "86.98", "84.14"],
    ]


def test_amounts_cut_in_narrow_cells_are_joined() -> None:
    text = """
 201   一般公共服务     1,069.5     1,069.5
                          1           1
 202   外交支出            2.25        2.25
 203   国防支出            3.25        3.25
"""
    assert rebuilt(text)[0] == ["201", "一般公共服务", "1,069.51", "1,069.51"]


def test_a_lone_number_within_a_page_is_the_piece_of_a_code() -> None:
    head = "表 3\n\n部门支出总体情况表\n\n编制部门：云溪市（虚构）财政局      单位：万元\n\n类   款   项   科目名称      合计     基本支出\n"
    row = " 20             政府机构       1,009.   1,009.\n      03\n  1             管理            51       51\n"
    last = " 20\n      99       其他支出          60.00    60.00\n  1\n\n\n            7\n\f"
    (found,) = tables(raw(head + row + last + "第三部分 说明\n本局支出 3.00 万元。\n"))
    assert [r.cells for r in found.rows if len(r.cells) > 3][-2:] == [
        ("201", "03", "政府机构管理", "1,009.51", "1,009.51"), ("201", "99", "其他支出", "60.00", "60.00"),
    ]  # fmt: skip


def test_single_blanks_show_no_columns() -> None:
    assert not columns_show(["201 一般公共服务支出 3.00 3.00"] * 3)
    assert columns_show(["201      一般公共服务支出     3.00    3.00"] * 3)


# --- whatever comes ---------------------------------------------------------------------------------------------------------------

PIECES = st.sampled_from(
    [
        "表 3", "部门支出总体情况表", "编制部门：甲局 单位：万元", "单位：万元", "201", "201 03", "一般公共服务支出", "总计", "3.00", "3,00",
        "1,069.5", "1", "※ ※ 1 2 3", "。", "，", "第三部分", "一、 关于", "项目支出绩效目标表", "预算单位 甲", "收入 支出", "—", "(3.00)",
        "\f", "\t", "公开表三", "        ", "：", "(", "0", "99999999999999999999.99", "公开 09 表：",
    ]
)  # fmt: skip


@given(st.lists(st.lists(PIECES, max_size=5).map(" ".join), max_size=30).map("\n".join))
def test_any_lines_are_read_or_refused(text: str) -> None:
    with contextlib.suppress(ReadError):
        read(Blob("a.txt", text.encode()))


@given(st.text(max_size=300))
def test_any_text_is_read_or_refused(text: str) -> None:
    with contextlib.suppress(ReadError):
        read_squeezed(text.encode("utf-8", "replace"), "a.txt")
