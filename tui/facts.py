"""What a list tells of a document that is not opened: who, when, how much, and why it is none. Apart from the screen because the loading
thread makes it, and from the session because the document itself is not kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from data_model.amount import format_yuan
from data_model.budget import Budget
from data_model.read_errors import ReadError
from data_model.records import dataclass

if TYPE_CHECKING:
    from tui.state import Recent


@dataclass(frozen=True, slots=True)
class Facts:
    """One document. `total` in fen and its printed `step`, None when it tells none; `year` 0 and words "" when unknown; `published` an
    ISO date; `figures` counts those of budget tables, `mismatches` and `recovered` what checking and reading found. With an `error`
    the rest is empty: it is no budget, or cannot be read."""

    entity: str = ""
    year: int = 0
    kind: str = ""
    phase: str = ""
    total: int | None = None
    step: int = 1
    published: str = ""
    tables: int = 0
    figures: int = 0
    mismatches: int = 0
    recovered: int = 0
    error: ReadError | None = None


def whole(budget: Budget) -> tuple[int | None, int]:
    """The total a budget is known by, all of its expenditure where that is told, in fen, and its step."""
    from data_model.scopes import scope_options
    from data_model.tree import build_tree

    for view in ("function", "revenue", "economic"):
        if scope_options(budget, view):
            tree = build_tree(budget, view)
            if tree.total is not None:
                return tree.total, tree.step
    return None, 1


def facts_of(budget: Budget, mismatches: int | None = None) -> Facts:
    """The facts of a budget. Without `mismatches` it is checked, which is for the loading thread; -1 stands for not known yet."""
    if mismatches is None:
        from data_model.checks import check

        mismatches = sum(1 for finding in check(budget) if finding.verdict == "mismatch")
    meta = budget.meta
    total, step = whole(budget)
    tables = [table for table in budget.tables if table.kind != "goals"]
    return Facts(
        meta.entity, meta.fiscal_year or 0, meta.kind, meta.phase, total, step, meta.published, len(tables),
        sum(table.figures for table in tables),
        mismatches,
        budget.recovered,
    )  # fmt: skip


def remembered(path: str, budget: Budget, facts: Facts | None = None) -> Recent:
    """What the state of a user keeps of a document that was looked at, whose facts may be known."""
    from tui.state import Recent

    fen, meta = facts.total if facts is not None else whole(budget)[0], budget.meta
    return Recent(path, meta.entity, meta.fiscal_year or 0, meta.kind, format_yuan(fen) if fen is not None else "")
