"""The list of findings: what a row says beside its place, what is counted, and the way to what agrees."""

from __future__ import annotations

from dataclasses import replace

import pytest

from data_model.budget import Finding, Place
from data_model.native import load
from data_model.telling import table_name
from tests.tui.explorer import current, opened, rows, settled
from tui.cells import cell_width
from tui.texts import choose
from tui.widgets.finding_list import FindingList
from tui.widgets.wrapping import cut_well


def _row(finding: Finding) -> str:
    from tests.invented import invented

    shown = FindingList()
    shown.show(invented(), [finding], "万元")
    at = next(n for n in range(shown.count()) if not isinstance(shown._rows[n], str))
    return "".join(text for text, _ in shown.row(at, 80))


def test_two_names_of_one_project_are_told_without_what_the_row_says_anyway() -> None:
    message = "表7 与七的项目名称不同：“建设和补助”与“建设补助”，金额都是 2.34"
    told = _row(
        Finding("N12.name", "wording", message, "名称相近", "projects", "2010602", "total", 2_340_000, 2_340_000)
    )
    assert told.rstrip().endswith("  名称：建设和补助 / 建设补助")
    other = "表7 与七的项目名称不同，没有别的"
    told = _row(Finding("N12.name", "wording", other, "名称相近", "projects", "2010602"))
    assert told.rstrip().endswith("与七的项目名称不同，没有别的"), "a sentence of another form stays"


def test_a_row_does_not_repeat_its_place_rows_and_amount() -> None:
    message = "表3 第5–6行：500.00 印在“一般公共预算”列，勾稽只容它在“上级一般公共预算转移支付”；印文未动"
    told = _row(Finding("read.misplaced", "misplaced", message, "", "expenditure", "2010601", "total", 50_000_000))
    assert "印在“一般公共预算”列…" in told
    assert told.count("500.00") == 1


def test_a_table_whose_name_is_cut_in_the_place_is_not_named_again() -> None:
    from tests.invented import invented

    name = table_name(next(table for table in invented().tables if table.kind == "three_public"))
    message = f"{name} 有 6 个数，注却说为空表"
    told = _row(Finding("N13.blank", "wording", message, "原文", "three_public", place=invented().sections[0].paragraphs[0].place))  # fmt: skip
    assert told.rstrip().endswith("  有 6 个数，注却说为空表")


@pytest.mark.parametrize(("language", "page"), [("zh", "第25页"), ("en", "page 25")])
def test_a_page_in_the_place_is_told_in_the_language_of_the_screen(language: str, page: str) -> None:
    choose(language)
    try:
        shown = FindingList()
        shown._sentences = {"a.pdf#page=25": "第25页"}
        place = Place("a.pdf", None, 25)
        assert shown.where(Finding("N12.class", "wording", "甲", "原文", place=place)) == page
    finally:
        choose("zh")


def test_of_a_long_sentence_the_name_gives_way_to_what_is_said_of_it() -> None:
    message = "“某某年度社区工作人员工资绩效及社会保险费用补助”：87人 × 5,236元 × 6月 = 273.32，预算 273.31"
    told = _row(Finding("X9.formula", "hint", message, "原文", "projects", "2010602", "total", 273_310_000))
    assert "…”：87人 × 5,236元" in told
    assert cell_width(told.rstrip()) <= 80


@pytest.mark.parametrize(
    ("text", "width", "cut"),
    [
        ("写得不长", 20, "写得不长"),
        ("一句先说一件事情，再说另一件", 22, "一句先说一件事情…"),
        ("短，后面的一句很长很长很长", 22, "短，后面的一句很长很…"),
        ("先说的事情写 1312.56%，后来的", 23, "先说的事情写 1312.56%…"),
        ("先说一件事情的合计为 1,234,567.89 万元", 28, "先说一件事情的合计为…"),
        ("名称“甲的事情，乙的事情，丙的”不同", 24, "名称“甲的事情，乙的事情…"),
        ("The total of the table, printed above", 20, "The total of the…"),
        ("The total of it, printed above", 24, "The total of it…"),
    ],
)
def test_a_sentence_is_cut_after_a_clause_or_a_word(text: str, width: int, cut: str) -> None:
    assert cut_well(text, width) == cut
    assert cell_width(cut) <= width


LONG = "表3 与七的写法不同：" + "，".join(f"第{n}处写作另一个名称" for n in range(1, 12)) + "，到此为止"


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (200, 60)])
async def test_the_pane_says_the_whole_sentence_and_the_list_uses_the_room(size: tuple[int, int]) -> None:
    async with opened(size=size) as (app, pilot):
        await pilot.press("c")
        await settled(app, pilot)
        shown = app.screen.query_one(FindingList)
        finding = Finding("N12.name", "wording", LONG, "名称相近", "expenditure", "2010601", "total", 500, 500, 0, 100, shown.findings[0].place)  # fmt: skip
        app.session.findings = lambda: [finding]  # type: ignore[method-assign,attr-defined]
        app.screen.update_page()  # type: ignore[attr-defined]
        await pilot.pause()
        shown.goto(next(n for n in range(shown.count()) if shown._rows[n] is finding))
        await pilot.pause()
        drawn = rows(app)
        at = drawn.index("─" * size[0]) + 1 if size[0] < 110 else 0
        pane = [line.rpartition("│")[2] if "│" in line else line for line in drawn[at:] if at or "│" in line]
        assert LONG in "".join("".join(line.split()) for line in pane).replace("表3与", "表3 与")
        assert shown.size.width >= {80: 80, 120: 79, 200: 139}[size[0]]


async def test_no_word_of_the_program_stands_in_the_pane() -> None:
    async with opened(size=(120, 40)) as (app, pilot):
        await pilot.press("c")
        await settled(app, pilot)
        for _ in range(12):
            assert "TOTAL" not in "\n".join(rows(app))
            await pilot.press("j")


async def test_what_was_put_back_is_counted_alike_above_and_in_its_group() -> None:
    from importlib.resources import files

    from tests.tui.explorer import Explorer
    from tui.app import AppOptions, Source

    budget = load((files("sample_data") / "ergong_2026.json").read_bytes())
    app = Explorer([Source("ergong_2026.json", lambda: budget)], AppOptions())
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(app, pilot)
        await pilot.press("c")
        await settled(app, pilot)
        assert budget.recovered > len([note for note in budget.notes if note.verdict == "misplaced"])
        assert f"复原 {budget.recovered} 格" in rows(app)[0]
        assert any(f"复原 {budget.recovered} 格，" in line for line in rows(app)[4:])


def test_recovered_figures_are_counted_once_each() -> None:
    from tests.invented import invented

    budget = invented()
    table = budget.tables[0]
    row = next(row for row in table.rows if row.cells)
    cells = {m: replace(c, status="recovered") for m, c in row.cells.items()}
    one = replace(table, rows=(replace(row, cells=cells), *(r for r in table.rows if r is not row)))
    assert replace(budget, tables=(one, *budget.tables[1:])).recovered == len(cells)


async def test_all_that_agrees_is_gone_to_and_left_again() -> None:
    async with opened(size=(80, 24)) as (app, pilot):
        await pilot.press("c")
        await settled(app, pilot)
        await pilot.press("a")
        await settled(app, pilot)
        assert "相符" in current(app)
        assert "▾" in current(app)
        at = rows(app).index(current(app))
        assert rows(app)[at + 1].strip().startswith("相符"), "what was opened is in sight"
        await pilot.press("a")
        await settled(app, pilot)
        assert "▸" in current(app)


def test_what_is_not_there_is_not_said_to_agree() -> None:
    from tests.invented import invented

    whole = invented()
    for budget, told, silent in (
        (whole, "与正文", "没有"),
        (replace(whole, sections=()), "没有正文可核", "与正文"),
        (replace(whole, tables=()), "没有表可核", "表间"),
    ):
        shown = FindingList()
        shown.show(budget, [], "万元")
        row = "".join(text for text, _ in shown.row(0, 80))
        assert told in row
        assert silent not in row.replace("没有一处不符", "")
