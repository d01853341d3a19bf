"""The place of a finding in words: the sentence it is printed in beside the table it speaks of, never that table's name with another
page. Apart from the screens and reports, which both say it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from data_model.budget import Budget
from tui.cells import cell_width, cut
from tui.texts import t

_NUMBERED = re.compile(r"(.{1,3})（(.{1,3})）")
MOST_LABEL = 12
"""A section without a number is called by its heading; a longer one is left out where room is short."""

LEAST_NAME = 8
"""A table's name is cut so that the section stays, but not below so many cells."""


def said_at(budget: Budget, at: tuple[int, int]) -> tuple[str, bool]:
    """(section, whether it is in the contents) of a paragraph: `一`."""
    from data_model.spots import sentence_label

    return sentence_label(budget, at), budget.sections[at[0]].contents


def prose_words(said: tuple[str, bool], where: str) -> str:
    """`正文 一（第23页）`, `目录（第2页）`."""
    label, contents = numbered(said[0]), said[1]
    named = label if contents else f"{t('view.prose')} {label}".strip()
    return named + t("screen.brackets", text=where) if where else named


def numbered(label: str) -> str:
    """`五（三）` with the brackets of the chosen language; a heading stays as printed."""
    parts = _NUMBERED.fullmatch(label)
    return parts[1] + t("screen.brackets", text=parts[2]) if parts else label


def both_words(table: str, code: str, said: tuple[str, bool], where: str, most: int) -> str:
    """`公开01表 208 ↔ 正文 一（第23页）` in at most so many cells: code, 正文 and section go first, then the name is cut."""
    named = list(_prose(said, where))
    if not table:
        return next((text for text in named if cell_width(text) <= most), named[-1])
    heres = (f"{table} {code}", table) if code else (table,)
    for text in named:
        room = most - cell_width(f" ↔ {text}")
        here = next((here for here in heres if cell_width(here) <= room), "")
        if here or text is named[-1]:
            return f"{here or cut(table, max(4, room))} ↔ {text}"
        if room >= LEAST_NAME and cell_width(table) > most - cell_width(f" ↔ {named[-1]}"):  # it is cut anyway
            return f"{cut(table, room)} ↔ {text}"
    return ""


def _prose(said: tuple[str, bool], where: str) -> Iterator[str]:
    """The sentence in fewer and fewer words; the page or line is never left out."""
    label, contents = numbered(said[0]), said[1]
    yield prose_words(said if contents or cell_width(label) <= MOST_LABEL else ("", False), where)
    if not contents and 0 < cell_width(label) <= MOST_LABEL:
        yield label + t("screen.brackets", text=where)
        if label.endswith(("）", ")")):  # brackets behind brackets take room
            yield f"{label}{'' if label.endswith('）') else ' '}{where}"
    yield where
