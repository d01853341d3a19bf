"""Text from files is harmless after `clean`; folding makes equal what a reader sees as equal."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data_model.text import chinese_number, clean, fold, json_text, unwrap


@given(st.text())
def test_clean_text_holds_nothing_hidden_and_is_stable(text: str) -> None:
    cleaned = clean(text)
    assert not any(unicodedata.category(c) in {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"} for c in cleaned)
    assert "  " not in cleaned
    assert cleaned == cleaned.strip()
    assert clean(cleaned) == cleaned


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("\x1b[31m红\x1b]0;title\x07", "[31m红]0;title"),
        ("支\u202e出\u200b预\ufeff算", "支出预算"),
        ("a\tb\u3000c\xa0d", "a b c d"),
        ("1\ufe0f2", "12"),
    ],
)
def test_escapes_and_bidirectional_marks_go(text: str, expected: str) -> None:
    assert clean(text) == expected


def test_a_very_long_cell_is_cut() -> None:
    assert len(clean("长" * 10_000)) == 4000
    assert clean("长" * 10_000).endswith("…")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("政府办公厅（室）及相关机 构事务", "政府办公厅（室）及相关机构事务"),
        ("乌财行（2024）167 号 关于提前下达 2025 年经费的通知", "乌财行（2024）167 号关于提前下达 2025 年经费的通知"),
        ("收 入 总 计", "收入总计"),
        ("1. 一般公共预算拨款", "1. 一般公共预算拨款"),
        ("特定目标 1010108N", "特定目标 1010108N"),
    ],
)
def test_wrap_blanks_go_others_stay(text: str, expected: str) -> None:
    assert unwrap(text) == expected


def test_folding_ignores_blanks_and_widths() -> None:
    assert fold("财政拨款 （补助）小 计") == fold("财政拨款(补助)小计")
    assert fold("〔2025〕204 号") == fold("（2025）204号") == fold("【2025】204号")


@pytest.mark.parametrize(
    ("text", "value"), [("三", 3), ("十", 10), ("十二", 12), ("一十一", 11), ("二十", 20), ("21", 21), ("甲", None)]
)
def test_chinese_numbers(text: str, value: int | None) -> None:
    assert chinese_number(text) == value


_DATA = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**60), 2**60) | st.text() | st.sampled_from((0.0, 87.5, 100.0, 99.99)),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=12,
)


@given(_DATA)
def test_very_much_data_is_the_same_json(data: object) -> None:
    assert json_text(data, fast=True) == json_text(data)
