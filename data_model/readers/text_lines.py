"""The lines of a text without tabs and what a line can be: title, caption, sentence, row of a table, page number. Apart from squeezed.py,
which finds the tables between them.
"""

from __future__ import annotations

import re

from data_model.readers.raw import Progress
from data_model.records import dataclass

LINE_ENDS = re.compile(r"\r\n|[\r\n\v\x85\u2028\u2029]")
_WORD = re.compile(r"[^\s\u3000\u00a0]+")
UNIT = re.compile(r"单位[::：][(（]?(?:人民币)?(?:亿|百万|万|千)?元")
_LONE_UNIT = re.compile(r"(?:亿|百万|万|千)?元")
BODY = re.compile(r"(?:编制|填报|预算)?(?:部门|单位)(?:名称)?[::：]")
GOAL_BODY = re.compile(r"(?:预算单位|部门名称|单位名称|项目名称|填报单位)")
NUMBER_LINE = re.compile(r"(?:附件?|公开)?(?:表[0-9一二三四五六七八九十]{1,3}(?:-[0-9]+)?|[0-9]{2}表|表[0-9]{2})")
_NUMBERED_TITLE = re.compile(r"(?:公开)?(?:[0-9]{2}表|表[0-9]{1,2})[:：]")
_TITLE_END = re.compile(r"表(?:[(（].{1,20}[)）])?(?:-[0-9]+)?$")
PART = re.compile(r"第[一二三四五六七八九十]+部分|[一二三四五六七八九十]+、关于")
HEADING = re.compile(r"(?:[(（][一二三四五六七八九十]+[)）]|[一二三四五六七八九十]+、|第[一二三四五六七八九十]+部分)")
ITEM = re.compile(r"(?:[-–—•●]|[0-9]{1,2}(?:[.．](?![0-9])|[、)）])|目录|附件|目标[0-9])")
_AMOUNT = re.compile(r"[-(]?[0-9][0-9,]*\.[0-9]+\)?|[0-9]{1,3}(?:,[0-9]{3})+")
_SAID_AMOUNT = re.compile(r"[0-9](?:万元|元|亿元|%|％|个百分点)")
_CODED = re.compile(r"[1-9][0-9]{2}(?:[0-9]{2}){0,2}(?:$|[^0-9.,年]|(?<=[0-9])\s)")
PAGE_NUMBER = re.compile(r"[-—–─·第]*[0-9]{1,4}[-—–─·页]*(?:/[0-9]+)?")
YEAR = re.compile(r"20[0-9]{2}年")
TERMINAL = "。；：！？;:!?"
PROGRESS_STEP = 20_000


@dataclass(frozen=True, slots=True)
class TextLine:
    """One line that is not blank: its text as printed, the same without blanks, and its number."""

    text: str
    bare: str
    number: int
    after_blank: bool
    page: int = 0

    @property
    def width(self) -> int:
        """Its length in half-width places, blanks aside."""
        return sum(1 if c.isascii() else 2 for c in self.bare)

    @property
    def full_caption(self) -> bool:
        """部门：… and 单位：… together."""
        return BODY.match(self.bare) is not None and UNIT.search(self.bare) is not None

    @property
    def body(self) -> str:
        """Whom a full caption names, without blanks."""
        name, unit = BODY.match(self.bare), UNIT.search(self.bare)
        return self.bare[name.end() : unit.start()] if name and unit else ""

    @property
    def names_nobody(self) -> bool:
        """A full caption whose name is missing."""
        return self.full_caption and not self.body

    @property
    def words(self) -> list[tuple[int, str]]:
        return [(match.start(), match.group()) for match in _WORD.finditer(self.text)]


def text_lines(printed: list[str], progress: Progress | None) -> list[TextLine]:
    lines: list[TextLine] = []
    blank = False
    page = 0
    for number, text in enumerate(printed, 1):
        page += text.count("\f")
        text = text.replace("\f", "").rstrip()
        bare = "".join(_WORD.findall(text))
        if lines and _LONE_UNIT.fullmatch(bare) and lines[-1].bare.endswith(("单位：", "单位:")):
            last = lines.pop()  # 单位： and 万元 on two lines
            text, bare, number, blank = last.text + bare, last.bare + bare, last.number, last.after_blank
        if lines and _NUMBERED_TITLE.match(lines[-1].bare) and not is_title(lines[-1]) and _TITLE_END.search(bare):
            last = lines.pop()  # a title split over two lines
            text, bare, number, blank = last.text + bare, last.bare + bare, last.number, last.after_blank
        if len(lines) > 1 and UNIT.fullmatch(bare) and _named_in_two(lines[-2], lines[-1]):
            rest, last = lines.pop(), lines.pop()  # a name split over two lines, its unit on the third
            text, bare = f"{last.text}{rest.text.strip()} {text.strip()}", last.bare + rest.bare + bare
            number, blank = last.number, last.after_blank
        if bare:
            lines.append(TextLine(text, bare, number, blank, page))
        blank = not bare
        if progress and number % PROGRESS_STEP == 0:
            progress(number, len(printed))
    return lines


def _named_in_two(first: TextLine, second: TextLine) -> bool:
    """部门：… whose name goes on on a line of its own."""
    name = BODY.match(first.bare)
    if name is None or name.end() == len(first.bare) or UNIT.search(first.bare) or BODY.match(second.bare):
        return False
    return len(second.bare) <= 30 and not is_title(second) and not is_table_line(second) and not is_sentence(second)


def is_title(line: TextLine) -> bool:
    bare = line.bare
    if not 2 < len(bare) <= 60 or any(c in bare for c in "。，；"):
        return False
    return _TITLE_END.search(bare) is not None and not NUMBER_LINE.fullmatch(bare)


def is_caption(line: TextLine) -> bool:
    """编制部门：… 单位：万元, together or one of them."""
    return len(line.bare) <= 120 and (UNIT.search(line.bare) is not None or BODY.match(line.bare) is not None)


def is_page_number(line: TextLine) -> bool:
    return PAGE_NUMBER.fullmatch(line.bare) is not None and not _CODED.match(line.bare)


def is_sentence(line: TextLine) -> bool:
    if "。" in line.bare:
        return True
    return _SAID_AMOUNT.search(line.bare) is not None and not is_table_line(line) and not is_caption(line)


def is_broken_sentence(line: TextLine) -> bool:
    return ("，" in line.bare or line.bare[-1] == "；") and not is_table_line(line)


def is_table_line(line: TextLine) -> bool:
    """A line that can only be of a table: it ends in an amount, begins with a code, or counts the columns."""
    words = _WORD.findall(line.text)
    if _AMOUNT.fullmatch(words[-1]) or words[0] in ("※", "*", "＊"):
        return True
    return _CODED.match(line.text.lstrip()) is not None and not _SAID_AMOUNT.search(line.bare) and len(line.bare) < 40
