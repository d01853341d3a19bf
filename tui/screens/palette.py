"""All actions that the screen below has, with their keys; what cannot run now says why. Our own and opaque: Textual's palette
floats over wide characters and repaints the screen dimmed."""

from __future__ import annotations

from textual import on

from data_model.search import initials
from data_model.text import fold
from tui.actions import LIST, actions_of
from tui.figures import left
from tui.session import Session
from tui.texts import t
from tui.widgets.choice_list import Choice, ChoiceList
from tui.widgets.filter_bar import FilterBar
from tui.widgets.lines import LineList
from tui.widgets.page import MainPage, Page, bindings_for


class PaletteScreen(Page):
    """A list of actions narrowed by what is typed (words, or pinyin initials)."""

    KIND = LIST
    BINDINGS = bindings_for(LIST)

    def __init__(self, session: Session, below: MainPage) -> None:
        super().__init__(session)
        self.below = below
        self.list = ChoiceList()
        self.list.none = t("screen.palette.none")

    @property
    def lines(self) -> LineList:
        return self.list

    def on_mount(self) -> None:
        super().on_mount()
        self.add_class("filtering")
        self.mount(FilterBar("", ascii_only=self.session.options.ascii))

    def update_page(self) -> None:
        self.top.show([(t("screen.palette.title"), "")], [(t("screen.palette.hint"), "dim")], [], "")
        self._narrow("")

    @on(FilterBar.Changed)
    def _typed(self, event: FilterBar.Changed) -> None:
        self._narrow(event.text)

    @on(FilterBar.Kept)
    def _entered(self) -> None:
        self.action_act("choose")

    @on(ChoiceList.Moved)
    def _moved(self, event: ChoiceList.Moved) -> None:
        event.stop()

    @on(ChoiceList.Chosen)
    def _chosen(self) -> None:
        self.action_act("choose")

    def _narrow(self, text: str) -> None:
        wanted = fold(text)
        choices = []
        for id_, keys, label, reason in self._offers():
            if wanted and wanted not in fold(label) and not (wanted.isascii() and wanted in initials(label)):
                continue
            spans = [(" " + left(keys, 12), ""), (left(label, 32), "dim" if reason else ""), ("  " + reason, "dim")]
            choices.append(Choice(id_, spans, reason))
        self.list.show(choices, 0)

    def _offers(self) -> list[tuple[str, str, str, str]]:
        """(id, keys, label, reason): the actions of the screen below, then every view."""
        offers = [
            (action.id, action.shown, t(action.label_key), self.below.reason(action.id))
            for action in actions_of(self.below.KIND)
            if action.group != "move" and action.id != "palette"
        ]
        offers += [
            (f"view:{tab.id}", "", t("screen.palette.view", view=tab.text), tab.reason) for tab in self.below.tabs()
        ]
        return offers

    def reason(self, action: str) -> str:
        if action == "choose":
            return self.list.current.reason if self.list.current is not None else t("screen.palette.none")
        return super().reason(action)

    def do_choose(self) -> None:
        choice = self.list.current
        if choice is None:
            return
        self.app.pop_screen()
        _kind, _, view = choice.id.partition(":")
        if view:
            self.below.call_later(self.below.go_to, view)
        else:
            self.below.call_later(self.below.action_act, choice.id)

    def do_dismiss(self) -> None:
        self.app.pop_screen()
