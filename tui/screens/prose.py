"""正文: the sections of the document with their paragraphs. Apart from the tables it explains."""

from __future__ import annotations

from textual import on

from data_model.budget import Budget, Paragraph
from data_model.classification import printed_code
from data_model.detail import source_label
from data_model.prior import row_of
from data_model.shown import Shown
from data_model.spots import claims_by_paragraph
from data_model.statements import Claim
from data_model.telling import table_name
from tui.actions import PROSE
from tui.places import Place
from tui.session import Session
from tui.texts import t, term
from tui.widgets.filter_bar import FilterBar
from tui.widgets.frame_lines import year_line
from tui.widgets.lines import LineList
from tui.widgets.listing import prose_shown
from tui.widgets.page import MainPage, bindings_for
from tui.widgets.prose_view import ProseView, heading_text
from tui.widgets.spans import Span


class ProseScreen(MainPage):
    """Headings and paragraphs."""

    KIND = PROSE
    VIEW = "prose"
    BINDINGS = bindings_for(PROSE)

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.text = ProseView()
        self._shown: Budget | None = None
        self._index = -1
        self._wish = ""
        self._place: tuple[int, int] | None = None
        self._clause = ""
        self._claims: dict[tuple[int, int], list[Claim]] = {}

    @property
    def lines(self) -> LineList:
        return self.text

    def find(self, words: str) -> None:
        """Look for words once the text is laid out."""
        self._wish = words
        self.text.moved()

    def at(self, section: int, paragraph: int, words: str = "") -> None:
        """Stand on a paragraph, and in it on the clause with these words, once the text is laid out."""
        self._place, self._clause = (section, paragraph), words
        self.text.moved()

    def update_page(self) -> None:
        budget = self.session.budget
        if self._shown is not budget:
            here, again = self.text.current, self._shown is not None and self._index == self.session.current
            self._shown, self._index = budget, self.session.current
            texts = [[self._readable(p) for p in section.paragraphs] for section in budget.sections]
            self._claims = claims_by_paragraph(budget)
            self.text.claimed = frozenset(
                place for place, claims in self._claims.items() if any(c.table for c in claims)
            )
            self.text.show(budget.sections, texts)
            if again and here is not None and self._place is None:  # the same document, read again
                self.text.show_place((here.section, max(0, here.paragraph)))
        super().update_page()
        self._tell()

    def _readable(self, paragraph: Paragraph) -> str:
        """Persons stay masked unless they were asked for, and then only on the screen."""
        revealed = self.session.revealed
        return paragraph.text if revealed is None else revealed.paragraph(paragraph)

    def _look_for(self, words: str) -> None:
        count = self.text.search(words)
        if count:
            self.text.goto_first()
            self.say(t("screen.prose.found", words=words, count=count, key=self.key("next_match")))
        else:
            self.say(t("screen.prose.not_found", words=words))
        super().update_page()

    def shows(self) -> list[Span]:
        spans: list[Span] = []
        if self.text.words:
            chip = t("screen.chip.search", text=self.text.words, tally=len(self.text.found))
            spans.append((chip + " · ", "accent"))
        return [*spans, (t("view.prose"), "")]

    @on(ProseView.Moved)
    def _moved(self, event: ProseView.Moved) -> None:
        event.stop()
        if self._place is not None and self.text.count():
            place, self._place = self._place, None
            self.text.show_place(place, self._clause)
        if self._wish and self.text.count():  # lines exist only now, when the text has a width
            wish, self._wish = self._wish, ""
            self._look_for(wish)
        self._tell()

    @on(ProseView.Chosen)
    def _chosen(self) -> None:
        self.do_toggle()

    def _tell(self) -> None:
        here = self.text.current
        if here is None:
            return
        sections = self.text.sections
        path: list[str] = []
        level = 99
        for n in range(here.section, -1, -1):
            if sections[n].level < level and sections[n].heading:
                path.append(heading_text(sections[n]))
                level = sections[n].level
        path = path[::-1]
        claims = [claim for claim in self._claims.get((here.section, here.paragraph), []) if claim.table]
        if claims:
            path.append(
                t(
                    "screen.prose.speaks",
                    lines=t("screen.listed").join(dict.fromkeys(self._spoken(claim) for claim in claims[:6])),
                )
            )
        self.bottom.show_path(path, self.text.counted)

    def _spoken(self, claim: Claim) -> str:
        table = self.session.budget.table(claim.table)
        code = printed_code(claim.code)
        return f"{table_name(table) if table is not None else ''} {code or claim.project or claim.subject}".strip()

    def place(self) -> Place:
        here = self.text.current
        return Place(self.session.current, self.KIND, at=(here.section, here.paragraph) if here is not None else ())

    def stand(self, place: Place) -> None:
        if len(place.at) == 2:
            self.at(int(str(place.at[0])), int(str(place.at[1])))

    def reason(self, action: str) -> str:
        if action == "walk" and self.session.walk is None:
            return t("screen.reason.no_money")
        if action in ("next_match", "previous_match") and not self.text.found:
            if self.session.walk is not None and not self.text.words:
                return ""
            return (
                t("screen.reason.no_search", key=self.key("filter"))
                if not self.text.words
                else t("screen.reason.no_match")
            )
        if action == "prose":
            return t("screen.reason.here")
        return super().reason(action)

    def _claim(self) -> Claim | None:
        """The first claim of the current paragraph that is tied to a table."""
        here = self.text.current
        claims = self._claims.get((here.section, here.paragraph), []) if here is not None else []
        return next((claim for claim in claims if claim.table), None)

    def _to_line(self) -> None:
        claim = self._claim()
        row = row_of(self.session.budget, claim) if claim is not None else None
        table = self.session.budget.table(claim.table) if claim is not None else None
        if claim is None or table is None:
            return
        if row is None:
            self.say(t("screen.prose.only_here"))
        else:
            self.navigator.show_line(table, row, claim.measure)

    def do_toggle(self) -> None:
        here = self.text.current
        if self._claim() is not None:
            self._to_line()
            return
        if here is not None:
            self.text.fold(here.section in self.text.folded)

    def do_open(self) -> None:
        if not self.text.fold(True):
            self.text.move(1)

    def do_close(self) -> None:
        here = self.text.current
        if here is not None and here.paragraph < 0 and self.text.fold(False):
            return
        self.text.heading()

    def do_filter(self) -> None:
        self.open_filter(self.text.words)

    @on(FilterBar.Changed)
    def _search_changed(self, event: FilterBar.Changed) -> None:
        count = self.text.search(event.text)
        self.text.goto_first()
        if self.filter_bar is not None:
            self.filter_bar.tally(str(count) if event.text else "")
        super().update_page()

    @on(FilterBar.Kept)
    def _search_kept(self) -> None:
        self.shut_filter(self.text)

    def do_next_match(self) -> None:
        if self.text.words:
            self._say_match(self.text.goto_match(1))
        else:
            self.walk_money(None, 1)

    def do_previous_match(self) -> None:
        if self.text.words:
            self._say_match(self.text.goto_match(-1))
        else:
            self.walk_money(None, -1)

    def _say_match(self, at: int) -> None:
        self.say(t("screen.match", at=at, count=len(self.text.found)))

    def do_back(self) -> None:
        if self.filter_bar is not None or self.text.words:
            self.shut_filter(self.text)
            self.text.search("")
            super().update_page()
        else:
            super().do_back()

    def shown(self) -> Shown:
        return prose_shown(self.document(), self.session.budget)

    def citation(self) -> str:
        here = self.text.current
        if here is None:
            return ""
        section = self.text.sections[here.section]
        budget = self.session.budget
        if here.paragraph < 0:
            text, place = heading_text(section), section.place
        else:
            paragraph = section.paragraphs[here.paragraph]  # masked: a copy leaves the screen
            text, place = paragraph.text, paragraph.place
        return f"{budget.meta.entity} {year_line(budget)} {text}" + t(
            "screen.brackets", text=f"{place.file} {term(source_label(place))}"
        )
