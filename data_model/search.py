"""One filter grammar for command line and screen: words, codes, pinyin initials, amounts, shares, levels; combined with blanks.

`养老` · `ylbx` (pinyin initials) · `208` (code) · `>100` (in the shown unit) · `>1.2亿`, `>1.2yi` · `share>5%` · `delta>100` (how much a compared line changed) · `level:项`, `level:item` · `finding:` · `-word` (not).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from itertools import repeat
from operator import eq, ge, gt, le, lt
from typing import Any, Literal, NamedTuple

from data_model.amount import UNIT_BY_OPTION, AmountError, parse
from data_model.budget import Budget, Cell, Place, Row, Table
from data_model.records import dataclass
from data_model.text import fold
from data_model.tree import Tree

_COMPARE = re.compile(
    r"^(share|占比|delta|增减)?(>=|<=|>|<|=|≥|≤)(-?[0-9][0-9,]*(?:\.[0-9]+)?)(%|万元?|亿元?|元|wan|yi|yuan)?$"
)
_BEGINS_COMPARE = re.compile(r"^(?:share|占比|delta|增减)?[><=≥≤]")
_HALF_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_FIELD = re.compile(r"^(level|级|finding|标记|code|名|name)[:：](.*)$")
_LEVELS = {
    "类": "类",
    "款": "款",
    "项": "项",
    "项目": "项目",
    "class": "类",
    "section": "款",
    "item": "项",
    "project": "项目",
    "1": "类",
    "2": "款",
    "3": "项",
    "4": "项目",
}
_NEAR = 2
"""Characters at each side that decide how a character of several readings is read."""
_SEVERAL = frozenset("长重朝行调乐弹率给折参省藏传泊屏降校宿便属曾卡系畜解强圈盛会堡识石厦")
"""Characters whose other reading begins with another letter and is met in names of subjects, bodies and projects (会计, 长期, 调整);
all others have the letter of their usual reading."""
_SIGNS = {"≥": ">=", "≤": "<="}


class Subject(NamedTuple):
    """What a query looks at: one line with its amount (fen), its share of the whole, its level, its marks, and, compared, its change."""

    code: str
    name: str
    level: str = ""
    amount: int | None = None
    whole: int | None = None
    marked: bool = False
    extra: str = ""
    delta: int | None = None


Test = Callable[[Subject], bool]


@dataclass(frozen=True, slots=True)
class Query:
    """A compiled filter: all tests must hold. `problem` says what was not understood (Chinese), "" when all was."""

    text: str
    tests: tuple[Test, ...]
    problem: str = ""

    def holds(self, subject: Subject) -> bool:
        """True when every part of the query holds for the subject."""
        return all(test(subject) for test in self.tests)


@dataclass(frozen=True, slots=True)
class Hit:
    """One place a query was found: a figure's row in a table (`measure`, `cell` of its first amount), or a paragraph of prose."""

    kind: Literal["row", "prose"]
    table: Table | None
    row: Row | None
    measure: str
    cell: Cell | None
    text: str
    place: Place


@lru_cache(maxsize=262_144)
def initials(name: str) -> str:
    """Pinyin initials of a name: `机关事业单位基本养老保险缴费支出` -> `jgsydwjbylbxjfzc`; ASCII letters and digits stay.

    A character is looked up once; one of several readings (行政, 长期, 会计) is read among its neighbours, once for each
    neighbourhood: reading every name whole takes many times as long.
    """
    folded = fold(name)
    letters = folded.translate(_LETTERS)
    if letters.isascii():
        return letters
    return "".join([_letter(folded, n) if char in _SEVERAL else char for n, char in enumerate(letters)])


class _Letters(dict[int, str]):
    """Character -> the initial of its reading, filled as characters are met; those of several readings stand for themselves."""

    def __missing__(self, code: int) -> str:
        from pypinyin import Style, lazy_pinyin

        char = chr(code)
        letter = char if char in _SEVERAL else lazy_pinyin(char, style=Style.FIRST_LETTER, errors="default")[0].lower()
        self[code] = letter
        return letter


_LETTERS = _Letters()


def _letter(text: str, at: int) -> str:
    return _among(text[max(0, at - _NEAR) : at + _NEAR + 1], min(at, _NEAR))


def _apart(text: str) -> Any:
    """What has no reading, character by character, so that places stay."""
    return list(text)


@lru_cache(maxsize=262_144)
def _among(text: str, at: int) -> str:
    from pypinyin import Style, lazy_pinyin

    read = lazy_pinyin(text, style=Style.FIRST_LETTER, errors=_apart)
    return str(read[at]).lower() if len(read) == len(text) else text[at]


def compile_query(text: str, unit: str = "万元") -> Query:
    """Compile a filter; amounts are in `unit`. Never raises: what is not understood is matched as a word and told in `problem`."""
    tests: list[Test] = []
    problems: list[str] = []
    for token in text.split():
        negated = len(token) > 1 and token[0] in "-!！"
        test, problem = _test(token[1:] if negated else token, unit)
        if problem:
            problems.append(problem)
        tests.append(_negate(test) if negated else test)
    return Query(text, tuple(tests), "；".join(problems))


def asks_marks(text: str) -> bool:
    """True when a filter asks for lines that findings speak of: only then need anything be checked."""
    return any(token.lstrip("-!！").startswith(("finding:", "finding：", "标记:", "标记：")) for token in text.split())


def _negate(test: Test) -> Test:
    return lambda subject: not test(subject)


def _test(token: str, unit: str) -> tuple[Test, str]:
    half = token.translate(_HALF_WIDTH)  # an input method writes ＞１００
    if match := _COMPARE.match(half):
        share, ending = match[1] in ("share", "占比"), match[4] or ""
        if match[1] in ("delta", "增减") and ending != "%":
            return _change(_SIGNS.get(match[2], match[2]), match[3], _unit(ending) or unit)
        if match[1] is None or (share and ending in ("", "%")):
            return _comparison(share or ending == "%", _SIGNS.get(match[2], match[2]), match[3], _unit(ending) or unit)
    if _BEGINS_COMPARE.match(half):
        return _word(token), f"“{token[:20]}”里没有认出数，写作 >100、>1.2亿、share>5% 或 delta>100"
    if match := _FIELD.match(token):
        name, value = match[1], match[2]
        if name in ("finding", "标记"):
            return (lambda s: s.marked), ""
        if name in ("level", "级"):
            level = _LEVELS.get(value)
            if level is None:
                return (lambda s: False), f"没有“{value[:10]}”这一级，可用：类 款 项 项目"
            return (lambda s: s.level == level), ""
        if name == "code":
            return (lambda s: s.code.startswith(value)), ""
        token = value
    return _word(token), ""


def _unit(ending: str) -> str:
    """`万`, `wan` -> `万元`; "" when no unit is written."""
    if ending in UNIT_BY_OPTION:
        return UNIT_BY_OPTION[ending]
    return ending if ending.endswith("元") else f"{ending}元" if ending in ("万", "亿") else ""


_HOLDS: dict[str, Callable[[int, int], bool]] = {">": gt, "<": lt, ">=": ge, "<=": le, "=": eq}


def _change(sign: str, number: str, unit: str) -> tuple[Test, str]:
    """The size of a change, whichever way it goes; with a limit below zero the change itself. Lines that have none are never meant."""
    try:
        limit = parse(number, unit)
    except AmountError:
        limit = None
    if limit is None:
        return (lambda s: False), f"“{number[:20]}”不是金额"
    fen, holds = limit.fen, _HOLDS[sign]
    return (lambda s: s.delta is not None and holds(s.delta if fen < 0 else abs(s.delta), fen)), ""


def _comparison(share: bool, sign: str, number: str, unit: str) -> tuple[Test, str]:
    compare = _HOLDS[sign]
    try:
        limit = parse(number, "元")  # for a share: hundredths of a percent
        amount = None if share else parse(number, unit)
    except AmountError:
        return (lambda s: False), f"“{number[:20]}”不是金额"
    if share:
        assert limit is not None
        hundredths = limit.fen
        return (
            lambda s: (
                s.amount is not None and bool(s.whole) and compare(s.amount * 10_000, hundredths * (s.whole or 0))
            ),
            "",
        )
    assert amount is not None
    fen = amount.fen
    return (lambda s: s.amount is not None and compare(s.amount, fen)), ""


def _word(token: str) -> Test:
    folded = fold(token)
    if not folded:
        return lambda s: True
    figure = _figure(folded)
    if folded.isdecimal():
        return lambda s: s.code.startswith(folded) or folded in fold(s.name) or folded in s.extra
    if folded.isascii() and folded.isalpha():
        return lambda s: folded in fold(s.name) or folded in initials(s.name)
    if figure:
        return lambda s: folded in fold(s.name) or _shown(s, figure)
    return lambda s: folded in fold(s.name) or folded in s.extra


def _figure(folded: str) -> str:
    return folded.replace(",", "") if re.fullmatch(r"[0-9][0-9,]*\.[0-9]{1,2}", folded) else ""


def _shown(subject: Subject, figure: str) -> bool:
    """`3.49` finds 3.49 in any unit a person may have seen it in."""
    if subject.amount is None:
        return False
    try:
        wanted = {parse(figure, unit) for unit in ("元", "万元", "亿元")}
    except AmountError:
        return False
    return any(amount is not None and amount.fen == subject.amount for amount in wanted)


def _subjects(tree: Tree, marked: Sequence[int] | None) -> Iterator[Subject]:
    """Every node as a query sees it, in order."""
    marks = bytearray(len(tree))
    for node in marked or ():
        marks[node] = 1
    plain = tree.parent.count(-1) == 1 and not tree.aside  # else something stands apart from the whole
    wholes = repeat(tree.total) if plain else (tree.wholes(i)[1] for i in range(len(tree)))
    return map(Subject, tree.codes, tree.names, tree.levels, tree.amounts, wholes, map(bool, marks))


def matches(tree: Tree, query: Query, marked: Sequence[int] | None = None) -> list[int]:
    """The nodes of the tree the query holds for, in order; `marked` are those `finding:` means."""
    if not query.tests:
        return list(range(len(tree)))
    holds = query.tests[0] if len(query.tests) == 1 else query.holds
    return [i for i, subject in enumerate(_subjects(tree, marked)) if holds(subject)]


def visible(tree: Tree, query: Query, marked: Sequence[int] | None = None) -> bytearray:
    """1 for every node that matches and for its ancestors, so that a match is seen in its place; the total is always seen."""
    shown = bytearray(len(tree))
    for i in matches(tree, query, marked):
        while i >= 0 and not shown[i]:
            shown[i] = 1
            i = tree.parent[i]
    if shown:
        shown[0] = 1
    return shown


def find(budget: Budget, text: str, unit: str = "万元") -> list[Hit]:
    """Every row of every budget table and every paragraph of prose the query holds for, in reading order.

    A row is judged by its code, name, project and its first amount; shares are of the table's total. Words also match prose;
    a query with amounts, levels or codes only matches rows.
    """
    query = compile_query(text, unit)
    hits: list[Hit] = []
    if not query.tests:
        return hits
    for table in budget.tables:
        if table.kind == "goals":
            continue
        whole = table.total.fen(_first(table.total)) if table.total and table.total.cells else None
        for row in table.rows:
            measure = _first(row)
            cell = row.cells.get(measure)
            name = f"{row.name} {row.project}" if row.project and row.project != row.name else row.name
            level = "项目" if row.project else {3: "类", 5: "款", 7: "项"}.get(len(row.code), "")
            subject = Subject(row.code, name, level, cell.fen if cell else None, whole)
            if (cell or row.ambiguous) and query.holds(subject):
                hits.append(Hit("row", table, row, measure, cell, name, row.place))
    words = [
        fold(token)
        for token in text.split()
        if not _BEGINS_COMPARE.match(token.translate(_HALF_WIDTH)) and not _FIELD.match(token)
    ]
    if words and len(words) == len(text.split()) and not any(w.isascii() and w.isalpha() and len(w) < 3 for w in words):
        for section in budget.sections:
            if section.contents:
                continue
            for paragraph in section.paragraphs:
                folded = fold(paragraph.text)
                if all(word in folded for word in words):
                    hits.append(Hit("prose", None, None, "", None, paragraph.text, paragraph.place))
    return hits


def _first(row: Row) -> str:
    return next((m for m in ("total", "expenditure", "revenue") if m in row.cells), next(iter(row.cells), ""))
