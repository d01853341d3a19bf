"""The filter grammar: what a person may type, and what is said about what was not understood."""

from __future__ import annotations

import pytest

from data_model.search import Subject, asks_marks, compile_query

AMOUNT, WHOLE = 1_250_000_00_00, 5_000_000_00_00
"""1.25 亿元 of 5 亿元, in fen."""
LINE = Subject("2080505", "机关事业单位基本养老保险缴费支出", "项", AMOUNT, WHOLE, marked=True)


@pytest.mark.parametrize(
    "query",
    ["养老", "ylbx", "YLBX", "208", "code:20805", ">100", "＞１００", ">12,000", "≥12500", "=12500", ">1.2亿", ">1.2亿元", "<12501万",
     ">=125000000元", "share>5%", "share>=25", "占比<25.01%", "<26%", "level:项", "level：3", "finding:", "标记:", "-医疗", "!医疗",
     "养老 >100 level:项 -医疗"],
)  # fmt: skip
def test_it_holds(query: str) -> None:
    compiled = compile_query(query, "万元")
    assert compiled.holds(LINE)
    assert not compiled.problem


@pytest.mark.parametrize(
    "query", ["医疗", ">1.3亿", ">12501", "share>25", "level:款", "-养老", "code:210", "养老 <100"]
)
def test_it_does_not_hold(query: str) -> None:
    compiled = compile_query(query, "万元")
    assert not compiled.holds(LINE)
    assert not compiled.problem


@pytest.mark.parametrize("query", [">", ">abc", "share>", "share>5万", "＜多", "level:foo"])
def test_what_is_not_understood_is_told(query: str) -> None:
    assert compile_query(query).problem


def test_only_finding_asks_for_marks() -> None:
    assert asks_marks("养老 finding:")
    assert asks_marks("-标记：")
    assert not asks_marks("养老 findings level:项")
