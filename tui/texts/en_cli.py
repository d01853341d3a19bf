"""The words of the command line and of text output in English; the same keys as zh_cli.py."""

CLI: dict[str, str] = {
    # help
    "cli.yusuan.usage": "Usage: yusuan [FILE… | FOLDER] [OPTIONS]\n       yusuan COMMAND … [OPTIONS]",
    "cli.yusuan.help": "Explore published Chinese departmental budgets in the terminal.\nFiles open the explorer, a folder lists its budgets (none: the samples of the package); without a terminal the summary is printed, of a folder a line a budget.",
    "cli.yusuan.more": (
        "Options and examples of a command: yusuan COMMAND --help.\n"
        "A file is PDF, XLSX, XLS, ET, ODS, DOCX, HTML, CSV, TXT or our own JSON; - is standard input.\n"
        "Exit codes: 0 fine or same; 1 a mismatch (check) or a difference (diff --exit-code); "
        "2 a file cannot be read or wrong usage (a line each on stderr); 130 interrupted.\n"
        "Environment: YUSUAN_LANG, YUSUAN_THEME, YUSUAN_UNIT, YUSUAN_COLOR, YUSUAN_ASCII, YUSUAN_NO_STATE, "
        "YUSUAN_SETTINGS, NO_COLOR, YUSUAN_DEBUG=1 (tells how an error came about).\n"
        'Completion: eval "$(_YUSUAN_COMPLETE=bash_source yusuan)" (zsh, fish alike).'
    ),
    "cli.open.usage": "Usage: yusuan [FILE…]",
    "cli.open.help": "Open the explorer.",
    "cli.open.more": "",
    "cli.open.short": "open the explorer",
    "cli.summary.usage": "Usage: yusuan summary FILE… [OPTIONS]",
    "cli.summary.help": "One screen a budget: who, which year, classes, sources of money, basic and project, largest projects.",
    "cli.summary.short": "one screen a budget",
    "cli.summary.more": "json is always a list, one item a file, amounts in yuan; for a line a figure see export.\nExit codes: 0 fine; 2 a file cannot be read (the others are printed), or wrong usage.\nExamples: yusuan summary budget.pdf\n          yusuan summary *.xlsx --format json",
    "cli.tree.usage": "Usage: yusuan tree FILE [OPTIONS]",
    "cli.tree.help": "Print a budget as a tree: amount, share of parent, share of total, code, name; the views of the explorer.",
    "cli.tree.short": "subjects and their shares",
    "cli.tree.more": (
        "Views: by id or by name: function, economic, projects, revenue, flow (money flow), three_public, "
        "entrusted (outsourcing), carryover, goals, statements (other matters).\n"
        "Scopes: the widest one by default; a wrong one lists those of the file (--scope ?).\n"
        "Filter: as in yusuan find --help, and finding: for lines that check speaks of.\n"
        "csv, json: a line each, amounts in yuan; path is the keys from the top down, derived means added up from printed figures.\n"
        "Exit codes: 0 fine; 2 a file cannot be read, it has no such view, or wrong usage.\n"
        "Examples: yusuan tree budget.pdf --depth 2\n          yusuan tree budget.pdf --view projects --filter '>50'"
    ),
    "cli.find.usage": "Usage: yusuan find QUERY FILE… [OPTIONS]",
    "cli.find.help": "Search all tables and the prose: names, codes, pinyin initials, amounts.",
    "cli.find.short": "search tables and prose",
    "cli.find.more": "Queries: ylbx   208   >100   >1.2yi   share>5%   level:item   -not; combined with blanks.\nExit codes: 0 fine, also when nothing is found (told on stderr); 2 a file cannot be read, or wrong usage.\nExamples: yusuan find ylbx budget.pdf\n          yusuan find '>100 level:item' *.json --format csv",
    "cli.export.usage": "Usage: yusuan export FILE [OPTIONS]",
    "cli.export.help": "Write all of a budget in another format. Without --format and without a suffix of -o it is csv.",
    "cli.export.short": "CSV, JSON, Markdown, XLSX",
    "cli.export.more": (
        "csv: a figure a line, amounts in yuan; json: everything (tables, prose, goals), reads back as it was; "
        "markdown: tables as printed; xlsx: a sheet of facts and one a table (needs -o FILE); text: a figure a line, to read.\n"
        "Exit codes: 0 fine; 2 a file cannot be read or written, or wrong usage.\n"
        "Examples: yusuan export budget.pdf -o budget.xlsx\n          yusuan export budget.pdf --format csv | head"
    ),
    "cli.commands": "Commands:",
    "cli.options": "Options:",
    "cli.opt.help": "show this help",
    "cli.opt.version": "show the version",
    "cli.opt.lang": "language (zh by default)",
    "cli.opt.format": "format of the output (else by the suffix of -o, else the first)",
    "cli.opt.output": "write to a file (standard output by default; a file there is replaced)",
    "cli.opt.unit": "unit of amounts: yuan, 10k yuan (default), 100M yuan (text only)",
    "cli.opt.unit_screen": "unit of amounts: yuan, 10k yuan, 100M yuan (explorer: as printed; summary: 10k yuan)",
    "cli.opt.color": "colour (text only; by default where there is a terminal)",
    "cli.opt.color_screen": "colour (by default where there is a terminal; never: none in the explorer)",
    "cli.opt.ascii": "draw with ASCII only",
    "cli.opt.depth": "levels to show: 1 class, 2 section, 3 item (all by default)",
    "cli.opt.view": "view (spending by function by default)",
    "cli.opt.scope": "scope, such as general_public (the widest by default)",
    "cli.opt.merge": "the files are parts of one budget (tables in one, text in another): read them as one",
    "cli.one_file": "this command looks at one budget at a time",
    "cli.one_file_hint": "add --merge when the files are parts of one budget",
    "cli.opt.filter": "keep only lines that match, and their parents",
    "cli.opt.bom": "begin CSV with a byte order mark (for old Excel)",
    "cli.opt.show_persons": "show names and telephones on screen",
    # usage errors
    "cli.bad_language": "there is no language “{value}”",
    "cli.bad_language_hint": "use zh or en (--lang or YUSUAN_LANG)",
    "cli.bad_choice": "“{value}” is none of its values",
    "cli.bad_number": "“{value}” is not a whole number of at least {least}",
    "cli.no_option": "there is no option {option}",
    "cli.perhaps": " (perhaps {names})",
    "cli.not_an_option": "in a query that begins with - write ! for it, or put -- before it",
    "cli.bad_suffix": "this command does not write {suffix}",
    "cli.bad_suffix_hint": "name the format with --format ({words}), or choose another suffix",
    "cli.missing": "{name} is missing",
    "cli.needs_value": "{option} needs a value",
    "cli.no_value": "{option} takes no value",
    "cli.option_of": "it is an option of {names}",
    "cli.argument.files": "FILE",
    "cli.argument.query": "QUERY",
    "cli.too_many": "too many arguments",
    "cli.see_help": "see {command} --help",
    "cli.no_file": "there is no such file",
    "cli.perhaps_command": "for a command: perhaps {names}",
    # starting the explorer
    "cli.folder_hint": "give a file, or a folder with budgets in it",
    "cli.no_samples": "no budgets came with the package",
    "cli.dumb_terminal": "this terminal cannot show the explorer (TERM={term})",
    "cli.no_keyboard": "there is no keyboard (standard input is no terminal, and /dev/tty cannot be opened)",
    "cli.use_summary": "use yusuan summary FILE",
    # console
    "console.unwritable": "cannot write ({reason})",
    "console.elsewhere": "choose another place",
    "console.stdout": "standard output",
    "console.unexpected": "the program failed ({type})",
    "console.debug": "this is a defect of ours; YUSUAN_DEBUG=1 shows where",
    "console.reading": "reading {name}…",
    "console.progress": "reading {name} {done}/{total}",
    # summary
    "report.heading": "{name}  {year} {kind} {phase}",
    "report.year": "{year}",
    "report.no_entity": "(no body named)",
    "report.no_year": "(no year)",
    "report.kind.部门": "departmental",
    "report.kind.单位": "unit",
    "report.kind.本级": "own-level",
    "report.phase.预算": "budget",
    "report.phase.决算": "final accounts",
    "report.phase.调整": "adjusted budget",
    "report.published": "published {iso}",
    "report.no_date": "no date",
    "report.counts": "{tables} tables, {figures} figures",
    "report.tables": "{tables} tables",
    "report.unit": "in {unit}",
    "report.unread": "not understood: {count}",
    "report.in_table": " ({number})",
    "report.total_expenditure": "Total spending",
    "report.total_revenue": "Total revenue",
    "report.rest_classes": "{count} further classes",
    "report.rest": "{count} further",
    "report.three_public": "Three public",
    "report.largest": "Largest projects ({scope}, {count} in all)",
    "report.amount": "amount",
    "report.sum": "total",
    "report.share": "share%",
    "report.missing": "missing: {view}: {reason}",
    "report.note": "not understood: {message}",
    "report.more_notes": "{count} more not understood: see notes of yusuan export --format json",
    "report.source.appropriation_subtotal": "appropriation",
    "report.source.general_public": "general public",
    "report.source.general_public_transfer": "general transfers",
    "report.source.government_fund": "government funds",
    "report.source.government_fund_transfer": "fund transfers",
    "report.source.state_capital": "state capital",
    "report.source.state_capital_transfer": "capital transfers",
    "report.source.fiscal_account": "fiscal account",
    "report.source.unit_funds": "own funds",
    "report.source.appropriation_carryover": "carried over",
    "report.source.other_carryover": "other carried over",
    "report.source.business": "business income",
    "report.source.operating": "operating income",
    "report.source.superior_subsidy": "subsidies from above",
    "report.source.affiliated": "paid by affiliates",
    "report.source.other": "other income",
    "report.measure.basic": "basic",
    "report.measure.project": "projects",
    "report.measure.reserve": "reserve",
    "report.measure.carry_forward": "carried forward",
    "report.measure.personnel": "personnel",
    "report.measure.public": "operating",
    # tree and find
    "report.of_parent": "up%",
    "report.of_total": "all%",
    "report.bar": "of all",
    "report.code": "code",
    "report.name": "subject",
    "report.hits": "{count} hits",
    "report.prose": "prose",
    "report.page": "page {page}",
    "report.line": "line {line}",
    "report.no_name": "(no name)",
    "report.filter": "filter: {problem}",
    "report.marks_in_tree": "finding: means lines of the tree: yusuan tree --filter finding:",
    "report.nothing": "“{query}” was not found",
    "report.no_figures": "{file}: not one amount was read",
    "report.empty_query": "the query is empty",
    "report.query_hint": "give a name, a code or an amount, such as ylbx, 208, '>100'",
    "report.no_view": "there is no view “{name}”",
    "report.no_tree": "“{view}” is no tree",
    "report.no_tree.checks": "use yusuan check",
    "report.no_tree.grid": "tables as printed: yusuan export --format markdown",
    "report.no_tree.prose": "to search the prose use yusuan find",
    "report.no_scope": "there is no scope “{name}”",
    "report.comma": ", ",
    "report.binary": "XLSX cannot be shown on a terminal",
    "report.binary_hint": "write it to a file with -o",
    # check
    "cli.check.usage": "Usage: yusuan check FILE… [OPTIONS]\n       yusuan check --rules",
    "cli.check.help": "Check sums within and between tables, the prose, goals, wording and completeness; mismatches first.",
    "cli.check.short": "check sums and wording",
    "cli.check.more": (
        "Verdicts: mismatch beyond rounding; rounding within it; wording words that disagree; hint may have a reason; "
        "n/a not checked, with why. Agreement means that the file agrees with itself, no more.\n"
        "Exit codes: 0 no mismatch; 1 mismatches; 2 a file cannot be read, or wrong usage.\n"
        "json, csv: one finding each, amounts in yuan; rule, verdict, grade, table, code, measure are the same in every language, "
        "message is in the language asked for.\n"
        "Examples: yusuan check budget.pdf\n          yusuan check budget.pdf --last-year old.pdf --by section\n          yusuan check *.pdf --format json -o checks.json"
    ),
    # diff
    "cli.diff.usage": "Usage: yusuan diff A B [C…] [OPTIONS]\n       yusuan diff FILE --last-year [OPTIONS]",
    "cli.diff.help": "Compare two budgets, across years or bodies: amounts, changes, shares, reasons line by line, and a bridge from A to B.\nMore than two: a line a subject, a column a file.",
    "cli.diff.short": "compare two or more budgets",
    "cli.diff.more": (
        "By default the widest scope of spending by function both have, innermost lines; --depth lists by level.\n"
        "--table all compares every table both have; --last-year compares with last year as the prose tells it.\n"
        "With --table neither --view nor --scope counts.\n"
        "Views: function, economic, projects, revenue, three_public, entrusted, carryover.\n"
        "A table, scope or column written wrongly is answered with those there are.\n"
        "Exit codes: 0 fine, same or not; 1 differences (with --exit-code only); 2 a file cannot be read, nothing to compare, or wrong usage.\n"
        "Examples: yusuan diff 2025.pdf 2026.pdf\n          yusuan diff 2025.json 2026.json --view economic --sort delta\n"
        "          yusuan diff 2026.pdf --last-year -o diff.html"
    ),
    "cli.opt.last_year": "compare one file with last year as its own prose tells it",
    "cli.opt.table": "kind, name or number of a table; all for every one; may be repeated",
    "cli.opt.measure": "column, such as basic, project (the first by default)",
    "cli.opt.only": "keep one sort of lines (moved: another code or name)",
    "cli.opt.sort": "order: path by subject (default), delta by size of change, percent by rate, a or b by that side",
    "cli.opt.min": "keep changes of at least N (in --unit)",
    "cli.opt.by": "amounts (default) or shares",
    "cli.opt.exit_code": "exit with 1 when there are differences",
    # terminals and shared servers: those of a terminal that cannot show Chinese are ASCII
    "cli.no_chinese": "this terminal speaks {encoding}, which has no Chinese",
    "cli.not_utf8": "this terminal does not understand UTF-8 (4 cells of Chinese became {cells})",
    "cli.set_utf8": "set its character set to UTF-8 and LANG=zh_CN.UTF-8 (or C.UTF-8), or write to a file: yusuan summary FILE -o OUT",
    "cli.opt.restricted": "open only the given folders (YUSUAN_ROOTS, or the folders among the arguments), write no file but the own state",
    "cli.opt.no_state": "remember nothing, write nothing",
    # settings
    "cli.settings.usage": "Usage: yusuan settings [OPTIONS]",
    "cli.settings.help": "Where the settings file is, what every setting is now, and where that comes from (built-in, file, environment, option).",
    "cli.settings.short": "where settings are, what they are",
    "cli.settings.more": "Examples: yusuan settings\n          yusuan settings --example > settings.toml   (with comments)",
    "cli.opt.settings": "settings file (see yusuan settings; also YUSUAN_SETTINGS)",
    "cli.opt.theme": "theme: as the terminal is (default), dark, light, the terminal's own sixteen colours, high contrast",
    "cli.opt.example": "print a settings file to start from",
}
