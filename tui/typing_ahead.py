"""Keys typed faster than the screen changes: what follows a key that opens a line or another screen goes there, not to the list the keys
were typed on. Apart from app.py because it is about the toolkit's way of passing keys: down to what has the focus, then up to the app."""

from __future__ import annotations

from asyncio import Event, timeout
from contextlib import suppress
from weakref import WeakKeyDictionary

from textual import events
from textual.app import App
from textual.widget import Widget

LONGEST = 1.0
"""Seconds a key waits for a line to open; it never comes to that unless the line is gone again."""


class TypingAhead(App[int]):
    """Passes a key on when, on its way back up, the focus is another than the one it was sent to."""

    def __init__(self) -> None:
        super().__init__()
        self._aims: WeakKeyDictionary[events.Key, Widget] = WeakKeyDictionary()

    async def on_event(self, event: events.Event) -> None:
        """The toolkit's, but for keys that come back."""
        if isinstance(event, events.Key):
            if not event.is_forwarded:
                self._aims[event] = self.focused or self.screen
            elif (aim := self._aims.pop(event, None)) is not None:
                await self._opened()
                if aim is not (self.focused or self.screen):
                    await self.on_event(events.Key(event.key, event.character))
                    return
        await super().on_event(event)

    async def _opened(self) -> None:
        """Until a line for typing that was put on the screen has the focus."""
        for bar in self.screen.children:
            if isinstance(ready := getattr(bar, "ready", None), Event) and not ready.is_set():
                with suppress(TimeoutError):
                    async with timeout(LONGEST):
                        await ready.wait()
