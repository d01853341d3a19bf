"""Writing a file whole or not at all: beside it first, then in its place. Apart because results (`-o FILE`) and the state of a user
need it, and a cut run must leave neither half a file nor none."""

from __future__ import annotations

import os
import stat
from contextlib import suppress

MOST_LINKS = 40
"""Links followed from a name to its file."""


def write_whole(path: str, data: bytes) -> None:
    """Write what a person named: a link's target is exchanged and the link stays; mode and owner stay too. Devices, pipes and files
    that cannot be exchanged without changing whose they are are written in place. Raises OSError."""
    place = _target(path)
    if place is None or not _exchangeable(place):
        with open(path, "wb") as file:
            file.write(data)
        return
    mode = stat.S_IMODE(os.stat(place).st_mode) if os.path.exists(place) else None
    try:
        exchange(place, data, os.path.join(os.path.dirname(place), f".yusuan-{os.getpid()}.tmp"), mode)
    except FileExistsError:
        with open(place, "wb") as file:
            file.write(data)


def exchange(path: str, data: bytes, temporary: str, mode: int | None, *, again: bool = False) -> None:
    """Put a new file with these bytes in place of `path`. `mode` None is what the system gives new files; `again`: a `temporary`
    left behind by a run that was killed may be written over. Raises OSError; the temporary file is then gone."""
    how = os.O_WRONLY | os.O_CREAT | (os.O_TRUNC if again else os.O_EXCL)
    handle = os.open(temporary, how | getattr(os, "O_NOFOLLOW", 0), 0o666 if mode is None else mode & 0o666)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        if mode is not None and stat.S_IMODE(os.stat(temporary).st_mode) != mode:
            os.chmod(temporary, mode)
        os.replace(temporary, path)
    except BaseException:
        with suppress(OSError):
            os.unlink(temporary)
        raise


def _target(path: str) -> str | None:
    """The file behind all links; None for what lies among devices and descriptors, or links that never end."""
    for _ in range(MOST_LINKS):
        if os.path.abspath(path).startswith(("/dev/", "/proc/")):
            return None
        if not os.path.islink(path):
            return path
        path = os.path.join(os.path.dirname(path), os.readlink(path))
    return None


def _exchangeable(path: str) -> bool:
    """Whether another file may take its place: a file of ours with one name, or none yet, in a folder that takes new files."""
    if not os.access(os.path.dirname(path) or ".", os.W_OK):
        return False
    try:
        found = os.stat(path)
    except FileNotFoundError:
        return True
    ours = not hasattr(os, "geteuid") or found.st_uid == os.geteuid()
    return ours and stat.S_ISREG(found.st_mode) and found.st_nlink == 1 and os.access(path, os.W_OK)
