"""`yusuan diff`: every format byte for byte for an invented body over two years, filters, exit codes, and what is never imported."""

from __future__ import annotations

import csv
import io
import json
import re
import subprocess
import sys
from html.parser import HTMLParser
from importlib.resources import files
from pathlib import Path

import pytest

from data_model.native import dumps
from tests.data_model.compare_maker import budget, functional, projects
from tests.golden_files import check_golden
from tests.tui.commandline import ROOT, environment, run
from tui.cells import cell_width

A, B = "yunxi_2025.json", "yunxi_2026.json"
W = "wanli_2025.json"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    where = tmp_path_factory.mktemp("diff")
    for name in (A, B, W):
        (where / name).write_bytes(files("sample_data").joinpath(name).read_bytes())
    return where


CASES = {
    "diff.txt": (A, B),
    "diff_general_public.txt": (A, B, "--scope", "general_public"),
    "diff_depth.txt": (A, B, "--depth", "2"),
    "diff_share.txt": (A, W, "--by", "share", "--depth", "1"),
    "diff_projects.txt": (A, B, "--view", "projects"),
    "diff_three_public.txt": (A, B, "--view", "三公", "--unit", "yuan"),
    "diff_sorted.txt": (A, B, "--only", "changed", "--sort", "delta", "--min", "10"),
    "diff_en.txt": (A, B, "--lang", "en", "--view", "projects"),
    "diff_ascii.txt": (A, B, "--ascii", "--table", "表6"),
    "diff_last_year.txt": (B, "--last-year"),
    "diff_many.txt": (A, B, W, "--depth", "1"),
    "diff.json": (A, B, "--depth", "1", "--format", "json"),
    "diff_projects.csv": (A, B, "--table", "projects", "--format", "csv"),
    "diff.md": (A, B, "--view", "projects", "--format", "markdown"),
    "diff.html": (A, B, "--view", "projects", "--format", "html"),
    "diff_last_year.html": (B, "--last-year", "--format", "html"),
    "diff_many.csv": (A, B, W, "--depth", "1", "--format", "csv"),
}


@pytest.mark.parametrize("name", CASES)
def test_output_is_the_golden_file(name: str, folder: Path) -> None:
    done = run("diff", *CASES[name], cwd=folder)
    assert (done.code, done.err) == (0, "")
    check_golden(name, done.out)


@pytest.mark.parametrize("name", [name for name in CASES if name.endswith(".txt")])
def test_figures_stand_under_each_other(name: str, folder: Path) -> None:
    """Every figure of the table ends where a head ends, and no line ends in blanks."""
    lines = run("diff", *CASES[name], cwd=folder).text.splitlines()
    assert all(line == line.rstrip() for line in lines)
    start = lines.index("") + 1
    block = lines[start : lines.index("", start)] if "" in lines[start:] else lines[start:]
    ends = {cell_width(block[0][: found.end()]) for found in re.finditer(r"\S+(?= |$)", block[0])}
    for line in block[1:]:
        figures = re.match(r"(?: *≈?[-+]?[0-9,]+(?:\.[0-9]+)?(?= |$)| *—(?= ))+", line)
        assert figures is not None
        stops = {cell_width(line[: found.end()]) for found in re.finditer(r"\S+", figures[0])}
        assert {stop for stop in stops if stop <= max(ends)} - ends <= {cell_width(figures[0])}


@pytest.mark.parametrize("language", ["zh", "en"])
def test_help_names_every_option(language: str) -> None:
    text = run("diff", "--help", "--lang", language).text
    wanted = (
        "last-year",
        "table",
        "view",
        "scope",
        "measure",
        "only",
        "sort",
        "min",
        "by",
        "depth",
        "exit-code",
        "format",
    )
    assert all(f"--{name}" in text for name in wanted)


def test_signs_and_words_carry_the_meaning_not_colour(folder: Path) -> None:
    plain, colored = (run("diff", A, B, "--color", when, cwd=folder).text for when in ("never", "always"))
    assert re.sub(r"\x1b\[[0-9;]*m", "", colored) == plain
    assert "+" in plain
    assert "新增" in plain or "不变" in plain


def test_json_keeps_its_contract(folder: Path) -> None:
    data = json.loads(run("diff", A, B, "--format", "json", cwd=folder).text)
    assert list(data)[:5] == ["a", "b", "scope", "base", "changes"]
    assert (data["a"]["fiscal_year"], data["b"]["fiscal_year"], data["scope"], data["base"]) == (
        2025,
        2026,
        "expenditure",
        "budget",
    )
    keys = ["table", "measure", "path", "code", "name", "project", "status", "group", "score", "a", "b", "delta", "percent", "share_a", "share_b", "reason"]  # fmt: skip
    assert all(list(change)[: len(keys)] == keys for change in data["changes"])
    assert data["changes"][0]["code"] == "TOTAL"
    for change in data["changes"]:
        assert all(
            change[name] is None or re.fullmatch(r"-?[0-9]+\.[0-9]{2}", change[name])
            for name in ("a", "b", "delta", "percent")
        )
    bridge = data["tables"][0]["bridge"]
    cents = [
        round(float(text) * 100) for text in (bridge["start"], *(bar["delta"] for bar in bridge["bars"]), bridge["end"])
    ]
    assert sum(cents[:-1]) == cents[-1]


def test_csv_has_one_line_a_change_and_no_formula(tmp_path: Path) -> None:
    for name, project in (("a.json", "=HYPERLINK(1)"), ("b.json", "+SUM(A1)")):
        (tmp_path / name).write_text(dumps(budget(projects(("2010602", project, "5.00")))), encoding="utf-8")
    done = run("diff", "a.json", "b.json", "--table", "projects", "--format", "csv", cwd=tmp_path)
    rows = list(csv.DictReader(io.StringIO(done.text)))
    assert [row["status"] for row in rows] == ["same", "added", "removed"]
    assert {row["name"] for row in rows[1:]} == {"'=HYPERLINK(1)", "'+SUM(A1)"}


class _Seen(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs


def test_html_is_one_file_that_loads_nothing_and_escapes_everything(tmp_path: Path) -> None:
    evil = "<script>alert(1)</script><img src=x onerror=1>\"'&"
    names = {"201": evil}
    a = budget(functional({"201": "1.00"}, names), entity=evil, year=2025)
    b = budget(functional({"201": "2.00"}, names), entity=evil)
    for name, document in (("a.json", a), ("b.json", b)):
        (tmp_path / name).write_text(dumps(document), encoding="utf-8")
    assert run("diff", "a.json", "b.json", "-o", "out.html", cwd=tmp_path).code == 0
    text = (tmp_path / "out.html").read_text(encoding="utf-8")
    seen = _Seen()
    seen.feed(text)
    assert not {"script", "img", "link", "iframe", "a", "object", "form", "base"} & set(seen.tags)
    assert not any(name.startswith("on") or name in ("src", "href", "action") for name, _ in seen.attributes)
    assert not re.search(r"https?:|url\(|@import", text)
    assert f"{2025:064d}" in text
    markdown = run("diff", "a.json", "b.json", "--format", "markdown", cwd=tmp_path).text
    assert "<script" not in markdown


def test_exit_codes(folder: Path) -> None:
    assert run("diff", A, B, cwd=folder).code == 0
    assert run("diff", A, B, "--exit-code", cwd=folder).code == 1
    assert run("diff", A, A, "--exit-code", cwd=folder).code == 0
    assert run("diff", A, B, "--exit-code", "--only", "moved", cwd=folder).code == 0
    assert run("diff", A, B, W, "--exit-code", cwd=folder).code == 1
    assert run("diff", A, A, A, "--exit-code", cwd=folder).code == 0


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((A,), "两份"),
        ((A, B, "--last-year"), "一份"),
        ((A, "nowhere.json"), "nowhere.json"),
        ((A, B, "--scope", "nothing"), "expenditure"),
        ((A, W, "--view", "projects"), "没有共同的口径"),
        ((A, W, "--table", "projects"), "一般公共预算项目支出表"),
        ((A, B, "--measure", "nothing"), "可用"),
        ((A, B, "--min", "many"), "many"),
        ((A, B, "--view", "nothing"), "nothing"),
        ((A, B, "--only", "nothing"), "changed"),
        ((A, "--last-year", "--table", "projects"), "上年"),
    ],
)
def test_trouble_is_one_line_and_exit_code_two(arguments: tuple[str, ...], said: str, folder: Path) -> None:
    done = run("diff", *arguments, cwd=folder)
    assert (done.code, done.out) == (2, b"")
    assert done.err.count("\n") == 1
    assert said in done.err


def test_every_table_at_once_names_its_table(folder: Path) -> None:
    data = json.loads(run("diff", A, B, "--table", "all", "--format", "json", cwd=folder).text)
    assert {change["table"] for change in data["changes"]} >= {
        "balance",
        "expenditure",
        "general_public",
        "projects",
        "three_public",
    }
    assert len(data["tables"]) > 20


def test_tables_are_known_by_number_name_and_kind(folder: Path) -> None:
    texts = {
        run("diff", A, B, "--table", name, cwd=folder).out
        for name in ("表5", "5", "general_public", "一般公共预算支出表")
    }
    assert len(texts) == 1


def test_standard_input_is_a_file(folder: Path) -> None:
    done = run("diff", "-", B, stdin=(folder / A).read_bytes(), cwd=folder)
    assert done.out == run("diff", A, B, cwd=folder).out


_HEAVY = """
import sys
from tui.cli import main
sys.stdout = open(sys.argv[1], "w", encoding="utf-8")
sys.argv = ["yusuan", "diff", *sys.argv[2:]]
assert main() == 0
sys.stdout.flush()
print(*sorted({"pandas", "numpy", "textual", "rich", "rapidfuzz", "pypinyin", "pypdfium2", "lxml"} & set(sys.modules)), file=sys.stderr)
"""


@pytest.mark.parametrize("arguments", [(A, B), (A, B, "--format", "html"), (A, B, W)])
def test_nothing_heavy_is_imported(arguments: tuple[str, ...], folder: Path, tmp_path: Path) -> None:
    """Nor rapidfuzz, while every project pairs without it."""
    command = [sys.executable, "-c", _HEAVY, str(tmp_path / "out"), *arguments]
    done = subprocess.run(
        command, cwd=folder, capture_output=True, env=environment(PYTHONPATH=str(ROOT)), text=True, check=True
    )
    assert done.stderr.split() == []
    assert (tmp_path / "out").stat().st_size > 100


def test_both_languages_have_the_same_words() -> None:
    from tui.texts import en_diff, zh_diff

    assert set(zh_diff.DIFF) == set(en_diff.DIFF)
    for key, words in zh_diff.DIFF.items():
        assert set(re.findall(r"{(\w+)}", words)) == set(re.findall(r"{(\w+)}", en_diff.DIFF[key])), key


def test_everything_that_is_said_has_words() -> None:
    from tui.texts import zh_diff

    sources = "".join(
        (ROOT / "data_model" / f"{name}.py").read_text(encoding="utf-8")
        for name in ("comparing/likeness", "compare", "comparing/last_year")
    )
    codes = set(re.findall(r'Notice\(\s*"(\w+)"', sources)) | {
        "entity",
        "kind",
        "phase",
        "level",
        "unit",
        "table_kind",
        "tables_a",
        "tables_b",
    }
    assert {f"diff.notice.{code}" for code in codes} <= set(zh_diff.DIFF)
    used = set()
    for path in (
        *(ROOT / "data_model").glob("*diff*.py"),
        ROOT / "tui" / "report_diff.py",
        ROOT / "tui" / "oneshot_diff.py",
    ):
        used |= set(re.findall(r'"(diff\.[a-z_.]+[a-z_])"', path.read_text(encoding="utf-8")))
    assert used <= set(zh_diff.DIFF)
