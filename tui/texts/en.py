"""The words of yusuan in English; the same keys as zh.py."""

from tui.texts.en_about import ABOUT
from tui.texts.en_check import CHECK
from tui.texts.en_cli import CLI
from tui.texts.en_compare import COMPARE
from tui.texts.en_diff import DIFF
from tui.texts.en_out import OUT
from tui.texts.en_screen import WORDS as SCREEN
from tui.texts.en_server import SERVER
from tui.texts.en_settings import SETTINGS
from tui.texts.en_start import START

WORDS: dict[str, str] = (
    {
        # views
        "view.function": "By function",
        "view.economic": "Economic",
        "view.projects": "Projects",
        "view.revenue": "Revenue",
        "view.three_public": "Three public",
        "view.entrusted": "Outsourcing",
        "view.carryover": "Carry-over",
        "view.flow": "Money flow",
        "view.goals": "Goals",
        "view.statements": "Other matters",
        "view.checks": "Checks",
        "view.grid": "Tables",
        "view.prose": "Prose",
        # units
        "unit.yuan": "yuan",
        "unit.wan": "10k yuan",
        "unit.yi": "100M yuan",
    }
    | ABOUT
    | CHECK
    | CLI
    | COMPARE
    | DIFF
    | OUT
    | SCREEN
    | SERVER
    | SETTINGS
    | START
)
