"""A few spoilt documents of every kind through every command and the explorer, as `benchmarks/run_mutations.py` does with thousands."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
import xlsxwriter

from data_model.native import dumps
from tests.invented import invented, invented_text
from tests.mutation_runs import Documents, run_mutant
from tests.mutations import mutant
from tests.shared import SHARED, needs_shared
from tests.strict_terminal import foreign, foreign_in_text

COUNT = 40


@pytest.fixture(scope="module")
def documents(tmp_path_factory: pytest.TempPathFactory) -> Documents:
    """The invented budget as text, page, workbook and JSON."""
    folder = tmp_path_factory.mktemp("documents")
    (folder / "a.txt").write_text(invented_text(), encoding="utf-8")
    (folder / "a.html").write_text(_page(), encoding="utf-8")
    book = xlsxwriter.Workbook(str(folder / "a.xlsx"))
    sheet = book.add_worksheet("表")
    for y, line in enumerate(invented_text().splitlines()):
        for x, cell in enumerate(line.split("\t")):
            sheet.write_string(y, x, cell)
    book.close()
    (folder / "b.docx").write_bytes(_letter())
    return Documents(sorted(folder.iterdir()), tmp_path_factory.mktemp("runs"))


def _page() -> str:
    parts = []
    for line in invented_text().splitlines():
        cells = line.split("\t")
        inner = "".join(f"<td>{cell}</td>" for cell in cells)
        parts.append(f"<table><tr>{inner}</tr></table>" if len(cells) > 1 else f"<p>{line}</p>")
    return f"<html><body>{''.join(parts)}</body></html>"


def _letter() -> bytes:
    """A DOCX of paragraphs and tables, its namespace the real one."""
    body = []
    for line in invented_text().splitlines():
        cells = line.split("\t")
        runs = [f"<w:p><w:r><w:t>{cell}</w:t></w:r></w:p>" for cell in cells]
        row = "".join(f"<w:tc>{run}</w:tc>" for run in runs)
        body.append(f"<w:tbl><w:tr>{row}</w:tr></w:tbl>" if len(cells) > 1 else runs[0])
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(
            "word/document.xml",
            f'<?xml version="1.0"?><w:document {space}><w:body>{"".join(body)}</w:body></w:document>',
        )
    return out.getvalue()


@pytest.mark.parametrize("part", range(4))
def test_a_spoilt_document_harms_nothing(part: int, documents: Documents) -> None:
    for seed, name in documents.plan(COUNT // 4, 1000 + part * COUNT):
        outcome = run_mutant(documents, seed, name, explore=seed % 5 == 0)
        assert not outcome.troubles, (seed, name, outcome.done, outcome.troubles)


@needs_shared
def test_a_spoilt_published_document_harms_nothing(tmp_path: Path) -> None:
    folder = SHARED / "disclosures" / "xinjiang"
    documents = Documents([folder / f"govoffice_2026_unit.{kind}" for kind in ("txt", "pdf", "docx", "xlsx")], tmp_path)
    for seed, name in documents.plan(8, 70):
        outcome = run_mutant(documents, seed, name, explore=seed % 4 == 0)
        assert not outcome.troubles, (seed, name, outcome.done, outcome.troubles)


def test_a_seed_makes_one_mutant() -> None:
    data = dumps(invented()).encode()
    assert mutant("a.json", data, [data], 7) == mutant("a.json", data, [data], 7)
    assert len({mutant("a.json", data, [data], seed).data for seed in range(20)}) > 15


@pytest.mark.parametrize(
    "data",
    [
        b"\x1b]0;title\x07", b"\x1b]52;c;QUFB", b"\x1b]52;c;G1szMW0=\x07", b"\x1b[2;3s", b"\x07", b"\x1b[5m\x1b[?5h", "\u202e".encode(), "\x9b".encode(),
        b"\x1b]8;;x\x1b\\", b"\x1bc", b"\x1b[1;1", b"\x00", "\u2028".encode(), b"\t",
    ],
)  # fmt: skip
def test_the_strict_terminal_knows_what_is_not_ours(data: bytes) -> None:
    assert foreign(b"\x1b[1;1H" + data + b"x")


def test_the_strict_terminal_lets_ours_pass() -> None:
    assert not foreign("\x1b[?1049h\x1b[1;31m\x1b[3;4H表\x1b[K\x1b]52;c;5Yy6\x07\x1b[?25h\r\n".encode())
    assert not foreign_in_text("\x1b[1m表\x1b[0m\n".encode(), styled=True)
    assert foreign_in_text(b"\x1b[1m", styled=False)
    assert foreign_in_text(b"\x1b[2K", styled=True)
