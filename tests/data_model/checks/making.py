"""Small budgets for the tests of checks: tables of a few rows, prose of a few sentences; every name and figure is made up."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from importlib.resources import files

from data_model.amount import parse
from data_model.budget import Budget, Cell, Finding, Meta, Paragraph, Place, Role, Row, Section, Table
from data_model.checks import check
from data_model.native import load

FILE = "云溪.txt"
WAN = 1_000_000


def sample(name: str) -> Budget:
    """A budget that comes with the package."""
    return load((files("sample_data") / f"{name}.json").read_bytes())


def samples() -> list[str]:
    """The names of all of them."""
    return sorted(f.name.removesuffix(".json") for f in files("sample_data").iterdir() if f.name.endswith(".json"))


def cell(text: str, unit: str = "万元") -> Cell:
    """A figure as printed."""
    amount = parse(text, unit)
    assert amount is not None
    return Cell(amount.fen, text)


def row(code: str, name: str, line: int = 1, named: str = "", key: str = "", side: str = "", **cells: str) -> Row:
    """A row; its cells as `measure="1,009.51"`."""
    role: Role = "total" if code == "TOTAL" else "project" if named else "subject"
    made = {measure: cell(text) for measure, text in cells.items()}
    return Row(code, name, made, Place(FILE, line), named, key, role, side)


def table(kind: str, rows: Sequence[Row], number: str = "表3", note: str = "", title: str = "") -> Table:
    """A table in 万元 with two decimals."""
    return Table(kind, title or kind, "万元", 10_000, (), tuple(rows), (), 0, Place(FILE, 1), number, note)


def prose(*paragraphs: str, number: str = "二", heading: str = "收支说明") -> tuple[Section, ...]:
    """One section of the body."""
    made = tuple(Paragraph(text, Place(FILE, 100 + i)) for i, text in enumerate(paragraphs))
    return (Section(2, number, heading, made, Place(FILE, 99)),)


def budget(*tables: Table, sections: tuple[Section, ...] = (), year: int = 2026, **parts: object) -> Budget:
    """A budget of these parts."""
    made = Budget(Meta(entity="云溪市（虚构）某局", fiscal_year=year, unit="万元"), tables, sections)
    return replace(made, **parts)  # type: ignore[arg-type]


def found(of: Budget | Iterable[Finding], rule: str) -> list[Finding]:
    """The findings of one rule; of a budget those of all checks, also what agrees."""
    findings = check(of, all_results=True) if isinstance(of, Budget) else of
    return [finding for finding in findings if finding.rule == rule]


def changed(of: Budget, t: int, r: int, measure: str, by: int) -> Budget:
    """The budget with one figure changed by `by` fen."""
    old = of.tables[t].rows[r]
    cells = dict(old.cells) | {measure: replace(old.cells[measure], fen=old.cells[measure].fen + by)}
    rows = list(of.tables[t].rows)
    rows[r] = replace(old, cells=cells)
    tables = list(of.tables)
    tables[t] = replace(of.tables[t], rows=tuple(rows))
    return replace(of, tables=tuple(tables))
