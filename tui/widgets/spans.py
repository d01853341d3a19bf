"""Lines as pieces of text with roles. Apart from paint.py, which gives them colours with the toolkit's means: what a line says must be
known before the toolkit is loaded."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from tui.cells import ELLIPSIS, cell_width, cut, to_ascii, visible

Span = tuple[str, str]
"""A piece of text and its role, several joined by a blank: `("201", "dim")`, `("393.71", "strong")`, `("[", "accent strong")`."""
Line = Sequence[Span]


def line_width(spans: Iterable[Span]) -> int:
    """Cells the spans take."""
    return sum(cell_width(text) for text, _ in spans)


def spread(left_side: Sequence[Span], right_side: Sequence[Span], width: int) -> list[Span]:
    """Left and right text on one line of `width` cells; the left one is cut first."""
    room = max(0, width - line_width(right_side))
    out: list[Span] = []
    for text, role in left_side:
        short = cut(text, room)
        room -= cell_width(short)
        out.append((short, role))
    return [*out, (" " * room, ""), *right_side]


def fitted(spans: Iterable[Span], width: int, ascii_only: bool) -> list[Span]:
    """The spans on exactly `width` cells: what is longer is cut with `…`, what is shorter padded; nothing a terminal would obey."""
    out: list[Span] = []
    used = 0
    for text, role in spans:
        if not text:
            continue
        text = visible(text)
        wide = cell_width(text)
        if used + wide > width:
            text = cut(text, width - used)
            if text == ELLIPSIS and out and out[-1][0].endswith(ELLIPSIS):
                break  # it was cut before
            wide = cell_width(text)
        if text:
            out.append((to_ascii(text) if ascii_only else text, role))
            used += wide
        if used >= width:
            break
    if used < width:
        out.append((" " * (width - used), ""))
    return out
