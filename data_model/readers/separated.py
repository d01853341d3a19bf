"""Sheets saved as CSV: one line a row, commas or semicolons between columns. Apart from tabbed.py: quotes, and cells that hold lines."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Sequence
from itertools import islice, pairwise

from data_model.budget import Place
from data_model.readers.decoding import decode
from data_model.readers.raw import Progress, RawDocument
from data_model.readers.sheet_tables import Line, sheet_items
from data_model.readers.tabbed import MAX_LINES, PROGRESS_STEP

_SEPARATORS = ",;"
_PROBE = 400
"""Lines that tell whether a text is such a sheet."""
_FEWEST_ROWS, _FEWEST_COLUMNS = 3, 3
_EVEN = 0.9
"""Share of the rows as wide as the next: programs write a sheet as a rectangle (several may follow each other), prose is none."""
_GROUPED = re.compile(r"(?<![\",\d])\d{1,3},\d{3}(?!\d)")
"""A comma within a figure: most commas of squeezed tables and of prose are such; sheets put figures with commas in quotes."""


def separator(text: str) -> str:
    """What stands between the columns of a sheet saved as text; "" when `text` is none."""
    lines = [line for line in islice(text.splitlines(), _PROBE) if line.strip()]
    grouped = len(_GROUPED.findall("\n".join(lines)))
    for mark in _SEPARATORS:
        if mark == "," and 2 * grouped > sum(line.count(",") for line in lines):
            continue
        widths = [len(row) for _, row in _Rows(lines, mark)]
        even = sum(one == next_one >= _FEWEST_COLUMNS for one, next_one in pairwise(widths))
        if len(widths) >= _FEWEST_ROWS and even >= _EVEN * (len(widths) - 1):
            return mark
    return ""


class _Rows:
    """The rows of a sheet, each with the line it begins in (from 1), as far as quotes can be followed."""

    def __init__(self, lines: Sequence[str], mark: str) -> None:
        self.lines, self.mark = lines, mark
        self.lost = 0
        """The line from which on nothing could be read; 0: all was."""

    def __iter__(self) -> Iterator[tuple[int, list[str]]]:
        reader = csv.reader(self.lines, delimiter=self.mark)
        begun = 1
        try:
            for row in reader:
                yield begun, row
                begun = reader.line_num + 1
        except csv.Error:  # a quote that never ends
            self.lost = begun


def read_separated(data: bytes, file: str, progress: Progress | None = None) -> RawDocument:
    """Text of a sheet (one that `separator` knows) -> its tables and paragraphs as in a workbook; `row` of a place is the line a row
    begins in."""
    text, encoding, lost = decode(data)
    problems: list[tuple[str, Place]] = []
    if lost:
        problems.append((f"有 {lost} 个字符不能按 {encoding} 解码", Place(file, 1)))
    lines = text.splitlines(keepends=True)
    if len(lines) > MAX_LINES:
        problems.append((f"文本有 {len(lines)} 行，只读前 {MAX_LINES} 行", Place(file, MAX_LINES)))
        del lines[MAX_LINES:]
    rows = _Rows(lines, separator(text))
    read: list[Line] = []
    for number, row in rows:
        read.append((number, list(row)))
        if progress and len(read) % PROGRESS_STEP == 0:
            progress(number, len(lines))
    if rows.lost:
        problems.append(("引号没有结束，其后未读", Place(file, rows.lost)))
    return RawDocument(file, "text", tuple(sheet_items(read, {}, {}, file, "")), tuple(problems))
