"""Body rows of a table whose columns are known -> Rows: codes, names, projects, line keys, figures. Apart from headers.py's columns."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from data_model.amount import AmountError, is_blank, parse
from data_model.budget import (
    CODE_ROLE,
    KEY_ROLES,
    LINE_PREFIX,
    NAME_ROLE,
    PROJECT_ROLE,
    Cell,
    Finding,
    Place,
    Role,
    Row,
)
from data_model.classification import TOTAL, class_of_name, join
from data_model.form_types import Form, Line
from data_model.records import dataclass, field
from data_model.tables.headers import TOTAL_WORDS, Match
from data_model.text import clean, fold, unwrap

_CODE_AND_NAME = re.compile(r"^([1-9][0-9]{2}(?:[0-9]{2}){0,2})(?![0-9.,年])\s*(.*)$", re.DOTALL)
_PART_AND_NAME = re.compile(r"^([0-9]{2})(?![0-9.,年])\s*(.*)$", re.DOTALL)
_LONE_PART = re.compile(r"^[0-9]$")
_NUMBERING = re.compile(
    r"^(?:其中[:：;；]|其中|[一二三四五六七八九十]+[、.]|\([一二三四五六七八九十0-9]+\)|[0-9]+[、.．)]|[-—•·])+"
)
_TAIL = re.compile(r"(?:\(小计\)|小计|:)$")
_SUBTOTAL = frozenset({"小计"})


@dataclass(slots=True)
class Body:
    """What reading the body of one table collects; `notes` are about cells that were not understood."""

    form: Form | None
    kind: str
    unit: str
    entity: str
    rows: list[Row] = field(default_factory=list)
    notes: list[Finding] = field(default_factory=list)
    decimals: int = -1
    last_code: str = ""
    last_name: str = ""
    positions: dict[str, int] = field(default_factory=dict)

    def add(self, cells: Sequence[str], columns: Sequence[Match], place: Place, grid: int) -> None:
        """One printed row: a Row for each side of the table that has a name, a code or a figure."""
        if any(match.role.startswith(LINE_PREFIX) for match in columns):
            self._lines_of_row(cells, columns, place, grid)
            return
        columns = _named(cells, columns)
        for side in dict.fromkeys(match.side for match in columns):
            picked = [(c, m) for c, m in enumerate(columns) if m.side == side and c < len(cells)]
            if any(clean(cells[c]) for c, m in picked if m.role):
                self._row(cells, picked, side, place, grid)

    def _lines_of_row(self, cells: Sequence[str], columns: Sequence[Match], place: Place, grid: int) -> None:
        """A one-row table: every column is a line with its amount as `total`."""
        keys = {line.key for line in self.form.lines} if self.form else set()
        for column, match in enumerate(columns):
            if column >= len(cells) or not match.role:
                continue
            key = match.role.removeprefix(LINE_PREFIX)
            found = self._figure(clean(cells[column]), column, Match("total", "", match.heading), "", place)
            figures = {"total": found} if found else {}
            if key == "total":
                self.rows.append(Row(TOTAL, match.heading, figures, place, "", "total", "total", "", grid))
            else:
                line = key if key in keys else ""
                self.rows.append(Row("", match.heading, figures, place, "", line, "line", "", grid))

    def _figure(self, printed: str, column: int, match: Match, code: str, place: Place) -> Cell | None:
        """The figure of one cell; None for a blank one and, with a note, for what is no amount."""
        if not printed or is_blank(printed):
            return None
        try:
            amount = parse(printed, self.unit or "元")
        except AmountError:
            self.notes.append(_unread(self.kind, code, match, printed, place))
            return None
        if amount is None:
            return None
        self.decimals = max(self.decimals, amount.decimals)
        return Cell(amount.fen, printed, column)

    def _row(self, cells: Sequence[str], picked: list[tuple[int, Match]], side: str, place: Place, grid: int) -> None:
        code, name = self._key([unwrap(cells[c]) for c, m in picked if m.role == CODE_ROLE],
                               [unwrap(cells[c]) for c, m in picked if m.role == NAME_ROLE])  # fmt: skip
        project = "".join(unwrap(cells[c]) for c, m in picked if m.role == PROJECT_ROLE)
        figures: dict[str, Cell] = {}
        for column, match in picked:
            if match.role in KEY_ROLES:
                continue
            found = self._figure(clean(cells[column]), column, match, code, place)
            if found is not None:
                figures[match.role] = found
        if not (code or name or project or figures):
            return
        if not code and not name and project and self.last_code:
            code, name = self.last_code, self.last_name
        row = self._identify(code, name, project, side, figures, place, grid)
        if row.code and row.code != TOTAL:
            self.last_code, self.last_name = row.code, row.name
        self.rows.append(row)

    def _key(self, codes: list[str], names: list[str]) -> tuple[str, str]:
        """Code and name from the key cells: `201|03|01`, `2010301`, `301|01 基本工资`, `201 一般公共服务支出`, merged parents."""
        name = " ".join(text for text in names if text)
        if self.form is None or not self.form.classification:
            return "", name or " ".join(text for text in codes if text)
        parts: list[str] = []
        words: list[str] = []
        lead = 0
        for text in codes:
            match = _CODE_AND_NAME.match(text) or _PART_AND_NAME.match(text)
            if _LONE_PART.match(text):
                parts.append(f"0{text}")  # a spreadsheet made 2 of 02
            elif match:
                parts.append(re.sub(r"\s", "", match[1]))
                if match[2]:
                    self._more(match[2], parts, words)
            elif text:
                words.append(text)
            elif not parts:
                lead += 1
        if not parts and not words:
            match = _CODE_AND_NAME.match(name)
            if match:
                return join(match[1]), match[2].strip()
        elif parts and (match := _PART_AND_NAME.match(name)):
            parts.append(match[1])
            name = match[2].strip()
        if parts and len(parts[0]) == 2 and self.last_code:
            parts.insert(0, self.last_code[: 1 + 2 * max(1, lead)])
        code = join(*parts)
        if parts and not code:
            words = [*codes] if not words else [*parts, *words]
        return code, (name or " ".join(w for w in words if w)).strip()

    @staticmethod
    def _more(rest: str, parts: list[str], words: list[str]) -> None:
        """What follows a code in its cell: further code parts (`208 05 05`), then a name."""
        while match := _PART_AND_NAME.match(rest):
            parts.append(match[1])
            rest = match[2].strip()
        if rest:
            words.append(rest)

    def _identify(
        self, code: str, name: str, project: str, side: str, figures: dict[str, Cell], place: Place, grid: int
    ) -> Row:
        folded = fold(name)
        line, role = "", "subject"
        if not code and (folded in TOTAL_WORDS or (not name and not project and self._one_row(figures))):
            code, line, role = TOTAL, "total", "total"
        elif not code and self.form is not None and self.form.unit_row and self._is_unit(folded):
            role = "unit"
        elif self.form is not None and self.form.kind in ("entrusted", "carryover") and not code:
            project, role = name, "project"
        elif project:
            role = "project"
        elif not code and self.form is not None:
            line = self._line(folded, side)
            role = "line"
        elif not code:
            role = "line"
        return Row(code, name, figures, place, project, line, _role(role), side, grid)

    def _one_row(self, figures: dict[str, Cell]) -> bool:
        return bool(figures) and self.form is not None and self.form.kind == "expenditure"

    def _is_unit(self, folded: str) -> bool:
        entity = fold(self.entity)
        return (
            bool(folded)
            and bool(entity)
            and (folded == entity or (len(folded) >= 6 and (folded in entity or entity in folded)))
        )

    def _line(self, folded: str, side: str) -> str:
        """The line key of a name: the next declared line with it (names such as 一般公共预算拨款 occur twice), else any."""
        assert self.form is not None
        bare = bare_name(folded)
        lines: tuple[Line, ...] = self.form.lines
        start = self.positions.get(side, 0)
        for index in [*range(start, len(lines)), *range(start)]:
            if _names(lines[index], bare):
                self.positions[side] = index + 1
                return str(lines[index].key)
        found = class_of_name(bare) if self.form.classification == "functional" else ""
        return f"class.{found}" if found else ""


def _named(cells: Sequence[str], columns: Sequence[Match]) -> Sequence[Match]:
    """Where a name reaches over two sides (支出合计 above 功能分类 and 支出用途 in Jiangsu), the figure belongs to the name's side."""
    sides = list(dict.fromkeys(match.side for match in columns))
    for left, right in pairwise(sides):
        filled = {
            side: {
                m.role in KEY_ROLES
                for c, m in enumerate(columns)
                if m.side == side and c < len(cells) and clean(cells[c])
            }
            for side in (left, right)
        }
        if filled[left] == {True} and filled[right] == {False}:
            measure = next((m.role for m in columns if m.side == left and m.role not in KEY_ROLES), "")
            if measure:
                return [
                    Match(measure, left, m.heading) if m.side == right and m.role not in KEY_ROLES else m
                    for m in columns
                ]
    return columns


def _names(line: Line, bare: str) -> bool:
    return any(bare == bare_name(fold(name)) for name in line.names)


def bare_name(folded: str) -> str:
    """A folded name without numbering, 其中： and （小计）, for matching only: the printed name is kept."""
    stripped = _NUMBERING.sub("", folded)
    return str(_TAIL.sub("", stripped)) or stripped


def _role(role: str) -> Role:
    roles: dict[str, Role] = {"total": "total", "unit": "unit", "project": "project", "line": "line"}
    return roles.get(role, "subject")


def _unread(kind: str, code: str, match: Match, printed: str, place: Place) -> Finding:
    heading = match.heading.split(" / ")[-1] or match.role
    return Finding(
        "read.amount", "unread", f"“{heading}”列的“{printed[:40]}”不是金额，未计入", table=kind, code=code,
        measure=match.role, place=place,
    )  # fmt: skip
