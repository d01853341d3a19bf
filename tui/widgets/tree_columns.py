"""Which columns of a tree have room, and how wide they are. Apart from tree_table.py, which draws them."""

from __future__ import annotations

from collections.abc import Collection

from data_model.records import dataclass

SHARE = 6
NARROWEST_NAME = 24
"""Columns are dropped until the name has so many cells."""
DROPPED = ("bar", "share_total", "change_percent", "change", "last_year", "code", "share_parent")
"""What goes first when it is narrow. Of the usual columns the share of the parent goes last, that it stays at 80 columns."""
GAPS = {"share_parent": 0, "bar": 2}
"""Blanks before a column, else one; before the share of the parent stands the sign of the amount."""
KEPT = 1
"""So many of the last ones of DROPPED stay whatever the room."""


@dataclass(frozen=True, slots=True)
class Columns:
    """Widths in cells of one layout; 0 is a column that is not shown."""

    amount: int
    parent: int
    total: int
    last_year: int
    change: int
    percent: int
    bar: int
    code: int
    name: int


@dataclass(frozen=True, slots=True)
class Widths:
    """What the figures of a tree need, in cells: the widest of the whole view."""

    amount: int
    code: int
    last_year: int = 0
    change: int = 0
    percent: int = 0


def lay_out(width: int, need: Widths, chosen: Collection[str]) -> Columns:
    """The columns for a width; the bar grows with it."""
    wide_bar = 8 if width < 100 else 16 if width < 140 else 24
    cells = {
        "share_parent": SHARE, "share_total": SHARE, "last_year": need.last_year, "change": need.change, "change_percent": need.percent,
        "bar": wide_bar, "code": need.code,
    }  # fmt: skip
    shown = {column: wide if column in chosen else 0 for column, wide in cells.items()}
    used = 0
    for column in (*DROPPED[: len(DROPPED) - KEPT], ""):
        used = 5 + need.amount + sum(GAPS.get(name, 1) + wide for name, wide in shown.items() if wide)
        if width - used >= NARROWEST_NAME or not column:
            break
        shown[column] = 0
    return Columns(
        need.amount, shown["share_parent"], shown["share_total"], shown["last_year"], shown["change"], shown["change_percent"],
        shown["bar"], shown["code"], max(1, width - used),
    )  # fmt: skip
