"""Names printed apart from their rows: a page whose one-line cells come first prints wrapped names behind all of them, in the order of
the rows. Apart from gathering.py, where a name stands beside its figures.

The lines are shared out only when there is one way: names the document knows must be met letter by letter, and a name may end in a
line only where the next begins one, so within a name a line is as full as the cell lets it be.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from unicodedata import east_asian_width

from data_model.budget import Place, Table
from data_model.classification import TOTAL
from data_model.records import dataclass, field, replace
from data_model.text import fold, unwrap

MOST_LINES = 200
"""Lines of names a page has room for; more are left alone."""
MOST_NAMES = 60
SLACK = 2
"""Half-width places by which a full line may fall short: digits are narrower than they are counted."""


@dataclass(slots=True)
class OpenRow:
    """A row being gathered from its lines; `torn`: its code is, so that nobody knows which row it is; `project`: printed apart."""

    codes: list[str]
    words: list[str] = field(default_factory=list)
    figures: list[str] = field(default_factory=list)
    place: Place | None = None
    torn: bool = False
    project: str = ""

    def name(self) -> str:
        return unwrap(" ".join(self.words))


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of the names of a table: those of codes, and the body's own where it has a row (folded). `projects`: rows at the
    lowest level name a project besides."""

    names: Mapping[str, str]
    entity: str
    projects: bool = False


@dataclass(slots=True)
class _Want:
    """One name that is looked for: of a row, its project's or its own; `text` where it is known."""

    row: OpenRow
    project: bool
    text: str = ""


def lacking_name(row: OpenRow, known: Known) -> bool:
    """True for a row of figures whose name must stand elsewhere: it has a code, or it is one of the body's own items."""
    return bool(row.figures) and not row.words and bool(row.codes or known.entity)


def name_rows(rows: Sequence[OpenRow], lines: Sequence[str], known: Known) -> bool:
    """Give the rows the names that stand on the lines behind them. False when the lines cannot be shared out in one way only; then
    nothing is named."""
    wants = [want for row in rows for want in _wants(row, known)]
    printed = fold("".join(lines))
    for want in wants:
        if not want.row.codes and known.entity and known.entity in printed:
            want.text = known.entity  # the body's own row stands above its items
            break
    if not wants or len(wants) > MOST_NAMES or len(lines) > MOST_LINES:
        return False
    ends = _shared(wants, lines)
    if not ends:
        return False
    begin = 0
    for want, end in zip(wants, ends, strict=True):
        name = unwrap(" ".join(lines[begin:end]))
        begin = end
        if not want.project:
            want.row.project = want.row.project or unwrap(" ".join(want.row.words))
            want.row.words = [name]
        else:
            want.row.project = name
    return True


def _wants(row: OpenRow, known: Known) -> list[_Want]:
    """The names a row lacks, in the order of its cells."""
    if not row.figures or (not row.words and not lacking_name(row, known)):
        return []
    code = "".join(row.codes)
    name = known.names.get(code, "") if code else ""
    if not row.words:
        own = [_Want(row, False, fold(name))]
        return [*own, _Want(row, True)] if known.projects and len(code) == 7 else own
    if not known.projects or len(code) < 7 or not name:
        return []
    printed = fold(row.name())
    if printed == fold(name):
        return [_Want(row, True)]
    return [] if printed.startswith(fold(name)) else [_Want(row, False, fold(name))]


def _shared(wants: list[_Want], lines: Sequence[str]) -> list[int]:
    """The line after each name; empty when there is no way, or more than one."""
    full = max(map(_width, lines), default=0)
    ways: list[dict[int, tuple[int, int]]] = [{0: (1, 0)}]  # after so many names: line -> (ways, line before)
    for want in wants:
        after: dict[int, tuple[int, int]] = {}
        for begin, (count, _) in ways[-1].items():
            for end in range(begin + 1, len(lines) + 1):
                joined = fold("".join(lines[begin:end])) if want.text else ""
                if not want.text or joined == want.text:
                    after[end] = (after.get(end, (0, 0))[0] + count, begin)
                if want.text and not want.text.startswith(joined):
                    break
                if end < len(lines) and not want.text and not _runs_on(lines[end - 1], lines[end], full):
                    break
        ways.append(after)
    count, _ = ways[-1].get(len(lines), (0, 0))
    if count != 1:
        return []
    ends = [len(lines)]
    for after in reversed(ways[1:]):
        ends.append(after[ends[-1]][1])
    return ends[-2::-1]


def _runs_on(line: str, following: str, full: int) -> bool:
    """The next line would not have fitted on this one: it may go on."""
    word = following.split(" ")[0]
    first = next((i for i, c in enumerate(word) if not c.isascii()), len(word))
    return _width(line) + (1 + first if first else _width(word[:1])) > full - SLACK


def _width(text: str) -> int:
    return sum(2 if east_asian_width(c) in "WFA" else 1 for c in text)


def named(tables: Sequence[Table]) -> list[Table]:
    """The tables with the names of rows whose words were printed apart, where another table has the code with its name."""
    known: dict[tuple[str, bool], str] = {}
    for table in tables:
        for row in table.rows:
            if row.code and row.name:
                known.setdefault((row.code, "economic" in table.kind), row.name)
    out = []
    for table in tables:
        rows = [
            replace(row, name=known.get((row.code, "economic" in table.kind), ""))
            if row.code and not row.name and row.code != TOTAL
            else row
            for row in table.rows
        ]
        out.append(replace(table, rows=tuple(rows)) if rows != list(table.rows) else table)
    return out
