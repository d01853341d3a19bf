"""The ways the figures of one row may stand under its measures, and the row when only some of them are left. Apart from net.py, which
binds rows by sums.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import combinations
from math import comb

from data_model.budget import Cell, Row, Table
from data_model.forms import form_of

MOST_PLACEMENTS = 20_000
"""A row with more possible placements is left as it is: eight figures in the 17 columns of 收入总表 are beyond it."""


def placements_of(table: Table, row: Row) -> list[tuple[str, ...]]:
    """The increasing choices of measures for the figures of a row; empty when there are none or far too many."""
    order = measure_order(table, row)
    free = [m for m in order if m not in row.cells]
    figures = row.ambiguous
    if not figures or len(figures) > len(free) or comb(len(free), len(figures)) > MOST_PLACEMENTS:
        return []
    allowed = [frozenset(cell.candidates) for cell in figures]
    if not all(allowed):
        return []
    sum_ = _sum_of(table, row)  # a row with figures has its sum: parts alone would satisfy no identity of it
    return [
        c
        for c in combinations(free, len(figures))
        if all(m in a for m, a in zip(c, allowed, strict=True)) and (sum_ not in free or c[0] == sum_)
    ]


def _sum_of(table: Table, row: Row) -> str:
    """The measure all others of the row are parts of; "" when there is none."""
    form = form_of(table.kind)
    side = next((s for s in form.sides if s.id == row.side), None) if form else None
    return side.measures[0].id if side and len(side.measures) > 1 else ""


def measure_order(table: Table, row: Row) -> list[str]:
    """The measures a row's figures may have, in the order of their columns: that of the table's own columns on the row's side."""
    wanted = {m for cell in row.ambiguous for m in cell.candidates}
    order = [c.role for c in table.columns if c.role in wanted and c.side == row.side]
    return order + [m for cell in row.ambiguous for m in cell.candidates if m not in order]


def candidates_hidden(row: Row) -> Row:
    """The row as if its figures had no candidates: identities over unplaced figures are wanted here."""
    if not row.ambiguous:
        return row
    return replace(row, ambiguous=tuple(replace(cell, candidates=()) for cell in row.ambiguous))


def settled(row: Row, placements: Sequence[tuple[str, ...]]) -> Row:
    """The row with the figures that have one place left under it, the others with the places that are left."""
    cells = dict(row.cells)
    ambiguous: list[Cell] = []
    for index, cell in enumerate(row.ambiguous):
        measures = tuple(dict.fromkeys(placement[index] for placement in placements))
        if len(measures) == 1:
            cells[measures[0]] = replace(cell, status="recovered", candidates=())
        else:
            order = [m for m in cell.candidates if m in measures]
            ambiguous.append(replace(cell, status="ambiguous", candidates=tuple(order)))
    return replace(row, cells=cells, ambiguous=tuple(ambiguous))
