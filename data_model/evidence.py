"""What a figure rests on: the identities it takes part in and how they came out, computed once a budget, sentences only when asked.

Apart from checks, which make findings of all of them: the detail pane asks for one cell, the summary for counts alone.
Agreement means that the file agrees with itself, no more (DESIGN rule 6).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from data_model.budget import Budget, Row, Table
from data_model.constraints import Constraint, Outcome, Ref, constraints, values_of
from data_model.records import dataclass
from data_model.telling import formula
from data_model.ties import ties


@dataclass(frozen=True, slots=True)
class Held:
    """One identity about a cell: its rule, both sides in fen, `difference` = left - right, and how far it may be off."""

    rule: str
    formula: str
    outcome: Outcome
    left: int
    right: int
    difference: int
    tolerance: int
    hard: bool


class Counts(NamedTuple):
    """How many identities of the tables agree, agree within rounding, disagree. Soft rules that differ are in none."""

    ok: int = 0
    rounding: int = 0
    mismatch: int = 0


class Evidence:
    """All identities of one budget that touch a printed figure, and their outcomes. Empty sums (blank = blank) are none."""

    def __init__(self, budget: Budget) -> None:
        self.budget = budget
        self.values = values = values_of(budget.tables)
        self.laid: list[tuple[Constraint, Outcome]] = [
            (constraint, constraint.outcome(values))
            for constraint in (*constraints(budget.tables), *ties(budget.tables, values))
            if any(ref in values for ref in constraint.left) or any(ref in values for ref in constraint.right)
        ]
        self._of: dict[Ref, list[int]] | None = None
        self._rows: dict[int, tuple[int, int]] = {}

    @property
    def counts(self) -> Counts:
        """The outcomes counted."""
        told = [outcome for constraint, outcome in self.laid if constraint.hard or outcome != "mismatch"]
        return Counts(told.count("ok"), told.count("rounding"), told.count("mismatch"))

    def of(self, table: Table, row: Row, measure: str) -> list[Held]:
        """The identities the cell takes part in, broken ones first; empty where nothing can be held against it (无可核对)."""
        if self._of is None:
            self.index()
        at = self._rows.get(id(row))
        if self._of is None or at is None or self.budget.tables[at[0]] is not table:
            return []
        found = self._of.get(Ref(*at, measure), ())
        asked = Ref(*at, measure)
        told = [self.held(*self.laid[i], asked) for i in found if self.laid[i][0].hard or self.laid[i][1] != "mismatch"]
        return sorted(told, key=lambda held: ("mismatch", "rounding", "ok").index(held.outcome))

    def held(self, constraint: Constraint, outcome: Outcome, asked: Ref | None = None) -> Held:
        """One identity with its formula, told from the side of an `asked` cell."""
        left, right, allowed = constraint.sides(self.values)
        text = formula(self.budget.tables, constraint, self.values, outcome, asked)
        return Held(constraint.id, text, outcome, left, right, left - right, allowed, constraint.hard)

    def suspects(self) -> dict[Ref, int]:
        """Cells in two or more broken identities -> in how many: where a slip most likely is."""
        found: dict[Ref, int] = {}
        for constraint, outcome in self.laid:
            if outcome == "mismatch" and constraint.hard:
                for ref in (*constraint.left, *constraint.right):
                    found[ref] = found.get(ref, 0) + 1
        return {ref: count for ref, count in found.items() if count > 1}

    def index(self) -> None:
        """Find the identities of every cell, which the first question does otherwise."""
        self._of = {}
        for i, (constraint, _) in enumerate(self.laid):
            for ref in (*constraint.left, *constraint.right):
                self._of.setdefault(ref, []).append(i)
        for t, table in enumerate(self.budget.tables):
            for r, row in enumerate(table.rows):
                self._rows[id(row)] = (t, r)


_KEPT = 4
_recent: list[Evidence] = []


def evidence(budget: Budget) -> Evidence:
    """The evidence of a budget; that of the last few budgets is kept, by identity."""
    for kept in _recent:
        if kept.budget is budget:
            return kept
    made = Evidence(budget)
    _recent.insert(0, made)
    del _recent[_KEPT:]
    return made


def evidence_of(budget: Budget) -> Callable[[Table, Row, str], list[Held]]:
    """`tell(table, row, measure)` for the cells of this budget; nothing is computed before the first call."""

    def tell(table: Table, row: Row, measure: str) -> list[Held]:
        return evidence(budget).of(table, row, measure)

    return tell


def counts(budget: Budget) -> Counts:
    """Identities of the tables that agree, agree within rounding, disagree."""
    return evidence(budget).counts
