"""Whatever is drawn, the terminal shows it: random frames and random keys against an emulator, in every size, after every resize."""

from __future__ import annotations

import random
from functools import partial
from pathlib import Path
from typing import Any

import pyte
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.color import ColorSystem
from rich.segment import Segment
from rich.style import Style
from textual._compositor import CompositorUpdate
from textual.strip import Strip

from tests.strict_terminal import foreign
from tests.tui.explorer import SECOND, settled, sources
from tests.tui.terminal import Screen
from tui.actions import ACTIONS
from tui.app import Explorer
from tui.cell_diff import codes, pieces
from tui.shadow import Shadow

SIGNS = "“—…·│─▌▾▸◂‹›≈≠→↑↓↔×①”←█▉▊▋▍▎▏▐"
COUNT = 15


def _styles() -> list[Style]:
    """Made anew for each terminal: a style keeps the codes it was first drawn with."""
    plain = [
        Style(color=color, bgcolor=ground, bold=bold)
        for color in ("#d8dbe0", "#949ba6", "#7fb8c4")
        for ground in ("#15181c", "#252b33")
        for bold in (False, True)
    ]
    return [*plain, Style(reverse=True), Style(underline=True, color="#d8dbe0"), Style()]


def styled(
    width: int, height: int, erases: bool = True, narrow: str = "", colours: ColorSystem = ColorSystem.TRUECOLOR
) -> Shadow:
    """A shadow that takes styles, as the layer makes it."""
    shadow = Shadow(width, height, erases, narrow, colours is ColorSystem.TRUECOLOR)
    shadow.codes = partial(codes, colours=colours)
    return shadow


def _cells(screen: pyte.Screen) -> list[list[tuple[Any, ...]]]:
    """Cells as they are seen: a blank has no colour but its ground, unless it is reversed or underlined."""
    out = []
    for y in range(screen.lines):
        row = [screen.buffer[y][x] for x in range(screen.columns)]
        out.append([
            (c.data, c.bg, c.fg if c.reverse or c.underscore else "", c.reverse, c.underscore) if c.data in (" ", "") else tuple(c)
            for c in row
        ])  # fmt: skip
    return out


def _texts(line: list[Segment]) -> tuple[tuple[str, Style], ...]:
    return tuple((text, style or Style()) for text, style, _ in line)


def _drawn(width: int, height: int, lines: list[list[Segment]], colours: ColorSystem) -> list[list[tuple[Any, ...]]]:
    """The same on a fresh terminal, all at once, every style whole."""
    screen = pyte.Screen(width, height)
    stream = pyte.Stream(screen)
    for y, line in enumerate(lines):
        stream.feed(f"\x1b[{y + 1};1H")
        for segment in line:
            stream.feed((segment.style or Style()).render(segment.text, color_system=colours))
    return _cells(screen)


_text = st.text("ab1 .    预算支出“—█▏", max_size=12)
_line = st.lists(st.tuples(_text, st.integers(0, COUNT - 1)), max_size=6)


def _fitted(line: list[tuple[str, int]], width: int, styles: list[Style]) -> list[Segment]:
    strip = Strip([Segment(text, styles[style]) for text, style in line]).adjust_cell_length(width, styles[0])
    return list(strip)


@settings(max_examples=60)
@given(
    frames=st.lists(st.lists(_line, min_size=7, max_size=7), min_size=2, max_size=4),
    colours=st.sampled_from([ColorSystem.TRUECOLOR, ColorSystem.STANDARD]),
    erases=st.booleans(),
    narrow=st.booleans(),
)
def test_frames_after_one_another_leave_what_the_last_one_draws(
    frames: list[list[list[tuple[str, int]]]], colours: ColorSystem, erases: bool, narrow: bool
) -> None:
    width, height = 23, 7
    screen = pyte.Screen(width, height)
    stream = pyte.Stream(screen)
    shadow = styled(width, height, erases, SIGNS if narrow else "", colours)
    styles = _styles()
    for frame in frames:
        lines = [_fitted(line, width, styles) for line in frame]
        stream.feed(shadow.draw((0, y, _texts(line)) for y, line in enumerate(lines)))
        assert _cells(screen) == _drawn(width, height, lines, colours)


@pytest.mark.parametrize("by", [1, -1, 3, -3])
def test_a_list_that_scrolls_is_scrolled(by: int) -> None:
    width, height = 60, 20
    screen = pyte.Screen(width, height)
    stream = pyte.Stream(screen)
    shadow = styled(width, height)
    rng, styles = random.Random(5), _styles()
    names = [f"{rng.randrange(10**9):>12,} 第{n}行 {rng.randrange(10**6)} 支出" for n in range(40)]

    def frame(top: int) -> list[list[Segment]]:
        shown = ["标题", *names[top : top + 16], f"第 {top} 行", "", "键"]
        return [_fitted([(text, n % 3)], width, styles) for n, text in enumerate(shown)]

    stream.feed(shadow.draw((0, y, _texts(line)) for y, line in enumerate(frame(10))))
    sent = shadow.draw((0, y, _texts(line)) for y, line in enumerate(frame(10 + by)))
    stream.feed(sent)
    # the styles go with the line of the screen here, so every third is drawn anew; the figures of the rest are not
    assert _cells(screen) == _drawn(width, height, frame(10 + by), ColorSystem.TRUECOLOR)
    if abs(by) == 3:
        assert "r" in sent
        assert len(sent) < 400


@pytest.mark.parametrize("by", [1, -1, 3, -3])
def test_rows_that_move_at_the_edge_of_the_screen_scroll_no_further(by: int) -> None:
    """All rows move, and those that come in change too: the region must not begin above the screen or end below it."""
    width, height = 60, 20
    screen = pyte.Screen(width, height)
    stream = pyte.Stream(screen)
    shadow = styled(width, height)
    styles = _styles()
    names = [f"{n:>3} " + "项目支出"[n % 4 :] * 9 + f" {n * 7919 % 1000}" for n in range(60)]

    def frame(top: int) -> list[list[Segment]]:
        return [_fitted([(text, 0)], width, styles) for text in names[top : top + height]]

    stream.feed(shadow.draw((0, y, _texts(line)) for y, line in enumerate(frame(20))))
    sent = shadow.draw((0, y, _texts(line)) for y, line in enumerate(frame(20 + by)))
    stream.feed(sent)
    assert not foreign(sent.encode())
    assert _cells(screen) == _drawn(width, height, frame(20 + by), ColorSystem.TRUECOLOR)


class Mirrored(Explorer):
    """Feeds an emulator what the layer would send, and knows what plain Textual would have drawn."""

    sent: Shadow
    stream: pyte.Stream
    bytes_sent = 0

    def mirror(self, width: int, height: int, *, narrow: bool, wide: bool = False) -> None:
        """A terminal of this size from now on."""
        self.terminal = Screen(width, height, wide)
        self.stream = pyte.Stream(self.terminal)
        self.sent = styled(width, height, True, SIGNS if narrow else "")

    def _display(self, screen: Any, renderable: Any) -> None:
        if isinstance(renderable, CompositorUpdate) and screen is self.screen:
            sequences = self.sent.draw(pieces(renderable))
            self.bytes_sent = len(sequences.encode())
            self.stream.feed(sequences)
        super()._display(screen, renderable)

    def whole(self) -> list[list[tuple[Any, ...]]]:
        """Every line of the screen on a fresh terminal."""
        lines = self.screen._compositor.render_strips()
        return _drawn(*self.size, [list(strip) for strip in lines], ColorSystem.TRUECOLOR)


KEYS = sorted({key for action in ACTIONS for key in action.keys if action.id not in ("quit", "suspend")} | set("208"))


@pytest.mark.parametrize(("seed", "size", "narrow"), [(1, (80, 24), True), (2, (120, 40), True), (3, (120, 40), False), (4, (80, 24), False)])  # fmt: skip
async def test_random_keys_leave_the_screen_that_plain_textual_draws(seed: int, size: tuple[int, int], narrow: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:  # fmt: skip
    monkeypatch.chdir(tmp_path)  # one of the keys exports
    rng = random.Random(seed)
    app = Mirrored(sources(("", ""), SECOND))
    app.mirror(*size, narrow=narrow)
    async with app.run_test(size=size) as pilot:
        await settled(app, pilot)
        pressed: list[str] = []
        for n in range(80):
            key = rng.choice([*KEYS, "down", "down", "up", "pagedown", "j", "k", "3", "v"])
            pressed.append(key)
            await pilot.press(key)
            await pilot.pause()
            if n == 40:
                app.mirror(100, 30, narrow=narrow)
                await pilot.resize_terminal(100, 30)
                app.screen.refresh()
                await pilot.pause()
            assert _cells(app.terminal) == app.whole(), pressed[-6:]
