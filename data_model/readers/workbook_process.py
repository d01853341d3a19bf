"""The process that opens a workbook: bytes on stdin, one JSON line a sheet on stdout. Imports nothing of this package.

Apart, and a process of its own, because calamine allocates whatever size a damaged workbook claims and then aborts: that
must end this helper, not the terminal a person works in. The only module that touches python-calamine.
"""

from __future__ import annotations

import datetime
import io
import json
import math
import sys
from typing import Any

MAX_ROWS = 100_000
"""Rows with text that are kept of one sheet."""
MAX_COLUMNS = 500
MAX_CELLS = 2_000_000
_MEMORY = 1536 * 1024 * 1024
_SECONDS = 60


def main() -> None:
    """Writes `{"sheets": n}`, then per sheet `{name, rows: [[row, [cells]]], merged, cut, hidden}`; `{"error": kind}` on trouble.

    Rows without text are left out, row numbers are those of the sheet from 1, cells start at column A; numbers stay JSON
    numbers (how they are written is not decided here), all else is text.
    """
    _limit()
    data = sys.stdin.buffer.read()
    import python_calamine as calamine

    try:
        book = calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
        sheets = [s for s in book.sheets_metadata if s.typ == calamine.SheetTypeEnum.WorkSheet]
        _say({"sheets": len(sheets)})
        for sheet in sheets:
            hidden = sheet.visible != calamine.SheetVisibleEnum.Visible
            _say({"name": sheet.name, "hidden": True} if hidden else _read(book, sheet.name))
    except calamine.PasswordError:
        _say({"error": "encrypted"})
    except BaseException as error:  # a panic of calamine is no Exception
        _say({"error": "damaged", "detail": f"{type(error).__name__}: {error}"[:300]})


def _limit() -> None:
    try:
        import resource
    except ImportError:  # Windows: the parent's clock and the failing allocation remain
        return
    for what, most in ((resource.RLIMIT_AS, _MEMORY), (resource.RLIMIT_CPU, _SECONDS), (resource.RLIMIT_CORE, 0)):
        try:
            resource.setrlimit(what, (most, most))
        except (ValueError, OSError):
            continue


def _say(message: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(message, ensure_ascii=True) + "\n")
    sys.stdout.flush()


def _read(book: Any, name: str) -> dict[str, Any]:
    try:
        sheet = book.get_sheet_by_name(name)
    except Exception as error:
        return {"name": name, "failed": str(error)[:300]}
    rows: list[tuple[int, list[Any]]] = []
    _, first_column = sheet.start or (0, 0)  # iter_rows begins at row 1, but at the first column in use
    cells, cut = 0, False
    for number, values in enumerate(sheet.iter_rows(), 1):
        if not any(value != "" for value in values):  # most of a huge used range ends here
            continue
        row = [""] * first_column + [_plain(value) for value in values]
        while row and (row[-1] == "" or (isinstance(row[-1], str) and not row[-1].strip())):
            row.pop()
        if len(row) > MAX_COLUMNS:
            row, cut = row[:MAX_COLUMNS], True
        if not row:
            continue
        cells += len(row)
        if len(rows) >= MAX_ROWS or cells > MAX_CELLS:
            cut = True
            break
        rows.append((number, row))
    last = rows[-1][0] if rows else 0
    merged = [r for r in sheet.merged_cell_ranges or () if r[0][0] < last and r[0][1] < MAX_COLUMNS][:200_000]
    return {"name": name, "rows": rows, "merged": merged, "cut": cut}


def _plain(value: Any) -> str | int | float:
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, int | str):
        return value
    if isinstance(value, float):
        return value if math.isfinite(value) else ""
    if isinstance(value, datetime.datetime):
        midnight = value.time() == datetime.time()
        return value.date().isoformat() if midnight else value.isoformat(" ", "minutes")
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, datetime.time):
        return value.isoformat("minutes")
    return str(value)


if __name__ == "__main__":
    main()
