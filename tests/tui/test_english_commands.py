"""Every one-shot command in English: text, Markdown, HTML, help and error lines hold no Chinese but the print; CSV and JSON are the same in both languages."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from data_model.native import dumps
from data_model.scopes import SCREEN_VIEWS
from tests.tui.english import chinese, foreign, hidden, sample, samples
from tui.cli import main
from tui.texts import choose, t

TABLE = {"表"}
"""Of the number of a table in the notes of a sample, which quote it."""
COMMANDS = ("open", "summary", "tree", "diff", "check", "find", "export", "settings")


@pytest.fixture(autouse=True)
def back() -> Iterator[None]:
    yield
    choose("zh")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The samples with their print in another script, and files that are no budgets."""
    for name in samples():
        (tmp_path / f"{name}.json").write_text(dumps(foreign(sample(name))), encoding="utf-8")
    (tmp_path / "empty.pdf").write_bytes(b"")
    (tmp_path / "broken.pdf").write_bytes(b"%PDF-1.7\n%%EOF")
    (tmp_path / "broken.xlsx").write_bytes(b"PK\x03\x04 broken")
    (tmp_path / "old.doc").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" * 80)
    (tmp_path / "image.png").write_bytes(b"\x89PNG\r\n\x1a\n" + b"\0" * 64)
    (tmp_path / "other.json").write_text('{"a": 1}', encoding="utf-8")
    (tmp_path / "torn.json").write_text('{"format": "yusuan-budget", "meta": ', encoding="utf-8")
    (tmp_path / "words.txt").write_text(hidden("没有预算"), encoding="utf-8")
    (tmp_path / "settings.toml").write_text('unit = "x"\n[keys]\nsort = 3\n', encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def said(capsys: pytest.CaptureFixture[str], line: str, language: str = "en") -> list[str]:
    """What a command writes, both streams."""
    main([*line.split(), "--lang", language])
    out, err = capsys.readouterr()
    return [*out.splitlines(), *err.splitlines()]


def found(capsys: pytest.CaptureFixture[str], *lines: str) -> dict[str, set[str]]:
    """Command -> lines with Chinese."""
    shown = {line: said(capsys, line) for line in lines}
    failed = t("console.unexpected", type="").rstrip(")")
    assert [line for line, told in shown.items() if any(failed in one for one in told)] == []
    return {line: left for line, told in shown.items() if (left := chinese(told, TABLE))}


@pytest.mark.parametrize("name", samples())
def test_text_of_one_budget(name: str, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = f"{name}.json"
    trees = [f"tree {file} --view {view}" for view in SCREEN_VIEWS]
    checks = [f"check {file} --all", f"check {file} --by section", f"check {file} --format markdown"]
    others = [f"summary {file}", f"summary {file} --unit yi", f"find 20 {file}", f"export {file} --format text"]
    assert found(capsys, *trees, *checks, *others, f"diff {file} --last-year", f"export {file} --format markdown") == {}


@pytest.mark.parametrize("files", ["yunxi_2025.json yunxi_2026.json", "wanli_2024.json yunxi_2026.json", "yunxi_2025.json yunxi_2026.json wanli_2025.json"])  # fmt: skip
def test_text_of_comparisons(files: str, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lines = [f"diff {files} --format {form}" for form in ("text", "markdown", "html")]
    lines += [f"diff {files} --view {view}" for view in ("economic", "projects", "revenue", "three_public")]
    lines += [
        f"diff {files} {more}" for more in ("--depth 2", "--by share", "--table all", "--only changed --sort delta")
    ]
    assert found(capsys, *lines) == {}
    assert found(capsys, *(f"diff yunxi_2026.json --last-year --format {form}" for form in ("markdown", "html"))) == {}


def test_checks_against_other_documents(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    one, other = "yunxi_2026.json", "yunxi_2025.json"
    lines = [f"check {one} --{way} {against} --all" for way in ("last-year", "part-of", "against") for against in (other, one)]  # fmt: skip
    assert found(capsys, *lines, f"check {one} {other}", "check --rules") == {}


def test_help_and_settings(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert found(capsys, "--help", *(f"{command} --help" for command in COMMANDS)) == {}
    assert found(capsys, "settings", "settings --example", "settings --settings settings.toml") == {}


def test_error_lines(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    no_budgets = ("empty.pdf", "broken.pdf", "broken.xlsx", "old.doc", "image.png", "other.json", "torn.json", "words.txt", "missing.pdf", ".")  # fmt: skip
    one = "yunxi_2026.json"
    wrong = (
        "summary", "tree", "check", "diff a", "export", f"tree {one} --view x", f"tree {one} --scope x", f"tree {one} --depth x",
        f"tree {one} --unit x", f"tree {one} --wrong", f"tree {one} {one}", "tree wanli_2025.json --view projects",
        "tree wanli_2025.json --view entrusted", "tree govoffice_2026.json --view carryover", f"tree {one} --filter level:x",
        f"tree {one} --filter >x", f"tree {one} --filter nothing_at_all", f"find nothing_at_all {one}", f"find finding: {one}",
        f"diff {one} {one} --min x", f"diff {one} {one} --table x", f"diff {one} {one} --scope x", f"diff {one} {one} --measure x",
        f"diff {one} {one} --last-year", "diff wanli_2024.json --last-year --table entrusted", f"diff {one}",
        f"export {one} -o a.pdf", f"check {one} {one} --last-year {one}", "check wanli_2025.json --last-year missing.json",
        "nothing", "sumary", f"export {one} -o /nowhere/a.csv", f"summary {one} --format pdf", f"find 20 {one} --merge",
    )  # fmt: skip
    assert (
        found(capsys, *(f"summary {name}" for name in no_budgets), *(f"check {name}" for name in no_budgets), *wrong)
        == {}
    )


@pytest.mark.parametrize(
    "line",
    ["summary F --format json", "tree F --format csv", "tree F --view economic --format json", "find 20 F --format csv", "find 20 F --format json",
     "export F --format csv", "export F --format json", "diff E F --format csv", "diff E F --format json",
     "diff F --last-year --format json"],
)  # fmt: skip
def test_data_is_the_same_in_both_languages(line: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for letter, name in (("E", "yunxi_2025"), ("F", "yunxi_2026")):
        path = tmp_path / f"{name}.json"
        path.write_text(dumps(sample(name)), encoding="utf-8")
        line = line.replace(f"{letter} ", f"{path} ")
    assert said(capsys, line) == said(capsys, line, "zh")
