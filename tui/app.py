"""The explorer: one App that loads documents in a thread and knows all screens; screens know only the app's few verbs."""

from __future__ import annotations

import os
import sys
from asyncio import SelectorEventLoop
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual.binding import BindingType

from data_model.budget import Finding, Row, Table
from data_model.tree import SCREEN_VIEWS
from tui.actions import START
from tui.cells import visible
from tui.jobs import Turns, error_line
from tui.loading import TROUBLE, Loading
from tui.places import Place
from tui.screens.browse import BrowseScreen
from tui.screens.opening import OpeningScreen
from tui.session import AppOptions, Session, Source
from tui.texts import sentence, t
from tui.typing_ahead import TypingAhead
from tui.widgets.page import MainPage, Page
from tui.widgets.paint import themes
from tui.widgets.roles import choose_theme

if TYPE_CHECKING:
    from tui.shadow import Shadow

__all__ = ["AppOptions", "Explorer", "Source", "run"]


class Explorer(TypingAhead, Loading):
    """Opens the sources in their order and shows the first that is read at once."""

    TITLE = "yusuan"
    CSS_PATH = Path(__file__).with_name("app.tcss")  # absolute: a subclass elsewhere finds it too
    ENABLE_COMMAND_PALETTE = False
    ALLOW_SELECT = False
    AUTO_FOCUS = None
    INLINE_PADDING = 0
    BINDINGS: ClassVar[list[BindingType]] = []

    def __init__(
        self, sources: list[Source], options: AppOptions = AppOptions(), session: Session | None = None  # noqa: B008 (frozen)
    ) -> None:  # fmt: skip
        plain = "NO_COLOR" in os.environ  # Textual takes it out of the environment
        super().__init__()
        self.animation_level = "none"
        self.session = session or Session(sources, options)
        self.session.later = self.make_later
        for theme in themes():
            self.register_theme(theme)
        self.set_keymap(self.session.keys.keymap())
        self.theme = choose_theme(options.theme, plain, dict(os.environ))
        self._screens: dict[str, Page] = {}
        self._left = ""

    def get_default_screen(self) -> Page:
        screen = OpeningScreen(self.session)
        self.behind = screen if self._shadow is not None else None  # the first frame says more
        return screen

    def on_mount(self) -> None:
        if self.session.current >= 0:  # read before; at once, so that no key goes to the opening screen
            self.show_budget(self.session.current)
        if not self.session.entries:
            self.show_start()
        self.load()

    @property
    def defect(self) -> Exception | None:
        """What ended the session and should not have been possible."""
        return self._exception

    def _fatal_error(self) -> None:
        """The toolkit's own would print a traceback with the values of every variable, persons among them."""
        self._close_messages_no_wait()

    # --- loading -------------------------------------------------------------------------------------------------------------

    def sought(self) -> list[tuple[str, Source]]:
        if START not in self._screens or self.screen is not self._screens[START]:
            return []
        from tui.screens.start import StartScreen

        return self.screen.sought() if isinstance(self.screen, StartScreen) else []

    @property
    def opening(self) -> bool:
        return isinstance(self.screen, OpeningScreen)

    # --- screens -------------------------------------------------------------------------------------------------------------

    def _main(self, kind: str) -> Page:
        """One screen of each kind, made when first shown."""
        if kind not in self._screens:
            self._screens[kind] = self._make(kind)
            self.install_screen(self._screens[kind], kind)
        return self._screens[kind]

    def _make(self, kind: str) -> Page:
        if kind == START:
            from tui.screens.start import StartScreen

            return StartScreen(self.session)
        if kind == "compare":
            from tui.screens.compare import CompareScreen

            return CompareScreen(self.session, self.comparing)
        if kind == "grid":
            from tui.screens.grid import GridScreen

            return GridScreen(self.session)
        if kind == "checks":
            from tui.screens.checks import ChecksScreen

            return ChecksScreen(self.session)
        if kind == "prose":
            from tui.screens.prose import ProseScreen

            return ProseScreen(self.session)
        return BrowseScreen(self.session)

    def _to(self, kind: str) -> None:
        screen = self._main(kind)
        while len(self.screen_stack) > 2:  # the opening screen, one main screen, modal ones above it
            self.pop_screen()
        if self.screen is screen:
            screen.update_page()
        elif len(self.screen_stack) == 1:
            self.push_screen(kind)
        else:
            self.switch_screen(kind)

    def show_view(self, view: str) -> None:
        """Show a view of the line of views."""
        if view in SCREEN_VIEWS:
            self.session.view = view
            self._to("browse")
        else:
            self._to(view)

    def show_tree(self) -> None:
        """Back to the tree; to the tables or the prose of a document without one."""
        session = self.session
        if session.reason(session.view):
            self._to("grid" if session.budget.tables else "prose")
        else:
            self._to("browse")

    def show_grid(
        self, table: Table | None, row: Row | None = None, measure: str = "", line: int = -1, finding: Finding | None = None
    ) -> None:  # fmt: skip
        """原表, at the cell of a figure or at a printed line; the strip tells the finding that led there."""
        screen = self._main("grid")
        from tui.screens.grid import GridScreen

        if table is not None and isinstance(screen, GridScreen):
            screen.at(table, row, measure, line, finding)
        self._to("grid")

    def show_finding(self, finding: Finding, in_table: bool = False) -> None:
        """Where a finding is printed: the sentence or the cell; with `in_table` the cell it speaks of. The last line repeats it."""
        from data_model.stands import stand_of

        stand = stand_of(self.session.budget, finding)
        if stand.at is not None and not (in_table and stand.row is not None):
            self.show_paragraph(*stand.at)
        else:
            self.show_grid(stand.table, stand.row, finding.measure, stand.line, finding)
        self.say(t(f"screen.verdict.{finding.verdict}") + t("screen.colon") + sentence(finding.message))

    def show_prose(self, words: str = "") -> None:
        """正文, where these words are."""
        screen = self._main("prose")
        from tui.screens.prose import ProseScreen

        if words and isinstance(screen, ProseScreen):
            screen.find(words)
        self._to("prose")

    def show_line(self, table: Table, row: Row, measure: str) -> None:
        """The tree that has this figure, its cursor on the row; 原表 when no tree has it."""
        if self.session.point_at(table, row, measure):
            self._to("browse")
        else:
            self.show_grid(table, row, measure)

    def show_paragraph(self, section: int, paragraph: int, words: str = "") -> None:
        """正文, at a paragraph, and in it at the clause with these words."""
        screen = self._main("prose")
        from tui.screens.prose import ProseScreen

        if isinstance(screen, ProseScreen):
            screen.at(section, paragraph, words)
        self._to("prose")

    def show_budget(self, index: int) -> None:
        """Look at another document, in the same view if it has it."""
        self._asked = -1
        self.session.choose(index)
        self.show_tree()
        self.look_into(index)

    def show_start(self) -> None:
        """The start screen: what is open, a folder, the samples, what was opened last."""
        if isinstance(self.screen, MainPage):
            self._left = self.screen.KIND
        self._to(START)

    def here(self) -> Place | None:
        left = self._screens.get(self._left)
        if self.screen is self._screens.get(START) and isinstance(left, MainPage) and self.session.current >= 0:
            return left.place()
        return super().here()

    def leave_start(self) -> None:
        """Back to where the start screen was called from."""
        if self._left in self._screens:
            self._to(self._left)
        else:
            self.show_tree()
        self.look_into(self.session.current)

    def close_budget(self, index: int) -> None:
        name = self.session.entries[index].source.name
        in_sight = self.session.current == index and self.screen is not self._screens.get(START)
        super().close_budget(index)
        if self.session.current < 0:
            self._left = ""
            self.show_start()
        elif in_sight:
            self.show_budget(self.session.current)
        if isinstance(self.screen, Page):
            self.screen.update_page()
            self.screen.say(t("screen.closed", name=name))

    def read_anew(self, index: int) -> None:
        if isinstance(self.screen, Page):
            self.screen.update_page()
        if index == self.session.current:
            self.look_into(index)

    def ask(self, what: str, kind: str) -> None:
        """A modal screen over the current one."""
        below = self._main(kind)
        if what == "palette":
            from tui.screens.palette import PaletteScreen

            self.push_screen(PaletteScreen(self.session, below))
        elif what == "glossary" and isinstance(below, MainPage):
            from tui.screens.glossary import GlossaryScreen

            self.push_screen(GlossaryScreen(self.session, below))
        else:
            from tui.screens.help import HelpScreen

            self.push_screen(HelpScreen(self.session, below))


def run(
    sources: list[Source], options: AppOptions = AppOptions(), session: Session | None = None, frame: Shadow | None = None  # noqa: B008 (frozen)
) -> int:  # fmt: skip
    """Open the explorer on these sources; the exit code. When none can be read, one line each on stderr and 2. `session` and `frame`:
    what was read and drawn before."""
    app = Explorer(sources, options, session)
    if frame is not None:
        app.go_on(frame)
    code = app.run(loop=SelectorEventLoop(Turns()))
    if app.defect is not None:
        from tui.console import Console

        Console().unexpected(app.defect)
        return TROUBLE
    if code == TROUBLE:
        for entry in app.session.failed():
            print(visible(error_line(entry)), file=sys.stderr)
    return app.return_code or code or 0
