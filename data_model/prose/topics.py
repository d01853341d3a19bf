"""Headings -> topics: which section of the prose speaks of which table. Apart since regions number and name them differently."""

from __future__ import annotations

import re
from collections.abc import Sequence

from data_model.budget import Paragraph, Section
from data_model.records import dataclass
from data_model.text import fold

_TOPICS = tuple(
    (topic, re.compile(pattern))
    for topic, pattern in (
        ("performance", r"绩效"),
        ("procurement", r"政府采购"),
        ("assets", r"国有资产占?[用有]"),
        ("operating", r"运行经费"),
        ("remarks", r"其他(需|需要|应)?说明|其他需要?说明"),
        ("three_public", r'"?三公"?'),
        ("entrusted", r"委托业务费"),
        ("carryover", r"上年结转"),
        ("government_fund", r"政府性基金"),
        ("state_capital", r"国有资本经营"),
        ("gp_scale", r"规模变化"),
        ("gp_structure", r"拨款结构|支出结构"),
        ("gp_detail", r"具体使用|具体支出"),
        ("basic", r"一般公共预算.*基本支出"),
        ("appropriation_economic", r"财政拨款基本支出"),
        ("projects", r"一般公共预算项目支出|项目支出(预算)?情况"),
        ("appropriation_function", r"财政拨款支出预算"),
        ("appropriation", r"财政拨款收支"),
        ("general_public", r"一般公共预算"),
        ("overall", r"收支预算.*总体|收支预算情况|收支总体"),
        ("revenue", r"收入预算"),
        ("expenditure", r"支出预算"),
        ("compilation", r"预算编制说明"),
        ("people", r"机构设置|人员(情况|构成)|编制情况|基本情况"),
    )
)
_WITHIN = frozenset(
    {
        "gp_scale", "gp_structure", "gp_detail", "operating", "procurement", "assets", "performance", "remarks", "state_capital",
        "government_fund", "people", "three_public",
    }
)  # fmt: skip
"""Topics a heading of the third level may open; another one goes on with the topic of the second."""
_SILENT_PARTS = re.compile(r"名词|预算(公开)?表|附件|附表")


@dataclass(frozen=True, slots=True)
class Passage:
    """A section with what it speaks of. `label` is the printed number (`五（三）`, else its heading); `context` the heading below
    the topic (`公共安全支出（类）`)."""

    topic: str
    label: str
    context: str
    paragraphs: tuple[Paragraph, ...]


def topic_of(heading: str) -> str:
    """The topic of a heading, "" for none."""
    folded = fold(heading)
    return next((topic for topic, pattern in _TOPICS if pattern.search(folded)), "")


def passages(sections: Sequence[Section]) -> list[Passage]:
    """The sections that speak of the budget, in reading order; contents, tables and glossary are left out."""
    found: list[Passage] = []
    silent, profile, topic, number = False, False, "", ""
    for section in sections:
        if section.contents or section.level == 0:
            continue
        if section.level == 1:
            silent, profile = _SILENT_PARTS.search(fold(section.heading)) is not None, "概况" in section.heading
            topic = topic_of(section.heading) if not silent and not section.number else ""
            number, context = "", ""
            label = section.heading[:20]
        elif section.level == 2:
            topic = topic_of(section.heading)
            number = label = section.number
            context = ""
        else:
            own = topic_of(section.heading)
            label, context = f"{number}（{section.number}）", section.heading
            if (own in _WITHIN and topic not in _WITHIN - {"people"}) or (own and not topic):
                found.append(Passage(own, label, "", section.paragraphs))
                continue
        if silent:
            continue
        if profile:
            found.append(Passage("people", label, "", section.paragraphs))
        elif topic or section.level == 1:
            found.append(Passage(topic, label, context, section.paragraphs))
    return [p for p in found if p.topic and p.paragraphs]
