"""Every rule the checks follow, declared: id, family, source in the domain notes, hard or soft, what it rests on. Their meanings in
words are texts of the screen (`rule.<id>`). Apart from the families so that `--rules` needs none of them.
"""

from __future__ import annotations

from typing import Literal

from data_model.identities import IDENTITIES
from data_model.records import dataclass

Family = Literal["sums", "narrative", "goals", "wording", "completeness", "others"]
Basis = Literal["勾稽", "原文", "名称相近", "对照"]
"""What a finding rests on: sums of the tables, the text itself, likeness of names, another document."""


@dataclass(frozen=True, slots=True)
class Rule:
    """`source` names the identity of the domain notes; a soft rule (`hard` False) never says 不符."""

    id: str
    family: Family
    source: str
    hard: bool
    basis: Basis


def _sums() -> list[Rule]:
    out = [
        Rule("tree", "sums", "I4", True, "勾稽"),
        Rule("tree.unit", "sums", "I7", True, "勾稽"),
        Rule("X3.spent", "sums", "X3", True, "勾稽"),
        Rule("X4.sources", "sums", "I2", True, "勾稽"),
        Rule("X10.table", "sums", "X10", True, "勾稽"),
        Rule("X4.twin", "sums", "X4", False, "勾稽"),
    ]
    return out + [Rule(i.id, "sums", i.id.split(".")[0], i.hard, "勾稽") for i in IDENTITIES]


_OTHERS = (
    # prose against tables and against itself
    Rule("N1.amount", "narrative", "N1", True, "原文"),
    Rule("N1.path", "narrative", "N8", False, "原文"),
    Rule("N2.share", "narrative", "N2", True, "原文"),
    Rule("N2.sum", "narrative", "N2", True, "原文"),
    Rule("N3.base", "narrative", "N13", False, "原文"),
    Rule("N3.prior", "narrative", "N3", True, "原文"),
    Rule("N7.reason", "narrative", "N7", False, "原文"),
    Rule("N7.subject", "narrative", "N7", False, "原文"),
    Rule("N8.amounts", "narrative", "N8", False, "原文"),
    Rule("N8.changes", "narrative", "N3", False, "原文"),
    Rule("N9.percent", "narrative", "N9", True, "原文"),
    Rule("N12.name", "narrative", "N12", False, "名称相近"),
    Rule("N12.class", "narrative", "N12", False, "原文"),
    Rule("X9.count", "narrative", "X9", False, "原文"),
    Rule("X10.parts", "narrative", "X10", True, "原文"),
    # goals and details of projects
    Rule("I11.goal", "goals", "I11", True, "勾稽"),
    Rule("X9.link", "goals", "X9", False, "勾稽"),
    Rule("X9.sum", "goals", "X9", False, "勾稽"),
    Rule("G.name", "goals", "N12", False, "名称相近"),
    Rule("G.term", "goals", "N12", False, "名称相近"),
    Rule("G.weights", "goals", "I11", False, "勾稽"),
    Rule("G.formula", "goals", "N8", False, "原文"),
    Rule("G.period", "goals", "N8", False, "原文"),
    Rule("G.people", "goals", "N8", False, "原文"),
    # wording
    Rule("N5.empty", "wording", "N5", False, "原文"),
    Rule("N5.note", "wording", "N11", False, "原文"),
    Rule("N6.base_year", "wording", "N6", False, "原文"),
    Rule("N6.year", "wording", "N6", False, "原文"),
    Rule("N6.date", "wording", "N6", False, "原文"),
    Rule("N8.blank", "wording", "N8", False, "原文"),
    Rule("N8.choice", "wording", "N8", False, "原文"),
    Rule("N13.reason", "wording", "N13", False, "原文"),
    Rule("N14.twice", "wording", "N14", False, "原文"),
    Rule("N14.slip", "wording", "N14", False, "原文"),
    Rule("N14.brackets", "wording", "N14", False, "原文"),
    Rule("W.persons", "wording", "N8", False, "原文"),
    # 公开要件
    Rule("C.tables", "completeness", "公开要件", False, "原文"),
    Rule("C.sections", "completeness", "公开要件", False, "原文"),
    Rule("C.depth", "completeness", "公开要件", False, "原文"),
    Rule("C.note", "completeness", "N11", False, "原文"),
    Rule("C.contents", "completeness", "N14", False, "原文"),
    # against other documents
    Rule("N4.last_year", "others", "N4", True, "对照"),
    Rule("X11.part", "others", "X11", True, "对照"),
    Rule("A.approved", "others", "对照", True, "对照"),
)

RULES: dict[str, Rule] = {rule.id: rule for rule in (*_sums(), *_OTHERS)}
"""All rules by id, in the order of the report of `--rules`."""
