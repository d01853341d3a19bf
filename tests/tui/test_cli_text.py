"""The text of summary, tree, find and export, byte for byte, for an invented budget."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

import sample_data
from data_model.scopes import SCREEN_VIEWS
from data_model.tree import build_tree, view_reason
from tests.golden_files import check_golden
from tests.invented import NAME, invented_text
from tests.tui.commandline import run
from tests.tui.english import sample
from tui.cells import cell_width
from tui.texts import t
from tui.widgets.naming import NAME_HEADS


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / NAME).write_text(invented_text(), encoding="utf-8")
    return tmp_path


CASES = {
    "summary.txt": ("summary", NAME),
    "summary_yuan.txt": ("summary", NAME, "--unit", "yuan"),
    "summary_yi.txt": ("summary", NAME, "--unit", "yi"),
    "summary_ascii.txt": ("summary", NAME, "--ascii"),
    "summary_en.txt": ("summary", NAME, "--lang", "en"),
    "summary_color.txt": ("summary", NAME, "--color", "always"),
    "summary.json": ("summary", NAME, "--format", "json"),
    "tree_depth2.txt": ("tree", NAME, "--depth", "2"),
    "tree_economic.txt": ("tree", NAME, "--view", "经济分类", "--scope", "全部支出"),
    "tree_filter.txt": ("tree", NAME, "--filter", "养老"),
    "tree_revenue.txt": ("tree", NAME, "--view", "revenue"),
    "tree_projects.csv": ("tree", NAME, "--view", "projects", "--format", "csv"),
    "tree_three_public.json": ("tree", NAME, "--view", "三公", "--format", "json"),
    "tree_flow.txt": ("tree", NAME, "--view", "资金流向"),
    "find.txt": ("find", "养老", NAME),
    "find.csv": ("find", "养老", NAME, "--format", "csv"),
    "find.json": ("find", "养老", NAME, "--format", "json"),
    "export.csv": ("export", NAME, "--format", "csv"),
    "export.md": ("export", NAME, "--format", "markdown"),
    "help.txt": ("--help",),
    "help_en.txt": ("--help", "--lang", "en"),
    "help_tree.txt": ("tree", "--help"),
    "help_export.txt": ("export", "-h"),
}


@pytest.mark.parametrize("name", CASES)
def test_output_is_the_golden_file(name: str, folder: Path) -> None:
    done = run(*CASES[name], cwd=folder)
    assert (done.code, done.err) == (0, "")
    check_golden(name, done.out)


@pytest.mark.parametrize("name", [name for name in CASES if name.endswith(".txt") and "color" not in name])
def test_text_has_no_trailing_blanks_and_fits(name: str, folder: Path) -> None:
    done = run(*CASES[name], cwd=folder)
    for line in done.text.splitlines():
        assert line == line.rstrip()
        if name.startswith(("summary", "tree")):
            assert cell_width(line) <= 80


def test_colour_only_adds_escape_sequences(folder: Path) -> None:
    plain = run("summary", NAME, cwd=folder).text
    colored = run("summary", NAME, "--color", "always", cwd=folder).text
    assert "\x1b[" in colored
    assert re.sub(r"\x1b\[[0-9;]*m", "", colored) == plain


def test_points_of_amounts_stand_under_each_other(folder: Path) -> None:
    lines = run("tree", NAME, cwd=folder).text.splitlines()[2:]
    assert {line.index(".") for line in lines} == {6}


def test_summary_of_a_document_without_tables_says_what_is_missing(tmp_path: Path) -> None:
    text = invented_text()
    cut_from, cut_to = text.index("表 2\n"), text.index("第三部分")
    (tmp_path / "few.txt").write_text(text[:cut_from] + text[cut_to:], encoding="utf-8")
    done = run("summary", "few.txt", cwd=tmp_path)
    assert done.code == 0
    assert "支出总计（表1）" in done.text  # the classes come from 收支总表 then
    assert "缺 三公：本文件没有“三公”经费表" in done.text
    assert "缺 项目：" in done.text
    assert "最大项目" not in done.text
    missing = json.loads(run("summary", "few.txt", "--format", "json", cwd=tmp_path).out)[0]
    assert missing["three_public"] is None
    assert {"view": "three_public", "reason": "本文件没有“三公”经费表"} in missing["missing"]


def test_what_was_not_understood_is_listed_at_the_end_at_most_three_and_a_count(tmp_path: Path) -> None:
    text = invented_text()
    for old in ("380.00\t380.00", "60.00\t\t60.00", "40.00\t\t40.00", "20.00\t20.00\t\n\t\t总计"):
        assert old in text
        text = text.replace(old, old.replace("0.00", "0.0.0", 1), 1)
    (tmp_path / "bad.txt").write_text(text, encoding="utf-8")
    lines = run("summary", "bad.txt", cwd=tmp_path).text.splitlines()
    assert "未读懂 4" in lines[1]
    assert [line.startswith("未读懂：") for line in lines[-4:-1]] == [True] * 3
    assert "bad.txt:" in lines[-2]
    assert "另有 1 处" in lines[-1]


def test_more_classes_than_fit_are_one_line(tmp_path: Path) -> None:
    rows = "".join(f"2{n:02d}\t\t\t第{n}类支出\t{n}.00\t{n}.00\t\n" for n in (2, 3, 4, 5, 6, 7, 10, 11, 12, 13))
    text = invented_text(("208\t\t\t社会保障和就业支出\t180.00\t180.00\t\n", rows + "208\t\t\t社会保障和就业支出\t180.00\t180.00\t\n"))  # fmt: skip
    (tmp_path / "many.txt").write_text(text, encoding="utf-8")
    lines = run("summary", "many.txt", cwd=tmp_path).text.splitlines()
    rest = [line for line in lines if "其余" in line]
    assert len(rest) == 1
    assert "其余 6 类" in rest[0]
    assert len(lines) <= 23


def test_money_is_text_in_yuan_in_json(folder: Path) -> None:
    data = json.loads(run("summary", NAME, "--format", "json", "--unit", "yi", cwd=folder).out)[0]
    assert data["expenditure"]["total"] == "10000000.00"
    assert data["revenue"]["parts"][0] == {
        "id": "general_public", "code": "", "name": "一般公共预算", "amount": "9500000.00", "share": "95.00",
    }  # fmt: skip


def test_names_are_whole_in_a_pipe(tmp_path: Path) -> None:
    name = "很长的项目名称" * 12
    (tmp_path / "long.txt").write_text(invented_text(("财政信息系统运行维护", name)), encoding="utf-8")
    assert name in run("tree", "long.txt", "--view", "projects", cwd=tmp_path).text
    assert all(cell_width(line) <= 80 for line in run("summary", "long.txt", cwd=tmp_path).text.splitlines())


@pytest.mark.parametrize(
    "arguments", [("summary", NAME), ("tree", NAME), ("find", "养老", NAME), ("check", NAME), ("export", NAME)]
)
def test_the_suffix_of_the_output_decides_and_a_wrong_one_is_told(arguments: tuple[str, ...], folder: Path) -> None:
    assert run(*arguments, "-o", "out.json", cwd=folder).code == 0
    assert json.loads((folder / "out.json").read_text(encoding="utf-8"))
    wrong = run(*arguments, "-o", "out.pdf", cwd=folder)
    assert (wrong.code, len(wrong.err.splitlines()), (folder / "out.pdf").exists()) == (2, 1, False)
    assert run(*arguments, "-o", "out.pdf", "--format", "json", cwd=folder).code == 0  # who names it gets it


def test_a_filter_by_findings_asks_the_checks(folder: Path) -> None:
    (folder / NAME).write_text(invented_text(("财政信息系统运行维护", "财政信息系统维护")), encoding="utf-8")
    everything, found = (run("tree", NAME, *more, cwd=folder).text for more in ((), ("--filter", "finding:")))
    assert set(found.splitlines()) <= set(everything.splitlines())
    told = run("find", "finding:", NAME, cwd=folder)
    assert (told.code, told.out) == (0, b"")
    assert "yusuan tree --filter finding:" in told.err


def test_the_second_line_of_a_summary_loses_no_count(folder: Path) -> None:
    (folder / NAME).write_text(invented_text(("380.00\t380.00", "38.0.00\t380.00")), encoding="utf-8")
    lines = run("summary", NAME, cwd=folder).text.splitlines()
    assert re.fullmatch(r"2026年2月10日公开  12 张表  .*未读懂 \d+  勾稽不符 \d+，尾差 \d+，相符 \d+ 项", lines[1])


def test_the_explorers_own_options_are_in_the_help() -> None:
    text = run("--help").text
    for option in ("--show-persons", "--no-state", "--ascii", "--unit", "--merge", "--restricted"):
        assert option in text


@pytest.mark.parametrize("view", SCREEN_VIEWS)
def test_every_view_of_the_explorer_in_its_words(view: str) -> None:
    budget = sample("yunxi_2026")
    if view_reason(budget, view):
        return
    tree = build_tree(budget, view)
    file = str(Path(sample_data.__file__).parent / "yunxi_2026.json")
    title, head, *lines = run("tree", file, "--view", t(f"view.{view}")).text.splitlines()
    assert f"   {t(f'view.{view}')} · " in title
    assert head.endswith(t(NAME_HEADS.get(view, "screen.head.subject")))
    assert (t("report.of_total") in head, t("report.code") in head) == (tree.whole, any(tree.codes))
    assert all(line.endswith(name.rstrip()) for line, name in zip(lines, tree.names, strict=True))
    told = [line for line, level in zip(lines, tree.levels, strict=True) if level in ("指标", "数")]
    assert all(line.startswith(" " * 10) and "—" not in line[:30] for line in told), "words are no blank amounts"
    rows = json.loads(run("tree", file, "--view", view, "--format", "json").text)
    assert [tuple(row["path"]) for row in rows] == tree.keys


def test_a_filter_without_a_match_leaves_nothing_where_there_is_no_whole() -> None:
    file = str(Path(sample_data.__file__).parent / "yunxi_2026.json")
    done = run("tree", file, "--view", "statements", "--filter", "nix")
    assert len(done.text.splitlines()) == 2
    assert "nix" in done.err
    found = run("tree", file, "--view", "statements", "--filter", "办公家具")
    assert (len(found.text.splitlines()), found.err) == (4, "")


def test_what_is_no_tree_is_told_with_its_command() -> None:
    for view, command in (("核对", "yusuan check"), ("grid", "yusuan export"), ("正文", "yusuan find")):
        done = run("tree", NAME, "--view", view)
        assert (done.code, command in done.err) == (2, True)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_help_fits_a_terminal_and_says_what_a_script_asks(language: str) -> None:
    for command in ("summary", "tree", "diff", "check", "find", "export", "settings", ""):
        lines = run(*command.split(), "--help", "--lang", language).text.splitlines()
        assert [line for line in lines if cell_width(line) > 80] == []
        if command != "settings":
            assert any(line.startswith(("退出码：0", "Exit codes: 0")) for line in lines), command
        assert [line for line in lines if line.strip() and line.lstrip()[0] in "，。；、）”"] == []


def test_a_query_that_looks_like_an_option(folder: Path) -> None:
    done = run("find", "-养老", NAME, cwd=folder)
    assert (done.code, len(done.err.splitlines())) == (2, 1)
    assert "--" in done.err
    assert run("find", "--", "-养老 level:项", NAME, cwd=folder).code == 0
