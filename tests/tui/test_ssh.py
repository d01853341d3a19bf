"""Over a real SSH server on loopback: walking, losing the line, the administrator's lines of the README; and stopping, resizing,
tmux, screen and homes that cannot be written."""

from __future__ import annotations

import getpass
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import xlsxwriter

from data_model.native import dumps
from tests.invented import invented, invented_text
from tests.tui.commandline import ROOT, environment
from tests.tui.terminal import YUSUAN, Terminal, explorer

SSHD = shutil.which("sshd", path=f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/local/sbin")
needs_sshd = pytest.mark.skipif(not (SSHD and shutil.which("ssh")), reason="sshd or ssh is not installed")
COMMAND = "import sys; from tui.cli import main; sys.exit(main())"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Documents as an administrator lays them out, with a way out that must not work."""
    documents = tmp_path / "documents"
    (documents / "2026").mkdir(parents=True)
    (documents / "2026" / "b.json").write_text(dumps(invented()), encoding="utf-8")
    (tmp_path / "secret.json").write_text(dumps(invented(("云溪市", "秘密市"))), encoding="utf-8")
    (documents / "link.json").symlink_to(tmp_path / "secret.json")
    (documents / "above").symlink_to(tmp_path)
    return documents


class Server:
    """An sshd of our own, for the user who runs the tests."""

    def __init__(self, home: Path, lines: str = "") -> None:
        self.home = home
        for name in ("host", "user"):
            subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(home / name)], check=True)
        (home / "authorized").write_bytes((home / "user.pub").read_bytes())
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        (home / "sshd_config").write_text(
            f"Port {self.port}\nListenAddress 127.0.0.1\nHostKey {home}/host\nAuthorizedKeysFile {home}/authorized\n"
            f"PidFile {home}/pid\nStrictModes no\nUsePAM no\nPasswordAuthentication no\nKbdInteractiveAuthentication no\n"
            f"PermitRootLogin prohibit-password\nAcceptEnv LANG LC_* COLORTERM\n{lines}\n"
        )
        if os.getuid() == 0:
            Path("/run/sshd").mkdir(parents=True, exist_ok=True)
        assert SSHD is not None
        log = (home / "log").open("wb")
        self.process = subprocess.Popen([SSHD, "-D", "-e", "-f", str(home / "sshd_config")], stdout=log, stderr=log)
        log.close()
        self._wait()

    def _wait(self) -> None:
        deadline = time.monotonic() + 20
        while True:
            with socket.socket() as client:
                if client.connect_ex(("127.0.0.1", self.port)) == 0:
                    return
            waiting = self.process.poll() is None and time.monotonic() < deadline
            assert waiting, (self.home / "log").read_text()
            time.sleep(0.02)

    def command(self, *remote: str, terminal: bool = True) -> tuple[str, ...]:
        """ssh to this server."""
        options = (
            "StrictHostKeyChecking=no",
            f"UserKnownHostsFile={self.home}/known",
            "LogLevel=ERROR",
            "IdentitiesOnly=yes",
        )
        return (
            "ssh", "-F", "none", *(["-tt"] if terminal else []), "-p", str(self.port), "-i", str(self.home / "user"),
            *(word for option in options for word in ("-o", option)), f"{getpass.getuser()}@127.0.0.1", *remote,
        )  # fmt: skip

    def stop(self) -> None:
        """End the server and whatever it serves."""
        self.process.terminate()
        self.process.wait(20)


@pytest.fixture
def serve(tmp_path: Path) -> Iterator[Callable[[str], Server]]:
    running: list[Server] = []

    def start(lines: str = "") -> Server:
        home = tmp_path / "server"
        home.mkdir()
        running.append(Server(home, lines))
        return running[-1]

    yield start
    for server in running:
        server.stop()


def program(folder: Path) -> Path:
    """`yusuan` as it would be installed: one file to call."""
    path = folder.parent / "yusuan"
    path.write_text(f"#!/bin/sh\nPYTHONPATH={ROOT} exec {sys.executable} -c '{COMMAND}' \"$@\"\n")
    path.chmod(0o755)
    return path


def processes(words: str) -> list[int]:
    """Python processes whose command line has these words."""
    found = []
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            line = (entry / "cmdline").read_bytes()
        except OSError:
            continue
        if words.encode() in line and line.startswith(sys.executable.encode()):
            found.append(int(entry.name))
    return found


def gone(words: str) -> bool:
    """True when no such process is left, after a while."""
    deadline = time.monotonic() + 20
    while processes(words):
        if time.monotonic() > deadline:
            return False
        time.sleep(0.05)
    return True


# --- through sshd ------------------------------------------------------------------------------------------------------------


@needs_sshd
def test_a_walk_over_ssh(serve: Callable[[str], Server], folder: Path) -> None:
    server = serve("")
    file = folder / "2026" / "b.json"
    with Terminal(
        server.command(str(program(folder)), "--no-state", str(file)), (100, 30), whole_env=True, env=_client()
    ) as terminal:
        terminal.wait_for("云溪市").settle()
        terminal.press("j", "pagedown", "t")
        terminal.wait_for("回到树")
        terminal.resize(120, 40)
        terminal.wait_for(lambda t: "退出" in t.rows[39])
        terminal.press("ctrl+z")  # no shell behind it: refused, not frozen
        terminal.wait_for("没有 shell")
        terminal.press("q")
        assert terminal.end() == 0
    assert gone(str(file))


@needs_sshd
@pytest.mark.parametrize("way", ["client killed", "terminal closed", "server killed"])
def test_a_lost_line_leaves_no_process(way: str, serve: Callable[[str], Server], folder: Path) -> None:
    server = serve("")
    file = folder / "2026" / "b.json"
    before = sorted(folder.rglob("*"))
    with Terminal(
        server.command(str(program(folder)), "--no-state", str(file)), whole_env=True, env=_client()
    ) as terminal:
        terminal.wait_for("云溪市")
        terminal.press("j")
        assert processes(str(file))
        if way == "client killed":
            terminal.signal(signal.SIGKILL)
        elif way == "terminal closed":
            terminal.hang_up()
        else:
            for child in Path(f"/proc/{server.process.pid}/task/{server.process.pid}/children").read_text().split():
                os.kill(int(child), signal.SIGKILL)
        assert gone(str(file))
    assert sorted(folder.rglob("*")) == before


@needs_sshd
def test_the_lines_of_the_readme_fence_people_in(serve: Callable[[str], Server], folder: Path) -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    found = re.search(r"<!-- sshd_config -->\n```\n(.*?)```", readme, re.S)
    assert found
    lines = found[1].replace("Group yusuan", f"User {getpass.getuser()}").replace("/srv/budgets", str(folder))
    server = serve(lines.replace("/usr/local/bin/yusuan", str(program(folder))))
    for remote in ((), ("cat /etc/passwd; bash",)):
        with Terminal(server.command(*remote), whole_env=True, env=_client()) as terminal:
            terminal.wait_for("2026/").settle()
            assert "link.json" not in terminal.text
            assert "above" not in terminal.text
            terminal.press("h")  # no way up
            terminal.settle()
            terminal.press("enter")
            terminal.wait_for("云溪市").settle()
            terminal.press("enter")
            terminal.wait_for("支出功能").settle()
            terminal.press("o")
            terminal.wait_for("b.json").settle()
            assert "秘密市" not in terminal.raw.decode()
            assert "root:" not in terminal.raw.decode()
            terminal.leave()
            terminal.press("q")
            assert terminal.end() == 0
    piped = subprocess.run(
        server.command("cat", "/etc/passwd", terminal=False), capture_output=True, env=_client(), check=False
    )
    assert "云溪市" in piped.stdout.decode()
    copied = subprocess.run(
        ["sftp", *server.command(terminal=False)[1:3], "-P", str(server.port), *server.command(terminal=False)[5:]],
        input=b"get /etc/passwd\n", capture_output=True, env=_client(), check=False, cwd=folder.parent,
    )  # fmt: skip
    assert copied.returncode != 0
    assert not (folder.parent / "passwd").exists()


def _client() -> dict[str, str]:
    return {"PATH": os.environ["PATH"], "TERM": "xterm-256color", "HOME": os.environ.get("HOME", "/")}


# --- a shell, tmux, screen ---------------------------------------------------------------------------------------------------


def test_stopped_and_woken_the_screen_is_the_same(folder: Path) -> None:
    words = " ".join(f"'{word}'" for word in (*YUSUAN, str(folder / "2026" / "b.json")))
    with Terminal(("bash", "--norc", "-i"), env={"PS1": "shell> "}) as terminal:
        terminal.wait_for("shell>")
        terminal.type(f"{words}\n")
        terminal.wait_for("退出").wait_for("勾稽").settle()
        terminal.press("j")
        terminal.settle()
        before = terminal.text
        terminal.press("ctrl+z")
        terminal.wait_for("Stopped")
        terminal.screen.reset()
        terminal.type("fg\n")
        terminal.wait_for("退出").settle()
        assert terminal.text == before
        terminal.press("ctrl+z")
        terminal.wait_for("Stopped")
        terminal.resize(120, 40)
        terminal.type("fg\n")
        terminal.wait_for(lambda t: "退出" in t.rows[39]).settle()
        terminal.press("q")
        terminal.wait_for("shell>")
        terminal.type("exit $?\n")
        assert terminal.end() == 0


def _multiplexed(command: tuple[str, ...], folder: Path) -> None:
    with Terminal(
        (*command, *YUSUAN, str(folder / "2026" / "b.json")), (100, 30), env={"LC_ALL": "C.UTF-8"}
    ) as terminal:
        terminal.wait_for("云溪市").settle()
        for key in ("j", "pagedown", "t"):
            terminal.press(key)
        terminal.wait_for("回到树").settle()
        terminal.press("t")
        terminal.wait_for("m 口径").settle()
        assert "▌" in terminal.text
        terminal.press("q")
        terminal.end()
    assert gone(str(folder))


@pytest.mark.skipif(not shutil.which("tmux"), reason="tmux is not installed")
def test_in_tmux(folder: Path) -> None:
    _multiplexed(("tmux", "-u", "-L", f"yusuan-{os.getpid()}", "-f", "/dev/null", "new-session"), folder)


@pytest.mark.skipif(not shutil.which("screen"), reason="screen is not installed")
def test_in_screen(folder: Path) -> None:
    settings = folder.parent / "screenrc"
    settings.write_text("startup_message off\nvbell off\naltscreen on\n")
    _multiplexed(("screen", "-U", "-c", str(settings), "-S", f"yusuan-{os.getpid()}"), folder)


# --- homes and neighbours ----------------------------------------------------------------------------------------------------


def test_a_home_that_cannot_be_written_is_no_trouble(folder: Path) -> None:
    with explorer(str(folder / "2026" / "b.json"), env={"HOME": "/dev/null/none"}) as terminal:
        terminal.wait_for("云溪市").settle()
        terminal.press("j", "t", "q")
        assert terminal.end() == 0


def test_two_sessions_of_one_user_do_not_disturb_each_other(folder: Path, tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    before = sorted(folder.rglob("*"))
    env = {"HOME": str(home)}
    with (
        explorer(str(folder / "2026" / "b.json"), env=env) as one,
        explorer(str(folder / "2026" / "b.json"), env=env) as two,
    ):
        for terminal in (one, two):
            terminal.wait_for("云溪市").settle()
        one.press("j", "t")
        two.press("p")
        one.settle()
        one.press("q")
        assert one.end() == 0
        two.settle()
        two.press("q")
        assert two.end() == 0
    assert sorted(folder.rglob("*")) == before
    for path in home.rglob("*.json"):
        assert path.read_text(encoding="utf-8").strip().endswith("}"), path
    with explorer(str(folder / "2026" / "b.json"), env=env) as again:
        again.wait_for("云溪市")


# --- restricted --------------------------------------------------------------------------------------------------------------


def _escapes(folder: Path) -> list[tuple[str, ...]]:
    outside, inner = str(folder.parent / "secret.json"), str(folder / "2026" / "b.json")
    out = str(folder.parent / "out")
    ways = [outside, str(folder / "link.json"), str(folder / "above" / "secret.json"), str(folder / ".." / "secret.json"),
            f"{folder}/2026/../../secret.json", "../secret.json", f"file://{outside}", "~/secret.json", "-",
            "/proc/self/environ", "/dev/stdin", "/etc/passwd", f"/proc/self/root{outside}", f"{folder}x"]  # fmt: skip
    commands = [(command, way) for way in ways for command in ("summary", "tree", "export", "check")]
    commands += [("find", "秘密", way) for way in ways] + [("diff", inner, way) for way in ways]
    commands += [(way,) for way in ways] + [("--restricted", way) for way in ways[:6]]
    commands += [("summary", "--merge", inner, outside), ("export", "--merge", inner, outside)]
    commands += [(command, inner, "-o", out) for command in ("summary", "export", "tree", "check")]
    commands += [
        ("export", inner, "-o", f"{folder}/x.csv"),
        ("export", inner, f"--output={out}"),
        ("diff", inner, inner, "-o", out),
    ]
    return [*commands, ("--show-persons", inner), ("export", inner, "--format", "xlsx", "-o", out)]


def test_no_way_out_of_the_allowed_folders(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Every way in one process started as sshd would start it; a process each would take minutes."""
    ways = _escapes(folder)
    script = (
        "import contextlib, io, json, sys\nfrom tui.cli import main\n"
        "for way in json.load(open(0)):\n"
        "    out, err = io.StringIO(), io.StringIO()\n"
        "    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):\n"
        "        code = main(way)\n"
        "    print(json.dumps([way, code, out.getvalue(), err.getvalue()]))\n"
    )
    before = {path: path.lstat().st_mtime_ns for path in folder.parent.rglob("*")}
    env = environment(YUSUAN_RESTRICTED="1", YUSUAN_ROOTS=str(folder), HOME=str(folder.parent))
    done = subprocess.run([sys.executable, "-c", script], input=json.dumps(ways).encode(), capture_output=True, cwd=folder,
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
    assert {path: path.lstat().st_mtime_ns for path in folder.parent.rglob("*")} == before


def typed(terminal: Terminal, path: str) -> None:
    """Type a path on the start screen, once the line for it is there."""
    terminal.press("/")
    terminal.wait_for("拼音首字母")
    terminal.settle()
    terminal.press(*path, "enter")


def test_a_restricted_explorer_opens_inside_only_and_remembers_only_there(folder: Path, tmp_path: Path) -> None:
    """The real program with the interpreter's hook: typed paths out, reading, state in the user's own folder."""
    home = tmp_path / "home"
    home.mkdir()
    before = {path: path.lstat().st_mtime_ns for path in folder.parent.rglob("*") if home not in (path, *path.parents)}
    env = {"YUSUAN_RESTRICTED": "1", "YUSUAN_ROOTS": str(folder), "HOME": str(home)}
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
    assert [row["path"] for row in json.loads(state.read_text())["recent"]] == [str(folder / "2026" / "b.json")]
    assert {path: path.lstat().st_mtime_ns for path in before} == before
    with explorer("--no-state", env=env | {"HOME": str(tmp_path / "other")}) as terminal:
        terminal.wait_for("2026/").settle()
        typed(terminal, "2026/b.json")
        terminal.wait_for("支出功能").settle()
        terminal.press("q")
        assert terminal.end() == 0
    assert not (tmp_path / "other").exists()


def test_what_is_inside_can_be_read_and_named_shortly(folder: Path) -> None:
    env = environment(YUSUAN_RESTRICTED="1", YUSUAN_ROOTS=str(folder))
    for file in (str(folder / "2026" / "b.json"), "2026/b.json"):
        done = subprocess.run([*YUSUAN, "summary", file], capture_output=True, env=env, cwd="/", check=False)
        assert done.returncode == 0, done.stderr.decode()
        assert "云溪市" in done.stdout.decode()


def test_workbooks_and_exports_work_inside(folder: Path) -> None:
    """A workbook is opened by a helper process, XLSX is written through pandas: the hook must let both be."""
    book = xlsxwriter.Workbook(str(folder / "b.xlsx"))
    sheet = book.add_worksheet("表")
    for y, line in enumerate(invented_text().splitlines()):
        for x, cell in enumerate(line.split("\t")):
            sheet.write_string(y, x, cell)
    book.close()
    env = environment(YUSUAN_RESTRICTED="1", YUSUAN_ROOTS=str(folder))
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


def test_what_is_missing_and_what_is_outside_are_told_alike(folder: Path) -> None:
    env = environment(YUSUAN_RESTRICTED="1", YUSUAN_ROOTS=str(folder))
    told = []
    for file in (folder.parent / "secret.json", folder.parent / "nothing.json"):
        done = subprocess.run([*YUSUAN, "summary", str(file)], capture_output=True, env=env, check=False)
        told.append(done.stderr.decode().replace("secret", "nothing"))
    assert told[0] == told[1]


def test_what_was_forgotten_is_refused_by_the_interpreter(folder: Path) -> None:
    tries = (
        "open({out!r}, 'w')", "os.mkdir({out!r})", "os.open({out!r}, os.O_CREAT | os.O_WRONLY)", "os.system('true')",
        "subprocess.run(['true'])", "os.rename({inner!r}, {out!r})", "os.remove({inner!r})", "open('/etc/passwd')", "os.listdir('/etc')", "open('/proc/self/environ')", "pathlib.Path({out!r}).write_text('x')",
    )  # fmt: skip
    values = {"out": str(folder / "out"), "inner": str(folder / "2026" / "b.json")}
    for attempt in tries:
        code = f"import os, pathlib, subprocess\nfrom tui import restrict\nrestrict.enter()\n{attempt.format(**values)}"
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, env=environment(), check=False)
        assert b"PermissionError" in done.stderr, attempt
    assert not (folder / "out").exists()
