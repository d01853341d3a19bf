"""The line that shows where a file is going to be written, before it is: enter writes, escape leaves. Apart from the choice of a format,
which asks first."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType

from tui.cells import cell_width
from tui.texts import t
from tui.widgets.filter_bar import FilterBar

if TYPE_CHECKING:
    from tui.widgets.page import MainPage


LONGEST = 4096
"""Characters of a path."""


class PathBar(FilterBar):
    """` > /home/.../file.csv     enter`; stays while the file cannot be written and says why."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", show=False)]

    def __init__(self, page: MainPage, path: str, write: Callable[[str], str]) -> None:
        super().__init__(path, ascii_only=page.session.options.ascii, sign=">", longest=LONGEST)
        self.page, self.write, self.before = page, write, page.focused

    def on_mount(self) -> None:
        self.tally(t("screen.export.where"))
        self.add_class("path")
        self.call_after_refresh(self.end)

    def tally(self, text: str) -> None:
        super().tally(f" {text}")  # apart from a path that fills the line
        self.widen(cell_width(text) + 2)

    def typed(self, text: str) -> None:
        self.tally(t("screen.export.where"))

    def entered(self, text: str) -> None:
        refused = self.write(text) if text.strip() else t("screen.export.where")
        if refused:
            self.tally(refused)
        else:
            self.action_leave()

    def action_leave(self) -> None:
        """Away with the line."""
        self.remove()
        self.page.remove_class("filtering")
        self.page.set_focus(self.before)


def ask_path(page: MainPage, path: str, write: Callable[[str], str]) -> None:
    """Put the line at the bottom of the page; `write` says why it did not, "" when it did."""
    page.add_class("filtering")
    page.mount(PathBar(page, path, write))
