"""RawDocument -> Tables: which form, which column is which measure, pieces across pages, rows. The only reader of forms.py's words.

What was not understood is noted, never dropped: unknown tables become `other:<title>`, unknown columns keep their heading.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from data_model.amount import AmountError, is_blank, looks_numeric, parse, step_of
from data_model.budget import KEY_ROLES, NAME_ROLE, Column, Finding, GridRow, Place, Table
from data_model.form_types import Form
from data_model.forms import form_of
from data_model.headers import Header, Match, heading_paths, is_key_text, number_row, read_header
from data_model.readers.raw import RawDocument, RawParagraph, RawRow, RawTable
from data_model.rows import Body
from data_model.text import clean, fold
from data_model.titles import (
    BODY,
    UNIT,
    UNIT_IN_HEADING,
    is_page_furniture,
    is_title,
    kind_of_title,
    table_number,
)

CAPTION_REACH = 12
"""How many lines above a table may belong to its caption: number, title, body, unit, date, page furniture."""
_EMPTY_WORDS = ("空表", "没有使用", "无此项", "未安排", "不涉及", "没有安排")


@dataclass(slots=True)
class Caption:
    """What stood above a table."""

    kind: str = ""
    title: str = ""
    number: str = ""
    unit: str = ""
    entity: str = ""
    place: Place | None = None
    taken: list[RawParagraph] = field(default_factory=list)


@dataclass(slots=True)
class Piece:
    """A table being joined from its pieces."""

    caption: Caption
    form: Form | None
    header: Header
    body: Body
    grid: list[GridRow]
    head: int
    place: Place
    folded_head: tuple[tuple[str, ...], ...]
    used: set[str] = field(default_factory=set)
    note: str = ""


@dataclass(slots=True)
class Assembly:
    """The result: tables, the paragraphs that belong to no table, and notes."""

    tables: list[Table]
    prose: list[RawParagraph]
    notes: list[Finding]


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
        self.raw = raw
        self.pending: list[RawParagraph] = []
        self.prose: list[RawParagraph] = []
        self.pieces: list[Piece] = []
        self.notes: list[Finding] = []
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
        caption, rows = self._caption(item)
        if not rows:
            self._release()
            return
        last = self.pieces[-1] if self.pieces else None
        if last is not None and self._goes_on(caption, rows, last, item):
            self._release(caption.taken)
            self._append(last, rows, item)
            return
        self._release(caption.taken)
        self.pieces.append(self._start(caption, rows, item))

    def _release(self, taken: Sequence[RawParagraph] = ()) -> None:
        """Lines of the caption leave the prose; the rest of what was pending is prose."""
        gone = {id(paragraph) for paragraph in taken}
        self.prose += [paragraph for paragraph in self.pending if id(paragraph) not in gone]
        self.pending.clear()

    def _caption(self, item: RawTable) -> tuple[Caption, list[RawRow]]:
        """The caption from the lines above and from leading rows of the table that hold just one text."""
        caption = Caption()
        rows = list(item.rows)
        inside: list[RawParagraph] = []
        while len(rows) > 1 and self._is_caption_row(rows[0]):
            inside.append(RawParagraph(" ".join(c.strip() for c in rows[0].cells if c.strip()), rows[0].place))
            del rows[0]
        while rows and not any(clean(cell) for cell in rows[-1].cells):
            del rows[-1]
        lines = [p for p in self.pending if p.text.strip()][-CAPTION_REACH:] + inside
        for paragraph in reversed(lines):
            text = clean(paragraph.text)
            if not self._take(caption, paragraph, text):
                break
        return caption, [row for row in rows if any(clean(cell) for cell in row.cells)]

    @staticmethod
    def _is_caption_row(row: RawRow) -> bool:
        filled = [clean(cell) for cell in row.cells if clean(cell)]
        if not filled:
            return True
        joined = " ".join(filled)
        if len(filled) == 1:
            return bool(
                kind_of_title(joined)
                or is_title(joined)
                or BODY.match(joined)
                or UNIT.match(joined)
                or table_number(joined)
            )
        return (
            len(filled) <= 3 and bool(BODY.match(filled[0]) or UNIT.search(joined)) and not any(map(_is_figure, filled))
        )

    def _take(self, caption: Caption, paragraph: RawParagraph, text: str) -> bool:
        """Add one line (from below upwards) to the caption; False when the caption ends above it."""
        if is_page_furniture(text):
            caption.taken.append(paragraph)
            return True
        unit, body = UNIT.search(text), BODY.search(text)
        number = table_number(text)
        kind = kind_of_title(text)
        titled = bool(kind) or is_title(text)
        if caption.title:
            if number and not caption.number and not titled and len(text) <= 12:
                caption.number = number
                caption.taken.append(paragraph)
            elif not titled and not caption.kind and (joined := kind_of_title(text + caption.title)):
                caption.kind, caption.title = joined, text + caption.title  # a title split over two lines
                caption.taken.append(paragraph)
                return True
            return False
        if titled and not (unit and body):
            caption.kind, caption.title, caption.place = kind, text, paragraph.place
            caption.number = caption.number or number
            caption.taken.append(paragraph)
            return True
        if unit or (body and len(text) <= 120):
            caption.unit = caption.unit or (unit[1] if unit else "")
            if body and not caption.entity and body[2]:
                caption.entity = body[2].strip()
            if body and (title := text[: body.start()].strip()) and (kind_of_title(title) or is_title(title)):
                caption.kind, caption.title, caption.place = kind_of_title(title), title, paragraph.place
            caption.taken.append(paragraph)
            return True
        if number and len(text) <= 12:
            caption.number = number
            caption.taken.append(paragraph)
            return True
        return text in ("", "续") or (len(text) <= 14 and any(c.isdigit() for c in text) and "年" in text)

    def _goes_on(self, caption: Caption, rows: list[RawRow], last: Piece, item: RawTable) -> bool:
        """A piece goes on from the table before: no title of its own (or the same again) and the same header or width."""
        if caption.title and caption.kind != last.caption.kind:
            return False
        if caption.title and (not caption.kind or (last.body.rows and last.body.rows[-1].role == "total")):
            return fold(caption.title) == fold(last.caption.title) and not _has_total(last)
        if any(p.text.strip() and not is_page_furniture(p.text) and p not in caption.taken for p in self.pending):
            return False
        if item.continues:
            return True
        head = _folded(rows[: last.head])
        if last.head and head == last.folded_head:
            return True
        width = max(len(row.cells) for row in rows)
        return last.header.columns != () and abs(width - len(last.header.columns)) <= 1

    def _start(self, caption: Caption, rows: list[RawRow], item: RawTable) -> Piece:
        form = form_of(caption.kind)
        caption.unit = caption.unit or _unit_in(rows) or self.unit
        self.unit = caption.unit or self.unit
        self.entity = caption.entity or self.entity
        caption.entity = caption.entity or self.entity
        kind = caption.kind or f"other:{caption.title or '无题表'}"
        place = caption.place or rows[0].place
        header = self._header(form, rows, item)
        body = Body(form, kind, caption.unit, caption.entity)
        piece = Piece(caption, form, header, body, [], header.rows, place, _folded(rows[: header.rows]))
        self._fill(piece, rows, 0, header)
        self.notes += [
            Finding("read.header", "hint", f"{caption.title or kind}：{doubt}", table=kind, place=place)
            for doubt in header.doubts
        ]
        if form is not None and form.sides and not any(m.role not in KEY_ROLES for m in header.columns):
            self.notes.append(
                Finding("read.header", "unread", f"{caption.title}：没有一列认得出", table=kind, place=place)
            )
        if not caption.unit and body.rows and any(row.cells for row in body.rows):
            self.notes.append(
                Finding(
                    "read.unit", "unread", f"{caption.title or kind}：没有写明单位，暂按元计", table=kind, place=place
                )
            )
        return piece

    @staticmethod
    def _header(form: Form | None, rows: list[RawRow], item: RawTable) -> Header:
        grid = [row.cells for row in rows]
        width = max(len(cells) for cells in grid)
        offset = len(item.rows) - len(rows)
        spans = {(r - offset, c): size for (r, c), size in item.spans.items() if r >= offset} if item.spans else None
        if form is None or not form.sides:
            return _plain_header(grid, width, goals=form is not None)
        count = read_header(grid, form, width, spans).rows
        used = frozenset(c for cells in grid[count:] for c, text in enumerate(cells) if _is_figure(clean(text)))
        return read_header(grid, form, width, spans, used)

    def _append(self, piece: Piece, rows: list[RawRow], item: RawTable) -> None:
        """Join a further piece: drop its repeated header, or read its own when it is laid out differently."""
        head = piece.head if _folded(rows[: piece.head]) == piece.folded_head else 0
        header = piece.header
        if not head and piece.form is not None and piece.form.sides:
            own = self._header(piece.form, rows, item)
            roles = {m.role for m in own.columns} - KEY_ROLES
            if own.rows and roles:
                head, header = own.rows, own
        self._fill(piece, rows, head, header, joined=True)

    def _fill(self, piece: Piece, rows: list[RawRow], _from: int, header: Header, joined: bool = False) -> None:
        skip = _from if joined else 0
        for index, row in enumerate(rows):
            if index < skip:
                continue
            texts = tuple(clean(cell) for cell in row.cells)
            piece.grid.append(GridRow(texts, row.place))
            if not joined and index < header.rows:
                continue
            if number_row(texts) is not None:
                continue
            piece.body.add(row.cells, header.columns, row.place, len(piece.grid) - 1)

    def finish(self) -> Assembly:
        self._release()
        tables = []
        for piece in self.pieces:
            tables.append(_finished(piece))
            self.notes += piece.body.notes
        return Assembly(tables, self.prose, self.notes)


def _finished(piece: Piece) -> Table:
    caption, body = piece.caption, piece.body
    unit = caption.unit or "元"
    columns = tuple(Column(m.heading, m.role, m.side) for m in piece.header.columns)
    width = max((len(row.texts) for row in piece.grid), default=0)
    grid = tuple(GridRow(row.texts + ("",) * (width - len(row.texts)), row.place) for row in piece.grid)
    return Table(
        kind=body.kind, title=caption.title, unit=caption.unit, step=step_of(body.decimals if body.decimals >= 0 else 2, unit), columns=columns,
        rows=tuple(body.rows), grid=grid, head=piece.head, place=piece.place, number=caption.number, note=piece.note,
        entity=caption.entity,
    )  # fmt: skip


def _has_total(piece: Piece) -> bool:
    return any(row.role == "total" for row in piece.body.rows)


def _folded(rows: Sequence[RawRow]) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(t for cell in row.cells if (t := fold(cell))) for row in rows)


def _is_empty_note(text: str) -> bool:
    return len(text) <= 200 and any(word in text for word in _EMPTY_WORDS)


def _is_figure(text: str) -> bool:
    return bool(text) and not is_blank(text) and looks_numeric(text) and not is_key_text(text)


def _unit_in(rows: Sequence[RawRow]) -> str:
    """The unit named in the first rows of a table: `单位：万元` or `预算数（万元）`."""
    for row in rows[:3]:
        for cell in row.cells:
            if match := UNIT.search(clean(cell)) or UNIT_IN_HEADING.search(clean(cell)):
                return str(match[1])
    return ""


def _plain_header(grid: Sequence[Sequence[str]], width: int, goals: bool) -> Header:
    """The header of a table no form declares: rows above the first figure; a column of figures keeps its heading as measure."""
    if goals:
        return Header(0, tuple(Match("", "", "") for _ in range(width)))
    first = next((i for i, cells in enumerate(grid) if any(_is_figure(clean(c)) for c in cells)), len(grid))
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
            matches.append(Match(NAME_ROLE if texts else "", "", heading))
    return Header(first, tuple(matches))


def _is_amount_column(texts: Sequence[str], heading: str) -> bool:
    figures = [text for text in texts if _is_figure(text)]
    if not figures or len(figures) * 2 < len([t for t in texts if not is_blank(t)]):
        return False
    try:
        parsed = [parse(text, "元") for text in figures]
    except AmountError:
        return False
    told = any(word in heading for word in ("金额", "合计", "总计", "预算", "支出", "收入", "拨款", "资金", "经费"))
    return told or any(a is not None and a.decimals for a in parsed) or any("," in text for text in figures)
