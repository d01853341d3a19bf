"""Screens of every size: the strip gives way to the rows, nothing overlaps, nothing crashes, what is cut is cut once."""

from __future__ import annotations

import pytest

from data_model.budget import Budget, Cell, Meta, Place, Row, Table
from data_model.evidence import Held, evidence
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
    held = Held("sum", lambda _: "1,009.51 ≈ 393.71 + 615.79", "rounding", 100_951, 100_950, 10_000, 15_000, True)
    lines = ["".join(text for text, _ in line) for line in held_block((held,), width, "万元", 10_000).lines]
    assert any("尾差 0.01" in line for line in lines), lines
    assert all(cell_width(line) <= width for line in lines[1:])


async def test_the_help_has_one_column_where_two_have_no_room() -> None:
    async with opened(size=(60, 24)) as (app, pilot):
        await pilot.press("?")
        await settled(app, pilot)
        keys = [line for line in rows(app) if " 下一行，上一行" in line]
        assert keys == [keys[0].split("下一行")[0] + "下一行，上一行" + " " * (60 - cell_width(keys[0].rstrip()))]


@pytest.mark.parametrize(
    ("unit", "printed", "step", "told", "digit"),
    [
        ("万元", "元", 100, "合计 37,151.47 = 基本支出 1,983.07 + 项目支出 35,168.40", ""),
        ("元", "元", 100, "合计 371,514,655 = 基本支出 19,830,655 + 项目支出 351,684,000", ""),
        ("元", "万元", 10_000, "合计 371,514,700 = 基本支出 19,830,700 + 项目支出 351,684,000", "（印到 0.01 万元）"),
    ],
)
def test_formulas_are_told_in_the_unit_that_is_shown(unit: str, printed: str, step: int, told: str, digit: str) -> None:
    fens = {"total": 37_151_465_500, "basic": 1_983_065_500, "project": 35_168_400_000}
    cells = {name: Cell((fen + step // 2) // step * step, "", 1) for name, fen in fens.items()}
    table = Table(
        "expenditure",
        "支出总表",
        printed,
        step,
        (),
        (Row("201", "甲", cells, Place("a.txt", 1)),),
        (),
        0,
        Place("a.txt", 1),
    )
    held = tuple(evidence(Budget(Meta(), (table,))).of(table, table.rows[0], "total"))
    block = held_block(held, 80, unit, step, printed)
    assert "".join(text for text, _ in block.lines[1]).strip() == told
    assert "".join(text for text, _ in block.lines[0]) == f"勾稽相符 1 项{digit}"


def test_a_sum_that_rounding_for_the_screen_breaks_is_not_told_as_equal() -> None:
    cells = {
        "total": Cell(18_976_755_100, "", 1),
        "basic": Cell(10_134_174_600, "", 1),
        "project": Cell(8_842_580_500, "", 1),
    }
    table = Table(
        "expenditure",
        "支出总表",
        "元",
        100,
        (),
        (Row("201", "甲", cells, Place("a.txt", 1)),),
        (),
        0,
        Place("a.txt", 1),
    )
    held = tuple(evidence(Budget(Meta(), (table,))).of(table, table.rows[0], "total"))
    told = held_block(held, 80, "万元", 100, "元").lines[1]
    assert "".join(text for text, _ in told).strip() == "合计 18,976.76 ≈ 基本支出 10,134.17 + 项目支出 8,842.58"
