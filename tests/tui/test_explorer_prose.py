"""From a line to the sentence that speaks of it and back; the glossary; the filter's first match."""

from __future__ import annotations

from dataclasses import replace

import pytest

from data_model.budget import Finding
from data_model.spots import paragraph_of
from tests.tui.explorer import current, rows, settled, text
from tests.tui.test_explorer_evidence import sample, shown, to_code
from tui.screens.browse import BrowseScreen
from tui.screens.grid import GridScreen
from tui.screens.prose import ProseScreen
from tui.texts import t


async def test_a_line_leads_to_its_sentence_and_the_sentence_back() -> None:
    budget = sample()
    claim = next(c for c in budget.claims if c.table == "general_public" and len(c.code) == 7 and c.amount)
    async with shown(budget) as (app, pilot):
        await to_code(app, pilot, claim.code)
        await pilot.press("p")
        await pilot.pause()
        assert isinstance(app.screen, ProseScreen)
        assert "→" in current(app)
        assert claim.code in rows(app)[-2], "the path says of which line the sentence speaks"
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, BrowseScreen)
        look = app.screen.look
        assert look.tree.codes[app.screen.table.node] == claim.code
        assert look.tree.option.kind == "general_public", "in the scope the sentence speaks of"


async def test_a_printed_cell_leads_to_its_sentence() -> None:
    budget = sample()
    claim = next(c for c in budget.claims if c.table == "general_public" and len(c.code) == 7 and c.amount)
    async with shown(budget) as (app, pilot):
        await to_code(app, pilot, claim.code)
        await pilot.press("m", "m", "t", "p")
        await pilot.pause()
        assert isinstance(app.screen, ProseScreen)
        assert "→" in current(app)


async def test_the_documents_own_glossary_stands_among_the_terms() -> None:
    async with shown(size=(120, 70)) as (app, pilot):
        await pilot.press("i")
        await pilot.pause()
        assert t("screen.glossary.printed") in text(app)
        term = next(s for s in sample().sections if "名词解释" in s.heading and not s.contents).paragraphs[0].text
        assert term.partition("：")[2][:12] in text(app)


async def test_enter_in_the_filter_stands_on_the_first_match() -> None:
    async with shown() as (app, pilot):
        await pilot.press("slash", *"208", "enter")
        await pilot.pause()
        assert isinstance(app.screen, BrowseScreen)
        look = app.screen.look
        assert app.screen.table.node == look.matched[0]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_what_a_word_means_does_not_begin_with_the_word(language: str) -> None:
    from data_model.glossary import MEASURES
    from data_model.scopes import SCOPE_NAMES
    from tui.screens.glossary import about
    from tui.texts import choose

    choose(language)
    try:
        for topic in (*(f"scope.{one}" for one in SCOPE_NAMES), *(f"measure.{one}" for one in MEASURES)):
            name, text = (part.casefold() for part in about(topic))
            head, colon, _ = text.replace("：", ": ").partition(": ")
            assert not colon or head[0].isdigit() or (name not in head and head not in name), (name, text)
    finally:
        choose("zh")


async def test_a_finding_in_the_prose_leads_to_its_sentence_and_is_repeated() -> None:
    budget = sample("yunxi_2026.json")
    claim = next(c for c in budget.claims if c.table and c.code)
    at = paragraph_of(budget, claim)
    assert at is not None
    place = budget.sections[at[0]].paragraphs[at[1]].place
    note = Finding(
        "N9.percent", "mismatch", "写的与表不同", "原文", claim.table, claim.code, claim.measure, place=place
    )
    async with shown(replace(budget, notes=(note,))) as (app, pilot):
        await pilot.press("c")
        await pilot.press("enter")
        await settled(app, pilot)
        assert isinstance(app.screen, ProseScreen)
        here = app.screen.text.current
        assert here is not None
        assert (here.section, here.paragraph) == at
        assert "写的与表不同" in text(app).splitlines()[-1]
        await pilot.press("c", "t")  # 原表 shows the cell it speaks of, and says what is said of it
        await settled(app, pilot)
        assert isinstance(app.screen, GridScreen)
        assert text(app).count("写的与表不同") == 2
        await pilot.press("up")
        await settled(app, pilot)
        assert "写的与表不同" not in text(app)
