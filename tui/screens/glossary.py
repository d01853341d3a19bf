"""What words mean: what is in sight, the document's own 名词解释, then every view, scope and column in a line. Opaque, narrowed by
typing, like every list here."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from textual import on

from data_model.forms import SCOPES
from data_model.glossary import MEASURES, Term, terms
from data_model.search import initials
from data_model.text import fold
from data_model.tree import SCREEN_VIEWS
from tui.actions import LIST
from tui.cells import cell_width, left
from tui.session import Session
from tui.texts import t, term
from tui.widgets.closing import leave
from tui.widgets.filter_bar import FilterBar
from tui.widgets.lines import LineList
from tui.widgets.page import MainPage, Page, bindings_for
from tui.widgets.reading_text import ReadingText
from tui.widgets.spans import Span
from tui.widgets.wrapping import wrap

NAME = 22
"""Cells of the column of terms; a longer one stands on a line of its own."""
VIEWS = (*SCREEN_VIEWS, "checks", "grid", "prose", "compare")
WORDS = (
    "reclassified", "group", "bridge", "implied", "ok", "rounding", "mismatch", "wording", "recovered", "approximate",
)  # fmt: skip
"""Words of ours that stand on screens and in no document."""
Entry = tuple[str, str]


class GlossaryScreen(Page):
    """Terms and what they mean, in groups."""

    KIND = LIST
    BINDINGS = bindings_for(LIST)

    def __init__(self, session: Session, below: MainPage) -> None:
        super().__init__(session)
        self.below = below
        self.text = ReadingText(id="terms")
        self.text.none = t("screen.glossary.none")
        self.words = ""

    @property
    def lines(self) -> LineList:
        return self.text

    @cached_property
    def printed(self) -> list[Term]:
        """The document's own terms."""
        return terms(self.session.budget) if self.session.current >= 0 else []

    def on_mount(self) -> None:
        super().on_mount()
        self.add_class("filtering")
        self.mount(FilterBar("", ascii_only=self.session.options.ascii))

    def on_resize(self) -> None:
        super().on_resize()
        self.update_page()

    @on(FilterBar.Changed)
    def _typed(self, event: FilterBar.Changed) -> None:
        self.words = event.text
        self.text.cursor = self.text.top = 0
        self.update_page()

    @on(FilterBar.Kept)
    def _entered(self) -> None:
        self.do_dismiss()

    def update_page(self) -> None:
        hint = t("screen.glossary.hint", key=self.key("dismiss"))
        self.top.show([(t("screen.glossary.title"), "")], [(hint, "dim")], [], "")
        self.text.texts = list(self._lines(self.app.size.width - 2))
        self.text.changed()

    def _lines(self, width: int) -> Iterator[list[Span]]:
        wanted = fold(self.words)
        first = True
        for title, entries in self._groups():
            found = [entry for entry in entries if _fits(entry, wanted)]
            if not found and (wanted or title != t("screen.glossary.printed")):
                continue
            if not first:
                yield []
            first = False
            yield [(title, "dim")]
            if not found:
                yield [(t("screen.glossary.no_terms"), "")]
            for name, text in found:
                yield from _entry(name, text, width)

    def _groups(self) -> Iterator[tuple[str, list[Entry]]]:
        yield t("screen.glossary.now"), [about(topic) for topic in self.below.topics()]
        yield t("screen.glossary.printed"), [(term.name, term.text) for term in self.printed]
        yield t("screen.glossary.words"), [about(f"word.{word}") for word in WORDS]
        yield t("screen.glossary.views"), [about(f"view.{view}") for view in VIEWS]
        yield t("screen.glossary.scopes"), [about(f"scope.{scope}") for scope in (*(s.id for s in SCOPES), "revenue")]
        yield t("screen.glossary.measures"), [about(f"measure.{measure}") for measure in MEASURES]

    def reason(self, action: str) -> str:
        return "" if action == "choose" else super().reason(action)

    def do_choose(self) -> None:
        self.do_dismiss()

    def do_dismiss(self) -> None:
        leave(self)


def about(topic: str) -> Entry:
    """A view, word, scope or column (`view.flow`, `word.group`, `scope.revenue`, `measure.basic`) and its line."""
    kind, _, name = topic.partition(".")
    if kind in ("view", "word"):
        return t(topic), t(f"about.{topic}")
    from data_model.scopes import SCOPE_NAMES

    return term((SCOPE_NAMES if kind == "scope" else MEASURES)[name]), t(f"about.{kind}.{name}")


def _fits(entry: Entry, wanted: str) -> bool:
    name, text = (fold(part) for part in entry)
    return not wanted or wanted in name or wanted in text or (wanted.isascii() and wanted in initials(name))


def _entry(name: str, text: str, width: int) -> Iterator[list[Span]]:
    column = min(NAME, width // 3)
    told = wrap(text, max(8, width - column - 1))
    if cell_width(name) > column - 2:
        yield [(name, "strong")]
        name = ""
    for n, line in enumerate(told):
        yield [(left(name if n == 0 else "", column), "strong"), (line, "")]
