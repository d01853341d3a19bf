"""Where budgets come from: files, standard input, the samples of the package. Apart so that the explorer and the one-shot commands
open the same things in the same way, and a native file costs no reader."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any, Protocol

from tui import restrict
from tui.texts import t

if TYPE_CHECKING:
    from data_model.budget import Budget

Progress = Callable[[int, int], None]
LARGEST = 256 * 1024 * 1024
"""No more than this is read of one file; a cut one is no JSON, and `read` then says that it is too large."""
STDIN = "stdin"
"""The file name of places in what was read from standard input."""
FELT = 8 * 1024 * 1024
"""Bytes of our own JSON from which on reading it is felt: ten thousand rows."""


class Source(Protocol):
    """Something to open: `name` as the user gave it; `load` raises ReadError with cause, remedy and place."""

    @property
    def name(self) -> str:
        """What messages call it."""

    def load(self, progress: Progress | None = None) -> Budget:
        """Read it. Raises ReadError when there is nothing to read."""


def shown_name(path: str) -> str:
    """What messages and results call a file: on one line, and masked where it is named after a person."""
    from data_model.persons import mask

    return mask("".join(" " if c.isspace() else c for c in path))


class FileSource:
    """A file on disk."""

    __slots__ = ("name", "path")

    def __init__(self, name: str, path: str = "") -> None:
        self.name, self.path = shown_name(name), path or (restrict.inside(name) if restrict.active() else name)

    def blob(self) -> Any:
        """What `reading.read` takes for it: its path, or its bytes where only allowed folders may be opened."""
        if not restrict.active():
            return self.path
        from data_model.reading import Blob
        from data_model.text import clean

        return Blob(clean(os.path.basename(self.path)) or "?", restrict.data(self.path))

    def load(self, progress: Progress | None = None) -> Budget:
        """Our own JSON without importing any reader; everything else, and every trouble, through `reading.read`."""
        if restrict.active():
            from data_model.reading import read

            return read(self.blob(), progress=progress)
        if self.path.endswith(".json"):
            from data_model.native import NotNative, load

            try:
                with open(self.path, "rb") as file:
                    if progress is not None and os.fstat(file.fileno()).st_size > FELT:
                        progress(0, 0)
                    return load(file.read(LARGEST))
            except (OSError, NotNative, ValueError):
                pass  # read() below says what is wrong with it
        from data_model.reading import read

        return read(self.path, progress=progress)


class StdinSource:
    """Standard input, read to its end once; later loads give the same bytes."""

    __slots__ = ("_data", "name")

    def __init__(self) -> None:
        self.name = STDIN
        self._data: bytes | None = None

    def fetch(self) -> bytes:
        """The bytes of standard input."""
        if self._data is None:
            if restrict.active():
                restrict.refuse(STDIN)
            self._data = b"" if sys.stdin is None else sys.stdin.buffer.read()
        return self._data

    def load(self, progress: Progress | None = None) -> Budget:
        """Read it as one file."""
        from data_model.reading import read_bytes

        return read_bytes(self.fetch(), STDIN, progress)


class SampleSource:
    """A budget that comes with the package."""

    __slots__ = ("_resource", "name")

    def __init__(self, resource: Traversable) -> None:
        self._resource = resource
        self.name = resource.name

    def load(self, progress: Progress | None = None) -> Budget:
        """Load it from the package."""
        from data_model.reading import read_bytes

        return read_bytes(self._resource.read_bytes(), self.name, progress)


if TYPE_CHECKING:
    from importlib.resources.abc import Traversable


class MergedSource:
    """Several files of one document (tables in one, text in another), read as one budget."""

    __slots__ = ("name", "parts")

    def __init__(self, parts: list[Source]) -> None:
        self.parts = parts
        self.name = " + ".join(part.name for part in parts)

    def load(self, progress: Progress | None = None) -> Budget:
        """Read every file and join them. Raises ReadError for the first that cannot be read."""
        from data_model.reading import Blob, read

        parts = [
            Blob(STDIN, part.fetch())
            if isinstance(part, StdinSource)
            else part.blob()
            if isinstance(part, FileSource)
            else part.name
            for part in self.parts
        ]
        return read(*parts, progress=progress)


def paths_of(source: Source) -> tuple[str, ...]:
    """The files a document is read from, absolute; none when a part of it is no file."""
    if isinstance(source, FileSource):
        return (os.path.abspath(source.path),)
    if isinstance(source, MergedSource):
        paths = [paths_of(part) for part in source.parts]
        return tuple(path for part in paths for path in part) if all(paths) else ()
    return ()


def sources_of(files: Iterable[str], merge: bool = False) -> list[Source]:
    """One source a file, or one for all of them when they are parts of one document; `-` is standard input."""
    found: list[Source] = [StdinSource() if name == "-" else FileSource(name) for name in files]
    return [MergedSource(found)] if merge and len(found) > 1 else found


def _admitted(files: Iterable[str]) -> list[str]:
    """The names of the command line, once it is known what may be opened. Raises Trouble when that is nothing."""
    from tui.console import Trouble

    names = list(files)
    restrict.admit(names)
    if not restrict.any_root():
        raise Trouble("yusuan", t("restrict.no_roots"), t("restrict.no_roots_hint"))
    return names


def opened_by(files: Iterable[str], merge: bool = False) -> tuple[list[Source], list[str]]:
    """What a restricted explorer opens at once, and the folders it lists: those named, else all that may be opened; a folder's documents
    are read when they are looked at. Raises Trouble when nothing may be opened."""
    places = [restrict.inside(name) for name in _admitted(files)] or list(restrict.roots())
    folders = [place for place in places if restrict.allowed(place) and os.path.isdir(place)]
    return sources_of([place for place in places if place not in folders], merge), folders


def restricted_sources(files: Iterable[str], merge: bool = False) -> list[Source]:
    """What a restricted summary tells of: the files named, or all documents of the allowed folders. Raises Trouble without any."""
    from tui.console import Trouble

    names = _admitted(files)
    found = [(name, path) for name, path in restrict.documents() if not names or restrict.among(path, names)]
    if names and not found:
        return sources_of(names, merge)  # each says that it is outside
    if not found:
        raise Trouble("yusuan", t("restrict.empty"), t("restrict.empty_hint"))
    sources: list[Source] = [FileSource(name, path) for name, path in found]
    return [MergedSource(sources)] if merge and len(sources) > 1 else sources


def samples() -> list[Source]:
    """The budgets in the package, in its own order."""
    from sample_data import files

    return [SampleSource(entry) for entry in files()]
