"""The published PDFs of Shanghai and Jiangsu: every amount that an independent reader sees in their tables is exported once."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from data_model.constraints import constraints, values_of
from data_model.reading import ReadError, read
from tests.shared import SHARED, needs_shared

pytestmark = [pytest.mark.shared, needs_shared]

REGIONS = SHARED / "disclosures"
DOCUMENTS = {
    "shanghai/shangwu_2025_dept": 287, "shanghai/shangwu_2025_unit": 300, "shanghai/wanli_2024_dept": 875,
    "shanghai/wanli_2025_dept": 875, "jiangsu/jianchayuan_2018_full": 194, "jiangsu/renda_2018_full": 158,
    "jiangsu/renda_2019_tables": 163,
}  # fmt: skip
_FIGURE = re.compile(r"-?[\d,]+(?:\.\d+)?")
_CODE_OR_COUNT = re.compile(r"\d{1,3}|\d{5}|\d{7}")


@pytest.mark.parametrize(("name", "count"), DOCUMENTS.items())
def test_every_amount_is_exported_once(name: str, count: int) -> None:
    pdfplumber = pytest.importorskip("pdfplumber")
    path = REGIONS / f"{name}.pdf"
    budget = read(path)
    found = Counter(cell.printed.replace(" ", "") for *_, cell in budget.facts())
    pages = {row.place.page for table in budget.tables for row in table.grid}
    seen: Counter[str] = Counter()
    with pdfplumber.open(path) as pdf:
        for page in pdf.pages:
            if page.page_number in pages:
                for table in page.extract_tables():
                    seen.update(re.sub(r"\s", "", cell or "") for row in table for cell in row)
    oracle = Counter({t: n for t, n in seen.items() if _FIGURE.fullmatch(t) and not _CODE_OR_COUNT.fullmatch(t)})
    assert sum(found.values()) == count
    # the oracle tears 267.80 of one cell into 267.8 and 0
    assert {text for text in oracle - found if text + "0" not in found} == set()


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_identity_holds(name: str) -> None:
    tables = read(REGIONS / f"{name}.pdf").tables
    values = values_of(tables)
    broken = [c for c in constraints(tables) if c.hard and c.outcome(values) == "mismatch"]
    assert not broken
    assert all(not table.kind.startswith("other:") for table in tables)


def test_final_accounts_are_named_not_misread() -> None:
    with pytest.raises(ReadError) as caught:
        read(REGIONS / "shanghai" / "guihua_2024_final_accounts.pdf")
    assert "决算" in caught.value.cause


def test_tables_in_one_file_and_text_in_another_join() -> None:
    budget = read(REGIONS / "jiangsu" / "renda_2019_tables.pdf", REGIONS / "jiangsu" / "renda_2019_text.pdf")
    assert sum(table.figures for table in budget.tables) == 163
    assert budget.sections
    assert len(budget.meta.sources) == 2
