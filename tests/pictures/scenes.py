"""What the pictures show: the real program on a terminal with the budgets of sample_data, and the keys a reader would press."""

from __future__ import annotations

import shutil
import tempfile
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import pyte
from rich.color import Color
from rich.console import Console
from rich.text import Text

from tests.pictures.drawing import DIM, GROUND, TEXT, Cell, Row, color_of
from tests.tui.commandline import run
from tests.tui.terminal import explorer
from tui.cells import cell_width

PATIENCE = 10.0
"""Seconds a screen has to become the drawn one."""
FOLDER = Path(__file__).parent
SAMPLES = FOLDER.parents[1] / "sample_data"


@dataclass(frozen=True)
class Scene:
    """A picture: `title` is its alternative text, `waits` a text that stands on the last screen; no keys: a one-shot command.
    A key `…text` is pressed by nobody: the text is waited for. `copied`: the samples lie in a folder 预算公开 of an empty place."""

    name: str
    title: str
    arguments: tuple[str, ...]
    keys: tuple[str, ...] = ()
    size: tuple[int, int] = (120, 40)
    waits: str = ""
    copied: bool = False

    @property
    def path(self) -> Path:
        """The file of the picture."""
        return FOLDER / f"{self.name}.svg"


SCENES = (
    Scene("browse", "浏览：树、份额、各表、勾稽、印在哪里", ("ergong_2026.json",), ("3", "j", "j", "j"), waits="占20103 39.00%"),
    Scene("strip", "80×24：下面六行说同样的话", ("yunxi_2026.json",), ("3", "j", "j", "j"), (80, 24), "原因"),
    Scene("grid", "原表：印错列的数归位，原处留下记号", ("ergong_2026.json",), ("t", "[", "G", "k", *"lllllll"),
          waits="[  84.14*]"),
    Scene("checks", "核对：先看不符，再看表述和提示", ("yunxi_2026.json",), ("c",), (120, 18), waits="表述"),
    Scene("compare", "比较：两年之间每一行，和从甲到乙的桥", ("wanli_2025.json", "wanli_2024.json"), ("o", "…15,621.11", "escape", "d"), (120, 30),
          "2024"),
    Scene("start", "打开：文件夹里有哪些预算，谁、哪年、多少", ("预算公开",), ("…18,976.76", "…3,157.94", "j", "j", "j"), (80, 24), "9 张表", True),
    Scene("summary", "一次性命令：一屏概要", ("summary", "ergong_2026.json")),
)  # fmt: skip


def rows(scene: Scene, drawn: str = "") -> list[list[Cell]]:
    """The screen of a scene, or what its command prints; a screen has until PATIENCE to become what was `drawn`."""
    return _screen(scene, drawn) if scene.keys else _printed(scene)


def _screen(scene: Scene, drawn: str) -> list[list[Cell]]:
    with (
        tempfile.TemporaryDirectory() as home,
        explorer(
            *scene.arguments, size=scene.size, cwd=_copied(Path(home)) if scene.copied else SAMPLES, env={"HOME": home, "TERM": "xterm-256color", "COLORTERM": "truecolor"}
        ) as terminal,
    ):  # fmt: skip
        terminal.wait_for("帮助").settle()
        for key in scene.keys:
            if key.startswith("…"):
                terminal.wait_for(key[1:])
            else:
                terminal.after(key)
        terminal.wait_for(scene.waits).settle(0.25 if drawn else 1.0)
        with suppress(AssertionError):  # what takes its time in the background (checking) may come later than the keys
            terminal.wait_for(lambda now: not drawn or now.text == drawn, PATIENCE)
        buffer = terminal.screen.buffer
        screen = [[_cell(buffer[y][x]) for x in range(scene.size[0])] for y in range(scene.size[1])]
        terminal.press("q")
        terminal.end()
        return screen


def _copied(place: Path) -> Path:
    """The published samples in a folder of their own."""
    (place / "预算公开").mkdir()
    for sample in sorted(SAMPLES.glob("*.json")):
        if not sample.name.startswith("yunxi"):
            shutil.copy(sample, place / "预算公开")
    return place


def _cell(char: pyte.screens.Char) -> Cell:
    color, ground = color_of(char.fg, TEXT), color_of(char.bg, GROUND)
    if char.reverse:
        color, ground = ground, color
    return Cell(char.data, color, ground, char.bold)


def _printed(scene: Scene) -> list[list[Cell]]:
    done = run(*scene.arguments, "--color", "always", cwd=SAMPLES)
    assert done.code == 0, done.err
    command = [Cell(char, DIM if n == 0 else TEXT) for n, char in enumerate(f"$ yusuan {' '.join(scene.arguments)}")]
    lines = [command, *(_line(Text.from_ansi(line)) for line in done.text.splitlines())]
    width = max(80, *(len(line) for line in lines))
    return [[*line, *[Cell(" ")] * (width - len(line))] for line in lines]


def _line(text: Text) -> list[Cell]:
    """A line of coloured output as cells."""
    cells: list[Cell] = []
    console = Console(width=400)
    for segment in text.render(console):
        style = segment.style
        color = color_of("cyan" if _is(style, 6) else "brown" if _is(style, 3) else "default", TEXT)
        if style is not None and style.dim:
            color = DIM
        for char in segment.text:
            cells.append(Cell(char, color, GROUND, bool(style and style.bold)))
            if _wide(char):
                cells.append(cells[-1]._replace(text=""))
    return cells


def _is(style: object, number: int) -> bool:
    color = getattr(style, "color", None)
    return isinstance(color, Color) and color.number == number


def _wide(char: str) -> bool:
    return cell_width(char) == 2


__all__ = ["SCENES", "Row", "Scene", "rows"]
