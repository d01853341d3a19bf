"""What the loading thread tells the app. Workers post these; only handlers change state and widgets."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.message import Message

if TYPE_CHECKING:
    from data_model.comparison import Incomparable
    from tui.comparing import CompareLook, Sides
    from tui.examined import Examined
    from tui.jobs import Job


@dataclass
class Progressed(Message):
    """How far the thread is."""

    job: Job
    done: int
    total: int


@dataclass
class Loaded(Message):
    """The thread is done with a job; the job tells what became of it."""

    job: Job


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
