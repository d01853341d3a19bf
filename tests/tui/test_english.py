"""In English every word of ours is English: a document whose names are ASCII shows what is Chinese and ours."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

import pytest

from data_model.budget import Budget, Row
from data_model.checks.rules import RULES
from data_model.compare import compare
from data_model.comparing.diff_select import Selection
from data_model.flow_tree import OVERLAP, ROUNDING, UNKNOWN, UNPUBLISHED, UNSPLIT
from data_model.forms import FORMS, SCOPES
from data_model.scopes import SCOPE_NAMES, VIEWS, scope_options
from data_model.statements_tree import FIELDS, KINDS
from data_model.tree import build_tree
from tests.invented import invented
from tests.tui.explorer import settled, text
from tui.app import AppOptions, Explorer, Source
from tui.console import Line
from tui.report import tree_lines
from tui.report_diff import diff_lines
from tui.report_summary import summarise
from tui.report_summary_text import summary_lines
from tui.texts import choose, sentence, term

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


def _plain(budget: Budget) -> Budget:
    """The budget with every printed name in ASCII, without prose: what is Chinese on screen is ours."""

    def row(n: int, one: Row) -> Row:
        return replace(one, name=f"Row {n}", project=f"Project {n}" if one.project else "")

    tables = tuple(
        replace(
            table,
            title=f"Table {n}",
            number=f"T{n}",
            rows=tuple(row(i, one) for i, one in enumerate(table.rows)),
            columns=tuple(replace(column, heading=f"Column {i}") for i, column in enumerate(table.columns)),
        )
        for n, table in enumerate(budget.tables, start=1)
    )
    meta = replace(budget.meta, entity="Office of Works", parent="", region="")
    return replace(
        budget, meta=meta, tables=tables, claims=(), goals=(), projects=(), sections=(), statements=(), notes=()
    )


def _shown(lines: list[Line]) -> str:
    return "\n".join("".join(part for part, _ in line) for line in lines)


def test_summary_and_trees_are_english(english: None) -> None:
    budget = _plain(invented())
    assert not HAN.findall(_shown(summary_lines(summarise(budget))))
    for view in VIEWS:
        for option in scope_options(budget, view):
            tree = build_tree(budget, view, option.id)
            assert not HAN.findall(_shown(tree_lines(budget, tree, range(len(tree)), "万元", 120, False))), option.id


@pytest.mark.parametrize(
    "keys", ["", "down down", "v", "v v v v", "v v v v down", "m", "m m", "shift+m", "u", "c", "c down down"]
)
@pytest.mark.parametrize("size", [(120, 40), (80, 24)])
async def test_screens_are_english(english: None, keys: str, size: tuple[int, int]) -> None:
    app = Explorer([Source("office.txt", lambda: _plain(invented()))], AppOptions())
    async with app.run_test(size=size) as pilot:
        await settled(app, pilot)
        for key in keys.split():
            await pilot.press(key)
            await settled(app, pilot)
        assert {line.strip() for line in text(app).split("\n") if HAN.search(line)} == set()


async def test_a_comparison_is_english(english: None) -> None:
    def other() -> Budget:
        budget = _plain(invented())
        return replace(budget, meta=replace(budget.meta, fiscal_year=2025))

    app = Explorer([Source("a.txt", other), Source("b.txt", lambda: _plain(invented()))], AppOptions())
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(app, pilot)
        await pilot.press("d")
        await settled(app, pilot)
        assert {line.strip() for line in text(app).split("\n") if HAN.search(line)} == set()


def test_a_difference_is_english(english: None) -> None:
    c = compare(_plain(invented()), _plain(invented()))
    assert not HAN.findall(_shown(diff_lines(c, Selection(), "万元", 120)))


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("表3 20103 合计：1,009.51 ≈ 393.71 + 615.79，差 0.01，在四舍五入的容差 0.01 之内",
         "表3 20103 total: 1,009.51 ≈ 393.71 + 615.79, 0.01 off, within the rounding of 0.01"),
        ("表2 第5–6行：60.00 印在“一般公共预算”列，勾稽只容它在“合计”；印文未动",
         "表2 第5–6行: 60.00 printed in the column general public, identities allow it in total only; the print is untouched"),
        ("四写“甲”，表1 201 印作“乙”", "四 writes “甲”, 表1 201 prints “乙”"),
        ("一句没有样式的话", "一句没有样式的话"),
    ],
)  # fmt: skip
def test_sentences_of_findings_are_told_in_english(english: None, said: str, told: str) -> None:
    assert sentence(said) == told
