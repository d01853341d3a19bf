"""Amounts, percents and bars as they are shown; shared by the one-shot reports and the widgets. No terminal is touched."""

from __future__ import annotations

from data_model.amount import decimals_of, format_fen, percent, round_half_up, worth

BLANK = "—"
EIGHTHS = ("", "▏", "▎", "▍", "▌", "▋", "▊", "▉")


def amount_text(fen: int | None, unit: str, step: int) -> str:
    """A figure in `unit` with the decimals of its printed step: `1,129.51`; `—` for blank, `≈` before one whose step is coarser
    than what `unit` shows exactly (never more digits than printed), 亿元 with four decimals, coarser units rounded half up."""
    if fen is None:
        return BLANK
    decimals = decimals_in(unit, step)
    text = format_fen(fen, unit, decimals)
    return "≈" + text if step > worth(unit) and decimals == 0 else text


def under_point(text: str, unit: str, step: int, finest: int) -> str:
    """A figure of a coarser printed `step` than the `finest` of its column, with blanks for the decimals it lacks: points stand under
    each other."""
    told, most = decimals_in(unit, step), decimals_in(unit, finest)
    return text + " " * (max(0, most - told) + (not told and most > 0))


def decimals_in(unit: str, step: int) -> int:
    """How many decimals a figure of printed `step` (fen) shows in `unit`: its own, at most two, four in 亿元, none when finer."""
    exact = decimals_of(step, unit)
    return min(exact, 4 if unit == "亿元" else 2)


def share_text(part: int | None, whole: int | None) -> str:
    """`39.00`; `—` where there is no share to tell."""
    return BLANK if part is None or not whole else percent(part, whole) or BLANK


def signed(text: str, value: int | None) -> str:
    """A change always has its sign, close to the figure (`≈+1,200`)."""
    if value is None or value <= 0:
        return text
    return f"≈+{text[1:]}" if text.startswith("≈") else f"+{text}"


def bar(part: int | None, whole: int | None, width: int, ascii_only: bool = False) -> str:
    """A bar of `width` cells for part of whole, in eighths (whole cells in ASCII), padded; the smallest share above zero is `▏`."""
    if not part or not whole or part < 0 or whole < 0:
        return " " * width
    if ascii_only:
        return ("#" * min(width, max(1, round_half_up(part * width, whole)))).ljust(width)
    eighths = min(width * 8, max(1, round_half_up(part * width * 8, whole)))
    return ("█" * (eighths // 8) + EIGHTHS[eighths % 8]).ljust(width)
