"""Telephone, identity and bank numbers, addresses and names planted in every place of every format: in no output, on no screen, in no copy,
no file that is written. What is looked for is taken out of the words a person typed himself."""

from __future__ import annotations

import contextlib
import io
import zipfile
from functools import cache
from pathlib import Path

import pytest

from data_model import reading
from data_model.reading import read_bytes
from data_model.tree import SCREEN_VIEWS
from tests.planting import every
from tests.test_hostile import IDENTITY, MAIL, MOBILE, NAME, PERSONS, SECRETS
from tests.tui.explorer import settled, text
from tests.tui.terminal import explorer
from tui.app import AppOptions, Explorer, Source
from tui.cli import main

COMMANDS = (
    *(("summary", "{}", "--format", form) for form in ("text", "json")),
    *(("tree", "{}", "--view", view, "--format", form) for view in ("function", "economic", "projects", "revenue", "entrusted") for form in ("text", "json", "csv")),
    *(("find", words, "{}", "--format", form) for words in ("联系人", "住房公积金", "支出") for form in ("text", "json", "csv")),
    *(("check", "{}", "--all", "--format", form) for form in ("text", "json", "csv", "markdown")),
    *(("export", "{}", "--format", form) for form in ("text", "csv", "json", "markdown", "xlsx")),
    *(("diff", "{}", "{}", "--format", form) for form in ("text", "json", "csv", "markdown", "html")),
    ("diff", "{}", "--last-year"),
)  # fmt: skip


@pytest.fixture(scope="module")
def documents(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """One of every format and place; the first is named after a person, too."""
    folder = tmp_path_factory.mktemp("documents")
    paths = []
    for n, (name, data) in enumerate(every(PERSONS).items()):
        path = folder / (name if n else f"联系人：{NAME} {MOBILE}.txt")
        path.write_bytes(data)
        paths.append(path)
    return paths


def _nobody(text: str, where: object) -> None:
    for secret in SECRETS:
        assert secret not in text, (where, secret, text[max(0, text.find(secret) - 60) :][:100])


def _run(arguments: list[str]) -> tuple[bytes, str]:
    out, err = io.TextIOWrapper(io.BytesIO(), encoding="utf-8"), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        main(arguments)
    out.flush()
    assert "程序出错" not in err.getvalue(), (arguments, err.getvalue())
    assert isinstance(out.buffer, io.BytesIO)
    return out.buffer.getvalue(), err.getvalue()


def test_every_document_is_read(documents: list[Path]) -> None:
    for path in documents:
        made = read_bytes(path.read_bytes(), path.name)
        assert made.tables, path.name
        _nobody(repr(made), path.name)


@pytest.mark.parametrize("part", range(4))
def test_no_command_tells_a_person_in_any_format(
    part: int, documents: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "read_bytes", cache(reading.read_bytes))
    for path in documents[part::4]:
        for arguments in COMMANDS:
            out, err = _run([word.replace("{}", str(path)) for word in arguments])
            if "xlsx" in arguments:
                with zipfile.ZipFile(io.BytesIO(out)) as book:
                    out = b"\n".join(book.read(name) for name in book.namelist())
            _nobody(out.decode("utf-8"), (path.name, arguments))
            _nobody(err, (path.name, arguments))


def test_files_that_cannot_be_read_tell_nobody_either(tmp_path: Path) -> None:
    for name in (f"{MOBILE}.pdf", f"联系人：{NAME}，.txt", f"{MAIL}.json", f"{IDENTITY}.docx"):
        path = tmp_path / name
        for data in (
            b"",
            b"%PDF-1.4 x",
            b"PK\x03\x04",
            f'{{"format": "yusuan-budget", "meta": {{"version": "{PERSONS}"}}}}'.encode(),
        ):
            path.write_bytes(data)
            for arguments in (
                ["summary", str(path)],
                ["diff", str(path), str(path)],
                ["export", str(path)],
                ["check", str(path), str(path)],
            ):
                out, err = _run(arguments)
                _nobody(out.decode() + err, (name, arguments))


@pytest.mark.parametrize("name", ["0.txt", "goals.txt", "a.xlsx", "a.docx", "a.pdf", "a.json"])
async def test_no_screen_no_copy_and_no_file_of_the_explorer_tells_a_person(
    name: str, documents: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = documents[0] if name == "0.txt" else next(path for path in documents if path.name == name)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    data = path.read_bytes()
    app = Explorer([Source(n, lambda: read_bytes(data, path.name)) for n in ("one", "two")], AppOptions())
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(app, pilot)

        def look(where: str) -> None:
            _nobody(text(app), (name, where))
            _nobody(app.clipboard, (name, where, "copy"))

        for view in (
            "expenditure",
            "economic",
            "projects",
            "revenue",
            "goals",
            "statements",
            "checks",
            "grid",
            "prose",
        ):
            if view in SCREEN_VIEWS and app.session.reason(view):
                continue
            app.show_view(view)
            await settled(app, pilot)
            look(view)
            for key in ("down", "y", "enter", "4", "end", "y", "3", "e", "1", "right", "right", "c", "escape"):
                await pilot.press(key)
                await pilot.pause()
                look(f"{view} {key}")
            await pilot.press("escape")
        for key in ("o", "escape", "?", "end", "escape", ":", "escape", "d", "end", "e", "4", "p", "escape"):
            await pilot.press(key)
            await settled(app, pilot)
            look(key)
    for written in tmp_path.rglob("*"):
        _nobody(written.name, "file name")
        if written.is_file():
            _nobody(written.read_bytes().decode("utf-8", "replace"), written.name)


def test_what_is_drawn_is_what_was_looked_at(documents: list[Path], tmp_path: Path) -> None:
    """The bytes on a real terminal, and what stays in the user's folders afterwards."""
    env = {
        "TERM": "xterm-256color",
        "XDG_STATE_HOME": str(tmp_path),
        "XDG_CACHE_HOME": str(tmp_path),
        "XDG_CONFIG_HOME": str(tmp_path),
    }
    files = [str(documents[0]), str(next(path for path in documents if path.name == "goals.txt"))]
    with explorer(*files, size=(120, 40), env=env) as terminal:
        terminal.wait_for("退出").settle()
        for key in ("o", "down", "enter", "t", "right", "p", "end", "c"):
            terminal.after(key, quiet=0.1)
        terminal.press("q")
        assert terminal.end() == 0
        _nobody(terminal.raw.decode("utf-8", "replace"), "terminal")
    for kept in tmp_path.rglob("*"):
        if kept.is_file() and kept.name != "state.json":  # that one holds the path by which the file is opened again
            _nobody(kept.read_bytes().decode("utf-8", "replace"), kept)
