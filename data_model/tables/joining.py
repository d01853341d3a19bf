"""Rows cut by a page break, put together again only when the document itself knows the joined name. Apart: geometry cannot tell.

A joined row needs a name (or project) that is printed whole elsewhere: in another table, in the prose, or in the code lists and forms.
Otherwise both pieces stay as they are printed and a note says so.
"""

from __future__ import annotations

from collections.abc import Sequence

from data_model.budget import CODE_ROLE, KEY_ROLES, NAME_ROLE, PROJECT_ROLE
from data_model.classification import ECONOMIC_CLASSES, FUNCTIONAL_CLASSES, class_of_name, join
from data_model.forms import FORMS
from data_model.readers.raw import RawDocument, RawRow, RawTable
from data_model.tables.headers import TOTAL_WORDS, Match
from data_model.tables.rows import bare_name
from data_model.text import clean, fold, has_han, unwrap

SHORTEST_IN_PROSE = 8
"""A shorter joined name must be printed as a whole cell elsewhere: short strings occur in prose by chance."""


class KnownNames:
    """Every text of the document a joined name may be recognised by; gathered once, when first asked."""

    def __init__(self, raw: RawDocument) -> None:
        self._raw = raw
        self._cells: dict[str, int] = {}
        self._prose = ""
        self._gathered = False

    def knows(self, name: str) -> bool:
        """True when the name is printed whole elsewhere, or is an official name, one of earlier years too: with its numbering
        (`十七、…`), which other tables and the prose number otherwise, or without."""
        if not self._gathered:
            self._gather()
        return any(
            folded in self._cells
            or bool(class_of_name(folded))
            or (len(folded) >= SHORTEST_IN_PROSE and folded in self._prose)
            for folded in dict.fromkeys((fold(name), bare_name(fold(name))))
        )

    def _gather(self) -> None:
        self._gathered = True
        prose: list[str] = []
        for item in self._raw.items:
            if isinstance(item, RawTable):
                for row in item.rows:
                    for cell in row.cells:
                        if has_han(cell):
                            self._cells[fold(cell).lstrip("0123456789")] = 1
            else:
                prose.append(fold(item.text))
        self._prose = "".join(prose)
        lines = (name for form in FORMS for line in form.lines for name in line.names)
        for name in (*FUNCTIONAL_CLASSES.values(), *ECONOMIC_CLASSES.values(), *lines):
            self._cells[fold(name)] = 1


def join_cut(before: RawRow, after: RawRow, columns: Sequence[Match], known: KnownNames) -> RawRow | None:
    """The two rows as one, or None when they are two rows (or nothing proves that they are one)."""
    width = max(len(before.cells), len(after.cells))
    first = [clean(c) for c in before.cells] + [""] * (width - len(before.cells))
    second = [clean(c) for c in after.cells] + [""] * (width - len(after.cells))
    roles = [columns[c].role if c < len(columns) else "" for c in range(width)]
    figures = [c for c in range(width) if roles[c] not in KEY_ROLES]
    if any(first[c] and second[c] for c in figures):
        return None
    if any(first[c] for c in figures) and any(second[c] for c in figures):
        return None
    if any(fold(text) in TOTAL_WORDS for text in (*first, *second)):
        return None
    names = [c for c in range(width) if roles[c] in (NAME_ROLE, PROJECT_ROLE)]
    codes = [c for c in range(width) if roles[c] == CODE_ROLE]
    cut = [c for c in names if first[c] and second[c]]
    code_cut = any(first[c] and second[c] for c in codes)
    lone_name = not any(first[c] for c in names) and any(second[c] for c in names)
    if not cut and not code_cut and not lone_name:
        return None
    if _complete(second, codes, figures) and _complete(first, codes, figures):
        return None
    merged = [a + b for a, b in zip(first, second, strict=True)]
    if codes and any(merged[c] for c in codes) and not join(*(merged[c] for c in codes)):
        return None
    told = [merged[c] for c in (cut or names) if merged[c]]
    if not told or not all(known.knows(unwrap(text)) for text in told):
        return None
    return RawRow(tuple(merged), before.place)


def looks_cut(before: RawRow, after: RawRow, columns: Sequence[Match]) -> bool:
    """True when one of the two rows at a page break cannot stand alone: a name without code and figures, or the reverse."""
    for row in (before, after):
        texts = {c: clean(text) for c, text in enumerate(row.cells)}
        roles = [m.role for m in columns]
        filled = {roles[c] if c < len(roles) else "" for c, text in texts.items() if text}
        measures = filled - KEY_ROLES
        if any(m.role == CODE_ROLE for m in columns) and not any(fold(t) in TOTAL_WORDS for t in texts.values()):
            if filled & {NAME_ROLE, PROJECT_ROLE} and CODE_ROLE not in filled and not measures:
                return True
            if CODE_ROLE in filled and not filled & {NAME_ROLE, PROJECT_ROLE}:
                return True
    return False


def _complete(texts: Sequence[str], codes: Sequence[int], figures: Sequence[int]) -> bool:
    """A row that stands alone: a valid code and figures."""
    return bool(join(*(texts[c] for c in codes))) and any(texts[c] for c in figures) if codes else False
