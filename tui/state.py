"""What the program remembers for one user between runs: files opened last, columns chosen. Apart because it is the only thing the
explorer writes of itself: one small JSON file in the user's own state folder, made when first needed.

Sessions of one user share the file: a change reads it again, merges itself in and replaces it whole, so that a killed process
leaves the old or the new one. Content that is not ours is set aside; a home that cannot be written costs the memory, nothing else.
"""

from __future__ import annotations

import json
import os
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, fields
from functools import cached_property
from pathlib import Path
from typing import Any

from tui import restrict
from tui.whole_file import exchange

VERSION = 1
"""Of the file's shape: `{version, recent: [{path, entity, year, kind, total, opened}], columns: {view: [ids]}}`; what else
stands in it is kept as it is."""
NAME = "state.json"
ASIDE = "state.set-aside.json"
"""What was found in place of our file and could not be understood; the last one is kept."""
MOST = 50
"""Files remembered, newest first."""
LARGEST = 1024 * 1024
"""A longer file is not ours."""
TRIES, PAUSE = 25, 0.02
"""How often and how many seconds apart another session's lock is asked for; then the file is written without."""

Data = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Recent:
    """A file that was opened. `path` is absolute; `total` is text in 元 ("" when the budget has none); `year` 0 when unknown;
    `opened` is UTC in ISO form, filled in when "". No title, no person."""

    path: str
    entity: str = ""
    year: int = 0
    kind: str = ""
    total: str = ""
    opened: str = ""


class State:
    """The memory of one user. With `on` False nothing is read or written and everything lasts as long as this object."""

    def __init__(self, on: bool = True) -> None:
        self._on = on
        self._data: Data = {}
        self._columns: dict[str, list[str]] | None = None

    # --- what is remembered --------------------------------------------------------------------------------------------------

    def recent(self) -> list[Recent]:
        """The files opened last, newest first, those of other sessions too; in a restricted session only those it may open."""
        entries = _recents(self._now())
        return [entry for entry in entries if restrict.allowed(entry.path)] if restrict.active() else entries

    def opened(self, entry: Recent) -> None:
        """Remember that a file was opened; it goes to the front."""
        if restrict.active() and not restrict.allowed(entry.path):
            return
        row = asdict(entry)
        row["opened"] = entry.opened or time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())

        def put(data: Data) -> None:
            others = [asdict(old) for old in _recents(data) if old.path != entry.path]
            data["recent"] = [row, *others][:MOST]

        self._change(put)

    def columns(self, view: str) -> list[str] | None:
        """The columns chosen for a view; None when there is no choice. Read once: another session's choice does not change a
        screen in sight."""
        if self._columns is None:
            self._columns = _columns(self._now())
        return self._columns.get(view)

    def keep_columns(self, view: str, ids: Sequence[str] | None) -> None:
        """Remember the columns of a view; None forgets the choice."""
        self.columns(view)
        chosen = self._columns if self._columns is not None else {}
        if ids is None:
            chosen.pop(view, None)
        else:
            chosen[view] = list(ids)

        def put(data: Data) -> None:
            others = {name: kept for name, kept in _columns(data).items() if name != view}
            data["columns"] = others if ids is None else others | {view: list(ids)}

        self._change(put)

    # --- the file ------------------------------------------------------------------------------------------------------------

    @cached_property
    def folder(self) -> Path | None:
        """Where the file lies; None when nothing is to be read or written."""
        if not self._on:
            return None
        from platformdirs import user_state_path

        folder = user_state_path("yusuan", appauthor=False)
        if not folder.is_absolute():
            return None
        restrict.allow_own(str(folder))
        return folder

    def _now(self) -> Data:
        """What the file says, else what this session remembers."""
        found = _read(self.folder / NAME) if self.folder is not None else None
        if found is None or isinstance(found, _Foreign):
            return self._data
        return found

    def _change(self, put: Callable[[Data], None]) -> None:
        put(self._data)
        if self.folder is None:
            return
        with suppress(OSError, ValueError):
            self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            with _locked(self.folder / "lock") as alone:
                found = _read(self.folder / NAME)
                if found is not None and found.get("version", VERSION) != VERSION:
                    return  # of a later program: it is not ours to change
                if isinstance(found, _Foreign):
                    os.replace(self.folder / NAME, self.folder / ASIDE)
                    found = None
                data = dict(self._data) if found is None else dict(found)
                put(data)
                _write(self.folder / NAME, {"version": VERSION} | data, alone)


class _Foreign(Data):
    """Stands for content that is not understood."""


def _read(path: Path) -> Data | None:
    """The file's content; None when there is none or it cannot be read, `_Foreign` when it is not ours."""
    try:
        with open(path, "rb") as file:
            text = file.read(LARGEST + 1)
    except (OSError, ValueError):
        return None
    try:
        data = json.loads(text) if len(text) <= LARGEST else None
    except (ValueError, RecursionError):
        return _Foreign()
    return data if isinstance(data, dict) and isinstance(data.get("version"), int) else _Foreign()


def _recents(data: Data) -> list[Recent]:
    """The entries that are ones; a path comes once."""
    from data_model.persons import mask
    from data_model.text import clean

    entries: dict[str, Recent] = {}
    rows = data.get("recent")
    for row in rows if isinstance(rows, list) else ():
        if isinstance(row, dict) and isinstance(row.get("path"), str) and row["path"] and row["path"] not in entries:
            known = {field.name: row[field.name] for field in fields(Recent) if _fits(field.name, row.get(field.name))}
            known["entity"] = mask(clean(str(known.get("entity", ""))))  # the file may have been written by hand
            entries[row["path"]] = Recent(**known)
    return list(entries.values())


def _fits(name: str, value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) if name == "year" else isinstance(value, str)


def _columns(data: Data) -> dict[str, list[str]]:
    rows = data.get("columns")
    return {
        view: list(ids)
        for view, ids in (rows.items() if isinstance(rows, dict) else ())
        if isinstance(ids, list) and all(isinstance(one, str) for one in ids)
    }


def _write(path: Path, data: Data, alone: bool) -> None:
    """Exchange the file. Without the lock the temporary file has a name of its own."""
    text = json.dumps(data, indent=1)  # ASCII: names of files may hold bytes that are no text
    temporary = f"{path}.tmp" if alone else f"{path}.{os.getpid()}.tmp"
    exchange(str(path), text.encode("ascii"), temporary, 0o600, again=alone)


@contextmanager
def _locked(path: Path) -> Iterator[bool]:
    """True inside while no other session changes the file; False where there are no locks, or one is held too long."""
    try:
        import fcntl
    except ImportError:
        yield False
        return
    handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        yield any(_taken(fcntl.flock, handle, fcntl.LOCK_EX | fcntl.LOCK_NB) for _ in range(TRIES))
    finally:
        os.close(handle)


def _taken(flock: Callable[[int, int], None], handle: int, how: int) -> bool:
    try:
        flock(handle, how)
    except BlockingIOError:
        time.sleep(PAUSE)
        return False
    except OSError:  # a file system without locks
        return False
    return True
