"""RawDocument -> Tables: which form, which column is which measure, pieces across pages, rows. The only reader of forms.py's words.

What was not understood is noted, never dropped: unknown tables become `other:<title>`, unknown columns keep their heading.
"""

from __future__ import annotations

from collections.abc import Sequence

from data_model.amount import AmountError, is_blank, parse, step_of
from data_model.budget import KEY_ROLES, NAME_ROLE, Column, Finding, GridRow, Place, Row, Table
from data_model.form_types import Form
from data_model.forms import form_of
from data_model.readers.raw import RawDocument, RawParagraph, RawRow, RawTable
from data_model.records import dataclass, field
from data_model.tables.captions import Caption, caption_of, is_figure, unit_in
from data_model.tables.completing import completed, told_projects
from data_model.tables.headers import TOTAL_WORDS, Header, Match, heading_paths, number_row, read_header
from data_model.tables.joining import KnownNames, join_cut, looks_cut
from data_model.tables.names_apart import named
from data_model.tables.number_style import usual_decimals
from data_model.tables.positions import Spots
from data_model.tables.rows import Body
from data_model.tables.titles import UNIT, is_page_furniture
from data_model.tables.unsqueeze import unsqueeze
from data_model.text import clean, fold, has_han

_EMPTY_WORDS = ("空表", "没有使用", "无此项", "未安排", "不涉及", "没有安排")


@dataclass(slots=True)
class Piece:
    """A table being joined from its pieces: its header, and the body rows with the header they are read by.

    `breaks` are the indexes of body rows that begin a new page.
    """

    caption: Caption
    form: Form | None
    header: Header
    head: tuple[RawRow, ...]
    place: Place
    body: list[tuple[RawRow, Header]] = field(default_factory=list)
    breaks: set[int] = field(default_factory=set)
    note: str = ""
    squeezed: RawTable | None = None


@dataclass(slots=True)
class Assembly:
    """The result: tables, the paragraphs that belong to no table, notes, the labels (编制部门 …) of the tables' bodies, where the
    figures of tables without blanks stand, and the supervising departments that table heads name."""

    tables: list[Table]
    prose: list[RawParagraph]
    notes: list[Finding]
    labels: tuple[str, ...] = ()
    spots: dict[int, Spots] = field(default_factory=dict)
    parents: tuple[str, ...] = ()


def assemble(raw: RawDocument) -> Assembly:
    """Tables of one file, pieces joined, with every figure under its measure as printed. Notes name what was not understood."""
    walker = _Walker(raw)
    for item in raw.items:
        if isinstance(item, RawTable):
            walker.table(item)
        else:
            walker.paragraph(item)
    return walker.finish()


class _Walker:
    """Goes through the document once, keeping the lines that may be the next table's caption."""

    def __init__(self, raw: RawDocument) -> None:
        self.known = KnownNames(raw)
        self.pending: list[RawParagraph] = []
        self.prose: list[RawParagraph] = []
        self.pieces: list[Piece] = []
        self.notes: list[Finding] = []
        self.spots: dict[int, Spots] = {}
        self.unit = ""
        self.entity = ""

    def paragraph(self, item: RawParagraph) -> None:
        text = clean(item.text)
        if self.pieces and not self.pieces[-1].note and _is_empty_note(text) and self._directly_below():
            self.pieces[-1].note = text
        self.pending.append(item)
        if unit := UNIT.search(text):
            self.unit = unit[1]

    def _directly_below(self) -> bool:
        return all(not item.text.strip() or is_page_furniture(item.text) for item in self.pending)

    def table(self, item: RawTable) -> None:
        caption, rows = caption_of(self.pending, item)
        last = self.pieces[-1] if self.pieces else None
        if not rows:
            self._release()
        elif item.lost_blanks:
            self._release(caption.taken)
            self.pieces.append(self._squeezed(caption, rows))
        elif last is not None and self._goes_on(caption, rows, last, item):
            self._release(caption.taken)
            self._append(last, rows, item)
        else:
            self._release(caption.taken)
            self.pieces.append(self._start(caption, rows, item))

    def _release(self, taken: Sequence[RawParagraph] = ()) -> None:
        """Lines of the caption leave the prose; the rest of what was pending is prose."""
        gone = {id(paragraph) for paragraph in taken}
        self.prose += [paragraph for paragraph in self.pending if id(paragraph) not in gone]
        self.pending.clear()

    def _goes_on(self, caption: Caption, rows: list[RawRow], last: Piece, item: RawTable) -> bool:
        """A piece goes on from the table before: no title of its own (or the same again) and the same header or width."""
        if caption.title and caption.kind == "goals":
            return False  # one form a project, all under the same title
        if caption.title:
            same = caption.kind == last.caption.kind and fold(caption.title) == fold(last.caption.title)
            return same and not _has_total(last)
        if any(p.text.strip() and not is_page_furniture(p.text) and p not in caption.taken for p in self.pending):
            return False
        if item.continues:
            return True
        if last.head and _folded(rows[: len(last.head)]) == _folded(last.head):
            return True
        width = max(len(row.cells) for row in rows)
        return last.header.columns != () and abs(width - len(last.header.columns)) <= 1

    def _start(self, caption: Caption, rows: list[RawRow], item: RawTable) -> Piece:
        caption.unit = caption.unit or unit_in(rows) or self.unit
        caption.entity = caption.entity or self.entity
        self.unit, self.entity = caption.unit, caption.entity
        form = form_of(caption.kind)
        header = _header(form, rows, item)
        piece = Piece(caption, form, header, tuple(rows[: header.rows]), caption.place or rows[0].place)
        _fill(piece, rows[header.rows :], header)
        return piece

    def _squeezed(self, caption: Caption, rows: list[RawRow]) -> Piece:
        """A table whose blanks are lost, all its pieces in one; its rows are rebuilt when the names of the others are known."""
        caption.unit = caption.unit or unit_in(rows) or self.unit
        caption.entity = caption.entity or self.entity
        self.unit, self.entity = caption.unit, caption.entity
        place = caption.place or rows[0].place
        whole = RawTable(tuple(rows), lost_blanks=True)
        return Piece(caption, form_of(caption.kind), Header(0, ()), (), place, squeezed=whole)

    @staticmethod
    def _append(piece: Piece, rows: list[RawRow], item: RawTable) -> None:
        """Join a further piece: drop its repeated header, or read its own when it is laid out differently."""
        header, head = piece.header, 0
        if piece.head and _folded(rows[: len(piece.head)]) == _folded(piece.head):
            head = len(piece.head)
        elif piece.form is not None and piece.form.sides:
            own = _header(piece.form, rows, item)
            if own.rows and {m.role for m in own.columns} - KEY_ROLES:
                header, head = own, own.rows
        piece.breaks.add(len(piece.body))
        _fill(piece, rows[head:], header)

    def finish(self) -> Assembly:
        self._release()
        tables: list[Table] = []
        usual = usual_decimals(piece.squeezed.rows for piece in self.pieces if piece.squeezed)
        for piece in self.pieces:
            tables.append(
                self._table(piece) if piece.squeezed is None else self._opened(piece, piece.squeezed, tables, usual)
            )
        if any(piece.squeezed for piece in self.pieces):
            tables = completed(named(tables), told_projects(self.prose))
        labels = tuple(piece.caption.label for piece in self.pieces if piece.caption.label)
        parents = tuple(piece.caption.parent for piece in self.pieces if piece.caption.parent)
        return Assembly(tables, self.prose, self.notes, labels, self.spots, parents)

    def _table(self, piece: Piece) -> Table:
        """The joined pieces as a Table; what was doubtful goes to the notes."""
        caption, form, columns = piece.caption, piece.form, piece.header.columns
        if not caption.title and piece.place is not None:
            caption.title = piece.place.sheet  # what its author called it
        kind = caption.table_kind
        label = caption.name
        body = Body(form, kind, caption.unit, caption.entity)
        grid = [_grid_row(row) for row in piece.head]
        for row, header in self._joined(piece, kind):
            grid.append(_grid_row(row))
            if number_row(grid[-1].texts) is None:
                body.add(row.cells, header.columns, row.place, len(grid) - 1)
        width = max((len(row.texts) for row in grid), default=0)
        for doubt in piece.header.doubts:
            self._note("read.header", "hint", f"{label}：{doubt}", kind, piece.place)
        if form is not None and form.sides and all(m.role in KEY_ROLES for m in columns):
            self._note("read.header", "unread", f"{label}：没有一列认得出", kind, piece.place)
        if not caption.unit and any(row.cells for row in body.rows):
            self._note("read.unit", "unread", f"{label}：没有写明单位，暂按元计", kind, piece.place)
        for twin in _repeated(body.rows):
            self._note(
                "read.twice", "hint", f"{label}：{twin.code} {twin.name} 出现不止一次，逐行保留", kind, twin.place
            )
        self.notes += body.notes
        return Table(
            kind=kind, title=caption.title, unit=caption.unit,
            step=step_of(body.decimals if body.decimals >= 0 else 2, caption.unit or "元"),
            columns=tuple(Column(m.heading, m.role, m.side) for m in columns), rows=tuple(body.rows),
            grid=tuple(GridRow(row.texts + ("",) * (width - len(row.texts)), row.place) for row in grid),
            head=len(piece.head), place=piece.place, number=caption.number, note=piece.note, entity=caption.entity,
        )  # fmt: skip

    def _opened(self, piece: Piece, squeezed: RawTable, before: Sequence[Table], usual: int) -> Table:
        """A table without blanks: its figures wait for placing.py."""
        caption = piece.caption
        opened = unsqueeze(squeezed, caption, piece.form, before, usual)
        kind = caption.table_kind
        if not caption.unit and any(r.cells or r.ambiguous for r in opened.rows):
            self._note("read.unit", "unread", f"{caption.name}：没有写明单位，暂按元计", kind, piece.place)
        self.notes += opened.notes
        self.spots[len(before)] = opened.spots
        return Table(
            kind=kind, title=caption.title, unit=caption.unit,
            step=step_of(opened.decimals if opened.decimals >= 0 else 2, caption.unit or "元"),
            columns=opened.columns, rows=tuple(opened.rows), grid=tuple(opened.grid), head=opened.head,
            place=piece.place, number=caption.number, note=piece.note, entity=caption.entity,
        )  # fmt: skip

    def _joined(self, piece: Piece, kind: str) -> list[tuple[RawRow, Header]]:
        """The body rows with those cut by a page break put together, where the document knows the joined name."""
        done: list[tuple[RawRow, Header]] = []
        for index, (row, header) in enumerate(piece.body):
            if index in piece.breaks and done and kind != "goals":
                before = done[-1][0]
                whole = join_cut(before, row, header.columns, self.known)
                if whole is not None:
                    done[-1] = (whole, header)
                    continue
                if looks_cut(before, row, header.columns):
                    text = " / ".join(" ".join(filter(None, map(clean, r.cells)))[:40] for r in (before, row))
                    self._note(
                        "read.cut", "unread", f"分页处的两行像是一行，无从确认，照原样保留：{text}", kind, row.place
                    )
            done.append((row, header))
        return done

    def _note(self, rule: str, verdict: str, message: str, kind: str, place: Place) -> None:
        self.notes.append(Finding(rule, "unread" if verdict == "unread" else "hint", message, table=kind, place=place))


def _fill(piece: Piece, rows: Sequence[RawRow], header: Header) -> None:
    for row in rows:
        if piece.body and row.place.page is not None and row.place.page != piece.body[-1][0].place.page:
            piece.breaks.add(len(piece.body))
        piece.body.append((row, header))


def _grid_row(row: RawRow) -> GridRow:
    return GridRow(tuple(clean(cell) for cell in row.cells), row.place)


def _has_total(piece: Piece) -> bool:
    return any(fold(cell) in TOTAL_WORDS for row, _ in piece.body for cell in row.cells)


def _repeated(rows: Sequence[Row]) -> list[Row]:
    """Rows with figures whose code (and project) a row above already has."""
    seen: set[tuple[str, str, str]] = set()
    again: list[Row] = []
    for row in rows:
        key = (row.side, row.code, row.project)
        if row.code and row.cells and key in seen:
            again.append(row)
        seen.add(key)
    return again


def _folded(rows: Sequence[RawRow]) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(t for cell in row.cells if (t := fold(cell))) for row in rows)


def _is_empty_note(text: str) -> bool:
    return len(text) <= 200 and any(word in text for word in _EMPTY_WORDS)


def _header(form: Form | None, rows: list[RawRow], item: RawTable) -> Header:
    """The header of a piece; columns that hold figures must become something."""
    grid = [row.cells for row in rows]
    width = max(len(cells) for cells in grid)
    if form is None or not form.sides:
        return _plain_header(grid, width, goals=form is not None)
    offset = len(item.rows) - len(rows)
    spans = {(r - offset, c): size for (r, c), size in item.spans.items() if r >= offset} if item.spans else None
    count = read_header(grid, form, width, spans).rows
    used = frozenset(c for cells in grid[count:] for c, text in enumerate(cells) if is_figure(clean(text)))
    worded = frozenset(c for cells in grid[count:] for c, text in enumerate(cells) if has_han(text))
    return read_header(grid, form, width, spans, used, worded - used)


def _plain_header(grid: Sequence[Sequence[str]], width: int, goals: bool) -> Header:
    """The header of a table no form declares: rows above the first figure; a column of figures keeps its heading as measure."""
    if goals:
        return Header(0, tuple(Match("", "", "") for _ in range(width)))
    first = next((i for i, cells in enumerate(grid) if any(is_figure(clean(c)) for c in cells)), len(grid))
    first = min(first, 6) if first < len(grid) else min(1, len(grid))
    paths = heading_paths(grid[:first], width)
    matches: list[Match] = []
    seen: dict[str, int] = {}
    for column in range(width):
        texts = [clean(cells[column]) for cells in grid[first:] if column < len(cells) and clean(cells[column])]
        heading = " / ".join(paths[column])
        if _is_amount_column(texts, heading):
            role = fold(paths[column][-1]) if paths[column] else f"第{column + 1}列"
            seen[role] = seen.get(role, 0) + 1
            matches.append(Match(role if seen[role] == 1 else f"{role}#{seen[role]}", "", heading))
        else:
            named = texts and not seen  # texts behind the figures are remarks
            matches.append(Match(NAME_ROLE if named else "", "", heading))
    return Header(first, tuple(matches))


def _is_amount_column(texts: Sequence[str], heading: str) -> bool:
    figures = [text for text in texts if is_figure(text)]
    if not figures or len(figures) * 2 < len([t for t in texts if not is_blank(t)]):
        return False
    try:
        parsed = [parse(text, "元") for text in figures]
    except AmountError:
        return False
    told = any(word in heading for word in ("金额", "合计", "总计", "预算", "支出", "收入", "拨款", "资金", "经费"))
    return told or any(a is not None and a.decimals for a in parsed) or any("," in text for text in figures)
