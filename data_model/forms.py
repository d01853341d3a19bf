"""THE TABLES, declared once as plain data: kinds, titles and header words of all regions, measures, line keys.

Reading, recovering, checking and showing all read these declarations; a new layout needs words here, not code elsewhere. The
identities between them are in identities.py. Sources: 财政部门统一的部门预算公开表 as printed in Xinjiang (2024, 2026), Shanghai
(2023–2026), Jiangsu (2017–2019). The order of measures is the order of the printed number row ※ 1 2 3 ….
"""

from __future__ import annotations

from data_model.form_lines import CARRYOVER_LINES, CURRENT_LINES, SPENDING_LINES, TOTAL_LINE, USE_LINES
from data_model.form_types import Form, Line, Measure, Scope, Side

SCOPES = (
    Scope("expenditure", "全部支出"),
    Scope("appropriation", "财政拨款"),
    Scope("general_public", "一般公共预算"),
    Scope("government_fund", "政府性基金预算"),
    Scope("state_capital", "国有资本经营预算"),
)

FUNCTION_CODE = (
    "科目代码",
    "科目编码",
    "功能分类科目编码",
    "功能科目编码",
    "功能科目代码",
    "支出功能分类科目编码",
    "类",
    "款",
    "项",
)
FUNCTION_NAME = ("科目名称", "功能分类科目名称", "功能科目名称", "支出功能分类科目名称", "功能分类", "项目")
ECONOMIC_CODE = (
    "科目代码", "科目编码", "经济分类科目编码", "部门经济分类科目编码", "部门预算经济分类科目编码", "经济科目编码", "类", "款",
)  # fmt: skip
ECONOMIC_NAME = (
    "科目名称",
    "经济分类科目名称",
    "部门经济分类科目名称",
    "部门预算经济分类科目名称",
    "经济科目名称",
    "项目",
)
ITEM_NAME = ("项目", "项目名称", "科目名称", "收入项目", "支出项目", "功能科目名称", "支出功能分类")

_TOTAL = Measure("total", "合计", ("合计", "总计", "金额", "预算数", "支出合计", "收入合计"))
_BASIC = Measure("basic", "基本支出", ("基本支出", "基本支出/小计", "基本支出/合计"))
_PROJECT = Measure("project", "项目支出", ("项目支出", "项目支出/小计", "项目支出/合计"))
_PERSONNEL = Measure("basic_personnel", "人员经费", ("基本支出/人员经费", "人员经费"))
_PUBLIC = Measure("basic_public", "公用经费", ("基本支出/公用经费", "公用经费", "日常公用经费"))
_FUNDS = (
    Measure("total", "合计", ("合计", "总计", "金额", "预算数")),
    Measure(
        "general_public", "一般公共预算", ("一般公共预算", "一般公共预算拨款", "一般公共预算资金"), "general_public"
    ),
    Measure(
        "government_fund", "政府性基金预算", ("政府性基金预算", "政府性基金", "政府性基金预算拨款"), "government_fund"
    ),
    Measure(
        "state_capital",
        "国有资本经营预算",
        ("国有资本经营预算", "国有资本经营", "国有资本经营预算拨款"),
        "state_capital",
    ),
)


def _function(*measures: Measure) -> tuple[Side, ...]:
    return (Side("", measures, code=FUNCTION_CODE, name=FUNCTION_NAME),)


_INCOME_HEADS = ("收入", "本年收入", "财政拨款收入", "收入预算")
_SPENDING_HEADS = ("支出", "本年支出", "财政拨款支出", "支出预算", "功能分类")
_USE_HEADS = ("支出用途",)
_INCOME_AMOUNT = Measure("revenue", "收入", ("预算数", "金额", "合计", "本年预算数", "预算数/合计"))
_USE = Side("use", (Measure("use", "用途", ("金额", "预算数")),), _USE_HEADS, name=ITEM_NAME)

FORMS = (
    Form(
        "balance", "收支总表", ("收支表", "收支总表", "财务收支表", "财务收支总表", "收入支出表", "收入支出总表"),
        (
            Side("revenue", (_INCOME_AMOUNT,), _INCOME_HEADS, name=ITEM_NAME),
            Side(
                "expenditure",
                (
                    Measure("expenditure", "支出", ("预算数/合计", "预算数", "金额", "合计", "本年预算数"), "expenditure"),
                    _PERSONNEL, _PUBLIC, _PROJECT,
                ),
                _SPENDING_HEADS, name=ITEM_NAME,
            ),
            _USE,
        ),
        "revenue", 0, "expenditure",
        (*CURRENT_LINES, *CARRYOVER_LINES, TOTAL_LINE, *SPENDING_LINES, *USE_LINES), classification="functional",
    ),
    Form(
        "revenue", "收入总表", ("收入表", "收入总表"),
        (
            Side(
                "",
                (
                    Measure("total", "总计", ("总计", "合计", "金额", "预算数", "收入预算/合计")),
                    Measure("appropriation_subtotal", "财政拨款小计", (
                        "财政拨款（补助）小计", "财政拨款小计", "财政拨款（补助）/小计", "财政拨款/小计", "财政拨款收入", "财政拨款",
                        "财政拨款（补助）/财政拨款小计", "财政拨款收入/小计",
                    ), "appropriation"),
                    Measure("general_public", "一般公共预算", ("一般公共预算", "一般公共预算拨款", "一般公共预算资金"), "general_public"),
                    Measure("general_public_transfer", "上级一般公共预算转移支付", (
                        "上级一般公共预算安排的转移支付", "上级一般公共预算安排转移支付", "上级一般公共预算转移支付",
                    ), "general_public"),
                    Measure("government_fund", "政府性基金预算", ("政府性基金预算", "政府性基金", "政府性基金预算拨款"), "government_fund"),
                    Measure("government_fund_transfer", "上级政府性基金转移支付", (
                        "上级政府性基金安排的转移支付", "上级政府性基金安排转移支付", "上级政府性基金预算安排的转移支付",
                    ), "government_fund"),
                    Measure("state_capital", "国有资本经营预算", ("国有资本经营预算", "固有资本经营预算", "国有资本经营"), "state_capital"),
                    Measure("state_capital_transfer", "上级国有资本经营预算转移支付", (
                        "上级国有资本经营预算安排的转移支付", "上级国有资本经营预算安排转移支付",
                    ), "state_capital"),
                    Measure("fiscal_account", "财政专户", (
                        "财政专户（教育收费）", "财政专户", "财政专户管理资金", "财政专户核拨", "教育收费",
                    )),
                    Measure("unit_funds", "单位资金", ("单位资金", "其他资金")),
                    Measure("appropriation_carryover", "财政拨款结转", ("财政拨款结转", "财政拨款结转结余", "上年结转", "上年结转资金")),
                    Measure("other_carryover", "非财政拨款结转结余", ("非财政拨款结转结余", "非财政拨款结转")),
                    Measure("business", "事业收入", ("事业收入", "单位资金/事业收入")),
                    Measure("operating", "事业单位经营收入", ("事业单位经营收入", "经营收入")),
                    Measure("superior_subsidy", "上级补助收入", ("上级补助收入",)),
                    Measure("affiliated", "附属单位上缴收入", ("附属单位上缴收入",)),
                    Measure("other", "其他收入", ("其他收入",)),
                ),
                code=FUNCTION_CODE, name=(*FUNCTION_NAME, "项目名称"),
            ),
        ),
        "revenue", 1, "",
        (*CURRENT_LINES, *CARRYOVER_LINES, TOTAL_LINE), classification="functional",
    ),
    Form(
        "expenditure", "支出总表", ("支出表", "支出总表"),
        _function(
            _TOTAL, _BASIC, _PROJECT,
            Measure("reserve", "预留机动经费", ("单位预留机动经费", "预留机动经费")),
            Measure("carry_forward", "结转下年", ("结转下年资金", "结转下年")),
            _PERSONNEL, _PUBLIC,
        ),
        "function", 0, "expenditure", classification="functional",
    ),
    Form(
        "appropriation", "财政拨款收支总表",
        ("财政拨款收支表", "财政拨款收支总表", "财政拨款收入支出表", "财政拨款收入支出总表"),
        (
            Side("revenue", (_INCOME_AMOUNT,), _INCOME_HEADS, name=ITEM_NAME),
            Side("expenditure", _FUNDS, _SPENDING_HEADS, name=ITEM_NAME),
            _USE,
        ),
        "function", 1, "appropriation",
        (*CURRENT_LINES, *CARRYOVER_LINES, TOTAL_LINE, *SPENDING_LINES, *USE_LINES), classification="functional",
    ),
    Form(
        "appropriation_function", "财政拨款支出表（功能科目）",
        ("财政拨款支出表(功能科目)", "财政拨款支出表", "财政拨款支出功能分类表", "财政拨款支出表(功能分类)"),
        _function(_TOTAL, _BASIC, _PROJECT), "function", 2, "appropriation", classification="functional",
    ),
    Form(
        "appropriation_economic", "财政拨款基本支出表（经济科目）",
        ("财政拨款基本支出表(经济科目)", "财政拨款基本支出表", "财政拨款支出表(经济科目)", "财政拨款基本支出经济分类表"),
        (Side("", (_TOTAL, _BASIC, _PROJECT), code=ECONOMIC_CODE, name=ECONOMIC_NAME),),
        "economic", 1, "appropriation", classification="economic",
    ),
    Form(
        "general_public", "一般公共预算支出表",
        (
            "一般公共支出表", "一般公共支出功能分类表", "一般公共支出表(功能科目)", "一般公共当年支出表", "一般公共财政拨款支出表",
            "一般公共财政拨款支出功能分类表", "一般公共当年财政拨款支出表", "一般公共拨款支出表", "一般公共支出总表",
        ),
        _function(_TOTAL, _BASIC, _PROJECT, _PERSONNEL, _PUBLIC), "function", 3, "general_public", classification="functional",
    ),
    Form(
        "basic_economic", "一般公共预算基本支出表",
        (
            "一般公共基本支出表", "一般公共基本支出经济分类表", "一般公共基本支出表(经济科目)", "一般公共基本支出表(经济分类)",
            "一般公共财政拨款基本支出表",
        ),
        (
            Side(
                "",
                (
                    _TOTAL,
                    Measure("personnel", "人员经费", ("人员经费", "基本支出/人员经费")),
                    Measure("public", "公用经费", ("公用经费", "日常公用经费", "基本支出/公用经费")),
                ),
                code=ECONOMIC_CODE, name=ECONOMIC_NAME,
            ),
        ),
        "economic", 0, "general_public", classification="economic",
    ),
    Form(
        "basic_economic_government", "基本支出表（政府经济分类）",
        ("一般公共基本支出政府经济分类表", "一般公共基本支出表(政府经济分类)", "基本支出政府经济分类表"),
        (Side("", (_TOTAL, _BASIC, _PROJECT), code=ECONOMIC_CODE, name=ECONOMIC_NAME),),
        "other", 0, "general_public", classification="economic",
    ),
    Form(
        "projects", "一般公共预算项目支出表", ("一般公共项目支出表", "项目支出表", "项目支出总表", "项目表"),
        (
            Side(
                "",
                (
                    Measure("total", "合计", ("项目支出合计", "合计", "总计", "项目支出", "金额")),
                    Measure("wages", "工资福利支出", ("工资福利支出",)),
                    Measure("goods_services", "商品和服务支出", ("商品和服务支出", "商品服务支出")),
                    Measure("household_subsidies", "对个人和家庭的补助", ("对个人和家庭的补助", "对个人和家庭补助")),
                    Measure("debt_interest", "债务利息及费用支出", ("债务利息及费用支出", "债务利息支出")),
                    Measure("capital_basic", "资本性支出（基本建设）", ("资本性支出（基本建设）",)),
                    Measure("capital", "资本性支出", ("资本性支出", "其他资本性支出")),
                    Measure("enterprise_basic", "对企业补助（基本建设）", ("对企业补助（基本建设）",)),
                    Measure("enterprise", "对企业补助", ("对企业补助",)),
                    Measure("social_insurance", "对社会保障基金补助", ("对社会保障基金补助",)),
                    Measure("other", "其他支出", ("其他支出",)),
                ),
                code=FUNCTION_CODE, name=("科目名称", "功能分类科目名称", "功能科目名称"), project=("项目名称", "项目"),
            ),
        ),
        "projects", 0, "general_public", unit_row=True, classification="functional",
    ),
    Form(
        "government_fund", "政府性基金预算支出表",
        (
            "政府性基金支出表", "政府性基金支出功能分类表", "财政拨款政府性基金支出表", "政府性基金财政拨款支出表",
            "政府性基金支出表(功能科目)",
        ),
        _function(_TOTAL, _PERSONNEL, _PUBLIC, _PROJECT, _BASIC), "function", 4, "government_fund", classification="functional",
    ),
    Form(
        "state_capital", "国有资本经营预算支出表",
        ("国有资本经营支出表", "国有资本经营支出功能分类表", "国有资本经营财政拨款支出表", "固有资本经营支出表"),
        _function(_TOTAL, _PERSONNEL, _PUBLIC, _PROJECT, _BASIC), "function", 5, "state_capital", classification="functional",
    ),
    Form(
        "three_public", "“三公”经费表",
        (
            '财政拨款"三公"经费支出表', '"三公"经费支出表', '"三公"经费表', '"三公"经费和机关运行经费表', '财政拨款"三公"经费表',
            '"三公"经费、会议费、培训费支出表', '"三公"经费、会议费和培训费支出表', '一般公共"三公"经费支出表',
            '"三公"经费、会议费、培训费表', '一般公共财政拨款"三公"经费支出表', '"三公"经费公共财政拨款支出表',
            '财政拨款安排的"三公"经费支出表', '"三公"经费和会议费、培训费支出表', '一般公共"三公"经费、会议费、培训费支出表',
        ),
        (Side("", _FUNDS, name=('"三公"经费支出内容', "项目", "项目名称", "内容", "支出内容", "科目名称")),),
        "three_public", 0, "appropriation",
        (
            TOTAL_LINE,
            Line("three_public", ('"三公"经费', '"三公"经费合计', '"三公"经费小计', '"三公"经费预算数')),
            Line("abroad", ("因公出国（境）费用", "因公出国（境）费", "因公出国（境）经费"), "three_public"),
            Line("reception", ("公务接待费", "公务接待费用"), "three_public"),
            Line(
                "vehicles",
                ("公务用车购置及运行维护费", "公务用车购置及运行费", "公务用车购置及运行维护费小计", "公务用车购置和运行费"),
                "three_public",
            ),
            Line("vehicles.purchase", ("公务用车购置", "公务用车购置费", "购置费")),
            Line("vehicles.running", ("公务用车运行维护费", "公务用车运行费", "公务用车运行维护", "运行费", "运行维护费")),
            Line("meetings", ("会议费",)),
            Line("training", ("培训费",)),
            Line("operating_costs", ("机关运行经费预算数", "机关运行经费", "机关运行经费预算")),
        ),
        one_row=True,
    ),
    Form(
        "entrusted", "委托业务费表", ("财政拨款委托业务费支出表", "委托业务费支出表", "委托业务费表"),
        (Side("", _FUNDS, name=("项目名称", "项目")),), "entrusted", 0, "appropriation", unit_row=True,
    ),
    Form(
        "carryover", "上年结转结余表", ("上年结转结余表", "上年结转表", "上年结转和结余表", "上年结转结余资金表"),
        (
            Side(
                "",
                (
                    Measure("total", "合计", ("合计", "总计")),
                    Measure("appropriation_subtotal", "财政拨款小计", ("财政拨款/小计", "财政拨款小计", "财政拨款/合计"), "appropriation"),
                    Measure("appropriation_basic_personnel", "财政拨款人员经费", ("财政拨款/基本支出/人员经费", "财政拨款/人员经费"), "appropriation"),
                    Measure("appropriation_basic_public", "财政拨款公用经费", ("财政拨款/基本支出/公用经费", "财政拨款/公用经费"), "appropriation"),
                    Measure("appropriation_project", "财政拨款项目支出", ("财政拨款/项目支出",), "appropriation"),
                    Measure("other_subtotal", "非财政拨款小计", ("非财政拨款/小计", "非财政拨款小计", "非财政拨款/合计")),
                    Measure("other_basic_personnel", "非财政拨款人员经费", ("非财政拨款/基本支出/人员经费", "非财政拨款/人员经费")),
                    Measure("other_basic_public", "非财政拨款公用经费", ("非财政拨款/基本支出/公用经费", "非财政拨款/公用经费")),
                    Measure("other_project", "非财政拨款项目支出", ("非财政拨款/项目支出",)),
                ),
                name=("项目", "项目名称"),
            ),
        ),
        "carryover", 0, "", unit_row=True,
    ),
    Form(
        "operating_costs", "机关运行经费表",
        ("机关运行经费支出表", "机关运行经费表", "一般公共机关运行经费支出表", "财政拨款机关运行经费支出表"),
        (
            Side(
                "", (Measure("total", "机关运行经费", ("机关运行经费支出", "金额", "合计", "机关运行经费")),),
                code=ECONOMIC_CODE, name=ECONOMIC_NAME,
            ),
        ),
        "other", 1, "general_public", classification="economic",
    ),
    Form(
        "procurement", "政府采购表", ("政府采购表", "政府采购支出表", "政府采购明细表"),
        (
            Side(
                "",
                (
                    Measure("total", "总计", ("总计", "合计", "金额", "资金来源/合计", "采购金额")),
                    Measure("general_public", "一般公共预算", ("一般公共预算", "一般公共预算资金", "一般公共预算拨款"), "general_public"),
                    Measure("government_fund", "政府性基金", ("政府性基金", "政府性基金预算"), "government_fund"),
                    Measure("fiscal_account", "财政专户", ("财政专户管理资金", "财政专户", "财政专户资金")),
                    Measure("other", "其他资金", ("其他资金", "其他")),
                    Measure("appropriation_carryover", "上年结转", ("上年结转和结余资金", "上年结转资金", "上年结转")),
                ),
                name=("采购品目大类", "采购品目", "项目名称", "项目", "采购物品名称", "专项名称", "经济科目", "采购组织形式"),
            ),
        ),
        "other", 2, "",
    ),
    Form(
        "goals", "绩效目标表",
        (
            "整体绩效目标表", "整体支出绩效目标表", "项目支出绩效目标表", "绩效目标表", "项目绩效目标表", "整体支出绩效目标申报表",
            "项目绩效目标申报表", "财政项目支出绩效目标申报表", "项目支出绩效目标申报表", "项目绩效目标申报表",
        ),
        (), "goals", 0,
    ),
)  # fmt: skip

FORM_BY_KIND = {form.kind: form for form in FORMS}


def form_of(kind: str) -> Form | None:
    """The form of a table kind; None for `other:<title>`."""
    return FORM_BY_KIND.get(kind)


def measure_name(kind: str, measure: str) -> str:
    """The field's word for a measure of a kind (`合计`); the measure itself, which is its heading, where none is declared."""
    form = FORM_BY_KIND.get(kind)
    declared = form.measure(measure) if form else None
    return declared.name if declared else measure


OTHER_GENRES = (
    ("决算", ("收入支出决算总表", "支出决算表", "收入决算表", "部门决算公开", "年度部门决算", "年度单位决算")),
    (
        "政府预算",
        (
            "一般公共预算收入表",
            "一般公共预算收入预算表",
            "政府性基金预算收入表",
            "一般公共预算本级支出表",
            "税收返还和转移支付",
        ),
    ),
    ("绩效自评", ("项目支出绩效自评表", "绩效自评结果", "整体绩效自评表")),
)
"""Genres that are named, not misread: words of their titles."""
