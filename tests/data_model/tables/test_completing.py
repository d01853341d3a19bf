"""Names of projects cut short are made whole from the names the document tells, and from nothing else."""

from __future__ import annotations

from data_model.budget import Cell, Place, Row, Table
from data_model.readers.raw import RawParagraph
from data_model.tables.completing import completed, told_projects

HERE = Place("a.txt", 1)
TOLD = told_projects([
    RawParagraph("（一）项目名称：乌财企〔2031〕9 号关于下达云溪镇退休人员补助资金预算的通知设立的政策依据：有关规定", HERE),
    RawParagraph("（二）项目名称：云溪镇社区服务设施建设经费一期", HERE),
    RawParagraph("（三）项目名称：云溪镇社区服务设施建设经费二期", HERE),
])  # fmt: skip


def names(*projects: str) -> list[str]:
    rows = tuple(Row("2010301", "行政运行", {"total": Cell(1, "0.01")}, HERE, project=p) for p in projects)
    (table,) = completed([Table("projects", "", "万元", 100, (), rows, (), 0, HERE)], TOLD)
    return [row.project for row in table.rows]


def test_the_rest_of_a_name_comes_from_the_prose() -> None:
    assert names("乌财企（2031）9 号关于下达云溪镇退休人员补助资金预算的") == [
        "乌财企（2031）9 号关于下达云溪镇退休人员补助资金预算的通知"
    ]


def test_a_beginning_of_two_names_or_a_short_one_or_one_that_is_there_stays() -> None:
    assert names("云溪镇社区服务设施建设经费", "乌财企（2031）9") == ["云溪镇社区服务设施建设经费", "乌财企（2031）9"]
    whole = "乌财企（2031）9号关于下达云溪镇退休人员补助资金预算的通知"
    assert names(whole[:-2], whole) == [whole[:-2], whole]
