"""`summary` as lines of text: bars, two columns, largest projects, what is missing. Apart from report_summary.py, which gathers.

The layout is counted in cells: figures stand first in fixed columns, names last and cut to the width.
"""

from __future__ import annotations

from data_model.budget import Budget, Finding
from tui.cells import cell_width, cut, left, right
from tui.console import Line
from tui.figures import BLANK, amount_text, bar, share_text
from tui.report_summary import Block, Part, Summary, bare_name
from tui.texts import sentence, t, term

CLASSES = 8
"""Classes shown one by one; with more, the smallest are one line."""
SOURCES = 4
PROJECTS = 3
NOTES = 3
BAR = 12
_MARGIN = 2


def heading(budget: Budget, entity: str | None = None) -> str:
    """`云溪市财政局  2026年部门预算`; a document without a name or year says so."""
    meta = budget.meta
    name = (entity if entity is not None else meta.entity) or t("report.no_entity")
    year = t("report.year", year=meta.fiscal_year) if meta.fiscal_year else t("report.no_year")
    kind = t(f"report.kind.{meta.kind}") if meta.kind in ("部门", "单位", "本级") else meta.kind
    phase = t(f"report.phase.{meta.phase}") if meta.phase in ("预算", "决算", "调整") else meta.phase
    return t("report.heading", name=name, year=year, kind=kind, phase=phase)


def unit_name(unit: str) -> str:
    """The word for a unit in the chosen language."""
    return t({"元": "unit.yuan", "万元": "unit.wan", "亿元": "unit.yi"}[unit])


def date_text(iso: str) -> str:
    """`2026-02-06` -> `2026年2月6日公开`."""
    parts = iso.split("-")
    if len(parts) != 3 or not all(part.isdecimal() for part in parts):
        return t("report.no_date")
    return t("report.published", year=parts[0], month=int(parts[1]), day=int(parts[2]), iso=iso)


def summary_lines(summary: Summary, unit: str = "万元", width: int = 80, ascii_only: bool = False) -> list[Line]:
    """The summary in lines of at most `width` cells; amounts in `unit` (元, 万元, 亿元)."""
    budget = summary.budget
    tables = budget.counted
    first = heading(budget)
    unread = f"{t('report.unread', count=len(summary.unread))}  " if summary.unread else ""
    dated, agreement = date_text(budget.meta.published), unread + _agreement(summary)
    counts = t("report.counts", tables=len(tables), figures=sum(table.figures for table in tables))
    in_unit = t("report.unit", unit=unit_name(unit))
    seconds = [f"{dated}  {counts}  {in_unit}  {agreement}"]
    if budget.meta.published:
        seconds.append(f"{dated}  {t('report.tables', tables=len(tables))}  {in_unit}  {agreement}")
    seconds.append(f"{counts}  {in_unit}  {agreement}")
    second = next(
        (text for text in seconds if cell_width(text) <= width), seconds[-1]
    )  # the last counts are never cut away
    lines: list[Line] = [((cut(first, width), "bold"),), ((cut(second, width), "dim"),)]
    if budget.sections or budget.goals:  # `check` may find there what these counts do not tell
        tables_only = t("check.summary_tables" if tables else "check.summary_prose")
        if cell_width(first) + 3 + cell_width(tables_only) <= width:
            lines[0] = ((first, "bold"), ("   " + tables_only, "dim"))
        else:
            lines.append(((cut(tables_only, width), "dim"),))
    blocks = (summary.expenditure, summary.revenue, summary.structure, summary.basic, summary.three_public, summary.projects)  # fmt: skip
    widest = max((_widest(block, unit) for block in blocks if block), default=8)
    cells = max(8, widest)
    for part in (
        _class_lines(summary.expenditure, unit, cells, width, ascii_only),
        _both_lines(summary, unit, cells, width),
        _project_lines(summary.projects, unit, cells, width),
        _missing_lines(summary, width),
        _note_lines(summary.unread, width),
    ):
        if part:
            lines += [(), *part]
    return lines


def _agreement(summary: Summary) -> str:
    """`不符 0，尾差 38，勾稽相符 503 项`: what the tables say of themselves."""
    counts = summary.identities
    if not (counts.ok or counts.rounding or counts.mismatch):
        return t("check.summary_none")
    return t("check.summary", mismatch=counts.mismatch, rounding=counts.rounding, ok=counts.ok)


def _widest(block: Block, unit: str) -> int:
    return max(cell_width(amount_text(fen, unit, block.table.step)) for fen in (block.total, *(p.fen for p in block.parts)))  # fmt: skip


def _number(block: Block) -> str:
    number = block.table.number.removeprefix("公开")
    return t("report.in_table", number=number) if number else ""


def _class_lines(block: Block | None, unit: str, cells: int, width: int, ascii_only: bool) -> list[Line]:
    if block is None:
        return []
    step, name_width = block.table.step, width - (_MARGIN + cells + 8 + 2 + BAR + 2 + 3 + 1)

    def line(fen: int, share: str, code: str, name: str, style: str) -> Line:
        figures = " " * _MARGIN + right(amount_text(fen, unit, step), cells) + right(share, 8) + "  "
        return (
            (figures, style), (bar(fen, block.total, BAR, ascii_only), "accent"), ("  " + left(code, 3) + " ", "dim"),
            (cut(name, name_width), style),
        )  # fmt: skip

    name = f"{t('report.total_expenditure')}{_number(block)}"
    lines = [line(block.total, share_text(block.total, block.total) + "%", "", name, "bold")]
    shown = block.parts if len(block.parts) <= CLASSES else block.parts[: CLASSES - 1]
    lines += [line(p.fen, share_text(p.fen, block.total), p.code, bare_name(p.name), "") for p in shown]  # fmt: skip
    if rest := block.parts[len(shown) :]:
        total = sum(part.fen for part in rest)
        lines.append(line(total, share_text(total, block.total), "", t("report.rest_classes", count=len(rest)), ""))  # fmt: skip
    return lines


def _both_lines(summary: Summary, unit: str, cells: int, width: int) -> list[Line]:
    """Where the money comes from at the left, what kind of expenditure it is at the right."""
    sources, kinds = _source_rows(summary.revenue, unit), _kind_rows(summary, unit)
    if not sources:
        sources, kinds = kinds, []
    left_name = width
    if kinds:  # the left names give way as far as they can when the right ones would be cut
        spare = width - (_MARGIN + 2 * cells + 6 + 5 + 5 * 2) - max(cell_width(name) for *_, name in kinds)
        left_name = min(21, max(spare, *(cell_width(name) for *_, name in sources), 8))
    lines: list[Line] = []
    for i in range(max(len(sources), len(kinds))):
        amount, share, name = sources[i] if i < len(sources) else ("", "", "")
        line = " " * _MARGIN + right(amount, cells) + "  " + right(share, 6) + "  " + left(name, left_name)
        if i < len(kinds):
            amount, share, name = kinds[i]
            line += "  " + right(amount, cells) + "  " + right(share, 5) + "  " + name
        lines.append(((cut(line.rstrip(), width), ""),))
    return lines


_Row = tuple[str, str, str]


def _source_rows(block: Block | None, unit: str) -> list[_Row]:
    if block is None:
        return []
    step = block.table.step
    name = f"{t('report.total_revenue')}{_number(block)}"
    rows = [(amount_text(block.total, unit, step), share_text(block.total, block.total), name)]
    shown = block.parts if len(block.parts) <= SOURCES else block.parts[: SOURCES - 1]
    rows += [(amount_text(p.fen, unit, step), share_text(p.fen, block.total), _name(p, "source")) for p in shown]
    if rest := block.parts[len(shown) :]:
        total = sum(part.fen for part in rest)
        rows.append((amount_text(total, unit, step), share_text(total, block.total), t("report.rest", count=len(rest))))
    return rows


def _name(part: Part, kind: str) -> str:
    """The name of a declared source or measure in the language of the report, else as printed."""
    try:
        return t(f"report.{kind}.{part.id}")
    except KeyError:
        return part.name if "." in part.id else term(part.name)  # lines of a table are named in print


def _kind_rows(summary: Summary, unit: str) -> list[_Row]:
    rows: list[_Row] = []
    for block in (summary.structure, summary.basic):
        for i, part in enumerate(block.parts if block else ()):
            assert block is not None
            name = _name(part, "measure") + (_number(block) if i == 0 else "")
            rows.append((amount_text(part.fen, unit, block.table.step), share_text(part.fen, block.total), name))
    if (block := summary.three_public) is not None:
        rows.append(
            (amount_text(block.total, unit, block.table.step), BLANK, t("report.three_public") + _number(block))
        )
    return rows


def _project_lines(block: Block | None, unit: str, cells: int, width: int) -> list[Line]:
    if block is None or not block.parts:
        return []
    head = f"{block.table.number}%" if block.table.number and cell_width(block.table.number) <= 5 else t("report.share")
    title = t("report.largest", scope=term(block.label), count=block.of)
    lines: list[Line] = [
        ((cut(" " * _MARGIN + right(t("report.sum"), cells) + "  " + right(head, 6) + "  " + title, width), "dim"),)
    ]
    for part in block.parts[:PROJECTS]:
        figures = right(amount_text(part.fen, unit, block.table.step), cells) + "  " + right(share_text(part.fen, block.total), 6)  # fmt: skip
        lines.append(((cut(" " * _MARGIN + figures + "  " + part.name, width), ""),))
    return lines


def _missing_lines(summary: Summary, width: int) -> list[Line]:
    said = dict.fromkeys((t(f"view.{view}"), term(reason)) for view, reason in summary.missing)
    return [((cut(t("report.missing", view=view, reason=reason), width), "dim"),) for view, reason in said]


def _note_lines(notes: tuple[Finding, ...], width: int) -> list[Line]:
    """At most NOTES of what was not understood, and how many there are besides."""
    lines: list[Line] = []
    for note in notes[:NOTES]:
        place = note.place.label() if note.place else ""
        room = width - (cell_width(place) + 2 if place else 0)
        lines.append(
            ((cut(t("report.note", message=sentence(note.message)), max(20, room)), ""), (f"  {place}", "dim"))
        )
    if len(notes) > NOTES:
        lines.append(((t("report.more_notes", count=len(notes) - NOTES), "dim"),))
    return lines
