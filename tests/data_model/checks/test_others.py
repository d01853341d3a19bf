"""A budget against last year's, its department's and the approved one."""

from __future__ import annotations

from dataclasses import replace

from data_model.budget import Budget
from data_model.checks import check
from data_model.statements import Claim
from tests.data_model.checks.making import FILE, WAN, budget, changed, found, row, sample, table


def test_last_year_of_the_invented_budget_is_that_of_its_old_document() -> None:
    new, old = sample("yunxi_2026"), sample("yunxi_2025")
    findings = found(check(new, last_year=old, all_results=True), "N4.last_year")
    assert len(findings) > 20
    assert not [f.message for f in findings if f.verdict == "mismatch"]


def test_a_last_year_that_is_not_in_the_old_document() -> None:
    def year(n: int, amount: str) -> Budget:
        return budget(table("general_public", (row("2010601", "行政运行", total=amount),), "表5"), year=n)

    claim = Claim(
        "五（三）", "行政运行", "2010601", table="general_public", measure="total", amount=50 * WAN, prior_base="budget",
        prior_amount=40 * WAN, prior_status="implied", prior_change=10 * WAN, origin=f"{FILE}:100",
    )  # fmt: skip
    new = replace(year(2026, "50.00"), claims=(claim,))
    assert [f.verdict for f in found(check(new, last_year=year(2025, "40.00"), all_results=True), "N4.last_year")] == [
        "ok"
    ]
    (finding,) = found(check(new, last_year=year(2025, "42.00")), "N4.last_year")
    assert finding.verdict == "mismatch"
    assert "推算去年 40.00，往年文件 表5 2010601 合计 42.00，差 2.00" in finding.message
    (skipped,) = found(check(new, last_year=year(2023, "40.00")), "N4.last_year")
    assert skipped.verdict == "not_applicable"


def test_a_unit_has_no_more_than_its_department() -> None:
    whole = sample("yunxi_2026")
    assert not [f for f in found(check(whole, part_of=whole), "X11.part") if f.verdict == "mismatch"]
    (finding, *_) = found(check(changed(whole, 2, 0, "total", WAN), part_of=whole), "X11.part")
    assert finding.verdict == "mismatch"
    assert found(check(whole, part_of=sample("yunxi_2025")), "X11.part")[0].verdict == "not_applicable"


def test_published_against_approved() -> None:
    approved = sample("yunxi_2026")
    assert not found(check(approved, against=approved), "A.approved")
    (finding,) = found(check(changed(approved, 2, 3, "total", WAN), against=approved), "A.approved")
    assert finding.verdict == "mismatch"
    assert (finding.table, finding.difference) == (approved.tables[2].kind, WAN)
