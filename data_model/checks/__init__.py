"""check(budget, …): what reading noticed and what the identities and text rules find, as one list of Findings; nothing is stored.

One family a file: sums (rows, trees, between tables), narrative (the prose against tables and itself), goals, wording, completeness,
others (last year's document, the department's, the approved one). `RULES` declares every rule.
"""

from __future__ import annotations

from data_model.budget import Budget, Finding, Place
from data_model.checks.rules import RULES, Rule
from data_model.text import fold

__all__ = ["RULES", "SEVERITY", "Rule", "check", "in_order"]

SEVERITY = ("mismatch", "wording", "hint", "misplaced", "ambiguous", "unread", "rounding", "not_applicable", "ok")
"""Verdicts from what to look at first to what agrees."""


def check(
    budget: Budget,
    last_year: Budget | None = None,
    part_of: Budget | None = None,
    against: Budget | None = None,
    all_results: bool = False,
) -> list[Finding]:
    """Everything found in a budget, by severity, within one severity in the order of the document.

    `last_year` is last year's document of the same body, `part_of` the department a unit belongs to, `against` the approved
    figures. Results that agree (`ok`) are left out unless `all_results`; evidence.counts counts them.
    """
    from data_model.checks.completeness import completeness
    from data_model.checks.goals import goals
    from data_model.checks.narrative import narrative
    from data_model.checks.others import others
    from data_model.checks.sums import sums
    from data_model.checks.wording import wording

    found = [
        *budget.notes,
        *sums(budget, all_results),
        *narrative(budget, all_results),
        *goals(budget, all_results),
        *wording(budget),
        *completeness(budget),
        *others(budget, last_year, part_of, against, all_results),
    ]
    classes = {finding.place for finding in found if finding.rule == "N12.class"}
    paths = {_quoted(finding) for finding in found if finding.rule == "N1.path"}
    return in_order(
        [
            f
            for f in found
            if not (f.rule == "N14.slip" and f.place in classes and "一般公共预算服务" in f.message)
            and not (
                f.rule == "read.claim" and _quoted(f) in paths
            )  # the same words, said with what is wrong with them
        ]
    )


def _quoted(finding: Finding) -> tuple[Place | None, str]:
    """The words a message quotes, blanks aside, and where they are."""
    return finding.place, fold(finding.message.partition("“")[2].rpartition("”")[0])


def in_order(findings: list[Finding], by_section: bool = False) -> list[Finding]:
    """By severity, or by place alone; what has no place comes last."""
    severity = {verdict: i for i, verdict in enumerate(SEVERITY)}

    def key(finding: Finding) -> tuple[int, bool, int, str, int]:
        place = finding.place
        rank = 0 if by_section else severity[finding.verdict]
        if place is None:
            return rank, True, 0, "", 0
        return rank, False, place.line or place.page or 0, place.sheet, place.row or 0

    return sorted(dict.fromkeys(findings), key=key)
