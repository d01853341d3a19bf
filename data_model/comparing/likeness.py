"""Like with like: what to know before two budgets are set side by side, and the figures that may be divided by people. Data without words;
apart from compare.py because nothing here depends on alignment."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from operator import attrgetter

from data_model.amount import format_yuan, tolerance
from data_model.budget import PLACELESS, Budget, Table
from data_model.classification import TOTAL
from data_model.comparison import TOTAL_KEY, Change, Notice, Party, PerPerson, per_head
from data_model.statements import Claim
from data_model.text import fold

REFORM = 2018
"""The year from which the departmental economic classification has its present codes (支出经济分类科目改革, 财预〔2017〕98号)."""

_POSTS = frozenset({"in_service", "在职", "在职人员", "在职人数", "实有在职人员", "在编在职", "在职在编"})
_MEASURES = (("personnel", "basic_personnel"), ("public", "basic_public"))


def notices(a: Budget, b: Budget, table_a: Table, table_b: Table) -> list[Notice]:
    """Plain warnings: two bodies, 部门 against 单位, other phase, level or region, years the wrong way round, units, table sets, figures
    without a column."""
    found: list[Notice] = []
    meta_a, meta_b = a.meta, b.meta
    same_body = bool(meta_a.entity_key) and meta_a.entity_key == meta_b.entity_key
    for code, one, other in (
        ("entity", "" if same_body else meta_a.entity, "" if same_body else meta_b.entity),
        ("kind", meta_a.kind, meta_b.kind),
        ("phase", meta_a.phase, meta_b.phase),
        ("level", "" if same_body else meta_a.level, "" if same_body else meta_b.level),
        ("unit", _unit(table_a), _unit(table_b)),
        ("table_kind", table_a.kind, table_b.kind),
    ):
        if one != other and ((one and other) or code in ("entity", "unit")):
            found.append(Notice(code, {"a": one, "b": other}))
    year_a, year_b = meta_a.fiscal_year, meta_b.fiscal_year
    if same_body and year_a is not None and year_b is not None and year_a > year_b:
        found.append(Notice("order", {"a": str(year_a), "b": str(year_b)}))
    if not same_body and year_a is not None and year_b is not None and year_a != year_b:
        found.append(Notice("years", {"a": str(year_a), "b": str(year_b)}))
    kinds_a, kinds_b = _kinds(a), _kinds(b)
    for code, only in (("tables_a", kinds_a - kinds_b), ("tables_b", kinds_b - kinds_a)):
        if only:
            found.append(Notice(code, {"tables": " ".join(sorted(only))}))
    for side, table in (("a", table_a), ("b", table_b)):
        count = sum(map(len, map(attrgetter("ambiguous"), table.rows)))
        if count:
            found.append(Notice("placeless", {"side": side, "count": str(count)}))
    return found


def told_notices(lines: Sequence[Change], a: Budget, b: Budget, kind: str, measure: str) -> list[Notice]:
    """Where b's prose tells a last year that is a's: how many lines of this table agree with a's document, and each one that does not
    (DOMAIN N4). Only for one body and two years on end, a a 预算, and claims measured on 预算数 or an unnamed base."""
    year_a, year_b = a.meta.fiscal_year, b.meta.fiscal_year
    same_body = bool(a.meta.entity_key) and a.meta.entity_key == b.meta.entity_key and a.meta.kind == b.meta.kind
    if not same_body or year_a is None or year_b != year_a + 1 or a.meta.phase != "预算":
        return []
    by_code = {line.code or (TOTAL if line.key == TOTAL_KEY else ""): line for line in lines if not line.project}
    agree = 0
    found: list[Notice] = []
    for claim in b.claims:
        line = by_code.get(claim.code) if claim.code and not claim.project else None
        if (
            line is None
            or claim.table != kind
            or claim.measure != measure
            or claim.prior_base not in ("budget", "unspecified")
        ):
            continue
        if claim.prior_amount is None or claim.amount is None:
            continue
        if abs(claim.prior_amount - (line.a or 0)) <= tolerance(2, _printed_step(claim)):
            agree += 1
        else:
            values = {"code": claim.code.replace(TOTAL, ""), "name": line.name}
            told = {"told": format_yuan(claim.prior_amount), "printed": format_yuan(line.a or 0)}
            found.append(Notice("prose_differs", values | told))
    return [Notice("prose_agrees", {"count": str(agree)}), *found] if agree else found


def _printed_step(claim: Claim) -> int:
    """The worth in fen of the last digit the claim's figures can have been printed with: 万元 whole or with decimals, at least 元."""
    figures = [fen for fen in (claim.amount, claim.prior_change, claim.prior_amount) if fen]
    return next((step for step in (1_000_000, 100_000, 10_000) if all(fen % step == 0 for fen in figures)), 100)


def _unit(table: Table) -> str:
    return f"{table.unit}/{table.step}" if table.unit else ""


def _kinds(budget: Budget) -> set[str]:
    """Kinds of the tables that hold figures; unknown tables are told by their folded titles."""
    return {fold(table.kind) if table.kind.startswith("other:") else table.kind
            for table in budget.tables if table.kind != "goals" and any(row.cells or row.ambiguous for row in table.rows)}  # fmt: skip


def crosses_reform(a: Budget, b: Budget) -> bool:
    """One year before the reform of economic codes, the other not."""
    years = [budget.meta.fiscal_year for budget in (a, b)]
    return None not in years and (years[0] < REFORM) != (years[1] < REFORM)  # type: ignore[operator]


def per_person(a: Budget, b: Budget) -> tuple[PerPerson, ...]:
    """人员经费 and 公用经费 of 一般公共预算基本支出 for each person in post; empty unless both documents print the number in post."""
    people_a, people_b = in_post(a), in_post(b)
    if not people_a or not people_b:
        return ()
    out = []
    for names in _MEASURES:
        fen_a, fen_b = _basic(a, names), _basic(b, names)
        if fen_a is not None and fen_b is not None:
            out.append(PerPerson(names[0], per_head(fen_a, people_a), per_head(fen_b, people_b), people_a, people_b))
    return tuple(out)


def in_post(budget: Budget) -> int | None:
    """People in post (`in_service` of the statement on people: 在职, not 编制) as the document prints them; None when it does not, or prints two numbers."""
    counts = set()
    for statement in budget.statements:
        if statement.kind != "people":
            continue
        for label, text in statement.values.items():
            match = re.fullmatch(r"([0-9]{1,6})人?", fold(text))
            if match and fold(label) in _POSTS:
                counts.add(int(match[1]))
    return counts.pop() if len(counts) == 1 else None


def _basic(budget: Budget, measures: Iterable[str]) -> int | None:
    """The amount of one of `measures` in the whole of 一般公共预算基本支出."""
    table = budget.table("basic_economic")
    row = table.total if table is not None else None
    if row is None:
        return None
    return next((fen for m in measures if m != PLACELESS and (fen := row.fen(m)) is not None), None)


def base_of(party: Party) -> str:
    """What a is, by its phase: 预算 budget · 决算 final · 调整 adjusted."""
    return {"预算": "budget", "决算": "final", "调整": "adjusted"}.get(party.phase, "unspecified")
