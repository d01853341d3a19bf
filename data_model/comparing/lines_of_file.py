"""Two native files -> their budgets without the project rows both hold alike: those are compared as bytes and never become objects.
Apart from native.py because it knows not only the format but the very layout `dumps` gives it; any other layout is left to native.load.

A row is left out only where it is as plain as most: a numeric code, a project, the measures of the table's first row, clean texts.
Everything else goes through native's own loader, so nothing is trusted here that is not trusted there.
"""

from __future__ import annotations

import json
import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import chain, islice
from operator import itemgetter
from typing import Any, NamedTuple

from data_model.budget import Budget
from data_model.classification import TOTAL
from data_model.comparing.same_lines import Found, Pair, SharedRows
from data_model.forms import FORM_BY_KIND
from data_model.native import NotNative, budget_of, parsed
from data_model.persons import mask, perhaps
from data_model.text import MAX_TEXT, clean

LARGE = 1 << 20
"""Rows of a table that take fewer bytes are read the general way: it is as fast there."""
_PIECE = 1 << 17
"""Bytes searched at a time, so that what is found and dropped again never adds up."""
_HEAD, _FOOT = b'\n   "rows": [\n', b"\n   ]"
_MARK = "rows at "
_ASCII = bytes(range(128))
_PAIR: Callable[[Found], Pair] = itemgetter(1, 3)


class _Unfit(Exception):
    """Not our layout, or lines that have to be seen together: the general way knows what to do."""


class _Rows(NamedTuple):
    """Where the rows of one large table stand in a file; `size`: rows of its printed table."""

    table: dict[str, Any]
    size: int
    start: int
    end: int


class _Held(NamedTuple):
    """The rows of one large table of a, in order, and the plain ones by their text and by pair."""

    table: dict[str, Any]
    measures: tuple[str, ...]
    size: int
    rows: list[Found]
    plain: dict[bytes, Found]
    pairs: dict[Pair, Found]


def read_pair(a: Callable[[], bytes], b: Callable[[], bytes], least: int = LARGE) -> tuple[Budget, Budget, dict[str, SharedRows]] | None:  # fmt: skip
    """Both budgets without the rows they share, and those by table kind; None when the files have to be read the general way (also
    when something is wrong with them: the general way says what). `a` and `b` give the bytes of a file, b's when a's are gone again;
    `least`: bytes of rows from which it is worth while.
    """
    try:
        raw_a, held = _held(a(), least)
        data = b()
        raw_b, large = _skeleton(data, least)
        if not held.keys() & large.keys():
            return None
        shared: dict[str, SharedRows] = {}
        for kind, rows in large.items():
            if kind in held:
                shared[kind] = _shared(held[kind], data, rows)
            else:
                rows.table["rows"] = json.loads(b"[" + data[rows.start : rows.end] + b"]")
        for kind, own in held.items():
            if kind not in shared:
                own.table["rows"] = _parsed(row[0] for row in own.rows)
        del data
        made_a, made_b = budget_of(raw_a), budget_of(raw_b)
        for kind, rows_of_both in shared.items():
            _check(made_a, kind, rows_of_both)
            _check(made_b, kind, rows_of_both)
        return made_a, made_b, shared
    except (_Unfit, NotNative, ValueError, RecursionError):
        return None


# --- layout ------------------------------------------------------------------------------------------------------------------


def _skeleton(data: bytes, least: int) -> tuple[dict[str, Any], dict[str, _Rows]]:
    """The file without the rows of its large tables, and where those stand, by table kind."""
    found: list[tuple[int, int]] = []
    pieces: list[bytes] = []
    at = 0
    while (start := data.find(_HEAD, at)) >= 0:
        start += len(_HEAD)
        end = data.find(b"]", start)
        while end >= 0 and not data.endswith(_FOOT, start, end + 1):
            end = data.find(b"]", end + 1)
        if end < 0:
            raise _Unfit
        end -= len(_FOOT) - 1
        if end - start >= least:
            pieces += [data[at : start - 2], f'"{_MARK}{len(found)}"'.encode()]
            found.append((start, end))
            at = end + len(_FOOT)
        else:
            pieces.append(data[at:end])
            at = end
    raw = parsed(b"".join((*pieces, data[at:])))
    try:
        tables = [table for table in raw["tables"] if isinstance(table["rows"], str)]
        kinds = [table["kind"] for table in raw["tables"]]
        sizes = [len(table["grid"]) for table in tables]
    except (KeyError, TypeError):
        raise _Unfit from None
    if [table["rows"] for table in tables] != [f"{_MARK}{i}" for i in range(len(found))]:
        raise _Unfit
    if any(not isinstance(table["kind"], str) or kinds.count(table["kind"]) > 1 for table in tables):
        raise _Unfit
    every = zip(tables, sizes, found, strict=True)
    return raw, {table["kind"]: _Rows(table, size, *place) for table, size, place in every}


_TEXT = rb'(?:[^"\\\x00-\x20\x7f]++(?: [^"\\\x00-\x20\x7f]++)*+)?+'
_ASCII_TEXT = rb"[ !#-\[\]-~]*+"
_GAP = rb"(?: |\n      )"
_NUMBER = rb"(?:-1|0|[1-9][0-9]{0,9})"
_CELL = (
    rb'": \{"amount": "-?[0-9]{1,30}\.[0-9]{2}", "printed": "' + _ASCII_TEXT + rb'", "column": ' + _NUMBER
    + rb', "status": "(?:printed|recovered)"\}'
)  # fmt: skip


def _pattern(first: Mapping[str, Any], size: int) -> re.Pattern[bytes]:
    """A plain row: with the measures and the file of the `first` row, in a printed table of `size` rows; or any row in our layout; or
    the rest (which is then not ours)."""
    cells = (rb"," + _GAP).join(rb'"' + re.escape(measure.encode()) + _CELL for measure in first["cells"])
    file = re.escape(json.dumps(first["place"]["file"], ensure_ascii=False).encode())
    plain = (
        rb'    \{\n((?:     "code": "([0-9]{3}(?:[0-9]{2}){0,2})",\n     "name": "(' + _TEXT + rb')",\n     "project": "((?![0-9]+")'
        + _TEXT + rb')",\n     "line": "' + _ASCII_TEXT + rb'",\n     "role": "project",\n     "side": "' + _ASCII_TEXT + rb'",\n     "grid": '
        + (_NUMBER if size else rb"-1") + rb',\n     "place": \{(?:\n      )?"file": ' + file
        + rb'(?:,' + _GAP + rb'"(?:line|page|row)": [1-9][0-9]{0,9})*+(?:,' + _GAP + rb'"sheet": "' + _ASCII_TEXT + rb'")?(?:\n     )?\}'
        + rb',\n     "cells": \{(?:\n      )?' + cells + rb"(?:\n     )?\}\n"
    )  # fmt: skip
    return re.compile(plain + rb"|(?:     .*+\n)++)    \})(?:,\n|\Z)|[\s\S]++")


def _first(data: bytes, rows: _Rows) -> dict[str, Any]:
    """The first row of a table, as far as it is what plain rows are made after."""
    try:
        first: dict[str, Any] = json.loads(data[rows.start : data.index(b"\n    }", rows.start, rows.end)] + b"}")
        words = (*first["cells"], first["place"]["file"])
        if first["cells"] and all('"' not in word and "\\" not in word and mask(clean(word)) == word for word in words):
            return first
    except (KeyError, TypeError, AttributeError):
        pass
    raise _Unfit


def _pieces(data: bytes, rows: _Rows) -> Iterator[bytes]:
    """The rows of a table as bytes, some thousand at a time."""
    start = rows.start
    while start < rows.end:
        end = rows.end
        if end - start > _PIECE and (end := data.rfind(b"\n    },\n", start, start + _PIECE) + 8) < start + 8:
            raise _Unfit
        yield data[start:end]
        start = end


def _found(pattern: re.Pattern[bytes], piece: bytes) -> list[Found]:
    """Every row: its text, and for a plain one code, name and project."""
    found: list[Found] = pattern.findall(piece)
    if not found[-1][0]:
        raise _Unfit
    return found


# --- what both hold ----------------------------------------------------------------------------------------------------------


def _held(data: bytes, least: int) -> tuple[dict[str, Any], dict[str, _Held]]:
    """a without the rows of its large tables, and those rows by table kind."""
    raw, large = _skeleton(data, least)
    held: dict[str, _Held] = {}
    for kind, rows in large.items():
        form = FORM_BY_KIND.get(kind)
        if form is None or form.lines or len(form.sides) > 1:
            raise _Unfit
        first = _first(data, rows)
        pattern = _pattern(first, rows.size)
        found: list[Found] = []
        for piece in _pieces(data, rows):
            found += _found(pattern, piece)
            if rows.size:
                _fits(piece, rows.size)
        some = [row for row in found if row[1]]
        _safe(some)
        plain = dict(zip(map(itemgetter(0), some), some, strict=True))
        pairs: dict[Pair, Found] = dict(zip(map(_PAIR, some), some, strict=True))
        if len(pairs) != len(some) or max(map(len, plain), default=0) > MAX_TEXT:
            raise _Unfit  # a path twice: numbering needs all of them; a long text: the loader may cut it
        held[kind] = _Held(rows.table, tuple(first["cells"]), rows.size, found, plain, pairs)
    return raw, held


def _shared(own: _Held, data: bytes, rows: _Rows) -> SharedRows:
    """Takes out of both tables the rows that have one start in both, and gives them their other rows."""
    first = _first(data, rows)
    if tuple(first["cells"]) != own.measures:
        raise _Unfit
    pattern = _pattern(first, rows.size)
    same: dict[bytes, int] = {}
    changed: dict[Pair, tuple[bytes, bytes, int]] = {}
    kept: list[tuple[int, bytes]] = []
    known = own.plain.get
    at, count = 0, 0
    for piece in _pieces(data, rows):
        if not (piece.startswith(b"    {\n") and piece.endswith((b"\n    },\n", b"\n    }"))):
            raise _Unfit
        if rows.size or own.size:
            _fits(piece, rows.size)
        texts = piece.removesuffix(b",\n")[6:].split(b",\n    {\n")
        other: list[tuple[int, bytes]] = []
        for at, text in enumerate(texts, count):
            row = known(text)
            if row is None:
                other.append((at, text))
            else:
                same[row[0]] = at
        count += len(texts)
        if other:
            piece = b",\n".join([b"    {\n" + text for _, text in other])
            _sort_out(other, _found(pattern, piece), own, same, changed, kept)
    if count != len(same) + len(changed) + len(kept) or any(text in same for text, _, _ in changed.values()):
        raise _Unfit  # a path twice in b
    for text, pair in _lowest(own.rows, same):
        changed[pair] = (text, text, same.pop(text))
    for pair in _firsts(own, same, changed):  # so that the tables left have every measure where it first occurs
        mine = own.pairs[pair][0]
        _, text, place = changed.pop(pair) if pair in changed else (mine, mine, same.pop(mine))
        kept.append((place, text))
    kept.sort()
    gone = {text for text, _, _ in changed.values()}
    own.table["rows"] = _parsed(row[0] for row in own.rows if row[0] not in same and row[0] not in gone)
    rows.table["rows"] = _parsed(text for _, text in kept)
    return SharedRows(own.pairs, same, changed, [place for place, _ in kept], own.measures)


def _sort_out(
    rows: list[tuple[int, bytes]], found: list[Found], own: _Held, same: dict[bytes, int],
    changed: dict[Pair, tuple[bytes, bytes, int]], kept: list[tuple[int, bytes]],
) -> None:  # fmt: skip
    """Rows of b that are not in a byte for byte: printed elsewhere, with other amounts, or others."""
    if len(found) != len(rows):
        raise _Unfit
    for (at, text), row in zip(rows, found, strict=True):
        pair = _PAIR(row)
        one = own.pairs.get(pair) if row[1] else None
        if one is None or one[0][: one[0].index(_GRID)] != text[: text.index(_GRID)]:
            kept.append((at, text))
        elif _cells(one[0]) == _cells(text) or _AMOUNTS.findall(one[0]) == _AMOUNTS.findall(text):
            same[one[0]] = at
        else:
            changed[pair] = (one[0], text, at)


def _cells(text: bytes) -> bytes:
    return text[text.index(_CELLS) :]


_GRID, _CELLS = b'\n     "grid": ', b'\n     "cells": '
_AMOUNTS = re.compile(rb'"amount": "([^"]*)"')


def _parsed(rows: Iterable[bytes]) -> list[Any]:
    """Rows as JSON data."""
    found: list[Any] = json.loads(b"[" + b",".join([b"{" + text for text in rows]) + b"]")
    return found


def _safe(rows: list[Found]) -> None:
    """Whether the loader would leave every text of these rows that may be shown as it is (only names and projects may be other than
    ASCII). Raises UnicodeDecodeError, a ValueError, for what is no UTF-8."""
    text = b"\n".join(chain(map(itemgetter(2), rows), map(itemgetter(3), rows)))
    text.decode()
    wide = text.translate(None, _ASCII).decode()
    if not wide.isprintable() or _SELECTORS.search(wide):
        raise _Unfit
    if perhaps(text.decode()) and any(mask(name.decode()).encode() != name for row in rows for name in row[2:]):
        raise _Unfit


def _fits(piece: bytes, size: int) -> None:
    """Whether every plain row stands in a printed table of `size` rows."""
    if any(int(text) >= size for text in _GRIDS.findall(piece)):
        raise _Unfit


_GRIDS = re.compile(rb'\n     "grid": ([0-9]{1,10}),\n')
_SELECTORS = re.compile("[\ufe00-\ufe0f]")


def _lowest(rows: list[Found], same: Mapping[bytes, int]) -> list[tuple[bytes, Pair]]:
    """Rows that are the same and yet wanted as lines: those of the first codes of every class, because the bridge names a class without
    a row of its own by its first line."""
    lowest = _first_codes(sorted(code for code in map(itemgetter(1), rows) if code))
    found = [row for row in rows if row[1] in lowest and row[0] in same]
    if {row[1] for row in found} != lowest:  # some of them are not the same: look at those that are
        alike = [row for row in rows if row[0] in same]
        lowest = _first_codes(sorted(map(itemgetter(1), alike)))
        found = [row for row in alike if row[1] in lowest]
    return [(row[0], _PAIR(row)) for row in found]


def _first_codes(codes: list[bytes]) -> set[bytes]:
    """Of sorted codes the first of every class and length."""
    found: set[bytes] = set()
    sizes = set(map(len, codes))
    for size in sizes:
        some = codes if len(sizes) == 1 else [code for code in codes if len(code) == size]
        at = 0
        while at < len(some):
            found.add(some[at])
            at = bisect_left(some, some[at][:3] + b":")
    return found


def _firsts(own: _Held, same: Mapping[bytes, int], changed: Mapping[Pair, tuple[bytes, bytes, int]]) -> set[Pair]:
    """The first shared row of each file."""
    found = {_PAIR(row) for row in islice((r for r in own.rows if r[0] in same or _PAIR(r) in changed), 1)}
    places = {place: pair for pair, (_, _, place) in changed.items()}
    if same and (least := min(same.values())) < min(places, default=least + 1):
        return found | {_PAIR(own.plain[text]) for text in islice((t for t, at in same.items() if at == least), 1)}
    return found | ({places[min(places)]} if places else set())


def _check(budget: Budget, kind: str, shared: SharedRows) -> None:
    """No row that is left has the path of one that is not, now that its texts are clean, or of another; and the whole is printed (else
    it is the sum of all lines)."""
    table = budget.table(kind)
    rows = table.rows if table is not None else ()
    if not any(row.code == TOTAL and all(measure in row.cells for measure in shared.measures) for row in rows):
        raise _Unfit
    seen: set[tuple[str, str, str]] = set()
    for row in rows:
        if row.project:
            if (row.code.encode(), row.project.encode()) in shared or row.key in seen or not row.code:
                raise _Unfit
            seen.add(row.key)
