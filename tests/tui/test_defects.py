"""A defect of ours in the explorer: the terminal as it was, one line, exit code 2; never a traceback with the values of a document."""

from __future__ import annotations

import sys

import pytest

from tests.tui.explorer import opened, settled
from tests.tui.terminal import Terminal
from tui.screens.glossary import GlossaryScreen
from tui.screens.help import HelpScreen
from tui.screens.palette import PaletteScreen

_SCRIPT = """
import sys
from tests.tui.explorer import sources
from tui import app
class Broken(app.Explorer):
    def show_grid(self, *places, **more):
        secret = "张虚构"
        raise KeyError(secret)
app.Explorer = Broken
sys.exit(app.run(sources()))
"""


@pytest.mark.parametrize("debug", ["", "1"])
def test_a_defect_is_one_line(debug: str) -> None:
    with Terminal((sys.executable, "-c", _SCRIPT), env={"TERM": "xterm-256color", "YUSUAN_DEBUG": debug}) as terminal:
        terminal.wait_for("云溪市").settle()
        terminal.press("t")
        assert terminal.end() == 2
        said = terminal.raw.decode().rpartition("\x1b[?1049l")[2]
        assert "KeyError" in said
        assert ("Traceback" in said) == bool(debug)
        assert debug or "张虚构" not in said


async def test_a_key_pressed_twice_closes_one_screen() -> None:
    async with opened() as (app, pilot):
        for key in ("?", ":", "i"):
            below = app.screen
            await pilot.press(key)
            await pilot.pause()
            screen = app.screen
            assert isinstance(screen, GlossaryScreen | HelpScreen | PaletteScreen)
            screen.do_dismiss()
            screen.do_dismiss()  # its message was on the way when the first one closed the screen
            await settled(app, pilot)
            assert app.screen is below
