"""核对: what reading and checking found, in groups, with the whole finding and the places of its money beside it. Apart from the tree
because its rows are findings; enter leads to the cell each speaks of."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from textual import on

from data_model.budget import Finding
from data_model.classification import printed_code
from data_model.detail import source_label
from data_model.shown import Shown
from data_model.spots import Spot, same_money
from data_model.stands import stand_of
from data_model.telling import table_name
from tui.actions import CHECKS
from tui.cited import prose_words, said_at
from tui.figures import amount_text
from tui.jobs import many
from tui.places import Place
from tui.session import Session
from tui.texts import sentence, t, term
from tui.widgets.detail_blocks import GUTTER, Block, text_block
from tui.widgets.filter_bar import FilterBar
from tui.widgets.finding_list import FindingList, verdict_word
from tui.widgets.lines import LineList
from tui.widgets.listing import findings_shown
from tui.widgets.naming import unit_word
from tui.widgets.page import bindings_for
from tui.widgets.pane_page import PanePage
from tui.widgets.spans import Span
from tui.widgets.wrapping import wrap


class ChecksScreen(PanePage):
    """List of findings and pane."""

    KIND = CHECKS
    VIEW = "checks"
    BINDINGS = bindings_for(CHECKS)

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.list = FindingList()
        self.list.at_once = self._tell
        self._walked: tuple[Finding | None, list[Spot]] = (None, [])

    @property
    def rows(self) -> LineList:
        return self.list

    @property
    def unit(self) -> str:
        """The unit amounts are shown in."""
        return self.session.unit or self.session.budget.meta.unit or "元"

    def update_page(self) -> None:
        examined = self.session.examined
        agreed = examined.agreed if examined is not None else ()
        self.list.show(self.session.budget, self.session.findings(), self.unit, agreed, examined is None)
        self._tally()
        super().update_page()
        self._tell()

    def shows(self) -> list[Span]:
        spans: list[Span] = []
        if self.list.words:
            chip = t("screen.chip.search", text=self.list.words, tally=self.list.matched)
            spans.append((chip + " · ", "accent"))
        spans.append((t("view.checks"), ""))
        if self.session.examined is None:
            return [*spans, (" · " + t("screen.empty.waiting"), "")]
        counts = {"mismatch": 0} | dict.fromkeys(("wording", "hint", "misplaced", "ambiguous", "unread", "rounding"), 0)
        for finding in self.session.findings():
            counts[finding.verdict] = counts.get(finding.verdict, 0) + 1
        moved = self.list.recovered
        for verdict, count in counts.items():
            if count or verdict == "mismatch":
                text = f"{t(f'screen.verdict.{verdict}')} {count}"
                if verdict == "misplaced" and moved:
                    text = t("screen.recovered", count=moved)
                spans += [(" · ", ""), (text, "amber strong" if verdict == "mismatch" and count else "")]
        return spans

    @on(FindingList.Chosen)
    def _chosen(self) -> None:
        self.action_act("goto_cell")

    # --- the pane ------------------------------------------------------------------------------------------------------------

    def _tell(self) -> None:
        finding = self.list.current
        path = [word for word in (verdict_word(finding), _rule_words(finding.rule)) if word] if finding else []
        self.bottom.show_path(path, self.list.counted)
        spots = self._spots() if finding else []
        self.pane.tell(lambda width: self._blocks(finding, spots, width) if finding else [self._about(width)])

    def _about(self, width: int) -> Block:
        """What a group of verdicts means; and what agreement does not."""
        text = t("screen.checks.about", key=self.key("goto_cell")) if self.list.count() else t("screen.empty.checks")
        return Block("", [[(line, "dim")] for line in wrap(text, width)], [[(text, "dim")]])

    def _spots(self) -> list[Spot]:
        """Where the money of the current finding stands; the keys ask for it several times."""
        finding = self.list.current
        if self._walked[0] is not finding:
            self._walked = (finding, same_money(self.session.budget, finding.found) if finding is not None else [])
        return self._walked[1]

    def _blocks(self, finding: Finding, spots: list[Spot], width: int) -> list[Block]:
        table = self.session.budget.table(finding.table) if finding.table else None
        step = table.step if table is not None and table.step else 10_000
        role = "amber strong" if finding.verdict == "mismatch" else "strong"
        head: list[list[Span]] = [[(verdict_word(finding), role)], []]
        head += [[(line, "")] for line in wrap(sentence(finding.message), width)]
        made = [Block("", head, [[(verdict_word(finding), role), ("  " + sentence(finding.message), "")]], rank=0)]
        figures: list[list[Span]] = []
        for key in ("found", "expected", "difference", "tolerance"):
            fen = getattr(finding, key)
            if fen is not None:
                fen = fen // step * step if key == "tolerance" else fen  # printed figures differ by whole steps
                figures.append(
                    [(f"{amount_text(fen, self.unit, step):>12}", ""), ("  " + t(f"screen.found.{key}"), "dim")]
                )
        if figures:
            made.append(Block(t("screen.block.figures"), figures, [_joined(line) for line in figures]))
        what = self._printed_at(finding)
        if what:
            made.append(text_block(t("screen.block.place"), what, width, "dim"))
        basis = " ".join(part for part in (term(finding.grade), _rule_words(finding.rule)) if part)
        if basis:
            made.append(text_block(t("screen.block.basis"), basis, width))
        if spots:
            made.append(self._money(finding, spots, step, width))
        return made

    def _printed_at(self, finding: Finding) -> str:
        """`表3 · 20103 · 第9页`; where it is printed in the prose that apart from the table: `表3 · 20103 ↔ 正文 三（第23页）`."""
        stand = stand_of(self.session.budget, finding)
        name = table_name(stand.table) if stand.table is not None else ""
        what = " · ".join(part for part in (name, printed_code(finding.code)) if part)
        where = term(source_label(finding.place)) if finding.place is not None else ""
        if stand.at is not None:
            return " ↔ ".join(
                part for part in (what, prose_words(said_at(self.session.budget, stand.at), where)) if part
            )
        return " · ".join(part for part in (what, where) if part)

    def _money(self, finding: Finding, spots: list[Spot], step: int, width: int) -> Block:
        title = t(
            "screen.same_money",
            amount=amount_text(finding.found, self.unit, step),
            count=len(spots),
            key=self.key("same_money"),
        )
        lines: list[list[Span]] = [[(title, "dim")]]
        for name, group in groupby(spots, key=lambda spot: table_name(spot.table) if spot.table is not None else ""):
            labels = [spot.label for spot in group]
            if name:
                text = f"{name} " + " ".join(label.removeprefix(name).strip() for label in labels)
            else:
                text = "   ".join(dict.fromkeys(labels))
            lines += [[("   " + line, "")] for line in wrap(text, width - GUTTER)]
        return Block("", lines, [[(title, "dim")]], rank=4)

    def place(self) -> Place:
        return Place(self.session.current, self.KIND, at=(self.list.cursor,))

    def stand(self, place: Place) -> None:
        if place.at:
            self.list.cursor = int(str(place.at[0]))

    # --- actions -------------------------------------------------------------------------------------------------------------

    def reason(self, action: str) -> str:
        finding = self.list.current
        if action in ("copy", "pane", "filter", "order") and not self.list.findings and not self.list.words:
            return t("screen.empty.checks")
        if action == "goto_cell" and finding is not None and not finding.table and finding.place is None:
            return t("screen.reason.no_cell")
        if action in ("same_money", "same_money_back", "walk") and not self._spots():
            return t("screen.reason.no_money")
        if action == "all_agreed" and not self.list.agreed:
            return t("screen.held.none")
        if action == "checks":
            return t("screen.reason.here")
        return super().reason(action)

    def do_goto_cell(self) -> None:
        if self.list.current is not None:
            self.navigator.show_finding(self.list.current)
        else:
            self.list.fold_group()

    def do_open(self) -> None:
        if not self.list.fold_group(True):
            self.list.move(1)

    def do_close(self) -> None:
        if self.list.current is not None and not self.list.by_place:
            self.list.to_group(self.list.group)
        else:
            self.list.fold_group(False)

    def do_order(self) -> None:
        self.list.by_place = not self.list.by_place
        self.list.lay_rows()
        self.say(t("screen.order.place" if self.list.by_place else "screen.order.verdict"))
        self._tell()

    def do_all_agreed(self) -> None:
        self.list.by_place = False
        self.list.folded ^= {"ok"}
        self.update_page()
        self.list.to_group("ok")

    def do_walk(self) -> None:
        self.walk_money(self.list.current.found if self.list.current is not None else None, 1)

    def do_grid(self) -> None:
        finding = self.list.current
        if finding is not None and (finding.table or finding.place is not None):
            self.navigator.show_finding(finding, in_table=True)
        else:
            super().do_grid()

    def do_prose(self) -> None:
        finding = self.list.current
        at = stand_of(self.session.budget, finding).at if finding is not None else None
        if at is not None:
            self.navigator.show_paragraph(*at)
        else:
            super().do_prose()

    def do_unit(self) -> None:
        printed = self.session.budget.meta.unit or "元"
        unit = self.session.next_unit(printed)
        self.update_page()
        self.say(t("screen.unit_is", unit=unit_word(unit), printed=unit_word(printed)))

    def do_filter(self) -> None:
        known = self.list.texts[0] is self.list.agreed
        if self.open_filter(self.list.words) and not known and many(len(self.list.agreed)):
            self.navigator.make_later(("seen", id(self.list.agreed)), self.list.seen, self._take_seen)

    def _take_seen(self, made: tuple[Sequence[Finding], list[str]]) -> None:
        self.list.texts = made

    def _tally(self) -> None:
        if self.filter_bar is not None and self.list.words:
            self.filter_bar.tally(t("screen.empty.seeking") if self.list.seeking else str(self.list.matched))

    @on(FilterBar.Changed)
    def _filter_changed(self, event: FilterBar.Changed) -> None:
        self.list.words = event.text
        self.list.lay_rows(keep=False)
        if self.filter_bar is not None and not event.text:
            self.filter_bar.tally("")
        self._tally()
        super().update_page()
        self._tell()

    @on(FilterBar.Kept)
    def _filter_kept(self) -> None:
        self.shut_filter(self.list)

    def do_back(self) -> None:
        if self.filter_bar is not None or self.list.words:
            self.shut_filter(self.list)
            self.list.words = ""
            self.list.lay_rows()
            super().update_page()
        elif not self.leave_pane():
            super().do_back()

    def shown(self) -> Shown:
        return findings_shown(self.document(), self.list.listed())

    def citation(self) -> str:
        finding = self.list.current
        if finding is None:
            return ""
        place = finding.place.label() if finding.place is not None else ""
        at = stand_of(self.session.budget, finding).at
        if at is not None:
            place += " " + prose_words(said_at(self.session.budget, at), "")
        printed = t("screen.brackets", text=place) if place else ""
        return f"{self.session.budget.meta.entity} {verdict_word(finding)} {sentence(finding.message)}{printed}"


def _joined(line: list[Span]) -> list[Span]:
    return [(line[0][0].strip() + " ", ""), (line[1][0].strip(), "dim")]


def _rule_words(rule: str) -> str:
    """What a rule says, in words; "" for notes of reading, whose sentence says it."""
    try:
        return t(f"rule.{rule}")
    except KeyError:
        return ""
