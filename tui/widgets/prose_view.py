"""The document's prose: headings that fold, paragraphs wrapped to the width, found words marked. Apart from the tree because its
rows are lines of text, made anew for every width."""

from __future__ import annotations

from collections.abc import Sequence

from textual import events

from data_model.budget import Section
from data_model.records import dataclass
from data_model.text import fold
from tui.texts import t
from tui.widgets.lines import LineList
from tui.widgets.spans import Span
from tui.widgets.wrapping import wrap

WIDEST = 96
"""Cells of the longest line: longer ones are hard to read."""
_STOPS = "。；;"
"""Where a clause ends."""


@dataclass(frozen=True, slots=True)
class ProseLine:
    """One line on screen: of which section and paragraph (-1: the heading)."""

    section: int
    paragraph: int
    text: str
    indent: int


class ProseView(LineList):
    """Sections with their paragraphs."""

    HEAD = 0

    def __init__(self, *, id: str = "prose") -> None:
        super().__init__(id=id)
        self.sections: Sequence[Section] = ()
        self.texts: list[list[str]] = []
        self.claimed: frozenset[tuple[int, int]] = frozenset()
        self.folded: set[int] = set()
        self.words = ""
        self.found: list[tuple[int, int]] = []
        self._clause: tuple[tuple[int, int], str] | None = None
        self._strong: dict[int, tuple[int, int]] = {}
        """What of which lines belongs to the clause that was come to."""
        self._lines: list[ProseLine] = []
        self._width = -1

    def show(self, sections: Sequence[Section], texts: list[list[str]]) -> None:
        """Show these sections; `texts` are their paragraphs as they may be shown. The contents are folded."""
        self.sections, self.texts = sections, texts
        self.folded = {n for n, section in enumerate(sections) if section.contents}
        self.cursor = self.top = 0
        self._clause = None
        self._relay()

    def count(self) -> int:
        return len(self._lines)

    @property
    def current(self) -> ProseLine | None:
        """The line under the cursor."""
        return self._lines[self.cursor] if self._lines else None

    # --- laying out ----------------------------------------------------------------------------------------------------------

    def _relay(self) -> None:
        """Make the lines for this width and folding; the cursor stays on its paragraph."""
        here = self.current
        self._width = self.size.width
        if not self._width:  # not laid out yet
            self._lines = []
            return
        room = min(WIDEST, max(12, self._width - 3))
        lines: list[ProseLine] = []
        level = 0
        hidden_below = 99
        for n, section in enumerate(self.sections):
            level = max(0, section.level - 1)
            if level > hidden_below:
                continue
            hidden_below = 99
            if section.heading:
                mark = "▸ " if n in self.folded else "▾ "
                title = heading_text(section)
                for k, text in enumerate(wrap(title, room - 2 * level - 2)):
                    lines.append(ProseLine(n, -1, (mark if k == 0 else "  ") + text, 2 * level))
            if n in self.folded:
                hidden_below = level
                continue
            for m, paragraph in enumerate(self.texts[n]):
                for text in wrap(paragraph, room - 2 * level - 4):
                    lines.append(ProseLine(n, m, text, 2 * level + 4))
        self._lines = lines
        self._find_clause()
        if here is not None:
            self.cursor = self._line_of(here.section, here.paragraph)
        self.changed()
        self.moved()

    def _line_of(self, section: int, paragraph: int) -> int:
        best = 0
        for n, line in enumerate(self._lines):
            if (line.section, line.paragraph) <= (section, paragraph):
                best = n if (line.section, line.paragraph) != self._key(best) else best
            if (line.section, line.paragraph) == (section, paragraph):
                return n
        return best

    def _key(self, n: int) -> tuple[int, int]:
        return (self._lines[n].section, self._lines[n].paragraph) if n < len(self._lines) else (-1, -1)

    def on_resize(self, event: events.Resize) -> None:
        if self.size.width != self._width:
            self._relay()
        super().on_resize(event)

    # --- folding and finding -------------------------------------------------------------------------------------------------

    def fold(self, open_it: bool) -> bool:
        """Fold or unfold the section under the cursor; True when it changed."""
        here = self.current
        if here is None or (here.section not in self.folded) == open_it or not self.sections[here.section].heading:
            return False
        (self.folded.discard if open_it else self.folded.add)(here.section)
        self.cursor = self._line_of(here.section, -1)
        self._relay()
        return True

    def heading(self) -> None:
        """To the heading of the current section; from there to the one above it."""
        here = self.current
        if here is None:
            return
        section = here.section
        if here.paragraph < 0:
            level = self.sections[section].level
            section = next((n for n in range(section - 1, -1, -1) if self.sections[n].level < level), section)
        self.goto(self._line_of(section, -1))

    def search(self, words: str) -> int:
        """Find `words` in paragraphs and headings (blanks and width ignored); how many paragraphs have them."""
        self.words = words.strip()
        wanted = fold(self.words)
        self.found = []
        if wanted:
            for n, section in enumerate(self.sections):
                if section.contents:
                    continue
                if wanted in fold(section.heading):
                    self.found.append((n, -1))
                self.found += [(n, m) for m, text in enumerate(self.texts[n]) if wanted in fold(text)]
        self.refresh()
        return len(self.found)

    def goto_match(self, step: int) -> int:
        """To the next (1) or previous (-1) place found, round the end; its number from 1, 0 when there is none."""
        here = self.current
        if not self.found or here is None:
            return 0
        now = (here.section, here.paragraph)
        after = [place for place in self.found if (place > now if step > 0 else place < now)]
        place = (after[0] if step > 0 else after[-1]) if after else self.found[0 if step > 0 else -1]
        return self._show(place)

    def goto_first(self) -> int:
        """To the first place found, headings last: a heading names what its paragraphs tell."""
        if not self.found:
            return 0
        return self._show(next((place for place in self.found if place[1] >= 0), self.found[0]))

    def show_place(self, place: tuple[int, int], words: str = "") -> None:
        """To a paragraph, opened, near the middle: what stands around it tells as much; in a long one to the clause with these words."""
        if not 0 <= place[0] < len(self.sections):
            return
        self._clause = (place, words) if words else None
        self._open(place)
        self._find_clause()
        self.goto(min(self._strong, default=self._line_of(*place)))
        self.top = max(0, min(self.cursor - self.page_size // 3, self.count() - self.page_size))
        self.refresh()

    def _find_clause(self) -> None:
        """The lines of the clause: from its words to the next stop. None where the whole paragraph is that, or the words are not there."""
        self._strong = {}
        if self._clause is None or self._clause[0][0] in self.folded:
            return
        (section, paragraph), words = self._clause
        texts = self.texts[section] if section < len(self.texts) else []
        text = texts[paragraph] if 0 <= paragraph < len(texts) else ""
        start = text.find(words)
        if start < 0:
            return
        end = min((at for stop in _STOPS if (at := text.find(stop, start + len(words))) >= 0), default=len(text))
        if not start and end >= len(text) - 1:
            return
        at, first = 0, self._line_of(section, paragraph)
        for n in range(first, len(self._lines)):
            line = self._lines[n]
            if (line.section, line.paragraph) != (section, paragraph):
                break
            at = max(at, text.find(line.text, at))
            begin, stop = max(start - at, 0), min(end - at, len(line.text))
            if begin < stop:
                self._strong[n] = (begin, stop)
            at += len(line.text)

    def _show(self, place: tuple[int, int]) -> int:
        self._open(place)
        self.goto(self._line_of(*place))
        return self.found.index(place) + 1

    def _open(self, place: tuple[int, int]) -> None:
        level = self.sections[place[0]].level
        opened = {place[0]} & self.folded
        for n in range(place[0] - 1, -1, -1):
            if self.sections[n].level < level:
                level = self.sections[n].level
                opened |= {n} & self.folded
        if opened:
            self.folded -= opened
            self._relay()

    # --- drawing -------------------------------------------------------------------------------------------------------------

    def row(self, index: int, width: int) -> list[Span]:
        line = self._lines[index]
        place = (line.section, line.paragraph)
        first = index == 0 or (self._lines[index - 1].section, self._lines[index - 1].paragraph) != place
        sign = "→ " if place in self.claimed and first else "  "
        spans: list[Span] = [("▌" if index == self.cursor else " ", "accent")]
        spans += (
            [(" " * max(0, line.indent - 1) + sign, "accent")]
            if line.paragraph >= 0
            else [(" " * (line.indent + 1), "")]
        )
        role = "strong" if line.paragraph < 0 else ""
        if (clause := self._strong.get(index)) is not None and not self.words:
            begin, stop = clause
            return [*spans, (line.text[:begin], role), (line.text[begin:stop], "strong"), (line.text[stop:], role)]
        if not self.words or (line.section, line.paragraph) not in self.found:
            return [*spans, (line.text, role)]
        pieces = line.text.split(self.words)
        for n, piece in enumerate(pieces):
            spans.append((piece, role))
            if n < len(pieces) - 1:
                spans.append((self.words, "accent strong"))
        return spans

    def empty(self, y: int) -> list[Span]:
        return [("   ", ""), (t("screen.reason.no_prose"), "")] if y == 1 else []


def heading_text(section: Section) -> str:
    """Number and heading as printed: `三、…`, `（二）…`."""
    if not section.number:
        return section.heading
    if section.level >= 3:
        return f"（{section.number}）{section.heading}"
    return (
        t("screen.part", number=section.number, heading=section.heading)
        if section.level == 1
        else (f"{section.number}、{section.heading}")
    )
