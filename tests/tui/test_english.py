"""In English every word of ours is English: a document whose names are ASCII shows what is Chinese and ours."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from data_model.checks.rules import RULES
from data_model.flow_tree import OVERLAP, ROUNDING, UNKNOWN, UNPUBLISHED, UNSPLIT
from data_model.forms import FORMS, SCOPES
from data_model.scopes import SCOPE_NAMES
from data_model.statements_tree import FIELDS, KINDS
from tests.tui.explorer import opened, settled, text
from tui.texts import choose, term

HAN = re.compile("[\u4e00-\u9fff，。；：（）]")


@pytest.fixture
def english() -> Iterator[None]:
    choose("en")
    yield
    choose("zh")


def _ours() -> set[str]:
    words = {measure.name for form in FORMS for side in form.sides for measure in side.measures}
    words |= {form.name for form in FORMS} | {scope.name for scope in SCOPES} | set(SCOPE_NAMES.values())
    words |= {OVERLAP, ROUNDING, UNKNOWN, UNPUBLISHED, UNSPLIT, *KINDS.values()}
    words |= {word for name, unit in FIELDS.values() for word in (name, unit) if word}
    words |= {rule.basis for rule in RULES.values()}
    return words | {
        "部门",
        "单位",
        "本级",
        "预算",
        "决算",
        "调整",
        "元",
        "万元",
        "亿元",
        "类",
        "款",
        "项",
        "项目",
        "行",
        "总计",
    }


def test_every_term_of_ours_has_an_english_word(english: None) -> None:
    assert {word for word in _ours() if HAN.search(term(word))} == set()


def test_terms_stay_in_chinese() -> None:
    assert {term(word) for word in _ours()} == _ours()
    assert term("全部支出·基本支出") == "全部支出·基本支出"


@pytest.mark.parametrize(
    ("said", "english_words"),
    [
        ("全部支出·基本支出", "all spending · basic"),
        ("本文件没有“三公”经费表", "this file has no table of three public"),
        ("表3 第3行 · 文本第194行", "表3 row 3 · line 194"),
        ("第3页", "page 3"),
        ("表3合计", "total of 表3"),
        ("项目支出总计（8 项）", "total projects (8)"),
        ("公共安全支出", "公共安全支出"),  # printed: not ours
    ],
)
def test_labels_are_told_part_by_part(english: None, said: str, english_words: str) -> None:
    assert term(said) == english_words


@pytest.mark.parametrize(
    "keys", [(), ("down",), ("v",), ("v", "v", "v", "v"), ("m",), ("c", "down", "down"), ("t",), ("p",)]
)
async def test_the_lines_around_the_screen_are_english(english: None, keys: tuple[str, ...]) -> None:
    async with opened() as (app, pilot):
        for key in keys:
            await pilot.press(key)
            await settled(app, pilot)
        shown = text(app)
        assert not re.findall(
            "部门预算|全部支出|基本支出/|万元|文本第|，|（口径", shown.split("\n")[0] + shown.split("\n")[-2]
        )
