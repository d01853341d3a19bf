"""What every text rule needs: paragraphs with the number of their section, amounts in a sentence, places by their label.

No rule stands here; apart so that the families share one reading of a sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from functools import cached_property, lru_cache

from data_model.amount import AmountError, parse, step_of
from data_model.budget import Budget, Paragraph, Place, Section
from data_model.checks.name_parts import Bonds, bonds_of
from data_model.records import dataclass
from data_model.text import fold

_AMOUNT = re.compile(r"(?<![0-9.,])([0-9][0-9,，]*(?:\.[0-9]+)?)\s*(亿元|万元|千元|元)")
_QUOTED = re.compile(r"《[^《》]*》|〔[0-9]{4}〕|【[0-9]{4}】|\[[0-9]{4}\]|[（(][0-9]{4}[）)](?=\s*第?\s*[0-9]+\s*号)")
_GLOSSARY = re.compile("名词解释|专业性?名词")


@dataclass(frozen=True, slots=True)
class Said:
    """One paragraph of the body: its text, section number as printed (`五（三）`), heading, and place."""

    text: str
    number: str
    heading: str
    place: Place


@dataclass(frozen=True, slots=True)
class Quantity:
    """An amount in a text: fen, the worth of its last printed digit, its text, and where it stands."""

    fen: int
    step: int
    printed: str
    start: int
    end: int


def body(budget: Budget, headings: bool = False) -> Iterator[Said]:
    """Every paragraph outside contents and glossary, in reading order; with `headings` those, too."""
    upper = ""
    glossary = False
    for section in budget.sections:
        if section.level <= 1:
            upper, glossary = "", bool(_GLOSSARY.search(section.heading))
        elif section.level == 2:
            upper = section.number
            glossary = bool(_GLOSSARY.search(section.heading)) or (glossary and _is_glossary(budget, section))
        if section.contents or glossary:
            continue
        number = upper if section.level < 3 else f"{upper}（{section.number}）"
        if headings and section.heading:
            yield Said(section.heading, number, section.heading, section.place)
        for paragraph in section.paragraphs:
            if _GLOSSARY.fullmatch(fold(paragraph.text)):
                glossary = True  # a glossary under a heading that is a line of its own
            if glossary and _ends_glossary(paragraph):
                glossary = False
            if not glossary:
                yield Said(paragraph.text, number, section.heading, paragraph.place)


def _is_glossary(budget: Budget, section: Section) -> bool:
    return not any(_AMOUNT.search(p.text) for p in section.paragraphs)


def _ends_glossary(paragraph: Paragraph) -> bool:
    return _AMOUNT.search(paragraph.text) is not None


def amounts(text: str) -> list[Quantity]:
    """The amounts with a unit of money in a text; what is no amount (`1,2,3元`) is left out."""
    found = []
    for match in _AMOUNT.finditer(text):
        try:
            amount = parse(match[1].replace("，", ","), match[2])
        except AmountError:
            continue
        if amount is not None:
            step = step_of(amount.decimals, match[2])
            found.append(Quantity(amount.fen, step, f"{match[1]}{match[2]}", match.start(), match.end()))
    return found


def unquoted(text: str) -> str:
    """The text without titles in 《》 and years of document numbers: what years and words are judged in (N15)."""
    return _QUOTED.sub(lambda m: "□" * len(m[0]), text)


class Places:
    """Place and paragraph of a claim's origin label; several paragraphs share the label of a page."""

    def __init__(self, budget: Budget) -> None:
        self._by_label: dict[str, list[Paragraph]] = {}
        for section in budget.sections:
            for paragraph in section.paragraphs:
                self._by_label.setdefault(paragraph.place.label(), []).append(paragraph)

    @cached_property
    def bonds(self) -> Bonds:
        """What tells words from each other in this document."""
        return bonds_of(paragraph.text for found in self._by_label.values() for paragraph in found)

    def place(self, origin: str) -> Place | None:
        """The place of an origin; one that names no paragraph is taken apart from its text."""
        if found := self._by_label.get(origin):
            return found[0].place
        if match := re.fullmatch(r"(.+):([0-9]+)", origin):
            return Place(match[1], line=int(match[2]))
        if match := re.fullmatch(r"(.+)#page=([0-9]+)", origin):
            return Place(match[1], page=int(match[2]))
        return Place(origin) if origin else None

    def says(self, origin: str, words: str) -> bool:
        """True when a paragraph of this origin has the words, blanks aside."""
        return any(words in re.sub(r"\s", "", paragraph.text) for paragraph in self._by_label.get(origin, ()))

    def step(self, origin: str, fen: int) -> int:
        """The printed step of an amount where it is said; 0.01 万元 where that cannot be found, or a fen when it is finer."""
        for paragraph in self._by_label.get(origin, ()):
            for quantity in amounts(paragraph.text):
                if quantity.fen == abs(fen):
                    return quantity.step
        return 10_000 if fen % 10_000 == 0 else 1


def likeness(a: str, b: str) -> float:
    """How alike two names are, 0 to 1; 1 when only blanks, brackets and width differ."""
    one, two = bare(a), bare(b)
    if one == two:
        return 1.0
    return SequenceMatcher(None, one[:LONGEST_NAME], two[:LONGEST_NAME], False).ratio()


LONGEST_NAME = 200
"""Characters of a name that are compared: it takes the square of them, and no name has half as many."""


_BARE = re.compile(r"[\s\"'“”‘’·,，。、;；:：\-—－()]")


@lru_cache(maxsize=8192)
def bare(name: str) -> str:
    """A name without blanks, brackets and punctuation: what may differ without being another name."""
    return _BARE.sub("", fold(name))
