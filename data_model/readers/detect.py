"""What a file is, by its content alone. Apart: names lie (an .xls from a government site is often HTML), so nothing else decides."""

from __future__ import annotations

import codecs
import io
import re
import zipfile

from data_model.readers.archive import is_ole, ole_has
from data_model.readers.decoding import decode

_IMAGES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"GIF87a", b"GIF89a", b"II*\x00", b"MM\x00*")
_TAG = re.compile(
    r"<(?:!doctype html|html|head|body|table|tr|td|div|p|span|meta|title|center|font|h[1-6]|br|ul|ol|script|style)\b",
    re.I,
)
_OPEN = re.compile(r"<(?:html|body|table)\b", re.I)
_CLOSE = re.compile(r"</(?:html|body|td)\s*>", re.I)
_BOMS = (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF32_BE)
_OURS = re.compile(r"""^\{\s*(?:"yusuan|(?:[^{}]{0,2000}?)"format"\s*:\s*"yusuan-budget")""")
_CONTROLS = bytes(set(range(32)) - set(b"\t\n\v\f\r\x1a\x1b")) + b"\x7f"
_HEAD = 65536


def detect(data: bytes) -> str:
    """`pdf xlsx xls ods docx doc html json text image zip binary empty`, from the bytes alone; never raises.

    `xlsx` includes .xlsb and every encrypted office file (its reader says so); `doc` is the binary Word format, RTF and
    Word's XML of 2003; `xls` includes .et and Excel's XML of 2003; `json` is this program's own format only.
    """
    if not data.strip(b"\x00 \t\r\n\xef\xbb\xbf"):
        return "empty"
    if b"%PDF-" in data[:1029]:
        return "pdf"
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")):
        return _zip(data)
    if is_ole(data):
        return _ole(data)
    if data.startswith(_IMAGES) or _riff_or_bitmap(data):
        return "image"
    return _textual(data)


def _zip(data: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
    except Exception:  # a damaged directory: the local headers still carry the names
        names = {
            m.decode("ascii") for m in re.findall(rb"(?:word/document|xl/workbook|content)\.(?:xml|bin)", data[:_HEAD])
        }
    if any(re.fullmatch(r"word/document\d*\.xml", name) for name in names):
        return "docx"
    if any(name.startswith("xl/workbook") for name in names):
        return "xlsx"
    if "content.xml" in names and b"opendocument.spreadsheet" in data[:4096]:
        return "ods"
    return "zip"


def _ole(data: bytes) -> str:
    if ole_has(data, "EncryptedPackage"):
        return "xlsx"
    if ole_has(data, "WordDocument"):
        return "doc"
    return "xls" if ole_has(data, "Workbook", "Book") else "binary"


def _riff_or_bitmap(data: bytes) -> bool:
    if data.startswith(b"BM") and len(data) > 26:
        return int.from_bytes(data[2:6], "little") in (len(data), 0) or data[6:10] == b"\0\0\0\0"
    return data.startswith(b"RIFF") and data[8:12] == b"WEBP"


def _textual(data: bytes) -> str:
    head = data[:_HEAD]
    if not head.startswith(_BOMS) and not _is_text(head):
        return "binary"
    text = decode(head)[0].lstrip("\ufeff \t\r\n")
    if text.startswith("{") and _OURS.match(text[:4096]):
        return "json"
    if text.startswith("{\\rtf"):
        return "doc"
    if text.startswith("<"):
        opening = text[:4096]
        if "urn:schemas-microsoft-com:office:spreadsheet" in opening and not re.search(r"<html", opening, re.I):
            return "xls"
        if "<w:wordDocument" in opening:
            return "doc"
        return "html" if _TAG.search(text) else "text"
    return "html" if _OPEN.search(text) and _CLOSE.search(text) else "text"  # a stray `<p>` in a text is no page


def _is_text(head: bytes) -> bool:
    if b"\x00" in head or len(head) - len(head.translate(None, _CONTROLS)) > len(head) // 100:
        return False
    for encoding in ("utf-8", "gb18030"):
        try:
            codecs.getincrementaldecoder(encoding)().decode(head)  # incremental: the cut may fall inside a character
        except UnicodeError:
            continue
        return True
    # mostly Chinese or ASCII with a few spoilt bytes is still a text
    return head.decode("utf-8", "replace").count("\ufffd") * 50 < len(head)
