"""The line that asks for a code: what is typed is looked up in the lines in sight, enter goes there or wherever it is. Apart from the
filter, whose line it looks like."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType

from tui.going_codes import best_code, wanted_code
from tui.texts import t
from tui.widgets.filter_bar import FilterBar

if TYPE_CHECKING:
    from tui.widgets.page import MainPage


class CodeBar(FilterBar):
    """`# 2010301     2010301`; enter goes, escape leaves."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", show=False)]

    def __init__(self, page: MainPage) -> None:
        super().__init__("", ascii_only=page.session.options.ascii, sign="#")
        self.page = page
        self.before = page.focused

    def on_mount(self) -> None:
        self.tally(t("screen.code.hint"))

    def typed(self, text: str) -> None:
        codes = self.page.codes()
        wanted = wanted_code(text)
        at = best_code(codes, wanted)
        self.tally(codes[at] if at >= 0 else t("screen.code.not_here" if wanted else "screen.code.hint"))

    def entered(self, text: str) -> None:
        self.action_leave()
        if text.strip():
            self.page.to_code(text)

    def action_leave(self) -> None:
        """Away with the line."""
        self.remove()
        self.page.remove_class("filtering")
        self.page.set_focus(self.before)


def ask_code(page: MainPage) -> None:
    """Put the line at the bottom of the page, unless a line is there."""
    if not any(bar.display for bar in page.query(FilterBar)):
        page.add_class("filtering")
        page.mount(CodeBar(page))
