"""Opening zipped documents without being blown up: sizes are checked before unpacking, XML without entities. Apart: docx, xlsx, ods share it."""

from __future__ import annotations

import io
import zipfile
import zlib
from typing import TYPE_CHECKING

from data_model.readers.raw import ReadError

if TYPE_CHECKING:
    from lxml import etree

MAX_UNPACKED = 200 * 1024 * 1024
"""Bytes a whole archive may unpack to; a budget of 300 pages with pictures stays below 60 MB."""
MAX_RATIO = 400
"""Unpacked to packed, for members above 8 MB; XML of tables reaches 40."""
_MAX_MEMBERS = 20_000
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP_TROUBLE = (
    zipfile.BadZipFile,
    zipfile.LargeZipFile,
    zlib.error,
    OSError,
    EOFError,
    RuntimeError,
    NotImplementedError,
    ValueError,
    KeyError,
    IndexError,
)


def is_ole(data: bytes) -> bool:
    """True for an OLE container: old .doc and .xls, and every encrypted office file."""
    return data.startswith(_OLE)


def ole_has(data: bytes, *names: str) -> bool:
    """True when the directory of an OLE container names one of these streams (a search: the chains are not followed)."""
    return any(name.encode("utf-16-le") in data for name in names)


def open_zip(data: bytes) -> zipfile.ZipFile:
    """The archive, after its promises were checked. ReadError: damaged, encrypted, or it would unpack to too much."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        members = archive.infolist()
    except _ZIP_TROUBLE as error:
        raise ReadError("archive_damaged") from error
    if len(members) > _MAX_MEMBERS:
        raise ReadError("archive_entries")
    if any(member.flag_bits & 1 for member in members):
        raise ReadError("encrypted")
    total = 0
    for member in members:
        total += member.file_size
        swollen = member.file_size > 8 * 1024 * 1024 and member.file_size > MAX_RATIO * max(member.compress_size, 1)
        if swollen or total > MAX_UNPACKED:
            raise ReadError("archive_bomb")
    return archive


def member(archive: zipfile.ZipFile, name: str) -> bytes | None:
    """The bytes of one member, None if it is not there. ReadError when it cannot be unpacked."""
    try:
        info = archive.getinfo(name)
    except KeyError:
        return None
    try:
        with archive.open(info) as stream:
            content = stream.read(MAX_UNPACKED + 1)
    except _ZIP_TROUBLE as error:
        raise ReadError("archive_content") from error
    if len(content) > MAX_UNPACKED:
        raise ReadError("archive_bomb")
    return content


def parse_xml(content: bytes) -> etree._Element:
    """The root of an office part. No network, no entities, no huge trees; a DOCTYPE has no business there."""
    from lxml import etree  # a text or a PDF comes by here too, to be told apart

    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False, remove_comments=True
    )
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise ReadError("xml") from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise ReadError("entities")
    return root
