"""The keys of the screen below, from its live bindings, and what signs and words mean. Opaque, like every modal screen here."""

from __future__ import annotations

from collections.abc import Sequence

from tui.actions import COMPARE, GROUPS, HELP, START, TREE, Action, actions_of
from tui.cells import cell_width, left
from tui.session import Session
from tui.texts import t
from tui.widgets.closing import leave
from tui.widgets.lines import LineList
from tui.widgets.page import Page, bindings_for
from tui.widgets.reading_text import ReadingText
from tui.widgets.spans import Span
from tui.widgets.wrapping import wrap

NOTES = {TREE: ("filter", "signs", "shares", "terms"), COMPARE: ("filter", "changes", "terms"), START: ("documents",)}
"""What is told below the keys, by screen."""
TWO_FROM = 72
"""Columns from which keys stand in two columns."""


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
        bound = {binding.binding.action for binding in self.below.active_bindings.values()}
        here = {action.id for action in actions_of(self.below.KIND)}
        live = [
            a for g in GROUPS for a in actions_of(self.below.KIND)
            if a.group == g and a.after not in here and (not bound or f"screen.act('{a.id}')" in bound)
        ]  # fmt: skip
        half = -(-len(live) // 2) if width >= TWO_FROM else len(live)
        lines = _beside(_Keys(self, live[:half]), _Keys(self, live[half:]), width - 1)
        lines.append([])
        notes = NOTES.get(self.below.KIND, ("signs", "terms"))
        for note in notes:
            label = t(f"screen.help.{note}.label")
            for n, text in enumerate(wrap(t(f"screen.help.{note}", key=self.key("glossary")), width - 9)):
                lines.append([(left(label if n == 0 else "", max(7, cell_width(label) + 1)), "dim"), (text, "")])
        self.text.texts = lines
        self.text.changed()

    def do_dismiss(self) -> None:
        leave(self)


class _Keys:
    """A column of keys and what they do; what is told together (a way and its way back) is one entry."""

    def __init__(self, screen: HelpScreen, actions: Sequence[Action]) -> None:
        self.entries: list[tuple[str, str, bool]] = []
        for action in actions:
            others = [other for other in actions_of(screen.below.KIND) if other.after == action.id]
            keys = " ".join(filter(None, map(screen.session.keys.shown, (action, *others)))) or "—"
            label = t(f"screen.together.{action.id}") if others else screen.below.label(action.id)
            self.entries.append((keys, label, not screen.below.reason(action.id)))
        self.keys = max((cell_width(keys) for keys, _, _ in self.entries), default=0) + 2
        self.width = self.keys + max((cell_width(label) for _, label, _ in self.entries), default=0)

    def line(self, n: int, width: int) -> list[Span]:
        """The n-th entry on `width` cells; nothing below the last."""
        if n >= len(self.entries):
            return []
        keys, label, able = self.entries[n]
        return [
            (left(keys, self.keys), "strong" if able else "dim"),
            (left(label, width - self.keys - 1) + " ", "" if able else "dim"),
        ]


def _beside(one: _Keys, two: _Keys, width: int) -> list[list[Span]]:
    """Both columns: halves of the width, unless one of them needs more and the other can spare it."""
    if not two.entries:
        return [one.line(n, width) for n in range(len(one.entries))]
    least, most = one.width + 2, width - two.width
    first = min(max(width // 2, least), most) if least <= most else width // 2
    return [[*one.line(n, first), *two.line(n, width - first)] for n in range(len(one.entries))]
