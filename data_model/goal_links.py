"""Goals -> the table rows they are paid from, many to one, by amount, name and what the document states. Apart from goals.py: it
needs the whole Budget, decides nothing that is stored, and says when it cannot decide.

A goal's amount is the sum of project rows and carried-over rows; sums are told from accidents by names and by how many sums were possible.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Literal

from data_model.amount import AmountError, parse, tolerance
from data_model.budget import Budget, Row, Table
from data_model.comparing.project_names import core
from data_model.records import dataclass
from data_model.statements import Goal
from data_model.text import fold

Basis = Literal["stated", "amount", "name", ""]
Part = tuple[str, int, int]
"""(table kind, index of the row in `Budget.table(kind).rows`, its amount in fen)."""

ALIKE = 80.0
"""Likeness (0–100) from which a name alone makes a link."""
NAMED, CLEARLY = 60.0, 8.0
"""Mean likeness the best of several sums needs, and by how much it must beat the next."""
UNLIKELY = 0.05
"""Expected number of accidental sums below which a single sum is believed whatever the names say."""
MOST_PARTS, MOST_STEPS, ALL_STEPS = 12, 20_000, 1_000_000
"""Rows that one goal is put together from, steps of one search, and of all searches of a budget."""
_KINDS = ("projects", "government_fund", "state_capital")
_PROJECT_MEASURES = {"projects": ("total",), "carryover": ("appropriation_project", "other_project")}
_ORDER_NUMBER = re.compile(r"[\u4e00-\u9fff]{2,8}\((?:19|20)[0-9]{2}\)第?[0-9]{1,5}号")
_MONEY = r"(?<![0-9,])([0-9][0-9,]*(?:\.[0-9]+)?)(亿元|万元|元)"
_STATED = re.compile(
    r'(?:"(?P<quoted>[^"]{2,80})"|(?:本部门|本单位|\d\.)(?P<plain>[^",。;]{2,60}?))项目?(?:的)?'
    rf'[^"。;0-9]{{0,12}}结转[^"。;0-9]{{0,16}}{_MONEY}[^"。;0-9]{{0,12}}(?:当年|本年|今年|年初)[^"。;0-9]{{0,24}}{_MONEY}'
)


@dataclass(frozen=True, slots=True)
class GoalLink:
    """A goal (its index in `Budget.goals`) and the rows it is paid from.

    `basis`: "stated" the document says which carry-over goes with which year's budget; "amount" the rows add up to the goal;
    "name" only the name tells; "" none was found. `score` is the mean likeness of names, 0–100. `note` says what is doubtful.
    """

    goal: int
    parts: tuple[Part, ...] = ()
    score: float = 0.0
    basis: Basis = ""
    note: str = ""

    @property
    def amount(self) -> int:
        """The sum of the parts in fen."""
        return sum(fen for _, _, fen in self.parts)


@dataclass(frozen=True, slots=True)
class _Candidate:
    kind: str
    index: int
    fen: int
    name: str


@dataclass(frozen=True, slots=True)
class _Sum:
    members: tuple[_Candidate, ...]
    score: float


def link_goals(budget: Budget) -> tuple[GoalLink, ...]:
    """One link a goal, in the order of `budget.goals`; the department's own goal and goals without a match have no parts."""
    step = max([table.step for table in budget.tables if table.kind in (*_KINDS, "carryover")], default=10_000)
    current = [c for kind in _KINDS for c in _candidates(budget.table(kind))]
    carried = _candidates(budget.table("carryover"))
    search = _Search(budget.goals, step)
    stated = _stated(budget)
    for index, (before, now) in stated.items():
        search.stated(index, (before, carried), (now, current))
    pool = current if stated else [*current, *carried]  # who states some states all
    search.same_name(pool)
    search.sums(pool)
    search.names(pool)
    return tuple(search.links.get(i, GoalLink(i, note=search.notes.get(i, ""))) for i in range(len(budget.goals)))


def _candidates(table: Table | None) -> list[_Candidate]:
    """The rows a goal may be paid from: project rows, or in tables without projects the lowest subjects."""
    if table is None:
        return []
    rows = [(i, row) for i, row in enumerate(table.rows) if row.role == "project"]
    if not rows:
        codes = [row.code for row in table.rows if row.role == "subject"]
        rows = [
            (i, row) for i, row in enumerate(table.rows)
            if row.role == "subject" and not any(c != row.code and c.startswith(row.code) for c in codes)
        ]  # fmt: skip
    found = [_Candidate(table.kind, i, _project_fen(table, row), row.project or row.name) for i, row in rows]
    return [candidate for candidate in found if candidate.fen > 0]


def _project_fen(table: Table, row: Row) -> int:
    measures = _PROJECT_MEASURES.get(table.kind, ("project",))
    amounts = [fen for measure in measures if (fen := row.fen(measure)) is not None]
    if not amounts and not any(measure in table.measures for measure in measures):
        return row.fen("total") or 0
    return sum(amounts)


def _stated(budget: Budget) -> dict[int, tuple[int, int]]:
    """Goal index -> (carried over, this year's) in fen, from sentences that say both go into one form."""
    found: dict[int, tuple[int, int]] = {}
    for section in budget.sections:
        for paragraph in section.paragraphs:
            if "结转" not in paragraph.text or "绩效目标" not in paragraph.text:
                continue
            for match in _STATED.finditer(fold(paragraph.text)):
                index = _named(budget.goals, match["quoted"] or match["plain"])
                before, now = _fen(match[3], match[4]), _fen(match[5], match[6])
                if index is not None and before is not None and now is not None:
                    found.setdefault(index, (before, now))
    return found


def _fen(text: str, unit: str) -> int | None:
    try:
        amount = parse(text, unit)
    except AmountError:
        return None
    return None if amount is None else amount.fen


def _named(goals: Sequence[Goal], name: str) -> int | None:
    scores = [(_ratio(goal.project, name), i) for i, goal in enumerate(goals) if goal.project]
    best = max(scores, default=(0.0, 0))
    return best[1] if best[0] >= 90 and sum(1 for score, _ in scores if score > best[0] - 3) == 1 else None


def _ratio(a: str, b: str) -> float:
    if fold(a) == fold(b):
        return 100.0
    from rapidfuzz import fuzz  # a megabyte: only when names differ

    return fuzz.ratio(core(a), core(b))


def likeness(goal: Goal, name: str) -> float:
    """How much a row's name speaks of the goal, 0–100: by the goal's name, or by its objective naming the order or the project."""
    if fold(goal.project) == fold(name):
        return 100.0
    from rapidfuzz import fuzz

    bare, own = core(name), core(goal.project)
    best = float(fuzz.ratio(bare, own))
    if min(len(bare), len(own)) >= 4:
        best = max(best, 0.95 * fuzz.partial_ratio(bare, own))
    objective = fold(goal.objective)
    if any(order in objective for order in _ORDER_NUMBER.findall(fold(name))):
        return max(best, 100.0)
    if len(bare) >= 4 and objective:
        best = max(best, 0.8 * fuzz.partial_ratio(bare, objective))
    return best


class _Search:
    """Gives rows to goals, surest first; a row belongs to one goal."""

    def __init__(self, goals: Sequence[Goal], step: int) -> None:
        self.goals = goals
        self.step = step
        self.links: dict[int, GoalLink] = {}
        self.notes: dict[int, str] = {}
        self.used: set[tuple[str, int]] = set()
        self._likeness: dict[tuple[int, str], float] = {}
        self._steps = ALL_STEPS

    def stated(self, index: int, *halves: tuple[int, list[_Candidate]]) -> None:
        """The two halves the document states, each put together on its own."""
        chosen: list[_Candidate] = []
        for amount, pool in halves:
            if not amount:
                continue
            best, note = self._best(index, amount, self._free(pool))
            if best is None:
                self.notes[index] = note
                return
            chosen += best.members
        self._take(index, chosen, "stated")

    def same_name(self, pool: list[_Candidate]) -> None:
        """One row of the goal's own name and amount."""
        for index, total in self._open():
            same = [
                c for c in self._free(pool)
                if abs(c.fen - total) <= tolerance(1, self.step) and _ratio(self.goals[index].project, c.name) == 100
            ]  # fmt: skip
            if len(same) == 1:
                self._take(index, same, "amount")

    def sums(self, pool: list[_Candidate]) -> None:
        """Rows that add up; what is given away leaves fewer sums for the rest, so again until nothing changes."""
        while True:
            offers: list[tuple[float, int, _Sum]] = []
            for index, total in self._open():
                best, note = self._best(index, total, self._free(pool))
                self.notes[index] = note
                if best is not None:
                    offers.append((best.score, index, best))
            if not offers:
                return
            for _, index, best in sorted(offers, key=lambda offer: (-offer[0], offer[1])):
                if not any((c.kind, c.index) in self.used for c in best.members):
                    self._take(index, best.members, "amount")

    def names(self, pool: list[_Candidate]) -> None:
        """What is left: a row whose name alone tells, with the difference of the amounts noted."""
        for index, goal in enumerate(self.goals):
            if index in self.links or not goal.project:
                continue
            scored = sorted(
                ((_ratio(goal.project, c.name), n, c) for n, c in enumerate(self._free(pool))), reverse=True
            )
            if scored and scored[0][0] >= ALIKE and (len(scored) == 1 or scored[0][0] - scored[1][0] >= CLEARLY):
                note = "" if goal.total is None else "名称相近，金额不等"
                self._take(index, [scored[0][2]], "name", note)

    def _open(self) -> Iterator[tuple[int, int]]:
        for index, goal in enumerate(self.goals):
            if goal.project and goal.total and index not in self.links:
                yield index, goal.total

    def _free(self, pool: Iterable[_Candidate]) -> list[_Candidate]:
        return [c for c in pool if (c.kind, c.index) not in self.used]

    def _take(self, index: int, members: Sequence[_Candidate], basis: Basis, note: str = "") -> None:
        self.used |= {(c.kind, c.index) for c in members}
        score = sum(self._like(index, c) for c in members) / len(members)
        parts = tuple((c.kind, c.index, c.fen) for c in members)
        self.links[index] = GoalLink(index, parts, round(score, 1), basis, note)

    def _like(self, index: int, candidate: _Candidate) -> float:
        key = (index, candidate.name)
        if key not in self._likeness:
            self._likeness[key] = likeness(self.goals[index], candidate.name)
        return self._likeness[key]

    def _best(self, index: int, target: int, pool: list[_Candidate]) -> tuple[_Sum | None, str]:
        """The sum to believe, or None and why: no sum, too many, none better named than the others."""
        near = [c for c in pool if c.fen <= target + tolerance(1, self.step)]
        near.sort(key=lambda c: (-self._like(index, c), -c.fen))
        most = min(MOST_STEPS, self._steps)
        sums, steps = _sums(near, target, self.step, most)
        self._steps -= min(steps, most)
        complete = steps <= most
        if not sums:
            return None, "没有几行相加等于目标金额" if complete else "可能的组合太多"
        scored = [_Sum(members, sum(self._like(index, c) for c in members) / len(members)) for members in sums]
        scored.sort(key=lambda one: -one.score)
        best = scored[0]
        if len(scored) > 1 or not complete:
            beaten = len(scored) == 1 or best.score - scored[1].score >= CLEARLY
            if best.score >= NAMED and beaten:
                return best, ""
            return None, f"有 {len(scored)} 种凑法，名称分不出"
        if best.score >= NAMED or _accidents(near, len(best.members), self.step) < UNLIKELY:
            return best, ""
        return None, "有一种凑法，但名称不像，可能是巧合"


def _accidents(pool: Sequence[_Candidate], members: int, step: int) -> float:
    """How many sums would fall within tolerance by accident: all sums, spread evenly over the whole."""
    whole = sum(c.fen for c in pool)
    return (2.0 ** min(len(pool), 60) - 1) * (2 * tolerance(members, step) + 1) / whole if whole else 0.0


def _sums(pool: Sequence[_Candidate], target: int, step: int, most: int) -> tuple[list[tuple[_Candidate, ...]], int]:
    """All choices of rows whose amounts add up to the target within rounding, and the steps taken: more than `most` when cut short.

    The pool is tried in its order (best names first), so that a search cut short has seen the likely sums.
    """
    rest = [0] * (len(pool) + 1)
    for i in range(len(pool) - 1, -1, -1):
        rest[i] = rest[i + 1] + pool[i].fen
    found: dict[tuple[_Candidate, ...], None] = {}
    widest = tolerance(MOST_PARTS, step)
    stack: list[tuple[int, int, tuple[_Candidate, ...]]] = [(0, target, ())]
    steps = 0
    while stack:
        at, left, taken = stack.pop()
        steps += 1
        if steps > most:
            break
        if taken and abs(left) <= tolerance(len(taken), step):
            found[taken] = None
        if at == len(pool) or len(taken) == MOST_PARTS or left > rest[at] + widest:
            continue
        stack.append((at + 1, left, taken))
        if pool[at].fen <= left + widest:
            stack.append((at + 1, left - pool[at].fen, (*taken, pool[at])))
    return list(found), steps
