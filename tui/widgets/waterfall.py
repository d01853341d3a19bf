"""The steps from a to b: what each is called, which lines it is made of, and the bars that hang one from the other. Apart from the blocks
of the pane because the bridge on a screen of its own draws the same steps."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from data_model.comparing.diff_words import bar_name
from data_model.comparison import TOTAL_KEY, Bar, Change, Comparison
from tui.texts import spoken, t
from tui.widgets.bars import stretch
from tui.widgets.compare_rows import heads
from tui.widgets.spans import Span


def lines_of(c: Comparison, bar: Bar) -> list[Change]:
    """The innermost lines a step of the bridge is the sum of (before rounding), largest change first."""
    if bar.kind == "group":
        found = [line for line in c.lines if line.leaf and line.group]
    elif bar.kind == "untold":
        found = [line for line in c.lines if line.leaf and line.untold and line.key != TOTAL_KEY]
    elif bar.kind == "class":
        found = [
            line for line in c.lines
            if line.leaf and not line.group and not line.untold and line.delta and line.key != TOTAL_KEY
            and (line.key[0] == bar.code if bar.code else line.key[0] == bar.name or _top(c, line.key[0]) == bar.name)
        ]  # fmt: skip
    else:
        return []
    return sorted(found, key=lambda line: -abs(line.delta if line.delta is not None else line.b or 0))


def _top(c: Comparison, head: str) -> str:
    return next((line.name for line in c.lines if line.key == (head,)), "")


def bar_label(bar: Bar) -> str:
    """What a step of the bridge is called."""
    return bar_name(bar.kind, bar.code, bar.name, spoken())


def end_names(c: Comparison) -> tuple[str, str]:
    """What the ends of the bridge are called."""
    head_a, head_b = heads(c)
    return (t("compare.last_year"), head_b) if c.a.implied else (head_a, head_b)


def waterfall(
    start: int, steps: Sequence[int], end: int, width: int, fine: bool, ascii_only: bool, base: int = 0
) -> list[list[Span]]:
    """One field of `width` cells for the start, each step and the end; the ends from `base`, each step from where the last one
    stopped."""
    at = [start]
    for step in steps:
        at.append(at[-1] + step)
    low, high = min(base, *at, end), max(base + 1, *at, end)

    def place(fen: int) -> int:
        return round((fen - low) * 8 * width / (high - low))

    pairs = [(base, start), *pairwise(at), (base, end)]
    out = []
    for one, other in pairs:
        first, last = sorted((place(one), place(other)))
        if first == last and one != other:
            first, last = (first, last + 1) if last < 8 * width else (first - 1, last)
        out.append(stretch(first, last, width, fine, ascii_only) if first < last else [(" " * width, "")])
    return out
