"""The pane that tells everything of one line: at the right of the rows, as a strip of six lines under them, or over the whole
screen. It draws blocks of spans; what they say is made by the screens (detail_blocks.py and its like)."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from textual import events

from tui.widgets.detail_blocks import Block
from tui.widgets.lines import LineList
from tui.widgets.pane_lines import pane_lines, strip_lines
from tui.widgets.spans import Span


class DetailPane(LineList):
    """Blocks with a dim label in a gutter; scrolls when it has the focus. It stands at the `side`, or is a `strip` of brief lines, or
    has the whole screen."""

    HEAD = 0

    def __init__(self, *, id: str = "pane") -> None:
        super().__init__(id=id)
        self.make: Callable[[int], list[Block]] = lambda width: []
        self.side, self.strip = True, False
        self._made: tuple[tuple[int, int], list[list[Span]]] | None = None

    def tell(self, make: Callable[[int], list[Block]]) -> None:
        """Show other blocks; `make(width)` lays them out when they are drawn."""
        self.make = make
        self.top = 0
        self.forget()

    def forget(self) -> None:
        """Lay the same blocks out again (another width or theme)."""
        self._made = None
        self.refresh()

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
        width, height = self.size
        if self._made is None or self._made[0] != (width, height):
            inner = width - (3 if self.side else 2)
            made = self.make(inner)
            self._made = (
                (width, height),
                strip_lines(made, inner, height - 1) if self.strip else pane_lines(made, height if self.side else 0),
            )
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
