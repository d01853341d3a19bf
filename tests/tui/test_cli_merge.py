"""`--merge`: the tables in one file and the text in another are one budget to every command."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from sample_data.invented import text
from tests.tui.commandline import run


@pytest.fixture
def parts(tmp_path: Path) -> Path:
    lines = text(2026).split("\n")
    begins = next(i for i, line in enumerate(lines) if line.startswith("第三部分") and i > 60)
    (tmp_path / "表.txt").write_text("\n".join(lines[:begins]), encoding="utf-8")
    (tmp_path / "文.txt").write_text("\n".join(lines[begins:]), encoding="utf-8")
    (tmp_path / "全.txt").write_text("\n".join(lines), encoding="utf-8")
    return tmp_path


def test_two_parts_are_one_budget(parts: Path) -> None:
    merged = run("summary", "--merge", "表.txt", "文.txt", cwd=parts)
    assert merged.code == 0
    assert merged.text.split("\n")[:8] == run("summary", "全.txt", cwd=parts).text.split("\n")[:8]
    facts = run("export", "--merge", "表.txt", "文.txt", cwd=parts).text.count("\n")
    assert facts == run("export", "全.txt", cwd=parts).text.count("\n")


def test_parts_are_checked_as_one(parts: Path) -> None:
    merged, whole = run("check", "--merge", "表.txt", "文.txt", cwd=parts), run("check", "全.txt", cwd=parts)
    assert merged.code == whole.code
    assert merged.text.split("\n")[1] == whole.text.split("\n")[1], "the same counts"
    (parts / "去年.txt").write_text(text(2025), encoding="utf-8")
    against = run("check", "--merge", "表.txt", "文.txt", "--last-year", "去年.txt", "--all", cwd=parts)
    assert "往年文件" in re.sub(r"\s", "", against.text)


@pytest.mark.parametrize("command", ["tree", "export"])
def test_several_files_without_it_are_told(command: str, parts: Path) -> None:
    told = run(command, "表.txt", "文.txt", cwd=parts)
    assert told.code == 2
    assert "--merge" in told.err
    assert told.err.count("\n") == 1
