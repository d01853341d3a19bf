"""`yusuan settings`: where the settings file is, what every setting is and where that comes from; an example to start from. Apart from
settings.py, which every start reads."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Any, NamedTuple

import click

from tui import settings
from tui.cli_help import Choice, Command, File
from tui.console import Console, Line
from tui.texts import language, t

_DEFAULTS: dict[str, str | bool] = {"lang": "zh", "theme": "auto", "unit": "wan", "color": "auto", "ascii": False}


class InForce(NamedTuple):
    """One setting: its value as the file writes it, and where that comes from in words."""

    name: str
    value: str
    origin: str


Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]


def declare(group: click.Group, option: Callable[..., Decorator], languages: Decorator) -> None:
    """Add `settings` to the command line."""

    @group.command("settings", cls=Command, add_help_option=False)
    @option("--example", is_flag=True, help="cli.opt.example")
    @option("--format", "form", type=Choice("text", "json"), default="text", help="cli.opt.format")
    @option("-o", "--output", type=File(), default="", help="cli.opt.output")
    @option("--theme", type=Choice(*settings.CHOICES["theme"]), envvar="YUSUAN_THEME", help="cli.opt.theme")
    @option("--unit", type=Choice(*settings.CHOICES["unit"]), envvar="YUSUAN_UNIT", help="cli.opt.unit")
    @option("--color", type=Choice(*settings.CHOICES["color"]), envvar="YUSUAN_COLOR", help="cli.opt.color")
    @option("--ascii", "ascii_only", is_flag=True, envvar="YUSUAN_ASCII", help="cli.opt.ascii")
    @languages
    def settings_command(example: bool, form: str, output: str, **given: Any) -> int:
        """Path, values, origins."""
        ctx = click.get_current_context()
        console = Console(given["color"] or "auto", output, bool(given["ascii_only"]))
        wishes = settings.current()
        if example:
            console.text(example_file())
            return 0
        listed = in_force(ctx, wishes, given)
        if form == "json":
            import json

            rows = [one._asdict() for one in listed]
            told = {"path": wishes.path, "exists": wishes.found, "settings": rows}
            console.text(json.dumps(told, ensure_ascii=False, indent=1) + "\n")
        else:
            console.lines(lines(wishes, listed))
        return 0


def in_force(ctx: click.Context, wishes: settings.Settings, given: dict[str, Any]) -> list[InForce]:
    """Every setting with its value and origin; columns and keys only where the file names them."""
    found = []
    for name in (*settings.CHOICES, *settings.FLAGS):
        if name == "lang":
            said = [one.get_parameter_source("lang") for one in (ctx, ctx.parent) if one is not None]
            named = any(told is not None and told.name == "COMMANDLINE" for told in said)
            source = "COMMANDLINE" if named else "ENVIRONMENT" if os.environ.get("YUSUAN_LANG") else ""
            value: object = language()
        else:
            parameter = "ascii_only" if name == "ascii" else name
            told = ctx.get_parameter_source(parameter)
            source = told.name if told is not None else ""
            value = _DEFAULTS[name] if given[parameter] is None else given[parameter]
        origin = _origin(name, source, wishes)
        shown = str(value).lower() if isinstance(value, bool) else str(value)
        if name == "unit" and origin == t("settings.origin.default"):
            shown = t("settings.printed_unit")
        found.append(InForce(name, shown, origin))
    for section, named_there in (("columns", wishes.columns), ("keys", wishes.keys)):
        for name, words in named_there.items():
            value = " ".join(words if section == "columns" else _keys_shown(words)) or "—"
            found.append(InForce(f"{section}.{name}", value, _line(f"{section}.{name}", wishes)))
    return found


def _keys_shown(keys: tuple[str, ...]) -> list[str]:
    from tui.keys import key_shown

    return [key_shown(key) for key in keys]


def _line(name: str, wishes: settings.Settings) -> str:
    return t("settings.origin.file", line=wishes.lines.get(name, "?"))


def _origin(name: str, source: str, wishes: settings.Settings) -> str:
    if source == "COMMANDLINE":
        return t("settings.origin.option", name=f"--{name}")
    if source == "ENVIRONMENT":
        return t("settings.origin.environment", name=f"YUSUAN_{name.upper()}")
    return _line(name, wishes) if name in wishes.values else t("settings.origin.default")


def lines(wishes: settings.Settings, listed: list[InForce]) -> list[Line]:
    """The path, then a table."""
    from tui.cells import cell_width, left

    if not wishes.path:
        head = t("settings.none_counts")
    else:
        head = t("settings.file" if wishes.found else "settings.file_missing", path=wishes.path)
    heads = InForce(*(t(f"settings.head.{name}") for name in InForce._fields))
    names = max(cell_width(one.name) for one in (heads, *listed))
    values = max(cell_width(one.value) for one in (heads, *listed))
    out: list[Line] = [((head, "bold"),), ()]
    for n, one in enumerate((heads, *listed)):
        text = f"{left(one.name, names)}  {left(one.value, values)}  {one.origin}"
        out.append(((text, "dim" if n == 0 else ""),))
    return out


def example_file() -> str:
    """A settings file with everything in it, every line commented out: the names to choose from, and what counts without it."""
    import json

    from tui.actions import ACTIONS
    from tui.columns import COMPARE, VIEWS, columns_of, usual
    from tui.keys import key_written

    out = [f"# {t('settings.example.top')}", ""]
    for name in (*settings.CHOICES, *settings.FLAGS):
        default = _DEFAULTS[name]
        value = str(default).lower() if isinstance(default, bool) else f'"{default}"'
        words = " | ".join(settings.CHOICES.get(name, ("true", "false")))
        out.append(f"# {name} = {value}    # {words}")
    out += [
        "",
        "[columns]",
        f"# {t('settings.example.columns')}: {' '.join(columns_of(VIEWS[0]))}; {COMPARE}: {' '.join(columns_of(COMPARE))}",
    ]
    out += [f"# {view} = {json.dumps(list(usual(view)))}" for view in ("all", *VIEWS)]
    out += ["", "[keys]", f"# {t('settings.example.keys')}"]
    for action in ACTIONS:
        keys = json.dumps([key_written(key) for key in action.keys], ensure_ascii=False)
        out.append(f"# {action.id} = {keys}    # {t(action.label_key)}")
    return "\n".join(out) + "\n"
