"""`--show-persons`: names and numbers on the screen where they were printed, in 原表, 正文 and 绩效; masked in all that leaves it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from data_model.reading import read_bytes
from tests.data_model.goal_maker import HEAD, ROWS, top
from tests.invented import NAME, invented_text
from tests.mutations import MOBILE, SECRETS
from tests.mutations import NAME as PERSON
from tests.tui.explorer import settled, text
from tui import restrict
from tui.app import AppOptions, Explorer, Source


def _budget() -> Any:
    form = top("绩效评价服务", objective=f"办好夜校，咨询请拨{MOBILE}。")
    form[1] = ("项目名称", "", "绩效评价服务", "", "", "项目负责人", PERSON, "")
    lines = ["", "2026年项目支出绩效目标表", *("\t".join(row) for row in (*form, HEAD, *ROWS))]
    told = invented_text().replace("负责本市财政收支管理", f"联系人：{PERSON}，负责本市财政收支管理")
    return read_bytes((told + "\n".join(lines)).encode(), NAME)


async def _walk(shown: bool, folder: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """All that was drawn on a walk through 原表, 正文 and 绩效, by view; what was copied or written names nobody."""
    monkeypatch.chdir(folder)
    app = Explorer([Source("yunxi.txt", _budget)], AppOptions(show_persons=shown, no_state=True))
    drawn: dict[str, list[str]] = {"grid": [], "prose": [], "goals": []}
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(app, pilot)
        budget = app.session.budget
        goals = next(n for n, table in enumerate(budget.tables) if table.kind == "goals")
        app.show_grid(budget.tables[goals])
        await settled(app, pilot)
        for key in ("down", "right", "right", "right", "right", "right", "right", "y"):
            await pilot.press(key)
            await pilot.pause()
            drawn["grid"].append(text(app))
        copied = [app.clipboard]
        for view in ("prose", "goals"):
            app.show_view(view)
            await settled(app, pilot)
            drawn[view].append(text(app))
            for key in ("down", "y", "enter", "down", "y", "enter", "end", "y", "enter", "e", "enter"):
                await pilot.press(key)
                await pilot.pause()
                drawn[view].append(text(app))
                copied.append(app.clipboard)
    written = [path.read_bytes().decode("utf-8", "replace") for path in folder.iterdir()]
    for secret in SECRETS:
        assert not any(secret in part for part in (*copied, *written))
    return {view: "\n".join(parts) for view, parts in drawn.items()}


async def test_persons_are_shown_where_they_are_asked_for_and_nowhere_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    masked, shown = await _walk(False, tmp_path, monkeypatch), await _walk(True, tmp_path, monkeypatch)
    assert not any(secret in text for text in masked.values() for secret in SECRETS)
    assert PERSON in shown["grid"]
    assert f"联系人：{PERSON}" in shown["prose"]
    assert f"咨询请拨{MOBILE}" in shown["goals"]


async def test_a_restricted_session_reveals_nobody(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(restrict, "_roots", (str(tmp_path),))
    walked = await _walk(True, tmp_path, monkeypatch)
    assert not any(secret in text for text in walked.values() for secret in SECRETS)
