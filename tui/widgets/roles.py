"""The colours of each role in each theme, and which theme a terminal gets. Plain data, apart from paint.py, which makes the toolkit's
styles of them, so that the first frame can be drawn before the toolkit is loaded."""

from __future__ import annotations

from collections.abc import Mapping

from data_model.records import dataclass

DARK, LIGHT, ANSI, CONTRAST = "yusuan-dark", "yusuan-light", "yusuan-ansi", "yusuan-contrast"
THEMES = {"dark": DARK, "light": LIGHT, "ansi": ANSI, "contrast": CONTRAST}
"""Names of the settings and the command line -> the toolkit's."""


@dataclass(frozen=True, slots=True)
class Colours:
    """A theme in true colours; `focus` is the ground of the focused row, `focus_text` its text where that is another, `panel` the
    ground of what the toolkit draws itself where that is not `focus`."""

    ground: str
    text: str
    dim: str
    accent: str
    amber: str
    focus: str
    focus_text: str = ""
    panel: str = ""
    bold_amber: bool = False


TRUE_COLOURS = {
    DARK: Colours("#15181c", "#d8dbe0", "#949ba6", "#7fb8c4", "#e0b46c", "#252b33"),
    LIGHT: Colours("#fbfaf7", "#23262b", "#62666d", "#1b6474", "#845500", "#e9e6dd"),
    CONTRAST: Colours("#000000", "#ffffff", "#ffffff", "#ffffff", "#ffd75f", "#ffffff", "#000000", "#000000", True),
}
"""High contrast: text and dim are one colour, bars the text's own, and the focused row, bars included, is reversed."""


def choose_theme(wish: str, plain: bool, environment: Mapping[str, str]) -> str:
    """The theme for a wish (auto | dark | light | ansi | contrast): without true colour or with NO_COLOR the terminal's own sixteen."""
    if wish in THEMES:
        return THEMES[wish]
    if plain or environment.get("COLORTERM", "").lower() not in ("truecolor", "24bit"):
        return ANSI
    ground = environment.get("COLORFGBG", "").rpartition(";")[2]
    return LIGHT if ground in ("7", "15") else DARK
