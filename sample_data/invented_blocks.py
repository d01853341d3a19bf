"""The pieces a document is made of: headings, paragraphs, tables with merged cells. Apart so that tests render them in any format."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

Spans = dict[tuple[int, int], tuple[int, int]]
"""(row, column) of a merged cell -> (rows, columns) it covers; its text stands in the first, the others hold ""."""
Node = str | tuple[str, Sequence["Node"]]
"""A heading of a table: a text, or a text above further headings."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading with its printed number (`第二部分`, `三、`, `（二）`); level 0 is a line of the cover."""

    text: str
    level: int


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph of prose."""

    text: str


@dataclass(frozen=True, slots=True)
class Grid:
    """One table as printed. `head` header rows begin `rows`; `breaks` are the rows a new page begins with (header repeated there).

    `entity` and `unit` stand above every piece ("" for goal tables, which print neither); `note` stands below an empty table.
    """

    title: str
    number: str
    entity: str
    unit: str
    rows: list[list[str]]
    head: int
    spans: Spans = field(default_factory=dict)
    breaks: tuple[int, ...] = ()
    note: str = ""
    subtitle: str = ""

    @property
    def pieces(self) -> list[list[list[str]]]:
        """The rows page by page, each piece with the header."""
        starts = (self.head, *self.breaks)
        ends = (*self.breaks, len(self.rows))
        return [self.rows[: self.head] + self.rows[a:b] for a, b in zip(starts, ends, strict=True)]


Block = Heading | Paragraph | Grid


def header(nodes: Sequence[Node]) -> tuple[list[list[str]], Spans]:
    """Header rows and merged cells of a tree of headings: a leaf reaches down to the last header row."""
    depth = max(_depth(node) for node in nodes)
    width = sum(_width(node) for node in nodes)
    rows = [[""] * width for _ in range(depth)]
    spans: Spans = {}
    _place(nodes, 0, 0, rows, spans)
    return rows, spans


def _depth(node: Node) -> int:
    return 1 if isinstance(node, str) else 1 + max(_depth(child) for child in node[1])


def _width(node: Node) -> int:
    return 1 if isinstance(node, str) else sum(_width(child) for child in node[1])


def _place(nodes: Sequence[Node], row: int, column: int, rows: list[list[str]], spans: Spans) -> None:
    for node in nodes:
        width = _width(node)
        height = len(rows) - row if isinstance(node, str) else 1
        rows[row][column] = node if isinstance(node, str) else node[0]
        if (height, width) != (1, 1):
            spans[row, column] = (height, width)
        if not isinstance(node, str):
            _place(node[1], row + 1, column, rows, spans)
        column += width


def tabbed(blocks: Sequence[Block]) -> str:
    """The blocks as text with a tab between columns, the way such documents are published."""
    lines: list[str] = []
    for block in blocks:
        if isinstance(block, Grid):
            lines += _tabbed_grid(block)
        else:
            lines += [block.text, ""]
    return "\n".join(lines).rstrip("\n") + "\n"


def _tabbed_grid(grid: Grid) -> list[str]:
    lines = [line for text in (grid.number, grid.title, grid.subtitle) if text for line in (text, "")]
    for piece in grid.pieces:
        if grid.entity:
            lines += [f"编制部门：{grid.entity}", "", f"单位：{grid.unit}", ""]
        lines += ["\t".join(row) for row in piece] + [""]
    return lines + ([grid.note, ""] if grid.note else [])
