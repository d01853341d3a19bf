"""绩效目标表 -> Goals: the form above the indicators (project, amounts, objective), one a project. Apart from assemble.py: forms
of labels and values, not tables of figures; the indicators below are read by goal_rows.py, tables that lost their cells by goal_lines.py.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from data_model.amount import AmountError, looks_numeric, parse
from data_model.budget import Finding, GridRow, Place, Table, Verdict
from data_model.goal_tables.goal_lines import LooseForm, loose_forms, read_loose
from data_model.goal_tables.goal_rows import Found, read_rows
from data_model.goal_tables.goal_words import roles_of, squeeze
from data_model.persons import MASK
from data_model.readers.raw import RawParagraph
from data_model.records import dataclass, field
from data_model.statements import Goal
from data_model.tables.titles import UNIT_IN_HEADING, kind_of_title
from data_model.text import clean, fold, unwrap

_LABELS = {
    "project": ("项目名称",),
    "body": ("部门名称", "单位名称", "部门(单位)名称", "预算部门名称"),
    "objective": (
        "项目总体目标", "年度绩效目标", "年度总体目标", "总体目标", "年度目标", "绩效目标", "项目绩效目标", "项目年度绩效目标", "整体绩效目标",
        "部门整体绩效目标", "年度总体绩效目标", "总体绩效目标",
    ),
    "total": ("年度预算总额", "年度资金总额", "年度预算资金总额", "项目资金总额", "预算总额", "资金总额", "合计"),
    "appropriated": ("财政拨款", "财政资金", "当年财政拨款", "财政拨款资金"),
    "above": ("上级安排", "上级资金", "上级补助"),
    "own": ("本级安排", "本级资金"),
    "other": ("其他资金", "其他", "其它资金"),
    "": (
        "预算单位", "主管部门", "实施单位", "项目负责人", "部门联系人", "联系人", "联系电话", "项目资金", "年度预算", "资金来源", "项目属性",
        "项目类型", "项目期限", "项目起止时间", "负责人", "年度主要任务", "预算情况",
    ),
}  # fmt: skip
_ROLE = {label: role for role, labels in _LABELS.items() for label in labels}
_AMOUNTS = ("total", "appropriated", "above", "own", "other")
_OPENS = ("project", "body")
_MARKUP = re.compile(r"</?[a-zA-Z][^<>]{0,80}>|&(?:nbsp|amp|lt|gt|quot|[lr]dquo|#[0-9]+);?")
UNREAD_PROJECT = "（未读出项目名称）"
"""Stands for the name of a project form whose name could not be read: "" is the department's own goal."""


@dataclass(slots=True)
class _Form:
    """One form being gathered: the table and line of its grid where it begins, the rows above the header, the header's roles, the rows
    below; `loose` when its cells are lost."""

    table: Table
    line: int
    loose: bool = False
    top: list[GridRow] = field(default_factory=list)
    roles: tuple[str, ...] = ()
    rows: list[GridRow] = field(default_factory=list)

    @property
    def place(self) -> Place:
        return self.table.grid[self.line].place


@dataclass(slots=True)
class _Notes:
    found: list[Finding] = field(default_factory=list)

    def add(self, rule: str, message: str, place: Place) -> None:
        unread = ("goals.row", "goals.header", "goals.project", "goals.amount")
        verdict: Verdict = "unread" if rule in unread else "hint"
        self.found.append(Finding(rule, verdict, message, table="goals", place=place))


def read_goals(tables: Sequence[Table], prose: Sequence[RawParagraph] = ()) -> tuple[tuple[Goal, ...], list[Finding]]:
    """The goals of a document in printed order, and what was put right or not understood.

    `tables` are all tables of the document (those of kind `goals` are read); `prose` its lines outside tables: forms that lost
    their cells are found there. Amounts in fen.
    """
    notes = _Notes()
    goals = [goal for form in _forms(tables) for goal in _read_form(form, notes)]
    known = {squeeze(goal.project) for goal in goals}
    for loose in loose_forms(prose):
        read = read_loose(loose, notes.add)
        if read is not None and squeeze(read.project) not in known:
            goals.append(read)
    return tuple(goals), notes.found


def goals_printed(tables: Iterable[Table]) -> list[tuple[Goal, Table, int]]:
    """The goals of the tables in printed order, each with its table and the line of the grid where its form begins. They are read
    again: a Goal does not keep its place."""
    notes = _Notes()
    return [(goal, form.table, form.line) for form in _forms(tables) for goal in _read_form(form, notes)]


def _read_form(form: _Form, notes: _Notes) -> list[Goal]:
    if form.roles:
        return _goals_of(form, notes)
    if not form.top:
        return []
    title = form.table.title
    lines = [(" ".join(t for t in row.texts if t), row.place) for row in form.top]
    read = read_loose(LooseForm(title, tuple(lines)), notes.add)
    if read is None:
        notes.add("goals.header", f"{title or '绩效目标表'}没有指标表头，没有读懂", form.place)
    return [read] if read is not None else []


def _forms(tables: Iterable[Table]) -> list[_Form]:
    """One form a project: a piece without a form of its own goes on from the one before."""
    forms: list[_Form] = []
    for table in tables:
        if table.kind != "goals":
            continue
        for line, rows in _segments(table.grid):
            if not forms or _begins(rows):
                forms.append(_Form(table, line, loose=_lost_cells(rows)))
            form = forms[-1]
            for row in rows:
                roles = None if form.loose else roles_of(row.texts)
                if roles and not form.roles:
                    form.roles = roles
                elif form.roles:
                    form.rows.append(row)
                else:
                    form.top.append(row)
    return forms


def _segments(grid: Sequence[GridRow]) -> Iterator[tuple[int, list[GridRow]]]:
    """The rows of a table, apart at titles and at the first row of a further form; with the line of the first."""
    rows: list[GridRow] = []
    first, below = 0, False
    for line, row in enumerate(grid):
        titled = any(kind_of_title(text) == "goals" and len(text) <= 40 for text in row.texts)
        if rows and (titled or (below and _opens(row))):
            yield first, rows
            rows, below = [], False
        if not titled:
            first = first if rows else line
            rows.append(row)
            below = below or roles_of(row.texts) is not None
    if rows:
        yield first, rows


def _begins(rows: Sequence[GridRow]) -> bool:
    """True when the rows have the top of a form: a label before any header."""
    for row in rows[:5]:
        if roles_of(row.texts) is not None:
            return "project" in (roles_of(row.texts) or ())
        if _label(next((text for text in row.texts if text), "")) is not None:
            return True
    return False


def _lost_cells(rows: Sequence[GridRow]) -> bool:
    """True when blank cells vanished: every row is packed to the left and many hold a single word."""
    filled = [[bool(text) for text in row.texts] for row in rows]
    packed = all(sorted(cells, reverse=True) == cells for cells in filled)
    return packed and len(rows) >= 8 and sum(1 for cells in filled if sum(cells) == 1) * 3 >= len(rows)


def _label(text: str) -> str | None:
    """The role of a label cell, None for any other text."""
    word = fold(text)
    word = re.sub(r"\((?:亿元|万元|千元|元|盖章|签章)\)", "", word).strip(":：")
    return _ROLE.get(word.removeprefix("其中").lstrip(":："))


def _labelled(row: GridRow) -> bool:
    return any(_label(text) is not None for text in row.texts)


def _opens(row: GridRow) -> bool:
    """True for a row that begins a form: the names of body or project, in its first cells."""
    first = next((text for text in row.texts if text), "")
    word = fold(first).split("(")[0].strip(":：")
    return _label(first) in _OPENS or word in ("预算单位", "填报单位", "项目名称", "部门名称")


def _goals_of(form: _Form, notes: _Notes) -> list[Goal]:
    found = read_rows(form.roles, form.rows, notes.add)
    if "project" in form.roles and any(one.project for one in found):
        return _by_project(found)
    told = _read_top(form, notes)
    overall = "整体" in form.table.title or ("project" not in told.texts and "body" in told.texts)
    project = "" if overall else unwrap(told.texts.get("project", ""))
    if not project and not overall:
        if not found and not told.amounts and not told.texts.get("objective"):
            return []  # an empty form
        project = UNREAD_PROJECT
        notes.add("goals.project", "一张项目支出绩效目标表没有读出项目名称", form.place)
    return [_goal(project, told.amounts, told.texts.get("objective", ""), found, form.place, notes)]


def _goal(
    project: str, amounts: dict[str, int], objective: str, found: Sequence[Found], place: Place, notes: _Notes
) -> Goal:
    appropriated = amounts.get("appropriated")
    sources = [amounts[role] for role in ("above", "own") if role in amounts]
    if appropriated is None and sources:
        appropriated = sum(sources)
    total = amounts.get("total")
    if total is None and sources and appropriated is not None:
        total = appropriated + amounts.get("other", 0)
        notes.add("goals.total", "部门整体绩效目标表没有印合计，按各项资金相加", place)
    return Goal(
        project=project, total=total, appropriated=appropriated, other=amounts.get("other"),
        objective=objective_of(objective), indicators=tuple(one.indicator for one in found),
    )  # fmt: skip


def _by_project(found: Sequence[Found]) -> list[Goal]:
    """A long table over all projects: one goal for each run of the project column."""
    goals: list[Goal] = []
    for one in found:
        if not goals or goals[-1].project != one.project:
            goals.append(Goal(one.project or UNREAD_PROJECT, objective=objective_of(one.objective)))
        last = goals[-1]
        goals[-1] = Goal(last.project, objective=last.objective, indicators=(*last.indicators, one.indicator))
    return goals


def objective_of(text: str) -> str:
    """An objective without the markup some systems leave in it (`<p>`)."""
    return unwrap(_MARKUP.sub(" ", text)) if "<" in text or "&" in text else unwrap(text)


@dataclass(slots=True)
class _Top:
    texts: dict[str, str] = field(default_factory=dict)
    amounts: dict[str, int] = field(default_factory=dict)


def _read_top(form: _Form, notes: _Notes) -> _Top:
    """Labels and the values behind them; the first of a kind counts."""
    top = _Top()
    rows = _whole(form.top)
    units = [match[1] for row in rows for text in row.texts if (match := UNIT_IN_HEADING.search(text))]
    unit = units[0] if units else form.table.unit
    for row in rows:
        for column, text in enumerate(row.texts):
            role = _label(text)
            if not role:
                continue
            beside = [t for t in row.texts[column + 1 :] if t]
            if role in _AMOUNTS:
                if beside and looks_numeric(beside[0]) and role not in top.amounts:
                    try:
                        amount = parse(beside[0], unit or "元")
                    except AmountError:
                        notes.add("goals.amount", f"绩效目标表的金额“{clean(beside[0], 30)}”读不成数", row.place)
                        continue
                    if amount is not None:
                        top.amounts[role] = amount.fen
                        if not unit:
                            notes.add("goals.amount", "绩效目标表没有写明单位，暂按元计", row.place)
            elif role not in top.texts:
                value = " ".join(_until_label(beside))
                if value and value != MASK:
                    top.texts[role] = value
    return top


def _until_label(texts: Sequence[str]) -> list[str]:
    taken: list[str] = []
    for text in texts:
        if _label(text) is not None:
            break
        taken.append(text)
    return taken


def _whole(rows: Sequence[GridRow]) -> list[GridRow]:
    """Rows cut by a page put together: a row that has no label of its own, or the rest of the label above, belongs to that above."""
    done: list[GridRow] = []
    for row in rows:
        first = row.texts[0] if row.texts else ""
        if done and any(row.texts) and not _labelled(row):
            above = done[-1]
            rest = first and _label(above.texts[0]) is None and _label(above.texts[0] + first) is not None
            if rest or (not first and _labelled(above) and not any(looks_numeric(text) for text in row.texts)):
                width = max(len(above.texts), len(row.texts))
                pairs = zip(_padded(above.texts, width), _padded(row.texts, width), strict=True)
                done[-1] = GridRow(tuple(" ".join(t for t in pair if t) for pair in pairs), above.place)
                continue
        done.append(row)
    return done


def _padded(texts: tuple[str, ...], width: int) -> tuple[str, ...]:
    return texts + ("",) * (width - len(texts))
