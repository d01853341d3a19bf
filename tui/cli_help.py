"""click in our words: help in the chosen language laid out by cells, usage errors as one line, choices and files with completion.

Apart from commands.py, which only declares. A `help` given to an option or command is a key of tui.texts, looked up when shown.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import click
from click.shell_completion import CompletionItem

from tui.texts import t

WIDTH = 80
"""Cells of a line of help: what a narrow terminal shows without breaking words."""
LABEL = 14
"""A colon among so many characters ends the label of a line of help."""
_NOT_FIRST = "，。、；：？！）】”’%"


class Option(click.Option):
    """An option whose help is a key of texts."""

    @property
    def help(self) -> str | None:
        """The help in the chosen language."""
        return t(self._key) if self._key else None

    @help.setter
    def help(self, key: str | None) -> None:
        self._key = key


class Choice(click.ParamType[str]):
    """One of some words; the error lists them, each with its name: the text `titles`.word, where there is one."""

    name = "choice"

    def __init__(self, *words: str, titles: str = "") -> None:
        self.words = words
        self.titles = titles

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The word itself; usage error for any other."""
        if value in self.words:
            return str(value)
        return self.fail(f"{t('cli.bad_choice', value=value)}\n{self.there_is()}", param, ctx)

    def there_is(self) -> str:
        """All words, each with its name."""
        from tui.slips import there_is

        return there_is({word: t(f"{self.titles}.{word}") if self.titles else "" for word in self.words})

    def get_metavar(self, param: click.Parameter, ctx: click.Context) -> str:
        """`text|json` for the help."""
        return "|".join(self.words)

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
        """The words that begin so."""
        return [CompletionItem(word) for word in self.words if word.startswith(incomplete)]


class View(click.ParamType[str]):
    """A view by id, or by its name in any language (oneshot.py knows them); `more` are the views of the explorer besides those of tables."""

    name = "view"

    def __init__(self, more: bool = False) -> None:
        self.more = more

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The name as given."""
        return str(value)

    def get_metavar(self, param: click.Parameter, ctx: click.Context) -> str:
        """`VIEW` for the help."""
        return "VIEW"

    def ids(self) -> tuple[str, ...]:
        """The views there are."""
        from data_model.scopes import SCREEN_VIEWS, VIEWS

        return SCREEN_VIEWS if self.more else VIEWS

    def there_is(self) -> str:
        """All views, each with its name."""
        from tui.slips import there_is

        return there_is({view: t(f"view.{view}") for view in self.ids()})

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
        """The ids that begin so, with their names."""
        return [CompletionItem(view, help=t(f"view.{view}")) for view in self.ids() if view.startswith(incomplete)]


class Number(click.ParamType[int]):
    """A whole number of at least `least`."""

    name = "number"

    def __init__(self, least: int) -> None:
        self.least = least

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """The number; usage error for anything else."""
        if isinstance(value, int):
            return value
        if value.isascii() and value.isdigit() and len(value) <= 6 and int(value) >= self.least:
            return int(value)
        return self.fail(t("cli.bad_number", value=value, least=self.least), param, ctx)

    def get_metavar(self, param: click.Parameter, ctx: click.Context) -> str:
        """`N` for the help."""
        return "N"


class File(click.ParamType[str]):
    """A file name or `-`; shells complete files."""

    name = "file"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The name as given: reading says what is wrong with it."""
        return str(value)

    def get_metavar(self, param: click.Parameter, ctx: click.Context) -> str:
        """`FILE` for the help."""
        return "FILE"

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
        """Leave it to the shell."""
        return [CompletionItem(incomplete, type="file")]


class Helped:
    """Help of a command: usage, what it does, arguments, options, examples; every word from texts."""

    name: str | None
    help: str | None
    _declared: list[click.Parameter | Callable[[], click.Parameter]]

    @property
    def params(self) -> list[click.Parameter]:
        """Made when they are asked for: of all options declared a start needs those of one command."""
        made = [one if isinstance(one, click.Parameter) else one() for one in self._declared]
        self._declared = [*made]
        return made

    @params.setter
    def params(self, declared: list[click.Parameter]) -> None:
        self._declared = [*declared]

    def declare(self, option: Callable[[], click.Parameter]) -> None:
        """Add an option behind the others."""
        self._declared.append(option)

    def get_help(self, ctx: click.Context) -> str:
        """The whole help; click's formatter would only ask for the terminal's width."""
        return "\n".join(_help_lines(ctx))

    def get_short_help_str(self, limit: int = 45) -> str:
        """The first line, for lists and completion."""
        return t(f"cli.{self.name}.short")


class Command(Helped, click.Command):
    """A command with our help; its usage errors are its own, not those of the group it stands in."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """As click does, with the command named in what goes wrong."""
        try:
            return super().parse_args(ctx, args)
        except click.UsageError as error:
            error.ctx = error.ctx or ctx
            raise


class Group(Helped, click.Group):
    """`yusuan [FILE…]` and its commands: the first word that is no command is a file for the explorer."""

    default = "open"
    value_options = ("--lang", "--settings", "--unit", "--color", "--theme")

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Put the explorer's hidden command before arguments that name none."""
        word = self._first_word(args)
        if word is None:
            asks = any(arg in ("--help", "-h", "--version") for arg in args)
            if not asks and not ctx.resilient_parsing:
                args = [self.default, *args]
        elif word not in self.commands or word == self.default:
            args = [self.default, *args]
        return super().parse_args(ctx, args)

    def _first_word(self, args: list[str]) -> str | None:
        words = iter(args)
        for arg in words:
            if arg == "--":
                return next(words, None) and "--"
            if arg in self.value_options:
                next(words, None)
            elif not arg.startswith("-") or arg == "-":
                return arg
        return None

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """Commands and options, and files for the explorer."""
        return [*super().shell_complete(ctx, incomplete), CompletionItem(incomplete, type="file")]


def _help_lines(ctx: click.Context) -> list[str]:
    command = ctx.command
    name = command.name or ""
    lines = [t(f"cli.{name}.usage"), "", *t(f"cli.{name}.help").splitlines()]
    if isinstance(command, click.Group):
        shown = [c for c in command.commands.values() if not c.hidden]
        lines += ["", t("cli.commands"), *_columns([(c.name or "", c.get_short_help_str()) for c in shown])]
    options = [p for p in command.get_params(ctx) if isinstance(p, click.Option) and not p.hidden]
    if isinstance(command, Group):  # the explorer's own, which the hidden command takes
        known = {p.name for p in command.params}
        own = [p for p in command.commands[command.default].params if isinstance(p, click.Option) and not p.hidden]
        options[1:1] = [p for p in own if p.name not in known]
    lines += ["", t("cli.options"), *_columns([(_option_names(p, ctx), p.help or "") for p in options])]
    lines += ["", *t(f"cli.{name}.more").splitlines()]
    return [part for line in "\n".join(lines).splitlines() for part in _broken(line)]


def _broken(line: str) -> list[str]:
    """A line of text in lines of the help; what is continued stands under what follows its label (`Exit codes: `)."""
    from tui.cells import cell_width

    first, *more = _wrapped(line, WIDTH)
    if not more:
        return [first]
    label = next((line[: n + 1] for n, char in enumerate(line[:LABEL]) if char in ":："), "")
    indent = " " * (cell_width(label) + label.endswith(":") or len(line) - len(line.lstrip(" ")))
    return [first, *(indent + part for part in _wrapped(line[len(first) :].lstrip(), WIDTH - len(indent)))]


def _wrapped(text: str, room: int) -> list[str]:
    """Text in lines of so many cells, broken at blanks and between wide characters: an option (`--exit-code`) stays whole, which the
    wrapping of prose would break."""
    from tui.cells import cell_width

    lines: list[str] = []
    while 2 * len(text) > room and cell_width(text) > room:
        used = at = 0
        for n, char in enumerate(text):
            used += cell_width(char)
            if used > room:
                break
            after = text[n + 1 : n + 2]
            if after == " " or (
                after not in _NOT_FIRST and "\u2e80" <= max(char, after) <= "\uffef" and char not in "（“"
            ):
                at = n + 1
        if not at or not text[:at].strip():
            break  # one long word
        lines.append(text[:at].rstrip())
        text = text[at:].lstrip()
    return [*lines, text]


def _option_names(option: click.Option, ctx: click.Context) -> str:
    names = ", ".join(option.opts)
    return names if option.is_flag else f"{names} {option.make_metavar(ctx)}"


def _columns(rows: Sequence[tuple[str, str]]) -> list[str]:
    from tui.cells import cell_width

    width = max((cell_width(first) for first, _ in rows), default=0)
    lines = []
    for first, second in rows:
        for n, part in enumerate(_wrapped(second, WIDTH - width - 4)):
            lines.append(
                f"  {first if n == 0 else ''}{' ' * (width - (cell_width(first) if n == 0 else 0))}  {part}".rstrip()
            )
    return lines


def usage_trouble(error: click.UsageError) -> tuple[str, str, str]:
    """(place, cause, remedy) of a usage error in the chosen language."""
    path = error.ctx.command_path.removesuffix(" open") if error.ctx else "yusuan"
    remedy = t("cli.see_help", command=path)
    if isinstance(error, click.NoSuchOption):
        close = t("cli.perhaps", names=t("report.comma").join(error.possibilities)) if error.possibilities else ""
        if path.endswith(" find") and not error.option_name.startswith("--"):
            remedy = t("cli.not_an_option")
        elif owners := _commands_with(error):
            remedy = t("cli.option_of", names=t("report.comma").join(owners))
        return path, t("cli.no_option", option=error.option_name) + close, remedy
    if isinstance(error, click.MissingParameter):
        return path, t("cli.missing", name=_parameter(error)), remedy
    if isinstance(error, click.BadParameter):
        cause, _, instead = error.message.partition("\n")
        return f"{path}: {_parameter(error)}", cause, instead or remedy
    if isinstance(error, click.BadOptionUsage):
        return path, *_value_trouble(error, remedy)
    if "unexpected" in error.message:
        return path, t("cli.too_many"), remedy
    return path, error.message, remedy


def _value_trouble(error: click.BadOptionUsage, remedy: str) -> tuple[str, str]:
    """An option without its value, or a value where none belongs."""
    params = error.ctx.command.params if error.ctx else []
    option = next((p for p in params if isinstance(p, click.Option) and error.option_name in p.opts), None)
    if option is not None and option.is_flag:
        return t("cli.no_value", option=error.option_name), remedy
    kind = option.type if option is not None else None
    return t("cli.needs_value", option=error.option_name), kind.there_is() if isinstance(
        kind, (Choice, View)
    ) else remedy


def _commands_with(error: click.NoSuchOption) -> list[str]:
    """The commands that take an option which the explorer does not: `yusuan a.pdf --depth 2`."""
    ctx = error.ctx
    group = ctx.parent.command if ctx is not None and ctx.parent is not None else None
    if ctx is None or not isinstance(group, Group) or ctx.command.name != group.default:
        return []
    shown = [command for command in group.commands.values() if not command.hidden]
    return [f"yusuan {c.name}" for c in shown if any(error.option_name in p.opts for p in c.params)]


def _parameter(error: click.BadParameter) -> str:
    param = error.param
    if param is None:
        return str(error.param_hint or "")
    if not isinstance(param, click.Option):
        return t(f"cli.argument.{param.name}")
    source = error.ctx.get_parameter_source(param.name or "") if error.ctx else None
    if source is not None and source.name == "ENVIRONMENT":
        return str(param.envvar)
    return max(param.opts, key=len)
