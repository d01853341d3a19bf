"""The words of a reader's language, as what is written here takes them from outside: this layer knows no language but that of the
documents. Apart from the writers, which all take the same; a plain class, because every start loads it."""

from __future__ import annotations

from collections.abc import Callable


class Words:
    """`text(key, **values)` is the text of a key, `term` the word for one of our Chinese terms (全部支出, 万元), `sentence` that for the
    sentence of a finding. Without the last two both stay Chinese."""

    __slots__ = ("sentence", "term", "text")

    def __init__(
        self, text: Callable[..., str], term: Callable[[str], str] = str, sentence: Callable[[str], str] = str
    ) -> None:
        self.text, self.term, self.sentence = text, term, sentence

    def __call__(self, key: str, **values: object) -> str:
        """The text of a key."""
        return self.text(key, **values)


DOCUMENT: dict[str, str] = {
    "export.title": "{entity} {year}{kind}{phase}",
    "export.year": "{year}年",
    "export.fact": "{name}：{value}",
    "export.between": "；",
    "export.list": "、",
    "export.entity": "编制部门",
    "export.fiscal_year": "年度",
    "export.kind": "类别",
    "export.kind_phase": "{kind}{phase}",
    "export.published": "公开日期",
    "export.unit": "金额单位",
    "export.source": "来源",
    "export.table_unit": "单位",
    "export.place": "位置",
    "export.notes": "读入说明",
    "export.note": "{text}（{place}）",
}
"""The words of a budget written as Markdown, in the language of the documents."""


def _document_text(key: str, **values: object) -> str:
    return DOCUMENT[key].format(**values)


CHINESE = Words(_document_text)
"""Where nobody asks for a language."""
