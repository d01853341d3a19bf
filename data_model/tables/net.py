"""The rows with figures to place and the sums that bind them: which placements are part of a solution. Apart from placing.py, which says
what is asked of a document and what was found; here only sums are solved, and the work is bounded.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from data_model.amount import tolerance
from data_model.budget import Cell, Table
from data_model.constraints import Constraint, Ref, all_constraints, values_of
from data_model.records import dataclass, field, replace
from data_model.tables.bounds import bounds
from data_model.tables.placements import Placements, placements_of, settled

MOST_WORK = 1_500_000
"""Placements looked at in one document; real ones need some ten thousand."""
LARGEST_GROUP = 300
"""Rows that hang together without a unique placement; more are left ambiguous rather than searched."""

Domains = dict[int, tuple[int, ...]]
"""Open row -> the numbers of its placements that are still possible."""


@dataclass(slots=True)
class Work:
    """How much may still be done; one allowance for the whole document."""

    left: int = MOST_WORK
    helpless: set[tuple[int, int]] = field(default_factory=set)

    def spend(self, amount: int) -> bool:
        self.left -= amount
        return self.left >= 0


@dataclass(slots=True)
class _Open:
    """A row with figures to place: its placements, each naming the measure of every figure."""

    table: int
    row: int
    figures: tuple[Cell, ...]
    placements: Placements


@dataclass(slots=True)
class _Part:
    """What one open row adds to a sum: for each of its placements the signed amount and the number of addends."""

    var: int
    amounts: list[int]
    addends: list[int]


@dataclass(slots=True)
class _Sum:
    """An identity as a sum that must vanish (a bound: must not exceed zero): what is certain, and what the open rows add."""

    base: int
    addends: int
    step: int
    rounds: bool
    equal: bool
    parts: list[_Part]

    def allowed(self, addends: int) -> int:
        return tolerance(addends, self.step) if self.rounds else 0


class Net:
    """The open rows of a document and the sums that bind them."""

    def __init__(self, tables: Sequence[Table], alone: bool, work: Work) -> None:
        self.tables = tables
        self.work = work
        self.open: list[_Open] = []
        self.added: dict[tuple[object, ...], tuple[list[int], list[int]]] = {}
        number: dict[tuple[int, int], int] = {}
        for t, table in enumerate(tables):
            for r, row in enumerate(table.rows):
                if not row.ambiguous or (t, r) in work.helpless:
                    continue
                placements = placements_of(table, row)
                if placements and work.spend(len(placements)):
                    number[t, r] = len(self.open)
                    self.open.append(_Open(t, r, row.ambiguous, placements))
                else:
                    work.helpless.add((t, r))
        self.sums: list[tuple[int, _Sum]] = []
        self._lay(number, alone)
        self.of: dict[int, list[int]] = defaultdict(list)
        for index, (_, total) in enumerate(self.sums):
            for part in total.parts:
                self.of[part.var].append(index)
        self.broken: set[int] = set()
        self.domains: Domains = {v: tuple(range(len(o.placements))) for v, o in enumerate(self.open)}

    def _lay(self, number: dict[tuple[int, int], int], alone: bool) -> None:
        values = values_of(self.tables)
        for constraint in (*all_constraints(self.tables, alone), *([] if alone else bounds(self.tables))):
            rows = {(ref.table, ref.row) for ref in (*constraint.left, *constraint.right)}
            if not constraint.hard or not rows & number.keys() or rows & self.work.helpless:
                continue
            rank = 0 if len(rows) == 1 else 1 if len({t for t, _ in rows}) == 1 and constraint.id != "bound" else 2
            if rank == 0 or not alone:
                self.sums.append((rank, self._sum(constraint, number, values)))

    def _sum(self, constraint: Constraint, number: dict[tuple[int, int], int], values: dict[Ref, int]) -> _Sum:
        base = addends = 0
        signs: dict[int, dict[str, tuple[int, int]]] = defaultdict(dict)
        refs = [(ref, 1, int(i > 0)) for i, ref in enumerate(constraint.left)]
        for ref, sign, counts in (*refs, *((ref, -1, 1) for ref in constraint.right)):
            if ref in values:
                base += sign * values[ref]
                addends += counts
            elif (ref.table, ref.row) in number:
                signs[number[ref.table, ref.row]][ref.measure] = (sign, counts)
        parts = []
        for var, measures in signs.items():
            parts.append(_Part(var, *self._added(self.open[var], measures)))
        return _Sum(base, addends, constraint.step, constraint.sums, constraint.id != "bound", parts)

    def _added(self, row: _Open, measures: dict[str, tuple[int, int]]) -> tuple[list[int], list[int]]:
        """What each placement of a row adds to a sum over these measures: amount and number of addends. Equal rows share one answer."""
        fens = tuple(cell.fen for cell in row.figures)
        key = (id(row.placements), fens, tuple(measures.items()))
        if key not in self.added:
            amounts, counted = [], []
            for placement in row.placements:
                held = [(measures[m], fen) for m, fen in zip(placement, fens, strict=True) if m in measures]
                amounts.append(sum(sign * fen for (sign, _), fen in held))
                counted.append(sum(counts for (_, counts), _ in held))
            self.added[key] = amounts, counted
        return self.added[key]

    # --- solving --------------------------------------------------------------------------------------------------------------

    def solve(self) -> None:
        """Rule out what breaks a sum, nearest sums first; then keep only placements that are part of a whole solution."""
        for rank in (0, 1, 2):
            indexes = {i for i, (r, total) in enumerate(self.sums) if r <= rank and total.parts}
            self._narrow(self.domains, indexes, rank, lenient=True)
        for group in self._groups():
            self._search(group)

    def _narrow(self, domains: Domains, queue: set[int], rank: int, lenient: bool) -> bool:
        """Drop placements no sum can allow, until nothing changes; False when a row has none left (lenient: the sum is set aside)."""
        while queue:
            index = queue.pop()
            if index in self.broken:
                continue
            changed = self._revise(domains, self.sums[index][1])
            if changed is None:
                if not lenient:
                    return False
                self.broken.add(index)
                continue
            for var, kept in changed.items():
                domains[var] = kept
                queue |= {i for i in self.of[var] if self.sums[i][0] <= rank and i != index}
        return True

    def _revise(self, domains: Domains, total: _Sum) -> dict[int, tuple[int, ...]] | None:
        """The rows whose placements one sum reduces; None when it leaves a row without any."""
        low = high = total.base
        addends = total.addends
        bounds = []
        for part in total.parts:
            domain = domains.get(part.var) or self.domains[part.var]
            if not self.work.spend(len(domain)):
                return {}
            amounts = [part.amounts[p] for p in domain]
            most = max(part.addends[p] for p in domain)
            bounds.append((min(amounts), max(amounts), most))
            low, high, addends = low + min(amounts), high + max(amounts), addends + most
        allowed = total.allowed(addends)
        if low > allowed or (total.equal and high < -allowed):
            return None
        changed: dict[int, tuple[int, ...]] = {}
        for part, (least, greatest, most) in zip(total.parts, bounds, strict=True):
            domain = domains.get(part.var) or self.domains[part.var]
            if len(domain) == 1 and len(total.parts) > 1:
                continue
            kept = tuple(
                p
                for p in domain
                if low - least + part.amounts[p] <= (a := total.allowed(addends - most + part.addends[p]))
                and (not total.equal or high - greatest + part.amounts[p] >= -a)
            )
            if not kept:
                return None
            if len(kept) < len(domain):
                changed[part.var] = kept
        return changed

    def _groups(self) -> list[list[int]]:
        """The rows with several placements left, in groups that sums tie together."""
        left = {v for v, domain in self.domains.items() if len(domain) > 1}
        groups = []
        seen = set(self.broken)
        while left:
            group, edge = [], [left.pop()]
            while edge:
                var = edge.pop()
                group.append(var)
                fresh = [i for i in self.of[var] if i not in seen]
                seen.update(fresh)
                near = {p.var for i in fresh for p in self.sums[i][1].parts} & left
                left -= near
                edge += near
            groups.append(sorted(group))
        return groups

    def _search(self, group: list[int]) -> None:
        """Keep of each row of the group the placements that are part of a solution; none is: the group stays as it is."""
        if len(group) == 1 or len(group) > LARGEST_GROUP:
            return  # a row alone has been narrowed exactly
        found: dict[int, set[int]] = {var: set() for var in group}
        for var in group:
            for placement in self.domains[var]:
                if placement in found[var]:
                    continue
                start = {v: self.domains[v] for v in group}
                start[var] = (placement,)
                solution = self._solution(start, {i for i in self.of[var] if i not in self.broken}, group)
                if self.work.left < 0:
                    return
                for other in group if solution else ():
                    found[other].add(solution[other][0])
        if all(found.values()):
            for var in group:
                self.domains[var] = tuple(sorted(found[var]))

    def _solution(self, domains: Domains, queue: set[int], group: list[int]) -> Domains:
        """One solution of the group within `domains`, empty when there is none (or the work is used up)."""
        if not self._narrow(domains, queue, 2, lenient=False) or self.work.left < 0:
            return {}
        undecided = [v for v in group if len(domains[v]) > 1]
        if not undecided:
            return domains
        var = min(undecided, key=lambda v: len(domains[v]))
        for placement in domains[var]:
            trial = dict(domains)
            trial[var] = (placement,)
            solution = self._solution(trial, {i for i in self.of[var] if i not in self.broken}, group)
            if solution or self.work.left < 0:
                return solution
        return {}

    # --- the outcome ----------------------------------------------------------------------------------------------------------

    def apply(self) -> tuple[Table, ...]:
        """The tables with what is certain now. Every open row is visited: a row passed over in silence would look solved."""
        doubted = {p.var for i in self.broken if self.sums[i][0] == 0 for p in self.sums[i][1].parts}
        unsound = {self.open[p.var].table for i in self.broken if self.sums[i][0] > 0 for p in self.sums[i][1].parts}
        doubted |= {
            v for v, row in enumerate(self.open) if row.table in unsound
        }  # its own sums disagree: nothing is unique
        rows = [list(table.rows) for table in self.tables]
        visited: set[tuple[int, int]] = set(self.work.helpless)
        alone = all(rank == 0 for rank, _ in self.sums)
        for var, row in enumerate(self.open):
            visited.add((row.table, row.row))
            left = [row.placements[p] for p in self.domains[var]]
            if var not in doubted:
                rows[row.table][row.row] = settled(rows[row.table][row.row], left)
            elif alone:
                self.work.helpless.add((row.table, row.row))  # its own figures contradict each other
        wanted = {(t, r) for t, table in enumerate(self.tables) for r, row in enumerate(table.rows) if row.ambiguous}
        assert visited >= wanted, "a row with unplaced figures was not visited"
        return tuple(replace(table, rows=tuple(kept)) for table, kept in zip(self.tables, rows, strict=True))
