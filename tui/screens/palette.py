"""All actions that the screen below has, with their keys; what cannot run now says why. Our own and opaque: Textual's palette
floats over wide characters and repaints the screen dimmed."""

from __future__ import annotations

from typing import NamedTuple

from textual import on

from data_model.search import initials
from data_model.text import fold
from tui.actions import GROUPS, LIST, actions_of
from tui.cells import left
from tui.session import Session
from tui.texts import t
from tui.widgets.choice_list import Choice, ChoiceList
from tui.widgets.closing import leave
from tui.widgets.filter_bar import FilterBar
from tui.widgets.lines import LineList
from tui.widgets.page import Page, bindings_for
from tui.widgets.roles import THEMES

GROUP, KEYS, LABEL = 6, 13, 32
"""Cells of the columns: group, keys, what it does."""


class Offer(NamedTuple):
    """One command: its id, group, keys, words; why it cannot run; a word where it is in force."""

    id: str
    group: str
    keys: str
    label: str
    reason: str = ""
    now: str = ""


class PaletteScreen(Page):
    """A list of actions narrowed by what is typed (words, or pinyin initials)."""

    KIND = LIST
    BINDINGS = bindings_for(LIST)

    def __init__(self, session: Session, below: Page) -> None:
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
        self.top.show(
            [(t("screen.palette.title"), "")],
            [(t("screen.palette.hint", enter=self.key("choose"), key=self.key("dismiss")), "dim")],
            [],
            "",
        )
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
        shown = ""
        for offer in self._offers():
            label, reason = offer.label, offer.reason
            named = f"{fold(label)} {offer.id.replace('_', ' ')}"  # settings call actions by their ids
            if wanted and wanted not in named and not (wanted.isascii() and wanted in initials(label)):
                continue
            group = t(f"screen.palette.group.{offer.group}") if offer.group != shown else ""
            shown = offer.group
            spans = [
                (left(group, GROUP), "dim"), (left(offer.keys, KEYS), ""), (left(label, LABEL), "dim" if reason else ""),
                ("  " + (reason or offer.now), "dim"),
            ]  # fmt: skip
            choices.append(Choice(offer.id, spans, reason))
        self.list.show(choices, 0)

    def _offers(self) -> list[Offer]:
        """The actions of the screen below by their groups, then every view and every theme."""
        below = self.below
        offers = [
            Offer(action.id, group, self.session.keys.shown(action), t(action.label_key), below.reason(action.id))
            for group in GROUPS
            for action in actions_of(below.KIND)
            if action.group == group and group != "move" and action.id != "palette"
        ]
        here = t("screen.palette.now")
        offers += [
            Offer(f"view:{tab.id}", "view", "", t("screen.palette.view", view=tab.text), tab.reason, here if tab.id == below.view else "")
            for tab in below.tabs()
        ]  # fmt: skip
        offers += [
            Offer(f"theme:{name}", "theme", "", t(f"screen.theme.{name}"), now=here if self.app.theme == theme else "")
            for name, theme in THEMES.items()
        ]
        return offers

    def reason(self, action: str) -> str:
        if action == "choose":
            return self.list.current.reason if self.list.current is not None else t("screen.palette.none")
        return super().reason(action)

    def do_choose(self) -> None:
        choice = self.list.current
        if choice is None or not self.is_current:
            return
        leave(self)
        kind, _, chosen = choice.id.partition(":")
        if kind == "theme":
            self.app.theme = THEMES[chosen]
            self.below.say(t("screen.theme_is", theme=t(f"screen.theme.{chosen}"), name=chosen))
        elif chosen:
            self.below.call_later(self.below.go_to, chosen)
        else:
            self.below.call_later(self.below.action_act, choice.id)

    def do_dismiss(self) -> None:
        leave(self)
