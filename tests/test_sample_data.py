"""The samples that ship with the package: they load, hold no persons, equal the hand-made truth; the invented ones hold every identity."""

from __future__ import annotations

import re
from collections import Counter
from decimal import Decimal
from importlib.resources.abc import Traversable

import pytest

import sample_data
from data_model.amount import format_yuan, parse, percent, tolerance
from data_model.budget import Budget, Place, Table
from data_model.constraints import constraints, values_of
from data_model.form_types import Identity, Term
from data_model.forms import form_of
from data_model.identities import IDENTITIES
from data_model.native import dumps, load
from data_model.persons import MASK
from data_model.reading import read
from sample_data import invented
from sample_data.invented_blocks import Grid
from sample_data.invented_goals import CONTACT, MANAGER, TELEPHONE
from tests.shared import SHARED, gold, needs_shared

PUBLISHED = {"ergong_2026": "ergong_2026_dept", "govoffice_2026": "govoffice_2026_unit", "yananbeilu_2024": "yananbeilu_2024_dept"}  # fmt: skip
YEARS_APART = ("wanli_2024", "wanli_2025")
INVENTED = {"yunxi_2025": 2025, "yunxi_2026": 2026}
KINDS = {
    "balance", "revenue", "expenditure", "appropriation", "general_public", "basic_economic", "projects", "government_fund",
    "state_capital", "three_public", "entrusted", "carryover",
}  # fmt: skip


def test_the_order_of_the_samples() -> None:
    assert [file.name for file in sample_data.files()] == [f"{name}.json" for name in sample_data.NAMES]


def test_an_unknown_sample_is_named() -> None:
    with pytest.raises(KeyError, match="nowhere"):
        sample_data.load("nowhere")


@pytest.mark.parametrize("name", sample_data.NAMES)
def test_a_sample_loads_and_comes_back_equal(name: str) -> None:
    budget = sample_data.load(f"{name}.json")
    assert load(dumps(budget).encode()) == budget
    assert budget.meta.entity
    assert budget.meta.fiscal_year == int(name[-4:])
    missing = KINDS - {table.kind for table in budget.tables}
    shanghai = {"projects", "entrusted", "carryover"} if name in YEARS_APART else set()
    assert missing == ({"entrusted"} if name == "yananbeilu_2024" else shanghai)
    assert not [note for note in budget.notes if note.verdict == "unread"]


@pytest.mark.parametrize("file", sample_data.files(), ids=lambda file: str(file.name))
def test_no_person_is_in_a_sample(file: Traversable) -> None:
    text = file.read_text(encoding="utf-8")
    assert not re.search(r"(?<![0-9.])1[3-9][0-9]{9}(?![0-9])|(?<![0-9a-f])[0-9]{17}[0-9Xx](?![0-9a-f])", text)
    assert (MASK in text) == file.name.startswith("yunxi")
    assert not any(name in text for name in (CONTACT, MANAGER, TELEPHONE))


@pytest.mark.parametrize("name", [*PUBLISHED, *YEARS_APART])
def test_published_samples_hold_figures_only(name: str) -> None:
    budget = sample_data.load(name)
    assert (budget.sections, budget.goals, budget.projects, budget.statements) == ((),) * 4
    assert bool(budget.claims) == (name in YEARS_APART)
    assert not any(len(claim.reason) > 8 or claim.purpose for claim in budget.claims)
    assert {table.note for table in budget.tables} <= {"", "空表"}
    for table in budget.tables:
        texts = (text for row in table.grid for text in row.texts)
        assert not any("。" in text for text in texts)


@pytest.mark.shared
@needs_shared
@pytest.mark.parametrize("name", PUBLISHED)
def test_published_samples_equal_the_hand_made_truth(name: str) -> None:
    truth = gold(PUBLISHED[name])
    budget = sample_data.load(name)
    unproven = name == "yananbeilu_2024"
    wanted = Counter(
        (f["table"], f["code"], f["name"], f["project"],
         "?" if unproven and f["table"] == "projects" and f["measure"] != "total" else f["measure"],
         f"{Decimal(f['amount']) * 10000:.2f}", f["line"], f.get("printed_measure", ""))
        for f in truth["facts"]
    )  # fmt: skip
    found = Counter(
        (
            table.kind,
            row.code,
            row.name,
            row.project,
            measure,
            format_yuan(cell.fen),
            row.place.line,
            cell.printed_measure,
        )
        for table, row, measure, cell in budget.facts()
    )
    assert found == wanted
    lines = {(f["table"], f["line"], f["measure"]): f["item"] for f in truth["facts"] if "item" in f}
    for table, row, measure, _ in budget.facts():
        assert row.line == lines.get((table.kind, row.place.line or 0, measure), row.line)
    meta = truth["meta"]
    assert (budget.meta.entity, budget.meta.kind, budget.meta.published) == (
        meta["entity"], meta["kind"], meta["publication_date"],
    )  # fmt: skip
    assert budget.meta.sources[0].file == meta["source"]


@pytest.mark.shared
@needs_shared
@pytest.mark.parametrize("name", YEARS_APART)
def test_the_pair_over_two_years_has_the_figures_of_its_documents(name: str) -> None:
    budget, document = sample_data.load(name), read(SHARED / "disclosures" / "shanghai" / f"{name}_dept.pdf")
    figures = [
        [
            (table.kind, row.code, row.line, row.name, measure, cell.fen, row.place.page)
            for table, row, measure, cell in b.facts()
        ]
        for b in (budget, document)
    ]
    assert figures[0] == figures[1]
    assert budget.meta == document.meta


def test_what_was_moved_or_cannot_be_proven_says_so() -> None:
    moved = [cell for _, _, _, cell in sample_data.load("ergong_2026").facts() if cell.status == "recovered"]
    assert len(moved) == 6
    assert all(cell.printed_measure for cell in moved)
    lost = sample_data.load("yananbeilu_2024")
    ambiguous = [cell for _, _, measure, cell in lost.facts() if measure == "?"]
    assert len(ambiguous) == 12
    assert all(len(cell.candidates) == 10 and cell.status == "ambiguous" for cell in ambiguous)
    assert {note.rule for note in lost.notes} == {"recover.column"}


@pytest.mark.parametrize("name", INVENTED)
def test_the_invented_text_reads_back_as_the_sample(name: str) -> None:
    """When reading learns something new, write the samples again: python -m sample_data.invented."""
    assert invented.budget(INVENTED[name]) == sample_data.load(name)


@pytest.mark.parametrize("name", INVENTED)
def test_the_blocks_hold_what_the_reader_finds(name: str) -> None:
    """Every filled cell of every block's table is in the printed grid: other formats rendered from the blocks lose nothing."""
    year = INVENTED[name]
    grids = [block for block in invented.pieces(year) if isinstance(block, Grid) and block.number]
    tables = [table for table in sample_data.load(name).tables if table.kind in KINDS]
    assert [grid.title for grid in grids] == [table.title for table in tables]
    for grid, table in zip(grids, tables, strict=True):
        assert [row.texts for row in table.grid] == [tuple(row) for row in grid.rows]
        assert (table.head, table.unit, table.entity) == (grid.head, grid.unit, grid.entity)
        assert table.note == grid.note
        covered = [
            grid.rows[r + y][c + x]
            for (r, c), (h, w) in grid.spans.items()
            for y in range(h)
            for x in range(w)
            if x or y
        ]
        assert not any(covered)


def test_only_two_years_are_published() -> None:
    with pytest.raises(ValueError, match="2024"):
        invented.pieces(2024)


# --- the identities, by a small evaluator of its own ---


def _at(table: Table, measure: str, code: str) -> int:
    """fen of a path: its own row, or the sum of its project rows where only those are printed."""
    rows = [row for row in table.rows if row.code == code and measure in row.cells]
    own = [row for row in rows if not row.project]
    return sum(row.cells[measure].fen for row in own or rows)


def _line(table: Table, measure: str, line: str) -> int:
    return sum(row.cells[measure].fen for row in table.rows if row.line == line and measure in row.cells)


def _printed(budget: Budget, term: Term) -> bool:
    """The term's table, column and line are printed in this layout (the identities also speak of other regions')."""
    table = budget.table(term.table)
    if table is None or term.measure not in table.measures:
        return False
    return term.at in ("each", "total") or any(row.line == term.at for row in table.rows)


def _term(budget: Budget, term: Term, code: str) -> int:
    table = budget.table(term.table)
    assert table is not None
    if term.at == "each":
        return _at(table, term.measure, code)
    return _at(table, term.measure, "TOTAL") if term.at == "total" else _line(table, term.measure, term.at)


def _differences(budget: Budget, identity: Identity) -> dict[str, int]:
    """Place -> difference (fen), for every place where the identity can be held against the budget; {} where it does not apply."""
    right = [term for term in identity.right if _printed(budget, term)]
    table = budget.table(identity.left.table)
    if table is None or not right or not _printed(budget, identity.left):
        return {}
    if identity.kind == "row":
        return {
            f"{row.code}{row.name}{row.project}": (row.fen(identity.left.measure) or 0)
            - sum(row.fen(term.measure) or 0 for term in right)
            for row in table.rows
        }
    codes = [""]
    if identity.left.at == "each":
        lengths = {len(row.code) for row in table.rows if row.code != "TOTAL"}
        others = [other for term in right if (other := budget.table(term.table))]
        found = {row.code for t in (table, *others) for row in t.rows if row.code}
        codes = sorted(code for code in found if code == "TOTAL" or len(code) in lengths)
    return {
        code: _term(budget, identity.left, code) - sum(_term(budget, term, code) for term in right) for code in codes
    }


@pytest.mark.parametrize("name", INVENTED)
def test_every_identity_holds_to_the_fen(name: str) -> None:
    budget = sample_data.load(name)
    held = {identity.id: _differences(budget, identity) for identity in IDENTITIES}
    assert {key: off for key, places in held.items() if (off := {k: v for k, v in places.items() if v})} == {}
    assert sum(bool(places) for places in held.values()) >= 44


@pytest.mark.parametrize("name", ["ergong_2026", "govoffice_2026", *INVENTED])
def test_the_reader_of_identities_agrees(name: str) -> None:
    """Recovered columns leave no mismatch in the published ones; the invented ones differ only where they mean to."""
    tables = sample_data.load(name).tables
    values = values_of(tables)
    outcomes = Counter(constraint.outcome(values) for constraint in constraints(tables))
    assert outcomes["ok"] > 300
    assert not outcomes["mismatch"]
    if name in INVENTED:
        assert outcomes["rounding"] == (2 if name == "yunxi_2026" else 0)


def _tree_differences(table: Table) -> dict[tuple[str, str], int]:
    codes = {row.code for row in table.rows if row.code and row.code != "TOTAL"}
    found: dict[tuple[str, str], int] = {}
    for measure in table.measures:
        for parent in ("TOTAL", *sorted(codes)):
            length = 3 if parent == "TOTAL" else len(parent) + 2
            stem = "" if parent == "TOTAL" else parent
            below = [code for code in codes if len(code) == length and code.startswith(stem)]
            if below and (off := _at(table, measure, parent) - sum(_at(table, measure, code) for code in below)):
                found[parent, measure] = off
    return found


@pytest.mark.parametrize("name", INVENTED)
def test_every_tree_adds_up_but_for_the_rounding_of_2026(name: str) -> None:
    off: dict[tuple[str, str, str], int] = {}
    for table in sample_data.load(name).tables:
        form = form_of(table.kind)
        if form is not None and form.classification and len(form.sides) == 1:
            off |= {(table.kind, *place): fen for place, fen in _tree_differences(table).items()}
    step = -10_000
    rounded = {("basic_economic", "302", "total"): step, ("basic_economic", "302", "public"): step}
    assert off == (rounded if name == "yunxi_2026" else {})
    assert abs(step) <= tolerance(14, 10_000)


def test_one_project_is_named_differently_in_the_prose_of_2026() -> None:
    for name, year in INVENTED.items():
        budget = sample_data.load(name)
        table = budget.table("projects")
        assert table is not None
        printed = {row.project for row in table.rows if row.project}
        section = next(s for s in budget.sections if s.number == "七" and not s.contents)
        told = {match[1] for p in section.paragraphs if (match := re.search(r"项目名称：(.+)", p.text))}
        assert len(told) == len(printed)
        assert told - printed == ({"智慧文旅综合平台建设"} if year == 2026 else set())


def test_the_changes_told_in_2026_lead_back_to_2025() -> None:
    now, before = (sample_data.load(name).table("general_public") for name in ("yunxi_2026", "yunxi_2025"))
    assert now is not None
    assert before is not None
    told = 0
    for paragraph in (p for s in sample_data.load("yunxi_2026").sections for p in s.paragraphs):
        match = re.match(
            r"[0-9]+\. .+（类）.+（款）(.+)（项）：2026 年预算数为 ([0-9.,]+) 万元，比上年预算(增加|减少) ([0-9.,]+) 万元，(?:增长|下降) ([0-9.]+)%",
            paragraph.text,
        )
        if match is None:
            continue
        told += 1
        amounts = [parse(match[index], "万元") for index in (2, 4)]
        amount, step = (a.fen for a in amounts if a is not None)
        step = step if match[3] == "增加" else -step
        code = next(row.code for t in (now, before) for row in t.rows if row.name == match[1] and len(row.code) == 7)
        assert amount == _at(now, "total", code)
        assert amount - step == _at(before, "total", code)
        assert match[5] == (percent(abs(step), amount - step) or "100.00")
    assert told == 16


@pytest.mark.parametrize("name", INVENTED)
def test_goals_cover_every_project_and_its_carry_over(name: str) -> None:
    year = INVENTED[name]
    goals = [
        block for block in invented.pieces(year) if isinstance(block, Grid) and block.title == "项目支出绩效目标表"
    ]
    total = sum(int(Decimal(grid.rows[2][3].replace(",", "")) * 1_000_000) for grid in goals)
    table = sample_data.load(name).table("expenditure")
    assert table is not None
    assert total == _at(table, "project", "TOTAL")
    for grid in goals:
        assert sum(int(row[6]) for row in grid.rows[5:]) == 90


def test_the_heading_of_functions_in_two_sided_tables_is_known() -> None:
    """支出功能分类 heads the items of 表1 and 表4 where those are published as text without blanks."""
    table = sample_data.load("yananbeilu_2024").table("balance")
    assert table is not None
    assert table.columns[2].role == "@name"
    assert table.rows[0].place == Place("yananbeilu_2024_dept.txt", 112)
