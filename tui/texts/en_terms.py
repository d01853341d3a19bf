"""The English words for OUR terms that come as Chinese out of data_model: scopes, measures, forms, levels, units, names of our own lines.

Apart from en.py because they are found by the Chinese word, not by a key, and loaded when the first is shown. Printed titles, headings
and names of subjects are not here: they stay as printed.
"""

from __future__ import annotations

import re

TERMS = {
    # scopes
    "全部支出": "all spending", "全部收入": "all revenue", "财政拨款": "appropriation", "一般公共预算": "general public",
    "政府性基金预算": "government fund", "政府性基金": "government fund", "国有资本经营预算": "state capital", "财政拨款收入": "appropriation income",
    "一般公共预算基本支出": "general public, basic", "财政拨款基本支出": "appropriation, basic",
    "一般公共预算项目支出": "general public, projects", "按科目": "by subject",
    # measures
    "合计": "total", "总计": "total", "小计": "subtotal", "收入": "revenue", "支出": "spending", "用途": "use", "金额": "amount",
    "基本支出": "basic", "项目支出": "projects", "人员经费": "personnel", "公用经费": "operating", "预留机动经费": "reserve",
    "结转下年": "carried forward", "财政拨款小计": "appropriation subtotal",
    "上级一般公共预算转移支付": "general public transfers from above", "上级政府性基金转移支付": "government fund transfers from above",
    "上级国有资本经营预算转移支付": "state capital transfers from above", "财政专户": "fiscal account", "单位资金": "unit funds",
    "财政拨款结转": "appropriation carried over", "非财政拨款结转结余": "other funds carried over", "事业收入": "business income",
    "事业单位经营收入": "operating income", "上级补助收入": "subsidy from above", "附属单位上缴收入": "paid in by affiliated units",
    "其他收入": "other income", "其他资金": "other funds", "上年结转": "carried over", "上年结转结余": "carried over",
    "工资福利支出": "wages and welfare", "商品和服务支出": "goods and services", "对个人和家庭的补助": "subsidies to households",
    "债务利息及费用支出": "debt interest and fees", "资本性支出（基本建设）": "capital (construction)", "资本性支出": "capital",
    "对企业补助（基本建设）": "enterprise subsidies (construction)", "对企业补助": "enterprise subsidies",
    "对社会保障基金补助": "social insurance subsidies", "其他支出": "other spending",
    "财政拨款人员经费": "appropriation, personnel", "财政拨款公用经费": "appropriation, operating",
    "财政拨款项目支出": "appropriation, projects", "非财政拨款小计": "other funds subtotal",
    "非财政拨款人员经费": "other funds, personnel", "非财政拨款公用经费": "other funds, operating",
    "非财政拨款项目支出": "other funds, projects", "机关运行经费": "running costs of offices",
    # forms, where a budget has no such table whose title could be shown
    "收支总表": "revenue and spending", "收入总表": "revenue", "支出总表": "spending", "财政拨款收支总表": "appropriation, both sides",
    "财政拨款支出表（功能科目）": "appropriation by function", "财政拨款基本支出表（经济科目）": "appropriation by economic class",
    "一般公共预算支出表": "general public spending", "一般公共预算基本支出表": "general public basic spending",
    "基本支出表（政府经济分类）": "basic spending by government economic class", "一般公共预算项目支出表": "general public projects",
    "政府性基金预算支出表": "government fund spending", "国有资本经营预算支出表": "state capital spending", "“三公”经费表": "three public",
    "委托业务费表": "entrusted services", "上年结转结余表": "carried over", "机关运行经费表": "running costs of offices",
    "政府采购表": "procurement", "绩效目标表": "performance goals", "绩效目标": "performance goals", "绩效": "goals", "其他事项": "other matters",
    # lines that are printed nowhere
    "支出总计": "total spending", "收入总计": "total revenue", "基本支出合计": "total basic", "项目支出总计": "total projects",
    "未按经济分类公开": "not published by economic class", "未公开到基本、项目": "not published by basic and projects",
    "未按资金公开": "not published by fund", "各表口径重叠": "tables overlap", "尾差": "rounding", "部门整体": "whole department",
    "政府采购": "procurement", "国有资产": "state assets", "人员": "people",
    # sections that are looked for
    "职能或职责": "duties", "机构设置": "organisation", "国有资产占用": "state assets held", "预算绩效": "performance", "名词解释": "explanation of terms",
    "收支总体": "revenue and spending", "机关运行": "running costs of offices",
    # levels and parts of the trees
    "类": "class", "款": "section", "项": "item", "项目": "project", "行": "line", "单位": "unit", "部分": "part", "资金": "fund",
    "指标": "indicator", "指标组": "indicators", "目标": "goal", "数": "figure", "事项": "matter", "表": "table",
    # what a finding rests on
    "勾稽": "sums:", "原文": "text:", "名称相近": "likeness:", "对照": "other file:", "公开要件": "duty",
    # kinds and phases
    "部门": "departmental", "本级": "own-level", "预算": "budget", "决算": "final accounts", "调整": "adjusted budget",
    # units and what is counted
    "元": "yuan", "万元": "10k yuan", "亿元": "100M yuan", "平方米": "m²", "辆": "", "台": "", "人": "", "个": "",
    "货物": "goods", "工程": "works", "服务": "services", "面向中小企业预留": "reserved for small and medium enterprises",
    "其中小微企业": "of it small and micro", "截至": "as of", "房屋面积": "floor area", "房屋价值": "value of buildings",
    "车辆": "vehicles", "车辆价值": "value of vehicles", "一般公务用车": "general vehicles", "执法执勤用车": "law enforcement vehicles",
    "其他车辆": "other vehicles", "部级领导干部用车": "ministers' vehicles", "主要领导干部用车": "leaders' vehicles",
    "机要通信用车": "confidential courier vehicles", "应急保障用车": "emergency vehicles", "特种专业技术用车": "special technical vehicles",
    "离退休干部用车": "retired officials' vehicles", "办公家具价值": "value of furniture", "其他资产价值": "value of other assets",
    "20万元以上设备": "equipment over 200k yuan", "50万元以上设备": "equipment over 500k yuan",
    "100万元以上设备": "equipment over 1M yuan", "编制": "posts", "实有": "actual", "在职": "in service", "退休": "retired",
    "离休": "retired veterans", "下设机构": "bodies below", "在职增减": "in service, change", "退休增减": "retired, change",
    "离休增减": "retired veterans, change",
}  # fmt: skip
"""Chinese term -> English word, as it stands within a line (no capital)."""

PATTERNS = tuple(
    (re.compile(pattern), english)
    for pattern, english in (
        (r"(?P<term>[^（]+)（(\d+) 项）", r"{term} (\2)"),
        (r"(.+) 第(\d+)行", r"\1 row \2"),
        (r"文本第(\d+)行", r"line \1"),
        (r"第(\d+)行", r"row \1"),
        (r"第(\d+)页", r"page \1"),
        (r"工作表“(.*)”第(\d+)行", r"sheet “\1” row \2"),
        (r"工作表“(.*)”", r"sheet “\1”"),
        (r"本文件没有(?P<term>.+表.*)", r"this file has no table of {term}"),
        (r"本文件没有各资金的支出表", r"this file has no spending table of a fund"),
        (r"本文件没有述及", r"this file does not speak of it"),
        (r"本文件没有", r"not in this file"),
        (r"(.+)为空表", r"\1 is empty"),
        (r"计划购置(?P<term>.+)", r"{term} to be bought"),
        (r"(?P<term>.+用车|.*车辆)价值", r"value of {term}"),
        (r"上年 (.+)", r"last year \1"),
        (r"权重 (.+)", r"weight \1"),
        (r"“(.*)”里没有认出数，写作 .*", r"no number in “\1”, write >100, >1.2yi, share>5% or delta>100"),
        (r"没有“(.*)”这一级，可用：.*", r"no level “\1”; use class, section, item, project or 1 to 4"),
        (r"“(.*)”不是金额", r"“\1” is no amount"),
        (r"0（留空）", r"0 (blank)"),
    )
)
"""Short phrases of data_model around a figure, a printed word or a further term of ours (`term`), tried in this order."""
