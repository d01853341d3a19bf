"""What the loading thread tells the app. Workers post these; only handlers change state and widgets."""

from __future__ import annotations

from dataclasses import dataclass

from textual.message import Message

from data_model.budget import Budget
from data_model.readers.raw import ReadError


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
