"""Versions of installed distributions without importlib.metadata, which costs a tenth of a start (it imports zipfile and email)."""

from __future__ import annotations

import os
import sys


def version_of(name: str) -> str:
    """The version a distribution was installed in, "" when it is not installed.

    The name of its folder tells it (`textual-8.2.8.dist-info`, Binary distribution format of the PyPA); where there is no such
    folder the library is asked.
    """
    start, end = f"{name}-", ".dist-info"
    for folder in sys.path:
        try:
            names = os.listdir(folder) if os.path.isabs(folder) else []
        except OSError:
            continue
        for one in names:
            if one.startswith(start) and one.endswith(end):
                return one[len(start) : -len(end)]
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version(name)
    except PackageNotFoundError:
        return ""
