"""The ways the figures of one row may stand under its measures, and the row when only some of them are left. Apart from net.py, which
binds rows by sums.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import combinations
from math import comb

from data_model.budget import Cell, Row, Table
from data_model.forms import form_of
from data_model.records import replace

MOST_PLACEMENTS = 20_000
"""A row with more possible placements is left as it is: eight figures in the 17 columns of 收入总表 are beyond it."""


Placements = tuple[tuple[str, ...], ...]
"""Ways to place the figures of a row: the measure of each figure."""


def placements_of(table: Table, row: Row) -> Placements:
    """The increasing choices of measures for the figures of a row; empty when there are none or far too many."""
    figures = row.ambiguous
    if not figures or not all(cell.candidates for cell in figures):
        return ()
    free = tuple(m for m in measure_order(table, row) if m not in row.cells)
    return _choices(free, tuple(cell.candidates for cell in figures), _sum_of(table, row))


@lru_cache(maxsize=1024)
def _choices(free: tuple[str, ...], candidates: tuple[tuple[str, ...], ...], sum_: str) -> Placements:
    """The increasing choices among the free measures. A row with figures has its sum: parts alone would satisfy no identity of it."""
    if len(candidates) > len(free) or comb(len(free), len(candidates)) > MOST_PLACEMENTS:
        return ()
    allowed = [frozenset(each) for each in candidates]
    return tuple(
        c
        for c in combinations(free, len(candidates))
        if (sum_ not in free or c[0] == sum_) and all(m in a for m, a in zip(c, allowed, strict=True))
    )


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


def settled(row: Row, placements: Sequence[tuple[str, ...]]) -> Row:
    """The row with the figures that have one place left under it, the others with the places that are left."""
    cells = dict(row.cells)
    ambiguous: list[Cell] = []
    for cell, places in zip(row.ambiguous, zip(*placements, strict=True), strict=True):
        measures = tuple(dict.fromkeys(places))
        if len(measures) == 1:
            cells[measures[0]] = replace(cell, status="recovered", candidates=())
        else:
            order = tuple(m for m in cell.candidates if m in measures)
            same = order == cell.candidates and cell.status == "ambiguous"
            ambiguous.append(cell if same else replace(cell, status="ambiguous", candidates=order))
    return replace(row, cells=cells, ambiguous=tuple(ambiguous))
