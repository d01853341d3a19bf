"""How tests run the command line: in this process with captured bytes, as a process of its own, or on a pseudo-terminal."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[2]


class Ran(NamedTuple):
    """What a run left behind."""

    code: int
    out: bytes
    err: str

    @property
    def text(self) -> str:
        """stdout as text."""
        return self.out.decode("utf-8")


def environment(**values: str) -> dict[str, str]:
    """A plain environment: nothing of the caller's settings; `values` on top."""
    names = ("PATH", "HOME", "PYTHONPYCACHEPREFIX", *(() if "HOME" in values else ("XDG_STATE_HOME",)))
    kept = {name: os.environ[name] for name in names if name in os.environ}
    plain = {"PYTHONPATH": str(ROOT), "PYTHONUTF8": "1", "TERM": "xterm", "YUSUAN_SETTINGS": os.devnull}
    return kept | plain | values


def run(*arguments: str, stdin: bytes | None = None, cwd: Path | None = None, env: Mapping[str, str] | None = None) -> Ran:  # fmt: skip
    """`yusuan arguments` as a process with pipes."""
    command = [sys.executable, "-c", "import sys; from tui.cli import main; sys.exit(main())", *arguments]
    done = subprocess.run(
        command, input=stdin or b"", capture_output=True, cwd=cwd, env=environment(**(env or {})), timeout=120
    )
    return Ran(done.returncode, done.stdout, done.stderr.decode("utf-8", "replace"))


def run_on_terminal(*arguments: str, env: Mapping[str, str] | None = None, cwd: Path | None = None) -> tuple[int, bytes]:  # fmt: skip
    """`yusuan arguments` with stdout and stderr on one pseudo-terminal of 80×24: exit code and all bytes drawn."""
    master, slave = pty.openpty()
    command = [sys.executable, "-c", "import sys; from tui.cli import main; sys.exit(main())", *arguments]
    process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=slave, stderr=slave, cwd=cwd,
                               env=environment(**(env or {})), start_new_session=True)  # fmt: skip
    os.close(slave)
    drawn = b""
    while True:
        ready, _, _ = select.select([master], [], [], 60)
        if not ready:
            process.kill()
            break
        try:
            piece = os.read(master, 65536)
        except OSError:
            break
        if not piece:
            break
        drawn += piece
    os.close(master)
    return process.wait(timeout=60), drawn


def explore(arguments: Sequence[str], cwd: Path, stdin: Path | None = None) -> int:
    """Open the explorer on a controlling terminal of its own, press `q` when the screen has drawn a budget, return the code."""
    child, master = pty.fork()
    if child == 0:
        os.chdir(cwd)
        if stdin is not None:
            os.dup2(os.open(stdin, os.O_RDONLY), 0)
        code = "import sys; from tui.cli import main; sys.exit(main())"
        os.execve(sys.executable, [sys.executable, "-c", code, *arguments], environment(TEXTUAL_ANIMATIONS="none"))
    fcntl.ioctl(master, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
    drawn, pressed, deadline = b"", False, time.monotonic() + 60
    while time.monotonic() < deadline:
        ready, _, _ = select.select([master], [], [], 1)
        try:
            drawn += os.read(master, 65536) if ready else b""
        except OSError:
            break
        if "云溪市".encode() in drawn and not ready and not pressed:
            os.write(master, b"q")
            pressed = True
    _, status = os.waitpid(child, 0)
    os.close(master)
    return os.waitstatus_to_exitcode(status)
