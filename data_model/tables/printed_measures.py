"""Which measures a table without blanks may have printed: by its number row, else by the words of its header. Apart from headers.py,
which needs to know the columns; here they are gone and only the words in reading order are left.
"""

from __future__ import annotations

from collections.abc import Sequence

from data_model.amount import step_of, tolerance
from data_model.form_types import Form, Measure, Side
from data_model.identities import DETAIL_OF, IDENTITIES
from data_model.records import dataclass
from data_model.tables.headers import printed_length, vocabulary
from data_model.tables.number_style import Style
from data_model.tables.printed_cells import fen_of
from data_model.text import fold, has_han

_GROUPS = (
    "一般公共预算支出", "一般公共预算基本支出", "一般公共预算项目支出", "政府性基金预算支出", "国有资本经营预算支出", "支出预算",
    "收入预算", "财政拨款收入", "财政拨款支出", "资金来源", "科目", "项目", "预算数", "支出功能分类", "功能分类", "支出用途", "收入",
    "支出", "单位",
)  # fmt: skip
"""Headings over several columns; they name no measure."""
LONGEST = 2000
"""Characters of a header that is looked at; real ones have up to three hundred."""
TORN = 1
"""More characters than this left over, and the words of a header do not tell which columns there were."""


@dataclass(frozen=True, slots=True)
class Choice:
    """`possible`: the measures a figure may belong to, in the order of their columns; `full`: those of a row that has them all
    (empty when it is not known how many columns were printed)."""

    possible: tuple[str, ...]
    full: tuple[str, ...] = ()


def choose(form: Form | None, side: Side, headings: Sequence[str], numbers: int, widest: int) -> Choice:
    """The measures of one side. `headings`: the folded words of the header, in one order or another; `numbers`: what its number row counts; `widest`: the
    most figures a row has. All declared ones when the header does not tell enough."""
    if form is None or not side.measures:
        return Choice(())
    order = _in_order(side.measures)
    if len(form.sides) == 1 and numbers and numbers == printed_length(form, numbers):
        counted = tuple(measure.id for measure in side.measures[:numbers])
        return Choice(counted, counted)
    heading = next((text for text in headings if _understood(form, text)), "")
    found = _named(side, heading)
    named = tuple(m for m in order if m in found)
    if (
        len(side.measures) == 1 or widest > len(named) or side.measures[0].id not in found
    ):  # the sum has a column in every print
        return Choice(tuple(order))
    possible = tuple(m for m in order if m in _with_lost(form, found))
    return Choice(possible, named if possible == named else ())


def everything(side: Side) -> Choice:
    """All declared measures: what a header says is not borne out by the figures."""
    return Choice(tuple(_in_order(side.measures)))


def breaks(form: Form, full: Sequence[str], figures: Sequence[int | None], step: int) -> bool:
    """True when the figures of a whole row, each under its measure, break a sum of the row: the header named other columns."""
    held = {m: fen for m, fen in zip(full, figures, strict=True) if fen is not None}
    for identity in IDENTITIES:
        left, parts = identity.left.measure, [term.measure for term in identity.right if term.measure in full]
        parts = [m for m in parts if not any(head in parts for head in DETAIL_OF.get(m, ()))]
        if identity.kind == "row" and identity.left.table == form.kind and left in full and parts:
            total = sum(held.get(m, 0) for m in parts)
            if abs(held.get(left, 0) - total) > tolerance(len(parts), step):
                return True
    return False


def _in_order(measures: tuple[Measure, ...]) -> list[str]:
    """As declared, but a sum stands before its details (基本支出 before 人员经费)."""
    order = [measure.id for measure in measures]
    for detail, heads in DETAIL_OF.items():
        for head in heads:
            if detail in order and head in order and order.index(head) > order.index(detail):
                order.remove(head)
                order.insert(order.index(detail), head)
    return order


def _named(side: Side, heading: str) -> set[str]:
    """The measures whose words occur in the header; longer words first, each place of the text counts once."""
    words = sorted(
        ((fold(word.rpartition("/")[2]), m.id) for m in side.measures for word in m.words), key=lambda w: -len(w[0])
    )
    found: set[str] = set()
    rest = heading
    for word, measure in words:
        if word and measure not in found and word in rest:
            found.add(measure)
            rest = rest.replace(word, "|", 1)
    return found


def _understood(form: Form, heading: str) -> bool:
    """The header consists of known words: what is left over may be a measure whose heading was torn apart."""
    if len(heading) > LONGEST:
        return False
    words = {*vocabulary(form), *map(fold, _GROUPS)} - {""}
    rest = [0]  # the least that is left over of each beginning of the header
    for end, char in enumerate(heading, 1):
        fits = (rest[end - len(word)] for word in words if heading.endswith(word, 0, end))
        rest.append(min(rest[-1] + has_han(char), *fits, len(heading)))
    return rest[-1] <= TORN


def _with_lost(form: Form, found: set[str]) -> set[str]:
    """With the measures of the same row identity whose column the file may have lost: two thirds of them are printed."""
    out = set(found)
    for identity in IDENTITIES:
        parts = [term.measure for term in identity.right]
        if identity.kind == "row" and identity.left.table == form.kind and identity.left.measure in out:
            known = [m for m in parts if m in out]
            if len(parts) >= 3 and 3 * len(known) >= 2 * len(parts):
                out |= set(parts)
    return out


def head_words(form: Form | None) -> frozenset[str]:
    """The words above the columns of a form; those of a table without codes also name its rows, so only its measures count."""
    if form is None:
        return frozenset()
    if form.classification:
        return vocabulary(form)
    words = (word for side in form.sides for m in side.measures for text in m.words for word in text.split("/"))
    return frozenset(
        map(fold, (*words, *(w for side in form.sides for w in (*side.heads, *side.name)), "资金来源", "小计"))
    )


def borne_out(form: Form | None, choice: Choice, rows: Sequence[Sequence[str]], style: Style, unit: str) -> bool:
    """Most rows with a figure in every column agree with the columns the header seemed to name. `rows`: their figures as printed."""
    whole = [row for row in rows if len(row) == len(choice.full)]
    if form is None or not choice.full or not whole:
        return True
    step = step_of(max(0, style.decimals), unit or "元")
    broken = sum(breaks(form, choice.full, [fen_of(text, unit or "元") for text in row], step) for row in whole)
    return 2 * broken < len(whole)
