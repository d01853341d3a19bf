"""The way along one amount through all its places. Apart from session.py, which begins one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from data_model.budget import Budget, Row
from data_model.records import dataclass

if TYPE_CHECKING:
    from data_model.spots import Spot


@dataclass(slots=True)
class Walk:
    """The places where one amount (fen) stands, and at which of them we are (-1 before the first step)."""

    budget: Budget
    fen: int
    spots: list[Spot]
    at: int = -1

    def step(self, step: int) -> Spot:
        """The next or previous place, round the end."""
        self.at = (self.at + step) % len(self.spots) if self.at >= 0 or step > 0 else len(self.spots) - 1
        return self.spots[self.at]

    def stand(self, row: Row | None) -> None:
        """We are at this row already."""
        self.at = next((n for n, spot in enumerate(self.spots) if row is not None and spot.row is row), self.at)
