"""What leaves a screen as a list, in the language of the screen: heads of columns, lines of a tree, findings, paragraphs. Apart from
data_model/shown_rows.py, which knows the columns and no words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import compress
from typing import TYPE_CHECKING

from data_model.budget import Budget, Finding
from data_model.shown import Shown
from data_model.shown_rows import CHOSEN, FOUND, LISTED, found_row, listed
from data_model.tree import Tree
from tui.texts import language, sentence, t, term
from tui.widgets.finding_list import verdict_word
from tui.widgets.naming import line_name
from tui.widgets.prose_view import heading_text

if TYPE_CHECKING:
    from data_model.speaking import Prior

_NAME, _LEVEL = (LISTED.index(column) for column in ("name", "level"))
_AMOUNTS = ("amount", "last_year", "change")
_VERDICT, _MESSAGE = (FOUND.index(column) for column in ("verdict", "message"))
_FIGURES = ("found", "expected", "difference")
_PARAGRAPHS = ("section", "prose", "origin")


class Lines:
    """Lines of a tree as a list: code, name, level, amount in 元, of shares and last year what is `chosen`, table, measure, place.
    `priors` is the last year of every node, or empty."""

    def __init__(self, tree: Tree, chosen: Sequence[str], priors: Sequence[Prior | None]) -> None:
        self.tree, self.priors = tree, priors
        self._kept = [column not in CHOSEN or column in chosen for column in LISTED]

    def heads(self) -> tuple[str, ...]:
        """The heads of `row`."""
        return tuple(compress(_heads(LISTED), self._kept))

    def row(self, node: int) -> tuple[str, ...]:
        """One line."""
        row = list(listed(self.tree, node, self.priors[node] if self.priors else None))
        row[_NAME], row[_LEVEL] = line_name(self.tree, node), term(row[_LEVEL])
        return tuple(compress(row, self._kept))

    def shown(self, document: str, view: str, nodes: Iterable[int]) -> Shown:
        """Some of them with their heads."""
        amounts = frozenset(_heads(column for column in _AMOUNTS))
        return Shown(document, view, self.heads(), tuple(map(self.row, nodes)), amounts, language())


def findings_shown(document: str, findings: Iterable[Finding]) -> Shown:
    """Findings with their heads, amounts in 元."""
    rows = []
    for finding in findings:
        row = list(found_row(finding))
        row[_VERDICT], row[_MESSAGE] = verdict_word(finding), sentence(row[_MESSAGE])
        rows.append(tuple(row))
    return Shown(document, t("view.checks"), _heads(FOUND), tuple(rows), frozenset(_heads(_FIGURES)), language())


def prose_shown(document: str, budget: Budget) -> Shown:
    """The masked paragraphs with their sections: what leaves the screen never has persons."""
    rows = tuple(
        (heading_text(section), paragraph.text, paragraph.place.label())
        for section in budget.sections
        if not section.contents
        for paragraph in section.paragraphs
    )
    return Shown(document, t("view.prose"), _heads(_PARAGRAPHS), rows, frozenset(), language())


def _heads(columns: Iterable[str]) -> tuple[str, ...]:
    return tuple(t(f"listed.{column}") for column in columns)
