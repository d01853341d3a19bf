"""More than two budgets: a line a subject, a column a budget. Apart from compare.py because there is no a and no b, hence no change."""

from __future__ import annotations

from collections.abc import Sequence

from data_model.budget import Budget
from data_model.compare import depth_in, whole_of
from data_model.comparing.align import align
from data_model.comparing.bridge import heads
from data_model.comparing.compare_lines import Line, Lines, ordered
from data_model.comparing.compare_sides import sides_of
from data_model.comparing.likeness import crosses_reform, notices
from data_model.comparing.matrix import Matrix, MatrixLine
from data_model.comparison import TOTAL_KEY, Incomparable, Key, Notice, Party, party_of
from data_model.scopes import scope_options

_TOLD = ("entity", "kind", "phase", "level", "unit", "table_kind", "placeless")
"""Notices about pairs that matter in a list of columns; table sets and years are seen there."""


def compare_many(budgets: Sequence[Budget], view: str = "function", scope: str = "", table: str = "", measure: str = "") -> Matrix:  # fmt: skip
    """Several budgets in the widest scope (or the table) all have: a line a subject, a column a budget. Raises Incomparable."""
    last = budgets[-1]
    wanted = scope
    if not table and not scope:
        options = [[o.id for o in scope_options(budget, view)] for budget in budgets]
        common = [o for o in options[-1] if all(o in other for other in options)]
        if not common:
            raise Incomparable("no_scope", view=view, a=" ".join(options[0]), b=" ".join(options[-1]))
        wanted = common[0]
    sides = [sides_of(budget, last, view, wanted, table, measure)[0] for budget in budgets]
    step = max(side.table.step for side in sides)
    unit = next(side.table.unit for side in sides if side.table.step == step)
    read = [side.lines for side in sides]
    known: list[Line] = []
    amounts: list[list[int | None]] = []
    for column, (budget, side, lines_of_side) in enumerate(zip(budgets, sides, read, strict=True)):
        pairs = align(
            known, lines_of_side.lines, side.economic and any(crosses_reform(b, budget) for b in budgets[:column])
        )
        taken = {line.key for line in known}
        for pair in pairs:
            if pair.j is None:
                continue
            line = lines_of_side.lines[pair.j]
            if pair.i is None:
                key = line.key
                while key in taken:
                    key = (*key[:-1], f"{key[-1]}#{column + 1}")
                taken.add(key)
                known.append(line._replace(key=key))
                amounts.append([None] * len(budgets))
            else:
                known[pair.i] = known[pair.i]._replace(name=line.name)  # the latest name
            amounts[-1 if pair.i is None else pair.i][column] = line.fen
    index = {line.key: i for i, line in enumerate(known)}
    keys = ordered(index)
    owners = heads(keys)
    depths: dict[Key, int] = {(): 0}
    said: list[Notice] = []
    whole = []
    for column, lines_of_side in enumerate(read, start=1):
        sums: list[Notice] = []
        whole.append(whole_of(Lines(None, []), lines_of_side, step, sums))
        said += [Notice(n.code, {"side": f"[{column}]"}) for n in sums]
    lines = [MatrixLine(TOTAL_KEY, "", whole[-1].name, "", "总计", 0, False, tuple(line.b for line in whole))]
    for key in keys:
        line = known[index[key]]
        depth = depth_in(key[:-1], index, depths)
        lines.append(MatrixLine(key, line.code, line.name, line.project, line.level, depth, key not in owners, tuple(amounts[index[key]])))  # fmt: skip
    parties: list[Party] = [party_of(budget, side.table) for budget, side in zip(budgets, sides, strict=True)]
    for column, (budget, side) in enumerate(zip(budgets[:-1], sides[:-1], strict=True), start=1):
        at = {"columns": f"[{column}] [{len(budgets)}]"}
        said += [
            Notice(n.code, {**n.values, **at})
            for n in notices(budget, last, side.table, sides[-1].table)
            if n.code in _TOLD
        ]
    return Matrix(
        tuple(parties), "" if table else view, sides[-1].scope, sides[-1].label, sides[-1].measure, unit, step, tuple(lines),
        tuple(said),
    )  # fmt: skip
