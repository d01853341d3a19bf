"""yusuan's knowledge of budgets, free of any terminal: the public verbs, imported only when used (PEP 562)."""

from __future__ import annotations

from importlib import import_module
from typing import Any

_VERBS = {
    "read": "data_model.reading",
    "search": "data_model.search",
    "export": "data_model.export",
    "build_tree": "data_model.tree",
    "check": "data_model.checks",
}

__all__ = sorted(_VERBS)  # pyright: ignore


def __getattr__(name: str) -> Any:
    if name in _VERBS:
        return getattr(import_module(_VERBS[name]), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
