"""Squeezed text that was mangled: nothing is made up, nothing twice, nothing raised, and equal rows take time in proportion."""

from __future__ import annotations

import random
from collections import Counter

import pytest

from data_model.reading import Blob, ReadError, read
from data_model.tables.net import MOST_WORK, Work
from sample_data.invented import text as invented_text
from tests.data_model.tables.making import CAPTION, HEAD, budget
from tests.shared import SHARED, needs_shared

LINES = [" ".join(line.split()) for line in invented_text(2026).split("\n")]


def torn(line: str, chance: random.Random) -> list[str]:
    """The line cut in two inside a word or between two."""
    cut = chance.randrange(1, len(line)) if len(line) > 1 else 0
    return [line[:cut], line[cut:]] if cut else [line]


def mangled(lines: list[str], chance: random.Random) -> list[str]:
    """The lines with some lost, doubled, torn, glued, swapped, or with digits and page furniture strewn in."""
    out: list[str] = []
    rate = chance.choice((0.01, 0.1, 0.4))
    for line in lines:
        if chance.random() > rate:
            out.append(line)
            continue
        match chance.randrange(8):
            case 0:
                pass
            case 1:
                out += [line, line]
            case 2:
                out += torn(line, chance)
            case 3 if out:
                out[-1] += f" {line}"
            case 4 if out:
                out.insert(chance.randrange(len(out)), line)
            case 5:
                out += line.split()
            case 6:
                out += [line, str(chance.randrange(40)), "\f" + chance.choice(lines)]
            case _:
                out.append(line.replace(chance.choice("0123456789.,"), chance.choice("0123456789.,- "), 1))
    return out


def law(text: str) -> None:
    """Every amount of the export is printed in the text, at most as often as it is printed there."""
    try:
        found = read(Blob("a.txt", text.encode()))
    except ReadError:
        return
    bare, words = "".join(text.split()), Counter(text.split())
    exported = Counter(cell.printed for _, _, _, cell in found.facts())
    for printed, times in exported.items():
        parts = [min(words[printed[:k]], words[printed[k:]]) for k in range(1, len(printed))]
        assert times <= max([bare.count(printed), *parts]), (printed, times)
    figures = sum(any(c.isdigit() for c in word) for word in text.split())
    assert exported.total() <= figures


@pytest.mark.parametrize("seed", range(12))
def test_mangled_text_exports_only_what_it_prints(seed: int) -> None:
    law("\n".join(mangled(LINES, random.Random(seed))))


@pytest.mark.shared
@needs_shared
@pytest.mark.parametrize("seed", range(6))
def test_a_published_text_mangled_exports_only_what_it_prints(seed: int) -> None:
    path = SHARED / "disclosures" / "xinjiang" / "yananbeilu_2024_dept.txt"
    law("\n".join(mangled(path.read_text("utf-8").split("\n")[:700], random.Random(seed))))


def narrow(text: str) -> str:
    """The text as a program prints it whose cells are three characters wide."""
    out = []
    for line in text.split("\n"):
        for word in line.split():
            pieces = [word[i : i + 3] for i in range(0, len(word), 3)]
            out += pieces if any(c.isdigit() for c in word) else [word]
    return "\n".join(out)


@pytest.mark.parametrize("seed", range(6))
def test_digits_strewn_over_lines_make_no_other_amounts(seed: int) -> None:
    lines = mangled(LINES[:400], random.Random(seed))
    law(narrow("\n".join(lines)))


@pytest.mark.parametrize(
    ("title", "row"),
    [
        ("部门支出总体情况表", "201 一般公共服务支出 3.00 3.00"),
        ("部门收入总体情况表", "201 一般公共服务支出 3.00 3.00 3.00"),
        ("部门收支总体情况表", "一、本年收入 3.00 201 一般公共服务支出 3.00"),
        ("一般公共预算项目支出情况表", "201 06 99 其他财政事务支出 甲项目 3.00 3.00"),
        ("部门支出总体情况表", "20\n1\n03\n财政事务 3.00 3.00"),
    ],
)
def test_countless_equal_rows_are_kept_and_the_work_is_bounded(title: str, row: str) -> None:
    times = 2000
    found = budget(f"{title}\n{CAPTION}{HEAD}" + f"{row}\n" * times)
    cells = [cell for table in found.tables for r in table.rows for cell in (*r.cells.values(), *r.ambiguous)]
    assert len(cells) == times * row.count("3.00")


def test_work_is_refused_once_it_is_used_up() -> None:
    work = Work()
    assert work.spend(MOST_WORK)
    assert not work.spend(1)
