"""Thousands of spoilt documents through every command and the explorer: no traceback, no hang, no byte on the terminal that was not meant.

python -m tests.benchmarks.run_mutations FOLDER [--count 10000] [--first 0] [--jobs 2] [--log FILE] [--name PART]
Prints what came of them by format, and every trouble with its seed; `--first SEED --count 1` makes one again.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import sys
import tempfile
from collections import Counter
from dataclasses import asdict
from pathlib import Path

from tests.mutation_runs import SUFFIXES, Documents, Outcome, prepare, run_mutant


def main() -> int:
    """0 when nothing was wrong."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--count", type=int, default=10_000)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument(
        "--log", type=Path, default=None, help="one JSON line a mutant; what stands there is not run again"
    )
    parser.add_argument("--name", default="", help="only documents whose name has this")
    options = parser.parse_args()
    paths = sorted(p for p in options.folder.rglob("*") if p.suffix in SUFFIXES and options.name in p.name)
    with tempfile.TemporaryDirectory() as folder:
        documents = Documents(paths, Path(folder))
        log = options.log or Path(folder) / "log"
        known = {json.loads(line)["seed"] for line in log.read_text().splitlines()} if log.exists() else set()
        plan = [(seed, name) for seed, name in documents.plan(options.count, options.first) if seed not in known]
        prepare()
        children = [_work(documents, plan[n :: options.jobs], log) for n in range(options.jobs)]
        for child in children:
            os.waitpid(child, 0)
        outcomes = [Outcome(**json.loads(line)) for line in log.read_text().splitlines()]
    return report(outcomes)


def _work(documents: Documents, plan: list[tuple[int, str]], log: Path) -> int:
    child = os.fork()
    if child:
        return child
    try:
        for seed, name in plan:
            outcome = run_mutant(documents, seed, name, explore=seed % 3 == 0)
            with log.open("a") as file:
                file.write(json.dumps(asdict(outcome)) + "\n")
    finally:
        os._exit(0)


def report(outcomes: list[Outcome]) -> int:
    """Print the table and the troubles; the exit code."""
    formats = sorted({Path(o.name).suffix for o in outcomes})
    print(f"{'format':8}{'mutants':>9}{'read':>8}{'refused':>9}{'troubles':>10}{'slowest s':>11}")
    for kind in formats:
        some = [o for o in outcomes if Path(o.name).suffix == kind]
        read = sum(o.codes.get("summary") == 0 for o in some)
        refused = sum(o.codes.get("summary") == 2 for o in some)
        print(
            f"{kind:8}{len(some):9}{read:8}{refused:9}{sum(bool(o.troubles) for o in some):10}{max(o.seconds for o in some):11.1f}"
        )
    bad = [o for o in outcomes if o.troubles]
    print(
        f"{len(outcomes)} mutants, {len(bad)} with troubles; exit codes {dict(sorted(Counter(f'{c} {k}' for o in outcomes for c, k in o.codes.items() if ' ' not in c).items()))}"
    )
    alike: dict[str, list[str]] = {}
    for outcome in bad:
        for trouble in outcome.troubles:
            where = re.findall(r'File ".*?(\w+\.py", line \d+)', trouble)[-1:]
            key = " ".join([*where, trouble.strip().splitlines()[-1][:100]])
            alike.setdefault(key, []).append(
                f"{outcome.seed} {outcome.name} {outcome.done}\n{trouble}".replace("\x1b", "␛")
            )
    for key, found in sorted(alike.items(), key=lambda item: -len(item[1])):
        print(f"=== {len(found)}x {key}\n{found[0]}\n")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
