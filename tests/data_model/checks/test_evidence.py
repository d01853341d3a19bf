"""What a figure rests on: the identities of one cell, and the counts of all."""

from __future__ import annotations

from data_model.evidence import Evidence, Held, counts, evidence, evidence_of
from tests.data_model.checks.making import WAN, budget, changed, row, sample, table


def _held(name: str, kind: str, code: str, measure: str) -> list[Held]:
    good = sample(name)
    tab = good.table(kind)
    assert tab is not None
    line = tab.find(code)
    assert line is not None
    return evidence_of(good)(tab, line, measure)


def test_a_cell_tells_its_row_its_sum_and_its_twins() -> None:
    held = _held("ergong_2026", "expenditure", "2010301", "total")
    assert {h.rule for h in held} == {"I5.expenditure", "tree", "X1.rows"}
    assert held[0].outcome == "rounding"
    assert held[0].formula == "20103 1,009.51 ≈ 393.71 + 615.79"
    assert held[0].difference == 10_000
    twin = next(h for h in held if h.rule == "X1.rows")
    assert "393.71" in twin.formula


def test_a_cell_without_identities_has_none() -> None:
    alone = table("three_public", (row("", "因公出国（境）费", key="abroad", total="3.00"),))
    one = budget(alone)
    assert evidence_of(one)(alone, alone.rows[0], "total") == []
    assert counts(one) == (0, 0, 0)


def test_blank_equals_blank_is_no_agreement() -> None:
    rows = (row("201", "甲", total="1.00"), row("TOTAL", "总计", total="1.00"))
    told = Evidence(budget(table("expenditure", rows)))
    assert all(any(ref in told.values for ref in (*c.left, *c.right)) for c, _ in told.laid)


def test_broken_ones_come_first_and_are_counted() -> None:
    good = sample("yunxi_2025")
    bad = changed(good, 2, 2, "total", WAN)
    tab = bad.tables[2]
    held = evidence_of(bad)(tab, tab.rows[2], "total")
    assert held[0].outcome == "mismatch"
    assert counts(bad).mismatch == sum(1 for h in held if h.outcome == "mismatch")


def test_it_is_computed_once_a_budget() -> None:
    good = sample("ergong_2026")
    assert evidence(good) is evidence(good)
