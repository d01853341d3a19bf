"""Where the same money stands: every cell and every sentence with one amount, in the order of the document; and which paragraph a
claim is. Apart because findings, printed tables and prose walk the same places.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterator, Sequence

from data_model.amount import AmountError, parse
from data_model.budget import Budget, Row, Section, Table
from data_model.detail import source_label
from data_model.records import dataclass
from data_model.statements import Claim
from data_model.telling import table_name
from data_model.text import fold

_MONEY = re.compile(r"(?<![0-9,])([0-9][0-9,]*(?:\.[0-9]+)?)\s*(亿元|万元|元)")
_NUMBERED = re.compile(r"\s*[（(]([一二三四五六七八九十]{1,4})[）)]")
LONGEST = 20_000
"""Characters of a paragraph that are searched for amounts."""


@dataclass(frozen=True, slots=True)
class Spot:
    """One place: a cell (`table`, `row`, `measure`) or a paragraph (`section`, `paragraph` count from 0, else -1)."""

    label: str
    table: Table | None = None
    row: Row | None = None
    measure: str = ""
    section: int = -1
    paragraph: int = -1


class _Amounts:
    """All amounts of a budget, for looking one up: those of every table in the order of its rows, with the row each stands in; and the
    paragraphs that state one."""

    def __init__(self, budget: Budget) -> None:
        self.budget = budget
        self._tables: list[tuple[Table, list[int], array[int]]] = []
        for table in budget.tables:
            if table.kind != "goals":
                counts = (r for r, row in enumerate(table.rows) for _ in row.cells)
                amounts = [cell.fen for row in table.rows for cell in row.cells.values()]
                self._tables.append((table, amounts, array("i", counts)))
        self._said: dict[int, list[tuple[int, int]]] = {}
        for n, section in enumerate(budget.sections):
            for m, paragraph in enumerate(() if section.contents else section.paragraphs):
                for fen in set(amounts_in(paragraph.text)):
                    self._said.setdefault(fen, []).append((n, m))

    def rows(self, fen: int) -> Iterator[tuple[Table, Row]]:
        """The rows with an amount, each once."""
        for table, amounts, rows in self._tables:
            at, before = -1, -1
            for _ in range(amounts.count(fen)):
                at = amounts.index(fen, at + 1)
                if rows[at] != before:
                    before = rows[at]
                    yield table, table.rows[before]

    def paragraphs(self, fen: int) -> list[tuple[int, int]]:
        """(section, paragraph) of the sentences with an amount."""
        return self._said.get(fen, [])


_KEPT = 4
_recent: list[_Amounts] = []


def _amounts_of(budget: Budget) -> _Amounts:
    """The amounts of a budget; those of the last few budgets are kept, by identity."""
    for kept in _recent:
        if kept.budget is budget:
            return kept
    made = _Amounts(budget)
    _recent.insert(0, made)
    del _recent[_KEPT:]
    return made


def index_money(budget: Budget) -> None:
    """Make what `same_money` looks up: of a large budget that is felt, and a thread may do it before it is asked for."""
    _amounts_of(budget)


def same_money(budget: Budget, fen: int | None) -> list[Spot]:
    """Every row (once, by its first such figure) and paragraph with this amount; nothing for blank and zero."""
    if not fen:
        return []
    found: list[Spot] = []
    amounts = _amounts_of(budget)
    for table, row in amounts.rows(fen):
        measure = next(m for m, cell in row.cells.items() if cell.fen == fen)
        code = "" if row.code == "TOTAL" else row.code
        found.append(Spot(f"{table_name(table)} {code or row.project or row.name}".strip(), table, row, measure))
    labels = section_labels(budget.sections)
    found += [Spot(labels[n], section=n, paragraph=m) for n, m in amounts.paragraphs(fen)]
    return found


def amounts_in(text: str) -> Iterator[int]:
    """The amounts a sentence states, in fen."""
    for match in _MONEY.finditer(text[:LONGEST]):
        try:
            amount = parse(match[1], match[2])
        except AmountError:
            continue
        if amount is not None:
            yield amount.fen


def section_labels(sections: tuple[Section, ...]) -> list[str]:
    """`五（三）` for every section: the numbers from the second level down, the heading where there is none."""
    labels: list[str] = []
    second = ""
    for section in sections:
        if section.level <= 2:
            second = section.number if section.level == 2 else ""
            labels.append(section.number if section.level == 2 else section.heading)
        else:
            number = section.number.strip("（）()")
            labels.append(f"{second}（{number}）" if number else second or section.heading)
    return [label or section.heading for label, section in zip(labels, sections, strict=True)]


def paragraph_said(budget: Budget, origin: str, words: Sequence[str]) -> tuple[int, int] | None:
    """(section, paragraph) of an origin; where it is a page with several paragraphs, the one that has most of the words."""
    places = [
        (n, m) for n, section in enumerate(budget.sections) if not section.contents
        for m, paragraph in enumerate(section.paragraphs) if paragraph.place.label() == origin
    ]  # fmt: skip
    if len(places) < 2:
        return places[0] if places else None
    wanted = [fold(word) for word in words]

    def having(at: tuple[int, int]) -> int:
        text = fold(budget.sections[at[0]].paragraphs[at[1]].text)
        return sum(word in text for word in wanted)

    return max(places, key=having)


def place_said(budget: Budget, at: tuple[int, int]) -> str:
    """`十三（二） · 文本第700行`: where a paragraph stands, for people."""
    where = source_label(budget.sections[at[0]].paragraphs[at[1]].place)
    return " · ".join(part for part in (sentence_label(budget, at), where) if part)


_labelled: list[tuple[Budget, list[list[str]]]] = []


def sentence_label(budget: Budget, at: tuple[int, int]) -> str:
    """The section a paragraph stands in, as people say it, the same wherever it is named: `五（三）`, `七（六）` for the sixth of the
    projects that one section tells one after the other, the heading where there is no number."""
    if not _labelled or _labelled[0][0] is not budget:
        _labelled[:] = [(budget, _paragraph_labels(budget))]
    return _labelled[0][1][at[0]][at[1]]


def _paragraph_labels(budget: Budget) -> list[list[str]]:
    projects = {project.origin for project in budget.projects}
    found: list[list[str]] = []
    for section, label in zip(budget.sections, section_labels(budget.sections), strict=True):
        detailed = section.level == 2 and any(p.place.label() in projects for p in section.paragraphs)
        told: list[str] = []
        now = label
        for paragraph in section.paragraphs:
            if detailed and (number := _NUMBERED.match(paragraph.text)):
                now = f"{label}（{number[1]}）"
            told.append(now)
        found.append(told)
    return found


def claims_by_paragraph(budget: Budget) -> dict[tuple[int, int], list[Claim]]:
    """(section, paragraph) -> the claims read from it, in their order; of several paragraphs at one place (a page) the one that
    states the amount or names the subject."""
    at: dict[str, list[tuple[int, int]]] = {}
    for n, section in enumerate(budget.sections):
        if not section.contents:
            for m, paragraph in enumerate(section.paragraphs):
                at.setdefault(paragraph.place.label(), []).append((n, m))
    found: dict[tuple[int, int], list[Claim]] = {}
    for claim in budget.claims:
        places = at.get(claim.origin, [])
        if places:
            found.setdefault(places[0] if len(places) == 1 else _likeliest(budget, claim, places), []).append(claim)
    return found


def _likeliest(budget: Budget, claim: Claim, places: list[tuple[int, int]]) -> tuple[int, int]:
    wanted = fold(claim.subject)

    def likely(place: tuple[int, int]) -> int:
        text = budget.sections[place[0]].paragraphs[place[1]].text
        stated = bool(claim.amount) and claim.amount in set(amounts_in(text))
        return 2 * stated + bool(wanted and wanted in fold(text))

    return max(places, key=likely)


def paragraph_of(budget: Budget, claim: Claim) -> tuple[int, int] | None:
    """The paragraph a claim was read from."""
    return next(
        (place for place, claims in claims_by_paragraph(budget).items() if any(c is claim for c in claims)), None
    )
