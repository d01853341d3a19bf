"""Every screen in English: on budgets whose print is in another script, no Chinese character is left in any view, pane, bar or message."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from textual.keys import _character_to_key
from textual.pilot import Pilot

from data_model.native import dumps
from tests.tui.english import chinese, foreign, hidden, sample, samples
from tests.tui.explorer import broken, rows, settled
from tui.actions import ACTIONS
from tui.app import AppOptions, Explorer, Source
from tui.texts import choose
from tui.widgets.page import MainPage

NUMBERING = {"、", "（", "）"}
"""What stands around the printed number of a section (`一、`, `（二）`), where the prose is shown or cited."""
TABLE = {"表"}
"""Of the number of a table in the notes of a sample, which quote it."""

WALKS = {
    "views": ("j j v j j v j j v j j v j j v j j v j j v j j v j j v j j v j j v j j v j j V V", TABLE | NUMBERING),
    "scopes": ("m j m j m j M M v j m v j m m v j m v j m v j v j m", TABLE),
    "levels": ("1 2 3 4 + - J K l l h space s s s s s S S r u u u tab j k tab pageup", TABLE),
    "bars": ("y escape e escape e right enter escape C 2 3 4 5 escape s C 1 2 escape", TABLE),
    "filter": ("slash 2 0 enter n N escape slash > 1 0 0 escape slash x x enter escape", TABLE),
    "search": ("number_sign 2 0 escape number_sign 9 9 9 escape number_sign 3 0 1 enter < < > > >", TABLE),
    "checks": ("c j j j j j b j j a j g enter escape G tab slash 2 0 enter u question_mark", TABLE),
    "prose": ("p j j j j n N slash 2 0 2 6 enter n enter p tab", TABLE | NUMBERING),
    "grid": ("t j j l l l ] j l ] j l [ [ tab slash 2 0 1 enter n u question_mark", TABLE),
    "places": ("3 j j W j W w t w enter p < < >", TABLE | NUMBERING),
    "lists": (
        "colon j j pagedown pagedown x x x escape question_mark pagedown escape i j j pagedown pagedown end",
        TABLE,
    ),
    "last year": ("d j j j tab j tab B j s s m v j c p", TABLE | NUMBERING),
    "nothing": ("n b B 9 R ctrl+z ctrl+l D X W w d d d", TABLE),
}
"""Keys pressed one by one, every screen between looked at, and what may be Chinese there."""
COMPARED = (
    "d j j j j j tab j j tab j J K s s s S s f f + - x d B j j B m v j v j v j slash 2 0 enter escape y escape e escape C 2 "
    "escape c j enter question_mark escape i escape [ d ] d D"
)
STARTED = (
    "j j j j j j j j g space j space d escape o tab shift+tab j slash y u escape slash / n o enter h l question_mark escape "
    "colon escape X R q"
)
KEYS = " ".join((*(keys for keys, _ in WALKS.values()), COMPARED, STARTED))


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr("tui.sources.samples", list)  # on the start screen their names stand as printed
    choose("en")
    yield
    choose("zh")


async def walked(app: Explorer, keys: str, allowed: set[str], size: tuple[int, int] = (120, 40)) -> dict[str, str]:
    """The lines with Chinese of all screens on the way: line -> the keys before it."""
    found: dict[str, str] = {}
    async with app.run_test(size=size) as pilot:
        await settled(app, pilot)
        pressed: list[str] = []
        for key in ("", *keys.split()):
            if key:
                await press(pilot, key)
                pressed.append(key)
            if not app.is_running:
                break
            found |= {line: " ".join(pressed) for line in chinese(rows(app), allowed) - set(found)}
    return found


async def press(pilot: Pilot[int], key: str) -> None:
    await pilot.press(key)
    if any(not worker.is_finished for worker in pilot.app.workers):
        await settled(pilot.app, pilot)  # type: ignore[arg-type]


def shown(*names: str) -> Explorer:
    """The explorer on samples in another script."""
    made = [Source(f"{name}.json", lambda name=name: foreign(sample(name))) for name in names]  # type: ignore[misc]
    return Explorer(made, AppOptions(theme="ansi"))


@pytest.mark.parametrize("walk", WALKS)
async def test_a_budget_with_everything(walk: str) -> None:
    keys, allowed = WALKS[walk]
    assert await walked(shown("yunxi_2026"), keys, allowed) == {}


@pytest.mark.parametrize("walk", ["views", "checks", "last year"])
async def test_a_small_terminal(walk: str) -> None:
    keys, allowed = WALKS[walk]
    assert await walked(shown("yunxi_2026"), keys, allowed, (80, 24)) == {}


@pytest.mark.parametrize("name", [name for name in samples() if name != "yunxi_2026"])
async def test_every_sample(name: str) -> None:
    keys, allowed = WALKS["views"]
    assert await walked(shown(name), f"{keys} c j j j t j l l l ] j l", allowed) == {}


@pytest.mark.parametrize(
    "pair", [("yunxi_2025", "yunxi_2026"), ("wanli_2024", "yunxi_2026"), ("ergong_2026", "yananbeilu_2024")]
)
async def test_comparisons(pair: tuple[str, str]) -> None:
    assert await walked(shown(*pair), COMPARED, TABLE | NUMBERING) == {}


@pytest.mark.parametrize("keys", ["", "v v", "v v v v", "V V V V", "V V V V V", "c", "t", "p", "d", "d B"])
async def test_what_is_copied_and_exported(keys: str) -> None:
    app = shown("yunxi_2025", "yunxi_2026")
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(app, pilot)
        for key in (*keys.split(), "j", "j"):
            await press(pilot, key)
        page = app.screen
        assert isinstance(page, MainPage)
        texts = {kind: make() for kind, make in page.copies().items()}
        taking = page.taking()
        forms = (
            ("markdown", "html") if keys.startswith("d") else ("csv", "markdown", "html", "json")
        )  # changes as data: as `diff` has them
        texts |= {form: taking.make(form).decode("utf-8-sig") for form in forms}
        texts["file"] = taking.stem
        assert {
            kind: left for kind, text in texts.items() if (left := chinese(text.split("\n"), TABLE | NUMBERING))
        } == {}


async def test_a_file_that_cannot_be_read() -> None:
    app = Explorer([Source("a.pdf", broken), Source("b.json", lambda: foreign(sample("yunxi_2026")))], AppOptions())
    assert await walked(app, "o j j space b b", TABLE) == {}


async def test_the_start_screen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "budgets"
    (folder / "below").mkdir(parents=True)
    for name in ("yunxi_2025", "yunxi_2026"):
        (folder / f"{name}.json").write_text(dumps(foreign(sample(name))), encoding="utf-8")
    (folder / "c.pdf").write_bytes(b"")
    (folder / "d.doc").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" * 80)
    (folder / "e.txt").write_text(hidden("没有预算"), encoding="utf-8")
    (folder / "f.png").write_bytes(b"\x89PNG\r\n\x1a\n" + b"\0" * 64)
    (folder / "g.md").write_text("x")
    app = Explorer([], AppOptions(folders=(str(folder),)))
    assert await walked(app, STARTED, set()) == {}


def test_every_action_is_walked() -> None:
    pressed = {_character_to_key(key) if len(key) == 1 else key for key in KEYS.split()}
    assert [action.id for action in ACTIONS if not pressed & set(action.keys)] == []
