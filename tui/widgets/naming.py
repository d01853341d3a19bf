"""What a line is called where room is short: entities without their superiors, projects after their fund and 文号. Apart because
titles, columns and lists shorten alike; the whole name always stands in the pane."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from data_model.amount import UNIT_BY_OPTION
from tui.texts import language, t, term

if TYPE_CHECKING:
    from data_model.tree import Tree

_DOCUMENT = re.compile(
    r"[（(\[〔](20[0-9]{2})[）)\]〕]\s*([0-9]{1,5})\s*号(?:文)?(?:关于)?(?:提前)?(?:下达|拨付|安排|预拨)?(?:20[0-9]{2}年度?)?"
)
_TAIL = re.compile(r"(?:预算)?的通知$")
_SHORTEST = 4
_COUNT = re.compile(r"([-+0-9,.]+)(平方米|辆|台|人|个)")
NAME_HEADS = {
    "projects": "screen.head.project", "entrusted": "screen.head.project", "carryover": "screen.head.item",
    "revenue": "screen.head.source", "three_public": "screen.head.item", "flow": "screen.head.flow", "goals": "screen.head.goal_of",
    "statements": "screen.head.item",
}  # fmt: skip
_WORDY = frozenset({"指标", "指标组", "数", "事项", "目标"})
"""Levels whose lines need no amount."""
UNIT_KEYS = {unit: key for key, unit in UNIT_BY_OPTION.items()}


@lru_cache(maxsize=256)
def short_entity(name: str) -> str:
    """`某区（某新区）某街道办事处` -> `某街道办`; a name without a superior in front stays whole."""
    tail = name.rpartition("）")[2] or name
    after = tail.rpartition("人民政府")[2]
    if len(after) >= _SHORTEST and not after.startswith("办公"):
        tail = after
    return tail.removesuffix("事处") if tail.endswith("街道办事处") else tail


@lru_cache(maxsize=4096)
def document_number(name: str) -> tuple[str, str]:
    """A project's 文号 and the rest of its name: `某财行（2022）208号关于提前下达2023年度补助经费的通知` -> `(2022)208`, `…补助经费`;
    ("", the name) when it names none."""
    match = _DOCUMENT.search(name)
    if match is None:
        return "", name
    rest = _TAIL.sub("", name[match.end() :])
    return f"({match[1]}){match[2]}", f"…{rest}" if len(rest) >= _SHORTEST else name


def line_name(tree: Tree, node: int) -> str:
    """The name of a line of a tree: as printed, ours (`支出总计`, `基本支出`) in the language of the screen."""
    name, row = tree.names[node], tree.rows[node]
    if language() == "zh":
        return name
    own = (row.project or row.name) if row is not None else ""
    if row is not None and (name in row.name or name in row.project or name.endswith(own)):
        return name
    if own and name.startswith(f"{own} · "):  # a further column of the line
        return f"{own} · {term(name[len(own) + 3 :])}"
    first, *values = name.split("\u3000")
    ours = tree.view != "goals" or not values  # an indicator is named in print
    return "  ".join([term(first) if ours else first, *(_value_words(value, ours) for value in values)])


def wordy(tree: Tree, node: int) -> bool:
    """A line that has no amount because it is told in words; not one whose amount is blank."""
    return tree.amounts[node] is None and tree.levels[node] in _WORDY


def _value_words(value: str, counted: bool) -> str:
    """What stands behind a name: `上年 55场` and `权重 30` of an indicator, `6480.00平方米` of what is counted."""
    if counted and (match := _COUNT.fullmatch(value)):
        return f"{match[1]} {term(match[2])}".rstrip()
    return term(value) if value.startswith(("上年 ", "权重 ")) else value


def formula_words(text: str) -> str:
    """A formula (`393.71 = 表2 2010301 总计`) with the names of its columns in the language of the screen."""
    if language() == "zh":
        return text
    words = _measure_words()
    return re.sub(
        r"（(\d+) 项共 (.+)）", r" (\1 in all \2)", " ".join(term(w) if w in words else w for w in text.split(" "))
    )


@lru_cache(maxsize=1)
def _measure_words() -> frozenset[str]:
    from data_model.forms import FORMS

    declared = {measure.name for form in FORMS for side in form.sides for measure in side.measures}
    return frozenset(declared | {"0（留空）"})


def unit_word(unit: str) -> str:
    """A unit in the language of the screen; one without a word of ours as printed."""
    key = UNIT_KEYS.get(unit)
    return t(f"unit.{key}") if key else unit
