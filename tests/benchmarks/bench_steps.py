"""The steps after reading, against the reading: python tests/benchmarks/bench_steps.py FILE…

For each file the medians, in one run, of laying all identities, of reading the prose and of check as a part of reading the whole
file; then pinyin initials against the library reading the same names.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from statistics import median
from time import perf_counter

sys.path.insert(0, str(Path(__file__).parents[2]))

from pypinyin import Style, lazy_pinyin

from data_model.checks import check
from data_model.evidence import Evidence
from data_model.narrative import narrate
from data_model.reading import read
from data_model.search import initials
from data_model.text import fold

RUNS = 7
NAMES = [f"机关事业单位{n}号养老保险缴费会计支出{n % 97}" for n in range(400)]


def seconds(step: Callable[[], object]) -> float:
    """One run of a step."""
    start = perf_counter()
    step()
    return perf_counter() - start


def main(files: list[str]) -> None:
    """Print one line a file."""
    for name in files:
        budget = read(name)
        steps: dict[str, Callable[[], object]] = {
            "identities": lambda b=budget: Evidence(b),
            "prose": lambda b=budget: narrate(b.sections, b.tables, b.meta),
            "check": lambda b=budget: check(b),
        }
        times: dict[str, list[float]] = {step: [] for step in (*steps, "reading")}
        for _ in range(RUNS):
            for step, run in steps.items():
                times[step].append(seconds(run))
            times["reading"].append(seconds(lambda n=name: read(n)))
        whole = median(times["reading"])
        told = ", ".join(f"{step} {median(times[step]) / whole:.2f}" for step in steps)
        print(f"{Path(name).name}: of reading ({whole * 1000:.0f} ms) {told}")
    ours = median(seconds(lambda: [initials.__wrapped__(name) for name in NAMES]) for _ in range(RUNS))
    theirs = median(
        seconds(lambda: [lazy_pinyin(fold(name), style=Style.FIRST_LETTER, errors="default") for name in NAMES])
        for _ in range(RUNS)
    )
    print(f"initials of {len(NAMES)} names: {ours / theirs:.2f} x the library")


if __name__ == "__main__":
    main(sys.argv[1:])
