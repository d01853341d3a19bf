"""Tables without uprights or without any lines: columns from the pieces of the lines across, else rows whose words keep their places."""

from __future__ import annotations

from data_model.readers.pdf import read_pdf
from data_model.readers.raw import RawTable
from data_model.reading import read_bytes
from tests.data_model.readers.pdf_maker import PdfPage, pdf

XS = (20, 60, 90, 120, 230, 290, 340, 390)
HEAD = (("科目代码", "", "", "科目名称", "支出预算", "", ""), ("类", "款", "项", "", "合计", "基本支出", "项目支出"))
ROWS = (
    ("201", "", "", "一般公共服务支出", "9.00", "5.00", "4.00"),
    ("201", "03", "", "政府办公厅（室）及相关机构事务", "9.00", "5.00", "4.00"),
    ("201", "03", "01", "行政运行", "5.00", "5.00", ""),
    ("201", "03", "02", "一般行政管理事务", "4.00", "", "4.00"),
    ("", "", "", "总计", "9.00", "5.00", "4.00"),
)
FACTS = {
    ("201", "total"): 9, ("201", "basic"): 5, ("201", "project"): 4, ("20103", "total"): 9, ("20103", "basic"): 5,
    ("20103", "project"): 4, ("2010301", "total"): 5, ("2010301", "basic"): 5, ("2010302", "total"): 4, ("2010302", "project"): 4,
    ("TOTAL", "total"): 9, ("TOTAL", "basic"): 5, ("TOTAL", "project"): 4,
}  # fmt: skip


def page(title: str = "部门支出总体情况表") -> PdfPage:
    out = PdfPage(width=420)
    out.text(140, 30, title)
    out.text(20, 50, "编制部门：云溪镇")
    out.text(330, 50, "单位：万元")
    return out


def fill(out: PdfPage, top: float, step: float, lines: bool, rows: tuple[tuple[str, ...], ...] = HEAD + ROWS) -> None:
    """The rows without uprights; `lines`: with the lines across, cell by cell, that a browser draws."""
    for r, row in enumerate(rows):
        y = top + r * step
        for c, words in enumerate(row):
            width = 5.0 * sum(1 if letter.isascii() else 2 for letter in words)
            right = words[:1].isdigit() and c > 3
            if words:
                size = 10.0 if width < XS[c + 1] - XS[c] else 7.0
                out.text(XS[c + 1] - width - 3 if right else XS[c] + 3, y + step / 2, words, size)
            spanned = (r == 0 and c in (1, 2, 5, 6)) or (r == 1 and c == 3)
            if lines and not spanned:
                reach = 3 if r == 0 and c in (0, 4) else 1
                out.line(XS[c], y, XS[c + reach], y)
    if lines:
        for c in range(7):
            out.line(XS[c], top + len(rows) * step, XS[c + 1], top + len(rows) * step)


def found(out: PdfPage) -> dict[tuple[str, str], int]:
    budget = read_bytes(pdf(out), "a.pdf")
    assert [table.kind for table in budget.tables] == ["expenditure"]
    return {(row.code, measure): cell.fen // 10**6 for _, row, measure, cell in budget.facts()}


def test_lines_across_drawn_cell_by_cell_tell_the_columns() -> None:
    out = page()
    fill(out, 60, 20, lines=True)
    assert found(out) == FACTS
    (table,) = [item for item in read_pdf(pdf(out), "a.pdf").items if isinstance(item, RawTable)]
    assert table.rows[2].cells == ROWS[0]


def test_without_any_line_the_rows_keep_their_places_and_the_sums_say_the_rest() -> None:
    out = page()
    fill(out, 60, 20, lines=False)
    assert found(out) == FACTS
    (table,) = [item for item in read_pdf(pdf(out), "a.pdf").items if isinstance(item, RawTable)]
    assert table.lost_blanks


def test_figures_that_no_caption_announces_stay_text() -> None:
    out = PdfPage(width=420)
    fill(out, 60, 20, lines=False, rows=ROWS)
    assert not [item for item in read_pdf(pdf(out), "a.pdf").items if isinstance(item, RawTable)]


def test_amounts_cut_by_narrow_cells_are_not_taken_for_whole_ones() -> None:
    out = page()
    fill(out, 60, 30, lines=False, rows=(*HEAD, *(tuple(c.replace(".00", ".") for c in row) for row in ROWS), *ROWS))
    document = read_pdf(pdf(out), "a.pdf")
    assert not [item for item in document.items if isinstance(item, RawTable)]
    assert any("框线" in problem for problem, _ in document.problems)
