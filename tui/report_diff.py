"""`diff` as aligned text: Comparisons in, lines out. Apart from report.py, which tells of one budget; files are written by data_model's exports.

Signs and words carry the meaning, never colour alone; figures stand first in fixed columns, names last.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from data_model.comparing.diff_select import Selection, select
from data_model.comparing.diff_words import (
    bar_name,
    group_texts,
    line_name,
    missing_text,
    notice_texts,
    people_texts,
    rate_text,
)
from data_model.comparison import ADJUSTMENT, Change, Comparison, Party
from tui.cells import cell_width, cut, left, right
from tui.console import Line
from tui.figures import BLANK, amount_text, signed
from tui.texts import spoken, t, term
from tui.widgets.naming import short_entity, unit_word

if TYPE_CHECKING:
    from data_model.comparing.matrix import Matrix, MatrixLine

MOVERS = 3
FEW = 12
"""With no more innermost lines than this the largest movers are seen without being named."""
_HEAD = 8


def diff_lines(c: Comparison, selection: Selection, unit: str, width: int | None, by_share: bool = False) -> list[Line]:
    """One comparison: who and what, the lines, the bridge, the group, what to know. Names are cut to `width` (None: whole)."""
    shown = select(c, selection)
    lines: list[Line] = [((cut(_title(c), width) if width else _title(c), "bold"),), ((_about(c, unit), "dim"),), ()]
    lines += _table(c, shown, unit, width, by_share, selection.inner)
    if len(shown) == 1 and len(c.lines) > 1:
        lines.append(((t("diff.nothing"), "dim"),))
    room = width or 80
    lines += [(), *_bridge_lines(c, unit, room)]
    lines += [_plain(text) for text in _marks(c, shown, unit)]
    if sum(c.counts().values()) > FEW:
        lines += _mover_lines(c, unit, room)
    if not _by_year(c):
        lines += [_plain(text) for text in people_texts(c, spoken())]
    if c.missing and (len(c.missing) <= FEW or not selection.inner):  # else each line has its mark
        lines += _wrapped(
            f"{t('diff.missing')}  ", missing_text(c, spoken()).split(t("diff.comma")), room, t("diff.comma")
        )
    lines += [_plain(f"{t('diff.note')}  {text}") for text in notice_texts(c.notices, spoken())]
    return lines


def _plain(text: str) -> Line:
    return ((text, "dim"),)


# --- heading -----------------------------------------------------------------------------------------------------------------


def party_name(party: Party) -> str:
    """`万里街道办 2024年部门预算`; a told year is 自述 and 推算."""
    year = str(party.year) if party.year else t("diff.no_year")
    name = short_entity(party.entity) or t("report.no_entity")
    if party.implied:
        return t("diff.implied_party", entity=name, told=t(f"diff.told.{party.base or 'unspecified'}"))
    kind = t(f"report.kind.{party.kind}") if party.kind in ("部门", "单位", "本级") else party.kind
    phase = t(f"report.phase.{party.phase}") if party.phase in ("预算", "决算", "调整") else party.phase
    return re.sub(" +", " ", t("diff.party", entity=name, year=year, kind=kind, phase=phase)).strip()


def _title(c: Comparison) -> str:
    a, b = party_name(c.a), party_name(c.b)
    if c.a.entity and c.a.entity == c.b.entity:
        b = b.removeprefix(short_entity(c.b.entity)).strip()
    if not _by_year(c):
        a, b = f"{t('diff.col.a')} {a}", f"{t('diff.col.b')} {b}"
    return t("diff.arrow", a=a, b=b)


def _by_year(c: Comparison) -> bool:
    """The columns are told apart by their years: one body, two years."""
    return c.a.implied or (
        c.a.year is not None and c.b.year is not None and c.a.year != c.b.year and c.a.entity == c.b.entity
    )


def _about(c: Comparison, unit: str) -> str:
    number_a, number_b = c.a.number.removeprefix("公开"), c.b.number.removeprefix("公开")
    where = number_b if number_a == number_b else "/".join(n for n in (number_a, number_b) if n)
    label = f"{term(c.label)}{t('report.in_table', number=where)}" if where else term(c.label)
    parts = [t("diff.scope", scope=label), t("diff.unit", unit=unit_word(unit))]
    if c.a.implied:
        parts.append(t("diff.base", base=t(f"diff.base.{c.base}")))
    return "   ".join(parts)


def _heads(c: Comparison) -> tuple[str, str]:
    if c.a.implied:
        return t("diff.implied_year"), str(c.b.year or t("diff.col.b"))
    return (str(c.a.year), str(c.b.year)) if _by_year(c) else (t("diff.col.a"), t("diff.col.b"))


# --- lines -------------------------------------------------------------------------------------------------------------------


def _table(
    c: Comparison, shown: Sequence[Change], unit: str, width: int | None, by_share: bool, flat: bool
) -> list[Line]:
    head_a, head_b = _heads(c)
    if by_share:
        heads = [f"{head_a}%", f"{head_b}%", t("diff.col.points"), head_a, head_b]
        rows = [[c.share_a(line) or BLANK, c.share_b(line) or BLANK, _sign(c.points(line)), _amount(line.a, unit, c), _amount(line.b, unit, c)]
                for line in shown]  # fmt: skip
    else:
        heads = [head_a, head_b, t("diff.col.delta"), t("diff.col.percent")]
        rows = [[_amount(line.a, unit, c), _amount(line.b, unit, c), _delta(line.delta, unit, c), rate_text(line, spoken())]
                for line in shown]  # fmt: skip
    cells = [max(_HEAD, cell_width(head), *(cell_width(row[i]) for row in rows)) for i, head in enumerate(heads)]
    codes = max(7, *(cell_width(_code(line, flat)) for line in shown))
    out: list[Line] = [
        ((_figures(heads, cells) + f"     {left(t('diff.col.code'), codes)} {t('diff.col.name')}", "dim"),)
    ]
    for i, (line, row) in enumerate(zip(shown, rows, strict=True)):
        figures = _figures(row, cells)
        mark = left(_mark(line), 2)
        indent = "" if flat or not i else "  " * line.depth
        room = None if width is None else width - cell_width(figures) - 6 - codes - len(indent)
        name = indent + (line_name(line, spoken()) if room is None else cut(line_name(line, spoken()), max(8, room)))
        style = "bold" if not i else "dim" if line.status == "same" and not line.untold else ""
        out.append(
            ((figures, style), (f"  {mark} ", "accent"), (left(_code(line, flat), codes) + " ", "dim"), (name, style))
        )
    return out


def _figures(texts: Sequence[str], cells: Sequence[int]) -> str:
    return " ".join(right(text, width) for text, width in zip(texts, cells, strict=True))


def _amount(fen: int | None, unit: str, c: Comparison) -> str:
    return amount_text(fen, unit, c.step)


def _delta(fen: int | None, unit: str, c: Comparison) -> str:
    """A change with its sign close to the figure, after `≈`."""
    text = _amount(fen, unit, c)
    return f"≈{signed(text[1:], fen)}" if text.startswith("≈") else signed(text, fen)


def _code(line: Change, flat: bool) -> str:
    """The line's code; in a flat list a project stands with the code it is paid under."""
    return line.code or (next((part for part in reversed(line.key) if part.isdecimal()), "") if flat else "")


def _sign(text: str | None) -> str:
    return BLANK if text is None else text if text.startswith("-") or not float(text) else f"+{text}"


def _mark(line: Change) -> str:
    """One word before the code where a question arises: 调 reclassified, 移 other code, 名 other name, ？ last year not told."""
    if line.group == ADJUSTMENT:
        return t("diff.mark.group")
    if line.untold:
        return t("diff.mark.untold")
    return t(f"diff.mark.{line.status}") if line.status in ("moved", "renamed") else ""


# --- below the lines ---------------------------------------------------------------------------------------------------------


def _bridge_lines(c: Comparison, unit: str, room: int) -> list[Line]:
    bridge = c.bridge
    parts = [_amount(bridge.start, unit, c)]
    for bar in bridge.bars:
        name = bar.code if bar.kind == "class" and bar.code else bar_name(bar.kind, "", bar.name, spoken())
        parts.append(f"{_delta(bar.delta, unit, c)} {cut(name, 24)}")
    change = bridge.end - bridge.start
    lines = _wrapped(f"{t('diff.bridge')}  ", parts, room, " ")
    total = t("diff.bridge_sum", end=_amount(bridge.end, unit, c), delta=_delta(change, unit, c))
    lines.append(((" " * (cell_width(t("diff.bridge")) + 2) + total, ""),))
    if bridge.partial:
        lines.append(((t("diff.bridge_partial"), "dim"),))
    return lines


def _marks(c: Comparison, shown: Sequence[Change], unit: str) -> list[str]:
    """What the marks of the shown lines mean: the group's sums, old names, other codes."""
    texts = list(group_texts(c, unit, spoken())) if c.groups else []
    for line in shown:
        if line.status in ("moved", "renamed") or (line.score is not None and line.score < 100):
            status = "moved" if line.status == "moved" else "renamed"
            old = line.name_a or line.name
            if line.status == "moved" and line.key_a:
                code = next((part for part in reversed(line.key_a) if part.isdecimal()), "")
                old = f"{code} {old}".strip()
            score = t("diff.score", score=f"{line.score:g}") if line.score is not None and line.score < 100 else ""
            texts.append(
                re.sub(" +", " ", t(f"diff.{status}_line", code=line.code, name=line.name, old=old, score=score))
            )
    return texts


def _mover_lines(c: Comparison, unit: str, room: int) -> list[Line]:
    lines: list[Line] = []
    for key, found in zip(("risers", "fallers"), c.movers(MOVERS), strict=True):
        if found:
            parts = [f"{_delta(line.delta, unit, c)} {' '.join(p for p in (line.code, cut(line_name(line, spoken()), 30)) if p)}" for line in found]  # fmt: skip
            lines += _wrapped(f"{t(f'diff.{key}')}  ", parts, room, "  ")
    return lines


def _wrapped(head: str, parts: Iterable[str], room: int, between: str) -> list[Line]:
    """`head` and the parts in lines of at most `room` cells, continued below the first part; a part is never broken."""
    pad = " " * cell_width(head)
    lines: list[Line] = []
    text = head
    fresh = True
    for part in parts:
        piece = part if fresh else between + part
        if not fresh and cell_width(text + piece) > room:
            lines.append(((text + (between.rstrip() if between.strip() else ""), ""),))
            text, piece = pad, part
        text += piece
        fresh = False
    return [*lines, ((text, ""),)]


# --- more than two -----------------------------------------------------------------------------------------------------------


def matrix_lines(m: Matrix, selection: Selection, unit: str, width: int | None, by_share: bool = False) -> list[Line]:
    """Several documents: numbered, then a line a subject with a column each."""
    from data_model.comparing.matrix import select_matrix

    shown = select_matrix(m, selection)
    heads = [f"[{i + 1}]" for i in range(len(m.parties))]
    years = [str(party.year) for party in m.parties]
    if len(set(years)) == len(years) and len({party.entity for party in m.parties}) == 1:
        heads = years
    lines: list[Line] = [
        ((f"{head} {party_name(party)}", "bold"),) for head, party in zip(heads, m.parties, strict=True)
    ]
    lines += [((f"{t('diff.scope', scope=term(m.label))}   {t('diff.unit', unit=unit_word(unit))}", "dim"),), ()]
    rows = [[(m.share(line, i) or BLANK) if by_share else amount_text(fen, unit, m.step) for i, fen in enumerate(line.amounts)] for line in shown]  # fmt: skip
    cells = [max(_HEAD, *(cell_width(row[i]) for row in rows)) for i in range(len(heads))]
    codes = max(7, *(cell_width(line.code) for line in shown))
    lines.append(((_figures(heads, cells) + f"  {left(t('diff.col.code'), codes)} {t('diff.col.name')}", "dim"),))
    for i, (line, row) in enumerate(zip(shown, rows, strict=True)):
        lines.append(
            _matrix_line(line, _figures(row, cells), codes, width, selection.inner or not i, "bold" if not i else "")
        )
    if len(shown) == 1 and len(m.lines) > 1:
        lines.append(((t("diff.nothing"), "dim"),))
    if m.notices:
        lines += [(), *(_plain(f"{t('diff.note')}  {text}") for text in notice_texts(m.notices, spoken()))]
    return lines


def _matrix_line(line: MatrixLine, figures: str, codes: int, width: int | None, flat: bool, style: str) -> Line:
    indent = "" if flat else "  " * line.depth
    room = None if width is None else width - cell_width(figures) - 3 - codes - len(indent)
    name = indent + (line_name(line, spoken()) if room is None else cut(line_name(line, spoken()), max(8, room)))
    return ((figures, style), ("  " + left(line.code, codes) + " ", "dim"), (name, style))
