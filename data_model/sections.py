"""Prose -> Sections: headings in any numbering, paragraphs put back together where lines were wrapped. No meaning is read here."""

from __future__ import annotations

import re

from data_model.budget import Paragraph, Place, Section
from data_model.readers.raw import RawParagraph
from data_model.records import dataclass, field
from data_model.tables.titles import is_page_furniture
from data_model.text import clean, fold, unwrap

_NUMERAL = "一二三四五六七八九十百"
_HEADINGS = (
    (1, re.compile(rf"^第([{_NUMERAL}]+)部分\s*(.*)$")),
    (2, re.compile(rf"^([{_NUMERAL}]+)\s*[、.．]\s*(.+)$")),
    (3, re.compile(rf"^[（(]\s*([{_NUMERAL}]+)\s*[)）]\s*(.+)$")),
)
_LISTED = re.compile(
    rf"^(?:[-•·]\s*)?(?:第[{_NUMERAL}]+部分|[{_NUMERAL}]+\s*[、.．]|[（(][{_NUMERAL}0-9]+[)）]|[0-9]+\s*(?:[、．)）]|\.(?![0-9]{{1,2}}(?:[^0-9]|$)))|附件|注[:：]|目\s*录)"
)
_SENTENCE_END = tuple("。；：！？:;!?…")
_LABEL = re.compile(
    r"^[^，。；：、:《“（(0-9]{0,10}(?:依据|规模|单位|情况|时间|来源|标准|范围|方式|程序|效益|人数|名称|目标)[：:]"
)
"""A printed form label (`预算安排规模：`): it begins a paragraph of its own whatever stands before it."""
_TITLED = re.compile(r"^[^，。；：、:]{2,40}(?:说明|情况|职能|设置|解释|概况)$")
_PUNCTUATION = re.compile(r"[，。；、：《“]")
_AMOUNT = re.compile(r"[0-9]\s*(?:万|亿)?元")
_PATH_END = re.compile(r"[（(][类款项][)）][:：]$")
_PROJECT_HEADING = re.compile(
    r"^(?!.*(?:运行|三公|会议|培训|委托))[^，。；：、:0-9一二三四五六七八九十]{0,40}经费情况说明$"
)
"""Shanghai tells of each project under a heading without number (`…专项经费情况说明`)."""
_VARYING = re.compile(r"20[0-9]{2}年度?|部门|单位|[()]")
LONGEST_CONTENTS = 200
"""Lines of a contents list that are still compared with the headings of the body."""
FULL_LINE = 24
"""Characters from which a line followed by a blank one may be a wrapped one; shorter lines end where they end."""
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
    entries: set[str] = set()
    for line in prose:
        text = clean(line.text)
        if is_page_furniture(text) and text:
            continue
        level, number, heading = _heading(text)
        if not level and ((entries and _unnumbered(text, entries)) or _PROJECT_HEADING.match(text)):
            level, heading = 1, text
        if fold(text) == "目录":
            opened.append(_Open(1, "", text, line.place, contents=True))
        elif level:
            contents = (
                bool(opened) and opened[-1].contents and bool(number) and not _body_begins(opened, level, heading)
            )
            if contents:
                opened[-1].lines.append(line)
                entries = _entries(opened[-1]) if len(opened[-1].lines) <= LONGEST_CONTENTS else set()
            else:
                opened.append(_Open(level, number, heading, line.place))
        elif opened and _goes_on(opened[-1], text):
            opened[-1].heading += text
        else:
            if not opened:
                opened.append(_Open(0, "", "", line.place))
            opened[-1].lines.append(line)
    return tuple(
        Section(s.level, s.number, unwrap(s.heading), _paragraphs(s.lines, s.contents), s.place, s.contents)
        for s in opened
        if s.heading or s.lines
    )


def _goes_on(opened: _Open, text: str) -> bool:
    """True for the second line of a wrapped heading (`…一般公共预算当` / `年拨款情况说明`)."""
    if opened.level < 2 or not text or len(opened.heading) < FULL_LINE or _TITLED.match(opened.heading):
        return False
    return all(not line.text.strip() for line in opened.lines) and _TITLED.match(opened.heading + text) is not None


def _entries(contents: _Open) -> set[str]:
    """What the contents announce, without numbers and what varies; empty where they name parts (第一部分 comes again by itself)."""
    found: set[str] = set()
    for line in contents.lines:
        level, _, heading = _heading(clean(line.text))
        if level == 1:
            return set()
        if level == 2:
            found.add(_VARYING.sub("", fold(heading)))
    return found


def _unnumbered(text: str, entries: set[str]) -> bool:
    """True for a heading that only the contents number (`四、部门预算编制说明` there, `2025年部门预算编制说明` in the body)."""
    if len(text) > LONGEST_HEADING or _PUNCTUATION.search(text):
        return False
    key = _VARYING.sub("", fold(text))
    return any(key.endswith(entry) for entry in entries if len(entry) >= 4)


def _heading(text: str) -> tuple[int, str, str]:
    """(level, number, heading) of a heading line; (0, "", "") for a line of prose."""
    if len(text) > LONGEST_HEADING * 2 or text.endswith(("。", "；", ";")):
        return 0, "", ""
    for level, pattern in _HEADINGS:
        if match := pattern.match(text):
            rest = _LEADERS.sub("", match[2]).strip("* ")
            if level > 1 and (len(rest) > LONGEST_HEADING or "。" in rest or "：" in rest[4:-1] or ":" in rest[4:-1]):
                return 0, "", ""
            if level > 1 and _AMOUNT.search(rest) and not _TITLED.match(rest):
                return 0, "", ""
            return level, match[1], rest
    return 0, "", ""


def _body_begins(opened: list[_Open], level: int, heading: str) -> bool:
    """The contents end where a heading of the first level comes a second time."""
    key = fold(heading)
    return level == 1 and any(fold(line.text).endswith(key) and key for line in opened[-1].lines)


def _paragraphs(lines: list[RawParagraph], contents: bool) -> tuple[Paragraph, ...]:
    """Lines -> paragraphs: a line that does not end a sentence goes on in the next one, also over a blank line when it is full."""
    done: list[tuple[list[str], Place]] = []
    last, blank = "", True
    for line in lines:
        text = clean(line.text)
        if not text:
            blank = True
            continue
        if done and last and _joins(last, text, blank, contents):
            done[-1][0].append(text)
        else:
            done.append(([text], line.place))
        last, blank = text, False
    return tuple(Paragraph(unwrap(" ".join(texts)), place) for texts, place in done)


def _joins(last: str, text: str, blank: bool, contents: bool) -> bool:
    """True when `text` goes on with the sentence that the line `last` left open."""
    if _PATH_END.search(last) and not contents:
        return not _LISTED.match(text)
    if last.endswith(_SENTENCE_END) or _LISTED.match(text) or _LABEL.match(text) or _TITLED.match(last):
        return False
    if not blank:
        return len(last) >= 12
    if contents or len(last) < FULL_LINE:
        return False
    return last.endswith(("，", "、")) or bool(_PUNCTUATION.search(last) or _PUNCTUATION.search(text))
