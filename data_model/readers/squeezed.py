"""Text without tabs: tables whose blank cells are lost, found by their captions and the shape of their lines. Apart from tabbed.py,
where tabs keep the columns.

A table runs from its title over repeated captions and headers to the next title, part or sentence. Its rows are the printed
lines, its cells the words of a line with the place each begins at; what a row is needs the form (unsqueeze.py).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from data_model.budget import Place
from data_model.readers.decoding import decode
from data_model.readers.raw import Progress, RawDocument, RawParagraph, RawRow, RawTable, ReadError
from data_model.readers.visible import unwrapped
from data_model.readers.visible_lines import VisibleLine, chunks_of, columns_show

_LINE_ENDS = re.compile(r"\r\n|[\r\n\v\x85\u2028\u2029]")
_WORD = re.compile(r"[^\s\u3000\u00a0]+")
_UNIT = re.compile(r"单位[::：][(（]?(?:人民币)?(?:亿|百万|万|千)?元")
_LONE_UNIT = re.compile(r"(?:亿|百万|万|千)?元")
_BODY = re.compile(r"(?:编制|填报|预算)?(?:部门|单位)(?:名称)?[::：]")
_GOAL_BODY = re.compile(r"(?:预算单位|部门名称|单位名称|项目名称|填报单位)")
_NUMBER_LINE = re.compile(r"(?:附件?|公开)?(?:表[0-9一二三四五六七八九十]{1,3}(?:-[0-9]+)?|[0-9]{2}表|表[0-9]{2})")
_NUMBERED_TITLE = re.compile(r"(?:公开)?(?:[0-9]{2}表|表[0-9]{1,2})[:：]")
_TITLE_END = re.compile(r"表(?:[(（].{1,20}[)）])?(?:-[0-9]+)?$")
_PART = re.compile(r"第[一二三四五六七八九十]+部分|[一二三四五六七八九十]+、关于")
_HEADING = re.compile(r"(?:[(（][一二三四五六七八九十]+[)）]|[一二三四五六七八九十]+、|第[一二三四五六七八九十]+部分)")
_ITEM = re.compile(r"(?:[-–—•●]|[0-9]{1,2}(?:[.．](?![0-9])|[、)）])|目录|附件|目标[0-9])")
_AMOUNT = re.compile(r"[-(]?[0-9][0-9,]*\.[0-9]+\)?|[0-9]{1,3}(?:,[0-9]{3})+")
_SAID_AMOUNT = re.compile(r"[0-9](?:万元|元|亿元|%|％|个百分点)")
_CODED = re.compile(r"[1-9][0-9]{2}(?:[0-9]{2}){0,2}(?:$|[^0-9.,年]|(?<=[0-9])\s)")
_PAGE_NUMBER = re.compile(r"[-—–─·第]*[0-9]{1,4}[-—–─·页]*(?:/[0-9]+)?")
_YEAR = re.compile(r"20[0-9]{2}年")
_TERMINAL = "。；：！？;:!?"
MAX_LINES = 400_000
PROGRESS_STEP = 20_000
CAPTION_REACH = 8
"""How many lines below its title a table must begin to look like one."""


@dataclass(frozen=True, slots=True)
class _Line:
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
    def words(self) -> list[tuple[int, str]]:
        return [(match.start(), match.group()) for match in _WORD.finditer(self.text)]


def read_squeezed(data: bytes, file: str, progress: Progress | None = None) -> RawDocument:
    """Text without tabs -> RawDocument with tables marked `lost_blanks`. Raises ReadError when the text is empty."""
    text, encoding, lost = decode(data)
    printed = _LINE_ENDS.split(text)
    problems: list[tuple[str, Place]] = []
    if lost:
        problems.append((f"有 {lost} 个字符不能按 {encoding} 解码", Place(file, 1)))
    if len(printed) > MAX_LINES:
        problems.append((f"文本有 {len(printed)} 行，只读前 {MAX_LINES} 行", Place(file, MAX_LINES)))
        del printed[MAX_LINES:]
    lines = _lines(printed, progress)
    if not lines:
        raise ReadError("no_text")
    walker = _Walker(lines, file)
    walker.walk()
    return RawDocument(file, "text", tuple(walker.items), tuple(problems))


def _lines(printed: list[str], progress: Progress | None) -> list[_Line]:
    lines: list[_Line] = []
    blank = False
    page = 0
    for number, text in enumerate(printed, 1):
        page += text.count("\f")
        text = text.replace("\f", "").rstrip()
        bare = "".join(_WORD.findall(text))
        if lines and _LONE_UNIT.fullmatch(bare) and lines[-1].bare.endswith(("单位：", "单位:")):
            last = lines.pop()  # 单位： and 万元 on two lines
            text, bare, number, blank = last.text + bare, last.bare + bare, last.number, last.after_blank
        if lines and _NUMBERED_TITLE.match(lines[-1].bare) and not _is_title(lines[-1]) and _TITLE_END.search(bare):
            last = lines.pop()  # a title split over two lines
            text, bare, number, blank = last.text + bare, last.bare + bare, last.number, last.after_blank
        if bare:
            lines.append(_Line(text, bare, number, blank, page))
        blank = not bare
        if progress and number % PROGRESS_STEP == 0:
            progress(number, len(printed))
    return lines


class _Walker:
    """Goes over the lines once: tables by their captions, all else is prose joined over its line ends."""

    def __init__(self, lines: list[_Line], file: str) -> None:
        self.lines = lines
        self.file = file
        self.items: list[RawParagraph | RawTable] = []
        self.prose: list[_Line] = []
        wide = sorted(line.width for line in lines if not _is_table_line(line))
        self.full = wide[len(wide) * 9 // 10] if wide else 0
        self.blank_between = sum(line.after_blank for line in lines) * 5 > len(lines) * 2

    def walk(self) -> None:
        at = 0
        while at < len(self.lines):
            begin = self._table_begins(at)
            if begin:
                at = self._table(at, begin)
            else:
                self.prose.append(self.lines[at])
                at += 1
        self._flush()

    # --- tables ---------------------------------------------------------------------------------------------------------------

    def _table_begins(self, at: int) -> int:
        """How many lines of caption a table beginning at this line has; 0 when none begins."""
        if _is_title(self.lines[at]):
            return self._under_title(at)
        after = at + 1
        if _NUMBER_LINE.fullmatch(self.lines[at].bare) and after < len(self.lines) and _is_caption(self.lines[after]):
            return 2
        return 0

    def _under_title(self, at: int) -> int:
        goals = "绩效" in self.lines[at].bare
        for index in range(at + 1, min(at + 1 + CAPTION_REACH, len(self.lines))):
            line = self.lines[index]
            if _is_caption(line) or (goals and _GOAL_BODY.match(line.bare)):
                while index + 1 < len(self.lines) and _is_caption(self.lines[index + 1]):
                    index += 1  # 编制部门 and 单位 on lines of their own
                return index + 1 - at if not goals else 1
            if index == at + 1 and _NUMBER_LINE.fullmatch(line.bare):
                continue
            if _is_title(line) or _NUMBER_LINE.fullmatch(line.bare) or _PART.match(line.bare) or _is_sentence(line):
                return 0
            if _is_table_line(line):
                return 1
        return 0

    def _table(self, at: int, captioned: int) -> int:
        """Emit the table that begins here; -> the line after it."""
        title = next((line for line in self.lines[at : at + captioned] if _is_title(line)), None)
        end = self._end(at + captioned, title)
        body = self.lines[at + captioned : end]
        caption = list(self.lines[at : at + captioned])
        if title is None and (late := next((line for line in body if _is_title(line)), None)):
            caption.insert(1, late)  # the title is drawn last: it stands below the table's lines
            body.remove(late)
        self._flush()
        self.items += [RawParagraph(line.text.strip(), self._place(line)) for line in caption]
        if body:
            rows = self._visible(body) if columns_show([x.text for x in body]) else [self._row(x) for x in body]
            self.items.append(RawTable(tuple(rows), lost_blanks=True))
        return end

    def _visible(self, body: list[_Line]) -> list[RawRow]:
        """Rows of a table whose columns show by position."""
        lines = [
            VisibleLine(chunks_of(x.text), x.number, x.page, x.after_blank, _is_caption(x) or _is_page_number(x))
            for x in body
        ]
        return [
            RawRow(tuple(words), Place(self.file, number), tuple(s), page)
            for number, page, words, s in unwrapped(lines)
        ]

    def _row(self, line: _Line) -> RawRow:
        words = line.words
        return RawRow(tuple(word for _, word in words), self._place(line), tuple(start for start, _ in words))

    def _end(self, at: int, title: _Line | None) -> int:
        """The line after the table: the next title, part or sentence; fragments of prose before that sentence are prose."""
        goals = title is not None and "绩效" in title.bare
        index = at
        while index < len(self.lines):
            line = self.lines[index]
            if _PART.match(line.bare) or (goals and _HEADING.match(line.bare)):
                break
            same = title is not None and line.bare == title.bare and not goals
            if not same and self._table_begins(index):
                break
            if not goals and (_is_sentence(line) or (_is_broken_sentence(line) and not self._row_follows(index))):
                break
            index += 1
        while not goals and index - 1 > at and self._trails(self.lines[index - 1], index):
            index -= 1
        return index

    def _trails(self, line: _Line, end: int) -> bool:
        """True for a last line that is no row: the number of the next table, the beginning of a sentence."""
        if _NUMBER_LINE.fullmatch(line.bare):
            return True
        if line.bare.endswith("说明") and not _is_table_line(line):
            return True
        sentence = end < len(self.lines) and _is_sentence(self.lines[end])
        return sentence and not _is_table_line(line) and line.width >= 0.7 * self.full

    def _row_follows(self, at: int) -> bool:
        """A row of figures stands within the next lines: then a comma belongs to a name."""
        for line in self.lines[at + 1 : at + 7]:
            if _is_sentence(line) or _PART.match(line.bare) or _is_title(line):
                return False
            if _is_table_line(line):
                return True
        return False

    def _place(self, line: _Line) -> Place:
        return Place(self.file, line.number)

    # --- prose ----------------------------------------------------------------------------------------------------------------

    def _flush(self) -> None:
        """The prose gathered so far, lines that end in the middle of a sentence joined; page numbers between them go."""
        text, place, last = "", None, None
        for line in self.prose:
            if _PAGE_NUMBER.fullmatch(line.bare):
                continue
            stripped = line.text.strip()
            if last is not None and text and self._runs_on(last, line):
                gap = " " if text[-1].isascii() and text[-1].isalpha() and stripped[0].isascii() else ""
                text += gap + stripped
            else:
                if place is not None:
                    self.items.append(RawParagraph(text, place))
                text, place = stripped, self._place(line)
            last = line
        if place is not None:
            self.items.append(RawParagraph(text, place))
        self.prose.clear()

    def _runs_on(self, last: _Line, line: _Line) -> bool:
        if last.bare[-1] in "：:" and _YEAR.match(line.bare):
            return True
        if last.bare[-1] in _TERMINAL or _HEADING.match(line.bare) or _ITEM.match(line.bare) or _is_title(line):
            return False
        if line.after_blank and not self.blank_between:
            return False
        return last.width >= 0.75 * self.full or line.bare[0] in "。，、；"


def _is_title(line: _Line) -> bool:
    bare = line.bare
    if not 2 < len(bare) <= 60 or any(c in bare for c in "。，；"):
        return False
    return _TITLE_END.search(bare) is not None and not _NUMBER_LINE.fullmatch(bare)


def _is_caption(line: _Line) -> bool:
    """编制部门：… 单位：万元, together or one of them."""
    return len(line.bare) <= 120 and (_UNIT.search(line.bare) is not None or _BODY.match(line.bare) is not None)


def _is_page_number(line: _Line) -> bool:
    return _PAGE_NUMBER.fullmatch(line.bare) is not None and not _CODED.match(line.bare)


def _is_sentence(line: _Line) -> bool:
    if "。" in line.bare:
        return True
    return _SAID_AMOUNT.search(line.bare) is not None and not _is_table_line(line) and not _is_caption(line)


def _is_broken_sentence(line: _Line) -> bool:
    return ("，" in line.bare or line.bare[-1] == "；") and not _is_table_line(line)


def _is_table_line(line: _Line) -> bool:
    """A line that can only be of a table: it ends in an amount, begins with a code, or counts the columns."""
    words = _WORD.findall(line.text)
    if _AMOUNT.fullmatch(words[-1]) or words[0] in ("※", "*", "＊"):
        return True
    return _CODED.match(line.text.lstrip()) is not None and not _SAID_AMOUNT.search(line.bare) and len(line.bare) < 40
