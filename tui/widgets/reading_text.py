"""Lines to read: no row is chosen, the keys scroll. Apart from the screens that show them (help, terms)."""

from __future__ import annotations

from collections.abc import Sequence

from tui.widgets.lines import LineList
from tui.widgets.spans import Span


class ReadingText(LineList):
    """Lines of spans; the cursor only scrolls."""

    HEAD = 0

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self.texts: Sequence[Sequence[Span]] = []
        self.none = ""

    def count(self) -> int:
        return len(self.texts)

    def row(self, index: int, width: int) -> list[Span]:
        return [(" ", ""), *self.texts[index]]

    def line(self, y: int, width: int) -> tuple[list[Span], bool]:
        return super().line(y, width)[0], False

    def empty(self, y: int) -> list[Span]:
        return [("  ", ""), (self.none, "dim")] if y == 0 else []

    def move(self, delta: int) -> None:
        top = max(0, min(self.top + delta, self.count() - self.page_size))
        if top != self.top:
            self.cursor = self.top = top
            self.refresh()
