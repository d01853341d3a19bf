"""A table of one row without its blanks (三公 in Shanghai and Jiangsu): which line each figure is of. Apart from unsqueeze.py, whose rows
have one line each: here the lines stand side by side, and their sums say which of them are blank.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import combinations
from types import MappingProxyType

from data_model.budget import Row, Table
from data_model.classification import TOTAL
from data_model.form_types import Form
from data_model.records import replace
from data_model.tables.fragments import Line
from data_model.tables.printed_cells import cell_of
from data_model.tables.rows import Body
from data_model.text import fold

_VEHICLES = ("vehicles", "vehicles.purchase", "vehicles.running")
_ORDERS = (
    ("total", "abroad", "reception", *_VEHICLES, "operating_costs"),
    ("total", "three_public", "abroad", *_VEHICLES, "reception", "meetings", "training"),
)
"""The lines from left to right as printed without and with 会议费 and 培训费 beside them."""
_SUMS = (
    (("total", ("abroad", "reception", "vehicles")), ("vehicles", _VEHICLES[1:])),
    (
        ("total", ("three_public", "meetings", "training")),
        ("three_public", ("abroad", "reception", "vehicles")),
        ("vehicles", _VEHICLES[1:]),
    ),
)
_PRINTED = 4
"""So many of the lines must be named above the row for it to be such a table."""


NOTHING: Mapping[str, int] = MappingProxyType({})
_BASIC = {"30212": "abroad", "30217": "reception", "30231": "vehicles.running"}
"""Codes of 基本支出 and the lines that include them."""


def least_of(tables: Sequence[Table]) -> dict[str, int]:
    """Line key -> what 一般公共预算基本支出 alone pays under it, in fen: a line is never less."""
    basic = next((table for table in tables if table.kind == "basic_economic"), None)
    found = {}
    for row in basic.rows if basic else ():
        if row.code in _BASIC and (cell := row.cells.get("total") or next(iter(row.ambiguous), None)):
            found[_BASIC[row.code]] = cell.fen  # the sum is the first figure of a row
    return found


def rows_of_line(
    form: Form, headings: Sequence[str], line: Line, body: Body, least: Mapping[str, int], grid: int
) -> list[Row]:
    """The rows of a table whose one line of figures is given: a row a line of the form, then one for the figures no sum decides.
    Empty when no heading (folded words in one order or another) makes it such a table."""
    figures = [cell_of(text, i, body, "", line.place) for i, text in enumerate(line.figures)]
    fens = [cell.fen if cell else None for cell in figures]
    found = next((way for heading in headings if (way := lines_of_row(form, heading, fens, least))), None)
    rows: list[Row] = []
    if found is None:
        return rows
    for cell, (key, name) in zip(figures, found, strict=True):
        cells = {"total": cell} if cell else {}
        if key == "total":
            rows.append(Row(TOTAL, name, cells, line.place, "", key, "total", "", grid))
        elif key:
            rows.append(Row("", name, cells, line.place, "", key, "line", "", grid))
    left = [cell for cell, (key, _) in zip(figures, found, strict=True) if cell and not key]
    if left:
        open_ = tuple(replace(cell, status="ambiguous") for cell in left)
        rows.append(Row("", "", {}, line.place, "", "", "line", "", grid, ambiguous=open_))
    return rows


def lines_of_row(
    form: Form, heading: str, fens: Sequence[int | None], least: Mapping[str, int] = NOTHING
) -> list[tuple[str, str]]:
    """(line key, its heading) of each figure; the key is "" where several ways satisfy the sums. Empty when none does, or when the
    heading names other lines. `fens`: the figures from left to right, None for a dash."""
    named = _named(form, heading)
    way = int("meetings" in named or "training" in named)
    order = [key for key in _ORDERS[way] if key in named]
    if len(named) < _PRINTED or set(named) - set(_ORDERS[way]) or len(fens) > len(order):
        return []
    ways = [held for keys in combinations(order, len(fens)) if _holds(held := dict(zip(keys, fens, strict=True)), way)]
    enough = [held for held in ways if all((held.get(key) or 0) >= fen for key, fen in least.items())]
    orders = [list(held) for held in enough or ways]
    out = []
    for keys in zip(*orders, strict=True):
        key = keys[0] if len(set(keys)) == 1 else ""
        out.append((key, named.get(key, "")))
    return out


def _named(form: Form, heading: str) -> dict[str, str]:
    """The lines whose words stand in the header, longer words first, each place once; subtotals have no words of their own."""
    rest = heading
    found: dict[str, str] = {}
    words = [(fold(name), line.key) for line in form.lines for name in line.names]
    for word, key in sorted(words, key=lambda w: (-len(w[0]), w)):
        if word in rest and key not in found:
            found[key] = word
            rest = rest.replace(word, "|", 1)
    group = found.get("three_public", "")
    if "total" not in found and group.endswith("合计"):
        found |= {"three_public": group.removesuffix("合计"), "total": "合计"}  # two headings side by side
    if not {"meetings", "training"} & found.keys():
        found.pop("three_public", None)  # the group above, which 合计 sums
    return found


def _holds(held: dict[str, int | None], way: int) -> bool:
    """Every sum of the row holds, blanks being nothing."""
    return all((held.get(head) or 0) == sum(held.get(part) or 0 for part in parts) for head, parts in _SUMS[way])
