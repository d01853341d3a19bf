"""What a comparison of more than two budgets is made of: data only, amounts in fen; and which lines are shown. Apart from comparison.py, which has an a and a b."""

from __future__ import annotations

from typing import NamedTuple

from data_model.comparing.diff_select import Selection
from data_model.comparison import Key, Notice, Party, share_of


class MatrixLine(NamedTuple):
    """One subject over several budgets; `amounts` in fen, one a document."""

    key: Key
    code: str
    name: str
    project: str
    level: str
    depth: int
    leaf: bool
    amounts: tuple[int | None, ...]


class Matrix(NamedTuple):
    """Several documents in one scope: a line a subject, a column a document; the whole first."""

    parties: tuple[Party, ...]
    view: str
    scope: str
    label: str
    measure: str
    unit: str
    step: int
    lines: tuple[MatrixLine, ...]
    notices: tuple[Notice, ...] = ()

    @property
    def different(self) -> bool:
        """Some line has different amounts."""
        return any(spread(line, self.step) for line in self.lines)

    def share(self, line: MatrixLine, column: int) -> str | None:
        """The line's share of its document's whole in percent."""
        return share_of(line.amounts[column], self.lines[0].amounts[column])


def spread(line: MatrixLine, step: int) -> int:
    """Largest less smallest amount in fen, nothing counted as zero; 0 within tolerance."""
    amounts = [amount or 0 for amount in line.amounts]
    width = max(amounts) - min(amounts)
    return 0 if width * 2 <= step and step > 1 else width


def select_matrix(matrix: Matrix, selection: Selection) -> list[MatrixLine]:
    """Lines of several documents; `least` and `changed` speak of largest less smallest, `added` and `removed` of lines that not the first,
    or not the last, has."""
    kept = []
    for line in matrix.lines[1:]:
        width = spread(line, matrix.step)
        if (selection.depth is not None and line.depth >= selection.depth) or (selection.inner and not line.leaf):
            continue
        if width < selection.least or (selection.only == "changed" and not width):
            continue
        if (selection.only == "added" and line.amounts[0]) or (selection.only == "removed" and line.amounts[-1]):
            continue
        if selection.only != "moved":
            kept.append(line)
    if selection.sort != "path":
        at = {"a": 0, "b": -1}.get(selection.sort)
        kept.sort(key=lambda line: -(spread(line, 1) if at is None else line.amounts[at] or 0))
    return [matrix.lines[0], *kept]
