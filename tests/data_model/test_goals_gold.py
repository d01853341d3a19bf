"""Goals of the published documents against their hand-made truth: the same from every form a document is published in."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from data_model.budget import Budget
from data_model.goal_links import GoalLink, link_goals
from data_model.reading import read
from tests.shared import XINJIANG, gold, needs_shared

pytestmark = [pytest.mark.shared, needs_shared]

FIELDS = ("level1", "level2", "level3", "value", "basis", "prior_value", "weight")
FILES = sorted(file.name for file in XINJIANG.glob("*")) if XINJIANG.is_dir() else []
COUNTS = {"ergong_2026_dept": (5, 40), "govoffice_2026_unit": (2, 24), "yananbeilu_2024_dept": (6, 38)}
_PUNCTUATION = str.maketrans("（），：；〔〕。", "(),:;[].")


def bare(text: str) -> str:
    return re.sub(r"\s+", "", text)


def fen(text: str) -> int:
    return int(Decimal(text) * 1_000_000)


def truth(name: str) -> list[dict[str, Any]]:
    performance = gold(name)["performance"]
    return [goal for goal in (performance["overall"], *performance["projects"]) if goal]


@cache
def document(file: str) -> Budget:
    return read(XINJIANG / file)


@pytest.mark.parametrize("file", FILES)
def test_goals_and_indicators(file: str) -> None:
    name = Path(file).name.split(".")[0]
    goals, wanted = document(file).goals, truth(name)
    assert (len(goals), sum(len(goal.indicators) for goal in goals)) == COUNTS[name]
    for goal, want in zip(goals, wanted, strict=True):
        assert bare(goal.project) == bare(want.get("project", ""))
        assert (goal.total, goal.appropriated, goal.other) == (
            fen(want["total"]), fen(want["appropriated"]), fen(want["other"]),
        )  # fmt: skip
        assert bare(goal.objective).translate(_PUNCTUATION) == bare(want["objective"]).translate(_PUNCTUATION)
        found = [tuple(bare(getattr(indicator, field)) for field in FIELDS) for indicator in goal.indicators]
        assert found == [tuple(bare(indicator[field]) for field in FIELDS) for indicator in want["indicators"]]


@pytest.mark.parametrize("file", FILES)
def test_what_was_put_right_is_noted_and_nothing_left(file: str) -> None:
    notes = [note for note in document(file).notes if note.rule.startswith("goals.")]
    assert not [note for note in notes if note.verdict == "unread"]
    rules = {note.rule for note in notes}
    if file.startswith("govoffice"):
        assert {"goals.shifted", "goals.cut"} <= rules
    elif file.startswith("ergong"):
        assert "goals.cut" in rules
    else:
        assert rules == {"goals.total"}


def by_project(file: str) -> dict[str, tuple[GoalLink, list[str]]]:
    budget = document(file)
    found = {}
    for link in link_goals(budget):
        tables = [(budget.table(kind), index) for kind, index, _ in link.parts]
        places = [f"{table.kind}:{table.rows[index].code}" for table, index in tables if table is not None]
        found[bare(budget.goals[link.goal].project)] = (link, places)
    return found


@pytest.mark.parametrize("file", [file for file in FILES if file.startswith("ergong")])
def test_four_projects_and_a_carry_over_make_one_goal(file: str) -> None:
    """Workbooks hold the tables alone: amounts and names lead to the same rows without the statement."""
    links = by_project(file)
    told = "stated" if any("结转" in p.text for s in document(file).sections for p in s.paragraphs) else "amount"
    link, places = links["社区工作经费"]
    assert sorted(places) == ["carryover:", "projects:2019999", *["projects:2120199"] * 3]
    assert abs(link.amount - fen("206.52")) <= fen("0.01")
    assert [link.basis for link, _ in links.values()] == ["", told, told, told, "amount"]
    assert sorted(links["国有企业退休人员社会化管理补助资金"][1]) == [
        "carryover:", "projects:2120199", "state_capital:2230105",
    ]  # fmt: skip


def test_projects_with_goals_of_their_own_name() -> None:
    for file, count in (("govoffice_2026_unit.txt", 2), ("yananbeilu_2024_dept.txt", 5)):
        budget = document(file)
        links = [link for link in link_goals(budget) if link.parts]
        assert len(links) == count
        assert all(link.basis == "amount" and link.amount == budget.goals[link.goal].total for link in links)
