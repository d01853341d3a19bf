"""What the pane tells of a line, as labelled blocks: each with its lines for the pane and one line for the strip. Apart from
detail.py, which only draws, so that later blocks (last year, reason, 勾稽) are one function and one entry in BLOCKS."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from data_model.detail import Appearance, Detail, Share
from data_model.forms import FORM_BY_KIND
from data_model.telling import table_name
from tui.cells import cell_width, cut, left, right
from tui.figures import amount_text, bar, share_text, under_point
from tui.texts import sentence, t, term
from tui.widgets.naming import unit_word
from tui.widgets.spans import Span
from tui.widgets.wrapping import wrap

if TYPE_CHECKING:
    from data_model.speaking import Told

GUTTER = 5
"""Cells of the dim label at the left of a block."""
BAR = 8
MOST_CHILDREN, FEW_CHILDREN = 10, 3
"""Parts of a line told in the pane, and where what stands below them would have no room: the tree beside it has them all."""
DITTO = 4
"""Most blanks that stand for the name of a table already told."""


@dataclass(frozen=True)
class Block:
    """One labelled piece: `lines` for the pane (without gutter), `short` fewer of them for a pane in which all has no room, `brief` the
    same as items of one line, most important first, empty when not for the strip; the strip takes the smallest `rank`s. What is `whole`
    is cut nowhere: others give way."""

    label: str
    lines: Sequence[Sequence[Span]]
    brief: Sequence[Sequence[Span]] = ()
    tight: bool = False
    rank: int = 3
    whole: bool = False
    short: Sequence[Sequence[Span]] = ()


@dataclass(frozen=True)
class Telling:
    """A detail and how it is to be told: in which unit, how wide, with which bars."""

    detail: Detail
    unit: str
    width: int
    ascii_only: bool = False
    amounts: int = field(default=8)
    told: Told | None = None
    said: str = ""
    """The sentence a line outside the tables was read from."""
    deeper: str = ""
    """Where the lines below are, when this table has none."""
    no_prior: str = ""
    """What to say where one looks for last year and nothing is told of it."""

    def amount(self, fen: int | None, step: int | None = None) -> str:
        """A figure in the shown unit."""
        return amount_text(fen, self.unit, self.detail.step if step is None else step)


def text_block(label: str, text: str, width: int, role: str = "") -> Block:
    """A block that is one text, wrapped to `width` cells (gutter included) in the pane."""
    room = width - GUTTER if label else width
    return Block(label, [[(line, role)] for line in wrap(text, room)], [[(text, role)]])


def blocks(telling: Telling) -> list[Block]:
    """All blocks that have something to say, in the order of the pane."""
    figures = [telling.amount(a.cell.fen, a.table.step) for a in telling.detail.lines]
    figures += [telling.amount(c.amount, c.step) for c in (*telling.detail.children, *telling.detail.largest)]
    told = telling.told
    if told is not None:
        for prior in (told.prior, told.elsewhere):
            if prior is not None:
                figures += [telling.amount(prior.amount, prior.step), "+" + telling.amount(prior.change, prior.step)]
        figures += [telling.amount(aim.goal.total) for aim in told.aims]
    widest = max((cell_width(text) for text in figures), default=0)
    made = replace(telling, amounts=max(8, widest))
    if telling.told is None:
        return [block for make in (*BLOCKS[:-1], _notes, _said, _place) if (block := make(made)) is not None]
    from tui.widgets import evidence_blocks as more  # not before the first paint: they need the checks

    order = (
        *BLOCKS[:3], more.indicator, more.last_year, more.reason, more.formula, more.findings, more.goals, more.indicators,
        more.objective, *BLOCKS[3:5], more.held, more.project, _said, _place,
    )  # fmt: skip
    return [block for make in order if (block := make(made)) is not None]


def _head(telling: Telling) -> Block:
    detail = telling.detail
    figure = f"{telling.amount(detail.amount)} {unit_word(telling.unit)}"
    lines: list[list[Span]] = [[(line, "strong")] for line in wrap(detail.title, telling.width)]
    figure = "" if detail.amount is None and not detail.place else figure
    lines += [[], [(figure, "strong")]] if figure else []
    title = cut(detail.title, max(8, telling.width - cell_width(figure) - 3)) if figure else detail.title
    brief: list[list[Span]] = [[(f"{title}  {figure}".rstrip(), "strong")]]
    shares = list(detail.shares)
    if detail.of_all is not None:
        shares.append(replace(detail.of_all, whole_label=term(detail.of_all.whole_label)))
    texts = [(share_of(share, telling.width - BAR - 1), share) for share in shares]
    wide = min(max((cell_width(text) for text, _ in texts), default=0) + 3, telling.width - BAR)
    for text, share in texts:
        lines.append(
            [(left(text, wide), ""), (bar(share.part, share.whole, BAR, telling.ascii_only).rstrip(), "accent")]
        )
        brief.append([(text, "")])
    return Block("", lines, brief, rank=0)


def share_of(share: Share, width: int) -> str:
    """`占20103 39.00%`; in `width` cells the name of the whole gives way, never the figure."""
    percent = share_text(share.part, share.whole)
    room = width - cell_width(t("screen.share", whole="", percent=percent))
    return t("screen.share", whole=cut(share.whole_label, max(2, room)), percent=percent)


def _appearances(telling: Telling) -> Block | None:
    lines: list[list[Span]] = []
    brief: list[list[Span]] = []
    told_of = telling.detail.lines
    zeros = [one for one in told_of if one.cell.fen == 0 and not one.here]
    if len(zeros) == 1 or len(zeros) == len(told_of):
        zeros = []
    whole = telling.detail.shares[-1].whole if telling.detail.shares else None
    last = ""
    for one in told_of:
        if any(one is zero for zero in zeros):
            continue
        figure = telling.amount(one.cell.fen, one.table.step)
        names = [term(name) for name in (one.measure_name, *one.others)]
        star = "*" if one.cell.status == "recovered" else ""
        here = " ◂" if one.here else ""
        room = max(4, telling.width - GUTTER - telling.amounts - 2 - cell_width(here))
        table = table_name(one.table)
        told = _of_table("" if table == last else table, names, room, min(cell_width(table) + 1, DITTO))
        lines.append(
            [
                (right(figure, telling.amounts), ""),
                (f"{star:<2}" if star else "  ", "accent"),
                (told[0], "dim"),
                (here, "accent"),
            ]
        )
        share = _share_there(one, room) if one.whole != whole else []
        lines += [[(" " * (telling.amounts + 2), ""), (more, "dim")] for more in (*told[1:], *share)]
        short = term(one.others[-1] if one.others else one.measure_name)
        brief.append([(f"{figure}{star} ", ""), (short if table == last else f"{table} {short}", "dim")])
        last = table
    if zeros:  # in one line: they say that nothing comes from there
        figure = telling.amount(0, zeros[0].table.step)
        tables = dict.fromkeys(table_name(one.table) for one in zeros)
        text = t("screen.zeros", count=len(zeros), tables=t("screen.listed").join(tables))
        for n, line in enumerate(wrap(text, max(4, telling.width - GUTTER - telling.amounts - 2))):
            lines.append([(right(figure if n == 0 else "", telling.amounts), ""), ("  " + line, "dim")])
    return Block(t("screen.block.tables"), lines, brief, rank=1) if lines else None


def _of_table(table: str, names: Sequence[str], room: int, indent: int) -> list[str]:
    """`表2 总计 · 一般公共预算` in lines of `room` cells, no name of a column cut in two that has room on a line of its own. Of the table
    told last ("") the name is not told again: its columns stand under each other."""
    line = table or " " * indent
    lines, gap = [], " " if table else ""
    for name in names:
        if cell_width(joined := line + gap + name) <= room:
            line, gap = joined, " · "
            continue
        if line.strip():
            lines.append(line)
        first, *more = wrap(name, max(2, room - indent))
        lines += [" " * indent + one for one in (first, *more)[:-1]]
        line, gap = " " * indent + (more[-1] if more else first), " · "
    if cell_width(lines[0] if lines else line) > room:  # a long title of a table that is a line of its own
        lines[:1] = wrap(lines[0], room)
    return [*lines, line]


def _share_there(one: Appearance, width: int) -> list[str]:
    """The share a line has in another scope, of the whole of that scope: none for tables that are no scope of spending."""
    form = FORM_BY_KIND.get(one.table.kind)
    if (
        one.here
        or form is None
        or form.view != "function"
        or one.measure != "total"
        or not one.cell.fen
        or not one.whole
    ):
        return []
    return [share_of(Share(t("screen.total_of", table=table_name(one.table)), one.cell.fen, one.whole), width)]


def _children(telling: Telling) -> Block | None:
    children = sorted(telling.detail.children, key=lambda child: -child.amount)
    if not children:
        found = text_block(t("screen.block.parts"), telling.deeper, telling.width, "dim") if telling.deeper else None
        return replace(found, rank=2) if found is not None else None
    whole = telling.detail.amount
    size = BAR if telling.width >= 2 * BAR + 30 else BAR - 3
    room = max(4, telling.width - GUTTER - telling.amounts - size - 2)
    lines: list[list[Span]] = []
    finest = min(child.step for child in children)
    for child in children[:MOST_CHILDREN]:
        name = child.name
        figure = under_point(telling.amount(child.amount, child.step), telling.unit, child.step, finest)
        lines.append(
            [
                (right(figure, telling.amounts), ""),
                (" ", ""),
                (bar(child.amount, whole, size, telling.ascii_only), "accent"),
                (" ", ""),
                (left(name, room).rstrip(), "dim"),
            ]
        )

    def rest(told: int) -> list[list[Span]]:
        left_out = children[told:]
        if not left_out:
            return []
        total = telling.amount(sum(child.amount for child in left_out), max(child.step for child in left_out))
        return [[(right(total, telling.amounts), ""), ("  ", ""), (t("screen.rest", count=len(left_out)), "dim")]]

    short = [*lines[:FEW_CHILDREN], *rest(FEW_CHILDREN)] if len(lines) > FEW_CHILDREN + 1 else []
    lines += rest(MOST_CHILDREN)
    brief: list[list[Span]] = [[(f"{telling.amount(c.amount, c.step)} ", ""), (c.name, "dim")] for c in children]
    if telling.deeper:
        deeper: list[list[Span]] = [[(line, "dim")] for line in wrap(telling.deeper, telling.width - GUTTER)]
        lines, short = [*lines, *deeper], [*short, *deeper] if short else []
        brief.insert(0, [(telling.deeper, "dim")])
    return Block(t("screen.block.parts"), lines, brief, rank=2 if telling.deeper else 5, short=short)


def _largest(telling: Telling) -> Block | None:
    """The largest projects with their share of the whole, by name as far as there is room: what they are for stands at the end."""
    found, whole = telling.detail.largest, telling.detail.amount
    if not found:
        return None
    room = max(4, telling.width - GUTTER - telling.amounts - 2)
    lines: list[list[Span]] = []
    brief: list[list[Span]] = []
    for child in found:
        figure = telling.amount(child.amount, child.step)
        name, share = child.name, f"{share_text(child.amount, whole)}%"
        lines += [
            [(right(figure if n == 0 else "", telling.amounts), ""), ("  ", ""), (line, "dim")]
            for n, line in enumerate(wrap(f"{share}  {name}", room))
        ]
        brief.append([(f"{figure} ", ""), (f"{share} {name}", "dim")])
    return Block(t("screen.block.largest"), lines, brief, rank=1)


def _status(telling: Telling) -> Block | None:
    detail = telling.detail
    if detail.status in ("", "printed"):
        return None
    text = t(f"screen.status.{detail.status}")
    if detail.printed and detail.status != "derived":
        text += t("screen.printed_as", text=detail.printed)
    return text_block(t("screen.block.status"), text, telling.width)


def _notes(telling: Telling) -> Block | None:
    lines = [
        [(line, "")] for note in telling.detail.notes for line in wrap(sentence(note.message), telling.width - GUTTER)
    ]
    return (
        Block(t("screen.block.notes"), lines, [[(sentence(n.message), "")] for n in telling.detail.notes[:1]])
        if lines
        else None
    )


def _said(telling: Telling) -> Block | None:
    """The sentence a line outside the tables was read from."""
    return text_block(t("screen.block.prose"), telling.said, telling.width, "dim") if telling.said else None


def _place(telling: Telling) -> Block | None:
    if not telling.detail.place:
        return None
    return replace(text_block(t("screen.block.place"), term(telling.detail.place), telling.width, "dim"), rank=1)


BLOCKS: tuple[Callable[[Telling], Block | None], ...] = (_head, _appearances, _largest, _children, _status, _place)
"""The blocks that need the tables alone, in the order of the pane; those of evidence_blocks.py stand between them."""
