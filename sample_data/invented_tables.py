"""The twelve tables of the invented budget (虚构), derived from its base figures in the layout printed in Xinjiang. No words of prose."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from data_model.amount import format_fen
from data_model.classification import FUNCTIONAL_CLASSES
from sample_data.invented_blocks import Grid, Node, header
from sample_data.invented_figures import ECONOMIC, ECONOMIC_CLASSES, NAMES, YEARS, Figures, Fund

ENTITY = "云溪市（虚构）文化广电和旅游局"
UNIT = "万元"
CODE: Node = ("科目代码", ("类", "款", "项"))
TOTAL = "总计"
Columns = Sequence[Mapping[str, int]]
"""One mapping 项 -> 元 for each printed column of figures."""


def wan(yuan: int) -> str:
    """元 -> printed 万元 with two decimals; blank for nothing."""
    return format_fen(yuan * 100) if yuan else ""


def tree_rows(columns: Columns, total: str = TOTAL) -> list[list[str]]:
    """类, 款 and 项 rows with codes in three columns, each the sum of what is below it, and a total at the end."""
    codes = sorted({part for column in columns for code in column for part in (code[:3], code[:5], code)})
    rows = [
        [code[:3], code[3:5], code[5:], NAMES[code], *(wan(_under(column, code)) for column in columns)]
        for code in codes
    ]
    return [*rows, ["", "", "", total, *(wan(sum(column.values())) for column in columns)]]


def _under(column: Mapping[str, int], code: str) -> int:
    return sum(amount for key, amount in column.items() if key.startswith(code))


def _grid(
    number: int,
    title: str,
    nodes: Sequence[Node],
    rows: list[list[str]],
    breaks: Sequence[int] = (),
    note: str = "",
) -> Grid:
    """A table with its header; `breaks` count body rows."""
    head, spans = header(nodes)
    depth = len(head)
    return Grid(title, f"表 {number}", ENTITY, UNIT, head + rows, depth, spans, tuple(depth + b for b in breaks), note)


def tables(f: Figures) -> list[Grid]:
    """表1 to 表12 of one year."""
    return [
        _balance(f), _revenue(f), _expenditure(f), _appropriation(f), _general_public(f), _basic_economic(f), _projects(f),
        _fund(f, 8, "政府性基金预算支出", "government_fund"), _fund(f, 9, "国有资本经营预算支出", "state_capital"),
        _three_public(f), _entrusted(f), _carryover(f),
    ]  # fmt: skip


def spending(f: Figures, basic: bool) -> dict[str, int]:
    """项 -> 元 of 基本支出 or 项目支出 of this year's money and of what was carried over."""
    found = dict(f.basic) if basic else f.project_of()
    for code, amount in f.carried(basic=basic).items():
        found[code] = found.get(code, 0) + amount
    return found


def total_of(f: Figures) -> int:
    """收支总预算 in 元."""
    return sum(spending(f, True).values()) + sum(spending(f, False).values())


def _added(*columns: Mapping[str, int]) -> dict[str, int]:
    found: dict[str, int] = {}
    for column in columns:
        for code, amount in column.items():
            found[code] = found.get(code, 0) + amount
    return found


def _sides(left: list[list[str]], right: list[list[str]], foot: list[str]) -> list[list[str]]:
    height = max(len(left), len(right))
    left = left + [[""] * len(left[0])] * (height - len(left))
    right = right + [[""] * len(right[0])] * (height - len(right))
    return [a + b for a, b in zip(left, right, strict=True)] + [foot]


def _balance(f: Figures) -> Grid:
    def line(name: str, yuan: int = 0) -> list[str]:
        return [name, wan(yuan)]

    own = {fund: sum(f.fund(fund, False).values()) for fund in FUNDS}
    given = {fund: sum(f.fund(fund, True).values()) for fund in FUNDS}
    carried = {fund: sum(f.carried(fund=fund).values()) for fund in FUNDS}
    this_year = sum(own.values()) + sum(given.values())
    gp, gf, sc = FUNDS
    left = [
        line("一、本年收入", this_year),
        line("1. 一般公共预算拨款", own[gp] + given[gp]), line("其中：一般财力", own[gp]), line("上级一般公共预算安排转移支付", given[gp]),
        line("2. 政府性基金预算拨款", own[gf] + given[gf]), line("其中：政府性基金收入", own[gf]), line("上级政府性基金安排转移支付", given[gf]),
        line("3. 国有资本经营预算拨款", own[sc] + given[sc]), line("其中：国有资本经营收入", own[sc]),
        line("上级国有资本经营预算安排转移支付", given[sc]),
        line("4. 财政专户核拨"), line("5. 单位资金"), line("其中：事业收入"), line("上级补助收入"), line("附属单位上缴收入"),
        line("事业单位经营收入"), line("其他收入"),
        line("二、上年结转结余", sum(carried.values())), line("1. 财政拨款结转", sum(carried.values())),
        line("其中：一般公共预算拨款", carried[gp]), line("政府性基金预算拨款", carried[gf]), line("国有资本经营预算拨款", carried[sc]),
        line("2. 非财政拨款结转结余"), line("其中：财政专户核拨"), line("单位资金"),
    ]  # fmt: skip
    spent = _added(spending(f, True), spending(f, False))
    right = [[f"{code} {name}", wan(_under(spent, code))] for code, name in FUNCTIONAL_CLASSES.items()]
    total = wan(total_of(f))
    nodes: list[Node] = [("收入", ("项目", "预算数")), ("支出", ("科目名称", "预算数"))]
    return _grid(1, "部门收支总体情况表", nodes, _sides(left, right, ["收入总计", total, "支出总计", total]))


FUNDS: tuple[Fund, Fund, Fund] = ("general_public", "government_fund", "state_capital")


def _revenue(f: Figures) -> Grid:
    pairs = [column for fund in FUNDS for column in (f.fund(fund, False), f.fund(fund, True))]
    carried = f.carried()
    subtotal = _added(*pairs)
    rows = tree_rows([_added(subtotal, carried), subtotal, *pairs, {}, {}, carried, {}])
    nodes: list[Node] = [
        CODE, "科目名称", "总计",
        ("财政拨款（补助）", (
            "财政拨款（补助）小计", "一般公共预算", "上级一般公共预算安排的转移支付", "政府性基金预算", "上级政府性基金安排的转移支付",
            "国有资本经营预算", "上级国有资本经营预算安排的转移支付",
        )),
        "财政专户（教育收费）", "单位资金", "财政拨款结转", "非财政拨款结转结余",
    ]  # fmt: skip
    return _grid(2, "部门收入总体情况表", nodes, rows, breaks=(12,))


def _expenditure(f: Figures) -> Grid:
    basic, project = spending(f, True), spending(f, False)
    nodes: list[Node] = [CODE, "科目名称", ("支出预算", ("合计", "基本支出", "项目支出"))]
    return _grid(3, "部门支出总体情况表", nodes, tree_rows([_added(basic, project), basic, project]))


def _appropriation(f: Figures) -> Grid:
    funds = [f.fund(fund) for fund in FUNDS]
    sums = [sum(fund.values()) for fund in funds]
    left = [["一、财政拨款（补助）", wan(sum(sums))]]
    left += [
        [name, wan(amount)]
        for name, amount in zip(("一般公共预算", "政府性基金预算", "国有资本经营预算"), sums, strict=True)
    ]
    right = []
    for code, name in FUNCTIONAL_CLASSES.items():
        amounts = [_under(fund, code) for fund in funds]
        right.append([f"{code} {name}", wan(sum(amounts)), *map(wan, amounts)])
    foot = ["收入总计", wan(sum(sums)), "支出总计", wan(sum(sums)), *map(wan, sums)]
    nodes: list[Node] = [
        ("财政拨款收入", ("项目", "合计")),
        ("财政拨款支出", ("科目名称", "合计", "一般公共预算", "政府性基金预算", "国有资本经营预算")),
    ]
    return _grid(4, "财政拨款收支预算总体情况表", nodes, _sides(left, right, foot))


def _general_public(f: Figures) -> Grid:
    project = f.project_of("general_public")
    nodes: list[Node] = [
        ("科目", (CODE, "科目名称")),
        ("一般公共预算支出", ("合计", "基本支出", "项目支出")),
    ]
    return _grid(5, "一般公共预算支出情况表", nodes, tree_rows([_added(f.basic, project), f.basic, project]))


def _basic_economic(f: Figures) -> Grid:
    names = {**ECONOMIC_CLASSES, **{item.code: item.name for item in ECONOMIC}}

    def figures(code: str) -> list[str]:
        amount = f.line(code)
        return [wan(amount), "", wan(amount)] if code[:3] == "302" else [wan(amount), wan(amount), ""]

    rows = [[code[:3], code[3:], names[code], *figures(code)] for code in sorted({*f.economic, *ECONOMIC_CLASSES})]
    public = f.line("302")
    rows.append(["", "", TOTAL, wan(f.line("")), wan(f.line("") - public), wan(public)])
    nodes: list[Node] = [
        ("科目", (("科目代码", ("类", "款")), "科目名称")),
        ("一般公共预算基本支出", ("合计", "人员经费", "公用经费")),
    ]
    return _grid(6, "一般公共预算基本支出情况表", nodes, rows)


_ECONOMIC_MEASURES = {
    "wages": "工资福利支出", "goods_services": "商品和服务支出", "household_subsidies": "对个人和家庭的补助", "debt_interest": "债务利息及费用支出",
    "capital_basic": "资本性支出（基本建设）", "capital": "资本性支出", "enterprise_basic": "对企业补助（基本建设）", "enterprise": "对企业补助",
    "social_insurance": "对社会保障基金补助", "other": "其他支出",
}  # fmt: skip


def _projects(f: Figures) -> Grid:
    index = YEARS.index(f.year)
    found = [
        (project, {measure: amounts[index] for measure, amounts in project.economic.items()})
        for project, _ in sorted(f.projects, key=lambda pair: pair[0].code)
        if project.fund == "general_public"
    ]

    def row(code: str, name: str, project: str, parts: Sequence[Mapping[str, int]]) -> list[str]:
        amounts = [sum(part.get(measure, 0) for part in parts) for measure in _ECONOMIC_MEASURES]
        return [code[:3], code[3:5], code[5:], name, project, wan(sum(amounts)), *map(wan, amounts)]

    everything = [part for _, part in found]
    rows = [row("", ENTITY, "", everything)]
    printed: set[str] = set()
    for project, part in found:
        for code in (project.code[:3], project.code[:5]):
            if code not in printed:
                printed.add(code)
                rows.append(row(code, NAMES[code], "", [p for q, p in found if q.code.startswith(code)]))
        rows.append(row(project.code, NAMES[project.code], project.name, [part]))
    rows.append(row("", TOTAL, "", everything))
    nodes: list[Node] = [CODE, "科目名称", "项目名称", "项目支出合计", *_ECONOMIC_MEASURES.values()]
    return _grid(7, "一般公共预算项目支出情况表", nodes, rows, breaks=(7, len(rows) - 1))


def _fund(f: Figures, number: int, name: str, fund: Fund) -> Grid:
    project = f.project_of(fund)
    note = "" if project else f"{name}情况表为空表：{f.year} 年没有安排{name.removesuffix('支出')}拨款。"
    nodes: list[Node] = [
        ("科目", (CODE, "科目名称")),
        (name, ("合计", ("基本支出", ("人员经费", "公用经费")), "项目支出")),
    ]
    return _grid(number, f"{name}情况表", nodes, tree_rows([project, {}, {}, project]), note=note)


_SOURCES: Node = ("资金来源", ("一般公共预算", "政府性基金", "国有资本经营预算"))


def _three_public(f: Figures) -> Grid:
    figures = f.three_public
    vehicles = figures["purchase"] + figures["running"]
    lines = (
        ("因公出国（境）费用", figures["abroad"]), ("公务接待费", figures["reception"]), ("公务用车购置及运行维护费（小计）", vehicles),
        ("其中：公务用车购置", figures["purchase"]), ("公务用车运行维护费", figures["running"]),
        (TOTAL, figures["abroad"] + figures["reception"] + vehicles),
    )  # fmt: skip
    rows = [[name, wan(amount), wan(amount), "", ""] for name, amount in lines]
    return _grid(10, "财政拨款“三公”经费支出情况表", ["“三公”经费支出内容", "合计", _SOURCES], rows)


def _entrusted(f: Figures) -> Grid:
    total = sum(amount for _, amount in f.entrusted)
    lines = [(ENTITY, total), *f.entrusted, (TOTAL, total)]
    rows = [[name, wan(amount), wan(amount), "", ""] for name, amount in lines]
    return _grid(11, "财政拨款委托业务费支出情况表", ["项目名称", "合计", _SOURCES], rows)


def _carryover(f: Figures) -> Grid:
    parts = ("basic_personnel", "basic_public", "project")

    def row(name: str, of: Sequence[tuple[str, int]]) -> list[str]:
        amounts = [sum(amount for part, amount in of if part == wanted) for wanted in parts]
        return [name, wan(sum(amounts)), wan(sum(amounts)), *map(wan, amounts), "", "", "", ""]

    everything = [(carry.part, amount) for carry, _, amount in f.carries]
    rows = [row(ENTITY, everything)]
    rows += [row(name, [(carry.part, amount)]) for carry, name, amount in f.carries]
    rows.append(row(TOTAL, everything))
    side: tuple[Node, ...] = ("小计", ("基本支出", ("人员经费", "公用经费")), "项目支出")
    return _grid(12, "上年结转结余情况表", ["项目", "合计", ("财政拨款", side), ("非财政拨款", side)], rows)
