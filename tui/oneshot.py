"""What the one-shot commands do, given plain values: read, report, exit code. Apart from commands.py so that the command most used
(`summary FILE`) need not wait for click; reports are imported by the command that needs them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from tui.console import OK, TROUBLE, Console, Line, Trouble
from tui.sources import Source, sources_of
from tui.texts import error_words, printed_words, spoken, t, term

if TYPE_CHECKING:
    from data_model.budget import Budget
    from data_model.scopes import ScopeOption
    from data_model.tree import Tree


class Options:
    """What every one-shot command takes. `form` is the output format, `unit` 元 | 万元 | 亿元 (text only); `merge` reads all files
    as one document."""

    __slots__ = ("ascii_only", "color", "form", "merge", "output", "unit")

    def __init__(
        self,
        form: str = "text",
        output: str = "",
        unit: str = "万元",
        color: str = "auto",
        ascii_only: bool = False,
        merge: bool = False,
    ) -> None:
        self.form, self.output, self.unit, self.color, self.ascii_only = form, output, unit, color, ascii_only
        self.merge = merge

    def console(self) -> Console:
        """A console that writes as these options say."""
        return Console(self.color, self.output, self.ascii_only)


def load_each(sources: Iterable[Source], console: Console) -> Iterator[tuple[Source, Budget]]:
    """The readable ones in order; each unreadable one is a line on stderr and makes the exit code 2."""
    from data_model.readers.raw import Cancelled, ReadError

    for source in sources:
        try:
            budget = source.load(console.progress(source.name))
        except ReadError as error:
            console.trouble(place_of_error(source, error), *error_words(error))
        except Cancelled:
            raise KeyboardInterrupt from None
        except Exception as error:
            console.unexpected(error, source.name)
        else:
            console.end_progress()
            yield source, budget


def place_of_error(source: Source, error: Any) -> str:
    """The place of a ReadError with the file as the user wrote it."""
    place = str(error.place)
    base = source.name.replace("\\", "/").rpartition("/")[2]
    if place.startswith(base):
        return source.name + place[len(base) :]
    return f"{source.name}: {place}" if place else source.name


def _load_one(files: Sequence[str], options: Options, console: Console) -> tuple[Source, Budget] | None:
    """The one budget of a command that takes one. Raises Trouble for several files that are not to be merged."""
    if len(files) > 1 and not options.merge:
        raise Trouble(files[1], t("cli.one_file"), t("cli.one_file_hint"))
    return next(load_each(sources_of(files, options.merge), console), None)


def _json(console: Console, data: Any) -> None:
    from data_model.text import json_text

    console.text(json_text(data), clean=False)


def code_of(console: Console) -> int:
    """0, or 2 when something was in trouble."""
    return TROUBLE if console.troubled else OK


# --- commands ----------------------------------------------------------------------------------------------------------------


def summary(files: Iterable[str], options: Options, sources: Iterable[Source] | None = None) -> int:
    """One screen a budget; JSON is always a list, one object a budget."""
    from tui.report_summary import summarise, summary_json
    from tui.report_summary_text import summary_lines

    console = options.console()
    found = load_each(sources if sources is not None else sources_of(files, options.merge), console)
    if options.form == "json":
        _json(console, [summary_json(summarise(budget, source.name)) for source, budget in found])
        return code_of(console)
    waiting: list[Line] = []
    for at, (source, budget) in enumerate(found):
        waiting += [()] * bool(at)
        waiting += summary_lines(summarise(budget, source.name), options.unit, console.width, options.ascii_only)
        if not options.output:
            console.lines(waiting)  # each as soon as it is read
            waiting = []
    if waiting:
        console.lines(waiting)
    return code_of(console)


def tree(files: Sequence[str], options: Options, view: str, scope: str, depth: int | None, query: str) -> int:
    """One budget as a tree in a view and a scope."""
    from data_model.scopes import SCREEN_VIEWS, scope_options, view_reason
    from data_model.search import asks_marks
    from data_model.tree import build_tree
    from tui.report import TREE_COLUMNS, csv_rows, tree_lines, tree_nodes, tree_rows

    console = options.console()
    chosen_view = view_id(view, SCREEN_VIEWS)
    read = _load_one(files, options, console)
    if read is None:
        return TROUBLE
    source, budget = read
    if reason := view_reason(budget, chosen_view):
        from tui.slips import there_is

        others = {v: t(f"view.{v}") for v in SCREEN_VIEWS if not view_reason(budget, v)}
        raise Trouble(f"{source.name}: {t(f'view.{chosen_view}')}", term(reason), there_is(others))
    built = build_tree(budget, chosen_view, _scope(scope_options(budget, chosen_view), scope, source.name))
    nodes, problem = tree_nodes(built, depth, query, options.unit, _marked(budget, built) if asks_marks(query) else ())
    if problem:
        console.message(t("report.filter", problem=term(problem)))
    if query.strip() and len(nodes) <= built.whole:
        console.message(t("report.nothing", query=query))
    if options.form == "json":
        _json(console, tree_rows(built, nodes))
    elif options.form == "csv":
        console.text(csv_rows(TREE_COLUMNS, tree_rows(built, nodes)))
    else:
        width = console.width if console.on_terminal else None
        console.lines(tree_lines(budget, built, nodes, options.unit, width, options.ascii_only))
    return code_of(console)


def _marked(budget: Budget, built: Tree) -> Sequence[int]:
    """The lines of a tree that findings speak of."""
    from tui.examined import Examined

    return list(Examined(budget).own_marks(built))


def find(query: str, files: Iterable[str], options: Options) -> int:
    """Where a query is found in all tables and the prose of each budget."""
    from data_model.search import asks_marks, compile_query
    from data_model.search import find as search
    from tui.report import FIND_COLUMNS, csv_rows, hit_lines, hit_rows

    console = options.console()
    if not query.strip():
        raise Trouble("yusuan find", t("report.empty_query"), t("report.query_hint"))
    if asks_marks(query):
        console.message(t("report.marks_in_tree"))
    if problem := compile_query(query, options.unit).problem:
        console.message(t("report.filter", problem=term(problem)))
    rows: list[dict[str, Any]] = []
    lines: list[Any] = []
    searched = count = 0
    for source, budget in load_each(sources_of(files, options.merge), console):
        hits = search(budget, query, options.unit)
        searched, count = searched + 1, count + len(hits)
        if options.form != "text":
            rows += [row | {"file": source.name} for row in hit_rows(budget, hits)]
        elif hits:
            width = console.width if console.on_terminal else None
            lines += [()] * bool(lines) + hit_lines(budget, source.name, hits, query, options.unit, width)
    if options.form == "json":
        _json(console, rows)
    elif options.form == "csv":
        console.text(csv_rows(FIND_COLUMNS, rows))
    elif lines:
        console.lines(lines)
    if searched and not count:
        console.message(t("report.nothing", query=query))
    return code_of(console)


def export(files: Sequence[str], options: Options, bom: bool) -> int:
    """One budget in another format. A workbook is never written to a terminal."""
    console = options.console()
    if options.form == "xlsx" and console.on_terminal:
        raise Trouble("xlsx", t("report.binary"), t("report.binary_hint"))
    read = _load_one(files, options, console)
    if read is None:
        return TROUBLE
    source, budget = read
    if options.form == "text":
        from tui.report import all_facts, hit_lines

        width = console.width if console.on_terminal else None
        hits = all_facts(budget)
        console.lines(hit_lines(budget, source.name, hits, "", options.unit, width) if hits else [])
        if not hits:
            console.message(t("report.no_figures", file=source.name))
        return code_of(console)
    from data_model.export import export as exported

    version = tool_version() if options.form == "json" else ""
    data = exported(budget, options.form, version, bom, spoken())
    if console.on_terminal:
        console.text(data.decode("utf-8-sig"))
    else:
        console.data(data)
    return code_of(console)


def tool_version() -> str:
    """The version of the installed distribution; "" when it is not installed."""
    from tui.installed import version_of

    return version_of("yusuan")


# --- names of views and scopes -----------------------------------------------------------------------------------------------


def view_id(name: str, views: Sequence[str]) -> str:
    """The id of one of these views, given by id or by name in any language. Raises Trouble with the list of what there is."""
    from data_model.scopes import VIEW_NAMES

    wanted = name.strip().casefold()
    for view in views:
        if wanted in (view, VIEW_NAMES[view], t(f"view.{view}").casefold()):
            return view
    for view in ("checks", "grid", "prose"):
        if wanted in (view, printed_words(f"view.{view}"), t(f"view.{view}").casefold()):
            raise Trouble("--view", t("report.no_tree", view=t(f"view.{view}")), t(f"report.no_tree.{view}"))
    from tui.slips import there_is

    raise Trouble("--view", t("report.no_view", name=name), there_is({v: t(f"view.{v}") for v in views}))


def _scope(options: list[ScopeOption], name: str, file: str) -> str:
    """The id of a scope given by id or label. Raises Trouble with the list of what the view has."""
    wanted = name.strip()
    if not wanted:
        from data_model.scopes import usual_scope

        return begins.id if (begins := usual_scope(options)) is not None else ""
    for option in options:
        if wanted in (option.id, option.label, term(option.label)):
            return option.id
    from tui.slips import there_is

    raise Trouble(f"{file}: --scope", t("report.no_scope", name=name), there_is({o.id: term(o.label) for o in options}))
