"""Who, when, what: entity, year, kind, unit, date from cover, captions and titles. Apart because every region prints them elsewhere."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise

from data_model.budget import Finding, Meta, Source, Table
from data_model.readers.raw import RawParagraph
from data_model.tables.titles import BODY
from data_model.text import clean, fold, unwrap

_YEAR = re.compile(r"(20[0-9]{2})\s*年")
_DATE = re.compile(r"^\s*(20[0-9]{2})\s*年\s*([0-9]{1,2})\s*月\s*([0-9]{1,2})\s*日\s*$")
_TITLE = re.compile(r"(部门|单位)预算(?:公开|说明|信息公开)?(?:说明|情况)?$|(?:区级|市级|省级|县级)(部门|单位)预算")
_LOWEST_LEVEL = (("街道", "街道"), ("镇", "乡镇"), ("乡", "乡镇"))
_REGION = re.compile(r"^(.{2,7}?(?:省|自治区))?(.{2,8}?(?:自治州|地区|盟|市))?(.{1,8}?(?:区|县|旗|市))?")
_PARENT_LINE = re.compile(r"^(?:预算)?主管(?:部门|单位)(?:名称)?(?:[(（]盖章[)）])?\s*[:：]\s*([^\s，。；：:]{3,40})$")
_PARENT_SAID = re.compile(r"主管部门(?:为|是)\s*([^，。；、：:]{3,30})[，。；]")
_PARENT_LABEL = re.compile(r"(?:预算)?主管(?:部门|单位)(?:名称|及代码)?(?:\(盖章\))?:?")
PARENT_ROWS = 6
"""Rows of a table's head that may name the supervising department."""
COVER_LINES = 40


def identify(
    prose: list[RawParagraph],
    tables: tuple[Table, ...],
    labels: tuple[str, ...],
    sources: tuple[Source, ...],
    parents: tuple[str, ...] = (),
) -> tuple[Meta, list[Finding]]:
    """Meta from what the document prints (`labels` introduced the bodies of the tables, `parents` are the supervising departments
    beside them), and notes where its parts disagree or say nothing."""
    notes: list[Finding] = []
    lines = [clean(paragraph.text) for paragraph in prose]
    cover = _cover(lines)
    joined = fold("".join(cover))
    entities = Counter(unwrap(table.entity) for table in tables if table.entity)
    if not entities:
        entities = Counter(
            unwrap(m[2]) for line in lines if (m := BODY.match(line)) and m[2] and not m[2].endswith("元")
        )
    entity = entities.most_common(1)[0][0] if entities else _entity_of_cover(cover)
    year = _year(cover, lines, tables)
    kind = _kind(joined, lines, tables, labels)
    phase = "调整" if "调整预算" in joined or "预算调整" in joined else "预算"
    units = Counter(table.unit for table in tables if table.unit and table.figures)
    published = next(
        (f"{m[1]}-{int(m[2]):02d}-{int(m[3]):02d}" for line in reversed(lines) if (m := _DATE.match(line))), ""
    )
    title = _title(cover)
    if len(entities) > 1:
        others = "、".join(name for name, _ in entities.most_common()[1:4])
        notes.append(Finding("read.entity", "hint", f"各表的编制部门不一致：多数是{entity}，另有{others}"))
    if not entity:
        notes.append(Finding("read.entity", "unread", "没有找到编制部门或单位的名称"))
    if year is None and (hint := re.search(r"(?<![0-9])(20[0-9]{2})(?![0-9])", sources[0].file if sources else "")):
        year = int(hint[1])
        notes.append(Finding("read.year", "hint", f"文中没有写明预算年度，取自文件名：{year}"))
    if year is None:
        notes.append(Finding("read.year", "unread", "没有找到预算年度"))
    region, level = _region(entity)
    return Meta(
        entity=entity, entity_key=fold(entity), parent=_parent(lines, tables, entity, parents), region=region, level=level, kind=kind, phase=phase, fiscal_year=year,
        published=published, unit=units.most_common(1)[0][0] if units else "", title=title, sources=sources,
    ), notes  # fmt: skip


def _cover(lines: list[str]) -> list[str]:
    """The lines before the contents or the first part."""
    cover: list[str] = []
    for line in lines[:COVER_LINES]:
        if fold(line) == "目录" or re.match(r"^第[一二三]部分", line):
            break
        cover.append(line)
    return [line for line in cover if line]


def _title(cover: list[str]) -> str:
    """The cover's title: its lines up to the one that says 部门预算 or 单位预算."""
    for end, line in enumerate(cover):
        if _TITLE.search(fold(line)):
            start = end
            while (
                start > 0
                and not _TITLE.search(fold(cover[start - 1]))
                and len(cover[start - 1]) <= 60
                and not BODY.match(cover[start - 1])
            ):
                start -= 1
                if _YEAR.search(cover[start]):
                    break
            return unwrap(" ".join(cover[start : end + 1]))[:200]
    return ""


def _entity_of_cover(cover: list[str]) -> str:
    title = _title(cover)
    name = re.sub(r"20[0-9]{2}年?度?", "", fold(title))
    return str(re.sub(r"^(?:年度?|度)|(?:区级|市级|省级)?(?:部门|单位)预算.*$|年度?$", "", name))


def _parent(lines: list[str], tables: tuple[Table, ...], entity: str, heads: tuple[str, ...]) -> str:
    """The supervising department (主管部门) that table heads or the prose name most; "" when none does, or only the body itself."""
    named = Counter(unwrap(name) for name in heads)
    for line in lines:
        if match := _PARENT_LINE.match(line) or _PARENT_SAID.search(line):
            named[unwrap(match[1])] += 1
    for table in tables:
        for row in table.grid[:PARENT_ROWS]:
            for label, name in pairwise([text for text in row.texts if text]):
                if _PARENT_LABEL.fullmatch(fold(label)) and len(name) >= 3 and not _PARENT_LABEL.match(fold(name)):
                    named[unwrap(name)] += 1
    others = [name for name, _ in named.most_common() if fold(name) != fold(entity)]
    return others[0] if others else ""


def _year(cover: list[str], lines: list[str], tables: tuple[Table, ...]) -> int | None:
    """The budget year: the one of cover and table titles, else the most frequent of the prose."""
    for texts in (cover, [table.title for table in tables], lines):
        years = Counter(int(y) for text in texts for y in _YEAR.findall(unwrap(text)))
        years = Counter({y: n for y, n in years.items() if 1990 <= y <= 2100})
        if years and texts is cover:
            titled = [int(y) for text in cover if not _DATE.match(text) for y in _YEAR.findall(text)]
            if titled:
                return titled[0]
        elif years:
            return years.most_common(1)[0][0]
    return None


def _kind(cover: str, lines: list[str], tables: tuple[Table, ...], told: tuple[str, ...]) -> str:
    """部门, 单位 or 本级: the cover decides, else who the tables say prepared them."""
    if "本级" in cover and "预算" in cover:
        return "本级"
    match = re.search(r"(部门|单位)预算", cover)
    if match:
        return match[1]
    labels = Counter([*told, *(m[1] for line in lines if (m := BODY.match(line)))])
    votes = Counter(
        {
            "部门": sum(n for label, n in labels.items() if "部门" in label) + sum("部门" in t.title for t in tables),
            "单位": sum(n for label, n in labels.items() if "单位" in label) + sum("单位" in t.title for t in tables),
        }
    )
    best, count = votes.most_common(1)[0]
    return best if count else ""


def _region(entity: str) -> tuple[str, str]:
    match = _REGION.match(entity)
    region = match.group() if match and entity else ""
    level = next((name for word, name in _LOWEST_LEVEL if word in entity), "")
    if not level and match and entity:
        level = "区县" if match[3] else "市" if match[2] else "省" if match[1] else ""
    return region, level
