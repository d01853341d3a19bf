"""Runs yusuan on one spoilt document in a process of its own on a pseudo-terminal, the real `main` from end to end, and judges every byte it gave.
A fork of a process that has everything imported: thousands of runs in minutes. POSIX only."""

from __future__ import annotations

import contextlib
import fcntl
import gc
import io
import json
import os
import pty
import random
import select
import signal
import struct
import sys
import tempfile
import termios
import time
import traceback
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from tests.mutations import SECRETS, mutant
from tests.strict_terminal import foreign, foreign_in_text

LIMIT = 40.0
"""Seconds for all commands on one document together, on a busy machine; no one of them may take more than a quarter of its processor time."""
MEMORY = 4 << 30
KEYS = ("j", "\x1b[6~", "v", "v", "t", "\x1b[C", "]", "p", "\x1b[F", "c", "\r", "d", "l", "u", "m", "s", "?", ":", "o", "/201\r", "/zc\r", "y\r", "yj\r", "\t",
        "1", "4", "g", "G", "n", " ", "b", "\x1b", "x", "h", "k")  # fmt: skip
SUFFIXES = (".pdf", ".docx", ".xlsx", ".xls", ".ods", ".html", ".txt")


@dataclass(slots=True)
class Outcome:
    """What became of one mutant: exit code by command, what was wrong (empty when nothing), seconds."""

    name: str
    seed: int
    done: str
    codes: dict[str, int] = field(default_factory=dict)
    troubles: list[str] = field(default_factory=list)
    seconds: float = 0.0


class Documents:
    """The documents that are spoilt, and the same as our own JSON; all read once, so that a fork need not."""

    def __init__(self, paths: list[Path], folder: Path) -> None:
        from data_model.native import dumps
        from data_model.reading import ReadError, read_bytes

        self.folder = folder
        self.files: list[tuple[str, bytes]] = []
        self.refused: set[str] = set()
        for path in paths:
            data = path.read_bytes()
            self.files.append((path.name, data))
            try:
                self.files.append((f"{path.name}.json", dumps(read_bytes(data, path.name)).encode()))
            except ReadError:
                self.refused.add(path.name)
        self.originals = {}
        self.read: dict[tuple[int, str], Any] = {}
        for name, data in self.files:
            self.originals[name] = folder / f"original_{name}"
            self.originals[name].write_bytes(data)
            if name not in self.refused:
                self.read[hash(data), f"original_{name}"] = read_bytes(data, f"original_{name}")

    def plan(self, count: int, first: int = 0) -> Iterator[tuple[int, str]]:
        """(seed, name): every document in turn; of JSON made from a document only a share."""
        readable = [name for name, _ in self.files if not name.endswith(".json")]
        native = [name for name, _ in self.files if name.endswith(".json")]
        for n in range(first, first + count):
            yield n, native[n // 8 % len(native)] if native and n % 8 == 7 else readable[(n - n // 8) % len(readable)]

    def made(self, seed: int, name: str) -> tuple[str, bytes]:
        """The mutant of a seed: what was done, its bytes."""
        data = dict(self.files)[name]
        kind = Path(name).suffix
        others = [other for other_name, other in self.files if Path(other_name).suffix == kind] or [data]
        return mutant(name, data, others, seed)


@cache
def prepare() -> None:
    """Import everything once."""
    import importlib
    import pkgutil

    os.environ["ESCDELAY"] = "10"
    for name in ("TEXTUAL", "NO_COLOR", "TMUX", "STY", "SSH_CONNECTION", "SSH_TTY", "YUSUAN_CELL_DIFF"):
        os.environ.pop(name, None)
    os.environ.update(TERM="xterm-256color", COLORTERM="truecolor")
    for package in ("data_model", "tui"):
        found = importlib.import_module(package)
        for module in pkgutil.walk_packages(found.__path__, f"{package}."):
            if not module.name.endswith("workbook_process"):
                importlib.import_module(module.name)
    gc.collect()
    gc.freeze()


def run_mutant(documents: Documents, seed: int, name: str, *, explore: bool = True) -> Outcome:
    """Make the mutant, run every command and the explorer on it, judge."""
    done, data = documents.made(seed, name)
    outcome = Outcome(name, seed, done)
    suffix = "".join(Path(name).suffixes[-1:])
    started = time.monotonic()
    with tempfile.TemporaryDirectory(dir=documents.folder) as folder:
        path = Path(folder) / f"m{suffix}"
        path.write_bytes(data)
        _judge(documents, path, outcome, explore)
    outcome.seconds = round(time.monotonic() - started, 2)
    return outcome


def _judge(documents: Documents, path: Path, outcome: Outcome, explore: bool) -> None:
    rng = random.Random(outcome.seed ^ 0xABCDEF)
    keys = [rng.choice(KEYS) for _ in range(12)] if explore else []
    file, original = str(path), str(documents.originals[outcome.name])
    extra = rng.choice(
        (["tree", file], ["tree", file, "--view", "projects"], ["find", "支出", file], ["export", file], ["export", file, "--format", "json"],
         ["export", file, "--format", "markdown"], ["check", file, "--format", "json", "--all"], ["check", file, "--format", "markdown"],
         ["summary", file, "--format", "json"], ["diff", original, file, "--format", "html"], ["diff", file, original, "--format", "json"],
         ["diff", file, "--last-year"], ["export", file, "--format", "text"], ["diff", file, original, "--format", "markdown"])
    )  # fmt: skip
    commands = [["summary", file], ["check", file], ["diff", original, file], extra]
    told, drawn, code = _on_a_terminal(commands, [file, original] if explore else [], path.parent, keys, documents.read)
    if told is None:
        outcome.troubles.append(
            f"ended by {code} before every command was run: {drawn[-2000:].decode('utf-8', 'replace')!r}"
        )
        return
    for arguments, result in zip(commands, told, strict=True):
        command = " ".join(word for word in arguments if word not in (file, original))
        outcome.codes[command] = result["code"]
        outcome.troubles += [f"{command}: {trouble}" for trouble in _wrong(result, arguments)]
    if explore:
        outcome.codes["explorer"] = code
        if code != (
            2 if outcome.codes["summary"] == outcome.codes["diff"] == 2 and outcome.name in documents.refused else 0
        ):
            outcome.troubles.append(
                f"explorer: ended with {code} after {keys}: {drawn[-3000:].decode('utf-8', 'replace')}"
            )
        outcome.troubles += [f"explorer: {trouble}" for trouble in foreign(drawn)]
        text = drawn.decode("utf-8", "replace")
        outcome.troubles += [f"explorer shows {secret}" for secret in SECRETS if secret in text]


def _wrong(result: dict[str, Any], arguments: list[str]) -> Iterator[str]:
    out, err, code = result["out"], result["err"], result["code"]
    yield from result["defects"]
    if code not in ((0, 1, 2) if arguments[0] == "check" else (0, 2)):
        yield f"code {code}"
    most = 2 if arguments[0] == "diff" else 1  # one a file
    if code == 2 and not 1 <= err.count("\n") <= most:
        yield f"{err.count(chr(10))} lines of trouble: {err[:500]!r}"
    if code == 2 and out.strip() not in ("", "[]"):
        yield f"result and trouble: {err[:300]!r}"
    if "Traceback" in err + out:
        yield "traceback"
    if result["seconds"] > LIMIT / 4:
        yield f"{result['seconds']:.1f} s of processor time"
    yield from foreign_in_text(out.encode("utf-8", "replace"))
    yield from foreign_in_text(err.encode("utf-8", "replace"))
    yield from (f"tells {secret}" for secret in SECRETS if secret in out + err)


# --- the process -------------------------------------------------------------------------------------------------------------


def _on_a_terminal(
    commands: list[list[str]], explored: list[str], folder: Path, keys: list[str], known: dict[tuple[int, str], Any]
) -> tuple[list[dict[str, Any]] | None, bytes, int]:
    """What every command gave (None: the process did not live so long), what the explorer drew, how it ended (minus: by a signal)."""
    prepare()
    told = folder / "told"
    child, master = pty.fork()
    if child == 0:
        _child(commands, explored, folder, told, known)
    fcntl.ioctl(master, termios.TIOCSWINSZ, struct.pack("HHHH", 30, 110, 0, 0))
    drawn, code = _drive(child, master, keys)
    os.close(master)
    try:
        results = json.loads(told.read_text(encoding="utf-8", errors="surrogatepass"))
    except (OSError, ValueError):
        results = None
    return results, drawn, code


def _child(
    commands: list[list[str]], explored: list[str], folder: Path, told: Path, known: dict[tuple[int, str], Any]
) -> None:  # fmt: skip
    code = 99
    try:
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        os.environ.update(
            HOME=str(folder), XDG_CONFIG_HOME=f"{folder}/c", XDG_STATE_HOME=f"{folder}/s", XDG_CACHE_HOME=f"{folder}/a"
        )
        os.environ.update(XDG_DATA_HOME=f"{folder}/d", YUSUAN_DEBUG="1")
        os.chdir(folder)
        streams = [os.fdopen(fd, mode, encoding="utf-8", closefd=False) for fd, mode in ((0, "r"), (1, "w"), (2, "w"))]
        sys.stdin, sys.stdout, sys.stderr = streams
        sys.__stdin__, sys.__stdout__, sys.__stderr__ = sys.stdin, sys.stdout, sys.stderr  # type: ignore[misc]
        _read_once(known)
        results = [_captured(arguments) for arguments in commands]
        told.write_text(json.dumps(results), encoding="utf-8")
        code = 0
        if explored:
            from tui.cli import main

            code = main(explored)
        sys.stderr.flush()
    except BaseException:
        traceback.print_exc()
    finally:
        os._exit(code)


def _read_once(known: dict[tuple[int, str], Any]) -> None:
    """A document is understood once for all commands: the commands and the explorer are what is tried, not patience. `known` are the
    unspoilt ones."""
    from data_model import reading

    read = reading.read_bytes

    def remembered(data: bytes, name: str, progress: Any = None) -> Any:
        key = (hash(data), name)
        if key not in known:
            try:
                known[key] = read(data, name, progress)
            except Exception as error:
                known[key] = error
        if isinstance(known[key], Exception):
            raise known[key]
        return known[key]

    reading.read_bytes = remembered


def _captured(arguments: list[str]) -> dict[str, Any]:
    from tui import console
    from tui.cli import main

    defects: list[str] = []

    def unexpected(self: Any, error: BaseException, place: str = "yusuan") -> None:
        defects.append("".join(traceback.format_exception(error))[-3000:])
        self.trouble(place, "defect")

    kept = console.Console.unexpected
    console.Console.unexpected = unexpected  # type: ignore[method-assign]
    out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8") for _ in range(2))
    started = time.process_time()
    try:
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            code = main(arguments)
    finally:
        console.Console.unexpected = kept  # type: ignore[method-assign]
    texts = []
    for stream in (out, err):
        stream.flush()
        buffer = stream.buffer
        assert isinstance(buffer, io.BytesIO)
        texts.append(buffer.getvalue().decode("utf-8", "surrogateescape"))
    return {
        "code": code,
        "out": texts[0],
        "err": texts[1],
        "defects": defects,
        "seconds": time.process_time() - started,
    }


def _drive(child: int, master: int, keys: list[str]) -> tuple[bytes, int]:
    """Press the keys, each when the terminal has been quiet for a moment; then leave every screen and quit."""
    drawn = bytearray()
    deadline = time.monotonic() + LIMIT
    waiting = [*keys, *("\x1b", "\x1b", "\x1b", "q") * 10]
    begun = answered = False
    quiet = 0.02
    while time.monotonic() < deadline:
        ready, _, _ = select.select([master], [], [], quiet)
        if ready:
            try:
                piece = os.read(master, 65536)
            except OSError:
                break
            if not piece:
                break
            drawn += piece
            if not answered and drawn.count(b"\x1b[6n") == 2:
                answered = True
                signs = drawn.decode("utf-8", "replace").split("\x1b[6n")[1].rpartition("\r")[2]
                os.write(master, f"\x1b[1;5R\x1b[1;{len(signs) + 1}R".encode())  # none of them is wide
            begun = begun or b"\x1b[?1049h" in drawn
        elif begun and waiting:
            key = waiting.pop(0)
            quiet = (
                0.02 if len(waiting) > 36 else 0.12 if len(waiting) > 30 else 0.5
            )  # an escape is one when nothing follows
            with contextlib.suppress(OSError):
                os.write(master, key.encode())
    else:
        os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    return bytes(drawn), os.waitstatus_to_exitcode(status)
