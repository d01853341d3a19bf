"""Columns by place: carried over from proven figures to those in line with them, never across pages, drift or doubt."""

from __future__ import annotations

from data_model.budget import Cell, Column, Place, Row, Table
from data_model.forms import FORM_BY_KIND
from data_model.tables.headed import Heading, Word
from data_model.tables.one_row import lines_of_row
from data_model.tables.positions import Spots, headings_of, narrowed

HERE = Place("a.txt", 1)
EVERY = ("total", "basic", "project")
COLUMNS = (Column("", "@code"), Column("", "@name"), *(Column(m, m) for m in EVERY))


def figure(text: str, page: int, end: int) -> Word:
    return Word(text, page, end - len(text))


def opened(*rows: tuple[dict[str, str], str]) -> Table:
    """Rows with placed figures by measure, and one that is open."""
    found = []
    for placed, left in rows:
        cells = {m: Cell(100, text, 2 + i) for i, (m, text) in enumerate(placed.items())}
        found.append(
            Row("201", "", cells, HERE, ambiguous=(Cell(100, left, 9, "ambiguous", "", EVERY[1:]),) if left else ())
        )
    return Table("expenditure", "", "万元", 100, COLUMNS, tuple(found), (), 0, HERE)


def candidates(table: Table, spots: Spots) -> list[tuple[str, ...]]:
    (found,), _ = narrowed([table], {0: spots})
    return [row.ambiguous[0].candidates for row in found.rows if row.ambiguous]


WHOLE = {"total": "9.00", "basic": "5.00", "project": "4.00"}
TABLE = opened((WHOLE, ""), ({"total": "1,003.00"}, "1,003.00"))
FIRST = {(0, 2): figure("9.00", 1, 40), (0, 3): figure("5.00", 1, 50), (0, 4): figure("4.00", 1, 60)}


def test_a_figure_in_line_with_a_proven_one_is_of_its_column() -> None:
    below = {(1, 2): figure("1,003.00", 1, 40), (1, 9): figure("1,003.00", 1, 60)}
    assert candidates(TABLE, Spots(FIRST | below)) == [("project",)]


def test_places_count_within_one_page_only() -> None:
    below = {(1, 2): figure("1,003.00", 2, 40), (1, 9): figure("1,003.00", 2, 60)}
    assert candidates(TABLE, Spots(FIRST | below)) == [EVERY[1:]]


def test_figures_out_of_line_or_of_two_columns_say_nothing() -> None:
    assert candidates(TABLE, Spots(FIRST | {(1, 9): figure("1,003.00", 1, 57)})) == [EVERY[1:]]
    crossed = FIRST | {(0, 3): figure("5.00", 1, 60), (0, 4): figure("4.00", 1, 50), (1, 9): figure("1,003.00", 1, 60)}
    assert candidates(TABLE, Spots(crossed)) == [EVERY[1:]]


LONE = opened(({"total": "9.00"}, "9.00"))
STOOD = {(0, 2): figure("9.00", 1, 40), (0, 9): figure("9.00", 1, 60)}
HEADS = [Heading(37, 39, "合计"), Heading(46, 50, "基本支出"), Heading(56, 60, "项目支出")]


def test_headings_count_where_all_figures_stand_to_them_alike() -> None:
    assert candidates(LONE, Spots(STOOD, {1: HEADS})) == [("project",)]
    packed = [Heading(36, 40, "合计"), Heading(41, 45, "基本支出"), Heading(46, 50, "项目支出")]
    drifted = STOOD | {(0, 9): figure("9.00", 1, 50)}
    assert candidates(LONE, Spots(drifted, {1: packed})) == [EVERY[1:]]
    assert candidates(LONE, Spots(STOOD, {1: [Heading(37, 39, "项目支出"), HEADS[2]]})) == [EVERY[1:]]
    assert candidates(LONE, Spots(STOOD, {2: HEADS})) == [EVERY[1:]]


def test_a_heading_reaches_over_its_own_words_only() -> None:
    lines = [
        [Word("一般公共预算支出", 1, 26)],
        [Word("人员", 1, 26), Word("公用", 1, 33)],
        [Word("经费", 1, 26), Word("经费", 1, 33)],
    ]
    found = headings_of(lines)
    assert [(h.start, h.end) for h in found if h.text.endswith("公用经费")] == [(33, 35)]
    assert [(h.start, h.end) for h in found if h.text.endswith("人员经费")] == [(26, 28)]


THREE = FORM_BY_KIND["three_public"]


def test_lines_side_by_side_are_told_by_their_sums() -> None:
    head = "合计因公出国(境)费公务接待费公务用车购置及运行费小计购置费运行费机关运行经费预算数"
    assert [key for key, _ in lines_of_row(THREE, head, [900, 300, 600, 200, 400, 5000])] == [
        "total", "", "vehicles", "vehicles.purchase", "vehicles.running", "operating_costs",
    ]  # fmt: skip
    assert lines_of_row(THREE, head, [900, 300, 500, 200, 400, 5000]) == []
    beside = (
        '合计小计因公出国(境)费公务用车购置及运行维护费公务用车购置费公务用车运行维护费公务接待费会议费培训费"三公"经费'
    )
    assert [key for key, _ in lines_of_row(THREE, beside, [1900, 1000, 100, 600, 600, 300, 400, 500])] == [
        "total", "three_public", "abroad", "vehicles", "", "reception", "meetings", "training",
    ]  # fmt: skip


def test_what_is_paid_under_a_line_elsewhere_decides_between_two() -> None:
    head = "合计因公出国(境)费公务接待费公务用车购置及运行费小计购置费运行费机关运行经费预算数"
    assert [key for key, _ in lines_of_row(THREE, head, [100, 100, 5000])] == ["total", "", "operating_costs"]
    told = lines_of_row(THREE, head, [100, 100, 5000], {"reception": 100})
    assert [key for key, _ in told] == ["total", "reception", "operating_costs"]
    assert lines_of_row(THREE, head, [100, 100, 5000], {"reception": 900})  # a bound that nothing meets says nothing


def test_two_headings_side_by_side_are_two() -> None:
    head = '小计公务用车购置费公务用车运行维护费公务用车购置及运行维护费"三公"经费合计小计因公出国(境)费公务接待费会议费培训费'
    found = lines_of_row(THREE, head, [1900, 1000, 100, 600, 600, 300, 400, 500], {"vehicles.running": 500})
    assert [key for key, _ in found] == [
        "total", "three_public", "abroad", "vehicles", "vehicles.running", "reception", "meetings", "training",
    ]  # fmt: skip
    assert found[1][1] == '"三公"经费'
