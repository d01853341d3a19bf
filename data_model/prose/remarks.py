"""Amounts in the remarks (预算绩效情况, 其他需说明的事项): counts and sums of projects, apart since they are no lines of a table."""

from __future__ import annotations

import re

from data_model.prose.sentences import AMOUNT, NUMBER, UNITS, fen_of, squeeze
from data_model.prose.subjects import Names
from data_model.prose.topics import Passage
from data_model.statements import Claim

_MONEY = rf"(?P<n>{NUMBER})(?P<u>{UNITS})"
_GOALS = tuple(
    (subject, re.compile(pattern))
    for subject, pattern in (
        ("整体预算绩效目标", rf"整体预算绩效目标[^，；。]*，涉及(?:预算)?(?:金额|资金){_MONEY}"),
        ("财政拨款项目", rf"(?<!非)财政拨款项目[^；。非]*?涉及(?:预算)?(?:金额|资金){_MONEY}"),
        ("非财政拨款项目", rf"非财政拨款项目[^；。]*?涉及(?:预算)?(?:金额|资金){_MONEY}"),
        ("编报绩效目标的项目", rf"(?:编报绩效目标的项目|项目实行绩效目标管理)[^；。]*?涉及[^；。0-9]*?{_MONEY}"),
    )
)
_PLANNED = re.compile(rf"当年预算安排项目共?{NUMBER}个")
_QUOTED = re.compile(r"“(?P<name>[^”]+)”项目")
_PART = re.compile(rf"(?P<what>上年结转(?:结余)?(?:资金)?|当年财政拨款(?:（[^）]*）)?(?:资金)?预算?)(?:为)?{_MONEY}")
_SUM = re.compile(rf"(?P<what>[^，。；：]*?项目)(?:共)?(?:[0-9]+个)?，?涉及(?:预算)?(?:资金|金额){_MONEY}")
_COUNTED = re.compile(rf"{NUMBER}个(?P<what>[^，。；：0-9]*?项目)，涉及(?:预算)?(?:资金|金额){_MONEY}")
_NUMBERED = re.compile(rf"(?:^|[：；，])[0-9]{{1,2}}[.．、](?P<name>[^；。]+?){_MONEY}(?=[；。]|$)")


def remarks_of(passage: Passage, names: Names) -> list[Claim]:
    """The claims of a remark. Only a sum of carried-over projects is tied to a table (上年结转结余表)."""
    claims: list[Claim] = []
    for paragraph in passage.paragraphs:
        text, origin = squeeze(paragraph.text), paragraph.place.label()
        if not AMOUNT.search(text) and not _PLANNED.search(text):
            continue
        if passage.topic == "performance":
            for subject, pattern in _GOALS:
                if match := pattern.search(text):
                    claims.append(Claim(passage.label, subject, amount=fen_of(match), origin=origin))
            if _PLANNED.search(text):
                claims.append(Claim(passage.label, "当年预算安排项目", origin=origin))
            continue
        if quoted := _QUOTED.search(text):
            for match in _PART.finditer(text):
                what = re.sub(r"（[^）]*）", "", match["what"])
                claims.append(
                    Claim(
                        passage.label,
                        f"{quoted['name']}：{what}",
                        project=quoted["name"],
                        amount=fen_of(match),
                        origin=origin,
                    )
                )
            continue
        if total := _COUNTED.search(text) or _SUM.search(text):
            carried = "结转" in total["what"]
            claims.append(
                Claim(
                    passage.label, total["what"], code="TOTAL" if carried else "", table="carryover" if carried else "",
                    measure="appropriation_project" if carried else "", amount=fen_of(total), origin=origin,
                )
            )  # fmt: skip
        for match in _NUMBERED.finditer(text):
            claims.append(
                Claim(passage.label, match["name"], project=match["name"], amount=fen_of(match), origin=origin)
            )
    return claims
