"""Compiles the modules of an editable install, as pip does for every other install: else each start compiles them anew where Python
may not write bytecode. Named and placed as hatchling expects its custom build hook."""

from __future__ import annotations

import compileall
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompileHook(BuildHookInterface):
    """Runs for editable installs only; a folder that can't be written stays as it is."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """`version` is "editable" or "standard"."""
        if version == "editable":
            for package in ("tui", "data_model"):
                compileall.compile_dir(f"{self.root}/{package}", quiet=2)
