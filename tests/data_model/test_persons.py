"""Persons are masked before anything else sees them, in prose and behind labels of tables; figures stay."""

from __future__ import annotations

import pytest

from data_model.budget import Place
from data_model.persons import MASK, mask, mask_document
from data_model.readers.raw import RawDocument, RawParagraph, RawRow, RawTable

MOBILE = "139" + "0000" + "1234"
IDENTITY = "650100" + "19900101" + "123X"


@pytest.mark.parametrize(
    "text",
    [
        f"如有疑问请拨打{MOBILE}。",
        f"联系电话：{MOBILE}",
        f"身份证号 {IDENTITY}",
        "办公电话：0991-" + "3812345",
        "项目负责人：张虚构",
        "联系人: 欧阳虚构",
        "信箱 someone@example.org",
        f"１３９{MOBILE[3:]}",
        f"139-0000-{MOBILE[-4:]}",
        f"139.0000.{MOBILE[-4:]}",
        f"139·0000·{MOBILE[-4:]}",
        f"139\u200b0000\u2060{MOBILE[-4:]}",
        "0991" + "3812345",
        "账户 6222 0212 3456 7890 123",
        IDENTITY[:6] + "900101" + "123",
        "负责人：张虚构、欧阳虚构",
        "经办人（签字）：张虚构",
        "填报人 张虚构 联系电话",
        "联系人: Zhang Xugou",
    ],
)
def test_prose(text: str) -> None:
    masked = mask(text)
    assert MASK in masked
    for secret in (MOBILE, IDENTITY, "张虚构", "欧阳虚构", "someone@", "3812345", "欧阳", "Zhang", "6222", "1234"):
        assert secret not in masked


@pytest.mark.parametrize(
    "text",
    [
        "收支总预算 4,134.00 万元",
        "96,282,213.44",
        "乌财行〔2025〕204 号",
        "2026年2月6日",
        "2130000000.00",
        "12345 热线",
        "零\u200b宽和\ufe0f选择符 2026年",
    ],
)
def test_figures_stay(text: str) -> None:
    assert mask(text) == text


def _masked(*rows: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
    place = Place("x")
    document, _ = mask_document(RawDocument("x", "text", (RawTable(tuple(RawRow(row, place) for row in rows)),)))
    table = document.items[0]
    assert isinstance(table, RawTable)
    return tuple(row.cells for row in table.rows)


def test_a_label_masks_what_stands_beside_it() -> None:
    rows = _masked(
        ("项目名称", "", "社区工作经费", "项目负责人", "张虚构", ""), ("部门联系人", "李虚构", "联系电话", MOBILE)
    )
    assert rows == (("项目名称", "", "社区工作经费", "项目负责人", MASK, ""), ("部门联系人", MASK, "联系电话", MASK))


def test_a_label_at_the_head_of_a_column_masks_the_names_below() -> None:
    rows = _masked(("项目", "金额", "负责人"), ("甲项目", "1.00", "张虚构"), ("乙项目", "2.00", "李虚构"))
    assert rows[1:] == (("甲项目", "1.00", MASK), ("乙项目", "2.00", MASK))


def test_what_was_masked_is_kept_apart_for_the_screen_only() -> None:
    place = Place("x.txt", 3)
    document, found = mask_document(RawDocument("x.txt", "text", (RawParagraph("联系人：张虚构", place),)))
    assert found == {("x.txt:3", ("联系人：＊＊＊",)): [("联系人：张虚构",)]}
    assert "张虚构" not in repr(document)
