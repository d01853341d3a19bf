"""The pictures of the README: their words and figures are those of the program, and they stand in columns whatever the fonts.

When one is out of date: `python -m tests.pictures` draws them again; look at them before they are committed.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.pictures.drawing import CELL, MARGIN, Cell, svg, text_in, text_of
from tests.pictures.scenes import FOLDER, SCENES, Scene, rows

README = Path(__file__).parents[1] / "README.md"
_LARGEST = 50_000


@pytest.mark.parametrize("scene", SCENES, ids=lambda scene: scene.name)
def test_a_picture_shows_what_the_program_shows(scene: Scene) -> None:
    drawn = text_in(scene.path.read_text(encoding="utf-8"))
    assert drawn == text_of(rows(scene, drawn)), "python -m tests.pictures draws the pictures again"


def test_the_readme_shows_every_picture_and_no_other() -> None:
    shown = set(re.findall(r"\((tests/pictures/[^)]*)\)", README.read_text(encoding="utf-8")))
    assert shown == {f"tests/pictures/{scene.path.name}" for scene in SCENES}
    assert {path.name for path in FOLDER.glob("*.svg")} == {scene.path.name for scene in SCENES}


def test_a_picture_loads_nothing_and_is_small() -> None:
    for scene in SCENES:
        drawn = scene.path.read_text(encoding="utf-8")
        assert len(drawn.encode()) < _LARGEST, scene.name
        assert not re.findall(r"href|url\(|<script|@import|@font-face", drawn), scene.name


def _cells(text: str, wide: str = "") -> list[Cell]:
    return [cell for char in text for cell in ((Cell(char), Cell("")) if char in wide else (Cell(char),))]


def test_every_word_stands_at_its_cell() -> None:
    drawn = svg("", [_cells("▌ 1.00 ██▏ 预算a — <", "预算")])
    words = {word: (int(x) - MARGIN) / CELL for x, word in re.findall(r'<text x="(\d+)"[^>]*>([^<]*)</text>', drawn)}
    assert words == {"1.00": 2, "预算": 11, "a": 15, "—": 17, "&lt;": 19}
    assert f'width="{2 * CELL}" height="15"' in drawn  # ██ is one shape


def test_the_text_of_a_picture_comes_back() -> None:
    screen = [_cells("a < b & 预", "预"), _cells("  c  ")]
    assert text_in(svg("t", screen)) == text_of(screen) == "a < b & 预\n  c"
