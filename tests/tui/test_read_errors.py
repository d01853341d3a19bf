"""Why a file cannot be read is told in the language of the screen: every code has words in both, with the same values."""

from __future__ import annotations

import pickle
import re
from pathlib import Path

import pytest

from data_model.forms import OTHER_GENRES
from data_model.read_errors import WORDS, ReadError
from tests.tui.commandline import ROOT, run
from tui.texts import choose, error_words, language
from tui.texts.en_read import READ as ENGLISH
from tui.texts.zh_read import READ as CHINESE


def test_every_code_has_words_in_both_languages() -> None:
    assert set(CHINESE) == set(ENGLISH)
    for key, words in CHINESE.items():
        assert sorted(re.findall(r"{(\w+)}", words)) == sorted(re.findall(r"{(\w+)}", ENGLISH[key])), key
        assert ENGLISH[key].strip()
    assert {f"genre.{genre}" for genre, _ in OTHER_GENRES} <= set(ENGLISH)


def test_every_code_that_is_raised_has_words_and_every_word_is_raised() -> None:
    text = "".join(
        path.read_text(encoding="utf-8") for folder in ("data_model", "tui") for path in (ROOT / folder).rglob("*.py")
    )
    raised = set(re.findall(r'(?:ReadError|NotNative)\(\s*"(\w+)"', text))
    assert raised <= set(WORDS)
    assert set(WORDS) - raised <= {"empty", "binary", "image", "zip"}, "these are named by their kind"


def test_an_error_survives_another_process() -> None:
    error = pickle.loads(pickle.dumps(ReadError("pdf_pages", "a.pdf", pages=9, most=3)))
    assert (error.code, error.place, error.values) == ("pdf_pages", "a.pdf", {"pages": 9, "most": 3})
    assert "9" in error.cause
    assert error.remedy


@pytest.mark.parametrize("chosen", ["zh", "en"])
def test_words_of_a_genre(chosen: str) -> None:
    before = language()
    try:
        choose(chosen)
        cause, remedy = error_words(ReadError("genre", genre="决算"))
        assert {"zh": "决算", "en": "final accounts"}[chosen] in cause
        assert remedy
    finally:
        choose(before)


def test_the_command_line_speaks_english(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / "broken.json").write_bytes(b'{"a": \n')
    done = run("summary", "empty.txt", "broken.json", "nothing.pdf", ".", "--lang", "en", cwd=tmp_path)
    assert done.code == 2
    assert done.err.isascii(), done.err
    assert "the file is empty" in done.err
    assert "line" in done.err
    assert "no such file" in done.err
