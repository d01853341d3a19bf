"""名词解释 in the ways documents write it; every view, scope and column has a line in both languages."""

from __future__ import annotations

from data_model.budget import Budget, Meta, Paragraph, Place, Section
from data_model.forms import SCOPES
from data_model.glossary import MEASURES, terms
from data_model.scopes import SCOPE_NAMES, SCREEN_VIEWS
from tui.texts.en_about import ABOUT as EN
from tui.texts.zh_about import ABOUT as ZH


def section(level: int, heading: str, *texts: str, contents: bool = False) -> Section:
    place = Place("a.txt", 1)
    return Section(level, "", heading, tuple(Paragraph(text, place) for text in texts), place, contents)


def found(*sections: Section) -> list[tuple[str, str]]:
    return [(term.name, term.text) for term in terms(Budget(Meta(), sections=sections))]


def test_terms_are_read_in_the_ways_documents_write_them() -> None:
    glossary = section(
        1, "名词解释", "一、**甲项资金**:指由某处安排的。", "（二）乙项收入：是某种收入。", "续写一行。", "3.丙类支出，是指为某事安排的。", "没有标点的一行"
    )  # fmt: skip
    assert found(
        section(1, "第一部分", "甲：不是名词"), section(1, "名词解释", "甲：目录", contents=True), glossary
    ) == [
        ("甲项资金", "指由某处安排的。"),
        ("乙项收入", "是某种收入。续写一行。"),
        ("丙类支出", "是指为某事安排的。没有标点的一行"),
    ]


def test_terms_with_headings_of_their_own() -> None:
    parts = (
        section(1, "第四部分 名词解释"),
        section(2, "甲项资金", "由某处安排。", "又一句。"),
        section(1, "第五部分", "乙：外面的"),
    )
    assert found(*parts) == [("甲项资金", "由某处安排。又一句。")]
    assert found() == []


def test_the_signature_of_a_document_explains_nothing() -> None:
    body = "云溪市（虚构）财政局"
    for signed in (
        ("甲项资金：指由某处安排的。", body, "2026年2月6日"),
        ("甲项资金：指由某处安排的。", f"{body} 2026 年 2月 6 日"),
        ("甲项资金：指由某处安排的。云溪市(虚构)财政局2026年2月6日",),
    ):
        budget = Budget(Meta(entity=body), sections=(section(1, "名词解释", *signed),))
        assert [(term.name, term.text) for term in terms(budget)] == [("甲项资金", "指由某处安排的。")]
    named = Budget(Meta(entity=body), sections=(section(1, "名词解释", f"甲项资金：指归口到{body}"),))
    assert terms(named)[0].text.endswith(body), "what belongs to the sentence stays"


def test_everything_has_its_line() -> None:
    for words in (ZH, EN):
        for view in (*SCREEN_VIEWS, "checks", "grid", "prose", "compare"):
            assert words[f"about.view.{view}"]
        for scope in (*(scope.id for scope in SCOPES), *SCOPE_NAMES):
            assert words[f"about.scope.{scope}"]
        for measure in MEASURES:
            assert words[f"about.measure.{measure}"]
