"""Columns of text that shows them by place, told from the headings above and from figures that stand close together. Apart from
positions.py, which carries proven columns over to what stands in line with them.

What `pdftotext -layout` keeps of places: of two blocks of words the one to the right begins at least three characters behind the
other, within a block at least one. So a figure ends before the headings of the columns to its right begin, and begins behind
those to its left; and figures less than three characters apart are of one block, which no empty column parts.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import pairwise

from data_model.form_types import Form
from data_model.identities import DETAIL_OF
from data_model.records import dataclass
from data_model.text import fold

APART = 3
"""Words less far apart are of one block: places within it follow from the lengths of words, not from the columns below."""

ALIKE = 2
"""Within so many characters figures of neighbouring columns stand to their headings alike."""
MOST_WAYS = 64
"""So many ways to name the columns of one header are followed."""

Label = tuple[str, str]
"""Side and measure of a column."""


class Word(str):
    """A word of a line that knows where it stands: page and first character (-1: not known). Page 0: the places of its text show no columns."""

    page: int
    start: int

    def __new__(cls, text: str, page: int = 0, start: int = -1) -> Word:
        word = super().__new__(cls, text)
        word.page, word.start = page, start
        return word


@dataclass(frozen=True, slots=True)
class Heading:
    """The words above one column of a page, from top to bottom, and the characters they reach over."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Spread:
    """The figures of one column of a page: the characters they reach over, whether they stand in line, and the column where proven."""

    start: int
    end: int
    aligned: bool
    label: Label | None = None


def named(heading: Heading, form: Form) -> frozenset[Label]:
    """The columns a heading ends in the words of: the longest words that fit."""
    text = fold(heading.text)
    found: dict[Label, int] = {}
    for side in form.sides:
        for measure in side.measures:
            lengths = [len(w) for words in measure.words if text.endswith(w := fold(words.rpartition("/")[2]))]
            if lengths:
                found[side.id, measure.id] = max(lengths)
    longest = max(found.values(), default=0)
    return frozenset(label for label, length in found.items() if length == longest)


def leaves(lines: Iterable[Sequence[Word]]) -> list[list[Word]]:
    """The words of header lines column by column from the bottom upwards: a word goes to the one column below it that it stands over,
    one over several is of none."""
    columns: list[tuple[int, int, list[Word]]] = []
    for line in reversed(list(lines)):
        for word in line:
            if word.start < 0:
                continue
            start, end = word.start, word.start + len(word)
            below = [i for i, c in enumerate(columns) if c[0] < end and start < c[1]]
            if not below:
                columns.append((start, end, [word]))
            elif len(below) == 1:
                old = columns[below[0]]
                columns[below[0]] = (min(old[0], start), max(old[1], end), [word, *old[2]])
    return [words for _, _, words in sorted(columns, key=lambda c: c[0])]


def printed_columns(
    columns: Sequence[Sequence[Word]], form: Form | None, full: Sequence[str]
) -> list[tuple[Heading, Label]]:
    """The columns of figures a page prints, from left to right, each with its heading: the fewest words from the bottom upwards that
    name one. Empty unless they are all of `full` (the measures the whole header names, in order) but for groups, in one way only."""
    if form is None or len(form.sides) != 1 or not full:
        return []
    side = form.sides[0].id
    found: list[tuple[Heading, frozenset[str]]] = []
    for words in columns:
        for count in range(1, len(words) + 1):
            tail = words[-count:]
            start, end = min(w.start for w in tail), max(w.start + len(w) for w in tail)
            heading = Heading(start, end, "".join(tail))
            measures = frozenset(m for _, m in named(heading, form) if m in full)
            if measures:
                found.append((heading, measures))
                break
    groups = {head for m in full for head in DETAIL_OF.get(m, ())}
    ways: list[tuple[tuple[Heading, str], ...]] = [()]
    places = {m: i for i, m in enumerate(full)}
    for heading, measures in found:
        skipped = ways if measures <= groups else []  # it may stand over its details, with no column of its own
        ways = [(*way, (heading, m)) for way in ways for m in measures if not way or places[m] > places[way[-1][1]]]
        ways = (ways + skipped)[:MOST_WAYS]
    ways = [way for way in ways if way and set(full) - {m for _, m in way} <= groups]
    longest = [way for way in ways if len(way) == max(map(len, ways))]
    return [(heading, (side, m)) for heading, m in longest[0]] if len(longest) == 1 else []


def below_headings(strips: Sequence[Spread], columns: Sequence[tuple[Heading, Label]]) -> list[frozenset[Label]]:
    """The columns each strip may be of by what it stands left and right of: all of a run of headings packed into one block. Nothing
    where a strip is out of line, or where a proven column is denied."""
    nothing: list[frozenset[Label]] = [frozenset()] * len(strips)
    if not columns or not all(strip.aligned for strip in strips):
        return nothing
    runs = [[columns[0]]]
    for one, two in pairwise(columns):
        if two[0].start - one[0].end < APART:
            runs[-1].append(two)
        else:
            runs.append([two])
    said = []
    for strip in strips:
        fits: set[Label] = set()
        for k, run in enumerate(runs):
            behind = k == 0 or max(h.end for h, _ in runs[k - 1]) < strip.start
            before = k == len(runs) - 1 or strip.end < min(h.start for h, _ in runs[k + 1])
            if behind and before:
                fits |= {label for _, label in run}
        if not fits or (strip.label and strip.label not in fits):
            return nothing
        said.append(frozenset(fits))
    return said


def between(strips: Sequence[Spread], columns: Sequence[tuple[Heading, Label]]) -> list[frozenset[Label]]:
    """The column of each strip between two proven ones: the one heading it stands to as those next to it do; nothing for the others.
    Edges, left, right or in the middle, count where the two next to it agree; they must not tell two columns."""
    heads = {label: heading for heading, label in columns}
    order = [label for _, label in columns]
    said: list[frozenset[Label]] = [frozenset()] * len(strips)
    for i in range(1, len(strips) - 1):
        left, strip, right = strips[i - 1 : i + 2]
        if strip.label or not strip.aligned or left.label not in heads or right.label not in heads:
            continue
        assert left.label is not None
        assert right.label is not None
        free = order[order.index(left.label) + 1 : order.index(right.label)]
        told: set[Label] = set()
        for edge in (_left_edge, _right_edge, _middle):
            stood = [edge(s) - edge(heads[s.label]) for s in (left, right) if s.label]
            if max(stood) - min(stood) > ALIKE:
                continue
            off = {
                label: max(min(stood) - d, d - max(stood)) for label in free for d in [edge(strip) - edge(heads[label])]
            }
            told |= {
                label for label, far in off.items() if far <= 1 and all(o > ALIKE for x, o in off.items() if x != label)
            }
        if len(told) == 1:
            said[i] = frozenset(told)
    return said


def _left_edge(thing: Spread | Heading) -> int:
    return thing.start


def _right_edge(thing: Spread | Heading) -> int:
    return thing.end


def _middle(thing: Spread | Heading) -> int:
    return (thing.start + thing.end) // 2


def side_by_side(strips: Sequence[Spread], close: Collection[int], columns: Sequence[Label]) -> Mapping[int, Label]:
    """The columns of strips that stand close to one of a proven column. `close`: the indexes of strips close to the next one; empty
    where two proven columns that are close are not neighbours."""
    after = dict(pairwise(columns))
    before = {b: a for a, b in after.items()}
    told = {i: s.label for i, s in enumerate(strips) if s.label}
    if any(i in told and i + 1 in told and after.get(told[i]) != told[i + 1] for i in close):
        return {}
    found = dict(told)
    for i in sorted(close):
        if i in found and i + 1 not in found and found[i] in after:
            found[i + 1] = after[found[i]]
    for i in sorted(close, reverse=True):
        if i + 1 in found and i not in found and found[i + 1] in before:
            found[i] = before[found[i + 1]]
    if any(i in found and i + 1 in found and after.get(found[i]) != found[i + 1] for i in close):
        return {}
    places = [columns.index(found[i]) for i in sorted(found) if found[i] in columns]
    return {i: label for i, label in found.items() if i not in told} if places == sorted(set(places)) else {}
