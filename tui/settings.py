"""The settings of one person: a TOML file, read strictly and only when it is there. Apart from state.py, which the program writes itself;
this file is the person's own and never written.

Which file: `--settings FILE`, else `YUSUAN_SETTINGS`, else `settings.toml` in platformdirs' folder for settings. In a restricted
session whoever fences it in says which file counts: with `--restricted` the option alone, by environment the variable alone.
No setting opens folders, shows persons or writes.
"""

from __future__ import annotations

import os
import re
import stat
import sys
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from tui import restrict
from tui.console import Trouble
from tui.texts import t

OPTION, VARIABLE = "--settings", "YUSUAN_SETTINGS"
NAME = "settings.toml"
LARGEST = 256 * 1024
CHOICES: dict[str, tuple[str, ...]] = {
    "lang": ("zh", "en"),
    "theme": ("auto", "dark", "light", "ansi", "contrast"),
    "unit": ("yuan", "wan", "yi"),
    "color": ("auto", "always", "never"),
}
"""Settings that are one of some words; each is an option of the command line too."""
FLAGS = ("ascii",)
SECTIONS = ("columns", "keys")


class Settings(NamedTuple):
    """What the file says. `path` is the file that was or would be read ("" when none counts here), `lines` the line of every key."""

    path: str = ""
    found: bool = False
    values: dict[str, str | bool] = {}  # noqa: RUF012 (never changed)
    columns: dict[str, tuple[str, ...]] = {}  # noqa: RUF012
    keys: dict[str, tuple[str, ...]] = {}  # noqa: RUF012
    lines: dict[str, int] = {}  # noqa: RUF012


NOTHING = Settings()
_loaded = NOTHING


def current() -> Settings:
    """The settings of this run."""
    return _loaded


def load(argv: Sequence[str]) -> Settings:
    """Read the file that counts for this run and keep what it says. Raises Trouble with file, line, cause and remedy."""
    global _loaded
    path, named = _chosen(argv)
    _loaded = _read(path, named) if path else NOTHING
    return _loaded


def default_path() -> str:
    """Where the file lies when nobody names one; "" where there is no such folder."""
    if sys.platform in ("win32", "darwin") or "ANDROID_ROOT" in os.environ:
        from platformdirs import user_config_path

        return str(user_config_path("yusuan", appauthor=False) / NAME)
    folder = os.environ.get("XDG_CONFIG_HOME", "").strip()  # platformdirs' rule; importing it would cost every start
    path = os.path.join(folder or os.path.expanduser("~/.config"), "yusuan", NAME)
    return path if os.path.isabs(path) else ""


def _chosen(argv: Sequence[str]) -> tuple[str, bool]:
    """The file and whether somebody named it."""
    option, variable = _option(argv), os.environ.get(VARIABLE, "")
    if not restrict.wanted(argv):
        return (option or variable or default_path()), bool(option or variable)
    if restrict.by_environment():
        if option:
            restrict.refuse(OPTION)
        return variable, True
    return option, True


def _option(argv: Sequence[str]) -> str:
    """The file `--settings` names, wherever it stands: language and keys are needed before anything is parsed."""
    for i, argument in enumerate(argv):
        if argument == "--":
            break
        if argument == OPTION and i + 1 < len(argv):
            return argv[i + 1]
        if argument.startswith(OPTION + "="):
            return argument[len(OPTION) + 1 :]
    return ""


def _read(path: str, named: bool) -> Settings:
    try:
        about = os.stat(path)
    except (OSError, ValueError):
        if named:
            raise Trouble(path, t("settings.no_file"), t("settings.no_file_hint")) from None
        return Settings(path)
    if path == os.devnull:
        return Settings(path, True)
    try:
        if not stat.S_ISREG(about.st_mode):
            raise OSError(0, t("settings.no_regular_file"))
        with open(path, "rb") as file:
            data = file.read(LARGEST + 1)
    except OSError as error:
        raise Trouble(
            path, t("settings.unreadable", reason=error.strerror or ""), t("settings.unreadable_hint")
        ) from None
    if len(data) > LARGEST:
        raise Trouble(path, t("settings.too_large"), t("settings.unreadable_hint"))
    return _Parsed(path, data).settings()


_WIDE = "[“”‘’＝［］＂＇，＃]"
"""Signs as a Chinese keyboard writes them, which TOML does not know."""


class _Parsed:
    """A file on its way to Settings: every complaint names the line."""

    def __init__(self, path: str, data: bytes) -> None:
        import tomllib

        self.path = path
        try:
            self.text = data.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            line = data[: error.start].count(b"\n") + 1
            raise Trouble(self._place(line), t("settings.not_utf8"), t("settings.not_utf8_hint")) from None
        try:
            self.data: dict[str, Any] = tomllib.loads(self.text)
        except ValueError as error:  # TOMLDecodeError, or a number of thousands of digits
            told = re.search(r"\(at line (\d+)", str(error))
            line = int(told[1]) if told else self.text.count("\n") + 1
            shown = self.text.splitlines()[line - 1].strip()[:40] if self.text.splitlines()[line - 1 : line] else ""
            hint = "settings.wide_hint" if re.search(_WIDE, shown) else "settings.no_toml_hint"
            self.lines = _lines(self.text)
            self._refuse_bare(line)
            raise Trouble(self._place(line), t("settings.no_toml", text=shown), t(hint)) from None
        except RecursionError:
            raise Trouble(path, t("settings.too_large"), t("settings.unreadable_hint")) from None
        self.lines = _lines(self.text)

    def _refuse_bare(self, number: int) -> None:
        """A name in Chinese is no TOML without quotes, and with them none of ours: say what it may have meant."""
        lines = self.text.splitlines()
        bare = (
            re.match(r"\s*([^\s\"'=#\[\]]*[^\x00-\x7f\s＝][^\"'=#\[\]＝]*?)\s*[=＝]", lines[number - 1])
            if number <= len(lines)
            else None
        )
        if bare is None:
            return
        heads = [match[1] for line in lines[:number] if (match := re.match(r"\s*\[\s*(\w+)\s*\]", line))]
        section = heads[-1] if heads else ""
        self.lines[f"{section}.{bare[1]}" if section else bare[1]] = number
        self.data = {section: {bare[1]: []}} if section else {bare[1]: ""}
        self.settings()

    def _place(self, line: int, key: str = "") -> str:
        where = t("report.line", line=line) if line else ""
        return " ".join(part for part in (self.path, where, key) if part)

    def refuse(self, key: str, cause: str, remedy: str) -> Trouble:
        """The complaint about a key."""
        return Trouble(self._place(self.lines.get(key, 0), key), cause, remedy)

    def settings(self) -> Settings:
        """Everything checked."""
        values: dict[str, str | bool] = {}
        for key, value in self.data.items():
            if key in CHOICES:
                values[key] = self._choice(key, value)
            elif key in FLAGS:
                if not isinstance(value, bool):
                    raise self.refuse(key, t("settings.no_flag", value=_shown(value)), t("settings.no_flag_hint"))
                values[key] = value
            elif key in SECTIONS:
                if not isinstance(value, dict):
                    raise self.refuse(key, t("settings.no_section"), t("settings.no_section_hint", name=key))
            else:
                raise self.refuse(key, t("settings.unknown"), _among(key, (*CHOICES, *FLAGS, *SECTIONS), "settings.is"))
        columns = {view: self._columns(view, ids) for view, ids in self.data.get("columns", {}).items()}
        return Settings(self.path, True, values, columns, self._keys(self.data.get("keys", {})), self.lines)

    def _choice(self, key: str, value: object) -> str:
        if not isinstance(value, str) or value not in CHOICES[key]:
            raise self.refuse(
                key,
                t("settings.no_choice", value=_shown(value)),
                _among(_shown(value), CHOICES[key], "unit" if key == "unit" else f"settings.is.{key}"),
            )
        return value

    def _columns(self, view: str, ids: object) -> tuple[str, ...]:
        from tui.columns import ALL, VIEWS, columns_of

        key = f"columns.{view}"
        if view not in (*VIEWS, ALL):
            raise self.refuse(key, t("settings.no_view"), _among(view, (*VIEWS, ALL), "view"))
        names = self._words(key, ids, ("share_total", "bar"))
        for name in names:
            if name not in columns_of(view):
                raise self.refuse(
                    key, t("settings.no_column", value=_shown(name)), _among(name, columns_of(view), "screen.column")
                )
        return names

    def _words(self, key: str, given: object, example: Sequence[str]) -> tuple[str, ...]:
        if not isinstance(given, list) or not all(isinstance(one, str) for one in given):
            shown = "[" + ", ".join(f'"{one}"' for one in example) + "]"
            raise self.refuse(
                key, t("settings.no_list", value=_shown(given)), t("settings.no_list_hint", example=shown)
            )
        return tuple(given)

    def _keys(self, given: dict[str, object]) -> dict[str, tuple[str, ...]]:
        if not given:
            return {}
        from tui.actions import ACTION_BY_ID
        from tui.keys import NEEDED, clashes, key_id, key_shown

        found: dict[str, tuple[str, ...]] = {}
        for action, wished in given.items():
            key = f"keys.{action}"
            if action not in ACTION_BY_ID:
                raise self.refuse(
                    key,
                    t("settings.no_action"),
                    _among(action, tuple(ACTION_BY_ID), "screen.action", "screen.together"),
                )
            written = self._words(key, [wished] if isinstance(wished, str) else wished, ("s", "ctrl+s"))
            names = [self._key(key, one, key_id) for one in written]
            if len(set(names)) < len(names):
                raise self.refuse(key, t("settings.key_twice", key=key_shown(names[0])), t("settings.key_twice_hint"))
            if not names and action in NEEDED:
                from tui.slips import named

                called = named(action, t(ACTION_BY_ID[action].label_key))
                raise self.refuse(key, t("settings.needed", action=called), t("settings.needed_hint"))
            found[action] = tuple(names)
        for name, one, other in clashes(found):
            at = other if one not in found else one
            values = {"key": key_shown(name), "other": other if at == one else one, "label": t(f"screen.action.{other if at == one else one}")}  # fmt: skip
            raise self.refuse(f"keys.{at}", t("settings.key_taken", **values), t("settings.key_taken_hint", **values))
        return found

    def _key(self, key: str, written: str, key_id: Callable[[str], str]) -> str:
        try:
            return key_id(written)
        except ValueError:
            raise self.refuse(key, t("settings.no_key", value=_shown(written)), t("settings.no_key_hint")) from None


def _lines(text: str) -> dict[str, int]:
    """`keys.sort` -> the line it stands on; keys of one level are enough for the complaints."""
    found: dict[str, int] = {}
    section = ""
    for number, line in enumerate(text.splitlines(), start=1):
        if head := re.match(r"\s*\[\s*([\w.\-]+)\s*\]", line):
            section = head[1] + "."
            found.setdefault(head[1], number)
        elif key := re.match(r"\s*(?:\"([^\"]+)\"|'([^']+)'|([\w.\-]+))\s*=", line):
            found.setdefault(section + (key[1] or key[2] or key[3]), number)
    return found


def _shown(value: object) -> str:
    """A value as the file writes it, short."""
    text = str(value).lower() if isinstance(value, bool) else str(value)
    return text if len(text) <= 30 else text[:29] + "…"


def _among(word: str, words: Sequence[str], *titles: str) -> str:
    """What may stand there; `titles` are the keys of texts that say what the screen calls it, but for the word itself."""
    from tui.slips import among

    return among(word, {one: [f"{title}.{one}" for title in titles] for one in words}, t("settings.see_example"))
