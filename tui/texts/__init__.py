"""Every word on screen, by key, in the chosen language. Printed titles and names of documents never pass through here."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from data_model.read_errors import ReadError
    from data_model.words import Words

LANGUAGES = ("zh", "en")
_chosen = "zh"
_words: dict[str, str] = {}
_spoken: Words | None = None


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
    text = _words.get(key)
    if text is None:
        text = _loaded(key)
    return text.format(**values) if values else text


def _loaded(key: str) -> str:
    """The text of a key, its words loaded: those of the command line first, all others only for who needs more."""
    if not _words:
        _words.update(import_module(f"tui.texts.{_chosen}_cli").CLI)
    if key not in _words:
        _words.update(import_module(f"tui.texts.{_chosen}").WORDS)
    return _words[key]


def printed_words(key: str) -> str:
    """The text of a key in the language of the documents: for data, which is the same in every language. Raises KeyError."""
    text: str = import_module("tui.texts.zh").WORDS[key]
    return text


def term(word: str) -> str:
    """The word of the chosen language for one of OUR terms (`全部支出·基本支出`, `万元`, `表3合计`), which data_model says in Chinese.

    The word itself in Chinese and where it is none of ours. Never for what a file prints: its titles, headings and names.
    """
    if _chosen == "zh" or not word or word.isascii():
        return word
    terms = import_module(f"tui.texts.{_chosen}_terms")
    found: str | None = terms.TERMS.get(word)
    if found is not None:
        return found
    if "；" in word:
        return "; ".join(term(part) for part in word.split("；"))
    for between in (" · ", "·"):
        if between in word:
            told = [(part, term(part)) for part in word.split(between)]
            ours = between == " · " or all(part != english for part, english in told)  # `文化·惠民` is a printed name
            return " · ".join(english for _, english in told) if ours else word
    for pattern, english in terms.PATTERNS:
        if match := pattern.fullmatch(word):
            text: str = match.expand(english)
            return text.replace("{term}", term(match["term"])) if "{term}" in text else text
    return word


def sentence(message: str) -> str:
    """The sentence of a finding in the chosen language, what it quotes as printed; itself in Chinese and where it has no other form."""
    if _chosen == "zh":
        return message
    text: str = import_module(f"tui.texts.{_chosen}_sentences").told(message)
    return text


def spoken() -> Words:
    """The words of the chosen language for what is written by the layers below."""
    global _spoken
    if _spoken is None:
        from data_model.words import Words

        _spoken = Words(t, term, sentence)
    return _spoken


def error_words(error: ReadError) -> tuple[str, str]:
    """Why a file cannot be read and what to do, in the chosen language; these words are loaded when something cannot be read."""
    words: dict[str, str] = import_module(f"tui.texts.{_chosen}_read").READ
    values = dict(error.values)
    if "genre" in values:
        values["genre"] = words[f"genre.{values['genre']}"]
    return words[f"read.{error.code}"].format(**values), words[f"read.{error.code}.remedy"].format(**values)
