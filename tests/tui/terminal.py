"""A terminal for tests: a real program on a pseudo-terminal, its output drawn by pyte; waits for what is drawn, never for time."""

from __future__ import annotations

import codecs
import fcntl
import os
import pty
import select
import signal
import struct
import sys
import termios
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any
from unicodedata import east_asian_width

import pyte
import pyte.screens
from wcwidth import wcwidth

from tests.tui.commandline import environment

YUSUAN = (sys.executable, "-c", "import sys; from tui.cli import main; sys.exit(main())")
DEADLINE = 30.0
KEYS = {
    "down": "\x1b[B", "up": "\x1b[A", "right": "\x1b[C", "left": "\x1b[D", "pagedown": "\x1b[6~", "pageup": "\x1b[5~",
    "end": "\x1b[F", "home": "\x1b[H", "enter": "\r", "escape": "\x1b", "tab": "\t", "ctrl+z": "\x1a", "ctrl+l": "\x0c",
    "space": " ", "backspace": "\x7f",
}  # fmt: skip


class Screen(pyte.Screen):
    """pyte's screen that answers questions and keeps titles and clipboards that were set; `wide` draws “ — · in two cells."""

    def __init__(self, columns: int, lines: int, wide: bool) -> None:
        self.wide = wide
        self.answer: Callable[[str], None] = lambda text: None
        self.titles: list[str] = []
        super().__init__(columns, lines)

    def draw(self, data: str) -> None:
        """Draw text in the widths of this terminal."""
        if self.wide:
            pyte.screens.wcwidth = _wide_width
        try:
            super().draw(data)
        finally:
            pyte.screens.wcwidth = wcwidth

    @property
    def display(self) -> list[str]:
        """Every line as text; pyte's own fails when half of a wide character was overwritten."""
        return ["".join(self.buffer[y][x].data for x in range(self.columns)) for y in range(self.lines)]

    def write_process_input(self, data: str) -> None:
        """An answer of the terminal to the program."""
        self.answer(data)

    def set_title(self, param: str) -> None:
        """Remember it: a program of ours sets none."""
        self.titles.append(param)

    def set_icon_name(self, param: str) -> None:
        """As a title."""
        self.titles.append(param)


def _wide_width(char: str) -> int:
    return 2 if east_asian_width(char) == "A" else int(wcwidth(char))


class Terminal:
    """A program on a terminal of its own."""

    def __init__(
        self,
        command: Sequence[str],
        size: tuple[int, int] = (80, 24),
        env: Mapping[str, str] | None = None,
        cwd: Path | None = None,
        *,
        answers: bool = True,
        wide: bool = False,
        encoding: str = "utf-8",
        whole_env: bool = False,
    ) -> None:
        self.screen = Screen(*size, wide)
        if answers:
            self.screen.answer = lambda text: self.type(text)
        self._stream = pyte.Stream(self.screen)
        self._decode = codecs.getincrementaldecoder(encoding)("replace").decode
        self.bytes = 0
        self.raw = bytearray()
        self.code: int | None = None
        child, self._master = pty.fork()
        if child == 0:
            try:
                fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", size[1], size[0], 0, 0))
                os.chdir(cwd or ".")
                values = dict(env or {})
                os.execvpe(command[0], list(command), values if whole_env else environment(**values))
            finally:
                os._exit(127)
        self.child = child

    def __enter__(self) -> Terminal:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    # --- in ---

    def type(self, text: str) -> None:
        """Send text as typed."""
        self.type_bytes(text.encode())

    def type_bytes(self, data: bytes) -> None:
        """Send bytes as typed."""
        os.write(self._master, data)

    def press(self, *keys: str) -> None:
        """Send keys by name, one write each."""
        for key in keys:
            self.type(KEYS.get(key, key))

    def leave(self) -> None:
        """Press escape and wait until the screen is another: a key that follows at once would be taken for alt and that key."""
        before = self.text
        self.press("escape")
        self.wait_for(lambda terminal: terminal.text != before)
        self.settle(0.1)

    def resize(self, columns: int, lines: int) -> None:
        """Change the size, as a window manager would."""
        self.screen.resize(lines, columns)
        fcntl.ioctl(self._master, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))

    def signal(self, number: int) -> None:
        """A signal to the program itself."""
        os.kill(self.child, number)

    # --- out ---

    def _read(self, seconds: float) -> bool:
        ready, _, _ = select.select([self._master], [], [], max(0.0, seconds))
        if not ready:
            return False
        try:
            data = os.read(self._master, 65536)
        except OSError:
            data = b""
        if not data:
            return False
        self.heard(data)
        return True

    @property
    def handle(self) -> int:
        """The end of the pseudo-terminal, for who reads it himself and tells `heard`."""
        return self._master

    def heard(self, data: bytes) -> None:
        """Count and draw what the program sent."""
        self.bytes += len(data)
        self.raw += data
        self._stream.feed(self._decode(data))

    def wait_for(self, wanted: str | Callable[[Terminal], Any], seconds: float = DEADLINE) -> Terminal:
        """Until the text stands on the screen, or the condition holds. Raises AssertionError with the screen when it never does."""
        holds = wanted if callable(wanted) else (lambda terminal: wanted in terminal.text)
        deadline = time.monotonic() + seconds
        while not holds(self):
            if not self._read(min(1.0, deadline - time.monotonic())) and (
                time.monotonic() >= deadline or self.ended(0)
            ):
                if holds(self):
                    break
                raise AssertionError(f"never saw {wanted!r}:\n{self.text}")
        return self

    def settle(self, quiet: float = 0.25, seconds: float = DEADLINE) -> int:
        """Read until nothing came for `quiet` seconds; the bytes that came."""
        before, deadline = self.bytes, time.monotonic() + seconds
        while time.monotonic() < deadline and self._read(quiet):
            pass
        return self.bytes - before

    def after(self, *keys: str, quiet: float = 0.25) -> int:
        """Press keys and settle; the bytes that came."""
        self.press(*keys)
        return self.settle(quiet)

    @property
    def rows(self) -> list[str]:
        """The screen, line by line, wide characters once."""
        return [line.rstrip() for line in self.screen.display]

    @property
    def text(self) -> str:
        """The screen as one text."""
        return "\n".join(self.rows)

    def cells(self) -> list[list[tuple[Any, ...]]]:
        """Every cell as (text, colours, attributes)."""
        buffer = self.screen.buffer
        return [[tuple(buffer[y][x]) for x in range(self.screen.columns)] for y in range(self.screen.lines)]

    # --- end ---

    def ended(self, seconds: float = DEADLINE) -> bool:
        """True when the program has ended (within so many seconds); its exit code is then in `code`."""
        deadline = time.monotonic() + seconds
        while self.code is None:
            child, status = os.waitpid(self.child, os.WNOHANG)
            if child:
                self.code = os.waitstatus_to_exitcode(status)
            elif time.monotonic() >= deadline:
                return False
            else:
                self._read(0.05)
        return True

    def end(self) -> int:
        """Wait for the end; the exit code."""
        assert self.ended(), f"still running:\n{self.text}"
        while self._read(0):
            pass
        assert self.code is not None
        return self.code

    def hang_up(self) -> None:
        """Close the terminal under the program, as a lost connection does."""
        os.close(self._master)
        self._master = -1

    def close(self) -> None:
        """End whatever still runs."""
        if self.code is None:
            try:
                os.kill(self.child, signal.SIGKILL)
                os.waitpid(self.child, 0)
            except (ProcessLookupError, ChildProcessError):
                pass
        if self._master >= 0:
            os.close(self._master)


def explorer(*arguments: str, size: tuple[int, int] = (80, 24), **settings: Any) -> Terminal:
    """yusuan in a terminal of 80×24."""
    return Terminal((*YUSUAN, *arguments), size, **settings)
