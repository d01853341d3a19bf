"""Large budgets for the benchmarks: one 支出总表 of as many lines as wished, its sums right, around it the prose of a sample."""

from __future__ import annotations

import random
from dataclasses import replace
from importlib.resources import files

from data_model.amount import format_fen
from data_model.budget import Budget, Cell, GridRow, Place, Row
from data_model.native import load

STEP = 10_000
"""One printed step in fen: 0.01 万元."""


def large_budget(lines: int, seed: int = 1) -> Budget:
    """A budget of about `lines` lines: 类, 款 and 项 with 类 = Σ 款 = Σ 项; another seed changes a tenth of the amounts and drops a few lines."""
    budget = load((files("sample_data") / "yunxi_2026.json").read_bytes())
    table = budget.table("expenditure")
    assert table is not None
    rng, other = random.Random(1), random.Random(seed)
    subjects: dict[str, list[int]] = {}
    for code in _codes(lines):
        if len(code) == 7:
            amount = rng.randrange(1, 5_000_000)
            chance = other.random()
            if seed > 1 and chance < 0.02:
                continue
            amount = amount + other.randrange(1, 9000) if seed > 1 and chance < 0.1 else amount
            for above in (code[:3], code[:5], code, "TOTAL"):
                part = subjects.setdefault(above, [0, 0])
                part[0] += amount
                part[1] += amount // 3
    total = subjects.pop("TOTAL")
    rows, grid = [], list(table.grid[: table.head])
    for code, (amount, basic) in [*sorted(subjects.items()), ("TOTAL", total)]:
        row, line = _row(code, amount * STEP, basic * STEP, len(grid))
        rows.append(row)
        grid.append(line)
    made = replace(table, rows=tuple(rows), grid=tuple(grid))
    return replace(budget, tables=(made,))


def _codes(lines: int) -> list[str]:
    """Codes of 类, 款, 项 in printed order, `lines` of them."""
    out: list[str] = []
    for kind in range(200, 1000):
        for group in range(1, 100):
            for item in range(1, 51 if lines > 5000 else 11):
                out.append(f"{kind}{group:02}{item:02}")
                if len(out) + len(out) // (50 if lines > 5000 else 10) >= lines:
                    return out
    return out


def _row(code: str, amount: int, basic: int, at: int) -> tuple[Row, GridRow]:
    place = Place("large.txt", at + 1)
    name = (
        "总计" if code == "TOTAL" else f"第{code}号{'类' if len(code) == 3 else '款' if len(code) == 5 else '项支出'}"
    )
    figures = {"total": amount, "basic": basic, "project": amount - basic}
    texts = {measure: format_fen(fen, "万元") for measure, fen in figures.items()}
    cells = {measure: Cell(fen, texts[measure], n) for n, (measure, fen) in enumerate(figures.items(), 4)}
    role = "total" if code == "TOTAL" else "subject"
    parts = ("", "", "") if code == "TOTAL" else (code[:3], code[3:5], code[5:7])
    return Row(code, name, cells, place, role=role, grid=at), GridRow((*parts, name, *texts.values()), place)
