"""正文对表: each claim's amount against its cell, shares against their wholes (N1, N2). Changes are in changes.py, names and reasons in
narrative_words.py, what a sentence states of itself in quantities.py.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from fractions import Fraction

from data_model.budget import Budget, Cell, Finding, Place, Row, Table, Verdict
from data_model.checks.changes import changes
from data_model.checks.claim_cells import UNIT, cell_of, percent_finding, where
from data_model.checks.narrative_words import words
from data_model.checks.percents import decimals_of_percent, fits
from data_model.checks.prose import Places, likeness
from data_model.checks.quantities import quantities
from data_model.classification import TOTAL
from data_model.records import replace
from data_model.statements import Claim
from data_model.telling import cell_name, money, table_name


def narrative(budget: Budget, all_results: bool = False) -> Iterator[Finding]:
    """All rules about prose that states figures."""
    places = Places(budget)
    found = [
        *(f for claim in budget.claims for f in _amount(budget, claim, places)),
        *_shares(budget, budget.claims, places),
        *changes(budget, places),
        *words(budget, places),
        *quantities(budget),
    ]
    yield from (f for f in found if all_results or f.verdict != "ok")


# --- N1 ----------------------------------------------------------------------------------------------------------------------


def _amount(budget: Budget, claim: Claim, places: Places) -> Iterator[Finding]:
    """The amount of a claim = its cell; one last digit of the coarser side is 尾差, an amount of another scope a hint."""
    at = cell_of(budget, claim)
    if at is None or claim.amount is None:
        return
    table, row, measure = at
    place = places.place(claim.origin)
    if measure not in table.measures and table.figures:
        text = f"{where(claim)}写 {money(claim.amount, UNIT, places.step(claim.origin, claim.amount))} 万元，{table_name(table)} 没有这一列，没有核对"
        yield Finding("N1.amount", "not_applicable", text, "原文", table.kind, claim.code, measure, place=place)
        return
    cell = row.cells.get(measure) if row else None
    printed = cell.fen if cell else 0
    said = places.step(claim.origin, claim.amount)
    step = max(said, table.step)
    difference = claim.amount - printed
    if row is None and claim.amount == 0:
        return
    name = cell_name(table, row, measure) if row else f"{cell_name(table, replace(_NONE, code=claim.code or '', name=claim.subject), measure)}（没有这一行）"  # fmt: skip
    text = f"{where(claim)}写 {money(claim.amount, UNIT, said)} 万元，{name} {_printed(table, cell)}"
    verdict: Verdict
    if difference == 0 or (said != table.step and 2 * abs(difference) <= step):
        verdict = "ok"
    elif row is not None and abs(difference) <= step:
        verdict, text = "rounding", f"{text}，差 {money(abs(difference), UNIT, min(said, table.step))}，末位之差"
    else:
        text = f"{text}，差 {money(abs(difference), UNIT, min(said, table.step))}"
        twin = _elsewhere(budget, claim, row, said)
        loose = row is not None and row.code == TOTAL and _WHOLE.search(claim.subject) is None
        verdict = "hint" if twin or loose or row is None or (row.ambiguous and cell is None) else "mismatch"
        text += f"；与 {twin} 相同，口径可能不同" if twin else ""
    yield Finding(
        "N1.amount", verdict, text, "原文", table.kind, row.code if row else claim.code, measure, printed, claim.amount,
        difference, step if said != table.step else 0, place,
    )  # fmt: skip


_WHOLE = re.compile("总|合计|收支|收入|预算|拨款|三公|经费|业务费|基本支出|项目支出|结转|转移支付|资金|基金|国有资本")
"""Words of a subject that means the whole of a table; another subject taken for it was not recognised, and is a hint."""


def _printed(table: Table, cell: Cell | None) -> str:
    if cell is None:
        return "留空"
    return money(cell.fen, UNIT, table.step) if table.unit == UNIT else f"{cell.printed} {table.unit}"


_NONE = Row("", "", {}, Place(""))


def _elsewhere(budget: Budget, claim: Claim, row: Row | None, step: int) -> str:
    """Another cell of the same subject with the claimed amount: then the sentence speaks of another scope."""
    if not claim.amount:
        return ""
    for table in budget.tables:
        if table.kind == "goals":
            continue
        for other in table.rows:
            if claim.code or claim.project:
                same = other is row or (bool(claim.code) and other.code == claim.code) or (bool(claim.project) and likeness(other.project, claim.project) > 0.9)  # fmt: skip
            else:
                same = other.code == TOTAL or bool(other.line)
            if same:
                for measure, cell in other.cells.items():
                    if 2 * abs(cell.fen - claim.amount) <= (step if step > table.step else 0):
                        return cell_name(table, other, measure)
    return ""


# --- N2 ----------------------------------------------------------------------------------------------------------------------


_PARTS = "各项之和"


def _wholes(budget: Budget, claim: Claim) -> list[tuple[int, str]]:
    """What the share may be a share of: (fen, name). The whole named by the claim first; where its section has a first amount
    without share, that one; the whole is rarely said, so the total of the other scope is tried, too."""
    out: list[tuple[int, str]] = []
    kind, _, rest = claim.share_of.partition("/")
    at, _, measure = rest.partition("/")
    tried = [
        (kind, at, measure),
        (claim.table, TOTAL, "total"),
        ("revenue", TOTAL, "total"),
        ("expenditure", TOTAL, "total"),
    ]
    for kind, at, measure in tried:
        table = budget.table(kind) if kind else None
        row = next((r for r in table.rows if at in (r.code, r.line)), None) if table else None
        if table is not None and row is not None and (fen := row.fen(measure)):
            out.append((fen, cell_name(table, row, measure)))
    same = [c for c in budget.claims if c.section == claim.section and c.amount]
    head = next((c for c in same if c.share_percent is None), None)
    if head is not None and head.amount and (head.code == TOTAL or "三公" in head.subject):
        out.append((head.amount, where(head)))
    if not out:  # no table and no total is said: the parts themselves
        parts = [c.amount or 0 for c in same if c.share_percent is not None and c.share_of == claim.share_of]
        if len(parts) > 1 and any(parts):
            out.append((sum(parts), _PARTS))
    return out


def _shares(budget: Budget, claims: tuple[Claim, ...], places: Places) -> Iterator[Finding]:
    groups: dict[tuple[str, str], list[tuple[Claim, int]]] = defaultdict(list)
    for claim in claims:
        if claim.share_percent is None or claim.amount is None:
            continue
        slack = Fraction(places.step(claim.origin, claim.amount), 2)
        best = None
        for whole, name in _wholes(budget, claim):
            fit = fits(claim.share_percent, claim.amount, whole, slack, slack)
            order = ("ok", "cut", "near", "no").index(fit)
            if best is None or order < best[0]:
                best = (order, fit, whole, name)
            if fit == "ok":
                break
        if best is None:
            continue
        _, fit, whole, name = best
        told = percent_finding("N2.share", claim, places, claim.share_percent, claim.amount, whole, fit, f"占 {name}")
        yield replace(told, verdict="hint") if fit == "no" and name == _PARTS else told
        if fit != "no":
            groups[claim.section, name].append((claim, whole))
    for group in groups.values():
        yield from _sum(group, places)


def _sum(group: list[tuple[Claim, int]], places: Places) -> Iterator[Finding]:
    """Shares whose amounts make up the whole sum to 100."""
    claims, whole = [claim for claim, _ in group], group[0][1]
    parts = sum(claim.amount or 0 for claim in claims)
    step = places.step(claims[0].origin, claims[0].amount or 0)
    if len(claims) < 2 or 2 * abs(parts - whole) > step * (len(claims) + 1):
        return
    shares = [Fraction(claim.share_percent or "0") for claim in claims]
    decimals = max(decimals_of_percent(claim.share_percent or "0") for claim in claims)
    off = abs(sum(shares, Fraction(0)) - 100)
    allowed = sum(
        (Fraction(1, 2 * 10 ** decimals_of_percent(c.share_percent or "0")) for c in claims),
        Fraction(1, 2 * 10**decimals),
    )
    verdict: Verdict = "ok" if off == 0 else "rounding" if off <= allowed else "mismatch"
    total = f"{float(sum(shares)):.{decimals}f}"
    text = f"{claims[0].section} {len(claims)} 个占比相加为 {total}%"
    text += {"ok": "", "rounding": f"，与 100 差 {float(off):.{decimals}f}，在四舍五入的容差之内"}.get(
        verdict, f"，与 100 差 {float(off):.{decimals}f}"
    )
    first = claims[0]
    yield Finding(
        "N2.sum", verdict, text, "原文", first.table, first.code, first.measure, place=places.place(first.origin)
    )
