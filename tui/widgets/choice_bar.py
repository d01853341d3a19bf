"""A question with a few answers, docked in place of the key line: a digit or enter chooses, escape leaves. Docked because no layer may
float over wide characters; apart so that every small question looks and behaves alike."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from textual import events
from textual.screen import Screen
from textual.widget import Widget

from tui.figures import cell_width, cut
from tui.widgets.lines import Painted
from tui.widgets.paint import Span


class ChoiceBar(Painted, can_focus=True):
    """` 导出为  1 csv  2 json …  esc`; calls `then` with the id of the answer, once, and is gone."""

    def __init__(
        self, question: str, options: Sequence[tuple[str, str]], then: Callable[[str], None], *, ascii_only: bool
    ) -> None:
        super().__init__(id="choice")
        self.question, self.options, self.then = question, list(options)[:9], then
        self.ascii_only = ascii_only
        self.cursor = 0
        self.before: Widget | None = None

    def on_mount(self) -> None:
        self.before = self.screen.focused
        self.screen.add_class("filtering")
        self.focus()

    def line(self, y: int, width: int) -> tuple[list[Span], bool]:
        spans: list[Span] = [(f" {self.question}", "dim")]
        room = width - cell_width(self.question) - 8
        each = max(6, room // max(1, len(self.options)) - 4)
        for n, (_, text) in enumerate(self.options):
            spans += [(f"  {n + 1} ", ""), (cut(text, each), "cursor" if n == self.cursor else "")]
        return [*spans, ("  esc", "dim")], False

    def on_key(self, event: events.Key) -> None:
        if event.key == "ctrl+c":
            return
        event.stop()
        event.prevent_default()
        key = event.key
        if key == "escape":
            self._close()
        elif key in ("enter", "space"):
            self._choose(self.cursor)
        elif key.isdigit() and 1 <= int(key) <= len(self.options):
            self._choose(int(key) - 1)
        elif key in ("right", "l", "tab", "down", "j", "left", "h", "shift+tab", "up", "k"):
            step = 1 if key in ("right", "l", "tab", "down", "j") else -1
            self.cursor = (self.cursor + step) % len(self.options)
            self.refresh()

    def _choose(self, index: int) -> None:
        self._close()
        self.then(self.options[index][0])

    def _close(self) -> None:
        self.screen.remove_class("filtering")
        self.screen.set_focus(self.before)
        self.remove()


def ask(page: Screen[None], question: str, options: Sequence[tuple[str, str]], then: Callable[[str], None], ascii_only: bool) -> None:  # fmt: skip
    """Put the question at the bottom of the page, unless one is there."""
    if not page.query("#choice"):
        page.mount(ChoiceBar(question, options, then, ascii_only=ascii_only))
