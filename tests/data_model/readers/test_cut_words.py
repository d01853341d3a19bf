"""Words cut by narrow cells are whole again, words of two cells are two: only where the table shows it more than once."""

from __future__ import annotations

from data_model.readers.visible import unwrapped
from data_model.readers.visible_lines import VisibleLine, chunks_of


def rebuilt(*pages: str) -> list[list[str]]:
    lines: list[VisibleLine] = []
    number = 0
    for page, text in enumerate(pages):
        for line in text.strip("\n").split("\n"):
            number += 1
            if line.strip():
                lines.append(VisibleLine(chunks_of(line), number, page, False))
    return [words for _, _, words, _ in unwrapped(lines)]


def test_codes_cut_in_narrow_columns() -> None:
    text = """
 20
            公共安全支出         56.03    56.03
 4
 20         机构事务
    03                   1,009.51   1,009.51
 1          管理
 20   0     0   一般行政管理事务    2,615.   2,615.
  1   3     2                20       20
"""
    assert rebuilt(text) == [
        ["204", "公共安全支出", "56.03", "56.03"],
        ["201", "03", "机构事务管理", "1,009.51", "1,009.51"],
        ["201", "03", "02", "一般行政管理事务", "2,615.20", "2,615.20"],
    ]


def test_a_code_and_its_name_cut_by_the_page() -> None:
    first = """
 20
            公共安全支出         56.03
 4
 20   0     5    事业单位基本      31.20
"""
    second = """
 8    5     6    养老保险缴费
"""
    assert rebuilt(first, second)[-1] == ["208", "05", "56", "事业单位基本养老保险缴费", "31.20"]


def test_two_digits_above_one_only_once_are_no_code() -> None:
    assert ["20"] in [row[:1] for row in rebuilt("\n 20   公共安全支出   56.03\n 1    其他   1.00\n")]


def test_words_of_two_cells_a_blank_apart() -> None:
    text = """
207   99   99   其他文化旅游体育与传媒 下达公共文化补助          2.34   2.34
207   99   99   其他文化支出       文化馆免费开放补助         7.05   7.05
204   99   99   其他公共安全支出     提前下达 2025 年经费       1.00   1.00
"""
    assert [row[3:5] for row in rebuilt(text)] == [
        ["其他文化旅游体育与传媒", "下达公共文化补助"], ["其他文化支出", "文化馆免费开放补助"], ["其他公共安全支出", "提前下达"],
    ]  # fmt: skip


def test_a_year_at_the_beginning_of_a_line_is_of_the_name() -> None:
    text = """
关于提前下达
2025 年中央补助资金预算的             4.67   4.67
通知
"""
    assert rebuilt(text) == [["关于提前下达2025", "年中央补助资金预算的通知", "4.67", "4.67"]]
