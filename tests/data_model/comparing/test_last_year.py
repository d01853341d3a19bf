"""A budget against its own last year as its prose tells it: one base, one scope, and a list of what is not told."""

from __future__ import annotations

from dataclasses import replace

import pytest

from data_model.budget import Budget, Cell
from data_model.comparing.diff_select import Selection
from data_model.comparing.export_diff import diff_json
from data_model.comparing.last_year import compare_last_year
from data_model.comparison import Incomparable
from data_model.statements import Claim
from tests.data_model.compare_maker import budget, claim, functional

NOW = {
    "201": "90.00", "20101": "90.00", "2010101": "60.00", "2010199": "30.00", "208": "10.00", "20805": "10.00", "2080505": "10.00",
    "TOTAL": "100.00",
}  # fmt: skip
TOLD = (claim("2010101", "60.00", "10.00"), claim("2010199", "30.00", "30.00"), claim("2080505", "10.00", "0.00"))


def test_upper_lines_are_sums_of_what_is_told() -> None:
    c = compare_last_year(budget(functional(NOW, kind="general_public"), claims=TOLD))
    assert {line.code: (line.a, line.derived) for line in c.lines} == {
        "": (60_000_000, True), "201": (50_000_000, True), "20101": (50_000_000, True), "2010101": (50_000_000, False),
        "2010199": (0, False), "208": (10_000_000, True), "20805": (10_000_000, True), "2080505": (10_000_000, False),
    }  # fmt: skip
    assert {line.code: line.status for line in c.lines if line.leaf} == {
        "2010101": "changed",
        "2010199": "added",
        "2080505": "same",
    }
    assert (c.a.implied, c.a.year, c.a.files, c.base, c.scope) == (True, 2025, (), "budget", "general_public")
    assert c.bridge.start + sum(bar.delta for bar in c.bridge.bars) == c.bridge.end == 100_000_000


def test_what_is_not_told_is_listed_and_stops_the_sums() -> None:
    c = compare_last_year(budget(functional(NOW, kind="general_public"), claims=TOLD[:1]))
    lines = {line.code: line for line in c.lines}
    assert {code for code, line in lines.items() if line.untold} == {
        "",
        "201",
        "20101",
        "2010199",
        "208",
        "20805",
        "2080505",
    }
    assert [key[-1] for key in c.missing] == ["2010199", "2080505"]
    assert lines["2010199"].delta is None
    assert c.bridge.partial
    assert c.bridge.start == 50_000_000
    assert c.bridge.start + sum(bar.delta for bar in c.bridge.bars) == c.bridge.end
    assert c.counts()["untold"] == 2


def test_a_told_whole_needs_no_sum() -> None:
    claims = (claim("TOTAL", "100.00", "25.00"), TOLD[0])
    c = compare_last_year(budget(functional(NOW, kind="general_public"), claims=claims))
    assert (c.total.a, c.total.derived, c.bridge.partial) == (75_000_000, False, False)
    assert [(bar.kind, bar.delta) for bar in c.bridge.bars] == [("class", 10_000_000), ("untold", 15_000_000)]


def test_bases_are_never_mixed() -> None:
    claims = (
        *TOLD[:2],
        claim("2080505", "10.00", "1.00", base="outturn"),
        claim("TOTAL", "100.00", "5.00", base="outturn"),
    )
    claims = (*claims[:2], claim("2010101", "60.00", "9.00"), *claims[2:])
    c = compare_last_year(budget(functional(NOW, kind="general_public"), claims=claims))
    assert c.base == "budget"
    assert {n.code: dict(n.values) for n in c.notices}["bases"] == {"base": "budget", "others": "outturn"}
    assert [key[-1] for key in c.missing] == ["2080505"]
    assert c.total.untold


def test_a_line_that_only_the_prose_has() -> None:
    subject = "城乡社区支出（类）城乡社区管理事务（款）行政运行（项）"
    claims = (*TOLD, claim("2120101", "0.00", "-40.00", "本科目资金调整至其他相应科目", subject=subject))
    c = compare_last_year(budget(functional(NOW, kind="general_public"), claims=claims))
    added = {line.code: (line.name, line.a, line.b, line.status) for line in c.lines if line.code.startswith("212")}
    assert added == {
        "212": ("城乡社区支出", 40_000_000, None, "removed"), "21201": ("城乡社区管理事务", 40_000_000, None, "removed"),
        "2120101": ("行政运行", 40_000_000, 0, "removed"),
    }  # fmt: skip
    assert c.groups[0].net == -40_000_000
    assert dict(next(n for n in c.notices if n.code == "prose_only").values) == {"codes": "2120101"}


def test_a_told_line_without_a_known_place_stops_the_sums_of_its_class() -> None:
    lost = claim("", "0.00", "-7.00", subject="社会保障和就业支出（类）某款（款）某项（项）")
    c = compare_last_year(budget(functional(NOW, kind="general_public"), claims=(*TOLD, lost)))
    assert {line.code for line in c.lines if line.untold} == {"", "208", "20805"}


def test_only_the_columns_of_the_whole_are_told() -> None:
    t = functional({"201": "9.00", "TOTAL": "9.00"})
    total = t.rows[-1]
    cells = {**total.cells, "basic": total.cells["total"]}
    t = t.__class__(t.kind, t.title, t.unit, t.step, t.columns, (*t.rows[:-1], total.__class__("TOTAL", "合计", cells, total.place, role="total")), t.grid, 0, t.place)  # fmt: skip
    c = compare_last_year(
        budget(t, claims=(claim("TOTAL", "9.00", "1.00", kind="expenditure", measure="basic"),)), "expenditure"
    )
    assert [(line.name, line.a, line.b) for line in c.lines[1:]] == [("基本支出", 8_000_000, 9_000_000)]


def test_no_last_year_is_said() -> None:
    with pytest.raises(Incomparable) as trouble:
        compare_last_year(budget(functional(NOW, kind="general_public")))
    assert trouble.value.code == "no_prior"
    with pytest.raises(Incomparable) as trouble:
        compare_last_year(budget(claims=TOLD))
    assert trouble.value.code == "no_table"


def test_what_is_not_told_keeps_to_the_statuses_of_the_contract() -> None:
    """status is one of the six for every line; what has no last year has no figures of it, and `untold` says so."""
    data = diff_json([compare_last_year(budget(functional(NOW, kind="general_public"), claims=TOLD[:1]))], Selection())
    assert {line["status"] for line in data["changes"]} <= {"same", "changed", "added", "removed", "renamed", "moved"}
    untold = [line for line in data["changes"] if line["untold"]]
    assert "2010199" in {line["code"] for line in untold}
    assert all(line[name] is None for line in untold for name in ("a", "delta", "percent", "share_a"))
    assert [path[-1] for path in data["tables"][0]["missing"]] == ["2010199", "2080505"]


def test_the_table_told_item_by_item_is_looked_at_first() -> None:
    amounts = {"TOTAL": "30.00", "201": "30.00", "20101": "30.00", "2010101": "10.00", "2010102": "20.00"}
    wide = budget(
        functional(amounts, kind="general_public"),
        functional(amounts, kind="appropriation_function"),
        claims=(
            claim("TOTAL", "30.00", "3.00"),
            claim("2010101", "10.00", "1.00", kind="appropriation_function"),
            claim("2010102", "20.00", "2.00", kind="appropriation_function"),
        ),
    )
    assert compare_last_year(wide).table == "appropriation_function", "the whole alone says nothing of any line"
    even = replace(wide, claims=(claim("2010101", "10.00", "1.00"), *wide.claims[1:2]))
    assert compare_last_year(even).table == "general_public"


def test_the_whole_has_the_reason_that_is_told_of_it() -> None:
    rows = {"TOTAL": "1234567", "201": "1234567", "20101": "1234567", "2010101": "1234567"}
    table = functional(rows, kind="general_public", unit="元", step=100)
    said = claim("TOTAL", "123.46", "23.46", reason="新增项目", kind="appropriation")
    told = claim("TOTAL", "123.46", "23.46")
    assert compare_last_year(budget(table, claims=(told, said))).lines[0].reason == "新增项目", "万元 tells the same 元"
    other = claim("TOTAL", "99.00", "1.00", reason="别的", kind="appropriation")
    assert compare_last_year(budget(table, claims=(told, other))).lines[0].reason == "", (
        "another amount is another whole"
    )


def test_a_step_of_the_bridge_is_what_its_row_says() -> None:
    """The class is printed 0.01 below its lines: the row and the step tell one change, and what is left is 尾差."""
    now = NOW | {"201": "89.99", "20101": "89.99", "TOTAL": "99.99"}
    c = compare_last_year(budget(functional(now, kind="general_public"), claims=TOLD))
    row = next(line for line in c.lines if line.code == "201")
    assert [(bar.kind, bar.code, bar.delta) for bar in c.bridge.bars] == [("class", "201", row.delta)]
    assert row.delta == 39_990_000
    assert c.bridge.start + sum(bar.delta for bar in c.bridge.bars) == c.bridge.end


def _halved(*claims: Claim) -> Budget:
    made = functional(NOW, kind="general_public")
    whole = made.rows[-1]
    cells = {**whole.cells, "basic": Cell(70_000_000, "70.00", 1), "project": Cell(30_000_000, "30.00", 1)}
    return budget(replace(made, rows=(*made.rows[:-1], replace(whole, cells=cells))), claims=(*TOLD, *claims))


def test_a_whole_that_is_the_sum_of_its_halves_says_so() -> None:
    halves = (claim("TOTAL", "70.00", "10.01", measure="basic"), claim("TOTAL", "30.00", "30.00", measure="project"))
    c = compare_last_year(_halved(*halves))
    assert (c.total.a, c.total.derived) == (59_990_000, True)
    assert "halves" in {notice.code for notice in c.notices}
    assert [(bar.kind, bar.delta) for bar in c.bridge.bars] == [("class", 40_000_000), ("rounding", 10_000)]
    assert "halves" not in {notice.code for notice in compare_last_year(_halved(halves[0])).notices}
    told = compare_last_year(_halved(*halves, claim("TOTAL", "100.00", "41.00")))
    assert (told.total.a, told.total.derived) == (59_000_000, False)
    assert "halves" not in {notice.code for notice in told.notices}


def test_a_column_that_only_the_prose_has_is_called_by_its_name() -> None:
    """二 收入: no id of a measure is said."""
    made = functional({"TOTAL": "90.00"}, kind="revenue")
    whole = replace(made.rows[0], cells={**made.rows[0].cells, "general_public": Cell(90_000_000, "90.00", 1)})
    claims = (
        claim("TOTAL", "90.00", "10.00", kind="revenue", measure="general_public"),
        claim("TOTAL", "0.00", "-5.00", subject="财政拨款结转", kind="revenue", measure="appropriation_carryover"),
    )
    c = compare_last_year(budget(replace(made, rows=(whole,)), claims=claims), "revenue")
    assert dict(next(n for n in c.notices if n.code == "prose_only").values) == {"codes": "财政拨款结转"}
