"""The prose of published budgets against the hand-made truth; counts and known slips of others."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from data_model.budget import Budget
from data_model.prior import implied_prior, row_of
from data_model.reading import read
from data_model.statements import Claim
from tests.data_model.narrative_maker import fen
from tests.shared import SHARED, XINJIANG, gold, needs_shared

pytestmark = needs_shared
DOCUMENTS = {"ergong_2026_dept": 98, "govoffice_2026_unit": 51, "yananbeilu_2024_dept": 67}


def _fen(text: str | None) -> int | None:
    return None if text is None else -fen(text[1:]) if text.startswith("-") else fen(text)


def _equal(claim: Claim, truth: dict[str, Any]) -> bool:
    """All that the truth says of a claim; where it names no cell, its section decides."""
    figures = (
        _fen(truth["amount"]),
        truth["share_percent"],
        _fen(truth["prior_change"]),
        truth["prior_change_percent"],
    )
    ref = truth.get("ref")
    told = (claim.amount, claim.share_percent, claim.prior_change, claim.prior_change_percent)
    if told != figures or claim.section != truth["section_printed"]:
        return False
    if "prior_implied" in truth and claim.prior_amount != _fen(truth["prior_implied"]):
        return False
    if ref:
        same = _bare(claim.project) == _bare(ref.get("project", ""))
        return same and (claim.table, claim.code, claim.measure) == (ref["table"], ref["code"], ref["measure"])
    return not truth["code"] or claim.code == truth["code"]


def _bare(text: str) -> str:
    return "".join(text.split())


@pytest.fixture(scope="module")
def budgets() -> dict[str, Budget]:
    return {name: read(XINJIANG / f"{name}.txt") for name in DOCUMENTS}


@pytest.mark.parametrize("name", DOCUMENTS)
def test_claims_equal_the_truth(budgets: dict[str, Budget], name: str) -> None:
    left = list(budgets[name].claims)
    assert len(left) == DOCUMENTS[name]
    for truth in gold(name)["narrative"]:
        found = sorted(
            (claim for claim in left if _equal(claim, truth)), key=lambda c: _bare(c.subject) != _bare(truth["subject"])
        )
        assert found, truth
        left.remove(found[0])
        assert _bare(found[0].reason).startswith(_bare(truth["reason"]))
        assert _bare(found[0].purpose) == _bare(truth["purpose"]) if truth.get("purpose") else True
    assert [note for note in budgets[name].notes if note.rule == "read.claim"] == []


@pytest.mark.parametrize("name", DOCUMENTS)
def test_project_blocks_and_statements_equal_the_truth(budgets: dict[str, Budget], name: str) -> None:
    truth, budget = gold(name), budgets[name]
    assert [_bare(p.name) for p in budget.projects] == [_bare(p["name"]) for p in truth["project_details"]]
    for project, known in zip(budget.projects, truth["project_details"], strict=True):
        assert project.amount == _fen(known["amount"])
        texts = {_bare(text) for text in project.details.values()}
        assert {_bare(text) for key, text in known.items() if key not in ("name", "amount")} <= texts
    for kind in ("people", "assets", "procurement"):
        told = next((s for s in budget.statements if s.kind == kind), None)
        assert (told is None) == (truth[kind] is None)
        if told is not None:
            assert {k: _bare(v) for k, v in told.values.items()} == {k: _bare(str(v)) for k, v in truth[kind].items()}


def test_last_year_of_the_items_is_that_of_basic_and_project(budgets: dict[str, Budget]) -> None:
    tree = implied_prior(budgets["ergong_2026_dept"], "general_public")
    assert tree[("TOTAL", "")] == fen("3068.88") == fen("2995.88") + fen("73.00")
    assert tree[("2120101", "")] == fen("2697.14")
    assert tree[("2079999", "")] == fen("8.00")


@pytest.mark.parametrize(
    ("path", "claims", "unread"),
    [
        ("shanghai/wanli_2025_dept.pdf", 51, 1),
        ("shanghai/wanli_2024_dept.pdf", 52, 0),
        ("shanghai/shangwu_2025_dept.pdf", 34, 0),
        ("shanghai/shangwu_2025_unit.pdf", 34, 0),
        ("jiangsu/jianchayuan_2018_full.pdf", 51, 0),
        ("jiangsu/renda_2018_full.pdf", 64, 0),
        ("jiangsu/renda_2019_text.pdf", 62, 0),
    ],
)
def test_other_regions(path: str, claims: int, unread: int) -> None:
    budget = read(SHARED / "disclosures" / path)
    assert len(budget.claims) >= claims
    assert sum(note.rule == "read.claim" for note in budget.notes) == unread
    wrong = [c for c in budget.claims if (row := row_of(budget, c)) and c.amount and c.measure in row.cells
             and abs((row.fen(c.measure) or 0) - c.amount) > 500_000]  # fmt: skip
    assert len(wrong) == (1 if "wanli_2024" in path else 0)


def test_slips_are_read_as_printed() -> None:
    slips = {
        c.code: c
        for c in read(SHARED / "disclosures/jiangsu/jianchayuan_2018_full.pdf").claims
        if c.section == "五（一）"
    }
    assert [slips[code].prior_change_percent for code in ("2040401", "2040402", "2040405")] == [
        "36.58",
        "0.06",
        "-0.66",
    ]
    twice = [c for c in read(SHARED / "disclosures/shanghai/wanli_2024_dept.pdf").claims if c.code == "2210201"]
    assert [c.amount for c in twice] == [fen("350.35"), fen("352.67")]


def test_text_and_tables_in_two_files() -> None:
    folder: Path = SHARED / "disclosures/jiangsu"
    budget = read(folder / "renda_2019_tables.pdf", folder / "renda_2019_text.pdf")
    tied = [c for c in budget.claims if row_of(budget, c)]
    assert len(tied) >= 40
