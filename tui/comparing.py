"""What two budgets are being held against each other: which sides, view, scope, order, filter, and the place in the tree of changes.
Apart from session.py, which is about one budget; no widget, no terminal."""

from __future__ import annotations

from collections.abc import Callable
from operator import attrgetter
from typing import Any, NamedTuple

from data_model.budget import Budget, Row, Table
from data_model.compare import compare
from data_model.comparing.compare_sides import scope_of_table
from data_model.comparing.diff_words import line_name
from data_model.comparing.last_year import compare_last_year, first_told, told_tables
from data_model.comparison import ADJUSTMENT, TOTAL_KEY, Change, Comparison, Incomparable
from data_model.search import Subject, compile_query
from data_model.tree import VIEWS
from tui.compare_look import CompareLook, find, look_at
from tui.jobs import is_large
from tui.session import Session
from tui.texts import spoken, t, term
from tui.widgets.flat_tree import FlatTree

LAST_YEAR = -1
"""The left side when it is not a document but the last year the right one tells of itself."""
PARTS = frozenset({"projects", "three_public", "entrusted", "carryover"})
"""Views whose whole is no whole of their scope."""
ORDERS = ("printed", "change", "change_percent", "after", "before", "name")
"""The orders `s` offers."""


class Sides(NamedTuple):
    """What a comparison was made of: entries (LAST_YEAR for the own last year), view, scope."""

    left: int
    right: int
    view: str
    scope: str


class Scope(NamedTuple):
    """A scope both sides have; of a last year a table."""

    id: str
    label: str


class Wish(NamedTuple):
    """How a comparison is to be looked at: order, turned round, filter, only what changed, in which unit ("" the printed one)."""

    order: str
    reverse: bool
    filter: str
    only_changed: bool
    unit: str


class Comparing:
    """The state of the comparison screen."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.sides = Sides(LAST_YEAR, -1, VIEWS[0], "")
        self.only_changed = False
        self.order, self.reverse = ORDERS[0], False
        self.filter = ""
        self.bridge = False
        self.away = ""
        self._looks: dict[Sides, CompareLook] = {}
        self._failed: dict[Sides, Incomparable] = {}
        self._asked: set[Sides] = set()
        self._keys: dict[tuple[int, int], tuple[str, ...]] = {}

    # --- what is compared ----------------------------------------------------------------------------------------------------

    def begin(self, left: int, right: int, view: str = "", scope: str = "") -> None:
        """Compare two entries, or (left LAST_YEAR) one with its own last year; in the wished view and scope where both have it."""
        views = self.views(left, right)
        view = view if view in views else views[0] if views else VIEWS[0]
        scopes = [option.id for option in self.scopes(left, right, view)]
        self.sides = Sides(left, right, view, scope if scope in scopes else scopes[0] if scopes else "")
        self.filter = ""
        self.bridge = False

    def budget(self, index: int) -> Budget | None:
        """The budget of an entry; of LAST_YEAR the one that tells it."""
        entries = self.session.entries
        index = self.sides.right if index == LAST_YEAR else index
        return entries[index].budget if 0 <= index < len(entries) else None

    @property
    def own_year(self) -> bool:
        """True when the left side is what the right one tells of last year."""
        return self.sides.left == LAST_YEAR

    def views(self, left: int, right: int) -> list[str]:
        """The views both sides have a scope of."""
        if left == LAST_YEAR:
            return [VIEWS[0]]
        return [view for view in VIEWS if self.scopes(left, right, view)]

    def scopes(self, left: int, right: int, view: str) -> list[Scope]:
        """The scopes of a view both sides have; the tables whose last year is told."""
        if left == LAST_YEAR:
            return told_scopes(self.session.entries[right].budget)
        there = {option.id for option in self.session.scopes_of(left, view)}
        options = self.session.scopes_of(right, view)
        return [Scope(option.id, term(option.label)) for option in options if option.id in there]

    def here(self) -> list[Scope]:
        """The scopes `m` goes through."""
        return self.scopes(*self.sides[:3])

    def turn_scope(self) -> Scope:
        """The next scope."""
        found = self.here()
        at = next((n for n, scope in enumerate(found) if scope.id == self.sides.scope), -1)
        self.sides = self.sides._replace(scope=found[(at + 1) % len(found)].id)
        return found[(at + 1) % len(found)]

    def turn_view(self, step: int) -> str:
        """The next view, in the scope of the same name where it has it."""
        views = self.views(*self.sides[:2])
        view = views[(views.index(self.sides.view) + step) % len(views)]
        scopes = [scope.id for scope in self.scopes(*self.sides[:2], view)]
        scope = self.sides.scope if self.sides.scope in scopes else scopes[0]
        self.sides = self.sides._replace(view=view, scope=scope)
        return view

    def swap(self) -> None:
        """Left for right."""
        self.sides = self.sides._replace(left=self.sides.right, right=self.sides.left)

    # --- making --------------------------------------------------------------------------------------------------------------

    def heavy(self) -> bool:
        """True when making it may be felt."""
        return is_large(self.budget(self.sides.left), self.budget(self.sides.right))

    def ask(self) -> bool:
        """True the first time these sides are asked for."""
        new = self.sides not in self._asked
        self._asked.add(self.sides)
        return new

    @property
    def wish(self) -> Wish:
        """How a comparison is to be looked at now."""
        return Wish(self.order, self.reverse, self.filter.strip(), self.only_changed, self.session.unit)

    def make(self, sides: Sides, wish: Wish) -> CompareLook | Incomparable:
        """The comparison of these sides, looked at as wished; touches no state, so that a thread may do it."""
        one, other = self.session.entries[sides.left].budget, self.session.entries[sides.right].budget
        try:
            if sides.left == LAST_YEAR:
                assert other is not None
                look = look_at(compare_last_year(other, sides.scope))
            else:
                assert one is not None
                assert other is not None
                look = look_at(compare(one, other, sides.view, sides.scope))
        except Incomparable as error:
            return error
        _fulfil(look, wish)
        return look

    def take(self, sides: Sides, made: CompareLook | Incomparable) -> None:
        """Keep what was made."""
        if isinstance(made, Incomparable):
            self._failed[sides] = made
        else:
            self._looks[sides] = made

    @property
    def failure(self) -> Incomparable | None:
        """Why these sides cannot be compared."""
        return self._failed.get(self.sides)

    def look(self) -> CompareLook | None:
        """The tree in sight, ordered and filtered as wished, its cursor on the line it last had; None while it is not made."""
        look = self._looks.get(self.sides)
        if look is None:
            return None
        _fulfil(look, self.wish)
        key = self._keys.get(self._pair(), ())
        if key and look.line.key != key:
            look.node = find(look, key)
        return look

    def _pair(self) -> tuple[int, int]:
        return min(self.sides[:2]), max(self.sides[:2])

    def remember(self, look: CompareLook) -> None:
        """Keep the line of the cursor for the next scope, order or side."""
        self._keys[self._pair()] = look.line.key

    def stand(self, left: int, right: int, view: str, scope: str, key: tuple[str, ...]) -> None:
        """These sides again, the cursor on a line."""
        self.sides = Sides(left, right, view, scope)
        self._keys[self._pair()] = key

    def unit(self, look: CompareLook) -> str:
        """The unit figures are shown in."""
        return self.session.unit or look.comparison.unit

    def forget(self, index: int) -> None:
        """An entry is another budget now, or none: what was made of it goes; places and orders stay."""
        for made in (self._looks, self._failed):
            for sides in [sides for sides in made if index in sides[:2]]:
                del made[sides]
        self._asked = {sides for sides in self._asked if index not in sides[:2]}
        if index in self.sides[:2]:
            self.away = ""

    # --- where a line is in its budget ---------------------------------------------------------------------------------------

    def side(self, left: bool) -> tuple[int, Budget | None]:
        """The entry and the budget of a side."""
        index = self.sides.left if left else self.sides.right
        return index, self.budget(index)


def _rate(line: Change) -> float | None:
    """The change as a part of what was before; of what was nothing, without limit."""
    if line.delta is None:
        return None
    return line.delta / abs(line.a) if line.a else float("inf") if line.delta > 0 else 0.0


def _by_name(line: Change) -> tuple[str, str]:
    from data_model.search import initials

    return initials(line.name), line.code


def _fulfil(look: CompareLook, wish: Wish) -> None:
    """Order and filter a comparison, as far as that is not done."""
    if look.sorted_by != (wish.order, wish.reverse):
        _sort(look, wish.order, wish.reverse)
    if look.filtered_by != (wanted := (wish.filter, wish.only_changed, wish.unit or look.comparison.unit)):
        _narrow(look, *wanted)


def _sort(look: CompareLook, order: str, reverse: bool) -> None:
    look.sorted_by = (order, reverse)
    lines = look.comparison.lines
    if order == "printed":
        look.flat.sort(None, reverse)
        return
    if order not in look.figures:
        look.figures[order] = list(map(_FIGURES[order], lines))
    look.flat.sort(look.figures[order], reverse == (order == "name"))


def _narrow(look: CompareLook, text: str, only_changed: bool, unit: str) -> None:
    look.filtered_by = (text, only_changed, unit)
    look.query = compile_query(text, unit) if text else None
    c = look.comparison
    if look.query is None:
        look.matched = []
        look.flat.filter(look.differs if only_changed else None)
        return
    look.matched = [
        node for node in range(len(c.lines))
        if (look.differs[node] or not only_changed) and look.query.holds(_subject(c, c.lines[node]))
    ]  # fmt: skip
    look.flat.filter(_with_owners(look.flat, look.matched))


_FIGURES: dict[str, Callable[[Change], Any]] = {
    "name": _by_name, "change": attrgetter("delta"), "change_percent": _rate, "after": attrgetter("b"), "before": attrgetter("a"),
}  # fmt: skip
"""What an order of changes goes by."""


def told_scopes(budget: Budget | None) -> list[Scope]:
    """The tables of which the prose tells a last year, first the one it tells item by item."""
    if budget is None:
        return []
    found = []
    for kind in told_tables(budget):
        table = budget.table(kind)
        if table is not None:
            label = term(scope_of_table(table, "total")[1])
            found.append(Scope(kind, f"{t(f'view.{view}')} · {label}" if (view := _part(kind)) else label))
    first = first_told(budget)
    return sorted(found, key=lambda scope: scope.id != first)


def _part(kind: str) -> str:
    """The view of a table of one kind of money (三公, projects); "" for tables whose whole is that of their scope."""
    from data_model.forms import FORM_BY_KIND

    form = FORM_BY_KIND.get(kind)
    return form.view if form is not None and form.view in PARTS else ""


def view_of(c: Comparison) -> str:
    """The view a comparison is of; of one with its own last year, which is of a table, that of the table where it says more than the
    scope: 财政拨款 is what 三公 is paid from, not what it is."""
    return c.view or _part(c.table)


def whole_name(c: Comparison) -> str:
    """What the whole is called: its scope rather than 总计; of a view of one kind of money (三公, projects) that view."""
    if (view := view_of(c)) in PARTS:
        return t("compare.whole", what=t(f"view.{view}"))
    return term(c.label) + (t("compare.spending") if c.label.endswith(("预算", "拨款")) else "")


def line_title(c: Comparison, line: Change) -> str:
    """Code and name of a line."""
    return whole_name(c) if line.key == TOTAL_KEY else f"{line.code} {line_name(line, spoken())}".strip()


def is_marked(line: Change) -> bool:
    """A line where a question arises: reclassified, other code, other name, paired by likeness, last year not told."""
    likely = line.score is not None and line.score < 100
    return line.group == ADJUSTMENT or line.untold or line.status in ("moved", "renamed") or likely


def tables_with(budget: Budget, code: str, apart: str) -> list[tuple[Table, Row]]:
    """The rows of a code in the tables of spending by function other than `apart`."""
    from data_model.forms import FORM_BY_KIND

    found = []
    for table in budget.tables:
        form = FORM_BY_KIND.get(table.kind)
        if table.kind != apart and form is not None and form.view == "function" and form.classification == "functional":
            found += [(table, row) for row in table.rows if row.code == code and not row.project]
    return found


def _subject(c: Comparison, line: Change) -> Subject:
    amount, whole = (line.b, c.total.b) if line.b is not None else (line.a, c.total.a)
    return Subject(line.code, line.name, line.level, amount, whole, is_marked(line), line.name_a, line.delta)


def _with_owners(flat: FlatTree, nodes: list[int]) -> bytearray:
    """1 for these nodes, all above them and the whole."""
    shown = bytearray(flat.size)
    for node in nodes:
        while node >= 0 and not shown[node]:
            shown[node] = 1
            node = flat.parent[node]
    if shown:
        shown[0] = 1
    return shown
