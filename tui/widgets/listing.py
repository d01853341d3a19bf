"""What leaves a screen as a list, in the language of the screen: heads of columns, lines of a tree, findings, paragraphs. Apart from
data_model/shown_rows.py, which knows the columns and no words."""

from __future__ import annotations

from collections.abc import Iterable

from data_model.budget import Budget, Finding
from data_model.shown import Shown
from data_model.shown_rows import FOUND, LISTED, found_row, listed
from data_model.tree import Tree
from tui.texts import language, sentence, t, term
from tui.widgets.finding_list import verdict_word
from tui.widgets.naming import line_name
from tui.widgets.prose_view import heading_text

_NAME, _LEVEL, _AMOUNT = (LISTED.index(column) for column in ("name", "level", "amount"))
_VERDICT, _MESSAGE = (FOUND.index(column) for column in ("verdict", "message"))
_FIGURES = ("found", "expected", "difference")
_PARAGRAPHS = ("section", "prose", "origin")


def line_heads() -> tuple[str, ...]:
    """The heads of `line_row`."""
    return _heads(LISTED)


def line_row(tree: Tree, node: int) -> tuple[str, ...]:
    """One line of a tree: code, name, level, amount in 元, shares in percent, table, measure, place."""
    row = list(listed(tree, node))
    row[_NAME], row[_LEVEL] = line_name(tree, node), term(row[_LEVEL])
    return tuple(row)


def lines_shown(document: str, view: str, tree: Tree, nodes: Iterable[int]) -> Shown:
    """Lines of a tree with their heads."""
    heads = line_heads()
    rows = tuple(line_row(tree, node) for node in nodes)
    return Shown(document, view, heads, rows, frozenset({heads[_AMOUNT]}), language())


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
