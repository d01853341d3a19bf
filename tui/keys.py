"""Names of keys, as people write them and as the toolkit does, and which keys run which action in one session. Apart from actions.py,
which is the same for everybody, and from settings.py, which reads what one person wishes."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping

from tui.actions import ACTION_BY_ID, EVERY, Action, actions_of

NEEDED = ("quit", "help")
"""Actions that no settings may take every key from."""
UNBOUND = "yusuan-unbound"
"""The toolkit's keymap cannot take a key away: the action gets this one, which no terminal sends."""
_SPELLED = {
    "esc": "escape", "return": "enter", "pgup": "pageup", "pgdn": "pagedown", "pgdown": "pagedown", "del": "delete", "ins": "insert",
    "bs": "backspace", "spacebar": "space", "↑": "up", "↓": "down", "←": "left", "→": "right",
}  # fmt: skip
_NAMED = frozenset({
    "up", "down", "left", "right", "home", "end", "pageup", "pagedown", "insert", "delete", "backspace", "enter", "tab", "escape",
    "space", *(f"f{n}" for n in range(1, 25)),
})  # fmt: skip
_SAME = {
    "ctrl+i": "tab",
    "ctrl+m": "enter",
    "ctrl+left_square_bracket": "escape",
    "ctrl+h": "backspace",
    "shift+space": "space",
}
"""Keys a terminal cannot tell apart: what is pressed and what arrives."""
_CHARACTERS = {
    "slash": "/", "backslash": "\\", "at": "@", "minus": "-", "plus": "+", "underscore": "_", "left_square_bracket": "[",
    "right_square_bracket": "]", "question_mark": "?", "colon": ":", "equals_sign": "=", "number_sign": "#", "less_than_sign": "<", "greater_than_sign": ">",
}  # fmt: skip
_BY_CHARACTER = {character: name for name, character in _CHARACTERS.items()}
_SHOWN = {"escape": "esc", "pageup": "pgup", "pagedown": "pgdn", "up": "↑", "down": "↓", "left": "←", "right": "→"}
_MODIFIED = re.compile(r"((?:ctrl|alt|shift)\+)+(.+)")


def key_id(written: str) -> str:
    """The toolkit's name of a key: `/` -> `slash`, `pgdn` -> `pagedown`, `ctrl+i` -> `tab`. Raises ValueError for no key."""
    text = written.strip() or written
    if match := _MODIFIED.fullmatch(text.lower() if len(text) > 1 else text):
        base = text[match.start(2) :]
        modifiers = text[: match.start(2)].lower()
        base = base.lower() if modifiers != "alt+" else base
        name = modifiers + key_id(base)
        if modifiers == "shift+" and len(base) == 1:
            raise ValueError(written)  # a terminal sends the other character
        return _SAME.get(name, name)
    if len(text) == 1 and text.isprintable() and text not in _SPELLED:
        if text == " ":
            return "space"
        if text.isalnum():
            return text
        return _BY_CHARACTER.get(text) or unicodedata.name(text, "").lower().replace("-", "_").replace(" ", "_") or text
    name = _SPELLED.get(text.lower(), text.lower())
    if name in _NAMED or name in _CHARACTERS:
        return name
    raise ValueError(written)


def key_shown(key: str) -> str:
    """What help and key line print for a key: `slash` -> `/`."""
    modifiers, _, base = key.rpartition("+")
    if not modifiers:
        base = key
    shown = _CHARACTERS.get(base) or _SHOWN.get(base) or base
    if shown == base and len(base) > 1 and base not in _NAMED:
        try:
            shown = unicodedata.lookup(base.replace("_", " ").upper())
        except KeyError:
            shown = base
    return f"{modifiers}+{shown}" if modifiers else shown


def clashes(remapped: Mapping[str, Iterable[str]]) -> list[tuple[str, str, str]]:
    """(key, action, other action) for every key that would run two actions on one screen."""
    found: dict[tuple[str, str], tuple[str, str, str]] = {}
    for screen in EVERY:
        taken: dict[str, str] = {}
        for action in actions_of(screen):
            for key in remapped.get(action.id, action.keys):
                other = taken.setdefault(key, action.id)
                if other != action.id:
                    found.setdefault((key, action.id), (key, action.id, other))
    return list(found.values())


def key_written(key: str) -> str:
    """A key as the settings file writes it: `slash` -> `/`, arrows by name."""
    return key if key in _NAMED else key_shown(key)


class Keys:
    """The keys of one session: those of the table of actions, and of the settings where they name an action."""

    def __init__(self, remapped: Mapping[str, tuple[str, ...]] | None = None) -> None:
        self.remapped = dict(remapped or {})

    def of(self, action: Action) -> tuple[str, ...]:
        """The toolkit's names of the keys of an action."""
        return self.remapped.get(action.id, action.keys)

    def shown(self, action: Action) -> str:
        """What help and palette print for an action: its keys with blanks between, "" when it has none."""
        if action.id not in self.remapped:
            return action.shown
        return " ".join(key_shown(key) for key in self.remapped[action.id])

    def first(self, action: str) -> str:
        """The key a sentence names for an action; its palette name's sign `:` when it has none."""
        shown = self.shown(ACTION_BY_ID[action])
        return shown.split()[0] if shown else ":"

    def keymap(self) -> dict[str, str]:
        """The toolkit's keymap: id of a binding -> its keys."""
        return {
            f"{screen}.{action}": ",".join(keys) or UNBOUND
            for action, keys in self.remapped.items()
            for screen in ACTION_BY_ID[action].screens
        }
