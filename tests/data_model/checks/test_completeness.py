"""公开要件: what is missing is a hint; a file of one half is not asked for the other."""

from __future__ import annotations

from data_model.budget import Paragraph, Place, Section
from tests.data_model.checks.making import FILE, budget, found, prose, row, sample, table


def test_a_whole_budget_lacks_nothing() -> None:
    for rule in ("C.tables", "C.sections", "C.depth", "C.note", "C.contents"):
        assert not found(sample("yunxi_2026"), rule), rule


def test_missing_tables_and_sections() -> None:
    one = budget(table("expenditure", (row("TOTAL", "总计", total="1.00"),)), sections=prose("本部门2026年支出预算一万元，用于保障本单位正常运转，开展各项业务活动并完成年度任务目标。"))  # fmt: skip
    assert {f.table for f in found(one, "C.tables")} >= {"balance", "revenue", "three_public", "state_capital"}
    assert all(f.verdict == "hint" for f in found(one, "C.tables"))
    assert any("政府采购" in f.message for f in found(one, "C.sections"))


def test_half_a_document_is_not_applicable_for_the_other() -> None:
    assert [f.verdict for f in found(sample("ergong_2026"), "C.sections")] == ["not_applicable"]
    assert [f.verdict for f in found(budget(sections=prose("说明。" * 30)), "C.tables")] == ["not_applicable"]


def test_depth_notes_and_contents() -> None:
    shallow = table("expenditure", (row("201", "一般公共服务支出", total="1.00"),))
    assert "没有列到项级" in found(budget(shallow), "C.depth")[0].message
    silent = prose("本部门职责不变。")
    (finding,) = found(budget(table("government_fund", (), "表8"), sections=silent), "C.note")
    assert finding.verdict == "hint"
    (finding,) = found(budget(table("government_fund", (), "表8")), "C.note")
    assert finding.verdict == "not_applicable", "the text of a file of tables alone may be in another file"
    inside = table("government_fund", (row("", "此表为空"),), "表8")
    assert not found(budget(inside, sections=silent), "C.note")
    said = prose("2026年没有使用政府性基金预算拨款安排的支出。")
    assert not found(budget(table("government_fund", (), "表8"), sections=said), "C.note")
    items = tuple(Paragraph(text, Place(FILE, 2)) for text in ("一、收支说明", "二、绩效目标设置情况"))
    contents = Section(1, "", "目录", items, Place(FILE, 1), contents=True)
    one = budget(sections=(contents, *prose("略。", number="一")))
    assert [f.message for f in found(one, "C.contents")] == ["目录有“绩效目标设置情况”，后面没有这个标题"]
