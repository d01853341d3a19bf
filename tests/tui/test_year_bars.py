"""Projects by the year of their orders: every project once, under the tree's own columns."""

from __future__ import annotations

from data_model.tree import build_tree
from tests.tui.explorer import text
from tests.tui.test_explorer_evidence import sample, shown
from tui.texts import t
from tui.widgets.year_bars import by_year


def test_every_project_counts_once() -> None:
    tree = build_tree(sample("ergong_2026.json"), "projects")
    years = by_year(tree)
    projects = [n for n in range(len(tree)) if tree.levels[n] == "项目"]
    assert sum(count for _, _, count in years) == len(projects)
    assert sum(fen for _, fen, _ in years) == sum(tree.amounts[n] or 0 for n in projects)
    named = [year for year, _, _ in years if year]
    assert named == sorted(named, reverse=True)


async def test_the_years_stand_below_the_projects_where_there_is_room() -> None:
    async with shown(sample("ergong_2026.json"), size=(120, 50)) as (app, pilot):
        await pilot.press("v", "v")
        await pilot.pause()
        assert t("screen.head.order_year") in text(app)
        await pilot.press("v")
        await pilot.pause()
        assert t("screen.head.order_year") not in text(app)
