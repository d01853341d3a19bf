"""Money of projects by the year of the order (文号) it came with, as lines below the tree: orders of earlier years still paid this year.
Apart from tree_table.py, which draws them where there is room.
"""

from __future__ import annotations

from data_model.tree import Tree
from tui.cells import left, right
from tui.figures import amount_text, bar, share_text
from tui.texts import t
from tui.widgets.naming import document_number
from tui.widgets.spans import Span
from tui.widgets.tree_columns import Columns


def by_year(tree: Tree) -> list[tuple[str, int, int]]:
    """(year, amount in fen, how many projects): those whose name has no order first (year ""), then the latest year down."""
    sums: dict[str, tuple[int, int]] = {}
    for node in range(len(tree)):
        if tree.levels[node] != "项目":
            continue
        year = document_number(tree.names[node])[0].partition(")")[0].lstrip("(")
        fen, count = sums.get(year, (0, 0))
        sums[year] = (fen + (tree.amounts[node] or 0), count + 1)
    return [(year, *sums[year]) for year in sorted(sums, key=lambda year: (year != "", -int(year or 0)))]


def year_lines(tree: Tree, unit: str, c: Columns, ascii_only: bool) -> list[list[Span]]:
    """The lines under the same columns as the tree's; none without any order."""
    years = by_year(tree)
    if tree.view != "projects" or not any(year for year, _, _ in years):
        return []
    between = " " * sum(1 + wide for wide in (c.last_year, c.change, c.percent) if wide)
    head = " " * 3 + right(t("screen.head.total"), c.amount) + " " * (c.parent + 1)
    head += (" " + right(t("screen.head.share_total"), c.total) if c.total else "") + between
    head += " " * (2 + c.bar) if c.bar else ""
    lines: list[list[Span]] = [[(head + " " + t("screen.head.order_year"), "dim")]]
    for year, fen, count in years:
        spans: list[Span] = [(" " * 3 + right(amount_text(fen, unit, tree.step), c.amount) + " " * (c.parent + 1), "")]
        if c.total:
            spans.append((" " + right(share_text(fen, tree.total), c.total), ""))
        spans.append((between, ""))
        if c.bar:
            spans.append(("  " + bar(fen, tree.total, c.bar, ascii_only), "dim"))
        words = t("screen.orders" if year else "screen.no_order", count=count)
        spans += [(" " + left(year or "—", max(4, c.code)), "dim"), (" " + words, "")]
        lines.append(spans)
    return lines
