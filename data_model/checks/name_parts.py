"""The parts in which two names differ, cut between words. Apart from prose.py: Chinese prints no blanks between words, so where one ends
is told from the document itself: two characters that stand together often are one word's."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from itertools import pairwise

from data_model.text import fold

LONGEST_PART = 24
"""Characters of a part that are told."""
MOST_TEXT = 200_000
"""Characters of a document that are counted: words are told well by fewer."""
TAIL = re.compile("(?:委托业务费|项目支出|结转|结余|项目|经费)+$")
"""The word a sentence adds to the name of a project."""
_AROUND = (2, 3, 1, 4)
"""Characters told on each side of a difference, the liked number first."""

Bonds = Mapping[str, int]
"""How often two characters stand side by side in a document."""


def bonds_of(texts: Iterable[str]) -> Bonds:
    """Counted over the texts, as far as `MOST_TEXT` characters."""
    found: Counter[str] = Counter()
    left = MOST_TEXT
    for text in texts:
        folded = fold(text[:left])
        found.update(map("".join, pairwise(folded)))
        left -= len(text)
        if left <= 0:
            break
    return found


def differing(a: str, b: str, bonds: Bonds) -> tuple[str, str]:
    """The parts in which two names differ, with the words around them: (`建设和补助`, `建设补助`)."""
    one, two = fold(a), fold(b)
    short, other = TAIL.sub("", one), TAIL.sub("", two)
    if short and other and short != other:
        one, two = short, other
    most = min(len(one), len(two))
    start = next((n for n in range(most) if one[n] != two[n]), most)
    end = next((n for n in range(most - start) if one[-1 - n] != two[-1 - n]), most - start)
    around = (
        (*_AROUND, 0) if min(len(one), len(two)) - start - end > 1 else _AROUND
    )  # two words: nothing need stand around them
    start = min((start - n for n in around if n <= start), key=lambda at: _bond(one, at, bonds), default=0)
    end = min((end - n for n in around if n <= end), key=lambda at: _bond(one, len(one) - at, bonds), default=0)
    return one[start : len(one) - end][:LONGEST_PART], two[start : len(two) - end][:LONGEST_PART]


def _bond(name: str, at: int, bonds: Bonds) -> int:
    """How much a name holds together at a place; numbers and Latin words wholly."""
    if not 0 < at < len(name):
        return 0
    before, after = name[at - 1], name[at]
    if not before.isalnum() or not after.isalnum():
        return 0
    return 1 << 30 if before.isascii() and after.isascii() else bonds.get(before + after, 0)
