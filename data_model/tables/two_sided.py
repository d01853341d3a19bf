"""Lines of a two-sided table without blanks -> labelled segments, each on its side. Apart from unsqueeze.py: here one line holds
rows of two or three lists, and a label, not a place, says which list it belongs to.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from data_model.budget import Place
from data_model.classification import class_of_name
from data_model.form_types import Form
from data_model.records import dataclass, field
from data_model.tables.fragments import Line
from data_model.tables.headers import TOTAL_WORDS
from data_model.tables.number_style import Style
from data_model.tables.rows import bare_name
from data_model.text import fold, unwrap

_CODE = re.compile(r"[1-9][0-9]{2}(?:[0-9]{2}){0,2}")
_GLUED = re.compile(r"[1-9][0-9]{2}(?:[0-9]{2}){0,2}[^0-9.,年%].*")
_NUMBERING = re.compile(
    r"(?:[一二三四五六七八九十]+、|[0-9]{1,2}[.．、](?![0-9])|[(（][一二三四五六七八九十]+[)）]|其中[:：])"
)
_SPENDING_TOTAL = ("支出总计", "支出合计", "总支出")
_INCOME_TOTAL = ("收入总计", "收入合计", "总收入")


@dataclass(slots=True)
class Segment:
    """A label with the figures behind it, on the side it belongs to; `guessed` when nothing tells the side for certain."""

    words: list[str]
    place: Place
    figures: list[str] = field(default_factory=list)
    side: str = ""
    first: bool = False
    guessed: bool = False

    @property
    def name(self) -> str:
        return unwrap(" ".join(self.words))


def segments(lines: Sequence[Line], form: Form, style: Style, by_line: bool = False) -> list[Segment]:
    """The labelled rows of all sides in printed order; labels wrapped over lines are joined, their figures follow them. `by_line`:
    a label that has figures takes none of the lines below."""
    known = _Known(form)
    found: list[Segment] = []
    for line in lines:
        words = [*line.raw]
        for index, word in enumerate(words):
            figure = style.figure(word) and not (_CODE.fullmatch(word) and _worded(words, index + 1, style))
            now = found[-1] if found else None
            if figure:
                if now is None or (by_line and now.figures and now.place != line.place):
                    now = Segment([], line.place, first=True)
                    found.append(now)
                if not now.figures:
                    now.place = line.place
                now.figures.append(word)
            elif now is None or _begins(word, now, index == 0, known):
                found.append(Segment([word], line.place, first=index == 0))
            else:
                now.words.append(word)
    _assign(found, known, form)
    return [s for s in found if s.side or s.figures]


def _worded(words: Sequence[str], at: int, style: Style) -> bool:
    return at < len(words) and not style.figure(words[at])


def _begins(word: str, now: Segment, first: bool, known: _Known) -> bool:
    """A new label begins: by code, by numbering, behind figures, or where the label before is complete."""
    if _CODE.fullmatch(word) or _GLUED.fullmatch(word) or _NUMBERING.match(word):
        return True
    if now.figures:
        return True
    if fold("".join([*now.words, word])) in TOTAL_WORDS:
        return False
    return known.side(now.name + word) == "" and known.side(now.name) != "" and (first or known.side(word) != "")


class _Known:
    """The labels a form declares and the side each is on."""

    def __init__(self, form: Form) -> None:
        self.sides = [side.id for side in form.sides]
        self.lines: dict[str, str] = {}
        for line in form.lines:
            head = line.key.partition(".")[0]
            side = {"use": "use", "spending": "expenditure", "total": ""}.get(head, "revenue")
            for name in line.names:
                if side:
                    self.lines.setdefault(bare_name(fold(name)), side)

    def coded(self, name: str) -> bool:
        """A functional class, by code or by name."""
        folded = fold(name)
        return _CODE.match(folded) is not None or bool(class_of_name(bare_name(folded)))

    def side(self, name: str) -> str:
        """The side of a label, "" when it does not tell."""
        folded = fold(name)
        if _CODE.match(folded) and class_of_name(bare_name(folded[3:])):
            return "expenditure"
        if folded in _SPENDING_TOTAL:
            return "expenditure"
        if folded in _INCOME_TOTAL:
            return "revenue"
        bare = bare_name(folded)
        if class_of_name(bare):
            return "expenditure"
        return self.lines.get(bare, "")


def _assign(found: Sequence[Segment], known: _Known, form: Form) -> None:
    """Each segment its side: by code, by label, else by its place in the line."""
    for index, segment in enumerate(found):
        folded = fold(segment.name)
        side = known.side(segment.name)
        if not side and _CODE.match(folded):
            side = "expenditure"
        if not side and folded in TOTAL_WORDS:
            side = "revenue" if segment.first else "expenditure"
        if not side and segment.words:
            before = next((s.side for s in reversed(found[:index]) if s.side), "")
            after_same_line = not segment.first and index and found[index - 1].place == segment.place
            side = "expenditure" if after_same_line or (before == "" and "支出" in folded) else "revenue"
            after = found[index + 1] if index + 1 < len(found) else None
            left = segment.first and after is not None and after.place == segment.place and known.coded(after.name)
            segment.guessed = bool(segment.figures) and not left
        segment.side = side if side in known.sides else known.sides[0]
    if "use" in known.sides and any(s.side == "use" for s in found) and not any(known.coded(s.name) for s in found):
        for segment in found:  # only 支出用途 is printed: its total is of that side
            segment.side = "use" if segment.side == "expenditure" else segment.side


def by_line(found: Sequence[Segment]) -> list[list[Segment]]:
    """Segments printed on one line and of different sides share a row of the grid."""
    groups: list[list[Segment]] = []
    for segment in found:
        last = groups[-1] if groups else []
        if last and last[0].place == segment.place and segment.side not in {s.side for s in last}:
            last.append(segment)
        else:
            groups.append([segment])
    return groups
