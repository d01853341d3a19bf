"""The lines of a one-sided table without blanks -> its rows: which words, codes and figures belong together. Apart from unsqueeze.py,
which says what the rows are.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from data_model.budget import Place
from data_model.form_types import Form
from data_model.tables.fragments import Line
from data_model.tables.headers import TOTAL_WORDS
from data_model.tables.rows import bare_name
from data_model.text import fold, unwrap


@dataclass(slots=True)
class OpenRow:
    """A row being gathered from its lines."""

    codes: list[str]
    words: list[str] = field(default_factory=list)
    figures: list[str] = field(default_factory=list)
    place: Place | None = None

    def name(self) -> str:
        return unwrap(" ".join(self.words))


def gather(body: Sequence[Line], form: Form | None) -> list[OpenRow]:
    """Lines -> rows: a code, a total word or words with figures begin one; names and amounts may be spread over lines."""
    rows: list[OpenRow] = []
    loose: list[str] = []
    now: OpenRow | None = None

    def begin(line: Line, words: list[str]) -> OpenRow:
        row = OpenRow(line.codes, words, list(line.figures), line.place)
        rows.append(row)
        return row

    for line in body:
        known = not line.codes and _known(form, line.text)
        if line.codes:
            if loose and now is not None:
                now.words += loose  # the rest of a name whose amounts came first
                loose = []
            now = begin(line, [*loose, *line.words])
            loose = []
        elif known:
            if loose and now is not None:
                now.words += loose
            loose = []
            now = begin(line, list(line.words))
        elif line.words and line.figures and now is not None and not now.figures and not _whole(form, now):
            now.words += line.words
            now.figures, now.place = list(line.figures), line.place
        elif line.words and line.figures:
            now = begin(line, [*loose, *line.words])
            loose = []
        elif line.figures and now is not None and not now.figures and not loose:
            now.figures, now.place = list(line.figures), line.place
        elif line.figures and loose:
            now = begin(line, loose)
            loose = []
        elif len(line.figures) == 1 and now is not None:
            now.figures += line.figures  # one cell a line
        elif line.figures:
            now = begin(line, [])
        elif now is not None and not now.figures and not _whole(form, now):
            now.words += line.words
        else:
            loose += line.words
    if loose and now is not None:
        now.words += loose
    elif loose:
        rows.append(OpenRow([], loose, [], body[0].place))
    _name_total(rows)
    return rows


def _known(form: Form | None, text: str) -> bool:
    """A total word, or a line the form declares: it stands for itself."""
    folded = fold(text)
    if folded in TOTAL_WORDS:
        return True
    bare = bare_name(folded)
    lines = form.lines if form else ()
    return any(bare == bare_name(fold(name)) for line in lines for name in line.names)


def _whole(form: Form | None, row: OpenRow) -> bool:
    """A row without figures whose name is known to be complete: it takes no further words."""
    return not row.codes and _known(form, row.name())


def _name_total(rows: list[OpenRow]) -> None:
    """A total word printed apart from its figures (behind the table) goes with the one row that has no name."""
    words = [row for row in rows if not row.codes and not row.figures and fold(row.name()) in TOTAL_WORDS]
    nameless = [row for row in rows if not row.codes and not row.words and row.figures]
    if len(words) == len(nameless) == 1:
        nameless[0].words = words[0].words
        rows.remove(words[0])
