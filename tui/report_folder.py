"""`yusuan FOLDER` where there is no terminal: what the start screen lists, a line a document. Apart from oneshot.py: it reads what lies
in a folder, and a file that is no budget is no trouble there."""

from __future__ import annotations

import os
from collections.abc import Iterator

from data_model.read_errors import ReadError
from tui.cells import cell_width, cut, left, right
from tui.console import OK, TROUBLE, Console, Line
from tui.figures import BLANK, amount_text
from tui.folders import Listing, listing, shown_path
from tui.report_summary_text import unit_name
from tui.sources import FileSource, shown_name
from tui.texts import error_words, t

TOTAL, KIND = 12, 4
WIDEST_FILE = 40


def tell(folders: list[str], unit: str, console: Console) -> int:
    """List every folder, each line as soon as its document is read; the exit code: 2 when a folder cannot be read or has no document."""
    code = OK
    for folder in folders:
        found = listing(folder)
        name = shown_name(shown_path(found.path).rstrip(os.sep) + os.sep)
        if found.problem or not (found.files or found.folders):
            cause = t("screen.start.unreadable", cause=found.problem) if found.problem else t("screen.start.empty")
            console.trouble(name, cause, t("cli.folder_hint"))
            code = TROUBLE
            continue
        console.lines([((name, "bold"), (f"   {unit_name(unit)}", ""))])
        for line in _lines(found, unit, console):
            console.lines([line])
    return code


def _lines(found: Listing, unit: str, console: Console) -> Iterator[Line]:
    names = [shown_name(name) for name in found.files]
    wide = min(WIDEST_FILE, max((cell_width(name) for name in names), default=0))
    words = (t(f"screen.start.{word}") for word in ("total", "year", "kind", "file", "body"))
    if names:
        yield ((_row(wide, *words), "dim"),)
    for file, name in zip(found.files, names, strict=True):
        yield _line(os.path.join(found.path, file), name, wide, unit, console)
    notes = [t("screen.start.others", count=found.others)] if found.others else []
    notes += [t("screen.start.left", count=found.left)] if found.left else []
    notes += [shown_name(folder) + os.sep for folder in found.folders]
    for note in notes:
        yield ((" " * (TOTAL + 2) + note, "dim"),)


def _line(path: str, name: str, wide: int, unit: str, console: Console) -> Line:
    from tui.facts import facts_of

    try:
        facts = facts_of(FileSource(name, path).load(console.progress(name)), mismatches=-1)
    except ReadError as error:
        return ((_row(wide, BLANK, BLANK, "", name, error_words(error)[0]), "dim"),)
    except Exception as error:  # one broken file must not end the list
        return ((_row(wide, BLANK, BLANK, "", name, type(error).__name__), "dim"),)
    total = amount_text(facts.total, unit, facts.step)
    year = str(facts.year or BLANK)
    return ((_row(wide, total, year, facts.kind or BLANK, name, facts.entity or t("screen.unknown_entity")), ""),)


def _row(wide: int, total: str, year: str, kind: str, file: str, body: str) -> str:
    return f"{right(total, TOTAL)}  {right(year, 4)} {left(kind, KIND)} {left(cut(file, wide), wide)}  {body}".rstrip()
