"""One thing for a thread to do, how its failure is told, and how threads work beside the keys. Apart from loading.py, which decides what is
next."""

from __future__ import annotations

import gc
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from selectors import DefaultSelector, SelectorKey
from threading import Lock
from time import monotonic
from typing import TYPE_CHECKING

from data_model.budget import Budget
from data_model.read_errors import ReadError
from data_model.records import dataclass, field
from tui.console import trouble_line
from tui.entries import Entry, Source, Stamp
from tui.texts import error_words

if TYPE_CHECKING:
    from tui.facts import Facts

LARGE = 10_000
"""Rows from which on it is felt when something is made of all of them: that is left to a thread."""
TURN = 0.0005
"""Seconds a thread goes on while the screen waits for its turn; the usual ones are ten times as long, and a key needs several."""
LOOK = 0.05
"""Seconds after which the screen's loop looks for what has come though it has something to do."""
SELDOM = (700, 10, 100)
"""When garbage is looked for beside a large budget: through all that was made after it, which takes longer than a key may, ten times more
seldom than usual."""
_lock = Lock()
_working = 0
_collects = False
_usual = sys.getswitchinterval()


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


def is_large(*budgets: Budget | None) -> bool:
    """True when what is made of these budgets may be felt."""
    return many(sum(len(table.rows) for budget in budgets if budget is not None for table in budget.tables))


def many(rows: int) -> bool:
    """True when it is felt that something is made of so many rows."""
    return rows >= LARGE


class Turns(DefaultSelector):
    """The selector of the screen's loop. Looking whether something has come gives a thread at work the next turn, and the loop looks before
    every step, many times a key: beside a thread it only looks when it has nothing else to do, or has not for long."""

    _looked = 0.0

    def select(self, timeout: float | None = None) -> list[tuple[SelectorKey, int]]:
        """As the usual one does; nothing while there are other things to do."""
        if _working:
            now = monotonic()
            if timeout is not None and timeout <= 0 and now - self._looked < LOOK:
                return []
            self._looked = now
        return super().select(timeout)


@contextmanager
def at_work() -> Iterator[None]:
    """While a thread makes something: the screen gets its turn soon, and no garbage is looked for, which in a large budget takes as long
    as many keys."""
    global _working, _collects
    with _lock:
        if not _working:
            _collects = gc.isenabled()
        _working += 1
        gc.disable()
        sys.setswitchinterval(TURN)
    try:
        yield
    finally:
        with _lock:
            _working -= 1
            if not _working:
                sys.setswitchinterval(_usual)
                if _collects:
                    gc.enable()


def begin_collecting(large: bool) -> None:
    """Within a job: the program is up, garbage is looked for from now on; what the start made stays for good and need not be looked at."""
    global _collects
    if large:
        gc.set_threshold(*SELDOM)
    if not _collects:
        if not large:
            gc.collect()
        gc.freeze()
        _collects = True


def keep() -> None:
    """Within a job: what was made of a large budget stays for good, no look at it is worth its time."""
    gc.freeze()


def error_line(entry: Entry) -> str:
    """Why a file could not be read and what to do, on one line."""
    if entry.error is None:
        return ""
    cause, remedy = error_words(entry.error)
    return trouble_line(entry.error.place.strip() or entry.source.name, cause, remedy)
