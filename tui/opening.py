"""What `yusuan FILE…` does: the explorer, or the summary of each where there is no terminal. Apart from commands.py, so that a start
without options needs no command line library: a tenth of the time and a megabyte of every session."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

from tui import restrict
from tui.console import OK, Trouble, is_terminal
from tui.texts import t

PLAIN = ("_YUSUAN_COMPLETE", "YUSUAN_UNIT", "YUSUAN_COLOR", "YUSUAN_ASCII", "YUSUAN_THEME", "YUSUAN_NO_STATE")
"""Variables that stand for options: where one is set, the command line library understands it."""
COMMANDS = frozenset({"summary", "tree", "diff", "check", "find", "export", "open", "settings"})
"""First words that are no files."""


def open_files(
    files: Sequence[str],
    unit: str = "",
    color: str = "auto",
    ascii_only: bool = False,
    theme: str = "auto",
    show_persons: bool = False,
    no_state: bool = False,
    merge: bool = False,
) -> int:
    """Open the files and list the folders (none: what comes with the package), as text where there is no terminal; the exit code. `unit` as printed, "" for the document's own. Raises Trouble
    when there is nothing to open or no terminal for it."""
    from tui.sources import opened_by, restricted_sources, samples, sources_of

    on_terminal = is_terminal(sys.stdout) and is_terminal(sys.stderr)
    folders: list[str] = []
    if restrict.active():
        if show_persons:
            restrict.refuse("--show-persons")
        if on_terminal:
            sources, folders = opened_by(files, merge)
        else:
            sources = restricted_sources(files, merge)
    else:
        folders = [os.path.abspath(name) for name in files if os.path.isdir(name)]
        files = [name for name in files if not os.path.isdir(name)]
        sources = sources_of(files, merge) if files or folders else samples()
    if not sources and not folders:
        raise Trouble("yusuan", t("cli.no_samples"), t("cli.see_help", command="yusuan"))
    if not on_terminal:
        from tui.oneshot import Options, summary

        options = Options("text", "", unit or "万元", color, ascii_only)
        code = summary(files, options, sources) if sources else OK
        if folders:
            from tui.report_folder import tell

            code = max(code, tell(folders, options.unit, options.console()))
        return code
    from tui.explorer import explore

    return explore(sources, unit, color, ascii_only, show_persons, no_state, theme, folders)
