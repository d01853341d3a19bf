"""核对: what reading and checking found, as a list with the whole finding beside it. Apart from the tree because its rows are
findings; enter leads to the cell each speaks of."""

from __future__ import annotations

from textual import on

from data_model.budget import Finding
from data_model.detail import source_label, table_label
from tui.actions import CHECKS
from tui.session import Session
from tui.texts import t
from tui.widgets.detail_blocks import Block, text_block
from tui.widgets.finding_list import FindingList, verdict_word
from tui.widgets.lines import LineList
from tui.widgets.naming import unit_word
from tui.widgets.page import bindings_for
from tui.widgets.paint import Span
from tui.widgets.pane_page import PanePage
from tui.widgets.wrapping import wrap


class ChecksScreen(PanePage):
    """List of findings and pane."""

    KIND = CHECKS
    VIEW = "checks"
    BINDINGS = bindings_for(CHECKS)

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.list = FindingList()

    @property
    def rows(self) -> LineList:
        return self.list

    def update_page(self) -> None:
        super().update_page()
        budget = self.session.budget
        self.list.show(budget, self.session.findings(), self.session.unit or budget.meta.unit or "元")
        self._tell()

    def shows(self) -> list[Span]:
        findings = self.session.findings()
        if not findings:
            return [(t("view.checks"), "")]
        counts: dict[str, int] = {}
        for finding in findings:
            counts[verdict_word(finding)] = counts.get(verdict_word(finding), 0) + 1
        return [(" · ".join([t("view.checks"), *(f"{word} {count}" for word, count in counts.items())]), "")]

    @on(FindingList.Moved)
    def _moved(self, event: FindingList.Moved) -> None:
        event.stop()
        self._tell()

    @on(FindingList.Chosen)
    def _chosen(self) -> None:
        self.action_act("goto_cell")

    def _tell(self) -> None:
        finding = self.list.current
        self.bottom.show_path([verdict_word(finding), finding.rule] if finding else [], self.list.position)
        self.pane.tell(lambda width: self._blocks(finding, width) if finding else [])

    def _blocks(self, finding: Finding, width: int) -> list[Block]:
        table = self.session.budget.table(finding.table) if finding.table else None
        head = [[(verdict_word(finding), "strong")], []]
        made = [Block("", [*head, *([(line, "")] for line in wrap(finding.message, width))], [[(finding.message, "")]])]
        what = " · ".join(part for part in (table_label(table) if table else "", finding.code) if part)
        if what:
            made.append(text_block(t("screen.block.tables"), what, width))
        if finding.place is not None:
            place = f"{finding.place.file} {source_label(finding.place)}".strip()
            made.append(text_block(t("screen.block.place"), place, width, "dim"))
        return made

    def reason(self, action: str) -> str:
        if action in ("goto_cell", "copy", "pane") and not self.list.findings:
            return t("screen.empty.checks")
        if action == "goto_cell" and self.list.current is not None and not self.list.current.table:
            return t("screen.reason.no_cell")
        if action == "checks":
            return t("screen.reason.here")
        return super().reason(action)

    def do_goto_cell(self) -> None:
        if self.list.current is not None:
            self.navigator.show_finding(self.list.current)

    def do_grid(self) -> None:
        if self.list.current is not None and self.list.current.table:
            self.do_goto_cell()
        else:
            super().do_grid()

    def do_unit(self) -> None:
        printed = self.session.budget.meta.unit or "元"
        unit = self.session.next_unit(printed)
        self.update_page()
        self.say(t("screen.unit_is", unit=unit_word(unit), printed=unit_word(printed)))

    def do_back(self) -> None:
        if not self.leave_pane():
            super().do_back()

    def citation(self) -> str:
        finding = self.list.current
        if finding is None:
            return ""
        place = f"（{finding.place.label()}）" if finding.place is not None else ""
        return f"{self.session.budget.meta.entity} {verdict_word(finding)} {finding.message}{place}"
