"""Squeezed text around a few table lines, for the tests of reading it."""

from __future__ import annotations

from data_model.budget import Budget, Row, Table
from data_model.reading import Blob, read

CAPTION = "编制部门：云溪市（虚构）财政局 单位：万元\n"
HEAD = "科目代码\n科目名称\n支出预算\n类 款 项 合计 基本支出 项目支出\n"


def budget(text: str) -> Budget:
    filler = "云溪市（虚构）财政局支出预算 3.00 万元，收入预算、财政拨款、支出预算、收入预算、支出、收入、拨款、预算、预算、预算。\n"
    return read(Blob("a.txt", ("第一部分 概况\n" + filler + text).encode()))


def table(text: str, kind: str) -> Table:
    found = budget(text).table(kind)
    assert found is not None
    return found


def printed(row: Row) -> dict[str, str]:
    return {measure: cell.printed for measure, cell in row.cells.items()}


def expenditure(rows: str) -> Table:
    return table("表 3\n部门支出总体情况表\n" + CAPTION + HEAD + rows, "expenditure")
