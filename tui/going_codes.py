"""Where a code is in a budget: in the tree in sight, another scope, another view, or only in a printed table. Apart from going.py, which
moves there: screens ask here too."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from data_model.budget import Budget, Row, Table
from data_model.text import fold
from data_model.tree import SCREEN_VIEWS

if TYPE_CHECKING:
    from tui.session import Session

_NO_CODE = re.compile(r"[^0-9a-z]")


class Found(NamedTuple):
    """Where a code is: a tree's view and scope with the path, or a row of a printed table."""

    code: str
    name: str
    view: str = ""
    scope: str = ""
    key: tuple[str, ...] = ()
    table: Table | None = None
    row: Row | None = None


def wanted_code(text: str) -> str:
    """What is typed as a code: `201 03 01`, `２０１０３０１`, `208…` are codes too."""
    return _NO_CODE.sub("", fold(text))


def best_code(codes: list[str], wanted: str) -> int:
    """The index of a code: the very one, else the first that begins so; -1 when there is none."""
    if not wanted:
        return -1
    if wanted in codes:
        return codes.index(wanted)
    return next((n for n, code in enumerate(codes) if code.startswith(wanted)), -1)


def find_code(session: Session, text: str) -> Found | None:
    """Where a code is, nearest first: this tree, other scopes of this view, other views, then the printed tables; the very code in
    any of them goes before one that only begins so."""
    wanted = wanted_code(text)
    if not wanted:
        return None
    begins: Found | None = None
    scope = session.scope()
    views = [session.view, *(view for view in SCREEN_VIEWS if view != session.view)]
    for view in views:
        options = session.scopes(view)
        for option in sorted(options, key=lambda one: scope is None or view != session.view or one.id != scope.id):
            tree = session.tree(view, option.id)
            node = best_code(tree.codes, wanted)
            if node < 0:
                continue
            found = Found(tree.codes[node], tree.names[node], view, option.id, tree.keys[node])
            if found.code == wanted:
                return found
            begins = begins or found
    printed = _printed(session.budget, wanted)
    return printed if printed is not None and (begins is None or printed.code == wanted) else begins


def _printed(budget: Budget, wanted: str) -> Found | None:
    begins: Found | None = None
    for table in budget.tables:
        for row in table.rows:
            if row.code == wanted:
                return Found(row.code, row.name, table=table, row=row)
            if begins is None and row.code.startswith(wanted):
                begins = Found(row.code, row.name, table=table, row=row)
    return begins
