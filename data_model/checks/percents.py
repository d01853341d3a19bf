"""Does a printed percent fit a part and a whole that are themselves rounded (N9)? Apart because shares and changes ask the same."""

from __future__ import annotations

from fractions import Fraction
from typing import Literal

Fit = Literal["ok", "cut", "near", "no"]
"""ok: rounded half up; cut: cut off instead of rounded; near: one last digit off, as done to make shares sum to 100; no: neither."""


def decimals_of_percent(text: str) -> int:
    """`29.06` -> 2."""
    return len(text.partition(".")[2])


def fits(printed: str, part: int, whole: int, part_slack: Fraction, whole_slack: Fraction) -> Fit:
    """How `printed` percent agrees with part / whole (fen, of one sign), each known up to its slack. `whole` must not be 0."""
    decimals = decimals_of_percent(printed)
    unit = Fraction(1, 10**decimals)
    value = abs(Fraction(printed))
    low = 100 * max(Fraction(0), abs(part) - part_slack) / (abs(whole) + whole_slack)
    small = abs(whole) - whole_slack
    high = 100 * (abs(part) + part_slack) / small if small > 0 else None
    if value >= low - unit / 2 and (high is None or value <= high + unit / 2):
        return "ok"
    if high is None or (value <= high and value > low - unit):
        return "cut"
    return "near" if low - 3 * unit / 2 <= value <= high + 3 * unit / 2 else "no"


def exact(part: int, whole: int, decimals: int) -> str:
    """part / whole in percent, rounded half up: what would have been printed."""
    scaled = Fraction(abs(part) * 100 * 10**decimals, abs(whole))
    digits = int(scaled + Fraction(1, 2))
    text = f"{digits:0{decimals + 1}d}"
    return f"{text[:-decimals]}.{text[-decimals:]}" if decimals else text
