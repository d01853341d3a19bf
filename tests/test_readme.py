"""The README cannot drift: its key table is made from the table of actions, its commands are those of the program.

`YUSUAN_README=write` rewrites the key table.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

from tui.actions import ACTIONS, GROUPS
from tui.commands import yusuan
from tui.texts import choose, t

README = Path(__file__).parents[1] / "README.md"
_KEYS = re.compile(r"(<!-- keys -->\n).*?(<!-- /keys -->)", re.DOTALL)


_WHERE = {"browse": "树", "grid": "原表", "checks": "核对", "prose": "正文", "list": "列表", "help": "帮助",
          "compare": "比较", "budgets": "各份预算"}  # fmt: skip


def key_table() -> str:
    """Every action with its keys and the screens it works on, in the order of the table."""
    choose("zh")
    everywhere = {screen for action in ACTIONS for screen in action.screens}
    lines = []
    for group in GROUPS:
        for action in ACTIONS:
            if action.group == group and action.shown:
                most = len(action.screens) >= len(everywhere) - 3
                names = "各处" if most else "、".join(_WHERE[s] for s in action.screens)
                lines.append(f"| `{'` `'.join(action.shown.split())}` | {t(action.label_key)} | {names} |")
    return "\n".join(["| 按键 | 做什么 | 在哪里 |", "|---|---|---|", *lines]) + "\n"


def test_the_key_table_is_the_table_of_actions() -> None:
    text = README.read_text(encoding="utf-8")
    made = _KEYS.sub(lambda found: found[1] + key_table() + found[2], text)
    if os.environ.get("YUSUAN_README") == "write":
        README.write_text(made, encoding="utf-8")
    assert README.read_text(encoding="utf-8") == made


def test_every_command_is_named() -> None:
    text = README.read_text(encoding="utf-8")
    for name, command in yusuan.commands.items():
        if not command.hidden:
            assert f"yusuan {name}" in text, name
