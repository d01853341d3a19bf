"""Goals and details of projects: sums, names, products of heads and rates. Everything is invented."""

from __future__ import annotations

import pytest

from data_model.checks.goals import formula_of
from data_model.statements import Goal, Indicator, ProjectDetail, Statement
from tests.data_model.checks.making import FILE, WAN, budget, found, row, table

AT = f"{FILE}:100"


def test_heads_by_price_by_months() -> None:
    formula = formula_of(36 * WAN, ["聘用10名讲解员，按6个月核算，标准6000元/人/月"])
    assert formula is not None
    assert (formula.heads, formula.months, formula.fen) == (10, 6, 36 * WAN)
    assert formula.text == "10人 × 6,000元 × 6月"
    assert formula_of(40 * WAN, ["聘用10名讲解员，按6个月核算，标准6000元/人/月"]) is None
    yearly = formula_of(24 * WAN, ["20名志愿者，每人每年补助1.2万元"])
    assert yearly is not None
    assert yearly.yearly


def test_months_of_the_product_and_of_the_period() -> None:
    goal = Goal("讲解员聘用经费", 36 * WAN, 36 * WAN, objective="聘用10名讲解员，按6个月核算，标准6000元/人/月")
    project = ProjectDetail("讲解员聘用经费", 36 * WAN, {"资金执行时间": "2026年1月至2026年12月"}, AT)
    one = budget(goals=(goal,), projects=(project,))
    (finding,) = found(one, "G.period")
    assert finding.verdict == "hint"
    assert "10人 × 6,000元 × 6月 = 36.00" in finding.message
    half = ProjectDetail("讲解员聘用经费", 36 * WAN, {"资金执行时间": "2026年1月至6月"}, AT)
    assert not found(budget(goals=(goal,), projects=(half,)), "G.period")


def test_two_numbers_of_heads_in_one_project() -> None:
    details = {
        "资金分配情况": "按20名管理员每人每年1.5万元拨付", "补贴人数": "补贴发放50人", "补贴标准": "每人每年不超0.8万元",
    }  # fmt: skip
    (finding,) = found(budget(projects=(ProjectDetail("书屋管理", 30 * WAN, details, AT),)), "G.people")
    assert "20 人 × 1.50 = 30.00" in finding.message
    assert "50 人 × 0.80 = 40.00" in finding.message


@pytest.mark.parametrize(("total", "verdict"), [(30, "ok"), (31, "mismatch")])
def test_a_goal_is_the_sum_of_its_funds(total: int, verdict: str) -> None:
    (finding,) = found(budget(goals=(Goal("甲", total * WAN, 20 * WAN, 10 * WAN),)), "I11.goal")
    assert finding.verdict == verdict


def test_weights_of_ninety_or_a_hundred() -> None:
    def weights(*numbers: str) -> int:
        indicators = tuple(Indicator("产出", "数量", f"指标{n}", weight=n) for n in numbers)
        return len(found(budget(goals=(Goal("甲", indicators=indicators),)), "G.weights"))

    assert weights("40", "50") == weights("40", "60") == weights("37.5", "62.5") == 0
    assert weights("40", "40") == 1


def test_names_of_goals_and_words_of_indicators() -> None:
    projects = table("projects", (row("2070111", "文化", 7, "乡镇文化站管理员补贴", total="30.00"),), "表7")
    indicator = Indicator("成本", "经济成本", "乡镇文仪站管理员每人补贴标准")
    goal = Goal("乡镇综合文化站管理员补贴", 30 * WAN, indicators=(indicator,))
    one = budget(projects, goals=(goal,))
    assert "金额都是 30.00" in found(one, "G.name")[0].message
    same = budget(projects, goals=(Goal("乡镇文化站管理员补贴", 30 * WAN, indicators=(indicator,)),))
    assert not found(same, "G.name")
    assert "文仪站" in found(same, "G.term")[0].message


def test_people_of_the_overall_goal() -> None:
    people = Statement("people", {"actual": "62", "posts": "70"})
    goal = Goal("", objective="保障部门单位人员120人工资")
    assert found(budget(goals=(goal,), statements=(people,)), "G.people")[0].verdict == "hint"
    assert not found(budget(goals=(Goal("", objective="保障部门单位人员62人工资"),), statements=(people,)), "G.people")
