"""The README cannot drift: its key table is made from the table of actions, its commands are those of the program and print what
stands there.

`YUSUAN_README=write` rewrites the key table and what the commands print.
"""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess

import pytest

from tests.tui.commandline import ROOT, run
from tui.actions import ACTIONS, COMPARE, GROUPS, MAIN
from tui.commands import yusuan
from tui.texts import choose, t

README = ROOT / "README.md"
_KEYS = re.compile(r"(<!-- keys -->\n).*?(<!-- /keys -->)", re.DOTALL)


_WHERE = {"browse": "树", "grid": "原表", "checks": "核对", "prose": "正文", "list": "列表", "help": "帮助",
          "compare": "比较", "start": "打开"}  # fmt: skip


def _where(screens: tuple[str, ...]) -> list[str]:
    """The names of screens; 各视图 are all that show a budget, with 比较."""
    views = (*MAIN, COMPARE)
    short = set(views) <= set(screens)
    return [*(["各视图"] if short else []), *(_WHERE[s] for s in screens if not short or s not in views)]


def key_table() -> str:
    """Every action with its keys and the screens it works on, in the order of the table."""
    choose("zh")
    everywhere = {screen for action in ACTIONS for screen in action.screens}
    lines = []
    for group in GROUPS:
        for action in ACTIONS:
            if action.group == group and action.shown:
                names = "各处" if everywhere == set(action.screens) else "、".join(_where(action.screens))
                lines.append(f"| `{'` `'.join(action.shown.split())}` | {t(action.label_key)} | {names} |")
    return "\n".join(["| 按键 | 做什么 | 在哪里 |", "|---|---|---|", *lines]) + "\n"


def test_the_key_table_is_the_table_of_actions() -> None:
    text = README.read_text(encoding="utf-8")
    made = _KEYS.sub(lambda found: found[1] + key_table() + found[2], text)
    if WRITES:
        README.write_text(made, encoding="utf-8")
    assert README.read_text(encoding="utf-8") == made


_CONSOLE = re.compile(r"(```console\n\$ )(.*)\n((?:.*\n)*?)(```)")
WRITES = os.environ.get("YUSUAN_README") == "write"


def printed(command: str) -> str:
    """What `yusuan … | head -n` or `| jq …` prints in the folder of the samples."""
    own, _, pipe = command.partition(" | ")
    program, *arguments = shlex.split(own)
    assert program == "yusuan"
    done = run(*arguments, cwd=ROOT / "sample_data")
    assert (done.code, done.err) == (0, ""), command
    if pipe.startswith("head -"):
        return "".join(done.text.splitlines(keepends=True)[: int(pipe.removeprefix("head -"))])
    if pipe:
        if not shutil.which(shlex.split(pipe)[0]):
            pytest.skip(f"{pipe.split()[0]} is not installed")
        return subprocess.run(shlex.split(pipe), input=done.out, capture_output=True, check=True).stdout.decode()
    return done.text


@pytest.mark.parametrize(
    "command", _CONSOLE.findall(README.read_text(encoding="utf-8")), ids=lambda found: found[1][:40]
)
def test_a_command_prints_what_the_readme_says(command: tuple[str, str, str, str]) -> None:
    _, line, said, _ = command
    out = printed(line)
    if WRITES:
        text = README.read_text(encoding="utf-8")
        README.write_text(text.replace(f"$ {line}\n{said}```", f"$ {line}\n{out}```"), encoding="utf-8")
    else:
        assert out == said


def test_every_command_and_option_in_the_readme_exists() -> None:
    text = README.read_text(encoding="utf-8")
    declared = {name for command in (yusuan, *yusuan.commands.values()) for p in command.params for name in p.opts}
    spans = " ".join(found for found in re.findall(r"`([^`]+)`", text) if "pip" not in found and "ocr" not in found)
    assert set(re.findall(r"(?<![\w-])--[a-z][a-z-]+", spans)) <= declared | {"--strict"}
    commands = {name for name, command in yusuan.commands.items() if not command.hidden}
    assert set(re.findall(r"`yusuan ([a-z]+)\b", text)) == commands


def test_every_link_of_the_readme_leads_somewhere() -> None:
    text = README.read_text(encoding="utf-8")
    for target in re.findall(r"\]\(([^)#:]+)\)", text):
        assert (ROOT / target).exists(), target


def test_the_formats_in_the_readme_are_those_of_the_commands() -> None:
    text = README.read_text(encoding="utf-8")
    for name, command in yusuan.commands.items():
        forms = next((p.type for p in command.params if p.name == "form"), None)
        if forms is not None:
            row = next(line for line in text.splitlines() if line.startswith(f"| `yusuan {name}"))
            assert row.split("|")[-2].split() == list(forms.words)  # type: ignore[attr-defined]


def test_the_two_commands_of_the_set_up_stand_there_as_they_are_run() -> None:
    blocks = re.findall(r"```sh\n(.*?)```", README.read_text(encoding="utf-8"), re.DOTALL)
    assert blocks[:2] == [
        "python3 -m venv .venv && .venv/bin/pip install -q . && .venv/bin/yusuan\n",
        "python3 -m venv .venv && .venv/bin/pip install -q -e '.[test]' && .venv/bin/python -m pytest\n",
    ]
