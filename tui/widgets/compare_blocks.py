"""What the pane tells of a comparison: the bridge, the 调整组, the line on both sides, its reason, its places, what to know. Apart from
detail_blocks.py, which tells of one budget; drawn by the same pane, so the strip takes the brief forms."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from operator import attrgetter

from data_model.budget import Budget, Row, Table
from data_model.comparing.diff_words import bar_name, line_name, notice_texts, rate_text
from data_model.comparison import TOTAL_KEY, Bar, Change, Comparison
from data_model.detail import place_label
from data_model.telling import table_name
from tui.cells import cell_width, cut, right
from tui.compare_look import CompareLook
from tui.comparing import line_title, tables_with
from tui.figures import amount_text, signed
from tui.jobs import many
from tui.texts import spoken, t, term
from tui.widgets.compare_reasons import why
from tui.widgets.compare_rows import heads
from tui.widgets.detail_blocks import GUTTER, Block, text_block
from tui.widgets.spans import Span
from tui.widgets.waterfall import bar_label, end_names, lines_of, waterfall
from tui.widgets.wrapping import wrap

FIELD = 14
WIDE = 60
"""Cells of a pane in which the bars have twice the room."""
MOST_BARS = 8
_GRID = attrgetter("grid")
UNLIKE = (
    "entity",
    "kind",
    "phase",
    "level",
    "region",
    "order",
    "unit",
    "no_total",
    "placeless",
    "table_kind",
    "reform",
    "bases",
)
"""Notices that warn: they stand first."""


@dataclass(frozen=True)
class Telling:
    """A comparison and how it is to be told: which line, in which unit, how wide, with which bars; `a` and `b` are the documents
    the sides are printed in (None where a side is only told)."""

    look: CompareLook
    unit: str
    width: int
    a: Budget | None
    b: Budget | None
    ascii_only: bool = False
    fine: bool = True

    @property
    def c(self) -> Comparison:
        """The comparison."""
        return self.look.comparison

    def amount(self, fen: int | None) -> str:
        """A figure in the shown unit."""
        return amount_text(fen, self.unit, self.c.step)

    def delta(self, fen: int | None) -> str:
        """A change with its sign."""
        return signed(self.amount(fen), fen)


def blocks(telling: Telling) -> list[Block]:
    """All blocks in the order of the pane; those that only the strip shows are last."""
    line = telling.look.line
    warnings, notes = _notices(telling)
    made = [
        *warnings, _bridge(telling), _group(telling), _line(telling, line), *_reason(telling, line), _evidence(telling, line), *notes,
        _brief_line(telling, line), *_brief_reason(telling, line), _brief_group(telling), _brief_bridge(telling),
        _brief_notes(telling), _brief_places(telling, line),
    ]  # fmt: skip
    return [block for block in made if block is not None]


def bar_blocks(telling: Telling, bar: Bar | None) -> list[Block]:
    """What a step of the bridge is made of: its lines, largest first; the ends of the bridge tell of the whole."""
    warnings, notes = _notices(telling)
    made = [*warnings, _step(telling, bar), _group(telling), *notes]
    brief = [_brief_group(telling), _brief_bridge(telling), _brief_notes(telling)]
    return [block for block in (*made, *brief) if block is not None]


# --- the whole ---------------------------------------------------------------------------------------------------------------


def _bridge(telling: Telling) -> Block:
    c, bridge = telling.c, telling.c.bridge
    change = bridge.end - bridge.start
    rate = f"  {_percent(c.total)}" if c.total.percent is not None else ""
    lines: list[list[Span]] = [[(f"{t('diff.bridge')}  {telling.delta(change)}{rate}", "strong")]]
    shown, rest = list(bridge.bars), []
    if len(shown) > MOST_BARS:
        shown, rest = shown[: MOST_BARS - 1], shown[MOST_BARS - 1 :]
    steps = [(bar.delta, bar_label(bar)) for bar in shown]
    if rest:
        steps.append((sum(bar.delta for bar in rest), t("compare.rest", count=len(rest))))
    head_a, head_b = end_names(c)
    figures = [telling.amount(bridge.start), *(telling.delta(delta) for delta, _ in steps), telling.amount(bridge.end)]
    wide = max(cell_width(text) for text in figures)
    most = FIELD if telling.width < WIDE else 2 * FIELD
    field = max(6, min(most, telling.width - wide - 2 - 14))
    room = max(1, telling.width - wide - 2 - field)
    spans = waterfall(bridge.start, [delta for delta, _ in steps], bridge.end, field, telling.fine, telling.ascii_only)
    names = [head_a, *(name for _, name in steps), head_b]
    for text, bar, name in zip(figures, spans, names, strict=True):
        lines.append([(right(text, wide), ""), (" ", ""), *bar, (" " + cut(name, room), "dim")])
    if bridge.partial:
        lines += [[(line, "dim")] for line in wrap(t("diff.bridge_partial"), telling.width)]
    return Block("", lines)


def _group(telling: Telling) -> Block | None:
    c = telling.c
    lines: list[list[Span]] = []
    for group in c.groups:
        members = [line for line in c.lines if line.key in set(group.keys)]
        texts = [telling.delta(group.out), telling.delta(group.into), telling.delta(group.net)]
        wide = max(cell_width(text) for text in texts)
        head = [(t("compare.group"), "strong"), ("  " + t("compare.group_words", count=len(group.keys)), "")]
        lines.append(head)
        sides = [[m for m in members if (m.delta or 0) < 0], [m for m in members if (m.delta or 0) > 0]]
        words = [_members(t(key), side) for key, side in zip(("compare.out", "compare.into"), sides, strict=True)]
        words.append(t("compare.net_confirmed") if group.confirmed else t("compare.net"))
        room = telling.width - wide - 2
        for text, word in zip(texts, words, strict=True):
            first, *more = wrap(word, room)
            lines.append([(right(text, wide), ""), ("  " + first, "dim")])
            lines += [[(" " * (wide + 2) + line, "dim")] for line in more]
        for text in (t("compare.no_pairs"), t("about.word.reclassified")):
            lines += [[("  " + line, "dim")] for line in wrap(text, telling.width - 2)]
    return Block("", lines) if lines else None


def _members(word: str, members: Sequence[Change]) -> str:
    if len(members) == 1:
        return f"{word} {members[0].code} {line_name(members[0], spoken())}"
    return f"{word} {t('compare.lines', count=len(members))}"


def _notices(telling: Telling) -> tuple[list[Block], list[Block]]:
    """What to know: warnings of unlike sides, and the rest."""
    found: tuple[list[Block], list[Block]] = ([], [])
    for notice, text in zip(
        telling.c.notices, notice_texts(telling.c.notices, spoken(), _sides(telling.c)), strict=True
    ):
        block = text_block("", text, telling.width, "strong" if notice.code in UNLIKE else "dim")
        kind = found[0] if notice.code in UNLIKE else found[1]
        kind.append(Block("", block.lines, tight=bool(kind)))
    return found


def _sides(c: Comparison) -> tuple[str, str]:
    """What the sides are called: as the columns are where those have the names of sides, else by where they stand."""
    names = t("diff.col.a"), t("diff.col.b")
    return names if heads(c) == names else (t("compare.side.a"), t("compare.side.b"))


# --- a line ------------------------------------------------------------------------------------------------------------------


def _percent(line: Change) -> str:
    """`+17.38%`, 新增, 不变, 不变（尾差）."""
    text = rate_text(line, spoken())
    return f"{text}%" if text[-1:].isdigit() else text


def _line(telling: Telling, line: Change) -> Block:
    c = telling.c
    head_a, head_b = heads(c)
    if c.a.implied:
        head_a = t("compare.prior")
    delta = telling.delta(line.delta)
    lines: list[list[Span]] = [[(text, "strong")] for text in wrap(line_title(c, line), telling.width)]
    values = {"head_a": head_a, "a": telling.amount(line.a), "head_b": head_b, "b": telling.amount(line.b)}
    wide = max(9, cell_width(delta))
    room = telling.width - wide - 2
    texts = [*_sides_of(t("compare.from_to", **values), room), t("compare.change", percent=_percent(line))]
    if line.key != TOTAL_KEY:
        share_a, share_b, points = c.share_a(line), c.share_b(line), c.points(line)
        if share_a or share_b:
            texts.append(t("compare.shares", a=_share(share_a), b=_share(share_b)))
        if points is not None:
            texts.append(
                t("compare.points", points=points if points.startswith("-") or not float(points) else f"+{points}")
            )
        contribution = c.contribution(line)
        if contribution is not None and line.delta:
            texts.append(t("compare.contribution", percent=contribution))
    texts += _identity(c, line)
    for n, text in enumerate(texts):
        first, *more = wrap(text, room)
        lines.append([(right(delta if not n else "", wide), "strong"), ("  " + first, "")])
        lines += [[(" " * (wide + 2) + one, "")] for one in more]
    return Block("", lines)


def _sides_of(text: str, room: int) -> list[str]:
    """Both sides in one line, or in a line each: a year alone at the end of a line read as if it were the amount."""
    before, arrow, after = text.partition(" → ")
    return [text] if cell_width(text) <= room or not arrow else [before, arrow.lstrip() + after]


def _share(text: str | None) -> str:
    return "—" if text is None else f"{text}%"


def _identity(c: Comparison, line: Change) -> list[str]:
    """Other name, other code, likeness, sums of ours, group."""
    texts = []
    if line.status == "renamed" or (line.name_a and line.name_a != line.name and line.status != "moved"):
        texts.append(t("compare.renamed", name=line.name_a))
    if line.status == "moved" and line.key_a:
        texts.append(t("compare.moved", path=f"{line.key_a[-1]} {line.name_a}".strip()))
    if line.score is not None and line.score < 100:
        texts.append(t("compare.score", score=f"{line.score:g}"))
    if line.untold:
        texts.append(t("compare.untold"))
    if line.derived and not (line.key == TOTAL_KEY and any(notice.code == "halves" for notice in c.notices)):
        texts.append(t("compare.derived"))
    if line.group:
        texts.append(t("compare.in_group"))
    return texts


def _reason(telling: Telling, line: Change) -> list[Block]:
    """For the pane alone: the strip has its own, below the line."""
    room = telling.width - GUTTER
    return [
        Block(label, [[(one, role)] for text, role in told for one in wrap(text, room)])
        for label, told in why(telling, line)
    ]


def places(telling: Telling, line: Change) -> tuple[str, str]:
    """Where the line stands on each side; "" where it does not."""
    c = telling.c
    return _place(telling.a, c.a.table, line.row_a), _place(telling.b, c.b.table, line.row_b)


def _place(budget: Budget | None, kind: str, row: Row | None) -> str:
    if budget is None or row is None:
        return ""
    table = next((one for one in budget.tables if _holds(one, row)), budget.table(kind))
    return term(place_label(table, row)) if table is not None else ""


def _holds(table: Table, row: Row) -> bool:
    """True when the row is this table's own; of a large table, whose rows stand as printed, only those of the same line are looked at."""
    rows = table.rows
    if many(len(rows)):
        rows = rows[bisect_left(rows, row.grid, key=_GRID) : bisect_right(rows, row.grid, key=_GRID)]
    return any(row is other for other in rows)


def told_at(telling: Telling, line: Change) -> str:
    """The sentence a told line or a reason comes from: `五（三）12 · 文本第573行`."""
    if not line.origin or telling.b is None:
        return ""
    claim = next((one for one in telling.b.claims if one.origin == line.origin), None)
    _, sign, number = line.origin.rpartition(":")
    _, page, sheet = line.origin.rpartition("#page=")
    where = (
        t("compare.at_line", line=number)
        if sign and number.isdigit()
        else t("compare.at_page", page=sheet)
        if page
        else ""
    )
    return " · ".join(part for part in (claim.section if claim is not None else "", where or line.origin) if part)


def _evidence(telling: Telling, line: Change) -> Block | None:
    c = telling.c
    head_a, head_b = heads(c)
    place_a, place_b = places(telling, line)
    told = told_at(telling, line)
    texts = []
    if not c.a.implied and (place_a or line.a is None):
        texts.append(f"{head_a}  {place_a or t('compare.no_line')}")
    if place_b:
        texts.append(f"{head_b}  {place_b}")
    elif c.a.implied and line.row_b is None and line.leaf:
        texts.append(t("compare.prose_only", table=c.b.number or c.b.title))
    elif line.b is None:
        texts.append(f"{head_b}  {t('compare.no_line')}")
    if told:
        texts.append(f"{t('compare.prose')}  {told}")
    if telling.b is not None and line.code and line.leaf and not line.project:
        for table, row in tables_with(telling.b, line.code, c.b.table):
            fen = row.fen("total")
            if fen is not None and fen != line.b:
                texts.append(
                    t(
                        "compare.elsewhere",
                        table=table_name(table),
                        amount=amount_text(fen, telling.unit, table.step or 1),
                    )
                )
    lines = [[(part, "dim")] for text in texts for part in wrap(text, telling.width - GUTTER)]
    return Block(t("compare.evidence"), lines) if lines else None


def _step(telling: Telling, bar: Bar | None) -> Block:
    c = telling.c
    if bar is None:
        return _line(telling, c.total)
    lines: list[list[Span]] = [[(text, "strong")] for text in wrap(bar_label(bar), telling.width)]
    change = c.bridge.end - c.bridge.start
    lines.append([(telling.delta(bar.delta), "strong")])
    if change and bar.delta:
        from data_model.amount import percent

        lines[-1].append(("  " + t("compare.contribution", percent=percent(bar.delta, change)), ""))
    words = {"rounding": "compare.bar_rounding", "other": "compare.bar_other", "untold": "compare.bar_untold"}
    if bar.kind in words:
        lines += [[(text, "dim")] for text in wrap(t(words[bar.kind]), telling.width)]
    found = lines_of(c, bar)
    figures = [telling.delta(line.delta) if not line.untold else telling.amount(line.b) for line in found]
    wide = max(9, *(cell_width(text) for text in figures), 0)
    if found:
        lines.append([])
    for text, line in zip(figures, found, strict=True):
        lines.append(
            [
                (right(text, wide), ""),
                ("  " + cut(f"{line.code} {line_name(line, spoken())}".strip(), telling.width - wide - 2), "dim"),
            ]
        )
    brief: list[list[Span]] = [[(f"{bar_label(bar)}  {telling.delta(bar.delta)}", "strong")]]
    brief += [
        [(text + " ", ""), (cut(line_name(line, spoken()), 24), "dim")]
        for text, line in zip(figures, found, strict=True)
    ]
    return Block("", lines, brief, rank=0)


# --- the strip ---------------------------------------------------------------------------------------------------------------


def _only_strip(label: str, brief: list[list[Span]], rank: int) -> Block:
    return Block(label, (), brief, tight=True, rank=rank)


def _brief_line(telling: Telling, line: Change) -> Block:
    figures = f"{line_title(telling.c, line)}  {telling.amount(line.a)} → {telling.amount(line.b)}"
    rate = _percent(line)
    change = rate if not line.delta or line.untold else telling.delta(line.delta) + t("screen.brackets", text=rate)
    brief: list[list[Span]] = [[(figures, "strong")], [(change, "strong")]]
    if telling.c.a.implied and line.row_b is None and line.leaf:
        brief.append([(t("compare.prose_only_brief", place=told_at(telling, line).split(" · ")[0]), "dim")])
    elif line.untold:
        brief.append([(t("compare.untold"), "dim")])
    elif line.key != TOTAL_KEY and (share := telling.c.share_b(line)) is not None:
        brief.append([(t("compare.shares", a=_share(telling.c.share_a(line)), b=_share(share)), "dim")])
    return _only_strip("", brief, 0)


def _brief_reason(telling: Telling, line: Change) -> list[Block]:
    return [
        _only_strip(label, [[one] for one in told], 1 if told[0][1] != "dim" else 4)
        for label, told in why(telling, line)
    ]


def _brief_group(telling: Telling) -> Block | None:
    if not telling.c.groups:
        return None
    group = telling.c.groups[0]
    values = {"out": telling.delta(group.out), "into": telling.delta(group.into), "net": telling.delta(group.net)}
    return _only_strip("", [[(t("compare.group_brief", count=len(group.keys), **values), "")]], 3)


def _brief_bridge(telling: Telling) -> Block:
    bridge = telling.c.bridge
    brief: list[list[Span]] = [[(telling.amount(bridge.start), "")]]
    for bar in bridge.bars:
        name = bar.code if bar.kind == "class" and bar.code else cut(bar_name(bar.kind, "", bar.name, spoken()), 20)
        brief.append([(telling.delta(bar.delta) + " ", ""), (name, "dim")])
    brief.append([(f"= {telling.amount(bridge.end)}", "")])
    return _only_strip(t("diff.bridge"), brief, 2)


def _brief_notes(telling: Telling) -> Block | None:
    notices = sorted(telling.c.notices, key=lambda notice: notice.code not in UNLIKE)
    texts = notice_texts(notices, spoken(), _sides(telling.c))
    return _only_strip("", [[(text, "strong" if notice.code in UNLIKE else "dim")] for notice, text in zip(notices, texts, strict=True)], 2) if texts else None  # fmt: skip


def _brief_places(telling: Telling, line: Change) -> Block | None:
    head_a, head_b = heads(telling.c)
    found = [(head, place) for head, place in zip((head_a, head_b), places(telling, line), strict=True) if place]
    if told := told_at(telling, line):
        found.append((t("compare.prose"), told))
    return _only_strip(t("compare.evidence"), [[(f"{head}  {place}", "dim")] for head, place in found], 4) if found else None  # fmt: skip
