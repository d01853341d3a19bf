"""Themes can be read: every role has a contrast of 4.5 on the ground and on the focused row, and a change at run time repaints."""

from __future__ import annotations

import pytest

from tests.tui.explorer import opened, rows
from tui.widgets.paint import PALETTES, PLAIN, Palette
from tui.widgets.roles import ANSI, THEMES

LEAST = 4.5
TRUE = [name for name, theme in THEMES.items() if theme != ANSI]
ROLES = ("", "dim", "accent", "amber", "strong", "amber strong", "accent strong")


def luminance(colour: tuple[int, int, int]) -> float:
    """Relative luminance of WCAG 2."""
    linear = [c / 255 / 12.92 if c / 255 <= 0.03928 else ((c / 255 + 0.055) / 1.055) ** 2.4 for c in colour]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(palette: Palette, role: str, focused: bool) -> float:
    """Contrast of a role's text with what it stands on."""
    style = palette.style(role, focused)
    assert style.color is not None
    assert style.bgcolor is not None
    assert style.color.triplet is not None
    assert style.bgcolor.triplet is not None
    one, other = sorted((luminance(tuple(style.color.triplet)), luminance(tuple(style.bgcolor.triplet))))
    return (other + 0.05) / (one + 0.05)


@pytest.mark.parametrize("focused", [False, True], ids=["ground", "focused"])
@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("name", TRUE)
def test_every_role_can_be_read(name: str, role: str, focused: bool) -> None:
    assert contrast(PALETTES[THEMES[name]], role, focused) >= LEAST


def test_high_contrast_has_one_colour_for_text_and_dim_and_reverses_the_focused_row() -> None:
    palette = PALETTES[THEMES["contrast"]]
    assert palette.style("", False).color == palette.style("dim", False).color == palette.style("accent", False).color
    assert palette.style("accent", True).color == palette.style("accent", False).bgcolor, (
        "bars are reversed with their row"
    )
    assert all(contrast(palette, role, focused) >= 7 for role in ROLES for focused in (False, True))


def test_the_terminals_own_colours_tell_nothing_by_colour_alone() -> None:
    for palette in (PALETTES[ANSI], PLAIN):
        assert palette.style("amber", False).bold
        assert palette.style("dim", False).dim
        assert palette.style("", True).reverse


async def test_the_palette_changes_the_theme_and_says_how_to_keep_it() -> None:
    async with opened() as (app, pilot):
        await pilot.press("colon", *"高对比", "enter")
        await pilot.pause()
        assert app.theme == THEMES["contrast"]
        assert 'theme = "contrast"' in rows(app)[-1]
        await pilot.press("colon", *"高对比")
        await pilot.pause()
        assert "现在" in "\n".join(rows(app))
