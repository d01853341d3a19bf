"""The first frame is the screen, drawn before the toolkit is loaded; the terminal is whole whatever comes between."""

from __future__ import annotations

import subprocess
import sys
from importlib.resources import files
from pathlib import Path

import pytest

from data_model.native import dumps, load
from tests.invented import invented
from tests.tui.commandline import environment
from tests.tui.explorer import rows as screen_rows
from tests.tui.explorer import settled
from tests.tui.terminal import YUSUAN, Terminal, explorer
from tui.app import AppOptions, Explorer, Source
from tui.first_frame import compose
from tui.session import Session
from tui.widgets.spans import fitted

COLOURS = {"COLORTERM": "truecolor", "TERM": "xterm-256color"}
SIZES = [(80, 24), (120, 40), (200, 60), (100, 30), (60, 16), (110, 25)]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "b.json"
    path.write_text(dumps(invented()), encoding="utf-8")
    return path


@pytest.mark.parametrize("ascii_only", [False, True])
@pytest.mark.parametrize("size", SIZES)
async def test_it_says_what_the_screen_says_before_anything_is_checked(size: tuple[int, int], ascii_only: bool) -> None:
    options = AppOptions(ascii=ascii_only)
    for name in ("yunxi_2026", "ergong_2026"):
        budget = load((files("sample_data") / f"{name}.json").read_bytes())
        source = Source(name, lambda budget=budget: budget)  # type: ignore[misc]
        session = Session([source], options)
        session.entries[0].budget = budget
        session.choose(0)
        drawn = [[" "] * size[0] for _ in range(size[1])]
        for x, y, width, spans, _ in compose(session, *size):
            text = "".join(text for text, _ in fitted(spans, width, ascii_only))
            drawn[y] = [*drawn[y][:x], text]
        app = Explorer([source], options)
        app.examine = lambda *_: None  # type: ignore[method-assign, assignment]
        async with app.run_test(size=size) as pilot:
            await settled(app, pilot)
            assert ["".join(line).rstrip() for line in drawn[:-1]] == [row.rstrip() for row in screen_rows(app)[:-1]]


@pytest.mark.parametrize("size", SIZES[:2])
def test_the_toolkit_finds_it_in_place(file: Path, size: tuple[int, int]) -> None:
    with explorer(str(file), size=size, env=COLOURS) as terminal:
        terminal.wait_for("▌").settle(0.01)
        first = len(terminal.raw)
        assert "退出" not in terminal.text or first > 2500  # a slow reader sees both at once
        terminal.wait_for("勾稽").settle(0.5)
        assert terminal.raw.count(b"\x1b[?1049h") == 1
        assert terminal.bytes < 7500  # a frame drawn twice is more
        with explorer(str(file), size=size, env=COLOURS | {"YUSUAN_CELL_DIFF": "0"}) as plain:
            plain.wait_for("勾稽").settle(0.5)
            assert terminal.rows == plain.rows
        terminal.press("q")
        assert terminal.end() == 0


def test_keys_pressed_meanwhile_are_not_lost_and_not_shown(file: Path) -> None:
    with explorer(str(file), env=COLOURS) as terminal:
        terminal.wait_for("▌")
        terminal.type("jj")
        terminal.wait_for("勾稽").settle()
        assert "jj" not in terminal.text
        assert terminal.rows[4].startswith("▌")
        terminal.press("q")
        assert terminal.end() == 0


def test_the_terminal_is_given_back_when_the_toolkit_does_not_start(file: Path) -> None:
    broken = "import sys; sys.modules['tui.app'] = None; from tui.cli import main; sys.exit(main())"
    with Terminal(("bash", "--norc", "-i"), env={"PS1": "shell> ", **COLOURS}) as terminal:
        terminal.wait_for("shell>")
        terminal.type(f'"{YUSUAN[0]}" -c "{broken}" {file}; echo code=$?; stty -a | tr ";" "\\n" | grep -cw "icanon"; stty -a | grep -c " echo "\n')  # fmt: skip
        terminal.wait_for("code=2").settle()
        assert terminal.raw.count(b"\x1b[?1049l") == terminal.raw.count(b"\x1b[?1049h") > 0
        assert terminal.raw.decode().split("code=2")[1].split()[:2] == ["1", "1"]


def test_it_needs_neither_the_toolkit_nor_rich() -> None:
    script = "import sys, tui.first_frame; print([n for n in ('textual', 'rich', 'pandas', 'numpy', 'rapidfuzz') if n in sys.modules])"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, env=environment(), check=True)
    assert done.stdout.strip() == "[]"
