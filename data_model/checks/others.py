"""对照: a budget against other documents: last year's of the same body (N4), the department it belongs to (X11), approved figures.

Apart because these rules need two Budgets; a document that does not fit is 不适用 with its reason, never skipped in silence.
"""

from __future__ import annotations

from collections.abc import Iterator

from data_model.budget import Budget, Finding, Row, Table, Verdict
from data_model.checks.claim_cells import cell_of, where
from data_model.checks.prose import Places
from data_model.telling import cell_name, money, table_name

_PART_OF = (
    "balance",
    "revenue",
    "expenditure",
    "appropriation",
    "general_public",
    "basic_economic",
    "government_fund",
    "state_capital",
)


def others(
    budget: Budget, last_year: Budget | None, part_of: Budget | None, against: Budget | None, all_results: bool = False
) -> Iterator[Finding]:  # fmt: skip
    """The rules for the documents given."""
    if last_year is not None:
        yield from (f for f in _last_year(budget, last_year) if all_results or f.verdict != "ok")
    if part_of is not None:
        yield from (f for f in _part_of(budget, part_of) if all_results or f.verdict != "ok")
    if against is not None:
        yield from (f for f in _against(budget, against) if all_results or f.verdict != "ok")


def _last_year(budget: Budget, old: Budget) -> Iterator[Finding]:
    """N4: last year's amount in the prose = last year's document, for claims measured on last year's budget."""
    year = budget.meta.fiscal_year
    if year is not None and old.meta.fiscal_year is not None and old.meta.fiscal_year != year - 1:
        reason = f"给出的往年文件是 {old.meta.fiscal_year} 年，不是 {year - 1} 年，没有对照"
        yield Finding("N4.last_year", "not_applicable", reason, "对照")
        return
    places = Places(budget)
    told = 0
    for claim in budget.claims:
        if claim.prior_amount is None or claim.prior_base not in ("budget", "unspecified") or not claim.table:
            continue
        at = cell_of(old, claim)
        if at is None:
            continue
        table, row, measure = at
        told += 1
        cell = row.cells.get(measure) if row else None
        was = cell.fen if cell else 0
        step = max(table.step, places.step(claim.origin, claim.amount or 0))
        allowed = step * 3 // 2 if claim.prior_status == "implied" else 0
        off = claim.prior_amount - was
        verdict: Verdict = "ok" if not off else "rounding" if abs(off) <= max(allowed, step) else "mismatch"
        if verdict == "mismatch" and (
            row is None or claim.prior_base != "budget" or (table.kind == "three_public" and cell is None)
        ):
            verdict = "hint"
        status = "推算去年" if claim.prior_status == "implied" else "写去年"
        name = cell_name(table, row, measure) if row else f"{table_name(table)} 没有这一行"
        text = f"{where(claim)}{status} {money(claim.prior_amount, '万元', step)}，往年文件 {name} {money(was, '万元', table.step)}"
        text += f"，差 {money(abs(off), '万元', table.step)}" if off else ""
        yield Finding("N4.last_year", verdict, text, "对照", claim.table, claim.code, measure, was, claim.prior_amount, off, allowed, places.place(claim.origin))  # fmt: skip
    if not told:
        yield Finding("N4.last_year", "not_applicable", "正文没有能与往年文件对照的去年数", "对照")


def _keys(table: Table) -> dict[tuple[str, tuple[str, str, str]], Row]:
    out: dict[tuple[str, tuple[str, str, str]], Row] = {}
    for row in table.rows:
        out.setdefault((row.side, row.key), row)
    return out


def _part_of(budget: Budget, department: Budget) -> Iterator[Finding]:
    """X11: no figure of a unit is larger than its department's (same table, subject, measure)."""
    if budget.meta.fiscal_year != department.meta.fiscal_year:
        yield Finding(
            "X11.part", "not_applicable", f"部门文件是 {department.meta.fiscal_year} 年，年度不同，没有对照", "对照"
        )
        return
    told = 0
    for kind in _PART_OF:
        table, whole = budget.table(kind), department.table(kind)
        if table is None or whole is None:
            continue
        rows = _keys(whole)
        step = max(table.step, whole.step)
        for (side, key), row in _keys(table).items():
            above = rows.get((side, key))
            for measure, cell in row.cells.items():
                if not row.code or above is None or measure not in above.cells:
                    continue
                told += 1
                limit = above.cells[measure].fen
                off = cell.fen - limit
                verdict: Verdict = "ok" if off <= 0 else "rounding" if 2 * off <= step else "mismatch"
                text = f"{cell_name(table, row, measure)}：单位 {money(cell.fen, table.unit, table.step)}，部门 {money(limit, table.unit, whole.step)}"
                text += "，单位比所属部门还多" if verdict == "mismatch" else ""
                yield Finding(
                    "X11.part",
                    verdict,
                    text,
                    "对照",
                    kind,
                    row.code,
                    measure,
                    limit,
                    cell.fen,
                    off,
                    step // 2,
                    row.place,
                )
    if not told:
        yield Finding("X11.part", "not_applicable", "两份文件没有同表同科目的数，没有对照", "对照")


def _against(budget: Budget, approved: Budget) -> Iterator[Finding]:
    """Every figure of the tables both have = the approved one."""
    told = False
    for other in approved.tables:
        table = budget.table(other.kind)
        if table is None or other.kind == "goals":
            continue
        told = True
        ours, theirs = _keys(table), _keys(other)
        step = max(table.step, other.step)
        for at in dict.fromkeys((*ours, *theirs)):
            row, right = ours.get(at), theirs.get(at)
            named = row or right
            assert named is not None
            for measure in dict.fromkeys((*(row.cells if row else ()), *(right.cells if right else ()))):
                a = row.fen(measure) if row else None
                b = right.fen(measure) if right else None
                off = (a or 0) - (b or 0)
                close = 2 * abs(off) <= step and table.step != other.step
                verdict: Verdict = "ok" if not off or close else "mismatch"
                said, want = (money(x, table.unit, table.step) if x is not None else "留空" for x in (a, b))
                text = f"{cell_name(table, named, measure)}：公开 {said}，批复 {want}"
                yield Finding("A.approved", verdict, text, "对照", table.kind, named.code, measure, b, a, off, step // 2 if close else 0, named.place)  # fmt: skip
    if not told:
        yield Finding("A.approved", "not_applicable", "批复文件里没有认出与公开文件相同的表，没有对照", "对照")
