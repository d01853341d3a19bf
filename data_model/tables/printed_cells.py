"""One printed figure -> its cell, for tables without blanks. Apart since rows, single rows and headers all read figures."""

from __future__ import annotations

from data_model.amount import AmountError, parse
from data_model.budget import Cell, Finding, Place
from data_model.tables.rows import Body


def cell_of(text: str, column: int, body: Body, code: str, place: Place) -> Cell | None:
    """The cell of a printed figure; None for a blank one and, with a note, for what is no whole amount."""
    try:
        if text.endswith("."):
            raise AmountError(text)  # its decimals stand elsewhere
        amount = parse(text, body.unit or "元")
    except AmountError:
        message = f"“{text[:40]}”不是完整的金额，未计入"
        body.notes.append(Finding("read.amount", "unread", message, table=body.kind, code=code, place=place))
        return None
    if amount is None:
        return None
    body.decimals = max(body.decimals, amount.decimals)
    return Cell(amount.fen, text, column)


def fen_of(text: str, unit: str) -> int | None:
    """The amount of a printed figure in fen; None for a blank or unreadable one."""
    try:
        amount = parse(text, unit)
    except AmountError:
        return None
    return amount.fen if amount else None
