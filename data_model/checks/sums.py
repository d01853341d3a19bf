"""表内与表间勾稽: every identity of constraints.py and ties.py on this document as a finding. Apart from evidence.py, which computes them."""

from __future__ import annotations

from collections.abc import Iterator

from data_model.amount import format_fen
from data_model.budget import Budget, Finding, Verdict
from data_model.constraints import Constraint, Outcome, Ref
from data_model.evidence import Evidence, evidence
from data_model.telling import cell_name, money


def sums(budget: Budget, all_results: bool = False) -> Iterator[Finding]:
    """One finding for each identity that disagrees or agrees within rounding; with `all_results` for those that agree, too."""
    found = evidence(budget)
    suspects = found.suspects()
    for constraint, outcome in found.laid:
        if outcome == "ok" and not all_results:
            continue
        verdict: Verdict = outcome
        if outcome == "mismatch" and not constraint.hard:
            if constraint.id == "X4.twin" or _with_carryover(found, constraint):
                continue  # paid from elsewhere; a table that counts the carry-over in
            verdict = "hint"
        yield _finding(found, constraint, outcome, verdict, suspects)


def _with_carryover(found: Evidence, constraint: Constraint) -> bool:
    """X5: 财政拨款收支总表 counts last year's carry-over in some regions; then it agrees with 本年 + 结转."""
    if constraint.id != "X5.total" or not constraint.right:
        return False
    left, right, allowed = constraint.sides(found.values)
    ref = constraint.right[0]
    carried = found.values.get(Ref(ref.table, ref.row, "appropriation_carryover"), 0)
    return abs(left - right - carried) <= allowed + found.budget.tables[ref.table].step


def _finding(
    found: Evidence, constraint: Constraint, outcome: Outcome, verdict: Verdict, suspects: dict[Ref, int]
) -> Finding:  # fmt: skip
    tables = found.budget.tables
    refs = (*constraint.left, *constraint.right)  # one side may be empty: a subject that a table lacks
    head = next((ref for ref in refs if ref in found.values), refs[0])
    if constraint.left and (verdict == "mismatch" or constraint.left[0] in found.values):
        head = constraint.left[0]
    table, row = tables[head.table], tables[head.table].rows[head.row]
    held = found.held(constraint, outcome)
    parts = [f"{cell_name(table, row, head.measure)}：{held.formula}"]
    if outcome != "ok":
        limit = held.tolerance // table.step * table.step
        parts.append(f"差 {money(abs(held.difference), table.unit, table.step)}")
        if outcome == "rounding":
            parts.append(f"在四舍五入的容差 {money(limit, table.unit, table.step)} 之内")
        elif limit:
            parts.append(f"容差 {money(limit, table.unit, table.step)}")
    cells = [ref for ref in refs if ref in found.values]
    suspect = max(cells, key=lambda ref: suspects.get(ref, 0), default=None)
    if verdict == "mismatch" and suspect is not None and suspects.get(suspect, 0) > 1:
        where = tables[suspect.table]
        name = cell_name(where, where.rows[suspect.row], suspect.measure)
        parts.append(f"{name} 同时在 {suspects[suspect]} 项不符里，请先看这一格")
    moved = [ref for ref in cells if tables[ref.table].rows[ref.row].cells[ref.measure].status == "recovered"]
    if moved and outcome != "ok":
        amounts = "、".join(format_fen(found.values[ref], table.unit or "元") for ref in moved[:3])
        parts.append(f"其中 {amounts} 的列由勾稽复原")
    if verdict == "hint":
        parts.append("口径可能不同")
    return Finding(
        constraint.id, verdict, "，".join(parts), "勾稽", table.kind, row.code, head.measure,
        held.right, held.left, held.difference, held.tolerance, row.place,
    )  # fmt: skip
