"""The one-line input for filter and search, docked at the bottom-left: input methods misplace their window anywhere else, and a
layer floating over wide characters would break them."""

from __future__ import annotations

from asyncio import Event

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.message import Message
from textual.widgets import Input

from tui.cells import cell_width
from tui.widgets.lines import Painted
from tui.widgets.spans import Span

LONGEST = 200
"""Characters of a filter."""
TALLY = 30
"""Cells of the tally; a longer reason gets what it needs (app.tcss has the same)."""
TYPED = 20
"""Cells that stay for the sign and what is typed."""


class _Label(Painted):
    """A fixed piece of the line."""

    def __init__(self, text: str = "", *, id: str) -> None:
        super().__init__(id=id)
        self.text = text

    def line(self, y: int, width: int) -> tuple[list[Span], bool]:
        return [(self.text, "dim")], False


class FilterBar(Horizontal):
    """`/ text          3/34`. Posts every change; enter keeps the text, escape (bound on the screen) clears it."""

    class Changed(Message):
        """The text is another one."""

        def __init__(self, text: str) -> None:
            super().__init__()
            self.text = text

    class Kept(Message):
        """Enter: the text stays, the line goes."""

    def __init__(self, text: str, *, ascii_only: bool, sign: str = "/", longest: int = LONGEST) -> None:
        super().__init__()
        self.ready = Event()
        self._before = _Label(f" {sign} ", id="prompt")
        self._input = Input(text, compact=True, max_length=longest, select_on_focus=False, id="input")
        self._input.cursor_blink = False
        self._tally = _Label(id="tally")
        self._cells = TALLY
        for label in (self._before, self._tally):
            label.ascii_only = ascii_only

    def compose(self) -> ComposeResult:
        yield self._before
        yield self._input
        yield self._tally

    def on_mount(self) -> None:
        self.screen.set_focus(self._input)  # at once: keys already typed are for this line (typing_ahead.py)
        self.ready.set()

    def again(self, text: str) -> None:
        """Back on the screen, with a text."""
        with self._input.prevent(Input.Changed):
            self._input.value = text
        self._input.cursor_position = len(text)
        self.display = True
        self.screen.set_focus(self._input)

    @property
    def text(self) -> str:
        """What is typed."""
        return self._input.value

    def end(self) -> None:
        """The end of the text in sight."""
        self._input.cursor_position = 0
        self._input.action_end()

    def tally(self, text: str) -> None:
        """How many were found, or what was not understood."""
        self._tally.text = text
        need = min(cell_width(text) + 1, self.app.size.width - TYPED)
        cells = need if need > TALLY else TALLY
        if cells != self._cells:
            self._cells = cells
            self.widen(cells)
        self._tally.refresh()

    def widen(self, cells: int) -> None:
        """So much room for the tally: a reason is read whole."""
        self._tally.styles.width = cells

    def on_input_changed(self, event: Input.Changed) -> None:
        event.stop()
        self.typed(event.value)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.entered(event.value)

    def typed(self, text: str) -> None:
        """The text is another one."""
        self.post_message(self.Changed(text))

    def entered(self, text: str) -> None:
        """Enter was pressed."""
        self.post_message(self.Kept())
