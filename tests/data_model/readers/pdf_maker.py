"""Writes small PDFs by hand, so that tests know every line and character on a page. Drawing is upright, from the top left corner.

The font is drawn in the file itself (Type 3, each glyph a box): a font that only has a name depends on what the machine has installed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

EM = 10.0
Matrix = tuple[float, float, float, float, float, float]


class PdfPage:
    """One page of `width` x `height` points as it is read; `rotate` is its /Rotate, `turned` how its content is turned against it.

    With `form` the content goes into a form XObject, shrunk to half and drawn at double size.
    """

    def __init__(
        self, width: float = 400, height: float = 600, rotate: int = 0, turned: int = 0, form: bool = False
    ) -> None:
        self.width, self.height, self.rotate, self.turned, self.form = width, height, rotate, turned, form
        self.parts: list[str] = []
        self.letters: set[str] = set()

    def text(self, x: float, y: float, words: str, size: float = EM, clip: Sequence[float] = ()) -> None:
        """Words whose line has its middle near `y`; Chinese characters are `size` wide, ASCII ones half. `clip`: left, top, right, bottom."""
        # the codes are given when the whole file's letters are known
        draw = (
            f"BT /F1 {size} Tf {x:.2f} {self.height - y - 0.38 * size:.2f} Td <{words.encode('utf-16-be').hex()}> Tj ET"
        )
        self.letters.update(words)
        if clip:
            left, top, right, bottom = clip
            draw = f"q {left} {self.height - bottom} {right - left} {bottom - top} re W n {draw} Q"
        self.parts.append(draw)

    def line(self, x0: float, y0: float, x1: float, y1: float) -> None:
        """A stroked line."""
        self.parts.append(f"{x0} {self.height - y0} m {x1} {self.height - y1} l S")

    def bar(self, x0: float, y0: float, x1: float, y1: float) -> None:
        """The same line as a thin filled rectangle."""
        wide, high = max(x1 - x0, 0.7), max(y1 - y0, 0.7)
        self.parts.append(f"{x0} {self.height - y0 - high} {wide} {high} re f")

    def picture(self) -> None:
        """A picture over the whole page."""
        self.parts.append(f"q {self.width} 0 0 {self.height} 0 0 cm /Im1 Do Q")

    def table(
        self,
        xs: Sequence[float],
        top: float,
        rows: Sequence[Sequence[str | None]],
        step: float = 20,
        bars: bool = False,
    ) -> float:
        """A ruled table; a cell None is merged with its left neighbour, `^` with the one above. `\\n` wraps. Returns its lower edge."""
        ruler = self.bar if bars else self.line
        bottom = top + step * len(rows)
        ruler(xs[0], top, xs[-1], top)
        ruler(xs[0], bottom, xs[-1], bottom)
        for r, row in enumerate(rows):
            y = top + step * r
            for c, cell in enumerate(row):
                if r and cell != "^":
                    ruler(xs[c], y, xs[c + 1], y)
                if cell is not None:
                    ruler(xs[c], y, xs[c], y + step)
                if cell and cell != "^":
                    lines = cell.split("\n")
                    for i, words in enumerate(lines):
                        self.text(xs[c] + 2, y + step * (i + 0.5) / len(lines), words, min(EM, step / len(lines) - 1))
            ruler(xs[-1], y, xs[-1], y + step)
        return bottom

    def content(self, letters: Sequence[str]) -> tuple[str, tuple[float, float]]:
        """The operators, with the codes of `letters` (from 1), and the size of the paper."""

        def coded(found: re.Match[str]) -> str:
            words = bytes.fromhex(found[1]).decode("utf-16-be")
            return f"<{bytes(letters.index(c) + 1 for c in words).hex()}> Tj"

        w, h = self.width, self.height
        turns: tuple[Matrix, ...] = (
            (1, 0, 0, 1, 0, 0),
            (0, 1, -1, 0, h, 0),
            (-1, 0, 0, -1, w, h),
            (0, -1, 1, 0, 0, w),
        )
        quarter = (self.rotate + self.turned) // 90 % 4
        drawn = re.sub("<([0-9a-f]*)> Tj", coded, "\n".join(self.parts))
        box = (w, h) if quarter % 2 == 0 else (h, w)
        return f"q {' '.join(map(str, turns[quarter]))} cm\n{drawn}\nQ", box


def _widths(pages: Sequence[PdfPage]) -> dict[str, int]:
    letters = sorted({c for page in pages for c in page.letters})
    assert len(letters) < 256, "one font holds 255 characters"
    return {c: 500 if c.isascii() else 1000 for c in letters}


def _to_unicode(letters: Sequence[str]) -> str:
    pairs = "\n".join(f"<{code:02x}> <{letter.encode('utf-16-be').hex()}>" for code, letter in enumerate(letters, 1))
    return (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapType 2 def\n"
        f"1 begincodespacerange <00> <ff> endcodespacerange\n{len(letters)} beginbfchar\n{pairs}\nendbfchar\nendcmap end end"
    )


def pdf(*pages: PdfPage, encrypted: bool = False) -> bytes:
    """The pages as one file. `encrypted` adds an encryption that no password opens."""
    objects: list[bytes] = []

    def add(body: str | bytes, stream: str | bytes | None = None) -> int:
        data = body.encode() if isinstance(body, str) else body
        if stream is not None:
            raw = stream.encode() if isinstance(stream, str) else stream
            data = b"<< %s /Length %d >>\nstream\n%s\nendstream" % (data, len(raw), raw)
        objects.append(data)
        return len(objects)

    tree = add("")
    glyphs = {
        c: add("", f"{wide} 0 0 -120 {wide} 880 d1 0 -120 {wide} 1000 re f") for c, wide in _widths(pages).items()
    }
    names = " ".join(f"/g{number}" for number in glyphs.values())
    unicode = add("", _to_unicode(list(glyphs)))
    font = add(
        "<< /Type /Font /Subtype /Type3 /FontBBox [0 -120 1000 880] /FontMatrix [0.001 0 0 0.001 0 0]"
        f" /FirstChar 1 /LastChar {len(glyphs)} /Widths [{' '.join(str(w) for w in _widths(pages).values())}]"
        f" /Encoding << /Type /Encoding /Differences [1 {names}] >>"
        f" /CharProcs << {' '.join(f'/g{n} {n} 0 R' for n in glyphs.values())} >> /ToUnicode {unicode} 0 R /Resources << >> >>"
    )
    image = add(
        "/Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8", b"\x80"
    )
    resources = f"/Resources << /Font << /F1 {font} 0 R >> /XObject << /Im1 {image} 0 R >> >>"
    kids = []
    for page in pages:
        content, (w, h) = page.content(list(glyphs))
        own = resources
        if page.form:
            form = add(
                f"/Type /XObject /Subtype /Form /BBox [0 0 {w} {h}] /Matrix [0.5 0 0 0.5 0 0] {resources}", content
            )
            content, own = "q 2 0 0 2 0 0 cm /Fm1 Do Q", f"/Resources << /XObject << /Fm1 {form} 0 R >> >>"
        stream = add("", content)
        kids.append(
            add(
                f"<< /Type /Page /Parent {tree} 0 R /MediaBox [0 0 {w} {h}] /Rotate {page.rotate} {own} /Contents {stream} 0 R >>"
            )
        )
    objects[tree - 1] = f"<< /Type /Pages /Kids [{' '.join(f'{k} 0 R' for k in kids)}] /Count {len(kids)} >>".encode()
    root = add(f"<< /Type /Catalog /Pages {tree} 0 R >>")
    out = bytearray(b"%PDF-1.5\n")
    places = []
    for number, data in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, data)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    locked = ""
    if encrypted:
        secret = "41" * 32
        locked = f" /Encrypt << /Filter /Standard /V 1 /R 2 /P -44 /O <{secret}> /U <{secret}> >> /ID [<{secret}> <{secret}>]"
    out += f"trailer << /Size {len(objects) + 1} /Root {root} 0 R{locked} >>\nstartxref\n{start}\n%%EOF\n".encode()
    return bytes(out)
