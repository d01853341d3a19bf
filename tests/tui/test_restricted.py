"""`--restricted`: no way out of the allowed folders, and everything useful inside them."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
import xlsxwriter

from tests.invented import invented_text
from tests.tui.commandline import environment
from tests.tui.terminal import YUSUAN, Terminal, explorer


def _escapes(documents: Path) -> list[tuple[str, ...]]:
    outside, inner = str(documents.parent / "secret.json"), str(documents / "2026" / "b.json")
    out = str(documents.parent / "out")
    ways = [outside, str(documents / "link.json"), str(documents / "above" / "secret.json"), str(documents / ".." / "secret.json"),
            f"{documents}/2026/../../secret.json", "../secret.json", f"file://{outside}", "~/secret.json", "-",
            "/proc/self/environ", "/dev/stdin", "/etc/passwd", f"/proc/self/root{outside}", f"{documents}x"]  # fmt: skip
    commands = [(command, way) for way in ways for command in ("summary", "tree", "export", "check")]
    commands += [("find", "秘密", way) for way in ways] + [("diff", inner, way) for way in ways]
    commands += [(way,) for way in ways] + [("--restricted", way) for way in ways[:6]]
    commands += [("summary", "--merge", inner, outside), ("export", "--merge", inner, outside)]
    commands += [(command, inner, "-o", out) for command in ("summary", "export", "tree", "check")]
    commands += [
        ("export", inner, "-o", f"{documents}/x.csv"),
        ("export", inner, f"--output={out}"),
        ("diff", inner, inner, "-o", out),
    ]
    return [*commands, ("--show-persons", inner), ("export", inner, "--format", "xlsx", "-o", out)]


def test_no_way_out_of_the_allowed_folders(documents: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Every way in one process started as sshd would start it; a process each would take minutes."""
    ways = _escapes(documents)
    script = (
        "import contextlib, io, json, sys\nfrom tui.cli import main\n"
        "for way in json.load(open(0)):\n"
        "    out, err = io.StringIO(), io.StringIO()\n"
        "    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):\n"
        "        code = main(way)\n"
        "    print(json.dumps([way, code, out.getvalue(), err.getvalue()]))\n"
    )
    before = {path: path.lstat().st_mtime_ns for path in documents.parent.rglob("*")}
    env = environment(YUSUAN_RESTRICTED="1", YUSUAN_ROOTS=str(documents), HOME=str(documents.parent))
    done = subprocess.run([sys.executable, "-c", script], input=json.dumps(ways).encode(), capture_output=True, cwd=documents,
                          env=env, check=False)  # fmt: skip
    assert done.returncode == 0, done.stderr.decode()
    results = [json.loads(line) for line in done.stdout.decode().splitlines()]
    assert len(results) == len(ways)
    for way, code, out, err in results:
        assert code == 2, (way, out, err)
        assert "秘密市" not in out + err, way
        assert "root:" not in out + err, way
        assert "HOME=" not in out + err, way
        assert len(err.splitlines()) == 1, (way, err)
    assert {path: path.lstat().st_mtime_ns for path in documents.parent.rglob("*")} == before


def typed(terminal: Terminal, path: str) -> None:
    """Type a path on the start screen, once the line for it is there."""
    terminal.press("/")
    terminal.wait_for("拼音首字母")
    terminal.settle()
    terminal.press(*path, "enter")


def test_a_restricted_explorer_opens_inside_only_and_remembers_only_there(documents: Path, tmp_path: Path) -> None:
    """The real program with the interpreter's hook: typed paths out, reading, state in the user's own documents."""
    home = tmp_path / "home"
    home.mkdir()
    before = {
        path: path.lstat().st_mtime_ns for path in documents.parent.rglob("*") if home not in (path, *path.parents)
    }
    env = {"YUSUAN_RESTRICTED": "1", "YUSUAN_ROOTS": str(documents), "HOME": str(home)}
    with explorer(env=env) as terminal:
        terminal.wait_for("2026/").settle()
        for way in ("../secret.json", "./link.json", "above/secret.json", "/etc/passwd"):
            typed(terminal, way)
            terminal.wait_for("不在可以打开的文件夹里").settle()
            terminal.press("j")
            terminal.settle()
        typed(terminal, "2026/b.json")
        terminal.wait_for("支出功能").settle()
        terminal.press("c")
        terminal.wait_for("相符").settle()
        assert "秘密市" not in terminal.raw.decode()
        terminal.press("q")
        assert terminal.end() == 0
    (state,) = home.rglob("state.json")
    assert [row["path"] for row in json.loads(state.read_text())["recent"]] == [str(documents / "2026" / "b.json")]
    assert {path: path.lstat().st_mtime_ns for path in before} == before
    with explorer("--no-state", env=env | {"HOME": str(tmp_path / "other")}) as terminal:
        terminal.wait_for("2026/").settle()
        typed(terminal, "2026/b.json")
        terminal.wait_for("支出功能").settle()
        terminal.press("q")
        assert terminal.end() == 0
    assert not (tmp_path / "other").exists()


def test_what_is_inside_can_be_read_and_named_shortly(documents: Path) -> None:
    env = environment(YUSUAN_RESTRICTED="1", YUSUAN_ROOTS=str(documents))
    for file in (str(documents / "2026" / "b.json"), "2026/b.json"):
        done = subprocess.run([*YUSUAN, "summary", file], capture_output=True, env=env, cwd="/", check=False)
        assert done.returncode == 0, done.stderr.decode()
        assert "云溪市" in done.stdout.decode()


def test_workbooks_and_exports_work_inside(documents: Path) -> None:
    """A workbook is opened by a helper process, XLSX is written through pandas: the hook must let both be."""
    book = xlsxwriter.Workbook(str(documents / "b.xlsx"))
    sheet = book.add_worksheet("表")
    for y, line in enumerate(invented_text().splitlines()):
        for x, cell in enumerate(line.split("\t")):
            sheet.write_string(y, x, cell)
    book.close()
    env = environment(YUSUAN_RESTRICTED="1", YUSUAN_ROOTS=str(documents))
    files = ("b.xlsx", "2026/b.json")
    for arguments in (
        ("summary", *files),
        ("check", *files),
        ("export", "b.xlsx", "--format", "xlsx"),
        ("find", "ylbx", *files),
    ):
        done = subprocess.run([*YUSUAN, *arguments], capture_output=True, env=env, cwd="/", check=False)
        assert done.returncode in (0, 1), (arguments, done.stderr.decode())
        assert not done.stderr, arguments
        assert done.stdout


def test_what_is_missing_and_what_is_outside_are_told_alike(documents: Path) -> None:
    env = environment(YUSUAN_RESTRICTED="1", YUSUAN_ROOTS=str(documents))
    told = []
    for file in (documents.parent / "secret.json", documents.parent / "nothing.json"):
        done = subprocess.run([*YUSUAN, "summary", str(file)], capture_output=True, env=env, check=False)
        told.append(done.stderr.decode().replace("secret", "nothing"))
    assert told[0] == told[1]


def test_what_was_forgotten_is_refused_by_the_interpreter(documents: Path) -> None:
    tries = (
        "open({out!r}, 'w')", "os.mkdir({out!r})", "os.open({out!r}, os.O_CREAT | os.O_WRONLY)", "os.system('true')",
        "subprocess.run(['true'])", "os.rename({inner!r}, {out!r})", "os.remove({inner!r})", "open('/etc/passwd')", "os.listdir('/etc')", "open('/proc/self/environ')", "pathlib.Path({out!r}).write_text('x')",
    )  # fmt: skip
    values = {"out": str(documents / "out"), "inner": str(documents / "2026" / "b.json")}
    for attempt in tries:
        code = f"import os, pathlib, subprocess\nfrom tui import restrict\nrestrict.enter()\n{attempt.format(**values)}"
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, env=environment(), check=False)
        assert b"PermissionError" in done.stderr, attempt
    assert not (documents / "out").exists()
