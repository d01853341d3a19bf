"""Laws of amounts: what is printed is what is held, to the fen; nothing is guessed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data_model.amount import (
    FEN_PER_UNIT,
    AmountError,
    decimals_of,
    format_fen,
    format_yuan,
    is_blank,
    parse,
    parse_yuan,
    percent,
    round_half_up,
    step_of,
    tolerance,
)

fens = st.integers(-(10**16), 10**16)
units = st.sampled_from(sorted(FEN_PER_UNIT))


@given(fens)
def test_yuan_round_trip(fen: int) -> None:
    assert parse_yuan(format_yuan(fen)) == fen


@given(fens, units, st.integers(0, 2), st.booleans())
def test_what_is_printed_reads_back(fen: int, unit: str, decimals: int, grouped: bool) -> None:
    fen -= fen % step_of(decimals, unit)
    amount = parse(format_fen(fen, unit, decimals, grouped), unit)
    assert amount is not None
    assert (amount.fen, amount.decimals) == (fen, decimals)


@given(st.integers(-(10**12), 10**12), st.integers(1, 10**9))
def test_round_half_up_is_nearest_and_odd(a: int, b: int) -> None:
    rounded = round_half_up(a, b)
    assert abs(2 * (rounded * b - a)) <= b
    assert round_half_up(-a, b) == -rounded


@given(st.integers(0, 4), units)
def test_step_and_decimals_are_inverse(decimals: int, unit: str) -> None:
    if FEN_PER_UNIT[unit] >= 10**decimals:
        assert decimals_of(step_of(decimals, unit), unit) == decimals


@pytest.mark.parametrize(
    ("text", "unit", "fen"),
    [
        ("1,129.51", "万元", 1129510000),
        ("１，１２９．５１", "万元", 1129510000),
        ("4,368 .00", "万元", 4368000000),
        ("96282213.44", "元", 9628221344),
        ("189,767,551", "元", 18976755100),
        ("（3.50）", "万元", -3500000),
        ("-3.5", "万元", -3500000),
        ("−3.5", "万元", -3500000),
        (".5", "亿元", 5000000000),
        ("0", "元", 0),
        ("0.00", "万元", 0),
    ],
)
def test_forms_of_figures(text: str, unit: str, fen: int) -> None:
    amount = parse(text, unit)
    assert amount is not None
    assert amount.fen == fen


@pytest.mark.parametrize("text", ["", "  ", "-", "—", "－", "\u3000", "——"])
def test_blank_is_not_zero(text: str) -> None:
    assert parse(text, "万元") is None
    assert is_blank(text)


@pytest.mark.parametrize(
    "text", ["1,2,3.4.5", "12,34", "1.2.3", "abc", "12万", "1e5", "--5", "0.0000000001", "9" * 5000, "²"]
)
def test_what_is_no_amount_is_refused(text: str) -> None:
    with pytest.raises(AmountError):
        parse(text, "元")


def test_percents_round_half_up() -> None:
    assert percent(39371, 100951) == "39.00"
    assert percent(1, 200, 0) == "1"
    assert percent(1, 0) is None
    assert percent(-1, 3) == "-33.33"
    assert percent(5, 100000) == "0.01"
    assert percent(4, 100000) == "0.00"


def test_tolerance_follows_the_rounding() -> None:
    assert tolerance(0, 10000) == 5000
    assert tolerance(2, 10000) == 15000
