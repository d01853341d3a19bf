"""What several modules of screens and sessions open."""

from __future__ import annotations

from pathlib import Path

import pytest

from data_model.native import dumps
from tests.invented import invented


@pytest.fixture
def documents(tmp_path: Path) -> Path:
    """Documents as an administrator lays them out, with a way out that must not work."""
    folder = tmp_path / "documents"
    (folder / "2026").mkdir(parents=True)
    (folder / "2026" / "b.json").write_text(dumps(invented()), encoding="utf-8")
    (tmp_path / "secret.json").write_text(dumps(invented(("云溪市", "秘密市"))), encoding="utf-8")
    (folder / "link.json").symlink_to(tmp_path / "secret.json")
    (folder / "above").symlink_to(tmp_path)
    return folder
