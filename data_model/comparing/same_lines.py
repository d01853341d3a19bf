"""Project lines that stand in two large files with one code and one name: kept as bytes beside the tables that are compared, yet counted,
ordered and shown like the others. Apart from compare.py because only lines_of_file.py makes them, and from that because no file is known here.

Such a line is known by its pair. It is innermost, and no other line has its path.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterator, Mapping, Sequence
from itertools import chain

from data_model.budget import Row
from data_model.comparing.compare_lines import Line, ordered
from data_model.comparison import Change, Key

Pair = tuple[bytes, bytes]
"""(code, project): 3, 5 or 7 digits, and a name that is not only digits."""
Found = tuple[bytes, bytes, bytes, bytes]
"""A row as it stands in a file, and for a plain one its code, name and project (else empty)."""


class SharedRows:
    """What one table of both files shares. `rows`: pair -> row of a, among others; `same`: text of a row of a -> its place in b, for
    rows with the same amounts; `changed`: pair -> (text in a, text in b, place in b), for what else is shared; `kept`: places in b of the
    rows that are not; `measures`: what every shared row has amounts of."""

    __slots__ = ("changed", "kept", "measures", "rows", "same")

    def __init__(
        self, rows: Mapping[Pair, Found], same: Mapping[bytes, int], changed: Mapping[Pair, tuple[bytes, bytes, int]],
        kept: Sequence[int], measures: tuple[str, ...],
    ) -> None:  # fmt: skip
        self.rows, self.same, self.changed, self.kept, self.measures = rows, same, changed, kept, measures

    def __contains__(self, pair: Pair) -> bool:
        row = self.rows.get(pair)
        return row is not None and (row[0] in self.same or pair in self.changed)

    def under(self, measure: str, rows: Sequence[Row]) -> SharedLines | None:
        """Its lines under one measure beside the rows of b that are left; None when it has no amounts there."""
        return SharedLines(self, measure, rows) if measure in self.measures else None


class SharedLines:
    """The shared lines of one table under one measure. Those with the same amounts are only made when someone asks for them."""

    __slots__ = ("_amount", "_at", "_changed", "_keys", "_lines", "_rows")

    def __init__(self, rows: SharedRows, measure: str, kept: Sequence[Row]) -> None:
        self._rows = rows
        self._amount = f'"{measure}": {{"amount": "'.encode()
        self._at = {id(row): place for row, place in zip(kept, rows.kept, strict=True)}
        self._changed = {key_of(pair): texts for pair, texts in rows.changed.items()}
        self._keys: Sequence[Key] = ()
        self._lines: Sequence[Line] = ()

    @property
    def rest(self) -> int:
        """How many have the same amounts, and are not made."""
        return len(self._rows.same)

    def __contains__(self, key: Key) -> bool:
        if len(key) < 2:
            return False
        pair = (key[-2].encode(), key[-1].encode())
        return pair in self._rows and key == key_of(pair)

    def both(self, key: Key) -> tuple[Line, Line]:
        """The line of a and the line of b."""
        if (texts := self._changed.get(key)) is not None:
            a, b, _ = texts
        else:
            a = b = self._rows.rows[key[-2].encode(), key[-1].encode()][0]
        one = self._line(key, a)
        return one, one if a is b else self._line(key, b)

    def _line(self, key: Key, text: bytes) -> Line:
        start = text.index(self._amount) + len(self._amount)
        end = text.index(b'"', start)
        return Line(key, "", key[-1], key[-1], "项目", int(text[start : end - 3] + text[end - 2 : end]), None, True)

    def counted(self, lines: Sequence[Change], total: Change) -> Sequence[Change]:
        """`lines` as the bridge wants them: with as many more innermost ones as were not made, where their number matters (it says how
        far sums of rounded figures may be off: where a class has a row of its own, or the lines do not add up to the whole)."""
        below = sum(line.delta or 0 for line in lines if line.leaf and line is not total)
        if below == (total.delta or 0) and all(line.leaf or len(line.key) > 1 for line in lines if line is not total):
            return lines
        found = Counter(pair[0][:3] for pair, row in self._rows.rows.items() if row[0] in self._rows.same)
        more = [[total._replace(key=(code.decode(), ""), leaf=True, a=None, b=None)] * found[code] for code in found]
        return [*lines, *chain.from_iterable(more)]

    def heads_among(self, keys: Sequence[Key]) -> set[Key]:
        """The keys of subjects that have one of these lines below them."""
        subjects = [key for key in keys if key[-1].isdecimal()]
        if not subjects:
            return set()
        codes = {code for code, _ in self._rows.rows}
        parts = codes | {code[:3] for code in codes} | {code[:5] for code in codes if len(code) > 4}
        return {key for key in subjects if (code := key[-1].encode()) in parts and key == key_of((code, b""))[:-1]}

    def ordered(self, keys: Sequence[Key], lines: Sequence[Line]) -> list[Key]:
        """`keys` (those of b's `lines`, then what only a has) and those that changed, as they stand in the order of all: names are ordered
        by where they first occur, so every line counts that has a name of theirs."""
        self._keys, self._lines = keys, lines
        names = {part.encode() for key in keys for part in key} | {project for _, project in self._rows.changed}
        own = {*keys, *self._changed}
        return [key for key in ordered(self._merged(names)) if key in own]

    def all_ordered(self) -> list[Key]:
        """What `ordered` gave and all others, in the order of a tree."""
        return ordered(self._merged())

    def _merged(self, names: Container[bytes] | None = None) -> Iterator[Key]:
        """The keys as if nothing had been set apart (or only what has other names): b's in its order, units last, then a's."""
        same, rows = self._rows.same, self._rows.rows.items()
        rest = [
            (same[row[0]], key_of(pair)) for pair, row in rows if (names is None or pair[1] in names) and row[0] in same
        ]
        rest += [(place, key) for key, (_, _, place) in self._changed.items()]
        rest.sort()
        at = 0
        for line, key in zip(self._lines, self._keys, strict=False):
            place = -1 if line.level == "单位" else self._at[id(line.row)]
            while at < len(rest) and (rest[at][0] < place or place < 0):
                yield rest[at][1]
                at += 1
            yield key
        yield from (key for _, key in rest[at:])
        yield from self._keys[len(self._lines) :]


def key_of(pair: Pair) -> Key:
    """The path of a shared line, as compare_lines.py makes it."""
    code, project = pair[0].decode(), pair[1].decode()
    if len(code) == 7:
        return (code[:3], code[:5], code, project)
    return (code[:3], code, project) if len(code) == 5 else (code, project)
