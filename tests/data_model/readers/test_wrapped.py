"""Wrapped cells: lines go to the row they are centred on, column by column; headers and cut pages take nothing that is not theirs."""

from __future__ import annotations

from data_model.readers.visible import unwrapped
from data_model.readers.visible_lines import VisibleLine, chunks_of
from data_model.readers.wrapped import Gap, RowLine, shared
from tests.guard import bounded

NONE: frozenset[int] = frozenset()


def rebuilt(text: str) -> list[list[str]]:
    lines: list[VisibleLine] = []
    blank = False
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            lines.append(VisibleLine(chunks_of(line), number, 0, blank))
        blank = not line.strip()
    return [words for _, _, words, _ in unwrapped(lines)]


def test_a_cell_of_two_lines_stands_around_its_row() -> None:
    rows = [RowLine(2, filled=False), RowLine(5, filled=False)]
    assert shared(rows, [Gap([1], free=True), Gap([3, 4]), Gap([6])], NONE) == [(0, 1), (1, 1), (1, 0)]


def test_a_header_above_the_first_row_stays_where_it_is() -> None:
    assert shared([RowLine(3, filled=True)], [Gap([1, 2], free=True), Gap([])], NONE) == [(0, 0), (0, 0)]


def test_a_cell_cut_by_the_page_is_off_its_row_alone() -> None:
    """Two centred cells of four lines, then one whose lines go on below: the others are not moved to even it out."""
    rows = [RowLine(3, filled=False), RowLine(8, filled=False), RowLine(11, filled=True)]
    gaps = [Gap([1, 2], free=True), Gap([4, 5, 6, 7]), Gap([9, 10]), Gap([12, 13, 14, 15])]
    assert shared(rows, gaps, NONE) == [(0, 2), (2, 2), (2, 0), (4, 0)]


def test_columns_of_different_height_are_parted_each_for_itself() -> None:
    text = """
                              云溪财行（2025）7 号
                 其他财政事务     关于拨付账目检查
 201   06   99                            4.00     4.00
                 管理支出       的专项经费
                              及补助
 201   07        税收事务                     5.00     5.00
"""
    assert rebuilt(text) == [
        ["201", "06", "99", "其他财政事务管理支出", "云溪财行（2025）7", "号关于拨付账目检查的专项经费及补助", "4.00", "4.00"],
        ["201", "07", "税收事务", "5.00", "5.00"],
    ]  # fmt: skip


def test_a_label_and_its_amount_in_pieces_beside_a_whole_row() -> None:
    text = """
一、财政拨款（补    4,011.7                   1,069.5   1,069.5
                        201 一般公共服务支出
助）                9                         1         1
                        207 文化旅游体育与传
政府性基金预算                                  14.39     14.39
                        媒支出
                        234 抗疫特别国债安排
                        的支出
收入总计         9.25     支出总计           9.25      9.25
"""
    rows = rebuilt(text)
    assert rows[0] == ["一、财政拨款（补助）", "4,011.79", "201", "一般公共服务支出", "1,069.51", "1,069.51"]
    assert ["政府性基金预算", "207", "文化旅游体育与传媒支出", "14.39", "14.39"] in rows
    assert ["234", "抗疫特别国债安排的支出"] in rows
    assert rows[-1] == ["收入总计", "9.25", "支出总计", "9.25", "9.25"]


def test_a_header_printed_again_parts_the_rows() -> None:
    text = """
 201   06        财政事务                     5.00     5.00
                 甲项
 科目代码            科目名称       合计      基本支出
                 乙项
 201   07        税收事务                     5.00     5.00
"""
    rows = rebuilt(text)
    assert ["201", "06", "财政事务甲项", "5.00", "5.00"] in rows
    assert ["科目代码", "科目名称", "合计", "基本支出"] in rows


def test_many_lines_take_little_time() -> None:
    with bounded():
        rebuilt("\n".join(["         长名称的前半", " 201   06               5.00    5.00", "         后半"] * 7000))


def test_the_last_cell_of_a_page_is_told_from_lines_between_its_rows() -> None:
    """The rows themselves have no words in the column of the names: these stand above and below them."""
    text = """
                  其他城乡社区管理
201   01   99                           1.00
                  事务支出
                  其他城乡社区管理
201   01   99               经费          2.00
                  事务支出
"""
    assert [row[3] for row in rebuilt(text) if row[0] == "201"] == ["其他城乡社区管理事务支出"] * 2
