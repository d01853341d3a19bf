"""One thing for the loading thread to do, and how its failure is told. Apart from loading.py, which decides what is next."""

from __future__ import annotations

from dataclasses import dataclass, field
from time import monotonic
from typing import TYPE_CHECKING

from data_model.budget import Budget
from data_model.read_errors import ReadError
from tui.console import trouble_line
from tui.entries import Entry, Source, Stamp
from tui.texts import error_words

if TYPE_CHECKING:
    from tui.facts import Facts


@dataclass(slots=True)
class Job:
    """One thing for the loading thread. `index`: the entry it is for, -1 when only its facts are wanted, under `key`; `again`: it was
    read before. The thread fills in budget, facts or error; `stopped` is set by a person."""

    source: Source
    index: int = -1
    key: str = ""
    again: bool = False
    stopped: bool = False
    done: int = 0
    total: int = 0
    stamp: Stamp | None = None
    budget: Budget | None = None
    facts: Facts | None = None
    error: ReadError | None = None
    began: float = field(default_factory=monotonic)


def error_line(entry: Entry) -> str:
    """Why a file could not be read and what to do, on one line."""
    if entry.error is None:
        return ""
    cause, remedy = error_words(entry.error)
    return trouble_line(entry.error.place.strip() or entry.source.name, cause, remedy)
