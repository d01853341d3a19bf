"""What was masked, given back to a screen whose user asked for it (`--show-persons`); nothing else may call this. Apart from persons.py, which
masks: here a text is only given back where it is certain which of the printed ones stands there, else the mask stays."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields

from data_model.budget import Budget, GridRow, Paragraph
from data_model.persons import MASK, Texts, filled
from data_model.records import replace
from data_model.statements import Goal, Indicator


class Revealed:
    """The printed texts of one budget."""

    def __init__(self, budget: Budget) -> None:
        self._budget = budget  # keeps alive what is known by identity
        self._printed: dict[int, Texts] = {}
        found: dict[tuple[str, Texts], list[int]] = {}
        for shown, key in _places(budget):
            if key in budget.persons:
                found.setdefault(key, []).append(id(shown))
        for key, ids in found.items():
            printed = budget.persons[key]
            if len(printed) == len(ids) or len(set(printed)) == 1:
                self._printed.update(zip(ids, printed * len(ids) if len(printed) == 1 else printed, strict=False))
        pairs: dict[str, set[str]] = {}
        for (_, masked), every in budget.persons.items():
            for texts in every:
                for one, other in zip(masked, texts, strict=False):
                    pairs.setdefault(one, set()).add(other)
        sure = {one: others.pop() for one, others in pairs.items() if len(others) == 1 and one != MASK and MASK in one}
        self._sure = sorted(sure.items(), key=lambda pair: -len(pair[0]))

    def paragraph(self, paragraph: Paragraph) -> str:
        """A paragraph as it was printed."""
        return self._printed.get(id(paragraph), (paragraph.text,))[0]

    def cells(self, row: GridRow) -> Texts:
        """The cells of a printed row."""
        printed = self._printed.get(id(row))
        if printed is None or len(printed) != sum(map(bool, row.texts)):
            return row.texts
        left = iter(printed)
        return tuple([next(left) if text else text for text in row.texts])

    def words(self, text: str) -> str:
        """A text that was made of printed ones (a goal, an indicator)."""
        if MASK in text:
            for masked, printed in self._sure:
                text = text.replace(masked, printed)
        return text

    def goal(self, goal: Goal) -> Goal:
        """A goal in its printed words."""
        indicators = tuple([self.indicator(one) for one in goal.indicators])
        return replace(
            goal, project=self.words(goal.project), objective=self.words(goal.objective), indicators=indicators
        )

    def indicator(self, one: Indicator) -> Indicator:
        """An indicator in its printed words."""
        return Indicator(*(self.words(getattr(one, field.name)) for field in fields(one)))


def _places(budget: Budget) -> Iterator[tuple[GridRow | Paragraph, tuple[str, Texts]]]:
    for table in budget.tables:
        for row in table.grid:
            yield row, (row.place.label(), filled(row.texts))
    for section in budget.sections:
        for paragraph in section.paragraphs:
            yield paragraph, (paragraph.place.label(), (paragraph.text,))
