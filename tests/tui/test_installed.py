"""Versions are those importlib.metadata tells."""

from __future__ import annotations

from importlib.metadata import version

import pytest

from tui.installed import version_of


@pytest.mark.parametrize("name", ["textual", "yusuan", "click"])
def test_the_version_is_the_installed_one(name: str) -> None:
    assert version_of(name) == version(name)


def test_what_is_not_installed_has_none() -> None:
    assert version_of("no-such-distribution") == ""
