"""绩效: goals as a tree, each with the rows it is paid from and its indicators. Apart from tree.py: indicators have values, not amounts,
and the rows are joined by goal_links.py.
"""

from __future__ import annotations

from data_model.budget import Budget
from data_model.goal_links import GoalLink, link_goals
from data_model.statements import Goal, Indicator
from data_model.tree import Item, Tree, lay

INDICATOR, GROUP, PART, GOAL = "指标", "指标组", "资金", "目标"
"""Levels of the tree; indicators and their groups have no amount."""
STEP = 10_000
"""Goal tables print 万元 with two decimals."""


def build(tree: Tree, budget: Budget) -> None:
    """Fill the tree: the department's own goal is the whole where there is one."""
    tree.unit = tree.unit or budget.meta.unit or "万元"
    tree.step = max(tree.step, min((t.step for t in budget.tables if t.figures and t.step), default=STEP))
    links = {link.goal: link for link in link_goals(budget)}
    own = next((goal for goal in budget.goals if not goal.project), None)
    count = sum(1 for goal in budget.goals if goal.project)
    table = tree.option.table
    total = Item(
        ("",), "", f"绩效目标（{count} 项）", own.total if own else None, None, table, "goal", "总计", own is None
    )
    items: list[Item] = []
    for n, goal in enumerate(budget.goals):
        items += _goal(tree, budget, n, goal, links.get(n))
    lay(tree, total, items)


def _goal(tree: Tree, budget: Budget, n: int, goal: Goal, link: GoalLink | None) -> list[Item]:
    table = tree.option.table
    key = ("goal", str(n))
    items = [Item(key, "", goal.project or "部门整体", goal.total, None, table, "goal", GOAL, kept=True)]
    for kind, index, fen in link.parts if link is not None else ():
        source = budget.table(kind)
        if source is not None:
            row = source.rows[index]
            name = f"{source.number or source.title} {row.project or row.name}"
            measure = next((m for m, cell in row.cells.items() if cell.fen == fen), "total")
            items.append(Item((*key, kind, str(index)), "", name, fen, row, source, measure, PART))
    seen: set[str] = set()
    for m, one in enumerate(goal.indicators):
        group = (*key, f"#{one.level1}")
        if one.level1 and one.level1 not in seen:
            seen.add(one.level1)
            items.append(Item(group, "", one.level1, None, None, table, "goal", GROUP, kept=True))
        own = group if one.level1 else key
        items.append(Item((*own, str(m)), "", _words(one), None, None, table, "goal", INDICATOR, kept=True))
    return items


def _words(one: Indicator) -> str:
    """`组织惠民演出　>=60场　上年 55场　权重 30`."""
    parts = [one.level3, one.value, one.prior_value and f"上年 {one.prior_value}", one.weight and f"权重 {one.weight}"]
    return "　".join(part for part in parts if part)


def goal_of(budget: Budget, key: tuple[str, ...]) -> Goal | None:
    """The goal a node of this tree belongs to."""
    return budget.goals[int(key[1])] if len(key) > 1 and key[0] == "goal" else None


def indicator_of(budget: Budget, key: tuple[str, ...]) -> Indicator | None:
    """The indicator of a node of level 指标; its key ends in its number."""
    goal = goal_of(budget, key)
    return goal.indicators[int(key[-1])] if goal is not None and key[-1].isdecimal() else None
