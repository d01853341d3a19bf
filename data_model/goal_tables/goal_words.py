"""The words of 绩效目标表: standard indicator levels, bases, header words. Apart because grids and loose lines are read by the same words.

Levels: 财政部《中央部门项目支出核心绩效目标和指标设置及取值指引（试行）》(财预〔2021〕101号), and the words of overall forms as published.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from data_model.text import fold

_CHILDREN = {
    "产出指标": ("数量指标", "质量指标", "时效指标"),
    "成本指标": ("经济成本指标", "社会成本指标", "生态环境成本指标"),
    "效益指标": ("经济效益指标", "社会效益指标", "生态效益指标", "可持续影响指标"),
    "满意度指标": ("满意度指标", "服务对象满意度指标", "社会公众满意度指标"),
}
PARENT = {child: parent for parent, children in _CHILDREN.items() for child in children}
"""Second level -> its first level."""
LEVEL1 = frozenset(_CHILDREN)
LEVEL2 = frozenset(PARENT) | {"成本指标"}  # until 2021 the costs were a second level of 产出指标
OVERALL_LEVEL1 = frozenset(
    ("履职效能", "社会效益", "社会效应", "经济效益", "生态效益", "管理效率", "运行成本", "服务满意", "服务对象满意度", "可持续性", "可持续发展能力")
)  # fmt: skip
"""First levels of overall forms, which do not end in 指标."""
LEVELS = LEVEL1 | LEVEL2

BASES = frozenset(
    ("计划标准", "历史标准", "行业标准", "预算支出标准", "国家标准", "地方标准", "国际标准", "部门标准", "经验标准", "其他标准",
     "工作计划", "工作方案", "绩效考核指标", "政策文件", "上级文件", "自定义")
)  # fmt: skip
"""What 指标值设定依据 usually says; other texts are read where the place tells."""

ROLES = ("level1", "level2", "level3", "value", "basis", "prior_value", "weight")
"""The fields of an Indicator, which the columns of a form are named by; further roles: sign, unit, rule, project, objective."""

_HEADER = (
    ("level1", re.compile(r"一级指标|指标类型")),
    ("level2", re.compile(r"二级指标")),
    ("level3", re.compile(r"三级指标|绩效指标名称|指标名称")),
    ("weight", re.compile(r"权重|分值")),
    ("rule", re.compile(r"赋分|佐证|备注|评分|评价标准|指标内容|指标说明|指标解释|属性|^序号$")),
    ("prior_value", re.compile(r"上年|上一年|历史值|去年")),
    ("basis", re.compile(r"依据|来源")),
    ("sign", re.compile(r"指标性质|指标方向|计算符号|运算符|比较符")),
    ("unit", re.compile(r"计量单位|度量单位|指标单位")),
    ("value", re.compile(r"指标值|目标值")),
    ("objective", re.compile(r"(?:绩效|总体|年度)目标$")),
    ("project", re.compile(r"项目名称")),
)
_SIGNED = re.compile(r"[<>=]{1,2}[0-9.]")
_SIGNS = {ord("＞"): ">", ord("＜"): "<", ord("＝"): "=", ord("≥"): ">=", ord("≤"): "<=", ord("％"): "%"}
_NUMBER = re.compile(r"[0-9]{1,3}(?:\.[0-9]+)?%?")
_LEADING_NUMBER = re.compile(r"([0-9]{1,3}(?:\.[0-9]+)?%?)\D")
_BLANK = re.compile(r"\s+")


def squeeze(text: str) -> str:
    """The text without blanks: values, levels and weights are wrapped anywhere."""
    return _BLANK.sub("", text)


def value_of(text: str) -> str:
    """A value in one writing: `＞ =330 人`, `≥330人` -> `>=330人`."""
    return squeeze(text).translate(_SIGNS)


def roles_of(texts: Sequence[str]) -> tuple[str, ...] | None:
    """The role of every column when the row is the header of indicators, else None."""
    roles = tuple(_role(fold(text)) for text in texts)
    return roles if "level3" in roles and ("value" in roles or "level1" in roles) else None


def _role(text: str) -> str:
    if not text or len(text) > 24:
        return ""
    return next((role for role, words in _HEADER if words.search(text)), "")


def signed(text: str) -> bool:
    """True for a value that begins with a comparison and a number."""
    return _SIGNED.match(value_of(text)) is not None


def weight_in(text: str) -> str:
    """The weight of a cell that may also hold the scoring rule (`10 按完成比例` -> `10`); "" when it begins with no number."""
    squeezed = value_of(text)
    if _NUMBER.fullmatch(squeezed):
        return squeezed
    match = _LEADING_NUMBER.match(squeezed)
    return match[1] if match and not re.match(r"[%./0-9]", squeezed[match.end(1) :]) else ""


def fit(role: str, text: str) -> int:
    """How well a cell fits its column, for telling shifted and cut rows: 3 surely, 0 cannot tell, -3 surely not."""
    word = value_of(text)
    if not word:
        return {"level3": -2, "value": -1, "weight": -1}.get(role, 0)
    number = _NUMBER.fullmatch(word) is not None
    wrong = signed(word) or number or word in BASES
    if role == "level1":
        return -3 if wrong else 2 if word in LEVEL1 else -1 if word in LEVEL2 else 0
    if role == "level2":
        return -3 if wrong else 2 if word in LEVEL2 else -1 if word in LEVEL1 or len(word) > 12 else 0
    if role == "level3":
        return -3 if wrong or word in LEVELS else 1
    if role == "value":
        return -3 if word in BASES or word in LEVELS else 3 if signed(word) else 1 if len(word) <= 8 else -1
    if role == "basis":
        return 3 if word in BASES else -3 if wrong or word in LEVELS else 0
    if role == "prior_value":
        return -3 if word in BASES or word in LEVELS else 0
    if role == "weight":
        return 3 if number else 1 if weight_in(word) else -3
    return -2 if number or word in BASES else 0
