"""Roles of text and how a theme draws them; lines of spans become strips of an exact width. Apart so that every widget speaks
of roles (`dim`, `accent`) and only this module knows colours and Rich styles."""

from __future__ import annotations

from collections.abc import Iterable

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip
from textual.theme import Theme

from data_model.records import dataclass, field
from tui.widgets.roles import ANSI, LIGHT, TRUE_COLOURS, Colours
from tui.widgets.spans import Span, fitted

KEPT = 256
"""Painted lines that are kept: most of a screen says what it said before the key."""


@dataclass(slots=True)
class Palette:
    """The styles of one theme: `roles` by name, `focus` laid under the focused row. Combined styles are made once, and the lines painted
    last are kept."""

    roles: dict[str, Style]
    focus: Style
    made: dict[tuple[str, bool], Style] = field(default_factory=dict)
    lines: dict[tuple[tuple[Span, ...], int, bool, bool], Strip] = field(default_factory=dict)

    def style(self, role: str, focused: bool) -> Style:
        """The style of one or several roles, on the focused row or off it."""
        key = (role, focused)
        style = self.made.get(key)
        if style is None:
            style = Style.combine(self.roles[name] for name in ("", *role.split()))
            style = style + self.focus if focused else style
            self.made[key] = style
        return style


def _palette(of: Colours) -> Palette:
    """A palette of true colours; the ground is part of every style, since a drawn line brings its own."""
    colours = {"": of.text, "dim": of.dim, "accent": of.accent, "amber": of.amber}
    roles = {name: Style(color=colour, bgcolor=of.ground) for name, colour in colours.items()}
    roles |= {"strong": Style(bold=True), "cursor": Style(reverse=True)}
    if of.bold_amber:
        roles["amber"] += Style(bold=True)
    return Palette(roles, Style(color=of.focus_text or None, bgcolor=of.focus, bold=True))


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


PLAIN = _plain()
PALETTES = {**{name: _palette(colours) for name, colours in TRUE_COLOURS.items()}, ANSI: _ansi()}


def _theme(name: str, of: Colours) -> Theme:
    return Theme(
        name, primary=of.accent, accent=of.accent, warning=of.amber, foreground=of.text, background=of.ground, surface=of.ground,
        panel=of.panel or of.focus, dark=name != LIGHT,
    )  # fmt: skip


def themes() -> tuple[Theme, ...]:
    """The same palettes for what Textual draws itself (ground, input line)."""
    return (
        *(_theme(name, colours) for name, colours in TRUE_COLOURS.items()),
        Theme(
            ANSI, primary="ansi_cyan", accent="ansi_cyan", warning="ansi_yellow", foreground="ansi_default",
            background="ansi_default", surface="ansi_default", panel="ansi_default", dark=True, ansi=True,
            variables={"ansi-background": "ansi_black", "ansi-foreground": "ansi_white", "input-cursor-background": "ansi_white", "input-cursor-foreground": "ansi_black"},
        ),
    )  # fmt: skip


def paint(spans: Iterable[Span], width: int, palette: Palette, ascii_only: bool, focused: bool = False) -> Strip:
    """Exactly `width` cells: what is longer is cut with `…`, what is shorter padded, the focused row to its end."""
    key = (tuple(spans), width, ascii_only, focused)
    strip = palette.lines.get(key)
    if strip is None:
        if len(palette.lines) >= KEPT:
            del palette.lines[next(iter(palette.lines))]
        pieces = fitted(key[0], width, ascii_only)
        strip = Strip([Segment(text, palette.style(role, focused)) for text, role in pieces], width)
        palette.lines[key] = strip
    return strip
