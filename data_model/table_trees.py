"""The trees of the views that tables alone make: by function and economic class, projects, income, 三公, named items. Apart from tree.py,
which lays any items out; views that need prose or goals have modules of their own (flow_tree.py, goals_tree.py, statements_tree.py).
"""

from __future__ import annotations

from collections.abc import Callable

from data_model.amount import tolerance
from data_model.budget import Budget, Row, Table
from data_model.classification import TOTAL, path
from data_model.form_types import Line
from data_model.forms import FORM_BY_KIND
from data_model.scopes import function_path
from data_model.text import fold
from data_model.tree import Item, Tree, lay

BEYOND_THREE_PUBLIC = ("meetings", "training", "operating_costs")
"""Lines of a 三公 table that are not 三公."""
PLAIN_TOTALS = frozenset({"总计", "合计"})
"""Printed names of a total that do not say of what."""


def total_item(table: Table, measure: str, side: str | None, name: str) -> Item:
    """The whole of a view: its printed name; where that does not say of what it is the whole, `name`."""
    row = next((r for r in table.rows if r.code == TOTAL and (side is None or r.side == side)), None)
    return Item(
        (TOTAL,),
        "",
        row.name if row and row.name and (name in PLAIN_TOTALS or fold(row.name) not in PLAIN_TOTALS) else name,
        row.fen(measure) if row else None,
        row,
        table,
        measure,
        "总计",
    )


def _functional(table: Table, measure: str, side: str | None) -> list[Item]:
    items = []
    for row in table.rows:
        key = function_path(row)
        if key and not row.project and (side is None or row.side == side):
            items.append(
                Item(key, row.code, row.name, row.fen(measure), row, table, measure, ("类", "款", "项")[len(key) - 1])
            )
    return items


def _build_function(tree: Tree, budget: Budget) -> None:
    option = tree.option
    side = "expenditure" if len(FORM_BY_KIND[option.kind].sides) > 1 else None
    lay(tree, total_item(option.table, option.part, side, "支出总计"), _functional(option.table, option.part, side))


def _build_economic(tree: Tree, budget: Budget) -> None:
    """The economic table itself; in a wider scope its parts beside each other, and what is not published by it as the last line."""
    option = tree.option
    if option.kind in ("basic_economic", "appropriation_economic"):
        lay(
            tree,
            total_item(option.table, option.part, None, "基本支出合计"),
            _functional(option.table, option.part, None),
        )
        return
    total = total_item(option.table, "total", None, "支出总计")
    items: list[Item] = []
    basic = budget.table("basic_economic")
    if basic is not None and basic.total is not None:
        items.append(
            Item(("basic",), "", "一般公共预算基本支出", basic.total.fen("total"), basic.total, basic, "total", "部分")
        )
        items += [_prefixed("basic", item) for item in _functional(basic, "total", None)]
    projects = budget.table("projects")
    if projects is not None and (row := projects.total) is not None:
        items.append(Item(("project",), "", "一般公共预算项目支出", row.fen("total"), row, projects, "total", "部分"))
        form = FORM_BY_KIND["projects"]
        for measure in form.sides[0].measures[1:]:
            items.append(
                Item(("project", measure.id), "", measure.name, row.fen(measure.id), row, projects, measure.id, "类")
            )
    told = sum(item.amount or 0 for item in items if len(item.key) == 1)
    if total.amount is not None and total.amount != told:
        rest = total.amount - told
        name = "尾差" if abs(rest) <= tolerance(2, option.table.step) else "未按经济分类公开"
        items.append(Item(("rest",), "", name, rest, None, option.table, "total", "部分", True))
    lay(tree, total, items)


def _prefixed(prefix: str, item: Item) -> Item:
    item.key = (prefix, *item.key)
    return item


def _build_projects(tree: Tree, budget: Budget) -> None:
    """项 -> projects, largest first; a 项 without a row of its own is the sum of its projects (derived)."""
    table, measure = tree.option.table, tree.option.part
    groups: dict[str, Item] = {}
    count = 0
    for row in table.rows:
        if row.role != "project":
            continue
        count += 1
        head = groups.get(row.code)
        if head is None:
            own = next((r for r in table.rows if r.code == row.code and not r.project and row.code), None)
            amount = own.fen(measure) if own else None
            level = ("类", "款", "项")[len(path(row.code)) - 1] if path(row.code) else ""
            head = groups[row.code] = Item((row.code,), row.code, row.name, amount, own, table, measure, level)
        head.children.append(
            Item((row.code, row.project), "", row.project, row.fen(measure), row, table, measure, "项目")
        )
    for head in groups.values():
        if head.amount is None:
            figures = [child.amount for child in head.children if child.amount is not None]
            head.amount, head.derived = (sum(figures) if figures else None), True
        head.children.sort(key=lambda item: -(item.amount or 0))
    total = total_item(table, measure, None, "项目支出总计")
    if not groups:
        lay(tree, total, _functional(table, measure, None))
        return
    total.name = f"项目支出总计（{count} 项）"
    if total.amount is None:
        unit = next((r for r in table.rows if r.role == "unit"), None)
        total.row, total.amount = unit, unit.fen(measure) if unit else None
    ordered = sorted(groups.values(), key=lambda item: -(item.amount or 0))
    lay(tree, total, (node for head in ordered for node in (head, *_taken(head))))


def _taken(head: Item) -> list[Item]:
    children, head.children = head.children, []
    return children


def line_paths(lines: tuple[Line, ...], rows: list[Row]) -> dict[str, tuple[str, ...]]:
    """Line key -> path among the lines this table prints: under its declared head if printed, else under its own prefix."""
    printed = {row.line for row in rows if row.line}
    under = {line.key: line.under for line in lines}
    paths: dict[str, tuple[str, ...]] = {}

    def find(key: str) -> tuple[str, ...]:
        if key not in paths:
            head = under.get(key, "")
            owner = head if head in printed else next((p for p in _prefixes(head) if p in printed), "")
            owner = owner or next((p for p in _prefixes(key) if p in printed), "")
            paths[key] = (*find(owner), key) if owner and owner != key else (key,)
        return paths[key]

    for key in printed:
        find(key)
    return paths


def _prefixes(key: str) -> list[str]:
    parts = key.split(".")
    return [".".join(parts[:n]) for n in range(len(parts) - 1, 0, -1)]


def _build_lines(tree: Tree, budget: Budget) -> None:
    """Tables whose rows are declared lines: income by source, 三公."""
    table, measure, kind = tree.option.table, tree.option.part, tree.option.kind
    form = FORM_BY_KIND[kind]
    side = "revenue" if len(form.sides) > 1 else None
    rows = [row for row in table.rows if side is None or row.side == side]
    keys = line_paths(form.lines, [row for row in rows if row.code != TOTAL])
    items = []
    for row in rows:
        if row.code != TOTAL:
            key = keys.get(row.line) or (row.name,)
            items.append(Item(key, "", row.name, row.fen(measure), row, table, measure, "行"))
    total = total_item(table, measure, side, "合计")
    if kind == "three_public":
        _set_apart(items, total)
    lay(tree, total, _heads_first(items))


def _heads_first(items: list[Item]) -> list[Item]:
    """Lines under the subtotal they make, also where it is printed below them (当年收入小计); one without an amount heads nothing."""
    first: dict[tuple[str, ...], int] = {}
    for n, item in enumerate(items):
        for k in range(1, len(item.key) + 1):
            first.setdefault(item.key[:k], n)
    late = [item for n, item in enumerate(items) if item.amount is None and first[item.key] < n]
    heads = [item for item in items if not any(item is one for one in late)]
    heads.sort(key=lambda item: [first[item.key[:k]] for k in range(1, len(item.key) + 1)])
    return [*heads, *late]


def _set_apart(items: list[Item], total: Item) -> None:
    """Meetings, training and running costs printed beside a 三公 total that the other lines already make."""
    first = [item for item in items if len(item.key) == 1 and item.amount is not None]
    beyond = [item for item in first if item.key[0] in BEYOND_THREE_PUBLIC]
    own = sum(item.amount or 0 for item in first) - sum(item.amount or 0 for item in beyond)
    if own == total.amount:
        for item in beyond:
            item.apart = True


def _build_revenue(tree: Tree, budget: Budget) -> None:
    if tree.option.kind == "revenue" and any(function_path(row) for row in tree.option.table.rows):
        table, measure = tree.option.table, tree.option.part
        lay(tree, total_item(table, measure, None, "收入总计"), _functional(table, measure, None))
    else:
        _build_lines(tree, budget)


def _build_items(tree: Tree, budget: Budget) -> None:
    """Tables of named items (委托业务费, 结转): the unit's own row is left out when it only repeats the total."""
    table, measure = tree.option.table, tree.option.part
    total = total_item(table, measure, None, "合计")
    units = [row for row in table.rows if row.role == "unit"]
    if total.amount is None and len(units) == 1:
        total.row, total.amount = units[0], units[0].fen(measure)
    repeats = len(units) == 1 and units[0].fen(measure) == total.amount
    items: list[Item] = []
    unit_key: tuple[str, ...] = ()
    for row in table.rows:
        if row.code == TOTAL or (row.role == "unit" and repeats):
            continue
        key = (row.name,) if row.role == "unit" else (*unit_key, row.name)
        if row.role == "unit":
            unit_key = key
        items.append(
            Item(key, "", row.name, row.fen(measure), row, table, measure, "单位" if row.role == "unit" else "项目")
        )
    lay(tree, total, items)


BUILDERS: dict[str, Callable[[Tree, Budget], None]] = {
    "function": _build_function,
    "economic": _build_economic,
    "projects": _build_projects,
    "revenue": _build_revenue,
    "three_public": _build_lines,
    "entrusted": _build_items,
    "carryover": _build_items,
}
