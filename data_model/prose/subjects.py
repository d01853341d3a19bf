"""What a sentence speaks of: printed names -> code, line, project, measure of a table. Apart from claims.py, which reads amounts.

Names of the document's own tables come first, the official classes second; a name that fits no path has no code.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from functools import lru_cache
from importlib import resources
from typing import NamedTuple

from data_model.budget import Row, Table
from data_model.classification import FUNCTIONAL_CLASSES, RENAMED, TOTAL, class_of_name, is_code
from data_model.text import fold

_STEP = re.compile(
    r"(?P<name>[^（()）]*(?:[（(][^类款项（()）]*[)）][^（()）]*)*)[（(]\s*[0-9]*\s*(?P<level>[类款项])\s*[)）]"
)
_LEVELS = {"类": 3, "款": 5, "项": 7}
_LOOSE_TAIL = re.compile(r"(?:预算)?(?:支出|经费|费用|费|资金)+$")
_QUOTES = re.compile(r"[\"'“”‘’]")
_NUMBERING = re.compile(r"^(?:[一二三四五六七八九十]+、|[0-9]+[.．、])")

CLOSE_NAMES = 88
"""Names at least so alike (0–100) may mean the same class or project when their amounts or codes do not speak against it."""


ONLY_ONE = 60
"""… and at least so alike when no other project has the amount (巡逻员工资 in the text, 非在编人员工资 in the table)."""
LONGEST_SUBJECT = 400
"""Longer clauses name nothing: the longest name of a project known has 120 characters."""


class Target(NamedTuple):
    """A place in the tables: kind, code or line key, project, measure. An empty table: nothing there was recognised."""

    table: str = ""
    code: str = ""
    line: str = ""
    project: str = ""
    measure: str = ""


_FUNDS = (
    ("上级一般公共预算.*转移支付|一般公共预算.*转移支付", "general_public_transfer", "current.general_public.transfer"),
    ("政府性基金.*转移支付", "government_fund_transfer", "current.government_fund.transfer"),
    ("国有资本经营.*转移支付", "state_capital_transfer", "current.state_capital.transfer"),
    ("非财政拨款结转", "other_carryover", "carryover.other"),
    ("财政拨款结转|上年结转", "appropriation_carryover", "carryover.appropriation"),
    ("一般公共预算", "general_public", "current.general_public"),
    ("政府性基金", "government_fund", "current.government_fund"),
    ("国有资本经营", "state_capital", "current.state_capital"),
    ("财政专户|教育收费", "fiscal_account", "current.fiscal_account"),
    ("事业单位经营收入|经营收入", "operating", "current.operating"),
    ("事业收入", "business", "current.business"),
    ("上级补助", "superior_subsidy", "current.superior_subsidy"),
    ("附属单位", "affiliated", "current.affiliated"),
    ("单位资金|其他资金", "unit_funds", "current.unit_funds"),
    ("其他收入", "other", "current.other"),
    ("财政拨款", "appropriation_subtotal", "current.appropriation"),
)
_FUND_WORDS = tuple((re.compile(pattern), measure, line) for pattern, measure, line in _FUNDS)
_THREE_PUBLIC = tuple(
    (re.compile(pattern), line)
    for pattern, line in (
        ("出国", "abroad"),
        ("公务用车购置(?:及|和|、)运行", "vehicles"),
        ("(?:公务)?用车购置|车辆购置", "vehicles.purchase"),
        ("用车运行", "vehicles.running"),
        ("接待", "reception"),
        ("会议费", "meetings"),
        ("培训费", "training"),
        ("三公", "three_public"),
    )
)


def class_of_path(text: str) -> str:
    """The 类 of `…（类）…（款）…（项）` by the official class names, "" when its name is none of them."""
    step = _STEP.search(text)
    name = _QUOTES.sub("", step["name"]) if step and step["level"] == "类" else ""
    return class_of_name(name) or class_of_name(name + "支出")


def fund_of(subject: str) -> tuple[str, str]:
    """(measure of 收入总表, line key of 收支总表) of a source of income; ("", "") when the words name none."""
    return next(((measure, line) for pattern, measure, line in _FUND_WORDS if pattern.search(subject)), ("", ""))


def three_public_line(subject: str) -> str:
    """The line key of a “三公” item, "" for other words."""
    return next((line for pattern, line in _THREE_PUBLIC if pattern.search(subject)), "")


def line_of(table: str, subject: str, measure: str = "") -> str:
    """The line key a claim's subject means in a table whose rows have no codes (`current.general_public`, `vehicles.running`)."""
    if table == "three_public":
        return three_public_line(subject) if "运行经费" not in subject else "operating_costs"
    if table in ("balance", "appropriation"):
        if measure == "use":
            words = (("基本支出", "use.basic"), ("项目支出", "use.project"), ("机动", "use.reserve"))
            return next((line for word, line in words if word in subject), "")
        if "结转下年" in subject:
            return "spending.carry_forward"
        return fund_of(subject)[1]
    if table == "revenue":
        return fund_of(subject)[1]
    return ""


def _key(name: str) -> str:
    """A name as it is compared: no blanks, quotes and 的, no closing 支出 or 费 (the prose drops and adds them)."""
    folded = _QUOTES.sub("", _NUMBERING.sub("", fold(name))).replace("的", "")
    return _LOOSE_TAIL.sub("", folded) or folded


class Names:
    """The names of a document's tables, ready to be asked."""

    def __init__(self, tables: Sequence[Table]) -> None:
        self.tables = {table.kind: table for table in reversed(tables)}
        self._codes: dict[int, dict[str, list[str]]] = {
            3: defaultdict(list),
            5: defaultdict(list),
            7: defaultdict(list),
        }
        seen: set[tuple[str, str]] = set()
        functional = [
            t for t in tables if "economic" not in t.kind and not t.kind.startswith(("other:", "operating", "goals"))
        ]
        for row in (row for table in functional for row in table.rows):
            self._learn(row.code, row.name, seen)
        for code, name in FUNCTIONAL_CLASSES.items():
            self._learn(code, name, seen)
        self._projects: dict[str, list[tuple[str, Row]]] = {}
        self._seen = seen
        self._official = False

    def _learn(self, code: str, name: str, seen: set[tuple[str, str]]) -> None:
        key = _key(name)
        if is_code(code) and (code, key) not in seen:
            seen.add((code, key))
            self._codes[len(code)][key].append(code)

    def class_of(self, name: str) -> str:
        """The 类 of a name without level words, forgiving one slip (一般公共预算服务支出); "" for none."""
        key = _key(name)
        classes = self._codes[3]
        renamed = _key(RENAMED.get(_QUOTES.sub("", name), ""))
        for candidate in (key, renamed):
            if candidate and candidate in classes:
                return classes[candidate][0]
        from rapidfuzz import fuzz  # a megabyte: only when names differ

        alike = [(fuzz.ratio(key, other), codes[0]) for other, codes in classes.items() if len(key) > 3]
        best = max(alike, default=(0.0, ""))
        return best[1] if best[0] >= CLOSE_NAMES - 5 else ""

    def code_of(self, text: str, within: str = "") -> str:
        """The code of `…（类）…（款）…（项）`, with or without printed numbers; "" when its last step has none.

        `within` is the code of the headings above (公共安全支出（类） / 检察（款）); a step that names no subject is passed over
        when the next one is unique below the last known.
        """
        steps = [(m["name"], _LEVELS[m["level"]]) for m in _STEP.finditer(text)]
        if not steps:
            return ""
        code, known = within[: steps[0][1] - 2] if steps[0][1] > 3 else "", False
        for name, level in steps:
            if level == 3:
                found = self.class_of(name)
                if found:
                    code, known = found, True
                    continue
                level, code = 5, within[:3]  # some write （类） behind the 款 of a class that the heading names
            below = self._below(name, level, code) or self._below_officially(name, level, code)
            known = len(below) == 1
            if known:
                code = below[0]
        return code if known else ""

    def _below(self, name: str, level: int, prefix: str) -> list[str]:
        return [code for code in self._codes[level].get(_key(name), ()) if code.startswith(prefix)]

    def _below_officially(self, name: str, level: int, prefix: str) -> list[str]:
        """The same among names printed elsewhere: a line that now has no money stands in no table of its document."""
        if not self._official:
            self._official = True
            for code, official in official_names():
                self._learn(code, official, self._seen)
        return self._below(name, level, prefix)

    def project(self, kind: str, name: str, amount: int | None) -> Row | None:
        """The row of a table that a printed project name means: equal when folded, else the closest with the same amount."""
        if kind not in self._projects:
            self._projects[kind] = [(_project_key(row.project), row) for row in self.rows(kind) if row.project]
        known = self._projects[kind]
        key = _project_key(name)
        same = [row for other, row in known if other == key]
        if same:
            return next((row for row in same if row.fen("total") == amount), same[0])
        from rapidfuzz import fuzz

        scored = [(fuzz.ratio(key, other), i) for i, (other, row) in enumerate(known) if row.fen("total") == amount]
        best = max(scored, default=(0.0, -1))
        if best[0] >= CLOSE_NAMES or (best[0] >= ONLY_ONE and len(scored) == 1):
            return known[best[1]][1]
        return None

    def rows(self, kind: str) -> Sequence[Row]:
        """The rows of a table, none when there is no such table."""
        table = self.tables.get(kind)
        return table.rows if table else ()

    def measures(self, kind: str, measure: str) -> bool:
        """True when the table has such a column, and when there is no such table to say otherwise."""
        table = self.tables.get(kind)
        return table is None or measure in table.measures

    def has(self, kind: str, code: str = "", line: str = "") -> bool:
        """True when the table has such a row."""
        table = self.tables.get(kind)
        return table is not None and any((code and r.code == code) or (line and r.line == line) for r in table.rows)


@lru_cache(maxsize=1)
def official_names() -> tuple[tuple[str, str], ...]:
    """(code, name) of subjects seen in published budgets (function_names.csv): fallback names, far from all of them."""
    text = resources.files("data_model").joinpath("function_names.csv").read_text(encoding="utf-8")
    return tuple((code, name) for code, _, name in (line.partition(",") for line in text.splitlines()[1:]))


def _project_key(name: str) -> str:
    return re.sub(r"[^\w]", "", fold(name))


def total(table: str, measure: str = "total") -> Target:
    """The TOTAL row of a table."""
    return Target(table, TOTAL, measure=measure)
