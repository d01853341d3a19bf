"""The first frame of the explorer, drawn before the toolkit is loaded: importing it takes longer than reading a budget and drawing it.

The lines are those the screen draws (frame_lines.py, tree_rows.py, pane_lines.py), all but the keys: they appear when they work. The
toolkit then takes the terminal over and finds in place what it would draw (`CellDiff.go_on`); what differs is drawn then, so this
may leave out what is rare.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Sequence
from typing import NamedTuple

from data_model.detail import detail
from data_model.scopes import SCREEN_VIEWS
from tui.looks import Look
from tui.session import Session
from tui.shadow import Shadow
from tui.terminal import drawn_narrow, enter, erases
from tui.widgets.detail_blocks import Telling, blocks
from tui.widgets.frame_lines import PANE_FROM, body_rows, is_roomy, path_line, title, top_line, view_spans, view_tabs
from tui.widgets.pane_lines import pane_lines, pane_width, strip_lines, strip_rows
from tui.widgets.roles import TRUE_COLOURS, choose_theme
from tui.widgets.spans import Span, fitted
from tui.widgets.tree_rows import TreeRows
from tui.widgets.tree_words import in_words, path_names, shown_words

SMALLEST = (40, 12)
"""Columns and rows below which the screen is laid out by the toolkit alone."""


class Piece(NamedTuple):
    """A line of spans at a place of the screen, exactly so many cells wide."""

    x: int
    y: int
    width: int
    spans: Sequence[Span]
    focused: bool = False


def compose(session: Session, width: int, height: int) -> list[Piece]:
    """The lines of the tree in sight; none when there is no tree or no room."""
    if (
        session.view not in SCREEN_VIEWS
        or (look := session.look()) is None
        or width < SMALLEST[0]
        or height < SMALLEST[1]
    ):
        return []
    roomy = is_roomy(width, height)
    wide = width >= PANE_FROM
    first = 3 if roomy else 1
    last = first + body_rows(width, height)  # behind the body
    out = [Piece(0, 0, width, top_line(title(session.budget, width), shown_words(session, look, width), width))]
    if roomy:
        out.append(Piece(0, 1, width, view_spans(view_tabs(session), session.view, width)[0]))
        out.append(Piece(0, 2, width, []))
    across = width - pane_width(width) if wide else width
    strip = 0 if wide else strip_rows(last - first)
    out += _tree(session, look, across, first, last - first - strip, roomy)
    out += _pane(session, look, across, first if wide else last - strip, width, last, wide)
    if roomy:
        where = f"{look.flat.row(look.node) + 1}/{len(look.flat)}"
        out.append(Piece(0, height - 2, width, path_line(path_names(look.tree, look.node), where, width)))
    out.append(Piece(0, height - 1, width, []))
    return out


def _tree(session: Session, look: Look, width: int, top: int, height: int, roomy: bool) -> list[Piece]:
    rows = TreeRows()
    rows.ascii_only = session.options.ascii
    if look.fresh:
        weights = look.tree.amounts
        look.flat.open_fitting(max(1, height - 1), lambda node: abs(weights[node] or 0))
        look.fresh = False
    rows.take(look, session.shown_unit(look.tree), look.marks, session.columns())
    count, seen = len(look.flat), height - 1
    start = max(0, rows.cursor - seen + 1)
    rows.position = f"{rows.cursor + 1}/{count}" if count > seen and not roomy else ""
    out = [Piece(0, top, width, rows.head(0, width))]
    for n in range(seen):
        row = start + n
        spans = rows.row(row, width) if row < count else []
        out.append(Piece(0, top + 1 + n, width, spans, row == rows.cursor))
    return out


def _pane(session: Session, look: Look, x: int, top: int, width: int, bottom: int, wide: bool) -> list[Piece]:
    about = in_words(detail(session.budget, look.tree, look.node), look.tree, look.node)
    inner = width - x - 3 if wide else width - 2
    made = blocks(Telling(about, session.shown_unit(look.tree), inner, session.options.ascii))
    lines: list[list[Span]]
    if not wide:
        lines = [[("─" * width, "dim")], *([(" ", ""), *line] for line in strip_lines(made, inner, bottom - top - 1))]
        return [Piece(0, y, width, lines[y - top] if y - top < len(lines) else []) for y in range(top, bottom)]
    lines = pane_lines(made, bottom - top)
    if len(lines) > bottom - top:
        lines[bottom - top - 1] = [("  …", "dim")]
    return [
        Piece(x, y, width - x, [("│", "dim"), (" ", ""), *(lines[y - top] if y - top < len(lines) else [])])
        for y in range(top, bottom)
    ]


# --- to the terminal ---------------------------------------------------------------------------------------------------------


def show(session: Session) -> Shadow | None:
    """Draw the first frame on the second screen of the terminal and tell what stands there; None where there is no first frame."""
    environment = dict(os.environ)
    theme = choose_theme(session.options.theme, "NO_COLOR" in environment, environment)
    true = environment.get("COLORTERM", "").lower() in ("truecolor", "24bit")
    if "NO_COLOR" in environment or environment.get("YUSUAN_CELL_DIFF") == "0" or true != (theme in TRUE_COLOURS):
        return None
    size = shutil.get_terminal_size()
    lines = compose(session, *size)
    if not lines:
        return None
    shadow = Shadow(*size, erases(), drawn_narrow(), true)
    enter(sequences(lines, shadow, theme, session.options.ascii))
    return shadow


def sequences(lines: Sequence[Piece], shadow: Shadow, theme: str, ascii_only: bool) -> str:
    """What draws the lines on a terminal."""
    codes = _Codes(theme)
    return shadow.draw(
        (x, y, tuple((text, codes.of(role, focused)) for text, role in fitted(spans, width, ascii_only)))
        for x, y, width, spans, focused in lines
    )


class _Codes:
    """How a theme draws roles; paint.py says the same in styles."""

    def __init__(self, theme: str) -> None:
        self._colours = TRUE_COLOURS.get(theme)
        self._made: dict[tuple[str, bool], str] = {}

    def of(self, role: str, focused: bool) -> str:
        """The codes of one or several roles, on the focused row or off it."""
        made = self._made.get((role, focused))
        if made is None:
            made = self._made[(role, focused)] = ";".join(self._codes(set(role.split()), focused))
        return made

    def _codes(self, roles: set[str], focused: bool) -> list[str]:
        signs = ["1"] if "strong" in roles or focused else []
        signs += ["7"] if "cursor" in roles else []
        if self._colours is None:
            amber, accent = "amber" in roles, "accent" in roles
            if focused:
                return sorted({*signs, "7"})
            bold = ["1"] if amber and not signs else []
            return [*bold, *signs, *(["2"] if "dim" in roles else []), *(["33"] if amber else ["36"] if accent else [])]
        of = self._colours
        fore = next((getattr(of, name) for name in ("amber", "accent", "dim") if name in roles), of.text)
        fore = of.focus_text if focused and of.focus_text else fore
        signs = ["1"] if of.bold_amber and "amber" in roles and not signs else signs
        return [*signs, f"38;2;{_numbers(fore)}", f"48;2;{_numbers(of.focus if focused else of.ground)}"]


def _numbers(colour: str) -> str:
    """`#15181c` -> `21;24;28`."""
    return ";".join(str(int(colour[n : n + 2], 16)) for n in (1, 3, 5))
