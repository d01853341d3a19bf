"""Everything one line of a tree can tell: shares with their wholes, the line in every table that has it, its place. Data, no text
of the screen: the detail pane and reports lay it out. Apart from tree.py, which knows nothing of other tables."""

from __future__ import annotations

from heapq import nlargest

from data_model.budget import Budget, Cell, Finding, Place, Row, Table
from data_model.classification import TOTAL
from data_model.forms import measure_name
from data_model.records import dataclass
from data_model.scopes import SCOPE_NAMES
from data_model.telling import table_name
from data_model.text import fold
from data_model.tree import Tree
from data_model.twins import declared, row_of_term

LARGEST = 3
"""Projects told of the whole of them."""
LONG_TITLE = 8
"""Characters from which the title of a table says less of a whole than the row does."""


@dataclass(frozen=True, slots=True)
class Share:
    """A part (fen) of a whole (fen) with the name of the whole: a code (`20103`), a name, or `表3合计`."""

    whole_label: str
    part: int
    whole: int


@dataclass(frozen=True, slots=True)
class Appearance:
    """The line in one table: its row and first figure there; `others` are the names of further measures with the same amount.

    `here` marks the table and measure the tree is read from.
    """

    table: Table
    row: Row
    measure: str
    measure_name: str
    cell: Cell
    here: bool
    others: tuple[str, ...] = ()
    whole: int | None = None


@dataclass(frozen=True, slots=True)
class Child:
    """One part of the line, for bars; `step` is what its last printed digit is worth."""

    name: str
    code: str
    amount: int
    step: int


@dataclass(frozen=True, slots=True)
class Detail:
    """One line, told whole. `status` is a cell's status, or `derived` for a sum or remainder that is printed nowhere."""

    title: str
    amount: int | None
    unit: str
    step: int
    status: str
    printed: str
    place: str
    shares: tuple[Share, ...]
    lines: tuple[Appearance, ...]
    children: tuple[Child, ...]
    notes: tuple[Finding, ...]
    largest: tuple[Child, ...] = ()
    """Of the whole of projects its largest ones: they stand below their subjects, the largest not always below the largest."""
    of_all: Share | None = None
    """What a line by economic class is of all spending, where its own whole is but a part of that (基本支出)."""


def detail(budget: Budget, tree: Tree, node: int) -> Detail:
    """The detail of a node of a tree of this budget."""
    row, table, measure = tree.rows[node], tree.tables[node], tree.measures[node]
    cell = row.cells.get(measure) if row else None
    status = "derived" if tree.derived[node] else cell.status if cell else ""
    code = tree.codes[node]
    return Detail(
        title=f"{code} {tree.names[node]}".strip(),
        amount=tree.amounts[node],
        unit=tree.unit,
        step=tree.step_of(node),
        status=status,
        printed=cell.printed if cell else "",
        place=place_label(table, row) if row else "",
        shares=tuple(_shares(tree, node)),
        lines=tuple(_appearances(budget, row, table, measure)) if row else (),
        children=tuple(
            Child(tree.names[i], tree.codes[i], amount, tree.step_of(i))
            for i in tree.children(node)
            if (amount := tree.amounts[i]) is not None
        ),
        notes=tuple(
            n for n in budget.notes if n.table == table.kind and row is not None and n.code and n.code == row.code
        ),
        largest=tuple(_largest(tree)) if tree.view == "projects" and tree.is_total(node) else (),
        of_all=_of_all(budget, tree, node),
    )


def place_label(table: Table, row: Row) -> str:
    """`表3 第3行 · 文本第194行`: the row counts below the header; page, sheet or line as the format has them."""
    where = [f"{table_name(table)} 第{row.grid - table.head + 1}行"] if row.grid >= table.head else [table_name(table)]
    where.append(source_label(row.place))
    return " · ".join(part for part in where if part)


def source_label(place: Place) -> str:
    """The place within the file in words: `文本第194行`, `第3页`, `工作表“表1”第5行`."""
    if place.page is not None:
        return f"第{place.page}页"
    if place.sheet:
        return f"工作表“{place.sheet}”第{place.row}行" if place.row else f"工作表“{place.sheet}”"
    return f"文本第{place.line}行" if place.line is not None else ""


def _shares(tree: Tree, node: int) -> list[Share]:
    """Of every ancestor and, last, of the total of the table."""
    amount = tree.amounts[node]
    if amount is None:
        return []
    out = []
    for owner in tree.holders(node):
        whole = tree.amounts[owner]
        if not whole:
            continue
        total = f"{held}合计" if (held := whole_of(tree, owner)) else ""
        out.append(Share(total or tree.codes[owner] or tree.names[owner], amount, whole))
    return out


def whole_of(tree: Tree, owner: int) -> str:
    """What a whole is the total of: its table (`表3`), or its scope where the table has but a long title; "" where the name of the row
    says it (`基本支出合计`, a code) and for a sum over tables, which none prints."""
    if not tree.is_total(owner) or tree.view == "goals":
        return ""
    name = table_name(tree.tables[owner])
    if len(name) <= LONG_TITLE:
        return name
    if tree.view == "function":
        return tree.option.label
    return name if len(tree.names[owner]) <= len("支出合计") else ""


def _of_all(budget: Budget, tree: Tree, node: int) -> Share | None:
    """The same part that 资金流向 shows: who asks for the share of wages means all spending, not the 基本支出 the table lists."""
    amount, total, table = tree.amounts[node], tree.total, tree.option.table
    if tree.view != "economic" or tree.option.scope == "expenditure" or amount is None or total is None:
        return None
    for kind, measure in (("expenditure", "total"), ("balance", "expenditure")):
        other = budget.table(kind)
        whole = other.whole(measure) if other is not None else None
        if other is not None and whole is not None:
            return Share(SCOPE_NAMES["expenditure"], amount, whole) if whole - total > other.step + table.step else None
    return None


def _largest(tree: Tree) -> list[Child]:
    found = [(amount, n) for n, amount in enumerate(tree.amounts) if amount and tree.levels[n] == "项目"]
    return [Child(tree.names[n], tree.codes[n], fen, tree.step_of(n)) for fen, n in nlargest(LARGEST, found)]


def _appearances(budget: Budget, row: Row, table: Table, measure: str) -> list[Appearance]:
    found: list[Appearance] = []
    for other in budget.tables:
        if other.kind == "goals":
            continue
        for candidate in (row,) if other is table else other.rows:
            if candidate is row or _same(candidate, row):
                found += _figures(other, candidate, table, row, measure)
    for kind, measure_id, at, _ in declared(table, row, measure):
        other_table = budget.table(kind)
        if other_table is None:
            continue
        twin = row_of_term(other_table, measure_id, at)
        if twin is not None and not any(a.row is twin and a.measure == measure_id for a in found):
            found.append(_appearance(other_table, twin, measure_id, False, ()))
    return found


def _same(candidate: Row, row: Row) -> bool:
    """The same subject in another table: by code, by project name, by line key; within one table there is only the row itself."""
    if not candidate.cells:
        return False
    if row.project and candidate.project:
        return fold(candidate.project) == fold(row.project)
    if row.project or candidate.project:
        return False
    if row.code:
        return candidate.code == row.code and row.code != TOTAL
    return bool(row.line) and row.line.startswith("class.") and candidate.code == row.line.split(".")[1]


def _figures(other: Table, candidate: Row, table: Table, row: Row, measure: str) -> list[Appearance]:
    """A row's figures, those of equal amount told together: the chosen measure first."""
    order = [measure] if candidate is row and measure in candidate.cells else []
    order += [m for m in candidate.cells if m not in order]
    out: list[Appearance] = []
    told: set[str] = set()
    for m in order:
        if m in told:
            continue
        same = [o for o in order if o not in told and candidate.cells[o].fen == candidate.cells[m].fen]
        told.update(same)
        others = tuple(measure_name(other.kind, o) for o in same if o != m)
        out.append(_appearance(other, candidate, m, candidate is row and m == measure, others))
    return out


def _appearance(table: Table, row: Row, measure: str, here: bool, others: tuple[str, ...]) -> Appearance:
    total = table.total
    whole = total.fen(measure) if total is not None and row is not total else None
    return Appearance(table, row, measure, measure_name(table.kind, measure), row.cells[measure], here, others, whole)
