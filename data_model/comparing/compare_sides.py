"""Which table and measure of each budget are set side by side: the same scope of the same view, or the same table and measure, never two
scopes. Apart from compare.py, which pairs lines and does not care where they come from."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Literal

from data_model.budget import Budget, Table
from data_model.comparing.compare_lines import Lines, measures_of, side_of, table_lines, view_lines
from data_model.comparison import Incomparable
from data_model.forms import FORM_BY_KIND
from data_model.records import replace
from data_model.scopes import SCOPE_NAMES, ScopeOption, scope_options

Rows = Literal["all", "subjects", ""]
"""Which rows of its table are the lines of a side; "" where they come from a tree."""


class Side:
    """One budget read in one scope: its table, measure and lines."""

    __slots__ = ("_make", "economic", "label", "measure", "rows", "scope", "table")

    def __init__(
        self, table: Table, measure: str, scope: str, label: str, make: Callable[[Table], Lines],
        rows: Rows = "all",
    ) -> None:  # fmt: skip
        self.table, self.measure, self.scope, self.label, self.rows = table, measure, scope, label, rows
        self._make = make
        form = FORM_BY_KIND.get(table.kind)
        self.economic = form is not None and form.classification == "economic"

    @property
    def printed(self) -> Table | None:
        """The table with just those rows that are lines; None where lines are not rows."""
        if self.rows == "subjects" and any(row.project for row in self.table.rows):
            return replace(self.table, rows=tuple(row for row in self.table.rows if not row.project))
        return self.table if self.rows else None

    @property
    def lines(self) -> Lines:
        """Every line; made each time."""
        return self._make(self.table)

    def only(self, table: Table) -> Lines:
        """The lines of this table, which is the side's own with fewer rows."""
        return self._make(table)


def sides_of(a: Budget, b: Budget, view: str, scope: str, table: str, measure: str) -> tuple[Side, Side]:
    """Both budgets in `table` and `measure`, else in `scope` of `view` (the widest both have). Raises Incomparable."""
    if table:
        return _table_sides(a, b, table, measure)
    options_a, options_b = _by_id(scope_options(a, view)), _by_id(scope_options(b, view))
    common = [option for option in options_b if option in options_a]
    if not common:
        raise Incomparable("no_scope", view=view, a=" ".join(options_a), b=" ".join(options_b))
    wanted = common[0]
    if scope:
        found = [o for o in common if scope in (o, options_b[o].label)]
        if not found:
            raise Incomparable("no_such_scope", scope=scope, there=" ".join(common))
        wanted = found[0]
    if measure and not (scope and options_b[wanted].part == measure):
        fitting = [o for o in common if options_b[o].part == measure and options_b[o].scope == options_b[wanted].scope]
        if not fitting:
            raise Incomparable("no_measure", measure=measure, there=" ".join(dict.fromkeys(options_b[o].part for o in common)))  # fmt: skip
        wanted = fitting[0]
    return _view_side(a, view, options_a[wanted]), _view_side(b, view, options_b[wanted])


def _by_id(options: Sequence[ScopeOption]) -> dict[str, ScopeOption]:
    return {option.id: option for option in options}


def _view_side(budget: Budget, view: str, option: ScopeOption) -> Side:
    def functional(table: Table) -> Lines:
        return _functional(table_lines(table, option.part))

    def tree(table: Table) -> Lines:
        from data_model.tree import build_tree

        return view_lines(build_tree(budget, view, option.id))

    if view == "function":
        return Side(option.table, option.part, option.id, option.label, functional, "subjects")
    return Side(option.table, option.part, option.id, option.label, tree, "")


def _functional(lines: Lines) -> Lines:
    """Without lines that are no subjects (本年支出合计, 结转下年), which stand beside the classes."""
    return Lines(lines.total, [line for line in lines.lines if line.code])


def _table_sides(a: Budget, b: Budget, kind: str, measure: str) -> tuple[Side, Side]:
    tables = [budget.table(kind) for budget in (a, b)]
    one, other = tables
    if one is None or other is None:
        raise Incomparable("no_table", table=kind, side="both" if one is other else "a" if one is None else "b")
    measures = [measures_of(one), measures_of(other)]
    there = [m for m in measures[1] if m in measures[0]] or measures[1] or measures[0]
    chosen = measure or (there[0] if there else "total")
    for table, own in zip((one, other), measures, strict=True):
        if measure and measure not in own and measure not in table.measures and table.figures:
            raise Incomparable("no_measure", measure=measure, there=" ".join(there))
    return _table_side(one, chosen), _table_side(other, chosen)


def _table_side(table: Table, measure: str) -> Side:
    scope, label = scope_of_table(table, measure)
    return Side(table, measure, scope, label, lambda some: table_lines(some, measure))


def scope_of_table(table: Table, measure: str) -> tuple[str, str]:
    """The scope a measure of a table belongs to (`general_public.basic`), and its name: `一般公共预算·基本支出`."""
    form = FORM_BY_KIND.get(table.kind)
    if form is None:
        return table.kind, table.title or table.kind
    declared = form.measure(measure)
    fund = "revenue" if table.kind == "balance" and side_of(table, measure) == "revenue" else form.scope or form.kind
    name = SCOPE_NAMES.get(fund, form.name)
    if measure in ("total", "revenue", "expenditure"):
        return fund, name
    return f"{fund}.{measure}", f"{name}·{declared.name if declared else measure}"


def kinds_in_both(a: Budget, b: Budget) -> list[tuple[str, str]]:
    """(table kind, measure) of every table both have, in the order of b: what `--table all` compares. A measure that one of them has no
    column for is left out, unless that table is empty."""
    found: list[tuple[str, str]] = []
    for table in b.tables:
        other = a.table(table.kind)
        if table.kind == "goals" or other is None or b.table(table.kind) is not table:
            continue
        here, there = measures_of(table), measures_of(other)
        found += [
            (table.kind, m)
            for m in dict.fromkeys((*here, *there))
            if (m in here or m in table.measures or not here) and (m in there or m in other.measures or not there)
        ]
    return found


def coarser(a: Table, b: Table) -> tuple[str, int]:
    """Unit and step (fen) of the table whose last printed digit is worth more."""
    return (a.unit, a.step) if a.step > b.step else (b.unit, b.step)
