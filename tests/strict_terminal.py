"""What a terminal may be sent, to the byte: a parser that knows the sequences yusuan and its toolkit send and calls everything else a trouble.
Apart from terminal.py, whose emulator forgives."""

from __future__ import annotations

import base64
import binascii
import re
from unicodedata import category

_MODES = "1000|1003|1004|1006|1015|1049|2004|2026|2048|25|7"
_OWN = re.compile(
    r"\x1b\[(?:"
    r"[0-9;]*m"  # colours and signs
    r"|(?:[0-9]+(?:;[0-9]+)?)?H|[0-9]+[GX]|[0-9]*[ABCD]|K|2J"  # to a cell, blanks
    r"|(?:[0-9]+;[0-9]+)?r"  # lines that scroll
    rf"|\?(?:{_MODES})[hl]"  # second screen, mouse, focus, pasting, cursor, wrapping, frames
    r"|\?20(?:26|48)\$p|6n|>[0-9]*u|<u"  # questions, keyboard
    r")|\x1bM"
    r"|\x1b\]52;c;([A-Za-z0-9+/=]*)\x07"  # a copy
)
_STYLE = re.compile(r"\x1b\[[0-9;]*m")
_HIDDEN = frozenset({"Cc", "Cf", "Cs", "Co"})


def foreign(data: bytes, copies: bool = True) -> list[str]:
    """What the explorer did not mean: unknown sequences, control and direction characters; the same in a copied text."""
    text = data.decode("utf-8", "replace")
    found = []
    if not copies and "\x1b]52;" in text:
        found.append("a copy nobody asked for")
    for match in _OWN.finditer(text):
        if match[1]:
            try:
                copied = base64.b64decode(match[1], validate=True).decode("utf-8")
            except (binascii.Error, UnicodeDecodeError):
                found.append(f"copy {match[1][:40]}")
            else:
                found += hidden(copied, "\n\t")  # cells of a row
    return found + hidden(_OWN.sub("", text), "\r\n\b\v")  # moves by one


def foreign_in_text(data: bytes, styled: bool = False) -> list[str]:
    """What one-shot text must not hold: anything but characters that draw, newlines, and our own colours where `styled`."""
    text = data.decode("utf-8", "replace")
    return hidden(_STYLE.sub("", text) if styled else text, "\n")


def hidden(text: str, allowed: str) -> list[str]:
    """Characters that draw nothing or turn the direction, with what stands around them."""
    found = []
    for char in sorted(set(text)):
        if char not in allowed and (category(char) in _HIDDEN or char in "\u2028\u2029"):
            at = text.index(char)
            found.append(f"{char!r} in {text[max(0, at - 30) : at + 30]!r}")
    return found
