"""Masks persons before anything else sees them: names behind labels, telephone, identity and bank numbers, mail addresses.

Apart and first in `reading`, so that no view, search, cache, export or log can leak what never arrives there (DESIGN rule 9).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from unicodedata import category, decimal

from data_model.budget import Place
from data_model.readers.raw import RawDocument, RawParagraph, RawTable
from data_model.records import replace
from data_model.text import clean, fold

MASK = "＊＊＊"

Texts = tuple[str, ...]
Printed = dict[tuple[str, Texts], list[Texts]]
"""What was masked, for the screen only: (label of the place, masked filled cells of a row or the one paragraph) -> what was printed
there, in order. Several rows of one page may look alike once they are masked."""

_LABEL_WORDS = (
    "项目负责人|部门负责人|单位负责人|财务负责人|负责人|部门联系人|项目联系人|单位联系人|联系人|经办人|填报人|填表人|编制人|制表人|"
    "审核人|复核人|法定代表人|法人代表|联系人姓名|姓名|责任人|分管领导|主管领导"
)
_NUMBER_WORDS = "联系电话|办公电话|移动电话|手机号码|手机号|手机|电话号码|电话|联系方式|传真|身份证号码|身份证号|身份证|银行账号|银行账户|账号|电子邮箱|邮箱"
_HAN_NAME = "[\u3400-\u9fff]{1,4}(?:[·•][\u3400-\u9fff]{1,10})*"
_SIGNED = "(?:[(（](?:签字|签章|签名|盖章)[)）])?"
_DIGIT = "0-9０-９"
SHORTEST = 11
"""Characters of the shortest number that is masked without a label beside it."""
_SELECTORS = re.compile("[\ufe00-\ufe0f]")


@cache
def _labels() -> tuple[re.Pattern[str], ...]:
    """Patterns of a name or number behind a label: in prose, beside it as lines pressed out of a form have it, a number. These and the next
    are compiled when first needed: most files that are only summarised need none."""
    return (
        re.compile(
            rf"((?:{_LABEL_WORDS}){_SIGNED}(?:为|是)?\s*[:：]\s*)"
            rf"({_HAN_NAME}(?:[、/／]{_HAN_NAME}(?![\u3400-\u9fff]))*|[A-Z][A-Za-z.'-]*(?: [A-Z][A-Za-z.'-]*){{0,3}})"
        ),
        re.compile(rf"((?:{_LABEL_WORDS}){_SIGNED}\s+)([\u3400-\u9fff]{{2,4}})(?=[\s，。；;、（(]|$)"),
        re.compile(rf"((?:{_NUMBER_WORDS})\s*[::：]?\s*)([0-9０-９][0-9０-９\s()（）\-—－转]{{5,24}})"),
    )


@cache
def _numbers() -> re.Pattern[str]:
    return re.compile(
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


@cache
def _mail() -> re.Pattern[str]:
    return re.compile(r"[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+", re.ASCII)


@cache
def _label() -> re.Pattern[str]:
    return re.compile(rf"(?:{_LABEL_WORDS}|{_NUMBER_WORDS})(?:\(签字\)|\(签章\)|\(盖章\)|及电话|及联系电话)*[::]?")


@cache
def _name() -> re.Pattern[str]:
    return re.compile(r"[\u3400-\u9fff]{1,4}(?:·[\u3400-\u9fff]{1,10})*")


def mask(text: str) -> str:
    """The text with persons masked; equal to `text` when it names none. Masking twice is masking once."""
    if len(text) < SHORTEST and text.isascii() and "@" not in text:
        return text
    if not text.isprintable() or _SELECTORS.search(text):  # what draws nothing must not part a number either
        shown = "".join(
            c
            for c in text
            if c.isspace() or not (category(c) in ("Cf", "Cc", "Co", "Cn", "Cs") or "\ufe00" <= c <= "\ufe0f")
        )
        if shown != text:
            hidden = mask(shown)
            return hidden if hidden != shown else text
    if not perhaps(text):
        return text
    masked = _bare(text)
    if masked == text and not text.isascii() and (plain := _plain(text)) != text:
        hidden = _bare(plain)
        masked = hidden if hidden != plain else text
    if any(stem in masked for stem in _STEMS):
        for pattern in _labels():
            masked = pattern.sub(rf"\1{MASK}", masked)
    return masked


def _bare(text: str) -> str:
    """Numbers and addresses that need no label."""
    masked = _numbers().sub(MASK, text) if _SOME_DIGITS.search(text) else text
    return _mail().sub(MASK, masked) if "@" in masked else masked


def perhaps(text: str) -> bool:
    """False when nothing can be masked in any line of a text of printable characters; quick, also for a long one."""
    return "@" in text or "＠" in text or any(stem in text for stem in _STEMS) or _SOME_DIGITS.search(text) is not None


def perhaps_one(texts: str) -> bool:
    """`perhaps` of any of very many texts, joined by `|`: by the characters they have, and by the digits of each."""
    if "@" in texts or "＠" in texts or any(stem[-1] in texts and stem in texts for stem in _STEMS):
        return True
    data = texts.encode(errors="replace")
    if data.translate(None, _CHINESE) and any(c > "~" and c.isdecimal() for c in set(texts)):
        return True
    digits = data.translate(None, _NO_DIGIT)
    return max(map(len, digits.split(b"|"))) >= _LEAST


_CHINESE = bytes((*range(0xC0), *range(0xE3, 0xEA)))
"""Bytes of ASCII and of what stands from U+3000 to U+9FFF, where no digits are."""
_LEAST = 10
"""Digits of the shortest number that needs no label: a landline with its area code."""
_NO_DIGIT = bytes(byte for byte in range(256) if byte not in b"0123456789|")
_STEMS = ("负责人", "联系人", "经办人", "填报人", "填表人", "编制人", "制表人", "审核人", "复核人", "定代表人", "法人代表", "姓名", "责任人", "管领导",
          "电话", "手机", "联系方式", "传真", "身份证", "账号", "账户", "邮箱")  # fmt: skip
"""What the words of labels have in common."""
_SOME_DIGITS = re.compile(r"\d(?:[^\w\n]{0,3}\d){9}")


def _plain(text: str) -> str:
    """Digits of every script and the signs of numbers and addresses as in ASCII."""
    return "".join(str(decimal(c)) if c > "~" and c.isdecimal() else _SIGNS.get(c, c) for c in text)


_SIGNS = {"＠": "@", "．": ".", "＋": "+"} | dict.fromkeys("‐‑‒–—―−－﹣", "-")


def mask_document(raw: RawDocument) -> tuple[RawDocument, Printed]:
    """-> the document with persons masked, and what was masked."""
    found: Printed = {}
    items: list[RawParagraph | RawTable] = []
    heads = _Heads()
    raw = _mask_sheets(raw)
    for item in raw.items:
        if isinstance(item, RawTable):
            items.append(_mask_table(item, found, heads))
            continue
        masked = mask(item.text)
        if masked != item.text:
            found.setdefault((item.place.label(), (clean(masked),)), []).append((clean(item.text),))
            item = replace(item, text=masked)
        items.append(item)
        heads = _Heads()
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


class _Heads:
    """Columns headed by a label, in a table and in the pieces that follow it at once: there only those that have masked a name."""

    def __init__(self) -> None:
        self.columns: set[int] = set()
        self.width = 0
        self._proved: set[int] = set()

    def begin(self, rows: Sequence[Sequence[str]]) -> None:
        """The next table; one of another width or with labels of its own is no further piece."""
        width = max(map(len, rows), default=0)
        further = width == self.width and not any(is_label(text) for row in rows for text in row)
        self.columns = self._proved if further else set()
        self.width, self._proved = width, set(self.columns)

    def targets(self, cells: Sequence[str]) -> set[int]:
        """Which cells of a row are persons: beside a label the next filled cell; under a label names."""
        found = {
            column for column in self.columns
            if column < len(cells) and cells[column] != MASK and _name().fullmatch(name := fold(cells[column])) and name not in _TOTALS
        }  # fmt: skip
        self._proved |= found
        for column, text in enumerate(cells):
            if not is_label(text):
                continue
            beside = next((c for c in range(column + 1, len(cells)) if cells[c].strip()), None)
            if beside is not None and not is_label(cells[beside]) and _looks_personal(cells[beside]):
                found.add(beside)
            else:
                self.columns = self.columns | {column}
        return found


_TOTALS = frozenset({"合计", "小计", "总计", "共计"})
_ENDS = frozenset("人话机码号式真证户箱导名者:：)）")


def is_label(text: str) -> bool:
    """Whether what stands beside this text, or under it, is a person or a number of one."""
    return len(text) <= 16 and text.rstrip()[-1:] in _ENDS and _label().fullmatch(fold(text)) is not None


def _mask_table(table: RawTable, found: Printed, heads: _Heads) -> RawTable:
    """A label masks the next filled cell of its row; as the head of a column (no value beside it) the names below it."""
    heads.begin([row.cells for row in table.rows])
    rows = []
    for row in table.rows:
        targets = heads.targets(row.cells)
        cells = tuple([MASK if column in targets else mask(text) for column, text in enumerate(row.cells)])
        if cells != row.cells:
            found.setdefault((row.place.label(), filled(cells)), []).append(filled(row.cells))
            row = replace(row, cells=cells)
        rows.append(row)
    return replace(table, rows=tuple(rows))


def mask_cells(rows: Sequence[Texts], head: int) -> list[Texts]:
    """The rows of a printed table, `head` of them its heading, with persons masked: those beside a label, and under one of the heading."""
    heads = _Heads()
    masked = []
    headed: set[int] = set()
    for at, cells in enumerate(rows):
        targets = heads.targets(cells)
        headed = heads.columns if at < head else headed
        heads.columns = headed  # a label of a form is no heading of the forms below
        masked.append(tuple([MASK if column in targets else mask(text) for column, text in enumerate(cells)]))
    return masked


def filled(cells: Sequence[str]) -> Texts:
    """The cleaned texts of the cells that hold something."""
    return tuple(text for cell in cells if (text := clean(cell)))


def _looks_personal(text: str) -> bool:
    """What may stand beside a label: a name (or two), a number; not the next heading of a form."""
    folded = fold(text)
    return len(folded) <= 40 and not re.search(
        r"资金|预算|金额|目标|名称|指标|单位|部门|备注|说明|序号|日期|时间|职务|科室|处室", folded
    )
