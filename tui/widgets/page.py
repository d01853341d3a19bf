"""What all screens have in common: the frame, the bindings made from the table of actions, and how an action runs or says why
it does not. Apart from the screens, which never import each other."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar, cast

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container
from textual.screen import Screen

from data_model.budget import Row
from data_model.tree import SCREEN_VIEWS
from tui import restrict
from tui.actions import ACTION_BY_ID, GRID, actions_of
from tui.session import Session
from tui.texts import t
from tui.widgets.frame import Bottom, Hint, Top
from tui.widgets.frame_lines import PANE_FROM, ROOMY_FROM, ViewTab, title, view_tabs, year_line
from tui.widgets.lines import LineList
from tui.widgets.navigator import Navigator
from tui.widgets.spans import Span
from tui.widgets.visiting import Visiting

if TYPE_CHECKING:
    from data_model.shown import Shown
    from tui.widgets.taking_out import Taking

VIEW_IDS = (*SCREEN_VIEWS, "checks", "grid", "prose")


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

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.top = Top()
        self.bottom = Bottom()
        self.bottom.hints = self.hints
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

    @property
    def roomy(self) -> bool:
        """True when views and path have lines of their own."""
        return self.app.size.width >= ROOMY_FROM[0] and self.app.size.height >= ROOMY_FROM[1]

    def update_page(self) -> None:
        """Bring every widget up to the state of the session."""

    # --- actions -------------------------------------------------------------------------------------------------------------

    def action_act(self, action: str) -> None:
        """Run an action of the table, or say why it cannot run."""
        self.bottom.say("")
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

    def do_quit(self) -> None:
        self.app.exit(0)


class MainPage(Visiting, Page):
    """A screen on a budget: it shows who and when, and leads to every other view."""

    VIEW: ClassVar[str] = ""

    @property
    def view(self) -> str:
        """The view this screen shows now."""
        return self.VIEW

    def update_page(self) -> None:
        left = title(self.session.budget, self.app.size.width)
        self.top.show(left, self.shows(), self.tabs(), self.view)
        self.bottom.renew()

    def shows(self) -> list[Span]:
        """What is shown, at the right of the title."""
        return []

    def tabs(self) -> list[ViewTab]:
        """The line of views."""
        return view_tabs(self.session)

    @on(Top.Picked)
    def _picked(self, event: Top.Picked) -> None:
        self.go_to(event.view)

    def go_to(self, view: str) -> None:
        """Show a view, or say why it cannot be shown."""
        reason = next((tab.reason for tab in self.tabs() if tab.id == view), "")
        if reason:
            self.say(f"{t(f'view.{view}')}：{reason}")
        else:
            before = self.navigator.here()
            self.navigator.show_view(view)
            self.navigator.went(before, "")

    def _turn(self, step: int) -> None:
        """The next view that can be shown; those passed over say why."""
        tabs = self.tabs()
        at = next(i for i, tab in enumerate(tabs) if tab.id == self.view)
        passed = []
        for n in range(1, len(tabs) + 1):
            tab = tabs[(at + step * n) % len(tabs)]
            if not tab.reason:
                break
            passed.append(f"{tab.text}：{tab.reason}")
        self.navigator.show_view(tab.id)
        if passed and isinstance(self.app.screen, Page):
            self.app.screen.say(t("screen.passed", views="；".join(passed)))

    def reason(self, action: str) -> str:
        if action == "export" and restrict.active():
            return t("compare.no_writing")
        if action in ("next_budget", "previous_budget") and len(self.session.ready()) < 2:
            return t("screen.reason.one_budget")
        if action in ("compare", "compare_with"):
            return self.session.no_comparison()
        if action == "grid" and not self.session.budget.tables:
            return t("screen.reason.no_table")
        if action == "prose" and not self.session.budget.sections:
            return t("screen.reason.no_prose")
        return super().reason(action)

    def do_next_view(self) -> None:
        self._turn(1)

    def do_previous_view(self) -> None:
        self._turn(-1)

    def do_grid(self) -> None:
        self.navigator.show_grid(None)

    def do_prose(self) -> None:
        self.navigator.show_prose()

    def do_checks(self) -> None:
        self.navigator.show_view("checks")

    def do_back(self) -> None:
        if not self.navigator.come_back(self.KIND):
            self.navigator.show_tree()

    def do_compare(self) -> None:
        self.navigator.compare()

    def do_compare_with(self) -> None:
        self.navigator.choose_comparison()

    def do_budgets(self) -> None:
        self.navigator.ask("budgets", self.KIND)

    def do_palette(self) -> None:
        self.navigator.ask("palette", self.KIND)

    def do_help(self) -> None:
        self.navigator.ask("help", self.KIND)

    def do_glossary(self) -> None:
        self.navigator.ask("glossary", self.KIND)

    def topics(self) -> list[str]:
        """What is in sight, as the terms name it: `view.function`, `scope.expenditure`, `measure.basic`."""
        return [f"view.{self.view}"]

    def do_next_budget(self) -> None:
        self._other_budget(1)

    def do_previous_budget(self) -> None:
        self._other_budget(-1)

    def _other_budget(self, step: int) -> None:
        ready = self.session.ready()
        self.navigator.show_budget(ready[(ready.index(self.session.current) + step) % len(ready)])

    def walk_money(self, fen: int | None, step: int) -> None:
        """To the next (1) or previous (-1) place where this amount stands, round the end; a walk goes on over screens."""
        walk = self.session.walk
        if walk is None or not walk.spots or (fen is not None and walk.fen != fen):
            walk = self.session.start_walk(fen)
            if self.KIND == GRID and walk.spots:
                walk.stand(self.cell_row())
        if not walk.spots:
            self.say(t("screen.reason.no_money"))
            return
        spot = walk.step(step)
        if spot.table is not None:
            self.navigator.show_grid(spot.table, spot.row, spot.measure)
        else:
            self.navigator.show_paragraph(spot.section, spot.paragraph)
        if isinstance(self.app.screen, Page):
            self.app.screen.say(t("screen.walk", at=walk.at + 1, count=len(walk.spots), place=spot.label))

    def show_sentence(self, row: Row | None, measure: str, words: str) -> None:
        """正文, at the sentence that speaks of a row: of this very figure, else of the row, else where the words are."""
        examined = self.session.examined
        claims = examined.speaking.about(row, measure) if examined is not None and row is not None else []
        if claims:
            from data_model.spots import paragraph_of

            at = paragraph_of(self.session.budget, claims[0])
            if at is not None:
                self.navigator.show_paragraph(*at)
                return
        self.navigator.show_prose(words)

    def cell_row(self) -> Row | None:
        """The row of the current cell, where there is one."""
        return None

    def do_walk(self) -> None:
        self.walk_money(None, 1)

    def do_same_money(self) -> None:
        self.do_walk()

    def do_same_money_back(self) -> None:
        self.walk_money(None, -1)

    def do_copy(self) -> None:
        from tui.widgets.taking_out import copy

        copy(self)

    def do_export(self) -> None:
        from tui.widgets.taking_out import export_menu

        export_menu(self)

    def copies(self) -> dict[str, Callable[[], str]]:
        """What can be copied of the current row, by kind; a citation at least."""
        return {"citation": self.citation}

    def taking(self) -> Taking:
        """What can be written of this screen."""
        from tui.widgets.taking_out import taking_of

        return taking_of(self)

    def shown(self) -> Shown:
        """What this screen shows, to be exported."""
        raise NotImplementedError

    def document(self) -> str:
        """The body and the year, whole, for what leaves the screen."""
        return f"{self.session.budget.meta.entity} {year_line(self.session.budget)}"

    def citation(self) -> str:
        """The current row in words that can be checked: who, year, table, line, figure, place."""
        return ""
