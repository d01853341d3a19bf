"""Workbooks (.xlsx .xls .et .ods) -> RawDocument. Apart: opening them takes a helper process, seeing tables in a sheet is sheet_tables."""

from __future__ import annotations

import contextlib
import json
import queue
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Generator, Mapping
from pathlib import Path
from typing import Any

from data_model.budget import Place
from data_model.readers.archive import is_ole, member, ole_has, open_zip
from data_model.readers.excel_formats import Formats, number_formats, shown
from data_model.readers.raw import Progress, RawDocument, RawParagraph, RawTable, ReadError
from data_model.readers.sheet_tables import Line, sheet_items
from data_model.readers.workbook_process import MAX_COLUMNS

_HELPER = Path(__file__).with_name("workbook_process.py")
_SECONDS = 90.0


def read_workbook(data: bytes, file: str, progress: Progress | None = None) -> RawDocument:
    """Sheets in order: the name of each as a heading, then its paragraphs and tables.

    The format is found from the content. Hidden sheets, sheets without text and charts are left out (a hidden sheet, and
    what had to be cut, is named in `problems`). `spans` come from .xlsx and .xls, numbers as their format shows them from
    .xlsx; the others write a number like its neighbours. ReadError: encrypted, damaged, no workbook, too large.
    """
    kind, formats = _open(data)
    items: list[RawParagraph | RawTable] = []
    problems: list[tuple[str, Place]] = []
    total = done = 0

    def waiting() -> None:
        if progress is not None:
            progress(done, max(total, 1))

    messages = _messages(data, waiting)
    try:
        for message in messages:
            if "error" in message:
                if message["error"] == "encrypted":
                    raise ReadError("encrypted")
                raise ReadError("workbook_damaged")
            if "sheets" in message:
                total = message["sheets"]
                continue
            _sheet(message, formats, file, items, problems)
            done += 1
            if progress is not None:
                progress(done, max(total, done))
    finally:
        messages.close()  # ends the helper when progress raised Cancelled
    if done < total or not total:
        raise ReadError("workbook_too_large")
    return RawDocument(file, kind, tuple(items), tuple(problems))


def _open(data: bytes) -> tuple[str, dict[str, dict[tuple[int, int], str]]]:
    """The format and, for .xlsx, the number formats by sheet; refuses what must not be unpacked."""
    if is_ole(data):
        if ole_has(data, "EncryptedPackage"):
            raise ReadError("encrypted")
        if not ole_has(data, "Workbook", "Book"):
            raise ReadError("no_workbook")
        return "xls", {}
    if not data.startswith(b"PK"):
        raise ReadError("no_workbook")
    with open_zip(data) as archive:
        names = set(archive.namelist())
        for name in (
            "content.xml",
            "META-INF/manifest.xml",
            "xl/workbook.xml",
            "xl/sharedStrings.xml",
            "xl/styles.xml",
        ):
            head = (member(archive, name) or b"")[:4096]
            if b"<!ENTITY" in head or b"<!DOCTYPE" in head:
                raise ReadError("entities")
        if "content.xml" in names:
            if b"encryption-data" in (member(archive, "META-INF/manifest.xml") or b""):
                raise ReadError("encrypted")
            return "ods", {}
        if not any(name.startswith("xl/") for name in names):
            raise ReadError("no_workbook_inside")
        return "xlsx", number_formats(archive)


def _sheet(
    message: Mapping[str, Any],
    formats: Mapping[str, Formats],
    file: str,
    items: list[RawParagraph | RawTable],
    problems: list[tuple[str, Place]],
) -> None:
    name = str(message["name"])
    place = Place(file, sheet=name)
    for key, words in (
        ("hidden", "隐藏的工作表，未读"),
        ("failed", "工作表已损坏，未读"),
        ("cut", "工作表过大，只读了前面的部分"),
    ):
        if message.get(key):
            problems.append((words, place))
    codes = formats.get(name, {})
    lines: list[Line] = _with_errors([(int(row), cells) for row, cells in message.get("rows", ())], codes)
    if not lines:
        return
    merges = {
        (top + 1, left): (bottom - top + 1, right - left + 1)
        for (top, left), (bottom, right) in message.get("merged", ())
        if bottom >= top and right >= left
    }
    known: dict[tuple[int, int], str] = {}
    for row, cells in lines:
        for column, value in enumerate(cells):
            code = None if isinstance(value, str) else codes.get((row, column))
            text = shown(value, code) if code and not isinstance(value, str) else None
            if text is not None:
                known[row, column] = text
    items.append(RawParagraph(name, place, heading=True))
    items.extend(sheet_items(lines, merges, known, file, name))


def _with_errors(lines: list[Line], codes: Formats) -> list[Line]:
    """The rows with the error values (#DIV/0!) that stand beside or beyond their text."""
    rows = dict(lines)
    for (row, column), code in codes.items():
        if code.startswith('"#') and row in rows and column < MAX_COLUMNS:
            cells = rows[row]
            cells.extend([""] * (column + 1 - len(cells)))
            cells[column] = code.strip('"')
    return lines


def _messages(data: bytes, waiting: Callable[[], None]) -> Generator[dict[str, Any], None, None]:
    """What the helper process says, line by line. It is killed when this ends early, or after 90 seconds."""
    command = [sys.executable, "-P", str(_HELPER)]  # -P: this folder has an html.py, which must not hide Python's own
    try:
        helper = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    except OSError as error:
        raise ReadError("no_process") from error
    lines: queue.SimpleQueue[bytes] = queue.SimpleQueue()

    def feed() -> None:
        assert helper.stdin is not None
        with contextlib.suppress(OSError), helper.stdin as stream:  # a dead helper is noticed by its silence
            stream.write(data)

    def listen() -> None:
        assert helper.stdout is not None
        with contextlib.suppress(OSError, ValueError), helper.stdout as stream:
            for line in stream:
                lines.put(line)
        lines.put(b"")

    threads = [threading.Thread(target=work, daemon=True) for work in (feed, listen)]
    for thread in threads:
        thread.start()
    deadline = time.monotonic() + _SECONDS
    try:
        while True:
            try:
                line = lines.get(timeout=0.2)
            except queue.Empty:
                if time.monotonic() > deadline:
                    raise ReadError("workbook_timeout") from None
                waiting()
                continue
            if not line.endswith(b"\n"):  # the end, or a message it died in
                return
            yield json.loads(line)
    finally:
        helper.kill()
        for thread in threads:
            thread.join(5)
        helper.wait()
