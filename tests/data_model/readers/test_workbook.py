"""A workbook as its reader shows it: titles and tables of a sheet, numbers as seen; and what is refused."""

import io
import random
import time
import zipfile
from collections.abc import Callable
from typing import Any

import pytest
import xlsxwriter

from data_model.readers.excel_formats import shown
from data_model.readers.number_text import table_texts
from data_model.readers.raw import Cancelled, RawDocument, RawParagraph, RawTable, ReadError
from data_model.readers.workbook import read_workbook
from data_model.reading import read_bytes
from data_model.telling import table_name

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600
ODS = "urn:oasis:names:tc:opendocument:xmlns:"


def xlsx(fill: Callable[[Any, Any], None], name: str = "表1") -> bytes:
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream) as book:
        fill(book, book.add_worksheet(name))
    return stream.getvalue()


def grid(*rows: tuple[Any, ...]) -> Callable[[Any, Any], None]:
    def fill(book: Any, sheet: Any) -> None:
        for r, row in enumerate(rows):
            sheet.write_row(r, 0, row)

    return fill


def ods(rows: str, head: str = "") -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("META-INF/manifest.xml", f'<m:manifest xmlns:m="{ODS}manifest:1.0"/>')
        archive.writestr(
            "content.xml",
            f'<?xml version="1.0"?>{head}<office:document-content xmlns:office="{ODS}office:1.0" xmlns:table="{ODS}table:1.0" '
            f'xmlns:text="{ODS}text:1.0"><office:body><office:spreadsheet><table:table table:name="表1">{rows}</table:table></office:spreadsheet></office:body>'
            "</office:document-content>",
        )
    return stream.getvalue()


def cell(value: str | float) -> str:
    if isinstance(value, str):
        return f'<table:table-cell office:value-type="string"><text:p>{value}</text:p></table:table-cell>'
    return f'<table:table-cell office:value-type="float" office:value="{value}"><text:p>{value}</text:p></table:table-cell>'


def show(data: bytes) -> list[object]:
    return [
        i.text if isinstance(i, RawParagraph) else [r.cells for r in i.rows]
        for i in read_workbook(data, "a.xlsx").items
    ]


def tables(document: RawDocument) -> list[RawTable]:
    return [item for item in document.items if isinstance(item, RawTable)]


def test_titles_labels_tables_and_notes_of_a_sheet() -> None:
    def fill(book: Any, sheet: Any) -> None:
        sheet.merge_range(0, 0, 0, 2, "支出总体情况表")
        sheet.write_row(1, 0, ("编制部门：某局", "", "单位：万元"))
        sheet.write_row(2, 0, ("科目", "基本支出", "项目支出"))
        sheet.write_row(3, 0, ("教育支出", 1.5, 20))
        sheet.write(4, 0, "科学技术支出")
        sheet.write_row(5, 0, ("总计", 1.5, 20))
        sheet.write(6, 0, "注：没有其他支出。")
        sheet.write(8, 0, "收入总体情况表")
        sheet.write_row(9, 0, ("项目", "预算数"))
        sheet.write_row(10, 0, ("财政拨款", 21.5))

    document = read_workbook(xlsx(fill), "a.xlsx")
    assert show(xlsx(fill)) == [
        "表1",
        "支出总体情况表",
        "编制部门：某局",
        "单位：万元",
        [
            ("科目", "基本支出", "项目支出"),
            ("教育支出", "1.5", "20.0"),
            ("科学技术支出", "", ""),
            ("总计", "1.5", "20.0"),
        ],
        "注：没有其他支出。",
        "收入总体情况表",
        [("项目", "预算数"), ("财政拨款", "21.5")],
    ]
    assert document.items[0].heading is True  # type: ignore[union-attr]
    assert [row.place.row for row in tables(document)[0].rows] == [3, 4, 5, 6]
    assert tables(document)[1].rows[0].place.label(1) == "a.xlsx!表1!B10"


def test_merged_cells_are_spans() -> None:
    def fill(book: Any, sheet: Any) -> None:
        sheet.merge_range(0, 0, 0, 1, "科目代码")
        sheet.merge_range(0, 2, 1, 2, "合计")
        sheet.write_row(1, 0, ("类", "款"))
        sheet.write_row(2, 0, ("201", "03", 1.25))

    (table,) = tables(read_workbook(xlsx(fill), "a"))
    assert [row.cells for row in table.rows] == [("科目代码", "", "合计"), ("类", "款", ""), ("201", "03", "1.25")]
    assert table.spans == {(0, 0): (1, 2), (0, 2): (2, 1)}


def test_merged_cells_below_a_blank_first_row_are_spans_too() -> None:
    def fill(book: Any, sheet: Any) -> None:
        sheet.merge_range(2, 0, 2, 1, "科目代码")
        sheet.write(2, 2, "合计")
        sheet.write_row(3, 0, ("类", "款"))
        sheet.write_row(4, 0, ("201", "03", 1.25))

    (table,) = tables(read_workbook(xlsx(fill), "a"))
    assert table.spans == {(0, 0): (1, 2)}
    assert [row.place.row for row in table.rows] == [3, 4, 5]


def test_a_title_that_names_its_classification_parts_tables() -> None:
    def fill(book: Any, sheet: Any) -> None:
        for top, title in ((0, "一般公共预算支出表（功能分类）"), (5, "一般公共预算基本支出表（经济分类）")):
            sheet.write(top, 0, title)
            sheet.write_row(top + 1, 0, ("编制部门：某局", "单位：万元"))
            sheet.write_row(top + 2, 0, ("科目名称", "合计"))
            sheet.write_row(top + 3, 0, ("教育支出", 1.5))
            sheet.write_row(top + 4, 0, ("总计", 1.5))

    assert len(tables(read_workbook(xlsx(fill), "a"))) == 2


def test_blank_rows_inside_a_table_part_nothing_but_before_a_header_they_do() -> None:
    assert show(xlsx(grid(("项", "数"), ("甲", 1.5), (), ("总计", 1.5), (), ("名", "额", "比"), ("乙", 2, 3)))) == [
        "表1",
        [("项", "数"), ("甲", "1.5"), ("总计", "1.5")],
        [("名", "额", "比"), ("乙", "2", "3")],
    ]


def test_numbers_of_one_table_show_one_step_and_codes_stay_codes() -> None:
    rows = [
        ("科目编码", "科目名称", "合计", "项目支出"),
        (201, "一般公共服务支出", 4011.79, 60.0),
        (2010301.0, "行政运行", 120.0, 60.0),
        ("", "总计", 4131.79, 120),
    ]
    assert table_texts(rows, {}) == [
        ["科目编码", "科目名称", "合计", "项目支出"],
        ["201", "一般公共服务支出", "4011.79", "60.00"],
        ["2010301", "行政运行", "120.00", "60.00"],
        ["", "总计", "4131.79", "120.00"],
    ]


def test_counts_values_among_words_and_number_rows_stay_as_entered() -> None:
    rows = [
        ("名称", "人数", "合计", "说明"),
        ("※", 1, 2, 3),
        ("甲", 5.0, 0.1 + 0.2, "无"),
        ("乙", 6, 100 / 3, "有"),
        ("丙", 7, 60, 100),
    ]
    assert table_texts(rows, {}) == [
        ["名称", "人数", "合计", "说明"],
        ["※", "1", "2", "3"],
        ["甲", "5", "0.30", "无"],
        ["乙", "6", "33.33", "有"],
        ["丙", "7", "60.00", "100"],
    ]


def test_no_decimals_anywhere_and_no_minus_zero() -> None:
    assert table_texts([("项", "数"), ("甲", 60.0), ("乙", -0.0)], {}) == [["项", "数"], ["甲", "60"], ["乙", "0"]]
    assert table_texts([("项", "数"), ("甲", 1.25), ("乙", -0.001)], {})[2] == ["乙", "-0.001"]


@pytest.mark.parametrize(
    ("value", "code", "text"),
    [
        (4011.79, "#,##0.00", "4,011.79"),
        (60, "#,##0.00_ ", "60.00"),
        (3, "00", "03"),
        (0.955, "0.0%", "95.5%"),
        (-5, "#,##0.00;(#,##0.00)", "(5.00)"),
        (0, '_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ ', "-"),
        (0, "0.00;-0.00;", ""),
        (1.005, "0.00", "1.01"),
        (0.5, "#.##", ".5"),
        (12000, "#,##0,", "12"),
        (201, "@", "201"),
        (7, '0"人"', "7人"),
        (1.5, "General", None),
        (1.5, "0.00E+00", None),
        (45000, "yyyy-mm-dd", None),
    ],
)
def test_number_formats(value: float, code: str, text: str | None) -> None:
    assert shown(value, code) == text


def test_a_number_format_decides_before_the_neighbours() -> None:
    def fill(book: Any, sheet: Any) -> None:
        sheet.write_row(0, 0, ("编码", "名称", "金额"))
        sheet.write_number(1, 0, 3, book.add_format({"num_format": "00"}))
        sheet.write(1, 1, "甲")
        sheet.write_number(1, 2, 1060, book.add_format({"num_format": "#,##0.00"}))

    assert show(xlsx(fill)) == ["表1", [("编码", "名称", "金额"), ("03", "甲", "1,060.00")]]


def test_values_that_are_no_amounts() -> None:
    def fill(book: Any, sheet: Any) -> None:
        import datetime

        sheet.write_row(0, 0, ("甲", "一般\n公共", "4,011.7\n9"))
        sheet.write_formula(1, 0, "=1/0", None, "#DIV/0!")
        sheet.write_boolean(1, 1, True)
        sheet.write_string(1, 2, "=100%")
        sheet.write_datetime(2, 0, datetime.datetime(2026, 1, 2), book.add_format({"num_format": "yyyy-mm-dd"}))
        sheet.write(2, 1, "x")

    assert show(xlsx(fill)) == [
        "表1",
        [("甲", "一般公共", "4,011.79"), ("#DIV/0!", "TRUE", "=100%"), ("2026-01-02", "x", "")],
    ]


def test_hidden_and_empty_sheets_are_left_out() -> None:
    def fill(book: Any, sheet: Any) -> None:
        sheet.set_row(0, 20, book.add_format({"bg_color": "red"}))
        sheet.write_blank(1048575, 16383, None, book.add_format({"bg_color": "red"}))
        hidden = book.add_worksheet("藏")
        hidden.write(0, 0, "x")
        hidden.hide()
        book.add_worksheet("文").write(0, 0, "只有一句")

    document = read_workbook(xlsx(fill), "a")
    assert [item.text for item in document.items if isinstance(item, RawParagraph)] == ["文", "只有一句"]
    assert [(words, place.sheet) for words, place in document.problems] == [("隐藏的工作表，未读", "藏")]


def test_ods() -> None:
    rows = "".join(
        f"<table:table-row>{''.join(map(cell, row))}</table:table-row>"
        for row in (("项", "数"), ("甲", 60), ("乙", 1.25))
    )
    filler = '<table:table-row table:number-rows-repeated="1048000"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
    assert show(ods(rows + filler)) == ["表1", [("项", "数"), ("甲", "60.00"), ("乙", "1.25")]]


def test_a_million_empty_rows_between_two_cells() -> None:
    begin = time.monotonic()
    data = xlsx(lambda book, sheet: (sheet.write(0, 0, "x"), sheet.write(1048575, 3, "y"))[0] and None)
    assert show(data) == ["表1", "x", "y"]
    assert time.monotonic() - begin < 15


def test_a_used_range_no_memory_holds_is_refused() -> None:
    data = xlsx(lambda book, sheet: (sheet.write(0, 0, "x"), sheet.write(1048575, 16383, "y"))[0] and None)
    with pytest.raises(ReadError) as caught:
        read_workbook(data, "a")
    assert caught.value.remedy
    wide = cell("x").replace(" office:", ' table:number-columns-repeated="9999" office:', 1)
    row = f'<table:table-row table:number-rows-repeated="1000000">{wide}</table:table-row>'
    with pytest.raises(ReadError):
        read_workbook(ods(row), "a")


def bomb() -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b" " * 60_000_000)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("data", "cause"),
    [
        (b"", "不是工作簿"),
        (b"hello", "不是工作簿"),
        (OLE, "不是工作簿"),
        (OLE + "Workbook".encode("utf-16-le"), "损坏"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "加密"),
        (xlsx(grid(("a", "b")))[:-40], "损坏"),
        (ods("<table:table-row>"), "损坏"),
        (ods("", head='<!DOCTYPE a [<!ENTITY x "y">]>'), "实体"),
        (bomb(), "炸弹"),
    ],
    ids=["empty", "text", "ole", "xls", "encrypted", "cut", "broken", "entity", "bomb"],
)
def test_refused_with_a_cause_and_a_remedy(data: bytes, cause: str) -> None:
    with pytest.raises(ReadError) as caught:
        read_workbook(data, "a")
    assert cause in caught.value.cause
    assert caught.value.remedy


def test_progress_counts_sheets_and_may_cancel() -> None:
    seen: list[tuple[int, int]] = []
    read_workbook(xlsx(grid(("a", "b"))), "a", lambda done, total: seen.append((done, total)))
    assert seen[-1] == (1, 1)

    def stop(done: int, total: int) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        read_workbook(xlsx(grid(("a", "b"))), "a", stop)


def test_damaged_bytes_end_in_a_read_error_or_a_document() -> None:
    good = xlsx(grid(("项", "数"), ("甲", 1.5)))
    dice = random.Random(3)
    for _ in range(40):
        data = bytearray(good)
        for _ in range(dice.randint(1, 8)):
            data[dice.randrange(len(data))] = dice.randrange(256)
        try:
            read_workbook(bytes(data), "a")
        except ReadError:
            continue


def test_a_table_without_a_title_is_called_what_its_sheet_is_called() -> None:
    rows = grid(("编码", "经费名称", "本年数", "其中专项"), ("a1", "夜校经费", 12.5, 2.5), ("a2", "运转经费", 20, 4.5))
    known = grid(
        ("2026年云溪市（虚构）财政局部门支出总体情况表",),
        ("单位：万元",),
        ("科目代码", "科目名称", "合计", "基本支出", "项目支出"),
        ("201", "一般公共服务支出", 3, 2, 1),
        ("", "总计", 3, 2, 1),
    )
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream) as book:
        known(book, book.add_worksheet("表3"))
        rows(book, book.add_worksheet("2026项目"))
    budget = read_bytes(stream.getvalue(), "a.xlsx")
    assert [table.kind for table in budget.tables] == ["expenditure", "other:2026项目"]
    assert table_name(budget.tables[1]) == "2026项目"
