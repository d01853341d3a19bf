"""Lines of trees, findings and printed tables as rows of texts, amounts in 元: what leaves a screen. Apart from shown.py, which writes
any list and knows no budget.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from data_model.amount import format_yuan, percent
from data_model.budget import Finding, Table
from data_model.tree import Tree

if TYPE_CHECKING:
    from data_model.speaking import Prior

LISTED = (
    "code",
    "name",
    "level",
    "amount",
    "share_parent",
    "share_total",
    "last_year",
    "change",
    "change_percent",
    "table",
    "measure",
    "origin",
)
CHOSEN = frozenset({"share_parent", "share_total", "last_year", "change", "change_percent"})
"""Columns of LISTED that a person shows or hides."""
FOUND = ("verdict", "rule", "table", "code", "measure", "found", "expected", "difference", "message", "origin")
"""The columns by their ids; the words for them are the screen's."""


def listed(tree: Tree, node: int, prior: Prior | None = None) -> tuple[str, ...]:
    """One line of a tree in the columns LISTED; `prior` is what is told of its last year in this scope."""
    amount, row = tree.amounts[node], tree.rows[node]
    table, measure = tree.tables[node], tree.measures[node]
    above, whole = tree.wholes(node)
    return (
        tree.codes[node],
        tree.names[node],
        tree.levels[node],
        "" if amount is None else format_yuan(amount),
        percent(amount, above) or "" if amount is not None and above and not tree.is_total(node) else "",
        percent(amount, whole) or "" if amount is not None and whole else "",
        "" if prior is None else format_yuan(prior.amount),
        "" if prior is None else format_yuan(prior.change),
        percent(prior.change, prior.amount) or "" if prior is not None and prior.amount > 0 else "",
        table.number or table.title,
        measure,
        row.place.label() if row is not None else "",
    )


def found_row(finding: Finding) -> tuple[str, ...]:
    """One finding in the columns FOUND; the verdict by its id."""
    figures = (finding.found, finding.expected, finding.difference)
    return (
        finding.verdict, finding.rule, finding.table, finding.code, finding.measure,
        *("" if fen is None else format_yuan(fen) for fen in figures), finding.message,
        finding.place.label() if finding.place is not None else "",
    )  # fmt: skip


def printed_rows(table: Table) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    """Heads and rows of a table as printed, every row as long as the head."""
    width = max(1, len(table.columns), *(len(row.texts) for row in table.grid))
    heads = [column.heading for column in table.columns]
    heads += [""] * (width - len(heads))
    named = tuple(f"{head}" if heads.count(head) == 1 and head else f"{head}#{n + 1}" for n, head in enumerate(heads))
    return named, tuple((*row.texts, *("",) * (width - len(row.texts))) for row in table.grid[table.head :])
