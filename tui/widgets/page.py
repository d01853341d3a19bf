"""A screen on a budget: who and when above, the line of views, and the ways from each to every other. Apart from the screens, which
never import each other."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar

from textual import on

from data_model.budget import Row
from tui import restrict
from tui.actions import GRID
from tui.cells import cell_width
from tui.texts import t
from tui.widgets.base_page import Page, bindings_for, has_shell
from tui.widgets.frame import Top
from tui.widgets.frame_lines import PANE_FROM, ROOMY_FROM, ViewTab, title, view_tabs, year_line
from tui.widgets.spans import Span
from tui.widgets.visiting import Visiting

if TYPE_CHECKING:
    from data_model.shown import Shown
    from tui.widgets.taking_out import Taking

__all__ = ["PANE_FROM", "ROOMY_FROM", "MainPage", "Page", "bindings_for", "has_shell", "year_line"]


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
        self.bottom.refresh()

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
            self.say(t(f"view.{view}") + t("screen.colon") + reason)
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
            passed.append((tab.text, tab.reason))
        self.navigator.show_view(tab.id)
        if passed and isinstance(self.app.screen, Page):
            told = t("screen.passed", views=t("screen.semicolon").join(t("screen.colon").join(one) for one in passed))
            if (
                cell_width(told) > self.app.size.width - 2
            ):  # many in a row: their names rather than reasons that are cut
                told = t("screen.passed_many", views=t("screen.listed").join(name for name, _ in passed))
            self.app.screen.say(told)

    def reason(self, action: str) -> str:
        if action == "export" and restrict.active():
            return t("compare.no_writing")
        if action in ("next_budget", "previous_budget") and len(self.session.ready()) < 2:
            return t("screen.reason.one_budget")
        if action in ("compare", "compare_with"):
            return self.session.no_comparison()
        if action == "reload":
            return self.navigator.no_reload()
        if action == "grid" and not self.session.budget.tables:
            return t("screen.reason.no_table")
        if action == "prose" and not self.session.budget.has_prose:
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
        self.navigator.show_start()

    def do_close_budget(self) -> None:
        self.navigator.close_budget(self.session.current)

    def do_reload(self) -> None:
        self.navigator.reload()

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
                self.navigator.show_paragraph(*at, claims[0].subject)
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

    def narrowed(self) -> str:
        """The filter that leaves rows out, for the name of a file; "" when all are there."""
        return ""

    def count_shown(self) -> int:
        """How many rows `shown` has."""
        return len(self.shown().rows)

    def documents(self) -> list[int]:
        """The entries in sight: what is read again, and told of when its file changes."""
        return [self.session.current] if self.session.current >= 0 else []

    def document(self) -> str:
        """The body and the year, whole, for what leaves the screen."""
        return f"{self.session.budget.meta.entity} {year_line(self.session.budget)}"

    def citation(self) -> str:
        """The current row in words that can be checked: who, year, table, line, figure, place."""
        return ""
