"""What is sent to the terminal, replayed in a terminal emulator, is what the screen shows; nothing is sent where nothing changed."""

from __future__ import annotations

import pyte
import pytest
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from tests.tui.explorer import SECOND, opened, rows
from tui.cell_diff import ChangedCells, Shadow

KEYS = ["j", "j", "pagedown", "1", "2", "slash", "2", "0", "escape", "s", "u", "m", "v", "v", "t", "l", "right_square_bracket",
        "escape", "p", "j", "escape", "question_mark", "escape", "o", "j", "enter", "colon", "escape", "c", "escape", "G", "g"]  # fmt: skip


def _shown(screen: pyte.Screen) -> list[str]:
    """The emulator's rows; it keeps an empty cell behind a wide character."""
    return ["".join(screen.buffer[y][x].data for x in range(screen.columns)) for y in range(screen.lines)]


@pytest.mark.parametrize("size", [(80, 24), (121, 37)])
async def test_a_terminal_shows_what_the_screen_shows(size: tuple[int, int]) -> None:
    terminal = pyte.Screen(*size)
    stream = pyte.Stream(terminal)
    async with opened(("", ""), SECOND, size=size) as (app, pilot):
        changes = app.shadow.changes

        def replayed(strips: list[Strip], screen_size: tuple[int, int]) -> ChangedCells:
            update = changes(strips, screen_size)
            stream.feed(update.render_segments(app.console))
            return update

        app.shadow.changes = replayed  # type: ignore[method-assign]
        app.redraw()
        for key in KEYS:
            await pilot.press(key)
            await pilot.pause()
            assert _shown(terminal) == rows(app), key


def test_only_changed_cells_are_sent_and_wide_characters_stay_whole() -> None:
    shadow = Shadow()
    bold = Style(bold=True)
    first = [Strip([Segment("ab一般公共预算cd一般公共预算ef", Style())])]
    assert len(shadow.changes(first, (30, 1)).runs) == 1
    assert shadow.changes(first, (30, 1)).runs == []
    second = [Strip([Segment("ab一般公共预算cd一般", Style()), Segment("公", bold), Segment("x", Style()),
                     Segment(" 预算ef", Style())])]  # fmt: skip
    ((x, y, segments),) = shadow.changes(second, (30, 1)).runs
    assert (x, y) == (20, 0)
    assert "".join(segment.text for segment in segments) == "公x "
    assert len(shadow.changes(second, (31, 1)).runs) == 1, "another size sends all"
