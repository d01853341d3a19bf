"""The pane that tells everything of one line: at the right of the rows, as a strip of six lines under them, or over the whole
screen. It draws blocks of spans; what they say is made by the screens (detail_blocks.py and its like)."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from textual import events

from tui.figures import cell_width, left
from tui.widgets.detail_blocks import GUTTER, Block
from tui.widgets.lines import LineList
from tui.widgets.paint import Span, line_width

GAP = 2
"""Blanks between the items of a brief line."""
STRIP = 6
"""Lines of the strip, without the line above it."""


class DetailPane(LineList):
    """Blocks with a dim label in a gutter; scrolls when it has the focus. `side` False: strip or whole screen."""

    HEAD = 0

    def __init__(self, *, id: str = "pane") -> None:
        super().__init__(id=id)
        self.make: Callable[[int], list[Block]] = lambda width: []
        self.side = True
        self._made: tuple[int, list[list[Span]]] | None = None

    def tell(self, make: Callable[[int], list[Block]]) -> None:
        """Show other blocks; `make(width)` lays them out when they are drawn."""
        with self.repainted():
            self.make = make
            self._made = None
            self.top = 0

    def forget(self) -> None:
        """Lay the same blocks out again (another width or theme)."""
        self._made = None
        self.refresh()

    @property
    def strip(self) -> bool:
        """True when only the brief lines have room."""
        return not self.side and self.size.height <= STRIP + 1

    # --- a list without a cursor ---------------------------------------------------------------------------------------------

    def count(self) -> int:
        return len(self._lines())

    def move(self, delta: int) -> None:
        self._scroll(self.top + delta)

    def page(self, direction: int) -> None:
        self._scroll(self.top + direction * max(1, self.size.height - 2))

    def first(self) -> None:
        self._scroll(0)

    def last(self) -> None:
        self._scroll(self.count())

    def _scroll(self, top: int) -> None:
        top = max(0, min(top, self.count() - self.size.height))
        if top != self.top:
            self.top = top
            self.refresh()

    def on_focus(self) -> None:
        self.refresh()

    def on_blur(self) -> None:
        self.refresh()

    def on_resize(self, event: events.Resize) -> None:
        self._scroll(self.top)

    def on_click(self, event: events.Click) -> None:
        self.focus()

    # --- drawing -------------------------------------------------------------------------------------------------------------

    def _lines(self) -> list[list[Span]]:
        width = self.size.width
        if self._made is None or self._made[0] != width:
            inner = width - (3 if self.side else 2)
            made = self.make(inner)
            self._made = (width, _strip(made, inner) if self.strip else _pane(made))
        return self._made[1]

    def line(self, y: int, width: int) -> tuple[list[Span], bool]:
        if self.strip:
            if y == 0:
                return [("─" * width, "dim")], False
            lines = self._lines()
            return ([(" ", ""), *lines[y - 1]] if y - 1 < len(lines) else []), False
        lines = self._lines()
        index = self.top + y
        spans: Sequence[Span] = lines[index] if index < len(lines) else []
        more = y == self.size.height - 1 and index + 1 < len(lines)
        if more:
            spans = [("  …", "dim")]
        if not self.side:
            return [(" ", ""), *spans], False
        rule: Span = ("▌", "accent strong") if self.has_focus and y == 0 else ("│", "dim")
        return [rule, (" ", ""), *spans], False


def _pane(made: Sequence[Block]) -> list[list[Span]]:
    """Blocks one below the other, an empty row between them, the label before the first line."""
    out: list[list[Span]] = []
    for block in made:
        if out and not block.tight:
            out.append([])
        for n, spans in enumerate(block.lines):
            if not block.label:
                out.append(list(spans))
                continue
            label = block.label if n == 0 else ""
            out.append([(left(label, GUTTER), "dim"), *spans])
    return out


def _strip(made: Sequence[Block], width: int) -> list[list[Span]]:
    """At most six brief lines, those of the smallest ranks. Items that do not fit go to a next line while
    there are lines to spare, else they are left out whole and `…` says so; a figure is never cut."""
    brief = [block for block in made if block.brief]
    if len(brief) > STRIP:
        kept = sorted(range(len(brief)), key=lambda n: (brief[n].rank, n))[:STRIP]
        brief = [brief[n] for n in sorted(kept)]
    out: list[list[Span]] = []
    spare = STRIP - len(brief)
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
            spans += [(" " * gap, ""), *item]
            room -= line_width(item) + gap
        out.append(spans)
    return out
