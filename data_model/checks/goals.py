"""绩效目标与项目明细: sums of goal tables, names against the project tables, unit price × heads × months against the budget (I11, X9).

`formula_of` is for the explorer, too: the product a project's own words state. Apart from goal_links.py, which decides what belongs together.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal, InvalidOperation
from itertools import product

from data_model.amount import AmountError, parse
from data_model.budget import Budget, Finding, Place, Verdict
from data_model.checks.name_parts import differing
from data_model.checks.prose import Places, bare, likeness
from data_model.records import dataclass
from data_model.statements import Goal, ProjectDetail
from data_model.telling import money, table_name

_HEADS = re.compile(r"(?<![0-9.])([0-9]{1,5})\s*(?:余)?[名人](?!\s*[/／次均月年])")
_PRICE = re.compile(
    r"(?<![0-9,])([0-9][0-9,]*(?:\.[0-9]+)?)\s*(万元|元)\s*[/／每]\s*(?:人|名)?\s*[/／·.]?\s*([月年天])?"
)
_EACH = re.compile(r"每[人名]每?([月年])?[^0-9，。；]{0,8}([0-9][0-9,]*(?:\.[0-9]+)?)\s*(万元|元)")
_MONTHS = re.compile(r"(?<![0-9年])([0-9]{1,2})\s*个月")
_PERIOD = re.compile(r"([0-9]{1,2})\s*月[^0-9]{0,6}(?:20[0-9]{2}\s*年)?\s*([0-9]{1,2})\s*月")


@dataclass(frozen=True, slots=True)
class Formula:
    """heads × price × months of a project as its own words state them; `fen` their product, `months` 12 for a yearly price."""

    heads: int
    price: int
    months: int
    yearly: bool
    fen: int

    @property
    def text(self) -> str:
        """`87人 × 5,236元 × 6月`."""
        price = f"{self.price / 100:,.2f}".removesuffix(".00")
        return f"{self.heads}人 × {price}元" + ("/年" if self.yearly else f" × {self.months}月")


def formula_of(amount: int, texts: Iterable[str]) -> Formula | None:
    """The product of a head count, a unit price and months in the texts that gives `amount` (fen) within 0.5 %; None for none."""
    text = "。".join(texts)
    heads = {int(n) for n in _HEADS.findall(text) if int(n)}
    prices = {(_fen(n, unit), per == "年") for n, unit, per in _PRICE.findall(text)}
    prices |= {(_fen(n, unit), per != "月") for per, n, unit in _EACH.findall(text)}
    months = {int(n) for n in _MONTHS.findall(text) if 0 < int(n) <= 12} | {12}
    best: Formula | None = None
    for head, (price, yearly) in product(sorted(heads), sorted(prices)):
        for month in [12] if yearly else sorted(months):
            fen = head * price * (1 if yearly else month)
            if (
                price
                and abs(fen - amount) * 200 <= amount
                and (best is None or abs(fen - amount) < abs(best.fen - amount))
            ):
                best = Formula(head, price, month, yearly, fen)
    return best


def _fen(number: str, unit: str) -> int:
    try:
        amount = parse(number, unit)
    except AmountError:
        return 0
    return amount.fen if amount else 0


def goals(budget: Budget, all_results: bool = False) -> Iterator[Finding]:
    """All rules about goals and details of projects."""
    places = Places(budget)
    found: list[Finding] = []
    for goal in budget.goals:
        place = _place(budget, goal)
        found += [*_sum(goal, place), *_weights(goal, place), *_names(budget, goal, places), *_terms(goal, place)]
    for project in budget.projects:
        found += [*_formula(budget, project, places), *_heads(project, places)]
    found += [*_overall(budget), *_links(budget)]
    yield from (f for f in found if all_results or f.verdict != "ok")


def _name(goal: Goal) -> str:
    return f"绩效目标表“{goal.project or '整体'}”"


def _place(budget: Budget, goal: Goal) -> Place | None:
    """The place of the goal's table: where its project's name is printed."""
    for table in budget.tables:
        if table.kind == "goals":
            for row in table.grid:
                if goal.project and any(bare(text) == bare(goal.project) for text in row.texts):
                    return row.place
    return next((t.place for t in budget.tables if t.kind == "goals"), None)


def _sum(goal: Goal, place: Place | None) -> Iterator[Finding]:
    """I11: 资金总额 = 财政拨款 + 其他资金."""
    if goal.total is None or goal.appropriated is None:
        return
    right = goal.appropriated + (goal.other or 0)
    off = goal.total - right
    verdict: Verdict = "ok" if not off else "rounding" if abs(off) <= 15_000 else "mismatch"
    sign = {"ok": "=", "rounding": "≈"}.get(verdict, "≠")
    text = (
        f"{_name(goal)}：总额 {money(goal.total, '万元', 10_000)} {sign} 财政拨款 {money(goal.appropriated, '万元', 10_000)}"
        f" + 其他资金 {money(goal.other or 0, '万元', 10_000)}"
    )
    yield Finding("I11.goal", verdict, text, "勾稽", "goals", "", "", right, goal.total, off, 15_000, place)


def _weights(goal: Goal, place: Place | None) -> Iterator[Finding]:
    """Weights sum to 100, or to 90 where 10 are reserved for the rate of execution: a convention, hence a hint."""
    try:
        weights = [Decimal(i.weight.strip("%分 ")) for i in goal.indicators if i.weight.strip()]
    except InvalidOperation:
        return
    total = sum(weights, Decimal(0))
    if len(weights) > 1 and len(weights) == len(goal.indicators) and total not in (90, 100):
        yield Finding(
            "G.weights",
            "hint",
            f"{_name(goal)}：指标权重相加为 {total}，通常是 90 或 100",
            "勾稽",
            "goals",
            place=place,
        )


def _names(budget: Budget, goal: Goal, places: Places) -> Iterator[Finding]:
    """A goal's project with the amount of a row and nearly its name (N12)."""
    if not goal.project:
        return
    rows = [
        (table, row)
        for kind in ("projects", "government_fund", "state_capital", "carryover")
        if (table := budget.table(kind))
        for row in table.rows
        if row.project
    ]
    if any(bare(row.project) == bare(goal.project) for _, row in rows):
        return
    for table, row in rows:
        if row.fen("total") == goal.total and 0.6 <= likeness(row.project, goal.project) < 1:
            one, two = differing(row.project, goal.project, places.bonds)
            text = f"{table_name(table)} 与绩效目标表的项目名称不同：“{one}”与“{two}”，金额都是 {money(goal.total or 0, '万元', table.step)}"
            yield Finding("G.name", "wording", text, "名称相近", table.kind, row.code, "total", place=row.place)
            return


_WINDOW = 6


def _terms(goal: Goal, place: Place | None) -> Iterator[Finding]:
    """A word of the project's name with one other character in an indicator (网络党支部 for 网格党支部)."""
    name = re.sub(r"[^\u4e00-\u9fff]", "", goal.project)
    parts = {name[i : i + _WINDOW] for i in range(len(name) - _WINDOW + 1)}
    told: set[str] = set()
    for indicator in goal.indicators:
        text = re.sub(r"[^\u4e00-\u9fff]", "", indicator.level3)
        for i in range(len(text) - _WINDOW + 1):
            window = text[i : i + _WINDOW]
            if window in parts:
                continue
            for part in parts:
                off = [k for k in range(_WINDOW) if part[k] != window[k]]
                if len(off) == 1 and 0 < off[0] < _WINDOW - 1 and indicator.level3 not in told:
                    told.add(indicator.level3)
                    message = f"{_name(goal)}的指标“{indicator.level3}”写“{window}”，项目名称是“{part}”"
                    yield Finding("G.term", "wording", message, "名称相近", "goals", place=place)


def _formula(budget: Budget, project: ProjectDetail, places: Places) -> Iterator[Finding]:
    """heads × price × months against the budget of a project, and the months against its period."""
    if not project.amount:
        return
    texts = list(project.details.values())
    own = formula_of(project.amount, texts)
    formula = own or formula_of(project.amount, [*texts, *(g.objective for g in budget.goals if _speaks(g, project))])
    if formula is None:
        return
    place = places.place(project.origin)
    off = project.amount - formula.fen
    text = f"“{_short(project.name)}”：{formula.text} = {money(formula.fen, '万元', 10_000)}，预算 {money(project.amount, '万元', 10_000)}"
    yield Finding("G.formula", "ok" if abs(off) <= 15_000 else "hint", text, "原文", "projects", "", "total", formula.fen, project.amount, off, 15_000, place)  # fmt: skip
    period = next((m for t in texts if (m := _PERIOD.search(t)) and "月" in t), None)
    if period is None or formula.yearly:
        return
    months = int(period[2]) - int(period[1]) + 1
    if 0 < months != formula.months:
        message = f"{text}；算式是 {formula.months} 个月，执行时间写 {period[1]}月至{period[2]}月"
        yield Finding(
            "G.period", "hint", message, "原文", "projects", "", "total", formula.fen, project.amount, off, place=place
        )


def _speaks(goal: Goal, project: ProjectDetail) -> bool:
    """A goal that may be paid by this project: its name alike, or shares a part with it."""
    one, two = bare(goal.project), bare(project.name)
    shared = max((k for k in range(len(two) - 3) if two[k : k + 4] in one), default=-1)
    return bool(one) and (shared >= 0 or likeness(one, two) > 0.5)


def _short(name: str) -> str:
    return name if len(name) <= 24 else name[:8] + "…" + name[-14:]


def _heads(project: ProjectDetail, places: Places) -> Iterator[Finding]:
    """Two numbers of heads or two unit prices in one project that cannot both give its budget (N8)."""
    fields = {
        label: text
        for label, text in project.details.items()
        if _HEADS.search(text) or _PRICE.search(text) or _EACH.search(text)
    }
    counted = next((text for label, text in fields.items() if "人数" in label), "")
    priced = next((text for label, text in fields.items() if "标准" in label), "")
    shared = next((text for label, text in fields.items() if "分配" in label), "")
    if not (project.amount and counted and priced and shared):
        return
    said = _product(counted, priced)
    heads = {int(n) for n in _HEADS.findall(shared)}
    prices = {_fen(n, unit) for _, n, unit in _EACH.findall(shared)} | {
        _fen(n, unit) for n, unit, _ in _PRICE.findall(shared)
    }
    if said is None or not heads or not prices or abs(said[2] - project.amount) * 200 <= project.amount:
        return
    matching = [(h, p) for h in heads for p in prices if abs(h * p - project.amount) * 200 <= project.amount]
    if not matching:
        return
    head, price = matching[0]
    text = (
        f"“{_short(project.name)}”：资金分配写 {head} 人 × {money(price, '万元', 10_000)} = {money(head * price, '万元', 10_000)}，"
        f"补贴人数和标准写 {said[0]} 人 × {money(said[1], '万元', 10_000)} = {money(said[2], '万元', 10_000)}"
    )
    yield Finding("G.people", "wording", text, "原文", "projects", "", "total", said[2], project.amount, project.amount - said[2], place=places.place(project.origin))  # fmt: skip


def _product(counted: str, priced: str) -> tuple[int, int, int] | None:
    heads = _HEADS.search(counted)
    each, price = _EACH.search(priced), _PRICE.search(priced)
    if heads is None or (each is None and price is None):
        return None
    fen = _fen(each[2], each[3]) if each else _fen(price[1], price[2]) if price else 0
    return int(heads[1]), fen, int(heads[1]) * fen


def _links(budget: Budget) -> Iterator[Finding]:
    """X9: a goal's total = the project rows it is paid from, as goal_links.py found them."""
    if not any(goal.project for goal in budget.goals):
        return
    from data_model.goal_links import link_goals

    for link in link_goals(budget):
        goal = budget.goals[link.goal]
        if goal.total is None or link.basis not in ("stated", "amount"):
            continue
        off = goal.total - link.amount
        parts = " + ".join(money(fen, "万元", 10_000) for _, _, fen in link.parts)
        text = f"{_name(goal)}：总额 {money(goal.total, '万元', 10_000)} {'≈' if off else '='} 项目各行 {parts}"
        text += f"，差 {money(abs(off), '万元', 10_000)}，在四舍五入的容差之内" if off else ""
        yield Finding(
            "X9.link",
            "rounding" if off else "ok",
            text,
            "勾稽",
            "goals",
            "",
            "",
            link.amount,
            goal.total,
            off,
            place=_place(budget, goal),
        )


def _overall(budget: Budget) -> Iterator[Finding]:
    """X9: goal tables together not above project expenditure; heads in the overall goal against the people stated."""
    table = budget.table("expenditure")
    project = table.total.fen("project") if table is not None and table.total is not None else None
    totals = [goal.total for goal in budget.goals if goal.project and goal.total]
    if table is not None and project is not None and totals and sum(totals) > project + 10_000 * (len(totals) + 1) // 2:
        text = f"绩效目标表 {len(totals)} 张共 {money(sum(totals), '万元', 10_000)}，多于 {table_name(table)} 项目支出 {money(project, '万元', 10_000)}"
        yield Finding(
            "X9.sum",
            "hint",
            text,
            "勾稽",
            "expenditure",
            "TOTAL",
            "project",
            project,
            sum(totals),
            sum(totals) - project,
            place=table.place,
        )
    people = next((s for s in budget.statements if s.kind == "people"), None)
    stated = (
        {
            int(v)
            for k, v in people.values.items()
            if k in ("actual", "posts", "in_service") and v.isdecimal() and len(v) < 7
        }
        if people
        else set()
    )
    for goal in budget.goals:
        for number in (
            re.findall(r"(?:单位|部门|在职|编制)人员\s*([0-9]{2,5})\s*人", goal.objective) if not goal.project else ()
        ):
            if stated and int(number) not in stated:
                text = f"{_name(goal)}写人员 {number} 人，正文写 {'、'.join(str(n) for n in sorted(stated))} 人"
                yield Finding("G.people", "hint", text, "原文", "goals", place=_place(budget, goal))


__all__ = ["Formula", "formula_of", "goals"]
