"""The model: a Budget and what it is made of. Frozen data without behaviour beyond lookup; readers make it, all else takes it.

Amounts are fen in `int`; blank is absence, never zero. Figures are kept as printed and never replaced (DESIGN rules 1–4).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import Literal

from data_model.records import dataclass, field
from data_model.statements import Claim, Goal, ProjectDetail, Statement

Status = Literal["printed", "recovered", "ambiguous"]
Role = Literal["total", "unit", "subject", "project", "line"]
Verdict = Literal["ok", "rounding", "mismatch", "wording", "hint", "not_applicable", "misplaced", "ambiguous", "unread"]
"""Verdicts of checks (相符 尾差 不符 表述 提示 不适用) and notes of reading (misplaced, ambiguous, unread)."""

CODE_ROLE, NAME_ROLE, PROJECT_ROLE = "@code", "@name", "@project"
KEY_ROLES = frozenset({"", CODE_ROLE, NAME_ROLE, PROJECT_ROLE})
"""Roles of columns that hold no figures; every other role is a measure (`project` is one, hence the mark)."""
LINE_PREFIX = "line:"
"""Before the role of a column that is a line of a table printed in one row, not a measure."""

PLACELESS = "?"
"""The measure of a figure whose column cannot be known (status `ambiguous`)."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where something is printed. `line` counts lines of a text, `page` pages of a PDF, `row` rows of a sheet; all from 1."""

    file: str
    line: int | None = None
    page: int | None = None
    sheet: str = ""
    row: int | None = None

    def label(self, column: int | None = None) -> str:
        """`a.txt:98`, `a.pdf#page=3`, `a.xlsx!表1!B5` (column counts from 0): the `origin` of exports."""
        if self.sheet or (self.row is not None and self.page is None and self.line is None):
            cell = (_letters(column) if column is not None else "") + (str(self.row) if self.row else "")
            return "!".join(part for part in (self.file, self.sheet, cell) if part)
        if self.page is not None:
            return f"{self.file}#page={self.page}"
        return self.file if self.line is None else f"{self.file}:{self.line}"


def _letters(column: int) -> str:
    text = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        text = chr(65 + rest) + text
    return text


@dataclass(frozen=True, slots=True)
class Cell:
    """One printed figure. `fen` is its amount; `printed` the cell's own text; `column` its place in the printed grid (from 0).

    `printed_measure` is set when recovery moved the figure away from the column it is printed in; `candidates` names the
    measures an ambiguous figure may belong to.
    """

    fen: int
    printed: str
    column: int = -1
    status: Status = "printed"
    printed_measure: str = ""
    candidates: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a table. Identity is (code, project) or, for rows without a code, `line` from forms.py; never a number.

    `side` names the side of a two-sided table; `grid` is the index of its printed row in `Table.grid`.
    `cells` maps measure -> Cell and holds only printed figures; `ambiguous` are figures whose column is not known.
    """

    code: str
    name: str
    cells: Mapping[str, Cell]
    place: Place
    project: str = ""
    line: str = ""
    role: Role = "subject"
    side: str = ""
    grid: int = -1
    ambiguous: tuple[Cell, ...] = ()

    @property
    def key(self) -> tuple[str, str, str]:
        """(code, line, project): what identifies the row within its table and side."""
        return (self.code, self.line or ("" if self.code else self.name), self.project)

    def fen(self, measure: str) -> int | None:
        """The amount under `measure`, None when that cell is blank."""
        cell = self.cells.get(measure)
        return None if cell is None else cell.fen


@dataclass(frozen=True, slots=True)
class Column:
    """One printed column: its heading as printed (levels joined by ` / `), and what it is: a measure id, or a key role
    (`@code`, `@name`, `@project`), or "" for a column that was not understood and holds no figures."""

    heading: str
    role: str
    side: str = ""


@dataclass(frozen=True, slots=True)
class GridRow:
    """One row as printed: the cleaned text of every column, and where it stands."""

    texts: tuple[str, ...]
    place: Place


class Rows(tuple["Row", ...]):
    """Rows of a large table that know their figures column by column. `measures`: those that have any, in the order of their first figures."""

    measures: tuple[str, ...] = ()
    columns: dict[str, list[str]]
    """The texts of all rows, field by field: at least code, project and name. Never changed."""

    def amounts(self, measure: str) -> list[object]:
        """What stands under a measure, a row each, None where nothing does: equal values are equal amounts, and no more is known of them."""
        raise NotImplementedError


def measures_seen(rows: Sequence[Row]) -> Iterable[str]:
    """The measures that hold figures, in the order of the rows; some more than once."""
    return rows.measures if isinstance(rows, Rows) else chain.from_iterable(row.cells for row in rows)


@dataclass(frozen=True, slots=True)
class Table:
    """One table of the document, pieces joined. `kind` is one of forms.py or `other:<title>`.

    `unit` is the printed unit ("" when the document names none: amounts are then in 元 as a last resort and a note says so);
    `step` the worth in fen of its last printed digit; `head` counts the header rows at the start of `grid`;
    `note` is the sentence of an empty table (空表).
    """

    kind: str
    title: str
    unit: str
    step: int
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    grid: tuple[GridRow, ...]
    head: int
    place: Place
    number: str = ""
    note: str = ""
    entity: str = ""

    @property
    def measures(self) -> tuple[str, ...]:
        """The measures that have a column or at least one figure, in printed order, then those only recovered."""
        seen = {c.role: None for c in self.columns if c.role not in KEY_ROLES}
        return tuple(seen | dict.fromkeys(measures_seen(self.rows)))

    @property
    def total(self) -> Row | None:
        """The TOTAL row; for a two-sided table the one of the expenditure side (the last printed)."""
        return next((row for row in reversed(self.rows) if row.code == "TOTAL"), None)

    def whole(self, measure: str) -> int | None:
        """The amount (fen) of a measure in the first TOTAL row that has it; None without one."""
        found = (row.fen(measure) for row in self.rows if row.code == "TOTAL")
        return next((fen for fen in found if fen is not None), None)

    def find(self, code: str = "", line: str = "", project: str = "", side: str | None = None) -> Row | None:
        """The first row with this code (or line key) and project, on `side` if one is given."""
        for row in self.rows:
            if side is not None and row.side != side:
                continue
            if code:
                if row.code == code and row.project == project:
                    return row
            elif row.line == line and (not project or row.project == project):
                return row
        return None

    @property
    def figures(self) -> int:
        """How many printed figures the table holds."""
        return sum(len(row.cells) + len(row.ambiguous) for row in self.rows)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph of prose, persons masked, with the place of its first line."""

    text: str
    place: Place


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with the paragraphs up to the next heading. `level` 1 第一部分, 2 一、, 3 （一）; 0 is the cover.

    `number` is the printed number (`三`, `（二）`); `contents` marks the table of contents.
    """

    level: int
    number: str
    heading: str
    paragraphs: tuple[Paragraph, ...]
    place: Place
    contents: bool = False


@dataclass(frozen=True, slots=True)
class Finding:
    """What reading noticed or a check found; one shape for both (DESIGN rule 7). Amounts in fen.

    `rule` is a stable id (`read.amount`, `read.header` …), `message` one Chinese sentence that stands alone.
    """

    rule: str
    verdict: Verdict
    message: str
    grade: str = ""
    table: str = ""
    code: str = ""
    measure: str = ""
    expected: int | None = None
    found: int | None = None
    difference: int | None = None
    tolerance: int | None = None
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """One file a budget was read from."""

    file: str
    sha256: str
    format: str


@dataclass(frozen=True, slots=True)
class Meta:
    """Who, when, what: from cover, titles and 编制部门 lines. Unknown is "" or None.

    `kind` 部门 | 单位 | 本级; `phase` 预算 | 决算 | 调整; `published` ISO date; `unit` the unit of most tables.
    `entity_key` is the folded name that compares documents; `version` the version of the model.
    """

    entity: str = ""
    entity_key: str = ""
    parent: str = ""
    region: str = ""
    level: str = ""
    kind: str = ""
    phase: str = "预算"
    fiscal_year: int | None = None
    version: int = 1
    published: str = ""
    unit: str = ""
    title: str = ""
    sources: tuple[Source, ...] = ()


@dataclass(frozen=True, slots=True)
class Budget:
    """A whole document. Partial rather than absent: `notes` say what was not understood.

    `persons` holds what was masked (persons.py); it never leaves the process (no export, no search, no comparison).
    """

    meta: Meta
    tables: tuple[Table, ...] = ()
    sections: tuple[Section, ...] = ()
    claims: tuple[Claim, ...] = ()
    goals: tuple[Goal, ...] = ()
    projects: tuple[ProjectDetail, ...] = ()
    statements: tuple[Statement, ...] = ()
    notes: tuple[Finding, ...] = ()
    persons: Mapping[tuple[str, tuple[str, ...]], list[tuple[str, ...]]] = field(
        default_factory=dict, compare=False, repr=False
    )

    def table(self, kind: str) -> Table | None:
        """The first table of this kind."""
        return next((table for table in self.tables if table.kind == kind), None)

    @property
    def counted(self) -> list[Table]:
        """The tables one counts when asked how many there are: not 绩效目标表, not grids without a figure (contents, covers)."""
        return [t for t in self.tables if t.kind != "goals" and (t.figures or not t.kind.startswith("other:"))]

    @property
    def has_prose(self) -> bool:
        """True when there is text beside the tables: a heading, or a paragraph that is not just the name of its sheet."""
        return any(s.heading or any(p.text.strip() != p.place.sheet for p in s.paragraphs) for s in self.sections)

    @property
    def recovered(self) -> int:
        """How many figures identities put back into the column they were lost from."""
        return sum(1 for *_, cell in self.facts() if cell.status == "recovered")

    def facts(self) -> Iterator[tuple[Table, Row, str, Cell]]:
        """Every figure of every budget table exactly once: (table, row, measure, cell); measure `?` when ambiguous.

        绩效目标 tables (kind `goals`) are no budget tables: their figures are in `goals`.
        """
        for table in self.tables:
            if table.kind == "goals":
                continue
            for row in table.rows:
                for measure, cell in row.cells.items():
                    yield table, row, measure, cell
                for cell in row.ambiguous:
                    yield table, row, PLACELESS, cell
