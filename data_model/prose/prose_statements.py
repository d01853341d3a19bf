"""Prose -> Statements: people, assets, procurement, operating costs, counts of goals. Figures outside the tables, as printed, without
unit and commas. Apart from claims.py because they are lists of numbers, not changes of a line.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from functools import partial

from data_model.prose.sentences import NUMBER, squeeze
from data_model.prose.topics import Passage
from data_model.statements import Statement

_N = rf"(?P<n>{NUMBER})"
_MONEY = rf"{_N}(?:万元|元|亿元)"


def _patterns(*pairs: tuple[str, str]) -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((key, re.compile(pattern)) for key, pattern in pairs)


_PEOPLE = _patterns(
    ("posts", rf"编制(?:数|人数|总数)?(?:为|共)?{_N}"), ("actual", rf"实有(?:人数|在编人数)?(?:为|共)?{_N}人?"),
    ("in_service", rf"在职(?:人员|人数)?{_N}人"), ("retired", rf"(?<![离])退休(?:人员|人数)?{_N}人"),
    ("leave_retired", rf"离休(?:人员|人数)?{_N}人"), ("departments", rf"下设{_N}个"),
)  # fmt: skip
_MOVES = _patterns(
    ("in_service_change", rf"在职(?:人员|人数)?{NUMBER}人，(?:较上年|比上年)?(?P<v>增加|减少){_N}人"),
    ("retired_change", rf"(?<!离)退休(?:人员|人数)?{NUMBER}人，(?:较上年|比上年)?(?P<v>增加|减少){_N}人"),
    ("leave_retired_change", rf"离休(?:人员|人数)?{NUMBER}人，(?:较上年|比上年)?(?P<v>增加|减少){_N}人"),
)
_PROCUREMENT = _patterns(
    ("total", rf"政府采购(?:支出)?预算(?:总额)?(?:为)?{_MONEY}"), ("goods", rf"货物(?:支出|预算)?(?:为)?{_MONEY}"),
    ("works", rf"工程(?:支出|预算)?(?:为)?{_MONEY}"), ("services", rf"服务(?:支出|预算)?(?:为)?{_MONEY}"),
    ("reserved_sme", rf"中小企业预留政府采购项目预算(?:金额)?{_MONEY}"),
    ("reserved_micro", rf"(?:小微企业预留政府采购项目预算(?:金额)?|小型和微型企业的政府采购项目预算(?:金额)?为?){_MONEY}"),
)  # fmt: skip
_CAR_KINDS = (
    ("general", "一般公务用车"), ("law", "执法执勤用车"), ("other", "其他(?:车辆|用车)"), ("ministers", "部级领导干部用车"),
    ("leaders", "(?<!部级)主要领导干部用车"), ("confidential", "机要通信用车"), ("emergency", "应急保障用车"),
    ("special", "特种专业技术用车"), ("retired", "离退休干部用车"),
)  # fmt: skip
_STOCK = _patterns(
    ("as_of", r"截至(?P<n>20[0-9]{2}年(?:底|末|[0-9]{1,2}月[0-9]{1,2}日))"), ("house_area_m2", rf"房屋{_N}平方米"),
    ("house_value", rf"房屋[^；。]*?价值{_MONEY}"), ("vehicles", rf"车辆{_N}辆"), ("vehicles_value", rf"车辆{NUMBER}辆，价值{_MONEY}"),
    *(pair for key, word in _CAR_KINDS for pair in (
        (f"vehicles_{key}", rf"{word}{_N}辆"), (f"vehicles_{key}_value", rf"{word}{NUMBER}辆，价值{_MONEY}"),
    )),
    ("furniture_value", rf"办公家具(?:价值)?{_MONEY}"), ("other_value", rf"其他资产(?:价值)?{_MONEY}"),
    ("equipment_over_200k", rf"20万元(?:（含）)?以上(?:的)?(?:大型|通用)?设备(?:（不含车辆）)?{_N}台"),
    ("equipment_over_500k", rf"50万元(?:（含）)?以上(?:的)?(?:大型|通用)?设备(?:（不含车辆）)?{_N}台"),
    ("equipment_over_1m", rf"100万元(?:（含）)?以上(?:的)?(?:大型|专用)?设备(?:（不含车辆）)?{_N}台"),
)  # fmt: skip
LONGEST = 3000
"""Characters of a paragraph that are searched for these figures."""
_PLAN = re.compile(r"20[0-9]{2}年[^。]{0,12}?预算[^。]{0,6}?(?:安排|未安排)[^。]*?购置")
_GOALS = _patterns(
    ("overall_goals", rf"整体预算绩效目标{_N}个"), ("overall_amount", rf"整体预算绩效目标[^，；]*，涉及(?:预算)?(?:金额|资金){_MONEY}"),
    ("projects", rf"(?:当年预算安排项目共?|编报绩效目标的项目共?|本部门共|本单位共){_N}个"),
    ("amount", rf"(?:涉及项目预算资金|涉及财政性资金合计){_MONEY}"),
    ("appropriated_projects", rf"(?<!非)财政拨款项目{_N}个"),
    ("appropriated_amount", rf"(?<!非)财政拨款项目[^；非]*?涉及(?:预算)?(?:金额|资金){_MONEY}"),
    ("other_projects", rf"非财政拨款项目{_N}个"), ("other_amount", rf"非财政拨款项目[^；]*?涉及(?:预算)?(?:金额|资金){_MONEY}"),
)  # fmt: skip
_OPERATING = _patterns(("total", rf"运行经费[^。；，]*?{_MONEY}"))


def statements_of(passages: Sequence[Passage]) -> list[Statement]:
    """One statement of each kind that the prose makes, in reading order."""
    found: list[Statement] = []
    for passage in passages:
        texts = [squeeze(p.text[:LONGEST]) for p in passage.paragraphs[:100]]
        origin = passage.paragraphs[0].place.label()
        if passage.topic == "people":
            told = next((i for i, t in enumerate(texts) if "编制" in t and "人" in t), None)
            if told is None:
                continue
            text = "".join(texts[told : told + 2]) if texts[told].endswith("：") else texts[told]
            values = {**_matches(_PEOPLE, text), **_moves(text), **_matches(_PEOPLE[-1:], "。".join(texts))}
            if {"posts", "actual"} & values.keys():
                found.append(Statement("people", values, passage.paragraphs[told].place.label()))
            continue
        values = _READ[passage.topic]("。".join(texts)) if passage.topic in _READ else {}
        if values:
            found.append(Statement({"operating": "operating_costs"}.get(passage.topic, passage.topic), values, origin))
    return found


def _matches(patterns: Sequence[tuple[str, re.Pattern[str]]], text: str) -> dict[str, str]:
    """key -> the printed number of the first match, without commas; keys without a match are left out."""
    values: dict[str, str] = {}
    for key, pattern in patterns:
        if match := pattern.search(text):
            values[key] = match["n"].replace(",", "")
    return values


def _moves(text: str) -> dict[str, str]:
    values: dict[str, str] = {}
    for key, pattern in _MOVES:
        if match := pattern.search(text):
            values[key] = ("-" if match["v"] == "减少" and match["n"].strip("0") else "") + match["n"]
    return values


def _assets(text: str) -> dict[str, str]:
    """What is there at the day named, and what this year's budget plans to buy (keys `plan_…`)."""
    plan = _PLAN.search(text)
    stock, planned = (text[: plan.start()], text[plan.start() :]) if plan else (text, "")
    values = _matches(_STOCK, stock)
    for key, number in _matches(_STOCK, planned).items():
        if key.startswith(("equipment", "vehicles")):
            values[f"plan_{key}"] = number
    return values


_READ: Mapping[str, Callable[[str], dict[str, str]]] = {
    "procurement": partial(_matches, _PROCUREMENT),
    "assets": _assets,
    "performance": partial(_matches, _GOALS),
    "operating": partial(_matches, _OPERATING),
}
