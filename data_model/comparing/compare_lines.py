"""The lines of one table and measure, or of one view and scope, as alignment wants them: flat, each with its path. Apart from tree.py because
a comparison also takes tables that no view shows, and lines that are only told."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

from data_model.budget import Row, Table, measures_seen
from data_model.classification import LEVELS, TOTAL
from data_model.comparing.project_names import plain
from data_model.comparison import TOTAL_KEY, Key
from data_model.forms import FORM_BY_KIND
from data_model.text import fold

if TYPE_CHECKING:
    from data_model.tree import Tree


class Line(NamedTuple):
    """One line before it is paired: `key` its path, `fen` its amount. `free`: known by its printed name only (projects, items of tables
    without codes), so that pairing may look at names. `derived`: a sum of ours; `origin`: where it is told."""

    key: Key
    code: str
    name: str
    project: str
    level: str
    fen: int | None
    row: Row | None = None
    free: bool = False
    derived: bool = False
    origin: str = ""


class Lines(NamedTuple):
    """The whole (None where no total is printed or told) and the lines below it, in printed order, keys unique."""

    total: Line | None
    lines: list[Line]


def side_of(table: Table, measure: str) -> str | None:
    """The side of a two-sided table a measure stands on; None where the table has one side."""
    form = FORM_BY_KIND.get(table.kind)
    if form is None or len(form.sides) < 2:
        return None
    return next((side.id for side in form.sides if any(m.id == measure for m in side.measures)), None)


def measures_of(table: Table) -> list[str]:
    """The measures of a table that hold figures: the declared ones in order, then those known by their heading."""
    form = FORM_BY_KIND.get(table.kind)
    seen = dict.fromkeys(measures_seen(table.rows))
    declared = [m.id for side in form.sides for m in side.measures] if form else []
    order = dict.fromkeys(m for m in declared if m in seen)
    return [*order, *(m for m in seen if m not in order)]


def table_lines(table: Table, measure: str) -> Lines:
    """Every line of `table` that has an amount under `measure`; a path that occurs again gets a running number (`#2`)."""
    side = side_of(table, measure)
    rows = table.rows if side is None else [row for row in table.rows if row.side == side]
    form = FORM_BY_KIND.get(table.kind)
    declared: dict[str, Key] = {}
    if form is not None and form.lines and any(row.line and row.code != TOTAL for row in rows):
        from data_model.table_trees import line_paths

        declared = line_paths(form.lines, [row for row in rows if row.code != TOTAL])
    total: Line | None = None
    units: list[Row] = []
    lines: list[Line] = []
    paths: dict[str, tuple[Key, str]] = {}
    for row in rows:
        cell = row.cells.get(measure)
        if cell is None:
            continue
        code = row.code
        if code == TOTAL:
            total = Line(TOTAL_KEY, "", row.name, "", "总计", cell.fen, row)
            continue
        if row.role == "unit":
            units.append(row)
            continue
        if code or row.line.startswith("class."):
            known = paths.get(code or row.line)
            if known is None:
                key = _path(code) if code else tuple(row.line.split(".")[1:])
                known = paths[code or row.line] = (key, LEVELS.get(len(code or key[-1]), ""))
            if row.project:
                lines.append(Line((*known[0], row.project), "", row.project, row.project, "项目", cell.fen, row, True))
            else:
                lines.append(Line(known[0], code or known[0][-1], row.name, "", known[1], cell.fen, row))
        elif row.line and row.line in declared:
            lines.append(Line(declared[row.line], "", row.name, "", "行", cell.fen, row))
        else:
            name = row.project or row.name
            lines.append(Line((plain(name) or name,), "", name, row.project, "项目" if row.project else "行", cell.fen, row, True))  # fmt: skip
    if total is None and len(units) == 1:
        row = units.pop()
        total = Line(TOTAL_KEY, "", row.name, "", "总计", row.cells[measure].fen, row)
    if not (len(units) == 1 and total is not None and units[0].cells[measure].fen == total.fen):
        lines += [Line((fold(r.name),), "", r.name, "", "单位", r.cells[measure].fen, r, True) for r in units]
    return Lines(total, _numbered(lines))


def view_lines(tree: Tree) -> Lines:
    """The lines of a tree: what a view shows, with its sums of ours."""
    total: Line | None = None
    lines: list[Line] = []
    for i, fen in enumerate(tree.amounts):
        if fen is None:
            continue
        row, name, key = tree.rows[i], tree.names[i], tree.keys[i]
        if i == 0:
            total = Line(TOTAL_KEY, "", name, "", "总计", fen, row, False, bool(tree.derived[i]))
            continue
        free = tree.levels[i] == "项目" or (tree.levels[i] in ("行", "单位") and key[-1] == name)
        if free and tree.levels[i] == "行":
            key = (*key[:-1], plain(name) or name)
        project = name if tree.levels[i] == "项目" else ""
        lines.append(Line(key, tree.codes[i], name, project, tree.levels[i], fen, row, free, bool(tree.derived[i])))
    return Lines(total, _numbered(lines))


def _path(code: str) -> Key:
    size = len(code)
    if size not in (5, 7) or not code.isdecimal():
        return (code,)
    return (code[:3], code) if size == 5 else (code[:3], code[:5], code)


def _numbered(lines: list[Line]) -> list[Line]:
    """Lines with unique keys: the n-th line of one path is `…#n`, and what stands below it follows."""
    if len({line.key for line in lines}) == len(lines):
        return lines
    seen: dict[Key, int] = {}
    out: list[Line] = []
    for line in lines:
        count = seen[line.key] = seen.get(line.key, 0) + 1
        out.append(line if count == 1 else line._replace(key=(*line.key[:-1], f"{line.key[-1]}#{count}")))
    return out


def ordered(keys: Iterable[Key]) -> list[Key]:
    """Keys in the order of a tree: below each parent codes ascending, then names in the order given. A key without its parent among
    `keys` stands where the parent would."""
    rank: dict[str, str] = {}
    heads: dict[Key, str] = {(): ""}

    def part(text: str) -> str:
        if text.isascii() and text[:1].isdecimal():
            return f"0{text}"
        known = rank.get(text)
        if known is None:
            known = rank[text] = f"1{len(rank):09d}"
        return known

    def place(key: Key) -> str:
        """One text that sorts as the path does: a parent is a prefix of its children, and NUL comes before every character."""
        head = heads.get(key[:-1])
        if head is None:
            head = heads[key[:-1]] = place(key[:-1])
        return f"{head}\0{part(key[-1])}"

    found = {key: place(key) for key in keys}
    return sorted(found, key=found.__getitem__)
