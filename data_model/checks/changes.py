"""Changes on last year: amount, change, percent and last year of one claim agree; one amount has one change (N3, N9, N13)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from fractions import Fraction

from data_model.budget import Budget, Finding, Verdict
from data_model.checks.claim_cells import UNIT, percent_finding, where
from data_model.checks.percents import fits
from data_model.checks.prose import Places
from data_model.classification import TOTAL
from data_model.statements import Claim
from data_model.telling import money


def changes(budget: Budget, places: Places) -> Iterator[Finding]:
    """All rules about changes."""
    for claim in budget.claims:
        yield from _change(claim, budget.claims, places)
    yield from _two_changes(budget.claims, places)


def _fits_sibling(claim: Claim, other: Claim, printed: str) -> bool:
    """The sentence gives two amounts, and the percent is the other one's: N8.amounts tells that."""
    if other is claim or (other.origin, other.table, other.code, other.measure) != (
        claim.origin,
        claim.table,
        claim.code,
        claim.measure,
    ):
        return False
    if other.amount is None or not claim.prior_amount:
        return False
    slack = Fraction(10_000, 2)
    return fits(printed, other.amount - claim.prior_amount, claim.prior_amount, slack, slack) != "no"


def _change(claim: Claim, claims: tuple[Claim, ...], places: Places) -> Iterator[Finding]:
    """amount, change, percent and last year of one claim agree with each other."""
    if claim.amount is None:
        return
    step = places.step(claim.origin, claim.amount)
    prior = claim.prior_amount if claim.prior_status == "printed" else None
    change, place = claim.prior_change, places.place(claim.origin)
    told = (claim.table, claim.code, claim.measure)
    if prior is not None and change is not None:
        off = claim.amount - prior - change
        verdict: Verdict = "ok" if off == 0 else "rounding" if 2 * abs(off) <= 3 * step else "mismatch"
        text = (
            f"{where(claim)}今年 {money(claim.amount, UNIT, step)}，去年 {money(prior, UNIT, step)}，"
            f"写增减 {money(change, UNIT, step)}"
        )
        yield Finding(
            "N3.prior", verdict, text, "原文", *told, claim.amount - prior, change, -off, 3 * step // 2, place
        )
    if change is None and prior is not None:
        change = claim.amount - prior
    if change is None:
        return
    base = prior if prior is not None else claim.amount - change
    if base < 0:
        text = (
            f"{where(claim)}今年 {money(claim.amount, UNIT, step)}，却增加 {money(change, UNIT, step)}：去年不会是负数"
        )
        yield Finding("N3.base", "wording", text, "原文", *told, place=place)
        return
    printed = claim.prior_change_percent
    if printed is None:
        return
    if Fraction(printed) * change < 0:
        text = f"{where(claim)}增减写 {money(change, UNIT, step)}，百分比写 {printed}%：方向相反"
        yield Finding("N7.reason", "wording", text, "原文", *told, place=place)
        return
    if base == 0:
        if change == 0 or abs(Fraction(printed)) in (0, 100):
            return
        text = f"{where(claim)}去年为 0，增减 {money(change, UNIT, step)}，没有可比的百分比，写的是 {printed}%"
        yield Finding("N9.percent", "hint", text, "原文", *told, place=place)
        return
    slack = Fraction(step, 2)
    base_slack = slack if prior is not None else Fraction(step)
    times = Fraction(printed) / 100
    if times.denominator == 1 and places.says(claim.origin, f"{abs(times)}倍"):
        fit = fits(str(times), change, 100 * base, slack, 100 * base_slack)  # 增长 16 倍
    else:
        fit = fits(printed, change, base, slack, base_slack)
    if fit == "near":  # shares may be made to sum to 100, changes not
        fit = "no"
    if fit == "no" and any(_fits_sibling(claim, other, printed) for other in claims):
        return
    yield percent_finding("N9.percent", claim, places, printed, change, base, fit, "与去年比")


def _two_changes(claims: tuple[Claim, ...], places: Places) -> Iterator[Finding]:
    """One amount with two changes on the same base, unless another sentence explains the difference."""
    groups: dict[tuple[int, str], list[Claim]] = defaultdict(list)
    for claim in claims:
        if claim.amount and claim.prior_change is not None:
            groups[claim.amount, claim.prior_base].append(claim)
    changes = {claim.prior_change for claim in claims if claim.prior_change}
    for (amount, _), group in groups.items():
        first = group[0]
        others = {c.prior_change: c for c in reversed(group) if c.prior_change != first.prior_change}
        for change, claim in others.items():
            gap = (change or 0) - (first.prior_change or 0)
            step = places.step(claim.origin, amount)
            if 2 * abs(gap) <= 3 * step or gap in changes or -gap in changes or not _same_thing(first, claim):
                continue
            text = (
                f"同为 {money(amount, UNIT, step)} 万元，{where(first)}写增减 {money(first.prior_change or 0, UNIT, step)}，"
                f"{where(claim)}写 {money(change or 0, UNIT, step)}，相差 {money(abs(gap), UNIT, step)}"
            )
            yield Finding(
                "N8.changes", "wording", text, "原文", claim.table, claim.code, claim.measure, first.prior_change, change, gap,
                3 * step // 2, places.place(claim.origin),
            )  # fmt: skip


def _same_thing(one: Claim, two: Claim) -> bool:
    """Totals with totals, the same subject with the same subject: small equal amounts of different things are chance."""
    totals = all(c.code in ("", TOTAL) and not c.project for c in (one, two))
    return totals or (one.code == two.code and one.project == two.project)
