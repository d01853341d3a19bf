"""Words cut by narrow cells are whole again, words of two cells are two: only where the table shows it more than once."""

from __future__ import annotations

from data_model.readers.visible import unwrapped
from data_model.readers.visible_lines import VisibleLine, chunks_of


def rebuilt(*pages: str, usual: int = 0) -> list[list[str]]:
    lines: list[VisibleLine] = []
    number = 0
    for page, text in enumerate(pages):
        for line in text.strip("\n").split("\n"):
            number += 1
            if line.strip():
                lines.append(VisibleLine(chunks_of(line), number, page, False))
    return [words for _, _, words, _ in unwrapped(lines, usual)]


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


def test_all_cells_of_a_code_go_to_the_row_between_its_pieces() -> None:
    text = """
 20
            公共安全支出         56.03    56.03
 4
 20   0     0               1,852.   1,852.
                  行政运行
  1   3     1                   77       77
"""
    assert rebuilt(text)[-1] == ["201", "03", "01", "行政运行", "1,852.77", "1,852.77"]


def test_a_code_of_which_a_piece_is_missing_stays_in_pieces() -> None:
    text = """
 20
            公共安全支出         56.03    56.03
 4
 20
            其他支出           56.03    56.03
 5
 20   0     0     行政运行      1.00     1.00
  1         1
"""
    assert rebuilt(text)[2] == ["20", "0", "0", "行政运行", "1.00", "1.00"]


def test_the_rest_of_a_code_stands_behind_the_number_of_the_page() -> None:
    first = "\n 20\n            公共安全支出         56.03\n 4\n 20   01       文化和旅游          5.00\n"
    lines = [VisibleLine(chunks_of(x), n, 0, False) for n, x in enumerate(first.split("\n")) if x.strip()]
    lines.append(VisibleLine(chunks_of("        7"), 8, 0, True, caption=True))
    lines += [VisibleLine(chunks_of("  科目代码"), 9, 1, False), VisibleLine(chunks_of("7"), 10, 1, False)]
    assert ["207", "01", "文化和旅游", "5.00"] in [words for _, _, words, _ in unwrapped(lines)]


def test_amounts_all_cut_are_known_by_the_decimals_of_the_document() -> None:
    text = """
201 一般公共服务      2,615. 2,615.
支出                   20     20
208 社会保障和就      393.6   393.6
业支出                  1       1
"""
    assert [row[-2:] for row in rebuilt(text, usual=2)] == [["2,615.20"] * 2, ["393.61"] * 2]
    whole = "\n201 一般公共服务    3.6    3.6\n208 社会保障       1.5    1.5\n"
    assert [row[-2:] for row in rebuilt(whole, usual=2)] == [["3.6"] * 2, ["1.5"] * 2]


def test_a_cell_that_begins_with_a_code_takes_nothing_from_above() -> None:
    text = """
207 文化旅游体育
与传媒支出
208 社会保障和就      393.61   393.61
业支出
209 其他支出
"""
    assert rebuilt(text)[:2] == [
        ["207", "文化旅游体育与传媒支出"], ["208", "社会保障和就业支出", "393.61", "393.61"],
    ]  # fmt: skip


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


def test_a_year_at_the_end_of_a_line_is_of_the_name_that_goes_on_with_it() -> None:
    text = """
                甲财行一号
201   其他支出      提前下达 2025     4.67   4.67
                年经费的通知
208   社会保障      其他经费 2025     4.67   4.67
"""
    found = [row[-4:] for row in rebuilt(text)]
    assert ["甲财行一号提前下达", "2025年经费的通知", "4.67", "4.67"] in found
    assert ["其他经费", "2025", "4.67", "4.67"] in found
