"""Laws of codes: joined from any printed form, every code has its parent and path."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data_model.classification import TOTAL, class_of_name, join, level, parent, path

codes = st.builds(
    lambda a, rest: str(a) + "".join(f"{r:02d}" for r in rest),
    st.integers(201, 399),
    st.lists(st.integers(0, 99), max_size=2),
)


@given(codes)
def test_a_code_is_the_last_of_its_path_and_its_parent_the_one_before(code: str) -> None:
    assert path(code)[-1] == code
    assert parent(code) == (path(code)[-2] if len(path(code)) > 1 else TOTAL)
    assert len(path(code)) == ("类", "款", "项").index(level(code)) + 1


@given(codes)
def test_joined_and_split_codes_are_the_same(code: str) -> None:
    parts = (code[:3], *(code[i : i + 2] for i in range(3, len(code), 2)))
    assert join(*parts) == join(code) == join(*path(code)) == code


@pytest.mark.parametrize(
    "parts", [("2010",), ("总计",), ("01", "03"), ("201", "3"), ("201", "03", "01", "05"), ("012",)]
)
def test_what_is_no_code(parts: tuple[str, ...]) -> None:
    assert join(*parts) == ""


def test_old_names_are_the_same_subject() -> None:
    assert class_of_name("医疗卫生与计划生育支出") == class_of_name("卫生健康支出") == "210"
    assert class_of_name("不存在的支出") == ""
