"""Why a line of a comparison changed, as far as the document says. Apart from compare_blocks.py, which lays out what is told: here it is
decided what may be told of a line at all."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from data_model.budget import Budget
from data_model.classification import TOTAL
from data_model.comparing.diff_words import line_name
from data_model.comparison import TOTAL_KEY, Change
from data_model.prior import PROSE_STEP, parts_prior
from data_model.speaking import nested
from data_model.statements import Claim
from tui.compare_look import CompareLook
from tui.figures import amount_text, signed
from tui.texts import spoken, t
from tui.widgets.evidence_blocks import parts_reasons, scope_words
from tui.widgets.spans import Span

if TYPE_CHECKING:
    from tui.widgets.compare_blocks import Telling


class _Reasons:
    """The claims of the budget looked at last that give a reason, by code: at every step of the cursor they are asked for."""

    def __init__(self) -> None:
        self._budget: Budget | None = None
        self._found: dict[str, list[Claim]] = {}

    def of(self, budget: Budget, code: str) -> list[Claim]:
        if self._budget is not budget:
            self._budget, self._found = budget, defaultdict(list)
            for claim in budget.claims:
                if claim.reason and not claim.project:
                    self._found[claim.code].append(claim)
        return self._found.get(code, [])


_REASONS = _Reasons()


def why(telling: Telling, line: Change) -> list[tuple[str, list[Span]]]:
    """Label and texts: the reason of a line in the document's words; for one that has none, the largest change it is made of, which is our
    reckoning and stands under a label of its own, then the reason of that. A change without any says so: silence would be no answer."""
    found: list[tuple[str, list[Span]]] = []
    told = _told_of(telling, line)
    if not (told or line.leaf or line.key == TOTAL_KEY) and (most := _largest(telling.look)).delta:
        name = f"{most.code} {line_name(most, spoken())}".strip()
        found.append((t("compare.among"), [(t("compare.mostly", name=name, delta=telling.delta(most.delta)), "")]))
        told = _told_of(telling, most)
    if not told and line.delta and not line.untold and line.status != "same":
        prose = telling.b is not None and telling.b.has_prose
        told = [(t("compare.no_reason" if prose else "compare.no_prose"), "dim")]
    return [*found, (t("compare.reason"), told)] if told else found


def _told_of(telling: Telling, line: Change) -> list[Span]:
    """The reason of a line; one of the same subject in a scope that holds this one or is held by it says of which change it is told, as
    the tree tells it. None crosses to another line."""
    if line.reason:
        return [(line.reason, "")]
    if line.key == TOTAL_KEY and (parts := _of_parts(telling)):
        return [(text, "") for text in parts]
    b, c, code = telling.b, telling.c, TOTAL if line.key == TOTAL_KEY else line.code
    if b is None or not code or line.project or not line.delta:
        return []
    for claim in _REASONS.of(b, code):
        if claim.table == c.b.table or claim.measure != "total":
            continue
        table = b.table(claim.table) if nested(c.b.table, claim.table) else None
        if table is None:
            continue
        change = amount_text(claim.prior_change, telling.unit, max(c.step, PROSE_STEP))
        delta = signed(change, claim.prior_change) if claim.prior_change is not None else ""
        return [
            (claim.reason, ""),
            (t("compare.reason_of", scope=scope_words(table, claim.measure), delta=delta).rstrip(), "dim"),
        ]
    return []


def _of_parts(telling: Telling) -> list[str]:
    """The reasons of the whole by its columns, where its last year is the sum of theirs."""
    b, c = telling.b, telling.c
    table = b.table(c.b.table) if b is not None else None
    found = parts_prior(b, c.b.table) if b is not None and c.measure == "total" else None
    return parts_reasons(table, found.claims, telling.unit) if table is not None and found is not None else []


def _largest(look: CompareLook) -> Change:
    """The innermost line under the current one that one comes to by the branch most moved, step by step."""
    node, end = look.node, look.flat.end
    while end[node] > node + 1:
        children, child = [], node + 1
        while child < end[node]:
            children.append(child)
            child = end[child]
        node = max(children, key=look.moved.__getitem__)
    return look.comparison.lines[node]
