"""Sums within and between tables: verdicts, sentences, planted slips."""

from __future__ import annotations

import pytest

from data_model.budget import Table
from data_model.checks import RULES, check
from data_model.checks.sums import sums
from data_model.constraints import constraints
from data_model.evidence import counts
from data_model.telling import cell_name
from tests.data_model.checks.making import WAN, budget, changed, found, row, sample, samples, table


def _expenditure(first: str = "393.71", second: str = "615.79", total: str = "1,009.51") -> Table:
    rows = (
        row("201", "一般公共服务支出", 1, total=total),
        row("20103", "政府办公厅", 2, total=total),
        row("2010301", "行政运行", 3, total=first),
        row("2010350", "事业运行", 4, total=second),
        row("TOTAL", "总计", 5, total=total),
    )
    return table("expenditure", rows)


def test_a_sum_within_rounding_is_no_mismatch_and_tells_its_figures() -> None:
    (finding,) = [f for f in check(budget(_expenditure())) if f.verdict == "rounding"]
    assert finding.message == "表3 20103 合计：1,009.51 ≈ 393.71 + 615.79，差 0.01，在四舍五入的容差 0.01 之内"
    assert (finding.table, finding.code, finding.measure) == ("expenditure", "20103", "total")
    assert (finding.found, finding.expected, finding.difference) == (1009_510_000, 1009_500_000, 10_000)
    assert finding.place is not None
    assert finding.place.line == 2


def test_a_sum_beyond_rounding_is_a_mismatch() -> None:
    (finding,) = [f for f in check(budget(_expenditure(first="394.71"))) if f.verdict == "mismatch"]
    assert finding.message.startswith("表3 20103 合计：1,009.51 ≠ 394.71 + 615.79，差 0.99")


def test_the_cell_in_most_broken_sums_is_named() -> None:
    rows = (
        row("201", "甲", 1, total="10.00", basic="6.00", project="4.00"),
        row("202", "乙", 2, total="21.00", basic="15.00", project="5.00"),
        row("TOTAL", "总计", 3, total="30.00", basic="21.00", project="9.00"),
    )
    messages = [f.message for f in check(budget(table("expenditure", rows))) if f.verdict == "mismatch"]
    assert len(messages) == 2
    assert all("表3 202 合计 同时在 2 项不符里，请先看这一格" in message for message in messages)


def test_a_subject_that_the_other_table_lacks_is_a_mismatch_of_the_one_that_has_it() -> None:
    def classes(kind: str, number: str, *codes: str) -> Table:
        rows = [row(code, f"类{code}", n, total="10.00") for n, code in enumerate(codes, 1)]
        return table(kind, (*rows, row("TOTAL", "总计", 9, total=f"{10 * len(codes)}.00")), number)

    lacking = budget(classes("revenue", "表2", "201", "208", "212"), classes("expenditure", "表3", "201", "208"))
    finding = next(f for f in found(check(lacking), "X1.rows") if f.code == "212")
    assert (finding.verdict, finding.table, finding.found, finding.expected) == ("mismatch", "revenue", 10 * WAN, 0)


def test_a_soft_rule_is_a_hint_and_agrees_with_the_carry_over_counted_in() -> None:
    revenue = table("revenue", (row("TOTAL", "总计", 1, total="110.00", appropriation_subtotal="100.00", appropriation_carryover="10.00"),), "表2")  # fmt: skip

    def granted(amount: str) -> Table:
        return table(
            "appropriation", (row("TOTAL", "收入总计", 9, key="total", side="revenue", revenue=amount),), "表4"
        )

    assert not found(check(budget(revenue, granted("100.00"))), "X5.total")
    assert not found(check(budget(revenue, granted("110.00"))), "X5.total")
    (finding,) = found(check(budget(revenue, granted("130.00"))), "X5.total")
    assert finding.verdict == "hint"


@pytest.mark.parametrize(
    ("name", "rounding"), [("ergong_2026", 40), ("govoffice_2026", 9), ("yananbeilu_2024", 1), ("yunxi_2025", 0)]
)
def test_the_samples_agree_with_themselves(name: str, rounding: int) -> None:
    told = counts(sample(name))
    assert (told.mismatch, told.rounding) == (0, rounding)
    assert told.ok > 150


def test_every_identity_laid_is_a_declared_rule() -> None:
    for name in samples():
        assert {c.id for c in constraints(sample(name).tables)} <= set(RULES)


UNREACHED = {("three_public", "operating_costs")}
"""(kind, line) of figures that no identity of tables reaches: 机关运行经费 beside 三公 in Shanghai."""


@pytest.mark.parametrize("name", samples())
def test_a_figure_changed_by_one_breaks_a_sum_that_names_it(name: str) -> None:
    """Every fifth figure of each sample, every one of the invented: 1.00 万元 more is 不符 in its row or column."""
    good = sample(name)
    every = 2 if name.startswith("yunxi") else 9
    places = [
        (t, r, m)
        for t, tab in enumerate(good.tables)
        if tab.kind != "goals"
        for r, line in enumerate(tab.rows)
        for m in line.cells
    ]
    for t, r, measure in places[::every]:
        tab, line = good.tables[t], good.tables[t].rows[r]
        if (tab.kind, line.line) in UNREACHED:
            continue
        broken = [f for f in sums(changed(good, t, r, measure, WAN)) if f.verdict == "mismatch"]
        assert broken, (tab.kind, line.code, line.name, measure)
        told = cell_name(tab, line, measure)
        near = (
            (f.table == tab.kind and (f.code == line.code or f.measure == measure)) or told in f.message for f in broken
        )
        assert any(near), (told, [f.message for f in broken])
