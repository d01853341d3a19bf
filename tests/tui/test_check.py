"""`yusuan check`: the report of an invented budget byte for byte, formats, exit codes, other files, many files, rules."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from pathlib import Path

import pytest

from data_model.checks import RULES
from data_model.checks.rules import Rule
from tests.golden_files import check_golden
from tests.invented import invented_text
from tests.tui.commandline import environment, run, run_on_terminal
from tui.texts import en_check, zh_check


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """good.txt agrees; bad.txt has one figure changed and two sentences amiss."""
    text = invented_text()
    (tmp_path / "good.txt").write_text(text, encoding="utf-8")
    bad = text.replace("2010601", "2010601").replace("500.00\t500.00\t\n", "501.00\t500.00\t\n", 1)
    bad = bad.replace("负责本市财政收支管理", "负责XX财政收支管理")
    assert bad != text
    (tmp_path / "bad.txt").write_text(bad, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("check.txt", ()),
        ("check.md", ("--format", "markdown")),
        ("check_section.txt", ("--by", "section")),
        ("check_en.txt", ("--lang", "en")),
    ],
)
def test_the_report_is_the_golden_file(name: str, arguments: tuple[str, ...], folder: Path) -> None:
    done = run("check", "bad.txt", *arguments, cwd=folder)
    assert done.code == 1
    assert done.err == ""
    check_golden(name, done.out)


def test_json_keeps_the_promised_keys(folder: Path) -> None:
    done = run("check", "bad.txt", "--format", "json", cwd=folder)
    findings = json.loads(done.text)
    keys = [
        "document",
        "rule",
        "verdict",
        "grade",
        "table",
        "code",
        "measure",
        "expected",
        "found",
        "difference",
        "tolerance",
        "message",
        "origin",
    ]
    assert all(list(finding) == keys for finding in findings)
    first = next(
        finding for finding in findings if finding["code"] == "2010601" and finding["rule"] == "I5.expenditure"
    )
    assert (first["verdict"], first["found"], first["expected"]) == ("mismatch", "5010000.00", "5000000.00")
    assert first["origin"].startswith("bad.txt:")
    assert not any(finding["verdict"] == "ok" for finding in findings)
    everything = json.loads(run("check", "bad.txt", "--format", "json", "--all", cwd=folder).text)
    assert sum(finding["verdict"] == "ok" for finding in everything) > 100


def test_what_a_program_goes_by_is_the_same_in_both_languages_and_the_message_is_in_the_asked_one(folder: Path) -> None:
    chinese, english = (
        json.loads(run("check", "bad.txt", "--all", "--format", "json", "--lang", lang, cwd=folder).text)
        for lang in ("zh", "en")
    )
    assert [dict(row, message="") for row in chinese] == [dict(row, message="") for row in english]
    assert not [e["message"] for z, e in zip(chinese, english, strict=True) if z["message"] == e["message"]]
    told = " ".join(run("check", "bad.txt", "--lang", "en", cwd=folder).text.split())
    assert next(row["message"] for row in english if row["verdict"] == "mismatch").split()[-1] in told


def test_csv_has_the_columns_of_the_json_and_plain_figures(folder: Path) -> None:
    told = run("check", "bad.txt", "--all", "--format", "csv", cwd=folder).text
    rows = list(csv.DictReader(io.StringIO(told)))
    data = json.loads(run("check", "bad.txt", "--all", "--format", "json", cwd=folder).text)
    assert list(rows[0]) == list(data[0])
    assert [row["difference"] for row in rows] == [row["difference"] or "" for row in data]
    assert any(row["difference"].startswith("-") for row in rows)
    rules = csv.DictReader(io.StringIO(run("check", "--rules", "--format", "csv").text))
    assert [row["id"] for row in rules] == list(RULES)


def test_two_runs_say_the_same_in_the_same_order(folder: Path) -> None:
    told = {
        run("check", "bad.txt", "--all", "--format", "json", cwd=folder, env={"PYTHONHASHSEED": seed}).out
        for seed in ("1", "2", "3")
    }
    assert len(told) == 1


def test_exit_codes(folder: Path) -> None:
    assert run("check", "good.txt", cwd=folder).code == 0
    assert run("check", "bad.txt", cwd=folder).code == 1
    missing = run("check", "none.txt", cwd=folder)
    assert (missing.code, missing.out) == (2, b"")
    assert len(missing.err.splitlines()) == 1
    assert run("check", cwd=folder).code == 2
    assert run("check", "good.txt", "bad.txt", "--part-of", "good.txt", cwd=folder).code == 2


def test_other_documents(folder: Path) -> None:
    assert run("check", "good.txt", "--against", "good.txt", cwd=folder).code == 0
    done = run("check", "bad.txt", "--against", "good.txt", "--format", "json", cwd=folder)
    against = [f for f in json.loads(done.text) if f["rule"] == "A.approved"]
    assert [(f["verdict"], f["difference"]) for f in against] == [("mismatch", "10000.00")]
    part = json.loads(run("check", "good.txt", "--part-of", "good.txt", "--format", "json", cwd=folder).text)
    assert not [f for f in part if f["rule"] == "X11.part"]
    old = json.loads(run("check", "good.txt", "--last-year", "good.txt", "--format", "json", cwd=folder).text)
    assert [f["verdict"] for f in old if f["rule"] == "N4.last_year"] == ["not_applicable"]


def test_many_files_are_a_table_of_results_and_the_mismatches(folder: Path) -> None:
    (folder / "broken.pdf").write_bytes(b"%PDF-1.4 nothing")
    done = run("check", "good.txt", "bad.txt", "broken.pdf", cwd=folder)
    assert done.code == 2
    lines = done.text.splitlines()
    assert lines[0].split() == ["不符", "表述", "提示", "尾差", "相符", "文件"]
    assert lines[1].split()[0] == "0"
    assert lines[1].endswith("good.txt")
    assert lines[2].endswith("bad.txt")
    assert int(lines[2].split()[0]) >= 1
    assert lines[3].endswith("broken.pdf")
    assert "broken.pdf" in done.err
    assert "≠" in done.text
    rows = json.loads(run("check", "good.txt", "bad.txt", "--format", "json", cwd=folder).text)
    assert {row["document"] for row in rows if row["verdict"] == "mismatch"} == {"bad.txt"}


def test_a_progress_bar_on_a_terminal(folder: Path) -> None:
    code, drawn = run_on_terminal("check", "good.txt", "bad.txt", cwd=folder)
    assert code == 1
    assert "核对 " in drawn.decode()
    assert "2/2" in drawn.decode()


def test_rules_are_told_in_both_languages_with_their_sources() -> None:
    for language, words in (("zh", zh_check), ("en", en_check)):
        told = run("check", "--rules", "--lang", language).text
        assert all(rule in told for rule in RULES)
        assert all(f"rule.{rule}" in words.RULES for rule in RULES)
    rows = json.loads(run("check", "--rules", "--format", "json").text)
    assert [row["id"] for row in rows] == list(RULES)
    assert all(row["source"] and row["meaning"] and row["not_applicable"] for row in rows)
    assert set(zh_check.CHECK) == set(en_check.CHECK)
    spare = {
        key for key in zh_check.RULES if key.removeprefix("rule.") not in RULES and not key.startswith("rule.unless.")
    }
    assert spare == set()
    assert isinstance(RULES["tree"], Rule)


def test_checking_text_loads_neither_textual_nor_pandas_nor_numpy(folder: Path) -> None:
    code = (
        "import sys; from tui.cli import main; main(['check', sys.argv[1], '-o', 'out.txt']);"
        "print([m for m in ('textual', 'pandas', 'numpy') if m in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, "good.txt"], cwd=folder, env=environment(), capture_output=True, check=True
    )
    assert done.stdout.decode().strip() == "[]"
