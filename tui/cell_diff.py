"""Sends only the cells that changed: a frame of Textual becomes its difference to what stands on the terminal (shadow.py).

The only module that rests on private API of Textual (`App._display` and the two updates of its compositor), therefore apart and
guarded: with another Textual, with an unknown update or after any error it steps aside and plain Textual draws the whole screen.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING, Any

from rich.color import ColorSystem
from rich.style import Style
from textual import events
from textual._compositor import ChopsUpdate, CompositorUpdate, LayoutUpdate
from textual.app import App
from textual.driver import Driver
from textual.geometry import Offset

from tui.installed import version_of
from tui.shadow import Piece, Shadow
from tui.terminal import drawn_narrow, erases, take_over

if TYPE_CHECKING:
    from textual.screen import Screen
    from textual.strip import Strip

START_RESIZES = 2
"""App and driver each tell the size when they start; the terminal has not changed then."""
_NULL = Style()
KNOWN_VERSIONS = ("8.2.",)
"""Versions of Textual whose private API was checked against this module (tests/tui/test_cell_diff.py)."""


def pieces(update: CompositorUpdate) -> Iterator[Piece]:
    """Everything an update would draw, in its order. Raises TypeError for an unknown update."""
    for x, y, strip in _strips(update):
        yield x, y, tuple([(text, style or _NULL) for text, style, control in strip if not control])


def codes(style: Style, colours: ColorSystem) -> str:
    """The codes of SGR for a style."""
    flat = style.clear_meta_and_links() if style.link or style.meta else style
    return flat.render("x", color_system=colours).partition("x")[0].removeprefix("\x1b[").removesuffix("m")


def _strips(update: CompositorUpdate) -> Iterator[tuple[int, int, Strip]]:
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


class CellDiff(App[int]):
    """An app that sends only changed cells; a base class, so that without the layer it is the plain App."""

    _shadow: Shadow | None = None
    _layer_works = True
    _cursor_drawn = Offset(0, 0)
    _resizes = 0
    behind: object = None
    """A screen whose frames are not drawn: a better one stands there."""

    def get_driver_class(self) -> type[Driver]:
        """The platform's driver, that leaves the terminal with a plain pen and goes on where the first frame was drawn."""
        known = super().get_driver_class()

        class Ours(known):  # type: ignore[misc, valid-type]
            entered = False

            def start_application_mode(self) -> None:
                self.entered = take_over()
                super().start_application_mode()
                self.entered = False

            def stop_application_mode(self) -> None:
                self.write("\x1b[0m\x1b[H")  # terminals without a second screen go on from there
                super().stop_application_mode()

            def write(self, data: str) -> None:
                if not (self.entered and data == "\x1b[?1049h"):  # some terminals clear the second screen again
                    super().write(data)

        return Ours

    def _display(self, screen: Screen[Any], renderable: Any) -> None:
        if not self._layer_works or self.is_headless or self._driver is None or self._driver.is_inline:
            super()._display(screen, renderable)
            return
        if renderable is None or self._batch_count or not self._running or self._closed:
            super()._display(screen, renderable)
            return
        if screen is self.behind:
            self.post_display_hook()
            return
        self.behind = None
        try:
            sequences = self._frame(renderable)
        except Exception:
            self._layer_works = False
            self._driver.write("\x1b[0m")
            super()._display(screen, renderable)
            self.call_later(self.refresh)
            return
        if sequences:
            self._begin_update()
            self._driver.write(sequences)
            self._end_update()
            self._driver.flush()
        self.post_display_hook()

    def _set_pointer_shape(self, shape: str) -> None:
        """Never: a mouse pointer that is always the same needs no sequence, and terminals that do not know it print it."""

    @property
    def _colours(self) -> ColorSystem:
        return self.console._color_system or ColorSystem.TRUECOLOR

    def go_on(self, shadow: Shadow) -> None:
        """The terminal shows this already: the first frame, drawn before the toolkit was loaded."""
        if usable():
            shadow.codes = partial(codes, colours=self._colours)
            shadow.pencil.lose()  # the driver has spoken to the terminal meanwhile
            self._shadow = shadow
            self._resizes = START_RESIZES

    def _frame(self, update: CompositorUpdate) -> str:
        size = self.size
        if self._shadow is None or (self._shadow.width, self._shadow.height) != size:
            if not usable():
                raise NotImplementedError
            true = self._colours is ColorSystem.TRUECOLOR
            self._shadow = Shadow(size.width, size.height, erases(), drawn_narrow(), true)
            self._shadow.codes = partial(codes, colours=self._colours)
        sequences = self._shadow.draw(pieces(update))
        cursor = self.screen.outer_size.clamp_offset(self.cursor_position)
        if cursor != self._cursor_drawn or (sequences and cursor):  # hidden, but an input method writes where it is
            self._cursor_drawn = cursor
            self._shadow.pencil.move(cursor.y, cursor.x)
            sequences += self._shadow.pencil.taken()
        return sequences

    def on_mount(self) -> None:
        """Hear when the program was stopped and goes on."""
        self.app_resume_signal.subscribe(self, lambda _: self.redraw())

    def on_resize(self, event: events.Resize) -> None:
        """The terminal may have cut or moved what it showed, even when the size is the same again."""
        self._resizes -= 1
        if self._resizes < 0 or self._shadow is None or (self._shadow.width, self._shadow.height) != event.size:
            self.redraw()

    def redraw(self) -> None:
        """Send every cell again: after a stop, a resize, or when something else wrote on the terminal."""
        if self._shadow is not None:
            self._shadow.forget()
        if self._running and self.screen_stack:
            self.screen.refresh()
