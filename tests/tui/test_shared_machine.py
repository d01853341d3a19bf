"""In a shell, tmux and screen; homes that cannot be written; two sessions of one user."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from tests.tui.ssh_server import gone
from tests.tui.terminal import YUSUAN, Terminal, explorer


def test_stopped_and_woken_the_screen_is_the_same(documents: Path) -> None:
    words = " ".join(f"'{word}'" for word in (*YUSUAN, str(documents / "2026" / "b.json")))
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


def _multiplexed(command: tuple[str, ...], documents: Path) -> None:
    with Terminal(
        (*command, *YUSUAN, str(documents / "2026" / "b.json")), (100, 30), env={"LC_ALL": "C.UTF-8"}
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
    assert gone(str(documents))


@pytest.mark.skipif(not shutil.which("tmux"), reason="tmux is not installed")
def test_in_tmux(documents: Path) -> None:
    _multiplexed(("tmux", "-u", "-L", f"yusuan-{os.getpid()}", "-f", "/dev/null", "new-session"), documents)


@pytest.mark.skipif(not shutil.which("screen"), reason="screen is not installed")
def test_in_screen(documents: Path) -> None:
    settings = documents.parent / "screenrc"
    settings.write_text("startup_message off\nvbell off\naltscreen on\n")
    _multiplexed(("screen", "-U", "-c", str(settings), "-S", f"yusuan-{os.getpid()}"), documents)


# --- homes and neighbours ----------------------------------------------------------------------------------------------------


def test_a_home_that_cannot_be_written_is_no_trouble(documents: Path) -> None:
    with explorer(str(documents / "2026" / "b.json"), env={"HOME": "/dev/null/none"}) as terminal:
        terminal.wait_for("云溪市").settle()
        terminal.press("j", "t", "q")
        assert terminal.end() == 0


def test_two_sessions_of_one_user_do_not_disturb_each_other(documents: Path, tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    before = sorted(documents.rglob("*"))
    env = {"HOME": str(home)}
    with (
        explorer(str(documents / "2026" / "b.json"), env=env) as one,
        explorer(str(documents / "2026" / "b.json"), env=env) as two,
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
    assert sorted(documents.rglob("*")) == before
    for path in home.rglob("*.json"):
        assert path.read_text(encoding="utf-8").strip().endswith("}"), path
    with explorer(str(documents / "2026" / "b.json"), env=env) as again:
        again.wait_for("云溪市")
