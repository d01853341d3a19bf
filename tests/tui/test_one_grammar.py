"""A filter means the same on the command line and on the screen; the flow of money adds up to the fen wherever it is shown."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from data_model.native import dumps
from data_model.scopes import scope_options
from data_model.tree import build_tree
from sample_data import NAMES, load
from tests.tui.commandline import run
from tests.tui.explorer import settled
from tui.app import AppOptions, Explorer, Source
from tui.screens.browse import BrowseScreen

QUERIES = (
    "养老", "ylbx", "208", ">100", "share>5%", "level:项", "finding:", "level:项 >50 -行政", "finding: share>1%", "208 level:款", "code:2070 <500",
)  # fmt: skip


async def test_the_screen_finds_what_the_command_line_finds(tmp_path: Path) -> None:
    budget = load("yunxi_2026")
    (tmp_path / "b.json").write_text(dumps(budget), encoding="utf-8")
    app = Explorer([Source("b.json", lambda: budget)], AppOptions(unit="万元"))
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(app, pilot)
        screen = app.screen
        assert isinstance(screen, BrowseScreen)
        found = 0
        for query in QUERIES:
            screen.filter_text = query
            screen.update_page()
            look = screen.look
            seen = [
                (look.tree.codes[node], look.tree.names[node]) for node in map(look.flat.node, range(len(look.flat)))
            ]
            ran = run("tree", "b.json", "--filter", query, "--format", "json", cwd=tmp_path)
            assert [(row["code"], row["name"]) for row in json.loads(ran.out)] == seen, query
            found += len(seen) > 1
        assert found > len(QUERIES) // 2


@pytest.mark.parametrize("name", NAMES)
def test_the_flow_of_money_adds_up(name: str) -> None:
    budget = load(name)
    assert scope_options(budget, "flow")
    tree = build_tree(budget, "flow")
    assert len(tree) > 3
    for node in range(len(tree)):
        parts = tree.children(node)
        if parts:
            assert sum(tree.amounts[part] or 0 for part in parts) == tree.amounts[node], tree.names[node]
    for node in range(len(tree)):
        if tree.rows[node] is None:
            assert tree.derived[node], "what no table prints is marked so, never guessed"
