"""Cleaning and folding of text from files: the one place that decides what may be shown and what counts as equal.

Text from a file is hostile until `clean` has seen it (DESIGN rule 8): no control, bidirectional or zero-width characters.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Any

_HAN = r"\u2e80-\u2fdf\u3005-\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003fffd"
_WIDE_PUNCTUATION = "、，。；：？！“”‘’（）〔〕【】《》〈〉「」—…·"
_WRAP_BLANK = re.compile(rf"(?<=[{_HAN}{_WIDE_PUNCTUATION}]) +(?=[{_HAN}{_WIDE_PUNCTUATION}])")
_BLANKS = re.compile(r"[\s\u00a0\u2000-\u200a\u202f\u205f\u3000]+")
_FOLDED = re.compile("[0-9a-z\u4e00-\u9fff]*")
_UNTIDY = re.compile("^ |  | $|[\ufe00-\ufe0f]")
_BRACKETS = str.maketrans(
    {"〔": "(", "〕": ")", "【": "(", "】": ")", "[": "(", "]": ")", "“": '"', "”": '"', "’": "'", "‘": "'"}
)
_HIDDEN_CATEGORIES = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})
_CHINESE_DIGITS = "〇一二三四五六七八九"

MAX_TEXT = 4000
"""Longest text of one cell that is kept; a longer one is cut and ends in `…` (a goal of a real document has 1,100)."""


def clean(text: str, limit: int = MAX_TEXT) -> str:
    """Harmless, single-line text: blanks of every kind become one space, characters that draw nothing go.

    Variation selectors, joiners, bidirectional marks, control and private-use characters are dropped.
    """
    if text.isprintable() and not _UNTIDY.search(text):  # isprintable is False for every hidden category
        return text if len(text) <= limit else text[: limit - 1] + "…"
    shown = "".join(
        c
        for c in text
        if c.isspace() or (unicodedata.category(c) not in _HIDDEN_CATEGORIES and not "\ufe00" <= c <= "\ufe0f")
    )
    spaced = _BLANKS.sub(" ", shown).strip()
    return spaced if len(spaced) <= limit else spaced[: limit - 1] + "…"


def json_text(data: Any, fast: bool = False) -> str:
    """Data as indented JSON and a newline; characters that draw nothing or turn the direction (of a file's name) as escapes. `fast` is for
    very much data: the same text from msgspec where it is installed and takes the data."""
    import json

    made = (_fast_json(data) if fast else None) or json.dumps(data, ensure_ascii=False, indent=1) + "\n"
    return _HIDDEN.sub(lambda match: json.dumps(match[0])[1:-1], made)


def _fast_json(data: Any) -> str | None:
    try:
        from msgspec import json
    except ImportError:
        return None
    try:
        return json.format(json.encode(data), indent=1).decode() + "\n"
    except (ValueError, TypeError, OverflowError):
        return None


_HIDDEN = re.compile(
    "[\x7f-\x9f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ud800-\uf8ff\ufe00-\ufe0f\ufeff\ufff0-\uffff\U000e0000-\U000e0fff\U000f0000-\U0010ffff]"
)


def unwrap(text: str) -> str:
    """A name as it was meant: blanks between two Chinese characters are wrap blanks and go, others stay single."""
    return _WRAP_BLANK.sub("", clean(text))


def fold(text: str) -> str:
    """What matching sees: no blanks, half-width, brackets of one kind, lower case."""
    if _FOLDED.fullmatch(text):  # as most names are
        return text
    return _BLANKS.sub("", unicodedata.normalize("NFKC", text)).translate(_BRACKETS).lower()


def chinese_number(text: str) -> int | None:
    """`三` -> 3, `十二` -> 12, `一十一` -> 11, `21` -> 21; None for anything else up to 99."""
    if text.isdecimal():
        return int(text) if len(text) < 3 else None
    tens, mark, ones = text.rpartition("十")
    if not mark:
        tens, ones = "", text
        return _CHINESE_DIGITS.find(ones) if len(ones) == 1 and ones in _CHINESE_DIGITS else None
    if any(part and (len(part) > 1 or part not in _CHINESE_DIGITS) for part in (tens, ones)):
        return None
    return (_CHINESE_DIGITS.index(tens) if tens else 1) * 10 + (_CHINESE_DIGITS.index(ones) if ones else 0)


def has_han(text: str) -> bool:
    """True when the text has at least one Chinese character."""
    return any("\u4e00" <= c <= "\u9fff" or "\u3400" <= c <= "\u4dbf" for c in text)
