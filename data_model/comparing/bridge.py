"""From a to b in steps by class, and the 调整组: sums over lines already compared. Apart from compare.py because words and arithmetic have
rules of their own: words make a group, arithmetic may only confirm it, and the bridge adds up to the fen."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from functools import cache

from data_model.amount import tolerance
from data_model.classification import FUNCTIONAL_CLASSES
from data_model.comparison import ADJUSTMENT, TOTAL_KEY, Bar, Bridge, Change, Group, Key

_CLAUSE = r"[^，。；,;]+"
_SPEAKS = (
    r"科目(?:之间|间)?(?:的)?(?:调整|变动|变更|变化|转列|调剂)"
    r"|(?:调整|调剂|变更|转列|调入|转入|划入|划转)(?:至|到|为|入|在|进)?(?:了)?(?:本|此|该|其他|其它|相应|相关|新|另)[^，。；]{0,6}科目"
    r"|(?:从|由)(?:原|其他|其它|本|此|该)[^，。；]{0,8}科目[^，。；]{0,8}(?:调整|调入|转入|调剂|划入|划转|列支)"
    r"|(?:本|此|该)科目[^，。；]{0,8}(?:调整|调入|调出|转入|转出|划转)(?:至|到|为|入)"
    r"|(?:调整|转列)(?:至|到|入)[^，。；]{0,30}(?:科目|[（(][类款项][)）])"
    r"|(?:列支|使用|核算|支出|预算|功能|分类)科目(?:进行)?(?:了)?(?:调整|变动|变更|变化|改变)"
)
"""科目调整 · 调整至…科目 · 从原相关科目 · 调整此科目: a clause must speak of 科目; 政策调整 and 工资调整 make no group."""


BESIDE = frozenset({"operating_costs", "spending.current"})
"""Lines printed beside the whole, or sums of the classes, by their keys in forms.py: no steps of the bridge."""


def adjustment_words(reason: str) -> str:
    """The clause of a reason that speaks of a change of subjects; "" when none does."""
    if "科目" not in reason and "调整" not in reason and "转列" not in reason:
        return ""
    clauses = (clause.strip() for clause in re.findall(_CLAUSE, reason))
    return next((clause for clause in clauses if re.search(_SPEAKS, clause)), "")


def group_of(lines: Sequence[Change], step: int) -> Group | None:
    """The 调整组 of the lines marked so; None when there is none."""
    found = [line for line in lines if line.group == ADJUSTMENT]
    if not found:
        return None
    deltas = [line.delta or 0 for line in found]
    out, into = sum(d for d in deltas if d < 0), sum(d for d in deltas if d > 0)
    both = out < 0 < into
    return Group(
        ADJUSTMENT, tuple(line.key for line in found), out, into, out + into,
        both and abs(out + into) <= tolerance(len(found), step),
    )  # fmt: skip


def bridge_of(
    lines: Sequence[Change], start: int, end: int, step: int, partial: bool = False, same: Callable[[], Mapping[str, int]] | None = None
) -> Bridge:  # fmt: skip
    """Bars by class between `start` and `end` (fen), one for the 调整组 and one for what is not told of last year.

    A class's bar is what its own row says it changed, where it has one that is told whole, else what its innermost lines changed; lines
    of the group are not in it. What is left is 尾差 within tolerance, else `other`: so the bars always add up to end − start. `same` tells how
    many more innermost lines the classes have, which do not change.
    """
    total: dict[str, Change] = {}
    inner: dict[str, list[Change]] = defaultdict(list)
    for line in lines:
        if line.key == TOTAL_KEY or line.key[0] in BESIDE:
            continue
        if len(line.key) == 1:
            total[line.key[0]] = line
        if line.leaf:
            inner[line.key[0]].append(line)
    net = untold = unknown_lines = 0
    terms = 0
    more: Callable[[], Mapping[str, int]] = dict if same is None else cache(same)
    bars: list[Bar] = []
    for head in dict.fromkeys((*total, *inner)):
        leaves = inner.get(head, [])
        told = [line for line in leaves if not line.untold]
        grouped = sum(line.delta or 0 for line in told if line.group)
        below = sum(line.delta or 0 for line in told)
        unknown = sum(line.b or 0 for line in leaves if line.untold)
        delta = below
        own = total.get(head)
        if own is not None and not own.leaf and not unknown and own.delta is not None:
            near = abs(own.delta - below) <= 2 * tolerance(len(told) + more().get(head, 0), step)
            if not (near and any(line.group for line in told)):  # beside the group no step is nothing but rounding
                delta = own.delta
        net += grouped
        untold += unknown
        unknown_lines += len(leaves) - len(told)
        terms += len(told)
        if delta != grouped:
            bars.append(Bar("class", head if head[:1].isdecimal() else "", _name(head, own, leaves), delta - grouped))
    bars.sort(key=lambda bar: -abs(bar.delta))
    if any(line.group for line in lines):
        bars.insert(0, Bar("group", "", ADJUSTMENT, net))
    rest = end - start - sum(bar.delta for bar in bars)
    if unknown_lines:  # where the whole is told, all that the told lines leave; else what those lines are now
        bars.append(Bar("untold", "", "untold", untold if partial else rest))
        rest = rest - untold if partial else 0
    if rest:
        terms += sum(more().values())
        kind = "rounding" if abs(rest) <= tolerance(2 * terms + 2, step) else "other"
        bars.append(Bar(kind, "", kind, rest))
    return Bridge(start, tuple(bars), end, partial)


def _name(head: str, own: Change | None, leaves: Sequence[Change]) -> str:
    """The printed name of a class; where it has no row of its own, the usual one of its code, or what its first line is called."""
    if own is not None:
        return own.name
    return FUNCTIONAL_CLASSES.get(head) or (leaves[0].name if leaves and not head.isdecimal() else "")


def heads(keys: Sequence[Key]) -> set[Key]:
    """All proper prefixes of the keys: the lines that are no leaves."""
    found: set[Key] = set()
    for key in keys:
        head = key[:-1]
        while head and head not in found:
            found.add(head)
            head = head[:-1]
    return found
