"""Where a line or a total must stand again by a declared identity: 收入总计 of 收支总表 is 总计 of 收入总表. Apart from detail.py, which lists
the figures there, because last year may be told of the one and asked of the other.
"""

from __future__ import annotations

from typing import NamedTuple

from data_model.budget import Budget, Row, Table
from data_model.classification import TOTAL
from data_model.identities import IDENTITIES

SIDES = frozenset({"I1.sides", "I9.sides"})
"""Identities between income and spending: both are told only by a sentence that names both (收支总预算)."""


MAY_AGREE = ((("revenue", "appropriation_subtotal", "total"), ("balance", "revenue", "current.appropriation")),)
"""Cells that are the same money where they agree, which is no identity to hold a document to: some count carry-over here, some there."""


class Twin(NamedTuple):
    """A cell that is another one told again; `crossed` when one is income and the other spending."""

    table: Table
    row: Row
    measure: str
    crossed: bool


def declared(table: Table, row: Row, measure: str) -> list[tuple[str, str, str, str]]:
    """(kind, measure, line key or `total`, identity) of the cells a figure must stand in again; hard identities first."""
    at = "total" if row.code == TOTAL else row.line
    if not at:
        return []
    out = []
    for identity in sorted(IDENTITIES, key=lambda one: not one.hard):
        if identity.kind != "cross" or len(identity.right) != 1:
            continue
        left, right = identity.left, identity.right[0]
        for one, two in ((left, right), (right, left)):
            if (one.table, one.measure, one.at) == (table.kind, measure, at):
                out.append((two.table, two.measure, two.at if two.at != "each" else at, identity.id))
    return out


def row_of_term(table: Table, measure: str, at: str) -> Row | None:
    """The row of a line key (or `total`) that has a figure of this measure."""
    return next(
        (r for r in table.rows if (r.line == at or (at == "total" and r.code == TOTAL)) and measure in r.cells), None
    )


def twins(budget: Budget, table: Table, row: Row, measure: str) -> list[Twin]:
    """The cells that tell the same money of the same scope, nearest first: by hard identities, over several tables, and only where the
    figures of this year agree as far as both tables print them."""
    fen = row.fen(measure)
    if fen is None:
        return []
    found = [Twin(table, row, measure, False)]
    for one in found:
        for kind, other_measure, at, identity in (*declared(one.table, one.row, one.measure), *_may_agree(one)):
            if identity in _SOFT:
                continue
            other = budget.table(kind)
            again = row_of_term(other, other_measure, at) if other is not None else None
            if (
                other is None
                or again is None
                or abs(again.cells[other_measure].fen - fen) >= max(table.step, other.step)
            ):
                continue
            if not any(twin.row is again and twin.measure == other_measure for twin in found):
                found.append(Twin(other, again, other_measure, one.crossed != (identity in SIDES)))
    return found[1:]


def _may_agree(twin: Twin) -> list[tuple[str, str, str, str]]:
    here = (twin.table.kind, twin.measure, "total" if twin.row.code == TOTAL else twin.row.line)
    return [(*other, "") for pair in MAY_AGREE for one, other in (pair, pair[::-1]) if one == here]


_SOFT = frozenset(identity.id for identity in IDENTITIES if not identity.hard)
