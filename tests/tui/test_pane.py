"""The pane of a line: what is told of one table stands together, names and figures are not torn apart, wholes have names people know."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from data_model.budget import Budget, Paragraph, Place, Section
from data_model.constraints import Constraint, Ref
from data_model.detail import detail
from data_model.statements import Claim
from data_model.telling import formula
from data_model.tree import build_tree
from sample_data import load
from tests.data_model.compare_maker import PLACE, budget, claim, functional, projects, row, table
from tests.tui.explorer import rows, settled
from tui.app import Explorer, Source
from tui.cells import cell_width
from tui.session import AppOptions
from tui.widgets.prose_view import ProseView
from tui.widgets.wrapping import wrap, wrap_terms


async def pane_of(what: str | tuple[Budget, ...], *keys: str, size: tuple[int, int] = (120, 40)) -> list[str]:
    """The lines of the pane (of the whole screen where it is a strip) of samples or of budgets after some keys."""
    made = tuple(load(name) for name in what.split()) if isinstance(what, str) else what
    app = Explorer([Source(f"{n}.json", lambda one=one: one) for n, one in enumerate(made)], AppOptions())  # type: ignore[misc]
    async with app.run_test(size=size) as pilot:
        await settled(app, pilot)
        for key in keys:
            await pilot.press(key)
            await settled(app, pilot)
        return [line.rpartition("│")[2].strip() for line in rows(app)]


async def test_a_table_is_named_once_and_its_columns_stand_under_each_other() -> None:
    """Long titles were told at every amount and torn in the middle of a word."""
    shown = await pane_of("wanli_2025")
    told = "\n".join(shown)
    assert len(re.findall(r"(?<!财务收)支出预算总表", told.partition("各表")[2].partition("勾稽")[0])) == 1
    assert any(re.fullmatch(r"[\d,]+ +基本支出", line) for line in shown)
    assert any(re.fullmatch(r"[\d,]+ +项目支出", line) for line in shown)


async def test_the_strip_names_a_table_once() -> None:
    shown = await pane_of("wanli_2025", size=(80, 24))
    tables = next(line for line in shown if line.startswith("各表"))
    assert tables.count("支出预算总表") == 1
    assert "基本支出" in tables


@pytest.mark.parametrize("size", [(120, 40), (80, 24)])
async def test_wages_are_told_as_a_part_of_all_spending_too(size: tuple[int, int]) -> None:
    """The table lists 基本支出 only: 98% of that is no answer to what part of the budget is wages."""
    shown = "\n".join(await pane_of("ergong_2026", "v", "j", size=size))
    assert "占表6合计 95.83%" in shown
    assert "占全部支出 79.47%" in shown  # as 资金流向 says it
    assert "占全部支出" not in "\n".join(await pane_of("ergong_2026", "j"))


async def test_a_whole_without_a_number_has_the_name_of_its_row() -> None:
    """`占一般公共预算基本支…`: the title of the table was cut before it said of what."""
    assert any(line.startswith("占基本支出合计 ") for line in await pane_of("wanli_2025", "v", "j"))
    assert any(line.startswith("占一般公共预算合计 ") for line in await pane_of("wanli_2025", "m", "m", "j"))


@pytest.mark.parametrize(
    ("broken", "lines"),
    [
        ("19.06 = 项目支出 19.06 + 基本支出 —", ("19.06 = 项目支出 19.06 +", "基本支出 —")),
        ("371,514,655.00 = 财务收支预算总表 支出总计 支出", ("371,514,655.00 = 财务收支预算总表", "支出总计 支出")),
        (
            "90,238,584 = 6,084,184 + 18,149,307 + …（9 项共 90,238,584）",
            ("90,238,584 = 6,084,184 +", "18,149,307 +", "…（9 项共 90,238,584）"),
        ),
        ("4.00 = 1.00 + 3.00", ("4.00 = 1.00 + 3.00",)),
        ("", ("",)),
    ],
)
def test_a_formula_is_broken_between_its_terms(broken: str, lines: tuple[str, ...]) -> None:
    assert wrap_terms(broken, 33) == lines


def test_a_term_wider_than_the_line_is_broken_as_text() -> None:
    broken = wrap_terms("92.27 = 公务用车购置及运行维护费（小计）公务用车购置及运行维护费 92.27", 33)
    assert all(cell_width(line) <= 33 for line in broken)
    assert "".join(broken).replace(" ", "") == "92.27=公务用车购置及运行维护费（小计）公务用车购置及运行维护费92.27"


# --- what is not there is said ------------------------------------------------------------------------------------------------

CLASSES = [row("", "一、一般公共服务支出", "60.00", line="class.201", measure="expenditure"),
           row("TOTAL", "支出总计", "60.00", measure="expenditure")]  # fmt: skip
SUBJECTS = {"TOTAL": "60.00", "201": "60.00", "20103": "60.00", "2010301": "60.00"}


def by_use(whole: str = "60.00") -> Budget:
    """A budget whose table of all spending stops at the classes; that of 财政拨款 goes on."""
    classes = [replace(one, side="expenditure") for one in CLASSES]
    subjects = dict.fromkeys(SUBJECTS, whole)
    return budget(table("balance", classes), functional(subjects, kind="appropriation_function"))


async def test_a_view_begins_where_the_same_whole_goes_on_to_款_and_项() -> None:
    """Three flat rows were all one saw of such a document; the tree was a key away and nothing said so."""
    shown = "\n".join(await pane_of((by_use(),), *"jjj"))
    assert "财政拨款" in shown.splitlines()[0]
    assert "2010301" in shown
    assert "本表只分到类" not in shown


@pytest.mark.parametrize("size", [(120, 40), (80, 24)])
async def test_where_the_wholes_differ_the_pane_says_where_款_and_项_are(size: tuple[int, int]) -> None:
    shown = "\n".join(await pane_of((by_use("59.00"),), size=size))
    assert "全部支出" in shown.splitlines()[0]
    assert re.search(r"本表只分到类；款、项在口径“财政拨\s*款”（m）", shown), shown


def three_public(*told: Claim, prose: str = "") -> Budget:
    """A budget of 三公 with the claims of the prose, and a sentence of it."""
    lines = (("abroad", "因公出国（境）费", "2.00"), ("reception", "公务接待费", "1.00"), ("vehicles", "公务用车购置及运行维护费", "4.00"),
             ("vehicles.running", "公务用车运行维护费", "4.00"))  # fmt: skip
    rows = [row("TOTAL", "合计", "7.00"), *(row("", name, amount, line=line) for line, name, amount in lines)]
    rows[0] = replace(rows[0], line="total")
    made = budget(table("three_public", rows), functional(SUBJECTS), claims=told)
    section = Section(0, "", "", (Paragraph(prose, Place("a.xlsx", sheet="说明")),), PLACE)
    return replace(made, sections=(section,)) if prose else made


def said(subject: str, amount: str, change: str) -> Claim:
    return claim("", amount, change, subject=subject, kind="three_public")


async def test_last_year_of_三公_is_the_sum_of_what_is_told_of_its_parts() -> None:
    parts = [
        said("因公出国（境）费", "2.00", "0.50"),
        said("公务接待费", "1.00", "0"),
        said("公务用车运行维护费", "4.00", "-1.00"),
    ]
    shown = "\n".join(await pane_of((three_public(*parts),), "v"))
    assert re.search(r"去年 +7\.50  推算 · 下级之和", shown), shown
    assert "-0.50  增减 -6.67%" in shown


async def test_a_part_of_三公_whose_last_year_is_not_told_leaves_the_sum_untold() -> None:
    parts = [said("因公出国（境）费", "2.00", "0.50"), said("公务用车运行维护费", "4.00", "-1.00")]
    shown = "\n".join(await pane_of((three_public(*parts, prose="三公经费的说明。"),), "v"))
    assert "去年 正文没有说到这一行的去年" in shown


async def test_without_prose_no_last_year_and_no_empty_page_of_prose() -> None:
    """A workbook whose only text is the name of a sheet: the page of prose showed that and nothing else."""
    shown = await pane_of((three_public(prose="说明"),), *"vp")
    assert "去年 文件里没有说明文字，没有说到去年" in shown
    assert "(正文)" in shown[1]
    assert shown[-1] == "这份文件没有正文"


async def test_a_change_without_a_reason_says_so() -> None:
    shown = await pane_of("wanli_2024 wanli_2025", "d", "j")
    assert "原因 这份文件没有说明文字，没有写原因" in shown
    shown = await pane_of((budget(functional(SUBJECTS), year=2025), replace(three_public(prose="一句话。"), tables=(functional(dict.fromkeys(SUBJECTS, "61.00")),))), "d")  # fmt: skip
    assert "原因 正文里没有读到这一行的原因" in shown
    assert not any("没有" in line for line in await pane_of("wanli_2024 wanli_2024", "d") if line.startswith("原因"))


async def test_two_long_sides_stand_in_two_lines() -> None:
    """`2024 156,211,123 → 2025` was read as an amount of 2,025: the second amount stood in the next line."""
    shown = await pane_of("wanli_2024 wanli_2025", "d")
    assert "+33,556,428  2024 156,211,123" in shown
    assert "→ 2025 189,767,551" in shown


async def test_科目调整_is_explained_where_it_is_told_and_among_the_terms() -> None:
    moved = [
        claim("2010301", "40.00", "10.00", reason="本年科目调整"),
        claim("2010302", "20.00", "-9.00", reason="本年科目调整"),
    ]
    subjects = {"TOTAL": "60.00", "201": "60.00", "20103": "60.00", "2010301": "40.00", "2010302": "20.00"}
    made = budget(functional(subjects, kind="general_public"), claims=tuple(moved))
    for keys in ("d", "jjj"):
        shown = "".join(await pane_of((made,), *keys))
        assert "支出改记在别的科目下" in shown, keys
    terms = "\n".join(await pane_of((made,), "d", "i"))
    assert "科目调整" in terms.partition("名词解释")[0], "what is in sight stands first"


async def test_the_labels_of_the_pane_leave_a_blank_before_the_text() -> None:
    """`Prose` and `most…` filled the gutter in English."""
    from tui.texts import en
    from tui.widgets.detail_blocks import GUTTER

    words = {key: word for key, word in en.WORDS.items() if ".block." in key or key in GUTTER_WORDS}
    assert {key: word for key, word in words.items() if cell_width(word) >= GUTTER} == {}


GUTTER_WORDS = ("compare.among", "compare.reason", "compare.evidence")


async def test_views_passed_over_are_all_named() -> None:
    """Reasons of four views in a row were cut after the third; what fits is still told with its reason."""
    many = (await pane_of((three_public(),), "v", "v"))[-1]
    assert many == "跳过 委托业务费、结转、绩效、其他事项：这份文件没有这些内容"
    assert (await pane_of("wanli_2025", "v", "v"))[-1].startswith("跳过 项目：本文件没有")


@pytest.mark.parametrize("size", [(120, 40), (80, 24)])
@pytest.mark.parametrize("keys", [(), ("d",)])
async def test_the_key_line_of_the_pane_begins_with_the_way_out(size: tuple[int, int], keys: tuple[str, ...]) -> None:
    """The pane over the whole screen told the keys of the rows, and none that leads back to them."""
    inside = await pane_of("yunxi_2025 yunxi_2026", *keys, "tab", size=size)
    assert inside[-1].startswith("tab 回到各行")
    assert "回到各行" not in (await pane_of("yunxi_2025 yunxi_2026", *keys, "tab", "tab", size=size))[-1]


async def test_the_strip_says_once_that_there_is_no_reason() -> None:
    shown = await pane_of("wanli_2024 wanli_2025", "d", "j", size=(80, 24))
    assert sum("没有写原因" in line for line in shown) == 1
    assert shown[17].startswith("201 一般公共服务支出"), shown


@pytest.mark.parametrize("size", [(120, 40), (80, 24)])
async def test_a_reason_told_of_the_same_subject_in_one_fund_is_told_with_its_change(size: tuple[int, int]) -> None:
    """The tree told the reason of a line, the comparison of all spending none: prose gives its reasons by 一般公共预算."""
    shown = "".join(await pane_of("yunxi_2025 yunxi_2026", "d", "3", "j", "j", "j", size=size))
    assert "人员晋级晋档后工资和保险缴费相应上调" in shown
    assert re.search(r"原文说的是一般公共预算（表5） ?\+17\.11", shown), shown
    assert "正文里没有读到" not in shown


async def test_a_comparison_of_三公_with_its_last_year_says_that_it_is_of_三公() -> None:
    """It was headed 财政拨款, and its whole called 财政拨款支出: another sum on every other screen."""
    parts = [
        said("因公出国（境）费", "2.00", "0.50"),
        said("公务接待费", "1.00", "0"),
        said("公务用车运行维护费", "4.00", "-1.00"),
    ]
    shown = await pane_of((three_public(*parts),), "d")
    assert "比较 · 三公 · 财政拨款" in shown[0]
    assert any(re.match(r"三公合计", line) for line in shown), shown
    assert not any("财政拨款支出" in line for line in shown)


def test_a_base_that_is_not_named_is_not_called_one() -> None:
    """`只用未写明`: the word for no base stood where a base is named."""
    from data_model.comparing.diff_words import notice_texts
    from data_model.comparison import Notice
    from tui.texts import spoken

    told = notice_texts([Notice("bases", {"base": "unspecified", "others": "budget"})], spoken())
    assert told == ["只列原文没有写明基数的各行；写明按上年预算比较的未列入"]


async def test_a_file_without_tables_has_nothing_to_compare_and_says_why() -> None:
    """`这两份没有共同的口径` was said of a single file."""
    alone = replace(three_public(prose="一句话。"), tables=(), claims=(claim("TOTAL", "10.00", "1.00"),))
    assert (await pane_of((alone,), "d"))[-1] == "这份文件没有表，没有可比的；按 o 打开另一份"


async def test_the_help_of_the_start_screen_tells_its_own_words_and_signs() -> None:
    shown = "\n".join(await pane_of("wanli_2025", "o", "?"))
    assert re.search(r"enter +打开", shown)
    assert "● 标记了要比较的" in shown
    assert "不符" not in shown


def of_halves(*parts: str) -> Budget:
    """A budget whose whole has a last year by its halves only, with a reason for each of these; and nine classes."""
    subjects = {"TOTAL": "90.00"} | {f"2{n:02}": "10.00" for n in range(1, 10)}
    made = functional(subjects)
    basic, project = row("TOTAL", "", "50.00", measure="basic"), row("TOTAL", "", "40.00", measure="project")
    whole = replace(made.rows[0], cells={**made.rows[0].cells, **basic.cells, **project.cells})
    told = (
        claim("TOTAL", "50.00", "5.00", reason=parts[0], kind="expenditure", measure="basic"),
        claim("TOTAL", "40.00", "-2.00", reason=parts[1], kind="expenditure", measure="project"),
    )
    classes = [
        replace(one, cells={**one.cells, "basic" if n < 5 else "project": one.cells["total"]})
        for n, one in enumerate(made.rows[1:])
    ]
    return budget(replace(made, rows=(whole, *classes)), claims=told)


@pytest.mark.parametrize("keys", [(), ("d",)])
async def test_why_the_whole_changed_is_told_by_its_halves(keys: tuple[str, ...]) -> None:
    """Prose gives its reasons to 基本支出 and 项目支出; of the whole, whose last year is theirs, none was told."""
    shown = "\n".join(await pane_of((of_halves("工资上调", "项目完工"),), *keys))
    assert re.search(r"原因 +基本支出 \+5\.00：工资上调", shown), shown
    assert "项目支出 -2.00：项目完工" in shown


async def test_the_parts_give_way_so_that_the_place_needs_no_scrolling() -> None:
    """The tree beside the pane has all parts; where a figure is printed stood below the edge for them."""
    long = of_halves("工资上调" * 12, "项目完工" * 12)
    shown = await pane_of((long,))
    assert any(line.startswith("印于") for line in shown), shown
    assert any(re.fullmatch(r"60\.00 +其余 6 项", line) for line in shown), shown
    assert sum(bool(re.match(r"10\.00 [▌█]", line)) for line in shown) == 2, "the first one stands behind the label"
    roomy = await pane_of((of_halves("工资上调", "项目完工"),))
    assert not any("其余" in line for line in roomy)


def test_of_another_table_only_what_differs_is_named_again() -> None:
    """`表7 2013299 社区运转经费 合计 240.00 + 表7 2013299 …`: the same three words at every addend."""
    spent = table("projects", [row("2013299", "事务", f"{n}.00", f"项目{n}") for n in range(1, 4)])
    whole = functional({"2013299": "6.00"}, kind="general_public")
    refs = [Ref(1, n, "total") for n in range(3)]
    constraint = Constraint("X", (Ref(0, 0, "total"),), tuple(refs), 10_000)
    values = {Ref(0, 0, "total"): 6_000_000} | {ref: (n + 1) * 1_000_000 for n, ref in enumerate(refs)}
    told = formula([whole, spent], constraint, values, "ok", Ref(0, 0, "total"))
    assert told == "2013299 6.00 = projects 2013299 项目1 合计 1.00 + 项目2 2.00 + 项目3 3.00"


async def test_a_table_printed_in_one_row_shows_every_figure_where_it_is_printed() -> None:
    """三公 of Shanghai and Jiangsu: the total was shown as moved into a column of its own, and the others belonged to no line."""
    shown = await pane_of("wanli_2025", *"vvvv", "t", size=(120, 40))
    row = next(line for line in shown if "464.64" in line)
    assert "→" not in row
    assert "*" not in row
    assert "[37.91]" in row
    told = await pane_of("wanli_2025", *"vvvv", "t", "l", "l", size=(120, 40))
    assert any("1.35  公务接待费" in line for line in told), told
    assert any(line.startswith("勾稽相符") for line in told), told
    there = await pane_of("wanli_2025", *"vvvv", "j", "j", "t", size=(120, 40))
    assert re.search(r"\[ *1\.35\]", "".join(there)), there


async def test_the_strip_says_that_last_year_of_a_line_is_not_told() -> None:
    """`— → 2,160.17  —` and a share of nothing: the sign in the rows was all that said why."""
    made = budget(functional(SUBJECTS), claims=(claim("TOTAL", "60.00", "5.00", kind="expenditure"),))
    shown = await pane_of((made,), "d", "j", size=(80, 24))
    assert any(line.startswith("201") and "原文未述去年" in line for line in shown), shown


@pytest.mark.parametrize("size", [(120, 40), (80, 24)])
async def test_the_whole_of_projects_tells_the_largest_of_them(size: tuple[int, int]) -> None:
    shown = await pane_of("ergong_2026", "v", "v", size=size)
    assert any(re.match(r"最大 +273\.31 +54\.71% +非在编—2026年社", line) for line in shown), shown


def test_the_largest_project_need_not_stand_below_the_largest_subject() -> None:
    made = budget(projects(("2010399", "甲", "40.00"), ("2010399", "乙", "30.00"), ("2080505", "丙", "50.00")))
    found = detail(made, build_tree(made, "projects"), 0).largest
    assert [(child.name, child.amount) for child in found] == [
        ("丙", 50_000_000),
        ("甲", 40_000_000),
        ("乙", 30_000_000),
    ]


async def test_a_walk_names_tables_as_every_pane_does() -> None:
    """The whole printed title, year and body first, left no room for the line that was come to."""
    shown = await pane_of("wanli_2025", *"vvvv", "w")
    assert re.search(r"共 \d+ 处：“三公”经费和机关运行经费预算表", shown[-1]), shown[-1]


async def test_a_file_without_tables_is_not_offered_for_comparing() -> None:
    bare = replace(three_public(prose="一句话。"), tables=())
    samples = tuple(load(name) for name in ("wanli_2024", "yunxi_2025"))
    asked = (await pane_of((load("wanli_2025"), bare, *samples), "D"))[-1]
    assert "万里街道办 2024年部门预算" in asked
    assert "云溪市财政局" not in asked


async def test_the_sentence_that_speaks_of_a_line_is_come_to_within_its_paragraph() -> None:
    """A paragraph of nine lines was come to at its first; the amount one came from stood somewhere in it."""
    before = "支出包括：" + "，".join(f"第{n}项支出 {n}.00 万元" for n in range(1, 30)) + "；"
    text = before + "一般公共服务支出 60.00 万元，主要用于运转；住房保障支出 1.00 万元。"
    told = replace(claim("201", "60.00", "1.00", subject="一般公共服务支出", kind="expenditure"), origin=PLACE.label())
    section = Section(1, "一", "说明", (Paragraph(text, PLACE),), PLACE)
    made = replace(budget(functional(SUBJECTS), claims=(told,)), sections=(section,))
    app = Explorer([Source("a.json", lambda: made)], AppOptions(theme="dark"))
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(app, pilot)
        await pilot.press("j", "p")
        await settled(app, pilot)
        shown = next(line for line in rows(app) if line.startswith("▌"))
        assert "一般公共服务" in shown, shown
        view = app.screen.query_one(ProseView)
        bold = "".join(t for n in range(view.count()) for t, role in view.row(n, 80) if role == "strong" and n)
        assert bold == "一般公共服务支出 60.00 万元，主要用于运转"
        await pilot.resize_terminal(120, 40)
        await settled(app, pilot)
        bold = "".join(t for n in range(view.count()) for t, role in view.row(n, 120) if role == "strong" and n)
        assert bold == "一般公共服务支出 60.00 万元，主要用于运转", "another width"


@pytest.mark.parametrize(
    "text", ["支出预算总表 第67行 · 第19页", "一般公共预算支出安排的数是 56.03 万元", "基金 1.20 亿元的安排"]
)
def test_a_number_keeps_its_page_and_its_unit(text: str) -> None:
    """`第19` and `页`, `万` and `元` stood in two lines."""
    for width in range(12, cell_width(text)):
        for line in wrap(text, width)[1:]:
            assert line[0] not in "页元行", (width, line)
