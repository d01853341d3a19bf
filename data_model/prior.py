"""Last year as the prose tells it: the claim of a line, its row, and the amounts implied for whole trees. Apart because views, comparison and
checks ask it, and none may take a last year from another scope: it belongs to the (table, path, measure) of its claim.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from data_model.amount import tolerance
from data_model.budget import Budget, Row, Table
from data_model.classification import TOTAL, is_code, parent
from data_model.identities import DETAIL_OF, IDENTITIES
from data_model.prose.subjects import class_of_path, line_of
from data_model.scopes import function_path
from data_model.statements import Claim, PriorBase

PROSE_STEP = 10_000
"""0.01 万元 in fen."""
HALVES = frozenset({"basic", "project"})
"""基本支出 and 项目支出: between them all spending of a table."""
PriorTree = dict[tuple[str, str], int]
"""(code, line key) -> last year in fen."""


def claim_line(claim: Claim) -> str:
    """The line key a claim without code speaks of (`vehicles.running`); "" for claims on codes and projects."""
    return "" if claim.code or claim.project else line_of(claim.table, claim.subject, claim.measure)


def row_of(budget: Budget, claim: Claim) -> Row | None:
    """The row a claim speaks of; None when it is tied to no table, or its line is printed in the prose only."""
    table = budget.table(claim.table) if claim.table else None
    if table is None:
        return None
    line = claim_line(claim)
    for row in table.rows:
        if claim.project:
            if row.project == claim.project and (not claim.code or row.code == claim.code):
                return row
        elif claim.code == TOTAL:
            if row.code == TOTAL and (claim.measure in row.cells or not row.side or row.side == claim.measure):
                return row
        elif claim.code:
            if row.code == claim.code or (not row.code and function_path(row)[-1:] == (claim.code,)):
                return row
        elif line and row.line == line:
            return row
    return None


def told_step(table: Table, amounts: Iterable[int | None]) -> int:
    """The last digit (fen) of what the prose tells beside a table: that of the table, or, where the table is finer than all of these
    amounts, that of 万元 with two decimals. No 元 is shown that nobody told."""
    told = [amount for amount in amounts if amount]
    if table.step >= PROSE_STEP or not told or any(amount % PROSE_STEP for amount in told):
        return table.step
    finer = any(cell.fen % PROSE_STEP for row in table.rows for cell in row.cells.values() if cell.fen is not None)
    return PROSE_STEP if finer else table.step


def tells(told: int, printed: int) -> bool:
    """True when an amount of the prose is this figure: to the fen, or as far as 万元 with two decimals can tell."""
    return told == printed or (not told % PROSE_STEP and abs(told - printed) < PROSE_STEP)


def _told(claims: Iterable[Claim], table: str, measure: str) -> list[Claim]:
    return [c for c in claims if c.table == table and c.measure == measure and c.prior_amount is not None]


def prior_of(
    budget: Budget, table_kind: str, code: str = "", line: str = "", project: str = "", measure: str = "total"
) -> Claim | None:
    """The claim that tells last year's amount of exactly this line and measure; None when the prose does not. Where it is told
    twice, the first counts."""
    for claim in _told(budget.claims, table_kind, measure):
        if claim.project != project:
            continue
        if (
            (code and claim.code == code)
            or (not code and line and claim_line(claim) == line)
            or (project and not code and not line)
        ):
            return claim
    return None


def implied_prior(budget: Budget, table_kind: str, measure: str = "total") -> PriorTree:
    """Last year of every line of a table that the prose tells, and of parents all of whose children have one.

    Children are those of the table and those that only the prose names (now 0.00). Claims on another base than most (执行数 beside
    预算数) are left out: different last years are never summed. A claim whose line is not known stops the sums of its 类 and of the
    total: what they lack is not known either.
    """
    told = _told(budget.claims, table_kind, measure)
    bases: dict[str, int] = defaultdict(int)
    for claim in told:
        bases[claim.prior_base] += 1
    base = max(bases, key=lambda b: bases[b], default="")
    found: PriorTree = {}
    stopped: set[str] = set()
    for claim in told:
        if not claim.code and not claim.project and not claim_line(claim):
            stopped |= {TOTAL, class_of_path(claim.subject)}
        elif claim.prior_base == base and claim.prior_amount is not None and not claim.project:
            found.setdefault((claim.code, claim_line(claim)), claim.prior_amount)
    table = budget.table(table_kind)
    codes = {code for code, _ in found if is_code(code)}
    codes |= {
        path[-1] for row in (table.rows if table else ()) if (path := function_path(row)) and measure in row.cells
    }
    while missing := {parent(code) for code in codes if parent(code) not in (TOTAL, "")} - codes:
        codes |= missing
    below: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for code in codes:
        below[parent(code)].append((code, ""))
    for code in sorted(below, key=lambda code: (code == TOTAL, -len(code))):  # what is below first
        halted = code in stopped or "" in stopped or (len(code) == 5 and code[:3] in stopped)
        if (code, "") not in found and not halted and all(child in found for child in below[code]):
            found[(code, "")] = sum(found[child] for child in below[code])
    return found


def line_sums(budget: Budget, table_kind: str, measure: str = "total") -> dict[str, int]:
    """Last year (fen) of lines without codes whose parts are all told, by line key: 公务用车 of 购置 and 运行, 三公 of its three.

    The parts are those of the declared identities. One that the table or the prose has and whose last year is not told stops the sum; so
    do parts told on different bases.
    """
    table = budget.table(table_kind)
    if table is None:
        return {}
    told: dict[str, Claim] = {}
    known = {row.line for row in table.rows}
    for claim in budget.claims:
        if claim.table == table_kind and claim.measure == measure and not claim.code and not claim.project:
            known.add(line := claim_line(claim))
            if claim.prior_amount is not None:
                told.setdefault(line, claim)
    bases = {claim.prior_base for claim in told.values()} - {"unspecified"}
    if len(bases) > 1:
        return {}
    found = {line: claim.prior_amount or 0 for line, claim in told.items()}
    sums: dict[str, int] = {}
    for identity in reversed(IDENTITIES):  # what is below is declared last
        at = identity.left.at
        if (
            identity.kind != "lines"
            or (identity.left.table, identity.left.measure) != (table_kind, measure)
            or at in found
        ):
            continue
        parts = {term.at for term in identity.right if term.at in known or term.at in found}
        parts = {part for part in parts if not parts & set(DETAIL_OF.get(part, ()))}
        if parts and all(part in found for part in parts):
            found[at] = sums[at] = sum(found[part] for part in parts)
    return sums


class Parts(NamedTuple):
    """Last year of a whole (fen) as the sum of its columns, their base and claims."""

    amount: int
    base: PriorBase
    claims: tuple[Claim, ...]

    @property
    def halves(self) -> bool:
        """The columns are 基本支出 and 项目支出."""
        return {claim.measure for claim in self.claims} == HALVES


def parts_prior(budget: Budget, table_kind: str) -> Parts | None:
    """Last year of the total of a table from its columns (三: 基本支出 and 项目支出; 二: the sources), where the prose tells those only.

    None unless every column with a figure is told, all on one base, and their figures make up the total: where a column is missing,
    its last year is too.
    """
    table = budget.table(table_kind)
    row = table.total if table is not None else None
    whole = row.fen("total") if row is not None else None
    if table is None or row is None or not whole:
        return None
    told: dict[str, Claim] = {}
    for claim in budget.claims:
        if claim.table == table_kind and claim.code == TOTAL and not claim.project and claim.prior_amount is not None:
            told.setdefault(claim.measure, claim)
    told = {measure: claim for measure, claim in told.items() if measure and not _whole(measure)}
    printed = {measure for measure, cell in row.cells.items() if cell.fen and not _whole(measure)}
    if not told or not printed <= set(told) or not (set(told) >= HALVES or table_kind == "revenue"):
        return None
    now = [fen if (fen := row.fen(measure)) is not None else claim.amount or 0 for measure, claim in told.items()]
    bases = {claim.prior_base for claim in told.values()}
    if len(bases) > 1 or abs(sum(now) - whole) > tolerance(len(now), max(table.step, PROSE_STEP)):
        return None
    return Parts(sum(claim.prior_amount or 0 for claim in told.values()), bases.pop(), tuple(told.values()))


def _whole(measure: str) -> bool:
    return measure == "total" or measure.endswith("_subtotal")
