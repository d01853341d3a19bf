"""What pdftotext makes of the published PDFs, against the PDFs: nothing wrong, nothing missing, and as much placed as was reached."""

from __future__ import annotations

import shutil

import pytest

from data_model.reading import read
from tests.benchmarks.bench_squeezed import compare, facts, text_of
from tests.shared import SHARED, needs_shared

needs_pdftotext = pytest.mark.skipif(shutil.which("pdftotext") is None, reason="pdftotext is not on this machine")

FLOORS = [
    ("xinjiang/ergong_2026_dept.pdf", "layout", 443, 443),
    ("xinjiang/ergong_2026_dept.calc.pdf", "layout", 443, 443),
    ("xinjiang/ergong_2026_dept.weasy.pdf", "layout", 443, 443),
    ("xinjiang/govoffice_2026_unit.pdf", "layout", 167, 167),
    ("xinjiang/govoffice_2026_unit.calc.pdf", "layout", 163, 163),
    ("xinjiang/govoffice_2026_unit.weasy.pdf", "layout", 167, 167),
    ("xinjiang/ergong_2026_dept.big.pdf", "layout", 439, 443),
    ("xinjiang/govoffice_2026_unit.big.pdf", "layout", 167, 167),
    ("shanghai/shangwu_2025_dept.pdf", "layout", 284, 286),
    ("shanghai/shangwu_2025_unit.pdf", "layout", 297, 299),
    ("shanghai/wanli_2024_dept.pdf", "layout", 872, 875),
    ("shanghai/wanli_2025_dept.pdf", "layout", 872, 875),
    ("jiangsu/jianchayuan_2018_full.pdf", "layout", 173, 191),
    ("jiangsu/renda_2018_full.pdf", "layout", 146, 151),
    ("jiangsu/renda_2019_tables.pdf", "layout", 155, 160),
    ("xinjiang/ergong_2026_dept.pdf", "raw", 406, 406),
    ("shanghai/wanli_2025_dept.pdf", "raw", 873, 875),
    ("jiangsu/jianchayuan_2018_full.pdf", "raw", 184, 186),
    ("jiangsu/renda_2018_full.pdf", "raw", 144, 145),
]  # fmt: skip
"""File, mode, facts that are the same, and those that are but for their name."""


@pytest.mark.shared
@needs_shared
@needs_pdftotext
@pytest.mark.parametrize(("file", "mode", "same", "placed"), FLOORS)
def test_text_of_a_pdf_says_what_the_pdf_says(file: str, mode: str, same: int, placed: int) -> None:
    path = SHARED / "disclosures" / file
    found = compare(facts(read(path)), facts(read(text_of(path, mode))))
    assert not found.wrong
    assert not found.missing
    assert found.same >= same
    assert found.same + found.named.total() >= placed
