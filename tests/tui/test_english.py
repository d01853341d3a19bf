"""In English every word of ours is English: a document whose names are ASCII shows what is Chinese and ours."""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest

from data_model.checks import check
from data_model.checks.rules import RULES
from data_model.comparing.diff_words import notice_texts
from data_model.comparison import Notice
from data_model.flow_tree import OVERLAP, ROUNDING, UNKNOWN, UNPUBLISHED, UNSPLIT
from data_model.forms import FORMS, SCOPES
from data_model.reading import read
from data_model.scopes import SCOPE_NAMES
from data_model.statements_tree import FIELDS, KINDS
from tests.shared import XINJIANG, needs_shared
from tests.tui.english import HAN
from tui import texts
from tui.texts import choose, sentence, spoken, term
from tui.texts.en_sentences import PARTS, WHOLE
from tui.texts.en_terms import PATTERNS, TERMS

TEXTS = Path(texts.__file__).parent


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


@pytest.mark.parametrize(
    "name", [one.stem for one in TEXTS.glob("en*.py") if one.stem not in ("en_terms", "en_sentences")]
)
def test_no_english_text_has_a_chinese_character(name: str) -> None:
    words = [made for made in vars(import_module(f"tui.texts.{name}")).values() if isinstance(made, dict)]
    assert words
    assert {key for one in words for key, text in one.items() if HAN.search(str(text))} == set()


def test_no_english_term_has_a_chinese_character() -> None:
    assert {word for word, told in TERMS.items() if HAN.search(told)} == set()
    assert [
        told for _, told in (*PATTERNS, *PARTS, *WHOLE) if HAN.search(told.replace("{增加}", "").replace("{减少}", ""))
    ] == []


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
        ("表3 第3行", "表3 row 3"),
        ("项目支出总计（8 项）", "total projects (8)"),
        ("公共安全支出", "公共安全支出"),  # printed: not ours
        ("文化·人员", "文化·人员"),  # a printed name with a dot
        (
            "没有“甲”这一级，可用：类；“乙”不是金额",
            "no level “甲”; use class, section, item, project or 1 to 4; “乙” is no amount",
        ),
    ],
)
def test_labels_are_told_part_by_part(english: None, said: str, english_words: str) -> None:
    assert term(said) == english_words


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("表3 20103 合计：1,009.51 ≈ 393.71 + 615.79，差 0.01，在四舍五入的容差 0.01 之内",
         "表3 20103 total: 1,009.51 ≈ 393.71 + 615.79, 0.01 off, within the rounding of 0.01"),
        ("表2 第5–6行：60.00 印在“一般公共预算”列，勾稽只容它在“合计”；印文未动",
         "表2 rows 5–6: 60.00 printed in the column general public, identities allow it in total only; the print is untouched"),
        ("四写“甲”，表1 201 印作“乙”", "四 writes “甲”, 表1 201 prints “乙”"),
        ("一句没有样式的话", "一句没有样式的话"),
    ],
)  # fmt: skip
def test_sentences_of_findings_are_told_in_english(english: None, said: str, told: str) -> None:
    assert sentence(said) == told


@pytest.mark.shared
@needs_shared
@pytest.mark.parametrize("name", ["ergong_2026_dept.txt", "govoffice_2026_unit.txt", "yananbeilu_2024_dept.txt"])
def test_every_sentence_of_a_document_is_told_in_english(name: str, english: None) -> None:
    budget = read(XINJIANG / name)
    messages = {finding.message for finding in check(budget, all_results=True)}
    assert {message for message in messages if HAN.search(message) and sentence(message) == message} == set()
    own = "|".join(re.escape(word) for word in ("写", "印作", "没有", "留空", "容差", "相差", "勾稽", "印文"))
    assert {told for told in map(sentence, messages) if re.search(own, re.sub("“[^”]*”", "", told))} == set()


def test_a_line_that_only_the_prose_has_is_named_in_english(english: None) -> None:
    (said,) = notice_texts([Notice("prose_only", {"codes": "2120101 财政拨款结转"})], spoken())
    assert said.endswith("2120101, appropriation carried over")
