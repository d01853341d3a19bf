"""How long every key takes to be drawn whole: python -m tests.benchmarks.bench_keys [TIMES] [FILE [FILE]] [--walk NAME]…

The real program on a pseudo-terminal of 120×40; a key is sent, time runs until the last byte before the terminal stays quiet. Without
FILE: a sample, then a budget of 100,000 lines and (for the comparison) another of them. Walks go over every screen; each step is one
key and the name of its action. The first time is told apart: it imports and builds what later times find ready. `net` leaves out how
long the program waited for a core that others had, CPU is what all its threads used: on a busy machine they tell more than the time.
"""

from __future__ import annotations

import argparse
import os
import select
import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from data_model.native import dumps  # noqa: E402
from tests.benchmarks.large import large_budget  # noqa: E402
from tests.tui.terminal import KEYS, Terminal, explorer  # noqa: E402
from tui.texts import t  # noqa: E402

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
WAITING = tuple(map(t, ("screen.empty.making", "screen.empty.seeking", "compare.waiting", "screen.budgets.waiting")))
"""Words of a screen whose rows are being made in a thread."""
TYPED = {"2", "0", "8", "3", ">"}


class Taken(NamedTuple):
    """What a key took, in milliseconds: until the last byte (0.0 when nothing is drawn), or until the screen said that something is
    being made; of this without waiting for a core that other programs had; CPU of all threads until the terminal was quiet; and until
    all was made."""

    drawn: float
    net: float
    cpu: float
    whole: float


def used(process: int) -> float:
    """Milliseconds of CPU a process has used, all threads, those that have ended too."""
    return 1000 * time.clock_gettime((~process << 3) | 2)  # CPUCLOCK_SCHED of another process


def kept_waiting(process: int) -> float:
    """Milliseconds the main thread of a process could have run and had no core."""
    return int(Path(f"/proc/{process}/task/{process}/schedstat").read_text().split()[1]) / 1e6


def at_work(process: int) -> bool:
    """Whether the main thread does something or waits for another thread, not for a key."""
    return "poll" not in Path(f"/proc/{process}/wchan").read_text()


def press(terminal: Terminal, key: str, quiet: float) -> Taken:
    """Send a key and wait until the terminal is quiet and the program waits for the next one."""
    cpu, waited = used(terminal.child), kept_waiting(terminal.child)
    begun = last = time.perf_counter()
    before, held = terminal.bytes, 0.0
    answered: tuple[float, float] | None = None
    terminal.type(KEYS_SENT.get(key, key))
    master, pause = terminal.handle, 0.03
    while (ready := select.select([master], [], [], pause)[0]) or pause < quiet or at_work(terminal.child):
        if ready:
            data = os.read(master, 65536)
            last, held, pause = time.perf_counter(), kept_waiting(terminal.child) - waited, 0.03
            terminal.heard(data)
        else:
            pause = quiet
            if answered is None and any(word in terminal.text for word in WAITING):
                answered = (last, held)
    if terminal.bytes == before:
        return Taken(0.0, 0.0, used(terminal.child) - cpu, 0.0)
    at, held = answered or (last, held)
    drawn = 1000 * (at - begun)
    return Taken(drawn, max(0.0, drawn - held), used(terminal.child) - cpu, 1000 * (last - begun))


def rest(terminal: Terminal, seconds: float = 600.0) -> None:
    """Wait until everything is read and checked: no CPU for two seconds."""
    deadline, before = time.monotonic() + seconds, -1.0
    while time.monotonic() < deadline and used(terminal.child) - before > 20:
        before = used(terminal.child)
        terminal.settle(2.0, 2.0)


def walk(files: list[str], times: int, quiet: float, walks: list[str]) -> dict[str, list[Taken]]:
    """Walk name and key -> what each took, the first round first."""
    found: dict[str, list[Taken]] = {}
    env = {"COLORTERM": "truecolor", "TERM": "xterm-256color"}
    with explorer(*files, size=(120, 40), env=env) as terminal:
        terminal.wait_for("▌", 120)
        rest(terminal)
        for name in walks:
            for _ in range(times):
                typing = False
                for key in WALKS[name]:
                    label = "/ typed" if typing and key in TYPED else key
                    typing = key == "/" or (typing and key in TYPED)
                    found.setdefault(f"{name} {label}", []).append(press(terminal, key, quiet))
            rest(terminal)
        assert not terminal.ended(0), "the explorer has ended"
    return found


def tell(found: dict[str, list[Taken]], title: str) -> bool:
    """Print one line a key, slowest first, then what all have in common; True when a goal is missed."""
    print(
        f"\n{title}\n{'':24} {'n':>4} {'p50':>7} {'p95':>7} {'first':>7} {'net p95':>7} {'CPU p50':>7} {'max':>7} {'whole':>7}"
    )
    everything: dict[float, list[Taken]] = {GOAL: [], GOAL_SORT: []}
    silent = []
    for name, taken in sorted(found.items(), key=lambda item: -max(one.net for one in item[1])):
        drawn = [one for one in taken if one.drawn]
        if len(drawn) < len(taken):
            silent.append(f"{name} ({len(taken) - len(drawn)} of {len(taken)})")
        if not drawn:
            continue
        goal = GOAL_SORT if name.partition(" ")[2] in SLOW else GOAL
        everything[goal] += drawn
        times, net, cpu, whole = ([getattr(one, field) for one in drawn] for field in Taken._fields)
        print(
            f"{name:24} {len(drawn):4} {statistics.median(times):7.1f} {p95(times):7.1f} {times[0]:7.1f} {p95(net):7.1f} "
            f"{statistics.median(cpu):7.1f} {max(cpu):7.1f} "
            f"{max(whole):7.1f}{'  over' * (p95(net) > goal)}"
        )
    print(f"drew nothing: {', '.join(silent) or 'none'}")
    missed = False
    for goal, drawn in everything.items():
        which = "sort and filter" if goal == GOAL_SORT else "all but sort and filter"
        times, net, cpu, _ = ([getattr(one, field) for one in drawn] or [0.0] for field in Taken._fields)
        print(
            f"{which}: {len(drawn)} keys, p50 {statistics.median(times):.1f} ms, p95 {p95(times):.1f} ms; without waiting for a core "
            f"{statistics.median(net):.1f}, {p95(net):.1f} ms (goal {goal:.0f}); CPU {statistics.median(cpu):.1f}, {p95(cpu):.1f} ms"
        )
        missed |= p95(net) > goal
    return missed


def p95(taken: list[float]) -> float:
    """Of few the largest."""
    return statistics.quantiles(taken, n=20)[18] if len(taken) > 19 else max(taken)


def main(times: int, files: list[str], walks: list[str]) -> int:
    """Print both tables; 1 when a goal is missed."""
    if files:
        return int(tell(walk(files, times, 0.3, walks), " ".join(files)))
    missed = tell(walk(["sample_data/ergong_2026.json"], times, 0.12, walks), "a real budget")
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder, f"{seed}.json") for seed in (1, 2)]
        for seed, path in enumerate(paths, 1):
            path.write_text(dumps(large_budget(100_000, seed)), encoding="utf-8")
        missed |= tell(walk([str(path) for path in paths], times, 0.3, walks), "two budgets of 100,000 lines")
    return int(missed)


if __name__ == "__main__":
    os.chdir(ROOT)
    parser = argparse.ArgumentParser(usage=(__doc__ or "").partition(": ")[2].partition("\n")[0])
    parser.add_argument("times", nargs="?", type=int, default=3)
    parser.add_argument("files", nargs="*")
    parser.add_argument("--walk", action="append", choices=WALKS)
    given = parser.parse_args()
    sys.exit(main(given.times, given.files, given.walk or list(WALKS)))
