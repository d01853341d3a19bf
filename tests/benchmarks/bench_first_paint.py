"""First paint of a budget of 1,000 lines against M, a minimal Textual app with a Tree of the same data, in one run: prints the ratio.

Each start is a process of its own under a pseudo terminal; time runs from exec until the last name on screen has been sent. By hand:
`python tests/benchmarks/bench_first_paint.py [starts]`.
"""

from __future__ import annotations

import json
import os
import pty
import select
import statistics
import sys
import tempfile
import time
from dataclasses import replace
from importlib.resources import files
from pathlib import Path

from data_model.budget import Budget, Table
from data_model.native import dumps, load

LINES = 1000
ANSWERS = (b"\x1b[1;5R", b"\x1b[1;2R")
"""What a terminal tells that understands UTF-8 and draws ambiguous characters narrow."""
MARK = "首屏标记".encode()
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
OURS = "import sys; from tui.cli import main; sys.argv = ['yusuan', sys.argv[1]]; sys.exit(main())"


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


def start(arguments: list[str]) -> float:
    """Seconds from exec to the mark on the terminal."""
    begun = time.perf_counter()
    pid, terminal = pty.fork()
    if not pid:
        os.environ.update(TERM="xterm-256color", COLORTERM="truecolor", COLUMNS="120", LINES="40")
        os.execv(sys.executable, [sys.executable, *arguments])
    seen, answered = b"", 0
    while MARK not in seen and time.perf_counter() - begun < 20:
        if select.select([terminal], [], [], 0.5)[0]:
            try:
                seen += os.read(terminal, 65536)
            except OSError:
                break
            while answered < min(len(ANSWERS), seen.count(b"\x1b[6n")):
                os.write(terminal, ANSWERS[answered])
                answered += 1
    taken = time.perf_counter() - begun
    os.kill(pid, 9)
    os.waitpid(pid, 0)
    os.close(terminal)
    return taken if MARK in seen else float("nan")


def main(starts: int) -> None:
    """Start both in turn and print medians and their ratio."""
    with tempfile.TemporaryDirectory() as folder:
        budget = large()
        native, plain = Path(folder, "large.json"), Path(folder, "plain.json")
        native.write_text(dumps(budget), encoding="utf-8")
        table = budget.table("expenditure")
        assert table is not None
        plain.write_text(
            json.dumps([(row.code, row.name, str(row.fen("total"))) for row in table.rows]), encoding="utf-8"
        )
        minimal, ours = Path(folder, "minimal.py"), Path(folder, "ours.py")
        minimal.write_text(MINIMAL, encoding="utf-8")
        ours.write_text(OURS, encoding="utf-8")
        times: dict[str, list[float]] = {"M": [], "yusuan": []}
        for _ in range(starts):
            times["M"].append(start([str(minimal), str(plain)]))
            times["yusuan"].append(start([str(ours), str(native)]))
    m, own = (statistics.median(times[name]) for name in ("M", "yusuan"))
    print(f"M {m * 1000:.0f} ms   yusuan {own * 1000:.0f} ms   ratio {own / m:.2f} (goal 1.25)")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 9)
