"""The cell a claim speaks of, its name in a sentence, and the finding of a printed percent: shared by the rules about claims."""

from __future__ import annotations

from data_model.budget import Budget, Finding, Row, Table, Verdict
from data_model.checks.percents import Fit, decimals_of_percent, exact
from data_model.checks.prose import Places, likeness
from data_model.classification import TOTAL
from data_model.forms import form_of
from data_model.prose.subjects import line_of
from data_model.statements import Claim
from data_model.telling import money

UNIT = "万元"
SAME_PROJECT = 0.8
"""Likeness of names from which a claim speaks of that row; its other spelling is a finding of narrative_words.py."""


def cell_of(budget: Budget, claim: Claim) -> tuple[Table, Row | None, str] | None:
    """(table, row, measure) of a claim; row None where the table has no such row; None for a claim tied to no table."""
    table = budget.table(claim.table) if claim.table else None
    if table is None or not claim.measure:
        return None
    if claim.project:
        rows = [row for row in table.rows if row.project and (not claim.code or row.code == claim.code)]
        best = max(rows, key=lambda row: likeness(row.project, claim.project), default=None)
        if best is not None and likeness(best.project, claim.project) >= SAME_PROJECT:
            return table, best, claim.measure
        return table, None, claim.measure
    form = form_of(table.kind)
    side = next((s.id for s in (form.sides if form else ()) if any(m.id == claim.measure for m in s.measures)), "")
    rows = [row for row in table.rows if not row.side or row.side == side]
    if claim.code and claim.code != TOTAL:
        coded = (row for row in rows if claim.code in (row.code, _class_code(row)) and not row.project)
        return table, next(coded, None), claim.measure
    if not claim.code and any(mark in claim.subject for mark in ("类）", "款）", "项）")):
        return None  # a path no table has: N1.path tells that
    total = next((row for row in reversed(rows) if row.code == TOTAL), None)
    line = "" if claim.code else line_of(table.kind, claim.subject, claim.measure)
    if line:
        found = next((row for row in rows if row.line == line and row.code != TOTAL), None)
        return table, found or (total if line == "three_public" else None), claim.measure
    return table, total, claim.measure


def _class_code(row: Row) -> str:
    return row.line.split(".")[1] if row.line.startswith("class.") else ""


def where(claim: Claim) -> str:
    """`五（三）“行政运行”`: the section and a short subject."""
    subject = claim.project or claim.subject
    short = subject if len(subject) <= 26 else subject[:8] + "…" + subject[-16:]
    return f"{claim.section}“{short}”"


def percent_finding(
    rule: str, claim: Claim, places: Places, printed: str, part: int, whole: int, fit: Fit, of: str
) -> Finding:  # fmt: skip
    """ok, hint (cut off; one last digit) or 不符 of one printed percent, with the reckoning."""
    value = exact(part, whole, decimals_of_percent(printed))
    step = places.step(claim.origin, part)
    said = printed.lstrip("-")
    sum_text = f"{money(abs(part), UNIT, step)} ÷ {money(abs(whole), UNIT, step)} = {value}%"
    verdict: Verdict = {"ok": "ok", "cut": "hint", "near": "hint", "no": "mismatch"}[fit]  # type: ignore[assignment]
    tail = {
        "ok": "", "cut": "，写的像是截去了尾数，没有四舍五入", "near": "，差一个末位，可能为凑足 100%", "no": "",
    }[fit]  # fmt: skip
    text = f"{where(claim)}写 {said}%，{of}：{sum_text}{tail}"
    return Finding(
        rule, verdict, text, "原文", claim.table, claim.code, claim.measure, place=places.place(claim.origin)
    )
