"""Last year of a line is told from its own scope, or from one that holds it or is held by it: never from a table that lists other things."""

from __future__ import annotations

from dataclasses import replace

from data_model.budget import Budget
from data_model.comparing.last_year import compare_last_year
from data_model.prior import parts_prior
from data_model.speaking import Told, nested
from data_model.statements import Claim
from data_model.tree import build_tree
from tests.data_model.compare_maker import budget, claim, functional, row, table
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
        if (
            view == "economic"
        ):  # 基本支出 by economic subject is 基本支出 of 一般公共预算: what is told of that is told of this
            assert told.reason is not None
            assert (told.reason.table, told.reason.measure) == ("general_public", "basic")
        else:
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


def _halves(*claims: Claim, total: str = "100.00", kind: str = "expenditure") -> Budget:
    cells = {name: row("TOTAL", "", fen, measure=name).cells[name] for name, fen in (("total", total), ("basic", "70.00"), ("project", "30.00"))}  # fmt: skip
    whole = replace(row("TOTAL", "总计", total), cells=cells)
    lines = [row(code, code, total) for code in ("201", "20101", "2010101")]
    narrow = functional({"201": "60.00", "20101": "60.00", "2010101": "60.00", "TOTAL": "60.00"}, kind="general_public")
    other = claim("2010101", "60.00", "20.00")
    return budget(table(kind, [*lines, whole]), narrow, claims=(*claims, other))


def _whole(document: Budget) -> Told:
    return Examined(document).speaking.of(build_tree(document, "function"), 0)


BASIC = claim("TOTAL", "70.00", "10.00", kind="expenditure", measure="basic")
PROJECT = claim("TOTAL", "30.00", "-15.00", kind="expenditure", measure="project")


def test_last_year_of_the_whole_is_that_of_its_halves() -> None:
    told = _whole(_halves(BASIC, PROJECT))
    assert told.elsewhere is None, "no other scope speaks where its own does"
    assert told.prior is not None
    assert (told.prior.amount, told.prior.change, told.prior.status) == (105_000_000, -5_000_000, "halves")
    own = _whole(_halves(BASIC, PROJECT, claim("TOTAL", "100.00", "-4.00", kind="expenditure"))).prior
    assert own is not None
    assert (own.amount, own.status) == (104_000_000, "implied"), "what is told of the whole comes first"


def test_halves_that_are_not_all_or_not_alike_are_no_whole() -> None:
    outturn = replace(PROJECT, prior_base="outturn")
    for document in (_halves(BASIC), _halves(BASIC, outturn), _halves(BASIC, PROJECT, total="130.00")):
        told = _whole(document)
        assert told.prior is None
        assert told.elsewhere is not None
        assert told.elsewhere.table.kind == "general_public"


def test_the_sum_of_all_columns_of_revenue_is_its_last_year() -> None:
    cells = {name: row("TOTAL", "", fen, measure=name).cells[name] for name, fen in (("total", "100.00"), ("appropriation_subtotal", "90.00"), ("general_public", "90.00"), ("other_carryover", "10.00"))}  # fmt: skip
    revenue = table("revenue", [replace(row("TOTAL", "总计", "100.00"), cells=cells)])
    grants = claim("TOTAL", "90.00", "10.00", kind="revenue", measure="general_public")
    left = claim("TOTAL", "10.00", "-5.00", kind="revenue", measure="other_carryover")
    gone = claim("TOTAL", "0.00", "-3.00", kind="revenue", measure="appropriation_carryover")
    found = parts_prior(budget(revenue, claims=(grants, left, gone)), "revenue")
    assert found is not None
    assert (found.amount, found.halves) == (98_000_000, False)
    assert parts_prior(budget(revenue, claims=(grants, gone)), "revenue") is None, "a column is not told"


def _balance(income: str, spending: str, *claims: Claim, columns: dict[str, str] | None = None) -> Budget:
    """收支总表 with both totals; with `columns`, 收入总表 too."""
    sides = (
        replace(row("", "一般财力", "60.00", measure="revenue", line="current.general_public.own"), side="revenue"),
        replace(row("TOTAL", "收入总计", income, measure="revenue", line="total"), side="revenue"),
        replace(row("", "一、一般公共服务支出", spending, measure="expenditure", line="class.201"), side="expenditure"),
        replace(row("TOTAL", "支出总计", spending, measure="expenditure", line="total"), side="expenditure"),
    )
    tables = [table("balance", sides)]
    if columns:
        cells = {name: row("TOTAL", "", fen, measure=name).cells[name] for name, fen in columns.items()}
        tables.append(table("revenue", [replace(row("TOTAL", "总计", columns["total"]), cells=cells)]))
    return budget(*tables, claims=claims)


COLUMNS = {"total": "100.00", "general_public": "60.00", "appropriation_carryover": "40.00"}
OWN = claim("TOTAL", "60.00", "10.00", kind="revenue", measure="general_public", reason="人员增加")
CARRIED = claim("TOTAL", "40.00", "-5.00", kind="revenue", measure="appropriation_carryover")


def test_income_in_all_has_the_last_year_told_of_its_columns_in_the_other_table() -> None:
    document = _balance("100.00", "100.00", OWN, CARRIED, columns=COLUMNS)
    tree = build_tree(document, "revenue", "revenue")
    speaking = Examined(document).speaking
    prior = speaking.prior_of(tree, 0)
    assert prior is not None
    assert (prior.amount, prior.status, prior.source) == (95_000_000, "columns", "revenue 总计")
    lines = {tree.names[node]: speaking.of(tree, node) for node in range(len(tree))}
    own = lines["一般财力"].prior
    assert own is not None
    assert (own.amount, own.status, own.source) == (50_000_000, "implied", "revenue 总计 一般公共预算")
    assert lines["一般财力"].reason is OWN


def test_a_last_year_that_is_not_told_of_the_same_money_is_not_taken() -> None:
    fewer = _balance("100.00", "100.00", OWN, columns=COLUMNS)
    assert Examined(fewer).speaking.prior_of(build_tree(fewer, "revenue", "revenue"), 0) is None, "a column is missing"
    other = _balance("120.00", "120.00", OWN, CARRIED, columns=COLUMNS)
    assert Examined(other).speaking.prior_of(build_tree(other, "revenue", "revenue"), 0) is None, "another total"


def test_a_sentence_on_both_sides_tells_of_both_and_one_on_income_of_income_alone() -> None:
    for subject, told in (("收入、支出预算总计", True), ("收入预算总计", False)):
        said = claim("TOTAL", "100.00", "20.00", subject=subject, kind="balance", measure="revenue")
        document = _balance("100.00", "100.00", said)
        prior = Examined(document).speaking.prior_of(build_tree(document, "function"), 0)
        assert (prior is not None) == told, subject
        if prior is not None:
            assert (prior.amount, prior.source) == (80_000_000, f"五（三）“{subject}”")


def test_appropriation_of_both_tables_is_one_where_they_agree() -> None:
    said = claim("TOTAL", "60.00", "10.00", kind="revenue", measure="appropriation_subtotal")
    for printed, told in (("60.00", True), ("61.00", False)):
        document = _balance("100.00", "100.00", said, columns={"total": "100.00", "appropriation_subtotal": "60.00"})
        line = replace(
            row("", "一、财政拨款收入", printed, measure="revenue", line="current.appropriation"), side="revenue"
        )
        balance = document.tables[0]
        document = replace(document, tables=(replace(balance, rows=(line, *balance.rows)), *document.tables[1:]))
        tree = build_tree(document, "revenue", "revenue")
        node = next(n for n in range(len(tree)) if tree.rows[n] is line)
        assert (Examined(document).speaking.prior_of(tree, node) is not None) == told
