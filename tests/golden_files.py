"""Golden files: expected outputs compared byte for byte; `YUSUAN_GOLDEN=write pytest …` writes them anew, to be read before a commit."""

from __future__ import annotations

import os
from pathlib import Path

GOLDEN = Path(__file__).parent / "golden"


def check_golden(name: str, data: bytes) -> None:
    """Compare with tests/golden/`name`."""
    path = GOLDEN / name
    if os.environ.get("YUSUAN_GOLDEN") == "write":
        path.write_bytes(data)
    assert path.is_file(), f"no golden file {name}"
    assert data == path.read_bytes(), f"differs from tests/golden/{name}"
