"""`yusuan diff` as click sees it: arguments and options. Apart from commands.py, which declares the smaller commands; what it does is in
oneshot_diff.py, so that a plain `yusuan diff A B` need not wait for click."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import click

from tui.cli_help import Choice, Command, File, Number, View
from tui.console import Trouble
from tui.texts import t

if TYPE_CHECKING:
    from tui.oneshot import Options

Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]


def declare(group: click.Group, option: Callable[..., Decorator], output: Callable[..., Decorator], options: Callable[..., Options]) -> None:  # fmt: skip
    """Add `diff` to the command line, with the options every one-shot command takes (`output`, `options` of commands.py)."""

    @group.command("diff", cls=Command, add_help_option=False)
    @click.argument("files", nargs=-1, required=True, type=File())
    @option("--last-year", is_flag=True, help="cli.opt.last_year")
    @option("--table", "tables", multiple=True, metavar="TABLE", help="cli.opt.table")
    @option("--view", type=View(), default="function", help="cli.opt.view")
    @option("--scope", default="", metavar="SCOPE", help="cli.opt.scope")
    @option("--measure", default="", metavar="MEASURE", help="cli.opt.measure")
    @option("--only", type=Choice("changed", "added", "removed", "moved"), help="cli.opt.only")
    @option("--sort", type=Choice("path", "delta", "percent", "a", "b"), default="path", help="cli.opt.sort")
    @option("--min", "least", default="", metavar="N", help="cli.opt.min")
    @option("--by", type=Choice("amount", "share"), default="amount", help="cli.opt.by")
    @option("--depth", type=Number(1), help="cli.opt.depth")
    @option("--exit-code", is_flag=True, help="cli.opt.exit_code")
    @output("text", "json", "csv", "markdown", "html")
    def diff(
        files: tuple[str, ...], last_year: bool, tables: tuple[str, ...], view: str, scope: str, measure: str, only: str | None,
        sort: str, least: str, by: str, depth: int | None, exit_code: bool, **given: Any,
    ) -> int:  # fmt: skip
        """Two budgets side by side, or several, or one and its last year."""
        from tui.oneshot_diff import Wanted, run

        chosen = options(**given)
        wanted = Wanted(tables, view, scope, measure, only or "", sort, least, by == "share", depth, exit_code)
        if last_year and len(files) != 1:
            raise Trouble("yusuan diff", t("diff.one_only"), t("diff.one_only_hint"))
        if not last_year and len(files) < 2:
            raise Trouble("yusuan diff", t("diff.need_two"), t("diff.need_two_hint"))
        return run(files, last_year, wanted, chosen)
