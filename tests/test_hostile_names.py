"""Files and folders named against the terminal, the spreadsheet and the page: in results of every format, in errors, in what the explorer lists."""

from __future__ import annotations

import contextlib
import csv
import io
import json
import re
from pathlib import Path

import pytest

from data_model.native import dumps
from tests.invented import invented
from tests.strict_terminal import foreign, foreign_in_text, hidden
from tests.tui.commandline import run
from tests.tui.terminal import explorer
from tui.cli import main

NAMES = (
    "\x1b]0;T\x07\x1b[2J甲", "乙\x9b2J\x9d0;T\x9c\u202e倒\u2066\u200b\ufeff\u2028", "=cmd|' C'!A0", "@SUM(1)", "[x](javascript:a)![y](http:z)", "<script>alert(1)</script>",
    "＝1+1\ue000\U000e0041", "-rf", "a\nb\tc\rd", "|`*_#",
)  # fmt: skip


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A budget under each of the names, and files that cannot be read."""
    made = tmp_path_factory.mktemp("names")
    for name in NAMES:
        (made / f"{name.replace('/', '∕')}.json").write_text(dumps(invented()), encoding="utf-8")
        (made / f"{name.replace('/', '∕')}.pdf").write_bytes(b"%PDF-1.4")
    return made


def _run(folder: Path, *arguments: str) -> tuple[str, str]:
    out, err = io.TextIOWrapper(io.BytesIO(), encoding="utf-8"), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err), contextlib.chdir(folder):
        main(arguments)
    out.flush()
    assert "程序出错" not in err.getvalue(), (arguments, err.getvalue())
    assert isinstance(out.buffer, io.BytesIO)
    return out.buffer.getvalue().decode("utf-8"), err.getvalue()


@pytest.mark.parametrize("form", ["text", "json", "csv", "markdown", "html"])
def test_names_do_nothing_in_any_result(form: str, folder: Path) -> None:
    for kind in ("json", "pdf"):
        files = [f"./{path.name}" for path in sorted(folder.glob(f"*.{kind}"))]
        for arguments in (
            *((command, *files, "--format", form) for command in ("summary", "check")),
            ("find", "公积金", *files, "--format", form),
            ("diff", *files[:3], "--format", form),
            *((command, file, "--format", form) for command in ("export", "tree") for file in files[:4]),
        ):
            out, err = _run(folder, *arguments)
            assert not foreign_in_text(out.encode()), arguments[0]
            assert not foreign_in_text(err.encode()), arguments[0]
            if form == "json" and out.strip():
                json.loads(out)
            elif form == "csv":
                for row in csv.reader(io.StringIO(out)):
                    assert not [c for c in row if c.startswith(("=", "@", "＝", "\t")) or re.match(r"[-+][^0-9.]", c)]
            elif form == "markdown":
                assert not re.search(r"(?<!\\)\]\(|<script", re.sub("`[^`\n]*`", "", out))
            elif form == "html":
                assert "<script>alert" not in out


def test_names_do_nothing_in_bare_names_and_errors(folder: Path) -> None:
    """Without `./`, as a shell's pattern gives them: a name like an option is one line, never an option that acts."""
    for name in NAMES:
        for arguments in (
            ("summary", f"{name}.json"),
            (f"{name}.pdf",),
            ("summary", f"{name}/x.pdf"),
            ("tree", "--view", name),
            ("--lang", name),
            ("diff", name),
        ):
            out, err = _run(folder, *arguments)
            assert not foreign_in_text(out.encode()), arguments
            assert not foreign_in_text(err.encode()), arguments
            assert err.count("\n") <= 2, arguments


def test_bytes_that_are_no_text_in_a_name_are_no_trouble(tmp_path: Path) -> None:
    path = tmp_path / "坏\udcff\udc9b.json"
    path.write_text(dumps(invented()), encoding="utf-8")
    for form in ("text", "json"):
        done = run("summary", str(path), "--format", form)
        assert done.code == 0, done.err
        assert not hidden(done.text, "\n")


def test_the_explorer_lists_them_harmlessly(folder: Path) -> None:
    files = [str(path) for path in sorted(folder.iterdir()) if not path.name.startswith("-")]
    with explorer(*files, size=(120, 40), env={"TERM": "xterm-256color"}) as terminal:
        terminal.wait_for("退出").settle()
        for key in ("o", "down", "down", "end", "escape", "?", "escape", ":"):
            terminal.after(key, quiet=0.2)
        terminal.leave()
        terminal.press("q")
        assert terminal.end() == 0
        assert not foreign(bytes(terminal.raw))
