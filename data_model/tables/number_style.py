"""How a table prints its amounts: which words are figures, and how many digits a broken one lacks. Apart since every step of reading
text without blanks asks it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from data_model.amount import BLANKS
from data_model.readers.raw import RawRow

NUMBER = re.compile(r"[-(（−]?(?:[0-9]{1,3}(?:,[0-9]{0,3})+|[0-9]+)(?:\.[0-9]*)?[)）]?")
DASHES = frozenset(BLANKS) - {"", "/", "一"}


@dataclass(slots=True)
class Style:
    """How the table prints its amounts: decimals of every amount (-1: they differ), thousands grouped or not."""

    decimals: int
    grouped: bool

    def figure(self, word: str) -> bool:
        """True for a word that is an amount of this table rather than a year, a page or a part of a name."""
        if word in DASHES:
            return True
        if not NUMBER.fullmatch(word) or not any(c.isdigit() for c in word):
            return False
        if "." in word:
            return not word.endswith(".") or "," in word
        if "," in word or word in ("0", "(0)"):
            return True
        return self.decimals <= 0 and (not self.grouped or len(word.strip("-()（）−")) <= 3)

    def lacking(self, word: str) -> int:
        """How many digits a broken amount lacks at its end: `4,011.7` one, `189,767,5` two; 0 when it is whole."""
        whole, point, fraction = word.partition(".")
        if point:
            return max(0, self.decimals - len(fraction)) if self.decimals > 0 else 0
        tail = whole.rpartition(",")[2] if "," in whole else "000"
        return 3 - len(tail) if self.decimals <= 0 else 0


def style_of(rows: Sequence[RawRow]) -> Style:
    """The style most amounts of the table have; a tenth of others (broken ones) does not change it."""
    words = [w for row in rows for w in row.cells if NUMBER.fullmatch(w)]
    decimals = Counter(len(w.partition(".")[2].rstrip(")）")) for w in words if "." in w and not w.endswith("."))
    grouped = any("," in w for w in words)
    if not decimals:
        return Style(0, grouped)
    best, times = decimals.most_common(1)[0]
    return Style(best if times * 2 > sum(decimals.values()) else -1, grouped)
