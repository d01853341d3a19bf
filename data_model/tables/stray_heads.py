"""Headings cut into pieces that are printed among or behind the rows of a table. Apart from fragments.py, which knows the header only
where it stands, above the rows.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from data_model.text import fold

if TYPE_CHECKING:
    from data_model.tables.fragments import Line


def without_heads(body: Sequence[Line], heads: frozenset[str]) -> tuple[list[Line], list[Line]]:
    """The body without such headings, and these: runs of lines that are only headings (`heads`: folded), some of them in pieces, with
    no figures behind them that they could name."""
    kept: list[Line] = []
    stray: list[Line] = []
    at = 0
    longest = max(map(len, heads), default=0)
    while at < len(body):
        end, words = at, 0
        while (after := _heading_end(body, end, heads, longest)) > end:
            end, words = after, words + 1
        if words > 1 and end - at > max(words, 2) and (end == len(body) or body[end].words or body[end].codes):
            stray += body[at:end]
            at = end
        else:
            kept.append(body[at])
            at += 1
    return kept, stray


def _heading_end(body: Sequence[Line], at: int, heads: frozenset[str], longest: int) -> int:
    """The line after the longest heading that begins here, `at` when none does."""
    joined, found = "", at
    for end in range(at, len(body)):
        if body[end].codes or body[end].figures:
            break
        joined += fold("".join(body[end].raw))
        if len(joined) > longest:
            break
        if joined in heads:
            found = end + 1
    return found
