"""A question with several answers at once, docked in place of the key line: every digit turns one on or off and the screen changes under
it; enter, escape or the key that asked closes. Apart from the choice bar, which takes one answer and goes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from textual import events

from tui.cells import cell_width
from tui.widgets.choice_bar import BEFORE, NEXT, fitted
from tui.widgets.lines import Painted
from tui.widgets.spans import Span

if TYPE_CHECKING:
    from tui.widgets.page import MainPage

States = Callable[[], list[tuple[str, str, bool]]]


class ToggleBar(Painted, can_focus=True):
    """` 列  1 上级%  2 (总计%) …  esc`: what is off stands in brackets, like a view that cannot be shown."""

    def __init__(
        self, question: str, states: States, turn: Callable[[str], None], close: Callable[[], None], keys: Sequence[str]
    ) -> None:
        super().__init__(id="choicebar")
        self.question, self.states, self.turn, self.close, self.keys = question, states, turn, close, keys
        self.cursor = 0

    def line(self, y: int, width: int) -> tuple[list[Span], bool]:
        spans: list[Span] = [(f" {self.question}", "dim")]
        states = self.states()[:9]
        texts = [text if on else f"({text})" for _, text, on in states]
        for n, shown in enumerate(fitted(texts, width - cell_width(self.question) - 6)):
            on = states[n][2]
            spans += [(f"  {n + 1} ", ""), (shown, "cursor" if n == self.cursor else "" if on else "dim")]
        return [*spans, ("  esc", "dim")], False

    def on_key(self, event: events.Key) -> None:
        if event.key == "ctrl+c":
            return
        event.stop()
        event.prevent_default()
        key, states = event.key, self.states()[:9]
        if key in ("escape", "enter", *self.keys):
            self.close()
        elif key == "space":
            self._turn(self.cursor)
        elif key.isdigit() and 1 <= int(key) <= len(states):
            self._turn(int(key) - 1)
        elif key in NEXT or key in BEFORE:
            self.cursor = (self.cursor + (1 if key in NEXT else -1)) % len(states)
            self.refresh()

    def _turn(self, n: int) -> None:
        self.cursor = n
        self.turn(self.states()[n][0])
        self.refresh()


def toggle(page: MainPage, question: str, states: States, turn: Callable[[str], None], keys: Sequence[str]) -> None:
    """Put the question at the bottom of the page, unless one is there."""
    if page.query("#choicebar"):
        return
    before = page.focused

    def close() -> None:
        bar.remove()
        page.remove_class("filtering")
        page.set_focus(before)

    bar = ToggleBar(question, states, turn, close, keys)
    bar.ascii_only = page.session.options.ascii
    page.add_class("filtering")
    page.mount(bar)
    page.set_focus(bar)
