"""The tree of changes: a, b, Δ, Δ%, a bar on both sides of an axis, a mark, the name. Apart from tree_table.py, which draws the columns
of one budget; both fold alike (folding.py)."""

from __future__ import annotations

from data_model.comparing.diff_words import line_name, rate_text
from data_model.comparison import ADJUSTMENT, TOTAL_KEY, Change, Comparison
from data_model.records import dataclass
from tui.cells import cell_width, left, right
from tui.columns import CHANGES
from tui.compare_look import CompareLook
from tui.comparing import whole_name
from tui.figures import BLANK, amount_text, signed
from tui.ordering import arrow_of
from tui.texts import spoken, t
from tui.widgets.bars import two_sided
from tui.widgets.folding import FoldingTable
from tui.widgets.roles import ANSI
from tui.widgets.spans import Span

AMOUNT, DELTA, RATE, POINTS = 8, 9, 8, 7
MARK = 2
NARROWEST_NAME = 20
WIDE_FROM = 110
"""From so many cells on there is room for points and code."""


@dataclass(frozen=True, slots=True)
class Columns:
    """Widths in cells of one layout; 0 is a column that was dropped. `side`: cells of the bar on each side of the axis."""

    a: int
    b: int
    delta: int
    rate: int
    points: int
    side: int
    code: int
    name: int


def heads(c: Comparison) -> tuple[str, str]:
    """What stands over the two amounts: 去年推算 and the year, two years, or 甲 and 乙."""
    if c.a.implied:
        return t("diff.implied_year"), str(c.b.year or t("diff.col.b"))
    if by_year(c):
        return str(c.a.year), str(c.b.year)
    return t("diff.col.a"), t("diff.col.b")


def by_year(c: Comparison) -> bool:
    """The sides are told apart by their years: one body, two years."""
    return c.a.implied or (
        c.a.entity == c.b.entity and c.a.year is not None and c.b.year is not None and c.a.year != c.b.year
    )


def mark(line: Change) -> str:
    """One word where a question arises: 调 reclassified, 移 other code, 名 other name, ？ last year not told."""
    if line.group == ADJUSTMENT:
        return t("diff.mark.group")
    if line.untold:
        return t("diff.mark.untold")
    return t(f"diff.mark.{line.status}") if line.status in ("moved", "renamed") else ""


def _marked(head: str, arrow: str, width: int) -> str:
    """A head with the sign of the order, where that has room."""
    return right(head + arrow if cell_width(head + arrow) <= width else head, width)


class ChangeTable(FoldingTable):
    """Rows: `▌`, a, b, Δ, Δ%, points, bar, mark, code, indented name."""

    look: CompareLook | None

    def __init__(self, *, id: str = "changes") -> None:
        super().__init__(id=id)
        self.look = None
        self.unit = ""
        self.nothing = ""
        self._shown: tuple[Comparison, str] | None = None
        self._columns: tuple[int, Columns] | None = None
        self._widths = (AMOUNT, AMOUNT, DELTA, RATE, RATE, 0)
        self._most = 0
        self._chosen: tuple[str, ...] = CHANGES
        self._matched: frozenset[int] = frozenset()

    def show(self, look: CompareLook | None, unit: str, nothing: str = "", chosen: tuple[str, ...] = CHANGES) -> None:
        """Show a comparison in a unit; `nothing` says why there is none; `chosen` are the columns."""
        self.look, self.unit, self.nothing = look, unit, nothing
        if chosen != self._chosen:
            self._chosen, self._columns = chosen, None
        if look is not None:
            shown = (look.comparison, unit)
            if self._shown is None or self._shown[0] is not shown[0] or self._shown[1] != unit:
                self._shown = shown
                self._measure(look)
            self._matched = frozenset(look.matched)
            self.cursor = look.flat.row(look.node)
        self.changed()

    def _measure(self, look: CompareLook) -> None:
        """Columns as wide as the widest of the whole comparison: nothing moves when folding."""
        c, extent = look.comparison, look.extent

        def widest(least: str, figures: tuple[int, ...], sign: bool = False) -> int:
            texts = [signed(amount_text(fen, self.unit, c.step), fen if sign else None) for fen in figures]
            return max(DELTA if sign else AMOUNT, *map(cell_width, [least, *texts]))

        head_a, head_b = heads(c)
        percent = cell_width(t("diff.col.percent"))
        self._widths = (
            widest(head_a, extent.a),
            widest(head_b, extent.b),
            widest(t("diff.col.delta"), extent.delta, True),
            max(RATE, percent, extent.short_rate),
            max(RATE, percent, extent.rate),
            max(extent.code, cell_width(t("diff.col.code"))) if extent.code else 0,
        )
        self._most = max(map(abs, extent.delta), default=0)
        self._columns = None

    @staticmethod
    def _rate(line: Change, full: bool) -> str:
        return t("compare.rounding") if line.rounding and not full else rate_text(line, spoken())

    def columns(self, width: int) -> Columns:
        """The layout for a width: the bar grows with it; when narrow points, code, the long words of 尾差, the bar and the rate go."""
        if self._columns is None or self._columns[0] != width:
            self._columns = (width, self._lay_out(width))
        return self._columns[1]

    def _lay_out(self, width: int) -> Columns:
        a, b, delta, short, full, code = self._widths
        side = 4 if width < WIDE_FROM else 8 if width < 160 else 12
        wide, chosen = width >= WIDE_FROM, self._chosen
        points = POINTS if "points" in chosen and wide else 0
        code = code if "code" in chosen and wide else 0
        short, full = (short, full) if "percent" in chosen else (0, 0)
        side, least = (side, 4) if "bar" in chosen else (0, 0)
        found = Columns(a, b, delta, short, 0, 0, 0, 1)
        for points, code, rate, side in (  # noqa: B020
            (points, code, full, side), (0, code, full, side), (0, 0, full, side), (0, 0, short, least), (0, 0, short, 0), (0, 0, 0, 0),
        ):  # fmt: skip
            used = 1 + a + 1 + b + 1 + delta + (1 + rate if rate else 0) + (1 + points if points else 0)
            used += (2 + 2 * side + 1 if side else 0) + 1 + MARK + (1 + code if code else 0)
            found = Columns(a, b, delta, rate, points, side, code, max(1, width - used))
            if width - used >= NARROWEST_NAME:
                break
        return found

    # --- drawing -------------------------------------------------------------------------------------------------------------

    @property
    def _fine(self) -> bool:
        return self.app.theme != ANSI and not self.ascii_only

    def head(self, y: int, width: int) -> list[Span]:
        if self.look is None:
            return []
        c, sizes = self.look.comparison, self.columns(width)
        head_a, head_b = heads(c)
        arrow = arrow_of(*self.look.sorted_by)
        before = _marked(head_a, arrow.get("before", ""), sizes.a)
        after = _marked(head_b, arrow.get("after", ""), sizes.b)
        text = f" {before} {after} {_marked(t('diff.col.delta'), arrow.get('change', ''), sizes.delta)}"
        if sizes.rate:
            text += " " + _marked(t("diff.col.percent"), arrow.get("change_percent", ""), sizes.rate)
        if sizes.points:
            text += " " + right(t("diff.col.points"), sizes.points)
        if sizes.side:
            half = sizes.side // 2
            text += "  " + " " * half + "-" + " " * (sizes.side - half - 1) + " " + " " * (half - 1) + "+" + " " * (sizes.side - half)  # fmt: skip
        text += " " + " " * MARK
        if sizes.code:
            text += left(t("diff.col.code"), sizes.code) + " "
        room = max(0, sizes.name - cell_width(self.position))
        name = t("diff.col.name") + arrow.get("name", "") + arrow.get("printed", "")
        return [(text + left(name, room), "dim"), (self.position, "dim")]

    def head_spots(self, width: int) -> list[tuple[int, int, str]]:
        c = self.columns(width)
        spots: list[tuple[int, int, str]] = []
        at = 1
        for cells, order in (
            (c.a, "before"), (c.b + 1, "after"), (c.delta + 1, "change"), (c.rate and c.rate + 1, "change_percent"),
            (c.points and c.points + 1, ""), (c.side and 2 * c.side + 3, "change"), (1 + MARK, ""), (c.code and c.code + 1, "printed"),
            (c.name, "name"),
        ):  # fmt: skip
            spots.append((at, at + cells, order))
            at += cells
        return spots

    def row(self, index: int, width: int) -> list[Span]:
        if self.look is None:
            return []
        c, flat, sizes = self.look.comparison, self.look.flat, self.columns(width)
        node = flat.node(index)
        line = c.lines[node]
        delta = line.delta
        change = BLANK if delta is None else signed(amount_text(delta, self.unit, c.step), delta)
        spans: list[Span] = [
            ("▌" if index == self.cursor else " ", "accent"),
            (right(amount_text(line.a, self.unit, c.step), sizes.a), ""),
            (" " + right(amount_text(line.b, self.unit, c.step), sizes.b), ""),
            (" " + right(change, sizes.delta), ""),
        ]
        if sizes.rate:
            rate = self._rate(line, sizes.rate >= self._widths[4])
            spans.append((" " + right(rate, sizes.rate), ""))
        if sizes.points:
            points = c.points(line)
            spans.append((" " + right(BLANK if points is None else _sign(points), sizes.points), ""))
        if sizes.side:
            spans += [("  ", ""), *two_sided(delta, self._most, sizes.side, self._fine, self.ascii_only)]
        spans.append((" " + left(mark(line), MARK), "accent"))
        if sizes.code:
            spans.append((left(line.code, sizes.code) + " ", "dim"))
        whole = line.key == TOTAL_KEY
        fold = "" if whole else ("▾ " if flat.open[node] else "▸ ") if flat.has_children(node) else "  "
        indent = "  " * line.depth
        plain = not self._matched or node in self._matched
        name = whole_name(c) if whole else line_name(line, spoken())
        spans.append((indent + fold, ""))
        spans.append((left(name, max(0, sizes.name - cell_width(indent + fold))), "" if plain else "dim"))
        return spans

    def empty(self, y: int) -> list[Span]:
        return [("   ", ""), (self.nothing, "dim")] if y == 1 else []


def _sign(percent: str) -> str:
    return percent if percent.startswith("-") or not float(percent) else f"+{percent}"
