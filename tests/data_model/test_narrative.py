"""Sentences in every way documents say amounts, shares, changes, bases and reasons: what claim each makes. Invented wording."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data_model.narrative import LONGEST
from data_model.prose.sentences import clauses, percent_text, squeeze, strip_item
from tests.data_model.narrative_maker import FUNCTIONS, fen, only, row, section, table, told

INCOME, DETAIL = "青石县水务局 2030 年收入预算情况说明", "一般公共预算当年拨款具体使用情况"


def test_amount_share_change_percent_reason() -> None:
    claim = only(
        INCOME,
        "一般公共预算 1,200.50 万元，占 80.25%，比上年预算增加 200.50 万元，增长 20.05%，主要原因是泵站移交；新建两座。",
    )
    assert (claim.table, claim.code, claim.measure) == ("revenue", "TOTAL", "general_public")
    assert (claim.amount, claim.share_percent, claim.share_of) == (fen("1200.50"), "80.25", "revenue/TOTAL/total")
    assert (claim.prior_change, claim.prior_change_percent) == (fen("200.50"), "20.05")
    assert (claim.prior_year, claim.prior_base, claim.prior_amount) == (2029, "budget", fen("1000"))
    assert (claim.prior_status, claim.reason) == ("implied", "泵站移交；新建两座")
    assert (claim.section, claim.subject, claim.origin) == ("二", "一般公共预算", "a.txt:1")


@pytest.mark.parametrize(
    ("said", "change", "percent"),
    [
        ("比上年预算减少 4.00 万元，下降 3.85%", "-4.00", "-3.85"),
        ("与上年相比减少4万元，降幅 3.85 %", "-4.00", "-3.85"),
        ("较上年预算降低4万元，减少3.85%", "-4.00", "-3.85"),
        ("比上年增加 94.00 万元，增长15.7倍", "94.00", "1570"),
        ("比上年预算增加（减少）0万元，增长（减少）0%", "0.00", "0"),
        ("与上年预算持平", "0.00", None),
        ("与上年预算数相等", "0.00", None),
        ("与2029年预算一致", "0.00", None),
        ("本年数小于上年预算数 6.50万元", "-6.50", None),
        ("比上年预算下降100%", None, "-100"),
        ("同比增加 6.50 万元", "6.50", None),
        ("比上年预算增加 0.00 万元，增长 0.00%", "0.00", "0.00"),
    ],
)
def test_ways_to_say_a_change(said: str, change: str | None, percent: str | None) -> None:
    claim = only(INCOME, f"一般公共预算 100.00 万元，{said}。")
    assert claim.prior_change == (None if change is None else -fen(change[1:]) if change[0] == "-" else fen(change))
    assert claim.prior_change_percent == percent
    assert claim.amount == fen("100")


@pytest.mark.parametrize(
    ("said", "base", "year"),
    [
        ("比2029年预算执行数增加 1.00 万元", "outturn", 2029),
        ("比上年调整预算数增加 1.00 万元", "adjusted", 2029),
        ("比上年决算数增加 1.00 万元", "final", 2029),
        ("比上年预算增加 1.00 万元", "budget", 2029),
        ("与上年相比增加 1.00 万元", "unspecified", 2029),
        ("比2030年预算增加 1.00 万元", "budget", 2030),
    ],
)
def test_base_of_a_change(said: str, base: str, year: int) -> None:
    claim = only(INCOME, f"一般公共预算 100.00 万元，{said}。")
    assert (claim.prior_base, claim.prior_year, claim.prior_amount) == (base, year, fen("99"))


def test_an_either_or_verb_with_an_amount_has_no_direction() -> None:
    assert only(INCOME, "一般公共预算 100.00 万元，比上年预算增加（减少）7.00 万元。").prior_change is None


def test_last_year_in_brackets_is_printed() -> None:
    claim = only(
        INCOME, "一般公共预算 17.00 万元，与上年相比增加16万元（上年仅安排水表 1.00 万元），增长16倍。主要是换表。"
    )
    assert (claim.prior_amount, claim.prior_status, claim.prior_change) == (fen("1"), "printed", fen("16"))
    assert (claim.prior_change_percent, claim.reason) == ("1600", "换表")


def test_last_year_as_a_clause_and_two_amounts_for_one_line() -> None:
    first, second = told(
        "部门预算编制说明",
        "3.“农林水支出（类）水利（款）行政运行（项）”200.00万元，主要用于日常。2029年当年预算执行数为160.00万元，"
        "2030年预算安排202.00万元，比2029年预算执行数增加26.25%。主要原因是：人员增加。",
    ).claims
    assert (first.code, first.amount, first.purpose) == ("2130301", fen("200"), "日常")
    assert (second.code, second.amount, second.prior_change_percent) == ("2130301", fen("202"), "26.25")
    assert (second.prior_amount, second.prior_status, second.prior_base) == (fen("160"), "printed", "outturn")
    assert second.reason == "人员增加"


def test_the_same_amount_again_is_no_second_claim() -> None:
    claim = only(
        "部门预算编制说明",
        "1.“农林水支出（类）水利（款）行政运行（项）”科目200万元，主要用于日常。2030年预算安排200万元，比2029年预算持平。",
    )
    assert (claim.amount, claim.prior_change, claim.subject) == (
        fen("200"),
        0,
        "农林水支出（类）水利（款）行政运行（项）",
    )


def test_a_list_of_classes_with_purposes() -> None:
    claims = told(
        "财政拨款收支预算情况的总体说明",
        "2030 年财政拨款收支总预算 340.00 万元。",
        "收入预算包括：一般公共预算拨款 320.00 万元，政府性基金预算拨款 20.00 万元。",
        "一般公共预算支出包括：农林水支出 300.00 万元，主要用于泵站、堤防；其中小型水库三座；卫生健康支出 20.00 万元，主要用于医疗保险。",
        "政府性基金预算支出包括：农林水支出 20.00 万元，主要用于移民。",
        "国有资本经营预算支出包括：0.00 万元。",
        tables=[
            FUNCTIONS,
            table(
                "appropriation",
                [
                    row("213", "农林水支出", {"total": "320.00", "general_public": "300.00", "government_fund": "20.00"}),
                    row("210", "卫生健康支出", {"total": "20.00", "general_public": "20.00"}),
                    row("TOTAL", "支出总计", {"total": "340.00"}),
                ],
            ),
        ],
    ).claims  # fmt: skip
    assert [(c.code, c.measure, c.amount) for c in claims] == [
        ("TOTAL", "total", fen("340")), ("", "revenue", fen("320")), ("", "revenue", fen("20")), ("213", "general_public", fen("300")),
        ("210", "total", fen("20")), ("213", "government_fund", fen("20")), ("TOTAL", "state_capital", 0),
    ]  # fmt: skip
    assert claims[3].purpose == "泵站、堤防；其中小型水库三座"
    assert claims[4].purpose == "医疗保险"


def test_lists_without_amounts_are_kept() -> None:
    whole, listed = told(
        "收支预算情况的总体说明", "收支总预算 340.00 万元。", "支出预算包括：农林水支出、卫生健康支出。"
    ).claims
    assert (whole.table, whole.measure, whole.amount) == ("balance", "revenue", fen("340"))
    assert (listed.subject, listed.purpose, listed.table) == ("支出预算包括", "农林水支出、卫生健康支出", "")


@pytest.mark.parametrize(
    "path",
    [
        "农林水支出（类）水利（款）水利工程运行与维护（项）",
        "农林水支出(类)水利(款)水利工程运行与维护(项)",
        "农林水（213类）水利（03款）水利工程运行与维护（06项）",
        "“农林水支出（类）水利（款）水利工程运行与维护支出（项）”科目",
        "农林水支出（类）水利工程运行与维护（项）",
    ],
)
def test_paths_become_codes(path: str) -> None:
    claim = only(DETAIL, f"2．{path}：2030 年预算数为 100.00 万元，与上年预算持平。")
    assert (claim.table, claim.code, claim.measure) == ("general_public", "2130306", "total")


def test_a_line_of_last_year_gets_its_code_from_names_printed_elsewhere() -> None:
    claim = only(DETAIL, "1. 社会保障和就业支出（类）行政事业单位养老支出（款）机关事业单位职业年金缴费支出（项）：2030 年预算数为 0.00 万元，"
                 "比上年预算减少 9.00 万元，下降 100.00%。")  # fmt: skip
    assert (claim.code, claim.amount, claim.prior_amount) == ("2080506", 0, fen("9"))


def test_an_unknown_path_keeps_its_table_and_makes_a_note() -> None:
    narrative = told(
        DETAIL, "1. 农林水支出（类）水利（款）潮汐观测（项）：2030 年预算数为 3.00 万元，比上年预算增加 1.00 万元。"
    )
    (claim,) = narrative.claims
    assert (claim.table, claim.code, claim.amount) == ("general_public", "", fen("3"))
    assert [note.rule for note in narrative.notes] == ["read.claim"]
    assert "潮汐观测" in narrative.notes[0].message


def test_headings_give_the_class_and_a_section_its_kind() -> None:
    from data_model.narrative import narrate
    from tests.data_model.narrative_maker import META

    sections = (
        section("五", "财政拨款支出预算情况说明", "水务局2030年财政拨款预算支出 320万元，占本年支出合计的 94.12%。"),
        section("一", "农林水支出（类）", "水利（款）:2030年预算支出合计300万元。其中：", "1．行政运行（项）支出 200万元，与上年相比增加 5万元。", level=3),
        section("二", "卫生健康支出（类）", "1．行政事业单位医疗（类）行政单位医疗（项）20万元，与上年相比持平。", level=3),
    )  # fmt: skip
    claims = narrate(sections, [FUNCTIONS], META).claims
    assert [(c.section, c.code, c.amount) for c in claims] == [
        ("五", "TOTAL", fen("320")), ("五（一）", "21303", fen("300")), ("五（一）", "2130301", fen("200")), ("五（二）", "2101101", fen("20")),
    ]  # fmt: skip
    assert {c.table for c in claims} == {"appropriation_function"}
    assert (claims[0].share_percent, claims[0].share_of) == ("94.12", "expenditure/TOTAL/total")


def test_three_public_changes_find_their_amounts() -> None:
    claims = told(
        "财政拨款“三公”经费预算情况说明",
        "水务局 2030 年财政拨款“三公”经费数为 9.00 万元，其中：因公出国（境）费用 0.00 万元，公务用车购置 0.00 万元，"
        "公务用车运行维护费 7.00 万元，公务接待费 2.00 万元。",
        "2030 年财政拨款“三公”经费预算比上年预算减少 1.00 万元，下降 10.00%，其中：因公出国（境）费用增加 0.00 万元，增长 0.00%，"
        "主要原因是两年均未安排；公务用车购置增加 0.00 万元，增长 0.00%；公务用车运行维护费减少 2.00 万元，下降 22.22%，主要原因是封存一辆；"
        "公务接待费增加 1.00 万元，增长 100.00%，主要原因是承办会议。",
    ).claims
    assert [(c.code, c.amount, c.prior_change) for c in claims] == [
        ("TOTAL", fen("9"), -fen("1")), ("", 0, 0), ("", 0, 0), ("", fen("7"), -fen("2")), ("", fen("2"), fen("1")),
    ]  # fmt: skip
    assert [c.reason for c in claims] == ["", "两年均未安排", "", "封存一辆", "承办会议"]
    assert {c.prior_base for c in claims} == {"budget"}


def test_what_is_not_planned_is_a_claim_without_amount() -> None:
    narrative = told(INCOME, "政府性基金预算未安排。", "上级政府性基金安排的转移支付资金未安排。")
    assert [(c.measure, c.amount, c.prior_change) for c in narrative.claims] == [
        ("government_fund", None, None), ("government_fund_transfer", None, None),
    ]  # fmt: skip
    empty = only(
        "政府性基金预算拨款情况说明",
        "水务局 2030 年没有使用政府性基金预算拨款安排的支出，政府性基金预算支出情况表为空表。",
    )
    assert (empty.table, empty.code, empty.amount) == ("government_fund", "TOTAL", None)
    none = only("国有资本经营预算收支情况", "2030年本部门无国有资本经营预算收入。")
    assert (none.table, none.code, none.amount) == ("state_capital", "TOTAL", None)


def test_amounts_and_changes_inside_a_reason_stay_there() -> None:
    claim = only(
        INCOME,
        "一般公共预算 50.00 万元。与上年相比减少 10.00 万元，降幅16.67%。主要原因是泵站大修上年已完工，这一因素较上年减少支出 12.00 万元。"
        "同时，新增电费，增加支出 2.00 万元。",
    )
    assert (claim.amount, claim.prior_change, claim.prior_change_percent) == (fen("50"), -fen("10"), "-16.67")
    assert claim.reason.startswith("泵站大修上年已完工，这一因素较上年减少支出12.00万元。同时，新增电费")


def test_carried_over_and_entrusted_projects_take_the_names_of_the_tables() -> None:
    carried = table(
        "carryover", [row("", "水财字（2029）7 号河道清淤", {"total": "3.00"}, project="水财字（2029）7 号河道清淤")]
    )
    claims = told("上年结转结余预算情况说明", "水务局 2030 年上年结转结余 3.00 万元，包括：财政拨款 3.00 万元，非财政拨款 0.00 万元，其中：",
                  "1．水财字〔2029〕7号河道清淤结转 3.00 万元，主要用于：河道清淤。", tables=[carried]).claims  # fmt: skip
    assert [(c.code, c.project, c.measure) for c in claims] == [
        ("TOTAL", "", "total"), ("TOTAL", "", "appropriation_subtotal"), ("TOTAL", "", "other_subtotal"),
        ("", "水财字（2029）7 号河道清淤", "total"),
    ]  # fmt: skip
    assert (claims[-1].subject, claims[-1].purpose) == ("水财字〔2029〕7号河道清淤", "河道清淤")
    entrusted = table("entrusted", [row("", "水质委托检测", {"total": "8.00"}, project="水质委托检测")])
    close = told(
        "委托业务费支出情况说明", "1. 水质检测委托业务费 8.00 万元，主要用于：取样。", tables=[entrusted]
    ).claims
    assert (close[0].project, close[0].subject) == ("水质委托检测", "水质检测委托业务费")


def test_amounts_in_yuan_and_yi() -> None:
    assert only(INCOME, "一般公共预算 1,234,567.89 元，与上年持平。").amount == 123_456_789
    assert only(INCOME, "一般公共预算 1.5 亿元。").amount == 15_000_000_000


def test_operating_costs_follow_the_tables() -> None:
    sentence = "水务局 2030 年的机关运行经费财政拨款预算 12.00 万元，比上年预算增加 2.00 万元，增长 20.00%，主要原因是取暖费上调。"
    claim = only("机关运行经费情况", sentence)
    assert (claim.table, claim.code, claim.measure) == ("basic_economic", "TOTAL", "public")
    own = only(
        "机关运行经费情况", sentence, tables=[table("operating_costs", [row("TOTAL", "合计", {"total": "12.00"})])]
    )
    assert (own.table, own.measure) == ("operating_costs", "total")


def test_glossary_contents_and_tables_make_no_claims() -> None:
    from data_model.narrative import narrate
    from tests.data_model.narrative_maker import META

    sentence = "一般公共预算 100.00 万元，占 1.00%。"
    glossary = (section("四", "名词解释", level=1), section("一", INCOME, sentence))
    assert narrate(glossary, [FUNCTIONS], META).claims == ()
    tables = (section("二", "2030年部门预算公开表", level=1), section("一", INCOME, sentence))
    assert narrate(tables, [FUNCTIONS], META).claims == ()


def test_a_paragraph_without_end_is_noted_not_read() -> None:
    narrative = told(INCOME, "一般公共预算" * LONGEST, "政府性基金预算 2.00 万元。")
    assert [c.measure for c in narrative.claims] == ["government_fund"]
    assert [note.rule for note in narrative.notes] == ["read.claim"]


def test_cutting_of_sentences() -> None:
    assert squeeze("2030 年 预算 1,234.50 万元 ABC 12") == "2030年预算1,234.50万元ABC 12"
    assert [c.text for c in clauses("甲1,234.50万元,占5.5%；《乙，丙》的“丁；戊”：己")] == [
        "甲1,234.50万元",
        "占5.5%",
        "《乙，丙》的“丁；戊”",
        "己",
    ]
    assert [c.text for c in clauses("缺一半（甲，乙")] == ["缺一半（甲", "乙"]
    assert strip_item("1．2030年堤防") == ("2030年堤防", True)
    assert strip_item("2.5万元") == ("2.5万元", False)
    assert [percent_text(*args) for args in (("1,312.56", False), ("8.0", True), ("0.00", True))] == [
        "1312.56",
        "-8.0",
        "0.00",
    ]


@given(
    st.text(
        alphabet="一般公共预算拨款支出（类）款项万元占比上年增加减少下降主要原因是用于其中包括未安排持平，。；：0123456789.,%“”《〔 ",
        max_size=120,
    )
)
def test_no_sentence_breaks_the_reader(text: str) -> None:
    for heading in (
        INCOME,
        DETAIL,
        "收支预算情况的总体说明",
        "上年结转结余预算情况说明",
        "预算绩效情况",
        "部门预算编制说明",
    ):
        for claim in told(heading, text).claims:
            assert (
                claim.prior_change_percent is None or claim.prior_change_percent.lstrip("-").replace(".", "").isdigit()
            )
            if claim.prior_status == "implied":
                assert claim.amount is not None
                assert claim.prior_change is not None
                assert claim.prior_amount == claim.amount - claim.prior_change
