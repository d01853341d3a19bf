"""HTML -> RawDocument: declared encodings, layout tables, row and column spans. Apart: a page is laid out, a document is not."""

from __future__ import annotations

import codecs
import re

from lxml import etree
from lxml.html import HTMLParser

from data_model.budget import Place
from data_model.readers.decoding import decode
from data_model.readers.layout import MAX_DEPTH, Sheet, Slot, Text, flatten, grid, too_deep
from data_model.readers.raw import Progress, RawDocument, RawParagraph, RawTable, ReadError

_DECLARED = re.compile(
    rb"""<(?:meta|\?xml)[^>]{0,300}?(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_.:-]{1,40})""", re.I
)
_CHINESE = frozenset({"gb2312", "gbk", "x-gbk", "cp936", "ms936", "euc-cn", "hz-gb-2312"})
_XML_DECLARATION = re.compile(r"\A\s*<\?xml[^>]{0,500}>", re.I)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all", re.I)
_SKIPPED = frozenset(
    {"head", "script", "style", "title", "template", "noscript", "select", "option", "textarea", "button", "iframe"}
    | {"object", "svg", "math", "audio", "video", "canvas"}
)
_BLOCKS = frozenset(
    {
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "caption",
        "center",
        "dd",
        "details",
        "dir",
        "div",
        "dl",
        "dt",
    }
    | {"fieldset", "figure", "figcaption", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "html"}
    | {"legend", "li", "main", "menu", "nav", "ol", "p", "pre", "section", "summary", "ul"}
    | {"td", "th", "tr", "tbody", "thead", "tfoot"}
)
_WIDE = r"[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]"
_SOURCE_WRAP = re.compile(rf"(?<={_WIDE})[ \t]*[\r\n]\s*(?={_WIDE})")
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_GROUPS = {"thead": 0, "tbody": 1, "tfoot": 2}
_MAX_LEVELS = 250
_MAX_BYTES = 100 * 1024 * 1024


def read_html(data: bytes, file: str, progress: Progress | None = None) -> RawDocument:
    """Paragraphs and tables of a web page in reading order; `Place.line` is the line of the source.

    Tables that only arrange the page are dissolved, what is hidden or a control is left out, a `<br>` ends a paragraph
    but wraps a cell. ReadError: nothing in it is markup, too large, tables nested beyond reason.
    """
    if len(data) > _MAX_BYTES:
        raise ReadError("page_too_large")
    text = _XML_DECLARATION.sub("", _text(data)).replace("\x00", "")
    try:
        # bytes, not str: libxml2 counts lines and decodes entities the same, and never looks at the declared charset
        root = etree.fromstring(
            text.encode("utf-8", "replace"), HTMLParser(encoding="utf-8", huge_tree=False, no_network=True)
        )
    except (etree.ParserError, etree.XMLSyntaxError, ValueError, AssertionError) as error:
        raise ReadError("no_page") from error
    if root is None:
        raise ReadError("page_empty")
    page = _Page()
    page.walk(root, 0)
    page.flush()
    items: list[RawParagraph | RawTable] = []
    blocks = list(flatten(page.blocks))
    for count, block in enumerate(blocks):
        if progress is not None and count % 300 == 0:
            progress(count, len(blocks))
        if isinstance(block, Sheet):
            table = grid(block, file)
            if table is not None:
                items.append(table)
            continue
        for piece in block.text.split("\n"):
            words = " ".join(piece.split())
            if words:
                items.append(RawParagraph(words, Place(file, line=block.line), block.heading))
    if progress is not None:
        progress(len(blocks), len(blocks))
    return RawDocument(file, "html", tuple(items))


def _text(data: bytes) -> str:
    """Decoded by the byte order mark, else as the page declares (gb labels as gb18030), else by what fits."""
    found = _DECLARED.search(data[:4096])
    if found is None or data.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return decode(data)[0]
    label = found.group(1).decode("ascii").lower()
    try:
        return data.decode("gb18030" if label in _CHINESE else label)
    except (LookupError, UnicodeError):  # an unknown label, or one that lies
        return decode(data)[0]


def _line(element: etree._Element) -> int:
    line: object = element.sourceline
    return line if isinstance(line, int) else 1


def _hidden(element: etree._Element) -> bool:
    if "hidden" in element.attrib:
        return True
    return _HIDDEN.search(str(element.get("style") or "")) is not None


def _span(element: etree._Element, name: str, whole: int) -> int:
    """A span as browsers take it: leading digits, 0 for the rest of the rows, nonsense is 1."""
    found = re.match(r"\s*\+?(\d{1,9})", str(element.get(name) or ""))
    if found is None:
        return 1
    return int(found.group(1)) or whole


class _Page:
    """One flow of blocks: a page, or a cell. `flush` ends the paragraph that is being collected."""

    def __init__(self, depth: int = 0, line: int = 1, preformatted: bool = False) -> None:
        self.blocks: list[Text | Sheet] = []
        self._depth = depth
        self._parts: list[str] = []
        self._line = line
        self._heading = False
        self._preformatted = preformatted

    def flush(self) -> None:
        """Ends the paragraph, if one was begun."""
        text = "".join(self._parts)
        self._parts.clear()
        if text.strip():
            self.blocks.append(Text(text, self._line, self._heading))

    def walk(self, element: etree._Element, level: int) -> None:
        """Takes in what `element` holds. Elements nested deeper than any page are left out."""
        if level > _MAX_LEVELS:
            return
        self._say(element.text, _line(element))
        for child in element:
            if isinstance(child.tag, str):
                self._element(child, child.tag.rpartition(":")[2].lower(), level)
            self._say(child.tail, _line(child))

    def _element(self, element: etree._Element, tag: str, level: int) -> None:
        if tag in _SKIPPED or _hidden(element):
            return
        if tag == "br":
            self._parts.append("\n")
        elif tag == "table":
            self.flush()
            self._table(element, level)
        elif tag in _BLOCKS:
            self.flush()
            before = self._heading, self._preformatted
            self._heading = self._heading or tag in _HEADINGS
            self._preformatted = self._preformatted or tag == "pre"
            self.walk(element, level + 1)
            self.flush()
            self._heading, self._preformatted = before
        else:
            self.walk(element, level + 1)

    def _say(self, text: str | None, line: int) -> None:
        if not text:
            return
        if not self._preformatted:
            # a source line ends anywhere: between Chinese characters it is no blank
            text = _unwrapped(text)
        if not self._parts and text.strip():
            self._line = line
        self._parts.append(text)

    def _table(self, table: etree._Element, level: int) -> None:
        if self._depth >= MAX_DEPTH:
            raise too_deep()
        sheet = Sheet()
        rows: list[tuple[int, etree._Element]] = []
        self._rows(table, 1, rows, level + 1)
        rows.sort(key=lambda row: row[0])  # stable: only head and foot move
        for _, row in rows:
            slots = []
            for cell in row.iterchildren("td", "th"):
                if _hidden(cell):
                    continue
                inner = _Page(self._depth + 1, _line(cell))
                inner.walk(cell, level + 3)
                inner.flush()
                slots.append(Slot(inner.blocks, _span(cell, "rowspan", len(rows)), _span(cell, "colspan", 1)))
            sheet.rows.append(slots)
            sheet.lines.append(_line(row))
        self.blocks.append(sheet)

    def _rows(self, parent: etree._Element, group: int, rows: list[tuple[int, etree._Element]], level: int) -> None:
        """The rows of one table, not of those within; text outside cells (a caption, stray words) goes before the table."""
        if level > _MAX_LEVELS:
            return
        for child in parent:
            if not isinstance(child.tag, str) or child.tag in _SKIPPED or _hidden(child):
                continue
            if child.tag == "tr":
                rows.append((group, child))
            elif child.tag in _GROUPS or (child.tag == "form" and _has_rows(child)):
                self._rows(child, _GROUPS.get(child.tag, group), rows, level + 1)
            elif child.tag not in ("colgroup", "col"):
                self._element(child, child.tag, level)
                self.flush()


def _has_rows(element: etree._Element) -> bool:
    return any(child.tag == "tr" or child.tag in _GROUPS for child in element)


def _unwrapped(text: str) -> str:
    return _SOURCE_WRAP.sub("", text).replace("\r", " ").replace("\n", " ")
