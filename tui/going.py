"""Going to a code wherever it is, and back and forward through the places visited. Apart from app.py, which knows the screens: here it is
decided where to, and what counts as a jump."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, cast

from data_model.budget import Row, Table
from data_model.telling import table_name
from tui.going_codes import find_code
from tui.making import Making
from tui.places import Place, Places
from tui.texts import t, term
from tui.widgets.page import MainPage, Page

if TYPE_CHECKING:
    from tui.session import Session

JUMPS = frozenset({"same_money", "same_money_back", "walk", "goto_code", "goto_cell"})
"""Actions that are jumps wherever they end."""
QUIET = frozenset({"place_back", "place_forward"})


class _Shows(Protocol):
    """The explorer, as far as this module needs it."""

    session: Session

    def _to(self, kind: str) -> None: ...

    def _main(self, kind: str) -> Page: ...

    def show_grid(self, table: Table | None, row: Row | None = None, measure: str = "", line: int = -1) -> None: ...


class Going(Making):
    """The verbs of going; the explorer is one of these."""

    _places: Places | None = None

    @property
    def _explorer(self) -> _Shows:
        return cast(_Shows, self)

    @property
    def places(self) -> Places:
        """The places of this session."""
        if self._places is None:
            self._places = Places()
        return self._places

    def here(self) -> Place | None:
        """Where the person stands, below any list or help; None before there is anything."""
        page = next((screen for screen in reversed(self.screen_stack) if isinstance(screen, MainPage)), None)
        return page.place() if page is not None and self._explorer.session.current >= 0 else None

    def went(self, before: Place | None, action: str) -> None:
        """An action ran: where it started is remembered when it was a jump."""
        if before is None or action in QUIET:
            return
        now = self.here()
        if now is not None and now != before and (action in JUMPS or now.area != before.area):
            self.places.leave(before)

    def step_place(self, back: bool) -> None:
        """Back or forward through the places visited; what has been closed meanwhile is passed over."""
        now = self.here()
        place = self.places.step(now, back) if now is not None else None
        entries = self._explorer.session.entries
        while place is not None and (place.budget >= len(entries) or entries[place.budget].budget is None):
            if place in (self.places.before if not back else self.places.after):
                (self.places.before if not back else self.places.after).remove(place)
            place = self.places.step(now, back) if now is not None else None
        if place is None:
            self.say(t("screen.place.none_back" if back else "screen.place.none_forward"))
            return
        self._stand(place)
        left = len(self.places.before if back else self.places.after)
        page = self.screen
        where = page.where() if isinstance(page, MainPage) else ""
        self.say(t("screen.place.back" if back else "screen.place.forward", place=where, count=left))

    def _stand(self, place: Place) -> None:
        self._explorer.session.current = place.budget
        screen = self._explorer._main(place.screen)
        if isinstance(screen, MainPage):
            screen.stand(place)
        self._explorer._to(place.screen)

    def say(self, message: str) -> None:
        """A line of text on the page in sight."""
        if isinstance(self.screen, Page):
            self.screen.say(message)

    # --- codes ---------------------------------------------------------------------------------------------------------------

    def go_to_code(self, text: str) -> str:
        """Stand on the line of a code in this view, in another scope or view, or in 原表; what to say, "" when it is in sight."""
        session = self._explorer.session
        found = find_code(session, text)
        if found is None:
            return t("screen.code.none", code=text.strip()[:20])
        label = f"{found.code} {found.name}".strip()
        if found.table is not None:
            self._explorer.show_grid(found.table, found.row)
            return t("screen.code.printed", line=label, table=table_name(found.table))
        scope = session.scope()
        moved = found.view != session.view or scope is None or found.scope != scope.id
        session.go_to(session.current, found.view, found.scope, None, found.key)
        self._explorer._to("browse")
        if not moved:
            return t("screen.code.here", line=label)
        now = session.scope()
        return t(
            "screen.code.elsewhere",
            line=label,
            view=t(f"view.{found.view}"),
            scope=term(now.label) if now is not None else "",
        )
