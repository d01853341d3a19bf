"""The filter for how much a compared line changed: size or direction, in the one grammar of filters."""

from __future__ import annotations

import pytest

from data_model.search import Subject, compile_query


@pytest.mark.parametrize(
    ("text", "delta", "holds"),
    [
        ("delta>100", 101, True), ("delta>100", -101, True), ("delta>100", 100, False), ("增减>=100", -100, True),
        ("delta<-100", -101, True), ("delta<-100", 101, False), ("delta=0", 0, True), ("delta>100", None, False),
        ("delta>1万", 2, True), ("ｄｅｌｔａ＞100".replace("ｄｅｌｔａ", "delta"), 101, True),
        ("-delta>100", 50, True), (">100", 900, False),
    ],
)  # fmt: skip
def test_a_change_is_asked_by_its_size(text: str, delta: int | None, holds: bool) -> None:
    fen = None if delta is None else delta * 1_000_000
    query = compile_query(text, "万元")
    assert not query.problem
    assert query.holds(Subject("201", "支出", amount=5_000_000, whole=9_000_000, delta=fen)) is holds


def test_a_change_in_percent_is_said_to_be_unknown() -> None:
    assert compile_query("delta>5%").problem
