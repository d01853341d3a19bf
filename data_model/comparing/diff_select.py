"""Which lines of a comparison are shown, and in what order: one set of filters for command line, exports and screen."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from data_model.comparison import TOTAL_KEY, Change, Comparison

ONLY = ("changed", "added", "removed", "moved")
SORTS = ("path", "delta", "percent", "a", "b")


class Selection(NamedTuple):
    """`only` one of ONLY or "": `changed` every line both have whose amount differs, `moved` other code or other name. `least` fen a change
    must reach, `depth` levels (1 类 …; None: all), `inner` only innermost lines, `sort` one of SORTS (all but path: largest first)."""

    only: str = ""
    least: int = 0
    depth: int | None = None
    inner: bool = False
    sort: str = "path"


def select(comparison: Comparison, selection: Selection) -> list[Change]:
    """The lines that are left, the whole first whatever the filter."""
    lines = (
        comparison.made if selection.only or selection.least else comparison.lines
    )  # what is the same is none of these
    kept = [line for line in lines if line.key != TOTAL_KEY and _kept(line, selection)]
    return [comparison.total, *_sorted(kept, selection.sort)]


def different(comparison: Comparison, selection: Selection) -> bool:
    """A line that is left is not the same, or, where no filter is set, the whole differs."""
    shown = select(comparison, selection)
    narrowed = selection.only or selection.least
    return any(line.status != "same" for line in (shown[1:] if narrowed else shown))


def _kept(line: Change, selection: Selection) -> bool:
    if selection.inner and not line.leaf:
        return False
    if selection.depth is not None and line.depth >= selection.depth:
        return False
    if selection.least and abs(line.delta or 0) < selection.least:
        return False
    return not selection.only or _ONLY[selection.only](line)


def _differs(line: Change) -> bool:
    return bool(line.delta) and not line.rounding and line.status in ("changed", "renamed", "moved")


_ONLY: dict[str, Callable[[Change], bool]] = {
    "changed": _differs,
    "added": lambda line: line.status == "added",
    "removed": lambda line: line.status == "removed",
    "moved": lambda line: line.status in ("moved", "renamed"),
}


def _sorted(lines: list[Change], sort: str) -> list[Change]:
    if sort == "delta":
        return sorted(lines, key=lambda line: -abs(line.delta or 0))
    if sort == "percent":
        return sorted(lines, key=_rate, reverse=True)
    if sort in ("a", "b"):
        return sorted(lines, key=lambda line: -((line.a if sort == "a" else line.b) or 0))
    return lines


def _rate(line: Change) -> tuple[int, float]:
    """Rates by size; what is new comes first, what has no rate last."""
    if line.percent is not None:
        return (1, abs(float(line.percent)))
    return (2 if line.status == "added" else 0, float(abs(line.delta or 0)))
