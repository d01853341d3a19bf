"""Which line of a table is a sum of which, where only order and amounts tell: 政府采购支出预算表 prints category, project and item below
each other without a code. Apart from statements_tree.py: arithmetic on rows, nothing of the screen.
"""

from __future__ import annotations

from collections.abc import Sequence

from data_model.budget import Table
from data_model.classification import TOTAL
from data_model.ties import CATEGORY


def sums_above(table: Table, measure: str) -> dict[int, int]:
    """Row -> the row it is a part of: categories hold what follows them, a project the items that make it. Empty unless every sum
    comes out to the fen: nothing is put under a line it does not make."""
    rows = [n for n, row in enumerate(table.rows) if row.code != TOTAL and row.cells]
    amounts = {n: table.rows[n].fen(measure) for n in rows}
    heads = [n for n in rows if CATEGORY.match(table.rows[n].name)]
    total = table.total.fen(measure) if table.total is not None else None
    if not heads or rows[0] != heads[0] or sum(amounts[head] or 0 for head in heads) != total:
        return {}
    owners: dict[int, int] = {}
    for head, stop in zip(heads, [*heads[1:], rows[-1] + 1], strict=True):
        below = [n for n in rows if head < n < stop]
        parts = _parts([amounts[n] for n in below], amounts[head])
        if parts is None:
            return {}
        owners |= {n: head if part < 0 else below[part] for n, part in zip(below, parts, strict=True)}
    return owners


def _parts(amounts: Sequence[int | None], whole: int | None) -> list[int] | None:
    """For each line the place of the line it is a part of, -1 for the whole itself; None where neither the lines nor sums each
    followed by their parts make the whole."""
    figures = [fen for fen in amounts if fen is not None]
    if whole is None or len(figures) != len(amounts) or min(figures, default=0) < 0:
        return None
    if not figures or sum(figures) == whole:
        return [-1] * len(figures)
    parts: list[int] = []
    told = 0
    while len(parts) < len(figures):
        head, left = len(parts), figures[len(parts)]
        told += left
        parts.append(-1)
        while left > 0 and len(parts) < len(figures):
            left -= figures[len(parts)]
            parts.append(head)
        if left:
            return None
    return parts if told == whole else None
