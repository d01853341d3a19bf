"""Streams, colour and exit codes: the only writer of stdout and stderr for one-shot commands, so that one place keeps the promises.

stdout carries the result and nothing else, stderr messages of one line; no escape byte of a document passes. Imports only what
every command needs anyway.
"""

from __future__ import annotations

import os
import re
import sys
import time
from collections.abc import Callable, Iterable
from typing import IO, Any

from tui import restrict

OK, TROUBLE, INTERRUPTED = 0, 2, 130
"""Exit codes: fine, trouble told in one line a time, interrupted by the user."""

Segment = tuple[str, str]
"""(text, style): a style is "" or a key of STYLES."""
Line = tuple[Segment, ...]

STYLES = {"bold": "\x1b[1m", "dim": "\x1b[2m", "accent": "\x1b[36m", "amber": "\x1b[1;33m"}
"""Roles of the palette in the 16 colours every terminal has; dim is an attribute because palettes hide bright black."""
RESET = "\x1b[0m"

PIPE_WIDTH = 80
"""Cells of a line where no terminal says otherwise."""
LONG_WORK = 0.4
"""Seconds after which reading is long enough for a progress line."""

_HIDDEN = "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ue000-\uf8ff\ufeff\ufff9-\ufffb\U000e0000-\U000e0fff]"
_SURROGATE = "[\ud800-\udfff]"
_TAGS = "\U000e0000"
"""From here on stand hidden marks that count as printable."""


class Trouble(Exception):
    """Trouble that ends a command with exit code 2; `place`, `cause` and `remedy` become its one line."""

    def __init__(self, place: str, cause: str, remedy: str = "") -> None:
        super().__init__(cause)
        self.place, self.cause, self.remedy = place, cause, remedy


class ReaderGone(Exception):
    """Whoever read our stdout has gone (`| head`): nothing more to do, and no error."""


def harmless(text: str) -> str:
    """`text` without control and direction characters except newline and tab; broken bytes of file names become `?`."""
    if (
        text.replace("\n", "").isprintable() and max(text, default="") < _TAGS
    ):  # nearly every text: no pattern need be compiled
        return text
    return re.sub(_SURROGATE, "?", re.sub(_HIDDEN, "", text))


def trouble_line(place: str, cause: str, remedy: str = "") -> str:
    """`a.txt: 第3行: 金额不对；请看原文`: one line, whatever the parts hold."""
    from tui.texts import language

    said = ("; " if language() == "en" or (cause + remedy).isascii() else "；").join(
        part for part in (cause, remedy) if part
    )
    return " ".join(harmless(f"{place}: {said}" if place else said).split())


class Console:
    """How this run writes. `color` auto|always|never and `output` ("" or `-`: stdout) come from the command line."""

    __slots__ = ("_progress_shown", "_started", "ascii_only", "color", "output", "troubled")

    def __init__(self, color: str = "auto", output: str = "", ascii_only: bool = False) -> None:
        self.color, self.output, self.ascii_only = color, "" if output == "-" else output, ascii_only
        self.troubled = False
        self._started = time.monotonic()
        self._progress_shown = False

    # --- what the streams are ---

    @property
    def on_terminal(self) -> bool:
        """The result goes to a terminal."""
        return not self.output and is_terminal(sys.stdout)

    @property
    def colored(self) -> bool:
        """`--color` decides, else: a terminal that is not dumb, and no NO_COLOR."""
        if self.color != "auto":
            return self.color == "always"
        return self.on_terminal and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"

    @property
    def width(self) -> int:
        """Cells of a line: the terminal's, or 80 where there is none."""
        if not self.on_terminal:
            return PIPE_WIDTH
        import shutil

        return max(40, shutil.get_terminal_size((PIPE_WIDTH, 24)).columns)

    # --- results ---

    def lines(self, lines: Iterable[Line]) -> None:
        """Write styled lines as the result; trailing blanks are left out, styles too where there is no colour."""
        colored = self.colored
        self.text("".join(render(line, colored, self.ascii_only) + "\n" for line in lines), clean=False)

    def text(self, text: str, clean: bool = True) -> None:
        """Write text as the result: UTF-8 always in files and pipes; a terminal that cannot show it gets replacements."""
        if clean:
            text = harmless(text)
        encoding = encoding_of(sys.stdout) if self.on_terminal else "utf-8"
        if encoding != "utf-8":
            from tui.cells import to_ascii

            text = to_ascii(text)
        self.data(text.encode(encoding, "replace"))

    def data(self, data: bytes) -> None:
        """Write bytes as the result. Raises Trouble when they cannot be written, ReaderGone when nobody reads them."""
        self.end_progress()
        if self.output:
            restrict.check_output(self.output)
            from tui.whole_file import write_whole

            try:
                write_whole(self.output, data)
            except (OSError, ValueError) as error:
                raise Trouble(self.output, _word("console.unwritable", error), _word("console.elsewhere")) from None
            return
        try:
            _write(sys.stdout, data)
        except BrokenPipeError:
            _silence_stdout()
            raise ReaderGone from None
        except (OSError, ValueError) as error:
            _silence_stdout()
            raise Trouble(_word("console.stdout"), _word("console.unwritable", error)) from None

    # --- messages ---

    def message(self, text: str) -> None:
        """One line on stderr; lost silently when stderr is closed."""
        from data_model.persons import mask  # a file may be named after a person

        self.end_progress()
        line = " ".join(mask(harmless(text)).split()) + "\n"
        encoding = encoding_of(sys.stderr)
        if encoding != "utf-8" and is_terminal(sys.stderr):
            from tui.cells import to_ascii

            line = to_ascii(line)
        else:
            encoding = "utf-8"
        _tell(line.encode(encoding, "replace"))

    def trouble(self, place: str, cause: str, remedy: str = "") -> None:
        """Tell one trouble and remember that the exit code is 2."""
        self.troubled = True
        self.message(trouble_line(place, cause, remedy))

    def unexpected(self, error: BaseException, place: str = "yusuan") -> None:
        """A defect of ours: one line naming the type; the traceback only with YUSUAN_DEBUG=1."""
        if os.environ.get("YUSUAN_DEBUG") not in (None, "", "0"):
            import traceback

            from data_model.persons import mask

            for line in "".join(traceback.format_exception(error)).splitlines():
                _tell((mask(harmless(line)) + "\n").encode("utf-8", "replace"))
        self.trouble(place, _word("console.unexpected", type=type(error).__name__), _word("console.debug"))

    # --- progress ---

    def progress(self, name: str) -> Callable[[int, int], None] | None:
        """A callback that shows `读取 name 3/40` in place on a terminal's stderr once the work is long, `读取 name…` at once where a total of
        0 says that it will be; None elsewhere."""
        if not is_terminal(sys.stderr) or os.environ.get("TERM") == "dumb":
            return None

        def show(done: int, total: int) -> None:
            if not total:
                self.show_progress(_word("console.reading", name=name))
            elif time.monotonic() - self._started > LONG_WORK:
                self.show_progress(_word("console.progress", name=name, done=done, total=total))

        return show

    def show_progress(self, text: str) -> None:
        """Put `text` in place of the progress line; the caller has seen that stderr is a terminal."""
        self._progress_shown = True
        _tell(f"\r{harmless(text)}\x1b[K".encode(encoding_of(sys.stderr), "replace"))

    def end_progress(self) -> None:
        """Wipe the progress line, if one stands there."""
        if self._progress_shown:
            self._progress_shown = False
            _tell(b"\r\x1b[K")


def render(line: Line, colored: bool, ascii_only: bool = False) -> str:
    """A line as text: cleaned, without trailing blanks, styled where `colored`."""
    parts = [(harmless(text), style) for text, style in line]
    while parts and not parts[-1][0].rstrip(" "):
        parts.pop()
    if parts:
        parts[-1] = (parts[-1][0].rstrip(" "), parts[-1][1])
    if ascii_only:
        from tui.cells import to_ascii

        parts = [(to_ascii(text), style) for text, style in parts]
    if not colored:
        return "".join(text for text, _ in parts)
    return "".join(f"{STYLES[style]}{text}{RESET}" if style and text.strip() else text for text, style in parts)


def is_terminal(stream: IO[Any] | None) -> bool:
    """True for an open stream that is a terminal."""
    try:
        return stream is not None and stream.isatty()
    except ValueError:
        return False


def encoding_of(stream: IO[Any] | None) -> str:
    """The codec name a stream wants, `utf-8` in all its spellings."""
    name = (getattr(stream, "encoding", None) or "utf-8").lower().replace("_", "-")
    return "utf-8" if name in ("utf-8", "utf8") else name


def _write(stream: IO[Any] | None, data: bytes) -> None:
    if stream is None:
        raise OSError(9, "closed")
    stream.flush()
    buffer = getattr(stream, "buffer", None)
    if buffer is None:
        stream.write(data.decode("utf-8", "replace"))
    else:
        buffer.write(data)
        buffer.flush()


def _tell(data: bytes) -> None:
    """Write to stderr; a closed one costs the message, never the command."""
    try:
        _write(sys.stderr, data)
    except (OSError, ValueError):
        return


def _silence_stdout() -> None:
    """Point stdout at nothing, so that the interpreter's last flush does not complain a second time."""
    try:
        null = os.open(os.devnull, os.O_WRONLY)
        os.dup2(null, sys.stdout.fileno())
        os.close(null)
    except (OSError, ValueError, AttributeError):
        return


def _word(key: str, error: OSError | Exception | None = None, **values: object) -> str:
    from tui.texts import t

    if error is not None:
        values["reason"] = getattr(error, "strerror", None) or type(error).__name__
    return t(key, **values)
