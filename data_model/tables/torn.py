"""Amounts and codes torn over lines by narrow cells, put together before anything is read of them. Apart from fragments.py, which takes
whole words apart.
"""

from __future__ import annotations

from data_model.tables.number_style import NUMBER, Style


def mend_amounts(words: list[list[str]], style: Style) -> None:
    """Join amounts broken over cells or lines: the next word must be exactly the digits that lack."""
    last: tuple[int, int] | None = None
    for i, line in enumerate(words):
        k = 0
        while k < len(line):
            word = line[k]
            if last is not None:
                owner = words[last[0]][last[1]]
                if word.isdecimal() and len(word) == style.lacking(owner):
                    words[last[0]][last[1]] = owner + word
                    del line[k]
                    last = None
                    continue
            last = (i, k) if NUMBER.fullmatch(word) and style.lacking(word) else None
            k += 1
