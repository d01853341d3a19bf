"""What stands above a table: number, title, body, unit, page furniture. Apart from assemble.py, which joins the tables themselves."""

from __future__ import annotations

import re
from collections.abc import Sequence

from data_model.amount import is_blank, looks_numeric
from data_model.budget import Place
from data_model.readers.raw import RawParagraph, RawRow, RawTable
from data_model.records import dataclass, field
from data_model.tables.headers import is_key_text
from data_model.tables.titles import (
    BODY,
    SUPERVISED,
    UNIT,
    UNIT_IN_HEADING,
    is_page_furniture,
    is_title,
    kind_of_title,
    table_number,
)
from data_model.text import clean, fold

REACH = 12
"""How many lines above a table may belong to its caption."""
UNTITLED = "无题表"

WRAPPED = 12
"""Characters of a body's name that may go on in the next line."""
REST = 24
"""Characters that line may have."""


_NAME_ENDS = re.compile(rf"[\u4e00-\u9fff（）]{{1,{REST}}}[局厅办委会室院处心所队站部署社馆校府团组园]")
"""The end of a body's name."""


@dataclass(slots=True)
class Caption:
    """The caption of one table; `label` is what introduced the body (编制部门, 预算单位 …), `tail` the rest of a name wrapped
    over lines, `parent` the supervising department named beside it, `taken` are the lines that it is made of (they are no prose)."""

    kind: str = ""
    title: str = ""
    number: str = ""
    unit: str = ""
    entity: str = ""
    label: str = ""
    place: Place | None = None
    tail: str = ""
    parent: str = ""
    taken: list[RawParagraph] = field(default_factory=list)

    @property
    def name(self) -> str:
        """What messages call the table."""
        return self.title or UNTITLED

    @property
    def table_kind(self) -> str:
        """The kind of its form; a table of no form is `other:` and its title."""
        return self.kind or f"other:{self.name}"

    def take(self, paragraph: RawParagraph) -> bool:
        """Add one line, going upwards from the table; False when the caption ends above it."""
        text = clean(paragraph.text)
        if is_page_furniture(text):
            self.taken.append(paragraph)
            return True
        number, kind = table_number(text), kind_of_title(text)
        titled = bool(kind) or is_title(text)
        if self.title:
            return self._above_the_title(paragraph, text, number, titled)
        unit, body = UNIT.search(text), BODY.search(text)
        if titled and not (unit and body):
            self.kind, self.title, self.place = kind, text, paragraph.place
            self.number = self.number or number
        elif unit or (body and len(text) <= 120):
            self.unit = self.unit or (unit[1] if unit else "")
            if unit and not body and _NAME_ENDS.fullmatch(rest := text[unit.end() :].strip("） )")):
                self.tail = rest + self.tail  # a long name wrapped to the line of the unit
            if body and (lower := SUPERVISED.search(text)):  # 主管部门：… 预算单位：…
                self.parent, body = lower[1].strip(), BODY.match(lower[2]) or body
            if body and not self.entity and body[2]:
                self.label, self.entity = body[1], body[2].strip() + self.tail
            before = text[: body.start()].strip() if body else ""
            if before and (kind_of_title(before) or is_title(before)):  # the title glued to 部门：… 单位：…
                self.kind, self.title, self.place = kind_of_title(before), before, paragraph.place
                self.number = self.number or table_number(before)
        elif number and len(text) <= 12:
            self.number = number
        elif not (text == "续" or (len(text) <= 14 and any(c.isdigit() for c in text) and "年" in text)):
            return False
        self.taken.append(paragraph)
        return True

    def _above_the_title(self, paragraph: RawParagraph, text: str, number: str, titled: bool) -> bool:
        begins = not kind_of_title(text) and fold(text) != number
        if begins and (joined := kind_of_title(text + self.title)) not in ("", self.kind):
            self.kind, self.title = joined, text + self.title  # a title split over two lines
            self.number = self.number or number
            self.taken.append(paragraph)
            return True
        if number and not self.number and not titled and len(text) <= 12:
            self.number = number
            self.taken.append(paragraph)
        return False


def caption_of(pending: Sequence[RawParagraph], table: RawTable) -> tuple[Caption, list[RawRow]]:
    """The caption from the lines above and from leading rows of the table that hold just one text; and the rows that remain."""
    caption = Caption()
    rows = list(table.rows)
    inside: list[RawParagraph] = []
    while len(rows) > 1 and _is_caption_row(rows[0]):
        inside.append(RawParagraph(" ".join(c.strip() for c in rows[0].cells if c.strip()), rows[0].place))
        del rows[0]
    lines = [p for p in pending if p.text.strip()][-REACH:] + inside
    for at in range(len(lines) - 1, -1, -1):
        if caption.take(lines[at]):
            continue
        if caption.entity or caption.title or not _goes_on(lines[max(0, at - 2) : at], clean(lines[at].text)):
            break
        caption.tail = clean(lines[at].text) + caption.tail
        caption.taken.append(lines[at])
    return caption, [row for row in rows if any(clean(cell) for cell in row.cells)]


def _goes_on(above: Sequence[RawParagraph], text: str) -> bool:
    """The rest of a body's long name, below the line (or the unit beside it) that begins it."""
    named = any((body := BODY.match(clean(p.text))) and len(body[2]) >= WRAPPED for p in above)
    return named and 0 < len(text) <= REST and not any(c in text for c in "。，；：:、") and not kind_of_title(text)


def _is_caption_row(row: RawRow) -> bool:
    filled = [text for cell in row.cells if (text := clean(cell))]
    if not filled:
        return True
    joined = " ".join(filled)
    if len(filled) == 1:
        titled = kind_of_title(joined) or is_title(joined) or table_number(joined)
        return bool(titled or BODY.match(joined) or UNIT.match(joined))
    named = BODY.match(filled[0]) or UNIT.search(joined)
    return len(filled) <= 3 and bool(named) and not any(map(is_figure, filled))


def is_figure(text: str) -> bool:
    """True for a cell that holds an amount rather than a code, a dash or words."""
    return bool(text) and not is_blank(text) and looks_numeric(text) and not is_key_text(text)


def unit_in(rows: Sequence[RawRow]) -> str:
    """The unit named in the first rows of a table: `单位：万元` or `预算数（万元）`."""
    for row in rows[:3]:
        for cell in row.cells:
            text = clean(cell)
            if match := UNIT.search(text) or UNIT_IN_HEADING.search(text):
                return str(match[1])
    return ""
