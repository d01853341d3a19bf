"""The start screen in a test: a folder of documents, the explorer on it, its lines."""

from __future__ import annotations

from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from data_model.native import dumps
from tests.invented import invented, invented_text
from tests.tui.explorer import SECOND, quiet, rows
from tui.app import AppOptions, Explorer
from tui.screens.start import StartScreen
from tui.texts import t

SAMPLE = t("screen.start.sample", name="").strip()


OTHER_BODY = ("云溪市财政局（虚构）", "云溪市教育局（虚构）")


def final_accounts() -> str:
    """A document of another genre."""
    words = (("部门预算公开", "年度部门决算公开"), ("收支总体情况表", "收入支出决算总表"), ("支出总体情况表", "支出决算表"), ("收入总体情况表", "收入决算表"))  # fmt: skip
    made = invented_text()
    for old, new in words:
        made = made.replace(old, new)
    return made


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Documents as they lie in a folder; the shell stands above it."""
    documents = tmp_path / "预算"
    (documents / "下级").mkdir(parents=True)
    (documents / "空").mkdir()
    (documents / "a2026.txt").write_text(invented_text(), encoding="utf-8")
    (documents / "b2025.json").write_text(dumps(invented(SECOND)), encoding="utf-8")
    (documents / "c_final.txt").write_text(final_accounts(), encoding="utf-8")
    (documents / "d_empty.pdf").write_bytes(b"")
    (documents / "notes.md").write_text("x")
    (documents / ".hidden.txt").write_text("x")
    (documents / "下级" / "e.txt").write_text(invented_text(OTHER_BODY), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return documents


@asynccontextmanager
async def started(folder: Path, size: tuple[int, int] = (80, 24), no_state: bool = False):  # type: ignore[no-untyped-def]
    """The explorer on a folder, everything in sight looked into."""
    app = Explorer([], AppOptions(theme="dark", folders=(str(folder),), no_state=no_state))
    async with app.run_test(size=size) as pilot:
        await quiet(app, pilot)
        yield app, pilot


def start(app: Explorer) -> StartScreen:
    """The start screen."""
    assert isinstance(app.screen, StartScreen)
    return app.screen


def line(app: Explorer, words: str) -> str:
    """The first line of the screen with these words."""
    return next((row for row in rows(app) if words in row), "")
