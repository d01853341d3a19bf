"""Single sentences that cannot be meant; all invented. What looks alike and is right must stay silent."""

from __future__ import annotations

import pytest

from data_model.checks import check
from tests.data_model.checks.making import budget, found, prose, row, table


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("文化馆免费开放经费20.00万元，比2026年预算增加3.00万元。", "N6.base_year"),
        ("2024年部门预算安排购置车辆0辆。", "N6.year"),
        ("截至2023年底，占用房屋20平方米。", "N6.date"),
        ("项目支出XX万元。", "N8.blank"),
        ("政府性基金支出预算支出万元。与上年持平。", "N8.blank"),
        ("支出20.00万元，比上年增长%，主要原因是人员增加。", "N8.blank"),
        ("主要包括：办公费、水费。（按“公开06表”中实际发生科目填写）", "N8.blank"),
        ("主要包括：基本工资、奖金、医疗费、奖金、住房公积金。", "N14.twice"),
        ("比上年预算增加（减少）0万元。", "N8.choice"),
        ("增长/下降3%。", "N8.choice"),
        ("减少2.00万元，主要原因是。", "N13.reason"),
        ("用于图书采购图书采购支出。", "N14.twice"),
        ("工资福利支出增加。。", "N14.twice"),
        ("固有资本经营预算支出0.00万元。", "N14.slip"),
    ],
)
def test_a_sentence_with_a_slip(text: str, rule: str) -> None:
    findings = found(budget(sections=prose(text)), rule)
    assert len(findings) == 1
    assert findings[0].place is not None
    assert findings[0].place.line == 100
    assert findings[0].verdict in ("wording", "hint")


@pytest.mark.parametrize(
    "text",
    [
        "比2025年预算增加3.00万元，比上年预算执行数减少1.00万元。",
        "根据云财教〔2024〕19号《关于下达2024年补助资金预算的通知》安排。",
        "截至2025年12月31日，车辆2辆。",
        "2025年预算执行中完成全部项目；2026年部门预算安排购置车辆0辆。",
        "本单位增加人员3名，减少差旅支出，主要原因是机构改革。",
        "使用XML格式和×5倍镜头，编号为X光机。",
        "其他一般公共服务支出（款）其他一般公共服务支出（项）60.00万元。",
        "收入预算（万元）：本年单位收入 20.00 万元，占 5%，收入预算与支出预算万元以下四舍五入。",
        "主要包括：奖金、奖励金、离休费、退休费；公用经费主要包括：办公费、奖金。（按规定填报绩效目标的项目除外；详见附件）",
        "推进社区社会工作，做好群众群团服务，共和和谐。",
    ],
)
def test_a_sentence_that_is_right(text: str) -> None:
    families = ("N5", "N6", "N8", "N13", "N14")
    assert [f for f in check(budget(sections=prose(text))) if f.rule.startswith(families)] == []


def test_a_table_said_to_be_empty_has_figures() -> None:
    full = (row("TOTAL", "合计", total="3.49"),)
    note = "注：本部门2026年无“三公”经费预算，故本表为空表。"
    said = prose("2026年“三公”经费预算数为3.49万元。")
    (finding,) = found(budget(table("three_public", full, "表10", note), sections=said), "N5.empty")
    assert "表10 有 1 个数（3.49）" in finding.message
    assert "正文另写 3.49万元" in finding.message
    many = [row("", f"第{n}项", n, key=f"line{n}", total=f"{n}.00") for n in range(1, 7)]
    (finding,) = found(budget(table("three_public", many, "表10", note), sections=said), "N5.empty")
    assert "表10 有 6 个数（1.00、2.00、3.00、4.00、…）" in finding.message, "not all are named, and it says so"
    (other,) = found(budget(table("three_public", (), "表10", note), sections=said), "N5.empty")
    assert other.message == "表10 注为空表，正文却写 3.49万元"
    fund = table("government_fund", full, "表8")
    text = prose("2026年没有使用政府性基金预算拨款安排的支出，政府性基金预算支出情况表为空表。")
    assert found(budget(fund, sections=text), "N5.empty")
    assert not found(budget(table("government_fund", (), "表8"), sections=text), "N5.empty")


def test_a_note_of_another_table() -> None:
    note = "本单位2026年没有使用政府性基金预算拨款安排的支出，政府性基金预算支出情况表为空表。"
    (finding,) = found(budget(table("state_capital", (), "表9", note)), "N5.note")
    assert "表9" in finding.message
    assert not found(budget(table("government_fund", (), "表8", note)), "N5.note")


def test_the_glossary_is_no_statement() -> None:
    glossary = prose("XX万元", number="四", heading="名词解释")
    assert not found(budget(sections=glossary), "N8.blank")


def test_persons_are_counted_and_never_told() -> None:
    one = budget(
        sections=prose("联系人：＊＊＊"), persons={("云溪.txt:100", ("联系人：＊＊＊",)): [("联系人：某某某",)]}
    )
    (finding,) = found(one, "W.persons")
    assert "1 处" in finding.message
    assert "某某某" not in finding.message


def test_kinds_of_brackets() -> None:
    said = prose("云财〔2024〕1号", "云财（2024）2号", "云财【2024】3号")
    assert found(budget(sections=said), "N14.brackets")[0].verdict == "hint"
    assert not found(budget(sections=prose("云财〔2024〕1号", "云财(2024)2号")), "N14.brackets")
