"""Findings as rows, in groups by verdict that fold, or in the order of the document. Apart from the tree: no shares, and what agrees
is counted in one line."""

from __future__ import annotations

import re
from collections.abc import Sequence

from textual import events

from data_model.budget import Budget, Finding, Table
from data_model.classification import printed_code
from data_model.detail import source_label
from data_model.stands import said_by
from data_model.telling import table_name
from data_model.text import fold
from tui.cells import cell_width, cut, left, right
from tui.cited import MOST_LABEL, numbered, said_at
from tui.figures import BLANK, amount_text
from tui.jobs import many
from tui.texts import sentence, t, term
from tui.widgets.lines import LineList
from tui.widgets.spans import Span
from tui.widgets.wrapping import cut_well

GROUPS = ("mismatch", "wording", "hint", "misplaced", "ambiguous", "unread", "rounding", "ok")
QUIET = frozenset({"rounding", "ok"})
"""Verdicts that begin folded: what is within rounding or agrees is counted."""
MOST_PLACE = 18
_NAMES = re.compile(r"\S+ 与\S+的项目名称不同：“(.*)”与“(.*)”(?:，金额都是 \S+)?")
"""A sentence of two names: places and amount stand in the row anyway."""
_ROWS = re.compile(r"(?:第[\d–、]+行|rows? [\d–, ]+)[：:] ?")
_SUBJECT = re.compile(r"“([^“”]+)”(?=[：:])")
SHORT_NAME = 14
"""Cells of the name a sentence begins with, where the sentence is too long."""
LEAST_NAME = 6
"""A table's name is cut so that the sentence stays in sight, but not below so many columns."""
NARROW = 72
"""Below so many columns the difference gives way to the sentence."""


FindingRow = Finding | str
"""A finding, the verdict of a group whose head it is, or "" for an empty row."""


class FindingList(LineList):
    """Groups with their findings."""

    def __init__(self, *, id: str = "findings") -> None:
        super().__init__(id=id)
        self.findings: Sequence[Finding] = ()
        self.agreed: Sequence[Finding] = ()
        self.folded = set(QUIET)
        self.by_place = False
        self.words = ""
        self.waiting = False
        self.recovered = 0
        """Figures that were put back, in however many findings."""
        self.matched = 0
        """How many findings are in sight."""
        self.texts: tuple[Sequence[Finding], list[str]] = ((), [])
        """What agrees, and each as a filter sees it, where a thread made that."""
        self._rows: list[FindingRow] = []
        self._heads: dict[str, int] = {}
        self._extremes: tuple[Sequence[Finding], list[tuple[int | None, int | None, int]]] = ((), [])
        self._budget: Budget | None = None
        self._unit = ""
        self._verdict = self._amount = self._off = self._place = 0
        self._titles: Sequence[str] = ()

    def show(
        self, budget: Budget, findings: Sequence[Finding], unit: str, agreed: Sequence[Finding] = (), waiting: bool = False
    ) -> None:  # fmt: skip
        """Show the findings of a budget, amounts in `unit`; `waiting` while checking is not done."""
        known = self._budget is budget and len(self.findings) == len(findings)
        if self._budget is not budget:
            sections = {claim.section for claim in budget.claims}
            self._titles = sorted((one for one in sections if cell_width(one) > MOST_LABEL), key=len, reverse=True)
            self.recovered = budget.recovered if any(f.verdict == "misplaced" for f in findings) else 0
        self._budget, self.findings, self.agreed, self._unit, self.waiting = budget, findings, agreed, unit, waiting
        self._verdict = max(4, cell_width(t("screen.head.verdict")), *(cell_width(verdict_word(f)) for f in findings))
        shown = [(_amount(f), f.difference, self._step(f)) for f in findings]
        shown += self._widest(agreed) if "ok" not in self.folded else ()
        self._amount = max(8, *(cell_width(amount_text(fen, unit, step)) for fen, _, step in shown), 0)
        self._off = max(5, *(cell_width(amount_text(off, unit, step)) for _, off, step in shown if off), 0)
        self._place = min(
            MOST_PLACE, max(4, cell_width(t("screen.head.place")), *(cell_width(self.where(f)) for f in findings))
        )
        self.lay_rows(keep=known)

    def _widest(self, agreed: Sequence[Finding]) -> list[tuple[int | None, int | None, int]]:
        """Amount, difference and step of those of many findings whose figures are the longest: in each table the largest and smallest."""
        if self._extremes[0] is not agreed:
            by_table: dict[str, tuple[Finding, list[int], list[int]]] = {}
            for finding in agreed:
                _, amounts, offs = by_table.setdefault(finding.table, (finding, [], []))
                amounts.append(_amount(finding) or 0)
                offs.append(finding.difference or 0)
            found: list[tuple[int | None, int | None, int]] = [
                (chosen(amounts), chosen(offs), self._step(one))
                for one, amounts, offs in by_table.values()
                for chosen in (max, min)
            ]
            self._extremes = (agreed, found)
        return self._extremes[1]

    def lay_rows(self, keep: bool = True) -> None:
        """Make the rows anew; the cursor stays on its finding or group."""
        here = self._rows[self.cursor] if keep and self._rows else None
        wanted = fold(self.words)
        rows: list[FindingRow] = []
        heads: dict[str, int] = {}
        gaps = 0
        if self.by_place:
            rows += [f for f in _in_place(self.findings) if self._wanted(f, wanted)]
        else:
            for verdict in GROUPS:
                members = self._matching(verdict, wanted)
                if members or (verdict == "mismatch" and not wanted and not self.waiting):
                    if rows and not isinstance(rows[-1], str):
                        rows.append("")
                        gaps += 1
                    heads[verdict] = len(rows)
                    rows.append(verdict)
                    if verdict not in self.folded or wanted:
                        rows += members
        self.matched = len(rows) - len(heads) - gaps
        self._rows, self._heads = rows, heads
        self.cursor = self._at(here) if here is not None else -1
        if self.cursor < 0:
            self.cursor = next((n for n, row in enumerate(rows) if not isinstance(row, str)), 0)
        fresh = here is None
        self.changed()
        if fresh:
            self.top = max(0, self.cursor - self.page_size + 1) if self.size.height > 1 else 0

    def _at(self, row: FindingRow) -> int:
        """Where a row stands: the very finding, else one that says the same."""
        if isinstance(row, str):
            return self._heads.get(row, -1)
        same = next((n for n, other in enumerate(self._rows) if other is row), -1)
        return same if same >= 0 or row.verdict == "ok" else next((n for n, other in enumerate(self._rows) if other == row), -1)  # fmt: skip

    def _of(self, verdict: str) -> Sequence[Finding]:
        return self.agreed if verdict == "ok" else [f for f in self.findings if f.verdict == verdict]

    def _matching(self, verdict: str, wanted: str) -> Sequence[Finding]:
        members = self._of(verdict)
        if not wanted:
            return members
        if verdict != "ok" or not many(len(members)):
            return [f for f in members if self._wanted(f, wanted)]
        known = self.texts[1] if self.texts[0] is members else ()
        return [f for f, text in zip(members, known, strict=False) if wanted in text]

    @property
    def seeking(self) -> bool:
        """True while it is not known yet what of all that agrees has the words."""
        return many(len(self.agreed)) and self.texts[0] is not self.agreed and bool(self.words)

    def seen(self) -> tuple[Sequence[Finding], list[str]]:
        """What agrees, as a filter sees it; touches no state, so that a thread may do it."""
        agreed = self.agreed
        return agreed, [self._seen(finding) for finding in agreed]

    def _seen(self, finding: Finding) -> str:
        return fold(f"{verdict_word(finding)} {self.where(finding)} {sentence(finding.message)}")

    def _wanted(self, finding: Finding, wanted: str) -> bool:
        return not wanted or wanted in self._seen(finding)

    @property
    def current(self) -> Finding | None:
        """The finding under the cursor; None on the head of a group."""
        row = self._rows[self.cursor] if self._rows else ""
        return None if isinstance(row, str) else row

    def listed(self) -> list[Finding]:
        """The findings in sight, in their order."""
        return [row for row in self._rows if not isinstance(row, str)]

    @property
    def group(self) -> str:
        """The verdict of the current row."""
        row = self._rows[self.cursor] if self._rows else ""
        return row if isinstance(row, str) else row.verdict

    def fold_group(self, open_it: bool | None = None) -> bool:
        """Open or close the group of the current row (None: the other way); True when it changed."""
        verdict = self.group
        if self.by_place or not verdict or (open_it is not None and (verdict not in self.folded) == open_it):
            return False
        (self.folded.discard if verdict in self.folded else self.folded.add)(verdict)
        self.to_group(verdict)
        return True

    def to_group(self, verdict: str) -> None:
        """The cursor on the head of a group."""
        self.lay_rows()
        at = self._heads.get(verdict, self.cursor)
        self.goto(at)
        if verdict not in self.folded:  # what was opened is seen, not only its head
            self.top = max(self.top, min(at, self.count() - self.page_size))
            self.refresh()
        self.moved()

    def count(self) -> int:
        return len(self._rows)

    def goto(self, index: int) -> None:
        index = max(0, min(index, self.count() - 1))
        if self._rows and self._rows[index] == "":  # empty rows are stepped over
            index += 1 if index > self.cursor else -1
        super().goto(index)

    def on_resize(self, event: events.Resize) -> None:
        if self.cursor < self.page_size:
            self.top = 0
        super().on_resize(event)

    # --- drawing -------------------------------------------------------------------------------------------------------------

    def _step(self, finding: Finding) -> int:
        table = self._table(finding)
        return table.step if table is not None and table.step else 10_000

    def _figure(self, finding: Finding) -> str:
        return amount_text(_amount(finding), self._unit, self._step(finding))

    def _difference(self, finding: Finding) -> str:
        step = self._step(finding)  # what is less than a printed digit is no difference in print
        off = finding.difference or 0
        return amount_text(off, self._unit, step) if abs(off) * 2 >= step else BLANK

    def _table(self, finding: Finding) -> Table | None:
        return self._budget.table(finding.table) if self._budget is not None and finding.table else None

    def where(self, finding: Finding) -> str:
        """`表7 2079999`, with the sentence it is held against `表11 ↔ 十一`, or the place in the file."""
        table = self._table(finding)
        said = ""
        if self._budget is not None and finding.place is not None and (at := said_by(self._budget, finding)):
            said = term(numbered(said_at(self._budget, at)[0]))
            said = said if cell_width(said) <= MOST_LABEL else term(source_label(finding.place))
        if table is None:
            return said or (term(source_label(finding.place)) if finding.place is not None else BLANK)
        here = f"{table_name(table)} {printed_code(finding.code)}".strip()
        if not said:
            return here
        two = f"{here} ↔ {said}"
        if cell_width(two) <= MOST_PLACE:
            return two
        name = table_name(table)
        room = MOST_PLACE - cell_width(f" ↔ {said}")
        return f"{name if cell_width(name) <= room or room < LEAST_NAME else cut(name, room)} ↔ {said}"

    def head(self, y: int, width: int) -> list[Span]:
        if not self._rows:
            return []
        off = f" {right(t('screen.head.difference'), self._off)}" if width >= NARROW else ""
        text = (
            f"  {left(t('screen.head.verdict'), self._verdict)} {right(t('screen.head.amount'), self._amount)}{off}"
            f"  {left(t('screen.head.place'), self._place)}  {t('screen.head.message')}"
        )
        gap = width - cell_width(text) - cell_width(self.position)
        return [(text + " " * max(1, gap) + self.position, "dim")]

    def row(self, index: int, width: int) -> list[Span]:
        row = self._rows[index]
        bar: Span = ("▌" if index == self.cursor else " ", "accent")
        if isinstance(row, str):
            return [bar, *self._head_of(row)] if row else []
        finding = row
        where = self.where(finding)
        names = _NAMES.fullmatch(finding.message)
        message = t("screen.found.names", one=names[1], two=names[2]) if names else sentence(finding.message)
        table = self._table(finding)
        message = _without(message, where, table_name(table) if table is not None else "", self._figure(finding))
        role = "amber strong" if finding.verdict == "mismatch" else "strong" if finding.verdict == "wording" else ""
        off = " " + right(self._difference(finding), self._off) if width >= NARROW else ""
        return [
            bar,
            (" " + left(verdict_word(finding), self._verdict), role),
            (" " + right(self._figure(finding), self._amount) + off, ""),
            ("  " + left(where, self._place), "dim"),
            (
                "  "
                + _within(
                    message, self._titles, width - 1 - self._verdict - self._amount - cell_width(off) - self._place - 6
                ),
                "",
            ),
        ]

    def _head_of(self, verdict: str) -> list[Span]:
        count = len(self._of(verdict))
        word = t(f"screen.verdict.{verdict}")
        about = t(f"screen.group.{verdict}")
        if verdict == "misplaced" and self.recovered:
            return [
                (self._arrow(verdict), ""),
                (t("screen.recovered_in", cells=self.recovered, count=count), "strong"),
                ("   " + about, "dim"),
            ]
        if verdict == "mismatch":
            if not count:
                return [
                    ("   ", ""),
                    (f"{word} 0", ""),
                    ("   " + t(f"screen.group.no_mismatch{self._of_what()}"), "dim"),
                ]
            return [(self._arrow(verdict), ""), (f"{word} {count}", "amber strong"), ("   " + about, "dim")]
        return [(self._arrow(verdict), ""), (f"{word} {count}", "strong"), ("   " + about, "dim")]

    def _of_what(self) -> str:
        """What could be held to anything: tables and text, or the one a file has."""
        budget = self._budget
        if budget is None:
            return ""
        if not any(section.paragraphs for section in budget.sections if section.level and not section.contents):
            return ".tables"
        return "" if any(table.figures for table in budget.tables) else ".text"

    def _arrow(self, verdict: str) -> str:
        return " ▸ " if verdict in self.folded and not self.words else " ▾ "

    def empty(self, y: int) -> list[Span]:
        word = "waiting" if self.waiting else "no_match" if self.words else "checks"
        return [("   ", ""), (t(f"screen.empty.{word}"), "")] if y == 1 else []


def _without(message: str, where: str, name: str, figure: str) -> str:
    """A sentence without what its row says before it: the place, the rows of it, the amount; `name` of its table, which may be cut there."""
    table = where.partition(" ↔ ")[0]
    here = next((one for one in (table, name) if one and message.startswith(one)), "")
    told = message.removeprefix(here).lstrip(" ：:")
    if here and (match := _ROWS.match(told)):
        told = told[match.end() :].removeprefix(figure).lstrip(" ：:")
    return told or message


def _within(message: str, titles: Sequence[str], room: int) -> str:
    """A sentence in so many cells. Where it is too long a section's long title before what is quoted from it is left out, and a name it
    begins with is cut, so that what is said of it is in sight."""
    if cell_width(message) > room:
        for title in titles:
            message = message.replace(f"{title}“", "“", 1)
    if cell_width(message) > room and (match := _SUBJECT.match(message)):
        rest = message[match.end() :]
        name = cut(match[1], max(SHORT_NAME, room - cell_width(rest) - 2)).removesuffix("…").rstrip()
        message = f"“{name}…”{rest}"
    return cut_well(message, room)


def _amount(finding: Finding) -> int | None:
    """The amount a finding speaks of, in fen."""
    return finding.found if finding.found is not None else finding.expected


def _in_place(findings: Sequence[Finding]) -> list[Finding]:
    def key(finding: Finding) -> tuple[bool, int, str, int]:
        place = finding.place
        return (
            (True, 0, "", 0) if place is None else (False, place.line or place.page or 0, place.sheet, place.row or 0)
        )

    return sorted((f for f in findings if f.verdict != "rounding"), key=key)


def verdict_word(finding: Finding) -> str:
    """The word of a verdict (`未读懂`, `提示` …)."""
    return t(f"screen.verdict.{finding.verdict}")
