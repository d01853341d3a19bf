"""Rows to choose one from: budgets, actions. Apart so that every modal screen lists alike."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tui.widgets.lines import LineList
from tui.widgets.spans import Span


@dataclass(frozen=True)
class Choice:
    """One row: what is returned for it, how it looks, and why it cannot be chosen."""

    id: str
    spans: Sequence[Span]
    reason: str = ""


class ChoiceList(LineList):
    """A head line and choices."""

    def __init__(self, head: str = "", *, id: str = "choices") -> None:
        super().__init__(id=id)
        self.choices: Sequence[Choice] = ()
        self.head_text = head
        self.HEAD = 1 if head else 0
        self.none = ""

    def show(self, choices: Sequence[Choice], cursor: int | None = None) -> None:
        """Show these rows."""
        self.choices = choices
        if cursor is not None:
            self.cursor = cursor
        self.changed()

    @property
    def current(self) -> Choice | None:
        """The row under the cursor."""
        return self.choices[self.cursor] if self.choices else None

    def count(self) -> int:
        return len(self.choices)

    def head(self, y: int, width: int) -> list[Span]:
        return [(self.head_text, "dim")]

    def row(self, index: int, width: int) -> list[Span]:
        return [("▌" if index == self.cursor else " ", "accent"), *self.choices[index].spans]

    def empty(self, y: int) -> list[Span]:
        return [("  ", ""), (self.none, "dim")] if y == 0 else []
