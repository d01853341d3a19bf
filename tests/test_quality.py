"""ruff, mypy, import-linter and what a newcomer relies on, as tests: one command runs everything."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


def _run(*command: str) -> None:
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout[-4000:] + done.stderr[-2000:]


@pytest.mark.parametrize(
    "arguments",
    [("ruff", "check", "."), ("ruff", "format", "--check", "."), ("mypy",)],
    ids=["ruff-check", "ruff-format", "mypy-strict"],
)
def test_is_clean(arguments: tuple[str, ...]) -> None:
    _run(sys.executable, "-m", *arguments)


def test_imports_go_one_way() -> None:
    _run(str(Path(sys.executable).parent / "lint-imports"))


def test_ci_runs_the_test_line_of_the_readme() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    line = (ROOT / ".ci" / "run").read_text(encoding="utf-8").strip().splitlines()[-1]
    assert line.endswith("-m pytest")
    assert line in readme


def test_modules_stay_near_300_lines() -> None:
    long = {
        str(path.relative_to(ROOT)): count
        for folder in ("data_model", "tui", "sample_data")
        for path in (ROOT / folder).rglob("*.py")
        if (count := len(path.read_text(encoding="utf-8").splitlines())) > 450
    }
    assert not long, f"split by subject: {long}"


def test_every_module_says_what_it_is_for() -> None:
    silent = [
        str(path.relative_to(ROOT))
        for folder in ("data_model", "tui", "sample_data", "tests")
        for path in (ROOT / folder).rglob("*.py")
        if path.read_text(encoding="utf-8").strip() and not re.match(r'^(#.*\n)*"""', path.read_text(encoding="utf-8"))
    ]
    assert not silent, silent
