"""The lines of tables whose rows have no code: income by source, carry-over, totals, uses, with the words each region prints for them.
Apart from forms.py, which says which table has which lines; the same concept has one key in every region.
"""

from __future__ import annotations

from data_model.form_types import Line

CURRENT_LINES = (
    Line(
        "current", ("本年收入", "财政拨款（补助）", "本年收入合计", "当年收入小计", "本年收入小计", "本年财政拨款收入")
    ),
    Line("current.appropriation", ("财政拨款收入", "财政拨款", "本年财政拨款"), "current"),
    Line(
        "current.general_public",
        ("一般公共预算拨款", "一般公共预算资金", "一般公共预算", "一般公共预算财政拨款", "一般公共预算拨款收入"),
        "current.appropriation",
    ),
    Line("current.general_public.own", ("一般财力", "公共财政拨款（补助）资金")),
    Line("current.general_public.special", ("专项收入",)),
    Line(
        "current.general_public.transfer",
        ("上级一般公共预算安排转移支付", "上级一般公共预算安排的转移支付", "上级一般公共预算转移支付"),
    ),
    Line(
        "current.government_fund",
        ("政府性基金预算拨款", "政府性基金", "政府性基金预算", "政府性基金预算财政拨款", "政府性基金预算资金"),
        "current.appropriation",
    ),
    Line("current.government_fund.own", ("政府性基金收入",)),
    Line("current.government_fund.transfer", ("上级政府性基金安排转移支付", "上级政府性基金安排的转移支付")),
    Line(
        "current.state_capital",
        (
            "国有资本经营预算拨款",
            "国有资本经营预算",
            "固有资本经营预算",
            "国有资本经营预算财政拨款",
            "国有资本经营预算资金",
        ),
        "current.appropriation",
    ),
    Line("current.state_capital.own", ("国有资本经营收入",)),
    Line("current.state_capital.transfer", ("上级国有资本经营预算安排转移支付", "上级国有资本经营预算安排的转移支付")),
    Line("current.fiscal_account", ("财政专户核拨", "财政专户管理资金", "财政专户资金", "教育收费")),
    Line("current.fiscal_account.education", ("专户管理教育收费",)),
    Line("current.fiscal_account.other", ("其他非税收入",)),
    Line("current.unit_funds", ("单位资金", "其他资金")),
    Line("current.business", ("事业收入",), "current.unit_funds"),
    Line("current.superior_subsidy", ("上级补助收入",), "current.unit_funds"),
    Line("current.affiliated", ("附属单位上缴收入",), "current.unit_funds"),
    Line("current.operating", ("事业单位经营收入", "经营收入"), "current.unit_funds"),
    Line("current.other", ("其他收入",), "current.unit_funds"),
    Line("current.debt", ("债务资金（银行贷款）",), "current.unit_funds"),
)
"""Sources of this year's income, in printed order."""

CARRYOVER_LINES = (
    Line("carryover", ("上年结转结余", "上年结转", "上年结转资金", "上年结转和结余资金", "上年结转和结余")),
    Line("carryover.used", ("动用上年结转和结余资金",)),
    Line("carryover.appropriation", ("财政拨款结转", "财政拨款结转结余")),
    Line("carryover.appropriation.general_public", ("一般公共预算拨款", "一般公共预算")),
    Line("carryover.appropriation.government_fund", ("政府性基金预算拨款", "政府性基金预算")),
    Line("carryover.appropriation.state_capital", ("国有资本经营预算拨款", "国有资本经营预算")),
    Line("carryover.other", ("非财政拨款结转结余",)),
    Line("carryover.other.fiscal_account", ("财政专户核拨",)),
    Line("carryover.other.unit_funds", ("单位资金",)),
)
TOTAL_LINE = Line("total", ("总计", "合计", "收入总计", "支出总计", "收入合计", "支出合计"))
SPENDING_LINES = (
    Line("spending.current", ("本年支出合计", "当年支出小计", "本年支出", "本年支出小计")),
    Line("spending.carry_forward", ("结转下年", "结转下年资金", "年终结转结余", "结转下年支出")),
)
USE_LINES = (
    Line("use.basic", ("基本支出",)),
    Line("use.project", ("项目支出",)),
    Line("use.reserve", ("单位预留机动经费", "预留机动经费")),
)
