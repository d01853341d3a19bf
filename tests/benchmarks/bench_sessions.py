"""Twenty people at once: python tests/benchmarks/bench_sessions.py [SESSIONS] [FILE]

Sessions on pseudo-terminals over one file, each pressing a key twice a second; how long a key takes to be drawn whole, and the memory
of a session (private pages), beside as many of a minimal Textual app with a Tree of the same lines. Ratios travel, milliseconds do not.
"""

from __future__ import annotations

import fcntl
import os
import pty
import random
import select
import signal
import statistics
import struct
import sys
import termios
import time
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from tests.tui.commandline import environment  # noqa: E402
from tests.tui.terminal import KEYS, YUSUAN  # noqa: E402

MINIMAL = """
import sys
from textual.app import App
from textual.widgets import Tree
from data_model.native import load
from data_model.tree import build_tree
tree = build_tree(load(open(sys.argv[1], "rb").read()), "function")
class Minimal(App):
    ENABLE_COMMAND_PALETTE = False
    def compose(self):
        shown = Tree("all")
        nodes = {}
        for n in range(len(tree)):
            above = nodes.get(tree.parent[n], shown.root)
            nodes[n] = above.add(f"{tree.amounts[n]} {tree.codes[n]} {tree.names[n]}", expand=True)
        shown.root.expand()
        yield shown
app = Minimal()
app.animation_level = "none"
app.run()
"""
WALK = ("down",) * 6 + ("pagedown", "pageup", "down", "up", "down")
EVERY = 0.5
SECONDS = 15.0


class Session:
    """One person at a terminal; nothing is drawn here, only counted."""

    def __init__(self, command: tuple[str, ...]) -> None:
        self.child, self.master = pty.fork()
        if self.child == 0:
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 120, 0, 0))
            env = environment(TERM="xterm-256color", COLORTERM="truecolor", TMUX="none")  # no question to the terminal
            os.execvpe(command[0], list(command), env)
        self.next_key = 0.0
        self.pressed = self.last = 0.0
        self.step = 0
        self.taken: list[float] = []

    def press(self, now: float) -> None:
        """The next key of the walk; the time of the one before is known by now."""
        if self.last > self.pressed > 0:
            self.taken.append(self.last - self.pressed)
        os.write(self.master, KEYS[WALK[self.step % len(WALK)]].encode())
        self.step += 1
        self.pressed = now
        self.next_key = now + EVERY * random.uniform(0.8, 1.2)

    def heard(self, now: float) -> None:
        """Something was drawn."""
        os.read(self.master, 65536)
        self.last = now

    def private(self) -> float:
        """Megabytes of memory that no other process shares."""
        lines = Path(f"/proc/{self.child}/smaps_rollup").read_text().splitlines()
        return sum(int(line.split()[1]) for line in lines if line.startswith("Private_")) / 1024

    def close(self) -> None:
        """End it."""
        os.kill(self.child, signal.SIGKILL)
        os.waitpid(self.child, 0)
        os.close(self.master)


def serve(sessions: list[Session], until: float, walking: bool) -> None:
    """Read what is drawn until the time is over; press keys when walking."""
    by_handle = {session.master: session for session in sessions}
    while (now := time.monotonic()) < until:
        for handle in select.select(list(by_handle), [], [], 0.005)[0]:
            by_handle[handle].heard(time.monotonic())
        if walking:
            for session in sessions:
                if session.next_key <= now:
                    session.press(time.monotonic())


def measure(command: tuple[str, ...], count: int) -> tuple[list[float], float, float]:
    """(milliseconds of every key, MB of a session, CPU seconds of all while resting ten seconds)."""
    sessions = []
    try:
        for _ in range(count):
            sessions.append(Session(command))
            serve(sessions, time.monotonic() + 0.6, False)
        serve(sessions, time.monotonic() + 3.0, False)
        for session in sessions:
            session.next_key = time.monotonic() + random.uniform(0, EVERY)
        serve(sessions, time.monotonic() + SECONDS, True)
        serve(sessions, time.monotonic() + 1.0, False)
        memory = statistics.mean(session.private() for session in sessions)
        before = sum(_ticks(session.child) for session in sessions)
        serve(sessions, time.monotonic() + 10.0, False)
        resting = (sum(_ticks(session.child) for session in sessions) - before) / 100
        return [1000 * taken for session in sessions for taken in session.taken], memory, resting
    finally:
        for session in sessions:
            session.close()


def _ticks(process: int) -> int:
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return int(fields[11]) + int(fields[12])


def main(count: int, file: str) -> int:
    """Print both; 1 when a goal is missed."""
    keys, memory, resting = measure((*YUSUAN, file), count)
    other_keys, other_memory, _ = measure((sys.executable, "-c", MINIMAL, file), count)
    p95 = statistics.quantiles(keys, n=20)[18]
    other = statistics.quantiles(other_keys, n=20)[18]
    print(f"{count} sessions, {os.cpu_count()} cores, {len(keys)} keys")
    print(
        f"key drawn whole: median {statistics.median(keys):.0f} ms, p95 {p95:.0f} ms (goal 150); minimal Tree p95 {other:.0f} ms"
    )
    print(
        f"private memory of a session: {memory:.1f} MB, minimal Tree {other_memory:.1f} MB, ratio {memory / other_memory:.2f} (goal 1.20)"
    )
    print(f"CPU of all while resting 10 s: {resting:.2f} s")
    return int(p95 > 150 or memory > 1.2 * other_memory)


if __name__ == "__main__":
    os.chdir(ROOT)
    arguments = sys.argv[1:]
    sys.exit(
        main(int(arguments[0]) if arguments else 20, arguments[1] if arguments[1:] else "sample_data/ergong_2026.json")
    )
