"""A question with a few answers, asked in place of the keys in the last line. One takes one answer and goes, one takes several and the
screen changes under it; both look alike and know the same keys. No widgets: a line is painted, where a bar would be laid out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual import events

from tui.cells import cell_width, cut
from tui.widgets.base_page import Page
from tui.widgets.spans import Span

MOST = 9
"""Answers of a question: each has a digit."""
SHORTEST = 4
"""Cells an answer keeps."""
NEXT = frozenset({"right", "l", "tab", "down", "j"})
BEFORE = frozenset({"left", "h", "shift+tab", "up", "k"})

States = Callable[[], list[tuple[str, str, bool]]]
"""Answers as they are now: id, words, whether it is on."""


def fitted(texts: Sequence[str], room: int) -> list[str]:
    """Answers with their digits in so many cells: only as much is cut as must be, the longest first."""
    widths = [cell_width(text) for text in texts]
    while widths and sum(widths) + 4 * len(widths) > room and max(widths) > SHORTEST:
        widths[widths.index(max(widths))] -= 1
    return [cut(text, width) for text, width in zip(texts, widths, strict=True)]


class Question:
    """` 导出为  1 csv  2 json …  esc`: a digit takes its answer, arrows and space the one under the cursor, escape leaves. Who asked
    takes the question away. `keys` are those that asked: pressed again they do what enter does."""

    ENTER_TAKES: ClassVar[bool] = True
    """Whether enter takes the answer under the cursor; else it leaves."""

    def __init__(self, question: str, keys: Sequence[str]) -> None:
        self.question, self.keys = question, keys
        self.cursor = 0

    def answers(self) -> list[tuple[str, str]]:
        """Words and role of every answer, in their order."""
        raise NotImplementedError

    def take(self, n: int) -> None:
        """An answer was given."""
        raise NotImplementedError

    def leave(self) -> None:
        """No further answer will be given."""
        raise NotImplementedError

    def line(self, width: int) -> list[Span]:
        """The question and its answers; where there is little room those before the cursor give way."""
        spans: list[Span] = [(f" {self.question}", "dim")]
        answers, room = self.answers(), width - cell_width(self.question) - 6
        most = max(1, room // (SHORTEST + 4))
        first = max(0, self.cursor + 1 - most)
        seen = answers[first : first + most]
        for n, (text, (_, role)) in enumerate(zip(fitted([one for one, _ in seen], room), seen, strict=True), first):
            spans += [(f"  {n + 1} ", ""), (text, "cursor" if n == self.cursor else role)]
        return [*spans, ("  esc", "dim")]

    def pressed(self, event: events.Key) -> None:
        """A key while the question stands; all are for it."""
        if event.key == "ctrl+c":
            return
        event.stop()
        event.prevent_default()
        key, count = event.key, len(self.answers())
        enter = key == "enter" or key in self.keys
        if key == "escape" or (enter and not self.ENTER_TAKES):
            self.leave()
        elif enter or key == "space":
            self.take(self.cursor)
        elif key.isdigit() and 1 <= int(key) <= count:
            self.cursor = int(key) - 1
            self.take(self.cursor)
        elif key in NEXT or key in BEFORE:
            self.cursor = (self.cursor + (1 if key in NEXT else -1)) % count


class Choice(Question):
    """Takes one answer; calls `then` once, with its id or "" for none."""

    def __init__(
        self, question: str, options: Sequence[tuple[str, str]], keys: Sequence[str], then: Callable[[str], None]
    ) -> None:
        super().__init__(question, keys)
        self.options, self.then = list(options)[:MOST], then

    def answers(self) -> list[tuple[str, str]]:
        return [(text, "") for _, text in self.options]

    def take(self, n: int) -> None:
        self.then(self.options[n][0])

    def leave(self) -> None:
        self.then("")


class Toggles(Question):
    """Every answer turns something on or off; what is off stands in brackets, like a view that cannot be shown."""

    ENTER_TAKES = False

    def __init__(
        self, question: str, states: States, turn: Callable[[str], None], keys: Sequence[str], close: Callable[[], None]
    ) -> None:
        super().__init__(question, keys)
        self.states, self.turn, self.close = states, turn, close

    def answers(self) -> list[tuple[str, str]]:
        return [(text, "") if on else (f"({text})", "dim") for _, text, on in self.states()[:MOST]]

    def take(self, n: int) -> None:
        self.turn(self.states()[n][0])

    def leave(self) -> None:
        self.close()


def ask(
    page: Page,
    question: str,
    options: Sequence[tuple[str, str]],
    then: Callable[[str], None],
    keys: Sequence[str] = (),
    cursor: int = 0,
) -> None:
    """Ask in the last line of the page, unless something is asked; `then` gets the answer when there is one."""

    def answered(answer: str) -> None:
        away()
        if answer:
            then(answer)

    if options:
        choice = Choice(question, options, keys, answered)
        choice.cursor = cursor
        away = _ask(page, choice)


def toggle(page: Page, question: str, states: States, turn: Callable[[str], None], keys: Sequence[str] = ()) -> None:
    """Ask in the last line of the page, unless something is asked; `turn` gets every answer, as often as it is given."""
    away = _ask(page, Toggles(question, states, turn, keys, lambda: away()))


def _ask(page: Page, question: Question) -> Callable[[], None]:
    """Put a question in place of the keys, unless one stands there; what takes it away and gives the keys back."""
    before = page.focused
    if page.bottom.question is not None:
        return lambda: None
    page.bottom.ask(question)
    page.set_focus(page.bottom)

    def away() -> None:
        page.bottom.ask(None)
        page.set_focus(before)

    return away
