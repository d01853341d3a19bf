"""What stands on screen until the first document is read: its name. Apart so that the first paint needs no budget."""

from __future__ import annotations

from collections.abc import Callable

from tui.actions import HELP
from tui.session import Session
from tui.texts import error_words, t
from tui.widgets.lines import LineList
from tui.widgets.page import Page, bindings_for
from tui.widgets.spans import Span


class Waiting(LineList):
    """The names of what is being read."""

    HEAD = 0

    def __init__(self, session: Session) -> None:
        super().__init__(id="waiting")
        self.session = session
        self.progress: Callable[[int], str] = lambda index: ""

    def count(self) -> int:
        return 0

    def empty(self, y: int) -> list[Span]:
        if 1 <= y <= len(self.session.entries):
            entry = self.session.entries[y - 1]
            state = (
                t("screen.budgets.unreadable", cause=error_words(entry.error)[0])
                if entry.error
                else self.progress(y - 1) or "…"
            )
            return [("   ", ""), (entry.source.name, ""), ("  " + state, "dim")]
        return []


class OpeningScreen(Page):
    """A title and the names of the files."""

    KIND = HELP
    BINDINGS = bindings_for(HELP)

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.waiting = Waiting(session)
        self.waiting.progress = lambda index: self.navigator.reading(index)

    @property
    def lines(self) -> LineList:
        return self.waiting

    def update_page(self) -> None:
        self.top.show([(t("screen.opening"), "")], [], [], "")
        self.waiting.refresh()

    def told_progress(self) -> None:
        self.waiting.refresh()

    def label(self, action: str) -> str:
        return t("screen.opening.stop") if action == "dismiss" else super().label(action)

    def do_dismiss(self) -> None:
        """Reading stops; with nothing to read any more the start screen is there."""
        if not self.navigator.stop_reading():
            self.do_quit()
