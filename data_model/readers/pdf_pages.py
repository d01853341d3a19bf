"""What is drawn on the pages of a PDF: characters and ruling lines. Apart, because it alone touches pypdfium2 (untyped, not thread-safe).

Coordinates are points from the top left corner of the page as it is held for reading, y growing downwards.
"""

from __future__ import annotations

import ctypes
import math
import threading
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from itertools import pairwise
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium

from data_model.readers.raw import ReadError
from data_model.records import dataclass, field

MAX_CHARS = 100_000
"""Characters read of one page; the densest real page seen has 2,100."""
MAX_RULES = 20_000
"""Ruling lines kept of one page; more are a drawing, not a table."""
MAX_OBJECTS = 200_000
MAX_DEPTH = 12

_THIN = 2.0  # a subpath thinner than this draws a line, however it is painted
_SLANT = 0.5
_RADICALS = "\u2e80", "\u2fdf"
_IDEOGRAPHS = "\u3400"
_FAR = 1e6  # stands for infinity, which would become NaN when turned
_EDGE = 1.0  # clips are as tight as the ink beside a text; above and below, half of it hidden is hidden

_LOCK = threading.RLock()  # PDFium keeps global state; re-entrant, so that a progress callback may read another file


class Char(NamedTuple):
    """One printed character and its loose box (font height and advance: the ink of `一` or `,` would break lines)."""

    left: float
    top: float
    right: float
    bottom: float
    text: str


class Rule(NamedTuple):
    """One straight line: `at` is its y (across) or x (down), `start` and `end` its extent along the other axis."""

    at: float
    start: float
    end: float


@dataclass(slots=True)
class Page:
    """One page. `pictures` counts its images; `problems` are Chinese phrases about what was left out."""

    number: int
    width: float
    height: float
    chars: list[Char] = field(default_factory=list)
    across: list[Rule] = field(default_factory=list)
    down: list[Rule] = field(default_factory=list)
    pictures: int = 0
    problems: list[str] = field(default_factory=list)


Matrix = tuple[float, float, float, float, float, float]
Box = tuple[float, float, float, float]
"""(left, top, right, bottom)"""


class Document:
    """An open PDF; only valid inside `opened`."""

    def __init__(self, handle: Any) -> None:
        self._handle = handle
        self.pages = int(pdfium.FPDF_GetPageCount(handle))

    def page(self, number: int) -> Page:
        """Page `number` (from 1). A page that cannot be opened is an empty one with a problem."""
        handle = pdfium.FPDF_LoadPage(self._handle, number - 1)
        if not handle:
            return Page(number, 0.0, 0.0, problems=["这一页已损坏，没有读入"])
        try:
            return _page(handle, number)
        finally:
            pdfium.FPDF_ClosePage(handle)


@contextmanager
def opened(data: bytes) -> Iterator[Document]:
    """Open PDF bytes for reading; other threads wait meanwhile. Raises ReadError for encrypted and damaged files."""
    with _LOCK:
        handle = pdfium.FPDF_LoadMemDocument64(data, len(data), None)
        if not handle:
            if pdfium.FPDF_GetLastError() in (pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY):
                raise ReadError("pdf_encrypted")
            raise ReadError("pdf_damaged")
        try:
            yield Document(handle)
        finally:
            pdfium.FPDF_CloseDocument(handle)


def _page(handle: Any, number: int) -> Page:
    box = pdfium.FS_RECTF()
    if not pdfium.FPDF_GetPageBoundingBox(handle, box):
        return Page(number, 0.0, 0.0, problems=["这一页已损坏，没有读入"])
    x0, y0, x1, y1 = box.left, box.bottom, box.right, box.top
    if not all(math.isfinite(v) for v in (x0, y0, x1, y1)) or x1 <= x0 or y1 <= y0:
        return Page(number, 0.0, 0.0, problems=["页面尺寸不合理，没有读入"])
    text_page = pdfium.FPDFText_LoadPage(handle)
    try:
        text = _text(text_page)
        turn = _turn(text_page, text, int(pdfium.FPDFPage_GetRotation(handle)))
        width, height = (x1 - x0, y1 - y0) if turn % 2 == 0 else (y1 - y0, x1 - x0)
        page = Page(number, width, height)
        if len(text) > MAX_CHARS:
            page.problems.append(f"字符太多（{len(text)} 个），只读了前 {MAX_CHARS} 个")
        upright: tuple[Matrix, ...] = (
            (1, 0, 0, -1, -x0, y1),
            (0, 1, 1, 0, -y0, -x0),
            (-1, 0, 0, 1, x1, -y0),
            (0, -1, -1, 0, y1, x1),
        )
        objects = _Objects(page)
        count = int(pdfium.FPDFPage_CountObjects(handle))
        objects.walk(count, partial(pdfium.FPDFPage_GetObject, handle), upright[turn], 0)
        _chars(page, text_page, text[:MAX_CHARS], turn, (x0, y0, x1, y1), objects.clipped)
    finally:
        pdfium.FPDFText_ClosePage(text_page)
    return page


def _text(text_page: Any) -> str:
    """The page's text, one character for each index of PDFium: in one call when it can be, else character by character."""
    count = int(pdfium.FPDFText_CountChars(text_page)) if text_page else 0
    if count <= 0:
        return ""
    buffer = (ctypes.c_ushort * (count + 1))()
    pdfium.FPDFText_GetText(text_page, 0, count, buffer)
    text = bytes(buffer)[:-2].decode("utf-16-le", "replace")
    if (
        len(text) != count or "\0" in text or "\ufffd" in text
    ):  # unmapped glyphs and astral characters shift the indices
        codes = (int(pdfium.FPDFText_GetUnicode(text_page, i)) for i in range(min(count, MAX_CHARS + 1)))
        text = "".join(chr(c) if 0 < c < 0xD800 or 0xDFFF < c < 0x110000 else "\ufffd" for c in codes)
    if any(_RADICALS[0] <= c <= _RADICALS[1] for c in text):
        text = "".join(_usual(c) if _RADICALS[0] <= c <= _RADICALS[1] else c for c in text)
    return text


def _usual(radical: str) -> str:
    """Some producers map 一 or 人 to the look-alike radicals ⼀ ⼈: names would not match."""
    usual = unicodedata.normalize("NFKC", radical)
    return usual if len(usual) == 1 else radical


def _turn(text_page: Any, text: str, page_turn: int) -> int:
    """Quarter turns clockwise that make most of the text upright; without text, those the page asks for.

    The text decides, because a wide table is often set sideways on an upright page.
    """
    printed = [i for i, c in enumerate(text[:MAX_CHARS]) if c > " "]
    turns = Counter[int]()
    for i in printed[:: max(1, len(printed) // 16)]:
        angle = float(pdfium.FPDFText_GetCharAngle(text_page, i))
        if math.isfinite(angle):
            turns[-round(angle / (math.pi / 2)) % 4] += 1
    if turns:
        turn, count = turns.most_common(1)[0]
        if count >= 0.8 * turns.total():
            return turn
    return page_turn % 4


def _chars(page: Page, text_page: Any, text: str, turn: int, box: Box, clipped: dict[int, Box]) -> None:
    x0, y0, x1, y1 = box
    rect = pdfium.FS_RECTF()
    loose = pdfium.FPDFText_GetLooseCharBox
    add = page.chars.append
    width, height = page.width, page.height
    for i, c in enumerate(text):
        if (c <= " " or c == "\xa0") and not _parting(text_page, text, i):
            continue
        loose(text_page, i, rect)
        left, bottom, right, top = rect.left, rect.bottom, rect.right, rect.top
        if not (left < right and bottom < top):  # some fonts have no ascent: the ink is better than nothing
            left, bottom, right, top = _ink(text_page, i)
        if turn == 0:
            char = Char(left - x0, y1 - top, right - x0, y1 - bottom, c)
        elif turn == 1:
            char = Char(bottom - y0, left - x0, top - y0, right - x0, c)
        elif turn == 2:
            char = Char(x1 - right, bottom - y0, x1 - left, top - y0, c)
        else:
            char = Char(y1 - top, x1 - right, y1 - bottom, x1 - left, c)
        if clipped and (clip := clipped.get(_address(pdfium.FPDFText_GetTextObject(text_page, i)))):
            shown = _shown(char, clip)
            if shown is None:
                continue
            char = shown
        # outside the page nothing is printed; this also keeps NaN and infinity out
        if 0 <= char.left + char.right <= 2 * width and 0 <= char.top + char.bottom <= 2 * height:
            add(char)


def _parting(text_page: Any, text: str, i: int) -> bool:
    """True for a blank set between a Chinese word and a number or code (`某目标 1010108N`); other blanks are read from gaps."""
    if text[i] != " " or not 0 < i < len(text) - 1:
        return False
    before, after = text[i - 1], text[i + 1]
    if min(before, after) <= " " or before.isascii() == after.isascii() or max(before, after) < _IDEOGRAPHS:
        return False
    return not pdfium.FPDFText_IsGenerated(text_page, i)


def _shown(char: Char, clip: Box) -> Char | None:
    """The character where its clip shows it.

    Lines cut off above or below are printed elsewhere, if at all. A name too long for its cell goes on unseen over the next
    cell: its rest is kept, but drawn back to where it is cut off.
    """
    left, top, right, bottom = clip
    if not top <= (char.top + char.bottom) / 2 <= bottom or (char.left + char.right) / 2 < left:
        return None
    if (char.left + char.right) / 2 <= right:
        return char
    edge = max(left, right - _THIN)
    return Char(edge, char.top, edge, char.bottom, char.text)


def _address(item: Any) -> int:
    return ctypes.addressof(item.contents) if item else 0


def _ink(text_page: Any, index: int) -> Box:
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    pdfium.FPDFText_GetCharBox(text_page, index, left, right, bottom, top)
    return left.value, bottom.value, right.value, top.value


class _Objects:
    """Collects the axis-parallel lines of a page's objects, and the texts that are partly cut off.

    `clipped` maps the address of such a text object to what its clip shows. Buffers are kept: a page has thousands of segments.
    """

    def __init__(self, page: Page) -> None:
        self.page = page
        self.left = MAX_OBJECTS
        self.matrix = pdfium.FS_MATRIX()
        self.x, self.y = ctypes.c_float(), ctypes.c_float()
        self.fill, self.stroke = ctypes.c_int(), ctypes.c_int()
        self.bounds = ctypes.c_float(), ctypes.c_float(), ctypes.c_float(), ctypes.c_float()
        self.clipped: dict[int, Box] = {}
        self.windows: dict[int, Box] = {}

    def walk(self, count: int, get: Callable[[int], Any], outer: Matrix, depth: int) -> None:
        """Go through `count` objects, into form XObjects, multiplying matrices."""
        matrix = self.matrix
        for i in range(count):
            self.left -= 1
            if self.left < 0 or len(self.page.across) + len(self.page.down) > MAX_RULES:
                if not self.page.problems or "线条" not in self.page.problems[-1]:
                    self.page.problems.append("线条太多，这一页按文字读入，不分表格")
                self.page.across.clear()
                self.page.down.clear()
                self.left = 0
                return
            item = get(i)
            kind = pdfium.FPDFPageObj_GetType(item)
            if kind == pdfium.FPDF_PAGEOBJ_TEXT:
                self._clip(item, outer)
                continue
            if kind == pdfium.FPDF_PAGEOBJ_IMAGE:
                self.page.pictures += 1
            if kind not in (pdfium.FPDF_PAGEOBJ_PATH, pdfium.FPDF_PAGEOBJ_FORM):
                continue
            pdfium.FPDFPageObj_GetMatrix(item, matrix)
            a, b, c, d, e, f = outer
            own = (matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f)
            joined = (
                own[0] * a + own[1] * c,
                own[0] * b + own[1] * d,
                own[2] * a + own[3] * c,
                own[2] * b + own[3] * d,
                own[4] * a + own[5] * c + e,
                own[4] * b + own[5] * d + f,
            )
            if kind == pdfium.FPDF_PAGEOBJ_PATH:
                self._path(item, joined)
            elif depth < MAX_DEPTH:
                count_inside = int(pdfium.FPDFFormObj_CountObjects(item))
                self.walk(count_inside, partial(pdfium.FPDFFormObj_GetObject, item), joined, depth + 1)

    def _clip(self, item: Any, matrix: Matrix) -> None:
        """Remember a text object that its clip cuts; most clips are far wider than their text."""
        clip = pdfium.FPDFPageObj_GetClipPath(item)
        paths = pdfium.FPDFClipPath_CountPaths(clip) if clip else 0
        if paths <= 0:
            return
        left, bottom, right, top = -_FAR, -_FAR, _FAR, _FAR
        for path in range(min(paths, 16)):
            first = pdfium.FPDFClipPath_GetPathSegment(clip, path, 0)
            if not first:
                continue
            # objects share their clips, so most are known by where they are kept
            key = ctypes.addressof(first.contents)
            window = self.windows.get(key)
            if window is None:
                window = self.windows[key] = self._window(clip, path, first)
            if window[0] > left:
                left = window[0]
            if window[1] > bottom:
                bottom = window[1]
            if window[2] < right:
                right = window[2]
            if window[3] < top:
                top = window[3]
        west, south, east, north = self.bounds
        pdfium.FPDFPageObj_GetBounds(item, west, south, east, north)
        if west.value >= left and south.value >= bottom and east.value <= right and north.value <= top:
            return
        m, n, o, p, e, f = matrix
        xs = sorted((m * left + o * bottom + e, m * right + o * top + e))
        ys = sorted((n * left + p * bottom + f, n * right + p * top + f))
        self.clipped[_address(item)] = (xs[0] - _EDGE, ys[0], xs[1] + _EDGE, ys[1])

    def _window(self, clip: Any, path: int, first: Any) -> Box:
        """(left, bottom, right, top) of a rectangular clip in its own space; other shapes are taken as wide open."""
        if not 4 <= pdfium.FPDFClipPath_CountPathSegments(clip, path) <= 5:
            return -_FAR, -_FAR, _FAR, _FAR
        pdfium.FPDFPathSegment_GetPoint(first, self.x, self.y)
        x0, y0 = self.x.value, self.y.value
        pdfium.FPDFPathSegment_GetPoint(pdfium.FPDFClipPath_GetPathSegment(clip, path, 2), self.x, self.y)
        x1, y1 = self.x.value, self.y.value
        return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)

    def _path(self, item: Any, matrix: Matrix) -> None:
        pdfium.FPDFPath_GetDrawMode(item, self.fill, self.stroke)
        stroked = bool(self.stroke.value)
        if not (stroked or self.fill.value):
            return
        a, b, c, d, e, f = matrix
        x, y = self.x, self.y
        points: list[tuple[float, float]] = []
        straight = True
        count = pdfium.FPDFPath_CountSegments(item)
        self.left -= count // 8
        for i in range(min(count, 8 * MAX_RULES)):
            segment = pdfium.FPDFPath_GetPathSegment(item, i)
            kind = pdfium.FPDFPathSegment_GetType(segment)
            pdfium.FPDFPathSegment_GetPoint(segment, x, y)
            u, v = x.value, y.value
            point = (a * u + c * v + e, b * u + d * v + f)
            if kind == pdfium.FPDF_SEGMENT_MOVETO:
                self._subpath(points, straight, stroked)
                points, straight = [point], True
                continue
            straight = straight and kind == pdfium.FPDF_SEGMENT_LINETO
            points.append(point)
            if pdfium.FPDFPathSegment_GetClose(segment):
                points.append(points[0])
        self._subpath(points, straight, stroked)

    def _subpath(self, points: list[tuple[float, float]], straight: bool, stroked: bool) -> None:
        if len(points) < 2 or not straight:  # curves rule no tables
            return
        xs, ys = [p[0] for p in points], [p[1] for p in points]
        x0, x1, y0, y1 = min(xs), max(xs), min(ys), max(ys)
        if x1 - x0 <= _THIN < y1 - y0:
            self._down((x0 + x1) / 2, y0, y1)
        elif y1 - y0 <= _THIN < x1 - x0:
            self._across((y0 + y1) / 2, x0, x1)
        elif stroked and x1 - x0 > _THIN and y1 - y0 > _THIN:  # a filled area without outline is shading
            for (p, q), (r, s) in pairwise(points):
                if abs(p - r) <= _SLANT < abs(q - s):
                    self._down(p, min(q, s), max(q, s))
                elif abs(q - s) <= _SLANT < abs(p - r):
                    self._across(q, min(p, r), max(p, r))

    def _across(self, y: float, start: float, end: float) -> None:
        if 0 <= y <= self.page.height and start <= self.page.width and end >= 0:
            self.page.across.append(Rule(y, max(start, 0.0), min(end, self.page.width)))

    def _down(self, x: float, start: float, end: float) -> None:
        if 0 <= x <= self.page.width and start <= self.page.height and end >= 0:
            self.page.down.append(Rule(x, max(start, 0.0), min(end, self.page.height)))
