"""Documents as rows under headings: total, year, kind, body, file; and the lines below that tell more of the current one. Apart from the
start screen, which knows where documents come from."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from textual import events

from data_model.records import dataclass
from tui.cells import cell_width, cut, cut_start, left, right
from tui.texts import t
from tui.widgets.lines import LineList, Painted
from tui.widgets.spans import Span, spread

TOTAL, YEAR, KIND = 11, 4, 5
"""Cells of the columns before the body; wide enough for 1,234,567.89."""
WIDEST_BODY = 60
ABOUT = 3
"""Lines of what tells more: a rule and two of text."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the list: `kind` open, file, folder, up, sample, recent can be chosen; head, note and blank are passed over. `key` tells
    it from others of its kind, `name` is what it is called."""

    kind: str
    key: str = ""
    name: str = ""

    @property
    def passed(self) -> bool:
        """The cursor does not stop here."""
        return self.kind in ("head", "note", "blank")


@dataclass(frozen=True, slots=True)
class Told:
    """What a row says, column by column; `mark` stands before it, `dim` where it is no budget or not known."""

    total: str = ""
    year: str = ""
    kind: str = ""
    body: str = ""
    file: str = ""
    mark: str = " "
    dim: bool = False


class DocumentList(LineList):
    """Rows under headings; the cursor stops at documents and folders only."""

    def __init__(self, told: Callable[[Line], Told], *, id: str = "documents") -> None:
        super().__init__(id=id)
        self.rows: Sequence[Line] = ()
        self._told = told

    def show(self, rows: Sequence[Line]) -> None:
        """Show other rows; the cursor stays on its row, else at its place."""
        here = self.current
        self.rows = rows
        at = next((n for n, row in enumerate(rows) if row == here), -1)
        self.cursor = at if at >= 0 else self._near(min(self.cursor, len(rows) - 1))
        self.changed()

    def stand(self, kind: str, key: str) -> bool:
        """Put the cursor on a row; False when there is none."""
        at = next((n for n, row in enumerate(self.rows) if (row.kind, row.key) == (kind, key)), -1)
        if at >= 0:
            self.cursor = at
            self.changed()
        return at >= 0

    @property
    def current(self) -> Line | None:
        """The row under the cursor; None where there is nothing to choose."""
        row = self.rows[self.cursor] if 0 <= self.cursor < len(self.rows) else None
        return None if row is None or row.passed else row

    def in_sight(self) -> Sequence[Line]:
        """The rows on screen, the current one first."""
        seen = self.rows[self.top : self.top + self.page_size]
        return seen if self.current is None else [self.current, *seen]

    # --- moving --------------------------------------------------------------------------------------------------------------

    def _near(self, index: int, step: int = 1) -> int:
        """The nearest row the cursor can stop at, first in the direction of `step`."""
        for way in (step, -step):
            at = index
            while 0 <= at < len(self.rows):
                if not self.rows[at].passed:
                    return at
                at += way
        return max(0, index)

    def goto(self, index: int) -> None:
        index = max(0, min(index, len(self.rows) - 1))
        at = self._near(index, -1 if index < self.cursor else 1)
        super().goto(at)
        if at and self.top == at and all(row.passed for row in self.rows[:at]):  # the heading above the first row
            self.top = 0
            self.refresh()

    def section(self, step: int) -> None:
        """To the first row of the next section, or of the one before; round the end."""
        starts = [n + 1 for n, row in enumerate(self.rows[:-1]) if row.kind == "head" and not self.rows[n + 1].passed]
        if starts:
            others = [n for n in starts if (n > self.cursor if step > 0 else n < self._first())]
            self.goto((others[0] if step > 0 else others[-1]) if others else starts[0 if step > 0 else -1])

    def _first(self) -> int:
        """The first row of the section the cursor is in."""
        at = self.cursor
        while at > 0 and self.rows[at - 1].kind != "head":
            at -= 1
        return at

    def on_resize(self, event: events.Resize) -> None:
        if self.cursor < self.page_size:  # the headings above the first rows stay in sight where they can
            self.top = 0
        super().on_resize(event)

    # --- drawing -------------------------------------------------------------------------------------------------------------

    def count(self) -> int:
        return len(self.rows)

    def head(self, y: int, width: int) -> list[Span]:
        words = (t(f"screen.start.{word}") for word in ("total", "year", "kind", "body", "file"))
        total, year, kind, body, file = words
        return spread([(self._columns(width, " ", total, year, kind, body, file), "dim")], [(self.position, "dim")], width)  # fmt: skip

    @staticmethod
    def _columns(width: int, mark: str, total: str, year: str, kind: str, body: str, file: str) -> str:
        before = f"{mark}{right(total, TOTAL)}  {left(year, YEAR)} {left(cut(kind, KIND), KIND)}"
        room = min(WIDEST_BODY, (width - 1 - cell_width(before)) // 2)
        return f" {before}{left(cut(body, room), room)} {file}"

    def row(self, index: int, width: int) -> list[Span]:
        line = self.rows[index]
        if line.kind == "blank":
            return []
        if line.kind == "head":
            return [(f" {line.name}", "dim")]
        if line.kind == "note":
            return [(" " * 13 + line.name, "dim")]
        told = self._told(line)
        here = index == self.cursor
        text = self._columns(width, " ", told.total, told.year, told.kind, told.body, "")[2:]
        return [
            ("▌" if here else " ", "accent"),
            (told.mark, "accent"),
            (text, "dim" if told.dim else ""),
            (cut_start(told.file, width - cell_width(text) - 2), "dim"),  # of a path the end tells files apart
        ]


class About(Painted):
    """A rule and two lines: the whole body, then what is known of the document."""

    def __init__(self) -> None:
        super().__init__(id="about")
        self.texts: list[list[Span]] = [[], []]

    def tell(self, first: list[Span], second: list[Span]) -> None:
        """Say something else."""
        if [first, second] != self.texts:
            self.texts = [first, second]
            self.refresh()

    def line(self, y: int, width: int) -> tuple[list[Span], bool]:
        if y == 0:
            return [("─" * width, "dim")], False
        return [(" ", ""), *self.texts[y - 1]], False
