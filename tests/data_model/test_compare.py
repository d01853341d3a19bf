"""What is said of pairs: laws that hold for any two budgets, tolerance, shares, bridge, 调整组, warnings."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data_model.amount import percent
from data_model.budget import Budget
from data_model.compare import compare
from data_model.comparing.bridge import adjustment_words
from data_model.comparing.compare_many import compare_many
from data_model.comparing.compare_sides import kinds_in_both
from data_model.comparing.diff_select import Selection, different, select
from data_model.comparison import Change, Comparison, Incomparable
from tests.data_model.compare_maker import budget, claim, functional, projects, row, table

CODES = ("201", "20101", "2010101", "2010199", "20199", "208", "20805", "2080505", "2080506", "221")
AMOUNTS = st.one_of(st.just(""), st.integers(0, 9_999_999).map(lambda n: f"{n / 100:.2f}"))
NAMES = st.sampled_from(
    ["绩效评价", "绩效评价服务", "2026年信息系统", "2025年信息系统", "设备购置", "设备购置（二期）", "—", "会议费"]
)


@st.composite
def budgets(draw: st.DrawFn) -> Budget:
    """A functional table with any of the codes, with or without a total, and some projects."""
    codes = draw(st.lists(st.sampled_from(CODES), unique=True))
    amounts = {code: draw(AMOUNTS) for code in codes} | ({"TOTAL": draw(AMOUNTS)} if draw(st.booleans()) else {})
    names = {code: draw(st.sampled_from([code, "其他支出", "行政运行"])) for code in codes}
    lines = draw(st.lists(st.tuples(st.sampled_from(["2010199", "2080505"]), NAMES, st.integers(1, 999)), max_size=6))
    found = [(code, name, f"{amount}.00") for code, name, amount in lines]
    unit, step = draw(st.sampled_from([("万元", 10_000), ("万元", 1_000_000)]))
    return budget(functional(amounts, names, unit=unit, step=step), projects(*found))


def _all(a: Budget, b: Budget) -> list[Comparison]:
    return [compare(a, b, table=kind) for kind in ("expenditure", "projects")]


@given(budgets())
@settings(max_examples=60)
def test_a_budget_does_not_differ_from_itself(a: Budget) -> None:
    for c in _all(a, a):
        assert not list(c.changes())
        assert not c.bridge.bars or not any(bar.delta for bar in c.bridge.bars)


@given(budgets(), budgets())
@settings(max_examples=100)
def test_the_bridge_adds_up_to_the_fen(a: Budget, b: Budget) -> None:
    for c in _all(a, b):
        assert c.bridge.start + sum(bar.delta for bar in c.bridge.bars) == c.bridge.end
        assert (c.bridge.start, c.bridge.end) == (c.total.a or 0, c.total.b or 0)


_OTHER = {"added": "removed", "removed": "added"}


def _said(line: Change, swapped: bool) -> tuple[object, ...]:
    status = _OTHER.get(line.status, line.status) if swapped else line.status
    names = (line.name_a or line.name, line.name)
    codes = line.key_a or line.key, line.key
    if line.a is None or line.b is None:
        names, codes = (line.name,) * 2, (tuple(part.split("#")[0] for part in line.key),) * 2
    sides = (line.a, line.b)
    if swapped:
        return (status, sides[::-1], names[::-1], tuple(codes)[::-1], line.score, line.rounding)
    return (status, sides, names, tuple(codes), line.score, line.rounding)


@given(budgets(), budgets())
@settings(max_examples=150)
def test_comparing_the_other_way_mirrors(a: Budget, b: Budget) -> None:
    for c, mirrored in zip(_all(a, b), _all(b, a), strict=True):
        wanted = sorted((_said(line, False) for line in c.lines[1:]), key=repr)
        assert sorted((_said(line, True) for line in mirrored.lines[1:]), key=repr) == wanted
        assert mirrored.total.delta == (None if c.total.delta is None else -c.total.delta)


@given(budgets(), budgets())
@settings(max_examples=40)
def test_every_amount_of_both_sides_is_in_one_line(a: Budget, b: Budget) -> None:
    for kind in ("expenditure", "projects"):
        c = compare(a, b, table=kind)
        for side, document in (("a", a), ("b", b)):
            own = document.table(kind)
            assert own is not None
            printed = sorted(cell.fen for r in own.rows if r.code != "TOTAL" for cell in r.cells.values())
            assert sorted(fen for line in c.lines[1:] if (fen := getattr(line, side)) is not None) == printed


def test_percent_shares_points_and_contribution() -> None:
    a = budget(functional({"201": "60.00", "208": "40.00", "TOTAL": "100.00"}), year=2025)
    b = budget(functional({"201": "90.00", "208": "40.00", "221": "20.00", "TOTAL": "150.00"}))
    c = compare(a, b)
    one, same, new = c.lines[1:]
    assert (one.percent, c.share_a(one), c.share_b(one), c.points(one), c.contribution(one)) == ("50.00", "60.00", "60.00", "0.00", "60.00")  # fmt: skip
    assert (same.status, same.percent, c.points(same)) == ("same", "0.00", "-13.33")
    assert (new.status, new.a, new.percent, c.share_a(new), c.points(new)) == ("added", None, None, None, "13.33")
    assert c.contribution(c.total) == percent(1, 1)


@pytest.mark.parametrize(
    ("before", "status", "rate"), [("0.00", "added", None), ("-5.00", "changed", None), ("", "added", None)]
)
def test_there_is_no_rate_on_a_base_of_zero_or_less(before: str, status: str, rate: None) -> None:
    a, b = (budget(functional({"201": amount, "208": "4.00", "TOTAL": "9.00"})) for amount in (before, "5.00"))
    line = compare(a, b).lines[1]
    assert (line.status, line.percent) == (status, rate)


def test_the_coarser_step_decides_what_is_a_change() -> None:
    a = budget(functional({"201": "100.00", "208": "100.00"}), year=2025)
    b = budget(functional({"201": "1000041", "208": "1000062"}, unit="元", step=100))
    c = compare(a, b)
    assert (c.unit, c.step) == ("万元", 10_000)
    assert [(line.status, line.rounding, line.delta) for line in c.lines[1:]] == [
        ("same", True, 4_100),
        ("changed", False, 6_200),
    ]
    assert "unit" in {notice.code for notice in c.notices}


def test_words_make_the_group_and_lines_keep_their_change() -> None:
    said = "根据科目规范要求，资金从原相关科目调整至本科目"
    claims = (
        claim("2010101", "30.00", "30.00", said, kind="expenditure"),
        claim("2080505", "0.00", "-20.00", "本科目资金调整至其他相应科目列支", kind="expenditure"),
        claim("2210201", "11.00", "1.00", "调资政策调整，工资增加", kind="expenditure"),
    )
    amounts = {"201": "", "20101": "", "2010101": "", "208": "20.00", "2080505": "20.00", "221": "10.00", "2210201": "10.00", "TOTAL": "30.00"}  # fmt: skip
    after = {"201": "30.00", "20101": "30.00", "2010101": "30.00", "221": "11.00", "2210201": "11.00", "TOTAL": "41.00"}
    c = compare(budget(functional(amounts), year=2025), budget(functional(after), claims=claims))
    (group,) = c.groups
    assert (group.out, group.into, group.net, group.confirmed) == (-20_000_000, 30_000_000, 10_000_000, False)
    assert next(bar for bar in c.bridge.bars if bar.kind == "group").delta == 10_000_000
    assert [(bar.code, bar.delta) for bar in c.bridge.bars if bar.kind == "class"] == [("221", 1_000_000)]
    marked = {line.code: line.words for line in c.lines if line.group}
    assert marked == {"2010101": "资金从原相关科目调整至本科目", "2080505": "本科目资金调整至其他相应科目列支"}


@pytest.mark.parametrize(
    "reason",
    [
        "资金从原相关科目调整至本科目", "将在编人员公积金预算资金调整此科目", "预算科目调整", "由原科目列支改为本科目，科目之间调剂",
        "将本科目资金调整至其他相应科目列支", "功能分类科目变化", "该项支出转入其他科目",
    ],
)  # fmt: skip
def test_reasons_that_speak_of_subjects(reason: str) -> None:
    assert adjustment_words(reason)


@pytest.mark.parametrize(
    "reason", ["上级补助政策调整", "工资调整至新标准", "项目调整", "人员调入", "根据工作需要，本科目经费增加", ""]
)
def test_reasons_that_do_not(reason: str) -> None:
    assert adjustment_words(reason) == ""


def test_a_reason_from_another_scope_needs_the_same_amount() -> None:
    claims = (claim("201", "5.00", "1.00", "人员增加"), claim("208", "7.00", "1.00", "基数上调"))
    b = budget(functional({"201": "5.00", "208": "8.00"}), claims=claims)
    c = compare(budget(functional({"201": "4.00", "208": "8.50"}), year=2025), b)
    assert [line.reason for line in c.lines[1:]] == ["人员增加", ""]


def test_like_with_like_is_said() -> None:
    t = functional({"201": "5.00"})
    a = budget(t, functional({"201": "1.00"}, kind="general_public"), entity="云溪市某街道办事处", kind="单位", phase="决算", year=2024)  # fmt: skip
    codes = {notice.code: dict(notice.values) for notice in compare(a, budget(t, projects())).notices}
    assert {"entity", "kind", "phase", "years", "tables_a"} <= set(codes)
    assert codes["kind"] == {"a": "单位", "b": "部门"}
    assert compare(a, budget(t)).base == "final"
    assert "order" in {n.code for n in compare(budget(t, year=2026), budget(t, year=2025)).notices}


def test_per_person_only_where_both_print_the_number_in_post() -> None:
    def made(people: str) -> Budget:
        total = row("TOTAL", "合计", "30.00")
        cells = {
            **total.cells,
            "personnel": row("", "", "20.00").cells["total"],
            "public": row("", "", "10.00").cells["total"],
        }
        whole = total.__class__("TOTAL", "合计", cells, total.place, role="total")
        return budget(functional({"201": "5.00"}), table("basic_economic", [whole]), people=people)

    found = compare(made("10"), made("8")).people
    assert [(p.measure, p.a, p.b, p.people_a, p.people_b) for p in found] == [
        ("personnel", 2_000_000, 2_500_000, 10, 8), ("public", 1_000_000, 1_250_000, 10, 8),
    ]  # fmt: skip
    assert compare(made("10"), made("")).people == ()


def test_what_the_prose_says_of_last_year_is_held_against_the_document() -> None:
    a = budget(functional({"201": "60.00", "208": "40.00"}), year=2025)
    claims = (claim("201", "66.00", "6.00", kind="expenditure"), claim("208", "44.00", "9.00", kind="expenditure"))
    c = compare(a, budget(functional({"201": "66.00", "208": "44.00"}), claims=claims))
    told = {n.code: dict(n.values) for n in c.notices if n.code.startswith("prose")}
    assert told["prose_agrees"] == {"count": "1"}
    assert told["prose_differs"] == {"code": "208", "name": "208", "told": "350000.00", "printed": "400000.00"}


def test_nothing_in_common_says_what_there_is() -> None:
    a, b = budget(functional({"201": "5.00"})), budget(functional({"201": "5.00"}, kind="general_public"))
    with pytest.raises(Incomparable) as trouble:
        compare(a, b)
    assert (trouble.value.code, trouble.value.values["a"]) == ("no_scope", "expenditure")
    with pytest.raises(Incomparable) as trouble:
        compare(a, b, table="expenditure")
    assert trouble.value.values["side"] == "b"
    with pytest.raises(Incomparable):
        compare(a, a, scope="general_public")
    with pytest.raises(Incomparable):
        compare(a, a, measure="basic")
    assert kinds_in_both(a, b) == []


def test_what_is_kept_and_in_which_order() -> None:
    a = budget(functional({"201": "50.00", "20101": "50.00", "208": "40.00", "221": "5.00"}), year=2025)
    b = budget(functional({"201": "60.00", "20101": "60.00", "208": "20.00", "222": "5.00"}))
    c = compare(a, b)

    def codes(**wanted: object) -> list[str]:
        return [line.code for line in select(c, Selection(**wanted))[1:]]  # type: ignore[arg-type]

    assert codes(only="changed") == ["201", "20101", "208"]
    assert (codes(only="added"), codes(only="removed"), codes(only="moved")) == (["222"], ["221"], [])
    assert codes(inner=True, sort="delta") == ["208", "20101", "221", "222"]
    assert codes(depth=1, least=10_000_000) == ["201", "208"]
    assert codes(sort="percent", inner=True)[0] == "222"
    assert different(c, Selection())
    assert not different(c, Selection(only="moved"))


def test_more_than_two_share_one_list_of_lines() -> None:
    years = [{"201": "1.00", "208": "2.00"}, {"201": "1.50", "221": "3.00"}, {"201": "1.70", "208": "2.20"}]
    m = compare_many([budget(functional(amounts), year=2024 + i) for i, amounts in enumerate(years)])
    assert [(line.code, [None if fen is None else fen // 10_000 for fen in line.amounts]) for line in m.lines] == [
        ("", [300, 450, 390]), ("201", [100, 150, 170]), ("208", [200, None, 220]), ("221", [None, 300, None]),
    ]  # fmt: skip
    assert m.share(m.lines[1], 0) == "33.33"
    assert m.different
