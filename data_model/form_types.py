"""The vocabulary in which forms.py declares the tables: plain frozen data, no callables. Apart so that forms.py is only facts."""

from __future__ import annotations

from typing import Literal

from data_model.records import dataclass

View = Literal[
    "function", "economic", "projects", "revenue", "three_public", "entrusted", "carryover", "goals", "other"
]
IdentityKind = Literal["row", "lines", "tree", "cross"]


@dataclass(frozen=True, slots=True)
class Measure:
    """A column of figures. `words`: headings that mean it, levels joined by `/`; the last level must equal the column's own
    heading, the levels before it must occur above it in this order. `name` is the field's word for it."""

    id: str
    name: str
    words: tuple[str, ...] = ()
    scope: str = ""


@dataclass(frozen=True, slots=True)
class Side:
    """One half of a two-sided table, or all of a one-sided one (`heads` empty).

    `heads` are headings above its columns; `code`, `name`, `project` the headings of its key columns.
    """

    id: str
    measures: tuple[Measure, ...]
    heads: tuple[str, ...] = ()
    code: tuple[str, ...] = ()
    name: tuple[str, ...] = ()
    project: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """A row without a code: its key, the names it is printed with (no numbering, no 其中：), and in `under` the key that is its
    parent when the table prints that one (else the key's own prefix is)."""

    key: str
    names: tuple[str, ...]
    under: str = ""


@dataclass(frozen=True, slots=True)
class Term:
    """Figures of one identity: a measure of a kind at `at`: `each` (row by row, same path), `total`, or a line key."""

    table: str
    measure: str
    at: str = "each"


@dataclass(frozen=True, slots=True)
class Identity:
    """left = Σ right (勾稽关系), by its id in the domain notes. `hard` False: a rule of thumb that never says 不符.

    kind `row`: within each row; `lines`: between line keys of one table; `cross`: between tables.
    Tree sums (类 = Σ 款, 款 = Σ 项, total = Σ 类) hold for every form with codes and need no declaration.
    """

    id: str
    kind: IdentityKind
    left: Term
    right: tuple[Term, ...]
    hard: bool = True


@dataclass(frozen=True, slots=True)
class Form:
    """One statutory table. `titles` are normalised (`normalise_title` in assemble.py) with the words that vary removed.

    `scope`: the 口径 of its expenditure figures; `rank` orders the forms of one view; `unit_row`: the table may print the
    body's own name with the total; `one_row`: its columns may be lines of a single row (三公 in Shanghai and Jiangsu).
    """

    kind: str
    name: str
    titles: tuple[str, ...]
    sides: tuple[Side, ...]
    view: View
    rank: int = 0
    scope: str = ""
    lines: tuple[Line, ...] = ()
    unit_row: bool = False
    one_row: bool = False
    classification: Literal["functional", "economic", ""] = ""

    def measure(self, measure_id: str) -> Measure | None:
        """The declared measure with this id on any side."""
        return next((m for side in self.sides for m in side.measures if m.id == measure_id), None)


@dataclass(frozen=True, slots=True)
class Scope:
    """A 口径: a fund whose expenditure is looked at. One at a time (DESIGN rule 5)."""

    id: str
    name: str
