"""资金流向, 绩效, 其他事项: trees that rest on many tables add up to what is printed, and say what is not published."""

from __future__ import annotations

from dataclasses import replace
from importlib.resources import files

import pytest

from data_model.budget import Budget, Cell, Place, Row, Section
from data_model.classification import TOTAL
from data_model.detail import detail
from data_model.flow_tree import UNPUBLISHED, UNSPLIT
from data_model.goals import read_goals
from data_model.goals_tree import GOAL, INDICATOR, PART, goal_printed, indicator_of
from data_model.native import load
from data_model.statements_tree import FIGURE
from data_model.tree import SCREEN_VIEWS, VIEW_NAMES, build_tree, scope_options, view_reason
from tests.data_model import goal_maker
from tests.data_model.compare_maker import budget as invented_budget
from tests.data_model.compare_maker import functional
from tests.data_model.compare_maker import row as invented_row
from tests.data_model.compare_maker import table as invented_table

SAMPLES = ("yunxi_2025", "yunxi_2026", "ergong_2026", "govoffice_2026", "yananbeilu_2024", "wanli_2024", "wanli_2025")


def sample(name: str) -> Budget:
    """A budget that comes with the package."""
    return load((files("sample_data") / f"{name}.json").read_bytes())


@pytest.mark.parametrize("name", SAMPLES)
def test_every_line_of_the_flow_is_the_sum_of_those_below_it(name: str) -> None:
    tree = build_tree(sample(name), "flow")
    for node in range(len(tree)):
        children = tree.children(node)
        if children:
            assert sum(tree.amounts[child] or 0 for child in children) == tree.amounts[node], tree.names[node]
        row = tree.rows[node]
        if not tree.derived[node]:
            assert row is not None
            assert row.fen(tree.measures[node]) == tree.amounts[node], "every figure that is no remainder is printed"


def test_what_is_not_published_by_class_is_said_and_not_guessed() -> None:
    budget = sample("yunxi_2026")
    without = replace(budget, tables=tuple(t for t in budget.tables if t.kind != "projects"))
    tree = build_tree(without, "flow")
    node = tree.keys.index(("general_public", "project"))
    assert [tree.names[child] for child in tree.children(node)] == [UNPUBLISHED]


def test_halves_that_only_other_tables_tell_apart_are_taken_from_them() -> None:
    budget = sample("yunxi_2026")
    whole = budget.table("general_public")
    basic = budget.table("basic_economic")
    assert whole is not None
    assert basic is not None
    assert basic.total is not None
    plain = replace(
        whole, rows=tuple(replace(r, cells={k: c for k, c in r.cells.items() if k == "total"}) for r in whole.rows)
    )
    tables = tuple(plain if t is whole else t for t in budget.tables if t.kind != "projects")
    tree = build_tree(replace(budget, tables=tables), "flow")
    fund = tree.keys.index(("general_public",))
    found = {tree.names[child]: tree.amounts[child] for child in tree.children(fund)}
    assert whole.total is not None
    rest = (whole.total.fen("total") or 0) - (basic.total.fen("total") or 0)
    assert found == {"基本支出": basic.total.fen("total"), UNSPLIT: rest}
    assert [tree.codes[n] for n in tree.children(tree.keys.index(("general_public", "basic")))][:2] == ["301", "302"]


def unsplit(reserve: int = 0, more: int = 0) -> Budget:
    """A budget whose fund is all it spends, and whose table of the fund prints no halves; that of all spending prints them, `reserve`
    of 项目 as 预留机动经费 and `more` in the total than the fund has."""
    budget = sample("yunxi_2026")
    fund, spent = budget.table("general_public"), budget.table("expenditure")
    assert fund is not None
    assert fund.total is not None
    assert spent is not None
    assert spent.total is not None
    cells = dict(fund.total.cells)
    project = cells["project"].fen
    printed = {**cells, "total": Cell(cells["total"].fen + more, ""), "project": Cell(project - reserve, "")}
    if reserve:
        printed["reserve"] = Cell(reserve, "")
    plain = replace(
        fund, rows=tuple(replace(r, cells={k: c for k, c in r.cells.items() if k == "total"}) for r in fund.rows)
    )
    whole = replace(spent, rows=(*spent.rows[:-1], replace(spent.total, cells=printed)))
    tables = [plain if t is fund else whole if t is spent else t for t in budget.tables if t.kind != "projects"]
    return replace(budget, tables=tuple(tables))


@pytest.mark.parametrize("reserve", [0, 1_000_000])
def test_halves_of_a_fund_that_is_all_spending_are_those_printed_for_all_spending(reserve: int) -> None:
    budget = unsplit(reserve)
    fund = budget.table("general_public")
    spent = budget.table("expenditure")
    assert fund is not None
    assert spent is not None
    tree = build_tree(budget, "flow")
    node = tree.keys.index(("general_public",))
    found = {tree.keys[n][1]: (tree.amounts[n], tree.tables[n].kind) for n in tree.children(node)}
    assert spent.total is not None
    assert found["project"] == (spent.total.fen("project"), "expenditure")
    assert found.get("reserve") == ((reserve, "expenditure") if reserve else None)
    assert "rest" not in found
    assert sum(amount or 0 for amount, _ in found.values()) == tree.amounts[node]


def test_halves_of_all_spending_are_not_those_of_a_part_of_it() -> None:
    tree = build_tree(unsplit(more=10_000), "flow")
    assert [tree.names[n] for n in tree.children(tree.keys.index(("general_public",)))] == ["基本支出", UNSPLIT]


def test_goals_have_their_money_and_indicators() -> None:
    budget = sample("yunxi_2026")
    tree = build_tree(budget, "goals")
    assert tree.levels.count(GOAL) == len(budget.goals)
    assert tree.levels.count(INDICATOR) == sum(len(goal.indicators) for goal in budget.goals)
    assert PART in tree.levels
    node = tree.levels.index(INDICATOR)
    one = indicator_of(budget, tree.keys[node])
    assert one is not None
    assert tree.names[node].startswith(one.level3)
    assert tree.amounts[node] is None


def with_own_goal() -> Budget:
    """Two projects' goals and before them that of the whole department, which holds all it spends."""
    tables = (
        goal_maker.table(goal_maker.overall(), "部门整体绩效目标表"),
        goal_maker.table([*goal_maker.top("夜校课程", "12.00"), goal_maker.HEAD, *goal_maker.ROWS]),
        goal_maker.table([*goal_maker.top("教室修缮", "30.00"), goal_maker.HEAD, *goal_maker.ROWS]),
    )
    return replace(sample("yunxi_2026"), tables=tables, goals=read_goals(tables)[0])


def test_the_whole_of_the_goals_is_the_sum_of_the_projects() -> None:
    tree = build_tree(with_own_goal(), "goals")
    own = tree.names.index("部门整体")
    assert tree.total == 42_000_000
    assert sum(tree.amounts[n] or 0 for n in tree.children(0)) == tree.total
    assert tree.amounts[own] == 1_013_750_000
    assert tree.wholes(own) == (None, None)
    assert tree.derived[0]
    course = tree.names.index("夜校课程")
    assert tree.tables[course].title == "项目支出绩效目标表"
    assert [share.whole_label for share in detail(with_own_goal(), tree, course).shares] == ["绩效目标（2 项）"]


def test_a_goal_that_is_alone_is_the_whole() -> None:
    budget = with_own_goal()
    tree = build_tree(replace(budget, goals=budget.goals[:1]), "goals")
    assert tree.total == 1_013_750_000
    assert tree.children(0) == [tree.names.index("部门整体")]


@pytest.mark.parametrize("n", [0, 1, 2])
def test_a_goal_is_found_in_its_own_table(n: int) -> None:
    budget = with_own_goal()
    assert goal_printed(budget, ("goal", str(n))) == (budget.tables[n], 0)
    assert goal_printed(budget, ("goal", str(n), "#产出指标", "0")) == (budget.tables[n], 0)


def test_of_goals_that_say_the_same_each_is_found_in_its_own_table() -> None:
    tables = tuple(goal_maker.table([*goal_maker.top("夜校课程"), goal_maker.HEAD, *goal_maker.ROWS]) for _ in "ab")
    budget = Budget(sample("yunxi_2026").meta, tables=tables, goals=read_goals(tables)[0])
    for n, table in enumerate(tables):
        printed = goal_printed(budget, ("goal", str(n)))
        assert printed is not None
        assert printed[0] is table


def test_a_goal_that_stands_in_a_list_of_forms_is_found_at_its_line() -> None:
    one = [*goal_maker.top("夜校课程"), goal_maker.HEAD, *goal_maker.ROWS]
    table = goal_maker.table([*one, *goal_maker.top("教室修缮", "30.00"), goal_maker.HEAD, *goal_maker.ROWS])
    budget = Budget(sample("yunxi_2026").meta, tables=(table,), goals=read_goals((table,))[0])
    assert [goal_printed(budget, ("goal", str(n))) for n in (0, 1)] == [(table, 0), (table, len(one))]


def test_a_goal_that_no_table_has_is_not_looked_for_in_another() -> None:
    budget = with_own_goal()
    assert goal_printed(replace(budget, tables=budget.tables[:2]), ("goal", "2")) is None


def test_other_matters_keep_counts_apart_from_money() -> None:
    tree = build_tree(sample("yunxi_2026"), "statements")
    assert [tree.names[n] for n in range(len(tree)) if tree.parent[n] < 0] == [
        "机关运行经费",
        "政府采购",
        "国有资产",
        "人员",
    ]
    procurement = tree.names.index("政府采购")
    parts = [tree.amounts[child] or 0 for child in tree.children(procurement)][:3]
    assert sum(parts) == tree.amounts[procurement]
    assert all(tree.amounts[n] is None for n in range(len(tree)) if tree.levels[n] == FIGURE)


def test_what_is_printed_beside_the_total_has_no_share_of_it() -> None:
    tree = build_tree(sample("wanli_2025"), "three_public")
    running = next(n for n, row in enumerate(tree.rows) if row is not None and row.line == "operating_costs")
    assert tree.wholes(running) == (None, None)
    assert running == len(tree) - 1
    assert sum(tree.amounts[n] or 0 for n in tree.children(0)) == tree.total
    assert {tree.wholes(n)[1] for n in range(running)} == {tree.total}


def test_a_total_that_holds_meetings_too_is_their_whole() -> None:
    budget = sample("wanli_2025")
    table = budget.table("three_public")
    assert table is not None
    assert table.total is not None
    running = table.find(line="operating_costs")
    assert running is not None
    total = replace(table.total, cells={"total": Cell(table.total.fen("total") + running.fen("total"), "")})  # type: ignore[operator]
    rows = tuple(total if row is table.total else row for row in table.rows)
    wider = replace(budget, tables=tuple(replace(t, rows=rows) if t is table else t for t in budget.tables))
    tree = build_tree(wider, "three_public")
    assert {tree.wholes(n)[1] for n in range(len(tree))} == {tree.total}


def test_matters_are_shares_of_what_they_stand_under() -> None:
    budget = sample("yunxi_2026")
    tree = build_tree(budget, "statements")
    goods = tree.names.index("货物")
    assert [share.whole_label for share in detail(budget, tree, goods).shares] == ["政府采购"]
    assert tree.total is None
    assert tree.wholes(goods)[1] is None


def test_the_unit_of_a_figure_is_found_on_a_page_with_other_sections() -> None:
    budget = sample("yunxi_2026")
    place = Place("a.pdf", page=30)

    def moved(section: Section) -> Section:
        return replace(section, place=place, paragraphs=tuple(replace(p, place=place) for p in section.paragraphs))

    statements = tuple(replace(s, origin=place.label()) for s in budget.statements)
    one_page = replace(budget, sections=tuple(map(moved, budget.sections)), statements=statements)
    printed, paged = (build_tree(b, "statements") for b in (budget, one_page))
    assert paged.amounts == printed.amounts


def test_an_amount_whose_unit_is_not_found_is_not_guessed() -> None:
    budget = sample("yunxi_2026")
    tree = build_tree(replace(budget, sections=()), "statements")
    assert not any(tree.amounts[n] for n in range(len(tree)) if tree.rows[n] is None)


def test_an_amount_of_the_prose_is_no_finer_than_it_is_told() -> None:
    budget = sample("yunxi_2026")
    in_yuan = replace(budget, meta=replace(budget.meta, unit="元"), tables=(replace(budget.tables[0], step=1),))
    tree = build_tree(in_yuan, "statements")
    costs = tree.names.index("机关运行经费")
    assert (tree.unit, tree.step) == ("万元", 10_000), "nothing here is told in 元"
    assert tree.step_of(costs) == 10_000
    told = detail(in_yuan, tree, tree.names.index("政府采购"))
    assert {child.step for child in told.children} == {10_000}


def reserved() -> Budget:
    """A sample whose sentence on procurement also says what is reserved for small enterprises."""
    budget = sample("yunxi_2026")
    said = next(s for s in budget.statements if s.kind == "procurement")
    more = {"reserved_sme": "36.18", "reserved_micro": "6.00"}
    words = "面向中小企业预留36.18万元，其中小微企业6.00万元"

    def longer(section: Section) -> Section:
        at = [n for n, p in enumerate(section.paragraphs) if p.place.label() == said.origin]
        return replace(
            section,
            paragraphs=tuple(
                replace(p, text=p.text + words) if n in at else p for n, p in enumerate(section.paragraphs)
            ),
        )

    statements = tuple(replace(s, values={**s.values, **more}) if s is said else s for s in budget.statements)
    return replace(budget, statements=statements, sections=tuple(map(longer, budget.sections)))


def test_what_is_reserved_is_no_part_beside_goods_works_and_services() -> None:
    budget = reserved()
    tree = build_tree(budget, "statements")
    whole, sme, micro = (tree.names.index(name) for name in ("政府采购", "面向中小企业预留", "其中小微企业"))
    assert (tree.amounts[sme], tree.amounts[micro]) == (36_180_000, 6_000_000)
    assert sum(tree.amounts[n] or 0 for n in tree.children(whole)) == tree.amounts[whole]
    assert (tree.parent[sme], tree.parent[micro]) == (whole, sme)
    assert tree.wholes(sme) == (None, None)
    assert tree.wholes(micro) == (tree.amounts[sme], None)
    assert not detail(budget, tree, sme).shares
    assert [share.whole_label for share in detail(budget, tree, micro).shares] == ["面向中小企业预留"]


def late_subtotal(amount: int | None) -> Budget:
    """收支总表 as printed in Jiangsu: the subtotal of this year's income below its parts."""
    budget = sample("yunxi_2026")
    table = budget.tables[0]

    def line(key: str, name: str, fen: int | None) -> Row:
        cells = {"revenue": Cell(fen, "")} if fen is not None else {}
        return Row("", name, cells, table.place, line=key, role="line", side="revenue")

    total = replace(line("total", "收入合计", 100), code=TOTAL, role="total")
    rows = (
        line("current.appropriation", "一、财政拨款", 70), line("current.general_public", "1. 一般公共预算", 70),
        line("current.unit_funds", "二、其他资金", 20), line("current", "当年收入小计", amount),
        line("carryover", "上年结转资金", 10), total,
    )  # fmt: skip
    tables = (replace(table, kind="balance", rows=rows),)
    return replace(budget, tables=tables)


def test_a_subtotal_below_its_parts_is_not_one_of_them() -> None:
    tree = build_tree(late_subtotal(90), "revenue")
    assert tree.names == [
        "收入合计", "当年收入小计", "一、财政拨款", "1. 一般公共预算", "二、其他资金", "上年结转资金",
    ]  # fmt: skip
    assert sum(tree.amounts[n] or 0 for n in tree.children(0)) == tree.total
    assert [tree.names[n] for n in tree.children(1)] == ["一、财政拨款", "二、其他资金"]
    assert [tree.depth[n] for n in range(len(tree))] == [0, 0, 1, 2, 1, 0]


def test_a_subtotal_left_blank_heads_nothing() -> None:
    tree = build_tree(late_subtotal(None), "revenue")
    assert [tree.names[n] for n in tree.children(0)] == ["一、财政拨款", "二、其他资金", "上年结转资金"]


def purchases(*lines: tuple[str, int]) -> Budget:
    """政府采购表 with a total and these lines; the sample's other matters as they are."""
    budget = sample("yunxi_2026")
    place = budget.tables[0].place
    total = Row(
        TOTAL, "合计", {"total": Cell(sum(fen for name, fen in lines if "、" in name), "")}, place, role="total"
    )
    rows = tuple(Row("", name, {"total": Cell(fen, "")}, place, role="line") for name, fen in lines)
    table = replace(budget.tables[0], kind="procurement", title="政府采购表", columns=(), rows=(total, *rows))
    return replace(budget, tables=(*budget.tables, table))


PURCHASES = (
    ("一、货物A", 59), ("阅览桌椅更新", 59), ("桌", 40), ("椅", 19),
    ("三、服务C", 80), ("夜校场地", 50), ("物业", 50), ("印制课表", 30), ("印刷", 10), ("装订", 20),
)  # fmt: skip


def test_a_list_of_purchases_is_nested_by_the_sums_it_prints() -> None:
    tree = build_tree(purchases(*PURCHASES), "statements")
    top = tree.names.index("政府采购表")
    assert [tree.names[n] for n in tree.children(top)] == ["一、货物A", "三、服务C"]
    for node in range(top, len(tree)):
        if parts := tree.children(node):
            assert sum(tree.amounts[n] or 0 for n in parts) == tree.amounts[node], tree.names[node]
    assert tree.names[tree.parent[tree.names.index("装订")]] == "印制课表"


def test_categories_whose_lines_are_no_sums_hold_them() -> None:
    tree = build_tree(purchases(("一、货物A", 59), ("桌", 40), ("椅", 19)), "statements")
    assert [tree.names[n] for n in tree.children(tree.names.index("一、货物A"))] == ["桌", "椅"]


def test_a_list_whose_sums_do_not_come_out_is_left_as_printed() -> None:
    lines = [(name, fen + (name == "印刷")) for name, fen in PURCHASES]
    tree = build_tree(purchases(*lines), "statements")
    assert len(tree.children(tree.names.index("政府采购表"))) == len(lines)


def test_every_view_has_a_name_and_a_reason_when_it_is_empty() -> None:
    empty = Budget(sample("yunxi_2026").meta)
    for view in SCREEN_VIEWS:
        assert VIEW_NAMES[view]
        assert scope_options(empty, view) == []
        assert view_reason(empty, view)


@pytest.mark.parametrize("where", ["revenue", "balance"])
def test_income_printed_on_a_line_of_its_own_is_a_fund_of_the_flow(where: str) -> None:
    measure, side = ("total", "") if where == "revenue" else ("revenue", "revenue")
    lines = (
        invented_row("", "一般公共预算资金 小计", "80.00", measure=measure, line="current.general_public"),
        invented_row("", "三、其他资金 小计", "15.00", measure=measure, line="current.unit_funds"),
        invented_row("", "其他收入", "15.00", measure=measure, line="current.other"),
        invented_row("", "上年结转资金", "5.00", measure=measure, line="carryover"),
        invented_row("TOTAL", "收入总计", "100.00", measure=measure, line="total"),
    )
    document = invented_budget(
        functional({"201": "100.00", "TOTAL": "100.00"}),
        functional({"201": "80.00", "TOTAL": "80.00"}, kind="general_public"),
        invented_table(where, [replace(one, side=side) for one in lines]),
    )
    tree = build_tree(document, "flow")
    funds = [(tree.names[node], tree.amounts[node], tree.derived[node]) for node in tree.children(0)]
    assert funds == [
        ("一般公共预算", 80_000_000, False),
        ("上年结转资金", 5_000_000, False),
        ("其他资金", 15_000_000, False),
    ]
