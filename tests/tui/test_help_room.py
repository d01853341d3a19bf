"""The help at 80×24: what every key does is said whole, in both languages."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.tui.explorer import opened, rows
from tui.actions import ACTIONS
from tui.cells import cell_width
from tui.screens import palette
from tui.texts import LANGUAGES, choose, t

WAYS = {"browse": (), "grid": ("t",), "checks": ("c",), "prose": ("p",), "compare": ("d",), "start": ("o",)}


@pytest.fixture(params=LANGUAGES)
def language(request: pytest.FixtureRequest) -> Iterator[str]:
    choose(request.param)
    yield request.param
    choose("zh")


@pytest.mark.parametrize("screen", WAYS)
async def test_no_key_is_told_in_half_a_sentence(screen: str, language: str) -> None:
    async with opened(size=(80, 24)) as (app, pilot):
        for key in WAYS[screen]:
            await pilot.press(key)
            await pilot.pause()
        await pilot.press("question_mark")
        await pilot.pause()
        assert type(app.screen).__name__ == "HelpScreen"
        lines = ["".join(text for text, _ in line) for line in app.screen.text.texts]  # type: ignore[attr-defined]
        assert len(lines) > 6
        assert [line for line in lines if line.rstrip().endswith("…")] == []


def test_the_palette_says_every_action_whole(language: str) -> None:
    assert [a.id for a in ACTIONS if cell_width(t(a.label_key)) > palette.LABEL] == []


@pytest.mark.parametrize("width", [80, 120])
async def test_what_was_not_understood_of_a_filter_is_said_whole(width: int, language: str) -> None:
    async with opened(size=(width, 24)) as (app, pilot):
        for typed in ("level:x", ">x", "", "#209"):
            await pilot.press("slash" if not typed.startswith("#") else "number_sign", *typed.strip("#"))
            await pilot.pause()
            bar = rows(app)[-1]
            assert "…" not in bar
            if typed == "level:x":
                assert "level:x" in bar
                assert t("screen.code.hint") not in bar
            await pilot.press("escape")
            await pilot.pause()
