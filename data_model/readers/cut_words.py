"""Words that narrow cells cut, and words of two cells that ran together, mended before rows are told. Apart from visible.py, which
shares whole words among rows.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from itertools import pairwise

from data_model.readers.visible_lines import CUT, FIGURE, GAP, YEAR, Chunk, VisibleLine, wordy
from data_model.text import has_han

REACH = 2
"""So many lines below its first piece the rest of a cut word stands, where its cell is centred on a row of three lines."""
SEEN = 2
"""So often a thing must be seen in a table before it is taken for its way of printing."""
CLASS = 3
"""Digits of a 类 in all classifications; 款 and 项 have two."""


def decimals_of(words: Iterable[str]) -> int:
    """The decimals most amounts among the words have; 0 when none has any."""
    found = Counter(len(w.partition(".")[2].rstrip(")")) for w in words if "." in w and FIGURE.fullmatch(w))
    return found.most_common(1)[0][0] if found else 0


def join_numbers(lines: Sequence[VisibleLine], usual: int = 0) -> None:
    """An amount cut at its end goes on in the same place one or two lines below. `usual`: the decimals amounts of the document have;
    a table whose amounts have fewer has them all cut, if just the digits that lack stand below each."""
    own = decimals_of(c.text for x in lines for c in x.chunks)
    if usual <= own or not _all_cut(lines, usual):
        usual = own or 2  # all cut: 万元 with two decimals, 元 with none
    for index, line in enumerate(lines):
        for chunk in list(line.chunks):
            lacks = usual - len(chunk.text.partition(".")[2])
            if not CUT.fullmatch(chunk.text) or lacks <= 0:
                continue
            for later in lines[index + 1 : index + 1 + REACH]:
                rest = _rest(chunk, later, lacks)
                if rest is not None:
                    chunk.text += rest.text
                    later.chunks.remove(rest)
                    if (
                        index + 2 < len(lines) and later is lines[index + 2] and not lines[index + 1].caption
                    ):  # its row is the line between
                        line.chunks.remove(chunk)
                        lines[index + 1].chunks.append(chunk)
                        lines[index + 1].chunks.sort(key=lambda c: c.start)
                    break


def _all_cut(lines: Sequence[VisibleLine], decimals: int) -> bool:
    """Every amount that lacks decimals stands above just these digits, and there is one."""
    short = [
        (i, c, lack)
        for i, line in enumerate(lines)
        for c in line.chunks
        if CUT.fullmatch(c.text) and (lack := decimals - len(c.text.partition(".")[2])) > 0
    ]
    return bool(short) and all(
        any(_rest(chunk, later, lack) for later in lines[i + 1 : i + 1 + REACH]) for i, chunk, lack in short
    )


def _rest(chunk: Chunk, later: VisibleLine, lacks: int) -> Chunk | None:
    """The digits a cut amount lacks, where the later line has them below it."""
    return next((c for c in later.chunks if c.text.isdecimal() and len(c.text) == lacks and _below(chunk, c)), None)


def _below(chunk: Chunk, rest: Chunk) -> bool:
    return chunk.start - 2 <= rest.start <= chunk.end + 2


def join_codes(lines: Sequence[VisibleLine]) -> None:
    """Codes cut by columns too narrow for them: `20` above `1` is 201, and what stands beside them in line is cut alike.

    A 类 has three digits, so two of them at the beginning of a line with one below are one code; once in a table may be chance.
    Also over a page break: then the words beside the rest are the rest of the name.
    """
    body = [line for line in lines if line.chunks]
    pairs = [(at, rest) for at in range(len(body)) if (rest := _rest_of_class(body, at)) is not None]
    if len(pairs) < SEEN:
        return
    for at, rest in pairs:
        above, below = body[at], body[rest]
        home = body[at + 1] if rest - at == REACH and above.page == below.page else above
        leading = [c for c in above.chunks if c.text.isdecimal() and _leads(above, c)]
        for chunk, tail in _tails(leading, [c for c in below.chunks if c.text.isdecimal() and _leads(below, c)]):
            chunk.text += tail.text
            below.chunks.remove(tail)
            if home is not above:
                above.chunks.remove(chunk)
                home.chunks.append(chunk)
                home.chunks.sort(key=lambda c: c.start)
        if above.page != below.page:
            _carry_name(above, below)


def _tails(leading: Sequence[Chunk], below: Sequence[Chunk]) -> list[tuple[Chunk, Chunk]]:
    """Each piece of a code with the rest of its cell, in their order; none unless all that are short get the digits they lack: a code
    put together by halves would be that of another row."""
    short = [c for i, c in enumerate(leading) if len(c.text) < (CLASS - 1 if i else CLASS)]
    widths = [CLASS - 1 if c is not leading[0] else CLASS for c in short]
    fits = len(short) == len(below) and all(
        len(c.text) + len(rest.text) == width for c, rest, width in zip(short, below, widths, strict=True)
    )
    return list(zip(short, below, strict=True)) if fits else []


def _rest_of_class(body: Sequence[VisibleLine], at: int) -> int | None:
    """The line where the 类 that begins on line `at` ends: one digit in the same place, before any other code."""
    first = body[at].chunks[0]
    if not (len(first.text) == CLASS - 1 and first.text.isdecimal() and first.text[0] != "0"):
        return None
    for index in range(at + 1, len(body)):
        line = body[index]
        if line.caption:
            continue
        near = line.page == body[at].page and line.number - body[at].number <= REACH
        begins = line.chunks[0]
        if line.page != body[at].page and not begins.text.isdecimal():
            continue  # the header again
        if not near and line.page == body[at].page:
            return None
        if begins.text.isdecimal() and len(begins.text) == 1:
            return index if line.page != body[at].page or _below(first, begins) else None
        if begins.start <= first.end and begins.text.isdecimal():
            return None
    return None


def _leads(line: VisibleLine, chunk: Chunk) -> bool:
    """Nothing but digits stands before the chunk."""
    return all(c.text.isdecimal() for c in line.chunks if c.start < chunk.start) and len(chunk.text) < CLASS


def _carry_name(above: VisibleLine, below: VisibleLine) -> None:
    """The rest of a row's words on the next page goes to the row, where both lines have one cell of words."""
    first = [c for c in above.chunks if wordy(c.text)]
    rest = [c for c in below.chunks if wordy(c.text)]
    if len(first) == len(rest) == 1 and below.chunks == rest:
        first[0].text += rest[0].text
        below.chunks.clear()


def join_years(lines: Sequence[VisibleLine]) -> None:
    """A year at the end of a line of words is one of them, where the cell goes on below with 年; else it may be an amount."""
    for index, line in enumerate(lines):
        for words, year in list(pairwise(line.chunks)):
            near = year.start - words.end < GAP and has_han(words.text)
            if not near or not YEAR.fullmatch(year.text):
                continue
            under = [c for later in lines[index + 1 : index + 1 + REACH] for c in later.chunks if c.over(words)]
            if under and under[0].text.startswith("年"):
                words.text += f" {year.text}"
                line.chunks.remove(year)


def part_cells(page: Sequence[VisibleLine]) -> None:
    """Part words a single blank apart where other lines show a column to begin and nothing reaches over the blank."""
    lines = [line for line in page if not line.caption]
    chunks = [c for line in lines for c in line.chunks if wordy(c.text)]
    begins = Counter(c.start for c in chunks)
    shown = {place for place, times in begins.items() if times >= SEEN}
    if not any(_blanks(c) & shown for c in chunks):
        return
    covered = {c.start + i for c in chunks for i, letter in enumerate(c.text) if letter != " "}
    gutters = {place for place in shown if place - 1 not in covered}
    for line in lines:
        line.chunks = [part for chunk in line.chunks for part in _parted(chunk, gutters)]


def _blanks(chunk: Chunk) -> set[int]:
    """The places behind its blanks."""
    return {chunk.start + i + 1 for i, letter in enumerate(chunk.text) if letter == " "}


def _parted(chunk: Chunk, gutters: Collection[int]) -> list[Chunk]:
    """The chunk, or its words before and behind the first gutter it runs over."""
    if not wordy(chunk.text):
        return [chunk]
    for place in sorted(_blanks(chunk) & set(gutters)):
        at = place - chunk.start
        if has_han(chunk.text[:at]):
            return [Chunk(chunk.start, chunk.text[:at].rstrip()), *_parted(Chunk(place, chunk.text[at:]), gutters)]
    return [chunk]
