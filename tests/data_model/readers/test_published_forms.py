"""The same budget as workbook, Word and page gives the tables of its tab-separated text, cell by cell."""

import json
import re
from collections import Counter
from pathlib import Path

import pytest

from data_model.readers.html import read_html
from data_model.readers.raw import RawTable
from data_model.readers.word import read_docx
from data_model.readers.workbook import read_workbook

SHARED = Path(__file__).resolve().parents[4] / "shared"
BUDGETS = SHARED / "disclosures" / "xinjiang"
READERS = {"docx": read_docx, "html": read_html, "xlsx": read_workbook, "xls": read_workbook, "ods": read_workbook}
MENDED = 12
"""Rows the rebuilt documents mend or drop: shifted head cells, repeated heads of pieces, stray markup in three goals."""


def folded(text: str) -> str:
    return re.sub(r"\s+", "", text).replace(",", "")


def trimmed(cells: list[str]) -> tuple[str, ...]:
    while cells and not cells[-1]:
        cells.pop()
    return tuple(cells)


def printed_rows(path: Path) -> list[tuple[str, ...]]:
    """Rows of the text. Its 表6 holds `01 基本工资` in one cell where the documents have two: it is split here."""
    rows, six = [], False
    for line in path.read_text("utf-8").splitlines():
        if "\t" not in line:
            if line.strip():
                six = "基本支出情况表" in line or (six and not line.startswith("表"))
            continue
        cells = [folded(cell) for cell in line.split("\t")]
        if six and len(cells) == 5:
            code = re.match(r"(\d\d)(\D.*)", cells[1])
            if code:
                cells[1:2] = code.groups()
            else:
                cells.insert(2 if cells[1] == "款" or (cells[0].startswith("科目") and not cells[1]) else 1, "")
        rows.append(trimmed(cells))
    return [row for row in rows if row]


@pytest.mark.shared
@pytest.mark.parametrize("form", READERS)
@pytest.mark.parametrize("stem", ["ergong_2026_dept", "govoffice_2026_unit"])
def test_same_tables_as_the_text(stem: str, form: str) -> None:
    path = BUDGETS / f"{stem}.{form}"
    if not path.exists():
        pytest.skip(f"no published document {path.name} beside the checkout")
    document = READERS[form](path.read_bytes(), path.name)
    tables = [item for item in document.items if isinstance(item, RawTable)]
    rows = [row for table in tables for row in (trimmed([folded(c) for c in r.cells]) for r in table.rows) if row]
    lost = Counter(printed_rows(BUDGETS / f"{stem}.txt")) - Counter(rows)
    assert sum(lost.values()) <= MENDED
    amounts = re.compile(r"\d+\.\d\d")
    assert not [row for row in lost if any(amounts.fullmatch(cell) for cell in row)]  # no row of figures differs
    facts = json.loads((SHARED / "gold" / f"{stem}.json").read_text("utf-8"))["facts"]
    missing = Counter(fact["amount"] for fact in facts) - Counter(cell for row in rows for cell in row)
    assert not missing
