"""Keys typed in one burst go where those before them lead."""

from __future__ import annotations

import pytest
from textual import events
from textual.pilot import Pilot
from textual.widgets import Input

from tests.tui.explorer import opened, rows, settled
from tui.app import Explorer
from tui.screens.grid import GridScreen

NAMES = {"/": "slash", ":": "colon", "#": "number_sign"}


async def burst(app: Explorer, pilot: Pilot[int], keys: str) -> None:
    """Send keys at once, as a fast hand or a paste does over a slow line."""
    for key in keys:
        app.post_message(events.Key(NAMES.get(key, key), key))
    await settled(app, pilot)


@pytest.mark.parametrize(("keys", "typed"), [("/yxhd", "yxhd"), (":bj", "bj"), ("ijk", "jk"), ("#208", "208")])
async def test_what_follows_is_typed_into_the_line_that_opens(keys: str, typed: str) -> None:
    async with opened() as (app, pilot):
        await burst(app, pilot, keys)
        assert app.screen.query_one(Input).value == typed


async def test_an_answer_is_no_key_of_the_list() -> None:
    async with opened() as (app, pilot):
        await burst(app, pilot, "jjy1")
        assert "OSC 52" in rows(app)[-1]
        assert rows(app)[5].startswith("▌") or rows(app)[6].startswith("▌")


async def test_keys_after_another_screen_move_there() -> None:
    async with opened() as (app, pilot):
        await burst(app, pilot, "tjjj")
        assert isinstance(app.screen, GridScreen)
        moved = app.screen.table.cursor
        await burst(app, pilot, "kkk")
        assert app.screen.table.cursor == moved - 3
