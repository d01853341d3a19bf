"""DOCX -> RawDocument from word/document.xml itself. Apart: runs, tracked changes, merged cells and text boxes are Word's own ways."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from zipfile import ZipFile

from lxml import etree

from data_model.budget import Place
from data_model.readers.archive import is_ole, member, ole_has, open_zip, parse_xml
from data_model.readers.layout import MAX_COLUMNS, MAX_DEPTH, Sheet, Slot, Text, flatten, grid, too_deep
from data_model.readers.raw import Progress, RawDocument, RawParagraph, RawTable, ReadError

_WRAPPERS = frozenset(
    {"sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag", "hyperlink", "fldSimple", "dir", "bdo"}
)
_DROPPED = frozenset(
    {"del", "moveFrom", "instrText", "delText", "delInstrText", "rt", "pPr", "rPr", "sectPr", "sdtPr", "sdtEndPr"}
)
_MAX_LEVELS = 200  # elements within elements; libxml2 stops at 256


def read_docx(data: bytes, file: str, progress: Progress | None = None) -> RawDocument:
    """Paragraphs and tables of a .docx in reading order.

    Word has no lines: `Place.line` is the ordinal of the paragraph or table row among those that hold text, from 1.
    Insertions are read, deletions and moved-away text are not; numbering made by Word, headers, footers and notes are
    no text; a text box follows its paragraph. ReadError: old .doc, encrypted, damaged, not Word.
    """
    if is_ole(data):
        if ole_has(data, "EncryptedPackage"):
            raise ReadError("encrypted")
        raise ReadError("doc")
    with open_zip(data) as archive:
        name = _main_part(archive)
        content = member(archive, name)
        if content is None:
            raise ReadError("no_word")
        headings = _headings(archive, posixpath.join(posixpath.dirname(name), "styles.xml"))
    root = parse_xml(content)
    del content
    body = next((child for child in root.iterchildren(etree.Element) if _name(child) == "body"), None)
    if body is None:
        raise ReadError("no_word")
    blocks = _Reader(headings, progress, len(body)).blocks(body, 0, 0)
    items: list[RawParagraph | RawTable] = []
    line = 0
    for block in flatten(blocks):
        if isinstance(block, Text):
            for piece in block.text.split("\n"):
                if piece.strip():
                    line += 1
                    items.append(RawParagraph(piece.strip(), Place(file, line=line), block.heading))
            continue
        block.lines = list(range(line + 1, line + 1 + len(block.rows)))
        table = grid(block, file)
        if table is not None:
            line += len(table.rows)
            items.append(table)
    return RawDocument(file, "docx", tuple(items))


def _name(element: etree._Element) -> str:
    """The local name: transitional and strict OOXML differ in namespaces only."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def _attribute(element: etree._Element | None, name: str) -> str:
    if element is None:
        return ""
    return next((str(value) for key, value in element.attrib.items() if str(key).rpartition("}")[2] == name), "")


def _child(element: etree._Element | None, *path: str) -> etree._Element | None:
    for step in path:
        if element is None:
            return None
        element = next((child for child in element if _name(child) == step), None)
    return element


def _number(element: etree._Element | None, highest: int = MAX_COLUMNS) -> int:
    text = _attribute(element, "val")
    return min(int(text), highest) if text.isascii() and text.isdigit() and len(text) < 9 else 0


def _on(element: etree._Element | None) -> bool:
    return element is not None and _attribute(element, "val") not in ("0", "false", "off")


def _main_part(archive: ZipFile) -> str:
    relations = member(archive, "_rels/.rels")
    if relations is not None:
        for relation in parse_xml(relations):
            if _attribute(relation, "Type").endswith("/officeDocument"):
                return posixpath.normpath(_attribute(relation, "Target").lstrip("/"))
    return "word/document.xml"


def _headings(archive: ZipFile, name: str) -> frozenset[str]:
    """The ids of the styles that Word itself counts as headings or titles."""
    try:
        content = member(archive, name)
        root = parse_xml(content) if content is not None else None
    except ReadError:
        return frozenset()  # the text can be read without its styles
    if root is None:
        return frozenset()
    found, bases = set(), {}
    for style in root:
        key = _attribute(style, "styleId")
        title = _attribute(_child(style, "name"), "val").lower()
        level = _child(style, "pPr", "outlineLvl")
        if title.startswith(("heading", "标题")) or title == "title" or (level is not None and _number(level) < 9):
            found.add(key)
        bases[key] = _attribute(_child(style, "basedOn"), "val")
    for _ in range(10):  # inherited, a few steps deep
        found |= {key for key, base in bases.items() if base in found}
    return frozenset(found)


class _Reader:
    """Walks the tree. `depth` counts tables, `level` elements; both are capped."""

    def __init__(self, headings: frozenset[str], progress: Progress | None, total: int) -> None:
        self._headings = headings
        self._progress = progress
        self._total = total

    def blocks(self, container: etree._Element, depth: int, level: int) -> list[Text | Sheet]:
        """Paragraphs and tables of a body, a cell, a content control or a text box."""
        found: list[Text | Sheet] = []
        if level > _MAX_LEVELS:
            return found
        for count, element in enumerate(container):
            name = _name(element)
            if level == 0 and self._progress is not None and count % 300 == 0:
                self._progress(count, self._total)
            if name == "p":
                found.extend(self._paragraph(element, depth, level))
            elif name == "tbl":
                if depth >= MAX_DEPTH:
                    raise too_deep()
                found.append(self._table(element, depth + 1, level + 1))
            elif name == "AlternateContent":
                chosen = _chosen(element)
                if chosen is not None:
                    found.extend(self.blocks(chosen, depth, level + 1))
            elif name in _WRAPPERS:
                found.extend(self.blocks(element, depth, level + 1))
        if level == 0 and self._progress is not None:
            self._progress(self._total, self._total)
        return found

    def _paragraph(self, paragraph: etree._Element, depth: int, level: int) -> Iterator[Text | Sheet]:
        parts: list[str] = []
        boxes: list[etree._Element] = []
        _inline(paragraph, parts, boxes, level)
        properties = _child(paragraph, "pPr")
        outline = _child(properties, "outlineLvl")
        heading = _attribute(_child(properties, "pStyle"), "val") in self._headings
        yield Text("".join(parts), 0, heading or (outline is not None and _number(outline) < 9))
        for box in boxes:
            yield from self.blocks(box, depth, level + 1)

    def _table(self, table: etree._Element, depth: int, level: int) -> Sheet:
        sheet = Sheet()
        above: dict[int, Slot] = {}  # grid column -> the cell whose vertical merge may go on there
        for row in _members(table, "tr", level):
            properties = _child(row, "trPr")
            if _child(properties, "del") is not None:
                continue
            column = skip = _number(_child(properties, "gridBefore"))
            slots: list[Slot] = []
            below: dict[int, Slot] = {}
            for cell in _members(row, "tc", level):
                style = _child(cell, "tcPr")
                across = max(_number(_child(style, "gridSpan")), 1)
                merge = _child(style, "vMerge")
                flat = _child(style, "hMerge")
                if flat is not None and _attribute(flat, "val") != "restart" and slots:
                    slots[-1].columns += across
                    column += across
                    continue
                host = above.get(column)
                goes_on = merge is not None and _attribute(merge, "val") != "restart"
                if goes_on and host is not None and host.columns == across:
                    host.rows += 1
                    below[column] = host
                    column += across
                    continue
                slot = Slot(self.blocks(cell, depth, level + 1), 1, across)
                slots.append(slot)
                if merge is not None:
                    below[column] = slot
                column += across
            above = below
            sheet.rows.append(slots)
            sheet.skips.append(skip)
        return sheet


def _chosen(alternatives: etree._Element) -> etree._Element | None:
    """The one branch of mc:AlternateContent to read: both hold the same text."""
    branches = [child for child in alternatives if _name(child) in ("Choice", "Fallback")]
    return branches[0] if branches else None


def _members(parent: etree._Element, wanted: str, level: int) -> Iterator[etree._Element]:
    """Rows of a table or cells of a row, also those within content controls and insertions."""
    if level > _MAX_LEVELS:
        return
    for child in parent:
        name = _name(child)
        if name == wanted:
            yield child
        elif name in _WRAPPERS:
            yield from _members(child, wanted, level + 1)


def _inline(element: etree._Element, parts: list[str], boxes: list[etree._Element], level: int) -> None:
    """Text of a paragraph or run into `parts`; text boxes are set aside in `boxes`."""
    if level > _MAX_LEVELS:
        return
    for child in element:
        name = _name(child)
        if name == "t":
            parts.append(child.text or "")
        elif name == "tab" or name == "ptab":
            parts.append("\t")
        elif name in ("br", "cr"):
            parts.append("\n")
        elif name == "noBreakHyphen":
            parts.append("-")
        elif name == "txbxContent":
            boxes.append(child)
        elif name == "AlternateContent":
            chosen = _chosen(child)
            if chosen is not None:
                _inline(chosen, parts, boxes, level + 1)
        elif name == "r" and _on(_child(child, "rPr", "vanish")):
            continue
        elif name and name not in _DROPPED:
            _inline(child, parts, boxes, level + 1)
