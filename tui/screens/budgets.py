"""The documents of this session: which are read, which could not be and why; enter looks at another. Modal and opaque: no layer
may float over wide characters."""

from __future__ import annotations

from textual import on

from tui.actions import BUDGETS
from tui.figures import amount_text, cell_width, left, right
from tui.session import Entry, Session
from tui.texts import error_words, t
from tui.widgets.choice_list import Choice, ChoiceList
from tui.widgets.closing import leave
from tui.widgets.lines import LineList
from tui.widgets.naming import short_entity
from tui.widgets.page import Page, bindings_for
from tui.widgets.spans import Span


class BudgetsScreen(Page):
    """One line a document: total, year, kind, body, file."""

    KIND = BUDGETS
    BINDINGS = bindings_for(BUDGETS)

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.list = ChoiceList(
            f"{right(t('screen.head.total'), 15)}  {left(t('screen.head.year'), 5)} {t('screen.head.kind')}"
        )

    @property
    def lines(self) -> LineList:
        return self.list

    def update_page(self) -> None:
        unit = self.session.unit or "万元"
        self.top.show([(t("screen.budgets.title"), "")], [(unit, "")], [], "")
        choices = [self._choice(n, entry) for n, entry in enumerate(self.session.entries)]
        self.list.show(choices, max(0, self.session.current))
        self._tell()

    def _row(self, total: str, year: str, kind: str, body: str, marked: str = " ") -> list[Span]:
        room = max(20, min(60, self.app.size.width - 62))
        return [(marked, "accent"), (f"{right(total, 13)}  {left(year, 5)} {left(kind, 5)}{left(body, room)}", "")]

    def _choice(self, index: int, entry: Entry) -> Choice:
        budget, error = entry.budget, entry.error
        mark = "‹" if index == self.session.current else " "
        marked = "●" if index in self.session.marked else " "
        name = f"  {entry.source.name}"
        if error is not None:
            spans = [
                *self._row("—", "", "", t("screen.budgets.unreadable", cause=error_words(error)[0])),
                (name, "dim"),
            ]
            return Choice(str(index), spans, error_line(entry))
        if budget is None:
            return Choice(str(index), [*self._row("…", "", "", t("screen.budgets.waiting")), (name, "dim")],
                          t("screen.reason.waiting"))  # fmt: skip
        table = budget.table("expenditure") or budget.table("general_public") or (budget.tables or (None,))[0]
        total = table.total if table is not None else None
        fen = (total.fen("total") if total is not None else None) or None
        unit = self.session.unit or "万元"
        figure = amount_text(fen, unit, table.step if table is not None and table.step else 1)
        meta = budget.meta
        spans = self._row(
            figure,
            str(meta.fiscal_year or "—"),
            meta.kind or "—",
            short_entity(meta.entity) or t("screen.unknown_entity"),
            marked,
        )
        return Choice(str(index), [*spans, (f" {mark}" if mark.strip() else "  ", "accent"), (name, "dim")])

    @on(ChoiceList.Moved)
    def _moved(self, event: ChoiceList.Moved) -> None:
        event.stop()
        self._tell()

    @on(ChoiceList.Chosen)
    def _chosen(self) -> None:
        self.action_act("choose")

    def _tell(self) -> None:
        choice = self.list.current
        if choice is None:
            return
        entry = self.session.entries[int(choice.id)]
        text = error_line(entry) if entry.error is not None else entry.source.name
        self.bottom.show_path([text])
        if entry.error is not None and not self.bottom.has_class("path"):
            self.say(text)

    def reason(self, action: str) -> str:
        if action == "compare":
            if len(self.session.marked) != 2 and len(self.session.ready()) > 2:
                return t("compare.reason.mark_two", key=self.key("mark"))
            return self.session.no_comparison()
        if action in ("choose", "mark") and self.list.current is not None:
            return self.list.current.reason
        return super().reason(action)

    def do_mark(self) -> None:
        if self.list.current is not None:
            at = self.list.cursor
            self.session.mark(int(self.list.current.id))
            self.update_page()
            self.list.cursor = at
            self.list.changed()
            self._tell()
            count = len(self.session.marked)
            self.say(
                t("compare.marked_two", key=self.key("compare")) if count == 2 else t("compare.marked", count=count)
            )

    def do_compare(self) -> None:
        leave(self)
        self.navigator.compare()

    def do_choose(self) -> None:
        if self.list.current is not None:
            self.navigator.show_budget(int(self.list.current.id))

    def do_dismiss(self) -> None:
        leave(self)


def error_line(entry: Entry) -> str:
    """Why a file could not be read and what to do, on one line."""
    error = entry.error
    if error is None:
        return ""
    place = error.place if error.place and cell_width(error.place) else entry.source.name
    cause, remedy = error_words(error)
    return t("screen.budgets.error", place=place, cause=cause, remedy=remedy)
