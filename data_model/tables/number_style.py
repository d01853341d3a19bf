"""How a table prints its amounts: which words are figures, and how many digits a broken one lacks. Apart since every step of reading
text without blanks asks it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from data_model.amount import BLANKS
from data_model.readers.raw import RawRow
from data_model.records import dataclass

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


def style_of(rows: Sequence[RawRow], usual: int = 0) -> Style:
    """The style most amounts of the table have; a tenth of others (broken ones) does not change it. Where every amount with fewer decimals
    than the `usual` ones of the document is followed by just the digits that lack, or one ends in its point, all are broken."""
    words = [w for row in rows for w in row.cells]
    amounts = [(i, w) for i, w in enumerate(words) if NUMBER.fullmatch(w)]
    decimals = Counter(_decimals(w) for _, w in amounts if "." in w and not w.endswith("."))
    grouped = any("," in w for _, w in amounts)
    if not decimals:
        return Style(usual if usual and _torn(words, amounts, usual) else 0, grouped)
    best, times = decimals.most_common(1)[0]
    cut = any("," in w and w.endswith(".") for _, w in amounts)
    if best != usual and max(decimals) <= usual and (cut or _torn(words, amounts, usual)):
        return Style(usual, grouped)
    return Style(best if times * 2 > sum(decimals.values()) else -1, grouped)


def usual_decimals(tables: Iterable[Sequence[RawRow]]) -> int:
    """The decimals most amounts of a document have, 0 when none has any."""
    words = (w for rows in tables for row in rows for w in row.cells if "." in w and NUMBER.fullmatch(w))
    found = Counter(_decimals(w) for w in words if not w.endswith("."))
    return found.most_common(1)[0][0] if found else 0


def _decimals(word: str) -> int:
    return len(word.partition(".")[2].rstrip(")）"))


def _torn(words: Sequence[str], amounts: Sequence[tuple[int, str]], decimals: int) -> bool:
    """Every amount that lacks decimals is followed by just these digits, and there is one."""
    short = [(i, lack) for i, w in amounts if "." in w and (lack := decimals - _decimals(w)) > 0]
    return bool(short) and all(
        i + 1 < len(words) and words[i + 1].isdecimal() and len(words[i + 1]) == lack for i, lack in short
    )
