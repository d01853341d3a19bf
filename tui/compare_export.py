"""What is shown of a comparison, into a file or a citation: the rows in sight in their order, nothing folded away or filtered out. Apart from the screen
so that nothing of it is imported before it is asked for."""

from __future__ import annotations

import csv
import io

from data_model.amount import format_yuan, percent
from data_model.budget import Budget
from data_model.comparing.diff_select import Selection
from data_model.comparison import Comparison
from data_model.shown import Shown, write
from data_model.text import json_text
from tui.compare_look import CompareLook
from tui.comparing import line_title
from tui.figures import amount_text, signed
from tui.report_diff import party_name
from tui.texts import language, spoken, t, term
from tui.widgets.compare_blocks import Telling, places, told_at
from tui.widgets.compare_rows import heads
from tui.widgets.naming import short_entity, unit_word
from tui.widgets.taking_out import Taking, file_stem
from tui.widgets.waterfall import bar_label, end_names

FORMATS = ("csv", "markdown", "json", "xlsx", "html")
AMOUNTS = frozenset({"a", "b", "delta"})
"""Columns of the CSV that hold amounts in 元."""


def shown(look: CompareLook) -> Comparison:
    """The comparison with the lines in sight only, in the order of the screen; the whole stays first."""
    flat, lines = look.flat, look.comparison.lines
    nodes = [flat.node(row) for row in range(len(flat))]
    return look.comparison._replace(lines=(lines[0], *(lines[node] for node in nodes if node)))


def text(look: CompareLook, form: str, unit: str) -> str:
    """The rows in sight as csv, json, markdown or html; amounts of csv and json in 元, of the others in `unit`."""
    from data_model.comparing.export_diff import diff_csv, diff_json, diff_markdown

    found, everything = [shown(look)], Selection()
    if form == "json":
        return json_text(diff_json(found, everything))
    if form == "csv":
        return diff_csv(found, everything)
    if form == "markdown":
        return diff_markdown(found, everything, unit, spoken())
    from data_model.comparing.export_diff_html import diff_html

    return diff_html(found, everything, unit, spoken(), language())


def citation(look: CompareLook, unit: str, a: Budget | None, b: Budget | None) -> str:
    """One line on the row under the cursor: both amounts, the change, where each is printed and where the prose speaks of it."""
    c, line = look.comparison, look.line
    before, after = (amount_text(fen, unit, c.step) for fen in (line.a, line.b))
    delta = signed(amount_text(line.delta, unit, c.step), line.delta)
    telling = Telling(look, unit, 80, a, b)
    where = [f"{head} {place}" for head, place in zip(heads(c), places(telling, line), strict=True) if place]
    if told := told_at(telling, line):
        where.append(f"{t('compare.prose')} {told}")
    names = f"{party_name(c.a)} → {party_name(c.b)}"
    place = t("screen.brackets", text=t("screen.semicolon").join(where)) if where else ""
    return f"{names} {term(c.label)} {line_title(c, line)} {before} → {after} {unit_word(unit)} {delta}{place}"


def taking(look: CompareLook, unit: str) -> Taking:
    """What can be written of a comparison."""
    stem = _stem(look.comparison, t("view.compare"))
    return Taking(len(look.flat), FORMATS, lambda form: made(look, form, unit), stem)


def bridge_taking(c: Comparison) -> Taking:
    """What can be written of a bridge."""
    stem = _stem(c, t("diff.bridge"))
    return Taking(len(c.bridge.bars) + 2, FORMATS, lambda form: write(bridge_shown(c), form), stem)


def _stem(c: Comparison, what: str) -> str:
    """What a file of a comparison is called."""
    years = "-".join(str(year) for year in (c.a.year, c.b.year) if year)
    return file_stem((short_entity(c.b.entity), years, what, term(c.label)))


def bridge_shown(c: Comparison) -> Shown:
    """The bridge as a list: each step, what it adds, the sum so far, its share of the whole change; amounts in 元."""
    bridge = c.bridge
    change, at = bridge.end - bridge.start, bridge.start
    first, last = end_names(c)
    rows = [(first, "", format_yuan(at), "")]
    for bar in bridge.bars:
        at += bar.delta
        share = percent(bar.delta, change) if change else None
        rows.append((bar_label(bar), format_yuan(bar.delta), format_yuan(at), share or ""))
    rows.append((last, format_yuan(change), format_yuan(bridge.end), ""))
    heads = (t("compare.class"), t("listed.change"), t("listed.so_far"), t("compare.of_change"))
    names = f"{party_name(c.a)} → {party_name(c.b)}"
    return Shown(names, f"{t('diff.bridge')} · {term(c.label)}", heads, tuple(rows), frozenset(heads[1:3]), language())


def made(look: CompareLook, form: str, unit: str) -> bytes:
    """The bytes of a file."""
    if form != "xlsx":
        return text(look, form, unit).encode("utf-8-sig" if form == "csv" else "utf-8", "replace")
    from data_model.frames import listing

    header, *lines = csv.reader(io.StringIO(text(look, "csv", unit)))
    rows = tuple(tuple(line) for line in lines)
    c = look.comparison
    return listing(Shown(f"{c.a.entity} {c.b.entity}", t("view.compare"), tuple(header), rows, AMOUNTS & set(header)))
