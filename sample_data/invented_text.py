"""The prose of the invented budget (虚构): thirteen sections in our own words, every amount taken from its base figures.

Apart from the tables since it compares two years: `now` and `before` are the figures of the year and of the one before it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from data_model.classification import FUNCTIONAL_CLASSES
from sample_data.invented_blocks import Block, Heading, Paragraph
from sample_data.invented_figures import (
    ALIAS,
    ECONOMIC,
    HOUSES,
    NAMES,
    PROCUREMENT,
    PROJECTS,
    STAFF,
    VEHICLES,
    YEARS,
    Figures,
    Fund,
    Project,
)
from sample_data.invented_tables import ENTITY, FUNDS, spending, total_of
from sample_data.invented_words import STAFF_REASON, change, money, of_fund, reasons, share

NUMERALS = ("一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二", "十三", "十四")
_FUND_NAMES: Mapping[Fund, str] = {
    "general_public": "一般公共预算",
    "government_fund": "政府性基金预算",
    "state_capital": "国有资本经营预算",
}
_TRANSFER_NAMES: Mapping[Fund, str] = {
    "general_public": "上级一般公共预算安排的转移支付资金",
    "government_fund": "上级政府性基金安排的转移支付资金",
    "state_capital": "上级国有资本经营预算安排的转移支付资金",
}
_PURPOSES = {
    "207": "机关和场馆日常运转、演出、展示、修缮和平台建设",
    "208": "缴纳在职人员养老保险和职业年金",
    "210": "缴纳在职人员医疗保险",
    "221": "缴存住房公积金",
}


def heading(index: int, year: int, words: str) -> str:
    """`三、关于…2026 年支出预算情况说明`, the fixed headings of part three."""
    return f"{NUMERALS[index]}、关于{ENTITY} {year} 年{words}"


HEADINGS = (
    "收支预算情况的总体说明", "收入预算情况说明", "支出预算情况说明", "财政拨款收支预算情况的总体说明", "一般公共预算当年拨款情况说明",
    "一般公共预算基本支出情况说明", "一般公共预算项目支出情况说明", "政府性基金预算拨款情况说明", "国有资本经营预算拨款情况说明",
    "财政拨款“三公”经费预算情况说明", "财政拨款委托业务费支出情况说明", "上年结转结余预算情况说明",
)  # fmt: skip


def prose(now: Figures, before: Figures) -> list[Block]:
    """Sections 一 to 十三（三）of part three; goals and glossary follow elsewhere."""
    parts = (
        _overall(now), _income(now, before), _spending(now, before), _appropriation(now), _general_public(now, before), _basic(now),
        _projects(now), _fund(now, before, "government_fund"), _fund(now, before, "state_capital"), _three_public(now, before),
        _entrusted(now), _carryover(now),
    )  # fmt: skip
    blocks: list[Block] = []
    for index, (words, paragraphs) in enumerate(zip(HEADINGS, parts, strict=True)):
        blocks.append(Heading(heading(index, now.year, words), 2))
        blocks += [_block(text) for text in paragraphs]
    return [*blocks, Heading("十三、其他重要事项的情况说明", 2), *map(_block, _other(now, before))]


def _block(text: str) -> Block:
    return Heading(text, 3) if text.startswith("（") and "：" not in text and "。" not in text else Paragraph(text)


def _overall(now: Figures) -> list[str]:
    carried = sum(now.carried().values())
    sources = [_FUND_NAMES[fund] for fund in FUNDS if now.fund(fund)] + (["财政拨款结转结余"] if carried else [])
    spent = {**spending(now, True), **spending(now, False)}
    classes = [name for code, name in FUNCTIONAL_CLASSES.items() if any(key.startswith(code) for key in spent)]
    return [
        f"{ENTITY} {now.year} 年的全部收入和支出都编入本部门预算，收支总预算 {money(total_of(now))}。",
        f"收入预算包括：{'、'.join(sources)}。",
        f"支出预算包括：{'、'.join(classes)}。",
    ]


def _income(now: Figures, before: Figures) -> list[str]:
    total = total_of(now)
    lines = [f"{ENTITY} {now.year} 年收入预算 {money(total)}，其中："]
    for fund in FUNDS:
        for transfer, name in ((False, _FUND_NAMES[fund]), (True, _TRANSFER_NAMES[fund])):
            a, b = (sum(year.fund(fund, transfer).values()) for year in (now, before))
            why = reasons(of_fund(fund, transfer), a > b, now, staff=fund == "general_public" and not transfer)
            lines.append(
                f"{name} {money(a)}，{share(a, total)}，{change(a, b, why)}。" if a or b else f"{name}未安排。"
            )
    a, b = sum(now.carried().values()), sum(before.carried().values())
    why = "文物修缮和步道工程跨年实施" if a > b else "上年项目执行较快"
    return [*lines, f"财政拨款结转 {money(a)}，{share(a, total)}，{change(a, b, why)}。"]


def _spending(now: Figures, before: Figures) -> list[str]:
    total = total_of(now)
    lines = [f"{ENTITY} {now.year} 年支出预算 {money(total)}，其中："]
    for basic, name in ((True, "基本支出"), (False, "项目支出")):
        a, b = sum(spending(now, basic).values()), sum(spending(before, basic).values())
        lines.append(
            f"{name} {money(a)}，{share(a, total)}，{change(a, b, STAFF_REASON if basic else reasons(PROJECTS, a > b, now))}。"
        )
    return lines


def _classes(amounts: Mapping[str, int]) -> dict[str, int]:
    found: dict[str, int] = {}
    for code, amount in amounts.items():
        found[code[:3]] = found.get(code[:3], 0) + amount
    return dict(sorted(found.items()))


def _appropriation(now: Figures) -> list[str]:
    funds = {fund: now.fund(fund) for fund in FUNDS}
    parts = "，".join(f"{_FUND_NAMES[fund]}拨款 {money(sum(funds[fund].values()))}" for fund in FUNDS)
    lines = [
        f"{now.year} 年财政拨款收支总预算 {money(sum(sum(fund.values()) for fund in funds.values()))}。",
        f"收入预算包括：{parts}。",
    ]
    for fund in FUNDS:
        spent = "；".join(
            f"{NAMES[code]} {money(amount)}，主要用于{_purpose(fund, code)}"
            for code, amount in _classes(funds[fund]).items()
        )
        lines.append(f"{_FUND_NAMES[fund]}支出包括：{spent or '0.00 万元'}。")
    return lines


def _purpose(fund: Fund, code: str) -> str:
    if fund == "general_public":
        return _PURPOSES[code]
    return "、".join(project.purpose for project in of_fund(fund) if project.code.startswith(code))


def _paying(code: str) -> list[Project]:
    return [project for project in PROJECTS if project.code == code]


def path(code: str) -> str:
    """`文化旅游体育与传媒支出（类）文物（款）博物馆（项）`."""
    return f"{NAMES[code[:3]]}（类）{NAMES[code[:5]]}（款）{NAMES[code]}（项）"


def _general_public(now: Figures, before: Figures) -> list[str]:
    this, last = now.fund("general_public"), before.fund("general_public")
    total = sum(this.values())
    basic = (sum(now.basic.values()), sum(before.basic.values()))
    project = (sum(now.project_of("general_public").values()), sum(before.project_of("general_public").values()))
    lines = [
        "（一）一般公共预算当年拨款规模变化情况",
        f"{ENTITY} {now.year} 年一般公共预算拨款合计 {money(total)}，其中：",
        f"基本支出 {money(basic[0])}，{change(*basic, STAFF_REASON)}。",
        f"项目支出 {money(project[0])}，{change(*project, reasons(of_fund('general_public'), project[0] > project[1], now))}。",
        "（二）一般公共预算当年拨款结构情况",
    ]
    for number, (code, amount) in enumerate(_classes(this).items(), 1):
        lines.append(f"{number}. {NAMES[code]}（类）{money(amount)}，{share(amount, total)}。")
    lines.append("（三）一般公共预算当年拨款具体使用情况")
    for number, code in enumerate(sorted({*this, *last}), 1):
        a, b = this.get(code, 0), last.get(code, 0)
        lines.append(
            f"{number}. {path(code)}：{now.year} 年预算数为 {money(a)}，{change(a, b, reasons(_paying(code), a > b, now))}。"
        )
    return lines


def _basic(now: Figures) -> list[str]:
    names = {item.code: item.name for item in ECONOMIC}

    def listed(public: bool) -> str:
        return "、".join(name for code, name in names.items() if (code[:3] == "302") == public and now.economic[code])

    public = now.line("302")
    return [
        f"{ENTITY} {now.year} 年一般公共预算基本支出 {money(now.line(''))}，其中：",
        f"人员经费 {money(now.line('') - public)}，主要包括：{listed(False)}。",
        f"公用经费 {money(public)}，主要包括：{listed(True)}。",
    ]


def _projects(now: Figures) -> list[str]:
    lines: list[str] = []
    found = sorted((pair for pair in now.projects if pair[0].fund == "general_public"), key=lambda pair: pair[0].code)
    for number, (project, amount) in enumerate(found):
        lines += [
            f"（{NUMERALS[number]}）项目名称：{ALIAS.get((now.year, project.name), project.name)}",
            f"设立的政策依据：{project.basis}",
            f"预算安排规模：{money(amount)}",
            f"项目承担单位：{ENTITY}",
            f"资金分配情况：{money(amount)}用于{project.purpose}",
            f"资金执行时间：{now.year} 年 1 月至 {now.year} 年 12 月",
        ]
        if project.subsidy[0]:
            lines += [
                f"补贴标准：{project.subsidy[0]}",
                f"补贴范围：{project.subsidy[1]}",
                f"补贴人数：{project.count(now.year)} 人",
            ]
    return lines


def _fund(now: Figures, before: Figures, fund: Fund) -> list[str]:
    this, last = now.fund(fund), before.fund(fund)
    name = f"{_FUND_NAMES[fund]}支出"
    if not this:
        return [f"{now.year} 年没有安排{_FUND_NAMES[fund]}拨款，{name}情况表为空表。"]
    a, b = sum(this.values()), sum(last.values())
    reason = reasons(of_fund(fund), a > b, now)
    lines = [f"{ENTITY} {now.year} 年{name} {money(a)}，{change(a, b, reason, '与上年预算相比')}。其中："]
    for number, code in enumerate(sorted(this), 1):
        item = (this[code], last.get(code, 0))
        told = change(*item, reasons(_paying(code), item[0] > item[1], now), "与上年预算相比")
        lines.append(f"{number}. {path(code)}支出 {money(this[code])}，{told}。")
    return lines


def _three_public(now: Figures, before: Figures) -> list[str]:
    names = (
        ("abroad", "因公出国（境）费用"),
        ("purchase", "公务用车购置"),
        ("running", "公务用车运行维护费"),
        ("reception", "公务接待费"),
    )
    whys = {
        "purchase": "流动文化车只在 2025 年购置",
        "running": "车辆集中派用，单车里程减少",
        "reception": "接待批次压减",
    }
    this, last = now.three_public, before.three_public
    a, b = sum(this.values()), sum(last.values())
    total = change(a, b, "")
    told = "；".join(f"{name}{change(this[key], last[key], whys.get(key, ''), '')}" for key, name in names)
    return [
        f"{ENTITY} {now.year} 年财政拨款“三公”经费数为 {money(a)}，其中："
        + "，".join(f"{name} {money(this[key])}" for key, name in names) + "。",
        f"{now.year} 年财政拨款“三公”经费预算{total}，其中：{told}。",
    ]  # fmt: skip


def _entrusted(now: Figures) -> list[str]:
    purposes = {project.name: project.purpose for project in PROJECTS}
    total = sum(amount for _, amount in now.entrusted)
    return [f"{ENTITY} {now.year} 年委托业务费 {money(total)}，其中：", *_numbered(
        f"{name}委托业务费 {money(amount)}，主要用于：{purposes[name]}中委托办理的部分。" for name, amount in now.entrusted
    )]  # fmt: skip


def _numbered(lines: Iterable[str]) -> list[str]:
    return [f"{number}. {line}" for number, line in enumerate(lines, 1)]


def _carryover(now: Figures) -> list[str]:
    total = money(sum(now.carried().values()))
    return [
        f"{ENTITY} {now.year} 年上年结转结余 {total}，包括：财政拨款 {total}，非财政拨款 0.00 万元，其中：",
        *_numbered(f"{name}结转 {money(amount)}，主要用于：{carry.purpose}。" for carry, name, amount in now.carries),
    ]


def staff(now: Figures) -> str:
    """The sentence on people of part one."""
    index = YEARS.index(now.year)
    people = {name: counts[index] for name, counts in STAFF.items()}
    told = "；".join(f"{name} {people[name]} 人，{_moved(STAFF[name], index)}" for name in ("在职", "退休", "离休"))
    actual = people["在职"] + people["退休"] + people["离休"]
    return f"{ENTITY}编制数 {people['编制']}，实有人数 {actual} 人，其中：{told}。"


def _moved(counts: Sequence[int], index: int) -> str:
    step = counts[index] - counts[index - 1]
    return f"{'增加' if step >= 0 else '减少'} {abs(step)} 人"


def _other(now: Figures, before: Figures) -> list[str]:
    index = YEARS.index(now.year)
    bought = {name: amounts[index] for name, amounts in PROCUREMENT.items()}
    reserved = sum(bought.values()) * 3 // 5
    area, house = HOUSES[index]
    cars, worth = VEHICLES[index]
    public = (now.line("302"), before.line("302"))
    reason = "工会经费和取暖费按标准上调" if public[0] > public[1] else "办公费和差旅费从紧安排"
    plan = "安排购置流动文化车 1 辆" if now.three_public["purchase"] else "没有安排购置车辆"
    return [
        "（一）机关运行经费情况",
        f"{ENTITY} {now.year} 年的机关运行经费财政拨款预算 {money(public[0])}，{change(*public, reason)}。",
        "（二）政府采购情况",
        f"{now.year} 年，{ENTITY}政府采购预算 {money(sum(bought.values()))}，其中："
        + "，".join(f"政府采购{name}预算 {money(amount)}" for name, amount in bought.items()) + "。",
        f"{now.year} 年，{ENTITY}面向中小企业预留政府采购项目预算金额 {money(reserved)}，"
        f"其中：小微企业预留政府采购项目预算金额 {money(reserved // 2)}。",
        "（三）国有资产占用使用情况",
        f"截至 {now.year - 1} 年底，{ENTITY}占用使用国有资产的情况是：",
        f"1. 房屋 {area:,}.00 平方米，价值 {money(house)}。",
        f"2. 车辆 {cars} 辆，价值 {money(worth)}；其中：一般公务用车 {cars - 2} 辆，价值 {money(worth - 346_000)}；"
        f"执法执勤用车 0 辆，价值 0.00 万元；其他车辆 2 辆，价值 {money(346_000)}。",
        f"3. 办公家具价值 {money(684_200)}。",
        f"4. 其他资产价值 {money(2_935_700)}。",
        "单价 50 万元以上大型设备 2 台，单价 100 万元以上大型设备 1 台。",
        f"{now.year} 年部门预算{plan}，安排购置单价 50 万元以上大型设备 {1 if now.year == 2026 else 0} 台，"
        f"单价 100 万元以上大型设备 {1 if now.year == 2026 else 0} 台。",
    ]  # fmt: skip
