"""Every screen of the explorer, replayed in a terminal emulator from what is sent, is what the explorer shows."""

from __future__ import annotations

from typing import Any

import pyte
import pytest
from textual._compositor import CompositorUpdate

from tests.tui.explorer import SECOND, quiet, rows, settled, sources
from tests.tui.test_shadow import styled
from tui.app import Explorer
from tui.cell_diff import pieces
from tui.shadow import Shadow

KEYS = ["j", "j", "pagedown", "1", "2", "slash", "2", "0", "escape", "s", "u", "m", "v", "v", "t", "l", "right_square_bracket",
        "escape", "p", "j", "escape", "question_mark", "escape", "o", "j", "enter", "colon", "escape", "c", "escape", "G", "g"]  # fmt: skip


class _Replayed(Explorer):
    """Feeds an emulator what would be sent."""

    terminal: pyte.Screen
    stream: pyte.Stream
    sent: Shadow

    def _display(self, screen: Any, renderable: Any) -> None:
        if isinstance(renderable, CompositorUpdate) and screen is self.screen:
            self.stream.feed(self.sent.draw(pieces(renderable)))
        super()._display(screen, renderable)


@pytest.mark.parametrize("size", [(80, 24), (121, 37)])
async def test_a_terminal_shows_what_the_screen_shows(size: tuple[int, int]) -> None:
    app = _Replayed(sources(("", ""), SECOND))
    app.terminal = pyte.Screen(*size)
    app.stream = pyte.Stream(app.terminal)
    app.sent = styled(*size)
    async with app.run_test(size=size) as pilot:
        await settled(app, pilot)
        for key in KEYS:
            await pilot.press(key)
            await quiet(app, pilot)  # samples that are looked into change their rows
            shown = ["".join(app.terminal.buffer[y][x].data for x in range(size[0])) for y in range(size[1])]
            assert shown == rows(app), key
