"""The documents of a session: what reads one, what became of it, and what the command line said of the explorer. Apart from session.py,
which knows what is looked at in them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from data_model.budget import Budget
from data_model.read_errors import ReadError

if TYPE_CHECKING:
    from tui.examined import Examined
    from tui.facts import Facts

Stamp = tuple[tuple[int, int], ...]
"""(time of change in ns, size) of every file of a document."""


@dataclass(frozen=True)
class AppOptions:
    """What the command line may say about the explorer. `unit` "" is the printed one; `theme` auto | dark | light | ansi |
    contrast; `columns` by view and `keys` by action are what the settings name."""

    ascii: bool = False
    unit: str = ""
    show_persons: bool = False
    theme: str = "auto"
    no_state: bool = False
    columns: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    keys: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    folders: tuple[str, ...] = ()
    """Folders of the command line: the start screen begins in the first; a restricted session stays in them."""


@dataclass(frozen=True)
class Source:
    """One document to open: its name on screen, and what reads it (returns a Budget or raises ReadError). `paths`: its files, none for
    what is no file; `sample`: it comes with the program; `tells`: `load` takes a callback progress(done, total)."""

    name: str
    load: Callable[..., Budget]
    paths: tuple[str, ...] = ()
    sample: bool = False
    tells: bool = False

    @property
    def path(self) -> str:
        """Its file; "" when there is none, or several."""
        return self.paths[0] if len(self.paths) == 1 else ""

    def stamp(self) -> Stamp | None:
        """What tells one state of its files from another; None when one is not there, or there are none."""
        from tui.folders import stamp

        stamps = [stamp(path) for path in self.paths]
        return None if not stamps or None in stamps else tuple(one for one in stamps if one)

    def read(self, progress: Callable[[int, int], None]) -> Budget:
        """The budget. Raises ReadError, and Cancelled when `progress` does."""
        return self.load(progress) if self.tells else self.load()


@dataclass(slots=True)
class Entry:
    """A source and what became of it: neither budget nor error while it is not read. `held`: reading was stopped, and goes on when
    asked for; `stamp`: the state of the file that was read; `changed`: "" | changed | gone, what became of it since; `facts`: what a list
    tells of it, where a thread made that."""

    source: Source
    budget: Budget | None = None
    error: ReadError | None = None
    examined: Examined | None = None
    asked: bool = False
    held: bool = False
    closed: bool = False
    stamp: Stamp | None = None
    changed: str = ""
    facts: Facts | None = None

    @property
    def waiting(self) -> bool:
        """Still to be read."""
        return self.budget is None and self.error is None and not self.held and not self.closed
