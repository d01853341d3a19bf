"""Misplaced figures: moved only when one single move satisfies every identity and two of them ask; else left and told."""

from __future__ import annotations

import pytest

from data_model.budget import Budget
from data_model.constraints import constraints, values_of
from data_model.reading import read, read_bytes
from tests.shared import XINJIANG, gold, needs_shared

COVER = "2026年云溪市（虚构）财政局部门预算公开\n\n"
CAPTION = "编制部门：云溪市（虚构）财政局\n\n单位：万元\n\n"
HEAD = "科目代码\t\t\t科目名称\t合计\t基本支出\t项目支出\n类\t款\t项\t\t\t\t\n"


def budget(*rows: str) -> Budget:
    text = COVER + "部门支出总体情况表\n\n" + CAPTION + HEAD + "".join(row.replace(" ", "\t") + "\n" for row in rows)
    return read_bytes(text.encode(), "x.txt")


GOOD = (
    "201   甲类 7.00 5.00 2.00", "201 01  甲款 7.00 5.00 2.00", "201 01 01 甲项 5.00 5.00 ", "201 01 02 乙项 2.00  2.00",
    "208   乙类 1.50 1.50 ", "208 01  丙款 1.50 1.50 ", "208 01 01 丙项 1.50 1.50 ", "   总计 8.50 6.50 2.00",
)  # fmt: skip


def test_a_sound_table_is_left_alone() -> None:
    found = budget(*GOOD)
    assert {cell.status for *_, cell in found.facts()} == {"printed"}
    assert not found.notes
    assert all(c.outcome(values_of(found.tables)) == "ok" for c in constraints(found.tables))


@pytest.mark.parametrize(
    ("row", "wrong", "code"), [(2, "201 01 01 甲项 5.00  5.00", "2010101"), (3, "201 01 02 乙项 2.00 2.00 ", "2010102")]
)
def test_a_misplaced_figure_goes_where_its_sums_ask(row: int, wrong: str, code: str) -> None:
    rows = [*GOOD]
    rows[row] = wrong
    found = budget(*rows)
    moved = [(r.code, m, c) for _, r, m, c in found.facts() if c.status == "recovered"]
    assert [(c, m) for c, m, _ in moved] == [(code, "basic" if row == 2 else "project")]
    assert moved[0][2].printed_measure == ("project" if row == 2 else "basic")
    assert [note.rule for note in found.notes] == ["recover.moved"]
    assert moved[0][2].printed in found.notes[0].message


def test_a_whole_branch_moves_together() -> None:
    rows = [*GOOD]
    rows[4:7] = ["208   乙类 1.50 1.50 ", "208 01  丙款 1.50  1.50", "208 01 01 丙项 1.50  1.50"]
    moved = {(r.code, m) for _, r, m, c in budget(*rows).facts() if c.status == "recovered"}
    assert moved == {("20801", "basic"), ("2080101", "basic")}


def test_a_wrong_amount_is_no_misplaced_one() -> None:
    rows = [*GOOD]
    rows[2] = "201 01 01 甲项 6.00 6.00 "
    found = budget(*rows)
    assert {cell.status for *_, cell in found.facts()} == {"printed"}


@pytest.mark.shared
@needs_shared
@pytest.mark.parametrize(
    "name",
    [
        f"{document}.{form}"
        for document in ("ergong_2026_dept", "govoffice_2026_unit")
        for form in (
            "txt",
            "pdf",
            "calc.pdf",
            "weasy.pdf",
            "big.pdf",
            "form.pdf",
            "rot.pdf",
            "docx",
            "xlsx",
            "xls",
            "ods",
            "html",
        )
        if (XINJIANG / f"{document}.{form}").exists() or not XINJIANG.exists()
    ],
)
def test_every_form_gives_the_true_facts(name: str) -> None:
    truth = gold(name.split(".")[0])["facts"]

    def bare(text: str) -> str:
        return text.replace(" ", "")

    wanted = sorted(
        (f["table"], f["code"], bare(f["name"]), bare(f["project"]), f["measure"], int(f["amount"].replace(".", "")))
        for f in truth
    )
    found = sorted(
        (table.kind, row.code, bare(row.name), bare(row.project), measure, cell.fen // 10000)
        for table, row, measure, cell in read(XINJIANG / name).facts()
    )
    assert found == wanted
