"""Terminals as people have them: every usual TERM, few colours, old encodings, wide dashes, no answers; no row may shift."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from data_model.native import dumps
from tests.invented import invented
from tests.tui.terminal import YUSUAN, Terminal, explorer

WALK = (
    "j",
    "pagedown",
    "1",
    "3",
    "v",
    "v",
    "t",
    "escape",
    "p",
    "escape",
    "c",
    "?",
    "escape",
    ":",
    "escape",
    "o",
    "escape",
    "/",
)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "b.json"
    path.write_text(dumps(invented()), encoding="utf-8")
    return path


def _quit(terminal: Terminal) -> None:
    terminal.press("escape")
    terminal.settle(0.5)
    terminal.press("q")
    assert terminal.end() == 0


@pytest.mark.parametrize("term", ["xterm-256color", "screen-256color", "tmux-256color", "linux", "xterm"])
def test_usual_terminals(term: str, file: Path) -> None:
    with explorer(str(file), env={"TERM": term}) as terminal:
        terminal.wait_for("云溪市").settle()
        assert "▌" in terminal.text
        _quit(terminal)


@pytest.mark.parametrize("term", ["vt100", "dumb", ""])
def test_terminals_that_cannot_are_told_in_one_line(term: str, file: Path) -> None:
    with explorer(str(file), env={"TERM": term}) as terminal:
        assert terminal.end() == 2
        told = [row for row in terminal.rows if row]
        assert len(told) == 1
        assert "yusuan summary" in told[0]
        assert "\x1b" not in terminal.raw.decode()


def test_without_colours_and_with_few(file: Path) -> None:
    for env in ({"NO_COLOR": "1", "TERM": "xterm-256color", "COLORTERM": "truecolor"}, {"TERM": "xterm"}):
        with explorer(str(file), env=env) as terminal:
            terminal.wait_for("云溪市").settle()
            terminal.press("j")
            terminal.settle()
            colours = {cell[1] for row in terminal.cells() for cell in row} | {
                cell[2] for row in terminal.cells() for cell in row
            }
            named = {"default", "black", "red", "green", "brown", "blue", "magenta", "cyan", "white"}
            assert colours <= ({"default"} if "NO_COLOR" in env else named | {f"bright{name}" for name in named})
            assert "▌" in terminal.text
            _quit(terminal)


# --- widths ------------------------------------------------------------------------------------------------------------------


def _shifted(usual: Terminal, wide: Terminal) -> str:
    """The first row where a digit or a Chinese character does not stand in the same cell on both; "" when there is none."""
    for y in range(usual.screen.lines):
        for x in range(usual.screen.columns):
            one, two = usual.screen.buffer[y][x].data, wide.screen.buffer[y][x].data
            if one != two and (one.isdigit() or "\u4e00" <= one <= "\u9fff"):
                return f"{y},{x}: {usual.rows[y]!r} {wide.rows[y]!r}"
    return ""


@pytest.mark.parametrize(
    ("way", "size"),
    [("probe", (80, 24)), ("tmux", (120, 40)), ("--ascii", (120, 40))],
)
def test_wide_dashes_shift_no_row(way: str, size: tuple[int, int], file: Path) -> None:
    """A terminal that draws “ — · │ in two cells beside one that does not, on a walk through all screens."""
    term = "tmux-256color" if way == "tmux" else "xterm-256color"  # in tmux the probe sees only tmux
    options = ("--ascii",) if way == "--ascii" else ()
    with (
        explorer(str(file), *options, size=size, env={"TERM": term}, wide=True) as wide,
        explorer(str(file), *options, size=size, env={"TERM": term}) as usual,
    ):
        for terminal in (wide, usual):
            terminal.wait_for("云溪市").settle()
        assert ("▌" in wide.text) == (way == "tmux")
        for key in WALK:
            wide.press(key)
            usual.press(key)
            deadline = time.monotonic() + 20
            while shifted := _shifted(usual, wide):
                assert time.monotonic() < deadline, (key, shifted)
                wide.settle(0.1)
                usual.settle(0.1)
            pause = 0.3 if key == "escape" else 0.05  # an escape that is not followed at once
            wide.settle(pause)
            usual.settle(pause)
        _quit(wide)
        _quit(usual)


def test_the_probe_leaves_nothing_behind(file: Path) -> None:
    with explorer(str(file)) as terminal:
        terminal.wait_for("云溪市").settle()
        terminal.press("q")
        assert terminal.end() == 0
        assert "表表" not in terminal.text
        assert "6n" not in terminal.text


def test_a_file_that_cannot_be_read_leaves_no_answer_in_the_shell(tmp_path: Path) -> None:
    script = f'{" ".join(map(_quoted, YUSUAN))} {tmp_path}/nothing.pdf; read -t 0.3 -n 1 x; echo "rest=[$x]"'
    with Terminal(("bash", "-c", script)) as terminal:
        terminal.wait_for("rest=[]")


def test_no_answer_is_no_trouble(file: Path) -> None:
    with explorer(str(file), answers=False) as terminal:
        terminal.wait_for("云溪市", 15)
        terminal.settle()
        assert "▌" in terminal.text
        _quit(terminal)


# --- encodings ---------------------------------------------------------------------------------------------------------------


def test_the_c_locale_shows_chinese(file: Path) -> None:
    with explorer(str(file), env={"LC_ALL": "C", "PYTHONUTF8": ""}) as terminal:
        terminal.wait_for("云溪市").settle()
        assert "▌" in terminal.text
        _quit(terminal)


def test_a_gbk_terminal_shows_chinese_and_ascii_lines(file: Path) -> None:
    env = {"PYTHONIOENCODING": "gbk", "PYTHONUTF8": "0"}
    with explorer(str(file), env=env, encoding="gbk", answers=False) as terminal:
        terminal.wait_for("云溪市").settle()
        assert "▌" not in terminal.text
        assert "\\u" not in terminal.text
        terminal.press("/")
        terminal.settle()
        terminal.type_bytes("养老".encode("gbk"))
        terminal.wait_for("养老").settle()
        _quit(terminal)


def test_a_terminal_without_chinese_is_told_what_to_set(file: Path) -> None:
    env = {"PYTHONIOENCODING": "latin-1", "PYTHONUTF8": "0"}
    with explorer(str(file), env=env, encoding="latin-1") as terminal:
        assert terminal.end() == 2
        assert "LANG=" in terminal.text
        assert terminal.text.isascii()


def test_a_terminal_that_does_not_understand_utf_8_is_told_what_to_set(file: Path) -> None:
    with explorer(str(file), encoding="latin-1") as terminal:
        assert terminal.end() == 2
        assert "UTF-8" in terminal.text
        assert terminal.text.strip().isascii()


def test_bytes_that_are_no_text_do_not_end_the_session(file: Path) -> None:
    with explorer(str(file)) as terminal:
        terminal.wait_for("云溪市").settle()
        terminal.type_bytes(b"\xff\xfe\x80")
        terminal.settle()
        terminal.press("j")
        terminal.settle()
        assert "▌" in terminal.text
        _quit(terminal)


def _quoted(word: str) -> str:
    return "'" + word + "'"
