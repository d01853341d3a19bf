"""Spoils documents: bytes flipped, cut and spliced, members of archives and streams of PDFs changed inside, cells exchanged, numbers grown, and
escapes, direction marks, markup, entities and persons written into texts. Seeded, so that a trouble can be made again from its number."""

from __future__ import annotations

import io
import json
import random
import re
import zipfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

MOBILE, IDENTITY, BANK = "139" + "0000" + "1234", "650100" + "19900101" + "123X", "6222" + "021234567890123"
NAME = "张虚构"
SECRETS = (MOBILE, IDENTITY, BANK, NAME)

ESCAPES = (
    "\x1b[31m", "\x1b]0;TITLE\x07", "\x1b]52;c;QUFB\x07", "\x1b[2J\x1b[H", "\x9b2J", "\x9d0;T\x9c", "\x1bP1$r\x1b\\", "\x1b[6n", "\x1b[?1049h",
    "\x07", "\x08\x08\x08", "\r", "\x00", "\x7f", "\x0e", "\x85", "\x1bc", "\x1b]8;;http://evil.example\x1b\\x\x1b]8;;\x1b\\",
)  # fmt: skip
MARKS = ("\u202e", "\u2066", "\u200f", "\u200b", "\ufeff", "\u2028", "\u061c", "\ue000", "\U000e0041", "\ufe0f", "\u0301\u0301\u0301", "\ud7ff", "\uffff", "\u115f", "\u3164")  # fmt: skip
MARKUP = ("[red]x[/red]", "[@click=app.quit]x[/]", "[/]", "=1+1", "@SUM(1)", "<script>alert(1)</script>", "](javascript:x)", "{0}%s", "|", "`", "\\", "\"", "'")  # fmt: skip
PERSONS = (
    f"（{MOBILE}）",
    f"，身份证号{IDENTITY}，",
    f"，账号{BANK}，",
    f"。联系人：{NAME}，",
    f"。项目负责人：{NAME}；",
)
NUMBERS = ("9" * 12 + ".99", "9" * 40, "1e308", "-0.00", "0.005", "1,2,3", "NaN", "１２３．４５", "-1,129.51", "1" * 5000, "0x10", "…", "1129.511", "()", "(-5)")  # fmt: skip
ENTITIES = ("&#27;", "&#x9b;", "&lt;b&gt;", "&amp;#27;", "&#8238;", "&#0;", "&#xD800;", "&evil;", "&#99999999999;", "_x001B_", "_x009B_", "&nbsp;" * 50)  # fmt: skip
DOCTYPES = (
    '<!DOCTYPE x [<!ENTITY evil SYSTEM "file:///etc/passwd">]>',
    '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY evil "&b;&b;&b;&b;&b;&b;&b;&b;">]>',
    '<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd">',
)
ATTRIBUTES = re.compile(
    rb'((?:r|ref|s|t|style|w:val|rowspan|colspan|table:number-[a-z-]+|office:value|sheetId|r:id|count|min|max|dimension)=")([^"]*)(")'
)
TEXT_NODE = re.compile(rb">([^<>]+)<")
DIGITS = re.compile(rb"[0-9][0-9,.]*")


class Mutant(NamedTuple):
    """A spoilt document: what was done to it, its bytes."""

    done: str
    data: bytes


def mutant(name: str, data: bytes, others: list[bytes], seed: int) -> Mutant:
    """One document spoilt in one to three ways chosen by the seed; `others` are what pieces are taken from."""
    rng = random.Random(seed)
    ways = list(_ways(name, data))
    done = []
    for _ in range(rng.choice((1, 1, 1, 2, 3))):
        label, way = rng.choice(ways)
        try:
            data = way(data, rng, others)
        except (zipfile.BadZipFile, zlib.error, KeyError, ValueError, IndexError, RuntimeError, NotImplementedError):
            label += "?"  # what an earlier way spoilt can no longer be opened
        done.append(label)
    return Mutant("+".join(done), data)


Way = Callable[[bytes, random.Random, list[bytes]], bytes]


def _ways(name: str, data: bytes) -> Iterator[tuple[str, Way]]:
    """The ways that suit a format; the plainest ones suit all."""
    suffix = Path(name).suffix.lower()
    bytewise: list[tuple[str, Way]] = [("flip", _flip), ("cut", _cut), ("splice", _splice), ("insert", _insert)]
    if suffix == ".pdf":
        own: list[tuple[str, Way]] = [("stream", _pdf_stream), ("glyphs", _pdf_glyphs), ("object", _pdf_object)]
        yield from (*bytewise, *own, *own)
    elif suffix in (".docx", ".xlsx", ".ods"):
        own = [("xml", _member_xml), ("member", _member), ("packed", _member_bytes)]
        yield from (*bytewise[:3], *own, *own, own[0], own[0], own[0])
    elif suffix == ".json":
        yield from (*bytewise[:2], *[("value", _json_value)] * 6, ("doubled key", _json_key), ("layout", _json_line))
    elif suffix == ".xls":
        yield from (*bytewise, *[("words", _utf16)] * 3)
    else:
        own = [("text", _text), ("cells", _cells), ("lines", _lines), ("numbers", _numbers)]
        yield from (*bytewise, *own, *own)
        if suffix == ".html":
            yield from [("nodes", _nodes), ("tags", _tags)] * 3


# --- bytes of any kind -------------------------------------------------------------------------------------------------------


def _flip(data: bytes, rng: random.Random, others: list[bytes]) -> bytes:
    out = bytearray(data)
    for _ in range(rng.choice((1, 3, 10, 100))):
        out[rng.randrange(len(out))] = rng.choice((0, 9, 10, 27, 0x9B, 0xFF, rng.randrange(256)))
    return bytes(out)


def _cut(data: bytes, rng: random.Random, others: list[bytes]) -> bytes:
    at = rng.randrange(len(data))
    return data[:at] if rng.random() < 0.5 else data[:at] + data[at + rng.choice((1, 7, 500, 20_000)) :]


def _splice(data: bytes, rng: random.Random, others: list[bytes]) -> bytes:
    other = rng.choice([*others, data])
    start, at = rng.randrange(len(other)), rng.randrange(len(data))
    piece = other[start : start + rng.choice((3, 200, 5_000, 50_000))]
    return data[:at] + piece + data[at + (len(piece) if rng.random() < 0.5 else 0) :]


def _insert(data: bytes, rng: random.Random, others: list[bytes]) -> bytes:
    at = rng.randrange(len(data))
    return data[:at] + _nasty(rng).encode("utf-8", "replace") * rng.choice((1, 1, 1, 300)) + data[at:]


def _nasty(rng: random.Random) -> str:
    return rng.choice(rng.choice((ESCAPES, ESCAPES, MARKS, MARKUP, PERSONS, NUMBERS, ENTITIES, ("长" * 10_000,))))


# --- texts -------------------------------------------------------------------------------------------------------------------


def _text(data: bytes, rng: random.Random, others: list[bytes]) -> bytes:
    text = data.decode("utf-8", "replace")
    for _ in range(rng.choice((1, 5, 40))):
        at = rng.randrange(len(text) + 1)
        text = text[:at] + _nasty(rng) + text[at:]
    return text.encode("utf-8", "replace")


def _cells(data: bytes, rng: random.Random, others: list[bytes]) -> bytes:
    lines = data.decode("utf-8", "replace").split("\n")
    tabbed = [n for n, line in enumerate(lines) if "\t" in line] or list(range(len(lines)))
    for _ in range(rng.choice((1, 10, 100))):
        n, m = rng.choice(tabbed), rng.choice(tabbed)
        one, two = lines[n].split("\t"), lines[m].split("\t")
        x, y = rng.randrange(len(one)), rng.randrange(len(two))
        if n != m:
            one[x], two[y] = two[y], one[x]
        lines[n], lines[m] = "\t".join(one), "\t".join(two)
    return "\n".join(lines).encode()


def _lines(data: bytes, rng: random.Random, others: list[bytes]) -> bytes:
    lines = data.split(b"\n")
    if len(lines) < 5:
        return data
    for _ in range(rng.choice((1, 10, 100))):
        n, m = rng.randrange(len(lines)), rng.randrange(len(lines))
        way = rng.randrange(4)
        if way == 0:
            lines[n], lines[m] = lines[m], lines[n]
        elif way == 1:
            lines.insert(n, lines[m])
        elif way == 2 and len(lines) > 2:
            del lines[n]
        else:
            lines[n] = lines[n] + lines[m]
    return b"\n".join(lines)


def _numbers(data: bytes, rng: random.Random, others: list[bytes]) -> bytes:
    share = rng.choice((0.002, 0.02, 0.3))
    return DIGITS.sub(lambda m: rng.choice(NUMBERS).encode() if rng.random() < share else m[0], data)


def _nodes(data: bytes, rng: random.Random, others: list[bytes]) -> bytes:
    """Texts of an XML or HTML document: written into, grown, exchanged."""
    found = [m for m in TEXT_NODE.finditer(data) if m[1].strip()]
    if not found:
        return data
    chosen = sorted(rng.sample(found, min(len(found), rng.choice((1, 5, 50)))), key=lambda m: -m.start())
    for match in chosen:
        old = match[1].decode("utf-8", "replace")
        way = rng.randrange(5)
        if way == 0:
            new = rng.choice(NUMBERS)
        elif way == 1:
            new = rng.choice(found)[1].decode("utf-8", "replace")
        elif way == 2:
            new = old + rng.choice(ENTITIES)
        else:
            at = rng.randrange(len(old) + 1)
            new = old[:at] + _nasty(rng) + old[at:]
        data = data[: match.start(1)] + new.encode("utf-8", "replace") + data[match.end(1) :]
    return data


def _tags(data: bytes, rng: random.Random, others: list[bytes]) -> bytes:
    found = list(re.finditer(rb"<[^<>]{1,200}>", data))
    if not found:
        return data
    for match in sorted(rng.sample(found, min(len(found), rng.choice((1, 5, 50)))), key=lambda m: -m.start()):
        new = rng.choice((b"", match[0] * 2, b"<table>" * rng.choice((1, 300)), b'<td colspan="999999999" rowspan="999999999">', b"</td></tr>",
                          b"<script>x</script>", b"<!--", b"<![CDATA[", b'<td colspan="-3" rowspan="x">', b"<style>", rng.choice(found)[0]))  # fmt: skip
        data = data[: match.start()] + new + data[match.end() :]
    return data


def _utf16(data: bytes, rng: random.Random, others: list[bytes]) -> bytes:
    """Words inside a binary file written over, length kept."""
    out = bytearray(data)
    found = [m.start() for m in re.finditer(rb"(?:[\x00-\xff][\x4e-\x9f]){2,}", data)]
    for at in rng.sample(found, min(len(found), rng.choice((1, 10, 100)))):
        new = _nasty(rng)[:8].encode("utf-16-le", "replace")
        out[at : at + len(new)] = new
    return bytes(out[: len(data)])


# --- archives ----------------------------------------------------------------------------------------------------------------


def _members(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _zipped(members: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            kind = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            archive.writestr(zipfile.ZipInfo(name, (2026, 1, 1, 0, 0, 0)), content, kind)
    return out.getvalue()


def _large(members: dict[str, bytes], rng: random.Random) -> str:
    """A member that has texts or tables, mostly."""
    names = [n for n in members if re.search(r"document|sheet\d|sharedStrings|content|styles|workbook|footnotes|header", n) and n.endswith("xml")]  # fmt: skip
    return rng.choice(names) if names and rng.random() < 0.9 else rng.choice(list(members))


def _member_xml(data: bytes, rng: random.Random, others: list[bytes]) -> bytes:
    members = _members(data)
    name = _large(members, rng)
    content = members[name]
    way = rng.randrange(6)
    if way <= 2:
        content = _nodes(content, rng, others)
        if rng.random() < 0.9:  # what XML cannot hold at all would only be refused
            content = re.sub(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]|&(?=[^;]{9})", b"", content)
    elif way == 3:
        share = rng.choice((0.001, 0.02, 0.3))
        values = ("-1", "0", "999999999", "XFD1048576", "", "A1:XFD1048576", "\u202e", "1e9", "s", "nonsense", "&#27;")
        content = ATTRIBUTES.sub(
            lambda m: m[1] + rng.choice(values).encode() + m[3] if rng.random() < share else m[0], content
        )
    elif way == 4:
        at = content.find(b"?>") + 2
        content = content[:at] + rng.choice(DOCTYPES).encode() + content[at:]
        if match := TEXT_NODE.search(content, at + 200):
            content = content[: match.start(1)] + b"&evil;" + content[match.end(1) :]
    else:
        content = _tags(content, rng, others)
    members[name] = content
    return _zipped(members)


def _member(data: bytes, rng: random.Random, others: list[bytes]) -> bytes:
    members = _members(data)
    name, other = _large(members, rng), _large(members, rng)
    way = rng.randrange(5)
    if way == 0:
        del members[name]
    elif way == 1:
        members[name], members[other] = members[other], members[name]
    elif way == 2:
        members[
            rng.choice(("../../evil", "/etc/evil", "xl/worksheets/sheet\x1b[31m.xml", name.upper(), "长" * 300))
        ] = members.pop(name)
    elif way == 3:
        members[name] = b""
    else:
        try:
            strangers = _members(rng.choice(others))
        except zipfile.BadZipFile:
            strangers = {"x": rng.choice(others)[:5000]}
        members[name] = rng.choice(list(strangers.values()))
    return _zipped(members)


def _member_bytes(data: bytes, rng: random.Random, others: list[bytes]) -> bytes:
    members = _members(data)
    name = _large(members, rng)
    if members[name]:
        members[name] = rng.choice((_flip, _cut, _splice))(members[name], rng, others)
    return _zipped(members)


# --- PDF ---------------------------------------------------------------------------------------------------------------------

_STREAM = re.compile(rb"stream\r?\n(.*?)\r?\nendstream", re.S)


def _inflated(data: bytes, wanted: Callable[[bytes], bool]) -> list[tuple[int, int, bytes]]:
    found = []
    for match in _STREAM.finditer(data):
        try:
            content = zlib.decompress(match[1])
        except zlib.error:
            continue
        if wanted(content):
            found.append((match.start(1), match.end(1), content))
    return found


def _put(data: bytes, start: int, end: int, content: bytes) -> bytes:
    """A stream with other content of the same packed length where it fits, so that what follows keeps its place."""
    packed = zlib.compress(content, 9)
    return data[:start] + packed.ljust(end - start, b"\n") + data[end:]


def _pdf_stream(data: bytes, rng: random.Random, others: list[bytes]) -> bytes:
    """Operators of a page: numbers grown, texts exchanged, operators doubled or lost, states nested."""
    found = _inflated(data, lambda content: b"Tj" in content or b"TJ" in content)
    if not found:
        return _flip(data, rng, others)
    start, end, content = rng.choice(found)
    way = rng.randrange(5)
    if way == 0:
        share = rng.choice((0.002, 0.05))
        grown = (b"99999999999", b"-1", b"0", b"1e9", b"0.00001", b"-99999.5")
        content = re.sub(rb"-?[0-9.]+", lambda m: rng.choice(grown) if rng.random() < share else m[0], content)
    elif way == 1:
        words = re.findall(rb"<[0-9A-Fa-f]+>|\([^()]*\)", content)
        content = re.sub(
            rb"<[0-9A-Fa-f]+>|\([^()]*\)", lambda m: rng.choice(words) if rng.random() < 0.1 else m[0], content
        )
    elif way == 2:
        content = _lines(content, rng, others)
    elif way == 3:
        content = b"q " * rng.choice((10, 5000)) + content + b" Q" * 3
    else:
        content = rng.choice((_flip, _cut, _splice))(content, rng, others)
    return _put(data, start, end, content)


def _pdf_glyphs(data: bytes, rng: random.Random, others: list[bytes]) -> bytes:
    """What the glyphs of a font mean: controls, direction marks, other letters."""
    found = _inflated(data, lambda content: b"beginbfchar" in content or b"beginbfrange" in content)
    if not found:
        return _flip(data, rng, others)
    start, end, content = rng.choice(found)
    meanings = (
        b"<001B>",
        b"<009B>",
        b"<202E>",
        b"<0000>",
        b"<D800>",
        b"<000A>",
        b"<0007>",
        b"<E000>",
        b"<001B005D0030003B00540007>",
        b"<0030>",
        b"<FFFF>",
    )
    share = rng.choice((0.02, 0.2))
    content = re.sub(
        rb"(?<=> )<[0-9A-Fa-f]{4}>", lambda m: rng.choice(meanings) if rng.random() < share else m[0], content
    )
    return _put(data, start, end, content)


def _pdf_object(data: bytes, rng: random.Random, others: list[bytes]) -> bytes:
    """Dictionaries: references, boxes, counts, kids; what is not packed."""
    pattern = rb"/(?:MediaBox|CropBox|Kids|Count|Rotate|Length|Contents|Resources|Font|Parent|Size|W|Root|Pages)\s*[\[0-9][^/>]*"
    found = list(re.finditer(pattern, data))
    if not found:
        return _flip(data, rng, others)
    out = data
    for match in sorted(rng.sample(found, min(len(found), rng.choice((1, 3, 20)))), key=lambda m: -m.start()):
        new = re.sub(
            rb"[0-9]+",
            lambda m: rng.choice((b"0", b"1", b"-1", b"99999999", m[0], m[0], str(rng.randrange(300)).encode())),
            match[0],
        )
        out = out[: match.start()] + new + out[match.end() :]
    return out


# --- our own JSON ------------------------------------------------------------------------------------------------------------


def _json_value(data: bytes, rng: random.Random, others: list[bytes]) -> bytes:
    """Some values exchanged for others of any type, or written into."""
    tree = json.loads(data)
    spots: list[tuple[Any, Any]] = []
    waiting = [tree]
    while waiting:
        node = waiting.pop()
        for key in node if isinstance(node, dict) else range(len(node)):
            spots.append((node, key))
            if isinstance(node[key], dict | list):
                waiting.append(node[key])
    deep: Any = "x"
    for _ in range(200):
        deep = [deep]
    for node, key in rng.sample(spots, min(len(spots), rng.choice((1, 1, 3, 30)))):
        old = node[key]
        if isinstance(old, str) and rng.random() < 0.7:
            at = rng.randrange(len(old) + 1)
            node[key] = old[:at] + _nasty(rng) + old[at:]
        else:
            node[key] = rng.choice((None, True, 10**30, -1, 0, 1.5, float("nan"), float("inf"), "", [], {}, deep, _nasty(rng), [old, old], rng.choice(spots)[1],
                                    "99999999999999999999999999.99", "-0.00", "1" * 6000 + ".00", "TOTAL", "201"))  # fmt: skip
    return json.dumps(tree, ensure_ascii=rng.random() < 0.5).encode("utf-8", "replace")


def _json_key(data: bytes, rng: random.Random, others: list[bytes]) -> bytes:
    found = list(re.finditer(rb'"[a-z_0-9]+": ', data))
    at = rng.choice(found)
    return (
        data[: at.start()]
        + at[0]
        + rng.choice((b"null", b'"x"', b"[]", b"1e999", b"[" * 100_000))
        + b", "
        + data[at.start() :]
    )


def _json_line(data: bytes, rng: random.Random, others: list[bytes]) -> bytes:
    """Whole rows of the published layout exchanged, doubled, lost."""
    return _lines(data, rng, others)
