"""Work that takes as long as a disk or a network likes, in a thread of its own that nothing waits for: not the screen, not the end of
the program. Apart from loading.py, whose one thread reads documents."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import Future, InvalidStateError
from contextlib import suppress
from threading import Thread
from typing import Generic, TypeVar

PATIENCE = 0.1
"""Seconds a person's key may wait for an answer: most come sooner, and nothing flickers."""
T = TypeVar("T")


class Waiting(Generic[T]):
    """The result of `work` when there is one; the thread begins at once."""

    def __init__(self, work: Callable[[], T]) -> None:
        self._work = work
        self._future: Future[T] = Future()
        Thread(target=self._run, daemon=True).start()

    def _run(self) -> None:
        with suppress(InvalidStateError):  # nobody wants it any more
            try:
                self._future.set_result(self._work())
            except Exception as error:
                self._future.set_exception(error)

    def within(self, seconds: float) -> bool:
        """Whether it is done so soon."""
        with suppress(TimeoutError):
            self._future.exception(seconds)
        return self._future.done()

    @property
    def result(self) -> T:
        """What came out, once it is done; raises what the work raised."""
        return self._future.result(0)

    async def over(self) -> None:
        """Wait without holding anything up; a cancelled wait leaves the thread to itself."""
        with suppress(Exception):
            await asyncio.wrap_future(self._future)
