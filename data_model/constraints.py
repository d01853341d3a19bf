"""The identities of identities.py laid over the rows of one document: each a list of cells that must add up. Recovery asks which
placement satisfies them, checks report them, the detail pane names them. Apart so that the three can never disagree.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Literal, NamedTuple

from data_model.amount import tolerance
from data_model.budget import KEY_ROLES, Row, Table
from data_model.classification import TOTAL, path
from data_model.form_types import Identity, Side, Term
from data_model.forms import form_of
from data_model.identities import DETAIL_OF, IDENTITIES
from data_model.scopes import function_path

Outcome = Literal["ok", "rounding", "mismatch"]


class Ref(NamedTuple):
    """A cell: index of the table, index of its row, measure. It may be blank, and its column may be lost."""

    table: int
    row: int
    measure: str


Values = Mapping[Ref, int]
"""Printed figures in fen; a blank cell is absent and counts as zero in a sum."""


class Constraint(NamedTuple):
    """Σ left = Σ right within the rounding of `step` (fen, the coarser of the tables). `id` names the identity (`tree` for sums
    along codes); `sums` False where a figure is merely repeated and must be identical."""

    id: str
    left: tuple[Ref, ...]
    right: tuple[Ref, ...]
    step: int
    hard: bool = True
    sums: bool = True

    def sides(self, values: Values) -> tuple[int, int, int]:
        """(Σ left, Σ right, tolerance) in fen."""
        right = [values[ref] for ref in self.right if ref in values]
        if len(self.left) == 1:
            left, addends = values.get(self.left[0], 0), len(right)
        else:
            left = sum([values[ref] for ref in self.left if ref in values])
            addends = len(right) + sum([ref in values for ref in self.left[1:]])
        return left, sum(right), tolerance(addends, self.step) if self.sums else 0

    def outcome(self, values: Values) -> Outcome:
        """ok, rounding (尾差) or mismatch (不符)."""
        left, right, allowed = self.sides(values)
        if left == right:
            return "ok"
        return "rounding" if abs(left - right) <= allowed else "mismatch"


def values_of(tables: Sequence[Table]) -> dict[Ref, int]:
    """Every placed figure of the tables."""
    return {
        Ref(t, r, measure): cell.fen
        for t, table in enumerate(tables)
        for r, row in enumerate(table.rows)
        for measure, cell in row.cells.items()
    }


def constraints(tables: Sequence[Table]) -> list[Constraint]:
    """Every identity that applies to these tables; a missing table or measure makes its identities not applicable, and so does a
    figure that may be theirs but is not placed."""
    out = all_constraints(tables)
    doubtful = {
        Ref(t, r, measure)
        for t, table in enumerate(tables)
        for r, row in enumerate(table.rows)
        for cell in row.ambiguous
        for measure in cell.candidates
    }
    return [c for c in out if not any(ref in doubtful for ref in (*c.left, *c.right))] if doubtful else out


def all_constraints(tables: Sequence[Table], rows_only: bool = False) -> list[Constraint]:
    """The identities over figures that are placed or not; `rows_only`: those within a row."""
    laid = _Layer(tables)
    out: list[Constraint] = []
    for index, table in enumerate(tables):
        if not rows_only and form_of(table.kind) is not None and table.kind != "goals":
            out += laid.trees(index)
    for identity in IDENTITIES:
        if not rows_only or identity.kind == "row":
            out += laid.lay(identity)
    return out


class _Layer:
    """Lays identities over the tables of one document; the first table of a kind speaks for it."""

    def __init__(self, tables: Sequence[Table]) -> None:
        self.tables = tables
        self.index = {table.kind: i for i, table in reversed(list(enumerate(tables)))}
        self.measures = [self._measures(table) for table in tables]
        self.holding = [_holding(table) for table in tables]
        self.lined = [_lined(table) for table in tables]
        self.filled = [bool(table.figures) for table in tables]
        self.keyed: dict[int, list[tuple[int, Row, str]]] = {}

    @staticmethod
    def _measures(table: Table) -> frozenset[str]:
        """The measures a table prints, and those of the same row identity whose column it lost (two thirds are printed)."""
        printed = {c.role for c in table.columns} - KEY_ROLES | {m for row in table.rows for m in row.cells}
        for identity in IDENTITIES:
            parts = [term.measure for term in identity.right]
            if identity.kind == "row" and identity.left.table == table.kind and identity.left.measure in printed:
                known = [m for m in parts if m in printed]
                if len(parts) >= 3 and 3 * len(known) >= 2 * len(parts):
                    printed |= set(parts)
        return frozenset(printed)

    # --- sums along codes -----------------------------------------------------------------------------------------------------

    def trees(self, t: int) -> list[Constraint]:
        """类 = Σ 款, 款 = Σ 项, 项 = Σ projects, total = Σ 类; a unit's row equals the total; items add up to it."""
        table = self.tables[t]
        form = form_of(table.kind)
        assert form is not None
        out: list[Constraint] = []
        for side in form.sides:
            if side.id in ("use",) or (side.id == "revenue" and len(form.sides) > 1):
                continue
            rows = [(r, row) for r, row in enumerate(table.rows) if row.side == side.id]
            children, roots = _nested(rows)
            total = next((r for r, row in rows if row.code == TOTAL), None)
            current = next((r for r, row in rows if row.line == "spending.current" and row.cells), None)
            forward = next((r for r, row in rows if row.line == "spending.carry_forward" and row.cells), None)
            for measure in dict.fromkeys(m.id for m in side.measures if m.id in self.measures[t]):
                for r, below in children.items():
                    out.append(self._sum(t, "tree", r, below, measure))
                head = current if current is not None else total
                if head is not None and roots:
                    tail = [forward] if forward is not None and current is None else []
                    out.append(self._sum(t, "tree", head, [*roots, *tail], measure))
                if current is not None and total is not None:
                    parts = [current] if forward is None else [current, forward]
                    out.append(self._sum(t, "tree", total, parts, measure))
                units = [r for r, row in rows if row.role == "unit"]
                if len(units) == 1 and total is not None:
                    out.append(
                        Constraint(
                            "tree.unit",
                            (Ref(t, units[0], measure),),
                            (Ref(t, total, measure),),
                            table.step,
                            True,
                            False,
                        )
                    )
        return out

    def _sum(self, t: int, name: str, head: int, parts: Sequence[int], measure: str) -> Constraint:
        return Constraint(
            name, (Ref(t, head, measure),), tuple(Ref(t, r, measure) for r in parts), self.tables[t].step
        )  # fmt: skip

    # --- declared identities --------------------------------------------------------------------------------------------------

    def lay(self, identity: Identity) -> list[Constraint]:
        """The constraints of one declared identity on this document."""
        if any(term.table not in self.index for term in (identity.left, *identity.right)):
            return []
        if identity.kind == "row":
            return self._rows(identity)
        if identity.kind == "lines":
            return self._lines(identity)
        return self._each(identity) if identity.left.at == "each" else self._single(identity)

    def _rows(self, identity: Identity) -> list[Constraint]:
        t = self.index[identity.left.table]
        table, printed = self.tables[t], self.measures[t]
        parts = [term.measure for term in identity.right if term.measure in printed]
        parts = [m for m in parts if not any(head in parts for head in DETAIL_OF.get(m, ()))]
        if identity.left.measure not in printed or not parts:
            return []
        side = next((s.id for s in _sides(table) if any(m.id == identity.left.measure for m in s.measures)), "")
        return [
            Constraint(identity.id, (Ref(t, r, identity.left.measure),), tuple(Ref(t, r, m) for m in parts), table.step)
            for r, row in enumerate(table.rows)
            if row.side == side and (row.cells or row.ambiguous)
        ]

    def _lines(self, identity: Identity) -> list[Constraint]:
        t = self.index[identity.left.table]
        left = self._at(t, identity.left)
        found = {term.at: refs for term in identity.right if (refs := self._at(t, term))}
        right = [refs for at, refs in found.items() if not any(head in found for head in DETAIL_OF.get(at, ()))]
        if not left or not right or (len(identity.right) == 2 and len(right) < 2):
            return []
        return [
            Constraint(
                identity.id, left, tuple(ref for refs in right for ref in refs), self.tables[t].step, identity.hard
            )
        ]

    def _single(self, identity: Identity) -> list[Constraint]:
        """An identity between single figures of several tables."""
        sides: list[tuple[Ref, ...]] = []
        step = 0
        for term in (identity.left, *identity.right):
            t = self.index[term.table]
            refs = self._at(t, term)
            if not refs or term.measure not in self.measures[t]:
                return []
            sides.append(refs)
            step = max(step, self.tables[t].step)
        right = tuple(ref for refs in sides[1:] for ref in refs)
        equal = len({self.tables[self.index[term.table]].step for term in (identity.left, *identity.right)}) == 1
        return [Constraint(identity.id, sides[0], right, step, identity.hard, len(right) > 1 or not equal)]

    def _each(self, identity: Identity) -> list[Constraint]:
        """An identity for every subject: of the levels both sides print, a subject one side lacks counting as blank there."""
        terms = (identity.left, *identity.right)
        tables = [self.index[term.table] for term in terms]
        if any(term.measure not in self.measures[t] for term, t in zip(terms, tables, strict=True)):
            return []
        found = [self._by_code(t, term.measure) for term, t in zip(terms, tables, strict=True)]
        if any(not codes and self.filled[t] for codes, t in zip(found, tables, strict=True)) or not found[0]:
            return []
        depth = min(max(len(code) for code in codes) for codes in found if codes)
        step = max(self.tables[t].step for t in tables)
        same = len({self.tables[t].step for t in tables}) == 1
        out = []
        for code in sorted({code for codes in found for code in codes if len(code) <= depth}):
            present = [codes.get(code, ()) for codes in found]
            if not identity.hard and not present[0]:
                continue  # a soft rule speaks only of what its own table prints
            if any(not p for p in present) and not self._level_is_whole(tables, present, found, code):
                continue
            right = tuple(ref for refs in present[1:] for ref in refs)
            if present[0] or right:
                out.append(
                    Constraint(
                        identity.id,
                        present[0],
                        right,
                        step,
                        identity.hard,
                        len(present[0]) > 1 or len(right) > 1 or not same,
                    )
                )
        return out

    def _level_is_whole(
        self,
        tables: Sequence[int],
        present: Sequence[tuple[Ref, ...]],
        found: Sequence[Mapping[str, tuple[Ref, ...]]],
        code: str,
    ) -> bool:
        """A subject that a table lacks counts as blank there only when the table prints that level under the same parent."""
        for t, refs, codes in zip(tables, present, found, strict=True):
            if refs or t == tables[0] or not self.filled[t]:
                continue
            above = code[:-2] if len(code) > 3 else ""
            if not any(len(other) == len(code) and other.startswith(above) for other in codes):
                return False
        return True

    def _by_code(self, t: int, measure: str) -> dict[str, tuple[Ref, ...]]:
        """Code -> its cell; a 项 printed only by its projects -> their cells."""
        own: dict[str, tuple[Ref, ...]] = {}
        projects: dict[str, list[Ref]] = defaultdict(list)
        if t not in self.keyed:
            keys = ((r, row, function_path(row)) for r, row in enumerate(self.tables[t].rows))
            self.keyed[t] = [(r, row, key[-1]) for r, row, key in keys if key]
        sides = self.holding[t].get(measure, ())
        for r, row, code in self.keyed[t]:
            if row.side and row.side not in sides:
                continue
            if row.project:
                projects[code].append(Ref(t, r, measure))
            elif code not in own:
                own[code] = (Ref(t, r, measure),)
            elif len(code) == 7 and self.tables[t].kind == "projects":
                own[code] += (Ref(t, r, measure),)  # projects whose names were printed apart
        return {code: tuple(refs) for code, refs in projects.items()} | own

    def _at(self, t: int, term: Term) -> tuple[Ref, ...]:
        """The cell of a line key, or of the total row on the side that holds the measure."""
        sides = self.holding[t].get(term.measure, ())
        for r, side in self.lined[t].get(term.at, ()):
            if not side or side in sides:
                return (Ref(t, r, term.measure),)
        return ()


def _sides(table: Table) -> tuple[Side, ...]:
    form = form_of(table.kind)
    return form.sides if form else ()


def _holding(table: Table) -> dict[str, tuple[str, ...]]:
    """Measure -> the sides of the table's form that declare it."""
    found: dict[str, tuple[str, ...]] = {}
    for side in _sides(table):
        for measure in side.measures:
            found[measure.id] = (*found.get(measure.id, ()), side.id)
    return found


def _lined(table: Table) -> dict[str, list[tuple[int, str]]]:
    """Line key, or `total` -> (index, side) of its rows in printed order."""
    found: dict[str, list[tuple[int, str]]] = {}
    for r, row in enumerate(table.rows):
        key = "total" if row.code == TOTAL else row.line
        if key:
            found.setdefault(key, []).append((r, row.side))
    return found


def _nested(rows: Sequence[tuple[int, Row]]) -> tuple[dict[int, list[int]], list[int]]:
    """Row -> the rows directly below it, and the rows at the top: by code, projects below their subject, items below nothing."""
    known: dict[tuple[str, ...], int] = {}
    children: dict[int, list[int]] = defaultdict(list)
    roots: list[int] = []
    for r, row in rows:
        if row.code == TOTAL or row.role == "unit" or row.line.startswith(("spending.", "use.")):
            continue
        key = (*path(row.code), row.project) if row.project else function_path(row)
        if not key:
            continue
        owner = next((known[key[:n]] for n in range(len(key) - 1, 0, -1) if key[:n] in known), None)
        (roots if owner is None else children[owner]).append(r)
        if not row.project:
            known.setdefault(key, r)
    return children, roots
