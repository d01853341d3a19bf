"""What the tests of English share: a budget whose print is in another script, so that every Chinese character left on a screen is ours."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from typing import Any

from data_model.native import load
from sample_data import files

HAN = re.compile("[\u3000-\u303f\u3400-\u9fff\uf900-\ufaff\uff00-\uffef]")
"""Chinese characters, Chinese punctuation, wide forms of ASCII, the wide blank: none of them is English."""
_RUN = re.compile(f"{HAN.pattern}+")
_HANGUL = 0xAC00
_letters: dict[str, str] = {}
_OURS = {"Table": {"unit"}, "Meta": {"unit", "kind", "phase"}, "Finding": {"message"}, "Source": {"sha256"}}
"""Fields of the model that hold a word of ours; a note's sentence is told in English, what it quotes stays."""


def hidden(text: str) -> str:
    """The text with a Hangul syllable, as wide as it, for every Chinese character; the same for the same, always."""
    return HAN.sub(lambda match: _letters.setdefault(match[0], chr(_HANGUL + len(_letters))), text)


def foreign(one: Any) -> Any:
    """A budget, or a part of it, with all that is printed hidden."""
    if isinstance(one, str):
        return hidden(one)
    if isinstance(one, Mapping):
        return {foreign(key): foreign(value) for key, value in one.items()}
    if isinstance(one, tuple | list):
        return tuple(foreign(part) for part in one)
    if is_dataclass(one) and not isinstance(one, type):
        return replace(one, **{name: foreign(value) for name, value in _printed_fields(one)})
    return one


def printed(one: Any) -> Iterator[str]:
    """Every text of a budget that its document prints."""
    if isinstance(one, str):
        yield one
    elif isinstance(one, Mapping):
        yield from printed((*one.keys(), *one.values()))
    elif isinstance(one, tuple | list):
        for part in one:
            yield from printed(part)
    elif is_dataclass(one) and not isinstance(one, type):
        for _, value in _printed_fields(one):
            yield from printed(value)


def _printed_fields(one: Any) -> Iterator[tuple[str, Any]]:
    kept = _OURS.get(type(one).__name__, set()) | {"persons"}
    return ((f.name, getattr(one, f.name)) for f in fields(one) if f.name not in kept)


def samples() -> list[str]:
    """The names of the budgets that come with the package."""
    return sorted(entry.name.removesuffix(".json") for entry in files())


def sample(name: str) -> Any:
    """One of them."""
    return load(next(entry for entry in files() if entry.name == f"{name}.json").read_bytes())


def chinese(lines: Iterable[str], allowed: Iterable[str] = ()) -> set[str]:
    """The lines with Chinese in them beside what is `allowed`."""
    return {line.strip() for line in lines if set(_RUN.findall(line)) - set(allowed)}
