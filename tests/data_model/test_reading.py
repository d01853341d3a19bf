"""Bad input: what cannot be read is one clear ReadError; what can be read in part is a Budget that lists the rest."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data_model.reading import Blob, Cancelled, ReadError, read, read_bytes
from sample_data.invented import text

DOCUMENT = text(2026).encode()


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "空"),
        (b"   \n\n\t\n", ""),
        (b"\x00\x01\x02\xff" * 500, "不是文本"),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 200, "图片"),
        ("今天天气很好。\n".encode() * 40, "没有认出预算表"),
        (b"{}", "不是 yusuan 导出"),
        (b'{"format": "yusuan-budget", "meta": {"version": 99}}', "版格式"),
        (b'{"format": "yusuan-budget", "meta": {"version": 1}}', "不合格式"),
        (b'{"format": ', "断了"),
        (b"%PDF-1.7\nbroken", ""),
        (b"PK\x03\x04broken", ""),
    ],
)
def test_what_cannot_be_read_says_why(data: bytes, words: str) -> None:
    with pytest.raises(ReadError) as caught:
        read_bytes(data, "文件")
    assert words in caught.value.cause
    assert caught.value.place.startswith("文件")
    assert caught.value.remedy
    assert "\n" not in caught.value.cause + caught.value.remedy


def test_paths_that_hold_no_file(tmp_path: Path) -> None:
    for path, words in ((tmp_path, "目录"), (tmp_path / "无", "不存在"), (Path("/dev/null"), "普通文件")):
        with pytest.raises(ReadError) as caught:
            read(path)
        assert words in caught.value.cause


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_permission(tmp_path: Path) -> None:
    path = tmp_path / "x.txt"
    path.write_bytes(DOCUMENT)
    path.chmod(0)
    with pytest.raises(ReadError, match="权限"):
        read(path)


def test_a_text_of_200_mb_is_refused_at_once() -> None:
    data = (b"201\t03\t01\t" + "行政运行\t1.00\n".encode()) * 9_000_000
    assert len(data) > 200_000_000
    begun = time.monotonic()
    with pytest.raises(ReadError, match="MB"):
        read_bytes(data, "大.txt")
    assert time.monotonic() - begun < 10


def test_a_blank_template_is_named() -> None:
    import re

    blank = re.sub(r"(?<=\t)-?[0-9][0-9,]*\.[0-9]{2}(?=\t|\n)", "", DOCUMENT.decode())
    with pytest.raises(ReadError, match="空白样表"):
        read_bytes(blank.encode(), "样表.txt")


def test_final_accounts_are_named() -> None:
    accounts = (
        DOCUMENT.decode().replace("部门预算公开", "年度部门决算公开").replace("收支总体情况表", "收入支出决算总表")
    )
    accounts = accounts.replace("支出总体情况表", "支出决算表").replace("收入总体情况表", "收入决算表")
    with pytest.raises(ReadError, match="决算"):
        read_bytes(accounts.encode(), "x.txt")


def test_a_file_cut_in_the_middle_opens_in_part() -> None:
    half = read_bytes(DOCUMENT[: len(DOCUMENT) // 4], "半.txt")
    whole = read_bytes(DOCUMENT, "整.txt")
    assert 0 < len(half.tables) < len(whole.tables)
    assert half.meta.entity == whole.meta.entity


def test_repeated_codes_are_kept_and_told() -> None:
    lines = DOCUMENT.decode().split("\n")
    at = next(i for i, line in enumerate(lines) if line.startswith("207\t\t\t"))
    lines.insert(at + 1, lines[at])
    budget = read_bytes("\n".join(lines).encode(), "x.txt")
    assert any(note.rule == "read.twice" for note in budget.notes)


def test_a_reading_can_be_cancelled() -> None:
    def progress(done: int, total: int) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        read(Blob("x.txt", b"a\n" * 50_000 + DOCUMENT), progress=progress)


def test_two_files_of_one_document_join() -> None:
    lines = DOCUMENT.decode().split("\n")
    begins = next(i for i, line in enumerate(lines) if line.startswith("第三部分") and i > 60)
    tables, prose = "\n".join(lines[:begins]).encode(), "\n".join(lines[begins:]).encode()
    joined = read(Blob("表.txt", tables), Blob("文.txt", prose))
    whole = read_bytes(DOCUMENT, "x.txt")
    assert [t.kind for t in joined.tables if t.kind != "goals"] == [t.kind for t in whole.tables if t.kind != "goals"]
    assert joined.meta.fiscal_year == whole.meta.fiscal_year
    assert len(joined.sections) >= len(whole.sections)


@settings(max_examples=60)
@given(st.data())
def test_mutated_documents_never_raise_anything_else(data: st.DataObject) -> None:
    mutated = bytearray(DOCUMENT)
    for _ in range(data.draw(st.integers(1, 12))):
        at = data.draw(st.integers(0, len(mutated) - 40))
        kind = data.draw(st.integers(0, 3))
        if kind == 0:
            mutated[at] = data.draw(st.integers(0, 255))
        elif kind == 1:
            del mutated[at : at + data.draw(st.integers(1, 4000))]
            mutated += b" " * 50
        elif kind == 2:
            mutated[at:at] = data.draw(
                st.sampled_from([b"\t", b"\n", b"\t\t\t", "合计".encode(), b"99,99", "※\t1\t2".encode(), b"\x1b[2J"])
            )
        else:
            mutated[at:at] = mutated[at : at + 300]
    try:
        budget = read_bytes(bytes(mutated), "x.txt")
    except ReadError:
        return
    for table in budget.tables:
        assert not any("\x1b" in text for row in table.grid for text in row.texts)


def test_prose_without_its_tables_says_how_both_are_read() -> None:
    whole = text(2026)
    prose = (
        "云溪市（虚构）文化广电和旅游局\n2026年部门预算公开\n\n"
        + whole[whole.rindex("第三部分") : whole.rindex("绩效")]
    )
    lines = [line for line in prose.splitlines() if "\t" not in line]
    budget = read_bytes("\n".join(lines).encode(), "文.txt")
    assert not budget.tables
    assert any("--merge" in note.message for note in budget.notes if note.rule == "read.empty")
