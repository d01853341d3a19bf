"""The words of yusuan in Chinese."""

from tui.texts.zh_about import ABOUT
from tui.texts.zh_check import CHECK
from tui.texts.zh_cli import CLI
from tui.texts.zh_compare import COMPARE
from tui.texts.zh_diff import DIFF
from tui.texts.zh_out import OUT
from tui.texts.zh_screen import WORDS as SCREEN
from tui.texts.zh_server import SERVER
from tui.texts.zh_settings import SETTINGS
from tui.texts.zh_start import START

WORDS: dict[str, str] = (
    {
        # views
        "view.function": "支出功能",
        "view.economic": "经济分类",
        "view.projects": "项目",
        "view.revenue": "收入来源",
        "view.three_public": "三公",
        "view.entrusted": "委托业务费",
        "view.carryover": "结转",
        "view.flow": "资金流向",
        "view.goals": "绩效",
        "view.statements": "其他事项",
        "view.checks": "核对",
        "view.grid": "原表",
        "view.prose": "正文",
        # units
        "unit.yuan": "元",
        "unit.wan": "万元",
        "unit.yi": "亿元",
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
