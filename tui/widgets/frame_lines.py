"""What the lines around every screen say: title, views, path. Apart from frame.py, which is their widgets: the first frame draws the
same lines before the toolkit is loaded."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from data_model.budget import Budget
from data_model.tree import SCREEN_VIEWS
from tui.cells import cell_width, cut
from tui.session import Session
from tui.texts import t, term
from tui.widgets.naming import short_entity
from tui.widgets.spans import Span, line_width, spread

PANE_FROM = 110
"""Columns from which the pane stands at the right; below, it is a strip under the rows."""
ROOMY_FROM = (100, 30)
"""Columns and rows from which views and path have lines of their own."""


def is_roomy(width: int, height: int) -> bool:
    """Whether views and path have lines of their own."""
    return width >= ROOMY_FROM[0] and height >= ROOMY_FROM[1]


def body_rows(width: int, height: int) -> int:
    """Rows between the lines above and those below."""
    return max(0, height - (5 if is_roomy(width, height) else 2))


@dataclass(frozen=True)
class ViewTab:
    """One view in the line of views; `reason` says why it cannot be shown."""

    id: str
    text: str
    reason: str = ""


def year_line(budget: Budget) -> str:
    """`2026年部门预算`."""
    return year_words(budget.meta.fiscal_year, budget.meta.kind, budget.meta.phase)


def year_words(year: int | None, kind: str, phase: str) -> str:
    """`2026年部门预算` of a document not at hand; what is not known is left out."""
    told = t("screen.year", year=year) if year else ""
    return t("screen.year_line", year=told, kind=term(kind), phase=term(phase)).strip()


def title(budget: Budget, width: int) -> list[Span]:
    """Who and when."""
    who = short_entity(budget.meta.entity) or t("screen.unknown_entity")
    gap = "  " if width >= ROOMY_FROM[0] else " "
    return [(f"{who}{gap}{year_line(budget)}", "")]


def view_tabs(session: Session) -> list[ViewTab]:
    """The line of views; the findings with how many ask for a look, once they are counted."""
    examined = session.examined
    notes = examined.to_look_at if examined is not None else 0
    tabs = [ViewTab(view, t(f"view.{view}"), session.reason(view)) for view in SCREEN_VIEWS]
    tabs.append(ViewTab("checks", t("view.checks") + (f" {notes}" if notes else "")))
    tabs.append(ViewTab("grid", t("view.grid"), "" if session.budget.tables else t("screen.reason.no_table")))
    tabs.append(ViewTab("prose", t("view.prose"), "" if session.budget.has_prose else t("screen.reason.no_prose")))
    return tabs


def top_line(left: Sequence[Span], right: Sequence[Span], width: int) -> list[Span]:
    """Title on the left, what is shown on the right."""
    return spread([(" ", ""), *left], [(" ", ""), *right, (" ", "")], width)


def view_spans(tabs: Sequence[ViewTab], current: str, width: int) -> tuple[list[Span], list[tuple[int, int, str]]]:
    """The line of views, and from where to where each of them stands."""
    spans: list[Span] = [(" ", "")]
    spots: list[tuple[int, int, str]] = []
    at = 1
    for tab in _fitting(list(tabs), current, width):
        here = tab.id == current
        before, after = ("‹", "›") if here else ("(", ")") if tab.reason else (" ", " ")
        text = f"{before}{tab.text}{after}"
        spans.append((text, "accent strong" if here else "dim" if tab.reason else ""))
        spots.append((at, at + cell_width(text), tab.id))
        at += cell_width(text)
    return spans, spots


def _fitting(tabs: list[ViewTab], current: str, width: int) -> list[ViewTab]:
    """The views that have room, the current one among them: when not all have, those at the far end go."""
    while len(tabs) > 1 and sum(cell_width(tab.text) + 2 for tab in tabs) + 1 > width:
        at = next((n for n, tab in enumerate(tabs) if tab.id == current), 0)
        tabs.pop(0 if tabs[-1].id == current or at > len(tabs) // 2 else -1)
    return tabs


SHORTEST_ABOVE = 12
"""Cells of a cut name above the current row that still say something."""


def _joined(parts: Sequence[str], left_out: bool) -> int:
    return cell_width(" › ".join(["…", *parts] if left_out else parts))


def path_line(path: Sequence[str], position: str, width: int) -> list[Span]:
    """The path from the whole to the current row, its middle left out where there is no room, and which row of how many it is."""
    right: list[Span] = [(f" {position} ", "dim")] if position else []
    room = width - 1 - line_width(right)
    parts, left_out = list(path), False
    while len(parts) > 2 and _joined(parts, left_out) > room:
        del parts[0]
        left_out = True
    if len(parts) == 2 and (more := _joined(parts, left_out) - room) > 0:
        above = cell_width(parts[0]) - more
        parts = [cut(parts[0], above), parts[1]] if above >= SHORTEST_ABOVE else parts[1:]
        left_out |= len(parts) == 1
    parts = ["…", *parts] if left_out else parts
    return spread([(" ", ""), (" › ".join(parts), "dim")], right, width)
