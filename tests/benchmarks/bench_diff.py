"""Speed and memory of comparing, as ratios within one run: python tests/benchmarks/bench_diff.py [LINES]

1. `yusuan diff A B` of two samples against starting Python with click, rich.console and rich.table.
2. Two generated tables of LINES (100,000) lines, whole commands against a whole process of pandas: import, read both files, join, write what
   changed. Projects and subjects of three levels, in the layout of `export`, on one line, and indented; with and without `--table`. pandas has
   nothing that reads this nesting faster: json.load is what its own read_json stands on for nested data.
Every run is a process of its own, ours and theirs by turns; medians of the processor's time, so that a busy machine tells the same.
"""

from __future__ import annotations

import json
import os
import random
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[2]
RUNS = 5

START = "import click, rich.console, rich.table"
DIFF = "import sys; from tui.cli import main; sys.exit(main())"

PANDAS = """
import json, sys
import pandas as pd
frames = []
for name in sys.argv[1:3]:
    with open(name, encoding="utf-8") as file:
        data = json.load(file)
    rows = [(r["code"], r["project"], r["name"], r["cells"]["total"]["amount"]) for t in data["tables"] for r in t["rows"]]
    frame = pd.DataFrame(rows, columns=["code", "project", "name", "amount"])
    frame["amount"] = frame["amount"].astype(float)
    frames.append(frame)
both = frames[0].merge(frames[1], on=["code", "project"], how="outer", indicator=True, suffixes=("_a", "_b"))
both["delta"] = both["amount_b"].fillna(0) - both["amount_a"].fillna(0)
both["percent"] = both["delta"] / both["amount_a"] * 100
both[(both["_merge"] != "both") | (both["delta"] != 0)].to_csv(sys.stdout, index=False)
"""
GENERATE = "--generate"
LAYOUTS = ("own", "line", "indented")
COMMANDS = {
    "projects": (
        ("--table", "projects", "--only", "changed", "--format", "csv"),
        ("--table", "projects", "--only", "changed"),
    ),
    "expenditure": (("--table", "expenditure", "--only", "changed", "--format", "csv"), ("--only", "changed")),
}


def environment() -> dict[str, str]:
    """Compiled modules may be kept, as in an installed package."""
    values = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return values | {"PYTHONPATH": str(ROOT), "PYTHONPYCACHEPREFIX": str(Path(tempfile.gettempdir()) / "yusuan-bench")}


def measured(code: str, *arguments: str) -> tuple[float, float]:
    """(seconds of the processor, MB at the peak) of one process."""
    done = subprocess.Popen([sys.executable, "-c", code, *arguments], stdout=subprocess.DEVNULL, env=environment())
    _, status, used = os.wait4(done.pid, 0)
    done.returncode = os.waitstatus_to_exitcode(status)
    if done.returncode:
        raise SystemExit(f"{arguments} ended with {done.returncode}")
    return used.ru_utime + used.ru_stime, used.ru_maxrss / 1024


def generate(folder: Path, kind: str, lines: int, seed: int) -> None:
    """A budget of `lines` projects or subjects in every layout; of two seeds one line in ten differs, one in fifty is only in one."""
    sys.path.insert(0, str(ROOT))
    from data_model.budget import Budget, Cell, Column, Meta, Place, Row, Table
    from data_model.native import dump, dumps

    year = 2024 + seed
    chance = random.Random(seed)
    found: dict[tuple[str, str], int] = {}
    for i in range(lines):
        fen = (i * 7919 % 99991 + 1 + (chance.randrange(1, 500) if chance.random() < 0.05 else 0)) * 10_000
        if chance.random() < 0.01:
            continue
        if kind == "projects":
            found[f"2{10 + i // 9000 % 24:02d}{i // 100 % 90 + 10}{i % 100:02d}", f"生成项目{i:06d}"] = fen
        else:
            code = f"2{10 + i // 9801}{i // 99 % 99 + 1:02d}{i % 99 + 1:02d}"
            for size in (3, 5, 7):
                found[code[:size], ""] = found.get((code[:size], ""), 0) + fen
    rows = []
    for (code, project), fen in sorted(found.items()) if kind == "expenditure" else found.items():
        half = fen // 20_000 * 10_000
        parts = {"total": fen} if project else {"total": fen, "basic": half, "project": fen - half}
        cells = {m: Cell(part, f"{part / 1e6:,.2f}", n) for n, (m, part) in enumerate(parts.items(), 4)}
        place = Place(f"generated{year}.pdf", page=1 + len(rows) // 40)
        rows.append(
            Row(
                code,
                "事务" if project else f"科目{code}支出",
                cells,
                place,
                project,
                role="project" if project else "subject",
            )
        )
    total = sum(fen for (code, project), fen in found.items() if project or len(code) == 3)
    rows.append(Row("TOTAL", "总计", {"total": Cell(total, f"{total / 1e6:,.2f}", 4)}, place, role="total"))
    table = Table(kind, "支出表", "万元", 10_000, (Column("合计", "total"),), tuple(rows), (), 0, place)
    budget = Budget(Meta(entity="云溪市", entity_key="云溪市", kind="部门", fiscal_year=year), (table,))
    texts = (
        dumps(budget),
        json.dumps(dump(budget), ensure_ascii=False),
        json.dumps(dump(budget), ensure_ascii=False, indent=2),
    )
    for layout, text in zip(LAYOUTS, texts, strict=True):
        (folder / f"{kind}.{layout}.{seed}.json").write_text(text, encoding="utf-8")


def main() -> None:
    """Print the ratios."""
    lines = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    samples = [str(ROOT / "sample_data" / f"wanli_{year}.json") for year in (2024, 2025)]
    measured(START), measured(DIFF, "diff", *samples)
    pairs = [(measured(START)[0], measured(DIFF, "diff", *samples)[0]) for _ in range(3 * RUNS)]
    base, ours = (statistics.median(column) for column in zip(*pairs, strict=True))
    print(f"diff of two samples {ours * 1000:7.0f} ms   {ours / base:5.2f} × starting with click and rich (goal 1.6)")
    with tempfile.TemporaryDirectory() as folder:
        for kind, commands in COMMANDS.items():
            for seed in (1, 2):  # the peak of a process is also that of who starts it: generating is another's
                subprocess.run([sys.executable, __file__, GENERATE, folder, kind, str(lines), str(seed)], check=True)
            for layout in LAYOUTS:
                names = [str(Path(folder) / f"{kind}.{layout}.{seed}.json") for seed in (1, 2)]
                for command in commands:
                    runs = [(measured(DIFF, "diff", *names, *command), measured(PANDAS, *names)) for _ in range(RUNS)]
                    time, peak = (
                        tuple(statistics.median(run[side][at] for run in runs) for side in (0, 1)) for at in (0, 1)
                    )
                    print(
                        f"{layout:9} {' '.join(command):52} {time[0]:5.2f} s {time[0] / time[1]:5.2f} × pandas (goal 0.35)  "
                        f"{peak[0]:4.0f} MB {peak[0] / peak[1]:5.2f} × (goal 0.5)"
                    )


if __name__ == "__main__":
    if sys.argv[1:2] == [GENERATE]:
        generate(Path(sys.argv[2]), sys.argv[3], int(sys.argv[4]), int(sys.argv[5]))
    else:
        main()
