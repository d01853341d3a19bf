"""What every screen has: the frame, the bindings made from the table of actions, and how an action runs or says why it does not. Apart
from page.py, the screens on a budget."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, ClassVar, cast

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container
from textual.screen import Screen

from tui.actions import ACTION_BY_ID, actions_of
from tui.session import Session
from tui.texts import t
from tui.widgets.frame import Bottom, Hint, Top
from tui.widgets.frame_lines import PANE_FROM, ROOMY_FROM, ViewTab, is_roomy
from tui.widgets.lines import LineList
from tui.widgets.navigator import Navigator

if TYPE_CHECKING:
    from textual.widget import Widget

    from tui.widgets.filter_bar import FilterBar


def has_shell() -> bool:
    """Whether a shell waits for this program: without one (sshd started it) nobody could wake it from a stop."""
    return hasattr(os, "getsid") and os.getsid(0) != os.getpid() and os.getsid(os.getppid()) == os.getsid(0)


def bindings_for(kind: str) -> list[BindingType]:
    """Textual's bindings of one kind of screen, from the table of actions."""
    return [
        Binding(",".join(action.keys), f"screen.act('{action.id}')", action.id, show=False, id=f"{kind}.{action.id}")
        for action in actions_of(kind)
        if action.keys
    ]


class Page(Screen[None]):
    """A screen in the frame. `KIND` is its name in the table of actions; `lines` what moves when keys move."""

    KIND: ClassVar[str] = ""
    AUTO_FOCUS = ""
    filter_bar: FilterBar | None = None
    """The line for typing a filter while it is there."""
    _bar: FilterBar | None = None
    """The same, kept for the next time: to show it again takes a third of the time to make it."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.top = Top()
        self.bottom = Bottom()
        self.bottom.hints = self.hints
        self.bottom.notice = lambda: self.navigator.notice()
        self._fitted: object = None
        self._wide: bool | None = None
        self._composed = False
        for widget in (self.top, self.bottom):
            widget.ascii_only = session.options.ascii

    @property
    def navigator(self) -> Navigator:
        """The app, as far as a screen needs it."""
        return cast(Navigator, self.app)

    @property
    def lines(self) -> LineList:
        """The list the moving keys move."""
        raise NotImplementedError

    def compose(self) -> ComposeResult:
        self.add_class(self.KIND)
        self.fit()
        self.update_page()  # before the first layout, so that it is painted once
        self._composed = True
        yield self.top
        with Container(id="body"):
            yield from self.body()
        yield self.bottom

    def body(self) -> ComposeResult:
        """What stands between title and keys."""
        yield self.lines

    def on_mount(self) -> None:
        for widget in self.query(LineList):
            widget.ascii_only = self.session.options.ascii
        self.set_focus(self.lines)

    def on_screen_resume(self) -> None:
        self.fit()
        if self._composed:
            self._composed = False
        else:
            self.update_page()

    def on_resize(self) -> None:
        self.fit()
        before, self._wide = self._wide, self.app.size.width >= ROOMY_FROM[0]
        if before is not None and before != self._wide:
            self.update_page()  # titles are shorter on a narrow screen

    def fit(self) -> None:
        """Lay out for the size of the terminal, once for each."""
        if self._fitted != self.fitted():
            self._fitted = self.fitted()
            self.lay_out()

    def fitted(self) -> object:
        """What the layout depends on."""
        return self.app.size

    def lay_out(self) -> None:
        """Set the classes and sizes that depend on the terminal."""
        width = self.app.size.width
        self.set_class(width >= PANE_FROM, "wide")
        self.set_class(self.roomy, "roomy")
        self.bottom.set_class(self.roomy, "path")
        self.lines.counted_below = self.roomy

    @property
    def roomy(self) -> bool:
        """True when views and path have lines of their own."""
        return is_roomy(*self.app.size)

    def update_page(self) -> None:
        """Bring every widget up to the state of the session."""

    def told_progress(self) -> None:
        """Reading is further: what tells of it may say so."""

    @property
    def view(self) -> str:
        """What is shown, for titles."""
        return self.KIND

    def tabs(self) -> list[ViewTab]:
        """The views that lead on from here."""
        return []

    def go_to(self, view: str) -> None:
        """Show a view, or say why it cannot be shown."""

    # --- the line for typing a filter ----------------------------------------------------------------------------------------

    def open_filter(self, text: str) -> bool:
        """Put the line on the screen with a text; False when it is there."""
        from tui.widgets.filter_bar import FilterBar

        if self.filter_bar is not None:
            return False
        self.add_class("filtering")
        if self._bar is None:
            self._bar = FilterBar(text, ascii_only=self.session.options.ascii)
            self.mount(self._bar)
        else:
            self._bar.again(text)
        self.filter_bar = self._bar
        return True

    def shut_filter(self, back_to: Widget) -> None:
        """The line goes, the keys go back to a list; what the line said stays."""
        if self.filter_bar is not None:
            self.filter_bar.display = False
            self.filter_bar = None
            self.remove_class("filtering")
            self.set_focus(back_to)

    # --- actions -------------------------------------------------------------------------------------------------------------

    def action_act(self, action: str) -> None:
        """Run an action of the table, or say why it cannot run."""
        self.bottom.say("")
        self.navigator.look_at_file()
        reason = self.reason(action)
        if reason:
            self.say(reason)
        else:
            before = self.navigator.here()
            getattr(self, f"do_{action}")()
            self.navigator.went(before, action)

    def reason(self, action: str) -> str:
        """Why an action cannot run here and now; "" when it can."""
        return t("screen.reason.no_shell") if action == "suspend" and not has_shell() else ""

    def say(self, message: str) -> None:
        """A line of text in place of the keys until the next key."""
        self.bottom.say(message)

    def hints(self) -> list[Hint]:
        """What the key line shows."""
        return [
            Hint(self.key(a.id), self.label(a.id), a.bar, not self.reason(a.id), a.id)
            for a in actions_of(self.KIND)
            if a.bar and self.session.keys.of(a) and (a.id != "pane" or not self.has_class("wide"))
        ]

    def key(self, action: str) -> str:
        """The key that sentences and the key line name for an action."""
        return self.session.keys.first(action)

    def label(self, action: str) -> str:
        """The few words of an action."""
        return t(ACTION_BY_ID[action].label_key)

    def do_down(self) -> None:
        self.lines.move(1)

    def do_up(self) -> None:
        self.lines.move(-1)

    def do_top(self) -> None:
        self.lines.first()

    def do_bottom(self) -> None:
        self.lines.last()

    def do_page_down(self) -> None:
        self.lines.page(1)

    def do_page_up(self) -> None:
        self.lines.page(-1)

    def do_suspend(self) -> None:
        self.app.action_suspend_process()
        for seconds in (0.1, 0.5, 2.0):  # SIGCONT may reach another thread: its handler runs when this one's loop turns
            self.set_timer(seconds, lambda: None)

    def do_redraw(self) -> None:
        self.navigator.redraw()

    def do_palette(self) -> None:
        self.navigator.ask("palette", self.KIND)

    def do_help(self) -> None:
        self.navigator.ask("help", self.KIND)

    def do_quit(self) -> None:
        self.app.exit(0)
