"""The lines of two large tables that say the same on both sides: counted, ordered and shown like the others, yet made only when someone asks
for them. Apart from compare.py, which has enough to do with those that differ.

A line is set apart when both tables have it once with one code (款 or 项), project, name and amount, and no sentence speaks of it. What is
done for every line here is done by whole columns: a loop of ours over all lines costs more than everything else.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Iterator, Sequence
from functools import cached_property
from itertools import chain, compress
from operator import attrgetter, not_
from typing import Any

from data_model.budget import Row, Rows, Table
from data_model.classification import LEVELS, TOTAL
from data_model.comparing.compare_lines import Line, ordered
from data_model.comparison import Key
from data_model.forms import FORM_BY_KIND
from data_model.records import replace

LARGE = 2000
"""Rows of a table from which setting lines apart is worth while."""

Pair = tuple[str, str]
"""(code, project): 5 or 7 digits, and "" or a name that is not only digits."""


class _Columns:
    """The rows of a table that have an amount under a measure, column by column."""

    __slots__ = ("amounts", "codes", "names", "projects", "rows")

    def __init__(self, table: Table, measure: str) -> None:
        self.rows: Sequence[Row] = table.rows
        self.amounts: list[Any] = []
        self.codes: list[str]
        self.projects: list[str]
        self.names: list[str]
        columns: dict[str, list[str]] = {}
        if isinstance(table.rows, Rows):
            columns = table.rows.columns
            self.amounts = table.rows.amounts(measure) if measure in table.rows.measures else [None] * len(table.rows)
        else:
            self.amounts = [row.fen(measure) for row in table.rows]
        if None in self.amounts:
            there = [amount is not None for amount in self.amounts]
            self.rows, self.amounts = list(compress(table.rows, there)), list(compress(self.amounts, there))
            columns = {}
        self.codes, self.projects, self.names = (
            columns.get(field) or list(map(attrgetter(field), self.rows)) for field in ("code", "project", "name")
        )

    @property
    def pairs(self) -> Iterator[Pair]:
        """(code, project) of every row."""
        return zip(self.codes, self.projects, strict=True)

    def unfit(self) -> Iterator[Pair]:
        """The pairs that must not be set apart: no code of the wanted kind, sums of a unit, names like codes."""
        digits = "".join(self.codes).replace(TOTAL, "")
        if not (digits.isascii() and digits.isdecimal()):
            yield from (pair for pair in self.pairs if not (pair[0].isascii() and pair[0].isdecimal()))
        yield (TOTAL, "")
        sizes = list(map(len, self.codes))
        if sizes.count(5) + sizes.count(7) < len(sizes):
            yield from (pair for pair, size in zip(self.pairs, sizes, strict=True) if size not in (5, 7))
        if "unit" in map(attrgetter("role"), self.rows):
            yield from (pair for pair, row in zip(self.pairs, self.rows, strict=True) if row.role == "unit")
        if any(self.projects) and any(map(str.isdecimal, self.projects)):
            yield from (pair for pair in self.pairs if pair[1].isdecimal())

    def line(self, at: int, key: Key) -> Line:
        """A row as compare_lines.py would tell it."""
        code, project, fen = self.codes[at], self.projects[at], _fen(self.amounts[at])
        if project:
            return Line(key, "", project, project, "项目", fen, self.rows[at], True)
        return Line(key, code, self.names[at], "", LEVELS[len(code)], fen, self.rows[at])

    def twice(self) -> Iterator[Pair]:
        """The pairs that more than one row has, and those that numbering may make of them."""
        yield from (pair for pair, count in Counter(self.pairs).items() if count > 1)
        yield from (pair for pair in self.pairs if "#" in pair[1])


class SameLines:
    """The lines set apart of two tables, and beside them `changed`: path -> both sides of the lines that differ in nothing but name and amount.
    `a` and `b` are the tables without either; after `settle` it knows the place of all of them in the tree."""

    def __init__(
        self, a: Table, b: Table, one: _Columns, other: _Columns, pairing: Sequence[int | None], same: Sequence[bool]
    ) -> None:
        self._one, self._other = one, other
        self._rows_a: list[Any] = list(compress(pairing, same))
        self._rows_b = list(compress(range(len(same)), same))
        self._codes = list(compress(other.codes, same))
        self._projects = list(compress(other.projects, same))
        self._subjects = "" in self._projects
        kept = bytearray(b"\1") * len(one.codes)
        for i in self._rows_a:
            kept[i] = 0
        self.changed: dict[Key, tuple[Line, Line]] = {}
        self._at: dict[Key | int, int] = {}
        rows = []
        for j in compress(range(len(same)), map(not_, same)):
            i = pairing[j]
            if i is None:
                self._at[id(other.rows[j])] = j
                rows.append(other.rows[j])
            else:
                kept[i] = 0
                key = key_of((other.codes[j], other.projects[j]))
                self._at[key] = j
                self.changed[key] = one.line(i, key), other.line(j, key)
        self.a, self.b = replace(a, rows=tuple(compress(one.rows, kept))), replace(b, rows=tuple(rows))
        self._keys: Sequence[Key] = ()
        self._lines: Sequence[Line] = ()
        self._made: set[Key] = set()

    def __len__(self) -> int:
        return len(self._rows_b)

    def __contains__(self, key: object) -> bool:
        if not isinstance(key, tuple) or len(key) < 2:
            return False
        if key in self.changed:
            return True
        if key[-1].isdecimal():
            return self._subjects and (key[-1], "") in self._pairs and key == key_of((key[-1], ""))
        return key[-2:] in self._pairs and key == key_of(key[-2:])

    @property
    def subjects(self) -> bool:
        """Whether a line may have others below it."""
        return self._subjects or any(key[-1].isdecimal() for key in self.changed)

    @cached_property
    def _pairs(self) -> set[Pair]:
        return set(zip(self._codes, self._projects, strict=True))

    @cached_property
    def _heads(self) -> set[str]:
        """The codes that have one of these lines below them."""
        codes = set(self._codes)
        below = {code[:5] for code in codes if len(code) == 7} | {code[:3] for code in codes}
        return below | set(compress(self._codes, self._projects))

    def settle(self, keys: Sequence[Key], lines: Sequence[Line], heads: set[Key]) -> set[Key]:
        """`keys` are the lines of both tables that are in neither: those of b's `lines` in order, then what only a has; `heads` are the paths
        above them and above those that changed. Those paths that have a line below them, all lines seen."""
        self._keys, self._lines, self._made = keys, lines, heads
        subjects = [key for key in chain(keys, self.changed) if key[-1].isdecimal()]
        return heads | {key for key in subjects if key[-1] in self._heads and key == key_of((key[-1], ""))}

    @cached_property
    def _inner(self) -> list[bool]:
        """Which of them have no line below them."""
        if not self._subjects:
            return [True] * len(self)
        above = self._heads | {key[-1] for key in self._made}
        return [bool(project) or code not in above for code, project in zip(self._codes, self._projects, strict=True)]

    def classes(self) -> Counter[str]:
        """类 -> how many of its innermost lines are set apart."""
        return Counter([code[:3] for code in compress(self._codes, self._inner)])

    @property
    def inner(self) -> int:
        """How many of them have no line below them."""
        return sum(self._inner)

    def tops(self, size: int) -> list[int]:
        """The amounts (fen) of the lines whose path has `size` steps."""
        sizes = map(len, self._paths())
        return [_fen(self._other.amounts[j]) for j, found in zip(self._rows_b, sizes, strict=True) if found == size]

    def shortest(self) -> int:
        """The steps of the shortest path."""
        return min(map(len, self._paths()), default=9)

    def _paths(self) -> Iterator[Key]:
        return map(key_of, zip(self._codes, self._projects, strict=True))

    def ordered(self) -> list[Key]:
        """The lines that are not set apart as they stand in the order of a tree. Names are ordered by where they first occur, so a line set apart
        counts where it has a name of theirs."""
        own = {*self._keys, *self.changed}
        names = {key[-1] for key in own}
        if names.isdisjoint(self._projects):
            return ordered(self._merged(()))
        return [key for key in ordered(self._merged(names)) if key in own]

    def lines(self) -> Iterator[tuple[Key, tuple[Line, Line] | None, bool]]:
        """All lines in the order of a tree: (path, both sides, innermost), no sides for those that are not set apart."""
        places = dict(zip(self._paths(), zip(self._rows_a, self._rows_b, self._inner, strict=True), strict=True))
        for key in ordered(self._merged()):
            found = places.get(key)
            if found is None:
                yield key, None, False
            else:
                i, j, inner = found
                yield key, (self._one.line(i, key), self._other.line(j, key)), inner

    def _merged(self, names: Container[str] | None = None) -> Iterator[Key]:
        """The paths as if nothing had been set apart (or only what has other names): b's in its order, units last, then a's."""
        rest = [(self._at[key], key) for key in self.changed]
        if names is None:
            rest += zip(self._rows_b, self._paths(), strict=True)
        elif names:
            wanted = [project in names for project in self._projects]
            rest += zip(compress(self._rows_b, wanted), compress(self._paths(), wanted), strict=True)
        last = len(self._other.rows)
        own = [
            (last if line.level == "单位" else self._at.get(id(line.row), last), key)
            for line, key in zip(self._lines, self._keys, strict=False)
        ]
        yield from (key for _, key in sorted([*rest, *own], key=lambda place: place[0]))
        yield from self._keys[len(self._lines) :]


def set_apart(a: Table, b: Table, measure_a: str, measure_b: str, spoken: Iterable[Pair]) -> SameLines | None:
    """What two tables hold alike under their measures, without the lines `spoken` of (of a project any code); None where lines stand on two
    sides. Worth while from LARGE rows on."""
    form = FORM_BY_KIND.get(b.kind)
    if a.kind != b.kind or (form is not None and len(form.sides) > 1):
        return None
    one, other = _Columns(a, measure_a), _Columns(b, measure_b)
    pairing = _pairing(one, other, set(spoken))
    names, amounts = one.names, one.amounts
    same = [
        i is not None and amounts[i] == amount and names[i] == name
        for i, amount, name in zip(pairing, other.amounts, other.names, strict=True)
    ]
    return SameLines(a, b, one, other, pairing, same)


def _pairing(one: _Columns, other: _Columns, spoken: set[Pair]) -> list[int | None]:
    """For every row of b the row of a that has its code and project, both once; None where there is none, or where the line has to be made."""
    where = dict(zip(one.pairs, range(len(one.codes)), strict=True))
    projects = {project for _, project in spoken if project}
    told = (pair for pair in one.pairs if pair[1] in projects) if projects else ()
    again = one.twice() if len(where) < len(one.codes) else ()
    for pair in chain(one.unfit(), other.unfit(), spoken, told, again):
        where.pop(pair, None)
    pairing = list(map(where.get, other.pairs))
    if len(set(pairing)) < len(pairing) - max(0, pairing.count(None) - 1):
        for pair in other.twice():
            where.pop(pair, None)
        pairing = list(map(where.get, other.pairs))
    return pairing


def _fen(amount: Any) -> int:
    return amount if isinstance(amount, int) else int(amount[:-3] + amount[-2:])


def key_of(pair: Pair) -> Key:
    """The path of a line set apart, as compare_lines.py makes it."""
    code, project = pair
    key: Key = (code[:3], code[:5], code) if len(code) == 7 else (code[:3], code) if len(code) == 5 else (code,)
    return (*key, project) if project else key
