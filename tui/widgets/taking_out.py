"""Copying and exporting what a screen shows: what can be taken, the question for it, the file. Apart from page.py, which only has the keys."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from data_model.shown import FORMATS, SUFFIX, write
from tui.actions import ACTION_BY_ID
from tui.cells import cell_width
from tui.texts import t, term
from tui.widgets.naming import short_entity
from tui.widgets.question import ask

if TYPE_CHECKING:
    from tui.widgets.page import MainPage

_FORBIDDEN = re.compile(r"[^\w.\-]+")
MOST_BYTES = 74_994
"""Bytes of text that terminals take by OSC 52 (100,000 of base64); many cut or drop what is longer."""
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
            page.session.keys.of(ACTION_BY_ID["copy"]),
        )


def send(page: MainPage, kind: str) -> None:
    """Send a text to the terminal; whether it took it cannot be known, and the line says so."""
    text = page.copies()[kind]()
    size = len(text.encode("utf-8", "replace"))
    if size > MOST_BYTES:
        page.say(t("screen.copy.too_long", size=-(-size // 1024), most=MOST_BYTES // 1024, key=page.key("export")))
        return
    page.app.copy_to_clipboard(text)
    lines = text.count("\n") + 1
    if lines > 1:
        page.say(t("screen.copied_lines", count=lines))
    else:
        page.say(t("screen.copied", text=text))


class Taking(NamedTuple):
    """What can be written of a screen: how many rows, in which formats, the bytes of one, and what a file of it is called."""

    rows: int
    forms: tuple[str, ...]
    make: Callable[[str], bytes]
    stem: str


def taking_of(page: MainPage) -> Taking:
    """What a screen of one budget shows."""
    option = page.session.scope() if page.view == page.session.view else None
    meta = page.session.budget.meta
    parts = (
        short_entity(meta.entity),
        str(meta.fiscal_year or ""),
        t(f"view.{page.view}"),
        term(option.label) if option and option.kind not in ("goals", "") else "",
        page.narrowed(),
    )
    return Taking(page.count_shown(), FORMATS, lambda form: write(page.shown(), form), file_stem(parts))


def export_menu(page: MainPage) -> None:
    """Ask in which format to write what is shown, then where."""
    taking = page.taking()
    ask(
        page,
        t("screen.export.which", count=taking.rows),
        [(form, form) for form in taking.forms],
        partial(_ask_path, page, taking),
        page.session.keys.of(ACTION_BY_ID["export"]),
    )


def _ask_path(page: MainPage, taking: Taking, form: str) -> None:
    from tui.widgets.path_bar import ask_path

    ask_path(page, str(free_path(Path.cwd(), taking.stem, SUFFIX[form])), partial(_write, page, taking, form))


def _write(page: MainPage, taking: Taking, form: str, given: str) -> str:
    """Write a new file; why not, "" when it is written. Nothing is ever overwritten."""
    path = Path(given.strip()).expanduser()
    form = next(
        (one for one in taking.forms if SUFFIX[one] == path.suffix.lower()), form
    )  # the name decides, as with -o
    try:
        if path.is_dir():
            path = free_path(path, taking.stem, SUFFIX[form])
        data = taking.make(form)
        with path.open("xb") as file:
            try:
                file.write(data)
                file.flush()
            except OSError:
                path.unlink(missing_ok=True)  # half a file is none
                raise
    except FileExistsError:
        return t("screen.export.taken")
    except (OSError, ValueError, RuntimeError) as error:
        return t("screen.export.failed", cause=getattr(error, "strerror", None) or type(error).__name__)
    room = page.app.size.width - cell_width(t("screen.export.done", path="", count=taking.rows)) - 2
    page.say(t("screen.export.done", path=_end_of(str(path.absolute()), room), count=taking.rows))
    return ""


def _end_of(path: str, room: int) -> str:
    """A path cut at its beginning: the name is what is looked for."""
    while cell_width(path) > room and len(path) > 1:
        path = "…" + path[2:]
    return path


def free_path(folder: Path, stem: str, suffix: str) -> Path:
    """A path that is not taken: the name, else with a number."""
    for n in range(1, 1000):
        path = folder / (f"{stem}{suffix}" if n == 1 else f"{stem}-{n}{suffix}")
        if not path.exists():
            return path
    return folder / f"{stem}-{os.getpid()}{suffix}"


def file_stem(parts: Iterable[str]) -> str:
    """`二工街道办_2026_支出功能_全部支出`: document and view, safe on every system. The one place that names files."""
    name = "_".join(_FORBIDDEN.sub("-", part).strip("-.") for part in parts if part)
    return name[:LONGEST_NAME].strip("-._") or "yusuan"
