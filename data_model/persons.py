"""Masks persons before anything else sees them: names behind labels, telephone, identity and bank numbers, mail addresses.

Apart and first in `reading`, so that no view, search, cache, export or log can leak what never arrives there (DESIGN rule 9).
"""

from __future__ import annotations

import re
from dataclasses import replace
from unicodedata import category

from data_model.budget import Place
from data_model.readers.raw import RawDocument, RawParagraph, RawRow, RawTable
from data_model.text import fold

MASK = "＊＊＊"

_LABEL_WORDS = (
    "项目负责人|部门负责人|单位负责人|财务负责人|负责人|部门联系人|项目联系人|单位联系人|联系人|经办人|填报人|填表人|编制人|制表人|"
    "审核人|复核人|法定代表人|法人代表|联系人姓名|姓名|责任人|分管领导|主管领导"
)
_NUMBER_WORDS = "联系电话|办公电话|移动电话|手机号码|手机号|手机|电话号码|电话|联系方式|传真|身份证号码|身份证号|身份证|银行账号|银行账户|账号|电子邮箱|邮箱"
_LABEL = re.compile(rf"(?:{_LABEL_WORDS}|{_NUMBER_WORDS})(?:\(签字\)|\(签章\)|\(盖章\)|及电话|及联系电话)*[::]?")
_NAME = re.compile(r"[\u3400-\u9fff]{1,4}(?:·[\u3400-\u9fff]{1,10})*")
_HAN_NAME = "[\u3400-\u9fff]{1,4}(?:[·•][\u3400-\u9fff]{1,10})*"
_SIGNED = "(?:[(（](?:签字|签章|签名|盖章)[)）])?"
_IN_PROSE = re.compile(
    rf"((?:{_LABEL_WORDS}){_SIGNED}(?:为|是)?\s*[:：]\s*)"
    rf"({_HAN_NAME}(?:[、/／]{_HAN_NAME}(?![\u3400-\u9fff]))*|[A-Z][A-Za-z.'-]*(?: [A-Z][A-Za-z.'-]*){{0,3}})"
)
_BESIDE = re.compile(rf"((?:{_LABEL_WORDS}){_SIGNED}\s+)([\u3400-\u9fff]{{2,4}})(?=[\s，。；;、（(]|$)")
"""A name behind a label and a blank, as lines pressed out of a form have it."""
_AFTER_NUMBER_LABEL = re.compile(rf"((?:{_NUMBER_WORDS})\s*[::：]?\s*)([0-9０-９][0-9０-９\s()（）\-—－转]{{5,24}})")
_DIGIT = "0-9０-９"
_NUMBERS = re.compile(
    rf"(?<![{_DIGIT}.．,，])(?:"
    r"[1-9][0-9]{5}(?:19|20)[0-9]{2}(?:0[1-9]|1[0-2])(?:[0-2][0-9]|3[01])[0-9]{3}[0-9Xx]"  # identity card
    r"|(?:\+?86[-\s]?)?1[3-9][0-9](?:[-\s]?[0-9]{4}){2}"  # mobile
    r"|[1-9][0-9]{7}(?:0[1-9]|1[0-2])(?:[0-2][0-9]|3[01])[0-9]{3}"  # identity card of fifteen digits
    r"|1[3-9][0-9][.·][0-9]{4}[.·][0-9]{4}"
    r"|0[1-9][0-9]{9,10}"  # landline in one piece: no amount begins with 0
    r"|(?:62|4[0-9]|5[1-5])[0-9]{2}(?:[- ][0-9]{4}){3}(?:[- ]?[0-9]{1,3})?"  # bank card in groups
    r"|(?:\(0[0-9]{2,3}\)|（0[0-9]{2,3}）|0[0-9]{2,3}[-—－\s])\s?[2-9][0-9]{6,7}"  # landline with area code
    r"|[3-6][0-9]{15,18}"  # bank card
    rf")(?![{_DIGIT}]|[.．][{_DIGIT}])"
)
_HALF_WIDTH_DIGITS = {ord("０") + digit: ord("0") + digit for digit in range(10)}
_MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+", re.ASCII)


def mask(text: str) -> str:
    """The text with persons masked; equal to `text` when it names none."""
    if not text.isprintable():  # what draws nothing must not part a number either
        shown = "".join(c for c in text if c.isspace() or category(c) not in ("Cf", "Cc"))
        if shown != text:
            hidden = mask(shown)
            return hidden if hidden != shown else text
    if not any(c.isdigit() or c in "@:：" for c in text) and not _BESIDE.search(text):
        return text
    masked = _NUMBERS.sub(MASK, text)
    if masked == text and (half := text.translate(_HALF_WIDTH_DIGITS)) != text:
        hidden = _NUMBERS.sub(MASK, half)
        masked = hidden if hidden != half else text
    masked = _AFTER_NUMBER_LABEL.sub(rf"\1{MASK}", masked)
    masked = _IN_PROSE.sub(rf"\1{MASK}", masked)
    masked = _BESIDE.sub(rf"\1{MASK}", masked)
    return _MAIL.sub(MASK, masked)


def mask_document(raw: RawDocument) -> tuple[RawDocument, dict[str, str]]:
    """-> the document with persons masked, and what was masked: `place|column` (or `place|` in prose) -> printed text."""
    found: dict[str, str] = {}
    items: list[RawParagraph | RawTable] = []
    raw = _mask_sheets(raw)
    for item in raw.items:
        if isinstance(item, RawTable):
            items.append(_mask_table(item, found))
            continue
        masked = mask(item.text)
        if masked != item.text:
            found[f"{item.place.label()}|"] = item.text
            item = replace(item, text=masked)
        items.append(item)
    return replace(raw, items=tuple(items)), found


def _mask_sheets(raw: RawDocument) -> RawDocument:
    """A sheet may be named after a person: its name goes into every place."""
    placed = (one for item in raw.items for one in (item.rows if isinstance(item, RawTable) else (item,)))
    names = {one.place.sheet for one in placed}
    names |= {place.sheet for _, place in raw.problems}
    masked = {name: hidden for name in names if (hidden := mask(name)) != name}
    if not masked:
        return raw

    def at(place: Place) -> Place:
        return replace(place, sheet=masked.get(place.sheet, place.sheet))

    items = tuple(
        replace(item, place=at(item.place))
        if isinstance(item, RawParagraph)
        else replace(item, rows=tuple(replace(row, place=at(row.place)) for row in item.rows))
        for item in raw.items
    )
    return replace(raw, items=items, problems=tuple((message, at(place)) for message, place in raw.problems))


def _is_label(text: str) -> bool:
    return bool(text) and len(text) <= 16 and _LABEL.fullmatch(fold(text)) is not None


def _mask_table(table: RawTable, found: dict[str, str]) -> RawTable:
    """A label masks the next filled cell of its row; as the head of a column (no value beside it) the names below it."""
    rows: list[RawRow] = []
    heads: set[int] = set()
    for row in table.rows:
        cells = list(row.cells)
        labels = [column for column, text in enumerate(row.cells) if _is_label(text)]
        targets = {column for column in heads if column < len(cells) and _NAME.fullmatch(fold(cells[column]))}
        for column in labels:
            beside = next((c for c in range(column + 1, len(cells)) if cells[c].strip()), None)
            if beside is not None and not _is_label(cells[beside]) and _looks_personal(cells[beside]):
                targets.add(beside)
            else:
                heads.add(column)
        for column, text in enumerate(row.cells):
            cells[column] = MASK if column in targets else mask(text)
            if cells[column] != text:
                found[f"{row.place.label()}|{column}"] = text
        rows.append(replace(row, cells=tuple(cells)) if tuple(cells) != row.cells else row)
    return replace(table, rows=tuple(rows))


def _looks_personal(text: str) -> bool:
    """What may stand beside a label: a name (or two), a number; not the next heading of a form."""
    folded = fold(text)
    return len(folded) <= 40 and not re.search(r"资金|预算|金额|目标|名称|指标|单位|部门", folded)
