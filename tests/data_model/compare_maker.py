"""Small invented budgets for the tests of comparison: one table from lines of text, amounts in 万元."""

from __future__ import annotations

from collections.abc import Iterable

from data_model.amount import parse
from data_model.budget import Budget, Cell, Column, Meta, Place, Row, Source, Table
from data_model.statements import Claim, Statement

PLACE = Place("invented.txt", 1)


def row(code: str, name: str, amount: str, project: str = "", unit: str = "万元", measure: str = "total", line: str = "") -> Row:  # fmt: skip
    """One row; amount "" is blank."""
    parsed = parse(amount, unit)
    cells = {measure: Cell(parsed.fen, amount, 1)} if parsed is not None else {}
    role = "total" if code == "TOTAL" else "project" if project else "subject" if code else "line"
    return Row(code, name, cells, PLACE, project, line, role)  # type: ignore[arg-type]


def table(kind: str, rows: Iterable[Row], unit: str = "万元", step: int = 10_000) -> Table:
    """A table with one column of figures."""
    return Table(kind, kind, unit, step, (Column("合计", "total"),), tuple(rows), (), 0, PLACE)


def budget(
    *tables: Table, year: int = 2026, entity: str = "云溪市财政局", kind: str = "部门", claims: tuple[Claim, ...] = (),
    people: str = "", phase: str = "预算",
) -> Budget:  # fmt: skip
    """A document of one body."""
    meta = Meta(
        entity=entity, entity_key=entity, kind=kind, phase=phase, fiscal_year=year, level="市",
        sources=(Source(f"{entity}_{year}.txt", f"{year:064d}", "text"),),
    )  # fmt: skip
    statements = (Statement("people", {"posts": "99", "in_service": people}),) if people else ()
    return Budget(meta, tables, claims=claims, statements=statements)


def functional(amounts: dict[str, str], names: dict[str, str] | None = None, kind: str = "expenditure", unit: str = "万元", step: int = 10_000) -> Table:  # fmt: skip
    """code -> amount as a table; names default to the code."""
    rows = [row(code, (names or {}).get(code, code), amount, unit=unit) for code, amount in amounts.items()]
    return table(kind, rows, unit, step)


def projects(*lines: tuple[str, str, str]) -> Table:
    """(code, project, amount) lines and their total."""
    rows = [row(code, "事务", amount, project) for code, project, amount in lines]
    return table("projects", [*rows, row("TOTAL", "总计", f"{sum(float(line[2]) for line in lines):.2f}")])


def claim(code: str, amount: str, change: str | None, reason: str = "", base: str = "budget", subject: str = "", kind: str = "general_public", measure: str = "total") -> Claim:  # fmt: skip
    """What the prose says of one line, amounts in 万元."""
    now, moved = parse(amount, "万元"), parse(change, "万元") if change is not None else None
    assert now is not None
    prior = now.fen - moved.fen if moved is not None else None
    return Claim(
        "五（三）", subject or code, code, "", kind, measure, now.fen, prior_base=base, prior_amount=prior,  # type: ignore[arg-type]
        prior_status="implied" if prior is not None else "", prior_change=moved.fen if moved else None, reason=reason, origin="invented.txt:9",
    )  # fmt: skip
