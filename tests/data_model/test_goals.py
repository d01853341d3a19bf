"""绩效目标表 -> Goals: what a form and its indicators say, also where rows were shifted, cut or merged."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data_model.budget import Finding, Table
from data_model.goals import UNREAD_PROJECT, read_goals
from data_model.statements import Goal, Indicator
from sample_data import invented
from tests.data_model.goal_maker import HEAD, ROWS, overall, table, top

PLAIN = [*top("市民夜校"), HEAD, *ROWS]


def one(*tables: Table) -> tuple[Goal, list[Finding]]:
    goals, notes = read_goals(tables)
    assert len(goals) == 1
    return goals[0], notes


def rules(notes: Sequence[Finding]) -> list[str]:
    return [note.rule for note in notes]


def expected() -> tuple[Indicator, ...]:
    return one(table(PLAIN))[0].indicators


def test_a_project_form() -> None:
    goal, notes = one(table(PLAIN))
    assert (goal.project, goal.total, goal.appropriated, goal.other) == ("市民夜校", 12_000_000, 12_000_000, 0)
    assert goal.objective == "办好夜校。"
    assert goal.indicators[1] == Indicator("产出指标", "数量指标", "招收学员", ">=600人", "历史标准", "580人", "10")
    assert [i.level1 for i in goal.indicators].count("产出指标") == 3
    assert notes == []


def test_the_whole_body_has_no_project_and_its_sources_add_up() -> None:
    goal, notes = one(table(overall(), "部门整体绩效目标表"))
    assert (goal.project, goal.total, goal.appropriated, goal.other) == ("", 1_013_750_000, 1_011_750_000, 2_000_000)
    assert goal.objective == "让居民就近学习。"
    assert [(i.level1, i.level2, i.value, i.weight) for i in goal.indicators] == [
        ("履职效能", "数量指标", ">=24期", "60"), ("履职效能", "数量指标", ">=3个", "30"),
    ]  # fmt: skip
    assert notes == []


def test_a_sum_that_is_not_printed_is_added_up_and_said() -> None:
    goal, notes = one(table(overall(sums=False), "部门整体绩效目标表"))
    assert goal.total == 1_013_750_000
    assert rules(notes) == ["goals.total"]


def test_the_invented_budget() -> None:
    for year, projects in ((2025, 9), (2026, 11)):
        budget = invented.budget(year)
        assert len(budget.goals) == projects + 1
        assert [goal.project for goal in budget.goals].count("") == 1
        for goal in budget.goals:
            assert goal.total is not None
            assert goal.total == (goal.appropriated or 0) + (goal.other or 0)
            assert sum(int(i.weight) for i in goal.indicators) == 90
            assert all((i.level1, i.level2, i.level3, i.value, i.basis) for i in goal.indicators)
        assert not any(note.rule.startswith("goals.") for note in budget.notes)


def test_other_header_words_and_merged_last_columns() -> None:
    head = (
        "一级指标",
        "二级指标",
        "三级指标",
        "年度指标值",
        "指标值设定依据",
        "上年完成值",
        "分值权重 赋分规则 佐证资料",
    )
    rows = [(*row[:6], f"{row[6]} {row[7]}") for row in ROWS]
    goal, _ = one(table([*top("市民夜校"), head, *rows]))
    assert goal.indicators == expected()


def test_signs_and_blanks_in_values() -> None:
    rows = [
        ("产出指标", "数量指标", "甲", "< =9.5 7 万元/个", "计划标准", "新增", "10", ""),
        ("", "", "乙", "＞ =330 人", "计划标准", "新增", "10", ""),
        ("", "", "丙", "=100 %", "计划标准", "新增", "7.5", ""),
    ]
    goal, notes = one(table([*top("夜校"), HEAD, *rows]))
    assert [i.value for i in goal.indicators] == ["<=9.57万元/个", ">=330人", "=100%"]
    assert goal.indicators[2].weight == "7.5"
    assert rules(notes) == ["goals.value"]  # digits were put together only in the first


@given(st.integers(0, len(ROWS) - 1))
def test_a_row_printed_one_cell_to_the_right_reads_the_same(index: int) -> None:
    rows: list[tuple[str, ...]] = [*ROWS]
    rows[index] = ("", *rows[index])
    goal, notes = one(table([*top("市民夜校"), HEAD, *rows]))
    assert goal.indicators == expected()
    assert rules(notes) == ["goals.shifted"]


@given(st.sampled_from([i for i, row in enumerate(ROWS) if not row[0]]))
def test_a_row_printed_one_cell_to_the_left_reads_the_same(index: int) -> None:
    rows: list[tuple[str, ...]] = [*ROWS]
    rows[index] = (*rows[index][1:], "")
    goal, notes = one(table([*top("市民夜校"), HEAD, *rows]))
    assert goal.indicators == expected()
    assert rules(notes) == ["goals.shifted"]


@given(st.integers(0, len(ROWS) - 1), st.integers(1, 4))
def test_a_row_cut_by_a_page_reads_the_same(index: int, length: int) -> None:
    """Names and last year's value go on below; what the first piece says whole stays there."""
    row = ROWS[index]
    upper, lower = list(row), [""] * len(row)
    for column in (1, 2, 7):
        if len(row[column]) > length:
            upper[column], lower[column] = row[column][:length], row[column][length:]
    pages = [1] * (len(PLAIN) + 1)
    pages[5 + index + 1 :] = [2] * (len(pages) - 5 - index - 1)
    goal, notes = one(table([*top("市民夜校"), HEAD, *ROWS[:index], upper, lower, *ROWS[index + 1 :]], pages=pages))
    assert goal.indicators == expected()
    assert set(rules(notes)) == {"goals.cut"}


def test_a_value_cut_by_a_page_under_a_shifted_row() -> None:
    """The rest of a shifted row may stand in its proper column or be shifted alike."""
    shifted = ("", *ROWS[0][:5], "新增指标,", *ROWS[0][6:])
    for rest in (("", "", "", "", "", "无上年值"), ("", "", "", "", "", "", "无上年值")):
        goal, notes = one(table([*top("市民夜校"), HEAD, shifted, rest, *ROWS[1:]]))
        assert goal.indicators[0].prior_value == "新增指标,无上年值"
        assert goal.indicators[1:] == expected()[1:]
        assert sorted(rules(notes)) == ["goals.cut", "goals.shifted"]


def test_a_level_torn_over_two_whole_rows() -> None:
    rows = [
        ("效益指标", "社会效益", "居民学习机会", "有效", "计划标准", "新增", "10", ""),
        ("", "指标", "邻里往来", "有效", "历史标准", "有效", "10", ""),
    ]
    goal, notes = one(table([*top("夜校"), HEAD, *ROWS[:4], *rows]))
    assert [i.level2 for i in goal.indicators[4:]] == ["社会效益指标"] * 2
    assert rules(notes) == ["goals.cut"]


def test_a_level_printed_in_the_middle_of_its_merged_cell() -> None:
    rows = [
        *ROWS[:3],
        ("", *ROWS[3][1:]),
        ("成本指标", "", "教材费", "<=1 万元", "计划标准", "新增", "10", ""),
    ]
    goal, notes = one(table([*top("夜校"), HEAD, *rows]))
    assert [(i.level1, i.level2) for i in goal.indicators[3:]] == [("成本指标", "经济成本指标")] * 2
    assert rules(notes) == ["goals.shifted"]


def test_pieces_without_a_form_go_on_and_repeated_headers_are_read_over() -> None:
    further = table([HEAD, *ROWS[3:]], title="")
    assert one(table([*top("市民夜校"), HEAD, *ROWS[:3]]), further)[0].indicators == expected()
    assert one(table([*top("市民夜校")]), table([HEAD, *ROWS], title=""))[0].indicators == expected()
    assert one(table(PLAIN[:8]), table(PLAIN[8:], title=""))[0].indicators == expected()


def test_several_forms_in_one_table() -> None:
    rows = [*PLAIN, ("项目支出绩效目标表",), ("（2026 年）",), *top("老年食堂", "7.50"), HEAD, *ROWS[:2]]
    goals, notes = read_goals([table(rows)])
    assert [(goal.project, goal.total, len(goal.indicators)) for goal in goals] == [
        ("市民夜校", 12_000_000, 6), ("老年食堂", 7_500_000, 2),
    ]  # fmt: skip
    assert notes == []
    again, _ = read_goals([table([*PLAIN, *top("老年食堂", "7.50"), HEAD, *ROWS[:2]])])
    assert again == goals


def test_one_long_table_over_all_projects() -> None:
    head = (
        "项目名称",
        "项目年度绩效目标",
        "一级指标",
        "二级指标",
        "三级指标",
        "指标性质",
        "指标值",
        "度量单位",
        "指标内容",
    )
    rows = [
        ("市民夜校", "办好夜校。", "产出指标", "数量指标", "课程", "≥", "24", "期", "全年课程"),
        ("", "", "满意度指标", "服务对象满意度指标", "学员满意度", ">=", "92", "%", "问卷"),
        ("老年食堂", "开好食堂。", "产出指标", "数量指标", "供餐", ">=", "300", "人次", "每日"),
    ]
    goals, _ = read_goals([table([head, *rows])])
    assert [(goal.project, goal.objective) for goal in goals] == [
        ("市民夜校", "办好夜校。"),
        ("老年食堂", "开好食堂。"),
    ]
    assert [i.value for goal in goals for i in goal.indicators] == [">=24期", ">=92%", ">=300人次"]


def test_an_objective_cut_by_a_page_and_a_wrapped_name() -> None:
    rows = top("市民夜校和社区", objective="办好夜校，")
    rows[2:2] = [("", "", "学习点补助", "", "", "", "", "")]
    rows.append(("", "", "让居民就近学习。", "", "", "", "", ""))
    goal, _ = one(table([*rows, HEAD, *ROWS]))
    assert (goal.project, goal.objective) == ("市民夜校和社区学习点补助", "办好夜校，让居民就近学习。")


def test_what_is_not_understood_is_said() -> None:
    goal, notes = one(table([*top(""), HEAD, *ROWS]))
    assert goal.project == UNREAD_PROJECT
    assert rules(notes) == ["goals.project"]
    _, notes = read_goals([table([*top("夜校"), *ROWS])])
    assert rules(notes) == ["goals.header"]
    _, notes = one(table([*top("夜校", total="1.2.3"), HEAD, *ROWS]))
    assert set(rules(notes)) == {"goals.amount"}
    _, notes = one(table([*top("夜校"), HEAD, ("产出指标", "数量指标", "", "", "计划标准", "", "10", ""), *ROWS]))
    assert rules(notes) == ["goals.row"]
    assert all(note.verdict == "unread" and note.table == "goals" and note.place for note in notes)


def test_an_empty_form_is_no_goal() -> None:
    empty = [("预算单位", "", ""), ("项目名称", "", ""), ("项目总体目标", "", ""), HEAD, ("备注", "")]
    assert read_goals([table(empty)]) == ((), [])


@pytest.mark.parametrize("person", ["＊＊＊", ""])
def test_persons_stay_out(person: str) -> None:
    rows = top("市民夜校")
    rows[1] = ("项目名称", "", "市民夜校", "", "", "项目负责人", person, "")
    goal, _ = one(table([*rows, HEAD, *ROWS]))
    assert goal.project == "市民夜校"
    assert "＊" not in str(goal)


@given(st.lists(st.lists(st.sampled_from(
    ["", "项目名称", "一级指标", "三级指标", "指标值", "产出指标", "数量指标", "指标", "标", ">=5 个", "计划标准", "10", "甲", "项目总体目标", "其他", "整体"]
), min_size=1, max_size=9), min_size=1, max_size=12))  # fmt: skip
def test_any_grid_is_read_without_failing(rows: list[list[str]]) -> None:
    goals, notes = read_goals([table(rows)])
    assert all(isinstance(goal, Goal) for goal in goals)
    assert all(note.rule.startswith("goals.") for note in notes)
