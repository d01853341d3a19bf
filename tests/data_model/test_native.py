"""Our own JSON: reads back to an equal Budget, keeps to its schema, and says what is wrong with a broken one."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from data_model.budget import (
    Budget,
    Cell,
    Column,
    Finding,
    GridRow,
    Meta,
    Paragraph,
    Place,
    Row,
    Section,
    Source,
    Table,
)
from data_model.export import schema
from data_model.native import NotNative, dump, dumps, load
from data_model.reading import ReadError, read_bytes
from data_model.statements import Claim, Goal, Indicator, ProjectDetail, Statement
from data_model.text import clean
from tests.invented import NAME, invented, invented_text

VALIDATOR = Draft202012Validator(schema())

texts = st.text(max_size=12).map(clean).map(clean)
words = st.sampled_from(["", "total", "basic", "项目支出", "一般公共预算", "=1+1", "<b>", "\\", '"'])
fens = st.integers(-(10**15), 10**15)
places = st.builds(
    Place,
    texts,
    st.none() | st.integers(1, 9999),
    st.none() | st.integers(1, 99),
    texts,
    st.none() | st.integers(1, 99),
)
cells = st.builds(
    Cell, fens, texts, st.integers(-1, 30), st.sampled_from(["printed", "recovered"]), words, st.lists(words).map(tuple)
)
ambiguous = st.builds(Cell, fens, texts, st.just(-1), st.just("ambiguous"), st.just(""), st.just(("basic", "project")))
grids = st.lists(st.builds(GridRow, st.lists(texts, max_size=4).map(tuple), places), min_size=1, max_size=3).map(tuple)
rows = st.builds(
    Row, st.sampled_from(["", "TOTAL", "201", "20103", "2010301"]), texts, st.dictionaries(words, cells, max_size=3), places,
    texts, words, st.sampled_from(["total", "unit", "subject", "project", "line"]), words, st.just(0),
    st.lists(ambiguous, max_size=1).map(tuple),
)  # fmt: skip
tables = st.builds(
    Table, kind=st.sampled_from(["balance", "goals", "other:某表"]), title=texts, unit=st.sampled_from(["", "元", "万元"]),
    step=st.sampled_from([1, 100, 10_000]), columns=st.lists(st.builds(Column, texts, words, words), max_size=3).map(tuple),
    rows=st.lists(rows, max_size=3).map(tuple), grid=grids, head=st.just(0), place=places, number=texts, note=texts, entity=texts,
)  # fmt: skip
findings = st.builds(
    Finding, texts, st.sampled_from(["ok", "rounding", "mismatch", "unread", "misplaced"]), texts, texts, texts, texts, texts,
    st.none() | fens, st.none() | fens, st.none() | fens, st.none() | fens, st.none() | places,
)  # fmt: skip
maybe = st.none() | fens
claims = st.builds(
    Claim, texts, texts, texts, texts, words, words, maybe, st.none() | st.just("10.00"), texts, st.none() | st.just(2025),
    st.sampled_from(["budget", "final", "unspecified"]), maybe, st.sampled_from(["", "printed", "implied"]), maybe,
    st.none() | st.just("-1.00"), texts, texts, texts,
)  # fmt: skip
indicators = st.builds(Indicator, texts, texts, texts, texts, texts, texts, texts)
budgets = st.builds(
    Budget,
    meta=st.builds(
        Meta, texts, texts, texts, texts, texts, texts, texts, st.none() | st.integers(1990, 2100), st.just(1), texts, texts,
        texts, st.lists(st.builds(Source, texts, texts, texts), max_size=2).map(tuple),
    ),
    tables=st.lists(tables, max_size=2).map(tuple),
    sections=st.lists(
        st.builds(Section, st.integers(0, 3), texts, texts, st.lists(st.builds(Paragraph, texts, places), max_size=2).map(tuple),
                  places, st.booleans()),
        max_size=2,
    ).map(tuple),
    claims=st.lists(claims, max_size=2).map(tuple),
    goals=st.lists(st.builds(Goal, texts, maybe, maybe, maybe, texts, st.lists(indicators, max_size=1).map(tuple)), max_size=1).map(tuple),
    projects=st.lists(st.builds(ProjectDetail, texts, maybe, st.dictionaries(texts, texts, max_size=2), texts), max_size=1).map(tuple),
    statements=st.lists(st.builds(Statement, texts, st.dictionaries(texts, texts, max_size=2), texts), max_size=1).map(tuple),
    notes=st.lists(findings, max_size=2).map(tuple),
)  # fmt: skip


@settings(suppress_health_check=[HealthCheck.too_slow], max_examples=60)
@given(budgets)
def test_every_budget_reads_back_equal_and_keeps_to_the_schema(budget: Budget) -> None:
    text = dumps(budget, "0.0")
    assert read_bytes(text.encode(), "x.json") == budget
    assert [error.message for error in VALIDATOR.iter_errors(json.loads(text))] == []


def test_a_read_document_reads_back_equal() -> None:
    budget = invented()
    assert load(dumps(budget).encode()) == budget
    assert dumps(load(dumps(budget).encode())) == dumps(budget)


def test_the_json_begins_with_its_name_and_is_one_line_a_row() -> None:
    text = dumps(invented())
    assert text.startswith('{\n "format": "yusuan-budget"')
    assert text.endswith("}\n")
    assert max(line.count('"code"') for line in text.splitlines()) == 1


def _changed(change: Any) -> dict[str, Any]:
    data: dict[str, Any] = json.loads(dumps(invented()))
    change(data)
    return data


@pytest.mark.parametrize(
    "change",
    [
        lambda d: d.update(extra=1),
        lambda d: d["meta"].pop("entity"),
        lambda d: d["tables"][0].update(unit="卢比"),
        lambda d: d["tables"][0].update(step=1),
        lambda d: d["tables"][0]["rows"][0].update(role="king"),
        lambda d: next(iter(d["tables"][0]["rows"][0]["cells"].values())).update(amount="1,0"),
        lambda d: next(iter(d["tables"][0]["rows"][0]["cells"].values())).update(amount=1.5),
        lambda d: d["tables"][0]["rows"][0]["place"].update(line="7"),
    ],
)
def test_the_schema_refuses_what_is_not_ours(change: Any) -> None:
    assert list(VALIDATOR.iter_errors(_changed(change)))


def test_every_object_of_the_schema_is_closed() -> None:
    def walk(node: Any) -> None:
        if isinstance(node, dict):
            if node.get("type") == "object":
                assert "additionalProperties" in node
            for value in node.values():
                walk(value)
        elif isinstance(node, list):
            for value in node:
                walk(value)

    Draft202012Validator.check_schema(schema())
    walk(schema())


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b'{"format": "yusuan-budget", "meta": {"version": 2}}', "第 2 版"),
        (b'{"format": "something"}', "不是 yusuan"),
        (b'{"format": ', "断了"),
        (b'{"format": "yusuan-budget", "meta": {"version": 1}}', "不合格式"),
        (json.dumps(_changed(lambda d: d["tables"][0].update(head=-1))).encode(), "不合格式"),
        (json.dumps(_changed(lambda d: d["tables"][0].update(step="0.00"))).encode(), "不合格式"),
        (json.dumps(_changed(lambda d: d.update(tables=7))).encode(), "不合格式"),
    ],
)
def test_what_is_wrong_is_said(data: bytes, words: str) -> None:
    with pytest.raises(NotNative, match=words):
        load(data)
    with pytest.raises(ReadError):
        read_bytes(data, "x.json")


def test_texts_from_anyone_are_cleaned_again() -> None:
    data = _changed(lambda d: d["meta"].update(entity="a\x1b[31m\u202eb\n"))
    assert load(json.dumps(data).encode()).meta.entity == "a[31mb"


def test_persons_stay_in_the_process() -> None:
    budget = read_bytes(invented_text().encode(), NAME)
    assert "persons" not in dump(budget)
