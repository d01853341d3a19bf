"""Cutting prose: blanks of wrapping, clauses with what ends them, printed amounts and percents. Apart because no meaning is read here."""

from __future__ import annotations

import re
from typing import NamedTuple

from data_model.amount import AmountError, parse

NUMBER = r"(?<![0-9,])[0-9][0-9,]*(?:\.[0-9]+)?"
UNITS = r"亿元|百万元|万元|千元|元"
AMOUNT = re.compile(rf"(?<![0-9.,])(?P<n>-?{NUMBER})(?P<u>{UNITS})(?![/／])")
"""An amount with its unit; a rate (`元/人/月`) is none."""
PERCENT = re.compile(r"(?<![0-9,])(?P<n>-?[0-9][0-9,]*(?:\.[0-9]+)?)[%％]")

_INNER_BLANK = re.compile(r"(?<![0-9A-Za-z])\s+|\s+(?![0-9A-Za-z])")
_SPLIT_NUMBER = re.compile(r"(?<=[0-9]),(?=[0-9]{3}(?![0-9]))|(?<=[0-9])\.(?=[0-9])")
_SEPARATORS = frozenset("，；。：,;:")
_WIDTHS = str.maketrans("０１２３４５６７８９％．", "0123456789%．")
_BRACKETS = {"（": "）", "(": ")", "《": "》", "“": "”", "〔": "〕", "【": "】"}
_ITEM = re.compile(
    r"^(?:[-•·]\s*)?(?:[（(][0-9]{1,2}[)）]|[（(][一二三四五六七八九十]{1,3}[)）]|[0-9]{1,2}(?:[.．、]|[)）])(?=[^0-9]|20[0-9]{2}年))"
)


class Clause(NamedTuple):
    """A piece of a sentence and the mark that ends it (`，` `；` `。` `：`, "" at the end of the paragraph)."""

    text: str
    end: str


def squeeze(text: str) -> str:
    """The text without blanks, except between two Latin letters or digits; digits half-width."""
    return _INNER_BLANK.sub("", text.translate(_WIDTHS))


def strip_item(text: str) -> tuple[str, bool]:
    """(`人员经费…`, True) for `1. 人员经费…`: the printed number of a list item taken off."""
    match = _ITEM.match(text)
    return (text[match.end() :].lstrip(), True) if match else (text, False)


def clauses(text: str) -> list[Clause]:
    """A squeezed paragraph cut at its punctuation; marks inside brackets, quotes and numbers do not cut."""
    pairs = {left: right for left, right in _BRACKETS.items() if text.count(left) == text.count(right)}
    found: list[Clause] = []
    start, closers = 0, [""]
    inside = {match.start() for match in _SPLIT_NUMBER.finditer(text)}
    for place, char in enumerate(text):
        if char == closers[-1]:
            closers.pop()
        elif char in pairs:
            closers.append(pairs[char])
        elif char in _SEPARATORS and len(closers) == 1 and place not in inside:
            found.append(Clause(text[start:place], {",": "，", ";": "；", ":": "："}.get(char, char)))
            start = place + 1
    if start < len(text):
        found.append(Clause(text[start:], ""))
    return found


def fen_of(match: re.Match[str]) -> int | None:
    """The fen of an AMOUNT match; None for digits that are no amount (`1,2,3万元`)."""
    try:
        amount = parse(match["n"], match["u"])
    except AmountError:
        return None
    return None if amount is None else amount.fen


def percent_text(printed: str, negative: bool = False) -> str:
    """`1,312.56` -> `1312.56`; a decrease gets its sign, nought has none."""
    text = printed.replace(",", "")
    return "-" + text if negative and text.strip("0.") and not text.startswith("-") else text
