"""What checking makes of a budget, computed once in a worker after the first paint: findings, evidence, what every line is told, the
marks of a tree. Apart from session.py, which is there before anything is checked.
"""

from __future__ import annotations

from data_model.budget import Budget, Finding
from data_model.speaking import FORMULAS, Speaking
from data_model.tree import Tree

MARKS = {"mismatch": "!", "wording": "?", "hint": "?", "ambiguous": "?", "unread": "?"}
"""Signs before amounts; reading notes that place nothing (misplaced) have their own sign at the figure."""


class Examined:
    """The results for one budget. `agreed` are the findings that only say that something agrees."""

    def __init__(self, budget: Budget) -> None:
        from data_model.checks import check
        from data_model.evidence import evidence
        from data_model.goal_links import link_goals

        self.budget = budget
        self.evidence = evidence(budget)
        everything = check(budget, all_results=True)
        self.findings: list[Finding] = [f for f in everything if f.verdict not in ("ok", "not_applicable")]
        self.agreed: list[Finding] = [f for f in everything if f.verdict == "ok"]
        formulas = [f for f in self.agreed if f.rule in FORMULAS]
        self.speaking = Speaking(budget, self.evidence, [*self.findings, *formulas], link_goals(budget))

    @property
    def to_look_at(self) -> int:
        """How many findings ask for a look: the number beside the view."""
        return sum(1 for f in self.findings if f.verdict in MARKS)

    def own_marks(self, tree: Tree) -> dict[int, str]:
        """Node -> sign, for the lines findings speak of; the graver one wins."""
        marks: dict[int, str] = {}
        for node in self.speaking.found_in(tree):
            signs = {
                MARKS.get(f.verdict, "") for f in self.speaking.findings_of(tree.rows[node], tree.codes[node])
            } - {""}  # fmt: skip
            if signs and not tree.is_total(node):
                marks[node] = min(signs)  # "!" stands before "?"
        return marks


def with_parents(tree: Tree, own: dict[int, str]) -> dict[int, str]:
    """The marks of lines and of all lines above them but the total."""
    marks: dict[int, str] = {}
    for node, sign in own.items():
        for marked in (node, *tree.ancestors(node)):
            if marks.get(marked) != "!" and not tree.is_total(marked):
                marks[marked] = sign
    return marks
