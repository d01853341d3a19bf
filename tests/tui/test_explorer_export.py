"""What is shown, into a file of the current directory: every format from every screen, nothing overwritten, a refusal told politely."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from data_model.shown import FORMATS, SUFFIX, Shown, write
from tests.tui.explorer import rows
from tests.tui.test_explorer_evidence import shown


@pytest.mark.parametrize("keys", [(), ("v", "v"), ("t",), ("c",), ("p",)])
async def test_every_screen_exports_what_it_shows(
    keys: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    async with shown() as (app, pilot):
        await pilot.press(*keys)
        await pilot.pause()
        for n in range(len(FORMATS)):
            await pilot.press("e", str(n + 1))
            await pilot.pause()
        await pilot.press("e", "1")
        await pilot.pause()
        files = sorted(path.name for path in tmp_path.iterdir())
        assert files[0] in rows(app)[-1] or files[1] in rows(app)[-1]
    assert len(files) == len(FORMATS) + 1, "a second file has a name of its own"
    assert {Path(name).suffix for name in files} == set(SUFFIX.values())
    assert all("2026" in name for name in files)
    data = json.loads(next(tmp_path.glob("*.json")).read_text(encoding="utf-8"))
    lines = list(csv.reader(io.StringIO(next(tmp_path.glob("*.csv")).read_text(encoding="utf-8-sig"))))
    assert len(lines) == len(data["rows"]) + 1 > 1


async def test_a_filter_is_exported_as_seen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    async with shown() as (_app, pilot):
        await pilot.press("3", "slash", *"208", "enter")
        await pilot.press("e", "3")
        await pilot.pause()
    data = json.loads(next(tmp_path.glob("*.json")).read_text(encoding="utf-8"))
    assert {row["代码"][:3] for row in data["rows"]} == {"", "208"}


async def test_a_folder_that_takes_no_files_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    async with shown() as (app, pilot):
        await pilot.press("e")
        await pilot.pause()
        monkeypatch.setattr(Path, "open", refuse)
        await pilot.press("1")
        await pilot.pause()
        assert "Permission denied" in rows(app)[-1]
    assert list(tmp_path.iterdir()) == []


def test_text_is_never_a_formula_and_blank_amounts_are_null() -> None:
    one = Shown("甲", "乙", ("名", "额"), (("=1+1", ""), ("丙", "1.00")), frozenset({"额"}))
    assert b"'=1+1" in write(one, "csv")
    assert json.loads(write(one, "json"))["rows"][0]["额"] is None
    assert write(one, "xlsx")[:2] == b"PK"
    with pytest.raises(KeyError):
        write(one, "pdf")
