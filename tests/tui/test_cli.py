"""What scripts rely on: exit codes, one line for each trouble, streams, encodings, options, completion."""

from __future__ import annotations

import csv
import io
import json
import os
import signal
import subprocess
import sys
import time
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data_model.native import dumps
from tests.invented import NAME, invented, invented_text
from tests.tui.commandline import environment, explore, run, run_on_terminal
from tui.console import Console, harmless, render, trouble_line
from tui.sources import FileSource


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / NAME).write_text(invented_text(), encoding="utf-8")
    (tmp_path / "b.json").write_text(dumps(invented()), encoding="utf-8")
    (tmp_path / "empty.txt").write_text("", encoding="utf-8")
    return tmp_path


# --- trouble -----------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("summary", "no.txt"), ["no.txt: ", "文件不存在"]),
        (("summary", "."), [".: ", "目录"]),
        (("tree", "empty.txt"), ["empty.txt: ", "空的"]),
        (("find", "养老", "no.txt"), ["no.txt: "]),
        (("export", "no.txt"), ["no.txt: "]),
        (("no.txt",), ["no.txt: ", "文件不存在"]),
        (("sumary",), ["sumary: ", "yusuan summary"]),
        (("tree", NAME, "--view", "nix"), ["--view", "nix", "支出功能", "three_public"]),
        (("tree", NAME, "--scope", "nix"), ["--scope", "nix", "general_public（一般公共预算）"]),
        (("tree", NAME, "--depth", "0"), ["--depth", "0", "yusuan tree --help"]),
        (("tree", NAME, "--depth", "x"), ["--depth"]),
        (("tree", NAME, "--dept", "1"), ["--dept", "--depth"]),
        (("tree",), ["yusuan tree: 缺少 文件", "yusuan tree --help"]),
        (("find",), ["yusuan find: 缺少 查询"]),
        (("find", "养老", "-x"), ["-x", "写作 !"]),
        (("summary",), ["缺少 文件"]),
        (("tree", NAME, "b.json"), ["b.json", "--merge"]),
        (("summary", NAME, "--format", "csv"), ["--format", "可用：text、json\n"]),
        (("summary", NAME, "--unit", "usd"), ["--unit", "yuan（元）、wan（万元）、yi（亿元）"]),
        (("summary", NAME, "--unit"), ["yusuan summary: --unit", "yuan（元）、wan（万元）、yi（亿元）"]),
        (("--theme",), ["--theme", "dark（深色）", "contrast（高对比）"]),
        (("--theme", "blue"), ["--theme", "blue", "dark（深色）", "contrast（高对比）"]),
        (("check", NAME, "--last-year"), ["yusuan check: --last-year", "yusuan check --help"]),
        (("tree", NAME, "--ascii=1"), ["--ascii 不带值"]),
        ((NAME, "--depth", "2"), ["--depth", "yusuan tree、yusuan diff"]),
        (("diff", NAME, "b.json", "--table", "nix"), ["--table", "nix", "three_public（“三公”经费表）"]),
        (("diff", NAME, "b.json", "--scope", "nix"), ["--scope", "nix", "general_public（一般公共预算）"]),
        (("diff", NAME, "b.json", "--measure", "nix"), ["--measure", "nix", "basic（基本支出）"]),
        (("diff", NAME, "b.json", "--last-year"), ["yusuan diff: ", "去掉"]),
        (("--lang", "fr"), ["--lang", "fr", "zh"]),
        (("find", " ", NAME), ["查询是空的"]),
        (("export", NAME, "-o", "no/such/place.csv"), ["no/such/place.csv", "写不出去"]),
    ],
)
def test_trouble_is_one_line_on_stderr_and_exit_code_2(arguments: tuple[str, ...], said: list[str], folder: Path) -> None:  # fmt: skip
    done = run(*arguments, cwd=folder)
    assert done.code == 2
    assert done.out == b""
    assert done.err.endswith("\n")
    assert len(done.err.splitlines()) == 1
    for words in said:
        assert words in done.err


def test_a_value_of_the_environment_is_told_by_its_variable(folder: Path) -> None:
    for variable, value, said in (("YUSUAN_UNIT", "usd", "wan（万元）"), ("YUSUAN_COLOR", "red", "never（从不）")):
        done = run("summary", NAME, cwd=folder, env={variable: value})
        assert done.err.startswith(f"yusuan summary: {variable}: “{value}”")
        assert said in done.err
    done = run(NAME, cwd=folder, env={"YUSUAN_THEME": "blue"})
    assert done.err.startswith("yusuan: YUSUAN_THEME: “blue”")
    for spoken in (run("summary", NAME, "--lang", "fr"), run("summary", NAME, env={"YUSUAN_LANG": "fr"})):
        assert "use zh or en" in spoken.err


def test_readable_files_are_printed_and_unreadable_ones_told(folder: Path) -> None:
    done = run("summary", "no.txt", NAME, "empty.txt", "b.json", cwd=folder)
    assert done.code == 2
    assert done.text.count("云溪市财政局（虚构）  2026年部门预算") == 2
    assert [line.split(":")[0] for line in done.err.splitlines()] == ["no.txt", "empty.txt"]
    found = run("find", "养老", "no.txt", NAME, "--format", "json", cwd=folder)
    assert found.code == 2
    assert len(json.loads(found.out)) == 9


def test_a_view_without_a_table_says_why_and_what_there_is(folder: Path) -> None:
    text = invented_text()
    (folder / "few.txt").write_text(text[: text.index("表 10\n")] + text[text.index("第三部分") :], encoding="utf-8")
    done = run("tree", "few.txt", "--view", "三公", cwd=folder)
    assert done.code == 2
    assert (
        done.err
        == "few.txt: 三公: 本文件没有“三公”经费表；可用：function（支出功能）、economic（经济分类）、projects（项目）、revenue（收入来源）、flow（资金流向）\n"
    )


def test_an_unexpected_exception_is_one_line_and_a_traceback_only_for_developers(folder: Path) -> None:
    break_it = (
        "import sys, data_model.reading as r\n"
        "def broken(*a, **k): raise ZeroDivisionError('secret')\n"
        "r.read = broken\n"
        "from tui.cli import main\n"
        f"sys.exit(main(['summary', {NAME!r}]))"
    )
    for env, expected in ((environment(), False), (environment(YUSUAN_DEBUG="1"), True)):
        done = subprocess.run([sys.executable, "-c", break_it], cwd=folder, env=env, capture_output=True, text=True)
        assert done.returncode == 2
        assert "ZeroDivisionError" in done.stderr
        assert ("Traceback" in done.stderr) is expected
        assert (len(done.stderr.splitlines()) == 1) is not expected


def test_interrupted_is_130(folder: Path) -> None:
    command = [sys.executable, "-c", "import sys; from tui.cli import main; sys.exit(main())", "summary", "-"]
    process = subprocess.Popen(command, cwd=folder, env=environment(), stdin=subprocess.PIPE, stderr=subprocess.PIPE)
    time.sleep(1.0)
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=30)
    assert process.returncode == 130
    assert err == b""


def test_a_reader_that_left_is_no_error(folder: Path) -> None:
    start = f"{sys.executable} -c 'import sys; from tui.cli import main; sys.exit(main())' export {NAME} "
    for arguments in ("--format csv", "--format json", "--format text"):
        done = subprocess.run(["bash", "-c", start + arguments + " | head -1; echo ${PIPESTATUS[0]}"], cwd=folder, env=environment(), capture_output=True)  # fmt: skip
        assert done.stderr == b""
        assert done.stdout.splitlines()[-1] == b"0"


def test_a_reader_that_left_before_anything_was_written_is_no_error(folder: Path) -> None:
    start = f"{sys.executable} -c 'import sys; from tui.cli import main; sys.exit(main())' summary {NAME}"
    script = start + " | true; echo ${PIPESTATUS[0]}"
    done = subprocess.run(["bash", "-c", script], cwd=folder, env=environment(), capture_output=True)
    assert (done.stdout, done.stderr) == (b"0\n", b"")


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="this system has no /dev/full")
def test_a_full_disk_is_one_line(folder: Path) -> None:
    command = f"{sys.executable} -c 'import sys; from tui.cli import main; sys.exit(main())' export {NAME} >/dev/full"
    done = subprocess.run(["bash", "-c", command], cwd=folder, env=environment(), capture_output=True, text=True)
    assert done.returncode == 2
    assert len(done.stderr.splitlines()) == 1
    assert "写不出去" in done.stderr


# --- streams -----------------------------------------------------------------------------------------------------------------


def test_standard_input_is_a_file_named_stdin(folder: Path) -> None:
    done = run("export", "-", "--format", "csv", stdin=invented_text().encode(), cwd=folder)
    assert done.code == 0
    rows = list(csv.DictReader(io.StringIO(done.text)))
    assert rows[0]["origin"].startswith("stdin:")
    native = run("summary", "-", stdin=(folder / "b.json").read_bytes())
    assert native.text == run("summary", "b.json", cwd=folder).text
    nothing = run("summary", "-", stdin=b"")
    assert nothing.code == 2
    assert nothing.err.startswith("stdin: ")


def test_gbk_standard_input_is_read_and_answered_in_utf8() -> None:
    done = run("summary", "-", stdin=invented_text().encode("gb18030"), env={"PYTHONIOENCODING": "gbk", "PYTHONUTF8": "0"})  # fmt: skip
    assert done.code == 0
    assert "一般公共服务支出" in done.out.decode("utf-8")


@pytest.mark.parametrize("encoding", ["ascii", "gbk", "latin-1"])
def test_a_terminal_that_cannot_show_chinese_gets_replacements_and_no_traceback(encoding: str, folder: Path) -> None:
    code, drawn = run_on_terminal("summary", NAME, cwd=folder, env={"PYTHONIOENCODING": encoding, "PYTHONUTF8": "0"})
    assert code == 0
    assert b"Traceback" not in drawn
    assert b"1,000.00 100.00%" in drawn
    assert b"####" in drawn  # bars by ASCII cells rather than question marks
    if encoding == "gbk":
        assert "一般公共服务支出" in drawn.decode("gbk")


def test_colour_is_for_terminals_unless_asked(folder: Path) -> None:
    assert b"\x1b[" in run_on_terminal("summary", NAME, cwd=folder)[1]
    assert b"\x1b[" not in run_on_terminal("summary", NAME, cwd=folder, env={"NO_COLOR": "1"})[1]
    assert b"\x1b[" not in run_on_terminal("summary", NAME, cwd=folder, env={"TERM": "dumb"})[1]
    assert b"\x1b[" not in run_on_terminal("summary", NAME, "--color", "never", cwd=folder)[1]
    assert b"\x1b[" in run_on_terminal("summary", NAME, "--color", "always", cwd=folder, env={"NO_COLOR": "1"})[1]
    assert b"\x1b[" not in run("summary", NAME, cwd=folder).out


def test_output_goes_to_the_file_and_nothing_to_stdout(folder: Path) -> None:
    shown = run("tree", NAME, cwd=folder)
    done = run("tree", NAME, "-o", "tree.txt", cwd=folder)
    assert (done.code, done.out) == (0, b"")
    assert (folder / "tree.txt").read_bytes() == shown.out
    assert run("tree", NAME, "-o", "-", cwd=folder).out == shown.out
    assert run("summary", NAME, "b.json", "-o", "two.txt", cwd=folder).code == 0
    assert (folder / "two.txt").read_bytes() == run("summary", NAME, "b.json", cwd=folder).out


@given(
    st.text(
        st.characters()
        | st.sampled_from("\n\t\r\x1b\x9b\u00ad\u061c\u200b\u202e\u2028\u2066\ue000\ufeff\U000e0041\U000e0100"),
        max_size=12,
    )
)
def test_what_is_hidden_never_passes(text: str) -> None:
    hidden = (
        "\u00ad\u00ad",
        "\u061c\u061c",
        "\u200b\u200f",
        "\u2028\u202e",
        "\u2060\u206f",
        "\ue000\uf8ff",
        "\ufeff\ufeff",
        "\U000e0000\U000e0fff",
    )
    for char in harmless(text):
        assert char in "\n\t" or unicodedata.category(char) not in ("Cc", "Cs")
        assert not any(first <= char <= last for first, last in hidden), hex(ord(char))
    assert harmless("预算　１　a") == "预算　１　a"


def test_nothing_of_a_document_or_file_name_reaches_the_terminal_as_control() -> None:
    assert harmless("a\x1b[31mb\x9b\u202ec\r\n\td") == "a[31mbc\n\td"
    assert trouble_line("a\nb.txt", "x\x1b]52;c;AAAA\x07", "y") == "a b.txt: x]52;c;AAAA; y"
    assert render((("\x1b[1mname\x07  ", "bold"), ("   ", "")), colored=True) == "\x1b[1m[1mname\x1b[0m"
    done = run("summary", "no\x1b[31m.txt")
    assert "\x1b" not in done.err
    assert len(done.err.splitlines()) == 1


def test_a_file_name_of_broken_bytes_is_no_traceback(tmp_path: Path) -> None:
    name = os.fsencode(tmp_path) + b"/\xff\xfe.txt"
    try:
        Path(os.fsdecode(name)).write_text(invented_text(), encoding="utf-8")
    except OSError:
        pytest.skip("this file system refuses such names")
    done = run("find", "养老", os.fsdecode(name), "--format", "json")
    assert done.code == 0
    assert len(json.loads(done.out)) == 9


def test_long_reading_shows_progress_on_a_terminal_and_wipes_it(monkeypatch: pytest.MonkeyPatch) -> None:
    written: list[bytes] = []
    monkeypatch.setattr("tui.console.LONG_WORK", -1.0)
    monkeypatch.setattr("tui.console._tell", written.append)
    monkeypatch.setattr("tui.console.is_terminal", lambda stream: True)
    monkeypatch.setenv("TERM", "xterm")
    console = Console()
    show = console.progress("a\x1b.pdf")
    assert show is not None
    show(3, 40)
    console.message("x")
    assert written == ["\r读取 a.pdf 3/40\x1b[K".encode(), b"\r\x1b[K", b"x\n"]
    monkeypatch.setattr("tui.console.is_terminal", lambda stream: False)
    assert Console().progress("a.pdf") is None


def test_our_own_json_that_takes_long_is_named_at_once(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[tuple[int, int]] = []
    FileSource("b.json", str(folder / "b.json")).load(lambda done, total: told.append((done, total)))
    assert told == []
    monkeypatch.setattr("tui.sources.FELT", 10)
    FileSource("b.json", str(folder / "b.json")).load(lambda done, total: told.append((done, total)))
    assert told == [(0, 0)]
    written: list[bytes] = []
    monkeypatch.setattr("tui.console._tell", written.append)
    monkeypatch.setattr("tui.console.is_terminal", lambda stream: True)
    monkeypatch.setenv("TERM", "xterm")
    show = Console().progress("b.json")
    assert show is not None
    show(0, 0)
    assert written == ["\r读取 b.json…\x1b[K".encode()]


def test_a_closed_stderr_costs_only_the_message(folder: Path) -> None:
    command = f"{sys.executable} -c 'import sys; from tui.cli import main; sys.exit(main())' summary no.txt {NAME} 2>&-"
    done = subprocess.run(["bash", "-c", command], cwd=folder, env=environment(), capture_output=True)
    assert done.returncode == 2
    assert "支出总计".encode() in done.stdout


# --- the explorer's door -----------------------------------------------------------------------------------------------------


def test_without_a_terminal_the_summary_of_each_is_printed(folder: Path) -> None:
    assert run(NAME, cwd=folder).out == run("summary", NAME, cwd=folder).out
    assert run("--unit", "yuan", NAME, cwd=folder).out == run("summary", NAME, "--unit", "yuan", cwd=folder).out
    samples = run()
    assert samples.code == 0
    assert "部门预算" in samples.text


def test_a_dumb_terminal_is_told_to_use_the_summary(folder: Path) -> None:
    code, drawn = run_on_terminal(NAME, cwd=folder, env={"TERM": "dumb"})
    assert code == 2
    assert "yusuan summary" in drawn.decode()
    assert len(drawn.decode().splitlines()) == 1


def test_without_a_keyboard_the_explorer_does_not_open(folder: Path) -> None:
    code, drawn = run_on_terminal("b.json", cwd=folder)
    assert code == 2
    assert "/dev/tty" in drawn.decode()
    assert len(drawn.decode().splitlines()) == 1


@pytest.mark.parametrize("arguments", [("b.json",), ("-",), ("b.json", NAME)], ids=" ".join)
def test_the_explorer_opens_on_a_terminal_and_q_leaves_it_with_0(arguments: tuple[str, ...], folder: Path) -> None:
    assert explore(arguments, folder, stdin=folder / "b.json" if arguments == ("-",) else None) == 0


def test_a_single_unreadable_file_never_opens_the_screen(folder: Path) -> None:
    done = run("empty.txt", cwd=folder)
    assert done.code == 2
    assert len(done.err.splitlines()) == 1


# --- options -----------------------------------------------------------------------------------------------------------------


def test_the_language_may_stand_anywhere_or_in_the_environment(folder: Path) -> None:
    english = run("summary", NAME, "--lang", "en", cwd=folder).out
    assert b"Total spending" in english
    assert run("--lang", "en", "summary", NAME, cwd=folder).out == english
    assert run("summary", NAME, cwd=folder, env={"YUSUAN_LANG": "en"}).out == english
    assert run("summary", NAME, "--lang=zh", cwd=folder, env={"YUSUAN_LANG": "en"}).out != english


def test_settings_may_stand_in_the_environment(folder: Path) -> None:
    assert run("summary", NAME, cwd=folder, env={"YUSUAN_UNIT": "yuan"}).out == run("summary", NAME, "--unit", "yuan", cwd=folder).out  # fmt: skip
    assert run("summary", NAME, cwd=folder, env={"YUSUAN_ASCII": "1"}).out == run("summary", NAME, "--ascii", cwd=folder).out  # fmt: skip


def test_the_unit_acts_on_text_only(folder: Path) -> None:
    for form in ("csv", "json"):
        assert run("tree", NAME, "--format", form, "--unit", "yi", cwd=folder).out == run("tree", NAME, "--format", form, cwd=folder).out  # fmt: skip


def test_nothing_found_is_said_on_stderr_and_no_error(folder: Path) -> None:
    for form, empty in (("text", b""), ("json", b"[]\n")):
        done = run("find", "没有这个", NAME, "--format", form, cwd=folder)
        assert (done.code, done.out) == (0, empty)
        assert "没有找到“没有这个”" in done.err
    assert run("find", "没有这个", NAME, "--format", "csv", cwd=folder).text.count("\n") == 1


def test_a_filter_in_amounts_is_in_the_chosen_unit(folder: Path) -> None:
    wan = run("tree", NAME, "--filter", ">400", "--format", "json", cwd=folder)
    yuan = run("tree", NAME, "--filter", ">4000000", "--unit", "yuan", "--format", "json", cwd=folder)
    assert wan.out == yuan.out
    assert {row["code"] for row in json.loads(wan.out)} == {"", "201", "20106", "2010601"}


def test_the_version_is_one_line() -> None:
    done = run("--version")
    assert done.code == 0
    assert done.text.startswith("yusuan 0.")


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_shells_get_a_completion_script(shell: str) -> None:
    done = run(env={"_YUSUAN_COMPLETE": f"{shell}_source"})
    assert done.code == 0
    assert "_YUSUAN_COMPLETE" in done.text


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("yusuan su", ["plain,summary"]),
        ("yusuan tree a.txt --vi", ["plain,--view"]),
        ("yusuan tree a.txt --format ", ["plain,text", "plain,json", "plain,csv"]),
        ("yusuan summary a", ["file,a"]),
    ],
)
def test_completion_offers_commands_options_words_and_files(words: str, expected: list[str]) -> None:
    count = len(words.split()) - (0 if words.endswith(" ") else 1)
    done = run(env={"_YUSUAN_COMPLETE": "bash_complete", "COMP_WORDS": words, "COMP_CWORD": str(count)})
    assert [line for line in done.text.splitlines() if not line.startswith("file,su")] == expected


def test_every_command_has_help_in_both_languages() -> None:
    from tui.cli_help import Option
    from tui.commands import yusuan

    for name, command in yusuan.commands.items():
        for language in ("zh", "en"):
            done = run(name, "--help", "--lang", language)
            assert done.code == 0
            assert ("用法" in done.text) is (language == "zh")
        for param in command.params:
            assert not isinstance(param, Option) or param.help
