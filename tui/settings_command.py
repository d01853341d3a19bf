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
    """One setting: its value as the file writes it, and where that comes from: option, environment, file (in a line), default."""

    name: str
    value: str
    origin: str
    line: int | None = None

    @property
    def words(self) -> str:
        """The value as a person reads it: amounts are in 万元 when nobody said so, in the explorer as printed."""
        return t("settings.printed_unit") if (self.name, self.origin) == ("unit", "default") else self.value

    @property
    def origin_words(self) -> str:
        """Where the value comes from."""
        option, variable = f"--{self.name}", f"YUSUAN_{self.name.upper()}"
        names = {"option": option, "environment": variable}
        return t(f"settings.origin.{self.origin}", name=names.get(self.origin, ""), line=self.line or "?")


Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]


def declare(group: click.Group, option: Callable[..., Decorator], languages: Decorator) -> None:
    """Add `settings` to the command line."""

    @group.command("settings", cls=Command, add_help_option=False)
    @option("--example", is_flag=True, help="cli.opt.example")
    @option("--format", "form", type=Choice("text", "json"), default="text", help="cli.opt.format")
    @option("-o", "--output", type=File(), default="", help="cli.opt.output")
    @option(
        "--theme",
        type=Choice(*settings.CHOICES["theme"], titles="settings.is.theme"),
        envvar="YUSUAN_THEME",
        help="cli.opt.theme",
    )
    @option(
        "--unit",
        type=Choice(*settings.CHOICES["unit"], titles="unit"),
        envvar="YUSUAN_UNIT",
        help="cli.opt.unit_screen",
    )
    @option(
        "--color",
        type=Choice(*settings.CHOICES["color"], titles="settings.is.color"),
        envvar="YUSUAN_COLOR",
        help="cli.opt.color_screen",
    )
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
        found.append(InForce(name, shown, origin, wishes.lines.get(name) if origin == "file" else None))
    for section, named_there in (("columns", wishes.columns), ("keys", wishes.keys)):
        for name, words in named_there.items():
            value = " ".join(words if section == "columns" else _keys_shown(words)) or "—"
            found.append(InForce(f"{section}.{name}", value, "file", wishes.lines.get(f"{section}.{name}")))
    return found


def _keys_shown(keys: tuple[str, ...]) -> list[str]:
    from tui.keys import key_shown

    return [key_shown(key) for key in keys]


def _origin(name: str, source: str, wishes: settings.Settings) -> str:
    if source in ("COMMANDLINE", "ENVIRONMENT"):
        return "option" if source == "COMMANDLINE" else "environment"
    return "file" if name in wishes.values else "default"


def lines(wishes: settings.Settings, listed: list[InForce]) -> list[Line]:
    """The path, then a table."""
    from tui.cells import cell_width, left

    if not wishes.path:
        head = t("settings.none_counts")
    else:
        head = t("settings.file" if wishes.found else "settings.file_missing", path=wishes.path)
    table = [tuple(t(f"settings.head.{name}") for name in ("name", "value", "origin"))]
    table += [(one.name, one.words, one.origin_words) for one in listed]
    names, values = (max(cell_width(row[n]) for row in table) for n in (0, 1))
    out: list[Line] = [((head, "bold"),), ()]
    for n, (name, value, origin) in enumerate(table):
        out.append(((f"{left(name, names)}  {left(value, values)}  {origin}", "dim" if n == 0 else ""),))
    return out


def example_file() -> str:
    """A settings file with everything in it, every line commented out: the names to choose from, and what counts without it."""
    import json

    from tui.actions import ACTIONS
    from tui.columns import COMPARE, VIEWS, columns_of, usual
    from tui.keys import key_written
    from tui.slips import named

    out = [f"# {t('settings.example.top')}", ""]
    for name in (*settings.CHOICES, *settings.FLAGS):
        default = _DEFAULTS[name]
        value = str(default).lower() if isinstance(default, bool) else f'"{default}"'
        words = " | ".join(settings.CHOICES.get(name, ("true", "false")))
        out.append(f"# {name} = {value}    # {words}")
    out += ["", "[columns]", f"# {t('settings.example.columns')}"]
    for view in (VIEWS[0], COMPARE):
        names = t("report.comma").join(named(column, t(f"screen.column.{column}")) for column in columns_of(view))
        out.append(f"# {t('settings.example.compare' if view == COMPARE else 'settings.example.tree', names=names)}")
    out += [f"# {view} = {json.dumps(list(usual(view)))}    # {t(f'view.{view}')}" for view in ("all", *VIEWS)]
    out += ["", "[keys]", f"# {t('settings.example.keys')}"]
    for action in ACTIONS:
        keys = json.dumps([key_written(key) for key in action.keys], ensure_ascii=False)
        out.append(f"# {action.id} = {keys}    # {t(action.label_key)}")
    return "\n".join(out) + "\n"
