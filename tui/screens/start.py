"""Opening: the documents of the session, a folder that knows budgets, the samples, what was opened last. One screen for all of them, so
that choosing is the same everywhere; what is in sight is read while one looks."""

from __future__ import annotations

import os
from functools import partial

from textual import on
from textual.app import ComposeResult

from tui import restrict
from tui.actions import START, actions_of
from tui.cells import visible
from tui.entries import Source
from tui.folders import Listing, listed, shown_path
from tui.jobs import error_line
from tui.session import Session
from tui.sources import shown_name
from tui.texts import t
from tui.widgets.asking import AskingPage
from tui.widgets.document_list import ABOUT, About, DocumentList, Line
from tui.widgets.document_rows import DocumentRows, is_path
from tui.widgets.filter_bar import FilterBar
from tui.widgets.frame import Hint
from tui.widgets.lines import LineList
from tui.widgets.naming import unit_word
from tui.widgets.page import bindings_for

BAR = ("choose", "mark", "compare", "filter", "parent", "back", "help", "quit")
"""What the key line shows, in this order."""


class StartScreen(AskingPage):
    """A list of documents and folders, and two lines on the current one."""

    KIND = START
    BINDINGS = bindings_for(START)

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.words = ""
        self.here = Listing("")
        self.rows = DocumentRows(session, lambda: self.navigator)
        self.list = DocumentList(self.rows.told)
        self.about = About()
        self._fresh = True

    @property
    def lines(self) -> LineList:
        return self.list

    def compose(self) -> ComposeResult:
        self.about.ascii_only = self.session.options.ascii
        self.about.styles.height = ABOUT
        if not restrict.active():
            from tui.sources import samples

            for sample in samples():
                self.rows.samples[sample.name] = Source(visible(sample.name), sample.load, sample=True, tells=True)
        self._enter(self._first_folder())
        yield from super().compose()

    def body(self) -> ComposeResult:
        yield self.list
        yield self.about

    def lay_out(self) -> None:
        super().lay_out()
        if self.is_mounted:
            self.call_after_refresh(self.navigator.look_around)

    def on_screen_resume(self) -> None:
        self._fresh = not self._composed  # the page itself is brought up to date by Page's own handler, after this one
        self.call_after_refresh(self.navigator.look_around)

    # --- what is listed ------------------------------------------------------------------------------------------------------

    def _first_folder(self) -> str:
        """The folder of the command line, of the document in sight, or of the shell; "" where none may be listed."""
        if self.session.options.folders:
            return self.session.options.folders[0]
        if restrict.active():
            return ""
        path = self.session.entries[self.session.current].source.path if self.session.current >= 0 else ""
        try:
            return os.path.dirname(path) if path else os.getcwd()
        except OSError:  # the folder of the shell is gone
            return os.path.expanduser("~")

    def _enter(self, folder: str, stand: str = "", said: str = "") -> None:
        """List another folder, the cursor on the entry called `stand` or on the first document; then say something."""
        if not folder:
            self._entered(stand, said, (Listing(""), []))
            return
        known = {key: found[0] for key, found in self.navigator.known.items() if os.path.dirname(key) == folder}
        self.soon(folder, partial(listed, folder, known), partial(self._entered, stand, said))

    def _entered(self, stand: str, said: str, found: tuple[Listing, list[str]]) -> None:
        self.here, changed = found
        for key in changed:  # what changed since it was looked into is looked into again
            self.navigator.known.pop(key, None)
        if not self.is_mounted:
            return
        self.words = ""
        self._show()
        for kind, name in (("folder", stand), ("file", self.here.files[0] if self.here.files else "")):
            if name and self.list.stand(kind, self._path(name)):
                break
        else:
            self.list.stand("up", self.here.above)
        self._moved()
        if said:
            self.say(said)

    def update_page(self) -> None:
        unit = unit_word(self.rows.unit)
        self.top.show([(t("screen.start.title"), "")], [(unit, "")], [], "")
        if self._fresh:
            self.rows.recent = {entry.path: entry for entry in self.session.state.recent()}
        self._show()
        if self._fresh:
            self._fresh = False
            if self.session.current >= 0:
                self.list.stand("open", str(self.session.current))
            elif self.here.files and not self.session.listed():
                self.list.stand("file", self._path(self.here.files[0]))
        self._tell()
        self.bottom.refresh()

    def told_progress(self) -> None:
        self.list.refresh()
        self._tell()

    def _show(self) -> None:
        self.list.show(self._lines())

    def _lines(self) -> list[Line]:
        session, here = self.session, self.here
        open_ = [Line("open", str(i), session.entries[i].source.name) for i in session.listed()]
        inside = [Line("up", here.above, "..")] if here.above and not self.words else []
        inside += [Line("folder", self._path(name), shown_name(name) + os.sep) for name in here.folders]
        inside += [Line("file", self._path(name), shown_name(name)) for name in here.files]
        notes = [] if self.words else self._notes()
        ready = [session.entries[i].source for i in session.ready()]
        taken = {source.name for source in ready if source.sample} | {source.path for source in ready}
        samples = [Line("sample", name, name) for name in self.rows.samples if name not in taken]
        recent = [
            Line("recent", path, shown_name(os.path.basename(path))) for path in self.rows.recent if path not in taken
        ]
        sections = [
            (t("screen.budgets.title"), open_, []),
            (t("screen.start.folders"), self._given(), []),
            (shown_name(shown_path(here.path).rstrip(os.sep) + os.sep), inside, notes if here.path else []),
            (t("screen.start.samples"), samples, []),
            (t("screen.start.recent"), recent, [] if recent or self.words else [t("screen.start.no_recent")]),
        ]
        lines: list[Line] = []
        for title, members, said in sections:
            shown = [line for line in members if self.rows.wanted(line, self.words)]
            if shown or said:
                lines += [Line("blank")] * bool(lines)
                lines += [Line("head", title, title), *shown, *(Line("note", text, text) for text in said)]
        return lines or [Line("note", "", t("screen.reason.no_match"))]

    def _path(self, name: str) -> str:
        return os.path.join(self.here.path, name)

    def _given(self) -> list[Line]:
        """The folders of the command line, when there are several."""
        folders = self.session.options.folders
        return (
            [Line("folder", folder, shown_name(shown_path(folder))) for folder in folders] if len(folders) > 1 else []
        )

    def _notes(self) -> list[str]:
        here = self.here
        if here.problem:
            return [t("screen.start.unreadable", cause=here.problem)]
        notes = [] if here.files or here.folders else [t("screen.start.empty")]
        notes += [t("screen.start.others", count=here.others)] if here.others else []
        return notes + ([t("screen.start.left", count=here.left)] if here.left else [])

    def sought(self) -> list[tuple[str, Source]]:
        """The documents in sight that are not looked into, the current one first, PDFs last: they take longest."""
        known, found = self.navigator.known, {}
        for line in self.list.in_sight():
            key = self.rows.key(line)
            if line.kind == "sample" and key not in known:
                found[key] = self.rows.samples[line.key]
            elif line.kind == "file" and key not in known and self.session.find(key) < 0:
                found[key] = self._source(key)
        first = next(iter(found), "")
        return sorted(
            found.items(), key=lambda one: (one[0] != first or first != self._current_key(), one[0].endswith(".pdf"))
        )

    def _current_key(self) -> str:
        line = self.list.current
        return self.rows.key(line) if line is not None else ""

    @staticmethod
    def _source(path: str) -> Source:
        from tui.sources import FileSource

        return Source(
            shown_name(os.path.basename(path)), FileSource(os.path.basename(path), path).load, (path,), tells=True
        )

    @on(DocumentList.Moved)
    def _on_moved(self, event: DocumentList.Moved) -> None:
        event.stop()
        self._moved()

    def _moved(self) -> None:
        self._tell()
        self.bottom.refresh()
        self.navigator.look_around()

    def _tell(self) -> None:
        line = self.list.current
        self.about.tell(*self.rows.about(line))
        path = self.rows.path(line) if line is not None else ""
        self.bottom.show_path(
            [shown_name(shown_path(path)) if path else line.name if line is not None else ""], self.list.counted
        )

    # --- why not -------------------------------------------------------------------------------------------------------------

    def reason(self, action: str) -> str:
        line = self.list.current
        kind = line.kind if line is not None else ""
        if action in ("choose", "mark", "close_budget") and line is None:
            return t("screen.start.nothing")
        if action == "mark" and kind in ("folder", "up"):
            return t("screen.start.no_document")
        if action == "into" and kind not in ("folder", "up"):
            return t("screen.start.no_folder")
        if action == "parent" and not self.here.above:
            return t("screen.start.no_parent")
        if action == "close_budget" and kind != "open":
            return t("screen.start.not_open")
        if action == "compare" and len(self.rows.marked) != 2:
            if len(self.session.ready()) > 2 or self.session.current < 0:
                return t("compare.reason.mark_two", key=self.key("mark"))
            return self.session.no_comparison()
        return super().reason(action)

    def hints(self) -> list[Hint]:
        """In the order of what one does here."""
        order = {action: n for n, action in enumerate(BAR)}
        hints = [
            Hint(self.key(a.id), self.label(a.id), 1 if a.id != "back" else 2, not self.reason(a.id))
            for a in sorted((a for a in actions_of(START) if a.id in order), key=lambda a: order[a.id])
        ]
        return hints if self.session.current >= 0 else [hint for hint in hints if hint.rank == 1]

    def label(self, action: str) -> str:
        if action in ("choose", "compare", "back", "parent"):
            return t(f"screen.start.{action}")
        return super().label(action)

    # --- actions -------------------------------------------------------------------------------------------------------------

    @on(DocumentList.Chosen)
    def _chosen(self) -> None:
        self.action_act("choose")

    def do_choose(self) -> None:
        line = self.list.current
        if line is None:
            return
        if line.kind in ("folder", "up"):
            self.do_into()
            return
        entry = self.session.entries[int(line.key)] if line.kind == "open" else None
        if entry is not None and entry.error is not None and not entry.source.paths:
            self.say(error_line(entry))
        else:
            index = self._open(line, show=True)
            if self.session.entries[index].budget is None and self.app.screen is self:
                self.say(t("screen.start.opening", name=line.name, key=self.key("back")))
        if entry is None:
            self._show()

    def _open(self, line: Line, show: bool) -> int:
        if line.kind == "open":
            return self.navigator.open_source(self.session.entries[int(line.key)].source, show)
        if line.kind == "sample":
            return self.navigator.open_source(self.rows.samples[line.key], show)
        return self.navigator.open_path(self.rows.path(line), show)

    def do_into(self) -> None:
        line = self.list.current
        if line is not None and line.kind == "up":
            self.do_parent()
        elif line is not None and line.kind == "folder":
            self._enter(self.rows.path(line))

    def do_parent(self) -> None:
        self._enter(self.here.above, os.path.basename(self.here.path))

    def do_mark(self) -> None:
        line = self.list.current
        if line is None:
            return
        one = (line.kind, line.key)
        marked = self.rows.marked
        if one in marked:
            marked.remove(one)
        else:
            self.rows.marked = [*marked[-1:], one]
        self.list.refresh()
        self.bottom.refresh()
        count = len(self.rows.marked)
        self.say(t("compare.marked_two", key=self.key("compare")) if count == 2 else t("compare.marked", count=count))

    def do_compare(self) -> None:
        if len(self.rows.marked) == 2:
            one, other = (self._open(Line(kind, key), show=False) for kind, key in self.rows.marked)
            self.rows.marked = []
            self.navigator.compare_sources(one, other)
            if self.app.screen is self:
                self._show()
                self.say(t("screen.start.comparing", key=self.key("back")))
        else:
            self.navigator.compare()

    def do_close_budget(self) -> None:
        line = self.list.current
        if line is not None:
            self.rows.marked = [one for one in self.rows.marked if one != ("open", line.key)]
            self.navigator.close_budget(int(line.key))

    def do_reload(self) -> None:
        self.navigator.known.clear()
        self._enter(self.here.path, said=t("screen.start.listed"))

    def do_next_section(self) -> None:
        self.list.section(1)

    def do_previous_section(self) -> None:
        self.list.section(-1)

    def do_unit(self) -> None:
        self.session.next_unit("万元")
        self.update_page()

    def do_back(self) -> None:
        """One step back: out of the filter, out of reading, back to the document."""
        if self.filter_bar is not None or self.words:
            self.shut_filter(self.list)
            self.words = ""
            self._show()
            self._moved()
        elif self.give_up():
            self.say(t("screen.start.not_listed"))
        elif not self.navigator.stop_reading():
            if self.session.current >= 0:
                self.navigator.leave_start()
            else:
                self.say(t("screen.start.to_quit", key=self.key("quit")))

    # --- filter --------------------------------------------------------------------------------------------------------------

    def do_filter(self) -> None:
        if self.open_filter(self.words) and self.filter_bar is not None:
            self.filter_bar.tally(t("screen.start.filter_help"))

    @on(FilterBar.Changed)
    def _filter_changed(self, event: FilterBar.Changed) -> None:
        self.words = event.text
        self._show()
        self.list.goto(0)
        if self.filter_bar is not None:
            count = sum(1 for line in self.list.rows if not line.passed)
            self.filter_bar.tally(t("screen.start.filter_path") if is_path(event.text) else str(count))
        self._moved()

    @on(FilterBar.Kept)
    def _filter_kept(self) -> None:
        self.shut_filter(self.list)
        if is_path(self.words):
            path, self.words = self.words, ""
            self._show()
            self._go(path)

    def _go(self, text: str) -> None:
        """To a path that was typed: into a folder, or open a file."""
        path = os.path.abspath(os.path.join(self.here.path, os.path.expanduser(text.strip())))

        def go(folder: bool) -> None:
            if folder:
                self._enter(path)
            else:
                self.navigator.open_path(path)

        self.soon(path, lambda: os.path.isdir(path) and (not restrict.active() or restrict.allowed(path)), go)
