"""What threads tell the app. Workers post these; only handlers change state and widgets."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from textual.message import Message

if TYPE_CHECKING:
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
class Made(Message):
    """A thread made something large; `take` is to have it."""

    key: Hashable
    made: Any
    take: Callable[[Any], None]
