"""Two large files compared without making what they share: the same comparison and the same output as the general way, or none."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import replace
from importlib.resources import files
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data_model.budget import Budget, Cell, GridRow, Place, Row, Table
from data_model.compare import compare
from data_model.comparing import lines_of_file
from data_model.comparing.diff_select import SORTS, Selection, select
from data_model.comparing.export_diff import diff_csv, diff_json
from data_model.comparing.lines_of_file import read_pair
from data_model.comparison import Change, Comparison, Incomparable, SparseLines
from data_model.native import NotNative, dumps, load
from data_model.statements import Claim
from tests.data_model.compare_maker import PLACE, budget, projects
from tui import oneshot_diff
from tui.oneshot import Options
from tui.oneshot_diff import Wanted

SAMPLES = sorted(entry.name for entry in files("sample_data").iterdir() if entry.name.endswith(".json"))


def _plain(lines: object) -> list[Change]:
    return [line._replace(row_a=None, row_b=None) for line in lines]  # type: ignore[attr-defined]


def _compared(make: Callable[[], Comparison]) -> Comparison | str:
    try:
        return make()
    except Incomparable as error:
        return error.code


def check_alike(a: bytes, b: bytes, measures: tuple[str, ...] = ("",)) -> int:
    """The general way and this one, for every table of b; how many lines were never made (-1: left to the general way)."""
    shared = read_pair(lambda: a, lambda: b, 1)
    if shared is None:
        return -1
    spared = 0
    one, other = load(a), load(b)
    for table in other.tables:
        for measure in (*measures, *table.measures):
            general = _compared(lambda: compare(one, other, table=table.kind, measure=measure))  # noqa: B023
            sparse = _compared(lambda: compare(*shared[:2], table=table.kind, measure=measure, same=shared[2]))  # noqa: B023
            if isinstance(general, str) or isinstance(sparse, str):
                assert general == sparse
                continue
            assert sparse._replace(lines=()) == general._replace(lines=())
            assert _plain(sparse.changes()) == _plain(general.changes())
            assert (sparse.counts(), sparse.different, len(sparse.lines)) == (
                general.counts(),
                general.different,
                len(general.lines),
            )
            assert [_plain(side) for side in sparse.movers()] == [_plain(side) for side in general.movers()]
            for only in ("", "changed", "added", "removed", "moved"):
                selection = Selection(only)
                assert diff_csv([sparse], selection) == diff_csv([general], selection)
            assert _plain(sparse.lines) == _plain(general.lines)
            spared += len(sparse.lines) - len(sparse.made)
    return spared


# --- pairs that are made up --------------------------------------------------------------------------------------------------

codes = st.sampled_from(
    ["2010301", "2010302", "2010350", "2010399", "2080505", "2080599", "20103", "20805", "20899", "201", "210"]
)
names = st.sampled_from(
    ["甲项目", "乙项目2025年", "乙项目2026年", "2025年维修", "3号楼", "丙 项目", "丁#2", "戊-1", "7 号"]
)
some = st.lists(st.tuples(codes, names, st.sampled_from(["1.00", "2.50", "0.00", "-3.00", "12.34"])), max_size=8)
many = st.lists(st.tuples(codes, names, st.just("7.00")), min_size=15, max_size=40, unique=True)
extras = st.lists(
    st.sampled_from(["subject", "class", "unit", "measure", "nameless", "ambiguous", "untidy"]), max_size=3
)


def _extra(kind: str) -> Row:
    cells = {"total": Cell(30_000, "0.03", 1)}
    return {
        "subject": Row("20103", "政府办公厅", cells, PLACE),
        "class": Row("208", "社会保障和就业支出", cells, PLACE),
        "unit": Row("", "云溪市财政局", cells, PLACE, role="unit"),
        "measure": Row("2010301", "事务", {"wages": Cell(100, "0.01", 2)}, PLACE, "庚项目", role="project"),
        "nameless": Row("", "", cells, PLACE, "辛项目", role="project"),
        "ambiguous": Row(
            "2010301", "事务", cells, PLACE, "壬项目", role="project", ambiguous=(Cell(1, "", -1, "ambiguous"),)
        ),
        "untidy": Row("2010301", "事务", cells, PLACE, '癸"项目', role="project"),
    }[kind]


def _made(rows: list[tuple[str, str, str]], extra: list[str], once: bool, page: int, year: int, told: int) -> Budget:
    if once:
        rows = list({row[:2]: row for row in rows}.values())
    table = projects(*rows)
    place = Place(f"云溪{year}.pdf", page=page)
    body = tuple(replace(row, place=place) for row in table.rows)
    more = tuple(_extra(kind) for kind in dict.fromkeys(extra))
    claims = tuple(
        Claim("五", name, code, name, "projects", "total", reason="科目调整") for code, name, _ in rows[:told]
    )
    made = replace(
        table, rows=(*body[: told + 1], *more, *body[told + 1 :]), grid=(GridRow(("甲",), place),) * (page % 2)
    )
    return budget(made, year=year, claims=claims)


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None, max_examples=100)
@given(
    many, some, some, extras, extras, st.sampled_from([True, True, True, False]), st.integers(1, 3), st.integers(0, 3)
)
def test_a_pair_is_compared_as_in_the_general_way(
    both: list[tuple[str, str, str]], a: list[tuple[str, str, str]], b: list[tuple[str, str, str]], extra_a: list[str],
    extra_b: list[str], once: bool, page: int, told: int,
) -> None:  # fmt: skip
    one = _made([*a, *both], extra_a, once, page, 2025, told)
    other = _made([*both, *b], extra_b, once, 2, 2026, told)
    spared = check_alike(dumps(one).encode(), dumps(other).encode())
    if once and not {"nameless", "untidy"} & {*extra_a, *extra_b}:
        assert spared >= 0  # nothing here asks for the general way


def _large(year: int, changed: int, page: int = 1) -> Budget:
    rows = [
        (
            f"2{10 + i % 3}{10 + i // 40 % 50}{i % 30:02d}",
            f"第{i}个项目",
            f"{i * (2 if changed and i % changed == 0 else 1) + 1}.00",
        )
        for i in range(400)
        if i % 37 != year % 5
    ]
    return _made(rows, ["subject", "class"], True, page, year, 2)


@pytest.mark.parametrize("page", [1, 4])
def test_most_lines_of_a_large_pair_are_never_made(page: int) -> None:
    a, b = dumps(_large(2025, 0)).encode(), dumps(_large(2026, 9, page)).encode()
    assert check_alike(a, b) > 300
    assert check_alike(a, a) > 300
    assert check_alike(b, a) > 300


def test_measures_keep_their_order_and_places() -> None:
    def two(year: int) -> Budget:
        table = _large(year, 5).tables[0]
        rows = [
            replace(r, cells={"total": r.cells["total"], "自筹": Cell(r.cells["total"].fen // 2, "", 3)})
            for r in table.rows
        ]
        return budget(replace(table, rows=tuple(rows)), year=year)

    assert check_alike(dumps(two(2025)).encode(), dumps(two(2026)).encode()) > 300


@pytest.mark.parametrize("name", SAMPLES)
@pytest.mark.parametrize("other", SAMPLES)
def test_samples_are_compared_as_in_the_general_way(name: str, other: str) -> None:
    a, b = (files("sample_data").joinpath(sample).read_bytes() for sample in (name, other))
    check_alike(a, b)


def test_lines_are_made_once_and_in_the_order_of_a_tree() -> None:
    a, b = dumps(_large(2025, 0)).encode(), dumps(_large(2026, 9)).encode()
    shared = read_pair(lambda: a, lambda: b, 1)
    assert shared is not None
    found = compare(*shared[:2], table="projects", same=shared[2])
    assert isinstance(found.lines, SparseLines)
    assert found.lines[0] == found.total
    assert found.lines[1:] == tuple(found.lines)[1:]
    assert found.lines.all() is found.lines.all()
    general = compare(load(a), load(b), table="projects")
    for sort in SORTS:
        assert _plain(select(found, Selection(sort=sort))) == _plain(select(general, Selection(sort=sort)))
    assert diff_json([found], Selection()) == diff_json([general], Selection())


# --- what is not ours --------------------------------------------------------------------------------------------------------

BROKEN: dict[str, Callable[[bytes], bytes]] = {
    "no layout": lambda data: json.dumps(json.loads(data)).encode(),
    "other layout": lambda data: json.dumps(json.loads(data), indent=2, ensure_ascii=False).encode(),
    "cut": lambda data: data[:-400],
    "comma": lambda data: data.replace(b"    }\n   ],", b"    },\n   ],"),
    "two commas": lambda data: data.replace(b"    },\n    {", b"    },,\n    {", 3),
    "role": lambda data: data.replace(b'"role": "project"', b'"role": "king"', 1),
    "grid": lambda data: data.replace(b'"grid": -1', b'"grid": 7', 1),
    "grid of the other": lambda data: _grid(data),
    "amount": lambda data: re.sub(rb'"amount": "[0-9]+', b'"amount": "1,0', data, count=1),
    "no text": lambda data: data.replace("第50个".encode(), "第50个".encode()[:-1] + b"x", 1),
    "hidden": lambda data: data.replace("第50个".encode(), "第50\u202e个".encode(), 1),
    "surrogate": lambda data: data.replace("第50个".encode(), b"\xed\xa0\x80", 1),
    "selector": lambda data: data.replace("第50个".encode(), "第50个\ufe0f".encode(), 1),
    "blanks": lambda data: data.replace("第50个".encode(), " 第50  个".encode(), 1),
    "escaped": lambda data: data.replace("第50个".encode(), b"\\u7b2c50\\u4e2a", 1),
    "long": lambda data: data.replace("第50个".encode(), "第五十个".encode() * 1200, 1),
    "twice": lambda data: data.replace("第50个".encode(), "第51个".encode()).replace(
        b"\xe7\xac\xac51", b"\xe7\xac\xac50"
    ),
    "no total": lambda data: data.replace(b'"TOTAL"', b'"2999999"'),
    "two tables": lambda data: _twice(data),
    "version": lambda data: data.replace(b'"version": 1', b'"version": 2'),
    "mark": lambda data: re.sub(rb'"rows": \[.*\n   \]', b'"rows": "rows at 0"', data, flags=re.S),
}


def _grid(data: bytes) -> bytes:
    """The rows of one file stand in its printed table; the other file has none."""
    made = load(data)
    rows = tuple(replace(row, grid=0) for row in made.tables[0].rows)
    return dumps(replace(made, tables=(replace(made.tables[0], rows=rows, grid=(GridRow(("甲",), PLACE),)),))).encode()


def _twice(data: bytes) -> bytes:
    made = load(data)
    return dumps(replace(made, tables=made.tables * 2)).encode()


@pytest.mark.parametrize("what", BROKEN)
@pytest.mark.parametrize("side", [0, 1])
def test_another_layout_or_a_broken_file_is_left_to_the_general_way(what: str, side: int) -> None:
    pair = [dumps(_large(2025, 0)).encode(), dumps(_large(2026, 9)).encode()]
    changed = BROKEN[what](pair[side])
    assert changed != pair[side]
    pair[side] = changed
    try:
        load(pair[side])
    except NotNative:
        assert read_pair(lambda: pair[0], lambda: pair[1], 1) is None
    else:
        check_alike(pair[0], pair[1])


@pytest.mark.parametrize("form", ["text", "json", "csv", "markdown", "html"])
@pytest.mark.parametrize("only", ["", "changed", "removed"])
def test_the_command_writes_the_same(form: str, only: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    names = [str(tmp_path / f"{name}.json") for name in "ab"]
    for name, made in zip(names, (_large(2025, 0), _large(2026, 9)), strict=True):
        Path(name).write_text(dumps(made), encoding="utf-8")
    used: list[bool] = []

    def noted(a: Callable[[], bytes], b: Callable[[], bytes]) -> object:
        used.append(True)
        return read_pair(a, b, 1)

    monkeypatch.setattr(lines_of_file, "read_pair", noted)
    outputs = []
    for large in (1 << 30, 1):
        monkeypatch.setattr(oneshot_diff, "LARGE", large)
        out = tmp_path / f"{large}.out"
        code = oneshot_diff.run(
            names, False, Wanted(("projects",), only=only, exit_code=True), Options(form, output=str(out))
        )
        outputs.append((code, out.read_bytes()))
    assert outputs[0] == outputs[1]
    assert used == [True]


def test_a_table_only_one_file_holds_large_is_read_whole() -> None:
    a = _large(2025, 0)
    b = budget(*_large(2026, 9).tables, Table("fund", "f", "万元", 100, (), a.tables[0].rows, (), 0, PLACE), year=2026)
    assert check_alike(dumps(a).encode(), dumps(b).encode()) > 300
    assert read_pair(lambda: dumps(a).encode(), lambda: dumps(budget()).encode(), 1) is None
