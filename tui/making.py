"""What is made of documents in threads: what checking finds, and of large ones all that a key would wait for. Apart from loading.py, which
reads them one after the other: these do not wait for each other."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from importlib import import_module
from time import sleep
from typing import TYPE_CHECKING, Any

from textual import on, work

from data_model.budget import Budget
from data_model.tree import VIEWS
from tui.cell_diff import CellDiff
from tui.jobs import at_work, begin_collecting, is_large, keep
from tui.messages import BudgetExamined, Made
from tui.widgets.page import MainPage

if TYPE_CHECKING:
    from tui.session import Session

OTHERS = (
    *(f"tui.screens.{name}" for name in ("grid", "checks", "prose", "compare", "start", "palette", "help", "glossary")),
    *(
        f"tui.widgets.{name}"
        for name in ("filter_bar", "code_bar", "question", "taking_out", "evidence_blocks", "listing")
    ),
    "tui.compare_export",
)
"""What keys load when they are first pressed. Beside a thread at work the screen waits long at every file it reads: of a large budget
they are loaded before."""
GRACE = 0.1
"""Seconds the thread that checks waits first: what is painted goes out before it takes its share of the processor."""

_Wanted = tuple[Hashable, Callable[[], Any], Callable[[Any], None]]


class Making(CellDiff):
    """The verbs of making; the explorer is one of these."""

    session: Session

    def __init__(self) -> None:
        super().__init__()
        self._promised: set[Hashable] = set()
        self._to_make: list[_Wanted] = []
        self._making = False

    def make_later(self, key: Hashable, make: Callable[[], Any], take: Callable[[Any], None]) -> None:
        """Make something large in a thread, unless that was asked for already; `take` has it before the screen is brought up to it.
        One thing at a time, what was asked for last first: that is in sight, and threads beside each other keep the screen waiting."""
        if key not in self._promised:
            self._promised.add(key)
            self._to_make.append((key, make, take))
            self._make_next()

    def _make_next(self) -> None:
        if self._to_make and not self._making:
            self._making = True
            self._make_large(*self._to_make.pop())

    @work(thread=True, group="make")
    def _make_large(self, key: Hashable, make: Callable[[], Any], take: Callable[[Any], None]) -> None:
        with at_work():
            made = make()
            keep()
        self.post_message(Made(key, made, take))

    @on(Made)
    def _take_made(self, event: Made) -> None:
        self._promised.discard(event.key)
        self._making = False
        event.take(event.made)
        self._renew()
        self._make_next()

    def _renew(self) -> None:
        page = self.screen if self.screen_stack else None
        if isinstance(page, MainPage):
            page.update_page()

    # --- checking ------------------------------------------------------------------------------------------------------------

    def look_into(self, index: int) -> None:
        """Have a document that is looked at checked, once, and remembered."""
        entry = self.session.entries[index]
        if entry.budget is not None and entry.examined is None and not entry.asked:
            entry.asked = True
            self.call_after_refresh(self.examine, index, entry.budget)

    @work(thread=True, group="examine", exit_on_error=False)
    def examine(self, index: int, budget: Budget) -> None:
        """Check a budget; the screen has long been painted."""
        sleep(GRACE)
        entry, large = self.session.entries[index], is_large(budget)
        with at_work():
            begin_collecting(large)
            from tui.examined import Examined

            examined = Examined(budget)
            if large:
                from tui.facts import facts_of

                if entry.facts is None:
                    entry.facts = facts_of(budget, -1)
                examined.evidence.index()
                self.session.prepare(index, examined)
                keep()
        self.post_message(BudgetExamined(index, examined))
        if large:
            with at_work():
                from data_model.spots import index_money

                for module in OTHERS:
                    import_module(module)
                index_money(budget)
                for view in VIEWS:
                    self.session.scopes_of(index, view)
                self.session.lay_out(index, budget)
                keep()
        if entry.source.path:
            from tui.facts import remembered

            self.session.state.opened(remembered(entry.source.path, budget, entry.facts))

    @on(BudgetExamined)
    def _examined(self, event: BudgetExamined) -> None:
        entry = self.session.entries[event.index]
        if entry.budget is event.examined.budget:  # of an older load otherwise
            entry.examined = event.examined
            if event.index == self.session.current:
                self._renew()
