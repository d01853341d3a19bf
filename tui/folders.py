"""What lies in a folder, for choosing a document: its folders and the files a budget may be in, by name. Apart from the screen, which
draws it; in a restricted session only what lies inside the allowed folders is told of."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping

from data_model.records import dataclass
from tui import restrict

SUFFIXES = restrict.SUFFIXES | {".doc", ".zip"}
"""Files that are listed: what can be read, and two that people try, whose reason says what to do."""
MOST = 5000
"""Entries of one folder that are listed; the rest is counted."""


@dataclass(frozen=True, slots=True)
class Listing:
    """One folder. `above` is the folder that leads here, "" when there is none or it may not be entered; `others` counts files that
    are no documents, `left` what was not listed; `problem` is the system's reason when the folder cannot be read."""

    path: str
    above: str = ""
    folders: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    others: int = 0
    left: int = 0
    problem: str = ""


def listing(path: str) -> Listing:
    """The folder's entries in an order people expect (`2` before `10`); hidden ones are left out, links lead where they lead."""
    path = os.path.abspath(path)
    above = os.path.dirname(path)
    if above == path or (restrict.active() and not restrict.allowed(above)):
        above = ""
    if restrict.active() and not restrict.allowed(path):
        return Listing(path, problem=os.strerror(2))
    folders: list[str] = []
    files: list[str] = []
    others = left = 0
    most = restrict.MOST_DOCUMENTS if restrict.active() else MOST
    try:
        with os.scandir(path) as entries:
            for entry in entries:
                if entry.name.startswith("."):
                    continue
                if len(folders) + len(files) >= most:
                    left += 1
                elif _is(entry, folder=True):
                    folders.append(entry.name)
                elif os.path.splitext(entry.name)[1].lower() in SUFFIXES and _is(entry, folder=False):
                    files.append(entry.name)
                else:
                    others += 1
    except (OSError, ValueError) as error:
        return Listing(path, above, problem=getattr(error, "strerror", None) or type(error).__name__)
    folders.sort(key=_order)
    files.sort(key=_order)
    if restrict.active():
        others = 0  # what lies beside documents is nobody's business there
    return Listing(path, above, tuple(folders), tuple(files), others, left)


def _is(entry: os.DirEntry[str], folder: bool) -> bool:
    try:
        right = entry.is_dir() if folder else entry.is_file()
    except OSError:
        return False
    return right and (not restrict.active() or restrict.allowed(entry.path))


def _order(name: str) -> tuple[list[tuple[int, int, str]], str]:
    """Numbers in a name count as numbers."""
    parts = re.split(r"([0-9]+)", name.casefold())
    return [(0, int(part), "") if part.isdecimal() else (1, 0, part) for part in parts if part], name


def shown_path(path: str) -> str:
    """A path as people write it: from here when it lies below, with `~` when it lies at home; in a restricted session from the folder
    that may be opened."""
    for root in restrict.roots():
        if path == root or path.startswith(root.rstrip(os.sep) + os.sep):
            return path[len(os.path.dirname(root).rstrip(os.sep)) + 1 :]
    try:
        here = os.getcwd()
    except OSError:  # the folder of the shell is gone
        here = ""
    for above, start in ((here, ""), (os.path.expanduser("~"), "~" + os.sep)):
        inside = path.startswith(above.rstrip(os.sep) + os.sep) and above.strip(os.sep)
        if inside:
            return start + path[len(above.rstrip(os.sep)) + 1 :]
    return path


def stamp(path: str) -> tuple[int, int] | None:
    """What tells one state of a file from another: time of change in ns and size; None when it is not there."""
    try:
        found = os.stat(path)
    except (OSError, ValueError):
        return None
    return found.st_mtime_ns, found.st_size


def listed(path: str, known: Mapping[str, tuple[tuple[int, int], ...] | None]) -> tuple[Listing, list[str]]:
    """What lies in a folder, and which of its files that were known are in another state (as Source.stamp tells it) than they were."""
    found = listing(path)
    inside = {os.path.join(found.path, name) for name in found.files}
    states = {key: stamp(key) for key in known if key in inside}
    return found, [key for key, state in states.items() if known[key] != ((state,) if state is not None else None)]
