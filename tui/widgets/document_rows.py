"""What the rows of the start screen say: facts of open documents, of those looked into, of those remembered; and why one is no budget.
Apart from the screen, which knows the keys, and from the list, which draws columns."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

from data_model.amount import AmountError, parse_yuan
from data_model.read_errors import ReadError
from data_model.records import replace
from data_model.search import initials
from data_model.text import fold
from tui.cells import visible
from tui.entries import Source, Stamp
from tui.figures import amount_text
from tui.folders import shown_path, stamp
from tui.session import Session
from tui.sources import shown_name
from tui.texts import error_words, t, term
from tui.widgets.document_list import Line, Told
from tui.widgets.frame_lines import year_words
from tui.widgets.naming import short_entity
from tui.widgets.spans import Span

if TYPE_CHECKING:
    from tui.facts import Facts
    from tui.state import Recent

UNKNOWN = "…"
"""The total of what is not read."""
SAMPLE = "sample:"
"""Before the name of a sample, where facts are kept by file."""
SHORT = frozenset({"genre", "blank_form", "pdf_scanned", "encrypted", "pdf_encrypted", "doc", "zip", "empty", "no_budget", "image"})  # fmt: skip
"""Errors that are told by a short word in the list."""


class Reads(Protocol):
    """The loading thread, as far as rows tell of it."""

    known: dict[str, tuple[Stamp | None, Facts]]

    def reading(self, index: int, key: str = "") -> str:
        """How far the reading is."""


class DocumentRows:
    """The words of rows, for one session. `marked` are the (kind, key) of rows that are to be compared."""

    def __init__(self, session: Session, reads: Callable[[], Reads]) -> None:
        self.session, self._reads = session, reads
        self.marked: list[tuple[str, str]] = []
        self.samples: dict[str, Source] = {}
        self.recent: dict[str, Recent] = {}
        self._open: dict[int, tuple[object, Facts]] = {}

    @property
    def reads(self) -> Reads:
        """The loading thread."""
        return self._reads()

    @property
    def unit(self) -> str:
        """The unit totals are shown in."""
        return self.session.unit or "万元"

    def path(self, line: Line) -> str:
        """The file or folder of a row, "" for others."""
        if line.kind == "open":
            return self.session.entries[int(line.key)].source.path
        return line.key if line.kind in ("file", "folder", "recent", "up") else ""

    def key(self, line: Line) -> str:
        """Under which name the facts of a row are kept."""
        return SAMPLE + line.key if line.kind == "sample" else self.path(line)

    def facts(self, line: Line) -> Facts | None:
        """What is known of a row's document, None while nothing is."""
        index = int(line.key) if line.kind == "open" else self.session.find(self.path(line))
        if index >= 0 and (facts := self._facts_of_open(index)) is not None:
            return facts
        held = line.kind == "open" and self.session.entries[int(line.key)].held
        known = self.reads.known.get(self.key(line)) if not held else None
        if known is None and line.kind == "recent":
            return _of_recent(self.recent[line.key])
        return known[1] if known is not None else None

    def _facts_of_open(self, index: int) -> Facts | None:
        from tui.facts import Facts, facts_of

        entry = self.session.entries[index]
        if entry.error is not None:
            return Facts(error=entry.error)
        if entry.budget is None:
            return None
        made_of = (entry.budget, entry.examined)
        if index not in self._open or self._open[index][0] != made_of:
            examined = entry.examined
            found = -1 if examined is None else sum(1 for f in examined.findings if f.verdict == "mismatch")
            facts = facts_of(entry.budget, found) if entry.facts is None else replace(entry.facts, mismatches=found)
            self._open[index] = (made_of, facts)
        return self._open[index][1]

    # --- columns -------------------------------------------------------------------------------------------------------------

    def told(self, line: Line) -> Told:
        """The columns of a row."""
        mark = "●" if (line.kind, line.key) in self.marked else " "
        if line.kind == "open" and int(line.key) == self.session.current:
            mark = "●" if mark == "●" else "‹"
        if line.kind in ("folder", "up"):
            return Told(body=line.name)
        file = visible(t("screen.start.sample", name=line.name) if self._is_sample(line) else line.name)
        facts = self.facts(line)
        if facts is None:
            return Told(UNKNOWN, body=self._state(line), file=file, mark=mark, dim=True)
        if facts.error is not None:
            return Told("—", body=short_error(facts.error), file=file, mark=mark, dim=True)
        total = amount_text(facts.total, self.unit, facts.step)
        body = short_entity(facts.entity) or t("screen.unknown_entity")
        return Told(total, str(facts.year or "—"), _kind(facts.kind) or "—", body, file, mark)

    def _is_sample(self, line: Line) -> bool:
        return line.kind == "sample" or (line.kind == "open" and self.session.entries[int(line.key)].source.sample)

    def _state(self, line: Line) -> str:
        """In place of the body while the document is not read."""
        index = int(line.key) if line.kind == "open" else self.session.find(self.path(line))
        progress = self.reads.reading(index) if index >= 0 else self.reads.reading(-1, self.key(line))
        if progress:
            return t("screen.opening") + " " + progress
        held = index >= 0 and self.session.entries[index].held
        return t("screen.start.held" if held else "screen.budgets.waiting")

    def wanted(self, line: Line, words: str) -> bool:
        """Whether every word of a filter is in the row: name, body, year, or their pinyin initials."""
        if not words.strip() or is_path(words):
            return True
        facts = self.facts(line)
        text = (
            f"{line.name} {facts.entity} {facts.year} {facts.kind} {term(facts.kind)}"
            if facts is not None
            else line.name
        )
        folded = fold(text)
        return all(
            (word := fold(one)) in folded or (word.isascii() and word in initials(text)) for one in words.split()
        )

    # --- the lines below -----------------------------------------------------------------------------------------------------

    def about(self, line: Line | None) -> tuple[list[Span], list[Span]]:
        """Two lines on the current row: the whole body, and what is known; or why it is no budget, and what to do."""
        if line is None:
            return [], []
        path = self.path(line)
        if line.kind in ("folder", "up"):
            return [(shown_name(shown_path(path)), "")], [(t(f"screen.start.about_{line.kind}"), "dim")]
        facts = self.facts(line)
        if facts is None:
            return [(visible(line.name), "")], [
                (" · ".join(part for part in (self._state(line), size(path)) if part), "dim")
            ]
        if facts.error is not None:
            cause, remedy = error_words(facts.error)
            return [(cause, "")], [(remedy, "dim")]
        name = facts.entity or t("screen.unknown_entity")
        title = f"{name}  {year_words(facts.year, facts.kind, facts.phase)}"
        if line.kind == "recent" and not facts.tables:
            return [(title, "")], self._of_last_time(line, path)
        return [(title, "")], counted(facts)

    def _of_last_time(self, line: Line, path: str) -> list[Span]:
        if stamp(path) is None:
            return [(t("screen.start.vanished") + "  ", ""), (shown_name(shown_path(path)), "dim")]
        last = self.recent[line.key].opened[:10]
        return [
            (t("screen.start.last_time", date=last) + "  " if last else "", "dim"),
            (shown_name(shown_path(path)), "dim"),
        ]


def _kind(kind: str) -> str:
    """In as few cells as the column has."""
    return t(f"screen.start.short.{kind}") if kind in ("部门", "单位", "本级") else kind


def counted(facts: Facts) -> list[Span]:
    """`2026年2月6日公开   12 张表   443 个数   不符 0   复原 6 格`."""
    parts = facts.published.split("-")
    date = ""
    if len(parts) == 3 and all(part.isdecimal() for part in parts):
        date = t("report.published", year=parts[0], month=int(parts[1]), day=int(parts[2]), iso=facts.published)
    spans: list[Span] = [(f"{date}   " if date else "", "")]
    spans.append((t("screen.start.counts", tables=facts.tables, figures=facts.figures) + "   ", ""))
    found = UNKNOWN if facts.mismatches < 0 else facts.mismatches
    spans.append((f"{t('screen.verdict.mismatch')} {found}", "amber strong" if facts.mismatches > 0 else ""))
    if facts.recovered:
        spans.append(("   " + t("screen.recovered", count=facts.recovered), ""))
    return spans


def short_error(error: ReadError) -> str:
    """Why a file is no budget, in as few words as tell it in a list; the rest stands below it."""
    if error.code not in SHORT:
        return error_words(error)[0]
    if error.code == "genre":
        return t(f"screen.start.genre.{error.values['genre']}")
    return t(f"screen.start.error.{error.code}")


def size(path: str) -> str:
    """`1.2 MB` of a file, "" of none."""
    found = stamp(path) if path else None
    if found is None:
        return ""
    return f"{found[1] / 1024 / 1024:.1f} MB" if found[1] >= 1024 * 1024 else f"{max(1, found[1] // 1024)} KB"


def _of_recent(recent: Recent) -> Facts:
    from tui.facts import Facts

    try:
        total = parse_yuan(recent.total) if recent.total else None
    except AmountError:
        total = None
    return Facts(recent.entity, recent.year, recent.kind, total=total, step=100)


def is_path(text: str) -> bool:
    """Text with a separator is a path and no filter."""
    return os.sep in text or text.startswith("~")
