"""Names of cells and sums in words, as sentences of checks and the detail pane need them: `表3 20103 合计`, `1,009.51 ≈ 393.71 + 615.79`.

Apart from checks so that the detail pane tells a formula in the same words without importing them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

from data_model.amount import FEN_PER_UNIT, decimals_of, format_fen, round_half_up
from data_model.budget import Row, Table
from data_model.classification import TOTAL
from data_model.constraints import Constraint, Outcome, Ref, Values
from data_model.forms import measure_name as declared_name
from data_model.text import fold

SIGNS: dict[str, str] = {"ok": "=", "rounding": "≈", "mismatch": "≠"}
MOST_PARTS = 6
"""Addends printed one by one; of more the first ones, their number and the sum."""

_YEAR = re.compile(r"^(?:公开[0-9]+表[:：])?\s*(?:20[0-9]{2}\s*年度?)?(?:预算单位|部门|单位)?")
_NUMBERING = re.compile(
    r"^(?:其中[:：;；]?|[一二三四五六七八九十]+、|[（(][一二三四五六七八九十0-9]+[）)]|[0-9]+[、.．])+\s*"
)
_MOST_NAME = 14


def table_name(table: Table) -> str:
    """The short name of a table as printed: its number (`表3`), else its title without year and body (`支出预算总表`)."""
    return table.number or _YEAR.sub("", table.title) or table.title or table.kind.removeprefix("other:")


def full_name(table: Table) -> str:
    """Number and title of a table as printed, the number once: some titles begin with it (`公开 09 表：…`)."""
    if not table.number or fold(table.title).startswith(fold(table.number)):
        return table.title or table.number or table.kind
    return f"{table.number} {table.title}".strip()


def row_name(row: Row) -> str:
    """A row in few words: its code, else its project or printed name without numbering."""
    if row.code and row.code != TOTAL and not row.project:
        return row.code
    name = row.project or _NUMBERING.sub("", row.name) or row.name or ("合计" if row.code == TOTAL else "")
    name = name if len(name) <= _MOST_NAME else name[: _MOST_NAME - 1] + "…"
    return f"{row.code} {name}" if row.project and row.code else name


def measure_name(table: Table, measure: str) -> str:
    """The field's word for a measure; the heading itself in an unknown table."""
    return declared_name(table.kind, measure)


def cell_name(table: Table, row: Row, measure: str) -> str:
    """`表3 20103 合计`; the measure is left out where the table has but one."""
    name = measure_name(table, measure)
    parts = [table_name(table), row_name(row)]
    if name not in parts and not (row.code == TOTAL and name in ("合计", "总计")):
        parts.append(name)
    return " ".join(parts)


def money(fen: int, unit: str, step: int) -> str:
    """An amount in `unit` with the decimals of its step: `1,009.51`."""
    unit = unit if unit in FEN_PER_UNIT else "元"
    return format_fen(fen, unit, decimals_of(max(1, step), unit))


class Show(NamedTuple):
    """How the amounts of a formula are told: a text of fen and step, and the fen of the last digit it shows."""

    text: Callable[[int, int], str]
    digit: Callable[[int], int]


def printed(unit: str) -> Show:
    """Amounts as a table of this unit prints them."""
    return Show(lambda fen, step: money(fen, unit, step), lambda step: step)


def formula(
    tables: Sequence[Table], constraint: Constraint, values: Values, outcome: Outcome, asked: Ref | None = None,
    show: Show | None = None,
) -> str:  # fmt: skip
    """`1,009.51 ≈ 393.71 + 615.79`; addends of other columns or tables carry their names, blank ones are left out.

    With `asked` the sentence is told from that cell's side where it is one side alone: its figure stands left, and what merely
    repeats it is named without its amount (`393.71 = 表2 2010301 总计`); the left side says what it is (`20103 1,009.51 ≈ …`).
    With `show` amounts are told in another unit than the printed one; where rounding for it breaks an equal sum, the sign says so.
    """
    left, right = constraint.left, constraint.right
    if asked is not None and right == (asked,):
        left, right = right, left
    first = left[0] if left else right[0]
    show = show or printed(tables[first.table].unit)
    sign = SIGNS[outcome]
    if outcome == "ok" and _rounded(tables, left, values, show) != _rounded(tables, right, values, show):
        sign = SIGNS["rounding"]
    told = _sum(tables, left, values, show, first)
    if asked is not None and len(left) == 1 and first in values:
        told = f"{_own_name(tables, first, right)} {told}"
    if asked is not None and left == (asked,):
        return f"{told} {sign} {_other_side(tables, right, values, show, first, outcome == 'ok')}"
    return f"{told} {sign} {_sum(tables, right, values, show, first)}"


def _rounded(tables: Sequence[Table], refs: Sequence[Ref], values: Values, show: Show) -> int:
    """What the figures of one side come to as they are shown, in fen."""
    found = 0
    for ref in refs:
        if ref in values:
            digit = max(1, show.digit(tables[ref.table].step))
            found += round_half_up(values[ref], digit) * digit
    return found


def _own_name(tables: Sequence[Table], first: Ref, right: Sequence[Ref]) -> str:
    """What the left side of a formula is: its column where the others are columns of the same row, else its row."""
    table = tables[first.table]
    measure = measure_name(table, first.measure)
    if right and all((ref.table, ref.row) == (first.table, first.row) for ref in right):
        return measure
    name = row_name(table.rows[first.row])
    return name if first.measure in _WHOLES or measure == name else f"{name} {measure}"


_WHOLES = frozenset({"total", "revenue", "expenditure", "use"})
"""Measures that are the amount of a line itself."""


def _other_side(
    tables: Sequence[Table], refs: Sequence[Ref], values: Values, show: Show, first: Ref, same: bool
) -> str:
    """What stands against an asked cell: a single figure by its name, a blank one of two by `—`."""
    told = [ref for ref in refs if ref in values]
    if len(refs) == 2 and len(told) == 1:
        blank = [f"{_label(tables, ref, first)} —" for ref in refs if ref not in values]
        label = _label(tables, told[0], first)  # beside a blank its bare figure would only repeat the asked one
        return " + ".join([f"{label} {_shown(tables, told[0], values, show)}".strip(), *blank])
    if len(told) != 1:
        return _sum(tables, refs, values, show, first)
    label = _label(tables, told[0], first)
    if same and label and told[0].table != first.table:
        return label  # a place; the name of a row or column alone (`= 20701`) would read as a figure
    return f"{label} {_shown(tables, told[0], values, show)}".strip()


def _sum(tables: Sequence[Table], refs: Sequence[Ref], values: Values, show: Show, first: Ref) -> str:
    told = [ref for ref in refs if ref in values]
    if not told:
        return "0（留空）"
    if len(told) == 1 and told[0] != first:  # a lone addend by its name: `6.00 = 6.00` says nothing
        return f"{_label(tables, told[0], first)} {_shown(tables, told[0], values, show)}".strip()
    texts = [_named(tables, ref, values, show, first, *told[n - 1 : n]) for n, ref in enumerate(told[:MOST_PARTS])]
    if len(told) <= MOST_PARTS:
        return " + ".join(texts)
    total = show.text(sum(values[ref] for ref in told), tables[told[0].table].step)
    return f"{' + '.join(texts[:3])} + …（{len(told)} 项共 {total}）"


def _shown(tables: Sequence[Table], ref: Ref, values: Values, show: Show) -> str:
    return show.text(values[ref], tables[ref.table].step)


def _named(tables: Sequence[Table], ref: Ref, values: Values, show: Show, first: Ref, before: Ref | None = None) -> str:
    """A figure with what tells it from the first one: table, row and column, or the column alone; another row needs no name. Of another
    table only what differs from the addend `before` it is told."""
    if before is not None and ref.table == before.table != first.table:
        label = _differing(tables[ref.table], ref, before)
    else:
        label = _label(tables, ref, first) if ref.table != first.table or ref.row == first.row else ""
    return f"{label} {_shown(tables, ref, values, show)}".strip()


def _differing(table: Table, ref: Ref, before: Ref) -> str:
    row, last = table.rows[ref.row], table.rows[before.row]
    name = row_name(row)
    if row.project and row.code == last.code:
        name = name.removeprefix(row.code).strip()
    parts = [
        name if ref.row != before.row else "",
        measure_name(table, ref.measure) if ref.measure != before.measure else "",
    ]
    return " ".join(part for part in parts if part)


def _label(tables: Sequence[Table], ref: Ref, first: Ref) -> str:
    table = tables[ref.table]
    if ref.table != first.table:
        return cell_name(table, table.rows[ref.row], ref.measure)
    if ref.row != first.row:
        return row_name(table.rows[ref.row])
    return measure_name(table, ref.measure) if ref.measure != first.measure else ""
