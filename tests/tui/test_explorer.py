"""What a person meets beside the keys: loading, failing files, sizes, persons, colours, words."""

from __future__ import annotations

import re
from pathlib import Path
from threading import Event

import pytest

from data_model.budget import Budget
from tests.invented import invented
from tests.tui.explorer import SECOND, broken, opened, rows, settled, sources, text
from tui.actions import ACTIONS
from tui.app import AppOptions, Explorer, Source, choose_theme, run
from tui.screens.browse import BrowseScreen
from tui.texts import choose, en_screen, t, zh_screen
from tui.texts.zh import WORDS
from tui.widgets.naming import document_number, short_entity
from tui.widgets.roles import ANSI, DARK, LIGHT


async def test_the_first_budget_is_shown_before_the_others_are_read() -> None:
    gate = Event()

    def slow() -> Budget:
        gate.wait(10)
        return invented(("2026年部门预算公开", "2025年部门预算公开"))

    app = Explorer([Source("a.txt", invented), Source("b.txt", slow)])
    async with app.run_test(size=(120, 40)) as pilot:
        for _ in range(200):
            await pilot.pause(0.01)
            if isinstance(app.screen, BrowseScreen) and len(rows(app)) == 40:
                break
        assert "2026年部门预算" in rows(app)[0]
        assert app.session.waiting()
        await pilot.press("o")
        await pilot.pause()
        assert t("screen.budgets.waiting") in text(app)
        gate.set()
        await settled(app, pilot)
        assert "2025" in text(app)


async def test_the_first_paint_needs_no_budget() -> None:
    gate = Event()

    def slow() -> Budget:
        gate.wait(10)
        return invented()

    app = Explorer([Source("慢.pdf", slow)])
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert "慢.pdf" in text(app)
        gate.set()
        await settled(app, pilot)
        assert "支出功能" in rows(app)[0]


async def test_a_file_that_cannot_be_read_is_one_line_and_listed() -> None:
    app = Explorer([*sources(), Source("空白.pdf", broken)])
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(app, pilot)
        assert "空白.pdf: 文件是空的；请换一个文件" in rows(app)[-1]
        await pilot.press("o", "j", "enter")
        await pilot.pause()
        assert "文件是空的" in rows(app)[-1]
        assert "Traceback" not in text(app)


async def test_an_unexpected_failure_ends_neither_thread_nor_session() -> None:
    def fails() -> Budget:
        raise RuntimeError("[/bold] not markup")

    app = Explorer([Source("x.txt", fails), *sources()])
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(app, pilot)
        assert "支出功能" in rows(app)[0]


def test_when_nothing_can_be_read_the_exit_code_is_2(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    original = Explorer.run
    monkeypatch.setattr(Explorer, "run", lambda self, **_: original(self, headless=True))
    assert run([Source("空白.pdf", broken)], AppOptions()) == 2
    assert capsys.readouterr().err.splitlines()[-1] == "空白.pdf: 文件是空的；请换一个文件"


async def test_a_resize_keeps_the_row_in_sight() -> None:
    async with opened(size=(120, 40)) as (app, pilot):
        await pilot.press("3", "G")
        last = next(line for line in rows(app) if line.startswith("▌"))[36:44]
        await pilot.resize_terminal(80, 12)
        await pilot.pause()
        assert next(line for line in rows(app) if line.startswith("▌"))[36:44] == last
        await pilot.resize_terminal(200, 60)
        await pilot.pause()
        assert next(line for line in rows(app) if line.startswith("▌"))


@pytest.mark.parametrize("keys", [(), ("d",)], ids=["browse", "compare"])
async def test_a_resize_gives_the_title_of_that_size(keys: tuple[str, ...]) -> None:
    titles: list[str] = []
    for size in ((120, 40), (80, 24)):
        async with opened(("", ""), SECOND, size=size) as (app, pilot):
            await pilot.press(*keys)
            await settled(app, pilot)
            titles.append(rows(app)[0][:60])
            if size == (120, 40):
                await pilot.resize_terminal(80, 24)
                await settled(app, pilot)
                titles.append(rows(app)[0][:60])
    assert titles[0] != titles[2]
    assert titles[1] == titles[2]


async def test_a_missing_view_is_passed_over_with_its_reason_and_says_it_when_clicked() -> None:
    async with opened(("部门支出总体情况表", "部门支出总体情况表")) as (app, _pilot):
        screen = app.screen
        assert isinstance(screen, BrowseScreen)
        for tab in screen.tabs():
            if tab.reason:
                screen.go_to(tab.id)
                assert tab.reason in rows(app)[-1] or tab.reason in screen.bottom.message


async def test_persons_are_masked_unless_asked_for() -> None:
    person = ("负责本市财政收支管理", "联系人：赵虚构，负责本市财政收支管理")
    for shown in (False, True):
        async with opened(person, options=AppOptions(show_persons=shown)) as (app, pilot):
            await pilot.press("p")
            await pilot.pause()
            assert ("赵虚构" in text(app)) == shown
            for _ in range(9):
                await pilot.press("j", "y")
                await pilot.pause()
                assert "赵虚构" not in app.clipboard, "a copy leaves the screen"


@pytest.mark.parametrize(
    ("wish", "plain", "environment", "theme"),
    [
        ("auto", False, {"COLORTERM": "truecolor"}, DARK),
        ("auto", False, {"COLORTERM": "truecolor", "COLORFGBG": "0;15"}, LIGHT),
        ("auto", False, {}, ANSI),
        ("auto", True, {"COLORTERM": "truecolor"}, ANSI),
        ("light", False, {}, LIGHT),
    ],
)
def test_the_theme_fits_the_terminal(wish: str, plain: bool, environment: dict[str, str], theme: str) -> None:
    assert choose_theme(wish, plain, environment) == theme


@pytest.mark.parametrize("theme", ["dark", "light", "ansi"])
async def test_every_theme_draws_every_screen(theme: str) -> None:
    async with opened(options=AppOptions(theme=theme)) as (app, pilot):
        for key in ("t", "c", "p", "question_mark", "escape", "colon", "escape", "slash", "x"):
            await pilot.press(key)
            await pilot.pause()
        assert app.is_running


async def test_ascii_draws_nothing_ambiguous() -> None:
    for keys in ((), ("t",), ("c",), ("question_mark",), ("colon",), ("slash",)):
        async with opened(options=AppOptions(ascii=True), size=(80, 24)) as (app, pilot):
            await pilot.press(*keys)
            await pilot.pause()
            assert not set(text(app)) & set("▌▸▾█▏│─…·—›‹→≈“”"), keys


async def test_english_has_all_words() -> None:
    choose("en")
    try:
        async with opened() as (app, pilot):
            await pilot.press("question_mark")
            await pilot.pause()
            assert "Help" in rows(app)[0]
    finally:
        choose("zh")


def test_both_languages_have_the_same_words_and_the_code_uses_them() -> None:
    assert set(zh_screen.WORDS) == set(en_screen.WORDS)
    for key, words in zh_screen.WORDS.items():
        assert set(re.findall(r"{(\w+)}", words)) == set(re.findall(r"{(\w+)}", en_screen.WORDS[key])), key
    folder = Path(__file__).parents[2] / "tui"
    code = "".join(p.read_text(encoding="utf-8") for p in folder.rglob("*.py") if "texts" not in p.parts)
    for key in re.findall(r"\"(screen\.[a-z_0-9.]+)\"", code):
        assert key in WORDS or any(word.startswith(f"{key}.") for word in WORDS), key
    for action in ACTIONS:
        assert action.label_key in WORDS
    used = set(re.findall(r"screen\.[a-z_0-9.]+", code))
    prefixes = tuple(key for key in used if key.endswith("."))
    unused = [k for k in zh_screen.WORDS if k not in used and not k.startswith((*prefixes, "screen.reason.one_"))]
    assert unused == []


def test_names_are_shortened_where_room_is_short() -> None:
    assert short_entity("某高新区（某新区）云桥街道办事处") == "云桥街道办"
    assert short_entity("云溪市人民政府云桥北路街道办事处") == "云桥北路街道办"
    assert short_entity("云溪市财政局") == "云溪市财政局"
    assert document_number("云财行（2022）208号关于提前下达2023年度基层补助经费的通知") == (
        "(2022)208",
        "…基层补助经费",
    )
    assert document_number("社区工作经费") == ("", "社区工作经费")


@pytest.mark.parametrize("keys", [("t",), ("V", "V")], ids=" ".join)
async def test_a_printed_table_has_its_figures_at_once(keys: tuple[str, ...]) -> None:
    async with opened(size=(80, 24)) as (app, pilot):
        await pilot.press(*keys)
        await settled(app, pilot)
        lines = [line for line in rows(app)[2:17] if re.match(r"[▌ ] +\d+ ", line)]
        assert lines
        assert all(re.search(r"\d\.\d\d|·", line) for line in lines), text(app)
