"""The bridge as rows: from a in steps by class to b, each with the sum so far, exact to the fen. Apart from the pane's short form because
here there is room for every step and a cursor to ask what it is made of."""

from __future__ import annotations

from data_model.amount import percent
from data_model.comparison import Bar, Comparison
from tui.cells import cell_width, left, right
from tui.figures import BLANK, amount_text, signed
from tui.texts import t
from tui.widgets.lines import LineList
from tui.widgets.roles import ANSI
from tui.widgets.spans import Span
from tui.widgets.waterfall import bar_label, end_names, waterfall

SHARE = 8
NARROWEST_NAME = 18
FAR = 3
"""Where all steps lie in the last third of the way from zero, the axis begins nearer to them, and the head says where."""


class BridgeList(LineList):
    """Rows: `▌`, Δ (in the last row all of it), sum so far (the ends: the amounts), share of the change, waterfall, name."""

    def __init__(self, *, id: str = "bridge") -> None:
        super().__init__(id=id)
        self.comparison: Comparison | None = None
        self.unit = ""

    def show(self, comparison: Comparison | None, unit: str) -> None:
        """Show the bridge of a comparison in a unit."""
        self.comparison, self.unit = comparison, unit
        self.changed()

    @property
    def bar(self) -> Bar | None:
        """The step under the cursor; None on the ends."""
        bars = self.comparison.bridge.bars if self.comparison else ()
        return bars[self.cursor - 1] if 0 < self.cursor <= len(bars) else None

    def count(self) -> int:
        return len(self.comparison.bridge.bars) + 2 if self.comparison else 0

    def _base(self) -> int:
        """Where the axis begins: zero, or a round figure below the steps when they are far from it."""
        assert self.comparison is not None
        bridge = self.comparison.bridge
        at = [bridge.start]
        for bar in bridge.bars:
            at.append(at[-1] + bar.delta)
        low, high = min(at), max(at)
        if low <= 0 or (high - low) * FAR > high:
            return 0
        wanted = low - max((high - low) // 2, 1)
        grain = int("1" + "0" * (len(str(high - low)) - 1))
        return max(0, wanted // grain * grain)

    def _texts(self) -> list[tuple[str, str, str, str]]:
        """Δ, sum so far, share of the change, name: a row each."""
        c = self.comparison
        assert c is not None
        bridge, step = c.bridge, c.step
        change, at = bridge.end - bridge.start, bridge.start
        first, last = end_names(c)
        out = [("", amount_text(at, self.unit, step), "", first)]
        for bar in bridge.bars:
            at += bar.delta
            share = percent(bar.delta, change) if change else None
            delta = signed(amount_text(bar.delta, self.unit, step), bar.delta)
            out.append((delta, amount_text(at, self.unit, step), share or BLANK, bar_label(bar)))
        total = signed(amount_text(change, self.unit, step), change)
        out.append((total, amount_text(bridge.end, self.unit, step), "", last))
        return out

    def _widths(self, width: int) -> tuple[int, int, int, int]:
        texts = self._texts()
        delta = max(9, *(cell_width(row[0]) for row in texts))
        total = max(9, *(cell_width(row[1]) for row in texts))
        used = 1 + delta + 1 + total + 1 + SHARE + 2
        field = max(0, min(40, width - used - 1 - NARROWEST_NAME))
        return delta, total, field, max(1, width - used - field - 1)

    def head(self, y: int, width: int) -> list[Span]:
        if self.comparison is None:
            return []
        delta, total, field, name = self._widths(width)
        text = f" {right(t('diff.col.delta'), delta)} {right(t('compare.so_far'), total)} {right(t('compare.of_change'), SHARE)}"
        base = self._base()
        axis = t("compare.waterfall")
        if base:
            axis = t("compare.axis", base=amount_text(base, self.unit, self.comparison.step))
        room = max(0, name - cell_width(self.position))
        return [
            (f"{text}  {left(axis, field)} {left(t('compare.class'), room)}", "dim"),
            (self.position, "dim"),
        ]

    def row(self, index: int, width: int) -> list[Span]:
        c = self.comparison
        assert c is not None
        delta, total, field, name = self._widths(width)
        texts = self._texts()[index]
        end = index in (0, self.count() - 1)
        fine = self.app.theme != ANSI and not self.ascii_only
        bars = waterfall(
            c.bridge.start,
            [bar.delta for bar in c.bridge.bars],
            c.bridge.end,
            field,
            fine,
            self.ascii_only,
            self._base(),
        )
        return [
            ("▌" if index == self.cursor else " ", "accent"),
            (right(texts[0], delta), "strong" if end else ""),
            (" " + right(texts[1], total), "strong" if end else "dim"),
            (" " + right(texts[2], SHARE), ""),
            ("  ", ""), *bars[index],
            (" " + left(texts[3], name), "strong" if end else ""),
        ]  # fmt: skip
