"""A Budget with persons masked in every text it holds. Apart from persons.py, which masks what a reader gives: texts that are joined
afterwards, and those of a file of our format that somebody else made, are seen here, at the end of reading and of loading alike."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, TypeVar

from data_model.budget import KEY_ROLES, Budget, Cell, GridRow, Place, Row, Section, Source, Table
from data_model.persons import MASK, SHORTEST, is_label, mask, mask_cells
from data_model.records import replace
from data_model.statements import Goal, Indicator

_Thing = TypeVar("_Thing", bound=Any)
_SHA256 = re.compile("[0-9a-f]{64}")
_META = ("entity", "entity_key", "parent", "region", "level", "kind", "phase", "published", "unit", "title")
_TABLE = ("kind", "title", "number", "note", "entity")
_COLUMN, _KEY = ("heading", "role", "side"), ("heading", "side")
_ROW = ("name", "project", "line", "side")
_CLAIM = (
    "section", "subject", "code", "project", "table", "measure", "share_percent", "share_of", "prior_status", "prior_change_percent",
    "reason", "purpose", "origin",
)  # fmt: skip
_FINDING = ("rule", "message", "grade", "table", "code", "measure")
_INDICATOR = ("level1", "level2", "level3", "value", "basis", "prior_value", "weight")


class _Masks(dict[str, str]):
    """Text -> masked text, each masked once."""

    def __missing__(self, text: str) -> str:
        masked = self[text] = mask(text)
        return masked


def mask_budget(budget: Budget) -> Budget:
    """The budget with persons masked wherever a text of it may be shown, searched or written; equal when it names none."""
    masks = _Masks()
    meta = _texts(budget.meta, _META, masks)
    sources = tuple([_source(source, masks) for source in meta.sources])
    return replace(
        budget,
        meta=meta if sources == meta.sources else replace(meta, sources=sources),
        tables=tuple([_table(table, masks) for table in budget.tables]),
        sections=tuple([_section(section, masks) for section in budget.sections]),
        claims=tuple([_texts(claim, _CLAIM, masks) for claim in budget.claims]),
        goals=tuple([_goal(goal, masks) for goal in budget.goals]),
        projects=tuple(
            [
                replace(p, name=masks[p.name], details=_labelled(p.details, masks), origin=masks[p.origin])
                for p in budget.projects
            ]
        ),
        statements=tuple(
            [
                replace(s, kind=masks[s.kind], values=_labelled(s.values, masks), origin=masks[s.origin])
                for s in budget.statements
            ]
        ),
        notes=tuple([_placed(_texts(note, _FINDING, masks), masks) for note in budget.notes]),
    )


def _texts(thing: _Thing, names: tuple[str, ...], masks: _Masks) -> _Thing:
    changed = {}
    for name in names:
        text = getattr(thing, name)
        if text and (masked := masks[text]) != text:
            changed[name] = masked
    return replace(thing, **changed) if changed else thing


def _placed(thing: _Thing, masks: _Masks) -> _Thing:
    place: Place | None = thing.place
    if place is None or (masks[place.file] == place.file and (not place.sheet or masks[place.sheet] == place.sheet)):
        return thing
    return replace(thing, place=replace(place, file=masks[place.file], sheet=masks[place.sheet]))


def _source(source: Source, masks: _Masks) -> Source:
    """The digest may hold any run of digits."""
    sha256 = source.sha256 if _SHA256.fullmatch(source.sha256) else masks[source.sha256]
    return Source(masks[source.file], sha256, masks[source.format])


def _labelled(values: Mapping[str, str], masks: _Masks) -> dict[str, str]:
    return {masks[label]: MASK if text and is_label(label) else masks[text] for label, text in values.items()}


def _section(section: Section, masks: _Masks) -> Section:
    paragraphs = tuple([_placed(_texts(p, ("text",), masks), masks) for p in section.paragraphs])
    section = _placed(_texts(section, ("number", "heading"), masks), masks)
    return section if paragraphs == section.paragraphs else replace(section, paragraphs=paragraphs)


def _goal(goal: Goal, masks: _Masks) -> Goal:
    indicators = tuple([_indicator(one, masks) for one in goal.indicators])
    goal = _texts(goal, ("project", "objective"), masks)
    return goal if indicators == goal.indicators else replace(goal, indicators=indicators)


def _indicator(one: Indicator, masks: _Masks) -> Indicator:
    one = _texts(one, _INDICATOR, masks)
    return replace(one, value=MASK) if one.value and is_label(one.level3) else one


# --- tables ------------------------------------------------------------------------------------------------------------------


def _table(table: Table, masks: _Masks) -> Table:
    rows = [_row(row, masks) for row in table.rows]
    grid = _grid(table.grid, table.head, masks)
    columns = tuple([_texts(c, _KEY if c.role in KEY_ROLES else _COLUMN, masks) for c in table.columns])
    table = _placed(_texts(table, _TABLE, masks), masks)
    if columns == table.columns and grid is table.grid and all(map(_is, rows, table.rows)):
        return table
    return replace(table, columns=columns, rows=tuple(rows), grid=grid)


def _is(one: object, other: object) -> bool:
    return one is other


def _row(row: Row, masks: _Masks) -> Row:
    row = _placed(_texts(row, _ROW, masks), masks)
    cells = {masks[measure]: _cell(cell, masks) for measure, cell in row.cells.items()}
    ambiguous = tuple([_cell(cell, masks) for cell in row.ambiguous]) if row.ambiguous else ()
    if all(map(_is, cells.values(), row.cells.values())) and [*cells] == [*row.cells] and ambiguous == row.ambiguous:
        return row
    return replace(row, cells=cells, ambiguous=ambiguous)


def _cell(cell: Cell, masks: _Masks) -> Cell:
    printed, candidates = cell.printed, cell.candidates
    if len(printed) >= SHORTEST or not printed.isascii():
        printed = masks[printed]
    if candidates or cell.printed_measure:
        candidates = tuple([masks[one] for one in candidates])
        cell = _texts(cell, ("printed_measure",), masks)
    if printed == cell.printed and candidates == cell.candidates:
        return cell
    return replace(cell, printed=printed, candidates=candidates)


def _grid(grid: tuple[GridRow, ...], head: int, masks: _Masks) -> tuple[GridRow, ...]:
    texts = [row.texts for row in grid]
    masked = mask_cells(texts, head)
    made = [_placed(row, masks) for row in grid]
    if masked == texts and all(map(_is, made, grid)):
        return grid
    return tuple(
        [row if row.texts == cells else replace(row, texts=cells) for row, cells in zip(made, masked, strict=True)]
    )
