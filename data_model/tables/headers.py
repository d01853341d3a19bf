"""Header rows -> what each column is: by words, then by a printed number row, then by place. Apart since squeezed text uses it too.

A heading is the path of texts above a column; a merged heading reaches right over the columns that have something below it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from data_model.amount import is_blank, looks_numeric
from data_model.budget import CODE_ROLE, LINE_PREFIX, NAME_ROLE, PROJECT_ROLE
from data_model.classification import is_code
from data_model.form_types import Form, Measure, Side
from data_model.records import dataclass
from data_model.text import clean, fold

TOTAL_WORDS = frozenset(
    {"总计", "合计", "收入总计", "支出总计", "收入合计", "支出合计", "总合计", "收支总计", "总收入", "总支出", "合计:"}
)
_NUMBER_MARK = re.compile(r"[※*＊栏次行]+")
_VARYING = re.compile(r"\((?:单位[::]?)?(?:亿|百万|万|千)?元\)|:$|^(?:19|20)[0-9]{2}年度?")
_LEADING_CODE = re.compile(r"^[1-9][0-9]{2}(?:[0-9]{2}){0,2}(?![0-9.,])")


@dataclass(frozen=True, slots=True)
class Match:
    """What a column is: a role (`@code`, `@name`, `@project`, a measure id or a heading of its own) on a side, and its heading."""

    role: str
    side: str
    heading: str


@dataclass(frozen=True, slots=True)
class Header:
    """The header of a table: how many rows it has, its columns, and what could not be told by words alone."""

    rows: int
    columns: tuple[Match, ...]
    doubts: tuple[str, ...] = ()


def heading_paths(
    rows: Sequence[Sequence[str]], width: int, spans: Mapping[tuple[int, int], tuple[int, int]] | None = None
) -> list[tuple[str, ...]]:
    """The texts above each column from top to bottom, repeated ones once. Known spans are used, else blanks are read as merges."""
    grid = [[clean(cell) for cell in row] + [""] * (width - len(row)) for row in rows]
    filled = [list(row) for row in grid]
    for r in range(len(grid)):
        last = len(grid) - 1
        for c in range(width):
            if grid[r][c]:
                continue
            if spans:
                owner = next(
                    (
                        (y, x)
                        for (y, x), (h, w) in spans.items()
                        if y <= r < y + h and x <= c < x + w and (y, x) != (r, c)
                    ),
                    None,
                )
                if owner is not None:
                    filled[r][c] = grid[owner[0]][owner[1]] if owner[0] == r else ""
                    continue
            below = any(grid[k][c] for k in range(r + 1, len(grid)))
            above_blank = all(not grid[k][c] for k in range(r))
            if c and r < last and below and filled[r][c - 1] and (above_blank or r):
                neighbour_is_group = any(grid[k][c - 1] or filled[k][c - 1] for k in range(r + 1, len(grid)))
                same_group = all(filled[k][c] == filled[k][c - 1] for k in range(r))
                if neighbour_is_group and same_group:
                    filled[r][c] = filled[r][c - 1]
    paths: list[tuple[str, ...]] = []
    for c in range(width):
        path: list[str] = []
        for row in filled:
            if row[c] and (not path or path[-1] != row[c]):
                path.append(row[c])
        paths.append(tuple(path))
    return paths


@lru_cache(maxsize=4096)
def _word(text: str) -> str:
    return _VARYING.sub("", fold(text))


@lru_cache(maxsize=64)
def vocabulary(form: Form) -> frozenset[str]:
    """Every folded word that may stand in a header of this form."""
    words: set[str] = set()
    for side in form.sides:
        for text in (*side.heads, *side.code, *side.name, *side.project):
            words.add(_word(text))
        for measure in side.measures:
            for alternative in measure.words:
                words.update(_word(part) for part in alternative.split("/"))
    if form.one_row:
        words.update(_word(name) for line in form.lines for name in line.names)
        words.update(("小计", "购置费", "运行费"))
    return frozenset(words)


def number_row(cells: Sequence[str], count: int | None = None) -> dict[int, int] | None:
    """Column -> number for a row ※ ※ 1 2 3 …; None for any other row. With `count` the numbers must run to exactly it."""
    numbers: dict[int, int] = {}
    for column, cell in enumerate(cells):
        text = fold(cell)
        if not text or _NUMBER_MARK.fullmatch(text):
            continue
        if len(text) > 3 or not text.isdecimal() or int(text) != len(numbers) + 1:
            return None
        numbers[column] = int(text)
    if len(numbers) < 2 or (count is not None and len(numbers) != count):
        return None
    return numbers


def header_rows(rows: Sequence[Sequence[str]], form: Form | None) -> int:
    """How many leading rows are header: up to the first with a code, a figure, a lone total word, or none of the header words."""
    words = vocabulary(form) if form else frozenset[str]()
    above: list[str] = []
    texts: list[str] = []
    for index, cells in enumerate(rows):
        above, texts = texts, [clean(cell) for cell in cells]
        filled = [text for text in texts if text and not is_blank(text)]  # a row of dashes has only its name
        if not filled or number_row(texts) is not None:
            continue
        folded = [fold(text) for text in filled]
        if any(looks_numeric(text) and not is_blank(text) and not _year(text) for text in filled):
            return index
        if any(_LEADING_CODE.match(text) for text in folded):
            return index
        if (
            index
            and len(filled) == 1
            and (folded[0] in TOTAL_WORDS or (form is not None and _is_line(form, folded[0])))
        ):
            return index
        wrapped = any(one and two and _word(one + two) in words for one, two in zip(above, texts, strict=False))
        if form is not None and index and not wrapped and not any(_word(text) in words for text in filled):
            if any(_word(t) in words for later in rows[index + 1 : index + 3] for t in later if clean(t)) and index < 2:
                continue
            return index
        if (
            form is not None
            and index
            and form.lines
            and not form.one_row
            and len(filled) <= 2
            and _is_line(form, folded[0])
        ):
            return index
    return len(rows)


def _year(text: str) -> bool:
    return re.fullmatch(r"(?:19|20)[0-9]{2}", fold(text)) is not None


def _is_line(form: Form, folded: str) -> bool:
    return any(folded == fold(name) for line in form.lines for name in line.names)


def side_of(path: tuple[str, ...], form: Form) -> Side | None:
    """The side whose head stands deepest in the path; the only side of a one-sided form."""
    if len(form.sides) == 1:
        return form.sides[0]
    best: tuple[int, int, Side] | None = None
    for order, side in enumerate(form.sides):
        heads = {_word(head) for head in side.heads}
        depth = max((i for i, text in enumerate(path) if _word(text) in heads), default=-1)
        if depth >= 0 and (best is None or (depth, order) > best[:2]):
            best = (depth, order, side)
    return best[2] if best else None


def _score(path: tuple[str, ...], measure: Measure) -> int:
    """How well the heading means the measure: 0 not at all; more levels matched, a longer word and an earlier alternative win."""
    best = 0
    for rank, alternative in enumerate(measure.words):
        *upper, leaf = (_word(part) for part in alternative.split("/"))
        texts = _ending_in(path, leaf)
        if not texts:
            continue
        position = 0
        for word in upper:
            while position < len(texts) - 1 and word != texts[position]:
                position += 1
            if position >= len(texts) - 1:
                break
            position += 1
        else:
            best = max(best, 1000 + 100 * len(upper) - rank)
    return best


def _ending_in(path: tuple[str, ...], leaf: str) -> list[str]:
    """The folded path with its last texts put together where they are the leaf wrapped over rows; empty when it ends otherwise."""
    texts = [_word(text) for text in path]
    for pieces in range(1, len(texts) + 1):
        joined = "".join(texts[-pieces:])
        if joined == leaf:
            return [*texts[:-pieces], leaf]
        if not leaf.endswith(joined):
            return []
    return []


def match_columns(paths: Sequence[tuple[str, ...]], form: Form) -> list[Match]:
    """The role of each column by its words. A column no word names has role ""."""
    matches = [Match("", (s.id if (s := side_of(path, form)) else ""), " / ".join(path)) for path in paths]
    scored: list[tuple[int, int, int, str]] = []
    for column, path in enumerate(paths):
        side = side_of(path, form)
        if side is None or not path:
            continue
        scored += [
            (score, -column, -order, measure.id)
            for order, measure in enumerate(side.measures)
            if (score := _score(path, measure))
        ]
        leaf = _word(path[-1])
        upper = {_word(text) for text in path}
        role = ""
        if any(_ending_in(path, _word(word)) for word in side.project):
            role = PROJECT_ROLE
        elif any(_ending_in(path, _word(word)) for word in side.code) or (
            not upper.isdisjoint(map(_word, side.code[:-3] or ())) and leaf in "类款项"
        ):
            role = CODE_ROLE
        elif any(_ending_in(path, _word(word)) for word in side.name):
            role = NAME_ROLE
        if role:
            matches[column] = Match(role, side.id, " / ".join(path))
    taken: set[tuple[str, str]] = set()
    decided: set[int] = set()
    for _, negative, _order, measure_id in sorted(scored, reverse=True):
        column = -negative
        side_id = matches[column].side
        if column in decided or (side_id, measure_id) in taken or matches[column].role:
            continue
        decided.add(column)
        taken.add((side_id, measure_id))
        matches[column] = Match(measure_id, side_id, matches[column].heading)
    return matches


def read_header(
    rows: Sequence[Sequence[str]],
    form: Form,
    width: int,
    spans: Mapping[tuple[int, int], tuple[int, int]] | None = None,
    used: frozenset[int] = frozenset(),
    worded: frozenset[int] = frozenset(),
) -> Header:
    """Header rows of a table of this form -> its columns. `used` are columns with figures below: they must become something;
    `worded` those with words: without a heading of their own they continue the name column to their left.

    A number row of the length of the declared measures decides over words; an unnamed used column between two measures whose
    declared neighbours leave exactly one is taken by place and noted; else it keeps its own heading as measure.
    """
    count = header_rows(rows, form)
    head = [row for row in rows[:count] if number_row([clean(c) for c in row]) is None]
    paths = heading_paths(head, width, spans)
    matches = match_columns(paths, form)
    for column in sorted(worded):
        if (
            column
            and not matches[column].role
            and not matches[column].heading
            and matches[column - 1].role == NAME_ROLE
        ):
            matches[column] = matches[column - 1]
    doubts: list[str] = []
    if form.one_row and all(m.role != NAME_ROLE for m in matches):
        return Header(count, tuple(_line_columns(paths, form)))
    declared = form.sides[0].measures if len(form.sides) == 1 else ()
    for row in rows[:count]:
        numbers = number_row([clean(c) for c in row])
        if numbers and len(numbers) == printed_length(form, len(numbers)):
            for column, number in numbers.items():
                wanted = declared[number - 1].id
                if matches[column].role != wanted:
                    doubts.append(
                        f"“{matches[column].heading or '无列名'}”列按编号行 {number} 认作 {declared[number - 1].name}"
                    )
                    matches = [Match("", m.side, m.heading) if m.role == wanted else m for m in matches]
                    matches[column] = Match(wanted, "", matches[column].heading)
    _by_place(matches, form, used, doubts)
    return Header(count, tuple(matches), tuple(doubts))


def _line_columns(paths: Sequence[tuple[str, ...]], form: Form) -> list[Match]:
    """The columns of a one-row table: each is a line of the form (`line:<key>`), its heading what the line is printed as."""
    keys = {_word(name): line.key for line in form.lines for name in line.names}
    matches: list[Match] = []
    for path in paths:
        texts = [_word(text) for text in path]
        while texts and texts[-1] in ("小计", "合计") and len(texts) > 1:
            total = texts.pop() == "合计" and not keys.get(texts[-1], "").startswith("vehicles")
            if total:
                texts = ["合计"]
        key = keys.get(texts[-1], "") if texts else ""
        leaf = path[-1] if path else ""
        heading = " / ".join(path[-2:]) if leaf in ("小计", "合计") and len(path) > 1 else leaf
        matches.append(Match(LINE_PREFIX + (key or heading), "", heading) if path else Match("", "", ""))
    return matches


def printed_length(form: Form, numbers: int) -> int:
    """The number of declared measures a number row may count: all of them or the leading ones Xinjiang prints."""
    if len(form.sides) != 1:
        return -1
    lengths = {"revenue": 12, "expenditure": 3, "general_public": 3, "basic_economic": 3, "projects": 11}
    lengths |= {"government_fund": 4, "state_capital": 4, "carryover": 9}
    return lengths.get(form.kind, len(form.sides[0].measures)) if numbers else -1


def _by_place(matches: list[Match], form: Form, used: frozenset[int], doubts: list[str]) -> None:
    for column in sorted(used):
        match = matches[column]
        if match.role:
            continue
        side = next((s for s in form.sides if s.id == match.side), None)
        order = [m.id for m in side.measures] if side else []
        taken = {m.role for m in matches if m.side == match.side}
        before = next((m.role for m in reversed(matches[:column]) if m.role in order), None)
        after = next((m.role for m in matches[column + 1 :] if m.role in order), None)
        low = order.index(before) + 1 if before else 0
        high = order.index(after) if after else len(order)
        between = [m for m in order[low:high] if m not in taken]
        unnamed = [
            c
            for c in sorted(used)
            if not matches[c].role and matches[c].side == match.side and _same_gap(matches, order, column, c)
        ]
        if len(between) == len(unnamed) == 1 and (before or after) and not match.heading:
            matches[column] = Match(between[0], match.side, match.heading)
            doubts.append(f"第 {column + 1} 列没有列名，按位置认作 {between[0]}")
        else:
            heading = _own(fold(match.heading.split(" / ")[-1]) or f"第{column + 1}列", taken)
            matches[column] = Match(heading, match.side, match.heading or heading)
            doubts.append(f"“{match.heading or heading}”列不在已知列名之内，按原列名保留")


def _own(heading: str, taken: set[str]) -> str:
    """The heading as a measure of its own: the second column of the same heading is `…#2`, so that neither is lost."""
    if heading not in taken:
        return heading
    return next(own for n in range(2, len(taken) + 3) if (own := f"{heading}#{n}") not in taken)


def _same_gap(matches: list[Match], order: list[str], one: int, other: int) -> bool:
    low, high = sorted((one, other))
    return not any(m.role in order for m in matches[low:high])


def is_key_text(text: str) -> bool:
    """True for a text that can be a code: it never counts as a figure."""
    return is_code(fold(text))
