"""Places a person has been: where a jump started, to go back to and forward again. No widget; screens say where they stand."""

from __future__ import annotations

from typing import NamedTuple

MOST = 200
"""Places remembered; the oldest go."""


class Place(NamedTuple):
    """One place: the entry of a budget, the screen, its view and scope, and `at` as that screen counts (a path, a cell, a paragraph)."""

    budget: int
    screen: str
    view: str = ""
    scope: str = ""
    at: tuple[object, ...] = ()

    @property
    def area(self) -> tuple[object, ...]:
        """What must differ for a step to be a jump: the printed table is part of it, a row or a path is not."""
        return (*self[:4], self.at[:1] if self.screen == "grid" else ())


class Places:
    """The way here and the way on, like the two arrows of a browser."""

    def __init__(self) -> None:
        self.before: list[Place] = []
        self.after: list[Place] = []

    def leave(self, place: Place) -> None:
        """A jump started here."""
        if not self.before or self.before[-1] != place:
            self.before.append(place)
            del self.before[:-MOST]
        self.after.clear()

    def step(self, now: Place, back: bool) -> Place | None:
        """The place before (or after) this one; None at the end. `now` becomes the first one the other way."""
        here, there = (self.before, self.after) if back else (self.after, self.before)
        while here and here[-1] == now:
            here.pop()
        if not here:
            return None
        there.append(now)
        return here.pop()
