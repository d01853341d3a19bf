"""What the explorer does for comparisons: which two, made in a thread when that may be felt, the way into either document and back, and
export. Apart from app.py, which loads documents and knows the screens of one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, cast

from data_model.budget import Budget, Row
from data_model.scopes import VIEWS
from tui.actions import ACTION_BY_ID
from tui.going import Going
from tui.session import Session
from tui.texts import t
from tui.widgets.page import Page

if TYPE_CHECKING:
    from data_model.comparison import Incomparable
    from tui.compare_look import CompareLook
    from tui.comparing import Comparing, Sides, Wish

OWN_YEAR = "own"
"""The answer `with its own last year`."""


class _Shows(Protocol):
    """The explorer, as far as this module needs it."""

    def _to(self, kind: str) -> None: ...

    def compare_sources(self, one: int, other: int) -> None: ...

    def show_paragraph(self, section: int, paragraph: int) -> None: ...


class SideBySide(Going):
    """The verbs of comparing; the explorer is one of these."""

    session: Session
    _comparing: Comparing | None = None

    @property
    def comparing(self) -> Comparing:
        """What is being compared; nothing of it is imported before it is asked for."""
        if self._comparing is None:
            from tui.comparing import Comparing

            self._comparing = Comparing(self.session)
        return self._comparing

    @property
    def _shows(self) -> _Shows:
        return cast(_Shows, self)

    def _page(self) -> Page:
        assert isinstance(self.screen, Page)
        return self.screen

    # --- which two -----------------------------------------------------------------------------------------------------------

    def compare(self) -> None:
        """The two marked or the only two; a single one with its own last year; else ask."""
        session = self.session
        ready = session.ready()
        marked = [index for index in session.marked if index in ready]
        if len(marked) == 2:
            self.compare_pair(*self._by_year(*marked))
        elif len(ready) == 2:
            self.compare_pair(*self._by_year(*ready))
        elif len(ready) == 1 and len(coming := [n for n, entry in enumerate(session.entries) if entry.waiting]) == 1:
            self._page().say(t("compare.coming"))  # what `d` means must not depend on how far reading is
            self._shows.compare_sources(ready[0], coming[0])
        elif len(ready) == 1:
            self.compare_pair(-1, ready[0])
        else:
            self.choose_comparison()

    def _by_year(self, one: int, other: int) -> tuple[int, int]:
        """The older on the left; otherwise as opened or marked."""
        years = [budget.meta.fiscal_year if (budget := self.session.entries[n].budget) else None for n in (one, other)]
        before, after = years
        return (other, one) if before is not None and after is not None and before > after else (one, other)

    def choose_comparison(self) -> None:
        """Ask with what the budget in sight is to be compared."""
        from tui.widgets.frame_lines import year_line
        from tui.widgets.naming import short_entity
        from tui.widgets.question import ask

        session, page = self.session, self._page()
        options: list[tuple[str, str]] = []
        if session.tells_last_year(session.current):
            options.append((OWN_YEAR, t("compare.own_year")))
        for index in session.ready():
            budget = session.entries[index].budget
            if index != session.current and budget is not None and budget.tables:
                options.append((str(index), f"{short_entity(budget.meta.entity)} {year_line(budget)}".strip()))
        if not options:
            page.say(t("compare.reason.nothing_common"))
            return

        def then(answer: str) -> None:
            if answer == OWN_YEAR:
                self.compare_pair(-1, session.current)
            else:
                self.compare_pair(*self._by_year(int(answer), session.current))

        ask(
            page,
            t("compare.with"),
            options,
            then,
            keys=session.keys.of(ACTION_BY_ID["compare_with"]),
        )

    def compare_pair(self, left: int, right: int) -> None:
        """Compare two entries, or (left -1) one with what it tells of its own last year."""
        comparing, session = self.comparing, self.session
        option = session.scope() if session.current >= 0 else None
        wish = "" if option is None else option.id
        if left < 0:  # of spending the prose tells item by item in one table: that comes first
            wish = "" if option is None or session.view == VIEWS[0] else option.kind
        comparing.begin(left, right, session.view, wish)
        if not comparing.here():
            self._page().say(t("compare.reason.nothing_common"))
            return
        comparing.away = ""
        self.show_comparison()

    def show_comparison(self) -> None:
        """The comparison screen."""
        self._shows._to("compare")

    # --- making --------------------------------------------------------------------------------------------------------------

    def compute_comparison(self) -> None:
        """Make the comparison in sight: at once when it is small, else in a thread."""
        comparing = self.comparing
        sides, wish = comparing.sides, comparing.wish
        if not comparing.ask():
            return
        if comparing.heavy():
            self.make_later(
                ("compare", sides), lambda: _made(comparing, sides, wish), lambda made: comparing.take(sides, made)
            )
        else:
            comparing.take(sides, comparing.make(sides, wish))

    # --- into a document and back --------------------------------------------------------------------------------------------

    def show_side(self, index: int, row: Row | None, key: tuple[str, ...]) -> None:
        """The line in the tree of one of the documents; escape leads back."""
        comparing = self.comparing
        self.session.go_to(index, comparing.sides.view, comparing.sides.scope, row, key)
        self._away("browse")

    def show_side_prose(self, index: int, origin: str) -> None:
        """The sentence that tells last year."""
        self.session.current = index
        comparing = self.comparing
        found = paragraph_at(comparing.budget(index), origin)
        if found is None:
            self._page().say(t("compare.reason.no_sentence"))
            return
        self._shows.show_paragraph(*found)
        self._away("prose", show=False)

    def _away(self, kind: str, show: bool = True) -> None:
        self.comparing.away = kind
        if show:
            self._shows._to(kind)
        self.call_after_refresh(lambda: self._page().say(t("compare.way_back", key=self.session.keys.first("back"))))

    def come_back(self, kind: str) -> bool:
        """Back to the comparison, when a jump from there led to this screen."""
        comparing = self._comparing
        if comparing is None or comparing.away != kind:
            return False
        comparing.away = ""
        self.show_comparison()
        return True


def _made(comparing: Comparing, sides: Sides, wish: Wish) -> CompareLook | Incomparable:
    from data_model.comparison import Incomparable

    try:
        return comparing.make(sides, wish)
    except Exception as error:  # must not leave the screen waiting for ever
        return Incomparable("failed", cause=type(error).__name__)


def paragraph_at(budget: Budget | None, origin: str) -> tuple[int, int] | None:
    """Section and paragraph of a place's label."""
    for n, section in enumerate(budget.sections if budget is not None else ()):
        for m, paragraph in enumerate(section.paragraphs):
            if paragraph.place.label() == origin:
                return n, m
    return None
