"""Names of projects that a page break cut short, where the document tells the whole name as that of a project. Apart from joining.py:
in text without blanks the rest of the name is no row that could be joined, it stands anywhere among the words of the next page.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from data_model.budget import Row, Table
from data_model.readers.raw import RawParagraph
from data_model.records import replace
from data_model.text import fold, unwrap

_TOLD = re.compile(r"项目名称\s*[:：]\s*(\S.*?)(?=(?:项目)?设立的?(?:政策)?依据|立项依据|预算安排规模|项目承担单位|$)")
"""A project told in section 七; the next label may have lost its line break."""
SHORTEST = 12
"""Characters of a beginning that tells a project; shorter ones begin several names by chance."""


def told_projects(prose: Iterable[RawParagraph]) -> dict[str, str]:
    """The projects the prose names (`项目名称：…`): folded -> as printed."""
    names = (unwrap(match[1]) for item in prose if (match := _TOLD.search(item.text)))
    return {fold(name): name for name in names}


def completed(tables: Sequence[Table], told: dict[str, str]) -> list[Table]:
    """The tables with the names of projects that are the beginning of one told name, and of no other, made whole."""
    return [replace(table, rows=tuple(_whole(row, table, told) for row in table.rows)) for table in tables]


def _whole(row: Row, table: Table, told: dict[str, str]) -> Row:
    part = fold(row.project)
    if len(part) < SHORTEST or part in told:
        return row
    longer = [name for name in told if name.startswith(part)]
    if len(longer) != 1 or any(fold(other.project) == longer[0] for other in table.rows):
        return row
    rest = _rest(told[longer[0]], len(part))
    name = row.name + rest if fold(row.name) == part else row.name
    return replace(row, name=name, project=row.project + rest)


def _rest(name: str, folded: int) -> str:
    """What follows the first `folded` folded characters of a name."""
    for cut in range(len(name) + 1):
        if len(fold(name[:cut])) >= folded:
            return name[cut:].lstrip()
    return ""
