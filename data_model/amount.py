"""Text <-> whole fen; units and printed steps. Apart because every other module holds amounts and none may invent arithmetic.

An amount is an `int` of fen (1/100 元). Blank is `None`; blank is not zero. No float ever holds an amount.
"""

from __future__ import annotations

import re

from data_model.records import dataclass

FEN_PER_UNIT = {"元": 100, "千元": 100_000, "万元": 1_000_000, "百万元": 100_000_000, "亿元": 10_000_000_000}
"""Units in which tables are printed, in fen."""

UNIT_BY_OPTION = {"yuan": "元", "wan": "万元", "yi": "亿元"}
"""The names of units on the command line and in settings."""

BLANKS = frozenset({"", "-", "—", "－", "–", "一", "―", "─", "/", "——", "--"})
"""What documents print for “nothing here”; DOMAIN: blank = 0 = 0.00 = "-" = "—", yet only digits are an amount."""

_PLAIN = re.compile(r"[0-9]+(?:\.[0-9]*)?|\.[0-9]+")
_GROUPED = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]*)?")
_LONGEST = 30  # digits: no budget is larger, and int() refuses thousands of them
LONGEST = 2 * _LONGEST
"""Characters of the exchange form: any amount that can be printed, in 元, and any sum of such."""
_HALF_WIDTH = {ord("！") - 0x21 + code: code for code in range(0x21, 0x7F)} | {ord("−"): ord("-")}
"""Full-width forms only: NFKC would also turn a footnote mark ² into a digit."""
_INNER_BLANK = re.compile(r"\s+")
_NUMBERISH = re.compile(r"[-+(]?[.,]*[0-9][0-9.,]*\)?")


class AmountError(ValueError):
    """The text has digits but is no amount (`1,2,3.4.5`), or is finer than a fen."""


@dataclass(frozen=True, slots=True)
class Amount:
    """A printed amount: whole fen and the number of decimals that were printed."""

    fen: int
    decimals: int


def worth(unit: str) -> int:
    """One of `unit` in fen; "", where a document names none, is 元. KeyError for an unknown unit."""
    return FEN_PER_UNIT[unit or "元"]


def _squeeze(text: str) -> str:
    return _INNER_BLANK.sub("", text.translate(_HALF_WIDTH))


def is_blank(text: str) -> bool:
    """True for an empty cell and for the dashes that documents print instead of a figure."""
    return _squeeze(text) in BLANKS or text.strip() in BLANKS


def looks_numeric(text: str) -> bool:
    """True when the cell consists of nothing but digits, points, commas and a sign: it was meant as a figure."""
    return _NUMBERISH.fullmatch(_squeeze(text)) is not None


def parse(text: str, unit: str) -> Amount | None:
    """`"1,129.51"`, `"万元"` -> 1129510000 fen, 2 decimals; None for a blank cell.

    Accepts grouped and plain digits, full-width digits, blanks inside, a sign or brackets for negatives.
    Raises AmountError for text that is no amount and for amounts finer than one fen; KeyError for an unknown unit.
    """
    if is_blank(text):
        return None
    squeezed = _squeeze(text)
    negative = False
    body = squeezed
    if body.startswith("(") and body.endswith(")"):
        negative, body = True, body[1:-1]
    if body.startswith(("+", "-")):
        negative, body = negative != (body[0] == "-"), body[1:]
    if len(body) > _LONGEST or not (_PLAIN.fullmatch(body) or _GROUPED.fullmatch(body)):
        raise AmountError(text)
    whole, _, fraction = body.replace(",", "").partition(".")
    scaled = int((whole or "0") + fraction) * worth(unit)
    fen, rest = divmod(scaled, 10 ** len(fraction))
    if rest:
        raise AmountError(text)
    return Amount(-fen if negative else fen, len(fraction))


def step_of(decimals: int, unit: str) -> int:
    """The printed step in fen: what the last printed digit is worth (万元 with two decimals: 10,000 fen)."""
    return max(1, worth(unit) // int(10**decimals))


def decimals_of(step: int, unit: str) -> int:
    """How many decimals show a figure of this step (fen) in `unit` exactly; the inverse of `step_of`."""
    decimals, least = 0, worth(unit)
    while least > step:
        least //= 10
        decimals += 1
    return decimals


def round_half_up(numerator: int, denominator: int) -> int:
    """numerator / denominator to the nearest integer, halves away from zero; exact for integers of any size."""
    sign = -1 if (numerator < 0) != (denominator < 0) else 1
    return sign * ((2 * abs(numerator) + abs(denominator)) // (2 * abs(denominator)))


def format_fen(fen: int, unit: str = "万元", decimals: int = 2, grouped: bool = True) -> str:
    """1129510000 -> `1,129.51` (万元, two decimals); rounds half up when `decimals` cannot hold the figure."""
    scaled = round_half_up(fen * 10**decimals, worth(unit))
    whole, fraction = divmod(abs(scaled), 10**decimals)
    text = f"{whole:,}" if grouped else str(whole)
    return ("-" if scaled < 0 else "") + text + (f".{fraction:0{decimals}d}" if decimals else "")


def format_yuan(fen: int) -> str:
    """The exchange form of every JSON and CSV: 元 with two decimals, no grouping (`"11295100.00"`)."""
    text = f"{fen:03d}" if fen >= 0 else f"{fen:04d}"
    return f"{text[:-2]}.{text[-2:]}"


def parse_yuan(text: str) -> int:
    """The inverse of `format_yuan`. Raises AmountError for anything else."""
    if len(text) > LONGEST or not re.fullmatch(r"-?[0-9]+\.[0-9]{2}", text):
        raise AmountError(text)
    fen = int(text.replace(".", "").lstrip("-"))
    return -fen if text.startswith("-") else fen


def percent(part: int, whole: int, decimals: int = 2) -> str | None:
    """part / whole in percent, rounded half up at `decimals` (`"39.00"`); None where the whole is zero."""
    if whole == 0:
        return None
    if decimals == 2:  # what nearly everyone asks for, some hundred thousand times
        scaled = (20_000 * abs(part) + abs(whole)) // (2 * abs(whole))
        sign = "-" if scaled and (part < 0) != (whole < 0) else ""
        return f"{sign}{scaled // 100}.{scaled % 100:02d}"
    scaled = round_half_up(part * 100 * 10**decimals, whole)
    digits = f"{abs(scaled):0{decimals + 1}d}"
    text = f"{digits[:-decimals]}.{digits[-decimals:]}" if decimals else digits
    return ("-" if scaled < 0 else "") + text


def tolerance(terms: int, step: int) -> int:
    """How far a sum of `terms` rounded addends may be off, in fen: step/2 · (terms + 1), rounded down (DESIGN rule 6)."""
    return step * (terms + 1) // 2
