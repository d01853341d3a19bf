"""Two large tables compared without making what they share, read from files or not: the same comparison and the same output as the general way."""

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
from data_model.comparing import same_lines
from data_model.comparing.diff_select import SORTS, Selection, select
from data_model.comparing.export_diff import diff_csv, diff_json, diff_markdown
from data_model.comparing.export_diff_html import diff_html
from data_model.comparison import Change, Comparison, Incomparable, SparseLines
from data_model.native import NotNative, dump, dumps, load
from data_model.statements import Claim
from data_model.words import Words
from tests.data_model.compare_maker import PLACE, budget, projects
from tui import oneshot_diff
from tui.oneshot import Options
from tui.oneshot_diff import Wanted
from tui.report_diff import diff_lines
from tui.texts import t

pytest.importorskip("msgspec")
from data_model.native_rows import load_rows

SAMPLES = sorted(entry.name for entry in files("sample_data").iterdir() if entry.name.endswith(".json"))


def _plain(lines: object) -> list[Change]:
    return [line._replace(row_a=None, row_b=None) for line in lines]  # type: ignore[attr-defined]


def _compared(make: Callable[[], Comparison]) -> Comparison | str:
    try:
        return make()
    except Incomparable as error:
        return error.code


def check_alike(a: bytes, b: bytes, measures: tuple[str, ...] = ("",), rows: bool = True) -> int:
    """The general way and the one for large tables, for every table of b and every measure; how many lines were never made."""
    general = load(a), load(b)
    large = (load_rows(a), load_rows(b)) if rows else general
    spared = 0
    for table in general[1].tables:
        for measure in (*measures, *table.measures):
            spared += _alike(general, large, {"table": table.kind, "measure": measure})
    return spared + _alike(general, large, {})


def _alike(general: tuple[Budget, Budget], large: tuple[Budget, Budget], how: dict[str, str]) -> int:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(same_lines, "LARGE", 1 << 30)
        one = _compared(lambda: compare(*general, **how))
        patch.setattr(same_lines, "LARGE", 1)
        other = _compared(lambda: compare(*large, **how))
    if isinstance(one, str) or isinstance(other, str):
        assert one == other
        return 0
    assert other._replace(lines=()) == one._replace(lines=())
    assert _plain(other.changes()) == _plain(one.changes())
    assert (other.counts(), other.different, len(other.lines)) == (one.counts(), one.different, len(one.lines))
    assert [_plain(side) for side in other.movers()] == [_plain(side) for side in one.movers()]
    for only in ("", "changed", "added", "removed", "moved"):
        for form in (diff_csv, diff_json):
            assert form([other], Selection(only)) == form([one], Selection(only))
        for write in (diff_markdown, diff_html):
            assert write([other], Selection(only), "万元", Words(t)) == write([one], Selection(only), "万元", Words(t))
    assert diff_lines(other, Selection(inner=True), "万元", 80) == diff_lines(one, Selection(inner=True), "万元", 80)
    for sort in SORTS:
        assert _plain(select(other, Selection(sort=sort))) == _plain(select(one, Selection(sort=sort)))
    assert _plain(other.lines) == _plain(one.lines)
    return len(other.lines) - len(other.made)


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


@settings(suppress_health_check=[HealthCheck.too_slow], max_examples=100)
@given(
    many, some, some, extras, extras, st.sampled_from([True, True, True, False]), st.integers(1, 3), st.integers(0, 3)
)
def test_a_pair_is_compared_as_in_the_general_way(
    both: list[tuple[str, str, str]], a: list[tuple[str, str, str]], b: list[tuple[str, str, str]], extra_a: list[str],
    extra_b: list[str], once: bool, page: int, told: int,
) -> None:  # fmt: skip
    one = _made([*a, *both], extra_a, once, page, 2025, told)
    other = _made([*both, *b], extra_b, once, 2, 2026, told)
    check_alike(dumps(one).encode(), dumps(other).encode())


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


def test_lines_are_made_once_and_in_the_order_of_a_tree(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(same_lines, "LARGE", 1)
    found = compare(_large(2025, 0), _large(2026, 9), table="projects")
    assert isinstance(found.lines, SparseLines)
    assert found.lines[0] == found.total
    assert found.lines[1:] == tuple(found.lines)[1:]
    assert found.lines.all() is found.lines.all()


def _subjects(year: int, changed: int) -> Budget:
    """类 款 项 with two measures, sums right or not, here and there a project below a 项, a 项 without an amount."""
    cells = {}
    for n in range(300):
        fen = (n * 37 % 91 + 1 + (year if changed and n % changed == 0 else 0)) * 10_000
        if n % 41 != year % 7:
            cells[f"2{10 + n // 100}{10 + n // 10 % 10}{n % 10:02d}"] = fen
    sums: dict[str, int] = {}
    for code, fen in cells.items():
        for size in (3, 5):
            sums[code[:size]] = sums.get(code[:size], 0) + fen
    rows = []
    for n, (code, fen) in enumerate(sorted({**cells, **sums}.items())):
        figures = {"total": Cell(fen, "", 1)} | ({"basic": Cell(fen // 2, "", 2)} if n % 5 else {})
        rows.append(Row(code, f"科目{code}" + "改" * (n % 50 == year % 50), figures if n % 60 else {}, PLACE))
        if n % 70 == 3:
            rows.append(Row(code, f"科目{code}", {"total": Cell(700, "", 1)}, PLACE, f"项目{n}", role="project"))
    rows.append(Row("TOTAL", "总计", {"total": Cell(sum(cells.values()) + year, "", 1)}, PLACE, role="total"))
    claims = (
        Claim("五", "科目", rows[5].code, "", "expenditure", "total", amount=1, reason="科目调整"),
        Claim(
            "五",
            "科目",
            rows[9].code,
            "",
            "expenditure",
            "total",
            rows[9].fen("total"),
            prior_amount=100,
            prior_base="budget",
        ),
    )
    return budget(
        Table("expenditure", "支出表", "万元", 10_000, (), tuple(rows), (), 0, PLACE), year=year, claims=claims
    )


@pytest.mark.parametrize("changed", [0, 7])
def test_subjects_of_three_levels_are_compared_as_in_the_general_way(changed: int) -> None:
    a, b = _subjects(2025, 0), _subjects(2026, changed)
    assert check_alike(dumps(a).encode(), dumps(b).encode(), ("", "basic")) > 400
    assert check_alike(dumps(b).encode(), dumps(a).encode(), rows=False) > 200
    table = a.tables[0]
    lone = budget(replace(table, rows=tuple(row for row in table.rows if len(row.code) == 7)), year=2025)
    assert check_alike(dumps(lone).encode(), dumps(lone).encode()) > 200  # no classes, no total


LAYOUTS: dict[str, Callable[[Budget], str]] = {
    "ours": dumps,
    "one line": lambda made: json.dumps(dump(made)),
    "tight": lambda made: json.dumps(dump(made), ensure_ascii=False, separators=(",", ":")),
    "indented": lambda made: json.dumps(dump(made), ensure_ascii=False, indent=4),
    "keys sorted": lambda made: json.dumps(dump(made), sort_keys=True),
}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_how_a_file_is_laid_out_does_not_matter(layout: str) -> None:
    a, b = LAYOUTS[layout](_large(2025, 0)).encode(), dumps(_large(2026, 9)).encode()
    assert check_alike(a, b) > 300
    assert check_alike(b, a) > 300


# --- what is not ours --------------------------------------------------------------------------------------------------------

BROKEN: dict[str, Callable[[bytes], bytes]] = {
    "cut": lambda data: data[:-400],
    "comma": lambda data: data.replace(b"    }\n   ],", b"    },\n   ],"),
    "two commas": lambda data: data.replace(b"    },\n    {", b"    },,\n    {", 3),
    "role": lambda data: data.replace(b'"role": "project"', b'"role": "king"', 1),
    "grid": lambda data: data.replace(b'"grid": -1', b'"grid": 7', 1),
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
    "wide digits": lambda data: data.replace("第50个".encode(), "１３９００００００００".encode(), 1),
    "other digits": lambda data: data.replace("第50个".encode(), "١٣٩٠٠٠٠٠٠٠٠".encode(), 1),
    "label": lambda data: data.replace("第50个".encode(), "联系人：甲乙".encode(), 1),
    "broken code": lambda data: re.sub(rb'"code": "2([0-9]+)"', rb'"code": "2\\n\1"', data, count=1),
    "no total": lambda data: data.replace(b'"TOTAL"', b'"2999999"'),
    "two tables": lambda data: _twice(data),
    "version": lambda data: data.replace(b'"version": 1', b'"version": 2'),
    "no rows": lambda data: re.sub(rb'"rows": \[.*\n   \]', b'"rows": "rows at 0"', data, flags=re.S),
    "measure": lambda data: data.replace(b'"total": {"amount"', '"to‮tal": {"amount"'.encode()),
}


def _twice(data: bytes) -> bytes:
    made = load(data)
    return dumps(replace(made, tables=made.tables * 2)).encode()


@pytest.mark.parametrize("what", BROKEN)
def test_a_broken_file_is_left_to_the_general_way_and_an_untidy_one_is_cleaned(what: str) -> None:
    data = dumps(_large(2025, 0)).encode()
    changed = BROKEN[what](data)
    assert changed != data
    try:
        load(changed)
    except NotNative:
        if what != "grid":  # what a comparison does not look at
            with pytest.raises(NotNative):
                load_rows(changed)
    else:
        try:
            load_rows(changed)
        except NotNative:
            assert what in ("surrogate", "measure")  # left to the general way, which knows what to make of them
            return
        check_alike(changed, data)
        check_alike(data, changed)


@pytest.mark.parametrize("form", ["text", "json", "csv", "markdown", "html"])
@pytest.mark.parametrize("only", ["", "changed", "removed"])
def test_the_command_writes_the_same(form: str, only: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    names = [str(tmp_path / f"{name}.json") for name in "ab"]
    for name, made in zip(names, (_large(2025, 0), _large(2026, 9)), strict=True):
        Path(name).write_text(dumps(made), encoding="utf-8")
    outputs = []
    for large in (1 << 30, 1):
        monkeypatch.setattr(oneshot_diff, "LARGE", large)
        monkeypatch.setattr(same_lines, "LARGE", large)
        out = tmp_path / f"{large}.out"
        code = oneshot_diff.run(
            names, False, Wanted(("projects",), only=only, exit_code=True), Options(form, output=str(out))
        )
        outputs.append((code, out.read_bytes()))
    assert outputs[0] == outputs[1]


def test_a_table_only_one_file_holds_large_is_read_whole() -> None:
    a = _large(2025, 0)
    b = budget(*_large(2026, 9).tables, Table("fund", "f", "万元", 100, (), a.tables[0].rows, (), 0, PLACE), year=2026)
    assert check_alike(dumps(a).encode(), dumps(b).encode()) > 300
