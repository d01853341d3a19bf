"""Whitespace inside a cell or a paragraph: what a line break means. Apart, because every reader of a marked-up format needs the same."""

from __future__ import annotations

import re

from data_model.text import has_han

_NUMBER = re.compile(r"[-+]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d{1,2})?%?")
_WIDE = "、，。；：？！“”‘’（）〔〕【】《》〈〉「」—…·"


def cell_text(text: str) -> str:
    """One line: blanks of every kind become one space; a line break is a wrap of the cell and vanishes inside a word.

    It vanishes between two Chinese characters and inside a number (`4,011.7` `9`); elsewhere it is a space. Two whole
    numbers below each other stay two.
    """
    if "\n" not in text and "\r" not in text and "\x0b" not in text:
        return " ".join(text.split())
    result = ""
    for line in text.splitlines():
        piece = " ".join(line.split())
        if not piece:
            continue
        if result and not (_chinese(result[-1], piece[0]) or _one_number(result, piece)):
            result += " "
        result += piece
    return result


def _chinese(left: str, right: str) -> bool:
    return (has_han(left) or left in _WIDE) and (has_han(right) or right in _WIDE)


def _one_number(left: str, right: str) -> bool:
    if not _NUMBER.fullmatch(left + right):
        return False
    return "." in left or right[0] in ".,%" or not _NUMBER.fullmatch(left)
