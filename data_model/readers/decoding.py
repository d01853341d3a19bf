"""Bytes -> text for the readers of text formats: the one place that guesses an encoding."""

from __future__ import annotations

import codecs

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def decode(data: bytes) -> tuple[str, str, int]:
    """-> (text, encoding, how many characters could not be decoded).

    A BOM decides; else utf-8 if it decodes (a cut last character is forgiven), else gb18030, the superset of gb2312 and gbk.
    """
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _lenient(data, encoding)
    try:
        return data.decode("utf-8"), "utf-8", 0
    except UnicodeDecodeError as error:
        if error.end >= len(data) - 3 and error.start > 0 and error.reason == "unexpected end of data":
            return data[: error.start].decode("utf-8"), "utf-8", 1
    text, encoding, lost = _lenient(data, "gb18030")
    as_utf8 = _lenient(data, "utf-8")
    return as_utf8 if as_utf8[2] < lost else (text, encoding, lost)


def _lenient(data: bytes, encoding: str) -> tuple[str, str, int]:
    text = data.decode(encoding, errors="replace")
    return text, encoding, text.count("\ufffd")
