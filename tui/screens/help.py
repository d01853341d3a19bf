"""The keys of the screen below, from its live bindings, and what signs and words mean. Opaque, like every modal screen here."""

from __future__ import annotations

from itertools import zip_longest

from tui.actions import COMPARE, GROUPS, HELP, TREE, Action, actions_of
from tui.cells import cell_width, left
from tui.session import Session
from tui.texts import t
from tui.widgets.closing import leave
from tui.widgets.lines import LineList
from tui.widgets.page import Page, bindings_for
from tui.widgets.reading_text import ReadingText
from tui.widgets.spans import Span
from tui.widgets.wrapping import wrap

NOTES = {TREE: ("filter", "signs", "shares", "terms"), COMPARE: ("filter", "changes", "terms")}
"""What is told below the keys, by screen."""


class HelpScreen(Page):
    """Two columns of keys, then signs and words."""

    KIND = HELP
    BINDINGS = bindings_for(HELP)

    def __init__(self, session: Session, below: Page) -> None:
        super().__init__(session)
        self.below = below
        self.text = ReadingText(id="help")

    @property
    def lines(self) -> LineList:
        return self.text

    def on_resize(self) -> None:
        super().on_resize()
        self.update_page()

    def update_page(self) -> None:
        width = self.app.size.width
        self.top.show([(t("screen.help.title", view=t(f"view.{self.below.view}")), "")], [(t("screen.help.close", key=self.key("dismiss")), "dim")],
                      [], "")  # fmt: skip
        column = (width - 2) // 2
        bound = {binding.binding.action for binding in self.below.active_bindings.values()}
        live = [
            a for g in GROUPS for a in actions_of(self.below.KIND)
            if a.group == g and not a.after and (not bound or f"screen.act('{a.id}')" in bound)
        ]  # fmt: skip
        half = -(-len(live) // 2)
        lines: list[list[Span]] = []
        for one, two in zip_longest(live[:half], live[half:]):
            lines.append([*self._entry(one, column), *(self._entry(two, column) if two is not None else [])])
        lines.append([])
        notes = NOTES.get(self.below.KIND, ("signs", "terms"))
        for note in notes:
            label = t(f"screen.help.{note}.label")
            for n, text in enumerate(wrap(t(f"screen.help.{note}", key=self.key("glossary")), width - 9)):
                lines.append([(left(label if n == 0 else "", max(7, cell_width(label) + 1)), "dim"), (text, "")])
        self.text.texts = lines
        self.text.changed()

    def _entry(self, action: Action, width: int) -> list[Span]:
        able = not self.below.reason(action.id)
        others = [other for other in actions_of(self.below.KIND) if other.after == action.id]
        keys = " ".join(filter(None, map(self.session.keys.shown, (action, *others)))) or "—"
        label = f"screen.together.{action.id}" if others else action.label_key
        return [
            (left(keys, 12), "strong" if able else "dim"),
            (left(t(label), width - 12), "" if able else "dim"),
        ]

    def do_dismiss(self) -> None:
        leave(self)
