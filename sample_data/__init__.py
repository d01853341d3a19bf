"""The budgets that come with the package: facts and figures of four published ones, one over two years, and an invented one over two.

Apart from data_model so that reading never depends on samples; found by importlib.resources in a wheel and a checkout alike.
"""

from __future__ import annotations

from importlib.resources import files as _resources
from importlib.resources.abc import Traversable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from data_model.budget import Budget

NAMES = ("ergong_2026", "wanli_2025", "wanli_2024", "yunxi_2026", "yunxi_2025", "govoffice_2026", "yananbeilu_2024")
"""The samples in the order in which they are shown: a large published one, a published pair, the invented pair, the two others."""


def files() -> list[Traversable]:
    """The sample files (native JSON), always in the order of NAMES."""
    found = (_resources(__name__).joinpath(f"{name}.json") for name in NAMES)
    return [file for file in found if file.is_file()]


def load(name: str) -> Budget:
    """One sample by its name (`ergong_2026`, with or without `.json`). Raises KeyError when there is none of this name."""
    from data_model.native import load as load_native

    stem = name.removesuffix(".json")
    if stem not in NAMES:
        raise KeyError(f"{name}: 样本只有 {'、'.join(NAMES)}")
    file = _resources(__name__).joinpath(f"{stem}.json")
    return load_native(file.read_bytes(), file.name)
