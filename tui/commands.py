"""The commands as click sees them: arguments, options, completion. Thin: each calls oneshot.py or starts the explorer, whose
modules are imported inside the command that needs them."""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import partial
from typing import Any, TypeVar

import click

from tui import restrict, settings
from tui.check_command import declare as declare_check
from tui.cli_help import Choice, Command, File, Group, Helped, Number, Option, View, usage_trouble
from tui.console import TROUBLE, Console, Trouble
from tui.diff_command import declare as declare_diff
from tui.settings_command import declare as declare_settings
from tui.texts import t

_F = TypeVar("_F", bound=Callable[..., Any])
_UNITS = {"yuan": "元", "wan": "万元", "yi": "亿元"}


def run(argv: list[str]) -> int:
    """Run click on the arguments and return the exit code; usage errors are one line and 2."""
    wishes = settings.current().values
    wished = {name if name != "ascii" else "ascii_only": value for name, value in wishes.items() if name != "lang"}
    try:
        code = yusuan.main(argv, "yusuan", standalone_mode=False, default_map=dict.fromkeys(yusuan.commands, wished))
    except click.UsageError as error:
        Console().trouble(*usage_trouble(error))
        return TROUBLE
    except click.exceptions.Exit as leaving:
        return leaving.exit_code
    except click.Abort:
        raise KeyboardInterrupt from None
    return code if isinstance(code, int) else 0


def _option(*names: str, **given: Any) -> Callable[[_F], _F]:
    """As click.option, but the option is made when its command needs it."""

    def decorate(command: _F) -> _F:
        vars(command).setdefault("__click_params__", []).append(partial(Option, names, **given))
        return command

    return decorate


def _languages(command: _F) -> _F:
    """`--lang`, `--settings` and `--restricted`, read before click starts (cli.py); declared so that every command accepts them."""
    shown = command.__name__ in ("yusuan", "explorer")
    command = _option("--restricted", is_flag=True, expose_value=False, hidden=not shown, help="cli.opt.restricted")(
        command
    )
    shown = shown or command.__name__ == "settings_command"
    command = _option("--settings", type=File(), expose_value=False, hidden=not shown, help="cli.opt.settings")(command)
    return _option(
        "--lang", type=Choice("zh", "en", titles="settings.is.lang"), expose_value=False, help="cli.opt.lang"
    )(command)


def _merge(command: _F) -> _F:
    """`--merge`: the files are parts of one document."""
    return _option("--merge", is_flag=True, help="cli.opt.merge")(command)


def _output(*forms: str) -> Callable[[_F], _F]:
    """The options every one-shot command takes, in the order of the help; without --format the suffix of -o decides, else the first."""

    def decorate(command: _F) -> _F:
        for option in reversed(
            [
                _option("--format", "form", type=Choice(*forms), help="cli.opt.format"),
                _option("-o", "--output", type=File(), default="", help="cli.opt.output"),
                _option("--unit", type=Choice(*_UNITS, titles="unit"), default="wan", envvar="YUSUAN_UNIT", help="cli.opt.unit"),
                _option("--color", type=Choice("auto", "always", "never", titles="settings.is.color"), default="auto", envvar="YUSUAN_COLOR",
                        help="cli.opt.color"),
                _option("--ascii", "ascii_only", is_flag=True, envvar="YUSUAN_ASCII", help="cli.opt.ascii"),
                _languages,
            ]
        ):  # fmt: skip
            command = option(command)
        return command

    return decorate


def _options(form: str | None, output: str, unit: str, color: str, ascii_only: bool, merge: bool = False) -> Any:
    from tui.oneshot import Options

    return Options(form or _form_of(output), output, _UNITS[unit], color, ascii_only, merge)


_SUFFIXES = {".csv": "csv", ".json": "json", ".md": "markdown", ".markdown": "markdown", ".xlsx": "xlsx", ".txt": "text",
             ".html": "html", ".htm": "html", ".pdf": "", ".docx": "", ".doc": "", ".xls": ""}  # fmt: skip


def _form_of(output: str) -> str:
    """The format of the running command for an output file: by its suffix, else the first one the command has. Raises Trouble for
    a suffix that promises a format the command does not write."""
    forms = next(
        p.type.words
        for p in click.get_current_context().command.params
        if isinstance(p.type, Choice) and p.name == "form"
    )
    suffix = os.path.splitext(output)[1].lower()
    form = _SUFFIXES.get(suffix, forms[0])
    if form not in forms:
        raise Trouble(
            output, t("cli.bad_suffix", suffix=suffix), t("cli.bad_suffix_hint", words=t("report.comma").join(forms))
        )
    return str(form)


def _version(ctx: click.Context, param: click.Parameter, wanted: bool) -> None:
    if wanted and not ctx.resilient_parsing:
        from tui.oneshot import tool_version

        Console().text(f"yusuan {tool_version()}\n")
        ctx.exit()


@click.group("yusuan", cls=Group, add_help_option=False)
@_option("--version", is_flag=True, is_eager=True, expose_value=False, callback=_version, help="cli.opt.version")
@_languages
def yusuan() -> None:
    """The commands; without one the explorer opens (Group puts `open` before the files)."""


def _help_option(command: click.Command) -> None:
    """`--help` and `-h` with our words on every command."""

    def show(ctx: click.Context, param: click.Parameter, wanted: bool) -> None:
        if wanted and not ctx.resilient_parsing:
            if ctx.command.name == "open":
                ctx = ctx.parent or ctx
            Console().text(ctx.get_help() + "\n")
            ctx.exit()

    assert isinstance(command, Helped)
    given: dict[str, Any] = {
        "is_flag": True,
        "is_eager": True,
        "expose_value": False,
        "callback": show,
        "help": "cli.opt.help",
    }
    command.declare(partial(Option, ("-h", "--help"), **given))


@yusuan.command("summary", cls=Command, add_help_option=False)
@click.argument("files", nargs=-1, required=True, type=File())
@_merge
@_output("text", "json")
def summary(files: tuple[str, ...], **given: Any) -> int:
    """One screen a budget."""
    from tui.oneshot import summary as show

    return show(files, _options(**given))


@yusuan.command("tree", cls=Command, add_help_option=False)
@click.argument("files", nargs=-1, required=True, type=File())
@_option("--depth", type=Number(1), help="cli.opt.depth")
@_option("--view", type=View(more=True), default="function", help="cli.opt.view")
@_option("--scope", default="", metavar="SCOPE", help="cli.opt.scope")
@_option("--filter", "query", default="", metavar="QUERY", help="cli.opt.filter")
@_merge
@_output("text", "json", "csv")
def tree(files: tuple[str, ...], depth: int | None, view: str, scope: str, query: str, **given: Any) -> int:
    """One budget as a tree."""
    from tui.oneshot import tree as show

    return show(files, _options(**given), view, scope, depth, query)


declare_diff(yusuan, _option, _output, _options)


declare_check(yusuan, _option, _output, _options)


@yusuan.command("find", cls=Command, add_help_option=False)
@click.argument("query", metavar="QUERY")
@click.argument("files", nargs=-1, required=True, type=File())
@_merge
@_output("text", "json", "csv")
def find(query: str, files: tuple[str, ...], **given: Any) -> int:
    """Search tables and prose."""
    from tui.oneshot import find as show

    return show(query, files, _options(**given))


declare_settings(yusuan, _option, _languages)


@yusuan.command("export", cls=Command, add_help_option=False)
@click.argument("files", nargs=-1, required=True, type=File())
@_option("--bom", is_flag=True, help="cli.opt.bom")
@_merge
@_output("csv", "json", "markdown", "xlsx", "text")
def export(files: tuple[str, ...], bom: bool, **given: Any) -> int:
    """A budget in another format."""
    from tui.oneshot import export as show

    return show(files, _options(**given), bom)


@yusuan.command("open", cls=Command, hidden=True, add_help_option=False)
@click.argument("files", nargs=-1, type=File())
@_option("--unit", type=Choice(*_UNITS, titles="unit"), envvar="YUSUAN_UNIT", help="cli.opt.unit_screen")
@_option(
    "--color",
    type=Choice("auto", "always", "never", titles="settings.is.color"),
    default="auto",
    envvar="YUSUAN_COLOR",
    help="cli.opt.color_screen",
)
@_option("--ascii", "ascii_only", is_flag=True, envvar="YUSUAN_ASCII", help="cli.opt.ascii")
@_option(
    "--theme",
    type=Choice(*settings.CHOICES["theme"], titles="settings.is.theme"),
    default="auto",
    envvar="YUSUAN_THEME",
    help="cli.opt.theme",
)
@_option("--show-persons", is_flag=True, help="cli.opt.show_persons")
@_option("--no-state", is_flag=True, envvar="YUSUAN_NO_STATE", help="cli.opt.no_state")
@_merge
@_option("--version", is_flag=True, is_eager=True, expose_value=False, callback=_version, help="cli.opt.version")
@_languages
def explorer(
    files: tuple[str, ...],
    unit: str | None,
    color: str,
    ascii_only: bool,
    theme: str,
    show_persons: bool,
    no_state: bool,
    merge: bool,
) -> int:
    """The explorer; without a terminal the summary of each."""
    from tui.opening import open_files

    if not restrict.active() and files and not os.path.exists(files[0]) and (close := _close_commands(files[0])):
        raise Trouble(files[0], t("cli.no_file"), t("cli.perhaps_command", names=close))
    return open_files(files, _UNITS[unit] if unit else "", color, ascii_only, theme, show_persons, no_state, merge)


def _close_commands(word: str) -> str:
    """Commands a word may have been meant as: `sumary` -> `yusuan summary`."""
    from difflib import get_close_matches

    names = [name for name, command in yusuan.commands.items() if not command.hidden]
    return t("report.comma").join(f"yusuan {name}" for name in get_close_matches(word, names, 2, 0.7))


for _command in (yusuan, *yusuan.commands.values()):
    _help_option(_command)
