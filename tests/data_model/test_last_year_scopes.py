"""Last year of a line is told from its own scope, or from one that holds it or is held by it: never from a table that lists other things."""

from __future__ import annotations

from data_model.speaking import nested
from data_model.tree import build_tree
from tests.tui.test_explorer_evidence import sample
from tui.examined import Examined


def test_scopes_that_hold_one_another_may_speak_for_each_other() -> None:
    assert nested("expenditure", "general_public")
    assert nested("balance", "general_public")
    assert nested("appropriation", "government_fund")
    assert not nested("government_fund", "general_public"), "two funds, neither holds the other"
    for kind in ("three_public", "projects", "basic_economic", "carryover", "entrusted", "revenue", "other:表"):
        assert not nested(kind, "general_public"), kind


def test_the_total_of_projects_says_nothing_of_the_whole_budget_last_year() -> None:
    budget = sample()
    speaking = Examined(budget).speaking
    whole = speaking.of(build_tree(budget, "function"), 0)
    assert whole.prior is not None or whole.elsewhere is not None, "the document tells last year of its whole"
    for view in ("projects", "economic", "carryover"):
        told = speaking.of(build_tree(budget, view), 0)
        assert told.elsewhere is None, view
        assert told.reason is None, view
