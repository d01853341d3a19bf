"""Two budgets side by side: one tree of changes with its pane, the bridge of the whole, and the way into either document and back.
Apart from the tree of one budget: here every row has two sides."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult

from data_model.comparison import Comparison, Party
from data_model.tree import VIEWS
from tui.actions import COMPARE
from tui.compare_look import CompareLook, open_alike, open_changed
from tui.comparing import ORDERS, Comparing, line_title, view_of
from tui.going_codes import best_code, wanted_code
from tui.places import Place
from tui.report_diff import party_name
from tui.session import Session
from tui.texts import t, term
from tui.widgets.bridge import BridgeList
from tui.widgets.compare_blocks import Telling, bar_blocks, blocks
from tui.widgets.compare_rows import ChangeTable, by_year, heads
from tui.widgets.detail_blocks import Block
from tui.widgets.frame import Hint
from tui.widgets.frame_lines import PANE_FROM, ROOMY_FROM
from tui.widgets.lines import LineList
from tui.widgets.naming import short_entity, unit_word
from tui.widgets.page import bindings_for
from tui.widgets.roles import ANSI
from tui.widgets.spans import Span
from tui.widgets.taking_out import Taking
from tui.widgets.tree_page import TreePage
from tui.widgets.waterfall import lines_of

NOT_IN_BRIDGE = frozenset({
    "only_changed", "sort", "reverse", "columns", "filter", "next_match", "previous_match", "open", "close", "next_sibling", "previous_sibling", "deeper",
    "shallower", "level_1", "level_2", "level_3", "level_4",
})  # fmt: skip
"""Actions of the tree that mean nothing to the bridge."""


class CompareScreen(TreePage):
    """Tree of changes or bridge, and pane."""

    KIND = COMPARE
    VIEW = "compare"
    FILTER_HELP = "compare.filter.help"
    BINDINGS = bindings_for(COMPARE)
    table: ChangeTable

    def __init__(self, session: Session, comparing: Comparing) -> None:
        super().__init__(session)
        self.comparing = comparing
        self.table = ChangeTable()
        self.table.at_once = self._stands
        self._before: CompareLook | None = None
        self.bridge = BridgeList()

    @property
    def look(self) -> CompareLook:
        """The comparison shown. Raises LookupError before one is."""
        if self.table.look is None:
            raise LookupError
        return self.table.look

    @property
    def rows(self) -> LineList:
        return self.bridge if self.comparing.bridge else self.table

    def body(self) -> ComposeResult:
        yield self.table
        yield self.bridge
        yield self.pane

    @property
    def filter_text(self) -> str:
        return self.comparing.filter

    @filter_text.setter
    def filter_text(self, text: str) -> None:
        self.comparing.filter = text

    # --- what is shown -------------------------------------------------------------------------------------------------------

    def update_page(self) -> None:
        comparing = self.comparing
        look = comparing.look()
        if look is None and comparing.failure is None:
            self.navigator.compute_comparison()
            look = comparing.look()
        self.set_class(comparing.bridge, "bridging")
        if look is None:
            nothing = t("compare.waiting") if comparing.failure is None else t("compare.nothing")
            self.table.show(None, "", nothing)
            self.bridge.show(None, "")
            self.pane.tell(lambda width: [])
            self.bottom.show_path([])
            self.top.show([(t("view.compare"), "")], [], [], "")
            return
        before, self._before = self._before, None
        if before is not None and before is not look:
            open_alike(look, before)
        elif look.fresh:
            open_changed(look, self.table.page_size if self.table.size.height > 1 else self.rows_to_be())
        unit = comparing.unit(look)
        self.table.unmatched = self.unmatched()
        self.table.show(look, unit, chosen=self.session.columns(self.VIEW))
        self.bridge.show(look.comparison, unit)
        self.top.show(self._title(look.comparison), self.shows(), [], "", self._counts(look))
        self.bottom.refresh()
        self.tell()

    def _title(self, c: Comparison) -> list[Span]:
        wide = self.app.size.width >= ROOMY_FROM[0]
        gap = "  " if wide else " "
        if c.a.implied:
            base = t(f"compare.base.{c.base}")
            here = party_name(c.b) if wide else f"{short_entity(c.b.entity)} {c.b.year or ''}".strip()
            return [(f"{here} ↔ {base}", "")]
        if by_year(c):
            who = short_entity(c.b.entity) or t("screen.unknown_entity")
            names = [_year(party) if wide else str(party.year) for party in (c.a, c.b)]
            return [(f"{who}{gap}{names[0]} ↔ {names[1]}", "")]
        names = [
            party_name(party) if wide else f"{short_entity(party.entity)} {party.year or ''}".strip()
            for party in (c.a, c.b)
        ]
        return [(f"{t('diff.col.a')} {names[0]} ↔ {t('diff.col.b')} {names[1]}", "")]

    def shows(self) -> list[Span]:
        look = self.table.look
        if look is None:
            return []
        c = look.comparison
        spans: list[Span] = []
        if look.query is not None:
            tally = f"{len(look.matched)}/{len(c.lines)}"
            spans.append((t("screen.chip.filter", text=look.query.text, tally=tally) + " · ", "accent"))
        if self.comparing.only_changed and not self.comparing.bridge:
            spans.append((t("compare.chip.changed") + " · ", "accent"))
        numbers = [party.number.removeprefix("公开") for party in (c.a, c.b)]
        where = numbers[1] if numbers[0] == numbers[1] else "/".join(number for number in numbers if number)
        label = t("screen.scope", scope=term(c.label), table=where) if where else term(c.label)
        what = t("compare.bridge" if self.comparing.bridge else "view.compare")
        if (view := view_of(c)) not in ("", VIEWS[0]):
            what += f" · {t(f'view.{view}')}"
        spans.append(
            (f"{what} · {label}{'' if label.endswith('）') else ' '}· {unit_word(self.comparing.unit(look))}", "")
        )
        return spans

    @staticmethod
    def _counts(look: CompareLook) -> list[Span]:
        """`项级 14 行：新增 9   增减 2 …` and what 调 means."""
        c, counts = look.comparison, look.counts
        level = t("compare.innermost")
        if len(look.levels) == 1:
            level = t("compare.level", level=term(next(iter(look.levels))))
        shown = [key for key in ("added", "changed", "removed", "renamed", "moved", "same") if counts[key] or key not in ("renamed", "moved")]  # fmt: skip
        parts = [f"{t(f'diff.status.{key}')} {counts[key]}" for key in shown]
        if counts["untold"]:
            parts.append(f"{t('compare.untold_count')} {counts['untold']}")
        text = t("compare.counts", level=level, total=sum(counts.values()), parts="   ".join(parts))
        spans: list[Span] = [(text, "dim")]
        if c.groups:
            spans.append(("        " + t("compare.legend", count=len(c.groups[0].keys)), "dim"))
        elif any(line.reason for line in c.made):
            spans.append(("        " + t("compare.no_group"), "dim"))
        return spans

    def tell(self) -> None:
        look = self.table.look
        if look is None:
            return
        c, comparing = look.comparison, self.comparing
        if not comparing.bridge:
            look.node = self.table.node
        path, node = [], look.node
        while node > 0:
            path.append(line_title(c, c.lines[node]))
            node = look.flat.parent[node]
        rows = self.rows
        self.bottom.show_path([line_title(c, c.lines[0]), *path[::-1]], rows.counted)
        a = None if comparing.own_year else comparing.budget(comparing.sides.left)
        b, bar = comparing.budget(comparing.sides.right), self.bridge.bar
        unit, ascii_only = comparing.unit(look), self.session.options.ascii
        fine = self.app.theme != ANSI and not ascii_only

        def make(width: int) -> list[Block]:
            telling = Telling(look, unit, width, a, b, ascii_only, fine)
            return bar_blocks(telling, bar) if comparing.bridge else blocks(telling)

        self.pane.tell(make)

    @on(LineList.Moved)
    def _moved(self, event: LineList.Moved) -> None:
        event.stop()
        self._stands()

    def _stands(self) -> None:
        self.tell()
        if self.table.look is not None and not self.comparing.bridge:
            self.comparing.remember(self.table.look)

    def topics(self) -> list[str]:
        look = self.table.look
        found = [*super().topics(), "word.bridge"]
        if look is not None and look.comparison.a.implied:
            found.append("word.implied")
        return [*found, "word.group", "word.reclassified"] if look is not None and look.comparison.groups else found

    # --- why not -------------------------------------------------------------------------------------------------------------

    def reason(self, action: str) -> str:
        comparing = self.comparing
        needs_look = action in NOT_IN_BRIDGE or action in (
            "bridge", "unit", "export", "copy", "left_budget", "right_budget", "toggle", "pane",
        )  # fmt: skip
        if self.table.look is None:
            return t("compare.waiting" if comparing.failure is None else "compare.nothing") if needs_look else ""
        if comparing.bridge and action in NOT_IN_BRIDGE:
            return t("compare.reason.bridge", key=self.key("bridge"))
        if action == "swap" and comparing.own_year:
            return t("compare.reason.own_year")
        if action == "scope" and len(comparing.here()) < 2:
            return t("compare.reason.one_scope")
        if action in ("next_view", "previous_view") and len(comparing.views(*comparing.sides[:2])) < 2:
            return t("compare.reason.one_view")
        if action == "only_changed" and not self.look.comparison.different:
            return t("compare.reason.same")
        if action in ("left_budget", "right_budget") and not comparing.bridge:
            return self._no_line(action == "left_budget")
        return super().reason(action)

    def _no_line(self, left: bool) -> str:
        c, line = self.look.comparison, self.look.line
        if left and c.a.implied:
            return "" if line.origin else t("compare.reason.no_sentence")
        if (line.a if left else line.b) is None and not (line.row_a if left else line.row_b):
            return t("compare.reason.no_line", side=heads(c)[0 if left else 1])
        return ""

    def label(self, action: str) -> str:
        if action in ("swap", "left_budget") and self.app.size.width >= PANE_FROM:
            return t(f"compare.label.{action}")
        return t("compare.label.either") if action == "left_budget" else super().label(action)

    def hints(self) -> list[Hint]:
        """The two jumps stand together; filter and views are known from the tree and leave room."""
        found = []
        for hint in super().hints():
            if hint.action == "left_budget":
                both = f"{hint.key} {self.key('right_budget')}"
                found.append(Hint(both, hint.text, hint.rank, hint.able, hint.action))
            elif hint.action not in ("right_budget", "filter", "next_view", "copy"):
                found.append(hint)
        return found

    def place(self) -> Place:
        sides, look = self.comparing.sides, self.table.look
        key = look.line.key if look is not None else ()
        return Place(self.session.current, self.KIND, sides.view, sides.scope, (sides.left, sides.right, key))

    def stand(self, place: Place) -> None:
        left, right, key = place.at
        assert isinstance(left, int)
        assert isinstance(right, int)
        assert isinstance(key, tuple)
        self.comparing.stand(left, right, place.view, place.scope, key)

    def codes(self) -> list[str]:
        return [line.code for line in self.table.look.comparison.lines] if self.table.look is not None else []

    def to_code(self, text: str) -> None:
        """Within the comparison where it has the code, else in the document."""
        at = best_code(self.codes(), wanted_code(text))
        if at < 0:
            super().to_code(text)
            return
        self.table.goto(self.look.flat.reveal(at))
        self.table.refold()

    # --- actions -------------------------------------------------------------------------------------------------------------

    def do_only_changed(self) -> None:
        self.comparing.only_changed = not self.comparing.only_changed
        self.update_page()

    def orders(self) -> list[str]:
        return list(ORDERS)

    @property
    def ordered(self) -> tuple[str, bool]:
        return self.comparing.order, self.comparing.reverse

    @ordered.setter
    def ordered(self, order: tuple[str, bool]) -> None:
        self.comparing.order, self.comparing.reverse = order

    def do_swap(self) -> None:
        self.comparing.swap()
        self._anew()

    def _anew(self) -> None:
        """Other sides or another scope: the same branches open, the same line under the cursor."""
        look = self.table.look
        all_shown = not self.comparing.filter and not self.comparing.only_changed
        self._before = look if look is not None and not look.fresh and all_shown else None
        self.update_page()

    def do_bridge(self) -> None:
        self.comparing.bridge = not self.comparing.bridge
        inside = self.focused is self.pane
        self.update_page()
        if not inside:
            self.set_focus(self.rows)

    def do_toggle(self) -> None:
        bar = self.bridge.bar
        if not self.comparing.bridge or self.focused is self.pane:
            super().do_toggle()
            return
        found = lines_of(self.look.comparison, bar) if bar is not None else []
        keys = [line.key for line in self.look.comparison.lines]
        node = keys.index(found[0].key) if found else 0
        if found and bar is not None and bar.kind == "class" and found[0].key[:1] in keys:
            node = keys.index(found[0].key[:1])
        self.look.node = node
        self.comparing.remember(self.look)
        self.look.flat.reveal(node)
        self.do_bridge()

    def do_scope(self) -> None:
        scope = self.comparing.turn_scope()
        self._anew()
        self.say(t("compare.scope_is", scope=term(scope.label)))

    def do_next_view(self) -> None:
        self._turn_view(1)

    def do_previous_view(self) -> None:
        self._turn_view(-1)

    def _turn_view(self, step: int) -> None:
        view = self.comparing.turn_view(step)
        self._before = None
        self.update_page()
        self.say(t("compare.view_is", view=t(f"view.{view}")))

    def do_unit(self) -> None:
        printed = self.look.comparison.unit
        unit = self.session.next_unit(printed)
        self.update_page()
        self.say(t("screen.unit_is", unit=unit_word(unit), printed=unit_word(printed)))

    def do_left_budget(self) -> None:
        self._jump(True)

    def do_right_budget(self) -> None:
        self._jump(False)

    def _jump(self, left: bool) -> None:
        comparing, line = self.comparing, self.look.line
        if left and comparing.own_year:
            self.navigator.show_side_prose(comparing.sides.right, line.origin)
            return
        row = line.row_a if left else line.row_b
        key = (line.key_a or line.key) if left else line.key
        self.navigator.show_side(comparing.sides.left if left else comparing.sides.right, row, key)

    def documents(self) -> list[int]:
        return [index for index in self.comparing.sides[:2] if index >= 0]

    def taking(self) -> Taking:
        from tui.compare_export import bridge_taking, taking

        if self.comparing.bridge:
            return bridge_taking(self.look.comparison)
        return taking(self.look, self.comparing.unit(self.look))

    def do_back(self) -> None:
        """One step back: out of the input, the filter, the pane, the bridge, the comparison."""
        if self.clear_filter() or self.leave_pane():
            return
        if self.comparing.bridge:
            self.do_bridge()
        else:
            self.navigator.show_tree()

    def citation(self) -> str:
        from tui.compare_export import citation

        comparing = self.comparing
        a = None if comparing.own_year else comparing.budget(comparing.sides.left)
        return citation(self.look, comparing.unit(self.look), a, comparing.budget(comparing.sides.right))


def _year(party: Party) -> str:
    """`2026年部门预算`."""
    return party_name(party).removeprefix(short_entity(party.entity)).strip()
