"""The shortest sequences from one place and one look to another: pens, parts of a row, and the pencil that draws them. Apart from
shadow.py, which knows what stands where; nothing here knows the toolkit."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

BLANKS, BLANKS_BETWEEN = 6, 10
"""Blanks from which erasing them is shorter than sending them, when nothing or when text follows; to the end of the row three are enough."""


class Pen:
    """The codes of one look (`1;38;2;216;219;224`, as in SGR), taken apart, so that a change of look sends only what differs."""

    __slots__ = ("fore", "ground", "paints", "signs", "whole")

    def __init__(self, codes: str) -> None:
        fore, ground, signs = "39", "49", []
        numbers = codes.split(";") if codes else []
        at = 0
        while at < len(numbers):
            number = numbers[at]
            size = {"5": 3, "2": 5}[numbers[at + 1]] if number in ("38", "48") else 1
            code = ";".join(numbers[at : at + size])
            if len(number) > 1 and number[:-1] in ("3", "9"):
                fore = code
            elif len(number) > 1 and number[:-1] in ("4", "10"):
                ground = code
            else:
                signs.append(code)
            at += size
        self.fore, self.ground, self.signs = fore, ground, frozenset(signs)
        self.paints = bool(self.signs & _PAINTING)
        self.whole = f"\x1b[0{';' + codes if codes else ''}m"

    def suits(self, other: Pen) -> bool:
        """Whether blanks look the same with both."""
        return self is other or not (self.paints or other.paints or self.ground != other.ground)

    def after(self, other: Pen | None) -> str:
        """The sequence that turns the other pen into this one; None is a terminal whose pen is not known."""
        if other is None:
            return self.whole
        gone = {_OFF.get(sign, "") for sign in other.signs - self.signs}
        if "" in gone:
            return self.whole
        kept = frozenset(sign for sign in other.signs if _OFF.get(sign) not in gone)
        codes = sorted(gone) + sorted(self.signs - kept)
        if self.fore != other.fore:
            codes.append(self.fore)
        if self.ground != other.ground:
            codes.append(self.ground)
        change = f"\x1b[{';'.join(codes)}m" if codes else ""
        return min(change, self.whole, key=len)


_OFF = {"1": "22", "2": "22", "3": "23", "4": "24", "5": "25", "7": "27", "9": "29"}
_PAINTING = frozenset({"4", "5", "6", "7", "9", "21", "51", "52", "53"})
"""Signs that show on a blank too: lines through or around it, reverse."""


class Part(NamedTuple):
    """Neighbouring cells of one pen. `doubtful`: a terminal may draw it wider than it is; `blank`: any pen of its ground draws it;
    `bare`: from its end on the row holds nothing but blanks of its ground."""

    y: int
    x: int
    pen: Pen
    cells: list[str]
    doubtful: bool
    blank: bool
    bare: bool


def ordered(parts: list[Part], pen: Pen | None) -> list[Part]:
    """The parts grouped by pen: to move the cursor is shorter than to change a true colour. Each group is followed by the one whose
    pen is the nearest. Doubtful parts come first, each in its place: what they may have covered at their right is drawn after them."""
    doubtful = [part for part in parts if part.doubtful]
    groups: dict[Pen, list[Part]] = {}
    blanks: list[Part] = []
    for part in parts:
        if not part.doubtful:
            (blanks if part.blank else groups.setdefault(part.pen, [])).append(part)
    for blank in blanks:
        suiting = next((one for one in groups if one.suits(blank.pen)), blank.pen)
        groups.setdefault(suiting, []).append(blank._replace(pen=suiting))
    out = doubtful
    here = doubtful[-1].pen if doubtful else pen
    while groups:
        best = min(groups, key=lambda one: len(one.after(here)))
        out += sorted(groups.pop(best), key=lambda part: (part.y, part.x))
        here = best
    return out


class Pencil:
    """Writes parts; remembers pen and place of the terminal from one frame to the next."""

    def __init__(self, width: int, erases: bool) -> None:
        self.width, self.erases = width, erases
        self.pen: Pen | None = None
        self._y = self._x = -1
        self._out: list[str] = []

    def lose(self) -> None:
        """Something else wrote on the terminal: neither place nor pen is known."""
        self.pen = None
        self._y = self._x = -1

    def taken(self) -> str:
        """What was written since the last time."""
        out = "".join(self._out)
        self._out.clear()
        return out

    def move(self, y: int, x: int) -> None:
        """Put the cursor on a cell, by the shortest way."""
        if (y, x) == (self._y, self._x):
            return
        ways = [f"\x1b[{y + 1};{x + 1}H" if x else f"\x1b[{y + 1}H"]
        if self._y >= 0 and (down := self._down(y - self._y)) is not None:
            ways += [down + across for across in self._across(x)]
        self._out.append(min(ways, key=len))
        self._y, self._x = y, x

    @staticmethod
    def _down(lines: int) -> str | None:
        if lines < 0:
            return f"\x1b[{-lines if lines < -1 else ''}A"
        return (
            "\v" * lines if lines < 4 else f"\x1b[{lines}B"
        )  # a vertical tab goes down and nothing else; no line mode turns it

    def _across(self, x: int) -> list[str]:
        if x == self._x:
            return [""]
        ways = [f"\x1b[{x + 1}G", *(["\r"] if x == 0 else [])]
        if self._x >= 0:
            cells = x - self._x
            ways.append(f"\x1b[{cells if cells > 1 else ''}C" if cells > 0 else f"\x1b[{-cells if cells < -1 else ''}D")
            if -4 < cells < 0:
                ways.append("\b" * -cells)
        return ways

    def take(self, pen: Pen) -> None:
        """Change to a pen."""
        if pen is not self.pen:
            self._out.append(pen.after(self.pen))
            self.pen = pen

    def scroll(self, top: int, bottom: int, lines: int) -> None:
        """Move the rows `top` to `bottom` up by so many lines (down when negative); what comes in is not known."""
        self._out.append(f"\x1b[{top + 1};{bottom + 1}r")
        self._y = self._x = -1
        self.move(bottom if lines > 0 else top, 0)
        self._out.append("\v" * lines if lines > 0 else "\x1bM" * -lines)
        self._out.append("\x1b[r")
        self._y = self._x = -1

    def draw(self, part: Part, doubtful: Callable[[str], bool]) -> None:
        """Write a part: blanks are erased where that is shorter, and after doubtful characters the place is no longer known."""
        y, start, wanted, cells = part[:4]
        if self.pen is None or not (part.blank and wanted.suits(self.pen)):
            self.take(wanted)
        erasing = not wanted.paints and (self.erases or wanted.ground == "49")
        out = self._out
        n, count = 0, len(cells)
        while n < count:
            text = cells[n]
            if text == " " and erasing:
                end = n + 1
                while end < count and cells[end] == " ":
                    end += 1
                if end == count and part.bare and end - n > 2:
                    self.move(y, start + n)
                    out.append("\x1b[K")
                    return
                if end - n >= (BLANKS if end == count else BLANKS_BETWEEN):
                    self.move(y, start + n)
                    out.append(f"\x1b[{end - n}X")
                    n = end
                    continue
            if self._x != start + n or self._y != y:
                self.move(y, start + n)
            out.append(text)
            n += 2 if n + 1 < count and not cells[n + 1] else 1
            ends = text > "~" and doubtful(text) and not (n < count and doubtful(cells[n]))
            self._x = -1 if ends or start + n >= self.width else start + n
