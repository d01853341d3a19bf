"""What a session does not load and does not shift: no pandas on any screen, no row moved by a name of any width."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from data_model.native import dumps
from tests.invented import invented
from tests.tui.commandline import environment
from tui.cells import cell_width
from tui.widgets.paint import PALETTES, paint
from tui.widgets.roles import DARK

WALK = """
import asyncio, sys
from data_model.native import load
from tui.app import AppOptions, Explorer, Source
budgets = [load(open(name, "rb").read()) for name in sys.argv[1:]]
app = Explorer([Source(str(n), lambda b=b: b) for n, b in enumerate(budgets)], AppOptions(no_state=True))
async def walk():
    async with app.run_test(size=(120, 40)) as pilot:
        for _ in range(4):
            await app.workers.wait_for_complete()
            await pilot.pause()
        seen = set()
        for key in (*"jGg1234", *"vvvvvvvvvvvvvv", "t", "l", "escape", "p", "j", "escape", "c", "j", "enter", "escape", "d", "j", "b", "escape",
                    "question_mark", "escape", "colon", "escape", "o", "escape", "slash", "2", "0", "enter", "escape", "y", "escape", "e", "escape", "u", "s", "m"):
            await pilot.press(key)
            for _ in range(2):
                await app.workers.wait_for_complete()
                await pilot.pause()
            seen.add(type(app.screen).__name__)
        print(*sorted(seen), sep=",")
asyncio.run(walk())
print(*(name for name in ("pandas", "numpy", "xlsxwriter", "pypdfium2", "lxml", "python_calamine") if name in sys.modules), sep=",")
"""


def test_no_screen_loads_pandas_or_a_reader(tmp_path: Path) -> None:
    names = []
    for n, change in enumerate((("", ""), ("500.00", "501.00"))):
        names.append(tmp_path / f"{n}.json")
        names[-1].write_text(dumps(invented(change)), encoding="utf-8")
    command = [sys.executable, "-c", WALK, *map(str, names)]
    env = environment(TERM="xterm-256color")  # the start screen looks into the folder it stands in
    done = subprocess.run(command, capture_output=True, text=True, env=env, cwd=tmp_path, check=False)
    assert done.returncode == 0, done.stderr
    screens, loaded = done.stdout.splitlines()
    assert loaded == ""
    assert {"BrowseScreen", "GridScreen", "ProseScreen", "ChecksScreen", "HelpScreen", "CompareScreen"} <= set(
        screens.split(",")
    )


@pytest.mark.parametrize("width", range(1, 40))
def test_a_line_takes_its_cells_whatever_its_name(width: int) -> None:
    for name in (
        "",
        "a",
        "预",
        "a预",
        "预a",
        "预算",
        "“预”",
        "…预…a",
        "é预",
        "\u0301预",
        "ａ１",
        "预算支出科目名称" * 4,
    ):
        strip = paint([("1.00 ", ""), (name, "dim"), (" 末", "accent")], width, PALETTES[DARK], False)
        assert strip.cell_length == width == cell_width(strip.text)
