"""Section 七: the blocks that tell of each project, label by label, and the claim of its amount. Apart: these are forms, not sentences."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile

from data_model.amount import AmountError, parse
from data_model.budget import Section
from data_model.prose.sentences import AMOUNT, NUMBER, fen_of, squeeze, strip_item
from data_model.prose.subjects import Names
from data_model.prose.topics import Passage
from data_model.statements import Claim, ProjectDetail

_LABELLED = re.compile(r"^(?P<label>[^，。；：:《“（(]{2,16})[：:]\s*(?P<text>.*)$")
_KNOWN = re.compile(
    r"(?<=[^\s，。；：])\s*(?=(?:预算安排规模|项目承担单位|资金分配情况|资金执行时间|资金来源|补贴(?:人数|标准|范围|方式)|发放程序|受益人群和社会效益)[：:])"
)
"""Labels of the statutory form; one may have lost its line break."""
_DESCRIBED = "经费情况说明"
_TEN_THOUSANDS = re.compile(rf"(?P<sum>总预算|预算总额|合计)?(?:为|共)?(?P<n>{NUMBER})万元?")
_NAME = re.compile(r"^项目名称$")
_AMOUNT_LABEL = re.compile(r"规模|预算(安排|金额|数)|年度预算|安排金额")


def projects_of(passages: Sequence[Passage], names: Names) -> tuple[list[ProjectDetail], list[Claim]]:
    """The projects of section 七 and, for each with an amount, a claim on its row of 表7; notes are the caller's."""
    details: list[ProjectDetail] = []
    claims: list[Claim] = []
    for passage in passages:
        name, fields, origin = "", dict[str, str](), ""
        for paragraph, piece in ((p, piece) for p in passage.paragraphs for piece in _KNOWN.split(p.text)):
            text, _ = strip_item(piece.strip())
            match = _LABELLED.match(text)
            if match and _NAME.match(match["label"]):
                _close(name, fields, origin, passage, names, details, claims)
                name, fields, origin = match["text"].strip(), {}, paragraph.place.label()
            elif match and name:
                fields[match["label"].strip()] = match["text"].strip()
            elif name and fields:  # a text that goes on in the next paragraph
                last = next(reversed(fields))
                fields[last] += text
        _close(name, fields, origin, passage, names, details, claims)
    return details, claims


def described_projects(sections: Sequence[Section]) -> list[ProjectDetail]:
    """Projects told under headings (Shanghai): `…专项经费情况说明`, then 一、项目概述 to 七、绩效目标, which become the labels.

    The amount is the one sum that 年度预算安排 names (`总预算`, `合计`, or its only figure); several figures without a sum give none.
    """
    found: list[ProjectDetail] = []
    for place, section in enumerate(sections):
        if section.level != 1 or not section.heading.endswith(_DESCRIBED) or section.contents:
            continue
        parts = list(takewhile(lambda s: s.level > 1, sections[place + 1 :]))
        texts = {s.heading: "".join(p.text for p in s.paragraphs) for s in parts if s.paragraphs}
        if any(word in heading for heading in texts for word in ("项目概", "立项依据")):
            plan = next((text for heading, text in texts.items() if "预算安排" in heading), "")
            name = section.heading.removesuffix(_DESCRIBED)
            found.append(
                ProjectDetail(
                    section.heading if name in ("", "项目") else name, _planned(plan), texts, section.place.label()
                )
            )
    return found


def _fen(number: str) -> int | None:
    try:
        amount = parse(number, "万元")
    except AmountError:
        return None
    return None if amount is None else amount.fen


def _planned(text: str) -> int | None:
    figures = [(m, _fen(m["n"])) for m in _TEN_THOUSANDS.finditer(squeeze(text))]
    sums = {fen for m, fen in figures if fen is not None and m["sum"]}
    every = {fen for _, fen in figures if fen is not None}
    return sums.pop() if len(sums) == 1 else every.pop() if len(figures) == 1 else None


def _close(
    name: str,
    fields: dict[str, str],
    origin: str,
    passage: Passage,
    names: Names,
    details: list[ProjectDetail],
    claims: list[Claim],
) -> None:
    if not name:
        return
    amount = None
    for label, text in fields.items():
        match = AMOUNT.search(squeeze(text))
        if _AMOUNT_LABEL.search(label) and match:
            amount = fen_of(match)
            break
    details.append(ProjectDetail(name, amount, fields, origin))
    if amount is None:
        return
    row = names.project("projects", name, amount)
    claims.append(
        Claim(
            passage.label,
            name,
            row.code if row else "",
            row.project if row else name,
            "projects",
            "total",
            amount,
            origin=origin,
        )
    )
