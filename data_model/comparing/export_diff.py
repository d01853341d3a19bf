"""Comparison -> JSON, CSV, Markdown: what leaves the program. Apart from export.py, which writes one budget; HTML is in export_diff_html.py.

Amounts are strings in 元 with two decimals, percents strings with two decimals; words come from outside (`say`), since this layer knows
no language. Text from a document is never markup or a formula in what leaves here.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain
from typing import Any

from data_model.amount import format_yuan, percent
from data_model.classification import TOTAL
from data_model.comparing.diff_select import Selection, select
from data_model.comparing.diff_words import (
    bridge_text,
    group_texts,
    line_name,
    missing_text,
    money,
    notice_texts,
    party_text,
    people_texts,
    rate_text,
    scope_text,
    signed_money,
    status_text,
)
from data_model.comparing.matrix import Matrix, MatrixLine, select_matrix
from data_model.comparison import TOTAL_KEY, Change, Comparison, Notice, Party, share_of
from data_model.export import defused, escaped
from data_model.words import Words

COLUMNS = (
    "table", "measure", "path", "code", "name", "project", "status", "group", "score", "a", "b", "delta", "percent", "share_a",
    "share_b", "reason", "level", "points", "contribution", "rounding", "derived", "path_a", "name_a", "words", "origin", "untold",
)  # fmt: skip
"""The fields of one change in JSON and CSV, in this order for ever; new ones go to the end."""

_TEXTS = frozenset({"path", "code", "name", "project", "reason", "path_a", "name_a", "words", "origin"})


# --- data --------------------------------------------------------------------------------------------------------------------


def change_dict(comparison: Comparison, line: Change) -> dict[str, Any]:
    """One change with COLUMNS; amounts in 元 as strings, a side that has none is null, `untold` ones are null with status same."""
    return dict(zip(COLUMNS, values_of(comparison)(line), strict=True))


def values_of(c: Comparison) -> Callable[[Change], tuple[Any, ...]]:
    """What gives the values of COLUMNS for one change of `c`; apart from the change, because what is asked of the whole is asked once."""
    table, measure, whole = c.table, c.measure, c._replace(lines=(c.total,))
    total_a, total_b, change = c.total.a, c.total.b, c.total.delta

    def values(line: Change) -> tuple[Any, ...]:
        (
            key, code, name, project, level, _, _, status, a, b, rounding, derived, untold, score, key_a, name_a, group, reason, origin, words,
            _, _,
        ) = line  # fmt: skip
        delta = line.delta
        return (
            table, measure, list(key), TOTAL if key == TOTAL_KEY else code, name, project, status, group, score, _yuan(a), _yuan(b),
            _yuan(delta), None if delta is None or a is None or a <= 0 else percent(delta, a), share_of(a, total_a), share_of(b, total_b),
            reason, level, whole.points(line), percent(delta, change) if delta is not None and change else None, rounding, derived,
            list(key_a), name_a, words, origin, untold,
        )  # fmt: skip

    return values


def party_dict(party: Party) -> dict[str, Any]:
    """Who stands on one side, and from which file and table."""
    return {
        "entity": party.entity, "fiscal_year": party.year, "kind": party.kind, "phase": party.phase, "published": party.published,
        "sources": [{"file": file, "sha256": sha256} for file, sha256 in party.files], "table": party.table, "title": party.title,
        "number": party.number, "unit": party.unit, "step": format_yuan(party.step), "implied": party.implied,
    }  # fmt: skip


def diff_json(comparisons: Sequence[Comparison], selection: Selection) -> dict[str, Any]:
    """The contract: `{a, b, scope, base, changes}`, then one entry a table in `totals`, `bridges`, `groups`, `movers`, and the notices.

    With several tables `scope` is that of the first; every change names its table and measure.
    """
    first = comparisons[0]
    return {
        "a": party_dict(first.a), "b": party_dict(first.b), "scope": first.scope, "base": first.base,
        "changes": [
            dict(zip(COLUMNS, values, strict=True)) for c in comparisons for values in map(values_of(c), select(c, selection))
        ],
        "tables": [
            {
                "table": c.table, "measure": c.measure, "scope": c.scope, "label": c.label, "unit": c.unit,
                "step": format_yuan(c.step), "total": {"a": _yuan(c.total.a), "b": _yuan(c.total.b), "delta": _yuan(c.total.delta)},
                "bridge": bridge_dict(c), "counts": c.counts(),
                "groups": [
                    {
                        "id": g.id, "paths": [list(key) for key in g.keys], "out": format_yuan(g.out), "in": format_yuan(g.into),
                        "net": format_yuan(g.net), "confirmed": g.confirmed,
                    }
                    for g in c.groups
                ],
                "risers": [list(line.key) for line in c.movers()[0]], "fallers": [list(line.key) for line in c.movers()[1]],
                "missing": [list(key) for key in c.missing], "notices": [_notice(n) for n in c.notices],
            }
            for c in comparisons
        ],
        "per_person": [
            {"measure": p.measure, "a": format_yuan(p.a), "b": format_yuan(p.b), "people_a": p.people_a, "people_b": p.people_b}
            for p in first.people
        ],
    }  # fmt: skip


def bridge_dict(comparison: Comparison) -> dict[str, Any]:
    """Start, bars and end in 元; start + Σ bars = end."""
    bridge = comparison.bridge
    return {
        "start": format_yuan(bridge.start), "end": format_yuan(bridge.end), "partial": bridge.partial,
        "bars": [{"kind": bar.kind, "code": bar.code, "name": bar.name, "delta": format_yuan(bar.delta)} for bar in bridge.bars],
    }  # fmt: skip


def matrix_json(matrix: Matrix, selection: Selection) -> dict[str, Any]:
    """Several documents: `{documents, scope, measure, lines: [{path, code, name, project, level, amounts, shares}]}`."""
    return {
        "documents": [party_dict(party) for party in matrix.parties], "scope": matrix.scope, "measure": matrix.measure,
        "lines": [
            {
                "path": list(line.key), "code": line.code, "name": line.name, "project": line.project, "level": line.level,
                "amounts": [_yuan(fen) for fen in line.amounts],
                "shares": [matrix.share(line, i) for i in range(len(line.amounts))],
            }
            for line in select_matrix(matrix, selection)
        ],
        "notices": [_notice(n) for n in matrix.notices],
    }  # fmt: skip


def _notice(notice: Notice) -> dict[str, Any]:
    return {"code": notice.code, **notice.values}


def _yuan(fen: int | None) -> str | None:
    return None if fen is None else format_yuan(fen)


# --- CSV ---------------------------------------------------------------------------------------------------------------------


def diff_csv(comparisons: Sequence[Comparison], selection: Selection) -> str:
    """COLUMNS, one change a line; a path is joined by `/`."""
    return _csv(COLUMNS, chain.from_iterable(map(values_of(c), select(c, selection)) for c in comparisons), _TEXTS)


def matrix_csv(matrix: Matrix, selection: Selection) -> str:
    """path, code, name, project, level, then a column of amounts in 元 a document."""
    names = [f"{party.entity} {party.year or ''}".strip() for party in matrix.parties]
    header = ("path", "code", "name", "project", "level", *(_once(names)))
    rows = ([list(line.key), line.code, line.name, line.project, line.level, *map(_yuan, line.amounts)]
            for line in select_matrix(matrix, selection))  # fmt: skip
    return _csv(header, rows, frozenset(header[:5]))


def _once(names: Sequence[str]) -> list[str]:
    return [name if names.count(name) == 1 else f"{name} [{i + 1}]" for i, name in enumerate(names)]


def _csv(header: Sequence[str], rows: Iterable[Sequence[Any]], texts: frozenset[str]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([defused(name) for name in header])
    texts_at = [n for n, name in enumerate(header) if name in texts]

    def cells() -> Iterator[list[Any]]:
        for row in rows:
            made = list(row)
            for n in texts_at:
                value = made[n]
                if value:
                    made[n] = defused("/".join(value) if type(value) is list else str(value))
                elif type(value) is list:
                    made[n] = ""
            yield [_BOOLS[value] if type(value) is bool else value for value in made]

    writer.writerows(cells())
    return out.getvalue()


_BOOLS = {True: "true", False: "false"}


# --- Markdown ----------------------------------------------------------------------------------------------------------------


def diff_markdown(comparisons: Sequence[Comparison], selection: Selection, unit: str, say: Words) -> str:
    """A readable report: whose documents (files, sha256), then for each table its scope, lines, bridge, group, reasons and notices."""
    first = comparisons[0]
    out = [f"# {say('diff.report_title')}", ""]
    for letter, party in (("a", first.a), ("b", first.b)):
        out += [f"- {say('diff.named', name=say(f'diff.col.{letter}'), text=escaped(party_text(party, say)))}"]
        out += [f"    - {escaped(file)}  sha256 {sha256}" for file, sha256 in party.files]
    for c in comparisons:
        out += ["", f"## {escaped(scope_text(c, say))}", ""]
        out += [f"- {escaped(text)}" for text in notice_texts(c.notices, say)]
        out += [
            "",
            *_markdown_lines(c, select(c, selection), unit, say),
            "",
            f"**{say('diff.bridge')}** {escaped(bridge_text(c, unit, say))}",
        ]
        out += [f"\n{escaped(text)}" for text in group_texts(c, unit, say)]
        reasons = [line for line in c.made if line.reason]
        if reasons:
            out += ["", f"### {say('diff.reasons')}", ""]
            for line in reasons:
                name = escaped(f"{line.code} {line_name(line, say)}".strip())
                out.append(f"- {say('diff.named', name=name, text=escaped(line.reason))}")
        if c.missing:
            out += ["", say("diff.named", name=say("diff.missing"), text=escaped(missing_text(c, say)))]
    if first.people:
        out += ["", *(escaped(text) for text in people_texts(first, say))]
    return "\n".join(out) + "\n"


def _markdown_lines(c: Comparison, lines: Sequence[Change], unit: str, say: Words) -> list[str]:
    heads = ("code", "name", "a", "b", "delta", "percent", "share_a", "share_b", "status")
    out = ["| " + " | ".join(say(f"diff.col.{head}") for head in heads) + " |",
           "| --- | --- |" + " ---: |" * 6 + " --- |"]  # fmt: skip
    for line in lines:
        indent = say("diff.indent") * line.depth
        cells = (
            line.code, indent + escaped(line_name(line, say)), money(line.a, unit, c.step),
            money(line.b, unit, c.step), signed_money(line.delta, unit, c.step), rate_text(line, say), c.share_a(line) or "—",
            c.share_b(line) or "—", escaped(status_text(line, say)),
        )  # fmt: skip
        out.append("| " + " | ".join(cells) + " |")
    return out


def matrix_markdown(matrix: Matrix, selection: Selection, unit: str, say: Words, by_share: bool = False) -> str:
    """A line a subject, a column a document."""
    out = [f"# {say('diff.report_title')}", ""]
    for i, party in enumerate(matrix.parties):
        out.append(f"- [{i + 1}] {escaped(party_text(party, say))}")
        out += [f"    - {escaped(file)}  sha256 {sha256}" for file, sha256 in party.files]
    out += ["", escaped(say("diff.scope", scope=say.term(matrix.label))), ""]
    out += [f"- {escaped(text)}" for text in notice_texts(matrix.notices, say)]
    out += [
        "",
        f"| {say('diff.col.code')} | {say('diff.col.name')} |"
        + "".join(f" [{i + 1}] |" for i in range(len(matrix.parties))),
    ]
    out.append("| --- | --- |" + " ---: |" * len(matrix.parties))
    for line in select_matrix(matrix, selection):
        out.append(f"| {line.code} | {say('diff.indent') * line.depth}{escaped(line_name(line, say))} |" + "".join(f" {text} |" for text in matrix_cells(matrix, line, unit, by_share)))  # fmt: skip
    return "\n".join(out) + "\n"


def matrix_cells(matrix: Matrix, line: MatrixLine, unit: str, by_share: bool) -> list[str]:
    """The figures of one line: amounts in `unit`, or shares of each document's whole."""
    if by_share:
        return [matrix.share(line, i) or "—" for i in range(len(line.amounts))]
    return [money(fen, unit, matrix.step) for fen in line.amounts]
