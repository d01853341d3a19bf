"""A file is known by its content."""

import io
import subprocess
import sys
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data_model.readers.detect import detect

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600


def zipped(**members: str) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, text in members.items():
            archive.writestr(name.replace("__", "/").replace("_xml", ".xml"), text)
    return stream.getvalue()


KINDS = [
    (b"", "empty"),
    (b" \r\n\t\0", "empty"),
    (b"%PDF-1.7\n", "pdf"),
    (b"junk\n" * 100 + b"%PDF-1.4\n", "pdf"),
    (zipped(word__document_xml="<a/>"), "docx"),
    (zipped(xl__workbook_xml="<a/>"), "xlsx"),
    (zipped(mimetype="application/vnd.oasis.opendocument.spreadsheet", content_xml="<a/>"), "ods"),
    (zipped(a="b"), "zip"),
    (zipped(word__document_xml="<a/>")[:60], "docx"),
    (OLE + "WordDocument".encode("utf-16-le"), "doc"),
    (OLE + "Workbook".encode("utf-16-le"), "xls"),
    (OLE + "EncryptedPackage".encode("utf-16-le"), "xlsx"),
    (OLE, "binary"),
    (b"{\\rtf1 x}", "doc"),
    (b"<!DOCTYPE html><p>x", "html"),
    ("\n<table><tr><td>预算</td></tr></table>".encode("gb18030"), "html"),
    ("表 <html><body><td>x</td></body>".encode(), "html"),
    ("\ufeff<html>预算</html>".encode("utf-16"), "html"),
    (b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>', "xls"),
    (b'{"format": "yusuan-budget", "meta": {}}', "json"),
    (b'\xef\xbb\xbf{\n "yusuan": 1}', "json"),
    (b'{"other": 1}', "text"),
    ("收入\t支出\n".encode(), "text"),
    ("收入\t支出\n".encode("gb18030"), "text"),
    ("收入\t支出\n".encode("utf-16"), "text"),
    ("项目总体目标\t<p>提高".encode(), "text"),
    (b"\x89PNG\r\n\x1a\n\0\0", "image"),
    (b"\xff\xd8\xff\xe0", "image"),
    (b"a\0b", "binary"),
    (bytes(range(256)), "binary"),
    (b"\x01\x02\x03\x04text", "binary"),
]


@pytest.mark.parametrize(
    ("data", "kind"), KINDS, ids=[f"{n}-{kind}" for n, (_, kind) in enumerate(KINDS)]
)  # bytes hold times
def test_kind(data: bytes, kind: str) -> None:
    assert detect(data) == kind


def test_a_long_text_cut_inside_a_character_stays_text() -> None:
    for shift in range(4):
        assert detect(b"x" * shift + ("预算" * 60_000).encode()) == "text"
        assert detect(b"x" * shift + ("预算" * 60_000).encode("gb18030")) == "text"


@settings(max_examples=60)
@given(st.binary(max_size=300))
def test_never_raises(data: bytes) -> None:
    detect(data)
    detect(b"PK\x03\x04" + data)
    detect(OLE + data)


def test_telling_a_text_needs_no_xml() -> None:
    code = "import sys; from data_model.readers.detect import detect; detect(b'text'); print('lxml' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
