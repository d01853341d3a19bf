"""Identities that hold only under a condition the tables themselves tell: what is spent = the year's funds + what was carried over,
and economic items against the function they are paid from. Apart from identities.py, which is plain data without conditions.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from data_model.budget import Table
from data_model.classification import TOTAL
from data_model.constraints import Constraint, Ref, Values

TWINS = (
    ("30108", ("2080505",)),
    ("30109", ("2080506",)),
    ("30110", ("2101101", "2101102")),
    ("30111", ("2101103",)),
    ("30113", ("2210201",)),
)
"""Departmental economic item -> the functional items its basic expenditure is paid from, when those are in use."""

_CARRIED = {
    "basic": (
        "appropriation_basic_personnel",
        "appropriation_basic_public",
        "other_basic_personnel",
        "other_basic_public",
    ),
    "project": ("appropriation_project", "other_project"),
}
_FUND_BASIC = ("basic", "basic_personnel", "basic_public")
_OWN = ("fiscal_account", "unit_funds", "business", "operating", "superior_subsidy", "affiliated", "other")


def ties(tables: Sequence[Table], values: Values) -> list[Constraint]:
    """The conditional identities that apply to these tables."""
    return [*_spent(tables, values), *_twins(tables, values), *_sources(tables, values)]


_FUNDS = ("current.general_public", "current.government_fund", "current.state_capital")
_TOPS = (*_FUNDS, "current.fiscal_account", "current.unit_funds", "carryover")
_SUMS = (
    ("balance", "revenue", "revenue", "current.appropriation", _FUNDS),
    ("appropriation", "use", "use", "TOTAL", ("use.basic", "use.project", "use.reserve")),
    ("revenue", "", "total", "TOTAL", _TOPS),
    ("revenue", "", "total", "current.general_public", ("current.general_public.own", "current.general_public.special")),
    ("revenue", "", "total", "current.unit_funds",
     ("current.business", "current.operating", "current.superior_subsidy", "current.affiliated", "current.other", "current.debt")),
)  # fmt: skip
"""(kind, side, measure, head, parts): lines without a total of their own in identities.py, as printed in Shanghai and Jiangsu."""
CATEGORY = re.compile("^[一二三]、(?:货物|工程|服务)")
"""The name of a category in 政府采购支出预算表."""


def _sources(tables: Sequence[Table], values: Values) -> list[Constraint]:
    """Lines of a table = the lines that detail them; only where the table prints both."""
    out = []
    for kind, side, measure, head, parts in _SUMS:
        t = _index(tables, kind)
        if t is not None:
            out += _lines(tables, values, t, side, measure, head, parts)
    t = _index(tables, "appropriation")
    if t is not None and not any(row.line in ("current", "carryover") and row.cells for row in tables[t].rows):
        out += _lines(tables, values, t, "revenue", "revenue", "TOTAL", _FUNDS)
    t = _index(tables, "procurement")
    if t is not None and (total := _total(tables[t])) is not None:
        kinds = tuple(Ref(t, r, "total") for r, row in enumerate(tables[t].rows) if CATEGORY.match(row.name))
        if sum(ref in values for ref in kinds) > 1:
            out.append(Constraint("X10.table", (Ref(t, total, "total"),), kinds, tables[t].step))
    return out


def _lines(
    tables: Sequence[Table], values: Values, t: int, side: str, measure: str, head: str, parts: tuple[str, ...]
) -> list[Constraint]:  # fmt: skip
    """head = Σ parts on one side of a table; no sum where the head or every part is blank."""
    rows = [(r, row) for r, row in enumerate(tables[t].rows) if row.side == side]
    left = next((r for r, row in rows if (row.code == TOTAL if head == TOTAL else row.line == head)), None)
    right = tuple(Ref(t, r, measure) for r, row in rows if row.line in parts)
    if left is None or Ref(t, left, measure) not in values or not any(ref in values for ref in right):
        return []
    return [Constraint("X4.sources", (Ref(t, left, measure),), right, tables[t].step)]


def _index(tables: Sequence[Table], kind: str) -> int | None:
    return next((t for t, table in enumerate(tables) if table.kind == kind), None)


def _total(table: Table) -> int | None:
    return next((r for r in range(len(table.rows) - 1, -1, -1) if table.rows[r].code == TOTAL), None)


def _spent(tables: Sequence[Table], values: Values) -> list[Constraint]:
    """Basic and project expenditure = those of the three funds + those carried over; not where the body has money of its own."""
    kinds = ("expenditure", "general_public", "government_fund", "state_capital", "carryover", "revenue")
    at = {kind: t for kind in kinds if (t := _index(tables, kind)) is not None}
    if len(at) < len(kinds):
        return []
    totals = {kind: _total(tables[t]) for kind, t in at.items()}
    if any(row is None and tables[at[kind]].figures for kind, row in totals.items()):
        return []
    own = totals["revenue"]
    if own is None or any(values.get(Ref(at["revenue"], own, m)) for m in _OWN):
        return []
    if totals["expenditure"] is None or totals["general_public"] is None:
        return []
    step = max(tables[t].step for t in at.values())
    out = []
    for measure, carried in _CARRIED.items():
        right: list[Ref] = []
        for kind, measures in (
            ("general_public", (measure,)),
            ("government_fund", _FUND_BASIC if measure == "basic" else (measure,)),
            ("state_capital", _FUND_BASIC if measure == "basic" else (measure,)),
            ("carryover", carried),
        ):
            row = totals[kind]
            if row is not None:
                right += [Ref(at[kind], row, m) for m in measures]
        out.append(
            Constraint("X3.spent", (Ref(at["expenditure"], totals["expenditure"], measure),), tuple(right), step)
        )
    return out


def _twins(tables: Sequence[Table], values: Values) -> list[Constraint]:
    """An economic item of basic expenditure = its functional items; soft: bodies may pay it from elsewhere."""
    economic, function = _index(tables, "basic_economic"), _index(tables, "general_public")
    if economic is None or function is None:
        return []
    rows = {row.code: r for r, row in enumerate(tables[economic].rows) if row.code and not row.project}
    items = {row.code: r for r, row in enumerate(tables[function].rows) if row.code and not row.project}
    step = max(tables[economic].step, tables[function].step)
    out = []
    for code, codes in TWINS:
        right = tuple(Ref(function, items[c], "basic") for c in codes if c in items)
        if code in rows and right and any(ref in values for ref in right):
            left = (Ref(economic, rows[code], "total"),)
            out.append(Constraint("X4.twin", left, right, step, False, True))
    return out
