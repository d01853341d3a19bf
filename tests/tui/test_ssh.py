"""Over a real SSH server on loopback: walking, losing the line, the administrator's lines of the README."""

from __future__ import annotations

import getpass
import os
import re
import signal
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.tui.commandline import ROOT
from tests.tui.ssh_server import Server, gone, needs_sshd, processes, program
from tests.tui.terminal import Terminal


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


@needs_sshd
def test_a_walk_over_ssh(serve: Callable[[str], Server], documents: Path) -> None:
    server = serve("")
    file = documents / "2026" / "b.json"
    with Terminal(
        server.command(str(program(documents)), "--no-state", str(file)), (100, 30), whole_env=True, env=_client()
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
def test_a_lost_line_leaves_no_process(way: str, serve: Callable[[str], Server], documents: Path) -> None:
    server = serve("")
    file = documents / "2026" / "b.json"
    before = sorted(documents.rglob("*"))
    with Terminal(
        server.command(str(program(documents)), "--no-state", str(file)), whole_env=True, env=_client()
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
    assert sorted(documents.rglob("*")) == before


@needs_sshd
def test_the_lines_of_the_readme_fence_people_in(serve: Callable[[str], Server], documents: Path) -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    found = re.search(r"<!-- sshd_config -->\n```\n(.*?)```", readme, re.S)
    assert found
    lines = found[1].replace("Group yusuan", f"User {getpass.getuser()}").replace("/srv/budgets", str(documents))
    server = serve(lines.replace("/usr/local/bin/yusuan", str(program(documents))))
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
        input=b"get /etc/passwd\n", capture_output=True, env=_client(), check=False, cwd=documents.parent,
    )  # fmt: skip
    assert copied.returncode != 0
    assert not (documents.parent / "passwd").exists()


def _client() -> dict[str, str]:
    return {"PATH": os.environ["PATH"], "TERM": "xterm-256color", "HOME": os.environ.get("HOME", "/")}
