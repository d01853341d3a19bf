"""An invented budget (虚构) of two years: writes the whole document, reads it back, and writes the two sample files.

Nothing in it exists: the city, the bureau, the projects, the decrees and the persons are made up; only the subjects of the
classification and the statutory headings are real. It shows every table and every section filled, and gives the tests one source
for documents in every format. All identities hold. Two defects are there on purpose, in 2026 only:
  - 表述: 表7 has 智慧文旅平台建设, section 七 calls it 智慧文旅综合平台建设 (ALIAS in invented_figures.py);
  - 尾差: 表6 prints 302 one step (0.01 万元) below the sum of its 款, since two of them are rounded up (ROUNDED there).
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sample_data.invented_blocks import Block, Heading, Paragraph, tabbed
from sample_data.invented_figures import Figures, figures
from sample_data.invented_goals import goal_tables
from sample_data.invented_tables import ENTITY, FUNDS, tables, total_of
from sample_data.invented_text import HEADINGS, heading, prose, staff
from sample_data.invented_words import money

if TYPE_CHECKING:
    from data_model.budget import Budget

PUBLISHED_YEARS = (2025, 2026)
_DATES = {2025: "2025 年 2 月 14 日", 2026: "2026 年 2 月 11 日"}
_DUTIES = (
    "（一）拟订全市文化、广播电视和旅游的年度计划并组织落实。",
    "（二）管理市属图书馆、文化馆和博物馆，办好面向居民的演出、阅读和展览。",
    "（三）保护文物和非物质文化遗产，支持传承人带徒传艺。",
    "（四）推广本市旅游线路，维护应急广播和无线发射设施。",
)
_TERMS = (
    "一、财政拨款：由三本预算安排给本部门的钱，三本指一般公共预算、政府性基金预算和国有资本经营预算。",
    "二、基本支出：让机关和场馆开门办事的钱，分人员经费和公用经费。",
    "三、项目支出：为某一件事单独安排的钱，一个项目一笔账。",
    "四、上年结转结余：上年没有用完、本年接着用的钱。",
    "五、委托业务费：请外单位代办业务所付的钱。",
)


def pieces(year: int) -> list[Block]:
    """The document of 2025 or 2026 as headings, paragraphs and tables in reading order. Raises ValueError for other years."""
    if year not in PUBLISHED_YEARS:
        raise ValueError(f"{year}: 虚构预算只有 2025 年和 2026 年")
    now, before = figures(year), figures(year - 1)
    return [
        Heading(f"{year} 年{ENTITY}部门预算公开", 0), Paragraph("本文件为虚构样例，其中的地名、单位、项目、文件和人员均不存在。"),
        *_contents(year, now),
        Heading(f"第一部分 {year} 年部门概况", 1),
        Heading("一、主要职能", 2), *map(Paragraph, _DUTIES),
        Heading("二、机构设置及人员情况", 2),
        Paragraph(f"{ENTITY}下设三个预算单位：云溪市图书馆、云溪市文化馆、云溪市博物馆（均为虚构）。"), Paragraph(staff(now)),
        Heading(f"第二部分 {year} 年部门预算公开表", 1), *tables(now),
        Heading(f"第三部分 {year} 年部门预算情况说明", 1), *prose(now, before), *_performance(now),
        Heading("第四部分 名词解释", 1), *map(Paragraph, _TERMS),
        Paragraph(ENTITY), Paragraph(_DATES[year]),
    ]  # fmt: skip


def _contents(year: int, now: Figures) -> list[Block]:
    lines = [
        f"第一部分 {year} 年部门概况",
        "一、主要职能",
        "二、机构设置及人员情况",
        f"第二部分 {year} 年部门预算公开表",
    ]
    lines += [f"{table.number.removeprefix('表 ')}. {table.title}" for table in tables(now)]
    lines.append(f"第三部分 {year} 年部门预算情况说明")
    lines += [heading(index, year, words) for index, words in enumerate(HEADINGS)]
    return [
        Heading("目 录", 0),
        *map(Paragraph, [*lines, "十三、其他重要事项的情况说明", "第四部分 名词解释"]),
    ]


def _performance(now: Figures) -> list[Block]:
    """（四）预算绩效情况 with its tables, and（五）."""
    year = now.year
    appropriated = sum(sum(now.project_of(fund).values()) for fund in FUNDS)
    carried = sum(now.carried(basic=False).values())
    return [
        Heading("（四）预算绩效情况", 3),
        Paragraph(
            f"{year} 年，本部门整体预算绩效目标 1 个，涉及预算金额 {money(total_of(now))}；当年预算安排项目共 {len(now.projects)} 个，"
            f"其中：财政拨款项目涉及预算金额 {money(appropriated)}；非财政拨款项目涉及预算金额 0.00 万元。具体情况见下表："
        ),
        *goal_tables(now),
        Heading("（五）其他需说明的事项", 3),
        Paragraph(f"各项目绩效目标表的金额包括上年结转的项目资金，合计 {money(carried)}。"),
    ]


def text(year: int) -> str:
    """The document of 2025 or 2026 as tab-separated text, laid out as such documents are published."""
    return tabbed(pieces(year))


def budget(year: int) -> Budget:
    """The document as the reader understands it."""
    from data_model.reading import read_bytes

    return read_bytes(text(year).encode(), f"yunxi_{year}_虚构.txt")


def main() -> None:
    """Write `yunxi_2025.json` and `yunxi_2026.json` beside this module."""
    from data_model.native import dumps

    for year in PUBLISHED_YEARS:
        (Path(__file__).parent / f"yunxi_{year}.json").write_text(dumps(budget(year)), encoding="utf-8")


if __name__ == "__main__":
    main()
