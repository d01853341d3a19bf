"""Figures of text that lost its blank cells, put under their measures by the identities. Apart from recover.py: here nothing of the
print says which column a figure stood in, so every column the form declares is possible and only what is unique is taken.

A row's figures keep their order: its placements are the increasing choices of columns. Placements are ruled out by the sums they
break (within the row, along the codes, between tables), then every one that is left must be part of a solution of all identities
together. One place left for a figure: it is taken (`recovered`); several: none is, and a note names them. The work is bounded.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from data_model.budget import Finding, Table
from data_model.forms import form_of
from data_model.tables.labels_apart import label
from data_model.tables.net import Net, Work
from data_model.tables.positions import Spots, narrowed
from data_model.telling import table_name

ROUNDS = 4
"""How often what is placed may say more of what stands in line with it."""


def place(tables: Sequence[Table], spots: Mapping[int, Spots] | None = None) -> tuple[tuple[Table, ...], list[Finding]]:
    """-> the tables with every figure of unknown column (`Row.ambiguous` with candidates) placed where one way only satisfies the
    identities, and one note a table for what was placed and for what was not. Tables without such figures are returned as they are.
    """
    if not any(row.ambiguous for table in tables for row in table.rows):
        return tuple(tables), []
    work = Work()
    done = tuple(tables)
    for alone in (True, False):  # what a row says by itself first: identities between rows are laid over it
        net = Net(done, alone, work)
        net.solve()
        done = net.apply()
    if work.left >= 0 and (labelled := label(done)) != done:
        work.helpless.clear()
        net = Net(labelled, False, work)  # what it says decides figures of others
        net.solve()
        done = net.apply()
    for _ in range(ROUNDS if spots else 0):
        nearer, changed = narrowed(done, spots or {})
        if not changed or work.left < 0:
            break
        work.helpless -= changed
        net = Net(nearer, False, work)
        net.solve()
        done = net.apply()
    return done, _notes(tables, done, work)


def _notes(before: Sequence[Table], after: Sequence[Table], work: Work) -> list[Finding]:
    """One note a table for what was placed, and one for what could not be."""
    notes: list[Finding] = []
    for old, new in zip(before, after, strict=True):
        label = table_name(new)
        was = sum(len(row.ambiguous) for row in old.rows)
        left = [cell for row in new.rows for cell in row.ambiguous]
        if was > len(left):
            text = f"{label}：原文丢了空白格，{was - len(left)} 个数按勾稽关系归列"
            notes.append(Finding("read.placed", "hint", text, table=new.kind, place=new.place))
        if left:
            names = "、".join(dict.fromkeys(_name(new, m) for cell in left for m in cell.candidates)) or "不明"
            why = "计算量过大" if work.left < 0 else "勾稽关系定不出唯一的列"
            text = f"{label}：原文丢了空白格，{len(left)} 个数{why}，均未采用；可能是：{names}"
            notes.append(Finding("read.ambiguous", "ambiguous", text, table=new.kind, place=new.place))
    return notes


def _name(table: Table, measure_id: str) -> str:
    form = form_of(table.kind)
    measure = form.measure(measure_id) if form else None
    return measure.name if measure else measure_id
