"""Which row the lines of a wrapped cell belong to: cells are centred on their row. Apart from visible.py, which knows lines and words:
here only columns of text, rows and distances count.

Between two rows, the first lines of a column belong to the row above and the last to the row below; the split that leaves the cells
of all rows best centred is taken. Lines above the first row of a page may be its header: they join only where they balance others.
"""

from __future__ import annotations

from collections.abc import Sequence

from data_model.records import dataclass

TALLEST = 12
"""Lines above or below its row that a wrapped cell may have."""
SKIP = 8
"""What it costs to leave a line to no row, in half lines off the centre."""
OFF = 3
"""What it costs that a cell is not centred at all: one cell far off its row is likelier than several."""
TORN = 2
"""What a blank line within a cell costs."""


_Splits = tuple[tuple[int, int], "_Splits | None"]
"""The splits so far, the last first: a chain shared by all that go on from it."""


@dataclass(slots=True)
class Gap:
    """Lines of one column between two rows, from top to bottom, by their numbers; `free`: they need not belong to a row."""

    lines: list[int]
    free: bool = False


@dataclass(frozen=True, slots=True)
class RowLine:
    """The line of a row: its number, whether it has words of this column itself, whether these are the first of their cell (they begin
    with a code), and whether the cell hangs from there instead of being centred."""

    number: int
    filled: bool
    begins: bool = False
    hangs: bool = False


def shared(rows: Sequence[RowLine], gaps: Sequence[Gap], torn: frozenset[int]) -> list[tuple[int, int]]:
    """For each gap, how many of its first lines belong to the row above and how many of its last to the row below.

    `gaps`: before, between and behind the rows; `torn`: lines that follow a blank one.
    """
    # state: lines taken from the gap above the next row -> (cost, splits so far)
    states: dict[int, tuple[int, _Splits]] = {}
    first = gaps[0]
    for heads in range(min(len(first.lines), TALLEST) + 1):
        cost = 0 if first.free else SKIP * (len(first.lines) - heads)
        states[heads] = (cost, ((0, heads), None))
    for index, row in enumerate(rows):
        above, below = gaps[index].lines, gaps[index + 1]
        count = len(below.lines)
        last = index == len(rows) - 1
        following: dict[int, tuple[int, _Splits]] = {}
        for tails in range(min(count, TALLEST) + 1):
            best: tuple[int, _Splits] | None = None
            for heads, (cost, splits) in states.items():
                lines = [*above[len(above) - heads :], *([row.number] if row.filled else []), *below.lines[:tails]]
                total = cost + _off(lines, row, torn, cut=last and not heads)
                if best is None or total < best[0]:
                    best = (total, splits)
            assert best is not None
            for heads in range(0 if last else min(count - tails, TALLEST), -1, -1):
                left = count - tails - heads
                total = best[0] + (0 if below.free else SKIP * left)
                if heads not in following or total < following[heads][0]:
                    following[heads] = (total, ((tails, heads), best[1]))
        states = following if count else {0: following[0]}
    chain: _Splits | None = min(states.values(), key=lambda state: state[0])[1]
    out: list[tuple[int, int]] = []
    while chain is not None:
        out.append(chain[0])
        chain = chain[1]
    return out[::-1]


def _off(lines: Sequence[int], row: RowLine, torn: frozenset[int], cut: bool) -> int:
    """How far a cell is off its row, in half lines, and what tears it. `cut`: it may go on on the next page."""
    if not lines:
        return 0
    off = abs(lines[0] + lines[-1] - 2 * row.number)
    if row.hangs:
        off = 2 * max(0, row.number - lines[0])
    tears = TORN * sum(line in torn for line in lines[1:])
    if row.begins:
        tears += SKIP * sum(line < row.number for line in lines)
    return tears + off + (OFF if off and not cut else 0)
