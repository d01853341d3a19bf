"""The goal tables of the invented budget (虚构): the department's own and one a project. Apart since their layout is its own."""

from __future__ import annotations

from collections.abc import Sequence

from data_model.amount import format_fen
from sample_data.invented_blocks import Grid, Spans
from sample_data.invented_figures import Carry, Figures, Project
from sample_data.invented_tables import ENTITY, FUNDS, total_of

CONTACT, MANAGER, TELEPHONE = "张虚构", "李虚构", "010-00000000"
"""Invented persons: they are there so that masking can be seen at work."""
_Indicators = Sequence[tuple[str, ...]]


def amount(yuan: int) -> str:
    """万元 with two decimals; nothing is 0.00 here."""
    return format_fen(yuan * 100)


def goal_tables(now: Figures) -> list[Grid]:
    """整体绩效目标表, then 项目支出绩效目标表 for every project, what it carried over included."""
    return [_overall(now), *(_project(project, now) for project, _ in now.projects)]


def _carried(project: Project, now: Figures) -> int:
    return sum(yuan for carry, _, yuan in now.carries if carry.of == project.name)


def _from_above(carry: Carry, now: Figures) -> bool:
    return any(project.name == carry.of and project.transfer for project, _ in now.projects)


def _row(width: int, *cells: str) -> list[str]:
    return [*cells, *[""] * (width - len(cells))]


def _grid(title: str, now: Figures, form: list[list[str]], merges: Spans, indicators: _Indicators) -> Grid:
    """The form above, then the indicators; a level that repeats is printed once and merged downwards."""
    rows, spans = [*form], dict(merges)
    for column in (0, 1):
        start = 0
        for index in range(1, len(indicators) + 1):
            same = index < len(indicators) and indicators[index][: column + 1] == indicators[start][: column + 1]
            if not same:
                if index - start > 1:
                    spans[len(form) + start, column] = (index - start, 1)
                start = index
    for index, texts in enumerate(indicators):
        previous = indicators[index - 1] if index else ("", "")
        level1 = "" if texts[0] == previous[0] else texts[0]
        level2 = "" if texts[:2] == previous[:2] else texts[1]
        rows.append([level1, level2, *texts[2:]])
    return Grid(title, "", "", "", rows, 0, spans, subtitle=f"（{now.year} 年）")


def _overall(now: Figures) -> Grid:
    above = sum(sum(now.fund(fund, True).values()) for fund in FUNDS)
    above += sum(yuan for carry, _, yuan in now.carries if _from_above(carry, now))
    total = total_of(now)
    shows = next(project for project, _ in now.projects if project.name == "周末广场惠民演出").count(now.year)
    readers = next(project for project, _ in now.projects if project.name == "公共图书馆免费开放补助").count(now.year)
    goal = f"全年组织惠民演出 {shows} 场、读者活动 {readers} 场，场馆按时开门，让居民就近看戏、读书、观展。"
    form = [
        _row(6, "部门名称（盖章）", ENTITY),
        _row(6, "部门联系人", CONTACT, "联系电话", TELEPHONE),
        _row(6, "年度绩效目标", goal),
        _row(6, "年度预算(万元)", "资金来源", "", "资金总额(万元)"),
        _row(6, "", "财政资金(万元)", "上级安排", amount(above)),
        _row(6, "", "", "本级安排", amount(total - above)),
        _row(6, "", "其他资金(万元)", "其他", amount(0)),
        _row(6, "合计：", "", amount(total)),
        ["一级指标", "二级指标", "三级指标", "指标值", "指标设定依据", "分值权重"],
    ]
    merges: Spans = {
        (0, 1): (1, 5), (1, 3): (1, 3), (2, 1): (1, 5), (3, 0): (4, 1), (3, 1): (1, 2), (3, 3): (1, 3), (4, 1): (2, 1),
        (4, 3): (1, 3), (5, 3): (1, 3), (6, 3): (1, 3), (7, 0): (1, 2), (7, 2): (1, 4),
    }  # fmt: skip
    indicators = (
        ("履职效能", "数量指标", "组织惠民演出", f">={shows} 场", "工作计划", "30"),
        ("履职效能", "数量指标", "开展读者活动", f">={readers} 场", "工作计划", "30"),
        ("履职效能", "质量指标", "场馆按时开门率", "=100%", "工作计划", "30"),
    )
    return _grid("部门整体绩效目标表", now, form, merges, indicators)


def _project(project: Project, now: Figures) -> Grid:
    total = project.amount(now.year) + _carried(project, now)
    count, before = project.count(now.year), project.count(now.year - 1)
    prior = f"{before} {project.unit}" if before else "新增"
    goal = f"用 {amount(total)} 万元办好“{project.name}”：{project.quantity} {count} {project.unit}，资金用于{project.purpose}。"
    form = [
        _row(8, "预算单位", "", ENTITY),
        _row(8, "项目名称", "", project.name, "", "", "项目负责人", MANAGER),
        ["项目资金(万元)", "", "年度预算总额", amount(total), "其中：财政拨款", amount(total), "其他资金", amount(0)],
        _row(8, "项目总体目标", "", goal),
        ["一级指标", "二级指标", "三级指标", "指标值", "指标值设置依据", "上年完成值", "指标分值权重", "佐证资料"],
    ]
    merges: Spans = {
        (0, 0): (1, 2), (0, 2): (1, 6), (1, 0): (1, 2), (1, 2): (1, 3), (1, 6): (1, 2), (2, 0): (1, 2), (3, 0): (1, 2), (3, 2): (1, 6),
    }  # fmt: skip
    rate = "按完成比例计分"
    indicators = (
        ("产出指标", "数量指标", project.quantity, f">={count} {project.unit}", "计划标准", prior, "20", rate),
        ("产出指标", "质量指标", "验收合格率", "=100%", "行业标准", "100%" if before else "新增", "10", rate),
        ("产出指标", "时效指标", "按期完成率", "=100%", "计划标准", "100%" if before else "新增", "10", rate),
        ("成本指标", "经济成本指标", "项目预算控制数", f"<={amount(total)} 万元", "预算支出标准", _cost(project, now), "20", rate),
        ("效益指标", "社会效益指标", project.benefit, "明显", "计划标准", "明显" if before else "新增", "20", "按评判等级计分"),
        ("满意度指标", "满意度指标", "服务对象满意度", ">=95%", "历史标准", "95%" if before else "新增", "10", "按问卷结果计分"),
    )  # fmt: skip
    return _grid("项目支出绩效目标表", now, form, merges, indicators)


def _cost(project: Project, now: Figures) -> str:
    before = project.amount(now.year - 1)
    return f"{amount(before)} 万元" if before else "新增"
