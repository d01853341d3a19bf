"""The lines around every screen: title and views above, path and keys (or a message) below. Apart from page.py, which decides
what they say."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual import events
from textual.message import Message

from tui.cells import cell_width, cut
from tui.widgets.frame_lines import ViewTab, path_line, top_line, view_spans
from tui.widgets.lines import Painted
from tui.widgets.spans import Span, line_width, spread

if TYPE_CHECKING:
    from tui.widgets.question import Question


class Top(Painted):
    """Title on the left, what is shown on the right; below them the views, and an empty row where there is room."""

    class Picked(Message):
        """A view was clicked."""

        def __init__(self, view: str) -> None:
            super().__init__()
            self.view = view

    def __init__(self) -> None:
        super().__init__(id="top")
        self.left: list[Span] = []
        self.right: list[Span] = []
        self.tabs: list[ViewTab] = []
        self.current = ""
        self.below: list[Span] = []
        self._spots: list[tuple[int, int, str]] = []

    def show(
        self, left: Sequence[Span], right: Sequence[Span], tabs: Sequence[ViewTab], current: str, below: Sequence[Span] = ()
    ) -> None:  # fmt: skip
        """Take new words (`below`: in place of the views); repaint if any differ."""
        new = (list(left), list(right), list(tabs), current, list(below))
        if new != (self.left, self.right, self.tabs, self.current, self.below):
            self.left, self.right, self.tabs, self.current, self.below = new
            self.refresh()

    def line(self, y: int, width: int) -> tuple[list[Span], bool]:
        if y == 0:
            return top_line(self.left, self.right, width), False
        return (self._views() if y == 1 else []), False

    def _views(self) -> list[Span]:
        self._spots.clear()
        if self.below:
            return [(" ", ""), *self.below]
        spans, self._spots = view_spans(self.tabs, self.current, self.size.width)
        return spans

    def on_click(self, event: events.Click) -> None:
        if event.y == 1:
            for start, stop, view in self._spots:
                if start <= event.x < stop:
                    self.post_message(self.Picked(view))


@dataclass(frozen=True)
class Hint:
    """A key and what it does, for the key line; `rank` 1 stays longest."""

    key: str
    text: str
    rank: int
    able: bool = True
    action: str = ""


class Bottom(Painted):
    """The path of the current row (where there is room) and the keys that work here, or a message until the next key, or a question,
    which has the focus then."""

    def __init__(self) -> None:
        super().__init__(id="bottom")
        self.path: list[str] = []
        self.position = ""
        self.hints: Callable[[], list[Hint]] = list
        self.notice: Callable[[], str] = str
        self.message = ""
        self.question: Question | None = None

    def ask(self, question: Question | None) -> None:
        """Put a question in place of the keys; None takes it away."""
        self.question, self.can_focus = question, question is not None
        self.refresh()

    def on_key(self, event: events.Key) -> None:
        if self.question is not None:
            self.question.pressed(event)
            self.refresh()

    def show_path(self, path: Sequence[str], position: str = "") -> None:
        """The path from the whole to the current row, and which row of how many it is."""
        if (list(path), position) != (self.path, self.position):
            self.path, self.position = list(path), position
            self.refresh()

    def say(self, message: str) -> None:
        """A message in place of the keys; "" brings the keys back."""
        if message != self.message:
            self.message = message
            self.refresh()

    def line(self, y: int, width: int) -> tuple[list[Span], bool]:
        if self.has_class("path") and y == 0:
            return path_line(self.path, self.position, width), False
        if self.question is not None:
            return self.question.line(width), False
        if self.message:
            return [(" ", ""), (cut(self.message, width - 2), "strong")], False
        return self._keys(width), False

    def _keys(self, width: int) -> list[Span]:
        notice = self.notice()
        if notice:  # what goes on stands at the end of the line; keys give way
            right: list[Span] = [("  ", ""), (cut(notice, width // 2), "accent"), (" ", "")]
            return spread(self._keys_in(width - line_width(right)), right, width)
        return self._keys_in(width)

    def _keys_in(self, width: int) -> list[Span]:
        hints = self.hints()
        gap = 3 if width >= 110 else 2
        while len(hints) > 1 and 1 + sum(cell_width(h.key) + 1 + cell_width(h.text) + gap for h in hints) - gap > width:
            worst = max(range(len(hints)), key=lambda i: (hints[i].rank, i if hints[i].rank > 1 else -i))
            if hints[worst].rank == 1:  # all of the first rank: help and quit are the last in the table and stay
                worst = max(0, len(hints) - 3)
            del hints[worst]
        spans: list[Span] = [(" ", "")]
        for n, hint in enumerate(hints):
            spans += [(" " * gap if n else "", ""), (hint.key, "" if hint.able else "dim"), (" " + hint.text, "dim")]
        return spans
