"""A page whose rows are a tree: folding, levels, filter and matches. Apart from the screens because the tree of a budget and that of
a comparison are walked alike."""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from textual import on

from tui.actions import ACTION_BY_ID
from tui.ordering import FALLING
from tui.texts import t, term
from tui.widgets.filter_bar import FilterBar
from tui.widgets.folding import Folded, FoldingTable
from tui.widgets.lines import LineList
from tui.widgets.pane_page import PanePage


class TreePage(PanePage):
    """Tree and pane; subclasses own the `table`, keep the text of the filter and tell the pane."""

    FILTER_HELP = "screen.filter.help"

    table: FoldingTable

    @property
    def rows(self) -> LineList:
        return self.table

    @property
    def folded(self) -> Folded:
        """The tree shown. Raises LookupError before one is."""
        if self.table.look is None:
            raise LookupError
        return self.table.look

    @property
    def filter_text(self) -> str:
        """What the rows are filtered by."""
        raise NotImplementedError

    @filter_text.setter
    def filter_text(self, text: str) -> None:
        raise NotImplementedError

    def tell(self) -> None:
        """Path and pane for the row under the cursor."""
        raise NotImplementedError

    @on(FoldingTable.Chosen)
    def _chosen(self) -> None:
        self.do_toggle()

    @on(FoldingTable.HeadClicked)
    def _head_clicked(self, event: FoldingTable.HeadClicked) -> None:
        order = self.table.sort_at(event.x, self.table.size.width)
        if order:
            self.sort_by(order)

    # --- order ---------------------------------------------------------------------------------------------------------------

    def orders(self) -> list[str]:
        """The orders there are here, as printed first, then the one that is asked for most."""
        raise NotImplementedError

    @property
    def ordered(self) -> tuple[str, bool]:
        """The order of the rows and whether it is turned round."""
        raise NotImplementedError

    @ordered.setter
    def ordered(self, order: tuple[str, bool]) -> None:
        raise NotImplementedError

    def do_sort(self) -> None:
        """Ask for a column; the same one again turns the order round."""
        from tui.widgets.question import ask

        orders, now = self.orders(), self.ordered[0]
        cursor = orders.index(now) if now in orders[1:] else 1
        options = [(order, t(f"screen.sort.{order}")) for order in orders]
        keys = self.session.keys.of(ACTION_BY_ID["sort"])
        ask(self, t("screen.sort.by"), options, self.sort_by, keys, cursor)

    def sort_by(self, order: str) -> None:
        """Put the rows into an order; the same one again the other way round."""
        now, reverse = self.ordered
        self._put((order, order == now and order != self.orders()[0] and not reverse))

    def do_reverse(self) -> None:
        now, reverse = self.ordered
        self._put((now, not reverse))

    def _put(self, ordered: tuple[str, bool]) -> None:
        self.ordered = ordered
        self.update_page()
        order, reverse = ordered
        if order in FALLING:
            way = t("screen.sort.rising" if reverse else "screen.sort.falling")
        else:
            way = t("screen.sort.reversed") if reverse else ""
        self.say(t("screen.sorted", order=t(f"screen.sort.{order}")) + way)

    def unmatched(self) -> str:
        """What to do when the filter matches no row."""
        return t("screen.empty.filter", text=self.filter_text.strip(), key=self.key("back"))

    def reason(self, action: str) -> str:
        look = self.table.look
        if look is None:
            return super().reason(action)
        if action.startswith("level_") and int(action[-1]) > look.flat.deepest + 1:
            return t("screen.reason.level", deepest=look.flat.deepest + 1)
        if action in ("next_match", "previous_match"):
            if look.query is None:
                return t("screen.reason.no_filter", key=self.key("filter"))
            if not look.matched:
                return t("screen.reason.no_match")
        return super().reason(action)

    # --- moving and folding --------------------------------------------------------------------------------------------------

    def do_next_sibling(self) -> None:
        self.table.goto(self.folded.flat.siblings(self.table.cursor)[1])

    def do_previous_sibling(self) -> None:
        self.table.goto(self.folded.flat.siblings(self.table.cursor)[0])

    def do_open(self) -> None:
        node, flat = self.table.node, self.folded.flat
        if not flat.has_children(node):
            return
        if flat.open[node]:
            self.table.move(1)
        else:
            self.table.fold(True)

    def do_close(self) -> None:
        node, flat = self.table.node, self.folded.flat
        if not self.table.fold(False) and flat.parent[node] >= 0:
            self.table.goto(flat.row(flat.parent[node]))

    def do_toggle(self) -> None:
        if self.focused is self.pane:
            self.set_focus(self.table)
            return
        if not self.table.fold(not self.folded.flat.open[self.table.node]):
            self.say(t("screen.no_children"))

    def _level(self, level: int) -> None:
        flat = self.folded.flat
        flat.open_to(max(1, min(level, flat.deepest + 1)))
        self.table.refold()
        self.table.moved()  # where it stands now is where a person left it

    def do_level_1(self) -> None:
        self._level(1)

    def do_level_2(self) -> None:
        self._level(2)

    def do_level_3(self) -> None:
        self._level(3)

    def do_level_4(self) -> None:
        self._level(4)

    def do_deeper(self) -> None:
        self._level(self.folded.flat.level() + 1)

    def do_shallower(self) -> None:
        self._level(self.folded.flat.level() - 1)

    # --- columns -------------------------------------------------------------------------------------------------------------

    def do_columns(self) -> None:
        """Ask which columns; every digit shows or hides one, the rows change at once."""
        from tui.columns import columns_of
        from tui.widgets.question import toggle

        session, view = self.session, self.view

        def states() -> list[tuple[str, str, bool]]:
            shown = session.columns(view)
            return [(one, t(f"screen.column.{one}"), one in shown) for one in columns_of(view)]

        def turn(column: str) -> None:
            shown = session.turn_column(column, view)
            self.update_page()
            self.column_turned(column, shown)

        toggle(self, t("screen.columns"), states, turn, session.keys.of(ACTION_BY_ID["columns"]))

    def column_turned(self, column: str, shown: bool) -> None:
        """A column came or went."""

    # --- filter --------------------------------------------------------------------------------------------------------------

    def do_filter(self) -> None:
        if self.open_filter(self.filter_text):
            self._tally()

    @on(FilterBar.Changed)
    def _filter_changed(self, event: FilterBar.Changed) -> None:
        self.filter_text = event.text
        self.update_page()
        look = self.table.look
        if look is not None and look.matched and self.table.node not in look.matched:
            self.table.goto(look.flat.row(look.matched[0]))
        self._tally()

    @on(FilterBar.Kept)
    def _filter_kept(self) -> None:
        self.close_filter()
        look = self.table.look
        if look is not None and look.matched:  # what was looked for, not the whole above it
            self.table.goto(look.flat.row(look.matched[0]))

    def _tally(self) -> None:
        look = self.table.look
        if self.filter_bar is None or look is None:
            return
        if look.query is None:
            self.filter_bar.tally(t(self.FILTER_HELP))
        elif look.query.problem:
            self.filter_bar.tally(term(look.query.problem))
        else:
            self.filter_bar.tally(f"{len(look.matched)}/{look.flat.size}")

    def close_filter(self) -> None:
        """The line of the filter goes, what it says stays."""
        self.shut_filter(self.table)

    def clear_filter(self) -> bool:
        """Out of the filter; False when there was none."""
        if self.filter_bar is None and not self.filter_text:
            return False
        self.close_filter()
        self.filter_text = ""
        self.update_page()
        return True

    def do_next_match(self) -> None:
        self._match(1)

    def do_previous_match(self) -> None:
        self._match(-1)

    def _match(self, step: int) -> None:
        look = self.folded
        flat, cursor = look.flat, self.table.cursor
        nodes = sorted(look.matched, key=flat.position)  # their rows ascend: what a fold hides counts as its head
        after = bisect_right(nodes, cursor, key=flat.row) % len(nodes)
        row = flat.row(nodes[after if step > 0 else bisect_left(nodes, cursor, key=flat.row) - 1])
        self.table.goto(row)
        self.say(t("screen.match", at=bisect_left(nodes, row, key=flat.row) + 1, count=len(nodes)))
