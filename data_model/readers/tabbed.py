"""Text whose tables kept their tabs: one line a row, a tab between columns. Apart from squeezed.py, where the blanks are lost."""

from __future__ import annotations

import re

from data_model.budget import Place
from data_model.readers.decoding import decode
from data_model.readers.raw import Progress, RawDocument, RawParagraph, RawRow, RawTable, ReadError

_LINE_ENDS = re.compile(r"\r\n|[\r\n\f\v\x85\u2028\u2029]")
MAX_LINES = 400_000
"""More lines than any budget has (a national one has a few thousand); a larger text is cut there, and it is said."""
PROGRESS_STEP = 20_000


def read_tabbed(data: bytes, file: str, progress: Progress | None = None) -> RawDocument:
    """Text with tabs -> RawDocument; every line keeps its number. Raises ReadError when the text is empty."""
    text, encoding, lost = decode(data)
    lines = _LINE_ENDS.split(text)
    problems: list[tuple[str, Place]] = []
    if lost:
        problems.append((f"有 {lost} 个字符不能按 {encoding} 解码", Place(file, 1)))
    if len(lines) > MAX_LINES:
        problems.append((f"文本有 {len(lines)} 行，只读前 {MAX_LINES} 行", Place(file, MAX_LINES)))
        del lines[MAX_LINES:]
    items: list[RawParagraph | RawTable] = []
    rows: list[RawRow] = []
    for number, line in enumerate(lines, 1):
        if "\t" in line.strip(" "):
            rows.append(RawRow(tuple(line.split("\t")), Place(file, number)))
        else:
            _flush(rows, items)
            if line.strip():
                items.append(RawParagraph(line, Place(file, number)))
            elif items and isinstance(items[-1], RawParagraph) and items[-1].text:
                items.append(RawParagraph("", Place(file, number)))
        if progress and number % PROGRESS_STEP == 0:
            progress(number, len(lines))
    _flush(rows, items)
    if not any(isinstance(item, RawTable) or item.text for item in items):
        raise ReadError("no_text")
    return RawDocument(file, "text", tuple(items), tuple(problems))


def _flush(rows: list[RawRow], items: list[RawParagraph | RawTable]) -> None:
    """Rows gathered so far become a table; a lone row without figures is a line of prose that holds a tab."""
    if (
        len(rows) == 1
        and sum(bool(cell.strip()) for cell in rows[0].cells) <= 2
        and not any(map(_has_digit, rows[0].cells[1:]))
    ):
        items.append(RawParagraph("".join(rows[0].cells), rows[0].place))
    elif rows:
        items.append(RawTable(tuple(rows)))
    rows.clear()


def _has_digit(text: str) -> bool:
    return any(c.isdigit() for c in text)
