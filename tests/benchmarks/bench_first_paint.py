"""First paint of a budget of 1,000 lines against M, a minimal Textual app with a Tree of the same data, and against visidata with the
same rows as CSV (where it is installed): prints the ratios of one run.

Each start is a process of its own under a pseudo terminal, all in turn; time runs from exec until the marked line has been sent,
beside it the CPU the process used until then, which other work on the machine disturbs less. By hand:
`python tests/benchmarks/bench_first_paint.py [starts] [path of vd]`; further files are opened too, against M with the same 1,000 lines.
"""

from __future__ import annotations

import fcntl
import json
import os
import pty
import select
import signal
import statistics
import struct
import sys
import tempfile
import termios
import time
from dataclasses import replace
from importlib.resources import files
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from data_model.budget import Budget, Table  # noqa: E402
from data_model.native import dumps, load  # noqa: E402
from tui.terminal import _SIGNS  # noqa: E402

LINES = 1000
ANSWERS = (b"\x1b[1;5R", f"\x1b[1;{1 + len(_SIGNS)}R".encode())
"""What a terminal tells that understands UTF-8 and draws ambiguous characters narrow."""
MARK = "首屏标记".encode()
LAST = "第20个科目支出".encode()
"""A line further down: visidata draws row by row."""
MINIMAL = """
import json, sys
from textual.app import App, ComposeResult
from textual.widgets import Tree
class Minimal(App):
    def compose(self) -> ComposeResult:
        tree = Tree("总计 首屏标记")
        tree.root.expand()
        owner = tree.root
        for code, name, amount in json.load(open(sys.argv[1])):
            if len(code) == 3:
                owner = tree.root.add(f"{amount:>12} {code} {name}", expand=True)
            else:
                owner.add_leaf(f"{amount:>12} {code} {name}")
        yield tree
Minimal().run()
"""
OURS = f"import sys; sys.path.insert(0, {str(ROOT)!r}); from tui.cli import main; sys.argv = ['yusuan', sys.argv[1]]; sys.exit(main())"


def large() -> Budget:
    """A sample whose 支出总表 has 1,000 lines."""
    budget = load((files("sample_data") / "yunxi_2026.json").read_bytes())
    table = budget.table("expenditure")
    assert table is not None
    total = table.total
    model = next(row for row in table.rows if len(row.code) == 3)
    assert total is not None
    rows = [replace(total, name="总计 首屏标记")]
    for n in range(LINES - 1):
        code = f"{200 + n // 50}" + ("" if n % 50 == 0 else f"{n % 50:02}")
        rows.append(replace(model, code=code, name=f"第{n}个科目支出"))
    made: Table = replace(table, rows=tuple(rows))
    return replace(budget, tables=tuple(made if one is table else one for one in budget.tables))


def start(command: list[str], marks: tuple[bytes, ...] = (MARK,)) -> tuple[float, float]:
    """Milliseconds from exec to the marks on the terminal, and of CPU (user and system) until then; nan when they never came."""
    begun = time.perf_counter()
    pid, terminal = pty.fork()
    if not pid:
        fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 120, 0, 0))
        os.environ.update(TERM="xterm-256color", COLORTERM="truecolor", COLUMNS="120", LINES="40")
        os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
        os.execv(command[0], command)
    seen, answered = b"", 0
    while not all(mark in seen for mark in marks) and time.perf_counter() - begun < 20:
        if select.select([terminal], [], [], 0.5)[0]:
            try:
                seen += os.read(terminal, 65536)
            except OSError:
                break
            while answered < min(len(ANSWERS), seen.count(b"\x1b[6n")):
                os.write(terminal, ANSWERS[answered])
                answered += 1
    taken = time.perf_counter() - begun
    os.kill(pid, signal.SIGKILL)
    used = os.wait4(pid, 0)[2]
    os.close(terminal)
    if not all(mark in seen for mark in marks):
        return float("nan"), float("nan")
    return 1000 * taken, 1000 * (used.ru_utime + used.ru_stime)


def write(folder: Path) -> dict[str, Path]:
    """The same 1,000 lines as a budget, as JSON for M and as CSV for visidata; the two programs around them."""
    budget = large()
    table = budget.table("expenditure")
    assert table is not None
    rows = [(row.code, row.name, str(row.fen("total"))) for row in table.rows]
    out = {name: folder / name for name in ("large.json", "plain.json", "plain.csv", "minimal.py", "ours.py")}
    out["large.json"].write_text(dumps(budget), encoding="utf-8")
    out["plain.json"].write_text(json.dumps(rows), encoding="utf-8")
    out["plain.csv"].write_text("\n".join(map(",".join, [("code", "name", "amount"), *rows])) + "\n", encoding="utf-8")
    out["minimal.py"].write_text(MINIMAL, encoding="utf-8")
    out["ours.py"].write_text(OURS, encoding="utf-8")
    return out


def main(starts: int, visidata: str, others: list[str]) -> None:
    """Start all in turn and print medians and their ratios."""
    with tempfile.TemporaryDirectory() as folder:
        files = write(Path(folder))
        python, ours = sys.executable, str(files["ours.py"])
        commands: dict[str, tuple[list[str], tuple[bytes, ...]]] = {
            "M": ([python, str(files["minimal.py"]), str(files["plain.json"])], (MARK,)),
            "yusuan": ([python, ours, str(files["large.json"])], (MARK,)),
        }
        if visidata:
            commands["visidata"] = ([visidata, "--config=/dev/null", str(files["plain.csv"])], (MARK, LAST))
        for other in others:
            commands[other] = ([python, ours, other], ("上级%".encode(),))
        times: dict[str, list[tuple[float, float]]] = {name: [] for name in commands}
        for n in range(starts + 1):
            for name, (command, marks) in commands.items():
                taken = start(command, marks)
                if n:  # the first of each fills the caches
                    times[name].append(taken)
    own = [statistics.median(part) for part in zip(*times["yusuan"], strict=True)]
    for name, pairs in times.items():
        wall, cpu = (statistics.median(part) for part in zip(*pairs, strict=True))
        print(f"{Path(name).name:24} {wall:6.0f} ms  CPU {cpu:6.0f} ms", end="")
        if name in ("M", "visidata"):
            goal = 1.25 if name == "M" else 0.9
            print(f"   yusuan is {own[0] / wall:.2f} of it, CPU {own[1] / cpu:.2f} (goal {goal})", end="")
        elif name != "yusuan":
            m = [statistics.median(part) for part in zip(*times["M"], strict=True)]
            print(f"   {wall / m[0]:.2f} of M, CPU {cpu / m[1]:.2f}", end="")
        print()


if __name__ == "__main__":
    arguments = sys.argv[1:]
    main(int(arguments[0]) if arguments else 9, arguments[1] if len(arguments) > 1 else "", arguments[2:])
