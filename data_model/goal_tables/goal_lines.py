"""绩效目标表 that lost its cells (text with one word a line) -> Goals, from its lines alone. Apart from goals.py, which has cells.

What bounds a field here is words: labels, standard levels, bases and scoring rules; where they are missing the rest is noted, not guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from data_model.amount import AmountError, parse
from data_model.budget import Place
from data_model.goal_tables.goal_rows import Draft, Note, finish
from data_model.goal_tables.goal_words import BASES, LEVELS, OVERALL_LEVEL1, squeeze, value_of
from data_model.readers.raw import RawParagraph
from data_model.records import dataclass
from data_model.statements import Goal
from data_model.tables.titles import kind_of_title
from data_model.text import clean, unwrap

_HALF = str.maketrans("（）：", "():")
_HEADER = re.compile(
    r"一级指标二级指标三级指标(?:年度)?指标值(?P<basis>指标值?设[置定]依据)?(?P<prior>上年完成值)?(?:指标)?(?:分值权重|权重|分值)"
    r"(?P<rule>指标赋分规则|赋分规则|评分标准)?(?P<evidence>佐证资料)?"
)
_NEXT_HEADING = re.compile(
    r"^(?:[（(][一二三四五六七八九十]+[)）]|第[一二三四五六七八九十]+部分|[一二三四五六七八九十]+、)"
)
_AMOUNT = r"([0-9][0-9,]*(?:\.[0-9]+)?)"
_AMOUNTS = {
    "total": re.compile(r"(?:年度预算总额|年度资金总额|合计:?)" + _AMOUNT),
    "appropriated": re.compile(r"其中:?财政拨款" + _AMOUNT),
    "above": re.compile(r"上级安排" + _AMOUNT),
    "own": re.compile(r"本级安排" + _AMOUNT),
    "other": re.compile(r"(?:其他资金|其他)" + _AMOUNT),
}
_PROJECT = re.compile(
    r"项目名称:?(?!项目总体目标|项目资金|项目负责人|一级指标)(.+?)(?=项目负责人|负责人|项目资金|联系电话|主管部门|实施单位|项目总体目标|$)"
)
_OBJECTIVE = re.compile(r"(?:项目总体目标|年度绩效目标)(?!一级指标)(.+?)(?=年度预算\(|一级指标二级指标|项目资金\(|$)")
_UNIT = re.compile(r"\((亿元|万元|元)\)")
_SIGN = re.compile(r"(?<= )[<>=＜＞＝≥≤]")
_QUALITY = re.compile(
    r"(?:有效|有所|显著|明显|基本|长期|持续|不断|逐步|稳步|进一步|全面|大幅|较好|良好|优秀|优|好|达标|合格|完成|达成|提升|提高|改善|增强|保障)"
)
_EVIDENCE = ("工作资料", "原始凭证", "说明材料", "正式材料", "佐证材料", "其他资料")
LONGEST_FORM = 20_000
"""Characters of one form that are read: the largest known has 2,500."""


@dataclass(frozen=True, slots=True)
class LooseForm:
    """The lines of one form, its title apart."""

    title: str
    lines: tuple[tuple[str, Place], ...]


def _spread(word: str) -> str:
    """A pattern for the word with blanks anywhere in it."""
    return " ?".join(map(re.escape, word))


def _any_of(words: Iterable[str]) -> str:
    return "|".join(_spread(word) for word in sorted(words, key=len, reverse=True))


_LEVEL = re.compile(rf"(?:{_any_of(LEVELS | OVERALL_LEVEL1)})(?= )")


def _item(header: re.Match[str]) -> re.Pattern[str]:
    """The pattern of one indicator under this header."""
    prior = r"(?:(?P<prior>.{1,40}?) )??" if header["prior"] else ""
    tail = r"(?= |$)"
    if header["rule"]:
        tail += r" [^0-9 ][^0-9]{1,20}?赋 ?分"
        if header["evidence"]:
            one = rf"(?:{_any_of(_EVIDENCE)})"
            tail += rf"(?: {one}(?: ?[,，、] ?{one})*| \S{{2,12}}(?= |$))?"
    inside = rf"(?:(?!赋 ?分| {_LEVEL.pattern}).)"  # never over the end of one indicator into the next
    return re.compile(
        rf"(?<!\S)(?P<levels>(?:{_LEVEL.pattern} )*)(?P<head>\S{inside}{{0,150}}?) (?P<basis>{_any_of(BASES)}) {prior}"
        rf"(?P<weight>[0-9]{{1,3}}(?:\.[0-9]+)?){tail}"
    )


def loose_forms(prose: Sequence[RawParagraph]) -> list[LooseForm]:
    """Forms among the lines outside tables: from a title to the next one or to the next heading."""
    forms: list[LooseForm] = []
    title, lines, header = "", list[tuple[str, Place]](), False

    def close() -> None:
        if title and lines:
            forms.append(LooseForm(title, tuple(lines)))
        lines.clear()

    for paragraph in prose:
        text = clean(paragraph.text)
        if len(text) <= 30 and kind_of_title(text) == "goals":
            close()
            title, header = text, False
        elif title and header and _NEXT_HEADING.match(text):
            close()
            title = ""
        elif title and text:
            lines.append((text, paragraph.place))
            header = header or "三级指标" in text
    close()
    return forms


def read_loose(form: LooseForm, note: Note) -> Goal | None:
    """The goal of a form without cells; None when its words are not there. Amounts in fen."""
    spaced = " ".join(text for text, _ in form.lines)[:LONGEST_FORM]
    kept = [index for index, char in enumerate(spaced) if char != " "]
    dense = "".join(spaced[index] for index in kept).translate(_HALF)
    header = _HEADER.search(dense)
    overall = "整体" in form.title
    named, aimed = _PROJECT.search(dense), _OBJECTIVE.search(dense)
    if header is None or (not overall and named is None):
        return None

    def printed(match: re.Match[str] | None) -> str:
        return "" if match is None else unwrap(spaced[kept[match.start(1)] : kept[match.end(1) - 1] + 1])

    place = form.lines[0][1]
    amounts = _amounts(dense[: header.start()], place, note)
    sources = [amounts[role] for role in ("above", "own") if role in amounts]
    appropriated = amounts.get("appropriated", sum(sources) if sources else None)
    total = amounts.get("total")
    if total is None and sources and appropriated is not None:
        total = appropriated + amounts.get("other", 0)
        note("goals.total", "部门整体绩效目标表没有印合计，按各项资金相加", place)
    body = spaced[kept[header.end() - 1] + 1 :].strip()
    found = finish(_drafts(body, _item(header), place, note), note)
    return Goal(
        project="" if overall else printed(named), total=total, appropriated=appropriated, other=amounts.get("other"),
        objective=printed(aimed), indicators=tuple(one.indicator for one in found),
    )  # fmt: skip


def _amounts(dense: str, place: Place, note: Note) -> dict[str, int]:
    unit = match[1] if (match := _UNIT.search(dense)) else "元"
    amounts: dict[str, int] = {}
    for role, pattern in _AMOUNTS.items():
        if match := pattern.search(dense):
            try:
                amount = parse(match[1], unit)
            except AmountError:
                note("goals.amount", f"绩效目标表的金额“{match[1][:30]}”读不成数", place)
                continue
            if amount is not None:
                amounts[role] = amount.fen
    return amounts


def _drafts(body: str, item: re.Pattern[str], place: Place, note: Note) -> list[Draft]:
    """The indicators one after another; what lies between two of them is noted."""
    drafts: list[Draft] = []
    end = 0
    for match in item.finditer(body):
        if rest := body[end : match.start()].strip():
            note("goals.row", f"绩效目标表里有一段没有读懂：{rest[:60]}", place)
        end = match.end()
        groups = match.groupdict()
        level3, value = _split(groups["head"], groups.get("prior") or "")
        cells = {
            "level3": level3, "value": value, "basis": squeeze(groups["basis"]),
            "prior_value": groups.get("prior") or "", "weight": groups["weight"],
        }  # fmt: skip
        _levels(cells, [squeeze(name) for name in _LEVEL.findall(groups["levels"])], drafts)
        drafts.append(Draft(cells, place))
    if rest := body[end:].strip():
        note("goals.row", f"绩效目标表里有一段没有读懂：{rest[:60]}", place)
    return drafts


def _levels(cells: dict[str, str], names: list[str], before: Sequence[Draft]) -> None:
    """One name is a second level when it can be one below the first level that is going on."""
    if len(names) >= 2:
        cells["level1"], cells["level2"] = names[-2], names[-1]
    elif names:
        going = any(draft.get("level1") for draft in before)
        second = names[0] in LEVELS and going and names[0] not in ("产出指标", "效益指标")
        cells["level2" if second else "level1"] = names[0]


def _split(head: str, prior: str) -> tuple[str, str]:
    """Name and value: the value begins at its sign, or repeats last year's, or is a word of quality; else the last word."""
    if match := _SIGN.search(head):
        return unwrap(head[: match.start()]), value_of(head[match.start() :])
    words = head.split(" ")
    best = len(words) - 1
    for start in range(1, len(words)):
        value = squeeze(" ".join(words[start:]))
        if value == squeeze(prior) or (len(value) <= 8 and _QUALITY.match(value)):
            best = start
            break
    return unwrap(" ".join(words[:best])), " ".join(words[best:])
