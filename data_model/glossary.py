"""名词解释: the terms a document explains itself, in its own words. Apart from sections.py, which only finds headings."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from data_model.budget import Budget, Paragraph, Section
from data_model.forms import FORMS
from data_model.text import fold

MEASURES = {m.id: m.name for form in FORMS for side in form.sides for m in side.measures}
"""Every column the forms declare, once, with the field's word for it."""
HEADING = "名词解释"
_NUMBER = r"(?:[（(]?[一二三四五六七八九十0-9]{1,3}[)）、.．]\s*)?"
_TERM = re.compile(rf"^{_NUMBER}([^：:，。；]{{2,30}}?)[：:]\s*(.+)$")
_MEANS = re.compile(rf"^{_NUMBER}([^：:，。；]{{2,30}}?)，?(?=是指|指)(.+)$")
_MARKS = re.compile(r"[*_`]{2,}")
"""Signs of emphasis a conversion left in the text."""
_EITHER = {"（": "[（(]", "(": "[（(]", "）": "[）)]", ")": "[）)]"}
_NUMERAL = "[0-9〇○零一二三四五六七八九十]"
_DATE = rf"{_NUMERAL}{{4}}\s*年\s*{_NUMERAL}{{1,2}}\s*月(?:\s*{_NUMERAL}{{1,3}}\s*日)?"


class Term(NamedTuple):
    """A term as printed, without its number, and what the document says it means."""

    name: str
    text: str
    place: str


def terms(budget: Budget) -> list[Term]:
    """The terms in the order of the document; a paragraph that begins none goes on with the last one."""
    found: list[Term] = []
    for section, paragraph in _paragraphs(budget):
        text = _unsigned(_MARKS.sub("", paragraph.text).strip(), budget.meta.entity)
        if not text:
            continue
        match = _TERM.match(text) or _MEANS.match(text)
        if match:
            found.append(Term(match[1].strip(), match[2].strip(), paragraph.place.label()))
        elif section.heading and HEADING not in fold(section.heading) and not _of(found, section.heading):
            found.append(Term(section.heading.strip("：: "), text, paragraph.place.label()))
        elif found:
            last = found.pop()
            found.append(last._replace(text=last.text + text))
    return found


def _unsigned(text: str, entity: str) -> str:
    """A paragraph without the body's own name and the date at its end: a document ends with them, no explanation does."""
    name = r"\s*".join(_EITHER.get(char, re.escape(char)) for char in entity if not char.isspace())
    found = re.search(rf"(?:^|(?<=[。；;])\s*)(?:{name}\s*{_DATE}|{name}|{_DATE})\s*$", text) if name else None
    return text[: found.start()] if found else text


def _of(found: list[Term], name: str) -> bool:
    return any(term.name == name.strip("：: ") for term in found)


def _paragraphs(budget: Budget) -> Iterator[tuple[Section, Paragraph]]:
    """The paragraphs below the heading 名词解释 and the headings under it."""
    inside: int | None = None
    for section in budget.sections:
        if section.contents:
            continue
        if inside is not None and section.level <= inside:
            inside = None
        if HEADING in fold(section.heading):
            inside = section.level
        if inside is not None:
            for paragraph in section.paragraphs:
                yield section, paragraph
