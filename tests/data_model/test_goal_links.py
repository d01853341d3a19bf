"""Goals joined to the rows they are paid from: by amounts, by what the document states, by names, or not at all."""

from __future__ import annotations

import random
from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from data_model.amount import format_fen
from data_model.budget import Budget, Cell, Meta, Paragraph, Place, Row, Section, Table
from data_model.goal_links import link_goals
from data_model.statements import Goal
from sample_data import invented
from tests.guard import bounded

WAN = 1_000_000
PLACE = Place("a.txt", 1)
Lines = Sequence[tuple[str, float]]


def fen(wan: float) -> int:
    return round(wan * 100) * 10_000


def table(kind: str, lines: Lines, measure: str = "total") -> Table:
    rows = tuple(
        Row("2070199", "其他", {measure: Cell(fen(wan), format_fen(fen(wan)))}, PLACE, project=name, role="project")
        for name, wan in lines
    )
    return Table(kind, kind, "万元", 10_000, (), rows, (), 0, PLACE)


def budget(goals: Lines, projects: Lines, carried: Lines = (), text: str = "", objective: str = "") -> Budget:
    return Budget(
        Meta(),
        tables=(table("projects", projects), table("carryover", carried, "appropriation_project")),
        sections=(Section(3, "五", "其他需说明的事项", (Paragraph(text, PLACE),), PLACE),),
        goals=tuple(Goal(name, total=fen(wan), objective=objective) for name, wan in goals),
    )


def parts(document: Budget) -> list[tuple[str, list[tuple[str, int]]]]:
    return [(link.basis, sorted((kind, row) for kind, row, _ in link.parts)) for link in link_goals(document)]


def test_one_row_of_the_same_name_whatever_its_brackets_and_blanks() -> None:
    document = budget([("夜校（社区）补助", 12)], [("别的", 12), ("夜校 (社区)补助", 12)])
    (link,) = link_goals(document)
    assert (link.basis, link.parts, link.score, link.note) == ("amount", (("projects", 1, 12 * WAN),), 100.0, "")


def test_prefixes_years_and_order_numbers_do_not_hide_a_name() -> None:
    rows = [
        ("稳定调节基金—云财教（2025）12号关于提前下达2026年社区夜校补助资金预算的通知", 30.5), ("养老服务站运行", 30.5),
    ]  # fmt: skip
    (link,) = link_goals(budget([("社区夜校补助资金", 30.5)], rows))
    assert link.parts == (("projects", 0, fen(30.5)),)
    assert link.score >= 90


def test_the_objective_names_the_orders_of_several_rows() -> None:
    rows = [
        ("云财行（2024）7号关于下达甲类经费的通知", 3.2),
        ("云财行（2025）9号关于下达乙类经费的通知", 1.15),
        ("夜校", 8),
        ("修缮", 4.35),
    ]
    document = budget(
        [("社区工作经费", 4.35)], rows, objective="按照《通知》（云财行〔2024〕7 号、云财行[2025]9号）安排。"
    )
    assert parts(document) == [("amount", [("projects", 0), ("projects", 1)])]


def test_the_document_decides_which_carry_over_belongs_where() -> None:
    rows, carried = [("社区夜校", 20), ("老年食堂", 20)], [("上年社区资金", 5), ("上年其他资金", 5)]
    goals = [("社区夜校", 25), ("老年食堂", 25)]
    text = "本部门“社区夜校”项目上年结转结余资金 5.00 万元与当年财政拨款（资金）预算 20.00 万元做在同一项目支出绩效目标表。"
    assert parts(budget(goals, rows, carried)) != parts(budget(goals, rows, carried, text))
    first, second = link_goals(budget(goals, rows, [("夜校结转", 5)], text))
    assert (first.basis, first.amount) == ("stated", 25 * WAN)
    assert {kind for kind, _, _ in first.parts} == {"projects", "carryover"}
    assert second.basis == "name"  # 20 is not 25, and nothing says that the carry-over is its
    assert second.note


def test_sums_within_rounding_but_not_beyond() -> None:
    rows = [("夜校一部", 1.11), ("夜校二部", 2.22), ("夜校三部", 3.33)]
    assert parts(budget([("夜校", 6.68)], rows)) == [("amount", [("projects", i) for i in range(3)])]
    assert parts(budget([("夜校", 6.70)], rows)) != [("amount", [("projects", i) for i in range(3)])]


def test_several_sums_and_no_better_name_give_none() -> None:
    rows = [("甲项", 5), ("乙项", 5), ("丙项", 10), ("丁项", 2)]
    (link,) = link_goals(budget([("夜校", 10)], rows))
    assert (link.parts, link.basis) == ((), "")
    assert "凑法" in link.note


def test_of_several_sums_the_clearly_best_named_is_taken() -> None:
    rows = [("社区夜校教材", 4), ("社区夜校师资", 6), ("道路养护", 10), ("绿化", 3)]
    assert parts(budget([("社区夜校", 10)], rows)) == [("amount", [("projects", 0), ("projects", 1)])]


def test_a_name_alone_tells_when_amounts_do_not() -> None:
    (link,) = link_goals(budget([("智慧文旅平台建设", 100)], [("智慧文旅综合平台建设", 45), ("修缮", 20)]))
    assert (link.basis, link.parts) == ("name", (("projects", 0, 45 * WAN),))
    assert link.score < 100
    assert link.note


def test_the_body_itself_and_a_budget_without_tables() -> None:
    assert parts(budget([("", 10)], [("夜校", 10)])) == [("", [])]
    assert [link.basis for link in link_goals(Budget(Meta(), goals=(Goal("夜校", total=5 * WAN),)))] == [""]
    assert link_goals(Budget(Meta())) == ()


def test_the_invented_budget_is_joined_whole() -> None:
    for year in (2025, 2026):
        document = invented.budget(year)
        links = link_goals(document)
        assert [link.goal for link in links] == list(range(len(document.goals)))
        used = [part[:2] for link in links for part in link.parts]
        assert len(used) == len(set(used))
        for goal, link in zip(document.goals, links, strict=True):
            assert (link.basis == "") == (goal.project == "")
            assert not goal.project or link.amount == goal.total


@given(st.lists(st.integers(1, 40_000), min_size=1, max_size=14, unique=True), st.data())
def test_a_row_belongs_to_one_goal_and_sums_hold(amounts: list[int], data: st.DataObject) -> None:
    rows = [(f"项目{index}", amount / 100) for index, amount in enumerate(amounts)]
    chosen = data.draw(st.lists(st.sampled_from(amounts), min_size=1, max_size=4, unique=True))
    goals = [("夜校", sum(chosen) / 100), ("食堂", amounts[0] / 100)]
    document = budget(goals, rows)
    links = link_goals(document)
    used = [part[:2] for link in links for part in link.parts]
    assert len(used) == len(set(used))
    for goal, link in zip(document.goals, links, strict=True):
        if link.basis == "amount":
            assert abs(link.amount - (goal.total or 0)) <= 5_000 * (len(link.parts) + 1)


def test_many_goals_and_rows_end_in_time() -> None:
    chance = random.Random(7)
    rows = [(f"项目{index}经费", chance.randint(1, 99_999) / 100) for index in range(300)]
    goals = [(f"目标{index}经费", chance.randint(1, 999_999) / 100) for index in range(120)]
    with bounded():
        link_goals(budget(goals, rows))
