"""Roles of text and how a theme draws them; lines of spans become strips of an exact width. Apart so that every widget speaks
of roles (`dim`, `accent`) and only this module knows colours and Rich styles."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip
from textual.theme import Theme

from tui.figures import cell_width, cut, to_ascii, visible

Span = tuple[str, str]
"""A piece of text and its role, several joined by a blank: `("201", "dim")`, `("393.71", "strong")`, `("[", "accent strong")`."""
Line = Sequence[Span]

DARK, LIGHT, ANSI, CONTRAST = "yusuan-dark", "yusuan-light", "yusuan-ansi", "yusuan-contrast"


@dataclass(slots=True)
class Palette:
    """The styles of one theme: `roles` by name, `focus` laid under the focused row. Combined styles are made once."""

    roles: dict[str, Style]
    focus: Style
    made: dict[tuple[str, bool], Style] = field(default_factory=dict)

    def style(self, role: str, focused: bool) -> Style:
        """The style of one or several roles, on the focused row or off it."""
        key = (role, focused)
        style = self.made.get(key)
        if style is None:
            style = Style.combine(self.roles[name] for name in ("", *role.split()))
            style = style + self.focus if focused else style
            self.made[key] = style
        return style


def _palette(ground: str, text: str, dim: str, accent: str, amber: str, focus: Style) -> Palette:
    """A palette of true colours; the ground is part of every style, since a drawn line brings its own."""
    colours = {"": text, "dim": dim, "accent": accent, "amber": amber}
    roles = {name: Style(color=colour, bgcolor=ground) for name, colour in colours.items()}
    roles |= {"strong": Style(bold=True), "cursor": Style(reverse=True)}
    return Palette(roles, focus)


def _ansi() -> Palette:
    """Sixteen colours of the user's own palette: dim is the attribute, never bright black, which some palettes hide."""
    roles = {
        "": Style(), "dim": Style(dim=True), "accent": Style(color="cyan"), "amber": Style(color="yellow", bold=True),
        "strong": Style(bold=True), "cursor": Style(reverse=True),
    }  # fmt: skip
    return Palette(roles, Style(color="default", reverse=True, bold=True, dim=False))


def _plain() -> Palette:
    """NO_COLOR: signs only. The toolkit would turn a colour into a grey of its own, black among them."""
    roles = {
        "": Style(), "dim": Style(dim=True), "accent": Style(), "amber": Style(bold=True), "strong": Style(bold=True),
        "cursor": Style(reverse=True),
    }  # fmt: skip
    return Palette(roles, Style(reverse=True, bold=True, dim=False))


def _contrast() -> Palette:
    """High contrast: text and dim are one colour, bars the text's own, and the focused row, bars included, is reversed."""
    roles = {name: Style(color="#ffffff", bgcolor="#000000") for name in ("", "dim", "accent")}
    roles["amber"] = Style(color="#ffd75f", bgcolor="#000000", bold=True)
    roles |= {"strong": Style(bold=True), "cursor": Style(reverse=True)}
    return Palette(roles, Style(color="#000000", bgcolor="#ffffff", bold=True))


PLAIN = _plain()
PALETTES = {
    DARK: _palette("#15181c", "#d8dbe0", "#949ba6", "#7fb8c4", "#e0b46c", Style(bgcolor="#252b33", bold=True)),
    LIGHT: _palette("#fbfaf7", "#23262b", "#62666d", "#1b6474", "#845500", Style(bgcolor="#e9e6dd", bold=True)),
    ANSI: _ansi(),
    CONTRAST: _contrast(),
}
THEMES = {"dark": DARK, "light": LIGHT, "ansi": ANSI, "contrast": CONTRAST}
"""Names of the settings and the command line -> the toolkit's."""


def themes() -> tuple[Theme, ...]:
    """The same palettes for what Textual draws itself (ground, input line)."""
    return (
        Theme(
            DARK, primary="#7fb8c4", accent="#7fb8c4", warning="#e0b46c", foreground="#d8dbe0", background="#15181c",
            surface="#15181c", panel="#252b33", dark=True,
        ),
        Theme(
            LIGHT, primary="#1b6474", accent="#1b6474", warning="#845500", foreground="#23262b", background="#fbfaf7",
            surface="#fbfaf7", panel="#e9e6dd", dark=False,
        ),
        Theme(
            CONTRAST, primary="#ffffff", accent="#ffffff", warning="#ffd75f", foreground="#ffffff", background="#000000",
            surface="#000000", panel="#000000", dark=True,
        ),
        Theme(
            ANSI, primary="ansi_cyan", accent="ansi_cyan", warning="ansi_yellow", foreground="ansi_default",
            background="ansi_default", surface="ansi_default", panel="ansi_default", dark=True, ansi=True,
            variables={"ansi-background": "ansi_black", "ansi-foreground": "ansi_white", "input-cursor-background": "ansi_white", "input-cursor-foreground": "ansi_black"},
        ),
    )  # fmt: skip


def line_width(spans: Iterable[Span]) -> int:
    """Cells the spans take."""
    return sum(cell_width(text) for text, _ in spans)


def paint(spans: Iterable[Span], width: int, palette: Palette, ascii_only: bool, focused: bool = False) -> Strip:
    """Exactly `width` cells: what is longer is cut with `…`, what is shorter padded, the focused row to its end."""
    segments, used = [], 0
    for text, role in spans:
        if not text:
            continue
        text = visible(text)
        wide = cell_width(text)
        if used + wide > width:
            text = cut(text, width - used)
            wide = cell_width(text)
        if text:
            segments.append(Segment(to_ascii(text) if ascii_only else text, palette.style(role, focused)))
            used += wide
        if used >= width:
            break
    if used < width:
        segments.append(Segment(" " * (width - used), palette.style("", focused)))
    return Strip(segments, width)


def spread(left_side: Sequence[Span], right_side: Sequence[Span], width: int) -> list[Span]:
    """Left and right text on one line of `width` cells; the left one is cut first."""
    room = max(0, width - line_width(right_side))
    out: list[Span] = []
    for text, role in left_side:
        short = cut(text, room)
        room -= cell_width(short)
        out.append((short, role))
    return [*out, (" " * room, ""), *right_side]
