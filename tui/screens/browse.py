"""The tree of one view and scope, with everything one line can tell beside or below it. Apart from the other views: only here
there are folding, scopes and order."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from data_model.budget import Row, Table
from data_model.detail import detail
from data_model.glossary import MEASURES
from data_model.goals_tree import goal_printed
from data_model.records import replace
from data_model.scopes import SCOPE_NAMES, ScopeOption, deeper_scope
from data_model.spots import paragraph_said, place_said
from data_model.statements_tree import printed_of, statement_of, words_of
from data_model.telling import table_name
from tui.actions import TREE
from tui.figures import amount_text, share_text
from tui.looks import Look
from tui.ordering import PRIORS, SORTS
from tui.places import Place
from tui.session import Session
from tui.texts import t, term
from tui.widgets.detail_blocks import Block, Telling, blocks
from tui.widgets.frame_lines import year_line
from tui.widgets.naming import line_name, short_entity, unit_word
from tui.widgets.page import bindings_for
from tui.widgets.spans import Span
from tui.widgets.tree_page import TreePage
from tui.widgets.tree_table import TreeTable
from tui.widgets.tree_words import in_words, path_names, shown_words

if TYPE_CHECKING:
    from data_model.shown import Shown
    from tui.widgets.listing import Lines


OF_TREE = frozenset({
    "next_sibling", "previous_sibling", "walk", "filter", "open", "close", "toggle", "level_1", "level_2", "level_3", "level_4", "deeper",
    "shallower", "next_match", "previous_match", "sort", "reverse", "columns", "unit", "export", "copy", "goto_code",
})  # fmt: skip
"""Actions that wait for the tree of a large budget."""


class BrowseScreen(TreePage):
    """Tree table and pane."""

    KIND = TREE
    BINDINGS = bindings_for(TREE)
    table: TreeTable

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.table = TreeTable()
        self.table.at_once = self._moved

    @property
    def view(self) -> str:
        return self.session.view

    @property
    def look(self) -> Look:
        """The tree shown. Raises LookupError before one is."""
        if self.table.look is None:
            raise LookupError
        return self.table.look

    def update_page(self) -> None:
        super().update_page()
        look = self.session.look()
        if look is None:
            self.table.look = None
            self.table.nothing = t("screen.empty.making" if self.session.making else "screen.empty.tree")
            self.table.changed()
            self.pane.tell(lambda width: [])
            self.bottom.show_path([])
            return
        if look.fresh:
            rows = self.table.page_size if self.table.size.height > 1 else self.rows_to_be()
            weights = look.tree.amounts
            look.flat.open_fitting(rows, lambda node: abs(weights[node] or 0))
            look.fresh = False
        self.table.revealed = self.session.revealed if self.view == "goals" else None
        chosen = self.session.columns()
        priors = self.session.priors(look) if PRIORS & set(chosen) else ()
        self.table.unmatched = self.unmatched()
        self.table.show(look, self.session.shown_unit(look.tree), look.marks, chosen, priors)
        self.tell()

    def shows(self) -> list[Span]:
        return shown_words(self.session, self.session.look(), self.app.size.width)

    def tell(self) -> None:
        """Path and pane for the row under the cursor."""
        look = self.table.look
        if look is None:
            return
        tree, node = look.tree, self.table.node
        look.node = node
        self.bottom.show_path(path_names(tree, node), self.table.counted)
        unit = self.session.shown_unit(tree)
        budget = self.session.budget
        about = in_words(detail(budget, tree, node), tree, node)
        examined = self.session.examined
        told = examined.speaking.of(tree, node) if examined is not None else None
        if (at := self._said_at()) is not None:
            about = replace(about, place=place_said(budget, at))
        said = budget.sections[at[0]].paragraphs[at[1]].text if at is not None else ""
        if (revealed := self.table.revealed) is not None:
            about = replace(about, title=revealed.words(about.title))
            told = told and replace(
                told,
                aims=tuple([replace(aim, goal=revealed.goal(aim.goal)) for aim in told.aims]),
                indicator=told.indicator and revealed.indicator(told.indicator),
            )

        telling = Telling(
            about,
            unit,
            0,
            self.session.options.ascii,
            told=told,
            said=said,
            deeper=self._deeper(),
            no_prior=self._no_prior(),
        )

        def make(width: int) -> list[Block]:
            return blocks(replace(telling, width=width))

        self.pane.tell(make)

    def _deeper(self) -> str:
        """Where 款 and 项 are, for a scope whose table stops at the classes."""
        look, option = self.look, self.session.scope()
        if look.flat.deepest or look.tree.view != "function" or option is None:
            return ""
        found = deeper_scope(self.session.scopes(), option)
        return t("screen.deeper", scope=term(found.label), key=self.key("scope")) if found is not None else ""

    def _no_prior(self) -> str:
        """That nothing is told of last year, for the lines at which one asks: the whole, and 三公."""
        tree, node = self.look.tree, self.table.node
        asked = tree.view == "three_public" or (tree.view in ("function", "revenue") and tree.is_total(node))
        if not asked or tree.rows[node] is None:
            return ""
        return t("screen.prior.unsaid" if self.session.budget.has_prose else "screen.prior.no_prose")

    def _moved(self) -> None:
        self.tell()
        if self.table.look is not None:  # only a person's move: a scope without this line must not lose the place
            self.session.remember(self.table.look)

    def place(self) -> Place:
        look, scope = self.table.look, self.session.scope()
        key = look.tree.keys[self.table.node] if look is not None and len(look.tree) else ()
        return Place(self.session.current, self.KIND, self.view, scope.id if scope is not None else "", key)

    def stand(self, place: Place) -> None:
        self.session.go_to(place.budget, place.view, place.scope, None, tuple(str(part) for part in place.at))

    def codes(self) -> list[str]:
        return self.table.look.tree.codes if self.table.look is not None else []

    # --- why not -------------------------------------------------------------------------------------------------------------

    def reason(self, action: str) -> str:
        look = self.table.look
        if look is None and action in OF_TREE:
            return self.table.nothing
        if action in ("scope", "part"):
            options = self.session.scopes()
            if len({o.scope for o in options} if action == "scope" else self._parts()) < 2:
                return t(f"screen.reason.one_{action}")
        if action == "grid" and look is not None and len(look.tree) and look.tree.rows[self.table.node] is None:
            if look.tree.derived[self.table.node]:
                return t("screen.status.derived")
            if look.tree.view == "statements" and self._printed() is None:
                return t("screen.reason.only_prose", key=self.key("prose"))
        return super().reason(action)

    def topics(self) -> list[str]:
        scope, look = self.session.scope(), self.table.look
        found = super().topics()
        if scope is not None and scope.scope in SCOPE_NAMES:
            found.append(f"scope.{scope.scope}")
        measure = look.tree.measures[self.table.node] if look is not None and len(look.tree) else ""
        return [*found, f"measure.{measure}"] if measure in MEASURES else found

    # --- order, unit, scope --------------------------------------------------------------------------------------------------

    def orders(self) -> list[str]:
        priors = any(prior is not None for prior in self.session.priors(self.look))
        return [sort for sort in SORTS if priors or sort not in PRIORS]

    @property
    def ordered(self) -> tuple[str, bool]:
        return self.session.sort, self.session.reverse

    @ordered.setter
    def ordered(self, order: tuple[str, bool]) -> None:
        self.session.sort, self.session.reverse = order

    def column_turned(self, column: str, shown: bool) -> None:
        if column in PRIORS and shown and not any(self.table.priors):
            self.say(t("screen.prior.not_here"))

    def do_unit(self) -> None:
        look = self.look
        unit = self.session.next_unit(look.tree.unit)
        self.update_page()
        self.say(t("screen.unit_is", unit=unit_word(unit), printed=unit_word(look.tree.unit)))

    def _parts(self) -> list[ScopeOption]:
        now = self.session.scope()
        return [o for o in self.session.scopes() if now is not None and o.scope == now.scope]

    def do_scope(self) -> None:
        firsts: dict[str, ScopeOption] = {}
        for option in self.session.scopes():
            firsts.setdefault(option.scope, option)
        self._turn_scope(list(firsts.values()), lambda option: option.scope)

    def do_part(self) -> None:
        self._turn_scope(self._parts(), lambda option: option.id)

    def _turn_scope(self, options: list[ScopeOption], key: Callable[[ScopeOption], str]) -> None:
        now = self.session.scope()
        at = next(i for i, option in enumerate(options) if now is not None and key(option) == key(now))
        option = options[(at + 1) % len(options)]
        self.session.set_scope(option)
        self.update_page()
        self.say(t("screen.scope_is", scope=term(option.label), table=table_name(option.table)))

    # --- filter --------------------------------------------------------------------------------------------------------------

    @property
    def filter_text(self) -> str:
        return self.session.filter

    @filter_text.setter
    def filter_text(self, text: str) -> None:
        self.session.filter = text

    def unmatched(self) -> str:
        """Another scope or view may have what this one has not."""
        ways = [(self.key("scope"), t("screen.try.scope"))] if not self.reason("scope") else []
        ways.append((self.key("next_view"), t("screen.try.view")))
        return super().unmatched() + "".join(t("screen.comma") + f"{key} {words}" for key, words in ways)

    def do_back(self) -> None:
        """One step back: out of the input, out of the filter, out of the pane; nothing left to leave, reading stops."""
        if not self.clear_filter() and not self.leave_pane() and not self.navigator.come_back(self.KIND):
            self.navigator.stop_reading()

    # --- elsewhere -----------------------------------------------------------------------------------------------------------

    def do_grid(self) -> None:
        if self.table.look is None:
            super().do_grid()
            return
        look, node = self.look, self.table.node
        row = look.tree.rows[node]
        if row is None and look.tree.view == "goals":
            if (printed := goal_printed(self.session.budget, look.tree.keys[node])) is None:
                self.say(t("screen.reason.no_cell"))
            else:
                self.navigator.show_grid(printed[0], line=printed[1])
            return
        if row is None and (found := self._printed()) is not None:
            self.navigator.show_grid(*found)
            return
        self.navigator.show_grid(look.tree.tables[node], row, look.tree.measures[node] if row else "")

    def _printed(self) -> tuple[Table, Row, str] | None:
        """The cell of a matter that a table prints, too."""
        tree, node = self.look.tree, self.table.node
        if tree.view != "statements":
            return None
        return printed_of(self.session.budget, tree.keys[node], tree.amounts[node])

    def do_walk(self) -> None:
        look = self.look
        self.walk_money(look.tree.amounts[self.table.node], 1)

    def _said_at(self) -> tuple[int, int] | None:
        """Where the prose says what this line is made of; None for all lines that stand in a table."""
        tree, node = self.look.tree, self.table.node
        if tree.view != "statements" or tree.rows[node] is not None:
            return None
        budget = self.session.budget
        statement = statement_of(budget, tree.keys[node])
        return paragraph_said(budget, statement.origin, words_of(statement)) if statement is not None else None

    def do_prose(self) -> None:
        if self.table.look is None:
            super().do_prose()
            return
        if (at := self._said_at()) is not None:
            self.navigator.show_paragraph(*at)
            return
        tree, node = self.look.tree, self.table.node
        self.show_sentence(tree.rows[node], tree.measures[node], "" if tree.is_total(node) else tree.names[node])

    def citation(self) -> str:
        """`393.71万元（二工街道办 2026年部门预算 表5 2010301 行政运行，占20103 39.00%）`."""
        tree, node = self.look.tree, self.table.node
        unit = self.session.shown_unit(tree)
        budget = self.session.budget
        subject = f"{tree.codes[node]} {line_name(tree, node)}".strip()
        said = self._said_at()
        place = table_name(tree.tables[node]) if said is None else term(place_said(budget, said))
        told = [short_entity(budget.meta.entity), year_line(budget), place, subject]
        shares = in_words(detail(budget, tree, node), tree, node).shares
        share = t("screen.comma") + t("screen.share", whole=shares[0].whole_label, percent=share_text(shares[0].part, shares[0].whole)) if shares else ""  # fmt: skip
        figure = amount_text(tree.amounts[node], unit, tree.step_of(node))
        return t(
            "screen.citation", figure=figure, unit=unit_word(unit), line=" ".join(part for part in told if part) + share
        )

    def copies(self) -> dict[str, Callable[[], str]]:
        return {"citation": self.citation, "line": self._line, "path": self._path, "subtree": self._subtree}

    def _path(self) -> str:
        tree, node = self.look.tree, self.table.node
        return " › ".join(f"{tree.codes[n]} {line_name(tree, n)}".strip() for n in (node, *tree.ancestors(node))[::-1])

    def _lines(self) -> Lines:
        """The lines in the columns in sight."""
        from tui.widgets.listing import Lines

        chosen = self.session.columns()
        return Lines(self.look.tree, chosen, self.session.priors(self.look) if PRIORS & set(chosen) else ())

    def _line(self) -> str:
        return "\t".join(self._lines().row(self.table.node))

    def _subtree(self) -> str:
        tree, node = self.look.tree, self.table.node
        nodes = range(len(tree) if tree.is_total(node) else tree.end[node])[node:]
        lines = self._lines()
        return "\n".join("\t".join(row) for row in (lines.heads(), *map(lines.row, nodes)))

    def narrowed(self) -> str:
        return self.look.query.text if self.look.query is not None else ""

    def count_shown(self) -> int:
        return len(self.look.flat)

    def shown(self) -> Shown:
        look = self.look
        rows = (look.flat.node(row) for row in range(len(look.flat)))
        return self._lines().shown(
            self.document(), "".join(text for text, _ in shown_words(self.session, look, 0, unit=False)), rows
        )
