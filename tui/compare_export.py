"""What is shown of a comparison, into a file: the rows in sight in their order, nothing folded away or filtered out. Apart from the screen
because it writes, and so that nothing of it is imported before it is asked for."""

from __future__ import annotations

import os
import re

from data_model.comparing.diff_select import Selection
from data_model.comparison import Comparison
from data_model.text import json_text
from tui import restrict
from tui.comparing import CompareLook
from tui.texts import language, t
from tui.widgets.naming import short_entity

FORMATS = ("csv", "json", "markdown", "html")
SUFFIX = {"markdown": "md"}


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
        return diff_markdown(found, everything, unit, t)
    from data_model.comparing.export_diff_html import diff_html

    return diff_html(found, everything, unit, t, language())


def write(look: CompareLook, form: str, unit: str) -> str:
    """Write into the current folder under a name that is free; what to tell the person. Nothing is ever overwritten."""
    if restrict.active():
        return t("compare.no_writing")
    made = text(look, form, unit)
    c = look.comparison
    years = "-".join(str(year) for year in (c.a.year, c.b.year) if year)
    stem = re.sub(r"[^\w.-]+", "_", f"{short_entity(c.b.entity) or 'yusuan'}_{years}_{c.label}").strip("_")
    for n in range(1, 1000):
        name = f"{stem}{'' if n == 1 else f'_{n}'}.{SUFFIX.get(form, form)}"
        try:
            with open(name, "x", encoding="utf-8", newline="") as file:
                file.write(made)
        except FileExistsError:
            continue
        except OSError as error:
            return t("compare.not_written", name=name, cause=error.strerror or type(error).__name__)
        return t("compare.written", path=os.path.abspath(name), count=len(look.flat))
    return t("compare.not_written", name=stem, cause="")
