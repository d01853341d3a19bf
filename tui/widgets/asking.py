"""A page that asks the file system without being held up by it: a slow folder is waited for while keys go on. Apart from base_page.py:
only the start screen looks into folders."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from textual import work

from tui import waiting
from tui.folders import shown_path
from tui.session import Session
from tui.sources import shown_name
from tui.texts import t
from tui.waiting import Waiting
from tui.widgets.base_page import Page

T = TypeVar("T")


class AskingPage(Page):
    """One question at a time; the one asked last is the one that counts."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._asked: object = None

    def soon(self, path: str, ask: Callable[[], T], then: Callable[[T], None]) -> None:
        """Ask in a thread about a path and go on with the answer: at once when it comes soon, else when it comes and is still wanted."""
        asked = self._asked = Waiting(ask)
        if asked.within(waiting.PATIENCE):
            self._asked = None
            then(asked.result)
        else:
            self._later(path, asked, then)

    @work(exclusive=True, group="folder", exit_on_error=False)
    async def _later(self, path: str, asked: Waiting[T], then: Callable[[T], None]) -> None:
        self.say(t("screen.start.listing", name=shown_name(shown_path(path)), key=self.key("back")))
        await asked.over()
        if asked is self._asked:
            self._asked = None
            self.say("")
            then(asked.result)

    def give_up(self) -> bool:
        """Wait no longer; False when nothing is waited for."""
        asked, self._asked = self._asked, None
        self.workers.cancel_group(self, "folder")
        return asked is not None
