"""Who supervises the body: named in a table head, on the cover or in the prose; the body itself is not its own parent."""

from __future__ import annotations

import pytest

from data_model.reading import read_bytes

TABLE = (
    "部门支出总体情况表\n\n{caption}\n\n科目代码\t\t\t科目名称\t合计\n201\t03\t01\t行政运行\t3.00\n\t\t\t总计\t3.00\n"
)
CAPTION = "编制单位：云溪市档案馆\n\n单位：万元"


def parent(text: str, caption: str = CAPTION) -> tuple[str, str]:
    meta = read_bytes(("2031年云溪市档案馆单位预算\n\n" + text + TABLE.format(caption=caption)).encode(), "x.txt").meta
    return meta.entity, meta.parent


@pytest.mark.parametrize(
    "text",
    [
        "主管部门：云溪市委办公室\n\n",
        "预算主管部门:云溪市委办公室\n\n",
        "本馆主管部门为云溪市委办公室，内设三个科室。\n\n",
    ],
)
def test_told_on_the_cover_or_in_the_prose(text: str) -> None:
    assert parent(text) == ("云溪市档案馆", "云溪市委办公室")


def test_told_beside_the_body_of_a_table() -> None:
    told = "主管部门：云溪市委办公室 预算单位：云溪市档案馆 单位：万元"
    assert parent("", told) == ("云溪市档案馆", "云溪市委办公室")


def test_told_in_the_head_of_a_goal_table() -> None:
    goals = "项目支出绩效目标表\n\n项目名称\t库房改造\t\n主管部门\t云溪市委办公室\t实施单位\t云溪市档案馆\n\n"
    assert parent(goals)[1] == "云溪市委办公室"


def test_not_told_or_the_body_itself() -> None:
    assert parent("") == ("云溪市档案馆", "")
    assert parent("预算主管部门：云溪市档案馆\n\n")[1] == ""


@pytest.mark.parametrize("beside", ["单位:万元常委会办公室", "单位：万元 常委会办公室"])
def test_a_name_that_goes_on_in_the_line_of_the_unit(beside: str) -> None:
    told = f"部门名称：云溪市人大\n\n{beside}"
    meta = read_bytes(("2031年云溪市部门预算\n\n" + TABLE.format(caption=told)).encode(), "x.txt").meta
    assert (meta.entity, meta.unit) == ("云溪市人大常委会办公室", "万元")
