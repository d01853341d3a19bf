"""Rows of a sheet -> paragraphs and tables. Apart from opening the workbook: a sheet is one big grid, a reader of it sees several things."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from data_model.budget import Place
from data_model.readers.cells import cell_text
from data_model.readers.number_text import Value, decimals, table_texts, written
from data_model.readers.raw import RawParagraph, RawRow, RawTable

Line = tuple[int, list[Value]]
"""(row number of the sheet from 1, cells from column A)."""
Merges = Mapping[tuple[int, int], tuple[int, int]]
"""(row from 1, column from 0) of a merged cell -> (rows, columns) it covers."""

_UNIT = re.compile(
    r"^(?:金额|计量|货币)?单位\s*[:：]?\s*(?:人民币)?[（(]?(?:亿元|千万元|百万元|万元|千元|元)|^公开\s*\d+\s*表$"
)
_LABEL = re.compile(r"^(?!其中)[^：:]{2,12}[：:]")
_TITLE = re.compile(
    r"(?:表|情况|明细|预算)(?:\s*[（(][^（）()]{0,30}[）)])?$|^(?:附?表|附件)\s*[\d一二三四五六七八九十]+"
)
_TITLE_END = re.compile(r"表(?:[（(][^（）()]{0,30}[）)])?$")
_NOTE = re.compile(r"^(?:备?注|说明)\s*\d*\s*[:：.、]|[。；]$")
_FIGURE = re.compile(r"^[-+]?[\d,]*\d(?:\.\d+)?%?$|^\d{3}")
_LONG = 40


def sheet_items(
    lines: Sequence[Line], merges: Merges, known: Mapping[tuple[int, int], str], file: str, sheet: str
) -> list[RawParagraph | RawTable]:
    """What a person sees in one sheet, in order, without its name.

    A paragraph is a row with text in one cell that stands before, after or between tables (title, note) or a row of
    labels (编制部门：… 单位：万元), one paragraph a cell. All else are table rows; a title, a row of labels, or blank rows
    followed by a row without figures begin another table. Columns are those of the sheet (A is 0), so trailing blank
    ones go and leading ones stay. `known` has the seen text of numbers by (row from 1, column).
    """
    items: list[RawParagraph | RawTable] = []
    table: list[Line] = []

    def close() -> None:
        tail: list[Line] = []
        while table and _single(table[-1]) and _is_note(table[-1], merges):
            tail.insert(0, table.pop())
        if len(table) == 1 and _single(table[0]):
            tail.insert(0, table.pop())
        if table:
            items.append(_table(table, merges, known, file, sheet))
        for line in tail:
            say(line)
        table.clear()

    def say(line: Line) -> None:
        for c, value in enumerate(line[1]):
            text = cell_text(
                value if isinstance(value, str) else known.get((line[0], c)) or written(value, decimals(value))
            )
            if text:
                items.append(RawParagraph(text, Place(file, sheet=sheet, row=line[0])))

    def outside(line: Line) -> bool:
        """True for a row that belongs to no table, seen from the rows before it."""
        if _labels(line, started=bool(table)):
            return True
        if not _single(line) or not isinstance(_texts(line)[0][1], str):
            return False
        if not table:  # before a table: a title; a heading over part of the columns is the table's own
            return not _heads_columns(line, merges)
        text = cell_text(str(_texts(line)[0][1]))
        gap = line[0] - table[-1][0] > 1
        wide = _width(line, merges) >= max(2, 0.7 * max(len(row) for _, row in table))
        return (
            bool(_TITLE.search(text))
            and len(text) <= _LONG
            and (wide or gap or _texts(line)[0][0] == 0)
            and _TITLE_END.search(text) is not None
        )

    for line in lines:
        if not _texts(line):
            continue
        if outside(line):
            close()
            say(line)
            continue
        # blank rows part tables, unless figures go on below them
        if table and line[0] - _bottom(table[-1], merges) > 1 and not _single(line) and not _figures(line):
            close()
        table.append(line)
    close()
    return items


def _texts(line: Line) -> list[tuple[int, Value]]:
    return [(c, value) for c, value in enumerate(line[1]) if not isinstance(value, str) or value.strip()]


def _single(line: Line) -> bool:
    return len(_texts(line)) == 1


def _width(line: Line, merges: Merges) -> int:
    return merges.get((line[0], _texts(line)[0][0]), (1, 1))[1]


def _bottom(line: Line, merges: Merges) -> int:
    """The last row the cells of `line` reach: a merged cell leaves blank rows that part nothing."""
    return max(line[0] + merges.get((line[0], c), (1, 1))[0] - 1 for c, _ in _texts(line))


def _figures(line: Line) -> bool:
    return any(not isinstance(value, str) or _FIGURE.match(cell_text(value)) for _, value in _texts(line))


def _labels(line: Line, started: bool) -> bool:
    """A row of captions: it names the unit, or (before a table) each of its cells is `label：value`."""
    texts = [cell_text(value) for _, value in _texts(line) if isinstance(value, str)]
    if not 1 <= len(texts) <= 4 or len(texts) < len(_texts(line)):
        return False
    if _UNIT.match(texts[-1]) and not any(_FIGURE.fullmatch(text) for text in texts):
        return True
    return not started and all(_LABEL.match(text) for text in texts)


def _heads_columns(line: Line, merges: Merges) -> bool:
    column = _texts(line)[0][0]
    rows, columns = merges.get((line[0], column), (1, 1))
    return rows > 1 or (column > 0 and columns > 1)


def _is_note(line: Line, merges: Merges) -> bool:
    column, value = _texts(line)[0]
    text = cell_text(value) if isinstance(value, str) else ""
    return bool(text) and (len(text) > _LONG or bool(_NOTE.search(text)) or (column == 0 and bool(_LABEL.match(text))))


def _table(
    lines: Sequence[Line], merges: Merges, known: Mapping[tuple[int, int], str], file: str, sheet: str
) -> RawTable:
    index = {number: r for r, (number, _) in enumerate(lines)}
    bottom = lines[-1][0]
    spans: dict[tuple[int, int], tuple[int, int]] = {}
    width = max(_texts(line)[-1][0] for line in lines) + 1
    for (number, column), (rows, columns) in merges.items():
        if number in index:
            # rows of the sheet without text are no rows of the table
            covered = sum(1 for n in range(number, min(number + rows, bottom + 1)) if n in index)
            spans[index[number], column] = (covered, columns)
            if lines[index[number]][1][column : column + 1] not in ([], [""]):
                width = max(width, column + columns)
    rows_here = {index[n]: n for n in index}
    texts = table_texts(
        [row for _, row in lines], {(index[n], c): text for (n, c), text in known.items() if n in index}
    )
    rows_out = tuple(
        RawRow(
            tuple(cell_text(text) for text in row) + ("",) * (width - len(row)),
            Place(file, sheet=sheet, row=rows_here[r]),
        )
        for r, row in enumerate(row[:width] for row in texts)
    )
    kept = {at: (rows, min(columns, width - at[1])) for at, (rows, columns) in spans.items() if at[1] < width}
    return RawTable(rows_out, {at: span for at, span in kept.items() if span != (1, 1)})
