"""绩效: goals as a tree, each with the rows it is paid from and its indicators. Apart from tree.py: indicators have values, not amounts,
and the rows are joined by goal_links.py.
"""

from __future__ import annotations

from data_model.budget import Budget, Table
from data_model.goal_links import GoalLink, link_goals
from data_model.statements import Goal, Indicator
from data_model.tree import Item, Tree, lay

INDICATOR, GROUP, PART, GOAL = "指标", "指标组", "资金", "目标"
"""Levels of the tree; indicators and their groups have no amount."""
STEP = 10_000
"""Goal tables print 万元 with two decimals."""


def build(tree: Tree, budget: Budget) -> None:
    """Fill the tree: the whole is the sum of the projects' goals. The department's own goal holds all it spends, so it stands apart
    from that sum and has no share of it; it is the whole where it is all there is."""
    tree.unit = tree.unit or budget.meta.unit or "万元"
    tree.step = max(tree.step, min((t.step for t in budget.tables if t.figures and t.step), default=STEP))
    links = {link.goal: link for link in link_goals(budget)}
    projects = [goal for goal in budget.goals if goal.project]
    told = [goal.total for goal in projects or budget.goals if goal.total is not None]
    name = f"绩效目标（{len(projects)} 项）"
    total = Item(
        ("",), "", name, sum(told) if told else None, None, tree.option.table, "goal", "总计", True, bool(told)
    )
    items: list[Item] = []
    for n, (goal, at) in enumerate(zip(budget.goals, _printed(budget), strict=True)):
        items += _goal(at[0] if at is not None else tree.option.table, budget, n, goal, links.get(n))
        if projects and not goal.project:
            next(item for item in items if item.key == ("goal", str(n))).apart = True
    lay(tree, total, items)


def _goal(table: Table, budget: Budget, n: int, goal: Goal, link: GoalLink | None) -> list[Item]:
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


def goal_printed(budget: Budget, key: tuple[str, ...]) -> tuple[Table, int] | None:
    """The table of the goal a node belongs to and the line where its form begins; None where it is printed in no table."""
    return _printed(budget)[int(key[1])] if goal_of(budget, key) is not None else None


def _printed(budget: Budget) -> list[tuple[Table, int] | None]:
    """Table and line of every goal. Of goals that say the same the first is the first printed."""
    from data_model.goals import goals_printed  # only here: the readers come with it

    left = goals_printed(budget.tables)
    places: list[tuple[Table, int] | None] = []
    for goal in budget.goals:
        at = next((n for n, (other, _, _) in enumerate(left) if other == goal), None)
        places.append(left.pop(at)[1:] if at is not None else None)
    return places


def indicator_of(budget: Budget, key: tuple[str, ...]) -> Indicator | None:
    """The indicator of a node of level 指标; its key ends in its number."""
    goal = goal_of(budget, key)
    return goal.indicators[int(key[-1])] if goal is not None and key[-1].isdecimal() else None
