"""Numbers of a sheet as a person sees them. Apart: a workbook stores 60 for a printed `60.00`, and the step is told by the neighbours."""

from __future__ import annotations

import itertools
import re
from collections.abc import Mapping, Sequence

from data_model.text import has_han

Value = str | int | float
"""What a cell holds: text, or a number whose printed form is still open."""

_WHOLE = re.compile(
    r"编码|代码|科目号|^[类款项目]$|序号|行次|栏次|编号|年度|年份|人数|人员数|数量|个数|台数|次数|面积|权重|分值|得分|评分|户数|批次|辆"
)
_AMOUNT_ROW = re.compile(r"[(（](?:万元|元)[)）]|^(?:合\s*计|总\s*计)\s*[:：]?$")
_MAX_DECIMALS = 6


def decimals(value: float) -> int:
    """The decimals `value` was entered with; 2 when it is a quotient nobody entered (33.3333…)."""
    for places in range(_MAX_DECIMALS + 1):
        if abs(round(value, places) - value) < 1e-9 * max(1.0, abs(value)):
            return places
    return 2


def written(value: float, places: int) -> str:
    """`value` with exactly so many decimals, no separators, no minus zero."""
    if abs(value) >= 1e18:
        return repr(value)
    text = f"{value:.{places}f}"
    return text[1:] if text.startswith("-") and not text.strip("-0.") else text


def table_texts(rows: Sequence[Sequence[Value]], known: Mapping[tuple[int, int], str]) -> list[list[str]]:
    """The texts of a table's cells. `known` holds those whose number format says what is seen, by (row, column).

    For the others: a column with decimals is written with its largest number of them; a column of whole numbers gets
    the decimals of the table (at most 2) unless its numbers are codes or counts: it stands left of the first names, its
    heading says so (科目编码, 序号, 年度 …), or most of it is words and the row is none of amounts. A row 1 2 3 … that numbers the columns stays whole.
    """
    width = max((len(row) for row in rows), default=0)
    counters = {r for r, row in enumerate(rows) if _counts(row)}
    body = next((r for r, row in enumerate(rows) if r not in counters and _numbers(row)), 0)
    columns = [_column(rows, c, body, counters) for c in range(width)]
    table = max((min(max(places), 2) for places, _, _ in columns if places), default=0)
    names = next((c for c, (_, words, _) in enumerate(columns) if words), 0)
    chosen: list[int | None] = []
    for c, (places, words, heading) in enumerate(columns):
        if words > len(places) or _WHOLE.search(heading):
            chosen.append(None)  # values among words (指标值), codes, counts: each by itself
        elif places and max(places) > 0:
            chosen.append(max(max(places), table))
        else:
            chosen.append(0 if c < names else table)
    texts = []
    for r, row in enumerate(rows):
        money = table if _money(row) else None
        chosen_here = [0 if r in counters else money if places is None else places for places in chosen]
        texts.append([_text(value, known.get((r, c)), chosen_here[c]) for c, value in enumerate(row)])
    return texts


def _text(value: Value, known: str | None, places: int | None) -> str:
    if isinstance(value, str):
        return value
    if known is not None:
        return known
    return written(value, decimals(value) if places is None else places)


def _numbers(row: Sequence[Value]) -> bool:
    return any(not isinstance(value, str) for value in row)


def _money(row: Sequence[Value]) -> bool:
    """True for a row of amounts among rows of words: 项目资金（万元） in a table of goals, or a total."""
    return any(isinstance(value, str) and _AMOUNT_ROW.search(value.strip()) for value in row)


def _counts(row: Sequence[Value]) -> bool:
    """True for the row that numbers the columns: 1 2 3 …, in any columns, at least three."""
    numbers = [value for value in row if not isinstance(value, str)]
    return len(numbers) >= 3 and all(b - a == 1 for a, b in itertools.pairwise(numbers)) and numbers[0] in (1, 2)


def _column(rows: Sequence[Sequence[Value]], c: int, body: int, counters: set[int]) -> tuple[list[int], int, str]:
    """(decimals of its numbers, how many body cells are words, heading) of one column."""
    places: list[int] = []
    words = 0
    heading = ""
    for r, row in enumerate(rows):
        value = row[c] if c < len(row) else ""
        if r in counters:
            continue
        if not isinstance(value, str):
            places.append(decimals(value))
        elif r < body:
            heading = value.strip() or heading
        elif has_han(value):
            words += 1
    return places, words, "".join(heading.split())
