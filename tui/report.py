"""`tree` and `find` as text, CSV and JSON: Budgets in, lines or rows out; nothing is written here (console.py does) or computed anew.

Lines are tuples of (text, style); figures stand first in fixed columns, names last, so that widths never shift a number.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence
from typing import Any

from data_model.amount import format_yuan, percent
from data_model.budget import Budget, Cell, Place, Row, Table
from data_model.classification import printed_code
from data_model.forms import form_of
from data_model.forms import measure_name as declared_name
from data_model.search import Hit, compile_query, matches, visible
from data_model.text import fold
from data_model.tree import Tree
from tui.cells import cell_width, cut, left, right
from tui.console import Line
from tui.figures import BLANK, amount_text, bar, share_text
from tui.report_summary_text import heading, unit_name
from tui.texts import t, term
from tui.widgets.naming import NAME_HEADS, line_name, short_entity, wordy

TREE_COLUMNS = ("path", "code", "level", "name", "amount", "share_parent", "share_total", "derived")
FIND_COLUMNS = ("file", "entity", "kind", "table", "number", "code", "name", "project", "measure", "amount", "text", "origin")  # fmt: skip


# --- tree --------------------------------------------------------------------------------------------------------------------


def tree_nodes(
    tree: Tree, depth: int | None = None, query: str = "", unit: str = "万元", marked: Sequence[int] = ()
) -> tuple[list[int], str]:
    """The nodes to show: levels 1 to `depth`, and only what `query` holds for with its ancestors; and what of it was not understood.
    `marked` are the nodes `finding:` means."""
    nodes = range(len(tree))
    problem = ""
    if query.strip():
        compiled = compile_query(query, unit)
        problem, shown = compiled.problem, visible(tree, compiled, marked)
        if (
            not tree.whole
            and len(tree)
            and not any(shown[1 : tree.end[0]])
            and 0 not in matches(tree, compiled, marked)
        ):
            shown[0] = 0  # one among others, no total
        nodes = [i for i in nodes if shown[i]]  # type: ignore[assignment]
    return [i for i in nodes if tree.is_total(i) or depth is None or tree.depth[i] < depth], problem


def tree_title(budget: Budget, tree: Tree, unit: str) -> str:
    """`二工街道办 2026年部门预算   支出功能 · 全部支出（表3）· 万元`; a view that rests on no table has no scope."""
    who = re.sub(" +", " ", heading(budget, short_entity(budget.meta.entity)))
    view, option = t(f"view.{tree.view}"), tree.option
    if option.kind in ("goals", ""):
        return f"{who}   {view} · {unit_name(unit)}"
    number = t("report.in_table", number=option.table.number) if option.table.number else ""
    return f"{who}   {view} · {term(option.label)}{number}{'' if number.endswith('）') else ' '}· {unit_name(unit)}"


def tree_lines(budget: Budget, tree: Tree, nodes: Sequence[int], unit: str, width: int | None, ascii_only: bool) -> list[Line]:  # fmt: skip
    """The browse columns without markers; names are cut to `width` cells, or whole where it is None. Where the roots have no common whole
    there are no shares of it, where nothing has a code no codes."""
    amounts = [
        "" if wordy(tree, i) else amount_text(amount, unit, tree.step_of(i)) for i, amount in enumerate(tree.amounts)
    ]
    cells = max(8, *(cell_width(text) for text in amounts)) if amounts else 8
    codes = max(7, *(len(code) for code in tree.codes)) + 1 if any(tree.codes) else 0
    sums = t("report.sum" if tree.option.part in ("total", "revenue", "") else "report.amount")
    head = f" {right(sums, cells)} {right(t('report.of_parent'), 6)} "
    if tree.whole:
        head += f"{right(t('report.of_total'), 6)}  {left(t('report.bar'), 8)} "
    name_head = t(NAME_HEADS[tree.view]).lower() if tree.view in NAME_HEADS else t("report.name")
    head += (left(t("report.code"), codes) if codes else "") + name_head
    title = tree_title(budget, tree, unit)
    lines: list[Line] = [((cut(title, width) if width else title, "bold"),), ((head, "dim"),)]
    for i in nodes:
        above, whole = tree.wholes(i)
        amount, total = tree.amounts[i], tree.is_total(i)
        share = "" if wordy(tree, i) or tree.is_apart(i) else share_text(amount, above)
        style = "bold" if total else ""
        spans = [(f" {right(amounts[i], cells)} {right(share, 6)} ", style)]
        if tree.whole:
            spans.append((f"{right('' if wordy(tree, i) else share_text(amount, whole), 6)}  ", style))
            spans.append((bar(amount, whole, 8, ascii_only) + " ", "accent"))
        spans.append((left(tree.codes[i], codes) if codes else "", "dim"))
        indent = "" if total else " " * (1 + 2 * tree.depth[i])
        room = None if width is None else width - sum(cell_width(text) for text, _ in spans) - len(indent)
        name = line_name(tree, i) if room is None else cut(line_name(tree, i), max(8, room))
        lines.append((*spans, (indent + name, style)))
    return lines


def tree_rows(tree: Tree, nodes: Sequence[int]) -> list[dict[str, Any]]:
    """One dict a node with TREE_COLUMNS: `path` a list of keys, amounts in 元, shares in percent, `derived` a bool."""
    rows = []
    for i in nodes:
        amount = tree.amounts[i]
        above, whole = tree.wholes(i)
        rows.append(
            {
                "path": list(tree.keys[i]), "code": tree.codes[i], "level": tree.levels[i], "name": tree.names[i],
                "amount": None if amount is None else format_yuan(amount),
                "share_parent": percent(amount, above) if amount is not None and above else None,
                "share_total": percent(amount, whole) if amount is not None and whole else None,
                "derived": bool(tree.derived[i]),
            }
        )  # fmt: skip
    return rows


# --- find --------------------------------------------------------------------------------------------------------------------


def all_facts(budget: Budget) -> list[Hit]:
    """Every figure as if it had been looked for: what `export --format text` lists."""
    return [Hit("row", table, row, measure, cell, "", row.place) for table, row, measure, cell in budget.facts()]


def hit_lines(budget: Budget, file: str, hits: Sequence[Hit], query: str, unit: str, width: int | None) -> list[Line]:
    """A heading (with the `file` the user named) and one line a hit: amount, table, code, place, then the name, or the sentence cut around the match."""
    table_names = [_table_name(hit.table) for hit in hits]
    figures = [amount_text(hit.cell.fen, unit, hit.table.step) if hit.cell and hit.table else "" for hit in hits]
    places = [place_text(hit.place, hit.cell) for hit in hits]
    codes = [printed_code(hit.row.code) if hit.row else "" for hit in hits]
    cells = max(8, *map(cell_width, figures))
    tables, places_width = max(2, *map(cell_width, table_names)), max(4, *map(cell_width, places))
    who = re.sub(" +", " ", heading(budget, short_entity(budget.meta.entity)))
    title = f"{who}   {file}   {t('report.hits', count=len(hits))} · {unit_name(unit)}"
    lines: list[Line] = [((cut(title, width) if width else title, "bold"),)]
    for hit, table, figure, place, code in zip(hits, table_names, figures, places, codes, strict=True):
        before = f" {right(figure, cells)}  {left(table, tables)}  "
        middle = f"{left(code, 7)}  {left(place, places_width)}  "
        room = None if width is None else max(20, width - cell_width(before) - cell_width(middle))
        text = hit_text(hit) if hit.kind == "row" else around(hit.text, query, room or 60)
        lines.append(((before, ""), (middle, "dim"), (text if room is None else cut(text, room), "")))
    return lines


def hit_rows(budget: Budget, hits: Iterable[Hit]) -> list[dict[str, Any]]:
    """One dict a hit with FIND_COLUMNS; `text` is the paragraph of a prose hit, `table` the kind."""
    rows = []
    for hit in hits:
        row, cell = hit.row, hit.cell
        rows.append(
            {
                "file": hit.place.file, "entity": budget.meta.entity, "kind": hit.kind,
                "table": hit.table.kind if hit.table else "", "number": hit.table.number if hit.table else "",
                "code": row.code if row else "", "name": row.name if row else "", "project": row.project if row else "",
                "measure": hit.measure, "amount": format_yuan(cell.fen) if cell else None,
                "text": hit.text if hit.kind == "prose" else "",
                "origin": hit.place.label(cell.column if cell and cell.column >= 0 else None),
            }
        )  # fmt: skip
    return rows


def hit_text(hit: Hit) -> str:
    """`行政运行 · 基本支出`, a project's own name, or the table's title for a row that has none."""
    row: Row | None = hit.row
    if row is None:
        return hit.text
    name = row.project or row.name or t("report.no_name")
    if row.project and row.name and row.project != row.name:
        name = f"{row.project} · {row.name}"
    measure = measure_name(hit.table, hit.measure)
    return f"{name} · {term(measure)}" if measure and hit.measure not in ("total", "revenue", "expenditure") else name


def measure_name(table: Table | None, measure: str) -> str:
    """The field's word for a measure; the heading itself in an unknown table; `?` for a figure without a known column."""
    return declared_name(table.kind, measure) if table else measure


def place_text(place: Place, cell: Cell | None) -> str:
    """Where in its file: `第194行`, `第3页`, `表1!B5`."""
    if place.page is not None:
        return t("report.page", page=place.page)
    if place.line is not None:
        return t("report.line", line=place.line)
    label = place.label(cell.column if cell and cell.column >= 0 else None)
    return label[len(place.file) + 1 :] if len(label) > len(place.file) else BLANK


def _table_name(table: Table | None) -> str:
    if table is None:
        return t("report.prose")
    return cut(table.number or _kind_name(table), 12)


def _kind_name(table: Table) -> str:
    form = form_of(table.kind)
    return term(form.name) if form else table.title or table.kind


def around(text: str, query: str, width: int) -> str:
    """The part of `text` about the first word of `query` that occurs, in at most `width` cells."""
    if cell_width(text) <= width:
        return text
    at = 0
    for word in query.split():
        wanted = fold(word)
        at = next((i for i in range(len(text)) if wanted and fold(text[i : i + len(word) + 4]).startswith(wanted)), 0)
        if at:
            break
    start = at
    while start and cell_width(text[start - 1 : at]) <= width // 3:
        start -= 1
    return cut(("…" if start else "") + text[start:], width)


# --- lists -------------------------------------------------------------------------------------------------------------------


_FIGURES = frozenset({"amount", "share_parent", "share_total", "expected", "found", "difference", "tolerance"})
"""Columns of figures: a minus is no beginning of a formula there."""


def csv_rows(columns: Sequence[str], rows: Iterable[dict[str, Any]]) -> str:
    """Rows as CSV with a header, one line each; lists are joined by `/`, None is empty, texts are no formulas."""
    from data_model.export import defused

    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    for row in rows:
        writer.writerow([_cell(row[column], column, defused) for column in columns])
    return out.getvalue()


def _cell(value: Any, column: str, defused: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return str(defused("/".join(value)))
    return str(value) if column in _FIGURES else str(defused(value))
