"""The invented budget's own prose: every claim equals its table, last year equals the document of the year before."""

from __future__ import annotations

import pytest

from data_model.budget import Budget
from data_model.prior import claim_line, implied_prior, prior_of, row_of
from data_model.statements import Claim
from sample_data.invented import budget
from tests.data_model.narrative_maker import FUNCTIONS, fen, told


@pytest.fixture(scope="module")
def now() -> Budget:
    return budget(2026)


@pytest.fixture(scope="module")
def before() -> Budget:
    return budget(2025)


def test_every_claim_on_a_table_equals_its_cell(now: Budget) -> None:
    tied = [claim for claim in now.claims if claim.table]
    assert len(tied) > 80
    for claim in tied:
        row = row_of(now, claim)
        printed = row.fen(claim.measure) if row else None
        assert (printed or 0) == (claim.amount or 0), claim


def test_nothing_was_left_unread(now: Budget) -> None:
    assert [note for note in now.notes if note.rule == "read.claim"] == []
    assert {statement.kind for statement in now.statements} == {
        "people",
        "operating_costs",
        "procurement",
        "assets",
        "performance",
    }
    assert len(now.projects) == 8


@pytest.mark.parametrize("table", ["general_public", "revenue", "expenditure", "three_public"])
def test_last_year_is_that_years_document(now: Budget, before: Budget, table: str) -> None:
    told_claims = [c for c in now.claims if c.table == table and c.prior_amount is not None]
    assert told_claims
    for claim in told_claims:
        row = row_of(before, claim)
        assert (row.fen(claim.measure) if row else 0) in (claim.prior_amount, None if claim.prior_amount == 0 else 0), (
            claim
        )


def test_implied_tree_equals_last_years_table(now: Budget, before: Budget) -> None:
    tree = implied_prior(now, "general_public")
    old = before.table("general_public")
    assert old is not None
    for row in old.rows:
        assert tree[(row.code, "")] == (row.fen("total") or 0), row.name
    assert tree[("2070807", "")] == fen("68")  # a line that only the prose names this year


def test_prior_of_asks_for_one_scope(now: Budget) -> None:
    basic = prior_of(now, "general_public", "TOTAL", measure="basic")
    assert basic is not None
    assert basic.prior_amount == fen("2129.52")
    assert prior_of(now, "appropriation", "207") is None
    assert prior_of(now, "expenditure", "2070101") is None
    vehicles = prior_of(now, "three_public", line="vehicles.running")
    assert vehicles is not None
    assert (vehicles.prior_amount, claim_line(vehicles)) == (fen("9"), "vehicles.running")


def _tree(*sentences: str) -> dict[tuple[str, str], int]:
    claims: tuple[Claim, ...] = told("一般公共预算当年拨款具体使用情况", *sentences).claims
    return implied_prior(Budget(meta=budget(2025).meta, tables=(FUNCTIONS,), claims=claims), "general_public")


ITEMS = (
    "1. 农林水支出（类）水利（款）行政运行（项）：2030 年预算数为 200.00 万元，比上年预算增加 20.00 万元。",
    "2. 农林水支出（类）水利（款）水利工程运行与维护（项）：2030 年预算数为 100.00 万元，比上年预算减少 10.00 万元。",
    "3. 卫生健康支出（类）行政事业单位医疗（款）行政单位医疗（项）：2030 年预算数为 20.00 万元，与上年预算持平。",
)


def test_a_parent_has_a_last_year_when_all_its_children_have() -> None:
    assert _tree(*ITEMS)[("TOTAL", "")] == fen("310")
    part = _tree(*ITEMS[1:])
    assert ("213", "") not in part
    assert ("TOTAL", "") not in part
    assert part[("210", "")] == fen("20")


def test_an_unknown_line_stops_the_sums_of_its_class() -> None:
    tree = _tree(
        *ITEMS, "4. 农林水支出（类）水利（款）潮汐观测（项）：2030 年预算数为 0.00 万元，比上年预算减少 5.00 万元。"
    )
    assert {code for code, _ in tree} == {"2130301", "2130306", "2101101", "21011", "210"}


def test_another_base_is_not_summed() -> None:
    tree = _tree(*ITEMS[1:], ITEMS[0].replace("比上年预算", "比上年执行数"))
    assert ("2130301", "") not in tree
    assert ("TOTAL", "") not in tree
