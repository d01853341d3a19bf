"""Persons in a file of our own format that somebody else made, in texts joined after reading, and given back to the screen alone."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from importlib.util import find_spec
from typing import Any

import pytest

from data_model.budget import Budget, GridRow, Place, Table
from data_model.compare import compare
from data_model.comparing import same_lines
from data_model.export import export
from data_model.masked import mask_budget
from data_model.native import NotNative, dumps, load
from data_model.persons import MASK, mask, mask_cells, mask_document
from data_model.readers.raw import RawDocument, RawParagraph, RawRow, RawTable
from data_model.reading import read_bytes
from data_model.revealed import Revealed
from data_model.statements import Goal, Indicator, ProjectDetail, Statement
from tests.data_model.compare_maker import PLACE, budget, projects
from tests.invented import NAME, invented, invented_text
from tests.mutations import IDENTITY, MOBILE, PERSONS, SECRETS
from tests.mutations import NAME as PERSON
from tests.shared import SHARED, needs_shared

FIXED = frozenset({"format", "amount", "step", "unit", "status", "role", "verdict", "prior_base", "code", "total", "appropriated", "other", "expected", "found",
                   "difference", "tolerance", "prior_amount", "prior_change"})  # fmt: skip
"""Fields whose values are checked: they cannot hold a text."""


def _planted(node: Any, person: str, key: str = "") -> Any:
    """Every text of our JSON with a person behind it."""
    if isinstance(node, dict):
        return {name: _planted(value, person, name) for name, value in node.items()}
    if isinstance(node, list):
        return [_planted(value, person, key) for value in node]
    return node + person if isinstance(node, str) and key not in FIXED else node


def _nobody(text: str) -> None:
    for secret in SECRETS:
        assert secret not in text, text[max(0, text.index(secret) - 80) :][:120]


@pytest.mark.parametrize("person", PERSONS)
def test_a_person_in_any_text_of_a_hand_made_file_is_masked(person: str) -> None:
    made = load(json.dumps(_planted(json.loads(dumps(invented())), person), ensure_ascii=False).encode())
    _nobody(repr(made))
    for form in ("json", "csv", "markdown"):
        _nobody(export(made, form).decode())


def test_a_person_beside_a_label_of_a_hand_made_file_is_masked() -> None:
    own = invented()
    grid = (GridRow(("项目", "负责人", "金额"), PLACE), GridRow(("甲", PERSON, "1.00"), PLACE), GridRow(("联系人", PERSON, ""), PLACE),
            GridRow(("电话", "3812345", ""), PLACE))  # fmt: skip
    table = Table("other:表", "表", "万元", 100, (), (), grid, 1, PLACE)
    made = load(dumps(replace(
        own, tables=(*own.tables, table), statements=(Statement("people", {"联系人": PERSON}),),
        projects=(ProjectDetail("甲", None, {"项目负责人": PERSON, "内容": "修路"}),),
        goals=(Goal("甲", indicators=(Indicator("一", "二", "联系电话", "3812345"),)),),
    )).encode())  # fmt: skip
    _nobody(repr(made))
    assert "3812345" not in repr(made)
    assert [row.texts for row in made.tables[-1].grid[:2]] == [("项目", "负责人", "金额"), ("甲", MASK, "1.00")]
    assert made.projects[0].details["内容"] == "修路"


def test_masking_twice_is_masking_once() -> None:
    made = read_bytes(invented_text().replace("主要职能", f"主要职能{''.join(PERSONS)}").encode(), NAME)
    assert mask_budget(made) == made
    assert load(dumps(made).encode()) == made


@needs_shared
def test_what_is_read_is_what_is_loaded() -> None:
    for name in (
        "ergong_2026_dept.txt",
        "govoffice_2026_unit.html",
        "yananbeilu_2024_dept.txt",
        "ergong_2026_dept.docx",
    ):
        made = read_bytes((SHARED / "disclosures" / "xinjiang" / name).read_bytes(), name)
        assert load(dumps(made).encode()) == made


@pytest.mark.parametrize(
    "text",
    [
        f"139\ufe0f0000\ufe0f{MOBILE[-4:]}",  # what is dropped when a text is cleaned
        f"139\ue0000000\ue000{MOBILE[-4:]}",
        "".join(chr(ord("٠") + int(c)) for c in MOBILE),
        f"139–0000–{MOBILE[-4:]}",
        "x" * 5000 + "someone@example.org",
        "someone＠example．org",
    ],
)
def test_numbers_in_disguise(text: str) -> None:
    hidden = mask(text)
    assert MASK in hidden
    assert not {"0000", "example", "someone"} & set(hidden.replace(MASK, " ").split())


def test_an_endless_number_costs_no_time() -> None:
    text = "1" * 200_000
    assert mask(text) == text
    assert mask_cells([(text, text)], 0) == [(text, text)]


def test_a_name_on_the_next_page_of_a_column_of_persons_is_masked() -> None:
    """A piece without a heading of its own continues the column; a table of another shape, or behind a paragraph, does not."""

    def piece(*rows: tuple[str, ...]) -> RawTable:
        return RawTable(tuple(RawRow(row, PLACE) for row in rows))

    first, more, other = (
        piece(("项目", "负责人"), ("甲", "张虚构")),
        piece(("乙", "李虚构")),
        piece(("丙", "办公楼", "1.00")),
    )
    document, _ = mask_document(RawDocument("x", "pdf", (first, more, other, RawParagraph("说明", PLACE), more)))
    cells = [row.cells for item in document.items if isinstance(item, RawTable) for row in item.rows]
    assert cells == [("项目", "负责人"), ("甲", MASK), ("乙", MASK), ("丙", "办公楼", "1.00"), ("乙", "李虚构")]


# --- hostile files of our format ---------------------------------------------------------------------------------------------

HOSTILE: dict[str, Callable[[Any], Any]] = {
    "deep": lambda d: d.update(tables=_nest(900)),
    "number": lambda d: d["tables"][0]["place"].update(line=10**400),
    "negative": lambda d: d["sections"][0].update(level=-(10**9)),
    "float": lambda d: d["meta"].update(fiscal_year=2026.0),
    "nan": lambda d: d["meta"].update(fiscal_year=float("nan")),
    "infinite": lambda d: d["tables"][0]["place"].update(line=float("inf")),
    "true": lambda d: d["meta"].update(fiscal_year=True),
    "amount": lambda d: next(iter(d["tables"][0]["rows"][0]["cells"].values())).update(amount="9" * 3000 + ".00"),
    "code": lambda d: d["tables"][0]["rows"][0].update(code="../../x"),
    "telephone as code": lambda d: d["tables"][0]["rows"][0].update(code=MOBILE),
    "percent": lambda d: d["claims"][0].update(share_percent={"a": 1}),
    "list as text": lambda d: d["meta"].update(entity=["x"]),
    "text as list": lambda d: d["tables"][0]["rows"][0].update(cells="x"),
    "kind": lambda d: d["tables"][0].update(unit=["元"]),
    "nothing": lambda d: d.clear(),
}


def _nest(depth: int) -> Any:
    node: Any = []
    for _ in range(depth):
        node = [node]
    return node


@pytest.mark.parametrize("what", HOSTILE)
def test_a_hostile_file_is_refused_in_one_clean_line(what: str) -> None:
    data: dict[str, Any] = json.loads(dumps(invented()))
    HOSTILE[what](data)
    with pytest.raises(NotNative) as caught:
        load(json.dumps(data).encode())
    told = str(caught.value)
    assert len(told) < 200
    assert told.isprintable()
    _nobody(told)


@pytest.mark.parametrize("data", [b"[" * 200_000, b'{"format": "yusuan-budget", "a": ' + b"[" * 200_000, b'{"format": "yusuan-budget", "meta": {"version": 1e999}}',
                                  b'{"format": "yusuan-budget", "meta": {"version": 1' + b"0" * 5000 + b"}}", b"{" * 5000, b'{"\xff": 1}'])  # fmt: skip
def test_what_is_no_json_at_all_is_refused(data: bytes) -> None:
    with pytest.raises(NotNative):
        load(data)


def test_of_a_key_that_comes_twice_the_last_is_checked_like_any_other() -> None:
    text = dumps(invented())
    twice = text.replace('"entity":', f'"entity": "甲", "entity": "联系人：{PERSON}\\u001b[31m",\n  "entity_key_":', 1)
    with pytest.raises(NotNative):  # a field too few
        load(twice.replace('"entity_key":', '"x":', 1).encode())
    once = text.replace('"entity": "云溪', f'"entity": "x", "entity": "联系人：{PERSON}\\u001b[31m云溪', 1)
    made = load(once.encode())
    assert made.meta.entity.startswith(f"联系人：{MASK}")
    assert made.meta.entity.isprintable()


def test_endless_names_are_cut_also_in_plain_letters() -> None:
    data: dict[str, Any] = json.loads(dumps(invented()))
    data["meta"]["entity"] = "x" * 100_000
    data["tables"][0]["rows"][0]["name"] = "长" * 100_000
    made = load(json.dumps(data).encode())
    assert len(made.meta.entity) <= 4000
    assert len(made.tables[0].rows[0].name) <= 4000


# --- two large files ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("person", [f"第5个项目（{MOBILE}）", f"负责人：{PERSON}", f"证号 {IDENTITY}"])
@pytest.mark.parametrize("changed", [False, True])
def test_the_rows_two_large_files_share_hide_persons_too(person: str, changed: bool) -> None:
    rows = [(f"20103{n:02d}", f"第{n}个项目", f"{n + 1}.00") for n in range(60)]
    pair = []
    for year in (2025, 2026):
        amount = "7.00" if changed and year == 2026 else "6.00"
        text = dumps(budget(projects(*rows, ("2010399", "某某项目", amount)), year=year))
        pair.append(text.replace("某某项目", person).encode())
    if find_spec("msgspec"):
        from data_model.native_rows import load_rows

        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(same_lines, "LARGE", 1)
            _nobody(repr(compare(*map(load_rows, pair), table="projects").lines[:]))
    _nobody(repr(compare(load(pair[0]), load(pair[1]), table="projects").lines[:]))


@pytest.mark.parametrize("code", [MOBILE, "x", "201 "])
def test_a_code_that_is_none_is_refused_by_both_loaders(code: str) -> None:
    data = dumps(budget(projects(("2010301", "甲", "1.00")))).replace('"2010301"', f'"{code}"').encode()
    with pytest.raises(NotNative):
        load(data)
    pytest.importorskip("msgspec")
    from data_model.native_rows import load_rows

    with pytest.raises(NotNative):
        load_rows(data)


# --- given back to the screen ------------------------------------------------------------------------------------------------


def _with(*changes: tuple[str, str]) -> Budget:
    text = invented_text()
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    return read_bytes(text.encode(), NAME)


def test_a_paragraph_and_a_cell_are_given_back_where_they_were() -> None:
    made = _with(
        ("负责本市财政收支管理", f"联系人：{PERSON}，负责本市财政收支管理"), ("住房公积金", f"住房公积金（{MOBILE}）")
    )
    revealed = Revealed(made)
    paragraphs = [p for section in made.sections for p in section.paragraphs]
    assert [revealed.paragraph(p) for p in paragraphs if MASK in p.text] == [
        f"联系人：{PERSON}，负责本市财政收支管理，保障养老等民生支出。"
    ]
    rows = [row for table in made.tables for row in table.grid if any(MASK in text for text in row.texts)]
    assert rows
    for row in rows:
        assert MOBILE in "".join(revealed.cells(row))
        assert len(revealed.cells(row)) == len(row.texts)
    assert revealed.words(f"因住房公积金（{MASK}）") == f"因住房公积金（{MOBILE}）"


def test_where_it_is_not_certain_who_stood_there_the_mask_stays() -> None:
    place = Place("a.pdf", page=3)
    row = GridRow(("负责人", MASK), place)
    table = Table("other:表", "表", "万元", 100, (), (), (row,), 0, place)
    persons = {(place.label(), ("负责人", MASK)): [("负责人", "张虚构"), ("负责人", "李虚构")]}
    assert Revealed(Budget(invented().meta, (table,), persons=persons)).cells(row) == ("负责人", MASK)
    other = replace(row)
    both = Revealed(Budget(invented().meta, (replace(table, grid=(row, other)),), persons=persons))
    assert [both.cells(row), both.cells(other)] == [("负责人", "张虚构"), ("负责人", "李虚构")]
    assert both.words(MASK) == MASK
