"""Which test shows which action: scenarios are registered by the ids of actions.py, and test_actions.py counts them."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from textual.pilot import Pilot

from tui.app import Explorer

Scenario = Callable[[Explorer, "Pilot[int]"], Awaitable[None]]


class Scenarios(dict[str, Scenario]):
    """The scenarios of one module by action id; called with ids it decorates what shows these actions."""

    def __call__(self, *ids: str) -> Callable[[Scenario], Scenario]:
        """Registers the decorated function for `ids`."""

        def register(run: Scenario) -> Scenario:
            self.update(dict.fromkeys(ids, run))
            return run

        return register

    def each(self) -> list[Scenario]:
        """Every scenario once, as registered."""
        return list(dict.fromkeys(self.values()))
