"""Which line of one budget is which line of another: by path, by the names of reforms, then projects by name, one to one. Apart from
compare.py so that what pairs can be tested without what is said of pairs."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cache
from typing import NamedTuple

from data_model.classification import RENAMED
from data_model.comparing.compare_lines import Line
from data_model.comparing.project_names import core, plain

SAME_PLACE, ELSEWHERE = 75.0, 85.0
"""Likeness (0–100) of two project names from which they may be one project: below the same subject, and below another."""
_PAIRS = 4_000_000
"""More combinations than this are compared below the same subject only."""
_SOLVED = 80
"""Sets of entangled names up to this size are assigned best; larger ones greedily."""
_COMMON = ("行政运行", "一般行政管理事务", "机关服务", "事业运行", "信息化建设")
"""Names that many subjects share: under another code they are another subject."""


class Pair(NamedTuple):
    """Line `i` of a is line `j` of b; None: only the other has it. `score` is set where names decided; `moved`: other code."""

    i: int | None
    j: int | None
    score: float | None = None
    moved: bool = False


def current(name: str) -> str:
    """A subject's present name, as matching sees it: renamed ones (RENAMED) become one."""
    bare = plain(name)
    return _renamed().get(bare, bare)


@cache
def _renamed() -> dict[str, str]:
    return {plain(old): plain(new) for old, new in RENAMED.items()}


def align(a: Sequence[Line], b: Sequence[Line], by_name: bool = False) -> list[Pair]:
    """Pairs in the order of b, then what only a has. `by_name`: economic codes on both sides of the reform of 2018, where the same
    code is another subject: names decide, a code only between names that are alike."""
    where = {line.key: i for i, line in enumerate(a)}
    found: dict[int, Pair] = {}
    taken: set[int] = set()
    for j, line in enumerate(b):
        i = where.get(line.key)
        if i is not None and (not by_name or current(a[i].name) == current(line.name)):
            found[j] = Pair(i, j)
            taken.add(i)
    if len(found) < len(b) and len(taken) < len(a):
        left = [i for i in range(len(a)) if i not in taken]
        right = [j for j in range(len(b)) if j not in found]
        for pair in _rest(a, b, left, right, by_name):
            found[pair.j] = pair  # type: ignore[index]
            taken.add(pair.i)  # type: ignore[arg-type]
    pairs = [found.get(j) or Pair(None, j) for j in range(len(b))]
    return pairs + [Pair(i, None) for i in range(len(a)) if i not in taken]


def _rest(a: Sequence[Line], b: Sequence[Line], left: list[int], right: list[int], by_name: bool) -> Iterable[Pair]:
    """Pairs among what no path joins: subjects first, then what is known by name only."""
    subjects = _subjects(a, b, [i for i in left if not a[i].free], [j for j in right if not b[j].free], by_name)
    yield from subjects
    moved = {a[p.i].key: b[p.j].key for p in subjects if p.i is not None and p.j is not None}
    yield from _projects(a, b, [i for i in left if a[i].free], [j for j in right if b[j].free], moved)


# --- subjects ----------------------------------------------------------------------------------------------------------------


def _subjects(a: Sequence[Line], b: Sequence[Line], left: list[int], right: list[int], by_name: bool) -> list[Pair]:
    """The same name at the same level, once on each side: within one 类, or anywhere between economic codes."""
    pairs: list[Pair] = []
    for wide in (False, True):
        names_a, names_b = _names(a, left, wide), _names(b, right, wide)
        for name, here in names_b.items():
            there = names_a.get(name, [])
            if len(here) == len(there) == 1:
                i, j = there[0], here[0]
                pairs.append(Pair(i, j, None, a[i].key != b[j].key))
                left.remove(i)
                right.remove(j)
    if by_name and left and right:
        codes = {a[i].key: i for i in left}
        for j in list(right):
            i = codes.get(b[j].key, -1)
            if i >= 0 and (score := _likeness(plain(a[i].name), plain(b[j].name))) >= 60:
                pairs.append(Pair(i, j, score))
                left.remove(i)
                right.remove(j)
    return pairs


def _names(lines: Sequence[Line], at: list[int], wide: bool) -> dict[tuple[str, ...], list[int]]:
    """(class, level, present name) -> lines; without the class for economic codes when `wide`."""
    found: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for i in at:
        line = lines[i]
        name = current(line.name)
        economic = line.code[:1] in ("3", "5")
        if not line.code or name in _COMMON or (name.startswith("其他") and not economic) or (wide and not economic):
            continue
        found[("" if wide else line.key[0], line.level, name)].append(i)
    return found


def _likeness(one: str, other: str) -> float:
    """0–100 without rapidfuzz: the few names of subjects do not pay for it."""
    from difflib import SequenceMatcher

    first, second = sorted((one, other))
    return round(100 * SequenceMatcher(None, first, second, autojunk=False).ratio(), 1)


# --- projects ----------------------------------------------------------------------------------------------------------------


def _projects(a: Sequence[Line], b: Sequence[Line], left: list[int], right: list[int], moved: dict[tuple[str, ...], tuple[str, ...]]) -> list[Pair]:  # fmt: skip
    """Projects by name: cores that occur once below one subject, then by likeness, each once, the sum of likeness as large as can be."""
    if not left or not right:
        return []
    place_a = {i: moved.get(a[i].key[:-1], a[i].key[:-1]) for i in left}
    place_b = {j: b[j].key[:-1] for j in right}
    core_a, core_b = {i: core(a[i].name) for i in left}, {j: core(b[j].name) for j in right}
    pairs: list[Pair] = []
    for near in (True, False):
        groups_a, groups_b = _grouped(core_a, place_a, left, near), _grouped(core_b, place_b, right, near)
        for key, here in groups_b.items():
            there = groups_a.get(key, [])
            if len(here) == len(there) == 1:
                pairs.append(Pair(there[0], here[0], 100.0, place_a[there[0]] != place_b[here[0]]))
        done_a, done_b = {p.i for p in pairs}, {p.j for p in pairs}
        left, right = [i for i in left if i not in done_a], [j for j in right if j not in done_b]
    if not left or not right:
        return pairs
    order = sorted(a[i].name for i in left) <= sorted(b[j].name for j in right)
    edges = _edges(a, b, left, right, core_a, core_b, place_a, place_b)
    if not order:  # the same work in both directions, so that compare(b, a) mirrors compare(a, b)
        chosen = [(i, j) for j, i in _assign({(j, i): e for (i, j), e in edges.items()})]
    else:
        chosen = _assign(edges)
    return pairs + [Pair(i, j, edges[i, j][1], place_a[i] != place_b[j]) for i, j in chosen]


def _grouped(cores: dict[int, str], places: dict[int, tuple[str, ...]], at: list[int], near: bool) -> dict[tuple[str, ...], list[int]]:  # fmt: skip
    found: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for i in at:
        found[(*places[i], cores[i]) if near else (cores[i],)].append(i)
    return found


def _edges(
    a: Sequence[Line], b: Sequence[Line], left: list[int], right: list[int], core_a: dict[int, str], core_b: dict[int, str],
    place_a: dict[int, tuple[str, ...]], place_b: dict[int, tuple[str, ...]],
) -> dict[tuple[int, int], tuple[int, float]]:  # fmt: skip
    """(i, j) -> (weight, likeness) for all that may be one project: below another subject only with the same numbers left in the name (第3标段
    is not 第5标段). Weight puts likeness first, then the same subject, then the likeness of the whole names, then the same amount."""
    from rapidfuzz.fuzz import ratio
    from rapidfuzz.process import extract

    edges: dict[tuple[int, int], tuple[int, float]] = {}
    below: dict[tuple[str, ...], dict[int, str]] = defaultdict(dict)
    for j in right:
        below[place_b[j]][j] = core_b[j]
    anywhere: dict[str, dict[int, str]] = defaultdict(dict)
    if len(left) * len(right) <= _PAIRS:
        for j in right:
            anywhere[_digits(core_b[j])][j] = core_b[j]
    for i in left:
        near = below.get(place_a[i], {})
        for choices, least in ((near, SAME_PLACE), (anywhere.get(_digits(core_a[i]), {}), ELSEWHERE)):
            if not choices:
                continue
            for _, score, j in extract(core_a[i], choices, scorer=ratio, score_cutoff=least, limit=None):
                whole = round(ratio(a[i].name, b[j].name) * 3)
                weight = round(score * 100) * 1_000 + (j in near) * 400_000 + whole + 50 * (a[i].fen == b[j].fen)
                edges[i, j] = (weight, round(score, 1))
    return edges


def _digits(name: str) -> str:
    return " ".join(re.findall("[0-9]+", name))


def _assign(edges: dict[tuple[int, int], tuple[int, float]]) -> list[tuple[int, int]]:
    """One to one, the sum of weights as large as can be, for each set of entangled names on its own."""
    chosen: list[tuple[int, int]] = []
    for part in _components(edges):
        rows, columns = list(dict.fromkeys(i for i, _ in part)), list(dict.fromkeys(j for _, j in part))
        if len(part) == 1:
            chosen += part
        elif len(rows) > _SOLVED or len(columns) > _SOLVED:
            used_i: set[int] = set()
            used_j: set[int] = set()
            for i, j in sorted(part, key=lambda pair: -edges[pair][0]):
                if i not in used_i and j not in used_j:
                    chosen.append((i, j))
                    used_i.add(i)
                    used_j.add(j)
        else:
            weights = [[edges[i, j][0] if (i, j) in edges else 0 for j in columns] for i in rows]
            best = ((rows[r], columns[c]) for r, c in best_assignment(weights))
            chosen += [pair for pair in best if pair in edges]
    return chosen


def _components(edges: dict[tuple[int, int], tuple[int, float]]) -> list[list[tuple[int, int]]]:
    of_i: dict[int, list[tuple[int, int]]] = defaultdict(list)
    of_j: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for pair in edges:
        of_i[pair[0]].append(pair)
        of_j[pair[1]].append(pair)
    seen: set[tuple[int, int]] = set()
    parts = []
    for start in edges:
        if start in seen:
            continue
        part, stack = [], [start]
        seen.add(start)
        while stack:
            pair = stack.pop()
            part.append(pair)
            for other in (*of_i.pop(pair[0], ()), *of_j.pop(pair[1], ())):
                if other not in seen:
                    seen.add(other)
                    stack.append(other)
        parts.append(sorted(part))
    return parts


def best_assignment(weights: list[list[int]]) -> list[tuple[int, int]]:
    """(row, column) pairs, every row or every column used once, with the largest sum (Hungarian method with potentials, O(n²m))."""
    if len(weights) > len(weights[0]):
        return [(r, c) for c, r in best_assignment([list(column) for column in zip(*weights, strict=True)])]
    rows, columns = len(weights), len(weights[0])
    u, v = [0] * (rows + 1), [0] * (columns + 1)
    owner = [0] * (columns + 1)
    for row in range(1, rows + 1):
        owner[0], column = row, 0
        least: list[int | None] = [None] * (columns + 1)
        way, used = [0] * (columns + 1), [False] * (columns + 1)
        while owner[column]:
            used[column] = True
            at, step, following = owner[column], None, 0
            for c in range(1, columns + 1):
                if used[c]:
                    continue
                cost = -weights[at - 1][c - 1] - u[at] - v[c]
                known = least[c]
                if known is None or cost < known:
                    known = least[c] = cost
                    way[c] = column
                if step is None or known < step:
                    step, following = known, c
            assert step is not None
            for c in range(columns + 1):
                if used[c]:
                    u[owner[c]] += step
                    v[c] -= step
                elif (rest := least[c]) is not None:
                    least[c] = rest - step
            column = following
        while column:
            owner[column] = owner[way[column]]
            column = way[column]
    return [(owner[c] - 1, c - 1) for c in range(1, columns + 1) if owner[c]]
