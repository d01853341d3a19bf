"""Columns found by the identities: what is unique is placed, nothing else is, and no figure is ever placed wrongly."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data_model.amount import format_yuan
from data_model.budget import Budget, Cell, Column, Place, Role, Row, Table
from data_model.forms import FORM_BY_KIND
from data_model.reading import Blob, read
from data_model.tables.placing import place
from sample_data.invented import text as invented_text
from tests.shared import XINJIANG, gold, needs_shared

HERE = Place("a.txt", 1)
STEP = 10_000
"""What the last printed digit is worth: 0.01 万元."""
MEASURES = {
    "revenue": [m.id for m in FORM_BY_KIND["revenue"].sides[0].measures[:12]],
    "expenditure": ["total", "basic", "project"],
    "projects": [m.id for m in FORM_BY_KIND["projects"].sides[0].measures],
    "carryover": [m.id for m in FORM_BY_KIND["carryover"].sides[0].measures],
    "state_capital": [m.id for m in FORM_BY_KIND["state_capital"].sides[0].measures],
    "government_fund": [m.id for m in FORM_BY_KIND["government_fund"].sides[0].measures],
    "entrusted": [m.id for m in FORM_BY_KIND["entrusted"].sides[0].measures],
}


def row(kind: str, code: str, **amounts: int) -> Row:
    """A row as printed, amounts in printed steps; blank where none is given."""
    cells = {m: Cell(amounts[m] * 100 * STEP, f"{amounts[m]}.00") for m in MEASURES[kind] if m in amounts}
    role: Role = "total" if code == "TOTAL" else "subject"
    return Row(code, code, cells, HERE, line="total" if code == "TOTAL" else "", role=role)


def table(kind: str, *rows: Row) -> Table:
    columns = (Column("", "@code"), Column("", "@name"), *(Column(m, m) for m in MEASURES[kind]))
    return Table(kind, kind, "万元", STEP, columns, rows, (), 0, HERE)


def squeezed(found: Table) -> Table:
    """The same table with its blanks lost: figures in printed order, any column possible."""
    every = tuple(MEASURES[found.kind])

    def opened(r: Row) -> Row:
        figures = [r.cells[m] for m in every if m in r.cells]
        return replace(r, cells={}, ambiguous=tuple(replace(c, status="ambiguous", candidates=every) for c in figures))

    return replace(found, rows=tuple(map(opened, found.rows)))


def placed(found: Table, at: int) -> dict[str, int]:
    return {m: cell.fen // STEP // 100 for m, cell in found.rows[at].cells.items()}


def test_a_row_that_fits_one_way_is_placed_and_says_so() -> None:
    (found,), notes = place([squeezed(table("expenditure", row("expenditure", "TOTAL", total=5, basic=3, project=2)))])
    assert placed(found, 0) == {"total": 5, "basic": 3, "project": 2}
    assert {cell.status for cell in found.rows[0].cells.values()} == {"recovered"}
    assert [note.rule for note in notes] == ["read.placed"]


def test_several_ways_leave_the_figure_open_with_its_candidates_and_one_note() -> None:
    rows = [row("expenditure", "TOTAL", total=5, basic=5), row("expenditure", "201", total=5, basic=5)]
    (found,), notes = place([squeezed(table("expenditure", *rows))])
    for r in found.rows:
        assert list(r.cells) == ["total"]
        assert [cell.candidates for cell in r.ambiguous] == [("basic", "project")]
        assert [cell.status for cell in r.ambiguous] == ["ambiguous"]
    (note,) = [n for n in notes if n.verdict == "ambiguous"]
    assert "基本支出" in note.message
    assert "项目支出" in note.message


def test_the_sums_along_codes_decide_where_a_row_alone_cannot() -> None:
    rows = [
        row("expenditure", "TOTAL", total=9, basic=5, project=4),
        row("expenditure", "201", total=5, basic=5),
        row("expenditure", "208", total=4, project=4),
    ]
    (found,), _ = place([squeezed(table("expenditure", *rows))])
    assert [placed(found, i) for i in range(3)] == [
        {"total": 9, "basic": 5, "project": 4}, {"total": 5, "basic": 5}, {"total": 4, "project": 4},
    ]  # fmt: skip


def test_a_table_whose_sums_disagree_is_left_open() -> None:
    rows = [row("expenditure", "TOTAL", total=9, basic=5, project=4), row("expenditure", "201", total=6, basic=6)]
    (found,), _ = place([squeezed(table("expenditure", *rows))])
    assert list(found.rows[1].cells) == ["total"]


def test_a_fund_pays_no_more_of_a_kind_than_the_whole_has() -> None:
    spent = table("expenditure", row("expenditure", "TOTAL", total=9, basic=5, project=4), row("expenditure", "201", total=5, basic=5),
                  row("expenditure", "223", total=4, project=4))  # fmt: skip
    fund = squeezed(table("state_capital", row("state_capital", "223", total=3, project=3)))
    (_, found), _ = place([spent, fund])
    assert placed(found, 0) == {"total": 3, "project": 3}
    (alone,), _ = place([fund])
    assert placed(alone, 0) == {"total": 3}


def test_entrusted_services_are_goods_and_services_of_their_project() -> None:
    def project(kind: str, code: str, **amounts: int) -> Row:
        return replace(row(kind, code, **amounts), name="甲", project="甲", role="project")

    paid = table("projects", project("projects", "2010699", total=5, wages=5))
    fund = table("state_capital", row("state_capital", "2230105", total=9, project=9))
    services = squeezed(table("entrusted", project("entrusted", "", total=3, general_public=3)))
    (projects, entrusted, *_), _ = place([squeezed(paid), services, fund, table("government_fund")])
    assert placed(entrusted, 0) == {"total": 3, "general_public": 3}  # the other fund pays nothing under 2010699
    assert placed(projects, 0) == {"total": 5, "goods_services": 5}
    (unknown, _), _ = place([squeezed(paid), fund])
    assert placed(unknown, 0) == {"total": 5}


def test_rounding_is_no_disagreement() -> None:
    rows = [
        row("expenditure", "TOTAL", total=9, basic=5, project=4),
        row("expenditure", "201", total=5, basic=5),
        row("expenditure", "208", total=4, project=4),
    ]
    off = Cell(rows[0].cells["total"].fen + STEP, "9.01")
    rows[0] = replace(rows[0], cells=dict(rows[0].cells) | {"total": off})
    (found,), _ = place([squeezed(table("expenditure", *rows))])
    assert placed(found, 1) == {"total": 5, "basic": 5}


def test_a_figure_that_fits_nowhere_stays() -> None:
    odd = row("expenditure", "201", total=5, basic=1, project=1)
    (found,), notes = place([squeezed(table("expenditure", odd))])
    assert not found.rows[0].cells
    assert len(found.rows[0].ambiguous) == 3
    assert [n.verdict for n in notes] == ["ambiguous"]


def test_tables_without_open_figures_are_returned_as_they_are() -> None:
    whole = table("expenditure", row("expenditure", "TOTAL", total=5, basic=5))
    tables, notes = place([whole])
    assert tables == (whole,)
    assert notes == []


def test_more_figures_than_columns_are_left_open() -> None:
    every = tuple(MEASURES["expenditure"])
    cells = tuple(Cell(STEP, "1", i, "ambiguous", candidates=every) for i in range(4))
    crowded = replace(table("expenditure"), rows=(Row("201", "", {}, HERE, ambiguous=cells),))
    (found,), _ = place([crowded])
    assert found.rows[0].ambiguous == cells


def test_the_work_is_bounded() -> None:
    """Equal rows that the total ties together in countless ways: an answer comes, and nothing is guessed."""
    parts = MEASURES["projects"][1:]
    codes = [f"2{n:02d}" for n in range(1, 35)]
    total = {"total": 34} | dict.fromkeys(parts[:4], 8) | {parts[4]: 2}
    rows = [row("projects", "TOTAL", **total), *(row("projects", code, total=1, wages=1) for code in codes)]
    (found,), _ = place([squeezed(table("projects", *rows))])
    assert found.figures == table("projects", *rows).figures
    assert all(r.ambiguous for r in found.rows)


LEAVES = st.lists(
    st.tuples(st.sampled_from(["201", "208", "221"]), st.dictionaries(st.integers(0, 8), st.integers(1, 9), min_size=1, max_size=3), st.integers(0, 9)),
    min_size=1, max_size=6,
)  # fmt: skip
SOURCES = [m for m in MEASURES["revenue"] if m not in ("total", "appropriation_subtotal", "unit_funds")]


@settings(max_examples=25)
@given(LEAVES)
def test_never_a_wrong_place(leaves: list[tuple[str, dict[int, int], int]]) -> None:
    """Consistent tables of income and spending: every figure is found where it was, or stays open with its place among the candidates."""
    revenue: dict[str, Counter[str]] = {}
    spending: dict[str, Counter[str]] = {}
    for number, (above, split, basic) in enumerate(leaves, 1):
        whole = sum(split.values())
        income = Counter({SOURCES[i]: amount for i, amount in split.items()})
        subtotal = sum(income[m] for m in SOURCES[:6])
        income.update({"total": whole, "appropriation_subtotal": subtotal})
        spent = Counter({"total": whole, "basic": min(basic, whole), "project": whole - min(basic, whole)})
        for code in ("TOTAL", above, f"{above}{number:02d}"):
            revenue.setdefault(code, Counter()).update(income)
            spending.setdefault(code, Counter()).update(spent)
    order = sorted(revenue, key=lambda code: "" if code == "TOTAL" else code)
    truth = [
        table("revenue", *(row("revenue", code, **+revenue[code]) for code in order)),
        table("expenditure", *(row("expenditure", code, **+spending[code]) for code in order)),
    ]
    found, _ = place([squeezed(t) for t in truth])
    for true, got in zip(truth, found, strict=True):
        for was, now in zip(true.rows, got.rows, strict=True):
            assert {m: c.fen for m, c in now.cells.items()}.items() <= {m: c.fen for m, c in was.cells.items()}.items()
            assert Counter(c.fen for c in (*now.cells.values(), *now.ambiguous)) == Counter(
                c.fen for c in was.cells.values()
            )
            missing = [m for m in MEASURES[true.kind] if m in was.cells and m not in now.cells]
            assert all(m in cell.candidates for m, cell in zip(missing, now.ambiguous, strict=True))


# --- whole documents --------------------------------------------------------------------------------------------------------------


def without_blanks(text: str) -> str:
    """Tab-separated text as a program prints it that drops blank cells."""
    return "\n".join(" ".join(line.split()) for line in text.split("\n"))


def facts(budget: Budget) -> Counter[tuple[str, ...]]:
    return Counter(
        (t.kind, r.code, r.name.replace(" ", ""), r.project.replace(" ", ""), m, format_yuan(c.fen))
        for t, r, m, c in budget.facts()
    )


def compare(text: str, most_open: int) -> None:
    """Every amount arrives once, no placed figure differs, at most so many stay open."""
    whole = read(Blob("a.txt", text.encode()))
    bare = read(Blob("b.txt", without_blanks(text).encode()))
    wanted, found = facts(whole), facts(bare)
    assert Counter((k[0], k[5]) for k in wanted.elements()) == Counter((k[0], k[5]) for k in found.elements())
    assert not [fact for fact in found - wanted if fact[4] != "?"]
    assert sum(n for fact, n in found.items() if fact[4] == "?") <= most_open


@pytest.mark.parametrize(("year", "most_open"), [(2025, 34), (2026, 41)])
def test_the_invented_budget_without_its_blanks(year: int, most_open: int) -> None:
    compare(invented_text(year), most_open)


@pytest.mark.shared
@needs_shared
@pytest.mark.parametrize(("name", "most_open"), [("ergong_2026_dept", 37), ("govoffice_2026_unit", 11)])
def test_published_budgets_without_their_blanks(name: str, most_open: int) -> None:
    compare((XINJIANG / f"{name}.txt").read_text("utf-8"), most_open)


@pytest.mark.shared
@needs_shared
def test_a_budget_published_without_blanks() -> None:
    """Every amount of the hand-made truth, at its line, under its measure; those of 表7 beyond the total stay open: the document
    has nothing that tells their columns."""
    truth = gold("yananbeilu_2024_dept")["facts"]
    budget = read(XINJIANG / "yananbeilu_2024_dept.txt")
    wanted = Counter(
        (f["table"], f["code"], f["name"], f["project"],
         "?" if f["table"] == "projects" and f["measure"] != "total" else f["measure"],
         f"{Decimal(f['amount']) * 10000:.2f}", f["line"])
        for f in truth
    )  # fmt: skip
    found = Counter(
        (t.kind, r.code, r.name, r.project, m, format_yuan(c.fen), r.place.line) for t, r, m, c in budget.facts()
    )
    assert found == wanted
    keys = {(f["table"], f["line"], f["measure"]): f["item"] for f in truth if "item" in f}
    for t, r, m, _ in budget.facts():
        assert keys.get((t.kind, r.place.line or 0, m), r.line) == r.line
    notes = [n for n in budget.notes if n.rule == "read.ambiguous"]
    assert [n.table for n in notes] == ["projects"]
    assert "商品和服务支出" in notes[0].message


def test_parts_without_their_sum_are_no_placement() -> None:
    """Equal figures could stand under two parts of a blank sum; the sum of a row is never blank."""
    measures = [m.id for m in FORM_BY_KIND["state_capital"].sides[0].measures]
    columns = (Column("", "@code"), Column("", "@name"), *(Column(m, m) for m in measures))
    figures = tuple(Cell(STEP, "5.00", 2 + i, "ambiguous", candidates=tuple(measures)) for i in range(2))
    rows = (Row("223", "", {}, HERE, role="subject", ambiguous=figures),)
    (found,), _ = place([Table("state_capital", "", "万元", STEP, columns, rows, (), 0, HERE)])
    assert {m for r in found.rows for m in r.cells} <= {"total"}
