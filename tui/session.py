"""What a person is looking at: the loaded budgets, view, scope, unit, order, filter and the place in each tree. No widget, no
terminal: screens read it and change it, so a place survives every change of screen."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any, Protocol

from data_model.budget import Budget, Finding, Row, Table
from data_model.scopes import ScopeOption, scope_options, usual_scope, view_reason
from data_model.tree import SCREEN_VIEWS, VIEWS, Tree, build_tree
from tui import looks, restrict
from tui.columns import Chosen
from tui.entries import AppOptions, Entry, Source
from tui.jobs import is_large, many
from tui.keys import Keys
from tui.looks import Look
from tui.ordering import SORTS
from tui.texts import t, term
from tui.walk import Walk

if TYPE_CHECKING:
    from data_model.revealed import Revealed
    from data_model.speaking import Prior
    from tui.examined import Examined
    from tui.state import State
    from tui.widgets.grid_layout import Grid

__all__ = ["SORTS", "UNITS", "AppOptions", "Entry", "Look", "Session", "Source"]

UNITS = ("元", "万元", "亿元")
_Seen = tuple[int, str, str]
"""Entry, view and scope of a tree."""


class Later(Protocol):
    """What makes something in a thread, once for each key, and gives it to `take` afterwards."""

    def __call__(self, key: Hashable, make: Callable[[], Any], take: Callable[[Any], None]) -> None: ...


class Session:
    """The state of one run of the explorer."""

    def __init__(self, sources: list[Source], options: AppOptions) -> None:
        self.options = options
        self.keys = Keys(options.keys)
        self.entries = [Entry(source) for source in sources]
        self.current = -1
        self.view = VIEWS[0]
        self.unit = options.unit
        self.filter = ""
        self.sort = SORTS[0]
        self.reverse = False
        self._walk: Walk | None = None
        self._revealed: tuple[Budget, Revealed] | None = None
        self.marked: list[int] = []
        self._scope: dict[str, str] = {}
        self._looks: dict[_Seen, Look] = {}
        self._options: dict[tuple[int, str], list[ScopeOption]] = {}
        self._begins: dict[int, ScopeOption] = {}
        self._node_keys: dict[tuple[int, str], tuple[str, ...]] = {}
        self._opened: dict[_Seen, frozenset[tuple[str, ...]]] = {}
        self._stands: dict[_Seen, tuple[Row | None, tuple[str, ...]]] = {}
        self.later: Later | None = None
        self._grids: dict[int, Grid] = {}

    @cached_property
    def state(self) -> State:
        """What this user's sessions remember; imported when it is first asked for."""
        from tui.state import State

        return State(not self.options.no_state)

    # --- budgets -------------------------------------------------------------------------------------------------------------

    @property
    def budget(self) -> Budget:
        """The budget in sight. Raises LookupError while none is read."""
        budget = self.entries[self.current].budget if self.current >= 0 else None
        if budget is None:
            raise LookupError
        return budget

    @property
    def revealed(self) -> Revealed | None:
        """What was masked in the budget in sight, for drawing alone; None unless it was asked for, and always in a restricted session."""
        if not self.options.show_persons or restrict.active() or not self.budget.persons:
            return None
        if self._revealed is None or self._revealed[0] is not self.budget:
            from data_model.revealed import Revealed

            self._revealed = (self.budget, Revealed(self.budget))
        return self._revealed[1]

    def ready(self) -> list[int]:
        """The entries whose budget is read, in the order given."""
        return [i for i, entry in enumerate(self.entries) if entry.budget is not None]

    def failed(self) -> list[Entry]:
        """The entries that could not be read."""
        return [entry for entry in self.entries if entry.error is not None and not entry.closed]

    def waiting(self) -> bool:
        """True while a source is not yet read."""
        return any(entry.waiting for entry in self.entries)

    def listed(self) -> list[int]:
        """The entries that are open, or to be."""
        return [i for i, entry in enumerate(self.entries) if not entry.closed]

    def find(self, path: str) -> int:
        """The entry of a file, -1 when it is not open."""
        return next((i for i in self.listed() if path and self.entries[i].source.path == path), -1)

    def replace(self, index: int, budget: Budget) -> None:
        """A budget read again: trees are made anew when they are shown, opened and placed as they were, by path."""
        entry = self.entries[index]
        entry.budget, entry.examined, entry.asked = budget, None, False
        for (at, view, scope), look in list(self._looks.items()):
            if at == index:
                if not look.fresh:
                    self._opened[(at, view, scope)] = looks.opened(look)
                del self._looks[(at, view, scope)]
        self._forget_options(index)
        self._walk = None

    def close(self, index: int) -> None:
        """A budget is not looked at any more: everything of it goes. The next one is in sight then, or none (-1)."""
        entry = self.entries[index]
        entry.closed, entry.budget, entry.examined, entry.error = True, None, None, None
        for key in [key for key in self._looks if key[0] == index]:
            del self._looks[key]
        self._forget_options(index)
        self.marked = [one for one in self.marked if one != index]
        self._walk = None
        if self.current == index:
            left = self.ready()
            self.current = -1
            if left:
                self.choose(next((i for i in left if i > index), left[-1]))

    def _forget_options(self, index: int) -> None:
        for key in [key for key in self._options if key[0] == index]:
            del self._options[key]
        self._begins.pop(index, None)

    def choose(self, index: int) -> None:
        """Look at another budget, at the same view if it has it."""
        self.current = index
        if not self.reason(self.view):
            return
        self.view = next((view for view in SCREEN_VIEWS if not self.reason(view)), VIEWS[0])

    @property
    def examined(self) -> Examined | None:
        """What checking made of the budget in sight; None while it is not done."""
        return self.entries[self.current].examined if self.current >= 0 else None

    def findings(self) -> list[Finding]:
        """What reading and checking found; while checking is not done what reading noticed, not understood first."""
        if self.examined is not None:
            return self.examined.findings
        rank = {"unread": 0, "ambiguous": 1, "misplaced": 2}
        return sorted(self.budget.notes, key=lambda finding: rank.get(finding.verdict, 3))

    @property
    def walk(self) -> Walk | None:
        """The walk along one amount, None when there is none in this budget."""
        return self._walk if self._walk is not None and self._walk.budget is self.budget else None

    def start_walk(self, fen: int | None) -> Walk:
        """Begin to walk the places of an amount."""
        from data_model.spots import same_money

        self._walk = Walk(self.budget, fen or 0, same_money(self.budget, fen))
        return self._walk

    def mark(self, index: int) -> None:
        """Mark a budget for comparing, or take the mark away; at most two are marked, the oldest mark goes."""
        if index in self.marked:
            self.marked.remove(index)
        else:
            self.marked = [*self.marked[-1:], index]

    def tells_last_year(self, index: int) -> bool:
        """True when the prose of a budget speaks of last year for a table that it has."""
        budget = self.entries[index].budget if index >= 0 else None
        if budget is None:
            return False
        kinds = {table.kind for table in budget.tables}
        return any(
            c.table in kinds and (c.prior_amount is not None or c.prior_change is not None) for c in budget.claims
        )

    def no_comparison(self) -> str:
        """Why nothing can be compared, "" when something can."""
        ready = self.ready()
        if len(ready) > 1 or (ready and (self.tells_last_year(ready[0]) or self.waiting())):
            return ""
        bare = bool(ready) and not any(self.entries[index].budget.tables for index in ready)  # type: ignore[union-attr]
        return t("compare.reason.no_table" if bare else "compare.reason.alone", key=self.keys.first("budgets"))

    # --- views and scopes ----------------------------------------------------------------------------------------------------

    def reason(self, view: str) -> str:
        """Why a view cannot be shown, "" when it can."""
        return "" if self.scopes(view) else term(view_reason(self.budget, view))

    def scopes(self, view: str = "") -> list[ScopeOption]:
        """The scopes of a view (the one in sight when none is named)."""
        return self.scopes_of(self.current, view or self.view)

    def scopes_of(self, index: int, view: str) -> list[ScopeOption]:
        """The scopes of a view of a budget; none while it is not read."""
        budget = self.entries[index].budget if 0 <= index < len(self.entries) else None
        if budget is None:
            return []
        if (index, view) not in self._options:
            self._options[index, view] = scope_options(budget, view)
        return self._options[index, view]

    def scope(self) -> ScopeOption | None:
        """The scope in sight, None when the view has none."""
        options = self.scopes()
        wanted = self._scope.get(self.view, "")
        chosen = next((o for o in options if o.id == wanted), None) if wanted else None
        return chosen or self._usual(self.view)

    def _usual(self, view: str) -> ScopeOption | None:
        """The scope a view of the budget in sight begins with."""
        options = self.scopes(view)
        if view != "function" or not options:
            return options[0] if options else None
        if self.current not in self._begins:
            self._begins[self.current] = usual_scope(options) or options[0]
        return self._begins[self.current]

    def set_scope(self, option: ScopeOption) -> None:
        """Look at another scope of the same view."""
        self._scope[self.view] = option.id

    # --- the tree ------------------------------------------------------------------------------------------------------------

    def look(self) -> Look | None:
        """The tree in sight, ordered and filtered as wished, its cursor on the path it last had; None without a tree, and while that of
        a large budget is being made."""
        option = self.scope()
        if option is None:
            return None
        key = (self.current, self.view, option.id)
        look = self._looks.get(key)
        if look is None:
            if self.later is not None and is_large(self.budget):
                self._make_later(key, self.later)
                return None
            look = looks.look_at(self.budget, *key[1:])
            self._take(key, look)
        looks.fulfil(look, self._wish)
        look.node = looks.find(look, self._node_keys.get((self.current, self.view), ()))
        if key in self._stands:
            self._stand(look, *self._stands.pop(key))
        return look

    @property
    def _wish(self) -> looks.Wish:
        return looks.Wish(self.sort, self.reverse, self.filter, self.unit, self.examined)

    @property
    def making(self) -> bool:
        """True while the tree in sight is being made."""
        option = self.scope()
        return option is not None and (self.current, self.view, option.id) not in self._looks

    def _make_later(self, key: _Seen, later: Later) -> None:
        budget, wish = self.budget, self._wish

        def make() -> Look:
            look = looks.look_at(budget, *key[1:])
            looks.fulfil(look, wish)
            looks.prepare(look, wish.examined)
            return look

        def take(look: Look) -> None:
            if self.entries[key[0]].budget is budget:
                self._take(key, look)

        later(("look", id(budget), *key), make, take)

    def _take(self, key: _Seen, look: Look) -> None:
        self._looks[key] = look
        if key in self._opened:
            looks.open_again(look, self._opened.pop(key))
        else:
            self._open_as_before(look, *key)

    def prepare(self, index: int, examined: Examined) -> None:
        """In the thread that checked a large budget: what its trees will show of that."""
        for look in [look for (at, _, _), look in list(self._looks.items()) if at == index]:
            looks.prepare(look, examined)

    def go_to(self, index: int, view: str, scope: str, row: Row | None, key: tuple[str, ...]) -> None:
        """Stand on a line of a budget: on its printed row where the tree has it, else on its path; `scope` is an id or a table kind."""
        self.current, self.view, self.filter = index, view, ""
        for option in self.scopes():
            if scope in (option.id, option.kind):
                self.set_scope(option)
                break
        now = self.scope()
        if now is not None:
            self._stands[(index, view, now.id)] = (row, key)
            self.look()

    def _stand(self, look: Look, row: Row | None, key: tuple[str, ...]) -> None:
        node = next((n for n, one in enumerate(look.tree.rows) if row is not None and one is row), -1)
        self._node_keys[(self.current, self.view)] = look.tree.keys[node] if node >= 0 else key
        look.node = node if node >= 0 else looks.find(look, key)
        look.flat.reveal(look.node)

    # --- printed tables --------------------------------------------------------------------------------------------------------

    def grid(self, table: Table) -> Grid | None:
        """A table laid out as printed; None while that of a large one is made in a thread."""
        from tui.widgets.grid_layout import Grid

        revealed = self.revealed
        kept = self._grids.get(id(table))
        if kept is not None and kept.table is table and kept.revealed is revealed:
            return kept
        if self.later is None or not many(len(table.grid)):
            return Grid(table, revealed)
        self.later(("grid", id(table)), lambda: Grid(table, revealed), self._keep_grid)
        return None

    def lay_out(self, index: int, budget: Budget) -> None:
        """In the thread that checked a large budget: its large tables, before anybody looks at them."""
        from tui.widgets.grid_layout import Grid

        for table in budget.tables:
            if many(len(table.grid)) and self.entries[index].budget is budget:
                self._keep_grid(Grid(table))

    def _keep_grid(self, grid: Grid) -> None:
        here = {id(table) for entry in self.entries if entry.budget is not None for table in entry.budget.tables}
        self._grids = {at: kept for at, kept in self._grids.items() if at in here} | {id(grid.table): grid}

    # --- the place ---------------------------------------------------------------------------------------------------------------

    def remember(self, look: Look) -> None:
        """Keep the path of the cursor for the next scope, unit or screen."""
        if len(look.tree):
            self._node_keys[(self.current, self.view)] = look.tree.keys[look.node]

    def tree(self, view: str, scope: str) -> Tree:
        """The tree of a view and scope of the budget in sight, for looking something up."""
        look = self._looks.get((self.current, view, scope))
        return look.tree if look is not None else build_tree(self.budget, view, scope)

    def point_at(self, table: Table, row: Row, measure: str) -> bool:
        """Choose the view and scope that show this figure, the place on its row; False when none does."""
        for view in VIEWS:
            options = [option for option in self.scopes(view) if option.table is table]
            for option in sorted(options, key=lambda option: option.part != measure):
                tree = self.tree(view, option.id)
                node = next((n for n in range(len(tree)) if tree.rows[n] is row), -1)
                if node >= 0:
                    self.go_to(self.current, view, option.id, row, tree.keys[node])
                    look = self.look()
                    if look is not None:
                        look.fresh = False
                    return True
        return False

    def _open_as_before(self, look: Look, index: int, view: str, _: str) -> None:
        """A new scope of a view opens the branches that are open in the one seen before."""
        seen = [kept for (entry, its, _), kept in self._looks.items() if (entry, its) == (index, view)][:-1]
        if seen and not seen[-1].fresh:
            looks.open_again(look, looks.opened(seen[-1]))

    def priors(self, look: Look) -> Sequence[Prior | None]:
        """Last year of every node, once the budget is checked; nothing before."""
        return looks.priors(look, self.examined)

    @cached_property
    def _columns(self) -> Chosen:
        return Chosen(self.options.columns, self.state)

    def columns(self, view: str = "") -> tuple[str, ...]:
        """The columns of a view, the one in sight when none is named."""
        return self._columns.of(view or self.view)

    def turn_column(self, column: str, view: str = "") -> bool:
        """Show or hide a column of a view and remember it; True when it is shown then."""
        return self._columns.turn(column, view or self.view)

    # --- units ---------------------------------------------------------------------------------------------------------------

    def shown_unit(self, tree: Tree) -> str:
        """The unit figures are shown in."""
        return self.unit or tree.unit

    def next_unit(self, printed: str) -> str:
        """The next unit; round the three."""
        at = UNITS.index(self.unit or printed) if (self.unit or printed) in UNITS else 0
        self.unit = UNITS[(at + 1) % len(UNITS)]
        return self.unit
