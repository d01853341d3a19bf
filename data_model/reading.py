"""read(*sources) -> Budget: the one place where the steps meet, in this order; joins several files of one document.

bytes -> a reader -> RawDocument -> persons masked -> assemble -> place -> recover -> goals, sections, identity, claims -> Budget.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

from data_model.assemble import assemble
from data_model.budget import Budget, Finding, Place, Source
from data_model.export import HEADER
from data_model.goals import read_goals
from data_model.identity import identify
from data_model.masked import mask_budget
from data_model.narrative import narrate
from data_model.persons import mask, mask_document
from data_model.readers.raw import Cancelled, Progress, RawDocument, RawParagraph, RawTable, ReadError
from data_model.records import dataclass, replace
from data_model.recover import recover
from data_model.sections import sections_of
from data_model.tables.placing import place
from data_model.tables.titles import genre_of
from data_model.text import clean

__all__ = ["Cancelled", "ReadError", "read", "read_bytes"]

MAX_BYTES = 256 * 1024 * 1024
"""Larger files are refused: no published budget comes near (the largest known has 12 MB)."""
KEPT = 2
"""Lines with a tab inside that show that a text kept its columns."""
MAX_TEXT_BYTES = 64 * 1024 * 1024
"""A text of this size has half a million lines; a longer one is no budget."""


@dataclass(frozen=True, slots=True)
class Blob:
    """A source in memory: its name for places and messages, and its bytes."""

    name: str
    data: bytes


def read(*sources: str | Path | Blob, progress: Progress | None = None) -> Budget:
    """Read one document from one or several files (tables in one, text in another).

    Raises ReadError with file, place, cause and remedy when nothing can be read; what can be read in part is a Budget whose
    notes list the rest. `progress(done, total)` may raise Cancelled.
    """
    blobs = [source if isinstance(source, Blob) else _load(Path(source)) for source in sources]
    if not blobs:
        raise ReadError("no_file_given")
    if len(blobs) == 1:
        return read_bytes(blobs[0].data, blobs[0].name, progress)
    from data_model.merging import merge

    return _narrated(_put_right(merge([read_bytes(blob.data, blob.name, progress) for blob in blobs])))


def read_bytes(data: bytes, name: str, progress: Progress | None = None) -> Budget:
    """Read one file's bytes; its format is told by content. Raises ReadError with `name` as its place."""
    name = mask(name)
    try:
        if data.lstrip()[:1] == b"{":
            from data_model.native import NotNative, load

            try:
                return load(data, name)
            except NotNative as error:
                raise ReadError(error.code, "", **error.values) from None
        return _understand(_raw(data, name, progress), hashlib.sha256(data).hexdigest())
    except ReadError as error:
        error.place = f"{name}{':' + error.place if error.place and name not in error.place else ''}"
        raise
    except RecursionError:
        raise ReadError("nested", name) from None


def _load(path: Path) -> Blob:
    """The bytes of a file, with a clear error for what a path may hold instead of one."""
    name = mask(clean(path.name) or str(path))
    try:
        if path.is_dir():
            raise ReadError("folder", name)
        if path.exists() and not path.is_file():
            raise ReadError("no_regular_file", name)
        size = path.stat().st_size
        if size > MAX_BYTES:
            raise ReadError("too_large", name, size=size // 1024 // 1024, most=MAX_BYTES // 1024 // 1024)
        return Blob(name, path.read_bytes())
    except FileNotFoundError:
        raise ReadError("missing", name) from None
    except PermissionError:
        raise ReadError("no_permission", name) from None
    except (OSError, ValueError) as error:
        raise ReadError("unreadable", name, reason=getattr(error, "strerror", None) or type(error).__name__) from None


def _raw(data: bytes, name: str, progress: Progress | None) -> RawDocument:
    from data_model.readers.detect import detect

    kind = detect(data)
    if kind in _REFUSED:
        raise ReadError(kind)
    if kind == "text":
        if len(data) > MAX_TEXT_BYTES:
            raise ReadError("text_too_large", size=len(data) // 1024 // 1024)
        return _read_text(data, name, progress)
    document = _reader(kind)(data, name, progress)
    return replace(document, items=tuple(item for item in document.items if not _list_of_facts(item)))


def _list_of_facts(item: RawParagraph | RawTable) -> bool:
    """True for the sheet of our own workbooks that lists the facts: each is on the sheet of its table too."""
    return isinstance(item, RawTable) and bool(item.rows) and tuple(item.rows[0].cells) == HEADER


_REFUSED = frozenset({"empty", "binary", "image", "zip", "doc"})
"""Kinds that cannot be read; the error has their name."""


def _read_text(data: bytes, name: str, progress: Progress | None) -> RawDocument:
    from data_model.readers.decoding import decode

    text = decode(data)[0]
    if sum("\t" in line.strip() for line in text.splitlines()) >= KEPT:
        from data_model.readers.tabbed import read_tabbed

        return read_tabbed(data, name, progress)
    from data_model.readers.separated import read_separated, separator

    if separator(text):
        sheet = read_separated(data, name, progress)
        if any(map(_list_of_facts, sheet.items)):
            raise ReadError("own_facts")
        return sheet
    from data_model.readers.squeezed import read_squeezed

    return read_squeezed(data, name, progress)


def _reader(kind: str) -> Callable[[bytes, str, Progress | None], RawDocument]:
    """The reader of a detected format, imported only when such a file comes."""
    if kind == "pdf":
        from data_model.readers.pdf import read_pdf

        return read_pdf
    if kind in ("xlsx", "xls", "ods"):
        from data_model.readers.workbook import read_workbook

        return read_workbook
    if kind == "docx":
        from data_model.readers.word import read_docx

        return read_docx
    from data_model.readers.html import read_html

    return read_html


def _understand(raw: RawDocument, sha256: str) -> Budget:
    """RawDocument -> Budget. Raises ReadError when it is another genre, or holds neither a budget table nor budget prose."""
    masked, persons = mask_document(raw)
    assembly = assemble(masked)
    placed, placings = place(assembly.tables, assembly.spots)
    tables, recovered = recover(placed)
    goals, put_right = read_goals(tables, assembly.prose)
    sections = sections_of(assembly.prose)
    first = [clean(p.text) for p in assembly.prose if p.text.strip()][:60]
    genre = genre_of([table.title for table in tables] + first)
    if genre:
        raise ReadError("genre", genre=genre)
    known = [table for table in tables if table.kind != "goals" and not table.kind.startswith("other:")]
    if len(known) >= 3 and not any(table.figures for table in tables):
        raise ReadError("blank_form", tables=len(known))
    sources = (Source(raw.file, sha256, raw.format),)
    meta, notes = identify(assembly.prose, tables, assembly.labels, sources, assembly.parents)
    told = bool(meta.title) and any(table.figures for table in tables)
    if not told and all(t.kind.startswith("other:") for t in tables) and not _speaks_of_a_budget(assembly.prose):
        raise ReadError("no_budget")
    unread = [Finding("read.reader", "unread", message, place=place) for message, place in raw.problems]
    if not any(table.figures for table in tables):
        why = _NO_FIGURE if tables else _NO_TABLE
        unread.append(Finding("read.empty", "unread", why, place=Place(raw.file)))
    return _narrated(Budget(
        meta=meta, tables=tables, sections=sections, goals=goals,
        notes=(*unread, *notes, *assembly.notes, *placings, *recovered, *put_right), persons=persons,
    ))  # fmt: skip


_NO_FIGURE = "没有读到一个金额：可能是空白样表，或数字不在表里"
_NO_TABLE = "这份文件只有正文，没有表；表在另一份文件里时，用 --merge 把两份合起来读"
"""Some bodies publish tables and text apart (Jiangsu 2019)."""


def _put_right(budget: Budget) -> Budget:
    """Joined files: the tables of one part may show what left its column in another."""
    tables, notes = recover(budget.tables)
    before = (note for note in budget.notes if note.rule != "recover.undecided")  # told again if it still is
    return replace(budget, tables=tables, notes=(*before, *notes))


def _narrated(budget: Budget) -> Budget:
    """The budget with what its prose says of its tables; joined files are told again, for the names of one part explain the other."""
    return mask_budget(_told(budget))


def _told(budget: Budget) -> Budget:
    if not any(section.paragraphs for section in budget.sections):
        return budget
    told = narrate(budget.sections, budget.tables, budget.meta)
    notes = (*(note for note in budget.notes if note.rule != "read.claim"), *told.notes)
    return replace(budget, claims=told.claims, projects=told.projects, statements=told.statements, notes=notes)


def _speaks_of_a_budget(prose: list[RawParagraph]) -> bool:
    text = "".join(clean(p.text) for p in prose[:2000])
    words = ("预算", "万元", "支出", "收入", "拨款")
    return sum(text.count(word) for word in words) >= 12 and all(word in text for word in ("预算", "支出"))
