"""What the loading thread tells the app. Workers post these; only handlers change state and widgets."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.message import Message

from data_model.budget import Budget
from data_model.readers.raw import ReadError

if TYPE_CHECKING:
    from data_model.comparison import Incomparable
    from tui.comparing import CompareLook, Sides
    from tui.examined import Examined


@dataclass
class BudgetRead(Message):
    """A source is read."""

    index: int
    budget: Budget


@dataclass
class BudgetFailed(Message):
    """A source cannot be read."""

    index: int
    error: ReadError


@dataclass
class BudgetExamined(Message):
    """A budget is checked."""

    index: int
    examined: Examined


@dataclass
class Compared(Message):
    """Two sides are compared, or cannot be."""

    sides: Sides
    made: CompareLook | Incomparable
