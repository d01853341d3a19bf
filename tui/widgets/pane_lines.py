"""The blocks of the pane as lines: one below the other, or the six brief ones of the strip. Apart from detail.py, which is the widget:
the first frame lays out the same lines before the toolkit is loaded."""

from __future__ import annotations

from collections.abc import Sequence

from tui.cells import cell_width, left
from tui.widgets.detail_blocks import GUTTER, Block
from tui.widgets.spans import Span, line_width
from tui.widgets.wrapping import wrap

GAP = 2
"""Blanks between the items of a brief line."""
STRIP = 6
"""Lines of the strip where there is room, without the line above it."""
NARROWEST_TEXT = 20
"""Cells below which a text of the strip is cut and not wrapped."""
NARROWEST, WIDEST = 40, 90
BESIDE_WORDS = 60
"""Cells of the pane at most beside rows of sentences."""
"""The pane at the right is a third of the screen, within these; on a wide one all that the rows need not."""
ROWS = 120
"""Cells from which rows gain nothing: figures, bar and a long name have room."""


def pane_width(width: int, words: bool = False) -> int:
    """Cells of the pane at the right of a screen, with the line at its left; rows that are sentences (`words`) need all they can have."""
    wide = width // 3
    return max(NARROWEST, min(BESIDE_WORDS, wide) if words else min(WIDEST, max(wide, width - ROWS))) + 1


def strip_rows(body: int, head: int = 1) -> int:
    """Rows of a strip and the line above it under rows with a head of so many lines, in a body of so many rows: it gives way, so that
    the rows keep half and more. 0 where not even one line would be left for it."""
    rows = min(STRIP + 1, (body - head) // 2)
    return rows if rows > 1 else 0


def pane_lines(made: Sequence[Block], height: int = 0) -> list[list[Span]]:
    """Blocks one below the other, an empty row between them, the label before the first line; where that is more than `height` lines,
    the blocks that can be told shorter are."""
    out = _below(made, short=False)
    return out if not 0 < height < len(out) else _below(made, short=True)


def _below(made: Sequence[Block], short: bool) -> list[list[Span]]:
    out: list[list[Span]] = []
    for block in made:
        if out and not block.tight:
            out.append([])
        for n, spans in enumerate((short and block.short) or block.lines):
            if not block.label:
                out.append(list(spans))
                continue
            label = block.label if n == 0 else ""
            out.append([(left(label, GUTTER), "dim"), *spans])
    return out


def strip_lines(made: Sequence[Block], width: int, most: int = STRIP) -> list[list[Span]]:
    """At most so many brief lines, those of the smallest ranks. Items that do not fit go to a next line while
    there are lines to spare, else they are left out whole and `…` says so; a figure is never cut."""
    brief = [block for block in made if block.brief]
    lines = max(1, most - sum(_needs(block, width) - 1 for block in brief if block.whole))
    if len(brief) > lines:
        kept = sorted(range(len(brief)), key=lambda n: (brief[n].rank, n))[:lines]
        brief = [brief[n] for n in sorted(kept)]
    out: list[list[Span]] = []
    spare = most - len(brief)
    for block in brief:
        gutter = left(block.label, max(GUTTER, cell_width(block.label)) + 1) if block.label else ""
        spans: list[Span] = [(gutter, "dim")]
        room = width - cell_width(gutter)
        for n, item in enumerate(block.brief):
            gap = GAP if n else 0
            last = n == len(block.brief) - 1
            if n and line_width(item) + gap + (0 if last or spare else 2) > room:
                if not spare:
                    spans.append((" …", "dim"))
                    break
                spare -= 1
                out.append(spans)
                spans, gap, room = [(" " * cell_width(gutter), "")], 0, width - cell_width(gutter)
            first, *more = _wrapped(item, room - gap, spare)
            spare -= len(more)
            spans += [(" " * gap, ""), *first]
            for line in more:
                out.append(spans)
                spans = [(" " * cell_width(gutter), ""), *line]
            room -= line_width(first) + gap
        out.append(spans)
    return out


def _needs(block: Block, width: int) -> int:
    """Lines a block of one brief item needs to be told whole."""
    return len(_wrapped(block.brief[0], width - (max(GUTTER, cell_width(block.label)) + 1 if block.label else 0), 99))


def _wrapped(item: Sequence[Span], room: int, spare: int) -> list[list[Span]]:
    """An item whose last text is too long for the room, on as many lines more as there are to spare; what is left then is cut."""
    *before, (text, role) = item
    inner = room - line_width(before)
    if not spare or cell_width(text) <= inner or inner < NARROWEST_TEXT:
        return [list(item)]
    lines = list(wrap(text.lstrip(), inner - cell_width(text) + cell_width(text.lstrip())))
    lead = " " * (cell_width(text) - cell_width(text.lstrip()))
    lines[spare:] = ["".join(lines[spare:])] if lines[spare:] else []
    indent = " " * line_width(before)
    return [[*(before if n == 0 else [(indent, "")]), (lead + line, role)] for n, line in enumerate(lines)]
