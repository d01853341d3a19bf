"""What a slip may have meant: the names that can stand there, each with what the screen calls it, and the likeliest of many. Apart from
the command line and the settings, which both ask: it is loaded only when something was written wrongly.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from importlib import import_module

from data_model.text import fold
from tui.texts import LANGUAGES, t

FEW = 12
"""Up to so many names are all told."""
MOST = 3
"""So many of more are guessed."""
_LIKE = 0.6


def named(name: str, title: str) -> str:
    """`sort（排序）`; the name alone where the screen says the same."""
    same = not title or fold(title) in (fold(name), fold(name.replace("_", " ")))
    return name if same else t("slips.named", name=name, title=title)


def there_is(names: Mapping[str, str]) -> str:
    """All that can stand there: name -> what the screen calls it."""
    told = t("report.comma").join(named(name, title) for name, title in names.items())
    return t("slips.there_is", names=told) if told else ""


def among(word: str, names: Mapping[str, Sequence[str]], otherwise: str = "") -> str:
    """What may stand there: all where they are few, else the likeliest, else `otherwise`. `names`: name -> keys of texts, the first of
    which is its title; what is written may be a name, or a title in any language."""
    titles = {name: t(keys[0]) if keys else "" for name, keys in names.items()}
    if len(names) <= FEW:
        return there_is(titles)
    close = likely(word, names)
    told = t("report.comma").join(named(name, titles[name]) for name in close)
    return t("settings.perhaps", words=told) if close else otherwise


def likely(word: str, names: Mapping[str, Sequence[str]]) -> list[str]:
    """The names a word may have meant, likeliest first: it is a title, stands in one, or looks like a name or a title."""
    from difflib import SequenceMatcher

    wanted = fold(word)
    scored: list[tuple[float, str]] = []
    for name, keys in names.items():
        best = 0.0
        for called in (fold(name), fold(name.replace("_", " ")), *(fold(text) for key in keys for text in _told(key))):
            if called == wanted:
                best = 3.0
            elif len(wanted) > 1 and wanted in called:
                best = max(best, 1.0 + len(wanted) / len(called))
            else:
                best = max(best, SequenceMatcher(None, wanted, called).ratio())
        if best >= _LIKE:
            scored.append((best, name))
    scored.sort(key=lambda one: -one[0])
    if scored and scored[0][0] == 3.0:
        scored = [one for one in scored if one[0] == 3.0]
    return [name for _, name in scored[:MOST]]


def _told(key: str) -> list[str]:
    """A text in every language, where it has one."""
    words = (import_module(f"tui.texts.{language}").WORDS for language in LANGUAGES)
    return [one[key] for one in words if key in one]
