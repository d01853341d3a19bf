"""Speed and memory of comparing, as ratios within one run: python tests/benchmarks/bench_diff.py [LINES]

1. `yusuan diff A B` of two samples against starting Python with click, rich.console and rich.table.
2. Two generated tables of LINES (100,000) lines against pandas on the same files: imports, reading and comparing, and the peak memory.
   Both sides read the same two JSON files, check for themselves what is in them, and count the lines that differ. pandas takes four
   fields of a row, joins on code and project and is done; we keep to the rules of a comparison (paths, order, lines renamed or moved
   found by likeness, classes, what the prose says), so the counts differ by the lines paired by name. pandas has nothing that reads this
   nesting faster: json.load is what its own read_json stands on for nested data.
3. The same as commands: `diff A B --table projects --only changed --format csv`, against pandas writing its rows that changed.
Every run is a process of its own, ours and theirs by turns; medians.
"""

from __future__ import annotations

import json
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[2]
RUNS = 5

START = "import click, rich.console, rich.table"
DIFF = "import sys; from tui.cli import main; sys.exit(main())"

OURS = """
import gc, json, resource, sys, time
gc.disable()
begin = time.perf_counter()
from data_model.compare import compare
from data_model.comparing.lines_of_file import read_pair
with open(sys.argv[1], "rb") as one, open(sys.argv[2], "rb") as other:
    a, b, same = read_pair(one.read, other.read)
read = time.perf_counter()
found = sum(1 for _ in compare(a, b, table="projects", same=same).changes())
end = time.perf_counter()
print(json.dumps([end - begin, end - read, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, found]))
"""

PANDAS = """
import json, resource, sys, time
begin = time.perf_counter()
import pandas as pd
frames = []
for name in sys.argv[1:3]:
    data = json.load(open(name, encoding="utf-8"))
    rows = [(r["code"], r["project"], r["name"], r["cells"]["total"]["amount"]) for t in data["tables"] for r in t["rows"]]
    frame = pd.DataFrame(rows, columns=["code", "project", "name", "amount"])
    frame["amount"] = frame["amount"].astype(float)
    frames.append(frame)
read = time.perf_counter()
both = frames[0].merge(frames[1], on=["code", "project"], how="outer", indicator=True, suffixes=("_a", "_b"))
both["delta"] = both["amount_b"].fillna(0) - both["amount_a"].fillna(0)
both["percent"] = both["delta"] / both["amount_a"] * 100
found = int(((both["_merge"] != "both") | (both["delta"] != 0)).sum())
end = time.perf_counter()
print(json.dumps([end - begin, end - read, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, found]))
"""

PANDAS_CSV = (
    PANDAS
    + """
both[(both["_merge"] == "both") & (both["delta"] != 0)].to_csv(sys.stdout, index=False)
"""
)
GENERATE = "--generate"
COMMAND = ("--table", "projects", "--only", "changed", "--format", "csv")


def environment() -> dict[str, str]:
    """Compiled modules may be kept, as in an installed package."""
    values = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return values | {"PYTHONPATH": str(ROOT), "PYTHONPYCACHEPREFIX": str(Path(tempfile.gettempdir()) / "yusuan-bench")}


def seconds(code: str, *arguments: str) -> float:
    """Wall time of one process."""
    begin = time.perf_counter()
    subprocess.run([sys.executable, "-c", code, *arguments], stdout=subprocess.DEVNULL, env=environment(), check=True)
    return time.perf_counter() - begin


def measured(code: str, *arguments: str) -> list[float]:
    """(whole seconds, seconds of comparing, MB at the peak, lines that differ) as the process tells them."""
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments], capture_output=True, env=environment(), text=True, check=True
    )
    found: list[float] = json.loads(done.stdout)
    return found


def generate(path: Path, lines: int, seed: int, year: int) -> None:
    """A budget of `lines` projects; of two seeds one line in twenty differs, one in a hundred is only in one."""
    sys.path.insert(0, str(ROOT))
    from data_model.budget import Budget, Cell, Column, Meta, Place, Row, Table
    from data_model.native import dumps

    chance, place = random.Random(seed), Place("generated.txt", 1)
    rows, total = [], 0
    for i in range(lines):
        fen = (i * 7919 % 99991 + 1 + (chance.randrange(1, 500) if chance.random() < 0.05 else 0)) * 10_000
        if chance.random() < 0.01:
            continue
        code = f"2{10 + i // 9000 % 24:02d}{i // 100 % 90 + 10}{i % 100:02d}"
        cells = {"total": Cell(fen, f"{fen / 1e6:,.2f}", 4)}
        rows.append(Row(code, "事务", cells, place, f"生成项目{i:06d}", role="project"))
        total += fen
    rows.append(Row("TOTAL", "总计", {"total": Cell(total, f"{total / 1e6:,.2f}", 4)}, place, role="total"))
    table = Table("projects", "项目支出表", "万元", 10_000, (Column("合计", "total"),), tuple(rows), (), 0, place)
    budget = Budget(Meta(entity="云溪市", entity_key="云溪市", kind="部门", fiscal_year=year), (table,))
    path.write_text(dumps(budget), encoding="utf-8")


def main() -> None:
    """Print the ratios."""
    lines = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    samples = [str(ROOT / "sample_data" / f"wanli_{year}.json") for year in (2024, 2025)]
    seconds(START), seconds(DIFF, "diff", *samples)
    pairs = [(seconds(START), seconds(DIFF, "diff", *samples)) for _ in range(3 * RUNS)]
    base, ours = (statistics.median(column) for column in zip(*pairs, strict=True))
    print(
        f"diff of two samples      {ours * 1000:7.0f} ms   {ours / base:5.2f} × starting with click and rich (goal 1.6)"
    )
    with tempfile.TemporaryDirectory() as folder:
        files = [Path(folder) / f"{name}.json" for name in "ab"]
        for i, path in enumerate(files):
            job = (str(path), str(lines), str(i + 1), str(2025 + i))
            subprocess.run(
                [sys.executable, __file__, GENERATE, *job], check=True
            )  # the peak of a process is also that of who starts it
        runs = [(measured(OURS, *map(str, files)), measured(PANDAS, *map(str, files))) for _ in range(RUNS)]
        names = [str(path) for path in files]
        commands = [(seconds(DIFF, "diff", *names, *COMMAND), seconds(PANDAS_CSV, *names)) for _ in range(RUNS)]
    mine, theirs = (statistics.median(column) for column in zip(*commands, strict=True))
    print(f"{lines:,} lines, command        {mine:7.2f} s   {mine / theirs:5.2f} × pandas (goal 0.35)")
    for label, at, goal in (("read, compare", 0, 0.35), ("peak memory", 2, 0.5)):
        mine, theirs = (statistics.median(run[side][at] for run in runs) for side in (0, 1))
        unit = "MB" if at == 2 else "s"
        print(f"{lines:,} lines, {label:14} {mine:7.2f} {unit}   {mine / theirs:5.2f} × pandas (goal {goal})")


if __name__ == "__main__":
    if sys.argv[1:2] == [GENERATE]:
        generate(Path(sys.argv[2]), *map(int, sys.argv[3:6]))
    else:
        main()
