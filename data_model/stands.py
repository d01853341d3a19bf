"""Where a finding stands: in a printed table, in a sentence of the prose or of the contents. Apart from spots.py, which follows money:
a finding may speak of one table and be printed elsewhere, and a page may hold both.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from operator import attrgetter
from typing import NamedTuple

from data_model.budget import Budget, Finding, Place, Row, Table
from data_model.spots import sentence_label
from data_model.text import fold

_QUOTED = re.compile(r"“([^”]*)”")
_FIGURE = re.compile(r"[0-9][0-9,]*(?:\.[0-9]+)?%?")
_BETWEEN = re.compile(r"[…（）()]+")
SUMS = "勾稽"
"""The grade of what the tables say of themselves."""


class Stand(NamedTuple):
    """`table` is what the finding speaks of, or stands in; `line` the line of its grid at the very place, else -1; `at` the
    (section, paragraph) it is printed in where that is no table."""

    table: Table | None = None
    line: int = -1
    row: Row | None = None
    at: tuple[int, int] | None = None


def stand_of(budget: Budget, finding: Finding) -> Stand:
    """Where a finding is printed: a table of its kind, else the sentence at its place, else another table there; where none is, the
    row it speaks of. Sought once: a pane asks whenever its cursor moves, and a table may have 100,000 lines."""
    stands = _kept(budget).stands
    if finding not in stands:
        stands[finding] = _sought(budget, finding)
    return stands[finding]


def said_by(budget: Budget, finding: Finding) -> tuple[int, int] | None:
    """The sentence a finding is printed in; None where that is a table, which is known without seeking its line."""
    if finding.place is None or finding.grade == SUMS or finding.place not in _kept(budget).paragraphs:
        return None
    return stand_of(budget, finding).at


def _sought(budget: Budget, finding: Finding) -> Stand:
    place = finding.place
    own = [table for table in budget.tables if table.kind == finding.table]
    at, certain = _sentence(budget, finding, place) if place is not None else (None, False)
    certain = certain and finding.grade != SUMS
    here = None if certain else next(((table, line) for table in own if (line := _line_at(table, place)) >= 0), None)
    if here is not None:
        return Stand(here[0], here[1], _row_at(here[0], finding, here[1]))
    spoken = own[0] if own else None
    if at is None and place is not None:
        other = next(((table, line) for table in budget.tables if (line := _line_at(table, place)) >= 0), None)
        if other is not None:
            return Stand(other[0], other[1], _row_at(other[0], finding, other[1]))
        at = _begun(budget, place, spoken)
    return Stand(spoken, -1, _row_at(spoken, finding, -1) if spoken is not None else None, at)


class _Kept(NamedTuple):
    """What is asked for with every finding of a budget: the paragraphs of every place, and where findings stand, as far as sought."""

    budget: Budget
    paragraphs: dict[Place, list[tuple[int, int]]]
    stands: dict[Finding, Stand]


_recent: list[_Kept] = []


def _kept(budget: Budget) -> _Kept:
    """Of the last budget, by identity."""
    kept = _recent[0] if _recent else None
    if kept is None or kept.budget is not budget:
        kept = _Kept(budget, {}, {})
        for n, section in enumerate(budget.sections):
            for m, paragraph in enumerate(section.paragraphs):
                kept.paragraphs.setdefault(paragraph.place, []).append((n, m))
        _recent[:] = [kept]
    return kept


def _sentence(budget: Budget, finding: Finding, place: Place) -> tuple[tuple[int, int] | None, bool]:
    """The paragraph at the very place of a finding (of several on a page the one with most of its words, prose before contents), and
    whether it is certain: a line is, on a page, which may hold a table too, it has some of the words."""
    told = _kept(budget).paragraphs.get(place, [])
    if not told:
        return None, False
    words = list(_words(finding.message))

    texts: dict[tuple[int, str], str] = {}
    for n, m in told:  # what one project says, or one section, on this page
        key = (n, sentence_label(budget, (n, m)))
        texts[key] = texts.get(key, "") + " " + fold(budget.sections[n].paragraphs[m].text)

    def having(at: tuple[int, int]) -> tuple[bool, int, int]:
        section = budget.sections[at[0]]
        text, around = fold(section.paragraphs[at[1]].text), texts[at[0], sentence_label(budget, at)]
        own, near = (sum(len(word) for word in words if word in some) for some in (text, around))
        return not section.contents, own, near

    best = max(told, key=having) if len(told) > 1 or place.page is not None else told[0]
    return best, place.page is None or having(best)[1] > 0


def _words(message: str) -> Iterator[str]:
    """What a message quotes, piece by piece, and its figures, as texts are compared."""
    for quoted in _QUOTED.findall(message):
        yield from (fold(word) for word in _BETWEEN.split(quoted) if len(word) > 1)
    yield from (fold(figure) for figure in _FIGURE.findall(_QUOTED.sub("", message)) if len(figure) > 2)


def _begun(budget: Budget, place: Place, table: Table | None) -> tuple[int, int] | None:
    """The last paragraph that begins before a line, unless a table does so later; pages and sheets have no such order."""
    if place.line is None:
        return None
    before: tuple[int, int] | None = None
    last = 0
    for n, section in enumerate(budget.sections):
        for m, paragraph in enumerate(section.paragraphs):
            line = paragraph.place.line
            if paragraph.place.file == place.file and line is not None and last <= line <= place.line:
                before, last = (n, m), line
    printed = [table.place, *(one.place for one in table.grid)] if table is not None else []
    return None if any(p.file == place.file and last < (p.line or 0) <= place.line for p in printed) else before


def _line_at(table: Table, place: Place | None) -> int:
    """The first line of the grid that is printed at a place, -1 when none is. Of 100,000 lines only those of the same number are held
    against it."""
    if place is None:
        return -1
    field = "line" if place.line is not None else "row" if place.row is not None else "page"
    number = getattr(place, field)
    numbers = map(attrgetter(f"place.{field}"), table.grid)
    return next((n for n, other in enumerate(numbers) if other == number and table.grid[n].place == place), -1)


def _row_at(table: Table, finding: Finding, line: int) -> Row | None:
    """The row a finding speaks of: the one printed in a line of the grid, else the one with its code and figure; of the rows of one
    page the one with both, else with its code."""
    if line >= 0 and finding.place is not None and finding.place.page is not None:
        same = [row for row in table.rows if row.place == finding.place and row.code == finding.code]
        if same and (finding.code or finding.found):
            return next((row for row in same if _has(row, finding)), same[0])
    elif line >= 0:
        at = bisect_left(table.rows, line, key=attrgetter("grid"))  # rows stand as printed
        if at < len(table.rows) and table.rows[at].grid == line:
            return table.rows[at]
        found = next((row for row in table.rows if row.grid == line), None)
        if found is not None:
            return found
    same = [row for row in table.rows if row.code == finding.code]
    return next((row for row in same if _has(row, finding)), None) or next((row for row in same if finding.code), None)


def _has(row: Row, finding: Finding) -> bool:
    """True for a row with the figure a finding states, in its column where it names one."""
    fens = [cell.fen for measure, cell in row.cells.items() if finding.measure in ("", measure)]
    return finding.found in fens if finding.found else False
