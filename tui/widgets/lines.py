"""A column of lines with a cursor, a head kept in sight and its own scroll offset: what every list of the program is made of.

Apart because Textual's ScrollView repaints the whole widget for a virtual size; here a moved cursor repaints two lines.
"""

from __future__ import annotations

from collections.abc import Callable

from textual import events
from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from tui.widgets.paint import PALETTES, PLAIN, Palette, paint
from tui.widgets.spans import Span


class Painted(Widget):
    """A widget that draws whole lines of spans in the roles of the theme."""

    ascii_only = False

    @property
    def palette(self) -> Palette:
        """The styles of the theme in use."""
        return PLAIN if self.app.no_color else PALETTES.get(self.app.theme) or next(iter(PALETTES.values()))

    def line(self, y: int, width: int) -> tuple[list[Span], bool]:
        """The spans of line `y` and whether it is the focused row."""
        raise NotImplementedError

    def render_line(self, y: int) -> Strip:
        return self.render_lines(Region(0, y, self.size.width, 1))[0]

    def render_lines(self, crop: Region) -> list[Strip]:
        """The lines as they are: none has a border or blanks around it that the toolkit would have to style."""
        width, palette, ascii_only = self.size.width, self.palette, self.ascii_only
        strips = [
            paint(spans, width, palette, ascii_only, focused)
            for spans, focused in (self.line(y, width) for y in crop.line_range)
        ]
        return strips if crop.column_span == (0, width) else [strip.crop(*crop.column_span) for strip in strips]


class LineList(Painted, can_focus=True):
    """Rows of one line each. Subclasses tell `count`, `row` and `head`; the cursor never leaves the rows."""

    HEAD = 1
    """Lines above the rows that stay in sight."""

    class Moved(Message):
        """The cursor stands on another row."""

        bubble = True

        def can_replace(self, message: Message) -> bool:
            return isinstance(message, LineList.Moved)

    class Chosen(Message):
        """A row was clicked a second time."""

    class HeadClicked(Message):
        """The head was clicked at a column of cells."""

        def __init__(self, x: int) -> None:
            super().__init__()
            self.x = x

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.cursor = 0
        self.top = 0
        self.at_once: Callable[[], None] | None = None
        """What the screen does when the cursor has moved; in place of the message Moved, so that row and pane are painted in one frame."""
        self.counted_below = False
        """True where the line below the body tells the position, so that the head need not."""

    # --- what a subclass tells -----------------------------------------------------------------------------------------------

    def count(self) -> int:
        """How many rows there are."""
        return 0

    def head(self, y: int, width: int) -> list[Span]:
        """The head's line `y`."""
        return []

    def row(self, index: int, width: int) -> list[Span]:
        """The spans of one row."""
        raise NotImplementedError

    def empty(self, y: int) -> list[Span]:
        """What stands on line `y` below the head when there are no rows."""
        return []

    # --- drawing -------------------------------------------------------------------------------------------------------------

    @property
    def page_size(self) -> int:
        """Rows that can be seen at once."""
        return max(1, self.size.height - self.HEAD)

    @property
    def counted(self) -> str:
        """`12/340`: which row of how many the cursor is on."""
        return f"{self.cursor + 1}/{self.count()}"

    @property
    def position(self) -> str:
        """What the head tells of it: nothing where all rows are in sight, or where the line below tells it."""
        return self.counted if self.count() > self.page_size and not self.counted_below else ""

    def line(self, y: int, width: int) -> tuple[list[Span], bool]:
        if y < self.HEAD:
            return self.head(y, width), False
        index = self.top + y - self.HEAD
        if not self.count():
            return self.empty(y - self.HEAD), False
        if index >= self.count():
            return [], False
        return self.row(index, width), index == self.cursor

    def refresh_row(self, index: int) -> None:
        """Repaint one row, if it is in sight."""
        y = index - self.top + self.HEAD
        if self.HEAD <= y < self.size.height:
            self.refresh(Region(0, y, self.size.width, 1))

    def refresh_head(self) -> None:
        """Repaint the head (it may tell the position)."""
        if self.HEAD:
            self.refresh(Region(0, 0, self.size.width, self.HEAD))

    def changed(self) -> None:
        """The rows are others now: keep cursor and offset within them and repaint all."""
        self.cursor = max(0, min(self.cursor, self.count() - 1))
        self.top = max(0, min(self.top, self.count() - self.page_size))
        self._in_sight()
        self.refresh()

    def _in_sight(self) -> bool:
        old = self.top
        if self.cursor < self.top:
            self.top = self.cursor
        elif self.cursor >= self.top + self.page_size:
            self.top = self.cursor - self.page_size + 1
        return self.top != old

    # --- moving --------------------------------------------------------------------------------------------------------------

    def goto(self, index: int) -> None:
        """Put the cursor on a row; rows scroll only as far as needed."""
        index = max(0, min(index, self.count() - 1))
        old = self.cursor
        self.cursor = index
        if self._in_sight():
            self.refresh()
        elif index != old:
            self.refresh_row(old)
            self.refresh_row(index)
            if self.position:
                self.refresh_head()
        if index != old:
            self.moved()

    def moved(self) -> None:
        """The cursor stands elsewhere: call `at_once`, else post Moved."""
        if self.at_once is not None:
            self.at_once()
        else:
            self.post_message(self.Moved())

    def move(self, delta: int) -> None:
        """Some rows down (or up)."""
        self.goto(self.cursor + delta)

    def page(self, direction: int) -> None:
        """A page down (1) or up (-1): the view moves by a page, not only the cursor."""
        step = max(1, self.page_size - 1) * direction
        last = max(0, self.count() - self.page_size)
        top = max(0, min(self.top + step, last))
        if top != self.top:
            self.top = top
            self.refresh()
        self.goto(self.cursor + step)

    def first(self) -> None:
        """To the first row."""
        self.goto(0)

    def last(self) -> None:
        """To the last row."""
        self.goto(self.count() - 1)

    def on_resize(self, event: events.Resize) -> None:
        top = self.top
        self._in_sight()
        self.top = max(0, min(self.top, self.count() - self.page_size))
        if self.top != top:  # Textual repaints a widget of another size by itself
            self.refresh()

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        event.stop()
        self.move(3)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        event.stop()
        self.move(-3)

    def on_click(self, event: events.Click) -> None:
        if event.y < self.HEAD:
            self.post_message(self.HeadClicked(event.x))
            return
        index = self.top + event.y - self.HEAD
        if index >= self.count():
            return
        if index == self.cursor:
            self.post_message(self.Chosen())
        self.goto(index)
