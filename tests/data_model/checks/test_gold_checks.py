"""The published documents against the hand-made truth: what must be raised, what must stay silent, and no false 不符."""

from __future__ import annotations

from functools import lru_cache

import pytest

from data_model.budget import Budget, Finding
from data_model.checks import check
from data_model.evidence import counts
from data_model.reading import read
from tests.shared import SHARED, XINJIANG, gold, needs_shared

pytestmark = needs_shared


@lru_cache(maxsize=12)
def _checked(path: str) -> tuple[Budget, tuple[Finding, ...]]:
    budget = read(SHARED / "disclosures" / path)
    return budget, tuple(check(budget))


RAISED = {
    "ergong-1": ("N12.name", "巡逻员"), "ergong-2": ("N12.name", "2.34"), "ergong-3": ("N12.name", "7.05"),
    "ergong-4": ("N12.name", "民办事实事"), "ergong-5": ("N12.name", "4.67"), "ergong-6": ("N12.class", "一般公共预算服务支出"),
    "ergong-7": ("X9.count", "11+1"), "ergong-10": ("G.period", "273.31"), "ergong-11": ("N14.brackets", "【"),
    "govoffice-1": ("N12.class", "一般公共预算服务支出"), "govoffice-2": ("N14.twice", "和运行"),
    "yananbeilu-1": ("G.people", "61.20"), "yananbeilu-2": ("G.name", "党支部"), "yananbeilu-3": ("G.term", "网络"),
    "yananbeilu-4": ("N14.twice", "退休"), "yananbeilu-5": ("N12.name", "服务运转经费"), "yananbeilu-7": ("G.people", "240"),
    "yananbeilu-8": ("N14.slip", "工人数"),
}  # fmt: skip
"""Findings of the truth -> the rule that raises each, and words of its sentence."""
NAMES = ("ergong_2026_dept", "govoffice_2026_unit", "yananbeilu_2024_dept")


@pytest.mark.parametrize("name", NAMES)
def test_what_is_real_or_wording_is_raised(name: str) -> None:
    _, findings = _checked(f"xinjiang/{name}.txt")
    wanted = [f for f in gold(name)["findings"] if f["grade"] in ("real", "wording") and f["confidence"] != "low"]
    raised = []
    for truth in wanted:
        rule, words = RAISED.get(truth["id"], ("", ""))
        raised.append(any(f.rule == rule and words in f.message for f in findings))
    real = [found for truth, found in zip(wanted, raised, strict=True) if truth["grade"] == "real"]
    assert all(real)
    assert sum(raised) >= 0.8 * len(raised), [t["id"] for t, found in zip(wanted, raised, strict=True) if not found]


@pytest.mark.parametrize("name", NAMES)
def test_nothing_is_called_a_mismatch(name: str) -> None:
    _, findings = _checked(f"xinjiang/{name}.txt")
    assert [f.message for f in findings if f.verdict == "mismatch"] == []


@pytest.mark.parametrize(
    ("name", "rounding"), [("ergong_2026_dept", 40), ("govoffice_2026_unit", 9), ("yananbeilu_2024_dept", 1)]
)
def test_rounding_is_counted_apart(name: str, rounding: int) -> None:
    budget, _ = _checked(f"xinjiang/{name}.txt")
    assert counts(budget).mismatch == 0
    assert counts(budget).rounding == rounding


def test_what_has_an_explanation_is_silent() -> None:
    _, findings = _checked("xinjiang/govoffice_2026_unit.txt")
    assert not any("250.74" in f.message or ("92.27" in f.message and f.verdict == "wording") for f in findings)
    _, findings = _checked("xinjiang/ergong_2026_dept.txt")
    assert not any("206.52" in f.message and f.verdict not in ("ok", "rounding") for f in findings)
    _, findings = _checked("xinjiang/yananbeilu_2024_dept.txt")
    assert not any(f.rule == "N5.empty" for f in findings)


@pytest.mark.parametrize(
    "path",
    [
        "jiangsu/renda_2019_tables.pdf",
        "shanghai/shangwu_2025_dept.pdf",
        "shanghai/shangwu_2025_unit.pdf",
        "shanghai/wanli_2025_dept.pdf",
    ],
)
def test_shanghai_and_jiangsu_agree_with_themselves(path: str) -> None:
    budget, findings = _checked(path)
    assert counts(budget).mismatch == 0
    assert [f.message for f in findings if f.verdict == "mismatch"] == []


def test_jiangsu_percents() -> None:
    _, findings = _checked("jiangsu/jianchayuan_2018_full.pdf")
    wrong = [f.message for f in findings if f.verdict == "mismatch"]
    assert len(wrong) == 3
    for printed, right in (("21.95%", "22.00%"), ("0.06%", "0.60%"), ("0.66%", "6.60%")):
        assert any(f"写 {printed}" in m and m.endswith(right) for m in wrong)
    hints = [f.message for f in findings if f.verdict == "hint"]
    for cut in ("9.1%", "36.58%"):
        assert any(f"写 {cut}" in m and "截去了尾数" in m for m in hints)
    assert any("3,959.28" in f.message and "3,958.98" in f.message for f in findings if f.rule == "N8.changes")
    _, findings = _checked("jiangsu/renda_2018_full.pdf")
    assert ["1312.56%" in f.message for f in findings if f.verdict == "mismatch"] == [True]


def test_shanghai_empty_note_and_two_amounts() -> None:
    _, findings = _checked("shanghai/wanli_2024_dept.pdf")
    (empty,) = [f.message for f in findings if f.rule == "N5.empty"]
    assert "47.91" in empty
    assert "443.18" in empty
    (two,) = [f.message for f in findings if f.rule == "N8.amounts"]
    assert "350.35" in two
    assert "352.67" in two
    assert [f.found for f in findings if f.verdict == "mismatch"] == [352_670_000]


def test_a_pdf_says_what_its_text_says() -> None:
    assert XINJIANG.is_dir()
    rules = {
        kind: sorted(
            f.rule for f in _checked(f"xinjiang/ergong_2026_dept.{kind}")[1] if f.verdict in ("mismatch", "wording")
        )
        for kind in ("txt", "pdf")
    }
    assert rules["txt"] == rules["pdf"]
