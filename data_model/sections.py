"""Prose -> Sections: headings in any numbering, paragraphs put back together where lines were wrapped. No meaning is read here."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from data_model.budget import Paragraph, Place, Section
from data_model.readers.raw import RawParagraph
from data_model.text import clean, fold, unwrap
from data_model.titles import is_page_furniture

_NUMERAL = "一二三四五六七八九十百"
_HEADINGS = (
    (1, re.compile(rf"^第([{_NUMERAL}]+)部分\s*(.*)$")),
    (2, re.compile(rf"^([{_NUMERAL}]+)\s*[、.．]\s*(.+)$")),
    (3, re.compile(rf"^[（(]\s*([{_NUMERAL}]+)\s*[)）]\s*(.+)$")),
)
_LISTED = re.compile(
    rf"^(?:[-•·]\s*)?(?:第[{_NUMERAL}]+部分|[{_NUMERAL}]+\s*[、.．]|[（(][{_NUMERAL}0-9]+[)）]|[0-9]+\s*[、.．)）]|附件|注[:：]|目\s*录)"
)
_SENTENCE_END = tuple("。；：！？:;!?…")
_LEADERS = re.compile(r"[.．…·]{4,}\s*[0-9]*\s*$")
LONGEST_HEADING = 60


@dataclass(slots=True)
class _Open:
    level: int
    number: str
    heading: str
    place: Place
    contents: bool = False
    lines: list[RawParagraph] = field(default_factory=list)


def sections_of(prose: list[RawParagraph]) -> tuple[Section, ...]:
    """The prose of a document as sections in reading order; the cover is a section of level 0 without heading."""
    opened: list[_Open] = []
    for line in prose:
        text = clean(line.text)
        if is_page_furniture(text) and text:
            continue
        level, number, heading = _heading(text)
        if fold(text) == "目录":
            opened.append(_Open(1, "", text, line.place, contents=True))
        elif level:
            contents = bool(opened) and opened[-1].contents and not _body_begins(opened, level, heading)
            if contents:
                opened[-1].lines.append(line)
            else:
                opened.append(_Open(level, number, heading, line.place))
        else:
            if not opened:
                opened.append(_Open(0, "", "", line.place))
            opened[-1].lines.append(line)
    return tuple(
        Section(s.level, s.number, unwrap(s.heading), _paragraphs(s.lines), s.place, s.contents)
        for s in opened
        if s.heading or s.lines
    )


def _heading(text: str) -> tuple[int, str, str]:
    """(level, number, heading) of a heading line; (0, "", "") for a line of prose."""
    if len(text) > LONGEST_HEADING * 2 or text.endswith(("。", "；", ";")):
        return 0, "", ""
    for level, pattern in _HEADINGS:
        if match := pattern.match(text):
            rest = _LEADERS.sub("", match[2]).strip("* ")
            if level > 1 and (len(rest) > LONGEST_HEADING or "。" in rest or "：" in rest[4:-1] or ":" in rest[4:-1]):
                return 0, "", ""
            return level, match[1], rest
    return 0, "", ""


def _body_begins(opened: list[_Open], level: int, heading: str) -> bool:
    """The contents end where a heading of the first level comes a second time."""
    key = fold(heading)
    return level == 1 and any(fold(line.text).endswith(key) and key for line in opened[-1].lines)


def _paragraphs(lines: list[RawParagraph]) -> tuple[Paragraph, ...]:
    """Lines -> paragraphs: a line that does not end a sentence goes on in the next adjacent one, unless that begins an item."""
    done: list[tuple[str, Place]] = []
    going = False
    for line in lines:
        text = clean(line.text)
        if not text:
            going = False
            continue
        if going and done and not _LISTED.match(text):
            done[-1] = (done[-1][0] + " " + text, done[-1][1])
        else:
            done.append((text, line.place))
        going = not text.endswith(_SENTENCE_END) and len(text) >= 12
    return tuple(Paragraph(unwrap(text), place) for text, place in done)
