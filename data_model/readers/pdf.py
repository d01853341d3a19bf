"""PDF: bytes -> RawDocument. Apart, because it only leads through the steps and decides what is no readable document at all."""

from __future__ import annotations

from data_model.budget import Place
from data_model.readers.pdf_columns import loose_rows, undrawn
from data_model.readers.pdf_flow import Layout, flow
from data_model.readers.pdf_grid import ruled_tables
from data_model.readers.pdf_pages import opened
from data_model.readers.pdf_text import text_lines, without_furniture
from data_model.readers.raw import Progress, RawDocument, ReadError
from data_model.records import replace

MAX_PAGES = 2_000
MAX_CELLS = 1_000_000
"""Cells of all tables of a document."""

_FOOT = 60.0  # points: what stands this little below the last row is the page's foot
_FEW_CHARS = 20  # a page with fewer characters over a picture is a scan, whatever number is stamped on it


def read_pdf(data: bytes, file: str, progress: Progress | None = None) -> RawDocument:
    """Paragraphs and ruled tables of a PDF in reading order; places carry the page (from 1).

    Tables without ruling lines come as paragraphs, their columns apart by TABs. A table over several pages is one RawTable with
    repeated header rows left out; `continues` marks a piece that may go on from the table before it without proof.
    `progress` is called after every page; Cancelled raised by it comes through. Raises ReadError for files that are encrypted,
    damaged, scanned without text, or longer than 2,000 pages.
    """
    layouts: list[Layout] = []
    heights: list[float] = []
    problems: list[tuple[str, Place]] = []
    scans: list[int] = []
    chars = cells = 0
    goes_on = False
    with opened(data) as document:
        total = document.pages
        if total > MAX_PAGES:
            raise ReadError("pdf_pages", pages=total, most=MAX_PAGES)
        for number in range(1, total + 1):
            page = document.page(number)
            chars += len(page.chars)
            if page.pictures and len(page.chars) < _FEW_CHARS:
                scans.append(number)
            across, walls = undrawn(page)
            page.across += across
            page.down += walls
            grids, rest = ([], page.chars) if cells > MAX_CELLS else ruled_tables(page)
            if walls:  # how far a heading reaches is not drawn: blanks tell
                grids = [replace(grid, spans={}) for grid in grids]
            if cells > MAX_CELLS and page.across:
                page.problems.append("表格太多，这一页按文字读入，不分表格")
            loose, rest = loose_rows(page, rest, goes_on) if not page.problems else ([], rest)
            goes_on = bool(loose) and loose[-1].bottom > max((c.bottom for c in rest), default=0.0) - _FOOT
            cells += sum(len(row) for grid in grids for row in grid.texts)
            layouts.append(
                Layout(
                    number, page.width, sorted([*text_lines(rest, number), *loose], key=lambda line: line.top), grids
                )
            )
            heights.append(page.height)
            problems += [(problem, Place(file, page=number)) for problem in page.problems]
            if progress is not None:
                progress(number, total)
    if chars == 0 and not scans:
        raise ReadError("pdf_no_text")
    if scans and (chars == 0 or (len(scans) >= 0.9 * total and chars < _FEW_CHARS * total)):
        raise ReadError("pdf_scanned")
    problems += [("这一页是图片，没有文字层，没有读入", Place(file, page=number)) for number in scans]
    kept = without_furniture([layout.lines for layout in layouts], heights)
    for layout, lines in zip(layouts, kept, strict=True):
        layout.lines = lines
    return RawDocument(file, "pdf", tuple(flow(layouts, file)), tuple(problems))
