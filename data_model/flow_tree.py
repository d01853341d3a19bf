"""资金流向: which fund, 基本 or 项目, which economic class, as a tree. What is not published stands as such, nothing is guessed.

Apart from tree.py because it rests on many tables: every amount is printed in one of them, every remainder is marked derived.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from data_model.amount import tolerance
from data_model.budget import Budget, Row, Table
from data_model.classification import TOTAL
from data_model.forms import FORM_BY_KIND
from data_model.scopes import SCOPE_NAMES
from data_model.table_trees import total_item
from data_model.telling import row_name
from data_model.tree import Item, Tree, lay

FUNDS = ("general_public", "government_fund", "state_capital")
OTHER_INCOME = ("fiscal_account", "unit_funds", "business", "operating", "superior_subsidy", "affiliated", "other")
"""Columns of 收入总表 whose spending no table tells apart; those that only detail unit_funds are left out where it is printed."""
HALVES = ("basic", "project", "reserve", "carry_forward")
"""What spending is divided into by use, as `expenditure` names it."""
UNPUBLISHED = "未按经济分类公开"
UNSPLIT = "未公开到基本、项目"
UNKNOWN = "未按资金公开"
OVERLAP = "各表口径重叠"
ROUNDING = "尾差"


def build(tree: Tree, budget: Budget) -> None:
    """Fill the tree: total, funds, carry-over, other income, and what no table tells."""
    table = tree.option.table
    measure = "total" if table.kind == "expenditure" else "expenditure"
    side = None if table.kind == "expenditure" else "expenditure"
    whole = total_item(table, measure, side, "支出总计")
    items: list[Item] = []
    for kind in FUNDS:
        items += _fund(budget, kind)
    items += _carryover(budget)
    items += _other_income(budget)
    roots = [item for item in items if len(item.key) == 1]
    items += _rest(("rest",), whole.amount, roots, table, UNKNOWN)
    lay(tree, whole, items)


def _rest(key: tuple[str, ...], whole: int | None, parts: Sequence[Item], table: Table, name: str) -> list[Item]:
    """What the parts leave of the whole, as a line that says why it is there; none where they add up."""
    rest = (whole or 0) - sum(item.amount or 0 for item in parts)
    if whole is None or not rest:
        return []
    if abs(rest) <= tolerance(len(parts), table.step):
        name = ROUNDING
    elif rest < 0:
        name = OVERLAP
    return [Item(key, "", name, rest, None, table, "total", "", True)]


def _fund(budget: Budget, kind: str) -> list[Item]:
    """One fund: its spending as its own table prints it, basic and project below."""
    table = budget.table(kind)
    row = table.total if table is not None else None
    if table is None or row is None or not row.fen("total"):
        return []
    head = Item((kind,), "", SCOPE_NAMES[kind], row.fen("total"), row, table, "total", "资金")
    parts: list[Item] = []
    below: list[Item] = []
    for measure in ("basic", "basic_personnel", "basic_public", "project"):
        amount = row.fen(measure)
        if not amount or (measure.startswith("basic_") and row.fen("basic") is not None):
            continue
        form = FORM_BY_KIND[kind].measure(measure)
        part = Item((kind, measure), "", form.name if form else measure, amount, row, table, measure, "部分")
        parts.append(part)
        below += _economic(budget, part, measure) if kind == "general_public" else _unpublished(part)
    if not parts:
        parts = _halves(budget) if kind == "general_public" else []
        parts += _halves_of_whole(budget, head, parts)
        for part in parts:
            below += _economic(budget, part, part.key[1]) if kind == "general_public" else _unpublished(part)
    if not parts:
        return [head, Item((kind, "rest"), "", UNSPLIT, head.amount, None, table, "total", "", True)]
    return [head, *parts, *below, *_rest((kind, "rest"), head.amount, parts, table, UNSPLIT)]


def _halves(budget: Budget) -> list[Item]:
    """基本 and 项目 of a general public budget whose own table does not tell them apart, from the tables that list either."""
    found = []
    for half, kind in (("basic", "basic_economic"), ("project", "projects")):
        table = budget.table(kind)
        row = _whole_row(table)
        form = FORM_BY_KIND["general_public"].measure(half)
        if table is not None and row is not None and row.fen("total") and form is not None:
            found.append(Item(("general_public", half), "", form.name, row.fen("total"), row, table, "total", "部分"))
    return found


def _halves_of_whole(budget: Budget, head: Item, known: Sequence[Item]) -> list[Item]:
    """What is still missing of a fund that is all there is to spend: a table that prints the same total tells its halves then, and
    what is neither (预留机动经费, 结转下年). Taken only from a table that says the same of the halves already known."""
    told = {part.key[1]: part.amount for part in known}
    for table, rows in _wholes(budget):
        total = rows.get("total")
        if total is None or total[0].fen(total[1]) != head.amount:
            continue
        printed = {half: (row, m) for half, (row, m) in rows.items() if half in HALVES and row.fen(m)}
        said = {half: row.fen(measure) for half, (row, measure) in printed.items()}
        if any(said.get(half) != amount for half, amount in told.items()):
            continue
        names = {half: form.name for half in printed if (form := FORM_BY_KIND["expenditure"].measure(half))}
        return [
            Item((*head.key, half), "", names[half], row.fen(measure), row, table, measure, "部分")
            for half, (row, measure) in printed.items()
            if half not in told
        ]
    return []


def _wholes(budget: Budget) -> Iterator[tuple[Table, Mapping[str, tuple[Row, str]]]]:
    """The tables that print what a whole is made of, `total` and HALVES: a column each in 支出总表, a line each by use elsewhere."""
    table = budget.table("expenditure")
    if table is not None and table.total is not None:
        yield table, {half: (table.total, half) for half in ("total", *HALVES)}
    for kind in ("appropriation", "balance"):
        table = budget.table(kind)
        if table is not None:
            yield table, {row.line.removeprefix("use."): (row, "use") for row in table.rows if row.side == "use"}


def _unpublished(part: Item) -> list[Item]:
    return [Item((*part.key, "rest"), "", UNPUBLISHED, part.amount, None, part.table, part.measure, "", True)]


def _economic(budget: Budget, part: Item, half: str) -> list[Item]:
    """The economic classes of one half (`basic`, `project`) of the general public budget, and what they leave."""
    found: list[Item] = []
    if half == "basic":
        table = budget.table("basic_economic")
        for row in table.rows if table is not None else ():
            if table is not None and len(row.code) == 3 and row.fen("total"):
                found.append(_class(part, row.code, row.name, row, table, "total"))
    elif half == "project":
        table = budget.table("projects")
        row_of_all = _whole_row(table)
        if table is not None and row_of_all is not None:
            for measure in FORM_BY_KIND["projects"].sides[0].measures[1:]:
                if row_of_all.fen(measure.id):
                    found.append(_class(part, measure.id, measure.name, row_of_all, table, measure.id))
    if not found:
        return _unpublished(part)
    return [*found, *_rest((*part.key, "rest"), part.amount, found, part.table, UNPUBLISHED)]


def _whole_row(table: Table | None) -> Row | None:
    if table is None:
        return None
    return table.total or next((row for row in table.rows if row.role == "unit"), None)


def _class(part: Item, key: str, name: str, row: Row, table: Table, measure: str) -> Item:
    code = key if key.isdecimal() else ""
    return Item((*part.key, key), code, name, row.fen(measure), row, table, measure, "类")


def _carryover(budget: Budget) -> list[Item]:
    """Money carried over: its own table, else the line of 收支总表."""
    table = budget.table("carryover")
    row = _whole_row(table)
    if table is not None and row is not None and row.fen("total"):
        head = Item(("carryover",), "", "上年结转结余", row.fen("total"), row, table, "total", "资金")
        parts = [
            Item(("carryover", m.id), "", m.name, row.fen(m.id), row, table, m.id, "部分")
            for m in FORM_BY_KIND["carryover"].sides[0].measures
            if not m.id.endswith(("total", "subtotal")) and row.fen(m.id)
        ]
        below = [item for part in parts for item in _unpublished(part)]
        return [head, *parts, *below, *_rest(("carryover", "rest"), head.amount, parts, table, UNSPLIT)]
    revenue = budget.table("revenue")
    total = revenue.total if revenue is not None else None
    found = []
    for measure in ("appropriation_carryover", "other_carryover"):
        if revenue is not None and total is not None and total.fen(measure):
            found += _income(revenue, total, measure)
    return found or _lines(budget, {"carryover": "carryover"})


def _other_income(budget: Budget) -> list[Item]:
    """Income beside the three funds: 收入总表 has its amount, no table its spending."""
    table = budget.table("revenue")
    row = next((r for r in table.rows if r.code == TOTAL), None) if table is not None else None
    named = [m for m in OTHER_INCOME if row.fen(m)] if row is not None else []
    if table is None or row is None or not named:
        return _lines(budget, {m: f"current.{m}" for m in OTHER_INCOME})
    return [item for measure in _heads(named) for item in _income(table, row, measure)]


def _heads(named: Sequence[str]) -> list[str]:
    """The kinds of income without those that detail another one."""
    return [m for m in named if m in ("fiscal_account", "unit_funds")] if "unit_funds" in named else list(named)


def _lines(budget: Budget, wanted: Mapping[str, str]) -> list[Item]:
    """Kinds of income from the table that prints each on a line of its own (收入总表 in Jiangsu, else 收支总表): key -> line key."""
    for kind, measure in (("revenue", "total"), ("balance", "revenue")):
        table = budget.table(kind)
        rows = {row.line: row for row in table.rows if row.fen(measure)} if table is not None else {}
        named = _heads([key for key, line in wanted.items() if line in rows])
        if table is not None and named:
            return [item for key in named for item in _income(table, rows[wanted[key]], measure, key)]
    return []


def _income(table: Table, row: Row, measure: str, key: str = "") -> list[Item]:
    """A kind of income: a column of a row, or the row itself (`key`), by its printed name."""
    form = FORM_BY_KIND["revenue"].measure(measure)
    name = row_name(row).removesuffix("小计").rstrip() if key else form.name if form else measure
    head = Item((key or measure,), "", name, row.fen(measure), row, table, measure, "资金")
    return [head, Item((key or measure, "rest"), "", UNSPLIT, head.amount, None, table, measure, "", True)]
