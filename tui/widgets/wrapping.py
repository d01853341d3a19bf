"""Chinese text broken to a width in cells: between any two wide characters, Latin words and numbers (`表5`, `第20页`, 万元) whole, no
closing mark at a line's start.
Apart because prose, pane and heads of columns break alike."""

from __future__ import annotations

import re
from functools import lru_cache

from tui.cells import cell_width, cut

_NOT_FIRST = frozenset("，。、；：？！）〕】》”’％%,.;:?!)]…—")
_TERM = re.compile(r"…(?:（[^（）]*）| \([^()]*\))|\S+(?: (?:[-+*]?[0-9≈][0-9,.]*\S*|—))?(?: [-+=≈×÷])?(?!\S)")
_NOT_LAST = frozenset("（〔【《“‘([")
_CLAUSE = re.compile("[，；。：]|[,;:.] ")
_LEAST_CLAUSE = 0.6
"""A text is cut after a clause when so much of the room is used."""


@lru_cache(maxsize=4096)
def wrap(text: str, width: int) -> tuple[str, ...]:
    """Lines of at most `width` cells; at least one. A closing mark takes the character before it along."""
    if width < 2 or cell_width(text) <= width:
        return (text if cell_width(text) <= width else cut(text, width),)
    lines: list[str] = []
    line: list[str] = []
    used = 0
    for char in text:
        wide = cell_width(char)
        if used + wide <= width:
            line.append(char)
            used += wide
            continue
        at = _break(line, char)
        lines.append("".join(line[:at]).rstrip(" "))
        line = [*line[at:], char]
        if line[0] == " ":
            del line[0]
        used = sum(cell_width(c) for c in line)
    lines.append("".join(line))
    return tuple(lines)


@lru_cache(maxsize=4096)
def cut_well(text: str, width: int) -> str:
    """`text` in at most `width` cells; what is longer ends in `…` after a clause, else after a word, never within a number."""
    if cell_width(text) <= width or width < 3:
        return cut(text, width)
    used = end = 0
    for n, char in enumerate(text):
        used += cell_width(char)
        if used > width - 1:
            break
        if not (_wordish(char) and _wordish(text[n + 1])):
            end = n + 1
    kept = text[:end] if end else cut(text, width).removesuffix("…")
    clause = max((match.start() for match in _CLAUSE.finditer(kept)), default=0)
    if cell_width(kept[:clause]) >= _LEAST_CLAUSE * width and kept.count("“", 0, clause) == kept.count("”", 0, clause):
        kept = kept[:clause]
    return kept.rstrip(" ，；。：、,;:（“(") + "…"


@lru_cache(maxsize=1024)
def wrap_terms(text: str, width: int) -> tuple[str, ...]:
    """The lines of a formula: broken at blanks, a sign of reckoning stays at the end of its line and a figure with its name
    (`基本支出 19.06 +`); a term wider than a line is broken as any text."""
    lines = [""]
    for term in _TERM.findall(text):
        joined = f"{lines[-1]} {term}".lstrip()
        if cell_width(joined) <= width:
            lines[-1] = joined
        elif cell_width(term) <= width:
            lines.append(term)
        else:
            lines[-1:] = wrap(joined, width)
    return tuple(line for line in lines if line) or ("",)


def _break(line: list[str], char: str) -> int:
    """Where to break `line` before `char`: as late as the rules allow, at least one character in."""
    for at in range(len(line), max(0, len(line) - 24), -1):
        after = line[at] if at < len(line) else char
        before = line[at - 1]
        inside_word = (_wordish(before) and _wordish(after)) or (before in "表第" and after.isdigit())
        inside_word = inside_word or (before.isdigit() and after in "页行") or (before in "万亿" and after == "元")
        if after not in _NOT_FIRST and before not in _NOT_LAST and not inside_word:
            return at
    return len(line)


def _wordish(char: str) -> bool:
    return char.isascii() and char not in " /-"
