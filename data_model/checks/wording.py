"""表述: words that cannot be meant: base years and dates, sentences of empty tables, placeholders, either-or words, repeated words (N5,
N6, N8, N14). Sentence by sentence, from the sections alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from data_model.budget import Budget, Finding, Table
from data_model.checks.prose import Places, Said, amounts, body, unquoted
from data_model.telling import table_name
from data_model.text import fold

_BASE_YEAR = re.compile(
    r"(?:比|较|与|同)\s*(20[0-9]{2})\s*年\s*(?:度)?(?:部门|单位)?(?:年初|调整)?(?:预算|执行数|决算|相比|持平|数)"
)
_TITLE_YEAR = re.compile(
    r"(20[0-9]{2})\s*年度?[^0-9]{0,40}?(?:预算情况|情况的?总体?说明|预算编制说明|预算公开|预算表$)"
)
_PLANNED_YEAR = re.compile(r"(20[0-9]{2})\s*年度?(?:部门|单位|本部门|本单位)?预算(?:未?安排|总额|数为)")
_AS_OF = re.compile(r"截至\s*(20[0-9]{2})\s*年")
_BLANK = re.compile(
    r"(?<![A-Za-z＊*])[XxＸ×]{2,}(?![A-Za-z])|(?<![A-Za-z0-9])[XＸ×]\s*(?=万元|年|个|人|辆|台|%)|待填|（填写|_{3,}|＿{2,}|…{2,}万元"
)
_CHOICE = re.compile(
    r"(?:增加|减少|增长|下降|上升|降低|提高)\s*[（(/／]\s*(?:或|/)?(?:增加|减少|增长|下降|上升|降低|提高|持平)[）)]?"
    r"|(?:增加|增长)或(?:减少|下降|降低)(?=[0-9X×]|\s*[0-9])|有[/／（(]无|是[/／（(]否"
)
_NO_FIGURE = re.compile(
    r"(?:支出|收入|预算|经费|资金|总额|规模|合计|总计|共计|增加|减少|安排)万元(?=[，。；、]|$)"
    r"|(?:增加|减少|增长|下降|降低|占)[%％](?=[，。；、]|$)"
)
_FORM_FILLING = re.compile(r"[（(](?:请|按|按照|根据)[^（）()]{4,60}填[写列]。?[）)]")
_LISTED = re.compile(r"(?:主要)?包括[:：]([^。；;]+)")
_TWICE = re.compile(r"([\u4e00-\u9fff]{2,8})\1")
_TWICE_FINE = re.compile(
    r"^(?:[一二三四五六七八九十]+)$|^(?:研究|讨论|商量|家家户户|方方面面|点点滴滴|年年|月月|种种|往往)$"
)
_MARKS = re.compile(r"。。|，，|、、|；；|，。|。，|、。|：：|《《|》》|（（|的的|和和|了了|及及")
_MARKS_FINE = re.compile(
    r"(?:目的|标的)的|的的确|(?:共|总|饱|温|平|缓|调|中)和和|(?:为|终|完|明|末|除|受)了了|(?:以|普|涉|顾)及及"
)
_SLIPS = (
    (re.compile("一般公共预算服务支出"), "一般公共服务支出"),
    (re.compile("固有资本"), "国有资本"),
    (re.compile(r"(?<![职民农员])(?<!合同制)工人数(?=增加|减少)"), "职工人数"),
    (re.compile("事物受理"), "事务受理"),
    (re.compile("预算预算(?!主管|单位|编码)"), "预算"),
    (re.compile("公务接代"), "公务接待"),
    (re.compile("比上年相比"), "与上年相比"),
)
"""Slips seen in published budgets -> what must be meant."""
_NO_REASON = re.compile(r"主要原因(?:是|为|系)?[:：]?\s*(?:[。；]|$)|主要(?:用于|是因为?)\s*[。；]")
_EMPTY = re.compile(
    r"([^，。；]{0,60}?表)为空表|本表为空表|没有使用([^，。；]{2,30}?)安排的支出|(?:无|没有)([^，。；]{2,24}?)(?:拨款|安排)的?(?:支出|预算)"
)
_ORDER_BRACKETS = re.compile(r"([（(〔【\[])(20[0-9]{2})[）)〕】\]]\s*第?\s*[0-9]+\s*号")

_FUNDS = (("政府性基金", "government_fund"), ("国有资本", "state_capital"), ("固有资本", "state_capital"))
_NAMED_TABLES = (
    ("政府性基金", "government_fund"), ("国有资本经营", "state_capital"), ("“三公”", "three_public"), ('"三公"', "three_public"),
    ("三公", "three_public"), ("委托业务费", "entrusted"), ("上年结转", "carryover"), ("项目支出", "projects"),
)  # fmt: skip


def wording(budget: Budget) -> Iterator[Finding]:
    """All rules about single sentences."""
    year = budget.meta.fiscal_year
    for said in body(budget, headings=True):
        yield from _years(said, year)
        yield from _words(said)
        yield from _empty_sentence(budget, said)
    for table in budget.tables:
        yield from _empty_note(budget, table)
        yield from _table_words(table)
    yield from _brackets(budget)
    if budget.persons:
        pairs = [(masked, printed) for (_, masked), every in budget.persons.items() for printed in every]
        count = sum(one != other for masked, printed in pairs for one, other in zip(masked, printed, strict=False))
        text = f"公开的文本里有 {count} 处像是人名、电话或账号，界面上已遮盖；请看是否应当公开"
        origin = next(iter(budget.persons))[0]
        yield Finding("W.persons", "hint", text, "原文", place=Places(budget).place(origin))


def _years(said: Said, year: int | None) -> Iterator[Finding]:
    if year is None:
        return
    text = unquoted(said.text)
    at = f"{said.number} " if said.number else ""
    for match in _BASE_YEAR.finditer(text):
        if int(match[1]) >= year:
            message = f"{at}写“{match[0].strip()}”：{year}年预算应当与 {year - 1} 年相比"
            yield Finding("N6.base_year", "wording", message, "原文", place=said.place)
    for match in (*_TITLE_YEAR.finditer(text), *_PLANNED_YEAR.finditer(text)):
        if int(match[1]) not in (year, year - 1) or (int(match[1]) != year and said.text == said.heading):
            message = f"{at}写“{match[0].strip()[:30]}”，本文件是 {year} 年预算"
            yield Finding("N6.year", "wording", message, "原文", place=said.place)
    for match in _AS_OF.finditer(text):
        if int(match[1]) not in (year - 1, year):
            message = f"{at}写“{match[0].strip()}年”，{year} 年预算通常截至 {year - 1} 年"
            yield Finding("N6.date", "hint", message, "原文", place=said.place)


def _words(said: Said) -> Iterator[Finding]:
    text, at = said.text, f"{said.number} " if said.number else ""
    squeezed = re.sub(r"\s", "", text)
    for rule, pattern, what in (
        ("N8.blank", _BLANK, "像是没有填的空位"),
        ("N8.blank", _NO_FIGURE, "像是没有填的空位"),
        ("N8.blank", _FORM_FILLING, "像是填写说明没有删去"),
        ("N8.choice", _CHOICE, "增减等字眼还没有选定"),
        ("N13.reason", _NO_REASON, "后面没有写原因或用途"),
    ):
        found = list(pattern.finditer(squeezed))
        if found:
            more = f"（本段 {len(found)} 处）" if len(found) > 1 else ""
            message = f"{at}“{_around(squeezed, found[0])}”：{what}{more}"
            yield Finding(rule, "wording", message, "原文", place=said.place)
    slips = [(m, right) for pattern, right in _SLIPS for m in pattern.finditer(squeezed)]
    for match, right in slips:
        message = f"{at}“{_around(squeezed, match)}”：“{match[0]}”应为“{right}”"
        yield Finding("N14.slip", "wording", message, "原文", place=said.place)
    for match in _TWICE.finditer(squeezed):
        if squeezed[match.end() - 2 : match.end() + 2] in ("预算主管", "预算单位"):
            continue  # two lines of a cover put together
        if not _TWICE_FINE.match(match[1]) and not any(m.start() <= match.start() < m.end() for m, _ in slips):
            message = f"{at}“{_around(squeezed, match)}”：“{match[1]}”重复"
            yield Finding("N14.twice", "wording", message, "原文", place=said.place)
    for listed in _LISTED.finditer(squeezed):
        items = [(m[0], m) for m in re.compile(r"[^、，,]+").finditer(squeezed, listed.start(1), listed.end(1))]
        seen: set[str] = set()
        for item, match in items:
            if item in seen and len(item) > 1:
                message = f"{at}“{_around(squeezed, match)}”：“{item}”重复"
                yield Finding("N14.twice", "wording", message, "原文", place=said.place)
            seen.add(item)
    for match in _MARKS.finditer(squeezed):
        if not _MARKS_FINE.search(squeezed[max(0, match.start() - 3) : match.end() + 1]):
            message = f"{at}“{_around(squeezed, match)}”：“{match[0]}”重复"
            yield Finding("N14.twice", "wording", message, "原文", place=said.place)


def _around(text: str, match: re.Match[str]) -> str:
    start, end = max(0, match.start() - 8), match.end() + 8
    return ("…" if start else "") + text[start:end] + ("…" if end < len(text) else "")


def _table_words(table: Table) -> Iterator[Finding]:
    """Placeholders and repeated words in titles and row names."""
    for row in table.rows:
        name = re.sub(r"\s", "", f"{row.name}{row.project if row.project != row.name else ''}")
        match = _BLANK.search(name)
        if match:
            message = f"{table_name(table)} “{_around(name, match)}”：像是没有填的空位"
            yield Finding("N8.blank", "wording", message, "原文", table.kind, row.code, place=row.place)


# --- empty tables ------------------------------------------------------------------------------------------------------------


def _empty_sentence(budget: Budget, said: Said) -> Iterator[Finding]:
    """A sentence that a table is empty, or that a fund was not used, while the table has figures (N5)."""
    for match in _EMPTY.finditer(said.text):
        words = match[1] or match[2] or match[3] or ""
        kind = next((k for word, k in (_NAMED_TABLES if match[1] else _FUNDS) if word in words), "")
        table = budget.table(kind) if kind else None
        if table is not None and _filled(table):
            text = f"{said.number} 写“{match[0].strip()[-40:]}”，{table_name(table)} 却有 {_filled(table)} 个数"
            yield Finding("N5.empty", "wording", text, "原文", table.kind, place=said.place)


def _filled(table: Table) -> int:
    """Figures other than zero."""
    return sum(1 for row in table.rows for cell in (*row.cells.values(), *row.ambiguous) if cell.fen)


def _empty_note(budget: Budget, table: Table) -> Iterator[Finding]:
    """The note under a table: 空表 although it has figures; another fund's note (N5, N11)."""
    note = table.note
    if not note:
        return
    if ("空表" in note or "没有使用" in note) and _filled(table):
        own = [m for m in _FUNDS if m[0] in note]
        figures = [cell.printed for row in table.rows for cell in row.cells.values() if cell.fen]
        said = _said_amounts(budget, table)
        listed = "、".join(figures[:4]) + ("、…" if _filled(table) > len(figures[:4]) else "")
        text = f"{table_name(table)} 有 {_filled(table)} 个数（{listed}），注却说“{note[-24:]}”"
        text += f"；正文另写 {said}" if said else ""
        if not own or any(kind == table.kind for _, kind in own):
            yield Finding("N5.empty", "wording", text, "原文", table.kind, place=table.place)
    elif not _filled(table) and "空表" in note and (said := _said_amounts(budget, table)):
        text = f"{table_name(table)} 注为空表，正文却写 {said}"
        yield Finding("N5.empty", "wording", text, "原文", table.kind, place=table.place)
    named = {kind for word, kind in _FUNDS if word in note}
    if table.kind in ("government_fund", "state_capital") and named and table.kind not in named:
        text = f"{table_name(table)} 下面的说明讲的是另一张表：“{note[:40]}”"
        yield Finding("N5.note", "wording", text, "原文", table.kind, place=table.place)


def _said_amounts(budget: Budget, table: Table) -> str:
    """The amounts the prose states for a 三公 or fund table, in 万元 as printed."""
    words = {
        "three_public": ("三公", "机关运行经费"),
        "government_fund": ("政府性基金",),
        "state_capital": ("国有资本经营",),
    }
    found: list[str] = []
    names = "|".join(words.get(table.kind, ()))
    for said in body(budget) if names else ():
        for quantity in amounts(said.text):
            before = said.text[max(0, quantity.start - 40) : quantity.start]
            if quantity.fen and re.search(
                rf"(?:{names})[^，。；：]{{0,12}}(?:预算|支出|拨款)(?:数|总额)?为?\s*$", before
            ):
                found.append(quantity.printed)
    return "、".join(dict.fromkeys(found[:4]))


def _brackets(budget: Budget) -> Iterator[Finding]:
    """Years of document numbers in several kinds of brackets: harmless, yet a search by name stumbles over it."""
    kinds: dict[str, str] = {}
    for text in (
        *(said.text for said in body(budget)),
        *(row.project for table in budget.tables for row in table.rows),
    ):
        for match in _ORDER_BRACKETS.finditer(text):
            kinds.setdefault(fold_bracket(match[1]), match[0])
    if len(kinds) > 2:
        text = f"文号的括号有 {len(kinds)} 种写法：{'、'.join(list(kinds.values())[:4])}"
        yield Finding("N14.brackets", "hint", text, "原文")


def fold_bracket(bracket: str) -> str:
    """（ and ( are one kind; 〔 【 [ are others."""
    return "(" if bracket in "（(" else fold(bracket) if bracket == "[" else bracket
