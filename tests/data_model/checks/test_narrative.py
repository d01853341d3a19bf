"""Claims against cells, shares, changes, percents, names and reasons; sentences are invented."""

from __future__ import annotations

from fractions import Fraction

import pytest

from data_model.budget import Paragraph, Place, Section
from data_model.checks.percents import fits
from data_model.statements import Claim, Goal, ProjectDetail
from tests.data_model.checks.making import FILE, WAN, budget, found, prose, row, table

ROWS = (
    row("201", "一般公共服务支出", 1, total="700.00"),
    row("20106", "财政事务", 2, total="700.00"),
    row("2010601", "行政运行", 3, total="500.00"),
    row("2010602", "一般行政管理事务", 4, total="200.00"),
    row("208", "社会保障和就业支出", 5, total="300.00"),
    row("TOTAL", "总计", 6, total="1,000.00"),
)
TABLE = table("general_public", ROWS, "表5")
AT = f"{FILE}:100"


def claim(subject: str = "行政运行", code: str = "2010601", amount: int | None = 500 * WAN, **more: object) -> Claim:
    """A claim of 五（三） on the table above."""
    given: dict[str, object] = {"section": "五（三）", "table": "general_public", "measure": "total", "origin": AT}
    return Claim(subject=subject, code=code, amount=amount, **(given | more))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("amount", "verdict"),
    [(500 * WAN, "ok"), (500 * WAN + 10_000, "rounding"), (501 * WAN, "mismatch"), (200 * WAN, "mismatch")],
)
def test_an_amount_is_that_of_its_cell(amount: int, verdict: str) -> None:
    (finding,) = found(budget(TABLE, claims=(claim(amount=amount),)), "N1.amount")
    assert finding.verdict == verdict
    assert finding.message.startswith("五（三）“行政运行”写 ")


def test_an_amount_in_whole_units_agrees_with_a_finer_table() -> None:
    yuan = table("general_public", (row("2010601", "行政运行", total="499.64"),), "表5")
    said = prose("行政运行（项）500万元。")
    (finding,) = found(budget(yuan, sections=said, claims=(claim(),)), "N1.amount")
    assert finding.verdict == "ok"


def test_an_amount_of_another_scope_is_a_hint_naming_it() -> None:
    wider = table("expenditure", (row("2010601", "行政运行", total="620.00"),), "表3")
    (finding,) = found(budget(TABLE, wider, claims=(claim(amount=620 * WAN),)), "N1.amount")
    assert finding.verdict == "hint"
    assert "表3 2010601 合计 相同" in finding.message


def test_a_column_the_table_lacks_is_not_applicable() -> None:
    (finding,) = found(budget(TABLE, claims=(claim(measure="basic"),)), "N1.amount")
    assert finding.verdict == "not_applicable"


def test_a_path_no_table_has() -> None:
    lost = claim("一般公共服务支出（类）商贸事务（款）招商引资（项）", "", 30 * WAN)
    (finding,) = found(budget(TABLE, claims=(lost,)), "N1.path")
    assert finding.verdict == "wording"
    assert not found(budget(TABLE, claims=(lost,)), "N1.amount")


SHARE_OF = "general_public/TOTAL/total"


@pytest.mark.parametrize(
    ("share", "verdict"), [("70.00", "ok"), ("70.01", "hint"), ("71.00", "mismatch"), ("7.00", "mismatch")]
)
def test_a_share_is_part_by_whole(share: str, verdict: str) -> None:
    one = claim("一般公共服务支出", "201", 700 * WAN, share_percent=share, share_of=SHARE_OF)
    (finding,) = found(budget(TABLE, claims=(one,)), "N2.share")
    assert finding.verdict == verdict
    assert finding.message.endswith("700.00 ÷ 1,000.00 = 70.00%") or verdict == "hint"


def test_shares_of_all_parts_sum_to_a_hundred() -> None:
    parts = (("一般公共服务支出", "201", 700, "70.00"), ("社会保障和就业支出", "208", 300, "30.00"))
    claims = tuple(claim(n, c, a * WAN, share_percent=s, share_of=SHARE_OF) for n, c, a, s in parts)
    (finding,) = found(budget(TABLE, claims=claims), "N2.sum")
    assert finding.verdict == "ok"


@pytest.mark.parametrize(
    ("change", "percent", "verdict"),
    [
        (100, "25.00", "ok"),
        (100, "25", "ok"),
        (100, "2.50", "mismatch"),
        (-100, "-16.67", "ok"),
        (-100, "-16.66", "hint"),
        (-100, "-16.68", "mismatch"),
    ],
)
def test_a_percent_is_change_by_last_year(change: int, percent: str, verdict: str) -> None:
    one = claim(prior_change=change * WAN, prior_change_percent=percent, prior_status="implied")
    (finding,) = found(budget(TABLE, claims=(one,)), "N9.percent")
    assert finding.verdict == verdict
    assert ("截去了尾数" in finding.message) == (verdict == "hint")


def test_times_are_judged_as_times() -> None:
    one = claim(prior_change=470 * WAN, prior_change_percent="1600")
    told = budget(TABLE, sections=prose("比上年增加470.00万元，增长16倍。"), claims=(one,))
    assert [f.verdict for f in found(told, "N9.percent")] == ["ok"]


def test_from_nothing_a_hundred_percent_or_none() -> None:
    def verdicts(percent: str | None) -> list[str]:
        one = claim(prior_change=500 * WAN, prior_change_percent=percent)
        return [f.verdict for f in found(budget(TABLE, claims=(one,)), "N9.percent")]

    assert verdicts("100.00") == verdicts(None) == []
    assert verdicts("50.00") == ["hint"]


def test_more_growth_than_there_is() -> None:
    (finding,) = found(budget(TABLE, claims=(claim(prior_change=600 * WAN),)), "N3.base")
    assert finding.verdict == "wording"


def test_a_printed_last_year_and_its_change() -> None:
    one = claim(prior_amount=400 * WAN, prior_status="printed", prior_change=90 * WAN)
    (finding,) = found(budget(TABLE, claims=(one,)), "N3.prior")
    assert finding.verdict == "mismatch"


def test_one_amount_with_two_changes() -> None:
    one = claim("一般公共预算收入", "TOTAL", 1000 * WAN, prior_change=39 * WAN)
    two = claim("财政拨款收支总预算", "", 1000 * WAN, prior_change=38 * WAN, section="四")
    (finding,) = found(budget(TABLE, claims=(one, two)), "N8.changes")
    assert "39.00" in finding.message
    assert "38.00" in finding.message
    explained = claim("上年结转", "", 5 * WAN, prior_change=-1 * WAN, section="二")
    assert not found(budget(TABLE, claims=(one, two, explained)), "N8.changes")


def test_two_amounts_for_one_subject_in_a_paragraph() -> None:
    said = "住房保障支出（类）住房改革支出（款）住房公积金（项）35.10万元。2025年预算为30.00万元，2026年预算安排35.90万元。"
    (finding,) = found(budget(TABLE, sections=prose(said)), "N8.amounts")
    assert "35.10万元 与 35.90万元" in finding.message
    assert not found(budget(TABLE, sections=prose(said.replace("35.90", "35.10"))), "N8.amounts")


@pytest.mark.parametrize(
    ("change", "reason", "found_"),
    [
        (100, "压减一般性支出", True),
        (100, "人员减少，但工资标准提高", False),
        (-100, "新增三个项目", True),
        (-100, "人员减少", False),
    ],
)
def test_a_reason_goes_the_way_of_the_change(change: int, reason: str, found_: bool) -> None:
    one = claim(prior_change=change * WAN, reason=reason)
    assert bool(found(budget(TABLE, claims=(one,)), "N7.reason")) == found_


def test_a_reason_about_another_subject() -> None:
    path = "一般公共服务支出（类）财政事务（款）{}（项）"
    one = claim(path.format("信息化建设支出"), reason="一般行政管理事务经费增加", prior_change=WAN)
    two = claim(
        path.format("一般行政管理事务"), "2010602", 200 * WAN, reason="一般行政管理事务经费增加", prior_change=WAN
    )
    assert [f.message for f in found(budget(TABLE, claims=(one, two)), "N7.subject")] == [
        "五（三）“信息化建设支出”的原因说的是“一般行政管理事务经费增加”，那是另一个科目"
    ]


def test_a_class_called_otherwise() -> None:
    one = claim("一般公共预算服务支出", "201", 700 * WAN)
    (finding,) = found(budget(TABLE, claims=(one,)), "N12.class")
    assert finding.message == "五（三）写“一般公共预算服务支出”，表5 201 印作“一般公共服务支出”"


def test_a_class_named_with_the_word_of_another_level() -> None:
    rows = [*TABLE.rows, row("20106", "财政事务", 8, total="700.00")]
    one = claim("财政事务（类）行政运行（项）", "2010601", 500 * WAN)
    (finding,) = found(budget(table("general_public", rows, "表5"), claims=(one,)), "N12.class")
    assert finding.message == "五（三）写“财政事务（类）”，表5 20106 是款"


@pytest.mark.parametrize(
    ("said", "verdict"),
    [("云溪河（景观）整治二期", True), ("云溪河（景观）整治工程", False), ("云溪河 〔景观〕整治工程", False)],
)
def test_a_project_called_otherwise(said: str, verdict: bool) -> None:
    projects = table("projects", (row("2010602", "事务", 7, "云溪河（景观）整治工程", total="80.00"),), "表7")
    one = ProjectDetail(said, 80 * WAN, origin=AT)
    assert bool(found(budget(projects, projects=(one,)), "N12.name")) == verdict


def test_a_project_is_told_with_its_own_section_where_a_page_holds_two() -> None:
    page = Place("a.pdf", page=33)
    projects = table("projects", (row("2010699", "其他", named="为民办实事经费的通知", total="60.00"),), number="表7")
    sections = (
        Section(2, "七", "项目支出情况说明", (Paragraph("（一）项目名称：为民办事实事经费的通知", page),), page),
        Section(2, "八", "政府性基金预算支出情况说明", (Paragraph("没有政府性基金预算。", page),), page),
    )
    other = Claim("八", "政府性基金预算支出", amount=0, table="government_fund", origin=page.label())
    one = ProjectDetail("为民办事实事经费的通知", 60 * WAN, origin=page.label())
    (told,) = found(budget(projects, sections=sections, projects=(one,), claims=(other,)), "N12.name")
    assert told.message.startswith("表7 与七的项目名称不同：")


def test_counts_and_parts_in_a_sentence() -> None:
    lines = [row("2010602", "事务", i, f"项目{i}", total="1.00") for i in range(3)]
    said = prose(
        "2026年，政府采购预算10.00万元，其中：政府采购货物预算4.00万元，政府采购工程预算1.00万元，政府采购服务预算4.00万元。",
        "车辆9辆，价值10.00万元；其中：一般公务用车4辆，其他车辆5辆。",
        "当年预算安排项目共2个，其中：财政拨款项目涉及预算金额3.00万元。",
    )
    one = budget(table("projects", lines, "表7"), sections=said)
    assert [f.verdict for f in found(one, "X10.parts")] == ["mismatch", "ok"]
    (count,) = found(one, "X9.count")
    assert count.message == "写“项目共 2 个”，项目支出表和基金、国资表列 3 项"
    goals = (Goal("甲"), Goal("乙"))
    assert (
        "可能合并了项目" in found(budget(table("projects", lines), sections=said, goals=goals), "X9.count")[0].message
    )


@pytest.mark.parametrize(
    ("printed", "part", "whole", "fit"),
    [("0.60", 218, 36442, "ok"), ("0.06", 218, 36442, "no"), ("9.1", 18496, 202118, "cut"), ("9.2", 18496, 202118, "ok"),
     ("63.75", 1399431, 2195535, "near"), ("100.00", 5, 5, "ok")],
)  # fmt: skip
def test_how_a_percent_fits(printed: str, part: int, whole: int, fit: str) -> None:
    assert fits(printed, part, whole, Fraction(1, 2), Fraction(1, 2)) == fit
