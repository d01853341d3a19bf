"""`summary`: one screen of a budget: who and when, classes by share, where money comes from, basic and project, 三公, largest projects.

Apart from report.py because it gathers from many tables; none of them is assumed to exist, and what is missing is said.
`summarise` makes data, `summary_json` and report_summary_text.py show it.

The JSON of one document (amounts in 元 as strings, shares in percent as strings, unknown is null or ""):
`file, entity, fiscal_year, kind, phase, published, unit, tables, figures, unread` (counts), `identities: {ok, rounding, mismatch}`;
`expenditure, revenue, structure, basic, three_public, projects`: null, or `{scope, table, number, total, derived, count, parts:
[{id, code, name, amount, share}]}`; `missing: [{view, reason}]`; `notes: [{message, origin}]` of what was not understood.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any, NamedTuple

from data_model.amount import format_yuan, percent
from data_model.budget import Budget, Finding, Row, Table
from data_model.evidence import Counts, counts
from data_model.forms import FORM_BY_KIND
from data_model.scopes import SCOPE_NAMES, scope_options, view_reason
from data_model.table_trees import BEYOND_THREE_PUBLIC
from data_model.tree import Tree, build_tree
from tui.texts import printed_words

_NUMBERING = re.compile(
    r"^(?:其中[:：]?|[一二三四五六七八九十]+、|[（(][一二三四五六七八九十0-9]+[）)]|[0-9]+[、.．])+\s*"
)
_GRANTS = (
    "general_public",
    "general_public_transfer",
    "government_fund",
    "government_fund_transfer",
    "state_capital",
    "state_capital_transfer",
)
_OTHER_SUMS = frozenset({"total", "appropriation_subtotal"})
_VIEWS = ("function", "revenue", "economic", "three_public", "projects")


class Part(NamedTuple):
    """One line of a block: its stable id (measure, line key or path), code, printed or short name, amount in fen."""

    id: str
    code: str
    name: str
    fen: int


class Block(NamedTuple):
    """A whole and its parts, all of one table and scope (`label` its name). `derived`: the whole is a sum of ours."""

    scope: str
    label: str
    table: Table
    total: int
    parts: tuple[Part, ...]
    derived: bool = False
    of: int = 0


class Summary(NamedTuple):
    """All that `summary` tells of one budget; a block is None when its table is missing or has no figures."""

    budget: Budget
    file: str
    expenditure: Block | None
    revenue: Block | None
    structure: Block | None
    basic: Block | None
    three_public: Block | None
    projects: Block | None
    missing: tuple[tuple[str, str], ...]
    unread: tuple[Finding, ...]
    identities: Counts


def summarise(budget: Budget, file: str = "") -> Summary:
    """Gather the summary; `file` is the name the user gave."""
    return Summary(
        budget, file, _expenditure(budget), _revenue(budget), _structure(budget), _basic(budget), _three_public(budget),
        _projects(budget),
        tuple((view, reason) for view in _VIEWS if (reason := view_reason(budget, view))),
        tuple(note for note in budget.notes if note.verdict == "unread"), counts(budget),
    )  # fmt: skip


# --- gathering ---------------------------------------------------------------------------------------------------------------


def _tree(budget: Budget, view: str) -> Tree | None:
    tree = build_tree(budget, view) if scope_options(budget, view) else None
    return tree if tree is not None and tree.total is not None else None


def _by_size(parts: Iterable[Part]) -> tuple[Part, ...]:
    return tuple(sorted(parts, key=lambda part: -part.fen))


def _block(tree: Tree, nodes: Iterable[int], count: int = 0) -> Block:
    parts = [
        Part("/".join(tree.keys[i]), tree.codes[i] or _class_code(tree, i), tree.names[i], fen)
        for i in nodes
        if (fen := tree.amounts[i]) is not None
    ]
    return Block(
        tree.option.id, tree.option.label, tree.option.table, tree.total or 0, _by_size(parts), bool(tree.derived[0]), count
    )  # fmt: skip


def _class_code(tree: Tree, node: int) -> str:
    key = tree.keys[node][0] if tree.keys[node] else ""
    return key if key.isdecimal() else ""


def _expenditure(budget: Budget) -> Block | None:
    tree = _tree(budget, "function")
    return _block(tree, tree.children(0)) if tree is not None else None


def _revenue(budget: Budget) -> Block | None:
    """The measures of the revenue table's total row, else the innermost lines of the balance's income side."""
    table = budget.table("revenue")
    row = table.total if table is not None else None
    if table is not None and row is not None and (total := row.fen("total")) is not None:
        measures = [m for m in row.cells if m not in _OTHER_SUMS and row.cells[m].fen]
        if row.fen("appropriation_subtotal") and not any(m in _GRANTS for m in measures):
            measures.append("appropriation_subtotal")
        if measures:
            parts = [Part(m, "", _source_name(m, m), row.cells[m].fen) for m in measures]
            return Block("revenue", SCOPE_NAMES["revenue"], table, total, _current_first(parts))
    tree = _tree(budget, "revenue")
    if tree is None:
        return None
    inner = [i for i in range(1, len(tree)) if tree.amounts[i] and not any(tree.amounts[c] for c in tree.children(i))]
    lines = {row.line for i in inner if (row := tree.rows[i]) is not None}
    inner = [i for i in inner if not _is_sum(tree.rows[i], lines)]
    found = []
    for i in inner:
        line = (tree.rows[i].line if tree.rows[i] else "") or "/".join(tree.keys[i])  # type: ignore[union-attr]
        found.append(Part(line, tree.codes[i], _source_name(line, tree.names[i]), tree.amounts[i] or 0))
    return Block(
        tree.option.id, tree.option.label, tree.option.table, tree.total or 0, _current_first(found), bool(tree.derived[0])
    )  # fmt: skip


def _is_sum(row: Row | None, lines: Iterable[str]) -> bool:
    """True for a line such as 本年收入小计 that stands beside its own parts."""
    return row is not None and bool(row.line) and any(line.startswith(row.line + ".") for line in lines)


def _current_first(parts: list[Part]) -> tuple[Part, ...]:
    """This year's money by size, then what is carried over."""
    return tuple(sorted(parts, key=lambda part: ("carryover" in part.id, -part.fen)))


def _source_name(key: str, printed: str) -> str:
    """A short name for a declared source (`上级国资转移`), else the printed one without its numbering."""
    try:
        return printed_words(f"report.source.{key}")
    except KeyError:
        return bare_name(printed)


def bare_name(printed: str) -> str:
    """A printed name without its numbering and 其中：."""
    return _NUMBERING.sub("", printed) or printed


def _measure_parts(table: Table, row: Row, whole: str) -> tuple[Part, ...]:
    form = FORM_BY_KIND[table.kind]
    measures = [m for side in form.sides for m in side.measures if m.id in row.cells and m.id != whole]
    return tuple(Part(m.id, "", _measure_name(m.id, m.name), row.cells[m.id].fen) for m in measures)


def _measure_name(measure: str, name: str) -> str:
    try:
        return printed_words(f"report.measure.{measure}")
    except KeyError:
        return name


def _structure(budget: Budget) -> Block | None:
    """Basic and project: of all expenditure, else of the widest scope that prints them, else the balance's 用途 side."""
    for kind in ("expenditure", "appropriation_function", "general_public"):
        table = budget.table(kind)
        row = table.total if table is not None else None
        if table is None or row is None or (total := row.fen("total")) is None:
            continue
        parts = tuple(p for p in _measure_parts(table, row, "total") if not p.id.startswith("basic_"))
        if parts:
            return Block(FORM_BY_KIND[kind].scope, SCOPE_NAMES[FORM_BY_KIND[kind].scope], table, total, parts)
    table = budget.table("balance")
    uses = (
        [r for r in table.rows if r.side == "use" and r.line.startswith("use.") and "use" in r.cells] if table else []
    )
    if table is None or not uses:
        return None
    parts = tuple(Part(r.line, "", bare_name(r.name), r.cells["use"].fen) for r in uses)
    return Block("expenditure", SCOPE_NAMES["expenditure"], table, sum(part.fen for part in parts), parts, derived=True)


def _basic(budget: Budget) -> Block | None:
    """Personnel and public of the basic expenditure."""
    table = budget.table("basic_economic")
    row = table.total if table is not None else None
    if table is None or row is None or (total := row.fen("total")) is None:
        return None
    parts = _measure_parts(table, row, "total")
    return Block("general_public.basic", SCOPE_NAMES["general_public"], table, total, parts) if parts else None


def _three_public(budget: Budget) -> Block | None:
    """The total of 三公, never one that also holds meetings, training or running costs; these may stand beside it."""
    table = budget.table("three_public")
    if table is None:
        return None
    row = table.find(line="three_public")
    if row is None or row.fen("total") is None:
        row = table.total
    total = row.fen("total") if row is not None else None
    if total is None:
        return None
    lines = ((key, table.find(line=key)) for key in ("abroad", "reception", "vehicles"))
    parts = [Part(key, "", r.name, fen) for key, r in lines if r is not None and (fen := r.fen("total")) is not None]
    beside = any(other.cells for key in BEYOND_THREE_PUBLIC if (other := table.find(line=key)))
    if row is table.total and beside and sum(part.fen for part in parts) != total:
        return None
    return Block("appropriation", SCOPE_NAMES["appropriation"], table, total, tuple(parts))


def _projects(budget: Budget) -> Block | None:
    tree = _tree(budget, "projects")
    if tree is None:
        return None
    nodes = [i for i in range(1, len(tree)) if tree.levels[i] == "项目"]
    nodes = nodes or [i for i in range(1, len(tree)) if not tree.children(i)]
    return _block(tree, nodes, len(nodes))


def summary_json(summary: Summary) -> dict[str, Any]:
    """The summary as JSON-ready data; keys as in the docstring of this module."""
    meta, tables = summary.budget.meta, summary.budget.counted
    return {
        "file": summary.file, "entity": meta.entity, "fiscal_year": meta.fiscal_year, "kind": meta.kind,
        "phase": meta.phase, "published": meta.published, "unit": meta.unit, "tables": len(tables),
        "figures": sum(table.figures for table in tables), "unread": len(summary.unread),
        "identities": summary.identities._asdict(),
        "expenditure": _block_json(summary.expenditure), "revenue": _block_json(summary.revenue),
        "structure": _block_json(summary.structure), "basic": _block_json(summary.basic),
        "three_public": _block_json(summary.three_public), "projects": _block_json(summary.projects),
        "missing": [{"view": view, "reason": reason} for view, reason in summary.missing],
        "notes": [{"message": n.message, "origin": n.place.label() if n.place else ""} for n in summary.unread],
    }  # fmt: skip


def _block_json(block: Block | None) -> dict[str, Any] | None:
    if block is None:
        return None
    return {
        "scope": block.scope, "table": block.table.kind, "number": block.table.number,
        "total": format_yuan(block.total), "derived": block.derived, "count": block.of or len(block.parts),
        "parts": [
            {"id": p.id, "code": p.code, "name": p.name, "amount": format_yuan(p.fen), "share": percent(p.fen, block.total)}
            for p in block.parts
        ],
    }  # fmt: skip
