"""Codes and amounts that narrow cells tear over lines and pages; names that stand behind their page."""

from __future__ import annotations

from data_model.budget import Place, Table
from data_model.readers.raw import RawRow, RawTable
from data_model.readers.squeezed import read_squeezed
from data_model.tables.fragments import lines_of
from data_model.tables.names_apart import Known, OpenRow, name_rows
from data_model.tables.number_style import Style, style_of
from data_model.tables.torn import mend_amounts, mend_codes
from tests.data_model.tables.making import CAPTION, HEAD, budget, expenditure, printed, table

CENTS = Style(2, True)


def mended(text: str, style: Style = CENTS) -> str:
    """The lines with their codes and amounts put together; empty ones are gone."""
    words = [line.split() for line in text.split("/")]
    mend_amounts(words, style)
    mend_codes(words, "2", style)
    return "/".join(" ".join(line) for line in words if line)


def test_amounts_take_exactly_the_digits_they_lack() -> None:
    assert mended("甲 3,008./81/3,008./81") == "甲 3,008.81/3,008.81"
    assert mended("甲 393.6/1/393.6/1") == "甲 393.61/393.61"
    assert mended("甲 1,009. 1,009. 60.00/51 51") == "甲 1,009.51 1,009.51 60.00"
    assert mended("甲 3,008./8/乙") == "甲 3,008./8/乙"
    assert mended("甲 1,009. 1,009./51") == "甲 1,009. 1,009./51"  # which of both is not said


def test_codes_are_joined_cell_by_cell() -> None:
    assert mended("20/1/一般公共服务支出 3.00") == "201/一般公共服务支出 3.00"
    assert mended("20/1/0/3/0/1/行政运行 3.00 3.00") == "201 03 01/行政运行 3.00 3.00"
    assert mended("20/1/03/5/0/事业运行 3.00") == "201 03 50/事业运行 3.00"
    assert mended("20/1/03 01 行政运行 3.00") == "201 03 01 行政运行 3.00"
    assert mended("201 03 01 行政运行 3.00") == "201 03 01 行政运行 3.00"


def test_what_is_no_code_stays() -> None:
    assert mended("21/表 4/收支总表") == "21/表 4/收支总表"  # a page number
    assert mended("2024 年项目 3.00") == "2024 年项目 3.00"
    assert mended("20 人 3.00") == "20 人 3.00"


def test_a_row_cut_by_a_page_break_gets_its_rest_behind_the_header() -> None:
    cut = "20/8/社会保障 9.00/20/8/05/养老 9.00/20 0 0 职业年 9.00 9.00/6/科目代码/类 款 项/8 5 6 金缴费/总计 9.00"
    assert (
        mended(cut)
        == "208/社会保障 9.00/208 05/养老 9.00/208 05 06 职业年 9.00 9.00/6/科目代码/类 款 项/金缴费/总计 9.00"
    )
    assert "207 文化 3.00" in mended("20/1/甲 3.00/20 文化 3.00/7/科目代码/7/20/7/01/乙 3.00")
    assert "201 甲 1,009.51" in mended("20/3/乙 3.00/20 甲 1,009./7/科目代码/1 支出 51/总计 3.00")


def test_a_rest_that_fits_no_code_of_the_table_is_not_taken() -> None:
    text = "20/1/甲 3.00/20 01 乙 3.00/7/科目代码/8 支出/总计 3.00"
    assert "20 01 乙 3.00" in mended(text)  # 20801 without 208


def test_torn_codes_and_amounts_give_the_rows_of_whole_ones() -> None:
    found = expenditure(
        "20\n8\n社会保障和就业支出\n1,003.\n00\n1,003.\n00\n20\n8\n05\n行政事业单位养老支出\n1,003.\n00\n1,003.\n00\n"
        "20\n8\n05\n0\n5\n基本养老保险缴\n费支出\n4.00 4.00\n20 0 0 职业年 999.00 999.00\n7\n"
        + HEAD
        + "8 5 6 金缴费支出\n"
        "总计\n1,003.\n00\n1,003.\n00\n"
    )
    rows = [
        (row.code, row.name, [cell.printed for cell in (*row.cells.values(), *row.ambiguous)]) for row in found.rows
    ]
    assert rows == [
        ("208", "社会保障和就业支出", ["1,003.00"] * 2), ("20805", "行政事业单位养老支出", ["1,003.00"] * 2),
        ("2080505", "基本养老保险缴费支出", ["4.00"] * 2), ("2080506", "职业年金缴费支出", ["999.00"] * 2),
        ("TOTAL", "总计", ["1,003.00"] * 2),
    ]  # fmt: skip


def test_a_row_whose_code_stays_torn_places_nothing() -> None:
    found = expenditure("20\n8\n甲类支出 3.00 3.00\n20 01 乙项支出 3.00 3.00\n总计 6.00 6.00\n")
    torn = next(row for row in found.rows if "乙项" in row.name)
    assert not torn.cells
    assert [(cell.printed, cell.candidates) for cell in torn.ambiguous] == [("3.00", ()), ("3.00", ())]


def test_where_every_amount_is_torn_the_document_tells_its_decimals() -> None:
    whole = "表 3\n部门支出总体情况表\n" + CAPTION + HEAD + "208 社会保障和就业支出 393.61 393.61\n总计 393.61 393.61\n"
    four = (
        "表 4\n财政拨款收支预算总体情况表\n"
        + CAPTION
        + "财政拨款收入 财政拨款支出\n项目 合计 科目名称 合计\n一般\n公共\n预算\n"
    )
    four += "208 社会保障和就业\n支出\n393.6\n1\n393.6\n1\n"
    found = budget(whole + four).table("appropriation")
    assert found is not None
    assert {cell.printed for row in found.rows for cell in (*row.cells.values(), *row.ambiguous)} == {"393.61"}


# --- names behind their page ------------------------------------------------------------------------------------------------------


def row(code: str, *words: str) -> OpenRow:
    return OpenRow([code] if code else [], list(words), ["3.00"])


def shared_out(rows: list[OpenRow], lines: str, known: Known) -> list[tuple[str, str]]:
    return [(r.name(), r.project) for r in rows] if name_rows(rows, lines.split("/"), known) else []


def test_names_the_document_knows_part_the_lines() -> None:
    known = Known({"2010699": "其他财政事务支出"}, "", projects=True)
    rows = [row("2010699", "账目检查"), row("2010699"), row("2010699")]
    lines = "其他财政事务/支出/其他财政事务/支出/绩效评价/其他财政事务/支出/预算编审和/批复"
    assert shared_out(rows, lines, known) == [
        ("其他财政事务支出", "账目检查"), ("其他财政事务支出", "绩效评价"), ("其他财政事务支出", "预算编审和批复"),
    ]  # fmt: skip


def test_short_lines_end_a_name() -> None:
    known = Known({}, "云溪市财政局")
    rows = [row(""), row(""), row("")]
    assert shared_out(rows, "云溪市财政局/会计资格考试考务组织/经费/票据印制", known) == [
        ("云溪市财政局", ""), ("会计资格考试考务组织经费", ""), ("票据印制", ""),
    ]  # fmt: skip


def test_lines_that_can_be_shared_out_in_two_ways_name_nothing() -> None:
    known = Known({}, "云溪市财政局")
    rows = [row(""), row(""), row("")]
    assert not shared_out(rows, "云溪市财政局/一二三四五六/七八九十甲乙/丙丁", known)
    assert not any(r.words for r in rows)


def calc(kind: str, rows: str) -> Table:
    found = budget(kind + rows).table("projects")
    assert found is not None
    return found


def test_names_printed_behind_the_rows_of_a_page() -> None:
    three = "部门支出总体情况表\n" + CAPTION + HEAD + "201 一般公共服务支出 9.00 9.00\n201 06 财政事务 9.00 9.00\n"
    three += "201 06 99 其他财政事务支出 9.00 9.00\n总计 9.00 9.00\n"
    seven = (
        "一般公共预算项目支出情况表\n"
        + CAPTION
        + "科目编码\n科目名称 项目名称 其他支出\n类 款 项\n9.00 9.00\n201 一般公共服务支出 9.00 9.00\n"
    )
    seven += "201 06 财政事务 9.00 9.00\n201 06 99 其他财政事务支出 4.00 4.00\n201 06 99 其他财政事务支出 5.00 5.00\n总计 9.00 9.00\n"
    seven += "项目支出\n合计\n工资福利\n支出\n商品和服\n务支出\n云溪市（虚\n构）财政局\n会计资格考\n试考务组织\n经费\n账目检查\n"
    found = calc(three, seven)
    assert [(r.code, r.project, r.role) for r in found.rows] == [
        ("", "", "unit"), ("201", "", "subject"), ("20106", "", "subject"), ("2010699", "会计资格考试考务组织经费", "project"),
        ("2010699", "账目检查", "project"), ("TOTAL", "", "total"),
    ]  # fmt: skip
    assert found.rows[0].name == "云溪市（虚构）财政局"
    assert all(printed(r)["total"] for r in found.rows)


def test_headings_in_pieces_behind_the_rows_are_no_names() -> None:
    text = (
        "部门支出总体情况表\n"
        + CAPTION
        + "201 一般公共服务支出 3.00 3.00\n总计 3.00 3.00\n合计\n基本支\n出\n项目支\n出\n"
    )
    (raw,) = [item for item in read_squeezed(text.encode(), "a").items if isinstance(item, RawTable)]
    lines = lines_of(raw.rows, "2", frozenset({"合计", "基本支出", "项目支出"}))
    assert [line.raw[-1] for line in lines.body] == ["3.00", "3.00"]


def test_a_subject_whose_code_was_lost_places_nothing() -> None:
    rows = "201 一般公共服务支出 3.00 3.00\n社会保障和就业支出 4.00 4.00\n总计 7.00 7.00\n"
    found = table("表 3\n部门支出总体情况表\n" + CAPTION + HEAD + rows, "expenditure")
    lost = found.rows[1]
    assert (lost.name, dict(lost.cells), len(lost.ambiguous)) == ("社会保障和就业支出", {}, 2)


def test_an_amount_cut_at_its_point_tells_that_all_are_cut() -> None:
    place = Place("a.txt", 1)
    rows = [RawRow(("201", "甲", "3,008."), place), RawRow(("208", "乙", "393.6"), place), RawRow(("乙",), place)]
    assert style_of(rows, 2).lacking("393.6") == 1
    assert style_of(rows[1:], 2).lacking("393.6") == 0
