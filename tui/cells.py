"""Text in terminal cells: width, cutting, padding, what may be drawn. Apart from figures.py because the help needs no amounts. No terminal
is touched."""

from __future__ import annotations

from collections.abc import Collection
from functools import lru_cache
from unicodedata import combining, east_asian_width, normalize

ELLIPSIS = "…"
_ASCII: dict[str, int | str | None] = {
    "▌": ">", "▸": "+", "▾": "-", "│": "|", "─": "-", "‹": "<", "›": ">", "◂": "<", "·": "-", "—": "-", "–": "-", "…": "~", "→": ">",
    "↔": "=", "≈": "~", "×": "x", "÷": "/", "±": "+", "≤": "<", "≥": ">", "≠": "!", "“": '"', "”": '"', "‘": "'", "’": "'",
    "↑": "^", "↓": "v", "←": "<", "°": "o", "•": "*", "●": "*", "○": "o", "★": "*", "☆": "*", "※": "*", "‰": "%", "√": "v",
}  # fmt: skip


class _AsciiTable(dict[int, int | str | None]):
    """For str.translate: ASCII_TABLE's own, then every other character that some terminals draw wider."""

    def __missing__(self, code: int) -> int | str | None:
        char = chr(code)
        out: int | str | None = code
        if combining(char):
            out = None
        elif "\u2580" <= char <= "\u259f":
            out = "#"
        elif "\u2500" <= char <= "\u257f":
            out = "+"
        elif east_asian_width(char) == "A":
            plain = normalize("NFKC", char)
            out = plain if len(plain) == 1 and plain.isascii() else "?"
        self[code] = out
        return out


ASCII_TABLE = _AsciiTable(str.maketrans(_ASCII))
"""What `--ascii` draws instead: one cell for one cell, so that nothing moves."""


@lru_cache(maxsize=8192)
def cell_width(text: str) -> int:
    """Cells a terminal draws: 2 for wide and full-width characters, 0 for combining ones, 1 for the rest (ambiguous ones too)."""
    if text.isascii():
        return len(text)
    return sum(0 if combining(c) else 2 if east_asian_width(c) in "WF" else 1 for c in text)


def widest(texts: Collection[str]) -> int:
    """Cells of the widest text, 0 of none. Of 100,000 names none is taken apart: in GBK a character has as many bytes as cells, but
    for the few that are put otherwise first."""
    joined = "\0".join(texts)
    if not joined.isascii():
        for char in set(joined):
            cells = cell_width(char)
            if len(char.encode("gbk", "ignore")) != cells:
                joined = joined.replace(char, "x" * cells)
    return max(map(len, joined.encode("gbk", "ignore").split(b"\0")))


def cut(text: str, width: int) -> str:
    """`text` in at most `width` cells; what is longer ends in `…`."""
    if cell_width(text) <= width:
        return text
    if width <= 0:
        return ""
    out, used = [], 0
    for char in text:
        wide = cell_width(char)
        if used + wide > width - 1:
            break
        out.append(char)
        used += wide
    return "".join(out) + ELLIPSIS


def cut_start(text: str, width: int) -> str:
    """`text` in at most `width` cells; of what is longer (a path) the end stays, after `…`."""
    return text if cell_width(text) <= width else ELLIPSIS + cut(text[::-1], width)[:-1][::-1]


def left(text: str, width: int) -> str:
    """Cut and padded on the right to exactly `width` cells."""
    short = cut(text, width)
    return short + " " * (width - cell_width(short))


def right(text: str, width: int) -> str:
    """Padded on the left to exactly `width` cells; figures are never cut: a figure that does not fit becomes `#`s."""
    used = cell_width(text)
    return " " * (width - used) + text if used <= width else "#" * width


def visible(text: str) -> str:
    """`text` without what a terminal would obey instead of draw; the last guard of the screen, whatever came before."""
    if text.isprintable():
        return text
    return "".join(c if c.isprintable() or c == "\u3000" else " " if c.isspace() else "" for c in text)


def to_ascii(text: str) -> str:
    """Every drawing and ambiguous character replaced by one ASCII cell."""
    return text.translate(ASCII_TABLE)
