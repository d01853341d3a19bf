"""A question with a few answers, docked in place of the key line: a digit or enter chooses, escape leaves. Docked because no layer may
float over wide characters; apart so that every small question looks and behaves alike."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from textual import events
from textual.screen import Screen

from tui.cells import cell_width, cut
from tui.widgets.lines import Painted
from tui.widgets.spans import Span

NEXT = frozenset({"right", "l", "tab", "down", "j"})
SHORTEST = 4
"""Cells an answer keeps."""
BEFORE = frozenset({"left", "h", "shift+tab", "up", "k"})


def fitted(texts: Sequence[str], room: int) -> list[str]:
    """Answers with their digits in so many cells: only as much is cut as must be, the longest first."""
    widths = [cell_width(text) for text in texts]
    while widths and sum(widths) + 4 * len(widths) > room and max(widths) > SHORTEST:
        widths[widths.index(max(widths))] -= 1
    return [cut(text, width) for text, width in zip(texts, widths, strict=True)]


class ChoiceBar(Painted, can_focus=True):
    """` 导出为  1 csv  2 json …  esc`; calls `then` once, with the id of the answer or "" for none. Who asked takes it away then.

    `keys` are those that asked: pressed again they take the answer in reverse, the first at the start.
    """

    def __init__(
        self, question: str, options: Sequence[tuple[str, str]], keys: Sequence[str], then: Callable[[str], None]
    ) -> None:
        super().__init__(id="choicebar")
        self.question, self.options, self.keys, self.then = question, list(options)[:9], keys, then
        self.cursor = 0

    def line(self, y: int, width: int) -> tuple[list[Span], bool]:
        spans: list[Span] = [(f" {self.question}", "dim")]
        texts = fitted([text for _, text in self.options], width - cell_width(self.question) - 6)
        for n, text in enumerate(texts):
            spans += [(f"  {n + 1} ", ""), (text, "cursor" if n == self.cursor else "")]
        return [*spans, ("  esc", "dim")], False

    def on_key(self, event: events.Key) -> None:
        if event.key == "ctrl+c":
            return
        event.stop()
        event.prevent_default()
        key = event.key
        if key == "escape":
            self.then("")
        elif key in ("enter", "space", *self.keys):
            self.then(self.options[self.cursor][0])
        elif key.isdigit() and 1 <= int(key) <= len(self.options):
            self.then(self.options[int(key) - 1][0])
        elif key in NEXT or key in BEFORE:
            self.cursor = (self.cursor + (1 if key in NEXT else -1)) % len(self.options)
            self.refresh()


def ask(
    page: Screen[None],
    question: str,
    options: Sequence[tuple[str, str]],
    then: Callable[[str], None],
    ascii_only: bool,
    keys: Sequence[str] = (),
    cursor: int = 0,
) -> None:
    """Put the question at the bottom of the page, unless one is there; `then` gets the answer when there is one."""
    if page.query(ChoiceBar) or not options:
        return
    before = page.focused

    def answered(answer: str) -> None:
        bar.remove()
        page.remove_class("filtering")
        page.set_focus(before)
        if answer:
            then(answer)

    bar = ChoiceBar(question, options, keys, answered)
    bar.ascii_only = ascii_only
    bar.cursor = cursor
    page.add_class("filtering")
    page.mount(bar)
    page.set_focus(bar)
