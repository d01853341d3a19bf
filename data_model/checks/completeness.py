"""公开要件: tables, sections, depth of classification and notes of empty tables that a published budget should have. All soft.

Sources: 财预〔2016〕143号 (the eight tables of every department); 国有资本经营预算 since 2021; section headings as in the documents of the regions.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from data_model.budget import Budget, Finding, Section, Table
from data_model.checks.prose import body
from data_model.forms import FORM_BY_KIND
from data_model.tables.titles import normalise_title
from data_model.telling import table_name
from data_model.text import fold

REQUIRED = (
    "balance", "revenue", "expenditure", "appropriation", "general_public", "basic_economic", "government_fund", "three_public",
)  # fmt: skip
"""The eight tables of 财预〔2016〕143号."""
SINCE_2021 = ("state_capital",)
SECTIONS = (
    ("职能或职责", ("职能", "职责")),
    ("机构设置", ("机构", "设置", "构成")),
    ("机关运行经费", ("运行经费",)),
    ("政府采购", ("政府采购",)),
    ("国有资产占用", ("国有资产",)),
    ("预算绩效", ("绩效",)),
    ("名词解释", ("名词解释", "名词")),
)
"""What the prose must tell, with words of which one must occur."""
_DEPTH = {"expenditure": 7, "general_public": 7, "basic_economic": 5}
_LEADERS = re.compile(
    r"[.．…·]{3,}\s*[0-9]*\s*$|^[-•·]\s*|^[0-9一二三四五六七八九十]+\s*[、.．]\s*|^第[一二三四五六七八九十]+部分\s*|^[（(][一二三四五六七八九十]+[)）]"
)


def completeness(budget: Budget) -> Iterator[Finding]:
    """What is missing; each family is not applicable where the file holds only the other half (tables or text)."""
    yield from _tables(budget)
    yield from _sections(budget)
    for table in budget.tables:
        yield from _depth(table)
        yield from _note(budget, table)
    yield from _contents(budget)


def _tables(budget: Budget) -> Iterator[Finding]:
    kinds = {table.kind for table in budget.tables}
    if not any(kind in kinds for kind in FORM_BY_KIND):
        yield Finding("C.tables", "not_applicable", "这个文件没有预算表，没有核对表是否齐全", "原文")
        return
    required = REQUIRED + (SINCE_2021 if (budget.meta.fiscal_year or 0) >= 2021 else ())
    for kind in required:
        if kind not in kinds:
            yield Finding("C.tables", "hint", f"没有认出{FORM_BY_KIND[kind].name}", "原文", kind)


def _sections(budget: Budget) -> Iterator[Finding]:
    if not any(len(p.text) > 40 for section in budget.sections for p in section.paragraphs):
        yield Finding("C.sections", "not_applicable", "这个文件没有正文，没有核对说明是否齐全", "原文")
        return
    text = "".join(f"{s.heading} {' '.join(p.text for p in s.paragraphs)}" for s in budget.sections if not s.contents)
    titles = " ".join(table.title for table in budget.tables)
    for name, words in SECTIONS:
        if not any(word in text or word in titles for word in words):
            yield Finding("C.sections", "hint", f"正文没有讲“{name}”", "原文")


def _depth(table: Table) -> Iterator[Finding]:
    """Functional tables to 项, economic ones to 款."""
    depth = _DEPTH.get(table.kind)
    codes = [len(row.code) for row in table.rows if row.code.isdecimal()]
    if depth and codes and max(codes) < depth:
        level = "项" if depth == 7 else "款"
        yield Finding(
            "C.depth", "hint", f"{table_name(table)} 没有列到{level}级科目", "原文", table.kind, place=table.place
        )


_NOTHING = re.compile(
    "空表|没有使用|没有安排|未安排|无该项|不涉及|无相关|没有[^，。]{0,20}支出|无[^，。]{0,20}(?:预算|拨款|支出)|0(?:\\.0+)?\\s*万元"
)


def _note(budget: Budget, table: Table) -> Iterator[Finding]:
    """An empty table without a sentence that says so, in it, below it or in the prose (N11); a file without prose may have it elsewhere."""
    form = FORM_BY_KIND.get(table.kind)
    if form is None or table.kind == "goals" or table.figures or table.note:
        return
    if any("此表为空" in row.name or "空表" in row.name for row in table.rows):
        return
    word = {"government_fund": "政府性基金", "state_capital": "国有资本", "three_public": "三公", "entrusted": "委托业务费",
            "carryover": "结转"}.get(table.kind, form.name)  # fmt: skip
    if not any(section.paragraphs for section in budget.sections if section.level and not section.contents):
        why = f"{table_name(table)} 是空表；本文件没有正文，说明是否在正文里，没有核对"
        yield Finding("C.note", "not_applicable", why, "原文", table.kind, place=table.place)
    elif not any(word in said.text and _NOTHING.search(said.text) for said in body(budget, headings=True)):
        yield Finding("C.note", "hint", f"{table_name(table)} 是空表，没有说明", "原文", table.kind, place=table.place)


def _contents(budget: Budget) -> Iterator[Finding]:
    """Items of the contents that neither a heading nor a table title repeats (N14)."""
    contents = next((s for s in budget.sections if s.contents), None)
    if contents is None:
        return
    found = [_key(s.heading) for s in budget.sections if not s.contents]
    found += [_key(table.title) for table in budget.tables] + [normalise_title(table.title) for table in budget.tables]
    text = "".join(fold(said.text) for said in body(budget, headings=True))
    for item in _items(contents):
        key = _key(item)
        if (
            len(key) < 4
            or any(key in other or (other and other in key) for other in found)
            or normalise_title(item) in found
            or key in text
        ):
            continue
        yield Finding("C.contents", "hint", f"目录有“{item[:40]}”，后面没有这个标题", "原文", place=contents.place)


def _items(contents: Section) -> Iterator[str]:
    for paragraph in contents.paragraphs:
        text = paragraph.text
        if len(text) > 60 or "。" in text:
            return  # the contents were followed by prose without a heading
        while (bare := _LEADERS.sub("", text).strip()) != text:
            text = bare
        yield text


def _key(text: str) -> str:
    return re.sub(r"20[0-9]{2}年度?|部门|单位|预算|情况|总体|说明?$|[和及与0-9、.．:：（）()“”\"]", "", fold(text))
