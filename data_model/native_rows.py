"""Large files of ours, read for comparing: typed rows straight from the bytes, a third of the time and of the memory of JSON data. Apart from
native.py because it keeps less (no printed grid, no places of rows), and because msgspec is known here only.

Whatever else is in a file goes through native's own loader; what is not compared of a row (grid, place, printed text) is not looked at.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable
from functools import cache
from itertools import chain
from operator import attrgetter
from typing import TYPE_CHECKING, Any, Literal

from data_model.budget import KEY_ROLES, Budget, Cell, Place, Role, Rows
from data_model.native import CODE, FORMAT, SHORT, VERSION, NotNative, budget_of, tidy
from data_model.persons import mask, perhaps_one
from data_model.records import replace
from data_model.text import MAX_TEXT

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer as Buffer

_TEXTS = ("code", "name", "project", "line", "side")
_MARKS = tuple(map(chr, range(0xFE00, 0xFE10)))
_AMOUNTS = re.compile(r"(?:-?[0-9]{1,30}+\.[0-9]{2}\n)*+")
_CODES = re.compile(rf"(?:{CODE}\n)*+")
_TABLE = ("kind", "title", "number", "unit", "step", "entity", "note", "place", "columns")
_FORMAT: Any = Literal[FORMAT]
_START = 1 << 14
"""Bytes in which the first row of a table is surely whole; where it is not, the file is read the general way."""
_REST = ("meta", "sections", "claims", "goals", "projects", "statements", "notes")


def load_rows(data: Buffer) -> Budget:
    """A budget whose rows have code, name, project, line, role, side, amounts and figures without a column; grids are empty. Raises NotNative
    for whatever is wrong, without saying what, ImportError where msgspec is not installed."""
    from msgspec import MsgspecError
    from msgspec.json import decode

    try:
        raw = _at_once(decode, data) or decode(data, type=_file())
        tables = [
            {name: getattr(table, name) for name in _TABLE} | {"rows": [], "grid": [], "head": 0}
            for table in raw.tables
        ]
        if raw.meta["version"] != VERSION:
            raise ValueError
        budget = budget_of({name: getattr(raw, name) for name in _REST} | {"tables": tables})
        rows = [_rows(decode, table) for table in raw.tables]
    except (MsgspecError, UnicodeError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        raise NotNative("native_text") from None
    return replace(
        budget, tables=tuple(replace(table, rows=own) for table, own in zip(budget.tables, rows, strict=True))
    )


def _at_once(decode: Callable[..., Any], data: Buffer) -> Any:
    """The file with its rows, where all of them have no other measures than the first one with figures; else None. Saves looking for the end
    of a table before its rows are read."""
    start = bytes(memoryview(data)[: 4 * _START]).decode(errors="ignore")
    _, key, cells = start.partition('"cells":')
    try:
        measures = tuple(json.JSONDecoder().raw_decode(cells.lstrip())[0]) if key else ()
        return decode(data, type=_file(measures)) if measures else None
    except (ValueError, TypeError):
        return None


@cache
def _file(measures: tuple[str, ...] = ()) -> Any:
    """A file with rows that have these measures; without any the rows of its tables are left as they are."""
    from msgspec import Raw, defstruct

    listed: Any = list
    rows: Any = listed[_row(measures)] if measures else Raw
    table: Any = defstruct("TableOfFile", [*((name, Any) for name in _TABLE), ("rows", rows)])
    several: Any = list
    return defstruct("File", [("format", _FORMAT), *((name, Any) for name in _REST), ("tables", several[table])])


@cache
def _row(measures: tuple[str, ...]) -> Any:
    """A row with amounts under no other than these measures. Rows and cells have what a comparison asks of Row and Cell (budget.py)."""
    from msgspec import defstruct

    several: Any = tuple
    cell: Any = defstruct("CellOfFile", [("amount", str)], namespace={"fen": property(_fen)}, gc=False)
    figures = defstruct(
        "FiguresOfFile", [(f"m{n}", cell | None, None) for n in range(len(measures))], gc=False, forbid_unknown_fields=True,
        rename={f"m{n}": measure for n, measure in enumerate(measures)},
    )  # fmt: skip

    def cells(row: Any) -> dict[str, Cell]:
        found = {measure: getattr(row.figures, f"m{n}") for n, measure in enumerate(measures)}
        return {measure: cell for measure, cell in found.items() if cell is not None}

    fields: list[Any] = [*((name, str) for name in _TEXTS), ("role", Role), ("figures", figures)]
    fields.append(("ambiguous", several[cell, ...], ()))
    known = {"cells": property(cells), "fen": _fen_of, "key": property(_key), "place": Place(""), "grid": -1,
             "measures": measures}  # fmt: skip
    return defstruct("RowOfFile", fields, namespace=known, gc=False, rename={"figures": "cells"})


def _fen(cell: Any) -> int:
    """Of a cell whose amount has been looked at."""
    return int(cell.amount[:-3] + cell.amount[-2:])


def _fen_of(row: Any, measure: str) -> int | None:
    cell = row.cells.get(measure)
    return None if cell is None else _fen(cell)


def _key(row: Any) -> tuple[str, str, str]:
    return (row.code, row.line or ("" if row.code else row.name), row.project)


class RowsOfFile(Rows):
    """The rows of one table of a file."""

    _fields: dict[str, str]
    _amounts: dict[str, list[Any]]

    def __new__(cls, rows: Iterable[Any], measures: tuple[str, ...]) -> RowsOfFile:
        self = super().__new__(cls, rows)
        self._fields = {measure: f"figures.m{n}" for n, measure in enumerate(measures)}
        self._amounts = {}
        first = {
            measure: next((n for n, row in enumerate(self) if of(row) is not None), None)
            for measure, of in self._figures()
        }
        seen = [measure for measure in measures if first[measure] is not None]
        self.measures = tuple(sorted(seen, key=lambda measure: first[measure] or 0))
        return self

    def _figures(self) -> list[tuple[str, attrgetter[Any]]]:
        return [(measure, attrgetter(field)) for measure, field in self._fields.items()]

    def amounts(self, measure: str) -> list[Any]:
        """The amounts as they are printed in the file: equal texts are equal amounts."""
        if measure not in self._amounts:
            field = self._fields[measure]
            try:
                found = list(map(attrgetter(f"{field}.amount"), self))
            except AttributeError:
                found = [None if cell is None else cell.amount for cell in map(attrgetter(field), self)]
            self._amounts[measure] = found
        return self._amounts[measure]


def _rows(decode: Callable[..., Any], table: Any) -> RowsOfFile:
    """The rows of a table; their measures are those of its columns and of its first row, or, where these are not all, of every row."""
    raw = table.rows
    if isinstance(raw, list):
        return _made(raw, type(raw[0]).measures if raw else ())
    roles = [column["role"] for column in table.columns]
    start = bytes(memoryview(raw)[1:_START]).decode(errors="ignore").lstrip()
    first = json.JSONDecoder().raw_decode(start)[0]["cells"] if start.startswith("{") else {}
    measures = tuple(dict.fromkeys(chain(first, (role for role in roles if role not in KEY_ROLES))))
    try:
        rows = decode(raw, type=list[_row(measures)])  # type: ignore[misc]
    except ValueError:
        cells = [row["cells"] for row in decode(raw)]
        measures = tuple(dict.fromkeys(chain.from_iterable(cells)))
        rows = decode(raw, type=list[_row(measures)])  # type: ignore[misc]
    return _made(rows, measures)


def _made(rows: list[Any], measures: tuple[str, ...]) -> RowsOfFile:
    if any(mask(tidy(measure)) != measure for measure in measures):
        raise ValueError("measure")
    columns = _tidy(rows)
    made = RowsOfFile(rows, measures)
    made.columns = columns
    for measure in made.measures:
        _check(filter(None, made.amounts(measure)))
    _check(cell.amount for cell in chain.from_iterable(map(attrgetter("ambiguous"), made)))
    return made


def _check(amounts: Iterable[str]) -> None:
    text = "\n".join(amounts)
    if text and not _AMOUNTS.fullmatch(text + "\n"):
        raise ValueError("amount")


def _tidy(rows: list[Any]) -> dict[str, list[str]]:
    """Clean all texts and mask persons in them as native.py does: all at once, since nearly every file is in order.
    The texts, field by field."""
    columns = {}
    for name in _TEXTS:
        texts = columns[name] = list(map(attrgetter(name), rows))
        if not any(texts):
            continue
        if name == "code":
            joined = "\n".join(texts) + "\n"
            if not _CODES.fullmatch(joined) or joined.count("\n") > len(texts):
                raise ValueError("code")
            continue
        some = texts if name == "project" else list(set(texts))  # names come again and again, projects do not
        if not _clean(some):
            some = texts = columns[name] = list(map(tidy, texts))
            for row, text in zip(rows, texts, strict=True):
                setattr(row, name, text)
        if perhaps_one("|".join(some)):
            masks = {text: mask(text) for text in set(texts)}
            columns[name] = [masks[text] for text in texts]
            for row, text in zip(rows, columns[name], strict=True):
                setattr(row, name, text)
    return columns


def _clean(texts: list[str]) -> bool:
    """True when `tidy` would change none of them."""
    joined = "|".join(texts)
    if joined.isascii():
        return joined.isprintable() and max(map(len, texts), default=0) < SHORT
    return (
        joined.isprintable()
        and not ("  " in joined or "| " in joined or " |" in joined or joined[0] == " " or joined[-1] == " ")
        and not any(mark in joined for mark in _MARKS)
        and max(map(len, texts)) <= MAX_TEXT
    )
