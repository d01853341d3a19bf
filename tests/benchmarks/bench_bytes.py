"""Bytes a key sends at 120×40 in true colour with the pane beside the tree: python tests/benchmarks/bench_bytes.py [FILE…]

The real program on a pseudo-terminal; each key once after the screen is quiet, with and without the layer that sends only changed
cells; then ten idle seconds with the CPU they cost. The goals are for the layer.
"""

from __future__ import annotations

import os
import statistics
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from tests.tui.terminal import Terminal, explorer

GOALS = {"down": 1500, "page": 10000, "expand": 10000, "view": 25000, "idle 10 s": 0}
STEPS = (
    ("down", ("down",), 6), ("page", ("pagedown",), 1), ("page back", ("pageup",), 1), ("collapse", ("1",), 1), ("expand", ("3",), 1),
    ("view", ("v",), 5), ("table", ("t",), 1), ("back", ("escape",), 1), ("help", ("?",), 1), ("close help", ("escape",), 1),
    ("palette", (":",), 1), ("close palette", ("escape",), 1), ("prose", ("p",), 1), ("prose page", ("pagedown",), 1),
)  # fmt: skip


def ticks(process: int) -> int:
    """CPU of a process in ticks of the kernel (1/100 s)."""
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return int(fields[11]) + int(fields[12])


def measure(files: list[str], layer: bool) -> dict[str, int]:
    """The bytes of each step; of one done several times the median, and the largest as a line of its own."""
    env = {"COLORTERM": "truecolor", "TERM": "xterm-256color", "YUSUAN_CELL_DIFF": "1" if layer else "0"}
    with explorer(*files, size=(120, 40), env=env) as terminal:
        terminal.wait_for(lambda t: "▌" in t.text)
        terminal.settle(1.0)
        found = {"start": terminal.bytes}
        for name, keys, times in STEPS:
            sent = [terminal.after(*keys, quiet=0.5) for _ in range(times)]
            found[name] = round(statistics.median(sent))
            if times > 1:
                found[f"{name}, worst"] = max(sent)
        found |= idle(terminal)
    return found


def idle(terminal: Terminal) -> dict[str, int]:
    """Bytes and CPU ticks of ten seconds without a key."""
    before = ticks(terminal.child)
    sent = terminal.settle(10.0)
    return {"idle 10 s": sent, "idle ticks": ticks(terminal.child) - before}


def main(files: list[str]) -> int:
    """Print the table; 1 when a goal is missed."""
    with_layer, without = measure(files, True), measure(files, False)
    print(f"{'':14} {'layer':>8} {'without':>8} {'ratio':>6} {'goal':>7}")
    missed = False
    for name, count in with_layer.items():
        goal = GOALS.get(name)
        over = goal is not None and count > goal
        missed |= over
        ratio = f"{without[name] / count:6.1f}" if count else ""
        print(f"{name:14} {count:8} {without[name]:8} {ratio:>6} {'' if goal is None else goal:>7}{' missed' * over}")
    return int(missed)


if __name__ == "__main__":
    os.chdir(Path(__file__).parents[2])
    sys.exit(main(sys.argv[1:]))
