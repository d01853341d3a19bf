"""A page of rows with a pane: at the right from 110 columns on, a strip below them when narrower, `tab` for the whole pane. Apart
because the tree and the findings (and a comparison) stand in it alike."""

from __future__ import annotations

from textual.app import ComposeResult

from tui.session import Session
from tui.texts import t
from tui.widgets.detail import DetailPane
from tui.widgets.frame import Hint
from tui.widgets.frame_lines import PANE_FROM, body_rows
from tui.widgets.lines import LineList
from tui.widgets.page import MainPage
from tui.widgets.pane_lines import pane_width, strip_rows


class PanePage(MainPage):
    """Rows and pane; subclasses name their `rows` and tell the pane what to show."""

    WORDS = False
    """The rows are sentences: the pane leaves them room."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.pane = DetailPane()
        self.full = False

    @property
    def rows(self) -> LineList:
        """The list beside the pane."""
        raise NotImplementedError

    @property
    def lines(self) -> LineList:
        return self.pane if self.focused is self.pane else self.rows

    def body(self) -> ComposeResult:
        yield self.rows
        yield self.pane

    def fitted(self) -> object:
        return (self.app.size, self.full)

    def lay_out(self) -> None:
        super().lay_out()
        wide = self.has_class("wide")
        self.full = self.full and not wide
        self.set_class(self.full, "full")
        self.pane.side, self.pane.strip = wide, not wide and not self.full
        self.pane.styles.width = pane_width(self.app.size.width, self.WORDS) if wide else "1fr"
        self.pane.styles.height = strip_rows(body_rows(*self.app.size)) if self.pane.strip else "1fr"
        self.pane.forget()

    def rows_to_be(self) -> int:
        """Rows the list will have, before it is laid out for the first time."""
        body = body_rows(*self.app.size)
        return max(1, body - 1 - (0 if self.app.size.width >= PANE_FROM else strip_rows(body)))

    def hints(self) -> list[Hint]:
        """In the pane the first key told is the one that leads out of it."""
        found = super().hints()
        if self.focused is not self.pane:
            return found
        out = Hint(self.key("pane"), t("screen.to_rows"), 1, True, "pane")
        return [out, *(hint for hint in found if hint.action != "pane")]

    def on_descendant_focus(self) -> None:
        self.bottom.refresh()

    def do_pane(self) -> None:
        """Into the pane and back; when narrow the pane takes the whole screen."""
        inside = self.focused is self.pane
        if not self.has_class("wide"):
            self.full = not inside
            self.fit()
        self.set_focus(self.rows if inside else self.pane)

    def leave_pane(self) -> bool:
        """Back to the rows; False when already there."""
        if self.focused is not self.pane:
            return False
        self.do_pane()
        return True
