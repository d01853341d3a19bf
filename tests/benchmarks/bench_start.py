"""How long the one-shot commands take beside starting Python with click and rich: python tests/benchmarks/bench_start.py [RUNS]

Whole processes with compiled modules, by turns; medians of wall and processor time, as ratios within this run.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median
from time import perf_counter

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

YUSUAN = "import sys; from tui.cli import main; sys.exit(main())"
CONSOLE, TABLE = "import click, rich.console", "import click, rich.console, rich.table"
SAMPLE = str(ROOT / "sample_data" / "ergong_2026.json")
OTHER = str(ROOT / "sample_data" / "govoffice_2026.json")
COMMANDS = {
    "--help": ((YUSUAN, "--help"), CONSOLE, 0.8),
    "--version": ((YUSUAN, "--version"), CONSOLE, 0.8),
    "summary": ((YUSUAN, "summary", SAMPLE), TABLE, 1.35),
    "diff": ((YUSUAN, "diff", SAMPLE, OTHER), TABLE, 1.6),
}
"""Command -> its arguments, what it is held against, the goal."""


def measured(*arguments: str) -> tuple[float, float]:
    """(wall, processor) seconds of one process."""
    compiled = {"PYTHONPATH": str(ROOT), "PYTHONPYCACHEPREFIX": str(Path(tempfile.gettempdir()) / "yusuan-bench")}
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    start = perf_counter()
    done = subprocess.Popen([sys.executable, "-c", *arguments], stdout=subprocess.DEVNULL, env=kept | compiled)
    _, status, used = os.wait4(done.pid, 0)
    done.returncode = os.waitstatus_to_exitcode(status)
    if done.returncode:
        sys.exit(f"{arguments[0]!r} ended with {done.returncode}: nothing to measure")
    return perf_counter() - start, used.ru_utime + used.ru_stime


def main(runs: int) -> None:
    """Print one line a command."""
    for name, (arguments, against, goal) in COMMANDS.items():
        pairs = [(measured(*arguments), measured(against)) for _ in range(runs + 1)][1:]  # the first run compiles
        wall, cpu = (median(one[n] for one, _ in pairs) / median(other[n] for _, other in pairs) for n in (0, 1))
        print(f"{name:10} {wall:.2f} wall, {cpu:.2f} processor x {against!r} (goal {goal})")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 15)
