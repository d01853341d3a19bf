"""What the lines around the tree say of it: view, scope and unit, the path of a row. Apart from the screen, so that the first frame
says the same before the toolkit is loaded."""

from __future__ import annotations

from data_model.detail import Detail, whole_of
from data_model.records import replace
from data_model.telling import table_name
from data_model.tree import Tree
from tui.cells import cut
from tui.looks import Look
from tui.session import Session
from tui.texts import language, t, term
from tui.widgets.naming import line_name, unit_word
from tui.widgets.spans import Span


def shown_words(session: Session, look: Look | None, width: int, unit: bool = True) -> list[Span]:
    """View, scope and unit, before them the filter, on a screen so wide; a file (no width) names no unit but that of its columns."""
    option = session.scope()
    view = t(f"view.{session.view}")
    if option is None:
        return [(view, "")]
    ending = f"· {unit_word(session.shown_unit(look.tree)) if look else ''}" if unit else ""
    spans: list[Span] = []
    if look is not None and look.query is not None:
        tally = f"{len(look.matched)}/{len(look.tree)}"
        spans.append((t("screen.chip.filter", text=look.query.text, tally=tally) + " · ", "accent"))
    if option.kind in ("goals", ""):  # no scope of money: the view is all there is
        return [*spans, (f"{view} {ending}".rstrip(), "")]
    name = table_name(option.table)
    table = cut(name, max(8, width // 5)) if width else name
    label = t("screen.scope", scope=term(option.label), table=table)
    gap = "" if label.endswith("）") or not ending else " "
    spans.append((f"{view} · {label}{gap}{ending}", ""))
    return spans


def in_words(about: Detail, tree: Tree, node: int) -> Detail:
    """What a line tells, with the names that are ours in the language of the screen."""
    if language() == "zh":
        return about
    owners = [owner for owner in tree.holders(node) if tree.amounts[owner]] if about.shares else []
    shares = tuple(replace(s, whole_label=_whole(tree, o)) for s, o in zip(about.shares, owners, strict=True))
    parts = [i for i in tree.children(node) if tree.amounts[i] is not None]
    children = tuple(replace(c, name=line_name(tree, i)) for c, i in zip(about.children, parts, strict=True))
    return replace(about, title=f"{tree.codes[node]} {line_name(tree, node)}".strip(), shares=shares, children=children)


def _whole(tree: Tree, owner: int) -> str:
    """What a share is a share of: the table's total, else the line above by its code or name."""
    held = whole_of(tree, owner)
    return t("screen.total_of", table=term(held)) if held else tree.codes[owner] or line_name(tree, owner)


def path_names(tree: Tree, node: int) -> list[str]:
    """Code and name of every line from the whole down to a node."""
    return [f"{tree.codes[n]} {line_name(tree, n)}".strip() for n in (node, *tree.ancestors(node))][::-1]
