"""Text that pdftotext makes of PDFs against the PDFs themselves: python tests/benchmarks/bench_squeezed.py [-v] FILE…

`--equal`: instead, how the time of equal squeezed rows grows with their number (2 is in proportion). Else prints, for each file and mode, how many facts are the same, the same but for their name, open, wrong and missing, and the time.
Names are compared without blanks. `-v` lists what is not the same.
"""

from __future__ import annotations

import subprocess
import sys
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from data_model.budget import Budget
from data_model.reading import Blob, ReadError, read

MODES = ("layout", "raw")
ROWS = 10_000
CAPTION = "编制部门：云溪市（虚构）财政局 单位：万元\n"
HEAD = "科目代码\n科目名称\n支出预算\n类 款 项 合计 基本支出 项目支出\n"
EQUAL = (
    ("部门支出总体情况表", "201 一般公共服务支出 3.00 3.00\n"),
    ("部门支出总体情况表", "201 一般公共服务支出 3.00\n"),
    ("部门支出总体情况表", "20\n1\n03\n财政事务 3.00 3.00\n"),
    ("部门收入总体情况表", "201 06 一般公共服务支出 3.00 3.00 3.00\n"),
    ("部门收支总体情况表", "一、本年收入 3.00 201 一般公共服务支出 3.00\n"),
    ("一般公共预算项目支出情况表", "201 06 99 其他财政事务支出 甲项目 3.00 3.00\n"),
    ("上年结转结余情况表", "3.00 3.00 3.00\n"),
)
"""Title and row of tables that hold nothing but that row."""
Fact = tuple[str, str, str, str, str, int]
"""Kind of table, code, name, project, measure ("?" when open), amount in fen."""


@dataclass(slots=True)
class Comparison:
    """How the facts of a text stand to those of its PDF; each fact of the PDF is counted once, each of the text too."""

    wanted: int
    same: int
    named: Counter[Fact] = field(default_factory=Counter)
    open: Counter[Fact] = field(default_factory=Counter)
    wrong: Counter[Fact] = field(default_factory=Counter)
    missing: Counter[Fact] = field(default_factory=Counter)


def facts(budget: Budget) -> Counter[Fact]:
    """All facts, names without blanks; the title of an unknown table does not count."""
    return Counter(
        (t.kind.partition(":")[0], r.code, _bare(r.name), _bare(r.project), m, c.fen) for t, r, m, c in budget.facts()
    )


def text_of(path: Path, mode: str) -> Blob:
    """What pdftotext makes of a PDF."""
    done = subprocess.run(["pdftotext", f"-{mode}", str(path), "-"], capture_output=True, check=True)
    return Blob(f"{path.stem}.txt", done.stdout)


def compare(wanted: Counter[Fact], found: Counter[Fact]) -> Comparison:
    """Facts that are equal; then by all but the name; then the open ones by amount; what is left is wrong or missing."""
    same = wanted & found
    out = Comparison(wanted.total(), same.total())
    missing, extra = wanted - found, found - wanted
    for key in (_coded, _unnamed):
        for fact in list(extra.elements()):
            twin = next((w for w in missing if key(w) == key(fact)), None)
            if fact[4] != "?" and twin is not None:
                out.named[fact] += 1
                _take(missing, twin)
                _take(extra, fact)
    for key in (_amount, _fen):
        for fact in list(extra.elements()):
            if fact[4] == "?" and (twin := next((w for w in missing if key(w) == key(fact)), None)):
                out.open[fact] += 1
                _take(missing, twin)
                _take(extra, fact)
    out.wrong, out.missing = extra, missing
    return out


def _coded(fact: Fact) -> tuple[object, ...]:
    return fact[0], fact[1], fact[4], fact[5]


def _unnamed(fact: Fact) -> tuple[object, ...]:
    return (fact[0], fact[4], fact[5]) if not fact[1] else (fact[0], fact[1], fact[4], fact[5])


def _amount(fact: Fact) -> tuple[object, ...]:
    return fact[0], fact[5]


def _fen(fact: Fact) -> tuple[object, ...]:
    return (fact[5],)


def _take(counter: Counter[Fact], fact: Fact) -> None:
    counter[fact] -= 1
    if not counter[fact]:
        del counter[fact]


def _bare(text: str) -> str:
    return "".join(text.split())


def equal_rows() -> None:
    """For each table of equal rows the processor's time of so many and of twice as many, and the ratio of both."""
    print(f"{'title':16} {'rows':>6} {'s':>6} {'rows':>6} {'s':>6} {'ratio':>6}")
    for title, row in EQUAL:
        took = []
        for times in (ROWS, 2 * ROWS):
            data = f"{title}\n{CAPTION}{HEAD}{row * times}".encode()
            start = time.process_time()
            read(Blob("a.txt", data))
            took.append(time.process_time() - start)
        print(f"{title:16} {ROWS:6} {took[0]:6.2f} {2 * ROWS:6} {took[1]:6.2f} {took[1] / took[0]:6.2f}")


def main(arguments: list[str]) -> None:
    """One line for each file and mode."""
    if "--equal" in arguments:
        equal_rows()
        return
    wordy = "-v" in arguments
    paths = [Path(a) for a in arguments if a != "-v"]
    print(f"{'file':36} {'mode':7} {'same':>9} {'named':>6} {'open':>5} {'wrong':>6} {'missing':>8} {'ms':>6}")
    for path in paths:
        try:
            wanted = facts(read(path))
        except ReadError as error:
            print(f"{path.name:36} {error}")
            continue
        for mode in MODES:
            text = text_of(path, mode)
            start = time.perf_counter()
            try:
                found = facts(read(text))
            except ReadError as error:
                print(f"{path.name:36} {mode:7} {error}")
                continue
            took = 1000 * (time.perf_counter() - start)
            c = compare(wanted, found)
            sizes = " ".join(f"{n.total():{w}}" for n, w in ((c.named, 6), (c.open, 5), (c.wrong, 6), (c.missing, 8)))
            print(f"{path.name:36} {mode:7} {c.same:4}/{c.wanted:4} {sizes} {took:6.0f}")
            if wordy:
                for label, counter in (
                    ("named", c.named),
                    ("open", c.open),
                    ("wrong", c.wrong),
                    ("missing", c.missing),
                ):
                    for fact, times in counter.items():
                        print(f"    {label:8} {times if times > 1 else '':2} {' | '.join(map(str, fact))}")


if __name__ == "__main__":
    main(sys.argv[1:])
