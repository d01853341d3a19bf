"""Documents of every format with something written into every place they have: for tests that look where it comes out again."""

from __future__ import annotations

import io
import json
import zipfile
from typing import Any

import xlsxwriter

from data_model.native import dumps
from tests.data_model.goal_maker import HEAD, ROWS, top
from tests.data_model.readers.pdf_maker import PdfPage, pdf
from tests.data_model.readers.test_workbook import ods
from tests.invented import invented, invented_text

PLACES = ("云溪市财政局（虚构）", "2026年部门预算公开", "部门支出总体情况表", "科目名称", "住房公积金", "绩效评价服务", "主要职能", "负责本市财政收支管理",
          "关于2026年收支预算情况的总体说明", "单位：万元", "项目支出")  # fmt: skip
"""Words of the invented budget: body, title, title of a table, heading, cell, project, section, prose, unit, measure."""
SKIPPED = frozenset({"format", "amount", "step", "unit", "status", "role", "verdict", "prior_base", "code", "total", "appropriated", "other", "expected", "found",
                     "difference", "tolerance", "prior_amount", "prior_change", "sha256", "kind", "phase", "line", "side"})  # fmt: skip
"""Fields of our JSON that hold no text, or what the document is known by."""


def every(planted: str) -> dict[str, bytes]:
    """File name -> document: `planted` in each place of a text, and in all places at once of the other formats."""
    made = {f"{n}.txt": text(place, planted) for n, place in enumerate(PLACES)}
    return made | {"goals.txt": goals(planted), "a.html": page(planted), "a.xlsx": workbook(planted), "a.docx": letter(planted), "a.ods": sheet(planted),
                   "a.pdf": paper(planted), "a.json": native(planted)}  # fmt: skip


def text(place: str, planted: str) -> bytes:
    """The invented budget with something behind one word."""
    assert place in invented_text()
    return invented_text().replace(place, f"{place}（{planted}）").encode()


def goals(planted: str) -> bytes:
    """A goal table with it in every field."""
    form = top(f"绩效评价服务（{planted}）", objective=f"办好夜校。{planted}")
    form[1] = ("项目名称", "", f"绩效评价服务（{planted}）", "", "", "项目负责人", planted, "")
    rows = [tuple(f"{cell}（{planted}）" if cell and not cell.isdecimal() else cell for cell in row) for row in ROWS]
    lines = ["", "2026年项目支出绩效目标表", *("\t".join(row) for row in (*form, HEAD, *rows))]
    return (invented_text() + "\n".join(lines)).encode()


def _lines(planted: str) -> list[list[str]]:
    """The budget as rows of cells; one cell of each table and one paragraph of each section have it."""
    return [line.split("\t") for line in text("住房公积金", planted).decode().splitlines()]


def page(planted: str) -> bytes:
    """HTML: title, description, attributes, comment, script, hidden text, alternative text."""
    parts = []
    for cells in _lines(planted):
        inner = "".join(f"<td title='{planted}'>{cell}</td>" for cell in cells)
        parts.append(f"<table summary='{planted}'><caption>{planted}</caption><tr>{inner}</tr></table>" if len(cells) > 1 else f"<p>{cells[0]}（{planted}）</p>")  # fmt: skip
    head = f"<title>{planted}</title><meta name='author' content='{planted}'><script>var x = '{planted}'</script><!-- {planted} -->"
    foot = f"<p style='display:none'>{planted}</p><img alt='{planted}' src='x'><footer>{planted}</footer>"
    return f"<html><head>{head}</head><body>{''.join(parts)}{foot}</body></html>".encode()


def workbook(planted: str) -> bytes:
    """XLSX: properties, sheet name, header and footer, comment, hidden sheet, defined name, cells."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out)
    names = ("title", "subject", "author", "manager", "company", "category", "keywords", "comments", "status")
    book.set_properties(dict.fromkeys(names, planted))
    book.set_custom_property("联系", planted[:200])
    main = book.add_worksheet("".join(c for c in planted if c not in "[]:*?/\\'")[:31])
    for y, cells in enumerate(_lines(planted)):
        for x, cell in enumerate(cells):
            main.write_string(y, x, cell)
    main.write_string(y + 2, 0, "项目负责人")
    main.write_string(y + 2, 1, planted)
    main.write_comment("A1", planted, {"author": planted[:50]})
    main.set_header(f"&C{planted}"[:200])
    main.set_footer(f"&C{planted}"[:200])
    main.data_validation("B2", {"validate": "any", "input_title": "联系", "input_message": planted[:200]})
    hidden = book.add_worksheet("隐藏")
    hidden.write_string(0, 0, planted)
    hidden.hide()
    book.close()
    return out.getvalue()


_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def letter(planted: str) -> bytes:
    """DOCX: properties, header, footer, comment, footnote, text box, deleted text, cells, paragraphs."""

    def p(words: str) -> str:
        return f"<w:p><w:r><w:t>{words}</w:t></w:r></w:p>"

    body = []
    for cells in _lines(planted):
        row = "".join(f"<w:tc>{p(cell)}</w:tc>" for cell in cells)
        body.append(f"<w:tbl><w:tr>{row}</w:tr></w:tbl>" if len(cells) > 1 else p(cells[0]))
    body.append(
        f"<w:p><w:del><w:r><w:delText>{planted}</w:delText></w:r></w:del><w:ins><w:r><w:t>{planted}</w:t></w:r></w:ins></w:p>"
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:

        def put(name: str, tag: str, inner: str) -> None:
            archive.writestr(name, f'<?xml version="1.0" encoding="UTF-8"?><w:{tag} xmlns:w="{_W}">{inner}</w:{tag}>')

        put("word/document.xml", "document", f"<w:body>{''.join(body)}</w:body>")
        put("word/header1.xml", "hdr", p(planted))
        put("word/footer1.xml", "ftr", p(planted))
        put("word/comments.xml", "comments", f'<w:comment w:author="{planted}">{p(planted)}</w:comment>')
        put("word/footnotes.xml", "footnotes", f'<w:footnote w:id="1">{p(planted)}</w:footnote>')
        archive.writestr("docProps/core.xml", f"<x><creator>{planted}</creator><title>{planted}</title></x>")
    return out.getvalue()


def sheet(planted: str) -> bytes:
    """ODS: comment, cells, paragraphs."""
    rows = []
    for cells in _lines(planted):
        inner = "".join(
            f'<table:table-cell office:value-type="string"><office:annotation><text:p>{planted}</text:p></office:annotation><text:p>{cell}</text:p></table:table-cell>'
            for cell in cells
        )
        rows.append(f"<table:table-row>{inner}</table:table-row>")
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(ods("".join(rows)))) as made,
        zipfile.ZipFile(out, "w") as archive,
    ):  # the kind of file stands in plain
        for name in made.namelist():
            archive.writestr(name, made.read(name))
        archive.writestr("meta.xml", f"<x><creator>{planted}</creator></x>")
    return out.getvalue()


def paper(planted: str) -> bytes:
    """PDF: the first two tables, title and prose; on every page a head line and a foot line."""
    pages = []
    for title, rows in (
        ("表3 部门支出总体情况表", (("科目编码", "科目名称", "合计", "基本支出", "项目支出"), ("201", f"一般公共服务支出{planted}", "7.00", "5.00", "2.00"),
                                ("221", "住房保障支出", "1.00", "1.00", ""), ("", "合计", "8.00", "6.00", "2.00"), ("负责人", planted, "", "", ""))),
    ):  # fmt: skip
        one = PdfPage(width=1600)
        one.text(20, 20, f"联系 {planted}")
        for n, words in enumerate(
            ("云溪市财政局（虚构）2026年部门预算公开", f"主要职能{planted}", title, "单位：万元")
        ):
            one.text(40, 60 + 20 * n, words)
        one.table((40, 140, 1200, 1300, 1400, 1500), 160, rows)
        one.text(40, 400, f"2026年部门预算支出8.00万元。{planted}")
        one.text(40, 580, planted)
        pages.append(one)
    return pdf(*pages)


def native(planted: str) -> bytes:
    """Our own JSON, every text of it."""

    def walk(node: Any, key: str = "") -> Any:
        if isinstance(node, dict):
            return {name: walk(value, name) for name, value in node.items()}
        if isinstance(node, list):
            return [walk(value, key) for value in node]
        return f"{node}（{planted}）" if isinstance(node, str) and node and key not in SKIPPED else node

    return json.dumps(walk(json.loads(dumps(invented()))), ensure_ascii=False).encode()
