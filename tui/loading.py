"""Reading documents while others are looked at: one thing at a time in one thread (PDFium allows no two), told how far it is, stopped by
escape; and reading again what changed on disk. Apart from app.py, which knows the screens.

All is decided where messages are handled; the thread only reads and posts what became of it.
"""

from __future__ import annotations

import os
from time import monotonic
from typing import TYPE_CHECKING

from textual import events, on, work

from data_model.readers.raw import Cancelled, ReadError
from tui.actions import START
from tui.cells import cut, visible
from tui.entries import Entry, Source, Stamp
from tui.jobs import Job, at_work, error_line, is_large, keep
from tui.messages import Loaded, Progressed
from tui.side_by_side import SideBySide
from tui.texts import error_words, t
from tui.widgets.page import MainPage, Page

if TYPE_CHECKING:
    from tui.facts import Facts

LONG_WORK, TELLING = 0.4, 0.25
"""Seconds after which reading is long enough to be told of, and between two tellings."""
LOOKING = 2.0
"""Seconds between two looks whether the file in sight is still the one that was read; only when a key is pressed."""
TROUBLE = 2
"""Exit code when nothing could be read."""


class Loading(SideBySide):
    """The verbs of reading; the explorer is one of these."""

    def __init__(self) -> None:
        super().__init__()
        self.known: dict[str, tuple[Stamp | None, Facts]] = {}
        self._job: Job | None = None
        self._asked = -1
        self._again: list[int] = []
        self._pair: tuple[int, int] | None = None
        self._looked = 0.0

    # --- what the app does with it -------------------------------------------------------------------------------------------

    def show_budget(self, index: int) -> None:
        """Look at a document that is read."""
        raise NotImplementedError

    def show_start(self) -> None:
        """The start screen."""
        raise NotImplementedError

    def sought(self) -> list[tuple[str, Source]]:
        """The documents whose facts a screen wants, most wanted first."""
        return []

    def read_anew(self, index: int) -> None:
        """A document was read again: whatever shows it must show the new one."""
        raise NotImplementedError

    @property
    def opening(self) -> bool:
        """True while nothing was shown yet but the names of what is read."""
        raise NotImplementedError

    @property
    def page(self) -> Page | None:
        """The screen in sight; None when the program is ending, while the thread still tells."""
        screen = self.screen if self.screen_stack else None
        return screen if isinstance(screen, Page) else None

    # --- the thread ----------------------------------------------------------------------------------------------------------

    def load(self) -> None:
        """Give the thread the next thing to do, if it is free."""
        if self._job is None and (job := self._next()) is not None:
            self._job = job
            self._read(job)

    def _next(self) -> Job | None:
        entries = self.session.entries
        if self._again:
            index = self._again.pop(0)
            return Job(entries[index].source, index, again=True)
        if 0 <= self._asked < len(entries) and entries[self._asked].waiting:
            return Job(entries[self._asked].source, self._asked)
        index = next((i for i, entry in enumerate(entries) if entry.waiting), -1)
        if index >= 0:
            return Job(entries[index].source, index)
        key, source = next(iter(self.sought()), ("", None))
        return Job(source, key=key) if source is not None else None

    def look_around(self) -> None:
        """Another part of a list is in sight: what is sought is read, what is sought no more is not read to its end."""
        job = self._job
        if job is not None and job.index < 0 and all(key != job.key for key, _ in self.sought()):
            job.stopped = True
        self.load()

    @work(thread=True, group="load", exit_on_error=False)
    def _read(self, job: Job) -> None:
        told = 0.0

        def progress(done: int, total: int) -> None:
            nonlocal told
            if job.stopped:
                raise Cancelled
            now = monotonic()
            if now - job.began > LONG_WORK and now - told > TELLING:
                told = now
                self.post_message(Progressed(job, done, total))

        try:
            job.stamp = job.source.stamp()
            with at_work():
                job.budget = job.source.read(progress)
                large = is_large(job.budget)
                if job.index < 0 or large:
                    from tui.facts import facts_of

                    job.facts = facts_of(job.budget, None if job.index < 0 else -1)
                if job.index < 0:
                    job.budget = None
                elif large:
                    keep()
        except ReadError as error:
            job.error = error
        except Cancelled:
            job.stopped = True
        except Exception as error:  # a broken file must not end the session: it is listed like any unreadable one
            job.error = ReadError("unreadable", job.source.name, reason=type(error).__name__)
        self.post_message(Loaded(job))

    @on(Progressed)
    def _progressed(self, event: Progressed) -> None:
        event.job.done, event.job.total = event.done, event.total
        self.tell_notice()

    @on(Loaded)
    def _loaded(self, event: Loaded) -> None:
        job, self._job = event.job, None
        if not self.screen_stack:
            return
        if not job.stopped:
            self._take(job)
        self.load()
        self.tell_notice()

    def _take(self, job: Job) -> None:
        if job.index < 0:
            self._take_facts(job)
        elif self.session.entries[job.index].closed:
            return
        elif job.again:
            self._take_again(job, self.session.entries[job.index])
        elif job.budget is not None:
            self._take_budget(job, self.session.entries[job.index])
        elif job.error is not None:
            self._take_error(job, self.session.entries[job.index], job.error)

    def _take_facts(self, job: Job) -> None:
        facts = job.facts
        if facts is None:
            from tui.facts import Facts

            facts = Facts(error=job.error)
        self.known[job.key] = (job.stamp, facts)
        if self.page is not None:
            self.page.update_page()

    def _take_budget(self, job: Job, entry: Entry) -> None:
        entry.budget, entry.facts, entry.stamp, entry.error = job.budget, job.facts, job.stamp, None
        if self._pair is not None and job.index in self._pair:
            self._compare_when_read()
        elif job.index == self._asked or (self.session.current < 0 and self.opening):
            self.show_budget(job.index)
        else:
            self._tell()

    def _take_error(self, job: Job, entry: Entry, error: ReadError) -> None:
        entry.error = error
        if job.index == self._asked or (self._pair is not None and job.index in self._pair):
            self._asked, self._pair = -1, None
            if entry.source.path:  # chosen in the list: its row there says why
                from tui.facts import Facts

                self.known[entry.source.path] = (job.stamp, Facts(error=error))
                entry.closed = True
            if self.page is not None:
                self.page.update_page()
                self.page.say(error_line(entry))
        elif self.opening and not self.session.waiting() and self.session.current < 0:
            self._nothing_open()
        else:
            self._tell()

    def _nothing_open(self) -> None:
        """Nothing could be read: the end, unless a person stopped some of it."""
        if any(entry.held for entry in self.session.entries):
            self.show_start()
        else:
            self.exit(TROUBLE)

    def _tell(self) -> None:
        """A document came or failed: the screen and its key line may say more now."""
        if self.page is not None:
            self.page.update_page()
            failed = self.session.failed()
            if failed and not self.session.waiting() and self.session.current >= 0:
                self.page.say(error_line(failed[-1]))

    # --- opening and closing -------------------------------------------------------------------------------------------------

    def open_source(self, source: Source, show: bool = True) -> int:
        """Open a document, and look at it as soon as it is read; one that is open is not read again."""
        session = self.session
        index = session.find(source.path) if source.path else _same(session.entries, source)
        if index < 0:
            session.entries.append(Entry(source))
            index = len(session.entries) - 1
        entry = session.entries[index]
        entry.held = False
        if entry.error is not None:
            entry.error = None  # another try
        if show:
            self._asked = index
            if entry.budget is not None:
                self.show_budget(index)
                return index
            if self._job is not None and self._job.index < 0:
                self._job.stopped = True  # what a person asks for comes first
        self.load()
        return index

    def open_path(self, path: str, show: bool = True) -> int:
        """Open a file by its path."""
        from tui.sources import FileSource

        file = FileSource(os.path.basename(path), path)
        return self.open_source(Source(visible(file.name), file.load, (path,), tells=True), show)

    def compare_sources(self, one: int, other: int) -> None:
        """Compare two entries as soon as both are read."""
        self._pair = (one, other)
        self._compare_when_read()

    def _compare_when_read(self) -> None:
        if self._pair is None or any(self.session.entries[index].budget is None for index in self._pair):
            return
        self.session.marked, self._pair, self._asked = list(self._pair), None, -1
        if self.session.current < 0:
            self.session.choose(self.session.marked[-1])
        self.compare()

    def close_budget(self, index: int) -> None:
        """Look at a document no more; the next one is in sight then, or the start screen."""
        session = self.session
        if self._job is not None and self._job.index == index:
            self._job.stopped = True
        self._again = [one for one in self._again if one != index]
        session.close(index)
        if self._comparing is not None:
            self._comparing.forget(index)

    def stop_reading(self) -> bool:
        """Stop what is being read and all that waits; False when there was nothing. What was read stays."""
        job = self._job if self._job is not None and self._job.index >= 0 and not self._job.stopped else None
        waiting = [entry for entry in self.session.entries if entry.waiting]
        if job is None and not waiting:
            return False
        if job is not None:
            job.stopped = True
        for entry in waiting:
            entry.held = True
        self._asked, self._pair, self._again = -1, None, []
        if self.session.current < 0 and self.opening:
            self.show_start()
        if self.page is not None:
            self.page.update_page()
            if self.page.KIND == START:
                self.page.say(t("screen.start.stopped", key=self.page.key("choose")))
            else:
                self.page.say(t("screen.stopped", key=self.page.key("budgets")))
        return True

    # --- what is told --------------------------------------------------------------------------------------------------------

    def notice(self) -> str:
        """A few words for the end of the key line: how far reading is, or that the file in sight is another one now."""
        job = self._job
        if job is not None and job.index >= 0 and job.total and not job.stopped:
            return t("screen.notice.reading", name=cut(job.source.name, 20), done=job.done, total=job.total)
        changed = next((entry.changed for entry in self._in_sight() if entry.changed), "")
        return t(f"screen.notice.{changed}", key=self.session.keys.first("reload")) if changed else ""

    def reading(self, index: int, key: str = "") -> str:
        """How far the reading of an entry, or of the facts under a key, is; "" when it is not being read or not yet long."""
        job = self._job
        if job is None or (job.index, job.key) != (index, key) or job.stopped or not job.total:
            return ""
        return t("screen.progress", done=job.done, total=job.total)

    def tell_notice(self) -> None:
        """The end of the key line, and what else tells of reading, may say something else now."""
        if self.page is not None:
            self.page.told_progress()
            self.page.bottom.refresh()

    # --- files that change ---------------------------------------------------------------------------------------------------

    def _in_sight(self) -> list[Entry]:
        return [self.session.entries[index] for index in self._shown()]

    def _shown(self) -> list[int]:
        """The entries in sight: two in a comparison, none on the start screen of a session without one."""
        if isinstance(self.page, MainPage):
            return self.page.documents()
        return [self.session.current] if self.session.current >= 0 else []

    @on(events.AppFocus)
    def look_at_file(self) -> None:
        """See whether a file in sight changed, at most every few seconds; no clock runs for it."""
        now = monotonic()
        if now - self._looked < LOOKING:
            return
        for entry in self._in_sight():
            if not entry.source.paths:
                continue
            self._looked = now
            stamp = entry.source.stamp()
            changed = "gone" if stamp is None else "changed" if entry.stamp not in (None, stamp) else ""
            if changed != entry.changed:
                entry.changed = changed
                self.tell_notice()

    def _outdated(self) -> list[int]:
        """The entries in sight whose file is another one now."""
        return [
            index
            for index in self._shown()
            if (entry := self.session.entries[index]).source.paths
            and ((stamp := entry.source.stamp()) is None or stamp != entry.stamp)
        ]

    def no_reload(self) -> str:
        """Why no document in sight can be read again, "" when one can."""
        if not any(entry.source.paths for entry in self._in_sight()):
            return t("screen.reason.no_file")
        return "" if self._outdated() else t("screen.reason.unchanged")

    def reload(self) -> None:
        """Read what changed in sight again; the place stays."""
        self._again += [index for index in self._outdated() if index not in self._again]
        self.load()

    def _take_again(self, job: Job, entry: Entry) -> None:
        if job.budget is None:
            entry.changed = "gone" if job.error is not None and job.error.code == "missing" else "changed"
            cause = error_words(job.error)[0] if job.error is not None else ""
            said = t("screen.reload.kept", cause=cause)
        else:
            entry.stamp, entry.changed = job.stamp, ""
            self.known.pop(entry.source.path, None)
            self.session.replace(job.index, job.budget)
            entry.facts = job.facts
            if self._comparing is not None:
                self._comparing.forget(job.index)
            self.read_anew(job.index)
            said = t("screen.reload.done", name=entry.source.name)
        if self.page is not None:
            self.page.say(said)


def _same(entries: list[Entry], source: Source) -> int:
    """The open entry of what comes with the program, by its name; -1 when it is not open."""
    return next((i for i, entry in enumerate(entries) if not entry.closed and entry.source.sample and entry.source.name == source.name), -1)  # fmt: skip
