"""Amounts and codes torn over lines by narrow cells, put together before anything is read of them. Apart from fragments.py, which takes
whole words apart.

Words of one line are of different cells, so what a cell lacks stands on a line below. A row cut by a page break goes on below the
repeated header; its rest is taken only when every cell gets exactly the digits it lacks and the code is one the table may have.
"""

from __future__ import annotations

from collections.abc import Sequence

from data_model.classification import ECONOMIC_CLASSES, FUNCTIONAL_CLASSES
from data_model.records import dataclass, field
from data_model.tables.number_style import NUMBER, Style

CELLS = (3, 2, 2)
"""Digits of 类, 款 and 项 in cells of their own."""
REACH = 120
"""Lines of a page's foot, captions and repeated header that may stand between the parts of a row."""


def mend_amounts(words: list[list[str]], style: Style) -> set[int]:
    """Join amounts broken over cells or lines, in place: the next words must be exactly the digits that lack. -> lines that changed."""
    mended: set[int] = set()
    for i, line in enumerate(words):
        k = 0
        while k + 1 < len(line):
            if (lack := _lack(line[k], style)) and line[k + 1].isdecimal() and len(line[k + 1]) == lack:
                line[k] += line.pop(k + 1)
                mended.add(i)
            k += 1
        torn = [k for k, word in enumerate(line) if _lack(word, style)]
        if torn and (below := _below(words, i, [_lack(line[k], style) for k in torn])):
            for k, digits in zip(torn, below, strict=True):
                line[k] += digits
            mended.add(i)
    return mended


def _lack(word: str, style: Style) -> int:
    return style.lacking(word) if word[-1:] in "0123456789.," and NUMBER.fullmatch(word) else 0


def _below(words: list[list[str]], at: int, lacks: Sequence[int]) -> list[str]:
    """The digits that lack, taken off the beginning of the lines below; empty when these begin with anything else."""
    spots: list[tuple[int, int]] = []
    line = at + 1
    while len(spots) < len(lacks) and line < len(words):
        for k, word in enumerate(words[line]):
            if len(spots) == len(lacks):
                break
            if not word.isdecimal() or len(word) != lacks[len(spots)]:
                return []
            spots.append((line, k))
        line += 1
    if len(spots) < len(lacks):
        return []
    found = [words[line][k] for line, k in spots]
    for line, _ in spots:
        del words[line][0]
    return found


@dataclass(slots=True)
class _Code:
    """The cells of a code as far as they are printed from a line on: where they end, and how many words of that line are theirs."""

    cells: list[str] = field(default_factory=list)
    line: int = 0
    used: int = 0

    @property
    def lacks(self) -> list[int]:
        return [width - len(cell) for width, cell in zip(CELLS, self.cells, strict=False) if len(cell) < width]


def mend_codes(words: list[list[str]], codes: str, style: Style) -> set[int]:
    """Join codes whose cells were torn (`20 / 1 / 03 / 0 / 1`), in place, on the line of their last piece. -> lines of rows whose code
    stays torn. `codes`: what the codes of the table begin with."""
    seen: set[str] = set()
    torn: set[int] = set()
    joined = False
    for i in range(len(words)):
        code = _code_at(words, i, codes)
        if code is None:
            continue
        line, rest = words[code.line], words[code.line][code.used :]
        if not code.lacks:
            joined = joined or code.line > i
            for emptied in range(i, code.line):
                words[emptied].clear()
            line[:] = [*code.cells, *rest]
            seen.add("".join(code.cells))
        elif any(map(style.figure, rest)):
            if _finish(words, code, seen, style):
                joined = True
                seen.add("".join(code.cells))
                for emptied in range(i, code.line):
                    words[emptied].clear()
            else:
                torn.add(code.line)
    return torn if joined else set()


def _code_at(words: Sequence[Sequence[str]], at: int, codes: str) -> _Code | None:
    """The code that begins this line, over as many lines as it takes; None when none does."""
    if not words[at] or not _piece(words[at][0], 3) or words[at][0][0] not in codes:
        return None
    code = _Code(line=at)
    line = at
    while line < len(words):
        here, k = words[line], 0
        if here and code.cells and (lack := CELLS[len(code.cells) - 1] - len(code.cells[-1])):
            if not _piece(here[0], lack):
                break
            code.cells[-1] += here[0]
            k = 1
        while k < len(here) and len(code.cells) < len(CELLS) and _piece(here[k], CELLS[len(code.cells)]):
            code.cells.append(here[k])
            k += 1
        if here and not k:
            break
        if here:
            code.line, code.used = line, k
            if k < len(here):
                break
        line += 1
    return code


def _piece(word: str, width: int) -> bool:
    return len(word) <= width and word.isascii() and word.isdecimal()


def _finish(words: list[list[str]], code: _Code, seen: set[str], style: Style) -> bool:
    """Complete a row that goes on behind a page break: its code, and its figures where they were torn too."""
    line = words[code.line]
    figures = [k for k, word in enumerate(line) if k >= code.used and _lack(word, style)]
    lacks, behind = code.lacks, [_lack(line[k], style) for k in figures]
    found = _goes_on(words, code.line, lacks, behind)
    if found is None:
        return False
    below = words[found]
    pieces = iter(below[: len(lacks)])
    whole = [c + next(pieces) if len(c) < width else c for c, width in zip(code.cells, CELLS, strict=False)]
    joined = "".join(whole)
    known = joined in FUNCTIONAL_CLASSES or joined in ECONOMIC_CLASSES if len(whole) == 1 else joined[:-2] in seen
    if not known or joined in seen:
        return False
    for k, digits in zip(figures, below[len(below) - len(behind) :], strict=True):
        line[k] += digits
    del below[len(below) - len(behind) :]
    del below[: len(lacks)]
    code.cells = whole
    line[:] = [*whole, *line[code.used :]]
    return True


def _goes_on(words: Sequence[Sequence[str]], at: int, lacks: Sequence[int], behind: Sequence[int]) -> int | None:
    """The line that begins and ends in the digits a row lacks; between it and the row only a page number, captions and a header."""
    best = None
    first = True
    for index in range(at + 1, min(at + 1 + REACH, len(words))):
        line = words[index]
        if not line:
            continue
        lone = first and len(line) == 1 and line[0].isdecimal() and len(line[0]) <= 4
        first = False
        ends = [*line[: len(lacks)], *line[len(line) - len(behind) :]] if len(line) >= len(lacks) + len(behind) else []
        if ends and all(w.isdecimal() and len(w) == n for w, n in zip(ends, (*lacks, *behind), strict=True)):
            best = index
            if not lone:  # else it may be the page number
                break
        elif not lone and any(NUMBER.fullmatch(word) for word in line):
            break
    return best
