"""What a view can show of a budget: its scopes (口径) and their parts, or the reason why it cannot. Apart from tree.py, which builds one.

A view shows the first kind present by the rank of forms.py; every option names the table and measure it is read from.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from data_model.budget import Budget, Row, Table, measures_seen
from data_model.classification import path
from data_model.form_types import Form
from data_model.forms import FORM_BY_KIND, FORMS, SCOPES, measure_name
from data_model.records import dataclass

SCOPE_NAMES = {scope.id: scope.name for scope in SCOPES} | {"revenue": "全部收入"}
VIEWS = ("function", "economic", "projects", "revenue", "three_public", "entrusted", "carryover")
"""The views of the tables, in the order of the commands."""
SCREEN_VIEWS = (
    "function", "economic", "projects", "revenue", "flow", "three_public", "entrusted", "carryover", "goals", "statements",
)  # fmt: skip
"""All views that are trees, in the order of the screen; the further ones rest on more than one table."""
VIEW_NAMES = {
    "function": "支出功能", "economic": "经济分类", "projects": "项目", "revenue": "收入来源", "three_public": "三公",
    "entrusted": "委托业务费", "carryover": "结转", "flow": "资金流向", "goals": "绩效", "statements": "其他事项",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class ScopeOption:
    """One thing a view can show: `id` for the command line (`general_public.project`), the table and measure it is read from.

    `scope` and `part` are its two halves: the fund, and the measure within it; `label` is what the screen says.
    """

    id: str
    scope: str
    part: str
    label: str
    table: Table
    kind: str = ""


def function_path(row: Row) -> tuple[str, ...]:
    """The path of a functional row; tables that print class names without codes are known by `class.NNN`."""
    return path(row.code) or (tuple(row.line.split(".")[1:]) if row.line.startswith("class.") else ())


def fund_of(form: Form, title: str) -> str:
    """The scope of a printed table: that of its form, unless its own title names a narrower one (一般公共预算“三公”经费 in Jiangsu)."""
    narrower = form.view == "three_public" and form.scope == "appropriation" and "一般公共" in title
    return "general_public" if narrower else form.scope


def view_reason(budget: Budget, view: str) -> str:
    """Why a view is empty: "" when it can be shown (`没有“三公”经费表`, `表8 为空表`)."""
    if scope_options(budget, view):
        return ""
    if view in ("flow", "statements"):
        return "本文件没有各资金的支出表" if view == "flow" else "本文件没有述及"
    kinds = [form for form in FORMS if form.view == view]
    empty = [t for t in budget.tables if any(t.kind == form.kind for form in kinds)]
    if empty:
        return f"{empty[0].number or empty[0].title}为空表"
    return f"本文件没有{kinds[0].name}" if kinds else "本文件没有"


def scope_options(budget: Budget, view: str) -> list[ScopeOption]:
    """What a view can show of this budget, widest scope first, each with its whole; empty when the view has no table."""
    return _OPTIONS[view](budget)


def usual_scope(options: Sequence[ScopeOption]) -> ScopeOption | None:
    """The scope a view begins with: the widest, unless its table stops at the classes and another that divides the very same whole goes
    on to 款 and 项 (Jiangsu's 支出预算总表 is by use, not by function). None without any."""
    if not options or (deeper := deeper_scope(options, options[0])) is None:
        return options[0] if options else None
    first = options[0]
    whole = first.table.whole(first.part)
    return deeper if whole is not None and whole == deeper.table.whole(deeper.part) else first


def deeper_scope(options: Sequence[ScopeOption], option: ScopeOption) -> ScopeOption | None:
    """Where the subjects go on for a scope whose table stops at the classes; None where it goes on itself, or none does."""
    if option.part not in ("total", "expenditure") or _divided(option.table):
        return None
    return next((o for o in options if o.table is not option.table and o.id == o.scope and _divided(o.table)), None)


def _divided(table: Table) -> bool:
    return any(len(function_path(row)) > 1 and row.cells for row in table.rows)


def _option(form: Form, table: Table, measure: str, scope: str, first: bool) -> ScopeOption:
    name = measure_name(form.kind, measure)
    fund = SCOPE_NAMES.get(fund_of(form, table.title) if form.view == "three_public" else scope, form.name)
    label = fund if first else f"{fund}·{name}"
    return ScopeOption(scope if first else f"{scope}.{measure}", scope, measure, label, table, form.kind)


def _measures(form: Form, table: Table, side: str | None = None) -> list[str]:
    """The measures of a table that hold at least one figure, in declared order, then those with a heading of their own."""
    rows = table.rows if side is None else [row for row in table.rows if row.side == side]
    seen = dict.fromkeys(measures_seen(rows))
    declared = [m.id for s in form.sides if side is None or s.id == side for m in s.measures]
    return [m for m in declared if m in seen] + [m for m in seen if m not in declared]


def _coded(table: Table, side: str | None) -> Iterator[bool]:
    """Whether each row is a figure of a subject."""
    return (bool(function_path(row) and row.cells) and (side is None or row.side == side) for row in table.rows)


def _function_options(budget: Budget) -> list[ScopeOption]:
    options: list[ScopeOption] = []
    for scope in SCOPES:
        found: list[tuple[Form, Table, str | None]] = []
        for form in FORMS:
            if (
                form.scope != scope.id
                or form.view not in ("function", "revenue")
                or form.classification != "functional"
            ):
                continue
            table = budget.table(form.kind)
            side = "expenditure" if len(form.sides) > 1 else None
            if table is not None and any(_coded(table, side)):
                found.append((form, table, side))
        if not found:
            continue
        form, table, side = found[0] if len(found) == 1 else max(found, key=lambda some: sum(_coded(*some[1:])))
        measures = _measures(form, table, side)
        if scope.id == "appropriation" and side:
            measures = measures[:1]  # its other columns are the funds, scopes of their own
        options += [_option(form, table, m, scope.id, i == 0) for i, m in enumerate(measures)]
    return options


def _economic_options(budget: Budget) -> list[ScopeOption]:
    options: list[ScopeOption] = []
    form = FORM_BY_KIND["basic_economic"]
    table = budget.table("basic_economic")
    if table is None or not table.figures:
        form = FORM_BY_KIND["appropriation_economic"]
        table = budget.table("appropriation_economic")
    if table is None or not table.figures:
        return []
    for i, measure in enumerate(_measures(form, table)):
        whole = f"{form.scope}.basic"
        name = measure_name(form.kind, measure)
        base = f"{SCOPE_NAMES[form.scope]}基本支出"
        options.append(
            ScopeOption(
                whole if i == 0 else f"{whole}.{measure}",
                form.scope,
                measure,
                base if i == 0 else f"{base}·{name}",
                table,
                form.kind,
            )
        )
    for kind, scope in (("general_public", "general_public"), ("expenditure", "expenditure")):
        wider = budget.table(kind)
        if wider is not None and wider.total is not None and wider.total.fen("total") is not None:
            options.append(ScopeOption(scope, scope, "total", SCOPE_NAMES[scope], wider, kind))
    return options


def _simple_options(view: str) -> Callable[[Budget], list[ScopeOption]]:
    def options(budget: Budget) -> list[ScopeOption]:
        for form in FORMS:
            table = budget.table(form.kind) if form.view == view else None
            if table is not None and table.figures:
                scope = form.scope or form.kind
                return [_option(form, table, m, scope, i == 0) for i, m in enumerate(_measures(form, table))]
        return []

    return options


def _revenue_options(budget: Budget) -> list[ScopeOption]:
    options: list[ScopeOption] = []
    balance, revenue, grant = budget.table("balance"), budget.table("revenue"), budget.table("appropriation")
    if balance is not None and any(r.side == "revenue" and r.cells for r in balance.rows):
        options.append(ScopeOption("revenue", "revenue", "revenue", "全部收入", balance, "balance"))
    if revenue is not None and revenue.figures:
        coded = any(function_path(row) and row.cells for row in revenue.rows)
        first = "revenue.function" if coded else "revenue"
        label = "全部收入·按科目" if coded else "全部收入"
        form = FORM_BY_KIND["revenue"]
        for i, measure in enumerate(_measures(form, revenue)):
            name = measure_name(form.kind, measure)
            if i == 0 and not coded and options:
                continue
            options.append(
                ScopeOption(
                    first if i == 0 else f"{first}.{measure}",
                    "revenue",
                    measure,
                    label if i == 0 else f"{label}·{name}",
                    revenue,
                    "revenue",
                )
            )
    if grant is not None and any(r.side == "revenue" and r.cells for r in grant.rows):
        options.append(ScopeOption("appropriation", "appropriation", "revenue", "财政拨款收入", grant, "appropriation"))
    return options


def _flow_options(budget: Budget) -> list[ScopeOption]:
    """Where money comes from and what it becomes: needs the total of expenditure and a table of at least one fund."""
    funds = [budget.table(kind) for kind in ("general_public", "government_fund", "state_capital")]
    whole = next((t for kind in ("expenditure", "balance") if (t := budget.table(kind)) is not None and t.total), None)
    if whole is None or not any(table is not None and table.figures for table in funds):
        return []
    return [ScopeOption("flow", "expenditure", "total", SCOPE_NAMES["expenditure"], whole, whole.kind)]


def _goal_options(budget: Budget) -> list[ScopeOption]:
    table = budget.table("goals") or (budget.tables[0] if budget.tables else None)
    if table is None or not budget.goals:
        return []
    return [ScopeOption("goals", "goals", "goal", VIEW_NAMES["goals"], table, "goals")]


MATTERS = frozenset({"people", "operating_costs", "procurement", "assets"})
"""Statements of the prose that 其他事项 shows."""


def other_tables(budget: Budget) -> list[Table]:
    """The tables no other view shows: 机关运行经费, 政府采购, 政府经济分类, unknown ones."""
    kinds = {form.kind for form in FORMS if form.view == "other"}
    return [t for t in budget.tables if (t.kind in kinds or t.kind.startswith("other:")) and t.figures]


def _statement_options(budget: Budget) -> list[ScopeOption]:
    tables = other_tables(budget)
    if not tables and not any(statement.kind in MATTERS for statement in budget.statements):
        return []
    table = tables[0] if tables else budget.tables[0] if budget.tables else None
    return [ScopeOption("statements", "", "item", VIEW_NAMES["statements"], table, "")] if table is not None else []


_OPTIONS: dict[str, Callable[[Budget], list[ScopeOption]]] = {
    "function": _function_options,
    "economic": _economic_options,
    "projects": _simple_options("projects"),
    "revenue": _revenue_options,
    "three_public": _simple_options("three_public"),
    "entrusted": _simple_options("entrusted"),
    "carryover": _simple_options("carryover"),
    "flow": _flow_options,
    "goals": _goal_options,
    "statements": _statement_options,
}
