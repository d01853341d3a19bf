"""Small documents for tests of the prose: sections from lines, tables from a few rows. Apart because four test modules build them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from data_model.amount import parse
from data_model.budget import Cell, Meta, Paragraph, Place, Row, Section, Table
from data_model.narrative import Narrative, narrate
from data_model.statements import Claim

META = Meta(entity="青石县（虚构）水务局", fiscal_year=2030)


def fen(text: str) -> int:
    """`"1,234.50"` 万元 in fen."""
    amount = parse(text, "万元")
    assert amount is not None
    return amount.fen


def section(number: str, heading: str, *texts: str, level: int = 2) -> Section:
    """A section with one paragraph a text, a line number each."""
    paragraphs = tuple(Paragraph(text, Place("a.txt", line)) for line, text in enumerate(texts, 1))
    return Section(level, number, heading, paragraphs, Place("a.txt", 1))


def row(code: str, name: str, amounts: Mapping[str, str], line: str = "", project: str = "", side: str = "") -> Row:
    """A row with amounts in 万元 by measure."""
    cells = {measure: Cell(fen(text), text) for measure, text in amounts.items()}
    return Row(code, name, cells, Place("a.txt", 1), project=project, line=line, side=side)


def table(kind: str, rows: Sequence[Row]) -> Table:
    """A table of these rows, in 万元."""
    return Table(kind, kind, "万元", 10_000, (), tuple(rows), (), 0, Place("a.txt", 1))


FUNCTIONS = table(
    "general_public",
    [
        row("213", "农林水支出", {"total": "300.00", "basic": "200.00", "project": "100.00"}),
        row("21303", "水利", {"total": "300.00"}),
        row("2130301", "行政运行", {"total": "200.00", "basic": "200.00"}),
        row("2130306", "水利工程运行与维护", {"total": "100.00", "project": "100.00"}),
        row("210", "卫生健康支出", {"total": "20.00"}),
        row("21011", "行政事业单位医疗", {"total": "20.00"}),
        row("2101101", "行政单位医疗", {"total": "20.00"}),
        row("TOTAL", "总计", {"total": "320.00", "basic": "220.00", "project": "100.00"}),
    ],
)


def told(heading: str, *texts: str, tables: Sequence[Table] = (FUNCTIONS,), number: str = "二") -> Narrative:
    """What one section says."""
    return narrate((section(number, heading, *texts),), tables, META)


def only(heading: str, *texts: str, tables: Sequence[Table] = (FUNCTIONS,)) -> Claim:
    """The one claim of a section."""
    claims = told(heading, *texts, tables=tables).claims
    assert len(claims) == 1, claims
    return claims[0]
