"""What a start may cost: which modules a one-shot command loads (how long it takes: tests/benchmarks/bench_start.py)."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from data_model.native import dumps
from tests.invented import NAME, invented, invented_text
from tests.tui.commandline import environment

_HEAVY = ("textual", "pandas", "numpy", "pypdfium2", "lxml", "python_calamine", "xlsxwriter", "rapidfuzz", "pypinyin")
_RUN = "import sys; from tui.cli import main; code = main({arguments!r}); print(code, *sys.modules, file=sys.stderr)"


def _modules(folder: Path, *arguments: str) -> set[str]:
    done = subprocess.run([sys.executable, "-c", _RUN.format(arguments=list(arguments))], cwd=folder, env=environment(),
                          capture_output=True, text=True, check=True)  # fmt: skip
    code, *names = done.stderr.split()
    assert code == "0"
    return {name.partition(".")[0] for name in names} | {name for name in names if name.startswith(("data_", "tui"))}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "b.json").write_text(dumps(invented()), encoding="utf-8")
    (tmp_path / NAME).write_text(invented_text(), encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("file", ["b.json", NAME])
@pytest.mark.parametrize(
    "arguments", [("summary",), ("tree",), ("export", "--format", "csv"), ("summary", "--format", "json")], ids=" ".join
)
def test_one_shot_commands_load_nothing_heavy(arguments: tuple[str, ...], file: str, folder: Path) -> None:
    loaded = _modules(folder, arguments[0], file, *arguments[1:])
    assert not loaded & set(_HEAVY if file == "b.json" else _HEAVY[:3])
    assert "tui.app" not in loaded


def test_a_native_summary_loads_neither_click_nor_rich_nor_a_reader_nor_dataclasses(folder: Path) -> None:
    loaded = _modules(folder, "summary", "b.json")
    assert not loaded & {
        "click",
        "rich",
        "dataclasses",
        "inspect",
        "data_model.reading",
        "data_model.assemble",
        "tui.commands",
        "tui.report",
    }


def test_help_loads_no_budget_knowledge(folder: Path) -> None:
    loaded = _modules(folder, "--help")
    assert not loaded & {
        "rich",
        "data_model.budget",
        "data_model.forms",
        "data_model.native",
        "data_model.amount",
        "dataclasses",
        "json",
        "shutil",
    }


def test_first_words_that_are_no_files_are_the_commands() -> None:
    from tui.commands import yusuan
    from tui.opening import COMMANDS

    assert set(yusuan.commands) == COMMANDS


def test_files_alone_open_without_the_command_line_library(tmp_path: Path) -> None:
    script = "import sys; from tui.cli import main; code = main(sys.argv[1:]); print(code, 'click' in sys.modules, file=sys.stderr)"
    (tmp_path / "b.json").write_text(dumps(invented()), encoding="utf-8")
    for arguments, loads in (((), False), (("--unit", "yi"), True)):
        command = [sys.executable, "-c", script, str(tmp_path / "b.json"), *arguments]
        done = subprocess.run(command, capture_output=True, env=environment(), check=True)
        assert done.stderr.decode().split() == ["0", str(loads)]
        assert "云溪市" in done.stdout.decode()
