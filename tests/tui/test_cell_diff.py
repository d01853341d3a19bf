"""What the layer sends is what plain Textual would have drawn, cell by cell, in far fewer bytes; without it the explorer works."""

from __future__ import annotations

import statistics
import time
from pathlib import Path
from typing import Any

import pyte
import pytest
from rich.segment import Segment
from rich.style import Style
from textual._compositor import LayoutUpdate
from textual.geometry import Region
from textual.strip import Strip

import tui.cell_diff
from data_model.native import dumps
from tests.invented import invented
from tests.tui.terminal import Screen, Terminal, explorer
from tests.tui.test_shadow import styled
from tui.cell_diff import pieces, usable

KEYS = (
    "down", "j", "j", "k", "pagedown", "pageup", "1", "2", "3", "end", "u", "u", "s", "s", "m", "t", "right", "]", "down", "escape",
    "?", "escape", ":", "escape", "o", "escape", "p", "pagedown", "c", "escape", "/", "2", "0", "escape",
)  # fmt: skip


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "b.json"
    path.write_text(dumps(invented()), encoding="utf-8")
    return path


def _seen(terminal: Terminal) -> list[list[tuple[Any, ...]]]:
    """Cells as they are seen: a blank has no colour but its ground."""
    out = []
    for y in range(terminal.screen.lines):
        row = [terminal.screen.buffer[y][x] for x in range(terminal.screen.columns)]
        out.append([(c.data, c.bg) if c.data in (" ", "") else tuple(c) for c in row])
    return out


def _pair(file: Path, term: str) -> tuple[Terminal, Terminal]:
    env = {"COLORTERM": "truecolor" if term == "xterm-256color" else "", "TERM": term}
    with_layer, without = (
        explorer(str(file), size=(100, 30), env=env | {"YUSUAN_CELL_DIFF": layer}) for layer in ("1", "0")
    )
    return with_layer, without


def _meet(one: Terminal, other: Terminal, step: str) -> None:
    """Wait until both terminals show the same; a slow machine may draw one of them later."""
    deadline = time.monotonic() + 20
    while True:
        one.settle(0.06)
        other.settle(0.06)
        if _seen(one) == _seen(other):
            return
        assert time.monotonic() < deadline, f"after {step}:\n{one.text}\n{'=' * 80}\n{other.text}"


@pytest.mark.parametrize("term", ["xterm-256color", "screen-256color"])
def test_the_screen_is_the_same_with_and_without_the_layer(file: Path, term: str) -> None:
    one, other = _pair(file, term)
    with one, other:
        for terminal in (one, other):
            terminal.wait_for("勾稽").settle(0.5)
        before = one.bytes, other.bytes
        for key in KEYS if term == "xterm-256color" else KEYS[:16]:
            for terminal in (one, other):
                terminal.leave() if key == "escape" else terminal.press(key)
            _meet(one, other, key)
        assert (one.bytes - before[0]) * 2 < other.bytes - before[1]
        for size in ((80, 24), (120, 40)):
            one.resize(*size)
            other.resize(*size)
            _meet(one, other, str(size))
        for terminal in (one, other):
            terminal.press("q")
            assert terminal.end() == 0


def test_a_down_key_sends_few_bytes_and_a_resting_explorer_none(file: Path) -> None:
    env = {"COLORTERM": "truecolor", "TERM": "xterm-256color"}
    with explorer(str(file), size=(120, 40), env=env) as terminal:
        terminal.wait_for("勾稽").settle(0.5)
        downs = [terminal.after("down") for _ in range(5)]
        assert statistics.median(downs) <= 1500
        assert max(downs) <= 2500
        assert terminal.after("pagedown") <= 10_000
        assert terminal.after("1") <= 10_000
        assert terminal.after("3") <= 10_000
        assert max(terminal.after("v") for _ in range(4)) <= 25_000
        assert terminal.settle(2.0) == 0


def test_everything_is_sent_anew_when_asked(file: Path) -> None:
    with explorer(str(file)) as terminal:
        terminal.wait_for("勾稽").settle()
        before = terminal.text
        terminal.screen.reset()  # as if another program had written over it
        assert "云溪市" not in terminal.text
        terminal.press("ctrl+l")
        terminal.wait_for("云溪市").settle()
        assert terminal.text == before


def _frame(*lines: list[Segment]) -> LayoutUpdate:
    width = sum(segment.cell_length for segment in lines[0])
    return LayoutUpdate([[Strip(line)] for line in lines], Region(0, 0, width, len(lines)))


@pytest.mark.parametrize("wide", [False, True])
def test_characters_of_doubtful_width_shift_nothing(wide: bool) -> None:
    screen = Screen(30, 2, wide)
    stream = pyte.Stream(screen)
    shadow = styled(30, 2)
    for text in ("—— 甲 1.00", "…… 乙 2.00", "ab甲“乙”丙……x", "①①①①①①9.99", "é 𠀀 ok 终", "── 甲 1.00"):
        line = [Segment(text + " " * (30 - Strip([Segment(text)]).cell_length), Style(color="red"))]
        stream.feed(shadow.draw(pieces(_frame(line, [Segment("x" * 30)]))))
        row, at = screen.buffer[0], 0
        for char in text:
            if char in "甲乙丙终0123456789.xabok":
                assert row[at].data == char, (text, screen.display[0])
            at += Strip([Segment(char)]).cell_length
        assert screen.display[1] == "x" * 30


def test_another_textual_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    assert usable()
    monkeypatch.setattr(tui.cell_diff, "KNOWN_VERSIONS", ("0.1.",))
    assert not usable()
