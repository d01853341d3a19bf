"""What `yusuan diff` does, given plain values: read, compare, write, exit code. Apart from oneshot.py because it is as large as all the other
commands, and from diff_command.py so that it runs without click."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from tui.console import TROUBLE, Console, Trouble
from tui.texts import spoken, t, term

if TYPE_CHECKING:
    from data_model.budget import Budget
    from data_model.comparing.diff_select import Selection
    from data_model.comparison import Comparison, Incomparable
    from tui.oneshot import Options

DIFFERENT = 1
"""The exit code of `--exit-code` when something differs."""


LARGE = 1 << 20
"""Bytes of a file from which reading it for comparing only is worth while."""


MANY = 2000
"""Changes from which loading a faster writer of JSON is worth while."""
_KEPT: list[object] = []
"""What was read from large files and made of it. A command ends without taking it apart (cli.py), which costs a tenth of its time."""


class Wanted:
    """What the user asked for, as given."""

    __slots__ = ("by_share", "depth", "exit_code", "least", "measure", "only", "scope", "sort", "tables", "view")

    def __init__(
        self, tables: tuple[str, ...] = (), view: str = "function", scope: str = "", measure: str = "", only: str = "",
        sort: str = "path", least: str = "", by_share: bool = False, depth: int | None = None, exit_code: bool = False,
    ) -> None:  # fmt: skip
        self.tables, self.view, self.scope, self.measure, self.only = tables, view, scope, measure, only
        self.sort, self.least, self.by_share, self.depth, self.exit_code = sort, least, by_share, depth, exit_code


def run(files: Sequence[str], last_year: bool, wanted: Wanted, options: Options) -> int:
    """Read the files and write the comparison. All must be readable: half a comparison is none."""
    from data_model.comparison import Incomparable
    from tui.oneshot import load_each
    from tui.sources import sources_of

    console = options.console()
    selection = _selection(wanted, options)
    by_rows = len(files) == 2 and (wanted.tables or _view(wanted.view) == "function")
    budgets = _read_pair(files) if by_rows else []
    _KEPT.extend(budgets)
    budgets = budgets or [budget for _, budget in load_each(sources_of(files), console)]
    if len(budgets) < len(files):
        return TROUBLE
    try:
        if len(budgets) > 2:
            return _many(budgets, wanted, selection, options, console)
        made = _last_year(budgets[0], wanted) if last_year else _pair(budgets[0], budgets[1], wanted)
    except Incomparable as error:
        raise _trouble(error, wanted) from None
    from data_model.comparing.diff_select import different

    if _KEPT:
        _KEPT.extend(made)
    _write(made, wanted, selection, options, console)
    if console.troubled:
        return TROUBLE
    return DIFFERENT if wanted.exit_code and any(different(c, selection) for c in made) else 0


def _view(name: str) -> str:
    """The id of a view of tables: only these are compared. Raises Trouble."""
    from data_model.scopes import VIEWS
    from tui.oneshot import view_id

    return view_id(name, VIEWS)


def _selection(wanted: Wanted, options: Options) -> Selection:
    from data_model.amount import AmountError, parse
    from data_model.comparing.diff_select import Selection

    least = 0
    if wanted.least:
        try:
            amount = parse(wanted.least, options.unit)
        except AmountError:
            amount = None
        if amount is None:
            raise Trouble("--min", t("diff.bad_min", value=wanted.least), t("diff.bad_min_hint"))
        least = abs(amount.fen)
    inner = wanted.depth is None and options.form == "text"
    return Selection(wanted.only, least, wanted.depth, inner, wanted.sort)


# --- what is compared --------------------------------------------------------------------------------------------------------


def _read_pair(files: Sequence[str]) -> list[Budget]:
    """Two large files of ours, read for comparing only; none when they are anything else, or cannot be read: the general way tells why."""
    from tui import restrict
    from tui.sources import LARGEST

    if restrict.active() or not all(name.endswith(".json") for name in files):
        return []
    try:
        if not all(os.path.isfile(name) and LARGE <= os.path.getsize(name) <= LARGEST for name in files):
            return []
        import mmap

        from data_model.native import NotNative
        from data_model.native_rows import load_rows
    except OSError:
        return []
    budgets = []
    for name in files:
        try:
            with open(name, "rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
                budgets.append(load_rows(data))
        except (OSError, NotNative, ImportError):
            return []
    return budgets


def _pair(a: Budget, b: Budget, wanted: Wanted) -> list[Comparison]:
    from data_model.compare import compare
    from data_model.comparing.compare_sides import kinds_in_both

    if not wanted.tables:
        return [compare(a, b, _view(wanted.view), wanted.scope, "", wanted.measure)]
    made = []
    for name in wanted.tables:
        if name == "all":
            both = kinds_in_both(a, b)
            made += [compare(a, b, table=kind, measure=m) for kind, m in both if wanted.measure in ("", m)]
        else:
            made.append(compare(a, b, table=table_kind(b, name), measure=wanted.measure))
    return made


def _last_year(budget: Budget, wanted: Wanted) -> list[Comparison]:
    from data_model.comparing.last_year import compare_last_year, told_tables
    from data_model.forms import FORMS

    tables = [table_kind(budget, name) if name != "all" else name for name in wanted.tables]
    if not tables and wanted.scope:
        tables = [
            f.kind
            for f in FORMS
            if f.view == "function" and wanted.scope in (f.scope, f.name) and f.kind in told_tables(budget)
        ][:1]
        tables = tables or [wanted.scope]
    if "all" in tables:
        tables = [kind for kind in told_tables(budget) if budget.table(kind) is not None]
    return [compare_last_year(budget, kind, wanted.measure) for kind in tables or [""]]


def table_kind(budget: Budget, name: str) -> str:
    """The kind meant by an id (`general_public`), a form's name, a printed title or a printed number (`表5`, `5`)."""
    from data_model.forms import FORMS
    from data_model.text import fold

    wanted = fold(name)
    for form in FORMS:
        if wanted in (form.kind, fold(form.name)):
            return form.kind
    for table in budget.tables:
        number = fold(table.number)
        if wanted in (
            fold(table.kind),
            fold(table.title),
            number,
            number.removeprefix("表"),
            number.removeprefix("公开"),
        ):
            return table.kind
    return name


def _many(budgets: Sequence[Budget], wanted: Wanted, selection: Selection, options: Options, console: Console) -> int:
    from data_model.comparing.compare_many import compare_many
    from data_model.comparing.export_diff import matrix_csv, matrix_json, matrix_markdown
    from data_model.comparing.matrix import select_matrix
    from tui.oneshot import _json

    table = table_kind(budgets[-1], wanted.tables[0]) if wanted.tables else ""
    matrix = compare_many(budgets, "function" if table else _view(wanted.view), wanted.scope, table, wanted.measure)
    if options.form == "json":
        _json(console, matrix_json(matrix, selection))
    elif options.form == "csv":
        console.text(matrix_csv(matrix, selection))
    elif options.form == "markdown":
        console.text(matrix_markdown(matrix, selection, options.unit, spoken(), wanted.by_share))
    elif options.form == "html":
        from data_model.comparing.export_diff_html import matrix_html
        from tui.texts import language

        console.text(matrix_html(matrix, selection, options.unit, spoken(), wanted.by_share, language()))
    else:
        from tui.report_diff import matrix_lines

        console.lines(
            matrix_lines(
                matrix, selection, options.unit, console.width if console.on_terminal else None, wanted.by_share
            )
        )
    if console.troubled:
        return TROUBLE
    narrowed = bool(selection.only or selection.least)
    differs = len(select_matrix(matrix, selection)) > 1 if narrowed else matrix.different
    return DIFFERENT if wanted.exit_code and differs else 0


# --- writing -----------------------------------------------------------------------------------------------------------------


def _write(made: list[Comparison], wanted: Wanted, selection: Selection, options: Options, console: Console) -> None:
    if options.form == "json":
        from data_model.comparing.export_diff import diff_json
        from data_model.text import json_text

        data = diff_json(made, selection)
        if _KEPT:
            _KEPT.append(data)
        console.text(json_text(data, fast=len(data["changes"]) > MANY), clean=False)
    elif options.form == "csv":
        from data_model.comparing.export_diff import diff_csv

        console.text(diff_csv(made, selection))
    elif options.form == "markdown":
        from data_model.comparing.export_diff import diff_markdown

        console.text(diff_markdown(made, selection, options.unit, spoken()))
    elif options.form == "html":
        from data_model.comparing.export_diff_html import diff_html
        from tui.texts import language

        console.text(diff_html(made, selection, options.unit, spoken(), language()))
    else:
        from tui.report_diff import diff_lines

        lines: list[Any] = []
        for comparison in made:
            if lines:
                lines.append(())
            lines += diff_lines(
                comparison, selection, options.unit, console.width if console.on_terminal else None, wanted.by_share
            )
        console.lines(lines)


def _trouble(error: Incomparable, wanted: Wanted) -> Trouble:
    """Why two budgets cannot be compared, in words, and what there is instead."""
    from tui.slips import named, there_is

    values = dict(error.values)
    if error.code == "no_scope":
        view = t(f"view.{values['view']}")
        names = {side: [named(one, _scope_name(one)) for one in values[side].split()] for side in ("a", "b")}
        there = {side: t("report.comma").join(one) or "—" for side, one in names.items()}
        return Trouble("diff", t("diff.no_scope", view=view), t("diff.no_scope_there", **there))
    place, name = {
        "no_table": ("--table", _table_name), "no_prior": ("--last-year", _table_name),
        "no_such_scope": ("--scope", _scope_name), "no_measure": ("--measure", _measure_name),
    }[error.code]  # fmt: skip
    hint = there_is({one: name(one) for one in values.pop("there", "").split()})
    if "table" in values:
        values["table"] = _table_name(values["table"])
    if "side" in values:
        values["side"] = t(f"diff.side.{values['side']}")
    return Trouble(place, t(f"diff.{error.code}", **values), hint)


def _table_name(kind: str) -> str:
    from data_model.forms import FORM_BY_KIND

    return term(FORM_BY_KIND[kind].name) if kind in FORM_BY_KIND else kind


def _scope_name(scope: str) -> str:
    """`general_public.basic` -> `一般公共预算·基本支出`; the id where it is none of ours."""
    from data_model.scopes import SCOPE_NAMES

    fund, _, measure = scope.partition(".")
    name = SCOPE_NAMES.get(fund, fund)
    return term(f"{name}·{_declared(measure)}" if measure else name)


def _measure_name(measure: str) -> str:
    return term(_declared(measure))


def _declared(measure: str) -> str:
    """The first name forms give a measure."""
    from data_model.forms import FORMS

    return next((form.measure(measure).name for form in FORMS if form.measure(measure)), measure)  # type: ignore[union-attr]
