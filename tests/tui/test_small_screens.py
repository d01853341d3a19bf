"""Screens of every size: the strip gives way to the rows, nothing overlaps, nothing crashes, what is cut is cut once."""

from __future__ import annotations

import pytest

from data_model.evidence import Held
from tests.tui.explorer import current, opened, rows, settled
from tui.cells import ELLIPSIS, cell_width
from tui.widgets.detail_blocks import Block, text_block
from tui.widgets.evidence_blocks import held_block
from tui.widgets.frame_lines import body_rows
from tui.widgets.pane_lines import STRIP, strip_lines, strip_rows
from tui.widgets.spans import fitted
from tui.widgets.wrapping import wrap

SIZES = [(20, 5), (30, 8), (40, 12), (60, 15), (80, 24), (100, 30), (110, 20), (200, 60)]
KEYS = {
    "tree": (),
    "pane": ("tab",),
    "grid": ("t",),
    "checks": ("c",),
    "compare": ("d",),
    "bridge": ("d", "b"),
    "prose": ("p",),
}


@pytest.mark.parametrize("body", range(61))
@pytest.mark.parametrize("head", [1, 3])
def test_the_rows_keep_half_of_the_screen_and_more(body: int, head: int) -> None:
    strip = strip_rows(body, head)
    assert strip == 0 or 2 <= strip <= STRIP + 1
    assert strip <= max(0, body - head) / 2
    if body - head >= 2 * (STRIP + 1):
        assert strip == STRIP + 1, "where there is room it is whole"


@pytest.mark.parametrize("screen", KEYS)
async def test_every_screen_stands_at_every_size_and_between_them(screen: str) -> None:
    async with opened(size=(80, 24)) as (app, pilot):
        await pilot.press(*KEYS[screen])
        await settled(app, pilot)
        for width, height in (*SIZES, *reversed(SIZES)):
            await pilot.resize_terminal(width, height)
            await settled(app, pilot)
            lines = rows(app)
            assert len(lines) == height
            assert {cell_width(line) for line in lines} == {width}
            assert sum(ELLIPSIS * 2 in line for line in lines) == 0, "cut once"
            rule = [n for n, line in enumerate(lines) if line.startswith("─")]
            assert len(rule) <= 1
            if rule:
                below = height - rule[0] - 1 - (height - body_rows(width, height)) // 2
                assert rule[0] >= below, "rows keep half"


async def test_the_pane_over_the_whole_of_a_small_screen_is_no_strip() -> None:
    async with opened(size=(40, 8)) as (app, pilot):
        await pilot.press("tab")
        await settled(app, pilot)
        assert not any(line.startswith("─") for line in rows(app))


async def test_the_current_cell_is_in_sight_however_narrow_the_screen() -> None:
    async with opened(size=(20, 6)) as (app, pilot):
        await pilot.press("t")
        await settled(app, pilot)
        for _ in range(3):
            assert "]" in current(app), rows(app)
            await pilot.press("l")
            await settled(app, pilot)


async def test_the_answer_under_the_cursor_is_in_sight_however_narrow_the_screen() -> None:
    async with opened(size=(30, 8)) as (app, pilot):
        await pilot.press("C")
        for n in range(7):
            await pilot.pause()
            assert f" {n + 1} " in rows(app)[-1]
            assert rows(app)[-1].rstrip().endswith("esc")
            await pilot.press("l")
    async with opened(size=(80, 24)) as (app, pilot):
        await pilot.press("C")
        await pilot.pause()
        assert all(f" {n} " in rows(app)[-1] for n in range(1, 8)), "where there is room all are"


def test_a_long_sentence_of_the_strip_takes_the_lines_that_are_free() -> None:
    sentence = "这一句话很长" * 12
    made = [text_block("表述", sentence, 60), text_block("印于", "表3", 60)]
    lines = ["".join(text for text, _ in line) for line in strip_lines(made, 60)]
    assert len(lines) == 4
    assert "".join(line.removeprefix("表述").strip() for line in lines[:3]) == sentence
    assert lines[3].startswith("印于")
    lead = Block("", [], [[("表述", "strong"), ("  " + sentence, "")]])
    first, second, *_ = strip_lines([lead], 60)
    assert first[-1][0].startswith("  这")
    assert "".join(text for text, _ in second).startswith("      话很"), "under the sentence, not under its word"


def test_the_number_of_a_table_stays_with_its_word() -> None:
    assert all(
        line[:1] != "5" for width in range(8, 30) for line in wrap("口径可能不同，与表5 总计相同，见第5行", width)
    )


def test_what_was_cut_is_not_cut_again() -> None:
    spans = fitted([("不符 0 · 提…", ""), (" · 复原", "")], 12, False)
    assert "".join(text for text, _ in spans) == "不符 0 · 提…"


@pytest.mark.parametrize("width", range(20, 50))
def test_a_difference_stays_with_its_word(width: int) -> None:
    held = Held("sum", "1,009.51 ≈ 393.71 + 615.79", "rounding", 100_951, 100_950, 10_000, 15_000, True)
    lines = ["".join(text for text, _ in line) for line in held_block((held,), width, "万元", 10_000).lines]
    assert any("尾差 0.01" in line for line in lines), lines
    assert all(cell_width(line) <= width for line in lines[1:])


async def test_the_help_has_one_column_where_two_have_no_room() -> None:
    async with opened(size=(60, 24)) as (app, pilot):
        await pilot.press("?")
        await settled(app, pilot)
        keys = [line for line in rows(app) if " 下一行，上一行" in line]
        assert keys == [keys[0].split("下一行")[0] + "下一行，上一行" + " " * (60 - cell_width(keys[0].rstrip()))]


@pytest.mark.parametrize(("printed", "named"), [("元", True), ("万元", False), ("", False)])
def test_formulas_name_their_unit_where_another_is_shown(printed: str, named: bool) -> None:
    held = Held("sum", "371,514,655.00 = 371,514,655.00", "ok", 1, 1, 0, 0, True)
    block = held_block((held,), 60, "万元", 1, printed)
    assert ("单位 元" in "".join(text for text, _ in block.lines[0])) is named
    assert ("单位 元" in "".join(text for text, _ in block.brief[0])) is named
