"""`yusuan check`: its options, reading, exit code; many files at once in processes. Apart from commands.py and oneshot.py for its size;
the report is report_check.py.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

import click

from tui.cli_help import Choice, Command, File
from tui.console import OK, TROUBLE, Console, Trouble, is_terminal
from tui.texts import choose, error_words, language, t

if TYPE_CHECKING:
    from data_model.budget import Budget
    from tui.oneshot import Options
    from tui.report_check import Checked
    from tui.sources import Source

MISMATCH = 1
"""The exit code when a figure does not agree."""
_BAR = 20

Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]


def declare(group: click.Group, option: Callable[..., Decorator], output: Callable[..., Decorator], options: Callable[..., Options]) -> None:  # fmt: skip
    """Add `check` to the command line, with the options every one-shot command takes (`output`, `options` of commands.py)."""

    @group.command("check", cls=Command, add_help_option=False)
    @click.argument("files", nargs=-1, type=File())
    @option("--by", type=Choice("severity", "section"), default="severity", help="check.opt.by")
    @option("--all", "everything", is_flag=True, help="check.opt.all")
    @option("--last-year", type=File(), default="", help="check.opt.last_year")
    @option("--part-of", type=File(), default="", help="check.opt.part_of")
    @option("--against", type=File(), default="", help="check.opt.against")
    @option("--merge", is_flag=True, help="cli.opt.merge")
    @option("--rules", is_flag=True, help="check.opt.rules")
    @output("text", "json", "csv", "markdown")
    def check(
        files: tuple[str, ...], by: str, everything: bool, last_year: str, part_of: str, against: str, rules: bool, **given: Any,
    ) -> int:  # fmt: skip
        """Hold budgets to their identities."""
        chosen = options(**given)
        if rules:
            return show_rules(chosen)
        if not files:
            raise Trouble("yusuan check", t("check.needs_file"), t("cli.see_help", command="yusuan check"))
        others = (last_year, part_of, against)
        if any(others) and len(files) > 1 and not chosen.merge:
            raise Trouble("yusuan check", t("check.one_only"), t("check.one_only_hint"))
        return run(files, others, by == "section", everything, chosen)


def show_rules(options: Options) -> int:
    """All rules as text, JSON or CSV."""
    from tui.report_check import RULE_COLUMNS, rule_lines, rule_rows

    console = options.console()
    if options.form in ("json", "csv"):
        _list(console, options.form, RULE_COLUMNS, rule_rows())
    else:
        console.lines(rule_lines(console.width))
    return OK


def run(
    files: Sequence[str], others: tuple[str, str, str], by_section: bool, everything: bool, options: Options
) -> int:
    """Check each file; several at once in as many processes as there are cores."""
    from tui.oneshot import load_each
    from tui.sources import sources_of

    console = options.console()
    compared: list[Budget | None] = []
    for name in others:
        found = next(load_each(sources_of([name]), console), None) if name else None
        if name and found is None:
            return TROUBLE
        compared.append(found[1] if found else None)
    if len(files) == 1 or "-" in files or options.merge:
        done = [
            checked(source, budget, compared, by_section, everything)
            for source, budget in load_each(sources_of(files, options.merge), console)
        ]
        unreadable: list[str] = []
    else:
        done, unreadable = _many(list(files), by_section, everything, console)
    _show(done, unreadable, len(files) > 1 and not options.merge, everything, options, console)
    if console.troubled:
        return TROUBLE
    return MISMATCH if any(one.count("mismatch") for one in done) else OK


def checked(
    source: Source, budget: Budget, compared: Sequence[Budget | None], by_section: bool, everything: bool
) -> Checked:
    """The findings of one budget and what a report needs besides."""
    from data_model.checks import check, in_order
    from tui.report_check import Checked, said_in, table_facts
    from tui.report_summary_text import heading
    from tui.widgets.naming import short_entity

    last_year, part_of, against = compared
    found = check(budget, last_year, part_of, against, all_results=True)
    if by_section:
        found = in_order(found, by_section=True)
    agree = sum(1 for finding in found if finding.verdict == "ok")
    kept = tuple(found if everything else [f for f in found if f.verdict != "ok"])
    recovered = budget.recovered
    title = re.sub(" +", " ", heading(budget, short_entity(budget.meta.entity)))
    document = budget.meta.title or title
    said = said_in(budget, kept)
    return Checked(
        source.name, title, document, budget.meta.unit, table_facts(budget.tables), kept, agree, recovered, said
    )


# --- many files --------------------------------------------------------------------------------------------------------------


def _many(files: list[str], by_section: bool, everything: bool, console: Console) -> tuple[list[Checked], list[str]]:
    """All files in order of their names given; a file that cannot be read is a line on stderr."""
    from tui.sources import shown_name

    done: list[Checked] = []
    unreadable: list[str] = []
    for file, result in _results(files, by_section, everything, console):
        if isinstance(result, tuple) and not hasattr(result, "file"):
            unreadable.append(shown_name(file))
            console.trouble(*result)
        else:
            done.append(result)
    return done, unreadable


def _results(files: list[str], by_section: bool, everything: bool, console: Console) -> Iterator[tuple[str, Any]]:
    """(file, Checked or (place, cause, remedy)) in the order given."""
    from concurrent.futures import ProcessPoolExecutor, as_completed

    shows = is_terminal(sys.stderr) and os.environ.get("TERM") != "dumb"
    with ProcessPoolExecutor(min(os.cpu_count() or 1, len(files))) as pool:
        waiting = {pool.submit(check_file, file, by_section, everything, language()): i for i, file in enumerate(files)}
        results: dict[int, Any] = {}
        try:
            for finished in as_completed(waiting):
                at = waiting[finished]
                try:
                    results[at] = finished.result()
                except Exception as error:  # a worker that died: the others' results stand
                    results[at] = (files[at], t("console.unexpected", type=type(error).__name__), t("console.debug"))
                if shows:
                    _bar(console, len(results), len(files))
        except KeyboardInterrupt:
            pool.shutdown(wait=False, cancel_futures=True)
            raise
    console.end_progress()
    yield from ((file, results[i]) for i, file in enumerate(files))


def check_file(file: str, by_section: bool, everything: bool, chosen: str) -> Any:
    """In a worker: the Checked of one file, or its trouble as (place, cause, remedy)."""
    choose(chosen)
    from data_model.readers.raw import Cancelled, ReadError
    from tui.oneshot import place_of_error
    from tui.sources import FileSource

    source = FileSource(file)
    try:
        return checked(source, source.load(), (None, None, None), by_section, everything)
    except ReadError as error:
        return place_of_error(source, error), *error_words(error)
    except Cancelled:
        return file, "", ""
    except (MemoryError, Exception) as error:
        return file, t("console.unexpected", type=type(error).__name__), t("console.debug")


def _bar(console: Console, done: int, total: int) -> None:
    filled = _BAR * done // total
    console.show_progress(t("check.progress", bar="█" * filled + "·" * (_BAR - filled), done=done, total=total))


# --- showing -----------------------------------------------------------------------------------------------------------------


def _show(
    done: list[Checked], unreadable: list[str], many: bool, everything: bool, options: Options, console: Console
) -> None:  # fmt: skip
    from tui.report_check import CHECK_COLUMNS, check_lines, check_markdown, check_rows, finding_lines, results_lines

    if options.form in ("json", "csv"):
        _list(console, options.form, CHECK_COLUMNS, [row for one in done for row in check_rows(one, everything)])
        return
    if options.form == "markdown":
        if done:
            console.text("\n".join(check_markdown(one, options.unit, everything) for one in done))
        return
    width = console.width
    lines: list[Any] = results_lines(done, unreadable, width) if many else []
    told = False
    for one in done:
        if not many or everything:
            lines += [()] * bool(lines) + check_lines(one, options.unit, width, everything)
        elif found := [f for f in one.findings if f.verdict == "mismatch"]:
            lines += [] if told else [(), ((t("check.only_mismatch"), "dim"),)]
            told = True
            lines += [(), ((one.file, "bold"),), *finding_lines(one, found, options.unit, width)]
    if lines:
        console.lines(lines)


def _list(console: Console, form: str, columns: Sequence[str], rows: list[dict[str, Any]]) -> None:
    """Rows as JSON or CSV."""
    if form == "csv":
        from tui.report import csv_rows

        console.text(csv_rows(columns, rows))
        return
    from data_model.text import json_text

    console.text(json_text(rows), clean=False)
