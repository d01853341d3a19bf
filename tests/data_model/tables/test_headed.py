"""Columns told from headings and from figures that stand close: what pdftotext keeps of places is used, no more."""

from __future__ import annotations

from data_model.forms import FORM_BY_KIND
from data_model.tables.headed import (
    Heading,
    Spread,
    Word,
    below_headings,
    between,
    leaves,
    printed_columns,
    side_by_side,
)

FUND = FORM_BY_KIND["government_fund"]
NAMED = ("total", "basic", "basic_personnel", "basic_public", "project")
HEADER = """
       科目                        政府性基金预算支出
  科目代码                               基本支出
                 科目名称    合计                     项目支出
 类  款  项                        人员经费     公用经费
"""


def words(text: str) -> list[list[Word]]:
    out = []
    for line in text.strip("\n").split("\n"):
        found, at = [], 0
        for word in line.split():
            at = line.index(word, at)
            found.append(Word(word, 1, at))
            at += len(word)
        out.append(found)
    return out


def test_a_heading_over_several_columns_is_none_of_them() -> None:
    columns = printed_columns(leaves(words(HEADER)), FUND, NAMED)
    assert [label[1] for _, label in columns] == ["total", "basic_personnel", "basic_public", "project"]


def test_headings_of_one_name_are_told_by_their_order() -> None:
    header = """
                    财政拨款                              非财政拨款
 项目    合计     小计    人员经费    公用经费    项目支出      小计    人员经费    公用经费    项目支出
"""
    form = FORM_BY_KIND["carryover"]
    every = tuple(m.id for m in form.sides[0].measures)
    assert tuple(label[1] for _, label in printed_columns(leaves(words(header)), form, every)) == every
    assert printed_columns(leaves(words(header.replace("合计", "    "))), form, every) == []


def _columns(*starts: int) -> list[tuple[Heading, tuple[str, str]]]:
    names = ("total", "basic_personnel", "basic_public", "project")
    return [(Heading(s, s + 4, name), ("", name)) for s, name in zip(starts, names, strict=True)]


TOTAL, PROJECT = ("", "total"), ("", "project")


def test_a_figure_stands_before_the_headings_to_its_right_and_behind_those_to_its_left() -> None:
    strips = [Spread(42, 47, True, TOTAL), Spread(66, 71, True)]
    assert below_headings(strips, _columns(40, 50, 57, 64)) == [{TOTAL}, {PROJECT}]
    assert below_headings([strips[0], Spread(66, 71, False)], _columns(40, 50, 57, 64)) == [set(), set()]
    assert below_headings([Spread(42, 47, True, PROJECT), strips[1]], _columns(40, 50, 57, 64)) == [set(), set()]


def test_packed_headings_are_told_apart_only_from_the_others() -> None:
    strips = [Spread(42, 47, True, TOTAL), Spread(51, 56, True)]
    said = below_headings(strips, _columns(40, 50, 55, 64))
    assert said == [{TOTAL}, {("", "basic_personnel"), ("", "basic_public")}]


def test_between_two_proven_columns_a_figure_stands_as_they_do() -> None:
    strips = [Spread(40, 46, True, TOTAL), Spread(51, 56, True), Spread(65, 70, True, PROJECT)]
    assert between(strips, _columns(40, 49, 55, 63))[1] == {("", "basic_personnel")}
    assert between([strips[0], Spread(53, 58, True), strips[2]], _columns(40, 49, 55, 63))[1] == set()


def test_close_figures_are_of_neighbouring_columns() -> None:
    labels = [("", m) for m in ("total", "wages", "goods_services", "capital")]
    strips = [Spread(40, 46, True, TOTAL), Spread(47, 53, True), Spread(55, 61, True), Spread(64, 70, True)]
    assert side_by_side(strips, {0, 1}, labels) == {1: labels[1], 2: labels[2]}
    assert side_by_side([strips[0], Spread(47, 53, True, labels[3])], {0}, labels) == {}  # they contradict it
