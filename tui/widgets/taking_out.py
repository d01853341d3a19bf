"""Copying and exporting what a screen shows: what can be taken, the question for it, the file. Apart from page.py, which only has the keys."""

from __future__ import annotations

import re
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from tui import restrict
from tui.actions import ACTION_BY_ID
from tui.texts import t
from tui.widgets.choice_bar import ask
from tui.widgets.naming import short_entity

if TYPE_CHECKING:
    from tui.widgets.page import MainPage

_FORBIDDEN = re.compile(r"[^\w.\-]+")
LONGEST_NAME = 60
"""Characters of a file's name; some systems allow 255 bytes, three a character."""


def copy(page: MainPage) -> None:
    """Copy the only thing there is, or ask which."""
    kinds = list(page.copies())
    if len(kinds) == 1:
        send(page, kinds[0])
    else:
        options = [(kind, t(f"screen.copy.{kind}")) for kind in kinds]
        ask(
            page,
            t("screen.copy.which"),
            options,
            partial(send, page),
            page.session.options.ascii,
            page.session.keys.of(ACTION_BY_ID["copy"]),
        )


def send(page: MainPage, kind: str) -> None:
    """Ask the terminal to take a text; whether it did cannot be known, and the line says so."""
    text = page.copies()[kind]()
    page.app.copy_to_clipboard(text)
    lines = text.count("\n") + 1
    if lines > 1:
        page.say(t("screen.copied_lines", count=lines))
    else:
        page.say(t("screen.copied", text=text))


def export_menu(page: MainPage) -> None:
    """Ask in which format to write what is shown."""
    from data_model.shown import FORMATS

    count = len(page.shown().rows)
    question = t("screen.export.which", count=count)
    ask(
        page,
        question,
        [(form, form) for form in FORMATS],
        partial(export, page),
        page.session.options.ascii,
        page.session.keys.of(ACTION_BY_ID["export"]),
    )


def export(page: MainPage, form: str) -> None:
    """Write what is shown into the current directory, never over another file; say where, or why not."""
    from data_model.shown import SUFFIX, write

    if restrict.active():
        page.say(t("compare.no_writing"))
        return
    shown = page.shown()
    try:
        data = write(shown, form)
        path = _write(Path.cwd(), file_name(page), SUFFIX[form], data)
    except OSError as error:
        page.say(t("screen.export.failed", cause=error.strerror or type(error).__name__))
    else:
        page.say(t("screen.export.done", name=path.name, count=len(shown.rows)))


def _write(folder: Path, stem: str, suffix: str, data: bytes) -> Path:
    """A new file; when the name is taken the next free one of a hundred. Raises OSError."""
    for n in range(1, 100):
        path = folder / (f"{stem}{suffix}" if n == 1 else f"{stem}-{n}{suffix}")
        try:
            with path.open("xb") as file:
                file.write(data)
        except FileExistsError:
            continue
        return path
    raise FileExistsError(17, t("screen.export.taken"))


def file_name(page: MainPage) -> str:
    """`二工街道办_2026_支出功能_全部支出`: document and view, safe on every system."""
    meta = page.session.budget.meta
    option = page.session.scope() if page.view == page.session.view else None
    parts = (
        short_entity(meta.entity),
        str(meta.fiscal_year or ""),
        t(f"view.{page.view}"),
        option.label if option else "",
    )
    name = "_".join(_FORBIDDEN.sub("-", part).strip("-.") for part in parts if part)
    return name[:LONGEST_NAME].strip("-._") or "yusuan"
