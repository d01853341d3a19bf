"""What a restricted session may open and write, decided here alone: for a server where strangers log in (`--restricted`).

Apart so that there is one place to judge: reading goes through `data`, listing through `documents`, every output through
`check_output`; real paths decide, after all links. A hook of the interpreter then refuses any writing, removing and starting of
programs that were forgotten. The environment carries the mode on to helper processes.
"""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

MODE, ROOTS = "YUSUAN_RESTRICTED", "YUSUAN_ROOTS"
"""Environment variables: `1` turns the mode on; the folders, joined as in PATH."""
SUFFIXES = frozenset({".pdf", ".xlsx", ".xls", ".et", ".ods", ".docx", ".html", ".htm", ".csv", ".txt", ".json"})
MOST_DOCUMENTS = 500
"""A folder with more is no folder of budgets; the rest is not listed."""
LARGEST = 256 * 1024 * 1024

_roots: tuple[str, ...] | None = None
_memory = ""
"""The folder of the user's own state, the only one that may be written to; "" while it is not needed."""
_hooked = False


def wanted(argv: Iterable[str]) -> bool:
    """Whether environment or command line ask for the mode; looked up before anything is parsed or opened."""
    if by_environment():
        return True
    for argument in argv:
        if argument == "--":
            break
        if argument == "--restricted":
            return True
    return False


def enter() -> None:
    """Turn the mode on for this process and its helpers; there is no way back."""
    global _roots, _hooked
    _roots = tuple(os.path.realpath(root) for root in os.environ.get(ROOTS, "").split(os.pathsep) if root)
    for name in [name for name in os.environ if name.startswith("TEXTUAL") or name == "YUSUAN_DEBUG"]:
        del os.environ[name]  # the toolkit's own can log to files and load drivers
    sys.dont_write_bytecode = True
    if not _hooked:
        _hooked = True
        sys.addaudithook(_judge)


def admit(folders: Iterable[str]) -> None:
    """Folders of the command line become the allowed ones, unless the environment rules: its reader is the one fenced in."""
    global _roots
    if _roots is not None and not _roots and not by_environment():
        _roots = tuple(os.path.realpath(folder) for folder in folders)
        os.environ[ROOTS] = os.pathsep.join(_roots)
        os.environ[MODE] = "1"


def active() -> bool:
    """True in a restricted session."""
    if _roots is None and by_environment():
        enter()
    return _roots is not None


def by_environment() -> bool:
    """True when the environment asks for the mode: then the command line is the fenced-in person's."""
    return os.environ.get(MODE, "") not in ("", "0")


# --- reading -----------------------------------------------------------------------------------------------------------------


def data(path: str) -> bytes:
    """The bytes of a file inside. Raises ReadError, the same for what lies outside and for what does not exist."""
    real = os.path.realpath(path)
    if not _inside(real):
        raise _refusal(path)
    try:
        handle = os.open(real, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOFOLLOW", 0))
    except (OSError, ValueError):
        raise _refusal(path) from None
    with os.fdopen(handle, "rb") as file:
        if not stat.S_ISREG(os.fstat(handle).st_mode) or not _inside(_opened(handle, real)):
            raise _refusal(path)
        return file.read(LARGEST)


def _opened(handle: int, path: str) -> str:
    """Where an open file really lies, even when a folder above it was exchanged for a link meanwhile."""
    try:
        return os.readlink(f"/proc/self/fd/{handle}")
    except OSError:
        return os.path.realpath(path)


def documents() -> list[tuple[str, str]]:
    """(name, path) of every document inside, by name; links that lead outside and hidden files are left out."""
    found = []
    for root in _roots or ():
        above = os.path.dirname(root) if len(_roots or ()) > 1 or os.path.isfile(root) else root
        found += [(os.path.relpath(path, above), path) for path in _walk(root)]
    return sorted(found)[:MOST_DOCUMENTS]


def _walk(root: str) -> Iterator[str]:
    if os.path.isfile(root):
        yield root
    for folder, folders, names in os.walk(root):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in names:
            path = os.path.join(folder, name)
            known = not name.startswith(".") and os.path.splitext(name)[1].lower() in SUFFIXES
            if known and _inside(os.path.realpath(path)) and os.path.isfile(path):
                yield path


def any_root() -> bool:
    """Whether there is a folder that may be opened."""
    return bool(_roots)


def roots() -> tuple[str, ...]:
    """What may be opened: folders with all that lies in them, and single files."""
    return _roots or ()


def among(path: str, names: Iterable[str]) -> bool:
    """Whether a document is one of these files, or lies in one of these folders."""
    real = os.path.realpath(path)
    chosen = [os.path.realpath(inside(name)) for name in names]
    return any(real == one or real.startswith(one.rstrip(os.sep) + os.sep) for one in chosen)


def inside(path: str) -> str:
    """The path a name stands for: as given, else looked up in the allowed folders, so that people need not know them."""
    if not os.path.isabs(path):
        for root in _roots or ():
            joined = os.path.join(root, path)
            if _inside(os.path.realpath(joined)) and os.path.exists(joined):
                return joined
    return path


def allowed(path: str) -> bool:
    """Whether a path leads to something inside, after all links."""
    return _inside(os.path.realpath(path))


def _inside(real: str) -> bool:
    return any(real == root or real.startswith(root.rstrip(os.sep) + os.sep) for root in _roots or ())


def _refusal(path: str) -> Exception:
    from data_model.read_errors import ReadError

    return ReadError("outside", os.path.basename(path))


# --- the user's own state ----------------------------------------------------------------------------------------------------


def allow_own(folder: str) -> None:
    """The folder of the user's own state: its files may be read, made, exchanged and removed, and nothing outside it."""
    global _memory
    _memory = os.path.realpath(folder)


def _own_state(path: object) -> bool:
    """Whether a path is the folder of the state or a file directly in it, after all links."""
    if not _memory or not isinstance(path, str | bytes | os.PathLike):
        return False
    real = os.path.realpath(os.fsdecode(path))
    return real == _memory or os.path.dirname(real) == _memory


def _leads_to_state(path: object) -> bool:
    """Whether a folder is the state's, or one above it: those are made when it is."""
    if not _memory or not isinstance(path, str | bytes | os.PathLike):
        return False
    return _memory.startswith(os.path.realpath(os.fsdecode(path)).rstrip(os.sep) + os.sep) or _own_state(path)


def _changes_state(event: str, arguments: tuple[Any, ...]) -> bool:
    """Whether a change is one the state needs: its folder made, a file of it exchanged or removed."""
    if event == "os.mkdir":
        return arguments[2] == -1 and _leads_to_state(arguments[0])
    if event == "os.rename":
        return arguments[2] == arguments[3] == -1 and _own_state(arguments[0]) and _own_state(arguments[1])
    return event == "os.remove" and arguments[1] == -1 and _own_state(arguments[0])


# --- everything else ---------------------------------------------------------------------------------------------------------


def check_output(path: str) -> None:
    """Raises Trouble for any file a restricted session is asked to write."""
    if active():
        refuse(path)


def refuse(what: str) -> None:
    """Raises Trouble: this is not to be had in a restricted session."""
    from tui.console import Trouble
    from tui.texts import t

    raise Trouble(what, t("restrict.refused"), t("restrict.refused_hint"))


_CHANGING = (
    "os.rename",
    "os.remove",
    "os.mkdir",
    "os.rmdir",
    "os.link",
    "os.symlink",
    "os.truncate",
    "os.chmod",
    "os.chown",
    "os.utime",
    "os.setxattr",
    "os.removexattr",
)
_STARTING = ("os.system", "os.exec", "os.posix_spawn", "os.spawn", "pty.spawn")
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND


def _judge(event: str, arguments: tuple[Any, ...]) -> None:
    """The interpreter's hook: what nobody asked `check_output` for is refused as a read-only disk would."""
    if event == "open":
        path, _, flags = arguments
        writes = isinstance(flags, int) and flags & _WRITING
        if isinstance(path, str | bytes) and not (_device(path) or _own_state(path) if writes else _readable(path)):
            raise PermissionError(13, "restricted", path)
    elif event in ("os.listdir", "os.scandir"):
        if isinstance(arguments[0], str | bytes) and not _readable(arguments[0]):
            raise PermissionError(13, "restricted", arguments[0])
    elif (
        (event in _CHANGING and not _changes_state(event, arguments))
        or event in _STARTING
        or (event == "subprocess.Popen" and arguments[0] not in (sys.executable, None))
    ):
        raise PermissionError(13, "restricted")


def _readable(path: str | bytes) -> bool:
    """Whether a path is inside, or one the interpreter and the system need for themselves."""
    real = os.path.realpath(os.fsdecode(path))
    return _inside(real) or real.startswith(_own()) or _own_state(real)


@cache
def _own() -> tuple[str, ...]:
    """Where the program, its interpreter and the system's libraries lie."""
    folders = {sys.prefix, sys.base_prefix, sys.exec_prefix, os.path.dirname(os.path.dirname(__file__))}
    folders |= {path for path in sys.path if os.path.isabs(path) and "-packages" in path}
    mine = tuple(os.path.realpath(folder) + os.sep for folder in folders if folder not in ("", os.sep))
    return (
        *mine,
        "/usr/",
        "/lib/",
        "/lib32/",
        "/lib64/",
        "/dev/",
        "/etc/localtime",
        "/etc/ld.so",
        "/sys/devices/system/cpu",
        f"/proc/{os.getpid()}/stat",
    )


def _device(path: str | bytes) -> bool:
    return os.path.realpath(os.fsdecode(path)).startswith(("/dev/null", "/dev/tty", "/dev/pts/", "/dev/shm/"))
