"""Rows of a 绩效目标表 below its header -> Indicators: shifted rows, rows cut by a page, levels filled down. Apart from goals.py,
which reads the form above.

A row is put right only when its own words say so (a comparison, a basis, a weight, a level stand in the wrong column); each time is noted.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise

from data_model.budget import GridRow, Place
from data_model.goal_tables.goal_words import (
    BASES,
    LEVEL1,
    LEVELS,
    PARENT,
    fit,
    roles_of,
    signed,
    squeeze,
    value_of,
    weight_in,
)
from data_model.records import dataclass, field
from data_model.statements import Indicator
from data_model.text import clean, unwrap

Note = Callable[[str, str, Place], None]
"""note(rule, sentence, place)."""

_MUCH_BETTER = 3  # a shift must beat the printed place by more than one doubtful cell
_LEVEL_ROLES = ("level1", "level2")


@dataclass(slots=True)
class Draft:
    """One row being understood: role -> text, how far it was printed from its place, and its raw cells."""

    cells: dict[str, str]
    place: Place
    shift: int = 0
    raw: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    joined: list[Place] = field(default_factory=list)

    def get(self, role: str) -> str:
        """The text under `role`, "" when blank."""
        return self.cells.get(role, "")


@dataclass(frozen=True, slots=True)
class Found:
    """An indicator with what a table over many projects says beside it."""

    indicator: Indicator
    project: str
    objective: str
    place: Place


def read_rows(roles: tuple[str, ...], rows: Sequence[GridRow], note: Note) -> list[Found]:
    """The indicators of the rows below a header whose columns are `roles`; repeated headers are read over."""
    drafts: list[Draft] = []
    for row in rows:
        own = roles_of(row.texts)
        if own is not None:
            roles = own
        elif any(row.texts):
            drafts.append(_place(roles, row))
    return finish(_join(drafts, note), note)


def _place(roles: tuple[str, ...], row: GridRow) -> Draft:
    """The row under the shift its words fit best; the printed place wins unless another is clearly better."""
    best = Draft(_cells(roles, row.texts, 0), row.place, 0, row.texts, roles)
    most = _score(roles, row.texts, 0) + _MUCH_BETTER
    for shift in (1, -1, 2, -2):
        moved = Draft(_cells(roles, row.texts, shift), row.place, shift, row.texts, roles)
        score = _score(roles, row.texts, shift)
        if score > most and _signs(moved) >= 2:  # what is left of a cut row fits anywhere
            best, most = moved, score
    return best


def _cells(roles: tuple[str, ...], texts: Sequence[str], shift: int) -> dict[str, str]:
    cells: dict[str, str] = {}
    for column, text in enumerate(texts):
        target = column - shift
        role = roles[target] if 0 <= target < len(roles) else ""
        if shift < 0 and column == 0 and squeeze(text) in LEVEL1:
            role = "level1"  # a merged level keeps its place when the cells behind it slip
        if text and role:
            cells[role] = f"{cells[role]} {text}" if role in cells else text
    return cells


def _score(roles: tuple[str, ...], texts: Sequence[str], shift: int) -> int:
    cells = _cells(roles, texts, shift)
    lost = sum(
        1 for column, text in enumerate(texts)
        if text and not (0 <= column - shift < len(roles) or (column == 0 and squeeze(text) in LEVEL1))
    ) if shift else 0  # fmt: skip
    return sum(fit(role, cells.get(role, "")) for role in roles if role) - 4 * lost


def _join(drafts: Sequence[Draft], note: Note) -> list[Draft]:
    """Rows cut in two (by a page break) put together again; shifted rows noted."""
    done: list[Draft] = []
    ahead: Draft | None = None
    for index, draft in enumerate(drafts):
        after = drafts[index + 1] if index + 1 < len(drafts) else None
        if ahead is not None:
            draft, ahead = _glue(ahead, draft), None
        elif not _stands_alone(draft) or (done and _goes_on(done[-1], draft)):
            if after is not None and _one_row(draft, after) and _goes_ahead(done[-1] if done else None, draft, after):
                ahead = draft
                continue
            if done and not _is_remark(draft) and _one_row(done[-1], draft):
                done[-1] = _glue(done[-1], draft)
                continue
        done.append(draft)
    if ahead is not None:
        done.append(ahead)
    for draft in done:
        name = clean(unwrap(draft.get("level3")), 30)
        if draft.shift:
            side = "右" if draft.shift > 0 else "左"
            note("goals.shifted", f"指标“{name}”一行印得偏{side}{abs(draft.shift)}格，已归位", draft.place)
        if draft.joined:
            note("goals.cut", f"指标“{name}”一行断成了几截，已拼合", draft.place)
    return done


def _stands_alone(draft: Draft) -> bool:
    """A row of its own: it has a weight, a complete value or a basis; what is left of a cut row has none."""
    told = _signs(draft) > 0
    if "weight" not in draft.roles and "basis" not in draft.roles:
        told = told or bool(draft.get("value"))
    return told and bool(draft.get("level3") or draft.get("value"))


def _signs(draft: Draft) -> int:
    """How many of its cells are surely in their place: weight, value with a comparison, known basis."""
    return sum((bool(weight_in(draft.get("weight"))), signed(draft.get("value")), squeeze(draft.get("basis")) in BASES))


def _goes_on(upper: Draft, lower: Draft) -> bool:
    """True when the value above is a bare comparison and the one below its number, in a row without a weight."""
    bare = value_of(upper.get("value")) in ("<", ">", "<=", ">=", "=")
    return bare and bool(lower.get("value")) and not weight_in(lower.get("weight"))


def _one_row(upper: Draft, lower: Draft) -> bool:
    """False when both pieces have a weight or a basis of their own: then they are two rows."""
    if weight_in(upper.get("weight")) and weight_in(lower.get("weight")):
        return False
    return not (squeeze(upper.get("basis")) in BASES and squeeze(lower.get("basis")) in BASES)


def _is_remark(draft: Draft) -> bool:
    texts = [text for text in draft.raw if text]
    return len(texts) <= 2 and squeeze(texts[0])[:2] in ("备注", "说明", "合计", "总计", "注:", "注：", "填报", "填表")


def _goes_ahead(before: Draft | None, draft: Draft, after: Draft) -> bool:
    """True when the piece is the upper part of the row below it, not the rest of the one above."""
    if before is None:
        return True
    if draft.place.page is not None and after.place.page is not None and before.place.page is not None:
        if before.place.page != draft.place.page:
            return False
        if draft.place.page != after.place.page:
            return True
    for role in _LEVEL_ROLES:
        word, above = squeeze(draft.get(role)), squeeze(before.get(role))
        if word and not _begins_level(above + word) and _begins_level(word):
            return True
    return False


def _begins_level(text: str) -> bool:
    return any(name.startswith(text) for name in LEVELS)


def _glue(upper: Draft, lower: Draft) -> Draft:
    """The two pieces as one row, by the columns they are printed in or by the columns they belong to, whichever fits better."""
    shift = upper.shift or lower.shift
    ways = [_cells(lower.roles, lower.raw, shift)]
    if lower.cells != ways[0]:
        ways.append(lower.cells)
    top = upper.cells if upper.shift == shift or not upper.raw else _cells(upper.roles, upper.raw, shift)

    def worth(way: dict[str, str]) -> int:
        merged = {role: top.get(role, "") + way.get(role, "") for role in lower.roles}
        empty = sum(1 for role in way if not top.get(role) and role not in _LEVEL_ROLES)
        unfinished = sum(1 for role in way if top.get(role, "").endswith((",", "，", "、")))
        return sum(fit(role, text) for role, text in merged.items() if role) - 2 * empty + unfinished

    way = max(ways, key=worth)
    merged = {
        role: " ".join(text for text in (top.get(role, ""), way.get(role, "")) if text)
        for role in dict.fromkeys((*top, *way))
    }
    return Draft(merged, upper.place, shift, upper.raw, upper.roles, [*upper.joined, lower.place])


def finish(drafts: Sequence[Draft], note: Note) -> list[Found]:
    """Drafts in printed order -> indicators, levels filled down; what is no indicator is noted."""
    _fill_levels(drafts, note)
    _fill_down(drafts)
    found: list[Found] = []
    for draft in drafts:
        level3, value = unwrap(draft.get("level3")), draft.get("value")
        if not level3 and not value:
            text = " ".join(text for text in draft.raw if text)[:60]
            if text and not _is_remark(draft):
                note("goals.row", f"绩效目标表里有一行没有读懂：{text}", draft.place)
            continue
        if any(a.isdigit() and b.isdigit() for a, b in _around_blanks(value)):
            note("goals.value", f"指标“{level3[:30]}”的指标值“{value}”数字中间有空格，按连写读", draft.place)
        sign, unit = draft.get("sign"), draft.get("unit")
        value = value_of(value)
        if sign and not signed(value):
            value = value_of(sign) + value
        if unit and not value.endswith(squeeze(unit)):
            value += squeeze(unit)
        found.append(
            Found(
                Indicator(
                    level1=draft.get("level1"), level2=draft.get("level2"), level3=level3, value=value,
                    basis=unwrap(draft.get("basis")), prior_value=value_of(draft.get("prior_value")),
                    weight=weight_in(draft.get("weight")),
                ),
                unwrap(draft.get("project")), unwrap(draft.get("objective")), draft.place,
            )
        )  # fmt: skip
        if draft.get("weight") and not found[-1].indicator.weight:
            note("goals.row", f"指标“{level3[:30]}”的权重“{draft.get('weight')[:20]}”不是数", draft.place)
    return found


def _around_blanks(text: str) -> list[tuple[str, str]]:
    """The characters before and after each blank inside a number: no unit stands between."""
    return [(a[-1], b[0]) for a, b in pairwise(text.split())]


def _fill_down(drafts: Sequence[Draft]) -> None:
    """Merged project and objective cells of a table over many projects."""
    project = objective = ""
    for draft in drafts:
        if draft.get("project"):
            project, objective = draft.get("project"), draft.get("objective")
        objective = draft.get("objective") or objective
        draft.cells["project"], draft.cells["objective"] = project, objective


def _fill_levels(drafts: Sequence[Draft], note: Note) -> None:
    """Merged level cells belong to all rows they cover; a name torn over two rows becomes one."""
    told = [squeeze(draft.get("level1")) for draft in drafts]
    for role in _LEVEL_ROLES:
        run: list[Draft] = []
        current = upper = ""
        for draft in drafts:
            word = squeeze(draft.get(role))
            above = draft.get("level1") if role == "level2" else ""
            if word and word not in LEVELS and current and (current + word in LEVELS or _is_tail(current, word)):
                current += word
                for earlier in run:
                    earlier.cells[role] = current
                note("goals.cut", f"“{current}”断在两行，已拼合", draft.place)
            elif word:
                current, run = word, []
            elif above != upper:
                current, run = "", []
            upper = above
            draft.cells[role] = current
            run.append(draft)
        _complete(drafts, role, note)
    _under_their_parents(drafts, told, note)


def _is_tail(name: str, word: str) -> bool:
    return word in ("指标", "标") and not name.endswith("标")


def _complete(drafts: Sequence[Draft], role: str, note: Note) -> None:
    """A standard name that lost its 指标 at a page break, in a form whose other names all have it."""
    names = {draft.get(role) for draft in drafts} - {""}
    for name in sorted(names):
        whole = next((name + tail for tail in ("指标", "标") if name + tail in LEVELS), "")
        others = names - {name}
        if not whole or name in LEVELS or not others or not all(other.endswith("指标") for other in others):
            continue
        for draft in drafts:
            if draft.get(role) == name:
                draft.cells[role] = whole
        place = next(draft.place for draft in drafts if draft.get(role) == whole)
        note("goals.cut", f"“{name}”缺了后半截，按“{whole}”读", place)


def _under_their_parents(drafts: Sequence[Draft], told: Sequence[str], note: Note) -> None:
    """A first level printed in the middle of its merged cell reaches up to the rows whose second level belongs to it."""
    for index in range(len(drafts) - 1, 0, -1):
        draft, below = drafts[index - 1], drafts[index]
        parent = PARENT.get(draft.get("level2"), "")
        if told[index - 1] or not parent or draft.get("level1") == parent or below.get("level1") != parent:
            continue
        draft.cells["level1"] = parent
        note("goals.shifted", f"“{parent}”印在合并格的下一行，按上一行起读", draft.place)
        if not below.get("level2"):
            for later in drafts[index:]:
                if later.get("level1") != parent or later.get("level2"):
                    break
                later.cells["level2"] = draft.get("level2")
