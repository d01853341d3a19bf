"""Facts as a pandas frame, and XLSX through it: the only module that imports pandas, so that nothing else pays for it.

The workbook holds strings as strings and amounts as numbers in 元 with two decimals, made from whole fen; no formulas, no links.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable
from datetime import datetime
from decimal import Decimal
from typing import Any

import pandas as pd

from data_model.budget import Budget, Meta, Table
from data_model.export import HEADER, defused, fact_values
from data_model.shown import Shown

_FORBIDDEN = re.compile(r"[\[\]:*?/\\'\x00-\x1f]")
_NUMBERS = frozenset({"amount", "step"})
_EXACT = 10**15
"""Fen up to here are exact in the floating-point numbers of a workbook; larger amounts are written as strings."""
_CREATED = datetime(2000, 1, 1)
"""A fixed date of creation, so that the same budget makes the same bytes."""
_FACTS = "facts"
ABOVE = 3
"""Rows above a table: document, title, body and unit."""


def facts_frame(budget: Budget) -> pd.DataFrame:
    """One row a fact with the columns of `export.HEADER`; `amount` and `step` are Decimals in 元, the rest texts."""
    rows = []
    for table, row, measure, cell in budget.facts():
        values: list[Any] = list(fact_values(budget, table, row, measure, cell))
        values[HEADER.index("amount")] = Decimal(cell.fen).scaleb(-2)
        values[HEADER.index("step")] = Decimal(table.step).scaleb(-2)
        rows.append(values)
    return pd.DataFrame(rows, columns=list(HEADER), dtype=object)


def workbook(budget: Budget) -> bytes:
    """XLSX: a sheet `facts`, then one sheet a table with its cells as printed. The same budget gives the same bytes."""
    out = io.BytesIO()
    options = {
        "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "in_memory": True,
    }  # fmt: skip
    with pd.ExcelWriter(out, engine="xlsxwriter", engine_kwargs={"options": options}) as writer:
        book: Any = writer.book
        book.set_properties({"title": budget.meta.title or budget.meta.entity, "created": _CREATED})
        _write_facts(book, facts_frame(budget))
        names = {_FACTS.casefold(), "history"}
        for table in budget.tables:
            _write_table(book, budget.meta, table, _sheet_name(table, names))
    return out.getvalue()


def _write_facts(book: Any, frame: pd.DataFrame) -> None:
    sheet = book.add_worksheet(_FACTS)
    bold, money = book.add_format({"bold": True}), book.add_format({"num_format": "#,##0.00"})
    for column, name in enumerate(HEADER):
        sheet.write_string(0, column, name, bold)
        values = frame[name].tolist()
        for row, value in enumerate(values, start=1):
            if name in _NUMBERS and abs(value) * 100 <= _EXACT:
                sheet.write_number(row, column, value, money)
            else:
                sheet.write_string(row, column, str(value) if name in _NUMBERS else defused(str(value)))
        sheet.set_column(column, column, column_width([name, *map(str, values)]))
    sheet.freeze_panes(1, 0)
    if len(frame):
        sheet.autofilter(0, 0, len(frame), len(HEADER) - 1)


def _write_table(book: Any, meta: Meta, table: Table, name: str) -> None:
    """One table as printed, below it whose and of which year it is: the sheet alone tells, and reads back."""
    sheet = book.add_worksheet(name)
    bold, right = book.add_format({"bold": True}), book.add_format({"align": "right"})
    figures = {(row.grid, cell.column) for row in table.rows for cell in (*row.cells.values(), *row.ambiguous)}
    year = f"{meta.fiscal_year}年" if meta.fiscal_year else ""
    body = table.entity or meta.entity
    sheet.write_string(0, 0, defused(f"{meta.entity}{year}{meta.kind}{meta.phase}".strip()))
    sheet.write_string(1, 0, defused(table.title or table.kind), bold)
    about = (body and f"编制部门：{body}", table.unit and f"单位：{table.unit}", table.note)
    sheet.write_string(2, 0, defused("　".join(part for part in about if part)))
    for at, row in enumerate(table.grid):
        for column, text in enumerate(row.texts):
            if text:
                style = bold if at < table.head else right if (at, column) in figures else None
                sheet.write_string(at + ABOVE, column, defused(text), style)
    for column in range(max((len(row.texts) for row in table.grid), default=0)):
        texts = [row.texts[column] for row in table.grid[table.head :] if column < len(row.texts)]
        sheet.set_column(column, column, column_width(texts))


def column_width(texts: Iterable[str]) -> int:
    """Cells for a column of these texts, wide characters counted double; between 8 and 60."""
    widths = (sum(2 if char > "\u2e7f" else 1 for char in text) for text in texts)
    return max(8, min(60, max(widths, default=0) + 1))


def _sheet_name(table: Table, taken: set[str]) -> str:
    """A name Excel accepts: at most 31 characters, none of []:*?/\\, not used before."""
    base = _FORBIDDEN.sub("", f"{table.number} {table.title}" if table.number not in table.title else table.title)
    base = base.strip() or "table"
    name, count = _short(base, 31), 1
    while name.casefold() in taken:
        count += 1
        name = f"{_short(base, 31 - len(str(count)) - 1)} {count}"
    taken.add(name.casefold())
    return name


def _short(text: str, most: int) -> str:
    """At most so many characters as Excel counts them: those beyond the basic plane are two."""
    units = text.encode("utf-16-le", "replace")[: most * 2]
    return units.decode("utf-16-le", "ignore").strip() or "table"


def listing(shown: Shown) -> bytes:
    """XLSX of what a screen shows: one sheet, its head bold, amounts as numbers in 元."""
    frame = pd.DataFrame(list(shown.rows), columns=list(shown.header), dtype=object)
    out = io.BytesIO()
    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "in_memory": True}
    with pd.ExcelWriter(out, engine="xlsxwriter", engine_kwargs={"options": options}) as writer:
        book: Any = writer.book
        book.set_properties({"title": shown.document, "created": _CREATED})
        sheet = book.add_worksheet(_FORBIDDEN.sub("", shown.view)[:31].strip() or _FACTS)
        bold, money = book.add_format({"bold": True}), book.add_format({"num_format": "#,##0.00"})
        for column, name in enumerate(shown.header):
            sheet.write_string(0, column, defused(name), bold)
            texts = [str(text) for text in frame.iloc[:, column]]
            for row, text in enumerate(texts, start=1):
                if name in shown.amounts and text and abs(Decimal(text)) * 100 <= _EXACT:
                    sheet.write_number(row, column, Decimal(text), money)
                elif text:
                    sheet.write_string(row, column, defused(text))
            sheet.set_column(column, column, column_width([name, *texts]))
        sheet.freeze_panes(1, 0)
    return out.getvalue()
