"""The published texts against their hand-made truth: every printed amount exactly once, where it is printed."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal

import pytest

from data_model.amount import format_yuan
from data_model.reading import read
from tests.shared import XINJIANG, gold, needs_shared

pytestmark = [pytest.mark.shared, needs_shared]


@pytest.mark.parametrize(("name", "count"), [("ergong_2026_dept", 443), ("govoffice_2026_unit", 167)])
def test_every_printed_amount_arrives_once(name: str, count: int) -> None:
    truth = gold(name)
    budget = read(XINJIANG / f"{name}.txt")
    wanted = Counter(
        (f["table"], f["code"], f["name"], f["project"], f["measure"], f"{Decimal(f['amount']) * 10000:.2f}", f["line"])
        for f in truth["facts"]
    )
    found = Counter(
        (table.kind, row.code, row.name, row.project, measure, format_yuan(cell.fen), row.place.line)
        for table, row, measure, cell in budget.facts()
    )
    as_printed = Counter(
        (f["table"], f["code"], f["name"], f["project"], f.get("printed_measure", f["measure"]),
         f"{Decimal(f['amount']) * 10000:.2f}", f["line"])
        for f in truth["facts"]
    )  # fmt: skip
    assert sum(found.values()) == count
    assert found in (wanted, as_printed)


@pytest.mark.parametrize("name", ["ergong_2026_dept", "govoffice_2026_unit"])
def test_who_when_what(name: str) -> None:
    truth = gold(name)["meta"]
    meta = read(XINJIANG / f"{name}.txt").meta
    assert (meta.entity, meta.fiscal_year, meta.kind, meta.unit) == (
        truth["entity"], truth["fiscal_year"], truth["kind"], truth["unit"],
    )  # fmt: skip
    assert meta.published == truth["publication_date"]


@pytest.mark.parametrize("name", ["ergong_2026_dept", "govoffice_2026_unit"])
def test_line_keys(name: str) -> None:
    budget = read(XINJIANG / f"{name}.txt")
    keys = {(f["table"], f["line"], f["measure"]): f["item"] for f in gold(name)["facts"] if "item" in f}
    for table, row, measure, _ in budget.facts():
        if (key := (table.kind, row.place.line, measure)) in keys:
            assert row.line == keys[key]


def test_nothing_is_left_unread() -> None:
    for name in ("ergong_2026_dept", "govoffice_2026_unit"):
        assert not [n for n in read(XINJIANG / f"{name}.txt").notes if n.verdict == "unread"]
