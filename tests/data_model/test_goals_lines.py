"""Goal tables that lost their cells: the same goal from one word a line, among the prose or as a table packed to the left."""

from __future__ import annotations

import pytest

from data_model.goals import read_goals
from data_model.statements import Indicator
from tests.data_model.goal_maker import lines, table
from tests.guard import bounded

PROJECT = """\
项目支出绩效目标表

（2026 年）

预算单位 云溪市社区学院（虚构）

项目名称 2026 年市民夜校 项目负责人 ＊＊＊

项目资金(万

元)
年度预算总额 12.50

其中：财政拨

款
12.00 其他资金 0.50

项目总体目标

本项目办好夜校，让居民就近

学习。

一级

指标

二级

指标
三级指标

指标

值

指标值设置依

据

上年

完成

值

指标

分值

权重

指标赋分规则 佐证资料

产出

指标

数量

指标

组织夜校课程
＞

=24

期
计划标准 20 期 20
按照完成比例赋

分
工作资料

招收学员 =600 人 历史标准 580 人 10 按照完成比例赋分 工作资料, 原始凭证

效益

指标

社会

效益

指标

居民学习机会增加，邻里往来

更多

有效

增加
其他标准

有效

增加

20
按评判等级赋

分
说明材料

满意
度指
标
满意
度指
标
学员满意度 ≥92% 其他标准 90% 10 满意度赋分 说明材料"""

OVERALL = """\
部门整体绩效目标表
（2026 年）
部门名称（盖章） 云溪市社区学院（虚构）
年度绩效目标
目标 1：办好 240 期课程，让居
民就近学习。
年度预算(万元)
资金来源 资金总额（万元）
财政资金（万元）
上级安排 3.50
本级安排 1,008.25
其他资金（万元） 其他 0.00
一级指标 二级指标 三级指标 指标值 指标设定依据 分值权重
履职效能 时效指标 按期开课率 =100% 工作计划 60
社会效益
质量指标
学员结业
率
＞=95% 绩效考核指标 30"""

HEADING = "\n（五）其他需说明的事项\n无。"


@pytest.mark.parametrize("prose", [True, False])
def test_a_project_form_from_lines(prose: bool) -> None:
    if prose:
        goals, notes = read_goals([], lines("（四）预算绩效情况\n" + PROJECT + HEADING))
    else:
        words = [line.split() for line in PROJECT.split("\n")[1:] if line.strip()]
        goals, notes = read_goals([table(words)])
    assert notes == []
    (goal,) = goals
    assert (goal.project, goal.total, goal.appropriated, goal.other) == (
        "2026 年市民夜校", 12_500_000, 12_000_000, 500_000,
    )  # fmt: skip
    assert goal.objective == "本项目办好夜校，让居民就近学习。"
    assert goal.indicators == (
        Indicator("产出指标", "数量指标", "组织夜校课程", ">=24期", "计划标准", "20期", "20"),
        Indicator("产出指标", "数量指标", "招收学员", "=600人", "历史标准", "580人", "10"),
        Indicator(
            "效益指标", "社会效益指标", "居民学习机会增加，邻里往来更多", "有效增加", "其他标准", "有效增加", "20"
        ),
        Indicator("满意度指标", "满意度指标", "学员满意度", ">=92%", "其他标准", "90%", "10"),
    )


def test_the_whole_body_from_lines_and_several_forms() -> None:
    goals, notes = read_goals([], lines(OVERALL + "\n" + PROJECT + HEADING))
    assert [goal.project for goal in goals] == ["", "2026 年市民夜校"]
    assert (goals[0].total, goals[0].appropriated, goals[0].other) == (1_011_750_000, 1_011_750_000, 0)
    assert goals[0].objective == "目标 1：办好 240 期课程，让居民就近学习。"
    assert goals[0].indicators == (
        Indicator("履职效能", "时效指标", "按期开课率", "=100%", "工作计划", "", "60"),
        Indicator("社会效益", "质量指标", "学员结业率", ">=95%", "绩效考核指标", "", "30"),
    )
    assert [note.rule for note in notes] == ["goals.total"]


def test_what_lies_between_two_indicators_is_said() -> None:
    text = PROJECT.replace("招收学员 =600 人 历史标准", "招收学员 =600 人 没有这种")
    goals, notes = read_goals([], lines(text))
    assert len(goals[0].indicators) == 3
    assert [(note.rule, note.verdict) for note in notes] == [("goals.row", "unread")]


def test_a_form_that_is_in_the_tables_is_not_read_twice() -> None:
    words = [line.split() for line in PROJECT.split("\n")[1:] if line.strip()]
    goals, _ = read_goals([table(words)], lines(PROJECT))
    assert len(goals) == 1


def test_a_title_alone_is_no_form() -> None:
    assert read_goals([], lines("项目支出绩效目标表\n见附件。\n（五）其他")) == ((), [])


@pytest.mark.parametrize("filler", ["字 ", "产出指标 ", "10 ", "计划标准 ", "> ", "字"])
def test_long_nonsense_takes_no_time(filler: str) -> None:
    text = PROJECT + "\n" + filler * (30_000 // len(filler))
    with bounded():
        read_goals([], lines(text.replace("\n\n", "\n")))
