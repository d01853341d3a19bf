"""Blocks and lists of the prose: project details, remarks on goals and projects, people, assets, procurement. Invented wording."""

from __future__ import annotations

from data_model.narrative import narrate
from tests.data_model.narrative_maker import META, fen, row, section, table, told

PROJECTS = table(
    "projects", [row("2130306", "水利工程运行与维护", {"total": "40.00"}, project="二期泵站大修（2030 年）")]
)


def test_project_blocks() -> None:
    narrative = told(
        "一般公共预算项目支出情况说明",
        "（一）项目名称：二期泵站大修(2030年)",
        "设立的政策依据：青水发〔2028〕3 号",
        "预算安排规模：40.00 万元",
        "资金分配情况：30.00 万元用于电机，10.00 万元用于闸门",
        "补贴范围：两座泵站补贴方式：按月",
        "（一十一）项目名称：水位监测",
        "预算安排规模：1,200.50万元",
        tables=[PROJECTS],
    )
    pump, level = narrative.projects
    assert (pump.name, pump.amount) == ("二期泵站大修(2030年)", fen("40"))
    assert dict(pump.details) == {
        "设立的政策依据": "青水发〔2028〕3 号", "预算安排规模": "40.00 万元", "资金分配情况": "30.00 万元用于电机，10.00 万元用于闸门",
        "补贴范围": "两座泵站", "补贴方式": "按月",
    }  # fmt: skip
    assert (level.name, level.amount, level.origin) == ("水位监测", fen("1200.50"), "a.txt:6")
    first, second = narrative.claims
    assert (first.table, first.code, first.project) == ("projects", "2130306", "二期泵站大修（2030 年）")
    assert (second.table, second.code, second.project) == ("projects", "", "水位监测")


def test_remarks_on_goals_and_projects() -> None:
    goals = told(
        "预算绩效情况",
        "2030 年，整体预算绩效目标 1 个，涉及预算金额 90.00 万元；当年预算安排项目共 3 个，其中：财政拨款项目涉及预算金额 50.00 万元；"
        "非财政拨款项目涉及预算金额 4.00 万元。具体情况见下表：",
    )
    assert [(c.subject, c.amount) for c in goals.claims] == [
        ("整体预算绩效目标", fen("90")), ("财政拨款项目", fen("50")), ("非财政拨款项目", fen("4")), ("当年预算安排项目", None),
    ]  # fmt: skip
    assert dict(goals.statements[0].values) == {
        "overall_goals": "1", "overall_amount": "90.00", "projects": "3", "appropriated_amount": "50.00", "other_amount": "4.00",
    }  # fmt: skip
    remarks = told(
        "其他需说明的事项",
        "1. “泵站大修”项目上年结转结余资金 6.00 万元与当年财政拨款（资金）预算 40.00 万元做在同一张表。",
        "上年结转结余项目2个，涉及资金9.00万元，具体为：1. 泵站大修项目6.00万元；2. 水位监测项目3.00万元。",
        "另有 2 个涉密项目，涉及预算资金 5.00 万元，不予公开。",
    ).claims
    assert [(c.subject, c.project, c.table, c.amount) for c in remarks] == [
        ("泵站大修：上年结转结余资金", "泵站大修", "", fen("6")), ("泵站大修：当年财政拨款预算", "泵站大修", "", fen("40")),
        ("上年结转结余项目", "", "carryover", fen("9")), ("泵站大修项目", "泵站大修项目", "", fen("6")),
        ("水位监测项目", "水位监测项目", "", fen("3")), ("涉密项目", "", "", fen("5")),
    ]  # fmt: skip


def test_people_assets_procurement() -> None:
    sections = (
        section("一", "2030年部门概况", level=1),
        section("二", "机构设置及人员情况", "水务局下设 4 个科室。", "水务局编制数 30，实有人数 41 人，其中：",
                "在职 28 人，减少 2 人；退休 12 人，增加 1 人；离休 1 人，增加 0 人。"),
        section("三", "2030年部门预算情况说明", level=1),
        section("十", "政府采购情况", "2030 年，水务局政府采购预算 1,071.38 万元，其中：政府采购货物预算 12.64 万元，"
                "政府采购工程预算 0.00 万元，政府采购服务预算 1,058.74 万元。", "面向中小企业预留政府采购项目预算金额 36.18 万元，"
                "其中：小微企业预留政府采购项目预算金额 6.00 万元。"),
        section("十一", "国有资产占用使用情况", "截至 2029 年底，占用使用国有资产总体情况为：", "1. 房屋 1,500.00 平方米，价值 80.00 万元。",
                "2. 车辆 3 辆，价值 60.00 万元；其中：一般公务用车 1 辆，价值 20.00 万元；执法执勤用车 0 辆，价值 0.00 万元；"
                "其他车辆 2 辆，价值 40.00 万元。", "3. 办公家具价值 4.12 万元。", "4. 其他资产价值 18.49 万元。",
                "单价 50 万元以上大型设备 2 台，单价 100 万元以上大型设备 1 台。",
                "2030 年部门预算未安排购置车辆经费，安排购置单价 50 万元以上大型设备 1 台，单价 100 万元以上大型设备 0 台。"),
    )  # fmt: skip
    told = {s.kind: dict(s.values) for s in narrate(sections, [], META).statements}
    assert told["people"] == {
        "posts": "30", "actual": "41", "in_service": "28", "in_service_change": "-2", "retired": "12", "retired_change": "1",
        "leave_retired": "1", "leave_retired_change": "0", "departments": "4",
    }  # fmt: skip
    assert told["procurement"] == {
        "total": "1071.38", "goods": "12.64", "works": "0.00", "services": "1058.74", "reserved_sme": "36.18", "reserved_micro": "6.00",
    }  # fmt: skip
    assert told["assets"] == {
        "as_of": "2029年底", "house_area_m2": "1500.00", "house_value": "80.00", "vehicles": "3", "vehicles_value": "60.00",
        "vehicles_general": "1", "vehicles_general_value": "20.00", "vehicles_law": "0", "vehicles_law_value": "0.00",
        "vehicles_other": "2", "vehicles_other_value": "40.00", "furniture_value": "4.12", "other_value": "18.49",
        "equipment_over_500k": "2", "equipment_over_1m": "1", "plan_equipment_over_500k": "1", "plan_equipment_over_1m": "0",
    }  # fmt: skip


def test_projects_under_headings() -> None:
    sections = (
        section("", "智慧水务专项（政策资金）经费情况说明", level=1),
        section("一", "项目概述", "远程抄表。"),
        section("二", "立项依据", "1、《青石县水务条例》。", "2、县长办公会纪要。"),
        section("六", "年度预算安排", "2030年度项目总预算70.00万，其中水表50.00万，平台20.00万元，合计70.00万。"),
        section("", "机关运行经费情况说明", level=1),
        section("一", "机关运行经费", "机关运行经费 3.00 万元。"),
    )
    (project,) = narrate(sections, [], META).projects
    assert (project.name, project.amount) == ("智慧水务专项（政策资金）", fen("70"))
    assert dict(project.details)["立项依据"] == "1、《青石县水务条例》。2、县长办公会纪要。"
    quarters = (*sections[:2], section("六", "年度预算安排", "一季度15万元，二季度15万元。"))
    assert narrate(quarters, [], META).projects[0].amount is None
