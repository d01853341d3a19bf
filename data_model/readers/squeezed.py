"""Text without tabs: tables whose blank cells are lost, found by their captions and the shape of their lines. Apart from tabbed.py,
where tabs keep the columns.

A table runs from its title over repeated captions and headers to the next title, part or sentence. Its rows are the printed
lines, its cells the words of a line with the place each begins at; what a row is needs the form (unsqueeze.py).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from data_model.budget import Place
from data_model.readers.cut_words import decimals_of
from data_model.readers.decoding import decode
from data_model.readers.raw import Progress, RawDocument, RawParagraph, RawRow, RawTable, ReadError
from data_model.readers.text_lines import (
    GOAL_BODY,
    HEADING,
    ITEM,
    LINE_ENDS,
    NUMBER_LINE,
    PAGE_NUMBER,
    PART,
    TERMINAL,
    YEAR,
    TextLine,
    is_broken_sentence,
    is_caption,
    is_page_number,
    is_sentence,
    is_table_line,
    is_title,
    text_lines,
)
from data_model.readers.visible import unwrapped
from data_model.readers.visible_lines import VisibleLine, chunks_of, columns_show

MAX_LINES = 400_000
CAPTION_REACH = 8
"""How many lines below its title a table must begin to look like one."""


def read_squeezed(data: bytes, file: str, progress: Progress | None = None) -> RawDocument:
    """Text without tabs -> RawDocument with tables marked `lost_blanks`. Raises ReadError when the text is empty."""
    text, encoding, lost = decode(data)
    printed = LINE_ENDS.split(text)
    problems: list[tuple[str, Place]] = []
    if lost:
        problems.append((f"有 {lost} 个字符不能按 {encoding} 解码", Place(file, 1)))
    if len(printed) > MAX_LINES:
        problems.append((f"文本有 {len(printed)} 行，只读前 {MAX_LINES} 行", Place(file, MAX_LINES)))
        del printed[MAX_LINES:]
    lines = text_lines(printed, progress)
    if not lines:
        raise ReadError("no_text")
    walker = _Walker(lines, file)
    walker.walk()
    return RawDocument(file, "text", tuple(walker.items), tuple(problems))


class _Walker:
    """Goes over the lines once: tables by their captions, all else is prose joined over its line ends."""

    def __init__(self, lines: list[TextLine], file: str) -> None:
        self.lines = lines
        self.file = file
        self.items: list[RawParagraph | RawTable] = []
        self.prose: list[TextLine] = []
        wide = sorted(line.width for line in lines if not is_table_line(line))
        self.full = wide[len(wide) * 9 // 10] if wide else 0
        self.blank_between = sum(line.after_blank for line in lines) * 5 > len(lines) * 2
        self.below = _titles_below(lines)
        self.decimals = decimals_of(word for line in lines for _, word in line.words)
        named = Counter(name for line in lines if (name := line.body))
        self.body = named.most_common(1)[0][0] if named else ""

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
        if is_title(self.lines[at]):
            return 0 if self.below else self._under_title(at)
        after = at + 1
        if NUMBER_LINE.fullmatch(self.lines[at].bare) and after < len(self.lines) and is_caption(self.lines[after]):
            return 2
        return int(self.below and self.lines[at].full_caption)

    def _under_title(self, at: int) -> int:
        goals = "绩效" in self.lines[at].bare
        for index in range(at + 1, min(at + 1 + CAPTION_REACH, len(self.lines))):
            line = self.lines[index]
            if is_caption(line) or (goals and GOAL_BODY.match(line.bare)):
                while index + 1 < len(self.lines) and is_caption(self.lines[index + 1]):
                    index += 1  # 编制部门 and 单位 on lines of their own
                return index + 1 - at if not goals else 1
            if index == at + 1 and NUMBER_LINE.fullmatch(line.bare):
                continue
            if is_title(line) or NUMBER_LINE.fullmatch(line.bare) or PART.match(line.bare) or is_sentence(line):
                return 0
            if is_table_line(line):
                return 1
        return 0

    def _table(self, at: int, captioned: int) -> int:
        """Emit the table that begins here; -> the line after it."""
        title = next((line for line in self.lines[at : at + captioned] if is_title(line)), None)
        end = self._end(at + captioned, title)
        body = self.lines[at + captioned : end]
        caption = list(self.lines[at : at + captioned])
        if title is None and (late := next((line for line in body if is_title(line)), None)):
            caption.insert(captioned - 1, late)  # the title is drawn last: it stands below the table's lines
            body.remove(late)
        if (
            captioned == 1
            and title is None
            and (number := next((x for x in body if NUMBER_LINE.fullmatch(x.bare)), None))
        ):
            caption.insert(0, number)
            body.remove(number)
        self._flush()
        texts = [line.text.strip() for line in caption]
        if self.body and (mine := next((line for line in body if line.bare == self.body), None)):
            for k, line in enumerate(caption):
                if line.names_nobody:  # 部门： and its name were drawn apart
                    texts[k] = texts[k].replace("：", f"：{mine.text.strip()}", 1)
                    body.remove(mine)
                    break
        self.items += [RawParagraph(text, self._place(line)) for text, line in zip(texts, caption, strict=True)]
        if body:
            rows = self._visible(body) if columns_show([x.text for x in body]) else [self._row(x) for x in body]
            self.items.append(RawTable(tuple(rows), lost_blanks=True))
        return end

    def _visible(self, body: list[TextLine]) -> list[RawRow]:
        """Rows of a table whose columns show by position."""
        lines = [
            VisibleLine(
                chunks_of(x.text), x.number, x.page, x.after_blank,
                is_caption(x) or (is_page_number(x) and not _within(body, i)),
            )
            for i, x in enumerate(body)
        ]  # fmt: skip
        return [
            RawRow(tuple(words), Place(self.file, number), tuple(s), page)
            for number, page, words, s in unwrapped(lines, self.decimals)
        ]

    def _row(self, line: TextLine) -> RawRow:
        words = line.words
        return RawRow(tuple(word for _, word in words), self._place(line), tuple(start for start, _ in words))

    def _end(self, at: int, title: TextLine | None) -> int:
        """The line after the table: the next title, part or sentence; fragments of prose before that sentence are prose."""
        goals = title is not None and "绩效" in title.bare
        titled = title is not None
        index = at
        while index < len(self.lines):
            line = self.lines[index]
            titled = titled or is_title(line)
            if PART.match(line.bare) or (goals and HEADING.match(line.bare)):
                break
            same = title is not None and line.bare == title.bare and not goals
            if not same and self._table_begins(index) and (titled or not line.full_caption):
                break
            if not goals and (is_sentence(line) or (is_broken_sentence(line) and not self._row_follows(index))):
                break
            index += 1
        while not goals and index - 1 > at and self._trails(self.lines[index - 1], index):
            index -= 1
        return index

    def _trails(self, line: TextLine, end: int) -> bool:
        """True for a last line that is no row: the number of the next table, the beginning of a sentence."""
        if NUMBER_LINE.fullmatch(line.bare):
            return True
        if line.bare.endswith("说明") and not is_table_line(line):
            return True
        sentence = end < len(self.lines) and is_sentence(self.lines[end])
        return sentence and not is_table_line(line) and line.width >= 0.7 * self.full

    def _row_follows(self, at: int) -> bool:
        """A row of figures stands within the next lines: then a comma belongs to a name."""
        for line in self.lines[at + 1 : at + 7]:
            if is_sentence(line) or PART.match(line.bare) or is_title(line):
                return False
            if is_table_line(line):
                return True
        return False

    def _place(self, line: TextLine) -> Place:
        return Place(self.file, line.number)

    # --- prose ----------------------------------------------------------------------------------------------------------------

    def _flush(self) -> None:
        """The prose gathered so far, lines that end in the middle of a sentence joined; page numbers between them go."""
        text, place, last = "", None, None
        for line in self.prose:
            if PAGE_NUMBER.fullmatch(line.bare):
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

    def _runs_on(self, last: TextLine, line: TextLine) -> bool:
        if last.bare[-1] in "：:" and YEAR.match(line.bare):
            return True
        if last.bare[-1] in TERMINAL or HEADING.match(line.bare) or ITEM.match(line.bare) or is_title(line):
            return False
        if line.after_blank and not self.blank_between:
            return False
        return last.width >= 0.75 * self.full or line.bare[0] in "。，、；"


def _within(body: Sequence[TextLine], at: int) -> bool:
    """The page goes on close above and somewhere below: what would be the number of a page is the piece of a code."""
    if not 0 < at < len(body) - 1:
        return False
    above, line, below = body[at - 1 : at + 2]
    return above.page == line.page == below.page and not line.after_blank


def _titles_below(lines: list[TextLine]) -> bool:
    """True where the document draws titles last: captions follow the numbers of their tables, and no titles stand above either."""
    pairs = list(pairwise(lines))
    after_title = {index + 1 for index, (line, _) in enumerate(pairs) if is_title(line)}
    numbered = [i for i, (a, b) in enumerate(pairs) if NUMBER_LINE.fullmatch(a.bare) and is_caption(b)]
    bare = sum(index not in after_title for index in numbered)
    return bare > 1 and bare > len(numbered) - bare + sum(
        i in after_title and is_caption(a) for i, (a, _) in enumerate(pairs)
    )
