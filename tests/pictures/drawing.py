"""Cells to SVG that stands in columns in every browser, whatever fonts it has: apart from scenes.py, which says what is drawn.

The toolkit's own export stretches whole lines to their width, so that Chinese and digits shift against the lines above. Here every
word stands at the column of its cell; blocks, lines and triangles are shapes, not letters. The text of the screen is the `desc`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from html import escape, unescape
from itertools import groupby
from typing import NamedTuple

CELL, ROW, MARGIN, LETTER, HAN = 8, 19, 14, 13.3, 14.5
"""Pixels: width and height of a cell, margin, size of ASCII letters (0.6 em is a cell) and of Chinese characters."""
GROUND, TEXT, DIM = "#15181c", "#d8dbe0", "#949ba6"
_ANSI = {"black": GROUND, "red": "#d98a80", "green": "#9cbf8a", "brown": "#e0b46c", "blue": "#7fa3c8", "magenta": "#b99ac8",
         "cyan": "#7fb8c4", "white": TEXT}  # fmt: skip
_FONTS = (
    "ui-monospace,SFMono-Regular,Menlo,Consolas,'DejaVu Sans Mono','Liberation Mono','Noto Sans Mono CJK SC',"
    "'PingFang SC','Microsoft YaHei',monospace"
)
_EIGHTHS = {char: eighths for eighths, char in enumerate("▏▎▍▌▋▊▉█", start=1)}
_SHAPES = frozenset("▐│─▸▾◂") | frozenset(_EIGHTHS)


class Cell(NamedTuple):
    """One cell of a screen; the right half of a wide character has the text ""."""

    text: str
    color: str = TEXT
    ground: str = GROUND
    bold: bool = False


Row = Sequence[Cell]


def text_of(rows: Sequence[Row]) -> str:
    """The screen as text, no blanks at the ends of lines."""
    return "\n".join("".join(cell.text for cell in row).rstrip() for row in rows).rstrip("\n")


def text_in(svg: str) -> str:
    """The screen of a picture as text. ValueError for something that is no picture of ours."""
    found = re.search(r"<desc>(.*?)</desc>", svg, re.DOTALL)
    if found is None:
        raise ValueError("no desc")
    return unescape(found[1])


def svg(title: str, rows: Sequence[Row]) -> str:
    """A picture of a screen."""
    columns = max(len(row) for row in rows)
    width, height = columns * CELL + 2 * MARGIN, len(rows) * ROW + 2 * MARGIN
    parts = [part for y, row in enumerate(rows) for part in (*_grounds(row, y), *_marks(row, y), *_words(row, y))]
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" role="img">',
            f"<title>{escape(title)}</title>",
            f"<desc>{escape(text_of(rows), quote=False)}</desc>",
            f"<style>text{{font:{LETTER}px {_FONTS};white-space:pre}}.h{{font-size:{HAN}px;letter-spacing:{2 * CELL - HAN:g}px}}"
            ".b{font-weight:bold}</style>",
            f'<rect width="{width}" height="{height}" rx="8" fill="{GROUND}"/>',
            f'<g fill="{TEXT}">',
            *parts,
            "</g>",
            "</svg>",
            "",
        ]
    )


def _runs(row: Row, key: Callable[[Cell], object]) -> Iterator[tuple[int, list[Cell]]]:
    """(column, cells) of neighbours alike in `key`."""
    at = 0
    for _, group in groupby(row, key):
        cells = list(group)
        yield at, cells
        at += len(cells)


def _reversed(cell: Cell) -> bool:
    """True for a block that grows from the right: terminals have none, programs draw the rest of the cell in reversed colours."""
    return cell.text in _EIGHTHS and cell.ground > cell.color


def _behind(cell: Cell) -> str:
    return cell.color if _reversed(cell) else cell.ground


def _fill(color: str) -> str:
    return "" if color == TEXT else f' fill="{color}"'


def _rect(x: float, y: float, width: float, height: float, color: str) -> str:
    return f'<rect x="{x:g}" y="{y:g}" width="{width:g}" height="{height:g}"{_fill(color)}/>'


def _grounds(row: Row, y: int) -> Iterator[str]:
    for x, cells in _runs(row, _behind):
        if _behind(cells[0]) != GROUND:
            yield _rect(MARGIN + x * CELL, MARGIN + y * ROW, len(cells) * CELL, ROW, _behind(cells[0]))


def _marks(row: Row, y: int) -> Iterator[str]:
    """Blocks, lines and triangles; full blocks beside each other are one."""
    top = MARGIN + y * ROW
    for x, cells in _runs(row, lambda cell: (cell.text, cell.color, cell.ground) if cell.text in _SHAPES else None):
        left, char, color = MARGIN + x * CELL, cells[0].text, cells[0].color
        if char in ("█", "─"):
            height, down = (ROW - 4, 2) if char == "█" else (1, ROW // 2)
            yield _rect(left, top + down, len(cells) * CELL, height, color)
            continue
        for n in range(len(cells) if char in _SHAPES else 0):
            if _reversed(cells[n]):
                part = CELL * _EIGHTHS[char] / 8
                yield _rect(left + n * CELL + part, top + 2, CELL - part, ROW - 4, cells[n].ground)
            else:
                yield _mark(char, left + n * CELL, top, color)


def _mark(char: str, left: int, top: int, color: str) -> str:
    if char in _EIGHTHS:
        return _rect(left, top + 2, CELL * _EIGHTHS[char] / 8, ROW - 4, color)
    if char == "▐":
        return _rect(left + CELL / 2, top + 2, CELL / 2, ROW - 4, color)
    if char == "│":
        return _rect(left + CELL / 2, top, 1, ROW, color)
    middle = top + ROW / 2
    points = {
        "▸": (left + 1, middle - 4, left + 1, middle + 4, left + 7, middle),
        "◂": (left + 7, middle - 4, left + 7, middle + 4, left + 1, middle),
        "▾": (left, middle - 3, left + 8, middle - 3, left + 4, middle + 3),
    }[char]
    return f'<polygon points="{" ".join(f"{value:g}" for value in points)}"{_fill(color)}/>'


def _kind(cell: Cell) -> str:
    """ascii and han run on; a sign of one cell that some fonts draw wider stands alone; blanks and shapes are not written."""
    if cell.text in ("", " ") or cell.text in _SHAPES:
        return "" if cell.text else "half"
    return "ascii" if cell.text.isascii() else "sign"


def _words(row: Row, y: int) -> Iterator[str]:
    """Runs of one kind and style, each at its column."""
    wide = [bool(cell.text) and x + 1 < len(row) and not row[x + 1].text for x, cell in enumerate(row)]
    kinds = [
        "han" if wide[x] or not cell.text else kind if (kind := _kind(cell)) != "sign" else f"sign{x}"
        for x, cell in enumerate(row)
    ]
    base = MARGIN + y * ROW + ROW - 5
    for (kind, color, bold), group in groupby(range(len(row)), lambda x: (kinds[x], row[x].color, row[x].bold)):
        if not kind:
            continue
        columns = list(group)
        said = "".join(row[x].text for x in columns)
        names = " ".join(["h"] * (kind == "han") + ["b"] * bold)
        attributes = (f' class="{names}"' if names else "") + _fill(color)
        if kind == "ascii" and len(said) > 1:
            attributes += f' textLength="{len(said) * CELL}"'
        elif kind.startswith("sign"):
            attributes += f' textLength="{CELL}" lengthAdjust="spacingAndGlyphs"'
        yield f'<text x="{MARGIN + columns[0] * CELL}" y="{base}"{attributes}>{escape(said, quote=False)}</text>'


def color_of(name: str, otherwise: str) -> str:
    """A colour as pyte names it: `default`, one of the sixteen, or six hexadecimal digits."""
    if name == "default":
        return otherwise
    return _ANSI.get(name.removeprefix("bright"), f"#{name}")
