"""Documents nobody vouches for: markup, escapes, direction marks, endless names, formulas, scripts, and persons planted everywhere.

Nothing of it may act on a terminal, in a spreadsheet or on a page, and no person may be seen in any output.
"""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from pathlib import Path
from typing import Any
from unicodedata import category

import pytest
import xlsxwriter

from data_model.export import export
from data_model.native import dumps
from data_model.reading import ReadError, read, read_bytes
from tests.invented import invented, invented_text
from tests.tui.commandline import run, run_on_terminal
from tests.tui.terminal import explorer

TRICKS = (
    "[red]甲[/red][@click=app.quit]乙[/]", "\x1b[31m红\x1b[0m", "\x1b]0;TITLE\x07", "\x1b]52;c;QUFB\x07", "\x9b2J\x9d0;T\x9c", "\u202e倒写\u2066\u200f",
    "零\u200b\u200d\ufeff宽\u2060", "长" * 1_000, "עברית العربية", "e\u0301\u0301\u0301n\u0303", "👨\u200d👩\u200d👧‍🇨🇳", "\ue000\U000e0041\u2028行\u2029",
    "=HYPERLINK(\"http://evil.example\",\"x\")", "@SUM(1+1)*cmd|'/C calc'!A0", "+1+1", "-2+3", "\t=1+1", "＝1+1", "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>", "[点](javascript:alert(1))", "![x](http://evil.example/x.png)", "http://evil.example", "&lt;b&gt;", "`rm -rf`", "| a | b |",
    "{0}{name}%s%n", "\r覆盖", "\x00\x07\x08\x7f",
)  # fmt: skip
OWN_STYLE = re.compile(r"\x1b\[[0-9;]*m")
OWN_PROGRESS = re.compile(r"\r读取 [^\x00-\x1f]*…\x1b\[K\r\x1b\[K")


def _evil(value: Any, trick: str) -> Any:
    """Every Chinese text of our JSON with a trick in front."""
    if isinstance(value, dict):
        return {key: _evil(item, trick) for key, item in value.items()}
    if isinstance(value, list):
        return [_evil(item, trick) for item in value]
    if (
        isinstance(value, str)
        and re.search("[\u4e00-\u9fff]", value)
        and value not in ("部门", "单位", "本级", "预算", "万元")
    ):
        return trick + value
    return value


@pytest.fixture(scope="module")
def native() -> dict[str, Any]:
    data: dict[str, Any] = json.loads(dumps(invented()))
    return data


@pytest.fixture(scope="module")
def evil_files(tmp_path_factory: pytest.TempPathFactory, native: dict[str, Any]) -> list[Path]:
    """All tricks, a few a file: as our JSON (every text), as a text file, under a name that is a trick itself."""
    folder = tmp_path_factory.mktemp("evil")
    files = []
    for n in range(0, len(TRICKS), 10):
        trick = "".join(TRICKS[n : n + 10])
        path = folder / f"[red]恶\x1b]0;T\x07\u202e{n}.json"
        path.write_text(json.dumps(_evil(native, trick), ensure_ascii=False), encoding="utf-8")
        files.append(path)
    text = invented_text()
    for n, name in enumerate(
        ("住房公积金", "云溪市财政局（虚构）", "一般行政管理事务", "绩效评价服务", "主要职能", "科目名称")
    ):
        text = text.replace(name, "".join(t for t in TRICKS[n::6] if "\n" not in t and "\x00" not in t) + name)
    path = folder / "\x1b]52;c;QUFB\x07恶.txt"
    path.write_text(text, encoding="utf-8")
    return [*files, path]


def _harmless(text: str, whole: bool = True) -> None:
    for char in set(text):
        assert char in "\n\t" or category(char) not in ("Cc", "Cf", "Cs", "Co"), repr(char)
    if whole:
        assert "\x1b" not in text


def test_one_shot_text_and_errors_are_harmless(evil_files: list[Path]) -> None:
    for arguments in (
        ("summary", *map(str, evil_files)),
        ("find", "公积金", *map(str, evil_files)),
        ("check", *map(str, evil_files)),
    ):
        done = run(*arguments)
        assert done.code in (0, 1, 2)
        _harmless(done.text)
        _harmless(done.err)
        assert "Traceback" not in done.err
    for path in (evil_files[0], evil_files[-1]):
        for command in ("tree", "export"):
            _harmless(run(command, str(path)).text)
    missing = run("summary", "\x1b]0;T\x07[red]无\u202e.pdf")
    _harmless(missing.err)
    assert missing.code == 2


def test_on_a_terminal_only_our_own_styles_are_sent(evil_files: list[Path]) -> None:
    for path in (evil_files[0], evil_files[-1]):
        _, drawn = run_on_terminal("tree", str(path))
        shown = OWN_PROGRESS.sub("", drawn.decode("utf-8").replace("\r\n", "\n"))
        _harmless(OWN_STYLE.sub("", shown))


def test_the_explorer_shows_tricks_harmlessly(evil_files: list[Path]) -> None:
    env = {"TERM": "xterm-256color", "COLORTERM": "truecolor"}
    opens = {"o": "打开预算", ":": "打字缩小"}
    for path in evil_files:
        with explorer(str(path), size=(120, 40), env=env) as terminal:
            terminal.wait_for("退出").settle()
            for key in ("j", "pagedown", "o", "escape", "c", "t", "right", "p", "end", ":"):
                if key == "escape":
                    terminal.leave()
                elif key in opens:  # escape is pressed next: the screen it leaves must stand
                    terminal.press(key)
                    terminal.wait_for(opens[key]).settle(0.1)
                else:
                    terminal.after(key, quiet=0.1)
                _harmless(terminal.text)
            sent = terminal.raw.decode("utf-8", "replace")
            assert "\x1b]" not in sent
            assert "\x9b" not in sent
            terminal.leave()
            terminal.after("y")
            terminal.press("enter")
            terminal.wait_for(lambda t: b"\x1b]52;c;" in t.raw)  # our own copy, nothing else
            terminal.press("q")
            assert terminal.end() == 0


def test_names_of_any_kind_shift_no_row(native: dict[str, Any], tmp_path: Path) -> None:
    """The line between tree and pane stands in one column whatever the names are."""
    for n, trick in enumerate(
        (
            "e\u0301\u0301n\u0303—…①",
            "👨\u200d👩\u200d👧🇨🇳𠀀𠮷",
            "עברית العربيةᄀ\u1160\u11a8각\u0e01\u0e33ก็",
        )
    ):
        path = tmp_path / f"{n}.json"
        path.write_text(json.dumps(_evil(native, trick), ensure_ascii=False), encoding="utf-8")
        with explorer(str(path), size=(120, 40), env={"TERM": "xterm-256color"}) as terminal:
            terminal.wait_for("退出").settle()
            terminal.press("j", "j")
            terminal.settle()
            columns = {x for y in range(4, 36) for x in range(120) if terminal.screen.buffer[y][x].data == "│"}
            assert len(columns) == 1, (trick, columns, terminal.text)
            for y in range(4, 36):
                assert terminal.screen.buffer[y][min(columns)].data == "│", (trick, terminal.rows[y])
            terminal.press("q")
            assert terminal.end() == 0


# --- exports -----------------------------------------------------------------------------------------------------------------


def test_exports_carry_no_formula_script_or_link(evil_files: list[Path]) -> None:
    for path in evil_files:
        budget = read(path)
        for row in csv.reader(io.StringIO(export(budget, "csv").decode())):
            for cell in row:
                _harmless(cell)
                assert not cell.startswith(("=", "@", "\t", "\r", "＝")), cell[:40]
                assert not (cell.startswith(("+", "-")) and not re.fullmatch(r"[+-][\d,.]+", cell)), cell[:40]
        markdown = export(budget, "markdown").decode()
        _harmless(markdown)
        assert not re.search(r"<\s*(script|img)", markdown)
        assert not re.search(r"(?<!\\)\]\(", markdown)
        assert not re.search(r"https?://", markdown)
        with zipfile.ZipFile(io.BytesIO(export(budget, "xlsx"))) as book:
            for name in book.namelist():
                text = book.read(name).decode("utf-8")
                assert "<f>" not in text
                assert "<hyperlink " not in text, name
                assert 'TargetMode="External"' not in text
        _harmless(json.dumps(json.loads(export(budget, "json")), ensure_ascii=False))


def test_a_comparison_as_a_page_carries_no_script_or_link(evil_files: list[Path]) -> None:
    done = run("diff", str(evil_files[1]), str(evil_files[2]), "--format", "html")
    assert done.code == 0, done.err
    body = done.text.partition("<body")[2]
    assert not re.search(r"<\s*(script|img|a|iframe|object)\b|\son\w+\s*=\s*[^&\w]|javascript:[^&]*\"", body)
    _harmless(done.text)


# --- persons -----------------------------------------------------------------------------------------------------------------

MOBILE, LANDLINE = "139" + "0000" + "1234", "0991-" + "3812345"
IDENTITY, BANK, MAIL, NAME = "650100" + "19900101" + "123X", "6222" + "021234567890123", "xugou@example.org", "张虚构"
PERSONS = f"联系人：{NAME}，电话{MOBILE}、{LANDLINE}，身份证{IDENTITY}，账号{BANK}，{MAIL}"
SECRETS = (MOBILE, MOBILE[3:], LANDLINE, IDENTITY, BANK, MAIL, NAME)
PLACES = ("云溪市财政局（虚构）", "2026年部门预算公开", "部门支出总体情况表", "科目名称", "住房公积金", "绩效评价服务", "主要职能", "负责本市财政收支管理",
          "关于2026年收支预算情况的总体说明", "单位：万元", "项目支出")  # fmt: skip


def _planted_text(place: str) -> bytes:
    return invented_text().replace(place, f"{place}（{PERSONS}）").encode()


def _planted_html() -> bytes:
    parts = []
    for line in _planted_text("科目名称").decode().splitlines():
        cells = line.split("\t")
        inner = "".join(f"<td title='{PERSONS}'>{cell}</td>" for cell in cells)
        parts.append(f"<table><tr>{inner}</tr></table>" if len(cells) > 1 else f"<p>{line}（{PERSONS}）</p>")
    return f"<html><head><title>{PERSONS}</title><meta name='author' content='{NAME}'></head><body>{''.join(parts)}</body></html>".encode()


def _planted_xlsx() -> bytes:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out)
    book.set_properties({"author": NAME, "comments": PERSONS})
    sheet = book.add_worksheet(f"联系人：{NAME} {MOBILE}")
    for y, line in enumerate(_planted_text("住房公积金").decode().splitlines()):
        for x, cell in enumerate(line.split("\t")):
            sheet.write_string(y, x, cell)
    sheet.write_string(200, 0, "项目负责人")
    sheet.write_string(200, 1, NAME)
    sheet.write_string(200, 2, PERSONS)
    sheet.set_header(PERSONS)
    book.close()
    return out.getvalue()


def _documents(folder: Path) -> list[Path]:
    made = {f"{n}.txt": _planted_text(place) for n, place in enumerate(PLACES)} | {
        "a.html": _planted_html(),
        "a.xlsx": _planted_xlsx(),
    }
    for name, data in made.items():
        (folder / name).write_bytes(data)
    return [folder / name for name in made]


def _nobody(text: str, where: object) -> None:
    for secret in SECRETS:
        assert secret not in text, (where, secret, text[max(0, text.find(secret) - 60) : text.find(secret) + 30])


def test_persons_are_in_no_export(tmp_path: Path) -> None:
    read_any = 0
    for path in _documents(tmp_path):
        try:
            budget = read_bytes(path.read_bytes(), path.name)
        except ReadError as error:
            _nobody(f"{error.place}{error.cause}{error.remedy}", path.name)
            continue
        read_any += 1
        for form in ("csv", "json", "markdown"):
            _nobody(export(budget, form).decode(), (path.name, form))
        with zipfile.ZipFile(io.BytesIO(export(budget, "xlsx"))) as book:
            for name in book.namelist():
                _nobody(book.read(name).decode("utf-8"), (path.name, name))
        assert NAME not in repr(budget).replace(repr(budget.persons), "")
    assert read_any >= len(PLACES)


def test_persons_are_in_no_command_and_on_no_screen(tmp_path: Path) -> None:
    files = [str(path) for path in _documents(tmp_path)]
    for arguments in (("summary", *files), ("find", "联系人", *files), ("find", NAME, *files), ("check", *files), ("diff", *files[:2]),
                      *(("tree", file, "--view", "projects") for file in files[3:6])):  # fmt: skip
        done = run(*arguments)
        _nobody(done.text.replace(f"“{NAME}”", ""), arguments[0])
        _nobody(done.err.replace(f"“{NAME}”", ""), arguments[0])
    for file in (files[4], files[-1]):
        with explorer(file, size=(120, 40), env={"TERM": "xterm-256color"}) as terminal:
            terminal.wait_for("退出").settle()
            for key in ("j", "end", "v", "c", "t", "right", "]", "p", "pagedown", "end", "y"):
                terminal.press(key)
                terminal.settle(0.1)
                _nobody(terminal.text, (file, key))
            _nobody(terminal.raw.decode("utf-8", "replace"), file)
            terminal.press("q")
            assert terminal.end() == 0
