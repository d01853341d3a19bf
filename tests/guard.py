"""Bounded work: input made to be slow must end. No measure of speed (tests/benchmarks has those): a limit of the processor's own
time so wide that only work growing with the square of its input meets it, however busy the machine is."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from time import process_time

LIMIT = 40.0
"""Seconds of the processor; what is guarded takes less than two."""


@contextmanager
def bounded() -> Iterator[None]:
    """Fail when what is done inside takes more than LIMIT."""
    start = process_time()
    yield
    assert process_time() - start < LIMIT
