"""What a document says of one of its rows: last year and reason, evidence, goals, formulas, findings. Indexed once a budget, asked at
every step of the cursor. Apart from detail.py, which needs nothing but tables and is there before anything is checked.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from data_model.budget import Budget, Finding, Place, Row, Table
from data_model.classification import TOTAL
from data_model.comparing.bridge import adjustment_words
from data_model.comparing.project_names import core
from data_model.evidence import Evidence, Held
from data_model.forms import FORM_BY_KIND
from data_model.goal_links import GoalLink
from data_model.goals_tree import INDICATOR, indicator_of
from data_model.prior import Parts, PriorTree, implied_prior, line_sums, parts_prior, row_of, told_step
from data_model.records import dataclass, replace
from data_model.scopes import function_path
from data_model.statements import Claim, Goal, Indicator, ProjectDetail
from data_model.telling import cell_name
from data_model.text import fold
from data_model.tree import Tree
from data_model.twins import twins

QUIET = frozenset({"ok", "rounding", "not_applicable", "misplaced"})
"""Verdicts that mark no line."""
FORMULAS = frozenset({"G.formula", "G.period"})
"""Rules whose finding is a price times a number, told on the project."""
SPENDING = frozenset({"function", "revenue"})
"""Views whose forms list spending by subject (收支总表 is declared with the revenue)."""
FUNDS = frozenset({"general_public", "government_fund", "state_capital"})
HELD = {"expenditure": FUNDS | {"appropriation"}, "appropriation": FUNDS}
"""The scopes a scope holds."""


@dataclass(frozen=True, slots=True)
class Prior:
    """Last year of a line in one table and measure, in fen: `now` is this year's there. `status` printed | implied (from a change the
    prose states) | sum (of the lines below, all of which have one) | halves (of 基本 and 项目) | columns (of the columns of its row).
    `claim` is None for sums; `step` is the last digit that is told; `source` names the cell it is told of where that is another one
    with the same money (`表2 总计`)."""

    table: Table
    measure: str
    amount: int
    now: int
    status: str
    claim: Claim | None = None
    step: int = 1
    source: str = ""

    @property
    def change(self) -> int:
        """This year less last year."""
        return self.now - self.amount


@dataclass(frozen=True, slots=True)
class Aim:
    """A goal a row is paid for: the goal, its link, and the amount (fen) and name of every part."""

    goal: Goal
    link: GoalLink
    parts: tuple[tuple[int, str, Table], ...]


@dataclass(frozen=True, slots=True)
class Told:
    """All that is said of a line; `adjusted` is how many lines form the 调整组 when it is one of them (0: it is not). `prior` speaks of exactly this table and measure; `elsewhere` of the same subject in another scope."""

    prior: Prior | None = None
    elsewhere: Prior | None = None
    claims: tuple[Claim, ...] = ()
    reason: Claim | None = None
    held: tuple[Held, ...] | None = None
    aims: tuple[Aim, ...] = ()
    formulas: tuple[Finding, ...] = ()
    project: ProjectDetail | None = None
    findings: tuple[Finding, ...] = ()
    indicator: Indicator | None = None
    adjusted: int = 0


class Speaking:
    """Asks a budget what it says of its lines. `evidence` and `findings` are those of the same budget."""

    def __init__(
        self, budget: Budget, evidence: Evidence | None, findings: Sequence[Finding], links: Sequence[GoalLink] = ()
    ) -> None:
        self.budget, self.evidence = budget, evidence
        self._priors: dict[tuple[str, str], PriorTree] = {}
        self._sums: dict[tuple[str, str], dict[str, int]] = {}
        self._steps: dict[tuple[str, str], int] = {}
        self._wholes: dict[str, Parts | None] = {}
        self._claims: dict[int, list[Claim]] = defaultdict(list)
        self._rows: dict[int, Row] = {}
        for claim in budget.claims:
            row = row_of(budget, claim)
            if row is not None:
                self._claims[id(row)].append(claim)
                self._rows[id(claim)] = row
        self._details = {core(detail.name): detail for detail in budget.projects}
        self._aims: dict[int, list[Aim]] = defaultdict(list)
        self._goals: dict[int, Aim] = {}
        for link in links:
            self._join(link)
        self._findings: dict[tuple[str, str], list[Finding]] = defaultdict(list)
        for finding in findings:
            if finding.verdict not in QUIET or finding.rule in FORMULAS:
                for key in self._subjects(finding):
                    if finding not in self._findings[key]:
                        self._findings[key].append(finding)

    # --- what findings speak of -----------------------------------------------------------------------------------------------

    def _subjects(self, finding: Finding) -> set[tuple[str, str]]:
        """Keys of the lines a finding speaks of: a code, a project, or the very place of a row."""
        keys: set[tuple[str, str]] = set()
        table = self.budget.table(finding.table) if finding.table else None
        if finding.code and finding.code != "TOTAL":
            keys.add(("code", finding.code))
        if exact(finding.place):
            keys.add(("place", finding.place.label() if finding.place else ""))
        if table is not None and finding.found is not None and finding.table in ("projects", "entrusted", "carryover"):
            for row in table.rows:
                if (row.project or not row.code) and row.code == finding.code and row.fen("total") == finding.found:
                    keys.add(("project", fold(row.project or row.name)))
        if not finding.code and finding.place is not None:
            origin = finding.place.label()
            at = [c for c in self.budget.claims if c.origin == origin and id(c) in self._rows]
            for claim in at if len(at) == 1 else ():
                row = self._rows[id(claim)]
                keys |= {("project", fold(row.project or row.name)), ("code", row.code)}
        return keys - {("code", ""), ("code", "TOTAL"), ("project", "")}

    def findings_of(self, row: Row | None, code: str = "") -> tuple[Finding, ...]:
        """The findings that mark a line; of a line that is only a sum, by its code."""
        found: list[Finding] = []
        keys: list[tuple[str, str]] = []
        if row is not None and exact(row.place):
            keys.append(("place", row.place.label()))
        if row is not None and (row.project or (not row.code and row.name)):
            keys.append(("project", fold(row.project or row.name)))
        elif (row is None or row.code != "TOTAL") and (row is not None or code):
            keys.append(("code", row.code if row is not None and row.code else code))
        for key in keys:
            found += [f for f in self._findings.get(key, ()) if f not in found]
        return tuple(found)

    def found_in(self, tree: Tree) -> list[int]:
        """The nodes of a tree that findings may speak of, in order: of 100,000 most are passed by at a glance."""
        codes = {key for kind, key in self._findings if kind == "code"}
        at = {f.place.line or f.place.row for found in self._findings.values() for f in found if f.place is not None}
        return [
            node
            for node, (code, row) in enumerate(zip(tree.codes, tree.rows, strict=True))
            if code in codes
            or (row is not None and (row.code in codes or not row.code or row.project or row.place.line in at or row.place.row in at))
        ]  # fmt: skip

    # --- goals ----------------------------------------------------------------------------------------------------------------

    def _join(self, link: GoalLink) -> None:
        parts: list[tuple[int, str, Table]] = []
        rows: list[Row] = []
        for kind, index, fen in link.parts:
            table = self.budget.table(kind)
            if table is not None:
                row = table.rows[index]
                rows.append(row)
                parts.append((fen, row.project or row.name, table))
        aim = Aim(self.budget.goals[link.goal], link, tuple(parts))
        self._goals[link.goal] = aim
        for row in rows:
            self._aims[id(row)].append(aim)

    # --- last year ------------------------------------------------------------------------------------------------------------

    def _prior(self, table: Table, row: Row | None, code: str, measure: str) -> Prior | None:
        told = self._said(table, row, measure)
        if told is not None or row is None or row.project or (row.code and row.code != TOTAL):
            return told or self._summed(table, row, code, measure)
        same = twins(self.budget, table, row, measure)
        for twin in same:  # told of the same money in another table
            if told := self._said(twin.table, twin.row, twin.measure):
                if not twin.crossed:
                    return replace(told, source=cell_name(twin.table, twin.row, twin.measure))
                if (claim := told.claim) is not None and _BOTH.search(claim.subject):
                    return replace(told, source=f"{claim.section}“{claim.subject}”")
        if told := self._summed(table, row, code, measure):
            return told
        for twin in same:
            if not twin.crossed and (told := self._summed(twin.table, twin.row, twin.row.code, twin.measure)):
                return replace(told, source=cell_name(twin.table, twin.row, twin.measure))
        return None

    def _said(self, table: Table, row: Row | None, measure: str) -> Prior | None:
        """Last year as a claim tells it of exactly this cell."""
        now = row.fen(measure) if row is not None else None
        for claim in self._claims.get(id(row), []) if row is not None else []:
            if claim.table == table.kind and claim.measure == measure and claim.prior_amount is not None:
                this, step = now if now is not None else claim.amount, self._step(table, measure)
                if claim.amount is not None and this is not None and abs(claim.amount - this) < step:
                    this = claim.amount  # the change is the one that is told
                if this is not None:
                    return Prior(table, measure, claim.prior_amount, this, claim.prior_status or "implied", claim, step)
        return None

    def _summed(self, table: Table, row: Row | None, code: str, measure: str) -> Prior | None:
        """Last year as the sum of the columns of a whole, or of the lines below."""
        now = row.fen(measure) if row is not None else None
        if now is None or row is None or row.project:
            return None
        if row.code == TOTAL and measure == "total" and (parts := self._parts(table.kind)):
            step = told_step(table, [fen for claim in parts.claims for fen in (claim.amount, claim.prior_amount)])
            return Prior(table, measure, parts.amount, now, "halves" if parts.halves else "columns", step=step)
        key = (table.kind, measure)
        if key not in self._priors:
            self._priors[key] = implied_prior(self.budget, *key)
        path = function_path(row)
        amount = self._priors[key].get((path[-1] if path else code, ""))
        if amount is None and row.line and not path:
            if key not in self._sums:
                self._sums[key] = line_sums(self.budget, *key)
            amount = self._sums[key].get(row.line)
        return None if amount is None else Prior(table, measure, amount, now, "sum", step=self._step(table, measure))

    def _parts(self, kind: str) -> Parts | None:
        if kind not in self._wholes:
            self._wholes[kind] = parts_prior(self.budget, kind)
        return self._wholes[kind]

    def _step(self, table: Table, measure: str) -> int:
        """The last digit of what is told of a table's column."""
        key = (table.kind, measure)
        if key not in self._steps:
            said = [
                c
                for c in self.budget.claims
                if c.table == table.kind and c.measure == measure and c.prior_amount is not None
            ]
            self._steps[key] = told_step(table, [fen for claim in said for fen in (claim.amount, claim.prior_amount)])
        return self._steps[key]

    def _elsewhere(self, table: Table, code: str, measure: str) -> Prior | None:
        """The same subject in a scope that holds this one or is held by it, for the line that says which scope has a last year."""
        for other in self.budget.tables:
            if other is table or not code or not nested(table.kind, other.kind):
                continue
            row = next((r for r in other.rows if r.code == code and not r.project and measure in r.cells), None)
            if row is not None and (found := self._prior(other, row, code, measure)) is not None:
                return found
        return None

    def prior_of(self, tree: Tree, node: int) -> Prior | None:
        """Last year of a node in exactly its table and measure; None where it is not told."""
        row = tree.rows[node]
        return (
            self._prior(tree.tables[node], row, tree.codes[node] or row.code, tree.measures[node])
            if row is not None
            else None
        )

    # --- all of it ------------------------------------------------------------------------------------------------------------

    def of(self, tree: Tree, node: int) -> Told:
        """What is said of a node of a tree of this budget."""
        row, table, measure = tree.rows[node], tree.tables[node], tree.measures[node]
        key = tree.keys[node]
        if tree.view == "goals" and row is None:
            aim = self._goals.get(int(key[1])) if len(key) > 1 else None
            indicator = indicator_of(self.budget, key) if tree.levels[node] == INDICATOR else None
            return Told(aims=(aim,) if aim is not None else (), indicator=indicator)
        code = tree.codes[node] or (row.code if row is not None and not row.project else "")
        prior = self._prior(table, row, code, measure) if row is not None else None
        elsewhere = None
        if prior is None and not (row is not None and row.project):
            elsewhere = self._elsewhere(table, code, measure)
        claims = tuple(self._claims.get(id(row), ())) if row is not None else ()
        reason = next((p.claim for p in (prior, elsewhere) if p is not None and p.claim and p.claim.reason), None)
        reason = reason or next((c for c in claims if c.reason and c.measure == measure), None)
        findings = self.findings_of(row, code)
        held = tuple(self.evidence.of(table, row, measure)) if self.evidence is not None and row is not None else None
        return Told(
            prior,
            elsewhere,
            claims,
            reason,
            held,
            tuple(self._aims.get(id(row), ())) if row is not None else (),
            tuple(f for f in findings if f.rule in FORMULAS),
            self._details.get(core(row.project)) if row is not None and row.project else None,
            tuple(f for f in findings if f.rule not in FORMULAS),
            adjusted=self._adjusted(reason),
        )

    def _adjusted(self, reason: Claim | None) -> int:
        """The lines of a table whose reasons speak of a change of subjects, as comparing/bridge.py hears it, and which did change."""
        if reason is None or not adjustment_words(reason.reason):
            return 0
        found = {
            (claim.code, claim.project) for claim in self.budget.claims
            if claim.table == reason.table and claim.code and claim.prior_change and adjustment_words(claim.reason)
        }  # fmt: skip
        return len(found) if (reason.code, reason.project) in found else 0

    def of_row(self, row: Row) -> list[Claim]:
        """The claims that speak of a row."""
        return self._claims.get(id(row), [])

    def about(self, row: Row, measure: str) -> list[Claim]:
        """The claims of a row, that of this measure first; where none has it, those of the same subject in another table."""
        claims = sorted(self.of_row(row), key=lambda claim: claim.measure != measure)
        if claims or row.project or row.code in ("", "TOTAL"):
            return claims
        return [c for c in self.budget.claims if c.code == row.code and not c.project]


_BOTH = re.compile("收入?[、和与]?支出?")
"""A sentence on income and spending at once (`收入、支出预算总计`)."""


def nested(kind: str, other: str) -> bool:
    """True when two kinds of table list the same subjects for scopes of which one holds the other: the total of 三公, of 基本支出 or of
    projects is no part of the change of a whole budget (rule 5 of scopes)."""
    form, second = FORM_BY_KIND.get(kind), FORM_BY_KIND.get(other)
    if (
        form is None
        or second is None
        or not form.scope
        or not second.scope
        or form.classification != second.classification
    ):
        return False
    views = {form.view, second.view}
    if not (views <= SPENDING or views == {"economic"}):
        return False
    return (
        form.scope == second.scope
        or second.scope in HELD.get(form.scope, ())
        or form.scope in HELD.get(second.scope, ())
    )


def exact(place: Place | None) -> bool:
    """True for a place that names a line or a row, not a whole page."""
    return place is not None and (place.line is not None or (place.row is not None and bool(place.sheet)))
