"""Where the published documents lie when they are beside the checkout, and the mark of tests that need them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

SHARED = Path(__file__).parents[1].parent / "shared"
XINJIANG = SHARED / "disclosures" / "xinjiang"

needs_shared = pytest.mark.skipif(not SHARED.is_dir(), reason="the published documents are not beside this checkout")


def gold(name: str) -> dict[str, Any]:
    """The hand-made truth of one document."""
    data: dict[str, Any] = json.loads((SHARED / "gold" / f"{name}.json").read_text(encoding="utf-8"))
    return data
