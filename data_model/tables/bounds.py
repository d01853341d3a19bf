"""Sums that can only be too small, never too large: a part is at most its whole. Apart from identities.py: checks never report them,
but where blanks are lost they tell which column a figure cannot have been in.

Sources: 财政拨款“三公”经费 includes what 一般公共预算基本支出 pays under 30212, 30217, 30231; 部门支出 includes what
一般公共预算 and last year's balance pay; the funds of one part are at most those of 财政拨款.
"""

from __future__ import annotations

from collections.abc import Sequence

from data_model.budget import Table
from data_model.classification import TOTAL
from data_model.constraints import Constraint, Ref
from data_model.form_types import Term
from data_model.records import dataclass
from data_model.text import fold

_FUNDS = ("general_public", "government_fund", "state_capital")


@dataclass(frozen=True, slots=True)
class Bound:
    """Σ parts ≤ whole. `at` of a term is `total`, a line key or a code."""

    parts: tuple[Term, ...]
    whole: Term


def _b(whole: Term, *parts: Term) -> Bound:
    return Bound(parts, whole)


def _t(table: str, measure: str, at: str = "total") -> Term:
    return Term(table, measure, at)


BOUNDS = (
    _b(_t("expenditure", "basic"), _t("general_public", "basic"),
       *(_t("carryover", f"{kind}_basic_{part}") for kind in ("appropriation", "other") for part in ("personnel", "public"))),
    _b(_t("expenditure", "project"), _t("general_public", "project"),
       _t("carryover", "appropriation_project"), _t("carryover", "other_project")),
    _b(_t("balance", "revenue", "carryover.appropriation"), _t("carryover", "appropriation_subtotal")),
    _b(_t("balance", "revenue", "carryover.other"), _t("carryover", "other_subtotal")),
    *(_b(_t("balance", "revenue", f"current.{source}"), _t("revenue", source))
      for source in ("business", "operating", "superior_subsidy", "affiliated", "other", "unit_funds", "fiscal_account")),
    *(_b(_t("appropriation", fund), _t(kind, fund)) for kind in ("three_public", "entrusted") for fund in _FUNDS[1:]),
    _b(_t("three_public", "general_public", "abroad"), _t("basic_economic", "total", "30212")),
    _b(_t("three_public", "general_public", "reception"), _t("basic_economic", "total", "30217")),
    _b(_t("three_public", "general_public", "vehicles.running"), _t("basic_economic", "total", "30231")),
    *(_b(_t("three_public", fund), _t("three_public", fund, "abroad"), _t("three_public", fund, "reception"),
         _t("three_public", fund, "vehicles")) for fund in _FUNDS),
    *(_b(_t("three_public", fund, "vehicles"), _t("three_public", fund, "vehicles.purchase"),
         _t("three_public", fund, "vehicles.running")) for fund in _FUNDS),
)  # fmt: skip
"""What a figure's column is bounded by, besides the identities."""


def bounds(tables: Sequence[Table]) -> list[Constraint]:
    """The bounds that apply, as constraints whose left side (the parts) must not exceed the right (the whole)."""
    index = {table.kind: t for t, table in reversed(list(enumerate(tables)))}
    out: list[Constraint] = []
    for bound in BOUNDS:
        whole = _ref(tables, index, bound.whole)
        parts = tuple(ref for term in bound.parts if (ref := _ref(tables, index, term)) is not None)
        if whole is None or not parts:
            continue
        step = max(tables[ref.table].step for ref in (whole, *parts))
        out.append(Constraint("bound", parts, (whole,), step))
    return [*out, *_funds(tables, index), *_entrusted(tables, index)]


def _funds(tables: Sequence[Table], index: dict[str, int]) -> list[Constraint]:
    """What 政府性基金 and 国有资本经营预算 pay for a subject as 基本支出 or 项目支出 is at most what 部门支出 has of it."""
    out: list[Constraint] = []
    e = index.get("expenditure", -1)
    whole = {row.code: r for r, row in enumerate(tables[e].rows) if row.code} if e >= 0 else {}
    for kind in _FUNDS[1:]:
        t = index.get(kind, -1)
        for r, row in enumerate(tables[t].rows if t >= 0 else ()):
            if row.code not in whole or row.project:
                continue
            step = max(tables[t].step, tables[e].step)
            for parts, measure in (
                (("basic",), "basic"), (("basic_personnel", "basic_public"), "basic"), (("project",), "project"),
            ):  # fmt: skip
                refs = tuple(Ref(t, r, part) for part in parts)
                out.append(Constraint("bound", refs, (Ref(e, whole[row.code], measure),), step))
    return out


def _entrusted(tables: Sequence[Table], index: dict[str, int]) -> list[Constraint]:
    """委托业务费 (30227) is part of 商品和服务支出: what a project spends on it out of 一般公共预算 is at most that of the same project,
    and what it spends out of another fund is at most what that fund pays under the project's code."""
    if "projects" not in index or "entrusted" not in index:
        return []
    p, e = index["projects"], index["entrusted"]
    wholes: dict[str, list[int]] = {}
    for r, row in enumerate(tables[p].rows):
        if row.project:
            wholes.setdefault(fold(row.project), []).append(r)
    step = max(tables[p].step, tables[e].step)
    out: list[Constraint] = []
    for r, row in enumerate(tables[e].rows):
        rows = wholes.get(fold(row.project), [])
        if not row.project or len(rows) != 1:
            continue
        out.append(Constraint("bound", (Ref(e, r, "general_public"),), (Ref(p, rows[0], "goods_services"),), step))
        code = tables[p].rows[rows[0]].code
        for fund in _FUNDS[1:]:
            t = index.get(fund, -1)
            if t >= 0 and code:
                held = tuple(Ref(t, at, "total") for at, other in enumerate(tables[t].rows) if other.code == code)
                out.append(Constraint("bound", (Ref(e, r, fund),), held, step))
    return out


def _ref(tables: Sequence[Table], index: dict[str, int], term: Term) -> Ref | None:
    t = index.get(term.table)
    if t is None:
        return None
    for r, row in enumerate(tables[t].rows):
        here = row.code == TOTAL if term.at == "total" else term.at in (row.line, row.code)
        if here and (not row.side or any(c.role == term.measure and c.side == row.side for c in tables[t].columns)):
            return Ref(t, r, term.measure)
    return None
