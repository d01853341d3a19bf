"""Number formats of an .xlsx: what a cell with 60 shows (`60.00`, `-`, `03`). Apart: calamine gives values, never their format."""

from __future__ import annotations

import io
import posixpath
import re
from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal
from zipfile import ZipFile

from lxml import etree

from data_model.readers.archive import member, parse_xml
from data_model.readers.number_text import decimals, written
from data_model.readers.raw import ReadError

Formats = Mapping[tuple[int, int], str]
"""(row from 1, column from 0) -> format code, of number cells with a format of their own; of an error cell its text in quotes."""

_BUILT_IN = {1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 49: "@"} | {
    37: "#,##0;-#,##0",
    38: "#,##0;-#,##0",
    39: "#,##0.00;-#,##0.00",
    40: "#,##0.00;-#,##0.00",
    41: '#,##0;-#,##0;"-"',
    42: '#,##0;-#,##0;"-"',
    43: '#,##0.00;-#,##0.00;"-"',
    44: '#,##0.00;-#,##0.00;"-"',
}
_TOKEN = re.compile(r'"([^"]*)"|\\(.)|_.|\*.|\[[^\]]*\]|([#0?][#0?,]*(?:\.[#0?]*)?,*|\.[#0?]+)|(.)', re.S)
_REFERENCE = re.compile(r"([A-Z]{1,3})(\d{1,7})")
_MOST = 1_000_000


def number_formats(archive: ZipFile) -> dict[str, dict[tuple[int, int], str]]:
    """Sheet name -> Formats. Empty when the parts are not as expected: the numbers are then written like their neighbours."""
    try:
        codes = _codes(archive)
        if not codes:
            return {}
        return {name: _cells(archive, part, codes) for name, part in _parts(archive)}
    except (ReadError, etree.XMLSyntaxError, ValueError):
        return {}


def shown(value: int | float, code: str) -> str | None:
    """What a cell shows, None when the code is General or beyond what budgets use (dates, fractions, exponents)."""
    sections = _sections(code)
    number = Decimal(repr(value))
    section = sections[0]
    if number == 0 and len(sections) > 2:
        section = sections[2]
    elif number < 0 and len(sections) > 1:
        section, number = sections[1], -number
    if section.strip() == "@":
        return written(value, decimals(value))
    if "general" in section.lower() or re.search(r"[yhdsE!/]", re.sub(r'"[^"]*"|\[[^\]]*\]|\\.', "", section)):
        return None
    if "%" in section:
        number *= 100
    parts: list[str] = []
    digits = False
    for quoted, escaped, pattern, other in _TOKEN.findall(section):
        if pattern and not set(pattern) <= {"?"}:
            if digits:
                return None
            digits = True
            parts.append(_digits(number, pattern))
        else:
            parts.append(quoted or escaped or other)
    text = "".join(parts).strip()
    return text if digits or sections.index(section) == 2 else None


def _sections(code: str) -> list[str]:
    return re.sub(r'("[^"]*"|\\.)|;', lambda m: m.group(1) or "\n", code).split("\n")


def _digits(number: Decimal, pattern: str) -> str:
    whole, _, fraction = pattern.partition(".")
    thousands = len(pattern) - len(pattern.rstrip(","))
    number = number.scaleb(-3 * thousands)
    whole, fraction = whole.rstrip(","), fraction.rstrip(",")
    rounded = number.quantize(Decimal(1).scaleb(-len(fraction)), ROUND_HALF_UP)
    sign = "-" if rounded < 0 else ""
    head, _, tail = f"{abs(rounded):f}".partition(".")
    while (
        tail and len(tail) > fraction.rstrip("#?").count("0") and tail.endswith("0") and fraction[len(tail) - 1] in "#?"
    ):
        tail = tail[:-1]
    head = head.lstrip("0").rjust(whole.count("0"), "0")
    if "," in whole:
        head = re.sub(r"(?<=\d)(?=(\d{3})+$)", ",", head)
    return sign + (head or ("" if tail else "0")) + ("." + tail if tail else "")


def _local(element: etree._Element) -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _codes(archive: ZipFile) -> dict[str, str]:
    """Index of a cell style -> format code, General left out."""
    content = member(archive, "xl/styles.xml")
    if content is None:
        return {}
    own: dict[str, str] = {}
    found: dict[str, str] = {}
    for group in parse_xml(content):
        if _local(group) == "numFmts":
            own = {str(entry.get("numFmtId")): str(entry.get("formatCode") or "")[:200] for entry in group}
        elif _local(group) == "cellXfs":
            for index, style in enumerate(group):
                key = str(style.get("numFmtId") or "0")
                code = own.get(key) or (_BUILT_IN.get(int(key), "") if key.isdigit() and len(key) < 6 else "")
                if code and code.lower() != "general":
                    found[str(index)] = code
    return found


def _parts(archive: ZipFile) -> list[tuple[str, str]]:
    """(sheet name, its part), in order."""
    book, relations = member(archive, "xl/workbook.xml"), member(archive, "xl/_rels/workbook.xml.rels")
    if book is None or relations is None:
        return []
    targets = {str(r.get("Id")): str(r.get("Target") or "") for r in parse_xml(relations)}
    parts = []
    for sheet in parse_xml(book).iter("{*}sheet"):
        key = next((str(value) for name, value in sheet.attrib.items() if str(name).endswith("}id")), "")
        target = targets.get(key, "")
        part = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join("xl", target))
        parts.append((str(sheet.get("name") or ""), part))
    return parts


def _cells(archive: ZipFile, part: str, codes: Mapping[str, str]) -> dict[tuple[int, int], str]:
    content = member(archive, part)
    found: dict[tuple[int, int], str] = {}
    if content is None or b"<!DOCTYPE" in content[:4096]:
        return found
    steps = etree.iterparse(
        io.BytesIO(content),
        events=("end",),
        tag=("{*}c", "{*}row"),
        resolve_entities=False,
        no_network=True,
        huge_tree=False,
    )
    for _, element in steps:
        if _local(element) == "row":
            element.clear()
            continue
        code = codes.get(str(element.get("s")))
        if element.get("t") == "e":  # calamine hands an error out as a blank
            code = f'"{"".join(element.itertext("{*}v"))[:20]}"'
        at = _REFERENCE.fullmatch(str(element.get("r") or ""))
        if code and at and element.get("t") in (None, "n", "e") and len(element) and len(found) < _MOST:
            column = 0
            for letter in at.group(1):
                column = column * 26 + ord(letter) - 64
            found[int(at.group(2)), column - 1] = code
    return found
