"""Identities that hold only under a condition the tables themselves tell: what is spent = the year's funds + what was carried over,
and economic items against the function they are paid from. Apart from identities.py, which is plain data without conditions.
"""

from __future__ import annotations

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
    return [*_spent(tables, values), *_twins(tables, values)]


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
