"""Pinyin initials: as the library reads whole names, at a fraction of its time."""

from __future__ import annotations

import csv
from importlib.resources import files

import pytest
from pypinyin import Style, lazy_pinyin

from data_model.search import initials
from data_model.text import fold


@pytest.mark.parametrize(
    ("name", "letters"),
    [("行政运行", "xzyx"), ("会计", "kj"), ("长期", "cq"), ("校长", "xz"), ("重大", "zd"), ("银行", "yh"), ("调整", "tz"), ("重庆", "cq"),
     ("A类（2）", "al(2)"), ("", "")],
)  # fmt: skip
def test_characters_of_several_readings(name: str, letters: str) -> None:
    assert initials(name) == letters


def test_names_of_the_classification_are_read_as_whole_names_are() -> None:
    text = (files("data_model") / "function_names.csv").read_text(encoding="utf-8")
    for row in csv.reader(text.splitlines()):
        for name in row[1:2]:
            assert (
                initials(name) == "".join(lazy_pinyin(fold(name), style=Style.FIRST_LETTER, errors="default")).lower()
            )
