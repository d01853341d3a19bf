"""The list of findings: what a row says beside its place, what is counted, and the way to what agrees."""

from __future__ import annotations

from dataclasses import replace

from data_model.budget import Finding
from data_model.native import load
from tests.tui.explorer import current, opened, rows, settled
from tui.widgets.finding_list import FindingList


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
