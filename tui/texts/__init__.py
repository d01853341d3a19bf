"""Every word on screen, by key, in the chosen language. Printed titles and names of documents never pass through here."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from data_model.read_errors import ReadError

LANGUAGES = ("zh", "en")
_chosen = "zh"
_words: dict[str, str] = {}


def choose(language: str) -> None:
    """Set the language for the process: `zh` or `en`. Raises ValueError for any other."""
    global _chosen
    if language not in LANGUAGES:
        raise ValueError(language)
    if language != _chosen:
        _chosen = language
        _words.clear()


def language() -> str:
    """The chosen language."""
    return _chosen


def t(key: str, /, **values: object) -> str:
    """The text of `key` with `{name}` filled from `values`. Raises KeyError for an unknown key: a test walks all of them."""
    if not _words:
        _words.update(import_module(f"tui.texts.{_chosen}").WORDS)
    text = _words[key]
    return text.format(**values) if values else text


def error_words(error: ReadError) -> tuple[str, str]:
    """Why a file cannot be read and what to do, in the chosen language; these words are loaded when something cannot be read."""
    words: dict[str, str] = import_module(f"tui.texts.{_chosen}_read").READ
    values = dict(error.values)
    if "genre" in values:
        values["genre"] = words[f"genre.{values['genre']}"]
    return words[f"read.{error.code}"].format(**values), words[f"read.{error.code}.remedy"].format(**values)
