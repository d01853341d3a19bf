"""其他事项: 机关运行, 政府采购, 国有资产, 人员 as the prose states them, and the tables no other view shows. Apart from tree.py: there is no
whole here, and counts stand beside amounts.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from data_model.amount import AmountError, parse, step_of
from data_model.budget import Budget, Row, Table
from data_model.classification import TOTAL, path
from data_model.prior import PROSE_STEP
from data_model.scopes import MATTERS, other_tables
from data_model.statements import Statement
from data_model.table_sums import sums_above
from data_model.telling import measure_name
from data_model.tree import Item, Tree, place_roots

KINDS = {"operating_costs": "机关运行经费", "procurement": "政府采购", "assets": "国有资产", "people": "人员"}
FIELDS: Mapping[str, tuple[str, str]] = {
    "total": ("预算", "万元"), "goods": ("货物", "万元"), "works": ("工程", "万元"), "services": ("服务", "万元"),
    "reserved_sme": ("面向中小企业预留", "万元"), "reserved_micro": ("其中小微企业", "万元"), "as_of": ("截至", ""),
    "house_area_m2": ("房屋面积", "平方米"), "house_value": ("房屋价值", "万元"), "vehicles": ("车辆", "辆"),
    "vehicles_value": ("车辆价值", "万元"), "vehicles_general": ("一般公务用车", "辆"), "vehicles_law": ("执法执勤用车", "辆"),
    "vehicles_other": ("其他车辆", "辆"), "vehicles_ministers": ("部级领导干部用车", "辆"), "vehicles_leaders": ("主要领导干部用车", "辆"),
    "vehicles_confidential": ("机要通信用车", "辆"), "vehicles_emergency": ("应急保障用车", "辆"),
    "vehicles_special": ("特种专业技术用车", "辆"), "vehicles_retired": ("离退休干部用车", "辆"), "furniture_value": ("办公家具价值", "万元"),
    "other_value": ("其他资产价值", "万元"), "equipment_over_200k": ("20万元以上设备", "台"), "equipment_over_500k": ("50万元以上设备", "台"),
    "equipment_over_1m": ("100万元以上设备", "台"), "posts": ("编制", "人"), "actual": ("实有", "人"), "in_service": ("在职", "人"),
    "retired": ("退休", "人"), "leave_retired": ("离休", "人"), "departments": ("下设机构", "个"), "in_service_change": ("在职增减", "人"),
    "retired_change": ("退休增减", "人"), "leave_retired_change": ("离休增减", "人"),
}  # fmt: skip
"""Field -> its name and unit; a field that is not here is shown under its own name."""
OF_ALL_KINDS = frozenset({"reserved_sme", "reserved_micro"})
"""Fields that tell of goods, works and services together who is to deliver them: no part of their sum."""
UNDER = {"reserved_micro": "reserved_sme"}
"""Field -> the field it is a part of (其中), where both are told."""
BESIDE = {"operating_costs": "three_public"}
"""Matter -> the kind of table that may have a line of it."""
FIGURE = "数"
"""The level of a line that is a count or a date, not money."""


def build(tree: Tree, budget: Budget) -> None:
    """Fill the tree: one root a matter, one a table."""
    roots: list[Item] = []
    for kind in KINDS:
        roots += [_statement(tree, budget, s) for s in budget.statements if s.kind == kind and kind in MATTERS]
    roots += [_table(table) for table in other_tables(budget)]
    tree.unit = "万元" if _told_in_wan(roots) else budget.meta.unit or tree.unit
    tree.step = PROSE_STEP if tree.unit == "万元" else tree.step
    place_roots(tree, roots)


def _told_in_wan(items: Iterable[Item]) -> bool:
    """True when no figure is finer than the prose tells amounts: tables in 元 are no reason to show 171.01 万元 as ≈1,710,100."""
    return all((item.amount is None or item.step >= PROSE_STEP) and _told_in_wan(item.children) for item in items)


def statement_of(budget: Budget, key: tuple[str, ...]) -> Statement | None:
    """The statement a line of this tree was made of, by its key; None for the line of a table."""
    said = [s for s in budget.statements if s.kind == key[0] and s.kind in MATTERS] if key else []
    return next((s for s in said if len(key) < 2 or key[1] in s.values), None)


def printed_of(budget: Budget, key: tuple[str, ...], fen: int | None) -> tuple[Table, Row, str] | None:
    """Where a table prints the amount of a matter, too: the total of its own table, or its line beside others (机关运行经费 beside 三公);
    (table, row, measure). None for what only the prose tells, and where the table has another figure."""
    if len(key) != 1 or fen is None:
        return None
    for table in budget.tables:
        row = table.total if table.kind == key[0] else None
        if table.kind == BESIDE.get(key[0]):
            row = table.find(line=key[0])
        for measure, cell in row.cells.items() if row is not None else ():
            if row is not None and cell.fen == fen:
                return table, row, measure
    return None


def words_of(statement: Statement) -> list[str]:
    """What the sentence of a statement has in it: its matter, the names of its fields and what they say."""
    said = [KINDS[statement.kind]]
    for field, value in statement.values.items():
        said += [_field(field)[0].removeprefix("计划购置"), value]
    return said


def _statement(tree: Tree, budget: Budget, statement: Statement) -> Item:
    table = tree.option.table
    text = _text_at(budget, statement.origin)
    head = Item((statement.kind,), "", KINDS[statement.kind], None, None, table, "item", "事项", kept=True)
    for field, value in statement.values.items():
        name, unit = _field(field)
        money = _money(value, text) if unit == "万元" else None
        fen, step = money or (None, 0)
        if field == "total" and fen is not None:
            head.amount, head.step = fen, step
            continue
        shown = name if fen is not None else f"{name}　{value}{unit if unit != '万元' else ''}"
        level = "" if fen is not None else FIGURE
        item = Item((statement.kind, field), "", shown, fen, None, table, "item", level, kept=True, step=step)
        under = next((one for one in head.children if one.key[1] == UNDER.get(field)), head)
        item.apart = under is head and field in OF_ALL_KINDS
        under.children.append(item)
    return head


def _field(field: str) -> tuple[str, str]:
    """Name and unit of a field; of a planned purchase and of the value of a kind of vehicle by what they are made of."""
    if field in FIELDS:
        return FIELDS[field]
    if field.startswith("plan_") and field[5:] in FIELDS:
        name, unit = FIELDS[field[5:]]
        return f"计划购置{name}", unit
    if field.endswith("_value") and field[:-6] in FIELDS:
        return f"{FIELDS[field[:-6]][0]}价值", "万元"
    return field, ""


def _text_at(budget: Budget, origin: str) -> str:
    """The prose a statement may have been read from: of every section from its first paragraph at that place on (all paragraphs of
    a PDF page have one place)."""
    texts: list[str] = []
    for section in budget.sections:
        at = next(
            (n for n, p in enumerate(section.paragraphs) if p.place.label() == origin and not section.contents), None
        )
        texts += [p.text for p in section.paragraphs[at:]] if at is not None else []
    return re.sub(r"[\s,，]", "", "".join(texts))


def _money(value: str, text: str) -> tuple[int, int] | None:
    """The amount in fen and its printed step by the unit printed behind it; None when none or several are found: the unit would be
    guessed."""
    units = set(re.findall(rf"(?<![0-9.]){re.escape(value)}(亿元|万元|元)", text))
    unit = units.pop() if len(units) == 1 else ""
    try:
        amount = parse(value, unit) if unit else None
    except AmountError:
        return None
    return (amount.fen, step_of(amount.decimals, unit)) if amount is not None else None


def _table(table: Table) -> Item:
    """A table of its own: its total, its rows below each other or nested by code, further columns named below them."""
    total = table.total
    first = next((m for m in table.measures if any(m in row.cells for row in table.rows)), "total")
    amount = total.fen(first) if total is not None else None
    name = table.title or table.kind
    head = Item((table.kind, table.title), "", name, amount, total, table, first, "表", kept=True, step=table.step)
    known: dict[tuple[str, ...], Item] = {}
    above = sums_above(table, first) if table.kind == "procurement" else {}
    at: dict[int, Item] = {}
    for n, row in enumerate(table.rows):
        if row.code == TOTAL or not row.cells:
            continue
        keys = path(row.code)
        measure = first if first in row.cells else next(iter(row.cells))
        name = row.project or row.name
        if measure != first:
            name = f"{name} · {measure_name(table, measure)}"
        key = (table.kind, table.title, str(n))
        item = Item(key, row.code, name, row.fen(measure), row, table, measure, "行", step=table.step)
        owner = next((known[keys[:k]] for k in range(len(keys) - 1, 0, -1) if keys[:k] in known), head)
        owner = at.get(above.get(n, -1), owner)
        owner.children.append(item)
        at[n] = item
        if keys:
            known[keys] = item
    return head
