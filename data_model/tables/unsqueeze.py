"""Tables that lost their blank cells -> rows whose figures are in printed order, their columns still open. Apart from assemble.py,
which reads tables that kept their columns, and from placing.py, which finds the columns by the identities.

A figure is put under a measure here only where the print itself says so: one column, a labelled line of a two-sided table, or as
many figures as columns. All others wait in `Row.ambiguous` with the measures their column may be.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from data_model.amount import is_blank
from data_model.budget import (
    CODE_ROLE,
    NAME_ROLE,
    PROJECT_ROLE,
    Cell,
    Column,
    Finding,
    GridRow,
    Place,
    Role,
    Row,
    Table,
)
from data_model.classification import FUNCTIONAL_CLASSES, TOTAL, join
from data_model.form_types import Form, Side
from data_model.readers.raw import RawTable
from data_model.records import dataclass, field, replace
from data_model.tables.captions import Caption
from data_model.tables.fragments import Lines, lines_of
from data_model.tables.gathering import gather
from data_model.tables.headed import Word
from data_model.tables.headers import Match
from data_model.tables.names_apart import Known, OpenRow
from data_model.tables.one_row import least_of, rows_of_line
from data_model.tables.positions import Spots
from data_model.tables.printed_cells import cell_of
from data_model.tables.printed_measures import Choice, borne_out, choose, everything, head_words
from data_model.tables.rows import Body
from data_model.tables.two_sided import Segment, by_line, segments
from data_model.text import clean, fold, unwrap

_TOTAL_ROLE: Role = "total"
_LINE_ROLE: Role = "line"
_CODES = {"functional": "2", "economic": "35", "": ""}
"""What the codes of a classification begin with."""


@dataclass(slots=True)
class Opened:
    """A table with its rows rebuilt: what assemble.py needs to make a Table of it."""

    columns: tuple[Column, ...]
    rows: list[Row]
    grid: list[GridRow]
    head: int
    decimals: int
    notes: list[Finding]
    spots: Spots = field(default_factory=Spots)


def unsqueeze(table: RawTable, caption: Caption, form: Form | None, before: Sequence[Table], usual: int = 0) -> Opened:
    """Rebuild the rows of a table without blanks. `before`: the tables before, whose names tell names from projects; `usual`: the
    decimals amounts of the document have.

    Every amount of the table is in exactly one row, placed or not; words that belong to no row stay in the grid.
    """
    kind = caption.table_kind
    body = Body(form, kind, caption.unit, caption.entity)
    if form is not None and not form.sides:  # 绩效目标: kept as printed
        grid = [GridRow(tuple(map(clean, row.cells)), row.place) for row in table.rows]
        return Opened((), [], _even(grid), 0, -1, [])
    lines = lines_of(table.rows, _CODES[form.classification] if form else "235", head_words(form), usual)
    names = {row.code: row.name for other in before for row in other.rows if row.code and row.name}
    return _Builder(body, lines, form, names, least_of(before)).build()


class _Builder:
    """Rows of one table, in the order of the print."""

    def __init__(
        self, body: Body, lines: Lines, form: Form | None, names: Mapping[str, str], least: Mapping[str, int]
    ) -> None:
        self.body = body
        self.least = least
        self.lines = lines
        self.form = form
        self.names = names
        coded = (name for code, name in names.items() if code != TOTAL)
        self.subjects = {*map(fold, coded), *map(fold, FUNCTIONAL_CLASSES.values())}
        self.sides: tuple[Side, ...] = form.sides if form else (Side("", ()),)
        self.projects = bool(form and len(form.sides) == 1 and form.sides[0].project)
        self.coded = form is None or bool(form.classification)
        self.choices: dict[str, Choice] = {}
        self.scattered = False  # figures were printed apart from their labels: no label tells anything
        self.offsets: dict[str, int] = {}
        self.columns: list[Column] = []
        self.grid: list[GridRow] = []
        self.spots = lines.spots()

    def build(self) -> Opened:
        if len(self.sides) > 1 and self.form is not None:
            found = segments(self.lines.body, self.form, self.lines.style)
            widest: dict[str, int] = {}
            for segment in found:
                widest[segment.side] = max(widest.get(segment.side, 0), len(segment.figures))
            self._lay(widest)
            self.scattered = any(
                (len(x.figures) > 1 and len(self.choices[x.side].possible) == 1) or (x.figures and not x.words)
                for x in found
            )
            if self.scattered:
                found = segments(self.lines.body, self.form, self.lines.style, by_line=True)
            for group in by_line(found):
                self._two_sided(group)
        else:
            if self.form is not None and self.form.one_row and self._one_row():
                return self._opened()
            gathered = gather(self.lines.body, self.form, self._known())
            rows = gathered.rows
            self._lay({"": max((len(row.figures) for row in rows), default=0)}, [row.figures for row in rows])
            for row in rows:
                self._one_sided(row)
            self.grid += [GridRow(tuple(map(clean, line.raw)), line.place) for line in gathered.apart]
        return self._opened()

    def _opened(self) -> Opened:
        return Opened(
            tuple(self.columns), self.body.rows, _even(self.grid), len(self.lines.head), self.body.decimals, self.body.notes,
            self.spots,
        )  # fmt: skip

    def _one_row(self) -> bool:
        """A table of one row, its columns being lines, as far as their sums tell which."""
        assert self.form is not None
        filled = [line for line in self.lines.body if line.figures]
        if len(filled) != 1 or filled[0].words or filled[0].codes:
            return False
        (line,) = filled
        words = [other for other in self.lines.body if other is not line]
        printed = fold("".join(word for other in (*self.lines.head, *words) for word in other.raw))
        at = len(self.lines.head)
        rows = rows_of_line(self.form, (printed, *self.lines.headings), line, self.body, self.least, at)
        if rows:
            self._lay({"": len(line.figures)})
            self.body.rows += rows
            self.grid += [GridRow(tuple(map(clean, other.raw)), other.place) for other in (line, *words)]
        return bool(rows)

    def _known(self) -> Known:
        entity = fold(self.body.entity) if self.form is not None and self.form.unit_row else ""
        return Known(self.names, entity, self.projects)

    def _lay(self, widest: Mapping[str, int], rows: Sequence[Sequence[str]] = ()) -> None:
        """The columns: keys, then the measures of each side; more where a row has more figures than the form has measures."""
        for side in self.sides:
            choice = choose(self.form, side, self.lines.headings, self.lines.numbers, widest.get(side.id, 0))
            choice = (
                choice if borne_out(self.form, choice, rows, self.lines.style, self.body.unit) else everything(side)
            )
            self.choices[side.id] = choice
            if len(self.sides) == 1 and self.coded:
                self.columns.append(Column("", CODE_ROLE, side.id))
            self.columns.append(Column("", NAME_ROLE, side.id))
            if self.projects:
                self.columns.append(Column("", PROJECT_ROLE, side.id))
            self.offsets[side.id] = len(self.columns)
            labels = {measure.id: measure.name for measure in side.measures}
            self.columns += [Column(labels[m], m, side.id) for m in choice.possible]
            self.spots.full = choice.full if len(self.sides) == 1 else ()
            extra = max(0, widest.get(side.id, 0) - len(choice.possible))
            self.columns += [Column("", "", side.id)] * extra
        for line in self.lines.head:
            self.grid.append(GridRow(tuple(map(clean, line.raw)), line.place))

    # --- one-sided tables -----------------------------------------------------------------------------------------------------

    def _one_sided(self, row: OpenRow) -> None:
        code = join(*row.codes) if row.codes else ""
        name, project = row.name(), ""
        if row.codes and not code:
            name = " ".join([*row.codes, name]).strip()
        elif row.project:
            project = row.project
        elif code and self.projects:
            name, project = self._split_project(code, row.words)
        known = self.names.get(code, "")
        if code and (not name or _piece(name, known)):
            name = known  # the rest of it is on the page before or after
        assert row.place is not None
        keys = [code, name, project]
        roles = [CODE_ROLE, NAME_ROLE, PROJECT_ROLE]
        used = [i for i in range(3) if (i != 0 or self.coded) and (i != 2 or self.projects)]
        cells = [keys[i] for i in used]
        self.grid.append(GridRow((*map(clean, cells), *map(clean, row.figures)), row.place))
        self._add(
            cells,
            [Match(roles[i], "", "") for i in used],
            row.figures,
            row.place,
            row.torn or self._codeless(code, name),
        )

    def _codeless(self, code: str, name: str) -> bool:
        """A row whose code was lost: it begins with pieces of one, or is named as a subject is that has one elsewhere."""
        if code or not name or self.form is None or not self.form.classification:
            return False
        return name[0].isdecimal() or fold(name) in self.subjects

    def _split_project(self, code: str, words: Sequence[str]) -> tuple[str, str]:
        """Name and project of a coded row: the name is the one the code has elsewhere in the document."""
        known = fold(self.names.get(code, ""))
        for count in range(1, len(words) + 1):
            if known and fold("".join(words[:count])) == known:
                return unwrap(" ".join(words[:count])), unwrap(" ".join(words[count:]))
        if known or len(code) < 7 or len(words) < 2:
            return unwrap(" ".join(words)), ""
        return words[0], unwrap(" ".join(words[1:]))

    # --- two-sided tables -----------------------------------------------------------------------------------------------------

    def _two_sided(self, group: Sequence[Segment]) -> None:
        texts = [""] * len(self.columns)
        for segment in group:
            offset = self.offsets[segment.side]
            texts[offset - 1] = clean(segment.name)
            for index, figure in enumerate(segment.figures):
                texts[offset + index] = clean(figure)
        self.grid.append(GridRow(tuple(texts), group[0].place))
        for segment in group:
            column = Match(NAME_ROLE, segment.side, "")
            self._add([segment.name], [column], segment.figures, segment.place, segment.guessed)

    # --- figures --------------------------------------------------------------------------------------------------------------

    def _add(
        self,
        cells: Sequence[str],
        columns: Sequence[Match],
        figures: Sequence[str],
        place: Place,
        guessed: bool = False,
    ) -> None:
        side = columns[0].side
        before = len(self.body.rows)
        self.body.add(cells, columns, place, len(self.grid) - 1)
        if len(self.body.rows) == before:
            if not any(not is_blank(f) for f in figures):
                return
            nameless = self.form is not None and self.form.kind == "expenditure" and not before
            self.body.rows.append(
                Row(TOTAL, "", {}, place, "", "total", "total", side, len(self.grid) - 1) if nameless
                else Row("", "", {}, place, "", "", "line", side, len(self.grid) - 1)
            )  # fmt: skip
        row = self.body.rows[-1]
        printed, open_ = self._figures(figures, side, place, row)
        if guessed:  # not even the side is certain
            open_ = tuple(replace(c, status="ambiguous", candidates=()) for c in (*printed.values(), *open_))
            printed = {}
        self.body.rows[-1] = replace(row, cells=printed, ambiguous=open_)
        for index, text in enumerate(figures):
            if isinstance(text, Word) and text.page and text.start >= 0:
                self.spots.figures[len(self.body.rows) - 1, self.offsets[side] + index] = text

    def _figures(
        self, figures: Sequence[str], side: str, place: Place, row: Row
    ) -> tuple[dict[str, Cell], tuple[Cell, ...]]:
        """The figures the print itself places, and those it does not."""
        choice = self.choices[side]
        printed: dict[str, Cell] = {}
        open_: list[Cell] = []
        for index, text in enumerate(figures):
            column = self.offsets[side] + index
            cell = cell_of(text, column, self.body, row.code, place)
            if cell is None:
                continue
            if self.scattered or self.lines.style.lacking(text):  # apart from its label, or from its last digits
                open_.append(replace(cell, status="ambiguous"))
            elif choice.full and len(figures) == len(choice.full):
                printed[choice.full[index]] = cell
            elif len(choice.possible) == 1 and index == 0:
                printed[choice.possible[0]] = cell
            elif len(choice.possible) == 1:
                open_.append(replace(cell, status="ambiguous"))
            else:
                open_.append(replace(cell, status="ambiguous", candidates=choice.possible))
        return printed, tuple(open_)


def _piece(name: str, whole: str) -> bool:
    """The name is the beginning or the end of one that the document has for the same code; 支出 is left out by choice, not by a cut."""
    part, known = fold(name), fold(whole)
    return part != known and (known.endswith(part) or (known.startswith(part) and known != f"{part}支出"))


def _even(grid: Sequence[GridRow]) -> list[GridRow]:
    width = max((len(row.texts) for row in grid), default=0)
    return [GridRow(row.texts + ("",) * (width - len(row.texts)), row.place) for row in grid]
