"""What is shown, into a file of the current directory: every format from every screen, nothing overwritten, a refusal told politely."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from data_model.amount import format_yuan
from data_model.shown import FORMATS, SUFFIX, Shown, write
from tests.tui.explorer import rows
from tests.tui.test_explorer_evidence import shown
from tui.screens.browse import BrowseScreen
from tui.texts import t


@pytest.mark.parametrize("keys", [(), ("v", "v"), ("t",), ("c",), ("p",)])
async def test_every_screen_exports_what_it_shows(
    keys: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    async with shown() as (app, pilot):
        await pilot.press(*keys)
        await pilot.pause()
        for n in range(len(FORMATS)):
            await pilot.press("e", str(n + 1), "enter")
            await pilot.pause()
        await pilot.press("e", "1", "enter")
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
        await pilot.press("e", "3", "enter")
        await pilot.pause()
    data = json.loads(next(tmp_path.glob("*.json")).read_text(encoding="utf-8"))
    assert {row["代码"][:3] for row in data["rows"]} == {"", "208"}


async def test_a_file_has_the_columns_in_sight_one_unit_and_says_what_it_leaves_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    async with shown() as (app, pilot):
        await pilot.press("m", "m", "C", "1", "3", "4", "5", "escape")
        await pilot.press("slash", *"208", "enter", "e", "2", "enter")
        await pilot.pause()
        assert isinstance(app.screen, BrowseScreen)
        prior = next(one for one in app.session.priors(app.screen.look) if one is not None)
    (file,) = tmp_path.iterdir()
    assert "208" in file.name
    heading, head = (line for line in file.read_text(encoding="utf-8").splitlines()[2:5] if line)
    assert "208" in heading
    assert "万元" not in heading, "amounts are in 元"
    columns = [column.strip() for column in head.strip("|").split("|")]
    assert t("listed.share_parent") not in columns
    assert columns[4:8] == [t(f"listed.{one}") for one in ("share_total", "last_year", "change", "change_percent")]
    assert format_yuan(prior.amount) in file.read_text(encoding="utf-8")


async def test_the_name_decides_the_format(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    async with shown() as (_app, pilot):
        await pilot.press("e", "1", "ctrl+u", *"mine.json", "enter")
        await pilot.pause()
    assert json.loads((tmp_path / "mine.json").read_text(encoding="utf-8"))["rows"]


async def test_a_folder_that_takes_no_files_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    async with shown() as (app, pilot):
        await pilot.press("e", "1")
        await pilot.pause()
        with monkeypatch.context() as patch:
            patch.setattr(Path, "open", refuse)
            await pilot.press("enter")
            await pilot.pause()
        assert "Permission denied" in rows(app)[-1]
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(app.screen, BrowseScreen)
        assert app.focused is app.screen.table
    assert list(tmp_path.iterdir()) == []


async def test_another_path_can_be_given_and_nothing_is_overwritten(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "mine.csv").write_text("mine", encoding="utf-8")
    (tmp_path / "folder").mkdir()
    async with shown() as (app, pilot):
        await pilot.press("e", "1", "ctrl+u", *"mine.csv", "enter")
        await pilot.pause()
        assert t("screen.export.taken") in rows(app)[-1]
        await pilot.press("ctrl+u", *"folder", "enter")
        await pilot.pause()
        assert "/folder/" in rows(app)[-1], "where it is told"
    assert (tmp_path / "mine.csv").read_text(encoding="utf-8") == "mine"
    assert [path.suffix for path in (tmp_path / "folder").iterdir()] == [".csv"]


async def test_a_restricted_session_writes_nothing_and_says_why(monkeypatch: pytest.MonkeyPatch) -> None:
    async with shown() as (app, pilot):
        monkeypatch.setattr("tui.restrict.active", lambda: True)
        await pilot.press("e")
        await pilot.pause()
        assert t("compare.no_writing") in rows(app)[-1]


async def test_a_text_no_terminal_takes_is_not_sent(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tui.widgets.taking_out.MOST_BYTES", 20)
    async with shown() as (app, pilot):
        await pilot.press("y", "1")
        await pilot.pause()
        assert app.clipboard == ""
        assert t("screen.copy.too_long", size=1, most=0, key="e") in rows(app)[-1]


def test_html_escapes_everything_and_loads_nothing() -> None:
    made = write(
        Shown("<b>甲", "乙&", ("名", "额（元）"), (("<script>", "1.00"),), frozenset({"额（元）"})), "html"
    ).decode()
    assert "<script" not in made
    assert "&lt;b&gt;甲" in made
    assert "default-src 'none'" in made
    assert '<td class="n">1.00</td>' in made


def test_text_is_never_a_formula_and_blank_amounts_are_null() -> None:
    one = Shown("甲", "乙", ("名", "额"), (("=1+1", ""), ("丙", "1.00")), frozenset({"额"}))
    assert b"'=1+1" in write(one, "csv")
    assert json.loads(write(one, "json"))["rows"][0]["额"] is None
    assert write(one, "xlsx")[:2] == b"PK"
    with pytest.raises(KeyError):
        write(one, "pdf")
