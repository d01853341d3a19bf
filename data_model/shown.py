"""What a screen shows, as a plain list with a head: written as CSV, Markdown, JSON or (by frames.py) XLSX. Apart from export.py, which
writes whole documents.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from data_model.export import defused, escaped
from data_model.records import dataclass
from data_model.text import json_text

FORMATS = ("csv", "markdown", "json", "xlsx", "html")
SUFFIX = {"csv": ".csv", "markdown": ".md", "json": ".json", "xlsx": ".xlsx", "html": ".html"}


@dataclass(frozen=True, slots=True)
class Shown:
    """A list as it is on screen: who and what (`document`, `view`), the heads of its columns, its rows as texts. `amounts` are the
    columns of figures in 元 (plain, two decimals); `language` is that of the heads."""

    document: str
    view: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    amounts: frozenset[str] = frozenset()
    language: str = "zh"


def write(shown: Shown, form: str) -> bytes:
    """The list in one of FORMATS; text of a document is never a formula, a link or markup in it. Raises KeyError."""
    if form == "csv":
        return _csv(shown).encode("utf-8-sig", "replace")
    if form == "markdown":
        return _markdown(shown).encode("utf-8", "replace")
    if form == "json":
        rows = [dict(zip(shown.header, _or_null(shown, row), strict=True)) for row in shown.rows]
        data = {"document": shown.document, "view": shown.view, "rows": rows}
        return json_text(data).encode("utf-8", "replace")
    if form == "html":
        return _html(shown).encode("utf-8", "replace")
    if form == "xlsx":
        from data_model.frames import listing

        return listing(shown)
    raise KeyError(form)


def _html(shown: Shown) -> str:
    """One page that loads nothing, amounts right-aligned."""
    from html import escape

    from data_model.comparing.export_diff_html import page

    sides = [' class="n"' if name in shown.amounts or name.endswith("%") else "" for name in shown.header]
    head = "".join(f"<th{side}>{escape(name)}</th>" for name, side in zip(shown.header, sides, strict=True))
    lines = [f"<h1>{escape(shown.document)}</h1>", f"<h2>{escape(shown.view)}</h2>", '<div class="wide"><table>']
    lines += [f"<thead><tr>{head}</tr></thead>", "<tbody>"]
    for row in shown.rows:
        cells = "".join(f"<td{side}>{escape(text)}</td>" for text, side in zip(row, sides, strict=True))
        lines.append(f"<tr>{cells}</tr>")
    return page(f"{shown.document} {shown.view}", "\n".join([*lines, "</tbody>", "</table></div>"]), shown.language)


def _or_null(shown: Shown, row: Sequence[str]) -> list[str | None]:
    """A blank amount is null, not an empty text."""
    return [None if name in shown.amounts and not text else text for name, text in zip(shown.header, row, strict=True)]


def _csv(shown: Shown) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([defused(text) for text in shown.header])
    for row in shown.rows:
        writer.writerow(
            [text if name in shown.amounts else defused(text) for name, text in zip(shown.header, row, strict=True)]
        )
    return out.getvalue()


def _markdown(shown: Shown) -> str:
    rule = "|".join(" ---: " if name in shown.amounts else " --- " for name in shown.header)
    lines = [f"# {escaped(shown.document)}", "", escaped(shown.view), ""]
    lines += ["| " + " | ".join(escaped(name) for name in shown.header) + " |", f"|{rule}|"]
    lines += ["| " + " | ".join(escaped(text) for text in row) + " |" for row in shown.rows]
    return "\n".join(lines) + "\n"
