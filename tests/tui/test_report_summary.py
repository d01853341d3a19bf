"""What `summary` gathers when tables are laid out otherwise: which rows count as sources, which total is 三公."""

from __future__ import annotations

from dataclasses import replace

from data_model.budget import Budget, Cell, Place, Row, Table
from tests.invented import invented
from tui.cells import cell_width
from tui.report_summary import summarise
from tui.report_summary_text import summary_lines
from tui.texts import t

PLACE = Place("a.txt", 1)


def _with(budget: Budget, table: Table) -> Budget:
    others = tuple(t for t in budget.tables if t.kind != table.kind)
    return replace(budget, tables=(*others, table))


def _line(key: str, name: str, fen: int, measure: str, side: str = "") -> Row:
    return Row("", name, {measure: Cell(fen, str(fen))}, PLACE, line=key, role="line", side=side)


def test_a_subtotal_beside_its_parts_is_no_source() -> None:
    budget = invented()
    balance = budget.table("balance")
    assert balance is not None
    total = Row("TOTAL", "收入总计", {"revenue": Cell(300, "3")}, PLACE, line="total", role="total", side="revenue")
    rows = (
        _line("current.general_public", "一、一般公共预算", 100, "revenue", "revenue"),
        _line("current.fiscal_account", "二、财政专户", 150, "revenue", "revenue"),
        _line("current", "当年收入小计", 250, "revenue", "revenue"),
        _line("carryover", "上年结转", 50, "revenue", "revenue"),
        total,
    )
    tables = tuple(t for t in budget.tables if t.kind not in ("revenue", "balance"))
    revenue = summarise(replace(budget, tables=(replace(balance, rows=rows), *tables))).revenue
    assert revenue is not None
    assert [(part.name, part.fen) for part in revenue.parts] == [
        ("财政专户", 150),
        ("一般公共预算", 100),
        ("上年结转", 50),
    ]


def test_what_is_carried_over_comes_after_this_year_even_when_larger() -> None:
    budget = invented()
    table = budget.table("revenue")
    assert table is not None
    assert table.total is not None
    cells = {"total": Cell(9, "9"), "general_public": Cell(2, "2"), "appropriation_carryover": Cell(7, "7")}
    block = summarise(_with(budget, replace(table, rows=(replace(table.total, cells=cells),)))).revenue
    assert block is not None
    assert [part.id for part in block.parts] == ["general_public", "appropriation_carryover"]


def test_a_total_with_meetings_in_it_is_not_the_three_public_meetings_beside_it_may_be() -> None:
    budget = invented()
    table = budget.table("three_public")
    assert table is not None
    wider = replace(table, rows=(*table.rows, _line("meetings", "会议费", 100, "total")))
    beside = summarise(_with(budget, wider)).three_public
    assert beside is not None
    assert beside.total == sum(part.fen for part in beside.parts)
    total = replace(table.rows[-1], cells={"total": Cell(beside.total + 100, "")})
    wider = replace(wider, rows=tuple(total if row is wider.total else row for row in wider.rows))
    assert summarise(_with(budget, wider)).three_public is None
    own = replace(wider, rows=(*wider.rows, _line("three_public", "“三公”经费", 550, "total")))
    block = summarise(_with(budget, own)).three_public
    assert block is not None
    assert block.total == 550


def test_nothing_is_invented_for_an_empty_budget() -> None:
    summary = summarise(Budget(invented().meta))
    assert summary[2:8] == (None,) * 6
    assert [view for view, _ in summary.missing] == ["function", "revenue", "economic", "three_public", "projects"]


def test_the_counts_say_that_they_are_of_the_tables_alone() -> None:
    lines = ["".join(text for text, _ in line) for line in summary_lines(summarise(invented()), width=80)]
    assert lines[0].endswith(t("check.summary_tables"))
    assert "勾稽" in lines[1]
    assert all(cell_width(line) <= 80 for line in lines)
    narrow = ["".join(text for text, _ in line) for line in summary_lines(summarise(invented()), width=60)]
    assert narrow[2] == t("check.summary_tables")
    text_only = [
        "".join(text for text, _ in line) for line in summary_lines(summarise(replace(invented(), tables=())), width=80)
    ]
    assert text_only[0].endswith(t("check.summary_prose")), "no table was checked where there is none"
