"""A PDF as its reader shows it: tables over pages, paragraphs, turned pages, hidden text; and what is refused."""

from __future__ import annotations

import random
import re
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data_model.readers import pdf as reader
from data_model.readers.pdf import read_pdf
from data_model.readers.raw import Cancelled, RawDocument, RawParagraph, RawTable, ReadError
from tests.data_model.readers.pdf_maker import PdfPage, pdf

SHARED = Path(__file__).resolve().parents[3].parent / "shared"
needs_shared = pytest.mark.skipif(not SHARED.is_dir(), reason="the published documents are not beside this checkout")

XS = (40.0, 80.0, 200.0, 280.0, 360.0)
HEAD = (("科目", None, "支出预算", None), ("代码", "名称", "基本支出", "项目支出"))
BODY = (
    ("201", "一般公共服务支出", "2,389.45", ""),
    ("20103", "政府办公厅（室）", "", "225.75"),
    ("208", "社会保障", "393.61", ""),
)
ROWS = [
    ("科目", "", "支出预算", ""),
    ("代码", "名称", "基本支出", "项目支出"),
    *[tuple(row) for row in BODY],
]


def read(*pages: PdfPage) -> RawDocument:
    return read_pdf(pdf(*pages), "某单位.pdf")


def tables(document: RawDocument) -> list[RawTable]:
    return [item for item in document.items if isinstance(item, RawTable)]


def cells(table: RawTable) -> list[tuple[str, ...]]:
    return [row.cells for row in table.rows]


def paragraphs(document: RawDocument) -> list[str]:
    return [item.text for item in document.items if isinstance(item, RawParagraph)]


def page_with_table(bars: bool = False, rotate: int = 0, turned: int = 0, form: bool = False) -> PdfPage:
    page = PdfPage(rotate=rotate, turned=turned, form=form)
    page.text(140, 40, "部门支出总体情况表", 14)
    page.text(40, 70, "编制部门：某单位")
    page.text(300, 70, "单位：万元")
    page.table(XS, 80, [*HEAD, *BODY], bars=bars)
    page.text(40, 220, "注：本表为合成。")
    return page


def test_a_blank_between_a_word_and_a_number_stays_one_between_chinese_words_goes() -> None:
    page = PdfPage()
    page.table(
        [40, 200, 300],
        80,
        [["项目", "金额"], ["某目标 1010108N", "1.00"], ["社区 工作", "2.00"], ["某目标1010", "3.00"]],
    )
    assert [row[0] for row in cells(tables(read(page))[0])] == ["项目", "某目标 1010108N", "社区工作", "某目标1010"]


@pytest.mark.parametrize("bars", [False, True], ids=["strokes", "filled"])
@pytest.mark.parametrize("form", [False, True], ids=["page", "form"])
@pytest.mark.parametrize("rotate", [0, 90, 180, 270])
def test_a_page_reads_the_same_however_it_is_drawn(rotate: int, form: bool, bars: bool) -> None:
    document = read(page_with_table(bars, rotate, form=form))
    assert [type(item) for item in document.items] == [RawParagraph, RawParagraph, RawTable, RawParagraph]
    assert paragraphs(document) == ["部门支出总体情况表", "编制部门：某单位\t单位：万元", "注：本表为合成。"]
    (table,) = tables(document)
    assert cells(table) == ROWS
    assert table.spans == {(0, 0): (1, 2), (0, 2): (1, 2)}
    assert not table.continues
    assert {row.place.page for row in table.rows} == {1}


@pytest.mark.parametrize("turned", [90, 270])
def test_a_table_set_sideways_on_an_upright_page_is_read(turned: int) -> None:
    assert cells(tables(read(page_with_table(turned=turned)))[0]) == ROWS


def test_a_table_over_pages_is_one_without_its_repeated_head() -> None:
    first, second, third = PdfPage(), PdfPage(), PdfPage()
    first.text(140, 40, "部门支出总体情况表", 14)
    first.table(XS, 60, [*HEAD, BODY[0]])
    first.text(195, 580, "1")
    second.text(40, 40, "编制部门：某单位")
    second.table(XS, 60, [*HEAD, BODY[1]])
    second.text(195, 580, "2")
    third.table(XS, 60, [BODY[2]])  # no head at all
    third.text(195, 580, "3")
    document = read(first, second, third)
    (table,) = tables(document)
    assert cells(table) == ROWS
    assert [row.place.page for row in table.rows] == [1, 1, 1, 2, 3]
    assert paragraphs(document)[0] == "部门支出总体情况表"
    assert not {"1", "2", "3"} & set(paragraphs(document))


def test_a_title_on_every_page_is_still_one_table() -> None:
    pages = []
    for row in BODY:
        page = PdfPage()
        page.text(140, 40, "部门支出总体情况表", 14)
        page.table(XS, 60, [*HEAD, row])
        pages.append(page)
    document = read(*pages)
    assert [cells(table) for table in tables(document)] == [ROWS]
    assert paragraphs(document) == ["部门支出总体情况表"]


def test_forms_of_two_projects_are_two_tables() -> None:
    pages = []
    for project in ("公共文化服务", "社区工作经费"):
        page = PdfPage()
        page.text(140, 40, "项目支出绩效目标表", 14)
        page.table(
            XS,
            60,
            [("预算单位", "某单位", None, None), ("项目名称", project, "负责人", ""), ("指标", "一", "二", "三")],
        )
        pages.append(page)
    found = tables(read(*pages))
    assert [table.rows[1].cells[1] for table in found] == ["公共文化服务", "社区工作经费"]
    assert not any(table.continues for table in found)


def test_an_orphaned_title_keeps_tables_of_one_width_apart() -> None:
    first, second = PdfPage(), PdfPage()
    first.table(XS, 60, [*HEAD, BODY[0]])
    first.text(140, 540, "一般公共预算支出情况表")
    second.table(XS, 60, [*HEAD, BODY[1]])
    assert [len(table.rows) for table in tables(read(first, second))] == [3, 3]


def test_a_blank_page_between_ends_a_table() -> None:
    first, blank, third = PdfPage(), PdfPage(), PdfPage()
    first.table(XS, 60, [*HEAD, BODY[0]])
    third.table(XS, 60, [*HEAD, BODY[1]])
    assert [len(table.rows) for table in tables(read(first, blank, third))] == [3, 3]


def test_a_repeated_head_that_is_cut_off_is_still_the_head() -> None:
    first, second = PdfPage(), PdfPage()
    first.table(XS, 60, [*HEAD, BODY[0]])
    second.table(XS, 60, [HEAD[0], ("代码", "名称", "基本支", "项目支出"), BODY[1]])
    (table,) = tables(read(first, second))
    assert cells(table) == ROWS[:4]


def test_an_unproven_piece_stands_alone_and_says_so() -> None:
    first, second = PdfPage(), PdfPage()
    first.table((40.0, 100.0, 360.0), 60, [("项目", "预算数"), ("收入", "1.00")])
    second.table((40.0, 250.0, 360.0), 60, [("结转", "2.00"), ("支出", "3.00")])
    one, two = tables(read(first, second))
    assert (one.continues, two.continues) == (False, True)


def test_a_piece_may_lack_columns() -> None:
    first, second = PdfPage(), PdfPage()
    first.table(XS, 60, [*HEAD, BODY[0]])
    second.table((40.0, 200.0, 280.0, 360.0), 60, [("总计", "2,783.06", "225.75")])
    (table,) = tables(read(first, second))
    assert table.rows[-1].cells == ("总计", "", "2,783.06", "225.75")
    assert table.spans[3, 0] == (1, 2)


def test_cells_wrap_without_blanks_and_words_keep_theirs() -> None:
    page = PdfPage()
    page.table(
        XS, 60, [("类", "名称", "预算", "说明"), ("20\n1", "上级政府性基\n金安排", "4,011.7\n9", "AB 12")], step=30
    )
    assert cells(tables(read(page))[0])[1] == ("201", "上级政府性基金安排", "4,011.79", "AB 12")


def test_a_cell_merged_downwards_has_its_text_once() -> None:
    page = PdfPage()
    page.table(XS, 60, [("产出", "数量指标", "9", "个"), ("^", "质量指标", "8", "个")])
    (table,) = tables(read(page))
    assert cells(table) == [("产出", "数量指标", "9", "个"), ("", "质量指标", "8", "个")]
    assert table.spans == {(0, 0): (2, 1)}


def test_text_printed_twice_for_bold_is_read_once() -> None:
    page = PdfPage()
    page.table(XS, 60, [("合", "总计", "11.00", "")])
    page.text(XS[0] + 2.4, 70, "合")
    page.text(XS[2] + 2.3, 70, "11.00")
    page.text(40, 200, "部门预算公开", 14)  # printed twice, a little lower too
    page.text(40.6, 200.6, "部门预算公开", 14)
    document = read(page)
    assert paragraphs(document) == ["部门预算公开"]
    assert cells(tables(document)[0]) == [("合", "总计", "11.00", "")]


def test_hidden_lines_are_left_out_and_a_name_cut_by_its_cell_is_whole() -> None:
    page = PdfPage()
    page.table(XS, 60, [("201", "", "5.00", "")])
    page.text(XS[1] + 2, 70, "上级一般公共预算转移支付资金", clip=(XS[1], 60, XS[2], 80))
    page.text(40, 200, "这一行印在下一页", clip=(0, 0, 400, 150))
    document = read(page)
    assert cells(tables(document)[0]) == [("201", "上级一般公共预算转移支付资金", "5.00", "")]
    assert paragraphs(document) == []


def test_lines_become_paragraphs_over_the_page_break_and_headings_stay_alone() -> None:
    first, second = PdfPage(), PdfPage()
    for page, number in ((first, 1), (second, 2)):
        page.text(320, 20, "某单位公开", 8)
        page.text(190, 580, f"— {number} —")
    first.text(60, 80, "一、主要职能")
    first.text(60, 100, "本单位负责机关日常工作的综合协调，承担文件起草与审")
    first.text(40, 120, "核工作。")
    first.text(60, 140, "二〇二六年收支总预算四千一百三十四万元，支出预算包括")
    first.text(40, 160, "基本支出与项目支出两部分，主要原因是人员增加以及政策")
    second.text(40, 80, "调整。")
    second.text(60, 100, "行政运行支出一千八百五十二万元，主要用于机关人员经费。")  # full to the margin
    second.text(60, 120, "事业运行支出五百三十六万元。")
    second.text(60, 140, "（二）支出说明")
    third = PdfPage()
    third.text(320, 20, "某单位公开", 8)
    third.text(60, 80, "第三部分")
    assert paragraphs(read(first, second, third)) == [
        "一、主要职能",
        "本单位负责机关日常工作的综合协调，承担文件起草与审核工作。",
        "二〇二六年收支总预算四千一百三十四万元，支出预算包括基本支出与项目支出两部分，主要原因是人员增加以及政策调整。",
        "行政运行支出一千八百五十二万元，主要用于机关人员经费。",
        "事业运行支出五百三十六万元。",
        "（二）支出说明",
        "第三部分",
    ]


def test_a_shaky_line_is_one_line() -> None:
    page = PdfPage()
    for k, word in enumerate("一般公共预算"):
        page.text(40 + 10 * k, 80 + 1.5 * (k % 2), word)
    assert paragraphs(read(page)) == ["一般公共预算"]


def test_columns_without_lines_are_kept_apart() -> None:
    page = PdfPage()
    page.text(40, 80, "一般公共服务支出")
    page.text(200, 80, "2,389.45")
    page.text(300, 80, "225.75")
    assert paragraphs(read(page)) == ["一般公共服务支出\t2,389.45\t225.75"]


def test_too_many_lines_are_text_and_a_problem() -> None:
    page = page_with_table()
    page.parts += [f"0 {k % 600} m 400 {k % 600} l S" for k in range(21_000)]
    document = read(page)
    assert tables(document) == []
    assert "一般公共服务支出" in "".join(paragraphs(document))
    ((problem, place),) = document.problems
    assert "线条太多" in problem
    assert place.page == 1


def test_a_scan_is_refused_and_a_scanned_page_among_others_is_named() -> None:
    scan = PdfPage()
    scan.picture()
    with pytest.raises(ReadError) as refused:
        read(scan)
    assert refused.value.cause == "扫描件，没有文字层"
    assert "OCR" in refused.value.remedy
    document = read(page_with_table(), scan)
    assert [place.page for _, place in document.problems] == [2]


@pytest.mark.parametrize(
    ("data", "cause"),
    [
        (pdf(page_with_table(), encrypted=True), "加密"),
        (b"", "损坏"),
        (b"%PDF-1.7 nothing", "损坏"),
        (pdf(page_with_table())[:300], "损坏"),
        (pdf(PdfPage()), "没有文字"),
    ],
    ids=["encrypted", "empty", "no-pdf", "cut", "blank"],
)
def test_unreadable_files_say_why_and_what_to_do(data: bytes, cause: str) -> None:
    with pytest.raises(ReadError, match=cause) as refused:
        read_pdf(data, "a.pdf")
    assert refused.value.remedy


def test_too_many_pages_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "MAX_PAGES", 1)
    with pytest.raises(ReadError, match="页数太多"):
        read(page_with_table(), page_with_table())


def test_progress_counts_pages_and_may_cancel() -> None:
    data = pdf(page_with_table(), page_with_table(), page_with_table())
    seen: list[tuple[int, int]] = []
    read_pdf(data, "a.pdf", lambda done, total: seen.append((done, total)))
    assert seen == [(1, 3), (2, 3), (3, 3)]

    def cancel(done: int, total: int) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        read_pdf(data, "a.pdf", cancel)
    assert read_pdf(data, "a.pdf").items  # nothing is left locked


@settings(max_examples=150)
@given(st.integers(0, 2**32), st.integers(1, 40))
def test_flipped_bytes_give_a_document_or_a_read_error(seed: int, flips: int) -> None:
    dice = random.Random(seed)
    data = bytearray(FUZZED)
    for _ in range(flips):
        data[dice.randrange(len(data))] = dice.randrange(256)
    try:
        document = read_pdf(bytes(data), "a.pdf")
    except ReadError:
        return
    assert document.format == "pdf"


FUZZED = pdf(page_with_table(form=True), page_with_table(rotate=90, bars=True))


# --- the published documents -------------------------------------------------------------------------------------------

VARIANTS = {
    "ergong_2026_dept": ("", ".calc", ".weasy", ".big", ".form"),
    "govoffice_2026_unit": ("", ".calc", ".weasy", ".big", ".form", ".rot"),
}
FIGURE = re.compile(r"-?[\d,]+\.\d\d")


def squeezed(texts: list[str]) -> tuple[str, ...]:
    """Texts without blanks and markup; 表6 of the text has code and name in one cell."""
    row = [re.sub(r"\s|</?p>", "", text) for text in texts]
    if len(row) > 1 and re.fullmatch(r"\d{3}", row[0]) and (six := re.fullmatch(r"(\d\d)(\D.*)", row[1])):
        row[1:2] = six.groups()
    return tuple(row)


@pytest.mark.shared
@needs_shared
@pytest.mark.parametrize(("name", "variant"), [(n, v) for n, vs in VARIANTS.items() for v in vs])
def test_rebuilt_budgets_give_the_rows_of_their_text(name: str, variant: str) -> None:
    folder = SHARED / "disclosures" / "xinjiang"
    lines = (folder / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    printed = [squeezed(line.split("\t")) for line in lines if "\t" in line]
    document = read_pdf((folder / f"{name}{variant}.pdf").read_bytes(), name)
    found = [squeezed(list(row.cells)) for table in tables(document) for row in table.rows]

    def figures(rows: list[tuple[str, ...]]) -> Counter[str]:
        return Counter(text for row in rows for text in row if FIGURE.fullmatch(text))

    assert figures(found) == figures(printed)
    # blank cells in place: every row of figures, but those of names that a page break cuts
    rows = Counter("|".join(row).rstrip("|") for row in printed if any(FIGURE.fullmatch(text) for text in row))
    rows -= Counter("|".join(row).rstrip("|") for row in found)
    bare = Counter(re.sub(r"\|+", "|", row) for row in rows.elements())
    bare -= Counter(re.sub(r"\|+", "|", "|".join(row).rstrip("|")) for row in found)  # 表6 without its second column
    assert bare.total() <= 10, bare


@pytest.mark.shared
@needs_shared
@pytest.mark.parametrize(
    "name", ["jiangsu/renda_2019_tables", "shanghai/shangwu_2025_dept", "shanghai/guihua_2024_final_accounts"]
)
def test_published_pdfs_give_the_rows_that_pdfplumber_finds(name: str) -> None:
    pdfplumber = pytest.importorskip("pdfplumber")
    path = SHARED / "disclosures" / f"{name}.pdf"

    def rows(texts: list[str | None]) -> tuple[str, ...]:
        return tuple(squeezed([text])[0] for text in texts if text)

    with pdfplumber.open(path) as document:
        theirs = Counter(rows(row) for page in document.pages for table in page.extract_tables() for row in table)
    ours = Counter(rows(list(row.cells)) for table in tables(read_pdf(path.read_bytes(), name)) for row in table.rows)
    figure = re.compile(r"[\d,.]+")
    missing = [row for row in theirs - ours if any(figure.fullmatch(text) for text in row)]
    assert not missing
