"""Where figures stand in text whose columns show by position: figures in line on one page share a column. Apart from placing.py,
whose identities prove columns: here a column proven for one figure is carried over to those in line with it, and to nothing else.

Places drift from page to page and between blocks of a page, so they count only within a page, only where the figures proven so
far lie in line and in the order of the columns; headings count only on pages where they agree with every proven column.
What places exclude is taken from the candidates; whether the rest holds is for the identities to say again.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from data_model.budget import Cell, Table
from data_model.form_types import Form
from data_model.forms import form_of
from data_model.records import dataclass, field, replace
from data_model.tables.headed import (
    APART,
    Heading,
    Label,
    Spread,
    Word,
    below_headings,
    between,
    named,
    printed_columns,
    side_by_side,
)  # fmt: skip

EDGE = 2
"""Edges of one column lie within so many characters of each other; rounding moves them by one each way."""

SHIFT = 1
"""Figures stand to their headings alike within so many characters, exactly where headings are packed."""


@dataclass(slots=True)
class Spots:
    """Where the figures of one table stand, by row and place in the row, the headings of its pages (from the top
    downwards and from the bottom upwards), and all measures its header names
    (none: that is not known)."""

    figures: dict[tuple[int, int], Word] = field(default_factory=dict)
    headings: dict[int, list[Heading]] = field(default_factory=dict)
    columns: dict[int, list[list[Word]]] = field(default_factory=dict)
    full: tuple[str, ...] = ()


@dataclass(slots=True)
class _Figure:
    row: int
    start: int
    end: int
    side: str
    label: Label | None
    cell: Cell


@dataclass(slots=True)
class _Strip:
    """Figures that stand above each other; `label` is the one column that some of them are proven to be of."""

    start: int
    end: int
    figures: list[_Figure]
    label: Label | None = None

    def over(self, heading: Heading) -> bool:
        return self.start < heading.end and heading.start < self.end


def headings_of(lines: Iterable[Sequence[str]]) -> list[Heading]:
    """The words of header lines column by column: a word goes on the only column above that it stands below. A column reaches over
    the words that are its own, not over those above several columns."""
    columns: list[tuple[int, int, int, list[Word]]] = []  # begin, end, last line, words
    placed: list[tuple[int, Word]] = []
    for index, line in enumerate(lines):
        for word in line:
            if not isinstance(word, Word) or word.start < 0:
                continue
            placed.append((index, word))
            start, end = word.start, word.start + len(word)
            above = [c for c in columns if c[2] in (index - 1, index - 2) and c[0] < end and start < c[1]]
            if len(above) == 1:
                old = above[0]
                columns[columns.index(old)] = (min(old[0], start), max(old[1], end), index, [*old[3], word])
            else:
                columns.append((start, end, index, [word]))
    below: dict[int, list[Word]] = defaultdict(list)
    for at, (index, word) in enumerate(placed):
        for later, other in placed[at + 1 :]:
            if later > index and other.start < word.start + len(word) and word.start < other.start + len(other):
                below[id(word)].append(other)
    out = []
    for *_, words in sorted(columns, key=lambda c: (c[0], c[2])):
        mine = {id(word) for word in words}
        own = [w for w in words if all(id(other) in mine for other in below[id(w)])] or words[-1:]
        out.append(Heading(min(w.start for w in own), max(w.start + len(w) for w in own), "".join(words)))
    return out


def narrowed(tables: Sequence[Table], spots: Mapping[int, Spots]) -> tuple[tuple[Table, ...], set[tuple[int, int]]]:
    """The tables with the candidates that places exclude taken from their open figures, and the rows this changed."""
    out = list(tables)
    changed: set[tuple[int, int]] = set()
    for t, known in spots.items():
        table = tables[t]
        if not any(row.ambiguous for row in table.rows):
            continue
        allowed: dict[tuple[int, int], tuple[str, ...]] = {}
        order = _order(table)
        for page, figures in _pages(table, known).items():
            strips = _strips(figures)
            if not _in_order(strips, order):
                continue
            heads, form = known.headings.get(page, ()), form_of(table.kind)
            spread = [Spread(s.start, s.end, _sound(s.figures), s.label) for s in strips]
            columns = printed_columns(known.columns.get(page, ()), form, known.full)
            for i, label in side_by_side(spread, _close(strips), [label for _, label in columns]).items():
                if spread[i].aligned and not any(f.label for f in strips[i].figures):
                    strips[i].label = label
            said = (_by_heading(strips, heads, form), below_headings(spread, columns), between(spread, columns))
            labels = [_agreed(sets) for sets in zip(*said, strict=True)]
            for strip, told in zip(strips, labels, strict=True):
                for figure in strip.figures:
                    if figure.label is None and (left := _left(figure, strip, strips, told, order)):
                        allowed[figure.row, figure.cell.column] = left
        rows = list(table.rows)
        for r, row in enumerate(rows):
            cells = tuple(replace(c, candidates=allowed.get((r, c.column), c.candidates)) for c in row.ambiguous)
            if cells != row.ambiguous:
                rows[r] = replace(row, ambiguous=cells)
                changed.add((t, r))
        out[t] = replace(table, rows=tuple(rows))
    return tuple(out), changed


def _order(table: Table) -> dict[Label, int]:
    return {(c.side, c.role): i for i, c in enumerate(table.columns) if c.role and not c.role.startswith("@")}


def _pages(table: Table, known: Spots) -> dict[int, list[_Figure]]:
    """The figures of each page whose place is known."""
    pages: dict[int, list[_Figure]] = defaultdict(list)
    for r, row in enumerate(table.rows):
        held: list[tuple[Label | None, Cell]] = [((row.side, m), c) for m, c in row.cells.items()]
        for label, cell in (*held, *((None, c) for c in row.ambiguous)):
            word = known.figures.get((r, cell.column))
            if word is not None:
                pages[word.page].append(_Figure(r, word.start, word.start + len(word), row.side, label, cell))
    return pages


def _strips(figures: Sequence[_Figure]) -> list[_Strip]:
    """Figures that overlap, put together from left to right; only those in line have a label."""
    strips: list[_Strip] = []
    for figure in sorted(figures, key=lambda f: f.start):
        if strips and figure.start < strips[-1].end:
            strips[-1].figures.append(figure)
            strips[-1].end = max(strips[-1].end, figure.end)
        else:
            strips.append(_Strip(figure.start, figure.end, [figure]))
    for strip in strips:
        labels = {f.label for f in strip.figures if f.label}
        if len(labels) == 1 and _sound(strip.figures):
            strip.label = labels.pop()
    return strips


def _in_line(figures: Sequence[_Figure]) -> bool:
    """One figure a row at most, and all share their right edge, their middle or their left edge."""
    if len({f.row for f in figures}) < len(figures):
        return False
    edges = ([f.end for f in figures], [f.start + f.end for f in figures], [f.start for f in figures])
    return any(max(places) - min(places) <= EDGE for places in edges)


def _agreed(said: Sequence[frozenset[Label]]) -> frozenset[Label]:
    """The columns all agree on that say anything."""
    told = [labels for labels in said if labels]
    return frozenset.intersection(*told) if told else frozenset()


def _sound(figures: Sequence[_Figure]) -> bool:
    """One column: the figures stand in line, or all are proven to be of it."""
    return _in_line(figures) or (len({f.label for f in figures}) == 1 and figures[0].label is not None)


def _close(strips: Sequence[_Strip]) -> set[int]:
    """The strips that stand so close to the next one in some row that no column lies between."""
    close = set()
    for i, (left, right) in enumerate(pairwise(strips)):
        ends = {f.row: f.end for f in left.figures}
        if any(f.row in ends and f.start - ends[f.row] < APART for f in right.figures):
            close.add(i)
    return close


def _in_order(strips: Sequence[_Strip], order: Mapping[Label, int]) -> bool:
    """The proven columns stand from left to right as declared, each once."""
    places = [order.get(strip.label, -1) for strip in strips if strip.label]
    return bool(places) and places == sorted(set(places)) and places[0] >= 0


def _by_heading(strips: Sequence[_Strip], headings: Sequence[Heading], form: Form | None) -> list[frozenset[Label]]:
    """What the heading above each strip says its column is; nothing for any strip unless each has one heading to itself, all stand
    to their headings alike, and no proven column is denied; packed headings need two that are borne out."""
    nothing: list[frozenset[Label]] = [frozenset()] * len(strips)
    if form is None:
        return nothing
    known = [(h, labels) for h in headings if (labels := named(h, form))]
    said: list[frozenset[Label]] = []
    above: list[Heading] = []
    for strip in strips:
        over = [(h, labels) for h, labels in known if strip.over(h)]
        if len(over) != 1 or not _in_line(strip.figures) or sum(s.over(over[0][0]) for s in strips) != 1:
            return nothing
        heading, labels = over[0]
        if strip.label and strip.label not in labels:
            return nothing
        said.append(labels)
        above.append(heading)
    offsets = (
        [s.start - h.start for s, h in zip(strips, above, strict=True)],
        [s.end - h.end for s, h in zip(strips, above, strict=True)],
        [s.start + s.end - h.start - h.end for s, h in zip(strips, above, strict=True)],
    )
    spread = min(max(places) - min(places) for places in offsets)
    span = [h for h in headings if above[0].start <= h.start <= above[-1].start]
    packed = any(b.start - a.end < APART for a, b in pairwise(span))
    proven = sum(strip.label is not None for strip in strips)
    return said if spread <= (0 if packed else SHIFT) and proven > packed else nothing


def _left(
    figure: _Figure, strip: _Strip, strips: Sequence[_Strip], said: frozenset[Label], order: Mapping[Label, int]
) -> tuple[str, ...]:
    """The candidates a figure's place leaves it; empty when it says nothing."""
    candidates = figure.cell.candidates
    if strip.label:
        keep = {strip.label}
    else:
        at = next(i for i, other in enumerate(strips) if other is strip)
        low = max((order[s.label] for s in strips[:at] if s.label), default=-1)
        high = min((order[s.label] for s in strips[at + 1 :] if s.label), default=len(order) * 99)
        keep = {label for label, place in order.items() if low < place < high or label[0] != figure.side}
        keep = keep & said or keep
    left = tuple(m for m in candidates if (figure.side, m) in keep)
    return left if left != candidates else ()
