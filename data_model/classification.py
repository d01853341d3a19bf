"""Codes of the Government Revenue and Expenditure Classification (政府收支分类科目): grammar, levels, parents, official names.

Functional codes (支出功能分类) have 3, 5, 7 digits for 类, 款, 项; departmental economic codes (部门预算支出经济分类) start
with 3, governmental ones (政府预算支出经济分类) with 5, both with 3 and 5 digits for 类 and 款. The document's own printed
names come first; the names here are fallback labels, and an unknown code is never an error.
"""

from __future__ import annotations

import re

LEVELS = {3: "类", 5: "款", 7: "项"}
"""Digits of a joined code -> the name of its level."""

TOTAL = "TOTAL"
"""The code of 总计, 合计, 收入总计 and 支出总计 rows."""

_JOINED = re.compile(r"[1-9][0-9]{2}(?:[0-9]{2}){0,2}")
_PART = re.compile(r"[0-9]{2}")

FUNCTIONAL_CLASSES = {
    "201": "一般公共服务支出", "202": "外交支出", "203": "国防支出", "204": "公共安全支出", "205": "教育支出",
    "206": "科学技术支出", "207": "文化旅游体育与传媒支出", "208": "社会保障和就业支出", "209": "社会保险基金支出",
    "210": "卫生健康支出", "211": "节能环保支出", "212": "城乡社区支出", "213": "农林水支出", "214": "交通运输支出",
    "215": "资源勘探工业信息等支出", "216": "商业服务业等支出", "217": "金融支出", "219": "援助其他地区支出",
    "220": "自然资源海洋气象等支出", "221": "住房保障支出", "222": "粮油物资储备支出", "223": "国有资本经营预算支出",
    "224": "灾害防治及应急管理支出", "227": "预备费", "229": "其他支出", "230": "转移性支出", "231": "债务还本支出",
    "232": "债务付息支出", "233": "债务发行费用支出", "234": "抗疫特别国债安排的支出",
}  # fmt: skip
"""All functional 类 (201–234) with their current names."""

ECONOMIC_CLASSES = {
    "301": "工资福利支出", "302": "商品和服务支出", "303": "对个人和家庭的补助", "307": "债务利息及费用支出",
    "309": "资本性支出（基本建设）", "310": "资本性支出", "311": "对企业补助（基本建设）", "312": "对企业补助",
    "313": "对社会保障基金补助", "399": "其他支出",
}  # fmt: skip
"""All 类 of the departmental economic classification (301–399)."""

RENAMED = {
    "行政事业单位离退休": "行政事业单位养老支出",
    "文化体育与传媒支出": "文化旅游体育与传媒支出",
    "医疗卫生与计划生育支出": "卫生健康支出",
    "国土海洋气象等支出": "自然资源海洋气象等支出",
    "资源勘探信息等支出": "资源勘探工业信息等支出",
    "资源勘探电力信息等支出": "资源勘探工业信息等支出",
    "其他资本性支出": "资本性支出",
}
"""Old printed name -> current name of the same subject (reforms of 2018–2021)."""


def join(*parts: str) -> str:
    """`("201", "03", "01")` -> `"2010301"`; also `("2010301",)`, `("201", "20103")`. "" when the parts form no code."""
    joined = ""
    for part in (re.sub(r"\s", "", p) for p in parts):
        if not part:
            continue
        if _JOINED.fullmatch(part) and (not joined or part.startswith(joined)):
            joined = part
        elif joined and len(joined) < 7 and _PART.fullmatch(part):
            joined += part
        else:
            return ""
    return joined if _JOINED.fullmatch(joined) else ""


def is_code(text: str) -> bool:
    """True for a joined code of 3, 5 or 7 digits."""
    return _JOINED.fullmatch(text) is not None


def level(code: str) -> str:
    """`"2010301"` -> `项`, `"TOTAL"` -> `总计`, `""` -> `""`."""
    return "总计" if code == TOTAL else LEVELS.get(len(code), "")


def printed_code(code: str) -> str:
    """`code` as documents print it: "" for the line of the whole, which has a name only."""
    return "" if code == TOTAL else code


def parent(code: str) -> str:
    """`"2010301"` -> `"20103"` -> `"201"` -> `"TOTAL"`; "" for TOTAL and for no code."""
    if code in ("", TOTAL):
        return ""
    return code[:-2] if len(code) > 3 else TOTAL


def path(code: str) -> tuple[str, ...]:
    """`"2010301"` -> `("201", "20103", "2010301")`; TOTAL and "" -> ()."""
    return () if code in ("", TOTAL) else tuple(code[:n] for n in (3, 5, 7) if n <= len(code))


def class_of_name(name: str) -> str:
    """The functional 类 with this (possibly old) name, for tables that print names without codes; "" when none has."""
    return _CLASS_BY_NAME.get(RENAMED.get(name, name), "")


_CLASS_BY_NAME = {name: code for code, name in FUNCTIONAL_CLASSES.items()}
