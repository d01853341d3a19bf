"""Budget -> text others can use: facts as CSV, our JSON, a readable Markdown document; XLSX is made by frames.py.

Every fact of `Budget.facts()` is exported exactly once, amounts as strings in 元 with two decimals. Text from a document is never
a formula, a link or markup in what leaves here. The JSON's schema is `budget.schema.json` beside this module (`schema()`).
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from data_model.amount import format_yuan
from data_model.budget import Budget, Cell, Row, Table
from data_model.forms import form_of
from data_model.scopes import fund_of
from data_model.words import CHINESE, Words

HEADER = (
    "entity", "fiscal_year", "table", "code", "name", "project", "measure", "amount", "printed", "status", "origin", "line",
    "unit", "step", "kind", "phase", "scope",
)  # fmt: skip
"""The columns of the CSV, in this order for ever; new ones go to the end."""

FORMATS = ("csv", "json", "markdown", "xlsx")

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
_FIGURE = re.compile(r"[-+－＋]?[0-9０-９][0-9０-９,，.．]*")
_MARKUP = re.compile(r"([\\`*_{}\[\]#|~<>&@$^])")
_SCHEME = re.compile(r"(?i)(https?|ftps?|mailto|xmpp|javascript|data|file)(:)|(www)(\.)")


def export(budget: Budget, form: str, tool_version: str = "", bom: bool = False, say: Words = CHINESE) -> bytes:
    """The whole Budget in one of FORMATS. `bom` puts a UTF-8 byte order mark before CSV (for old Excel), `say` has the words of a
    document to read. Raises KeyError."""
    if form == "csv":
        return csv_text(budget).encode("utf-8-sig" if bom else "utf-8", "replace")
    if form == "json":
        from data_model.native import dumps

        return dumps(budget, tool_version).encode("utf-8", "replace")
    if form == "markdown":
        return markdown(budget, say).encode("utf-8", "replace")
    if form == "xlsx":
        from data_model.frames import workbook

        return workbook(budget)
    raise KeyError(form)


def schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of our JSON, as published in the package."""
    from importlib.resources import files

    data: dict[str, Any] = json.loads(files("data_model").joinpath("budget.schema.json").read_text(encoding="utf-8"))
    return data


# --- facts -------------------------------------------------------------------------------------------------------------------


@cache
def scope_of(kind: str, measure: str, side: str, title: str = "") -> str:
    """The fund a figure belongs to: its measure's own scope, `revenue` for the income side of 收支总表 and sums of 收入总表, else
    the scope of its table, or the table's kind where the table knows none; "" in unknown tables."""
    form = form_of(kind)
    if form is None:
        return ""
    declared = form.measure(measure)
    if declared is not None and declared.scope:
        return declared.scope
    if kind == "balance" and side == "revenue":
        return "revenue"
    return fund_of(form, title) or form.kind


def fact_values(budget: Budget, table: Table, row: Row, measure: str, cell: Cell) -> tuple[str, ...]:
    """One fact as texts in the order of HEADER, nothing defused."""
    meta = budget.meta
    return (
        meta.entity, str(meta.fiscal_year or ""), table.kind, row.code, row.name, row.project, measure, format_yuan(cell.fen),
        cell.printed, cell.status, row.place.label(cell.column if cell.column >= 0 else None), row.line, table.unit,
        format_yuan(table.step), meta.kind, meta.phase, scope_of(table.kind, measure, row.side, table.title),
    )  # fmt: skip


def facts(budget: Budget) -> Iterator[tuple[str, ...]]:
    """Every fact of the budget, in the order of the document."""
    for table, row, measure, cell in budget.facts():
        yield fact_values(budget, table, row, measure, cell)


def csv_text(budget: Budget) -> str:
    """All facts as CSV: HEADER, one fact a line, `\\n` line ends, quotes only where needed."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(HEADER)
    for values in facts(budget):
        writer.writerow(
            [text if name == "amount" else defused(text) for name, text in zip(HEADER, values, strict=True)]
        )
    return out.getvalue()


def defused(text: str) -> str:
    """`text` as a spreadsheet must not calculate it: a leading apostrophe before = + - @ and a tab; plain figures stay (`-5.00`)."""
    return "'" + text if text.startswith(_FORMULA) and not _FIGURE.fullmatch(text) else text


# --- Markdown ----------------------------------------------------------------------------------------------------------------


def markdown(budget: Budget, say: Words = CHINESE) -> str:
    """A readable document: title, who and when, each table under its printed headings with its cells as printed, and the notes."""
    meta = budget.meta
    year = say("export.year", year=meta.fiscal_year) if meta.fiscal_year else ""
    kind, phase = say.term(meta.kind), say.term(meta.phase)
    title = " ".join(say("export.title", entity=meta.entity, year=year, kind=kind, phase=phase).split())
    lines = [f"# {escaped(meta.title or title)}", ""]
    sources = say("export.list").join(source.file for source in meta.sources)
    for key, value in (
        ("entity", meta.entity), ("fiscal_year", str(meta.fiscal_year or "")),
        ("kind", say("export.kind_phase", kind=kind, phase=phase).strip()), ("published", meta.published),
        ("unit", say.term(meta.unit)), ("source", sources),
    ):  # fmt: skip
        if value:
            lines.append(f"- {say('export.fact', name=say(f'export.{key}'), value=escaped(value))}")
    for table in budget.tables:
        lines += ["", *_markdown_table(table, say)]
    if budget.notes:
        lines += ["", f"## {say('export.notes')}", ""]
    for note in budget.notes:
        text = say.sentence(note.message)
        lines.append(f"- {escaped(say('export.note', text=text, place=note.place.label()) if note.place else text)}")
    return "\n".join(lines) + "\n"


def _markdown_table(table: Table, say: Words) -> Iterator[str]:
    title = " ".join(part for part in (table.number if table.number not in table.title else "", table.title) if part)
    yield f"## {escaped(title or table.kind)}"
    yield ""
    facts = (("table_unit", say.term(table.unit)), ("place", table.place.label()))
    told = (say("export.fact", name=say(f"export.{key}"), value=escaped(value)) for key, value in facts if value)
    yield say("export.between").join(told)
    if table.note:
        yield ""
        yield escaped(table.note)
    figures = _figure_columns(table)
    if not table.columns or not table.grid:
        return
    yield ""
    yield "| " + " | ".join(escaped(column.heading) for column in table.columns) + " |"
    yield "|" + "|".join(" ---: " if i in figures else " --- " for i in range(len(table.columns))) + "|"
    for row in table.grid[table.head :]:
        texts = (*row.texts, *("",) * len(table.columns))[: max(len(table.columns), 1)]
        yield "| " + " | ".join(escaped(text) for text in texts) + " |"


def _figure_columns(table: Table) -> frozenset[int]:
    return frozenset(cell.column for row in table.rows for cell in (*row.cells.values(), *row.ambiguous))


def escaped(text: str) -> str:
    """`text` as Markdown shows it literally: no markup, HTML, link or formula; figures stay readable (`1,129.51`, `-5.00`)."""
    if not text or _FIGURE.fullmatch(text):
        return text
    plain = defused(" ".join(text.split()))
    plain = _MARKUP.sub(lambda m: _ENTITIES.get(m[1], "\\" + m[1]), plain)
    plain = re.sub(r"^([0-9]+)([.)])(?=\s|$)", r"\1\\\2", plain)
    return _SCHEME.sub(lambda m: f"{m[1] or m[3]}\\{m[2] or m[4]}", plain)


_ENTITIES = {"<": "&lt;", ">": "&gt;", "&": "&amp;"}
