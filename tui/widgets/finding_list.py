"""Findings as rows: verdict, amount, place, sentence; what was not understood comes first. Apart from the tree: no folding, no shares."""

from __future__ import annotations

from collections.abc import Sequence

from data_model.budget import Budget, Finding, Table
from data_model.detail import source_label, table_label
from tui.figures import amount_text, cell_width, left, right
from tui.texts import t
from tui.widgets.lines import LineList
from tui.widgets.paint import Span

MOST_PLACE = 24


class FindingList(LineList):
    """One finding a row."""

    def __init__(self, *, id: str = "findings") -> None:
        super().__init__(id=id)
        self.findings: Sequence[Finding] = ()
        self._budget: Budget | None = None
        self._unit = ""
        self._verdict = self._amount = self._place = 0

    def show(self, budget: Budget, findings: Sequence[Finding], unit: str) -> None:
        """Show the findings of a budget, amounts in `unit`."""
        self._budget, self.findings, self._unit = budget, findings, unit
        self._verdict = max((cell_width(verdict_word(f)) for f in findings), default=4)
        self._amount = max(8, *(cell_width(self._figure(f)) for f in findings), 0)
        self._place = min(MOST_PLACE, max((cell_width(self._where(f)) for f in findings), default=4))
        self.changed()

    @property
    def current(self) -> Finding | None:
        """The finding under the cursor."""
        return self.findings[self.cursor] if self.findings else None

    def count(self) -> int:
        return len(self.findings)

    def _figure(self, finding: Finding) -> str:
        amount = finding.found if finding.found is not None else finding.expected
        table = self._table(finding)
        return amount_text(amount, self._unit, table.step if table is not None and table.step else 1)

    def _table(self, finding: Finding) -> Table | None:
        return self._budget.table(finding.table) if self._budget is not None and finding.table else None

    def _where(self, finding: Finding) -> str:
        table = self._table(finding)
        if table is not None:
            return f"{table_label(table)} {finding.code}".strip()
        return source_label(finding.place) if finding.place is not None else "—"

    def head(self, y: int, width: int) -> list[Span]:
        if not self.findings:
            return []
        text = (
            f"  {left(t('screen.head.verdict'), self._verdict)} {right(t('screen.head.amount'), self._amount)}"
            f"  {left(t('screen.head.place'), self._place)}  {t('screen.head.message')}"
        )
        gap = width - cell_width(text) - cell_width(self.position)
        return [(text + " " * max(1, gap) + self.position, "dim")]

    def row(self, index: int, width: int) -> list[Span]:
        finding = self.findings[index]
        unread = finding.verdict in ("unread", "mismatch")
        return [
            ("▌" if index == self.cursor else " ", "accent"),
            (" " + left(verdict_word(finding), self._verdict), "strong" if unread else ""),
            (" " + right(self._figure(finding), self._amount), ""),
            ("  " + left(self._where(finding), self._place), "dim"),
            ("  " + finding.message, ""),
        ]

    def empty(self, y: int) -> list[Span]:
        return [("   ", ""), (t("screen.empty.checks"), "")] if y == 1 else []


def verdict_word(finding: Finding) -> str:
    """The word of a verdict (`未读懂`, `提示` …)."""
    return t(f"screen.verdict.{finding.verdict}")
