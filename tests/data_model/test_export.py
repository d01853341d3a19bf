"""What leaves the program: every fact once, amounts in 元, nothing a spreadsheet or a browser would run."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from collections import Counter
from dataclasses import replace
from decimal import Decimal
from importlib.resources import files
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data_model.amount import format_yuan, parse_yuan
from data_model.budget import PLACELESS, Budget, Cell, Place, Row
from data_model.export import FORMATS, HEADER, csv_text, defused, escaped, export, markdown, schema, scope_of
from data_model.native import load
from data_model.reading import read, read_bytes
from tests.invented import invented
from tests.shared import XINJIANG, gold, needs_shared

HOSTILE = '=HYPERLINK("http://evil.example","x")'


def _rows(budget: Budget) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(csv_text(budget))))


def _hostile() -> tuple[Budget, Budget]:
    return invented(("财政信息系统运行维护", "@SUM(1+1)*cmd|' /C calc'!A0")), invented(("预算公开检查", HOSTILE))


# --- CSV ---------------------------------------------------------------------------------------------------------------------


def test_the_header_is_the_promised_one() -> None:
    promised = "entity,fiscal_year,table,code,name,project,measure,amount,printed,status,origin,line,unit,step,kind,phase,scope"  # fmt: skip
    assert csv_text(invented()).split("\n")[0] == promised == ",".join(HEADER)


def test_every_fact_is_one_line() -> None:
    budget = invented()
    wanted = Counter((t.kind, r.code, r.project, m, format_yuan(c.fen), c.printed) for t, r, m, c in budget.facts())
    rows = _rows(budget)
    assert (
        Counter((r["table"], r["code"], r["project"], r["measure"], r["amount"], r["printed"]) for r in rows) == wanted
    )
    assert len(rows) == sum(table.figures for table in budget.tables) == 176


def test_a_fact_tells_everything_about_itself() -> None:
    (row,) = (r for r in _rows(invented()) if r["project"] == "绩效评价服务" and r["measure"] == "goods_services")
    assert row == {
        "entity": "云溪市财政局（虚构）", "fiscal_year": "2026", "table": "projects", "code": "2010602",
        "name": "一般行政管理事务", "project": "绩效评价服务", "measure": "goods_services", "amount": "500000.00",
        "printed": "50.00", "status": "printed", "origin": "yunxi_2026.txt:150", "line": "", "unit": "万元",
        "step": "100.00", "kind": "部门", "phase": "预算", "scope": "general_public",
    }  # fmt: skip


def test_lines_without_a_code_have_their_key() -> None:
    keys = {r["line"]: r["amount"] for r in _rows(invented()) if r["table"] == "balance" and r["measure"] == "revenue"}
    assert keys["current.general_public.own"] == "9500000.00"
    assert keys["carryover.appropriation"] == "200000.00"


def test_an_ambiguous_figure_has_no_measure() -> None:
    budget = invented()
    table = budget.tables[2]
    row = replace(table.rows[0], cells={}, ambiguous=(Cell(100, "0.01", -1, "ambiguous", "", ("basic", "project")),))
    budget = replace(budget, tables=(replace(table, rows=(row,)),))
    (only,) = _rows(budget)
    assert (only["measure"], only["status"], only["amount"]) == (PLACELESS, "ambiguous", "1.00")


@pytest.mark.parametrize(
    ("kind", "measure", "side", "scope"),
    [
        ("expenditure", "total", "", "expenditure"),
        ("general_public", "basic", "", "general_public"),
        ("appropriation", "general_public", "expenditure", "general_public"),
        ("appropriation", "total", "expenditure", "appropriation"),
        ("balance", "revenue", "revenue", "revenue"),
        ("balance", "expenditure", "expenditure", "expenditure"),
        ("revenue", "total", "", "revenue"),
        ("revenue", "state_capital_transfer", "", "state_capital"),
        ("three_public", "total", "", "appropriation"),
        ("three_public", "general_public", "", "general_public"),
        ("carryover", "appropriation_project", "", "appropriation"),
        ("other:某表", "金额", "", ""),
    ],
)
def test_the_scope_is_the_fund_of_the_figure(kind: str, measure: str, side: str, scope: str) -> None:
    assert scope_of(kind, measure, side) == scope


def test_the_origin_of_a_cell_in_a_sheet_is_its_address() -> None:
    budget = invented()
    table = budget.tables[2]
    row = replace(table.rows[0], place=Place("a.xlsx", sheet="表3", row=7), cells={"total": Cell(100, "0.01", 4)})
    (only,) = _rows(replace(budget, tables=(replace(table, rows=(row,)),)))
    assert only["origin"] == "a.xlsx!表3!E7"


def test_line_ends_and_byte_order_mark() -> None:
    plain = export(invented(), "csv")
    assert b"\r" not in plain
    assert plain.startswith(b"entity,")
    assert export(invented(), "csv", bom=True) == b"\xef\xbb\xbf" + plain


@pytest.mark.parametrize(
    "text", ["=1+1", "+x", "-x", "@x", "\tx", "－某项目", "＝SUM(A1)", "- 1、某项", "-1+2", "=-5.00", "+②", "-5)", "+("]
)
def test_formulas_are_defused(text: str) -> None:
    assert defused(text) == "'" + text


@pytest.mark.parametrize("text", ["-5.00", "+5.00", "-1,129.51", "1,129.51", "一、某项", "", "a=b", "（5.00）"])
def test_figures_and_names_are_left_alone(text: str) -> None:
    assert defused(text) == text


@given(st.text())
def test_no_cell_begins_like_a_formula_unless_it_is_a_figure(text: str) -> None:
    assert not re.match(r"[=@\t\r]", defused(text))
    if re.match(r"[+-]", defused(text)):
        assert re.fullmatch(r"[+-][0-9０-９][0-9.,０-９．，]*", text)


@given(st.integers(-(10**20), 10**20))
def test_amounts_are_exact_in_both_directions(fen: int) -> None:
    assert parse_yuan(format_yuan(fen)) == fen
    assert Decimal(format_yuan(fen)) * 100 == fen


@pytest.mark.shared
@needs_shared
@pytest.mark.parametrize(("name", "count"), [("ergong_2026_dept", 443), ("govoffice_2026_unit", 167)])
def test_the_csv_holds_every_printed_amount_of_the_published_texts(name: str, count: int) -> None:
    rows = _rows(read(XINJIANG / f"{name}.txt"))
    found = Counter(
        (r["table"], r["code"], r["name"], r["project"], r["measure"], r["amount"], r["origin"]) for r in rows
    )

    def truth(printed: bool) -> Counter[tuple[str, ...]]:
        return Counter(
            (f["table"], f["code"], f["name"], f["project"], f.get("printed_measure", f["measure"]) if printed else f["measure"],
             f"{Decimal(f['amount']) * 10000:.2f}", f"{name}.txt:{f['line']}")
            for f in gold(name)["facts"]
        )  # fmt: skip

    assert len(rows) == count
    assert found in (truth(True), truth(False))


# --- Markdown ----------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    ["<script>alert(1)</script>", "[x](javascript:alert(1))", "![x](http://e/x.png)", "a|b", "`rm`", "*x*", "# x", "1. x",
     "http://e.example", "www.e.example", "a@e.example", "<!-- -->", "&lt;script&gt;", "\\", "~~x~~", "$x$"],
)  # fmt: skip
def test_nothing_of_a_document_is_markup_link_or_script(text: str) -> None:
    out = escaped(text)
    bare = re.sub(r"\\[!-/:-@\[-`{-~]|&(?:lt|gt|amp);", "", out)
    assert not re.search(r"[<>|`*\[\]#&@$~\\]", bare)
    assert not re.search(r"(?i)https?:|javascript:|www\.|^[0-9]+\. ", bare)


def test_markdown_has_every_table_with_its_cells_as_printed() -> None:
    budget = invented()
    text = markdown(budget)
    assert text.startswith("# 云溪市财政局（虚构） 2026年部门预算公开\n")
    assert text.count("\n## ") == 12
    assert "| 201 | 06 | 01 | 行政运行 | 500.00 | 500.00 |  |" in text
    assert "此表为空表" in text
    widths = [line.replace("\\|", "").count("|") for line in text.splitlines() if line.startswith("|")]
    tables = [len(table.columns) + 1 for table in budget.tables for _ in range(2 + len(table.grid) - table.head)]
    assert widths == tables


def test_markdown_escapes_what_a_document_smuggles_in() -> None:
    text = markdown(invented(("预算公开检查", "<img src=x>|[a](http://b)")))
    assert "<img" not in text
    assert "[a](" not in text
    assert "&lt;img src=x&gt;\\|\\[a\\](http\\://b)" in text


# --- XLSX --------------------------------------------------------------------------------------------------------------------

_NS = {"m": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}


def _sheets(data: bytes) -> dict[str, list[list[tuple[str, str]]]]:
    """Sheet name -> rows of (type, text): type `s` a string, `n` a number."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        strings = [
            "".join(t.text or "" for t in item.iter(f"{{{_NS['m']}}}t"))
            for item in ElementTree.fromstring(archive.read("xl/sharedStrings.xml"))
        ]
        names = [s.attrib["name"] for s in ElementTree.fromstring(archive.read("xl/workbook.xml")).iterfind("m:sheets/m:sheet", _NS)]  # fmt: skip
        out = {}
        for number, name in enumerate(names, start=1):
            root = ElementTree.fromstring(archive.read(f"xl/worksheets/sheet{number}.xml"))
            assert not root.findall(".//m:f", _NS)
            assert not root.findall(".//m:hyperlink", _NS)
            out[name] = [
                [
                    ("s", strings[int(cell.findtext("m:v", "", _NS))]) if cell.get("t") == "s" else ("n", cell.findtext("m:v", "", _NS))
                    for cell in row.iterfind("m:c", _NS)
                ]
                for row in root.iterfind(".//m:row", _NS)
            ]  # fmt: skip
    return out


def test_a_workbook_has_the_facts_as_numbers_and_every_table() -> None:
    budget = invented()
    sheets = _sheets(export(budget, "xlsx"))
    assert list(sheets)[:3] == ["facts", "表1 部门收支总体情况表", "表2 部门收入总体情况表"]
    assert len(sheets) == 13
    facts = sheets["facts"]
    assert [text for _, text in facts[0]] == list(HEADER)
    assert len(facts) == 177
    at = HEADER.index("amount")
    assert all(row[at][0] == "n" for row in facts[1:])
    assert sum(int(Decimal(row[at][1]) * 100) for row in facts[1:]) == sum(c.fen for *_, c in budget.facts())
    assert all(
        kind == "s" for row in facts[1:] for i, (kind, _) in enumerate(row) if HEADER[i] not in ("amount", "step")
    )
    printed = {text for row in sheets["表3 部门支出总体情况表"] for _, text in row}
    assert {"1,000.00", "行政运行", "支出预算"} <= printed


def test_a_workbook_never_calculates_a_text() -> None:
    sheets = _sheets(export(invented(("预算公开检查", HOSTILE)), "xlsx"))
    texts = [text for rows in sheets.values() for row in rows for _, text in row if "HYPERLINK" in text]
    assert texts
    assert all(text.startswith("'=") for text in texts)


def test_a_workbook_survives_odd_titles_and_huge_amounts() -> None:
    budget = invented()
    first = budget.tables[0]
    huge = Row("", "x", {"revenue": Cell(10**17 + 1, "1")}, Place("a"), side="revenue")
    odd = replace(first, title="[a]:*?/\\'" + "很长的标题" * 20, number="", rows=(huge,))
    sheets = _sheets(export(replace(budget, tables=(odd, odd, odd)), "xlsx"))
    assert len({name.casefold() for name in sheets}) == 4
    assert all(len(name) <= 31 for name in sheets)
    assert ("s", "1000000000000000.01") in sheets["facts"][1]


@pytest.mark.parametrize("name", ["ergong_2026", "wanli_2025", "yunxi_2026"])
def test_a_workbook_reads_back_to_the_same_figures(name: str) -> None:
    budget = load((files("sample_data") / f"{name}.json").read_bytes())
    again = read_bytes(export(budget, "xlsx"), "again.xlsx")
    assert (again.meta.entity, again.meta.fiscal_year, again.meta.kind) == (
        budget.meta.entity, budget.meta.fiscal_year, budget.meta.kind,
    )  # fmt: skip
    assert _facts_of(again) == _facts_of(budget)


def _facts_of(budget: Budget) -> list[tuple[str, ...]]:
    kept = ("table", "code", "name", "project", "measure", "amount", "line")
    return [tuple(one[key] for key in kept) for one in _rows(budget)]


def test_the_same_budget_makes_the_same_bytes() -> None:
    for form in FORMATS:
        assert export(invented(), form) == export(invented(), form)
    with zipfile.ZipFile(io.BytesIO(export(invented(), "xlsx"))) as archive:
        assert b"2000-01-01T00:00:00Z" in archive.read("docProps/core.xml")  # not the clock


# --- hostile texts, all formats ----------------------------------------------------------------------------------------------


def test_hostile_names_are_harmless_in_csv() -> None:
    for budget in _hostile():
        cells = [cell for row in csv.reader(io.StringIO(csv_text(budget))) for cell in row]
        assert not [cell for cell in cells if cell[:1] in "=@+-\t" and cell and not re.fullmatch(r"-?[0-9.,]+", cell)]


def test_persons_never_leave() -> None:
    budget = replace(invented(), persons={("●●●", ("●●●",)): [("张三",)]})
    for form in ("csv", "json", "markdown"):
        assert "张三" not in export(budget, form).decode()


def test_an_unknown_format_is_refused() -> None:
    with pytest.raises(KeyError):
        export(invented(), "pdf")


def test_the_schema_is_shipped_and_speaks_of_version_1() -> None:
    assert schema()["properties"]["format"] == {"const": "yusuan-budget"}
    assert json.loads(export(invented(), "json"))["meta"]["version"] == 1
