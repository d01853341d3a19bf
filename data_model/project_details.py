"""Section 七: the blocks that tell of each project, label by label, and the claim of its amount. Apart: these are forms, not sentences."""

from __future__ import annotations

import re
from collections.abc import Sequence

from data_model.sentences import AMOUNT, fen_of, squeeze, strip_item
from data_model.statements import Claim, ProjectDetail
from data_model.subjects import Names
from data_model.topics import Passage

_LABELLED = re.compile(r"^(?P<label>[^，。；：:《“（(]{2,16})[：:]\s*(?P<text>.*)$")
_KNOWN = re.compile(
    r"(?<=[^\s，。；：])\s*(?=(?:预算安排规模|项目承担单位|资金分配情况|资金执行时间|资金来源|补贴(?:人数|标准|范围|方式)|发放程序|受益人群和社会效益)[：:])"
)
"""Labels of the statutory form; one may have lost its line break."""
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
