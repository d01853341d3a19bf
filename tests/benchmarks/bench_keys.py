"""How long every key takes to be drawn whole: python tests/benchmarks/bench_keys.py [TIMES] [FILE [FILE]]

The real program on a pseudo-terminal of 120×40; a key is sent, time runs until the last byte before the terminal stays quiet. Without
FILE: a sample, then a budget of 100,000 lines and (for the comparison) another of them. Walks go over every screen; each step is one
key and the name of its action. The first time is told apart: it imports and builds what later times find ready.
"""

from __future__ import annotations

import os
import select
import statistics
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from data_model.native import dumps  # noqa: E402
from tests.benchmarks.large import large_budget  # noqa: E402
from tests.tui.terminal import KEYS, Terminal, explorer  # noqa: E402

KEYS_SENT = {**KEYS, "escape": "\x1b[27u"}
"""Escape in the form that needs no waiting for what may follow it."""
GOAL, GOAL_SORT = 50.0, 300.0
SLOW = {"s", "S", "/ typed", "f"}
"""Sorting and filtering go over all lines."""
MOVES = ("down", "down", "j", "k", "up", "pagedown", "pageup", "end", "home")
WALKS: dict[str, tuple[str, ...]] = {
    "tree": (
        *MOVES, "J", "K", "1", "2", "3", "4", "-", "+", "2", "down", "down", "right", "left", "space", "space", "s", "s", "s", "s", "S",
        "S", "u", "u", "u", "m", "m", "M", "M", "tab", "down", "tab", "n", "N", "w", "escape", "y", "escape", "e", "escape", "?",
        "escape", ":", "escape", "o", "escape", "ctrl+l",
    ),
    "filter": ("/", "2", "0", "8", "enter", "n", "N", "down", "pagedown", "escape", "/", ">", "3", "0", "0", "enter", "escape"),
    "views": ("v",) * 12 + ("V",) * 3,
    "grid": ("t", *MOVES, "right", "right", "left", "]", "[", "n", "N", "w", "p", "escape"),
    "prose": ("p", *MOVES, "right", "left", "space", "/", "2", "0", "enter", "n", "N", "escape", "escape"),
    "checks": ("c", *MOVES, "a", "a", "b", "b", "u", "/", "2", "0", "enter", "escape", "enter", "escape"),
    "compare": ("d", *MOVES, "J", "K", "1", "2", "3", "right", "left", "space", "f", "f", "s", "s", "b", "b", "x", "u", "m", "n", "tab", "tab", "escape"),
}  # fmt: skip
TYPED = {"2", "0", "8", "3", ">"}


def used(process: int) -> float:
    """Milliseconds of CPU all threads of a process have used."""
    total = 0
    for task in Path(f"/proc/{process}/task").iterdir():
        try:
            total += int((task / "schedstat").read_text().split()[0])
        except OSError:
            continue
    return total / 1e6


def press(terminal: Terminal, key: str, quiet: float) -> tuple[float, float]:
    """Milliseconds from the key to the last byte it causes (0.0 when it draws nothing), and of CPU until then and the quiet after."""
    cpu = used(terminal.child)
    begun = last = time.perf_counter()
    before = terminal.bytes
    terminal.type(KEYS_SENT.get(key, key))
    master = terminal.handle
    while select.select([master], [], [], quiet)[0]:
        data = os.read(master, 65536)
        last = time.perf_counter()
        terminal.heard(data)
    return 1000 * (last - begun) if terminal.bytes > before else 0.0, used(terminal.child) - cpu


def rest(terminal: Terminal, seconds: float = 600.0) -> None:
    """Wait until everything is read and checked: no CPU for two seconds."""
    deadline, before = time.monotonic() + seconds, -1.0
    while time.monotonic() < deadline and used(terminal.child) - before > 20:
        before = used(terminal.child)
        terminal.settle(2.0, 2.0)


def walk(files: list[str], times: int, quiet: float) -> dict[str, list[tuple[float, float]]]:
    """Walk name and key -> milliseconds and CPU of each, the first round first."""
    found: dict[str, list[tuple[float, float]]] = {}
    env = {"COLORTERM": "truecolor", "TERM": "xterm-256color"}
    with explorer(*files, size=(120, 40), env=env) as terminal:
        terminal.wait_for("▌", 120)
        rest(terminal)
        for name, keys in WALKS.items():
            for _ in range(times):
                typing = False
                for key in keys:
                    label = "/ typed" if typing and key in TYPED else key
                    typing = key == "/" or (typing and key in TYPED)
                    found.setdefault(f"{name} {label}", []).append(press(terminal, key, quiet))
            rest(terminal)
        assert not terminal.ended(0), "the explorer has ended"
    return found


def tell(found: dict[str, list[tuple[float, float]]], title: str) -> bool:
    """Print one line a key, slowest first; True when a goal is missed."""
    print(f"\n{title}\n{'':24} {'n':>4} {'p50':>7} {'p95':>7} {'max':>7} {'first':>7} {'CPU p50':>7} {'max':>7}")
    missed = False
    everything: list[float] = []
    for name, taken in sorted(found.items(), key=lambda item: -max(item[1])[0]):
        drawn = [ms for ms, _ in taken if ms]
        if not drawn:
            continue
        p95 = statistics.quantiles(drawn, n=20)[18] if len(drawn) > 1 else drawn[0]
        goal = GOAL_SORT if name.partition(" ")[2] in SLOW else GOAL
        everything += drawn if goal == GOAL else []
        over = min(p95, max(drawn)) > goal
        missed |= over
        cpu = [ms for _, ms in taken]
        print(
            f"{name:24} {len(drawn):4} {statistics.median(drawn):7.1f} {p95:7.1f} {max(drawn):7.1f} {drawn[0]:7.1f} "
            f"{statistics.median(cpu):7.1f} {max(cpu):7.1f}{'  over' * over}"
        )
    print(
        f"all but sort and filter: {len(everything)} keys, p50 {statistics.median(everything):.1f} ms, "
        f"p95 {statistics.quantiles(everything, n=20)[18]:.1f} ms (goal {GOAL:.0f})"
    )
    return missed


def main(times: int, files: list[str]) -> int:
    """Print both tables; 1 when a goal is missed."""
    if files:
        return int(tell(walk(files, times, 0.3), " ".join(files)))
    missed = tell(walk(["sample_data/ergong_2026.json"], times, 0.12), "a real budget")
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder, f"{seed}.json") for seed in (1, 2)]
        for seed, path in enumerate(paths, 1):
            path.write_text(dumps(large_budget(100_000, seed)), encoding="utf-8")
        missed |= tell(walk([str(path) for path in paths], times, 0.3), "two budgets of 100,000 lines")
    return int(missed)


if __name__ == "__main__":
    os.chdir(ROOT)
    arguments = sys.argv[1:]
    sys.exit(main(int(arguments[0]) if arguments else 3, arguments[1:]))
