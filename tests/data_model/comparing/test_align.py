"""Which line is which: paths, the names of reforms, projects whose years and numbers change."""

from __future__ import annotations

from itertools import permutations

from hypothesis import given, settings
from hypothesis import strategies as st

from data_model.compare import compare
from data_model.comparing.align import align, best_assignment
from data_model.comparing.compare_lines import Line, ordered, table_lines
from data_model.comparing.project_names import core
from data_model.comparison import Change, Comparison
from tests.data_model.compare_maker import budget, functional, projects, row, table


def _line(comparison: Comparison, name: str) -> Change:
    return next(line for line in comparison.lines if line.name == name)


def _by_name(c: Comparison) -> dict[str, str]:
    return {line.name: line.status for line in c.lines[1:]}


def test_years_numbers_and_prefixes_are_no_part_of_a_project() -> None:
    now = "稳定调节基金—乌财科教（2024）3号关于下达2024年中央补助地方公共文化服务体系建设补助资金预算的通知"
    before = "乌财科教〔2022〕84 号关于提前下达 2023 年中央补助地方公共文化服务体系建设补助资金预算的通知"
    assert core(now) == core(before) == "中央补助地方公共文化服务体系建设补助资金"
    assert core("非在编—2026年社区转聘人员工资") == core("2025年社区转聘人员工资")
    assert core("乌财行（2025）204号") == "乌财行(2025)204号"


def test_a_project_of_another_year_is_the_same_project() -> None:
    a = budget(projects(("2010602", "乌财行（2024）167号关于提前下达2025年为民办实事经费的通知", "60.00")), year=2025)
    b = budget(projects(("2010602", "乌财行（2025）204号关于提前下达2026年为民办实事经费的通知", "58.00")))
    line = compare(a, b, table="projects").lines[1]
    assert (line.status, line.score, line.a, line.b) == ("changed", 100.0, 60_000_000, 58_000_000)
    assert line.name_a.startswith("乌财行（2024）")


def test_a_project_whose_name_changed_a_little_is_renamed_with_its_score() -> None:
    a = budget(projects(("2010602", "智慧文旅平台建设", "10.00"), ("2010602", "信息系统维护", "5.00")), year=2025)
    b = budget(projects(("2010602", "智慧文旅综合平台建设", "12.00"), ("2010602", "绩效评价", "5.00")))
    c = compare(a, b, table="projects")
    line = _line(c, "智慧文旅综合平台建设")
    assert line.status == "renamed"
    assert line.score is not None
    assert 75 <= line.score < 100
    assert _by_name(c) == {"智慧文旅综合平台建设": "renamed", "绩效评价": "added", "信息系统维护": "removed"}


def test_a_project_under_another_subject_is_moved() -> None:
    a = budget(projects(("2010602", "绩效评价服务", "10.00")), year=2025)
    b = budget(projects(("2010699", "绩效评价服务", "10.00")))
    line = compare(a, b, table="projects").lines[1]
    assert (line.status, line.key_a) == ("moved", ("201", "20106", "2010602", "绩效评价服务"))


def test_each_project_pairs_once_and_the_sum_of_likeness_is_largest() -> None:
    a = budget(
        projects(("2010602", "公共图书馆开放补助一期", "1.00"), ("2010602", "公共图书馆开放补助二期", "2.00")),
        year=2025,
    )
    b = budget(
        projects(("2010602", "公共图书馆免费开放补助二期", "2.00"), ("2010602", "公共图书馆免费开放补助一期", "1.00"))
    )
    c = compare(a, b, table="projects")
    assert {line.name: line.name_a for line in c.lines[1:]} == {
        "公共图书馆免费开放补助二期": "公共图书馆开放补助二期",
        "公共图书馆免费开放补助一期": "公共图书馆开放补助一期",
    }


def test_renamed_subjects_are_one_subject() -> None:
    names = (
        {"20805": "行政事业单位离退休", "207": "文化体育与传媒支出"},
        {"20805": "行政事业单位养老支出", "207": "文化旅游体育与传媒支出"},
    )
    amounts = {"207": "5.00", "208": "8.00", "20805": "8.00", "TOTAL": "13.00"}
    c = compare(budget(functional(amounts, names[0]), year=2018), budget(functional(amounts, names[1]), year=2020))
    assert {line.code: line.status for line in c.lines} == {
        "": "same",
        "207": "renamed",
        "208": "same",
        "20805": "renamed",
    }


def test_the_same_common_name_elsewhere_is_no_move() -> None:
    a = budget(functional({"212": "9.00", "21201": "9.00", "2120101": "9.00"}, {"2120101": "行政运行"}), year=2025)
    b = budget(functional({"201": "9.00", "20103": "9.00", "2010301": "9.00"}, {"2010301": "行政运行"}))
    assert {line.status for line in compare(a, b).lines[1:]} == {"added", "removed"}


def test_a_subject_with_a_new_code_in_its_class_is_moved() -> None:
    a = budget(
        functional(
            {"210": "3.00", "21005": "3.00", "2100501": "3.00"}, {"2100501": "行政单位医疗", "21005": "医疗保障"}
        ),
        year=2016,
    )
    b = budget(
        functional(
            {"210": "4.00", "21011": "4.00", "2101101": "4.00"},
            {"2101101": "行政单位医疗", "21011": "行政事业单位医疗"},
        ),
        year=2017,
    )
    line = _line(compare(a, b), "行政单位医疗")
    assert (line.status, line.key_a[-1], line.delta) == ("moved", "2100501", 1_000_000)


def test_economic_codes_across_the_reform_go_by_name() -> None:
    old = {"301": "工资福利支出", "30104": "社会保障缴费", "303": "对个人和家庭的补助", "30311": "住房公积金", "30307": "医疗费", "310": "其他资本性支出"}  # fmt: skip
    new = {"301": "工资福利支出", "30104": "甲类", "30113": "住房公积金", "303": "对个人和家庭的补助", "30307": "医疗费补助", "310": "资本性支出"}  # fmt: skip
    amount = {"301": "9.00", "30104": "2.00", "303": "4.00", "30311": "3.00", "30307": "1.00", "310": "1.00"}
    other = {"301": "9.00", "30104": "2.00", "30113": "3.00", "303": "4.00", "30307": "1.00", "310": "1.00"}
    a = budget(functional(amount, old, "basic_economic"), year=2017)
    b = budget(functional(other, new, "basic_economic"), year=2018)
    c = compare(a, b, table="basic_economic")
    assert "reform" in {notice.code for notice in c.notices}
    assert _by_name(c) == {
        "工资福利支出": "same", "甲类": "added", "社会保障缴费": "removed", "住房公积金": "moved", "对个人和家庭的补助": "same",
        "医疗费补助": "renamed", "资本性支出": "renamed",
    }  # fmt: skip
    assert sum(bar.delta for bar in c.bridge.bars) == c.bridge.end - c.bridge.start


def test_lines_of_one_path_are_numbered_never_added() -> None:
    lines = table_lines(table("other:表", [row("", "会议服务", "1.00"), row("", "会议服务", "2.00")]), "total").lines
    assert [(line.key, line.fen) for line in lines] == [(("会议服务",), 1_000_000), (("会议服务#2",), 2_000_000)]


def test_a_unit_row_that_repeats_the_total_is_no_line() -> None:
    t = table("carryover", [row("", "某局", "3.00"), row("", "尾款", "3.00", "尾款"), row("TOTAL", "总计", "3.00")])
    unit = t.rows[0].__class__("", "某局", t.rows[0].cells, t.place, role="unit")
    lines = table_lines(t.__class__(**{**_fields(t), "rows": (unit, *t.rows[1:])}), "total")
    assert [line.name for line in lines.lines] == ["尾款"]


def _fields(t: object) -> dict[str, object]:
    return {name: getattr(t, name) for name in t.__dataclass_fields__}  # type: ignore[attr-defined]


def test_codes_ascend_below_their_parents_and_names_keep_their_order() -> None:
    keys = [
        ("208",),
        ("201", "20103", "乙项目"),
        ("201", "20103"),
        ("201",),
        ("201", "20103", "甲项目"),
        ("201", "20199"),
    ]
    assert ordered(keys) == [("201",), ("201", "20103"), ("201", "20103", "乙项目"), ("201", "20103", "甲项目"), ("201", "20199"), ("208",)]  # fmt: skip


@given(st.integers(1, 4), st.integers(1, 4), st.data())
@settings(max_examples=60)
def test_the_best_assignment_is_the_best_of_all(rows: int, columns: int, data: st.DataObject) -> None:
    weights = [[data.draw(st.integers(0, 50)) for _ in range(columns)] for _ in range(rows)]
    chosen = best_assignment(weights)
    if rows <= columns:
        best = max(sum(weights[r][c] for r, c in enumerate(order)) for order in permutations(range(columns), rows))
    else:
        best = max(sum(weights[r][c] for c, r in enumerate(order)) for order in permutations(range(rows), columns))
    assert sum(weights[r][c] for r, c in chosen) == best
    assert len({r for r, _ in chosen}) == len({c for _, c in chosen}) == min(rows, columns)


def test_large_sets_of_alike_names_still_pair_once() -> None:
    a = [
        Line(("2010602", f"街道第{i}期改造工程"), "", f"街道第{i}期改造工程", "x", "项目", i, None, True)
        for i in range(120)
    ]
    b = [
        Line(("2010602", f"街道第{i}期改造提升工程"), "", f"街道第{i}期改造提升工程", "x", "项目", i, None, True)
        for i in range(120)
    ]
    pairs = align(a, b)
    assert sorted(p.i for p in pairs if p.i is not None) == list(range(120))
    assert all(a[p.i].fen == b[p.j].fen for p in pairs if p.i is not None and p.j is not None)
