"""Sends only the cells that changed: what stands on the terminal is remembered, and a frame becomes the difference to it.

The only module that rests on private API of Textual (`App._display` and the two updates of its compositor), therefore apart and
guarded: with another Textual, with an unknown update or after any error it steps aside and plain Textual draws the whole screen.
After every run of characters whose width terminals do not agree on, the cursor is placed anew, so that nothing can shift.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from operator import ne
from typing import TYPE_CHECKING, Any, NamedTuple
from unicodedata import combining, east_asian_width

from rich.cells import cell_len
from rich.color import ColorSystem
from rich.style import Style
from textual import events
from textual._compositor import ChopsUpdate, CompositorUpdate, LayoutUpdate
from textual.app import App
from textual.geometry import Offset

from tui.installed import version_of

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


class Pen:
    """The codes of one style, taken apart, so that a change of style sends only what differs."""

    __slots__ = ("fore", "ground", "paints", "signs", "whole")

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
            if len(number) > 1 and number[:-1] in ("3", "9"):
                fore = code
            elif len(number) > 1 and number[:-1] in ("4", "10"):
                ground = code
            else:
                signs.append(code)
            at += size
        self.fore, self.ground, self.signs = fore, ground, frozenset(signs)
        self.paints = bool(self.signs & _PAINTING)
        self.whole = f"\x1b[0{';' + codes if codes else ''}m"

    def suits(self, other: Pen) -> bool:
        """Whether blanks look the same with both."""
        return self is other or not (self.paints or other.paints or self.ground != other.ground)

    def after(self, other: Pen | None) -> str:
        """The sequence that turns the other pen into this one."""
        if other is None:
            return self.whole
        gone = {_OFF.get(sign, "") for sign in other.signs - self.signs}
        if "" in gone:
            return self.whole
        kept = frozenset(sign for sign in other.signs if _OFF.get(sign) not in gone)
        codes = sorted(gone) + sorted(self.signs - kept)
        if self.fore != other.fore:
            codes.append(self.fore)
        if self.ground != other.ground:
            codes.append(self.ground)
        return f"\x1b[{';'.join(codes)}m" if codes else ""


_OFF = {"1": "22", "2": "22", "3": "23", "4": "24", "5": "25", "7": "27", "9": "29"}
_PAINTING = frozenset({"4", "5", "6", "7", "9", "21", "51", "52", "53"})
"""Signs that show on a blank too: lines through or around it, reverse."""

Cell = tuple[str, Pen]
"""A character with what combines with it, and its pen; "" for the right half of a wide one. Pens are compared by identity."""


class Part(NamedTuple):
    """Neighbouring cells of one pen."""

    y: int
    x: int
    pen: Pen
    cells: list[str]

    @property
    def doubtful(self) -> bool:
        """Whether a terminal may draw it wider than it is."""
        return any(map(is_doubtful, self.cells))

    @property
    def blank(self) -> bool:
        """Whether any pen of its ground draws it."""
        return not self.pen.paints and not any(text != " " for text in self.cells)


class Shadow:
    """What the terminal shows, cell by cell. `erases`: the terminal fills erased cells with the current ground (`bce`)."""

    def __init__(self, width: int, height: int, colours: ColorSystem, erases: bool) -> None:
        self.width, self.height, self.erases = width, height, erases
        self._colours = colours
        self._rows: list[list[Cell | None]] = [[None] * width for _ in range(height)]
        self._pens: dict[Style, tuple[Pen, Pen]] = {}
        self._grounds: dict[str, Pen] = {}

    def forget(self) -> None:
        """Nothing is known of the terminal any more: every cell of the next frame is sent."""
        self._rows = [[None] * self.width for _ in range(self.height)]

    def draw(self, update: CompositorUpdate) -> str:
        """Short sequences that turn what the terminal shows into the update. Raises TypeError for an unknown update."""
        parts: list[Part] = []
        for x, y, strip in pieces(update):
            if not (0 <= y < self.height and x < self.width):
                continue
            cells = self.cells_of(strip)[: self.width - x]
            row = self._rows[y]
            old = row[x : x + len(cells)]
            if old == cells:
                continue
            row[x : x + len(cells)] = cells
            for first, last in runs(old, cells):
                parts += split(y, x + first, cells[first : last + 1])
        if self._colours is ColorSystem.TRUECOLOR:  # to move the cursor is shorter than to change a colour
            order: dict[object, int] = {}
            for part in parts:
                order.setdefault(part.pen, len(order))
                order.setdefault(part.pen.ground, order[part.pen])
            # doubtful ones first and in their order: what they may have covered at their right is then drawn after them
            parts.sort(key=lambda part: -1 if part.doubtful else order[part.pen.ground if part.blank else part.pen])
        return self._written(parts)

    def _written(self, parts: list[Part]) -> str:
        out: list[str] = []
        pen: Pen | None = None
        at = (-1, -1)
        for part in parts:
            y, x, wanted, cells = part
            if wanted is not pen and not (pen is not None and part.blank and wanted.suits(pen)):
                out.append(wanted.after(pen))
                pen = wanted
            erasing = not wanted.paints and (self.erases or wanted.ground == "49")
            n, count = 0, len(cells)
            while n < count:
                text = cells[n]
                if at != (y, x + n):
                    out.append(f"\x1b[{x + n + 1}G" if at[0] == y else f"\x1b[{y + 1};{x + n + 1}H")
                    at = (y, x + n)
                if text == " " and erasing:
                    end = n
                    while end < count and cells[end] == " ":
                        end += 1
                    if end - n >= BLANKS:
                        out.append("\x1b[K" if x + end == self.width else f"\x1b[{end - n}X")
                        n = end
                        continue
                out.append(text)
                n += 2 if n + 1 < count and not cells[n + 1] else 1
                sure = not is_doubtful(text) or (n < count and is_doubtful(cells[n]))
                at = (y, x + n if sure else -1)
        if pen is not None:
            out.append("\x1b[0m")
        return "".join(out)

    def cells_of(self, strip: Strip) -> list[Cell]:
        """The cells of a strip; what combines stays with its character, blanks have no colour of their own but the ground."""
        cells: list[Cell] = []
        for text, style, control in strip:
            if control:
                continue
            pen, blank = self._pen(style or _NULL)
            if text.isascii():
                cells += [(char, blank if char == " " else pen) for char in text]
                continue
            for char in text:
                width = cell_len(char)
                if width:
                    cells.append((char, blank if char == " " else pen))
                    if width == 2:
                        cells.append(("", pen))
                elif cells:
                    last = -1 if cells[-1][0] else -2
                    cells[last] = (cells[last][0] + char, pen)
        return cells

    def _pen(self, style: Style) -> tuple[Pen, Pen]:
        """The pen of a style and the one of its blanks, one object for each look."""
        found = self._pens.get(style)
        if found is None:
            pen = Pen(style, self._colours)
            ground = Pen(Style(bgcolor=style.bgcolor), self._colours)
            blank = pen if pen.paints else self._grounds.setdefault(ground.ground, ground)
            found = self._pens[style] = (pen, blank)
        return found


def runs(old: list[Cell | None], cells: list[Cell]) -> Iterator[tuple[int, int]]:
    """First and last cell of each run to send: changes with small gaps between them, whole characters, and behind characters of
    doubtful width as many cells as they may have covered."""
    count = len(cells)
    dirty = bytearray(map(ne, old, cells))
    start = -1  # of a block of doubtful characters
    for at in range(count + 1):
        if at < count and is_doubtful(cells[at][0]):
            start = at if start < 0 else start
        elif start >= 0:
            if 1 in dirty[start:at]:
                end = min(count, at + at - start)
                dirty[start:end] = b"\1" * (end - start)
            start = -1
    for at in range(1, count):
        if not cells[at][0] and (dirty[at] or dirty[at - 1]):
            dirty[at - 1] = dirty[at] = 1
    first = dirty.find(1)
    while first >= 0:
        last = first
        while (after := dirty.find(1, last + 1)) >= 0 and after - last <= GAP:
            last = after
        while last + 1 < count and not cells[last + 1][0]:
            last += 1
        yield first, last
        first = after


def split(y: int, x: int, cells: list[Cell]) -> Iterator[Part]:
    """Parts of one pen; blanks go with a neighbour of their ground."""
    pen: Pen | None = None
    texts: list[str] = []
    start, blank = x, True
    for at, (text, wanted) in enumerate(cells, x):
        if text and wanted is not pen:
            if pen is None or not pen.suits(wanted) or not (text == " " or blank):
                if pen is not None:
                    yield Part(y, start, pen, texts)
                pen, texts, start, blank = wanted, [], at, True
            elif text != " ":
                pen = wanted
        blank = blank and text == " "
        texts.append(text)
    if pen is not None:
        yield Part(y, start, pen, texts)


def is_doubtful(text: str) -> bool:
    """Whether terminals disagree on the width of a character: all but ASCII and the wide ones of the basic plane."""
    return text > "~" and (
        len(text) > 1 or text > "\uffff" or east_asian_width(text) not in "WF" or bool(combining(text))
    )


def pieces(update: CompositorUpdate) -> Iterator[tuple[int, int, Strip]]:
    """(x, y, strip) for everything an update would draw, in its order. Raises TypeError for an unknown update."""
    if isinstance(update, LayoutUpdate):
        for y, line in enumerate(update.strips, update.region.y):
            x = update.region.x
            for strip in line:
                yield x, y, strip
                x += strip.cell_length
    elif isinstance(update, ChopsUpdate):
        for y, start, stop in update.spans:
            for end, (x, chop) in zip(update.chop_ends[y], update.chops[y].items(), strict=False):
                if chop is not None and x <= stop and end > start:
                    yield x, y, chop if start <= x < stop and end <= stop else chop.crop(0, min(end, stop) - x)
    else:
        raise TypeError(type(update).__name__)


def usable() -> bool:
    """Whether this Textual is one the layer knows; YUSUAN_CELL_DIFF=0 turns it off."""
    return os.environ.get("YUSUAN_CELL_DIFF", "") != "0" and version_of("textual").startswith(KNOWN_VERSIONS)


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
    _cursor_drawn: Offset | None = None

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
        cursor = self.screen.outer_size.clamp_offset(self.cursor_position)
        if not sequences and cursor == self._cursor_drawn:
            self.post_display_hook()
            return
        self._cursor_drawn = cursor
        drawn: Any = _Drawn(sequences)
        super()._display(screen, drawn)

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
        if self._running and self.screen_stack:
            self.screen.refresh()
