"""How a comparison looks: every row fills the screen, figures align, signs and bars carry the meaning, words name the sides."""

from __future__ import annotations

from typing import Any

import pytest
from textual.pilot import Pilot

from data_model.native import load
from sample_data import files
from tests.tui.comparison import PAIR, explorer, opened, press, screen
from tests.tui.explorer import rows, settled, text
from tui.app import AppOptions, Explorer, Source
from tui.cells import cell_width
from tui.texts import t
from tui.widgets.bars import stretch, two_sided


@pytest.mark.parametrize("size", [(80, 24), (100, 30), (120, 40), (200, 60), (60, 20)], ids=lambda s: f"{s[0]}x{s[1]}")
@pytest.mark.parametrize("keys", [("d",), ("d", "u", "u"), ("d", "b"), ("d", "tab"), ("d", "e")], ids="-".join)
async def test_every_row_fills_the_screen(size: tuple[int, int], keys: tuple[str, ...]) -> None:
    async with opened("wanli_2024", "wanli_2025", size=size) as (app, pilot):
        await press(pilot, *keys)
        shown = rows(app)
        assert len(shown) == size[1]
        assert {cell_width(line) for line in shown} == {size[0]}


async def test_signs_carry_the_meaning_and_figures_align() -> None:
    async with opened(size=(80, 24)) as (app, pilot):
        await press(pilot, "d", "G")
        c = screen(app).look.comparison
        for row in range(screen(app).table.top, screen(app).table.count()):
            y = row - screen(app).table.top + 2
            if y >= 16:
                break
            line = c.lines[screen(app).look.flat.node(row)]
            shown = rows(app)[y]
            delta = shown[18:28].strip()
            assert delta.startswith("+" if (line.delta or 0) > 0 else "-" if (line.delta or 0) < 0 else "0"), shown
            axis = shown.index("│")
            assert cell_width(shown[:axis]) == 43
            if line.delta and line.delta < 0:
                assert shown[axis - 1] != " "
                assert shown[axis + 1] == " "


async def test_ascii_draws_nothing_ambiguous() -> None:
    async with opened(options=AppOptions(ascii=True), size=(80, 24)) as (app, pilot):
        for keys in (("d",), ("b",), ("b", "e")):
            await press(pilot, *keys)
            assert not set(text(app)) & set("▌▐▸▾█▏│─…·—›‹→≈“”↔●"), keys


@pytest.mark.parametrize("start", range(25))
def test_bars_keep_their_width(start: int) -> None:
    for stop in range(start + 1, 33):
        for fine in (True, False):
            spans = stretch(start, stop, 4, fine)
            assert sum(cell_width(part) for part, _ in spans) == 4
            assert any(part.strip() for part, _ in spans)
        spans = stretch(start, stop, 4, False, True)
        assert set("".join(part for part, _ in spans)) <= {" ", "█"}


def test_the_axis_has_a_rise_right_and_a_fall_left() -> None:
    rise = "".join(part for part, _ in two_sided(50, 100, 4, False))
    fall = "".join(part for part, _ in two_sided(-50, 100, 4, False))
    none = "".join(part for part, _ in two_sided(0, 100, 4, False))
    assert (rise, fall, none) == ("    │██  ", "  ██│    ", "    │    ")
    assert "".join(part for part, _ in two_sided(1, 10**9, 4, False)) == "    │▏   "


SHOTS = {"compare": ("d", "j", "j", "j"), "bridge": ("d", "b", "j"), "own": ("d", "j")}


@pytest.mark.parametrize("size", [(80, 24), (120, 40)], ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("shot", SHOTS)
def test_look(snap_compare: Any, shot: str, size: tuple[int, int]) -> None:
    async def ready(pilot: Pilot[int]) -> None:
        await settled(app, pilot)
        await press(pilot, *SHOTS[shot])

    names = ("yunxi_2026",) if shot == "own" else PAIR
    app = explorer(*names, options=AppOptions(theme="dark"))
    assert snap_compare(app, terminal_size=size, run_before=ready)


async def test_the_head_says_that_no_reason_speaks_of_reclassification() -> None:
    budget = load(next(one for one in files() if one.name == "yunxi_2026.json").read_bytes())
    app = Explorer([Source("yunxi_2026.json", lambda: budget)], AppOptions(theme="dark"))
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(app, pilot)
        await pilot.press("d")
        await settled(app, pilot)
        assert t("compare.no_group") in rows(app)[1]
        assert t("compare.untold_count") not in rows(app)[1], "what there is none of is not counted"


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_what_is_reckoned_stands_apart_from_the_reason_the_document_gives(size: tuple[int, int]) -> None:
    async with opened("yunxi_2026", size=size) as (app, pilot):
        await press(pilot, "d", "s", "s", "j")
        lines = [line.rpartition("│ ")[2] if size[0] > 80 else line.strip() for line in rows(app)]
        labels = [line[:2] for line in lines]
        among, why = labels.index(t("compare.among")), labels.index(t("compare.reason"))
        assert among < why
        assert labels.count(t("compare.reason")) == labels.count(t("compare.among")) == 1
        assert "2070199" in lines[among]
        assert not any(char.isdigit() for char in lines[why]), "the words of the document alone"
        if size[0] == 80:
            assert lines[among - 1].startswith("207 "), "the line itself stands above"


async def test_sides_are_called_what_the_screen_calls_them() -> None:
    async with opened("wanli_2025", "wanli_2024") as (app, pilot):
        await press(pilot, "d", "x")
        told = "".join(line.rpartition("│ ")[2] for line in rows(app)).replace(" ", "")
        assert "左边的年度2025晚于右边的2024" in told
        assert "甲" not in text(app)
        assert "乙" not in text(app)
