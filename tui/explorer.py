"""Opening the explorer: what must hold before the screen is taken: a terminal, a keyboard, a budget that can be read.

Apart from app.py so that a trouble is one line and exit code 2 while the terminal is still the user's.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from data_model.records import replace
from tui import settings
from tui.cells import visible
from tui.console import TROUBLE, Console, Trouble, is_terminal
from tui.entries import AppOptions
from tui.entries import Source as Opened
from tui.oneshot import load_each
from tui.session import Session
from tui.sources import SampleSource, Source, StdinSource, paths_of
from tui.terminal import asked, check_kind, forgive_input, held, prepare_encoding
from tui.texts import t

if TYPE_CHECKING:
    from data_model.budget import Budget


def explore(
    sources: list[Source],
    unit: str,
    color: str,
    ascii_only: bool,
    show_persons: bool,
    no_state: bool = False,
    theme: str = "auto",
    folders: Sequence[str] = (),
) -> int:
    """Open the explorer on the sources, or on the start screen in the first of the folders; its exit code. Raises Trouble when this
    terminal cannot show it.

    A single source is read first: when it cannot be read, that is one line and 2, and no screen opens.
    """
    console = Console(color, ascii_only=ascii_only)
    check_kind()
    old_encoding = prepare_encoding()
    for source in sources:
        if isinstance(source, StdinSource):
            source.fetch()
    _take_keyboard()
    wishes = settings.current()
    options = AppOptions(
        ascii=ascii_only or old_encoding,
        unit=unit,
        show_persons=show_persons,
        no_state=no_state,
        theme=theme,
        columns=wishes.columns,
        keys=wishes.keys,
        folders=tuple(folders),
    )
    with held():
        return _open(sources, console, options, color)


def _open(sources: list[Source], console: Console, options: AppOptions, color: str) -> int:
    """Read, draw the first frame, load the toolkit and let it go on."""
    session = None
    ready: list[Budget] = []
    with asked() as probe:  # the answer travels while the file is read
        if len(sources) == 1 and not options.folders:
            ready = [budget for _, budget in load_each(sources, console)]
            if not ready:
                return TROUBLE
        options = replace(options, ascii=(probe is not None and probe.wide()) or options.ascii)
    if color == "never":
        os.environ["NO_COLOR"] = "1"  # read by the toolkit when it starts
    if os.environ.get("TERM") == "linux":
        os.environ["TEXTUAL_DISABLE_KITTY_KEY"] = "1"  # the console would print the request
    os.environ.setdefault("TEXTUAL_FPS", "240")  # a frame of several steps waits a quarter as long for the next
    opened = [
        Opened(visible(source.name), source.load, paths_of(source), isinstance(source, SampleSource), tells=True)
        for source in sources
    ]
    frame = None
    if ready:
        from tui.first_frame import show

        session = Session(opened, options)
        session.entries[0].budget, session.entries[0].stamp = ready[0], opened[0].stamp()
        session.choose(0)
        frame = show(session)
    sys.modules.setdefault("ssl", None)  # type: ignore[arg-type]  # no network here: asyncio does without, 2 MB less a session
    from tui.app import run

    forgive_input()
    return run(opened, options, session, frame)


def _take_keyboard() -> None:
    """When standard input is a pipe or a file, keys come from the terminal itself. Raises Trouble when there is none."""
    if is_terminal(sys.stdin):
        return
    try:
        terminal = os.open("/dev/tty", os.O_RDWR)
    except OSError:
        raise Trouble("yusuan", t("cli.no_keyboard"), t("cli.use_summary")) from None
    os.dup2(terminal, 0)
    os.close(terminal)
    if sys.__stdin__ is None:
        sys.__stdin__ = open(0, encoding="utf-8", closefd=False)  # type: ignore[misc]  # noqa: SIM115
