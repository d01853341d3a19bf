"""Small invented goal tables for the tests of goals: grids as the readers give them, and the same words one a line."""

from __future__ import annotations

from collections.abc import Sequence

from data_model.budget import Column, GridRow, Place, Table
from data_model.readers.raw import RawParagraph

HEAD = ("一级指标", "二级指标", "三级指标", "指标值", "指标值设置依据", "上年完成值", "指标分值权重", "佐证资料")
ROWS = (
    ("产出指标", "数量指标", "组织夜校课程", ">=24 期", "计划标准", "20 期", "20", "按比例赋分 签到册"),
    ("", "", "招收学员", ">=600 人", "历史标准", "580 人", "10", "按比例赋分 签到册"),
    ("", "质量指标", "课程完成率", "=100%", "行业标准", "100%", "10", "按比例赋分 签到册"),
    (
        "成本指标",
        "经济成本指标",
        "每期课时费",
        "<=0.50 万元/期",
        "预算支出标准",
        "0.5 万元/期",
        "20",
        "按比例赋分 账册",
    ),
    ("效益指标", "社会效益指标", "居民学习机会", "有效增加", "计划标准", "新增", "20", "按等级赋分 问卷"),
    ("满意度指标", "满意度指标", "学员满意度", ">=92%", "历史标准", "91%", "10", "满意度赋分 问卷"),
)


def top(
    project: str, total: str = "12.00", other: str = "0.00", objective: str = "办好夜校。"
) -> list[tuple[str, ...]]:
    """The form above the indicators."""
    return [
        ("预算单位", "", "云溪市社区学院（虚构）", "", "", "", "", ""),
        ("项目名称", "", project, "", "", "项目负责人", "＊＊＊", ""),
        ("项目资金(万元)", "", "年度预算总额", total, "其中：财政拨款", total, "其他资金", other),
        ("项目总体目标", "", objective, "", "", "", "", ""),
    ]


def overall(body: str = "云溪市社区学院（虚构）", sums: bool = True) -> list[tuple[str, ...]]:
    """整体绩效目标表, with or without its printed sum."""
    rows = [
        ("部门名称（盖章）", body, "", "", "", ""),
        ("部门联系人", "＊＊＊", "联系电话", "＊＊＊", "", ""),
        ("年度绩效目标", "<p>让居民就近学习。</p>", "", "", "", ""),
        ("年度预算(万元)", "资金来源", "", "资金总额(万元)", "", ""),
        ("", "财政资金(万元)", "上级安排", "3.50", "", ""),
        ("", "", "本级安排", "1,008.25", "", ""),
        ("", "其他资金(万元)", "其他", "2.00", "", ""),
    ]
    if sums:
        rows.append(("合计：", "", "1,013.75", "", "", ""))
    return [
        *rows,
        ("一级指标", "二级指标", "三级指标", "指标值", "指标设定依据", "分值权重"),
        ("履职效能", "数量指标", "开设课程", ">=24 期", "工作计划", "60"),
        ("", "", "新增教学点", "≥3 个", "工作计划", "30"),
    ]


def table(
    rows: Sequence[Sequence[str]],
    title: str = "项目支出绩效目标表",
    pages: Sequence[int] | None = None,
    unit: str = "万元",
) -> Table:
    """A table of kind `goals` as assembling leaves it."""
    width = max(map(len, rows))
    grid = tuple(
        GridRow(
            tuple(row) + ("",) * (width - len(row)), Place("a.pdf", page=pages[i]) if pages else Place("a.txt", i + 1)
        )
        for i, row in enumerate(rows)
    )
    columns = tuple(Column("", "") for _ in range(width))
    return Table("goals", title, unit, 10_000, columns, (), grid, 0, grid[0].place)


def lines(text: str, first: int = 1) -> list[RawParagraph]:
    """Lines of prose."""
    return [RawParagraph(line, Place("a.txt", first + i)) for i, line in enumerate(text.split("\n"))]
