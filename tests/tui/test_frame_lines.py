"""The lines around a screen: what gives way where there is no room."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.tui.explorer import opened, settled
from tests.tui.explorer import text as screen_text
from tui.cells import cell_width
from tui.widgets.frame_lines import path_line

LONG = (
    "稳定调节基金—关于提前下达2024年国有企业退休人员社会化管理补助资金预算的通知（退管活动经费及退管工作人员工资社保）"
)


def text(path: list[str], width: int) -> str:
    return "".join(part for part, _ in path_line(path, "5/17", width))


@pytest.mark.parametrize("width", [40, 80, 120])
def test_the_current_row_is_never_left_out_of_its_path(width: int) -> None:
    shown = text(["项目支出总计", "2120199 其他城乡社区管理事务支出", LONG], width)
    assert "稳定调节" in shown
    assert shown.endswith(" 5/17 ")


def test_the_beginning_goes_before_what_is_near() -> None:
    path = ["支出总计", "201 一般公共服务支出", "20103 政府办公厅", "2010301 行政运行"]
    assert text(path, 80).strip().startswith("支出总计 › 201")
    assert text(path, 55).strip().startswith("… › 20103 政府办公厅 › 2010301 行政运行")


@given(
    st.lists(st.sampled_from(["支出总计", "201 一般公共服务", "ab", LONG]), min_size=1, max_size=5),
    st.integers(12, 160),
)
def test_the_line_has_its_width(path: list[str], width: int) -> None:
    assert cell_width(text(path, width)) == width


async def test_the_position_is_told_once() -> None:
    """Below where the path has a line, else in the head of a list that does not fit."""
    for size in ((120, 40), (120, 31), (80, 24)):
        async with opened(size=size) as (app, pilot):
            for keys in (("3", "G"), ("t", "G"), ("escape", "d", "G")):
                await pilot.press(*keys)
                await settled(app, pilot)
                told = re.findall(r"(\d+)/\1(?!\d)", screen_text(app))
                assert len(told) <= 1, (size, keys, told)
                assert told or size != (120, 31)


def test_what_is_above_is_cut_before_it_is_left_out() -> None:
    assert (
        text(["三、关于某单位2026年支出预算情况的说明", "说到 表3 支出预算"], 50)
        .strip()
        .startswith("三、关于某单位2026年支…")
    )
    assert (
        text(["三、关于某单位2026年支出预算情况的说明", "说到 表3 支出预算"], 36)
        .strip()
        .startswith("… › 说到 表3 支出预算")
    )
