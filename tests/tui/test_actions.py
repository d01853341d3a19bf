"""The table of actions as a whole: every action is shown by a scenario, no key means two things, what cannot be done says why."""

from __future__ import annotations

from tests.tui.explorer import opened, rows, text
from tests.tui.test_actions_around import scenario as AROUND
from tests.tui.test_actions_places import scenario as PLACES
from tests.tui.test_actions_tree import scenario as TREE
from tests.tui.test_compare_screen import scenario as COMPARED
from tests.tui.test_start import scenario as STARTED
from tui.actions import ACTIONS, EVERY, actions_of
from tui.texts import t


def test_every_action_has_a_scenario() -> None:
    assert {action.id for action in ACTIONS} == {
        name for shown in (AROUND, COMPARED, PLACES, STARTED, TREE) for name in shown
    }


def test_no_key_means_two_things_on_one_screen() -> None:
    for screen in EVERY:
        keys = [key for action in actions_of(screen) for key in action.keys]
        assert len(keys) == len(set(keys)), screen


async def test_control_c_quits_like_q() -> None:
    async with opened() as (app, pilot):
        await pilot.press("ctrl+c")
        assert app.return_value == 0


async def test_a_disabled_action_stays_visible_and_says_why() -> None:
    async with opened() as (app, pilot):
        await pilot.press("b")
        assert t("screen.reason.one_budget") in rows(app)[-1]
        await pilot.press("question_mark")
        await pilot.pause()
        assert t("screen.together.next_budget") in text(app)
