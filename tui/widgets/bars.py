"""Bars that begin anywhere: two-sided ones around an axis, and the steps of a bridge. Apart from figures.py, whose bars begin at the
left edge and are plain text: a bar that ends at a cell's right edge is an eighth block in reverse, a half block without colour."""

from __future__ import annotations

from data_model.amount import round_half_up
from tui.figures import EIGHTHS
from tui.widgets.spans import Span

AXIS = "│"


def stretch(start: int, stop: int, width: int, fine: bool, ascii_only: bool = False) -> list[Span]:
    """A bar from `start` to `stop` (eighths of a cell) in a field of `width` cells; at least an eighth, in ASCII at least a cell.

    `fine`: colours may be reversed, so that the left edge is as exact as the right one.
    """
    if ascii_only:
        start, stop = 8 * round_half_up(start, 8), 8 * round_half_up(stop, 8)
        if start == stop:
            start, stop = (start, stop + 8) if start + 8 <= 8 * width else (start - 8, stop)
    spans: list[Span] = []
    text = ""
    for cell in range(width):
        low, high = max(0, start - 8 * cell), min(8, stop - 8 * cell)
        if low < high and low and high == 8 and fine:
            spans += [(text, "accent"), (EIGHTHS[low], "accent cursor")]
            text = ""
        else:
            text += _block(low, high)
    return [*spans, (text, "accent")]


def _block(low: int, high: int) -> str:
    """One cell filled from `low` to `high` eighths, as near as a block without reversed colours comes."""
    if low >= high:
        return " "
    if low == 0 or low + high < 8:
        return "█" if high - low == 8 else EIGHTHS[high - low]
    return "█" if high - low == 7 else "▐"


def eighths(part: int, whole: int, width: int) -> int:
    """How many eighths of a cell |part| of `whole` is in `width` cells: at least one where there is anything."""
    if not part or whole <= 0:
        return 0
    return min(8 * width, max(1, round_half_up(abs(part) * width * 8, whole)))


def two_sided(part: int | None, most: int, side: int, fine: bool, ascii_only: bool = False) -> list[Span]:
    """`  ▐█│    `: `side` cells, the axis, `side` cells; a decrease to the left, an increase to the right, `most` fills a side."""
    size = eighths(part or 0, most, side)
    blank: list[Span] = [(" " * side, "")]
    before = after = blank
    if size and part is not None and part < 0:
        before = stretch(8 * side - size, 8 * side, side, fine, ascii_only)
    elif size:
        after = stretch(0, size, side, fine, ascii_only)
    return [*before, (AXIS, "dim"), *after]
