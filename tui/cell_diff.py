"""Sends only the cells that changed: a frame of Textual becomes its difference to what stands on the terminal (shadow.py).

The only module that rests on private API of Textual (`App._display` and the two updates of its compositor), therefore apart and
guarded: with another Textual, with an unknown update or after any error it steps aside and plain Textual draws the whole screen.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from rich.color import ColorSystem
from textual import events
from textual._compositor import ChopsUpdate, CompositorUpdate, LayoutUpdate
from textual.app import App
from textual.driver import Driver
from textual.geometry import Offset

from tui.installed import version_of
from tui.shadow import Shadow
from tui.terminal import drawn_narrow

if TYPE_CHECKING:
    from textual.screen import Screen
    from textual.strip import Strip

KNOWN_VERSIONS = ("8.2.",)
"""Versions of Textual whose private API was checked against this module (tests/tui/test_cell_diff.py)."""


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


class CellDiff(App[int]):
    """An app that sends only changed cells; a base class, so that without the layer it is the plain App."""

    _shadow: Shadow | None = None
    _layer_works = True
    _cursor_drawn = Offset(0, 0)

    def get_driver_class(self) -> type[Driver]:
        """The platform's driver; it leaves the terminal with a plain pen, which a frame does not."""
        known = super().get_driver_class()

        class PlainPen(known):  # type: ignore[misc, valid-type]
            def stop_application_mode(self) -> None:
                self.write("\x1b[0m")
                super().stop_application_mode()

        return PlainPen

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

    def _frame(self, update: CompositorUpdate) -> str:
        size = self.size
        if self._shadow is None or (self._shadow.width, self._shadow.height) != size:
            if not usable():
                raise NotImplementedError
            colours = self.console._color_system or ColorSystem.TRUECOLOR
            erases = not os.environ.get("TERM", "").startswith(("screen", "tmux"))
            self._shadow = Shadow(size.width, size.height, colours, erases, drawn_narrow())
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
        self.redraw()

    def redraw(self) -> None:
        """Send every cell again: after a stop, a resize, or when something else wrote on the terminal."""
        if self._shadow is not None:
            self._shadow.forget()
        if self._running and self.screen_stack:
            self.screen.refresh()
