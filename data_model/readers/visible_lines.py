"""The lines of a table whose columns show by position, taken apart into the words of one cell each. Apart from visible.py, which puts
wrapped cells together again, and from cut_words.py, which mends words that were cut.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from data_model.records import dataclass, field
from data_model.text import has_han

GAP = 2
"""So many blanks part two cells; a single one may stand within a name."""
STREWN = 3
SHOWN = 0.05
"""The share of lines with wide gaps from which columns are taken to show: text without columns has none at all."""
_WIDE_GAP = re.compile(r"\S {3,}\S")
AMOUNT = re.compile(r"[-(]?(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?\)?")
FIGURE = re.compile(r"[-(]?[0-9][0-9,]*\.[0-9]+\)?|[0-9]{1,3}(?:,[0-9]{3})+|0")
CODE = re.compile(r"[1-9][0-9]{2}(?:[0-9]{2}){0,2}")
NUMBERED = re.compile(
    r"[1-9][0-9]{2}(?:[0-9]{2}){0,2}[^0-9.,年A-Za-z]|[一二三四五六七八九十]+、|[0-9]{1,2}[.．、](?![0-9])|其中[:：]"
)
CODE_AND_NAME = re.compile(r"[1-9][0-9]{2}(?:[0-9]{2}){0,2} \S")
_IN_NAME = re.compile(r"[0-9]+(?: [^\s0-9.,]|\s*$)")
CUT = re.compile(r"[0-9][0-9,]*\.[0-9]*")
_AT_POINT = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+\.")
"""An amount cut behind its point; without thousands it may be the number of a label."""
YEAR = re.compile(r"(?:19|20)[0-9]{2}")
WORD = re.compile(r"\S+")


@dataclass(slots=True)
class Chunk:
    """Words of one cell on one line."""

    start: int
    text: str

    @property
    def end(self) -> int:
        return self.start + len(self.text)

    def over(self, other: Chunk) -> bool:
        return self.start < other.end and other.start < self.end


@dataclass(slots=True)
class VisibleLine:
    """One line: its chunks, its number, the page it is on, whether a blank line is above it."""

    chunks: list[Chunk]
    number: int
    page: int
    after_blank: bool
    caption: bool = False
    above: list[Chunk] = field(default_factory=list)
    below: list[Chunk] = field(default_factory=list)

    @property
    def strewn(self) -> bool:
        """Words of three columns or more, and neither a figure nor a code: a line of a header."""
        return len(self.chunks) >= STREWN and not any(
            AMOUNT.fullmatch(c.text) or NUMBERED.match(c.text) for c in self.chunks
        )

    @property
    def anchor(self) -> bool:
        """A row of its own: it has an amount, a code or a numbered label."""
        return not self.caption and any(
            FIGURE.fullmatch(c.text) or CODE.fullmatch(c.text) or NUMBERED.match(c.text) for c in self.chunks
        )


def wordy(text: str) -> bool:
    """True for a text that is more than a number or signs."""
    return has_han(text) or any(c.isalpha() for c in text)


def _number(text: str) -> bool:
    return AMOUNT.fullmatch(text) is not None or _AT_POINT.fullmatch(text) is not None


def columns_show(texts: Sequence[str]) -> bool:
    """True when enough lines have wide gaps inside."""
    return sum(bool(_WIDE_GAP.search(t.strip())) for t in texts) >= max(2, SHOWN * len(texts))


def chunks_of(text: str) -> list[Chunk]:
    """The cells of a line: words a single blank apart are one cell unless one of them is a number."""
    out: list[Chunk] = []
    for match in WORD.finditer(text):
        word, start = match.group(), match.start()
        last = out[-1] if out else None
        near = last is not None and start - last.end < GAP
        if (
            near
            and last is not None
            and (
                (has_han(last.text) and _IN_NAME.match(text, start))  # 提前下达 2025 年
                or (CODE.fullmatch(last.text) and has_han(word))  # 207 文化: both in one cell
                or (YEAR.fullmatch(last.text) and word[0] == "年")
                or (not _number(word) and (has_han(last.text) or not _number(last.text)))
            )
        ):
            last.text = f"{last.text} {word}"
        else:
            out.append(Chunk(start, word))
    return out
