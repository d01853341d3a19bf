"""What `pdftotext -raw` makes of the published PDFs: no amount wrong, none missing, and as much placed as the identities decide.

The Xinjiang forms are held against their hand-made truth, the others against what is read from the PDF itself.
"""

from __future__ import annotations

import shutil
from collections import Counter
from decimal import Decimal

import pytest

from data_model.reading import read
from tests.benchmarks.bench_squeezed import Fact, compare, facts, text_of
from tests.shared import SHARED, gold, needs_shared

pytestmark = [
    pytest.mark.shared,
    needs_shared,
    pytest.mark.skipif(shutil.which("pdftotext") is None, reason="pdftotext is not on this machine"),
]

FORMS = [
    ("ergong_2026_dept", ("", ".big", ".calc", ".form", ".weasy"), 439),
    ("govoffice_2026_unit", ("", ".big", ".calc", ".form", ".rot", ".weasy"), 163),
]
"""Document, its forms, and the least number of amounts at their place; the others are open."""
OTHERS = [
    ("jiangsu/jianchayuan_2018_full", 194),
    ("jiangsu/renda_2018_full", 158),
    ("jiangsu/renda_2019_tables", 148),
    ("shanghai/shangwu_2025_dept", 287),
    ("shanghai/shangwu_2025_unit", 300),
    ("shanghai/wanli_2024_dept", 875),
    ("shanghai/wanli_2025_dept", 875),
]


def truth(stem: str) -> Counter[Fact]:
    return Counter(
        (f["table"], f["code"], *("".join(f[k].split()) for k in ("name", "project")), f["measure"],
         int(Decimal(f["amount"]) * 1_000_000))
        for f in gold(stem)["facts"]
    )  # fmt: skip


@pytest.mark.parametrize(
    ("stem", "form", "placed"), [(stem, form, placed) for stem, forms, placed in FORMS for form in forms]
)
def test_every_form_against_the_truth(stem: str, form: str, placed: int) -> None:
    found = compare(truth(stem), facts(read(text_of(SHARED / "disclosures" / "xinjiang" / f"{stem}{form}.pdf", "raw"))))
    assert not found.wrong
    assert not found.missing
    assert found.same + found.named.total() >= placed


@pytest.mark.parametrize(("file", "placed"), OTHERS)
def test_other_layouts_against_their_pdf(file: str, placed: int) -> None:
    path = SHARED / "disclosures" / f"{file}.pdf"
    found = compare(facts(read(path)), facts(read(text_of(path, "raw"))))
    assert not found.wrong
    assert not found.missing
    assert found.same + found.named.total() >= placed
