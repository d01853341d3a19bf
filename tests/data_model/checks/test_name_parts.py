"""The parts in which two names differ: cut between words, whatever stands around them."""

from __future__ import annotations

import pytest

from data_model.checks.name_parts import LONGEST_PART, bonds_of, differing

TEXT = bonds_of(
    [
        "云溪市公共文化体系的建设。",
        "体系要健全，建设要抓紧，补助要到位。",
        "2026年起，编外人员工资由单位发放，人员名单另附，工资按月发。",
        "补助标准见附件，补助对象见附件；网格员由网格办管。",
    ]
)


@pytest.mark.parametrize(
    ("one", "other", "parts"),
    [
        ("公共文化体系建设和补助资金的通知", "公共文化体系建设补助资金的通知", ("建设和补助", "建设补助")),
        ("2026年编外人员工资", "2026年巡逻员工资委托业务费", ("编外人员工资", "巡逻员工资")),
        ("2026年网格经费", "2025年网格经费", ("2026年网格", "2025年网格")),
        ("体系建设项目", "体系建设", ("建设项目", "建设")),
    ],
)
def test_no_word_and_no_number_is_cut(one: str, other: str, parts: tuple[str, str]) -> None:
    assert differing(one, other, TEXT) == parts


def test_without_a_text_two_characters_stand_around() -> None:
    assert differing("甲乙丙丁戊己", "甲乙丙辛丁戊己", {}) == ("乙丙丁戊", "乙丙辛丁戊")


def test_parts_are_bounded_and_differ() -> None:
    one, two = differing("长" * 500, "短" * 500, {})
    assert one != two
    assert len(one) == len(two) == LONGEST_PART
