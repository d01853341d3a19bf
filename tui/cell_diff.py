"""Sends only the cells that changed: what stands on the terminal is remembered, and a frame becomes the difference to it.

The only module that rests on private API of Textual (`App._display` and the two updates of its compositor), therefore apart and
guarded: with another Textual, with an unknown update or after any error it steps aside and plain Textual draws the whole screen.
After every run of characters whose width terminals do not agree on, the cursor is placed anew, so that nothing can shift.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any
from unicodedata import combining, east_asian_width

import textual
from rich.cells import cell_len
from rich.color import ColorSystem
from rich.style import Style
from textual import events
from textual._compositor import ChopsUpdate, CompositorUpdate, LayoutUpdate
from textual.app import App

if TYPE_CHECKING:
    from textual.screen import Screen
    from textual.strip import Strip

KNOWN_VERSIONS = ("8.2.",)
"""Versions of Textual whose private API was checked against this module (tests/tui/test_cell_diff.py)."""
GAP = 5
"""Unchanged cells between two changes that are cheaper to send than a move of the cursor."""
BLANKS = 9
"""Blanks in a row from which erasing is shorter than sending them."""
_NULL = Style()
_RESET = "\x1b[0m"

Cell = tuple[str, Style]
"""A character with what combines with it, and its style; "" for the right half of a wide one."""


class Shadow:
    """What the terminal shows, cell by cell. `erases`: the terminal fills erased cells with the current ground (`bce`)."""

    def __init__(self, width: int, height: int, colours: ColorSystem, erases: bool) -> None:
        self.width, self.height, self.erases = width, height, erases
        self._colours = colours
        self._rows: list[list[Cell | None]] = [[None] * width for _ in range(height)]
        self._pens: dict[Style, Pen] = {}

    def forget(self) -> None:
        """Nothing is known of the terminal any more: every cell of the next frame is sent."""
        self._rows = [[None] * self.width for _ in range(self.height)]

    def draw(self, update: CompositorUpdate) -> str:
        """The shortest sequences that turn what the terminal shows into the update. Raises TypeError for an unknown update."""
        out: list[str] = []
        pen: Pen | None = None
        for x, y, strip in pieces(update):
            if 0 <= y < self.height and x < self.width:
                pen = self._draw_strip(out, pen, x, y, strip)
        if pen is not None:
            out.append(_RESET)
        return "".join(out)

    def _draw_strip(self, out: list[str], pen: Pen | None, x: int, y: int, strip: Strip) -> Pen | None:
        cells = cells_of(strip)[: self.width - x]
        if cells and cells[-1][0] and cell_len(cells[-1][0]) == 2:
            cells[-1] = (" ", cells[-1][1])  # half of a wide character at the edge
        row = self._rows[y]
        if row[x : x + len(cells)] == cells:
            return pen
        for first, last in self._runs(row, cells, x):
            out.append(f"\x1b[{y + 1};{x + first + 1}H")
            pen = self._draw_run(out, pen, cells, x, first, last)
        row[x : x + len(cells)] = cells
        return pen

    def _runs(self, row: list[Cell | None], cells: list[Cell], x: int) -> Iterator[tuple[int, int]]:
        """First and last cell of each run to send: changes with small gaps between them, whole characters, and behind characters
        of doubtful width as many cells as they may have covered."""
        at, count = 0, len(cells)
        while at < count:
            if row[x + at] == cells[at]:
                at += 1
                continue
            first = last = at
            while first and not cells[first][0]:
                first -= 1
            doubtful = at = first
            spare = 0
            while at < count and at - last <= GAP + spare:
                if row[x + at] != cells[at] or not cells[at][0]:
                    if row[x + at] != cells[at]:
                        last = at
                    elif at == last + 1:
                        last = at
                if at <= last and is_doubtful(cells[at][0]):
                    doubtful = at
                    spare = 1 if at - 1 > last or not spare else spare + 1
                at += 1
            if spare and doubtful + spare > last:
                last = min(count - 1, doubtful + spare)
            while last + 1 < count and not cells[last + 1][0]:
                last += 1
            yield first, last
            at = last + 1

    def _draw_run(self, out: list[str], pen: Pen | None, cells: list[Cell], x: int, first: int, last: int) -> Pen | None:
        at = first
        while at <= last:
            text, style = cells[at]
            wanted = self._pen(style)
            if wanted is not pen:
                out.append(wanted.after(pen))
                pen = wanted
            if text == " " and wanted.erasable:
                end = at
                while end < last and cells[end + 1] == cells[at]:
                    end += 1
                count = end - at + 1
                if count >= BLANKS and (self.erases or wanted.plain_ground):
                    if x + end + 1 == self.width:
                        out.append("\x1b[K")
                    else:
                        out.append(f"\x1b[{count}X" + (f"\x1b[{count}C" if end < last else ""))
                    at = end + 1
                    continue
            out.append(text)
            at += 1
            if is_doubtful(text) and at <= last and not is_doubtful(cells[at][0]):
                if not cells[at][0]:
                    at += 1
                out.append(f"\x1b[{x + at + 1}G")
        return pen

    def _pen(self, style: Style) -> Pen:
        pen = self._pens.get(style)
        if pen is None:
            pen = self._pens[style] = Pen(style, self._colours)
        return pen


class Pen:
    """The codes of one style, taken apart, so that a change of style sends only what differs."""

    __slots__ = ("erasable", "fore", "ground", "plain_ground", "signs", "whole")

    def __init__(self, style: Style, colours: ColorSystem) -> None:
        flat = style.clear_meta_and_links() if style.link or style.meta else style
        codes = flat.render("x", color_system=colours).partition("x")[0].removeprefix("\x1b[").removesuffix("m")
        fore, ground, signs = "39", "49", []
        numbers = codes.split(";") if codes else []
        at = 0
        while at < len(numbers):
            number = numbers[at]
            size = {"5": 3, "2": 5}[numbers[at + 1]] if number in ("38", "48") else 1
            code = ";".join(numbers[at : at + size])
            if number == "38" or number == "39" or number[:-1] in ("3", "9"):
                fore = code
            elif number == "48" or number == "49" or number[:-1] in ("4", "10"):
                ground = code
            else:
                signs.append(code)
            at += size
        self.fore, self.ground, self.signs = fore, ground, frozenset(signs)
        self.plain_ground = ground == "49"
        self.erasable = not signs or not self.signs & {"4", "7", "9", "21", "53"}
        self.whole = f"\x1b[0{';' + codes if codes else ''}m"

    def after(self, other: Pen | None) -> str:
        """The sequence that turns the other pen into this one."""
        if other is None:
            return self.whole if self.whole != _RESET else ""
        if other.signs - self.signs:
            return self.whole
        codes = sorted(self.signs - other.signs)
        if self.fore != other.fore:
            codes.append(self.fore)
        if self.ground != other.ground:
            codes.append(self.ground)
        return f"\x1b[{';'.join(codes)}m" if codes else ""


def is_doubtful(text: str) -> bool:
    """Whether terminals disagree on the width of a character: all but ASCII and the wide ones of the basic plane."""
    return text > "~" and (len(text) > 1 or text > "\uffff" or east_asian_width(text) not in "WF" or bool(combining(text)))


def cells_of(strip: Strip) -> list[Cell]:
    """The cells of a strip; what combines stays with its character."""
    cells: list[Cell] = []
    for text, style, control in strip:
        if control:
            continue
        worn = style or _NULL
        if text.isascii():
            cells += [(char, worn) for char in text]
            continue
        for char in text:
            width = cell_len(char)
            if width:
                cells.append((char, worn))
                if width == 2:
                    cells.append(("", worn))
            elif cells:
                at = -1 if cells[-1][0] else -2
                cells[at] = (cells[at][0] + char, cells[at][1])
    return cells


def pieces(update: CompositorUpdate) -> Iterator[tuple[int, int, Strip]]:
    """(x, y, strip) for everything an update would draw, in its order. Raises TypeError for an unknown update."""
    if isinstance(update, LayoutUpdate):
        for y, line in enumerate(update.strips, update.region.y):
            x = update.region.x
            for strip in line:
                yield x, y, strip  # type: ignore[misc]
                x += strip.cell_length  # type: ignore[attr-defined]
    elif isinstance(update, ChopsUpdate):
        for y, start, stop in update.spans:
            for end, (x, strip) in zip(update.chop_ends[y], update.chops[y].items(), strict=False):
                if strip is None or x > stop or end <= start:
                    continue
                yield x, y, strip if start <= x < stop and end <= stop else strip.crop(0, min(end, stop) - x)
    else:
        raise TypeError(type(update).__name__)


def usable() -> bool:
    """Whether this Textual is one the layer knows; YUSUAN_CELL_DIFF=0 turns it off."""
    return os.environ.get("YUSUAN_CELL_DIFF", "") != "0" and textual.__version__.startswith(KNOWN_VERSIONS)


class _Drawn(CompositorUpdate):
    """A frame already turned into sequences."""

    def __init__(self, sequences: str) -> None:
        self._sequences = sequences

    def render_segments(self, console: Any) -> str:
        """The sequences."""
        return self._sequences


class CellDiff(App[int]):
    """An app that sends only changed cells; a base class, so that without the layer it is the plain App."""

    _shadow: Shadow | None = None
    _layer_works = True
    _cursor_drawn: tuple[int, int] | None = None

    def _display(self, screen: Screen[Any], renderable: Any) -> None:
        if not self._layer_works or self.is_headless or self._driver is None or self._driver.is_inline:
            super()._display(screen, renderable)
            return
        if renderable is None or self._batch_count or not self._running or self._closed:
            super()._display(screen, renderable)
            return
        try:
            sequences = self._frame(renderable)
        except Exception:
            self._layer_works = False
            super()._display(screen, renderable)
            self.call_later(self.refresh)
            return
        cursor = tuple(self.screen.outer_size.clamp_offset(self.cursor_position))
        if not sequences and cursor == self._cursor_drawn:
            self.post_display_hook()
            return
        self._cursor_drawn = cursor
        super()._display(screen, _Drawn(sequences))

    def _frame(self, update: CompositorUpdate) -> str:
        size = self.size
        if self._shadow is None or (self._shadow.width, self._shadow.height) != size:
            if not usable():
                raise NotImplementedError
            colours = self.console._color_system or ColorSystem.TRUECOLOR
            erases = not os.environ.get("TERM", "").startswith(("screen", "tmux"))
            self._shadow = Shadow(size.width, size.height, colours, erases)
        return self._shadow.draw(update)

    def on_mount(self) -> None:
        """Hear when the program was stopped and goes on."""
        self.app_resume_signal.subscribe(self, lambda _: self.redraw())

    def on_resize(self, event: events.Resize) -> None:
        """The terminal may have cut or moved what it showed, even when the size is the same again."""
        self.redraw()

    def redraw(self) -> None:
        """Send every cell again: after a stop, a resize, or when something else wrote on the terminal."""
        if self._shadow is not None:
            self._shadow.forget()
            self._cursor_drawn = None
        self.screen.refresh()
