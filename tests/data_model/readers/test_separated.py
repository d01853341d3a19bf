"""CSV is a sheet like any other: the same figures as with tabs, whatever separates the columns; prose with commas stays prose."""

from __future__ import annotations

import csv
import io
from collections import Counter
from pathlib import Path

import pytest

from data_model.budget import Budget
from data_model.export import export
from data_model.native import load
from data_model.read_errors import ReadError
from data_model.readers.separated import separator
from data_model.reading import Blob, read, read_bytes
from tests.invented import invented, invented_text

ROWS = [line.split("\t") for line in invented_text().splitlines()]


def saved(rows: list[list[str]], mark: str = ",", ends: str = "\r\n") -> str:
    """What spreadsheet programs write: a rectangle, cells with commas or line breaks in quotes."""
    width = max(map(len, rows))
    out = io.StringIO()
    csv.writer(out, delimiter=mark, lineterminator=ends).writerows(row + [""] * (width - len(row)) for row in rows)
    return out.getvalue()


def sample(name: str) -> Budget:
    return load((Path(__file__).parents[3] / "sample_data" / f"{name}.json").read_bytes())


def figures(budget: Budget) -> Counter[tuple[str, ...]]:
    return Counter((t.kind, r.code, r.name, r.project, m, str(c.fen)) for t, r, m, c in budget.facts())


@pytest.mark.parametrize("mark", [",", ";"])
@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030", "utf-16"])
def test_the_figures_of_a_text_with_tabs(mark: str, encoding: str) -> None:
    budget = read_bytes(saved(ROWS, mark).encode(encoding), "a.csv")
    assert figures(budget) == figures(invented())
    assert (budget.meta.entity, budget.meta.fiscal_year) == (invented().meta.entity, 2026)
    assert not budget.notes


def test_a_file_for_each_table_is_one_budget_when_joined() -> None:
    starts = [n for n, row in enumerate(ROWS) if row[0].startswith("表 ")]
    parts = [ROWS[a:b] for a, b in zip(starts, [*starts[1:], len(ROWS)], strict=True)]
    sheets = [
        Blob(f"{n}.csv", saved(part).encode()) for n, part in enumerate(parts) if any(len(row) > 2 for row in part)
    ]
    assert len(sheets) > 5
    assert figures(read(*sheets)) == figures(invented())


def test_what_the_other_parts_show_is_put_right_in_joined_files() -> None:
    """表2 of this budget prints four figures a column off; alone it agrees with itself, the other tables tell."""
    budget = sample("ergong_2026")
    sheets = []
    for table in budget.tables:
        heading = [["2026年部门预算"], [f"编制部门：{budget.meta.entity}"], [table.title], ["单位：万元"]]
        sheets.append(Blob(f"{table.kind}.csv", saved([*heading, *(list(row.texts) for row in table.grid)]).encode()))
    truth = Counter({key: n for key, n in figures(budget).items() if key[0] == "revenue"})
    alone = sum((figures(read(sheet)) for sheet in sheets), Counter[tuple[str, ...]]())
    assert len(truth - alone) == 4
    assert not truth - figures(read(*sheets))


def test_every_row_has_the_line_it_begins_in() -> None:
    rows = [
        ["表3", "", ""],
        ["科目编码", "科目\n名称", "合计"],
        ["201", "一般公共服务支出", "7.00"],
        ["合计", "", "7.00"],
    ]
    budget = read_bytes(("部门支出总体情况表,,\n单位：万元,,\n" + saved(rows, ends="\n")).encode(), "a.csv")
    lines = {row.name: row.place.row for table in budget.tables for row in table.rows}
    assert lines["一般公共服务支出"] == 6


def test_an_open_quote_is_said_and_ends_nothing() -> None:
    text = saved(ROWS) + '"' + "一" * 200_000
    budget = read_bytes(text.encode(), "a.csv")
    assert figures(budget) == figures(invented())
    assert [note.verdict for note in budget.notes] == ["unread"]


def test_our_own_list_of_figures_is_told_apart() -> None:
    with pytest.raises(ReadError) as error:
        read_bytes(export(invented(), "csv"), "a.csv")
    assert error.value.code == "own_facts"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "本年预算1,129.51万元，其中基本支出1,009.51万元。\n" * 20,
        "201 一般公共服务支出 1,129.51 1,009.51 120.00\n20103 政府办公厅 1,009.51 1,009.51\n" * 20,
        "a,b\nc,d\ne,f\n",
        invented_text(),
    ],
)
def test_what_is_no_sheet(text: str) -> None:
    assert separator(text) == ""
