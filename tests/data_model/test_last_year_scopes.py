"""Last year of a line is told from its own scope, or from one that holds it or is held by it: never from a table that lists other things."""

from __future__ import annotations

from data_model.budget import Budget
from data_model.comparing.last_year import compare_last_year
from data_model.speaking import nested
from data_model.statements import Claim
from data_model.tree import build_tree
from tests.data_model.compare_maker import budget, claim, functional
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
    document = sample()
    speaking = Examined(document).speaking
    whole = speaking.of(build_tree(document, "function"), 0)
    assert whole.prior is not None or whole.elsewhere is not None, "the document tells last year of its whole"
    for view in ("projects", "economic", "carryover"):
        told = speaking.of(build_tree(document, view), 0)
        assert told.elsewhere is None, view
        assert told.reason is None, view


def _in_yuan(*claims: Claim) -> Budget:
    rows = {"TOTAL": "1234567", "201": "1234567", "20101": "1234567", "2010101": "1234567"}
    tables = [functional(rows, kind=kind, unit="元", step=100) for kind in ("expenditure", "appropriation")]
    return budget(*tables, claims=claims)


def test_no_digit_is_told_that_the_prose_does_not_have() -> None:
    said = claim("TOTAL", "123.46", "23.46", reason="新增项目", kind="appropriation")
    found = Examined(_in_yuan(said)).speaking.of(build_tree(_in_yuan(said), "function"), 0)
    prior = found.elsewhere
    assert prior is not None
    assert (prior.amount, prior.change, prior.step) == (100_000_000, 23_460_000, 10_000), (
        "the change is the one that is told"
    )
    assert found.reason is not None
    assert found.reason.reason == "新增项目"
    comparison = compare_last_year(_in_yuan(said), "appropriation")
    assert (comparison.unit, comparison.step) == ("万元", 10_000)
    exact = claim("TOTAL", "123.4567", "23.4567", kind="appropriation")
    assert compare_last_year(_in_yuan(exact), "appropriation").unit == "元", "told to the 元"
