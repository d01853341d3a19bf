"""A folder where there is no terminal: its budgets as lines of text, what is no budget with its reason."""

from __future__ import annotations

from pathlib import Path

from data_model.native import dumps
from tests.invented import BODY, invented, invented_text
from tests.tui.commandline import run


def test_a_folder_is_listed_as_text(tmp_path: Path) -> None:
    folder = tmp_path / "预算"
    (folder / "下级").mkdir(parents=True)
    (folder / "b10.json").write_text(dumps(invented()), encoding="utf-8")
    (folder / "b2.txt").write_text(invented_text(), encoding="utf-8")
    (folder / "c.pdf").write_bytes(b"")
    (folder / "notes.md").write_text("x")
    done = run("预算", cwd=tmp_path)
    assert done.code == 0, done.err
    head, columns, *lines = done.text.splitlines()
    assert head == "预算/   万元"
    assert columns.split() == ["总计", "年度", "类别", "文件", "编制部门"]
    assert [line.split() for line in lines[:2]] == [
        ["1,000.00", "2026", "部门", name, BODY] for name in ("b2.txt", "b10.json")
    ]
    assert lines[2].split()[-2:] == ["c.pdf", "文件是空的"]
    assert lines[3].strip().startswith("另有 1 个")
    assert lines[4].strip() == "下级/"
    assert done.err == ""
    yuan = run("--unit", "yuan", "预算", cwd=tmp_path)
    assert yuan.text.splitlines()[0] == "预算/   元"


def test_a_file_beside_a_folder_is_summarised_first(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "b.json").write_text(dumps(invented()), encoding="utf-8")
    done = run("a/b.json", "a", cwd=tmp_path)
    assert done.text.startswith(BODY)
    assert done.text.splitlines()[-3] == "a/   万元"


def test_an_empty_folder_is_one_line_on_stderr(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    done = run("a", cwd=tmp_path)
    assert (done.code, done.text) == (2, "")
    assert done.err == "a/: 这里没有文件；请给出一个文件，或有预算文件的文件夹\n"
