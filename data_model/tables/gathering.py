"""The lines of a one-sided table without blanks -> its rows: which words, codes and figures belong together. Apart from unsqueeze.py,
which says what the rows are.
"""

from __future__ import annotations

from collections.abc import Sequence

from data_model.form_types import Form
from data_model.records import dataclass, field
from data_model.tables.fragments import Line
from data_model.tables.headers import TOTAL_WORDS
from data_model.tables.names_apart import Known, OpenRow, lacking_name, name_rows
from data_model.tables.rows import bare_name
from data_model.text import fold


@dataclass(slots=True)
class Gathered:
    """The rows of a table in printed order, and the lines of words that belong to none of them."""

    rows: list[OpenRow] = field(default_factory=list)
    apart: list[Line] = field(default_factory=list)


def gather(body: Sequence[Line], form: Form | None, known: Known) -> Gathered:
    """Lines -> rows: a code, a total word or words with figures begin one; names and amounts may be spread over lines."""
    return _Gatherer(form, known).gather(body)


class _Gatherer:
    """Goes over the lines once: the row that is open, and the lines of words behind its figures."""

    def __init__(self, form: Form | None, known: Known) -> None:
        self.known = known
        self.names = TOTAL_WORDS | {
            bare_name(fold(name)) for line in (form.lines if form else ()) for name in line.names
        }
        self.done = Gathered()
        self.now: OpenRow | None = None
        self.loose: list[Line] = []
        self.since = 0  # rows begun before the last words behind figures
        self.narrow = False  # the figures before were torn: those of one row stand on lines of their own

    def gather(self, body: Sequence[Line]) -> Gathered:
        for line in body:
            self._line(line)
            self.narrow = line.mended
        if self.loose and self.now is None:
            self.done.rows.append(OpenRow([], self._words(), [], body[0].place))
        self._rest()
        _name_total(self.done.rows)
        return self.done

    def _line(self, line: Line) -> None:
        now = self.now
        if line.codes or self._declared(line.text):
            self._rest()
            self._begin(line, [*self._words(), *line.words])
        elif line.words and line.figures and now is not None and not now.figures and not self._whole(now):
            now.words += line.words
            now.figures, now.place = list(line.figures), line.place
        elif line.words and line.figures:
            self._apart(goes_on=True)
            self._begin(line, [*self._words(), *line.words])
        elif line.figures and now is not None and not now.figures and not self.loose:
            now.figures, now.place = list(line.figures), line.place
        elif line.figures and self.loose:
            self._apart(goes_on=True)
            self._begin(line, self._words())
        elif line.figures and now is not None and (len(line.figures) == 1 or self.narrow or line.mended):
            now.figures += line.figures  # one cell a line
        elif line.figures:
            self._begin(line, [])
        elif now is not None and not now.figures and (not self._whole(now) or self._declared(now.name() + line.text)):
            now.words += line.words  # （小计） of a whole name, too
        else:
            self.loose.append(line)

    def _begin(self, line: Line, words: list[str]) -> None:
        self.now = OpenRow(line.codes, words, list(line.figures), line.place, line.torn)
        self.done.rows.append(self.now)

    def _words(self) -> list[str]:
        words = [word for line in self.loose for word in line.words]
        self.loose = []
        return words

    def _rest(self) -> None:
        """What stands behind figures is the rest of that row's name, or, when rows before have none, the names of these."""
        if self.now is not None and self.loose and not self._apart():
            self.now.words += self._words()

    def _apart(self, goes_on: bool = False) -> bool:
        """Share the lines out among the rows they name; False when they are the rest of one name or, where `goes_on`, may be the
        beginning of the next."""
        rows = self.done.rows[self.since :]
        if not self.loose or not rows:
            return False
        complete = not goes_on and self.now is not None and bool(self.now.figures) and self._whole(self.now)
        if complete or any(lacking_name(row, self.known) for row in rows):
            if not name_rows(rows, [line.text for line in self.loose], self.known):
                self.done.apart += self.loose
            self.loose = []
        self.since = len(self.done.rows)
        return not self.loose

    def _declared(self, text: str) -> bool:
        """A total word, or a line the form declares: it stands for itself."""
        folded = fold(text)
        return folded in TOTAL_WORDS or bare_name(folded) in self.names

    def _whole(self, row: OpenRow) -> bool:
        """A row whose name is known to be complete: it takes no further words."""
        return not row.codes and self._declared(row.name())


def _name_total(rows: list[OpenRow]) -> None:
    """A total word printed apart from its figures (behind the table) goes with the one row that has no name."""
    words = [row for row in rows if not row.codes and not row.figures and fold(row.name()) in TOTAL_WORDS]
    nameless = [row for row in rows if not row.codes and not row.words and row.figures]
    if len(words) == len(nameless) == 1:
        nameless[0].words = words[0].words
        rows.remove(words[0])
