"""The same money in tables and prose, and paragraphs found by place."""

from __future__ import annotations

from importlib.resources import files

from data_model.budget import Finding
from data_model.native import load
from data_model.spots import amounts_in, paragraph_of, same_money, section_labels
from data_model.stands import stand_of


def test_the_same_money_is_found_in_tables_and_prose_in_their_order() -> None:
    budget = load((files("sample_data") / "yunxi_2026.json").read_bytes())
    claim = next(c for c in budget.claims if c.table == "general_public" and len(c.code) == 7 and c.amount)
    spots = same_money(budget, claim.amount)
    rows = [spot for spot in spots if spot.row is not None]
    told = [spot for spot in spots if spot.row is None]
    assert "general_public" in {spot.table.kind for spot in rows if spot.table is not None}
    assert told
    assert spots == [*rows, *told]
    for spot in rows:
        assert spot.row is not None
        assert spot.row.fen(spot.measure) == claim.amount
    assert paragraph_of(budget, claim) in {(spot.section, spot.paragraph) for spot in told}
    assert same_money(budget, 0) == same_money(budget, None) == []


def test_amounts_are_read_in_every_unit() -> None:
    assert list(amounts_in("共1,234.50万元，其中3元、0.5亿元，第2项")) == [1_234_500_000, 300, 5_000_000_000]


def test_a_place_leads_to_its_paragraph() -> None:
    budget = load((files("sample_data") / "yunxi_2026.json").read_bytes())
    for n, section in enumerate(budget.sections):
        for m, paragraph in enumerate(section.paragraphs):
            if not section.contents:
                assert stand_of(budget, Finding("r", "hint", "", place=paragraph.place)).at == (n, m)
    assert len(section_labels(budget.sections)) == len(budget.sections)
