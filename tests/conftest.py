"""No test reads or writes the state of the person who runs it, and none is judged by the clock."""

from __future__ import annotations

import os
import signal
from itertools import count
from pathlib import Path

import pytest
from hypothesis import settings

for _signal, _usual in ((signal.SIGHUP, signal.SIG_DFL), (signal.SIGINT, signal.default_int_handler)):
    if (
        signal.getsignal(_signal) is signal.SIG_IGN
    ):  # started by nohup or in the background: programs of tests would ignore them too
        signal.signal(_signal, _usual)

settings.register_profile("calm", deadline=None)
settings.load_profile("calm")

_number = count()


@pytest.fixture(autouse=True)
def own_state(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Every test has a state folder of its own; it is made when first needed."""
    folder = tmp_path_factory.getbasetemp() / "state" / str(next(_number))
    monkeypatch.setenv("XDG_STATE_HOME", str(folder))
    return folder / "yusuan"


@pytest.fixture(autouse=True)
def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder is waited for however busy the machine is."""
    monkeypatch.setattr("tui.waiting.PATIENCE", 60.0)


@pytest.fixture(autouse=True)
def no_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    """No test reads the settings of the person who runs it."""
    monkeypatch.setenv("YUSUAN_SETTINGS", os.devnull)
