"""The settings file: what it may say, what it changes, and that every slip is one line with its remedy."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from platformdirs import user_config_path

from data_model.native import dumps
from tests.invented import invented
from tests.tui.commandline import Ran, run
from tests.tui.explorer import opened, rows, text
from tui import settings
from tui.actions import ACTIONS
from tui.app import AppOptions
from tui.keys import Keys, clashes, key_id, key_shown, key_written
from tui.screens.browse import BrowseScreen
from tui.texts import t


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "b.json").write_text(dumps(invented()), encoding="utf-8")
    return tmp_path


def told(folder: Path, content: str, *arguments: str, **env: str) -> Ran:
    """A run with these settings."""
    file = folder / "s.toml"
    file.write_text(content, encoding="utf-8")
    given = arguments or ("settings",)
    return run(*given, "--settings", str(file), cwd=folder, env=env)


def test_the_file_lies_where_platformdirs_says(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for folder in ("", str(tmp_path)):
        monkeypatch.setenv("XDG_CONFIG_HOME", folder)
        assert settings.default_path() == str(user_config_path("yusuan", appauthor=False) / settings.NAME)


def test_the_usual_file_is_read_and_a_missing_one_is_no_trouble(folder: Path) -> None:
    (folder / "yusuan").mkdir()
    env = {"XDG_CONFIG_HOME": str(folder), "YUSUAN_SETTINGS": ""}
    assert "（还没有）" in run("settings", env=env).text
    (folder / "yusuan" / settings.NAME).write_text('lang = "en"\nunit = "yi"\n', encoding="utf-8")
    assert "file, line 2" in run("settings", env=env).text
    assert "0.1000" in run("summary", "b.json", cwd=folder, env=env).text, "the fast path knows it too"
    assert run("summary", "b.json", cwd=folder, env=env | {"YUSUAN_UNIT": "wan"}).text.count("1,000.00")
    assert run("summary", "b.json", "--unit", "wan", cwd=folder, env=env).text.count("1,000.00")


def test_every_value_says_where_it_comes_from(folder: Path) -> None:
    ran = told(folder, 'theme = "light"\n[keys]\nsort = "o"\nbudgets = "s"\n', "settings", "--format", "json", "--color", "never",
               YUSUAN_UNIT="yi")  # fmt: skip
    listed = {row["name"]: (row["value"], row["origin"], row["line"]) for row in json.loads(ran.out)["settings"]}
    assert listed["theme"] == ("light", "file", 1)
    assert listed["unit"] == ("yi", "environment", None)
    assert listed["color"] == ("never", "option", None)
    assert listed["ascii"] == ("false", "default", None)
    assert listed["keys.sort"] == ("o", "file", 3)
    assert listed["lang"][1] == "default"
    text = told(folder, 'theme = "light"\n', "settings", "--color", "never", YUSUAN_UNIT="yi").text
    assert "文件 第1行" in text
    assert "环境变量 YUSUAN_UNIT" in text
    assert "选项 --color" in text
    assert "内置" in text
    plain = told(folder, "", "settings", "--format", "json", "--lang", "en")
    units = [row["value"] for row in json.loads(plain.out)["settings"] if row["name"] == "unit"]
    assert units == ["wan"], "a value, no words"


@pytest.mark.parametrize(
    ("content", "line", "says"),
    [
        ('them = "dark"', "第1行", "没有这个设置"),
        ('\ntheme = "blue"', "第2行", "可用：auto（看终端）、dark（深色）、light（浅色）、ansi（终端自己的十六色）、contrast（高对比）"),
        ('主题 = "dark"', "第1行", "theme（主题）"),
        ('unit = "万元"', "第1行", "wan（万元）"),
        ("theme = “dark”", "第1行", "半角"),
        ('theme ＝ "dark"', "第1行", "半角"),
        ('\n[keys]\n排序 = "o"', "第3行 keys.排序", "是不是 sort（排序）"),
        ('[keys]\n"排序，反向" = "o"', "第2行", "是不是 sort（排序）"),
        ('[keys]\n"order" = "o"\n"reverse order" = "O"', "第3行", "是不是 reverse（反向排序）"),
        ('[keys]\n"choose columns" = "o"', "第2行", "是不是 columns（显示哪些列）"),
        ('[columns]\n支出功能 = ["bar"]', "第2行", "function（支出功能）"),
        ('[columns]\nfunction = ["上级%"]', "第2行", "share_parent（上级%）"),
        ('[columns]\n比较 = ["bar"]', "第2行", "compare（比较）"),
        ("unit = 3", "第1行", "不可用"),
        ("unit = " + "9" * 5000, "第1行", "TOML"),
        ('ascii = "yes"', "第1行", "不是 true 或 false"),
        ("keys = 1", "第1行", "[keys]"),
        ('[keys]\nsort = "s"\nfly = "f"', "第3行", "没有这个动作"),
        ("[keys]\nsrot = ['x']", "第2行", "是不是 sort"),
        ('[keys]\nsort = "u"', "第2行", "“u”已经是 unit（单位）的键"),
        ('[keys]\nsort = ["z", "z"]', "第2行", "写了两遍"),
        ('[keys]\nsort = "ctrl+i"', "第2行", "已经是 pane"),
        ('[keys]\nsort = "f99"', "第2行", "没有“f99”这个键"),
        ("[keys]\nsort = 5", "第2行", "写成"),
        ("[keys]\nquit = []", "第2行", "quit（退出）不能一个键也没有"),
        ("[keys]\nhelp = []", "第2行", "不能一个键也没有"),
        ('[columns]\nfunction = ["share_total", "colour"]', "第2行", "没有“colour”这一列"),
        ('[columns]\nfuncton = ["bar"]', "第2行", "没有这个视图"),
        ("theme = dark", "第1行", "TOML"),
        ('theme = "dark"\n\ntheme = "light"', "", "TOML"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_slip_is_one_line_with_file_line_cause_and_remedy(folder: Path, content: str, line: str, says: str, language: str) -> None:  # fmt: skip
    ran = told(folder, content, "summary", "b.json", "--lang", language)
    assert ran.code == 2
    assert ran.out == b""
    assert ran.err.count("\n") == 1
    assert ran.err.startswith(str(folder / "s.toml"))
    if language == "zh":
        assert line in ran.err
        assert says in ran.err
        assert "；" in ran.err


def test_what_is_no_settings_file_is_told(folder: Path) -> None:
    for path, content in (("missing.toml", None), (".", None), ("gbk.toml", "语言".encode("gbk")), ("huge.toml", b"#" * 300_000)):  # fmt: skip
        if content is not None:
            (folder / path).write_bytes(content)
        ran = run("summary", "b.json", "--settings", path, cwd=folder)
        assert (ran.code, ran.err.count("\n")) == (2, 1), path


def test_the_example_is_valid_and_names_everything(folder: Path) -> None:
    example = run("settings", "--example").text
    assert told(folder, example, "summary", "b.json").code == 0
    lines = [line[2:] if re.match("# [a-z_0-9]+ = ", line) else line for line in example.splitlines()]
    assert told(folder, "\n".join(lines), "summary", "b.json").code == 0, "with every line in force"
    for action in ACTIONS:
        assert f"# {action.id} = [" in example


def test_restricted_reads_only_what_the_one_who_restricts_names(folder: Path) -> None:
    theirs = folder / "yusuan"
    theirs.mkdir()
    (theirs / settings.NAME).write_text("broken", encoding="utf-8")
    env = {"XDG_CONFIG_HOME": str(folder), "YUSUAN_SETTINGS": str(theirs / settings.NAME)}
    assert run("summary", "b.json", cwd=folder, env=env).code == 2
    mine = folder / "mine.toml"
    mine.write_text('unit = "yi"\n', encoding="utf-8")
    ran = run("--restricted", "--settings", str(mine), str(folder), cwd=folder, env=env)
    assert "0.1000" in ran.text, "with the option the command line counts alone"
    fenced = {"YUSUAN_RESTRICTED": "1", "YUSUAN_ROOTS": str(folder), "XDG_CONFIG_HOME": str(folder)}
    assert run("summary", "b.json", cwd=folder, env=fenced | {"YUSUAN_SETTINGS": ""}).code == 0
    refused = run("summary", "b.json", "--settings", "/etc/passwd", cwd=folder, env=fenced)
    assert refused.code == 2
    assert "root" not in refused.err, "nothing of a file outside is told"


def test_names_of_keys_come_back() -> None:
    for action in ACTIONS:
        for key in action.keys:
            assert key_id(key_written(key)) == key
            assert key_id(key_shown(key)) == key
    assert clashes({}) == []
    assert clashes({"sort": ("u",), "unit": ("s",)}) == [], "two may change places"


async def test_bindings_help_palette_and_key_line_follow() -> None:
    keys = {"sort": ("o", "ctrl+s"), "budgets": (), "filter": ("f3",)}
    async with opened(options=AppOptions(keys=keys)) as (app, pilot):
        screen = app.screen
        assert isinstance(screen, BrowseScreen)
        assert f"o {t('screen.action.sort')}" in rows(app)[-1]
        await pilot.press("s")
        assert screen.session.sort == "printed"
        await pilot.press("n")
        assert t("screen.reason.no_filter", key="f3") in rows(app)[-1]
        await pilot.press("question_mark")
        await pilot.pause()
        assert "o ctrl+s" in text(app)
        await pilot.press("escape", "colon", *"gfys", "enter")
        await pilot.pause()
        assert t("screen.budgets.title") in text(app), "an action without a key is in the palette"


def test_a_sentence_names_the_palette_where_there_is_no_key() -> None:
    assert Keys({"filter": ()}).first("filter") == ":"
    assert Keys().first("filter") == "/"
