"""What the terminal can do, found out before the screen is taken: which one it is, what text it understands, how wide it draws.

Apart from explorer.py because it speaks to the terminal below the toolkit. A terminal that does not answer costs a short wait and
is taken to be like most.
"""

from __future__ import annotations

import codecs
import os
import re
import select
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any

from tui.cells import cell_width
from tui.console import Trouble, encoding_of, is_terminal
from tui.texts import t

_CANNOT = re.compile(r"|dumb|unknown|emacs|network|dialup|tty\d*|vt[1-5]\d\d.*|vt52|ansi-mono|cons25.*")
"""TERM of terminals that have no colours, no second screen or no way to show Chinese."""
_ANSWER = re.compile(rb"\x1b\[(\d+);(\d+)R")
_SIGNS, _TWINS = "“—…·│─▋▾▸◂‹›≈≠→↑↓↔×①", "”←█▉▊▌▍▎▏▐"
"""The ambiguous characters and signs that stand on most screens; those among them that cannot be asked for (a byte of theirs is a
control where UTF-8 is not understood) are as wide as their twins."""
_QUESTION = f"\r表表\x1b[6n\r{_SIGNS}\x1b[6n\r\x1b[K"
"""Two wide characters (no byte of theirs is a control elsewhere) and the signs, each followed by the question where the cursor is;
wiped at once."""
_narrow = ""
_PATIENCE, _PATIENCE_FAR = 0.25, 1.0
"""Seconds to wait for an answer, here and over SSH."""
_CHINESE = frozenset({"gbk", "gb2312", "gb18030", "big5", "big5hkscs", "cp936", "cp950", "euc-tw"})


def check_kind() -> None:
    """Raises Trouble when this terminal cannot show the explorer at all."""
    kind = os.environ.get("TERM", "")
    if os.name != "nt" and _CANNOT.fullmatch(kind):
        raise Trouble("yusuan", t("cli.dumb_terminal", term=kind or "?"), t("cli.use_summary"))


def prepare_encoding() -> bool:
    """Make text for the terminal never fail; True when it is a Chinese encoding older than UTF-8, whose terminals draw lines and
    dashes wide. Raises Trouble, in ASCII, when Chinese cannot be shown."""
    encoding = encoding_of(sys.__stderr__)
    if encoding == "utf-8":
        return False
    if codecs.lookup(encoding).name not in _CHINESE:
        raise Trouble("yusuan", t("cli.no_chinese", encoding=encoding), t("cli.set_utf8"))
    codecs.register_error("yusuan.cells", _in_cells)
    reconfigure = getattr(sys.__stderr__, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(errors="yusuan.cells")
    return True


def _in_cells(error: UnicodeError) -> tuple[str, int]:
    """What an encoding lacks becomes as many `?` as it would take cells, so that nothing moves."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return "?" * cell_width(error.object[error.start : error.end]), error.end


def forgive_input() -> None:
    """Bytes that are no text (an old mouse report, a paste in another encoding) must not end the session, as they do in the
    toolkit; its decoder is exchanged where it takes it from."""
    encoding = encoding_of(sys.__stdin__)
    known = encoding if encoding == "utf-8" or codecs.lookup(encoding).name in _CHINESE else "utf-8"
    try:
        from textual.drivers import linux_driver
    except ImportError:
        return
    if hasattr(linux_driver, "getincrementaldecoder"):
        decoder = partial(codecs.getincrementaldecoder(known), errors="replace")
        setattr(linux_driver, "getincrementaldecoder", lambda _: decoder)  # noqa: B010 (not ours to declare)


class Probe:
    """The question how wide characters are drawn: asked when made, answered when `wide` is asked for."""

    def __init__(self) -> None:
        self._asked = time.monotonic()
        self._heard = b""
        self._write(_QUESTION)

    @staticmethod
    def _write(text: str) -> None:
        stream = sys.__stderr__
        if stream is not None:
            stream.write(text)
            stream.flush()

    def columns(self) -> list[int]:
        """The columns the terminal told, as far as they have come in time."""
        far = "SSH_CONNECTION" in os.environ or "SSH_TTY" in os.environ
        deadline = self._asked + (_PATIENCE_FAR if far else _PATIENCE)
        while True:
            told = [int(column) for _, column in _ANSWER.findall(self._heard)]
            left = deadline - time.monotonic()
            if len(told) >= 2 or not select.select([0], [], [], max(0.0, left))[0]:
                return told
            data = os.read(0, 1024)
            if not data:
                return told
            self._heard += data

    def wide(self) -> bool:
        """True when ambiguous characters take two cells. Raises Trouble, in ASCII, when the terminal does not understand UTF-8."""
        told = self.columns()
        if told and told[0] != 5:
            raise Trouble("yusuan", t("cli.not_utf8", cells=told[0] - 1), t("cli.set_utf8"))
        global _narrow
        signs = told[1] - 1 if len(told) > 1 else 0
        _narrow = _SIGNS + _TWINS if signs == len(_SIGNS) else ""
        return signs > len(_SIGNS) * 3 // 2  # some terminals draw a few arrows wide, or know no circled digits


def drawn_narrow() -> str:
    """The signs this terminal was seen to draw in one cell each: none when it was not asked or did not answer."""
    return _narrow


def erases() -> bool:
    """Whether this terminal fills what is erased with the current ground."""
    return not os.environ.get("TERM", "").startswith(("screen", "tmux"))


_before: Any = None
_entered = False


@contextmanager
def held() -> Iterator[None]:
    """Keep what is typed from being echoed until the toolkit takes the terminal over; give it back as it was when it never does."""
    global _before
    if os.name != "nt" and is_terminal(sys.__stdin__):
        import termios

        _before = termios.tcgetattr(0)
        quiet = termios.tcgetattr(0)
        quiet[3] &= ~(termios.ECHO | termios.ICANON)
        quiet[6][termios.VSUSP] = b"\0"  # a stop here would leave the shell like this
        termios.tcsetattr(0, termios.TCSANOW, quiet)
    try:
        yield
    finally:
        if take_over() and sys.__stderr__ is not None:
            sys.__stderr__.write("\x1b[0m\x1b[H\x1b[?1049l\x1b[?25h")
            sys.__stderr__.flush()


def enter(sequences: str) -> None:
    """Draw on the second screen of the terminal, without a cursor."""
    global _entered
    if sys.__stderr__ is not None:
        sys.__stderr__.write("\x1b[?1049h\x1b[?25l" + sequences)
        sys.__stderr__.flush()
        _entered = True


def take_over() -> bool:
    """Give the terminal its modes back, once; True when its second screen is shown already."""
    global _before, _entered
    entered, _entered = _entered, False
    if _before is not None:
        import termios

        termios.tcsetattr(0, termios.TCSANOW, _before)
        _before = None
    return entered


@contextmanager
def asked() -> Iterator[Probe | None]:
    """A Probe, in a terminal that is `held`; None where the answer would be another program's (tmux, screen)."""
    kind = os.environ.get("TERM", "")
    inside = any(name in os.environ for name in ("TMUX", "STY")) or kind.startswith(("screen", "tmux"))
    if os.name == "nt" or inside or not (is_terminal(sys.__stdin__) and is_terminal(sys.__stderr__)):
        yield None
        return
    probe = Probe()
    try:
        yield probe
    finally:
        probe.columns()  # an answer left behind would be typed into the shell
