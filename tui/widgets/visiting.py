"""The part of a page that says where it stands, goes back and forward through places, and to a code. Apart from page.py, whose screens
say what a place is to them."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from tui.places import Place
from tui.texts import t

if TYPE_CHECKING:
    from tui.widgets.page import MainPage


class Visiting:
    """Mixed into the pages that lead to every other view."""

    @property
    def _page(self) -> MainPage:
        return cast("MainPage", self)

    def place(self) -> Place:
        """Where the person stands on this screen."""
        return Place(self._page.session.current, self._page.KIND)

    def stand(self, place: Place) -> None:
        """Stand there again when the screen is shown next."""

    def where(self) -> str:
        """The place in a few words, for the line that says where one has come."""
        page = self._page
        return " · ".join(part for part in (t(f"view.{page.view}"), *page.bottom.path[-1:]) if part)

    def do_place_back(self) -> None:
        self._page.navigator.step_place(True)

    def do_place_forward(self) -> None:
        self._page.navigator.step_place(False)

    def codes(self) -> list[str]:
        """The codes of the lines in sight, for the line that asks for one."""
        return []

    def do_goto_code(self) -> None:
        from tui.widgets.code_bar import ask_code

        ask_code(self._page)

    def to_code(self, text: str) -> None:
        """Go to a code that was typed, and say where it is."""
        navigator = self._page.navigator
        before = navigator.here()
        message = navigator.go_to_code(text)
        navigator.went(before, "goto_code")
        if message:
            navigator.say(message)
