"""Every drawn row has exactly the width of the screen, whatever the names are, and columns stand where they stood."""

from __future__ import annotations

import pytest
from textual.app import App, ComposeResult

from data_model.amount import FEN_PER_UNIT
from data_model.tree import build_tree
from tests.invented import invented
from tests.tui.explorer import opened, rows
from tui.cells import cell_width
from tui.columns import USUAL
from tui.looks import Look
from tui.session import AppOptions
from tui.widgets.flat_tree import FlatTree
from tui.widgets.tree_columns import Widths, lay_out
from tui.widgets.tree_table import TreeTable
from tui.widgets.wrapping import wrap

NAMES = [
    "科", "科a", "ab", "一般公共服务支出（小计）", "“三公”经费——合计…", "①项目·甲×乙", "ﾊﾝｶｸ半角カナ", "Ａ全角ａ字", "名" * 60, "a" * 120,
    "名a" * 40, "[bold]不是标记[/bold]", "一、其中：", "㈠㈡", "—", " 前后 ", "é组合é", "국어",
]  # fmt: skip


class _Table(App[None]):
    CSS = "TreeTable { height: 1fr; width: 1fr; }"

    def __init__(self, ascii_only: bool) -> None:
        super().__init__()
        tree = build_tree(invented())
        node = len(tree) - 1
        for n, name in enumerate(NAMES):
            for part in ("depth", "codes", "amounts", "rows", "tables", "measures", "levels", "derived"):
                getattr(tree, part).append(getattr(tree, part)[node])
            tree.parent.append(0)
            tree.end.append(0)
            tree.names.append(name)
            tree.keys.append((str(n),))
        flat = FlatTree(tree.depth, tree.parent)
        flat.open_to(9)
        self.table = TreeTable()
        self.table.ascii_only = ascii_only
        self.look = Look(tree, flat)

    def compose(self) -> ComposeResult:
        yield self.table

    def on_mount(self) -> None:
        self.table.show(self.look, "万元", {})


@pytest.mark.parametrize("width", [31, 40, 63, 64, 79, 80, 81, 119, 120, 199])
@pytest.mark.parametrize("ascii_only", [False, True])
async def test_no_row_is_shifted(width: int, ascii_only: bool) -> None:
    app = _Table(ascii_only)
    async with app.run_test(size=(width, 70)) as pilot:
        await pilot.pause()
        shifted = [
            y
            for y in range(app.table.count() + 1)
            if sum(cell_width(s.text) for s in app.table.render_line(y)) != width
        ]
        assert shifted == []
        drawn = "".join(segment.text for y in range(70) for segment in app.table.render_line(y))
        if ascii_only:
            assert not set(drawn) & set("▌▸▾█▏│…“”")


def test_columns_drop_in_their_order() -> None:
    seen = []
    for width in (90, 70, 60, 52, 44):
        c = lay_out(width, Widths(8, 7), USUAL)
        seen.append((bool(c.bar), bool(c.total), bool(c.code)))
    assert seen == sorted(seen, reverse=True)
    assert seen[0] == (True, True, True)
    assert seen[-1] == (False, False, False)


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (200, 60), (61, 20), (45, 15)])
@pytest.mark.parametrize("key", ["", "v", "t", "c", "p", "o", "question_mark", "colon"])
async def test_every_screen_fills_every_row(size: tuple[int, int], key: str) -> None:
    async with opened(size=size) as (app, pilot):
        if key:
            await pilot.press(key)
        await pilot.pause()
        assert {cell_width(line) for line in rows(app)} == {size[0]}
        assert len(rows(app)) == size[1]


async def test_figures_stand_under_each_other_in_every_unit() -> None:
    for unit in FEN_PER_UNIT:
        if unit in ("千元", "百万元"):
            continue
        async with opened(size=(120, 40), options=AppOptions(unit=unit)) as (app, pilot):
            await pilot.pause()
            body = [line for line in rows(app)[4:10] if line.strip()]
            end = rows(app)[3].index("上级%") - 1
            assert all(line[end - 1].isdigit() for line in body), unit


def test_wrapping_keeps_every_character_and_no_closing_mark_first() -> None:
    text = "非在编—2026年社区转聘人员工资绩效及社保（第一批），共87人；标准5,236元/月。"
    for width in range(6, 60):
        lines = wrap(text, width)
        assert "".join(lines).replace(" ", "") == text.replace(" ", "")
        assert all(cell_width(line) <= width for line in lines)
        if width > 12:
            assert not any(line[0] in "，。；）" for line in lines)
