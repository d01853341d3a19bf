"""A stranger's questions: each is answered on the screen after at most five keys from a fresh start.

On the budgets that come with the package; the same on the published documents where they are at hand.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

import pytest

from data_model.budget import Budget
from data_model.reading import read
from sample_data import load
from tests.shared import SHARED, needs_shared
from tests.tui.explorer import current, settled, text
from tui.app import Explorer, Source
from tui.session import AppOptions

MOST = 5


class Question(NamedTuple):
    """What somebody asks of which budgets, the keys, and what must stand on the screen then (patterns, all of them)."""

    id: str
    budgets: tuple[str, ...]
    keys: tuple[str, ...]
    answers: tuple[str, ...]


ERGONG, GOVOFFICE, YUNXI = ("ergong_2026",), ("govoffice_2026",), ("yunxi_2026",)
SHANGWU, RENDA = ("shanghai/shangwu_2025_dept.pdf",), ("jiangsu/renda_2018_full.pdf",)
WANLI = ("shanghai/wanli_2024_dept.pdf", "shanghai/wanli_2025_dept.pdf")
E_TXT, G_TXT = ("xinjiang/ergong_2026_dept.txt",), ("xinjiang/govoffice_2026_unit.txt",)

QUESTIONS = (
    Question("total-ergong", ERGONG, (), (r"4,134\.00 万元",)),
    Question("total-govoffice", GOVOFFICE, (), (r"3,008\.81 万元",)),
    Question("wages-ergong", ERGONG, ("v",), (r"3,285\.29  95\.83 .* 301 +\S? ?工资福利支出",)),
    Question("wages-of-all-ergong", ERGONG, ("v", "j"), (r"3,285\.29 万元", "占全部支出 79.47%")),
    Question("wages-in-the-flow-ergong", ERGONG, ("v", "v", "v", "v"), (r"3,285\.29 .* 79\.47 .* 301 +工资福利支出",)),
    Question("largest-project-ergong", ERGONG, ("v", "v", "j", "j"), (r"273\.31 万元", "占表7合计 54.71%", "社区转聘人员工资绩效及社")),
    Question("agrees-ergong", ERGONG, ("j", "j", "j"), (r"393\.71 万元", "勾稽相符 3 项", r"393\.71 = 表2 2010301 总计")),
    Question("printed-ergong", ERGONG, ("j", "j", "j"), ("印于 表3 第3行 · 文本第194行",)),
    Question("printed-cell-ergong", ERGONG, ("j", "j", "j", "t"), (r"\[ *393\.71\]", "原文“393.71”")),
    Question("unpublished-ergong", ERGONG, ("v", "v", "v", "v"), (r"84\.14 .*未按经济分类公开",)),
    Question("differs-wanli", ("wanli_2025", "wanli_2024"), ("d",), ("2024", "2025", "增减", r"增减 \d+")),
    Question("grew-and-why-yunxi", YUNXI, ("d", "s", "s", "j", "j"), (r"\+", "原因")),
    Question("three-public-yunxi", YUNXI, ("v",) * 5, ("‹三公›", "去年", "增减")),
)  # fmt: skip
PUBLISHED = (
    Question("total", E_TXT, (), (r"4,134\.00 万元",)),
    Question("grew-and-why", E_TXT, ("d", "s", "s", "j", "j"), (r"\+", "原因", "科目")),
    Question("reclassified", E_TXT, ("d",), ("调 = 调整组 8 行", r"\+621\.70 .* 科目调整净", r"\+3,318\.84  转入 7 行")),
    Question("three-public", E_TXT, ("v",) * 5, ("‹三公›", r"3\.88", r"-0\.39")),
    Question("three-public-govoffice", G_TXT, ("v",) * 5, ("‹三公›", "去年", "增减|不变")),
    Question("unpublished", E_TXT, ("v",) * 4, (r"84\.14 .*未按经济分类公开", r"54\.70 .*未按经济分类公开")),
    Question("why-the-whole", E_TXT, (), (r"\+879\.28", r"原因 基本支出 \+486\.93：")),
    Question("largest-project", E_TXT, ("v", "v"), (r"最大 +273\.31 +54\.71%",)),
    Question("wages-shangwu", SHANGWU, ("v", "j"), ("占基本支出合计 84.07%", "占全部支出 4.49%")),
    Question("three-public-shangwu", SHANGWU, ("v",) * 4, ("‹三公›", r"去年 +1\.00  推算", "不变")),
    Question("printed-shangwu", SHANGWU, ("v", "v", "v", "v", "t"), (r"\[1\.00\]", "原文“1.00”", "第21页")),
    Question("total-renda", RENDA, (), (r"15,897\.44 万元", r"2010101 +行政运行")),
    Question("wages-renda", RENDA, ("v", "j"), ("占全部支出 34.40%",)),
    Question("three-public-renda", RENDA, ("v",) * 4, ("‹三公›", r"去年 2,542\.60  推算", "不变")),
    Question("reclassified-renda", RENDA, ("d",), ("没有一行的原因说到科目调整",)),
    Question("unpublished-renda", RENDA, ("v",) * 3, (r"6,333\.96 .*未按经济分类公开",)),
    Question("differs-wanli", WANLI, ("d",), (r"\+33,556,428 +\+21\.48",)),
    Question("agrees-govoffice", G_TXT, ("j", "j", "j"), ("勾稽相符 [1-9] 项", "印于 表3")),
)  # fmt: skip


async def answered(question: Question, budget: Callable[[str], Budget], size: tuple[int, int]) -> None:
    assert len(question.keys) <= MOST
    opened = [Source(name, lambda name=name: budget(name)) for name in question.budgets]  # type: ignore[misc]
    app = Explorer(opened, AppOptions(theme="dark"))
    async with app.run_test(size=size) as pilot:
        await settled(app, pilot)
        for key in question.keys:
            await pilot.press(key)
            await settled(app, pilot)
        shown = text(app)
        for answer in question.answers:
            assert re.search(answer, shown), f"{answer}\n{shown}\n{current(app)}"


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.id)
async def test_answered_within_five_keys(question: Question) -> None:
    await answered(question, load, (120, 40))


@needs_shared
@pytest.mark.parametrize("question", PUBLISHED, ids=lambda question: question.id)
async def test_answered_of_a_published_document(question: Question) -> None:
    await answered(question, lambda name: read(str(SHARED / "disclosures" / name)), (120, 40))
