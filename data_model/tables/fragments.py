"""The lines of a table that lost its blanks, taken apart into codes, words and figures. Apart from unsqueeze.py, which makes rows of
them: here only the shape of words counts, so numbers broken over two lines are joined and captions, page numbers and repeated
headers are known before any row is.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from data_model.budget import Place
from data_model.readers.raw import RawRow
from data_model.records import dataclass, field
from data_model.tables.headed import Word, leaves
from data_model.tables.headers import TOTAL_WORDS, number_row
from data_model.tables.number_style import DASHES, NUMBER, Style, style_of
from data_model.tables.positions import Spots, headings_of
from data_model.tables.stray_heads import without_heads
from data_model.tables.titles import BODY, UNIT, is_title
from data_model.tables.torn import mend_amounts, mend_codes
from data_model.text import fold, has_han

_CODE = re.compile(r"[1-9][0-9]{2}(?:[0-9]{2}){0,2}")
_PART = re.compile(r"[0-9]{2}")
_GLUED = re.compile(r"([1-9][0-9]{2}(?:[0-9]{2}){0,2})([^0-9.,年%].*)")
_GLUED_PART = re.compile(r"([0-9]{2})([^0-9.,年%].*)")
_PAGELONGEST_HEAD = 80
"""Lines of the longest header that is looked at column by column; real ones have up to forty."""
_PAGE_NUMBER = re.compile(r"[-—–─·第]*[0-9]{1,4}[-—–─·页]*(?:/[0-9]+)?")
LONGEST_HEAD = 80
"""Lines of the longest header that is looked at column by column; real ones have up to forty."""
STREWN = 3
REPEATED_HEAD = 3
"""So many lines of the header in a row are the header again, also when they are not all of it."""


@dataclass(slots=True)
class Line:
    """One line: leading code parts, words, trailing figures ("-" stands for a blank one), and where it is; `mended`: an amount on it was torn,
    `torn`: its code still is."""

    codes: list[str]
    words: list[str]
    figures: list[str]
    place: Place
    raw: tuple[str, ...]
    mended: bool = False
    torn: bool = False

    @property
    def text(self) -> str:
        return " ".join(self.words)


@dataclass(slots=True)
class Lines:
    """The lines of one table: its header, what the number row counts (0: none), the body, and the header where it is repeated."""

    head: list[Line] = field(default_factory=list)
    body: list[Line] = field(default_factory=list)
    heads: list[tuple[str, ...]] = field(default_factory=list)
    numbers: int = 0
    style: Style = field(default_factory=lambda: Style(2, True))

    @property
    def headings(self) -> tuple[str, ...]:
        """All words of the header, folded, without blanks between: line by line, and column by column where places are known."""
        by_line = fold("".join(word for line in self.head for word in line.raw))
        words = [word for line in self.head for word in line.raw]
        if len(self.head) > LONGEST_HEAD or not all(isinstance(word, Word) and word.start >= 0 for word in words):
            return (by_line,)
        return (by_line, fold("".join(heading.text for heading in headings_of(line.raw for line in self.head))))

    def spots(self) -> Spots:
        """The headings of each page, for the figures to be put below."""
        pages: dict[int, list[tuple[str, ...]]] = {}
        for words in (*(line.raw for line in self.head), *self.heads):
            page = next((word.page for word in words if isinstance(word, Word)), None)
            if page and len(held := pages.setdefault(page, [])) < LONGEST_HEAD:
                held.append(words)
        return Spots(
            {},
            {page: headings_of(held) for page, held in pages.items()},
            {page: leaves([w for w in line if isinstance(w, Word)] for line in held) for page, held in pages.items()},
        )


def lines_of(rows: Sequence[RawRow], codes: str, heads: frozenset[str] = frozenset(), usual: int = 0) -> Lines:
    """The lines of a table as header and body; captions, page numbers and repeated headers are left out.

    `codes`: what the codes of the form begin with ("" without codes), so that a leading `201 03` is one. `heads`: the folded words of its headings; without them the
    header ends at the first row that has a code or a figure. `usual`: the decimals amounts of the document have.
    """
    lines = Lines(style=style_of(rows, usual))
    after_caption = after_head = False
    printed_head: set[tuple[str, ...]] = set()
    words = [_placed(row) for row in rows]
    mended = mend_amounts(words, lines.style)
    shown = any(row.page for row in rows)  # where columns show, what was wrapped stands in its row already
    torn = mend_codes(words, codes, lines.style) if codes and not shown else set()
    parsed = [
        Line([], list(w), [], row.place, tuple(w), i in mended, i in torn)
        for i, (row, w) in enumerate(zip(rows, words, strict=True))
        if w
    ]
    at = 0
    while at < len(parsed):
        line = parsed[at]
        at += 1
        if _is_caption(line):
            after_caption = bool(lines.body)
            continue
        numbers = number_row(line.raw)
        if numbers is not None and (len(numbers) > 2 or len(numbers) < len(line.raw)):
            lines.numbers = lines.numbers or len(numbers)
            after_caption = False
            continue
        if lines.body and _is_strewn(line, lines.style):
            lines.heads.append(line.raw)  # the header again, cut differently
            after_caption = True
            continue
        if lines.body and (again := _head_again(parsed, at - 1, lines.head)):
            lines.heads += [head.raw for head in parsed[at - 1 : at - 1 + again]]
            at += again - 1
            after_caption = after_head = True
            continue
        if after_head and line.raw in printed_head:
            lines.heads.append(line.raw)
            continue  # the header again, cut differently
        if after_head:
            after_caption = after_head = False
        _split(line, lines.style, codes)
        row = (
            bool(line.figures or line.codes)
            or _holds_a_row(line, lines.style, codes)
            or (fold(line.text) in TOTAL_WORDS and bool(lines.numbers or lines.body))
        )
        if _is_page_number(line):
            continue
        if not lines.body and not row and not lines.numbers:
            lines.head.append(line)
            printed_head.add(line.raw)
        elif after_caption and not row:
            lines.heads.append(line.raw)
            continue  # a header printed again in other pieces
        else:
            if not lines.body and not lines.numbers and not line.codes:
                lines.body += _first_name(lines.head, heads)
            after_caption = False
            lines.body.append(line)
    lines.body, stray = without_heads(lines.body, heads)
    lines.heads += [line.raw for line in stray]
    return lines


def _first_name(head: list[Line], heads: frozenset[str]) -> list[Line]:
    """The lines at the end of the header that are no heading: the name of the first row begins there. They leave the header."""
    if any(isinstance(word, Word) and word.page for line in head for word in line.raw):
        return []  # columns show: what is wrapped around a row stands in it already
    cut = len(head)
    while cut and not _is_heading(head, cut - 1, heads):
        cut -= 1
    taken = head[cut:] if cut else []
    del head[cut if cut else len(head) :]
    return taken


def _is_heading(head: Sequence[Line], index: int, heads: frozenset[str]) -> bool:
    """A heading, several of them, or the end of one that began on the lines before."""
    if len(head[index].raw) > 1:
        return any(fold(word) in heads for word in head[index].raw)
    text = fold(head[index].text)
    for begin in range(index, max(-1, index - 5), -1):
        joined = "".join(fold(line.raw[-1]) for line in head[begin : index + 1])
        if len(joined) > 2 and any(joined in heading for heading in heads):
            return True
    return any(len(heading) > 2 and heading in text for heading in heads)


def _placed(row: RawRow) -> list[str]:
    """The words of a row; they know where they stand where the row does."""
    if len(row.starts) != len(row.cells):
        return list(row.cells)
    return [Word(text, row.page, start) for text, start in zip(row.cells, row.starts, strict=True)]


def _is_caption(line: Line) -> bool:
    text = " ".join(line.raw)
    return (UNIT.search(text) is not None or BODY.match(text) is not None or is_title(text)) and not any(
        NUMBER.fullmatch(w) for w in line.raw
    )


def _holds_a_row(line: Line, style: Style, codes: str) -> bool:
    """An amount or a code in the middle of the line: the left half of a two-sided row."""
    amount = any(style.figure(word) and ("." in word or "," in word) for word in line.raw)
    return amount or any(codes and _CODE.fullmatch(word) and word[0] in codes for word in line.raw[:-1])


def _is_page_number(line: Line) -> bool:
    if len(line.raw) != 1 or not _PAGE_NUMBER.fullmatch(line.raw[0]) or line.raw[0] in ("0", *DASHES):
        return False
    return not line.codes


def _is_strewn(line: Line, style: Style) -> bool:
    """Words of three columns or more and no figure, where columns show: no row is like that."""
    words = [word for word in line.raw if isinstance(word, Word) and word.page]
    if not words or any(any(c.isdigit() for c in word) or style.figure(word) for word in line.raw):
        return False
    apart = sum(b.start - a.start - len(a) > 1 for a, b in pairwise(words) if a.start >= 0 and b.start >= 0)
    return apart >= STREWN - 1


def _head_again(lines: Sequence[Line], at: int, head: Sequence[Line]) -> int:
    """How many lines from here repeat the header from its beginning; 0 when fewer than tell."""
    count = 0
    while count < len(head) and at + count < len(lines) and lines[at + count].raw == head[count].raw:
        count += 1
    return count if count >= min(REPEATED_HEAD, max(len(head), 1)) else 0


def _split(line: Line, style: Style, codes: str) -> None:
    """Codes in front, figures behind, words between."""
    words = line.words
    if codes and style.decimals > 0 and all(word.isdecimal() and len(word) <= 2 for word in words):
        return  # pieces of a code that was broken over lines
    end = len(words)
    while end and style.figure(words[end - 1]):
        end -= 1
    if (
        end
        and len(words) > 2
        and all(NUMBER.fullmatch(w) for w in words)
        and style.figure(words[-1])
        and "." in words[0]
    ):
        end = 0  # figures only, some of them whole
    line.figures = words[end:]
    words = words[:end]
    if codes:
        if not words and _leading_code(line.figures, codes):
            words, line.figures = line.figures, []
            end = len(words)
            while end > 1 and not _PART.fullmatch(words[end - 1]):
                end -= 1
            words, line.figures = words[:end], words[end:]
        words = _take_codes(line, words, codes)
    line.words = words


def _leading_code(words: Sequence[str], codes: str) -> bool:
    """Figures of a table of whole numbers may be codes without a name: `201 03 438,300`."""
    return bool(words) and _CODE.fullmatch(words[0]) is not None and words[0][0] in codes


def _take_codes(line: Line, words: list[str], codes: str) -> list[str]:
    if not words or words[0][0] not in codes:
        return words
    if _CODE.fullmatch(words[0]):
        line.codes = [words[0]]
        words = words[1:]
    elif glued := _GLUED.fullmatch(words[0]):
        line.codes = [glued[1]]
        words = [glued[2], *words[1:]]
    while line.codes and words and len("".join(line.codes)) < 7:
        if _PART.fullmatch(words[0]):
            line.codes.append(words[0])
            words = words[1:]
        elif re.fullmatch("[0-9]", words[0]) and len(words) > 1 and has_han(words[1][:1]):
            line.codes.append(f"0{words[0]}")  # a spreadsheet made 2 of 02
            words = words[1:]
        elif (glued := _GLUED_PART.fullmatch(words[0])) and has_han(glued[2][:1]):
            line.codes.append(glued[1])
            words = [glued[2], *words[1:]]
        else:
            break
    return words
