"""A .docx as its reader shows it: order, merged cells, changes, boxes; and what is refused."""

import io
import random
import zipfile

import pytest

from data_model.readers.raw import Cancelled, RawDocument, RawParagraph, RawTable, ReadError
from data_model.readers.word import read_docx

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"


def docx(body: str, head: str = "", namespace: str = W, **more: str) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        text = f'<?xml version="1.0"?>{head}<w:document xmlns:w="{namespace}" xmlns:mc="{MC}"><w:body>{body}</w:body></w:document>'
        archive.writestr("word/document.xml", text)
        for name, content in more.items():
            archive.writestr(f"word/{name}.xml", content)
    return stream.getvalue()


def p(text: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


def tc(*content: str, properties: str = "") -> str:
    inner = "".join(c if c.startswith("<") else p(c) for c in content) or "<w:p/>"
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inner}</w:tc>"


def tr(*cells: str, properties: str = "") -> str:
    inner = "".join(c if c.startswith("<w:tc>") else tc(c) for c in cells)
    return f"<w:tr><w:trPr>{properties}</w:trPr>{inner}</w:tr>"


def tbl(*rows: str) -> str:
    return "<w:tbl>" + "".join(rows) + "</w:tbl>"


def show(document: RawDocument) -> list[object]:
    return [i.text if isinstance(i, RawParagraph) else [r.cells for r in i.rows] for i in document.items]


def read(body: str, **more: str) -> list[object]:
    return show(read_docx(docx(body, **more), "a.docx"))


def test_paragraphs_and_tables_in_order_with_running_places() -> None:
    document = read_docx(docx(p("前") + "<w:p/>" + tbl(tr("甲", "乙"), tr("1", "2")) + p("后")), "a.docx")
    assert show(document) == ["前", [("甲", "乙"), ("1", "2")], "后"]
    before, table, after = document.items
    assert isinstance(table, RawTable)
    assert isinstance(before, RawParagraph)
    assert isinstance(after, RawParagraph)
    assert [before.place.line, *(row.place.line for row in table.rows), after.place.line] == [1, 2, 3, 4]


def test_merged_cells_have_their_text_top_left() -> None:
    start, on = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    body = tbl(
        tr(tc("科目", properties='<w:gridSpan w:val="2"/>'), tc("合计", properties=start)),
        tr("类", "款", tc(properties=on)),
        tr("201", "03", "60.00"),
    )
    (table,) = read_docx(docx(body), "a").items
    assert isinstance(table, RawTable)
    assert [row.cells for row in table.rows] == [("科目", "", "合计"), ("类", "款", ""), ("201", "03", "60.00")]
    assert table.spans == {(0, 0): (1, 2), (0, 2): (2, 1)}


def test_rows_that_begin_or_end_inside_the_grid() -> None:
    body = tbl(
        tr("甲", "乙", "丙"),
        tr("1", "2", properties='<w:gridBefore w:val="1"/>'),
        tr("3", properties='<w:gridAfter w:val="2"/>'),
    )
    assert read(body) == [[("甲", "乙", "丙"), ("", "1", "2"), ("3", "", "")]]


def test_changes_controls_and_hidden_text() -> None:
    body = (
        "<w:p><w:ins><w:r><w:t>新</w:t></w:r></w:ins><w:del><w:r><w:delText>旧</w:delText><w:tab/><w:t>旧</w:t></w:r></w:del>"
        "<w:moveFrom><w:r><w:t>移</w:t></w:r></w:moveFrom><w:moveTo><w:r><w:t>来</w:t></w:r></w:moveTo>"
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>藏</w:t></w:r><w:hyperlink><w:r><w:t>链</w:t></w:r></w:hyperlink></w:p>"
        f"<w:sdt><w:sdtContent>{p('控件')}{tbl(tr('甲', '乙'), tr('旧', '旧', properties='<w:del/>'))}</w:sdtContent></w:sdt>"
    )
    assert read(body) == ["新来链", "控件", [("甲", "乙")]]


def test_breaks_tabs_and_wrapped_cells() -> None:
    run = "<w:p><w:r><w:t>一</w:t><w:tab/><w:t>二</w:t><w:br/><w:t>三</w:t></w:r></w:p>"
    assert read(run) == ["一\t二", "三"]
    assert read(tbl(tr(tc("一般公", "共预算"), tc("4,011.7", "9")), tr(tc("60.00", "84.14"), "x"))) == [
        [("一般公共预算", "4,011.79"), ("60.00 84.14", "x")]
    ]


def test_text_box_once_after_its_paragraph() -> None:
    box = f"<w:txbxContent>{p('框')}</w:txbxContent>"
    body = (
        "<w:p><w:r><w:t>主</w:t></w:r><w:r><mc:AlternateContent>"
        f"<mc:Choice><w:drawing>{box}</w:drawing></mc:Choice><mc:Fallback><w:pict>{box}</w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r></w:p>"
    )
    assert read(body) == ["主", "框"]


def test_layout_tables_dissolve_and_nested_tables_follow_their_host() -> None:
    inner = tbl(tr("甲", "1"), tr("乙", "2"))
    assert read(tbl(tr(tc("标题", inner, "<w:p/>")))) == ["标题", [("甲", "1"), ("乙", "2")]]
    host = tbl(tr("a", "b"), tr("c", tc("d", inner)), tr("e", "f"))
    assert read(host) == [[("a", "b"), ("c", "d"), ("e", "f")], [("甲", "1"), ("乙", "2")]]


def test_headings_by_style_and_outline() -> None:
    styles = (
        f'<w:styles xmlns:w="{W}"><w:style w:styleId="1"><w:name w:val="heading 1"/></w:style>'
        '<w:style w:styleId="z"><w:name w:val="x"/><w:basedOn w:val="1"/></w:style></w:styles>'
    )
    body = p("甲", '<w:pStyle w:val="z"/>') + p("乙", '<w:outlineLvl w:val="0"/>') + p("丙")
    items = read_docx(docx(body, styles=styles), "a").items
    assert [i.heading for i in items if isinstance(i, RawParagraph)] == [True, True, False]


def test_strict_namespace() -> None:
    assert show(read_docx(docx(p("文"), namespace="http://purl.oclc.org/ooxml/wordprocessingml/main"), "a")) == ["文"]


def test_absurd_spans_are_clipped() -> None:
    wide = tc("甲", properties='<w:gridSpan w:val="99999999"/>')
    assert read(tbl(tr(wide, "乙"), tr("1", "2", "3")))[0][0][0] == "甲"  # type: ignore[index]
    assert read(tbl(tr(wide), tr("1", "2"))) == [[("甲", ""), ("1", "2")]]


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600
DEEP = "".join(["<w:tbl><w:tr><w:tc>"] * 40) + p("x") + "".join(["</w:tc></w:tr></w:tbl>"] * 40)
ENTITY = '<!DOCTYPE a [<!ENTITY x "y">]>'


@pytest.mark.parametrize(
    ("data", "cause"),
    [
        (OLE + "WordDocument".encode("utf-16-le"), "旧版 .doc 不能直接读"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "加密"),
        (b"PK\x03\x04", "损坏"),
        (b"no zip", "损坏"),
        (docx(p("x"))[:-30], "损坏"),
        (docx("<w:p>"), "XML"),
        (docx(p("x"), head=ENTITY), "实体"),
        (docx(DEEP), "嵌套"),
        (docx(p(" " * 60_000_000)), "炸弹"),
    ],
    ids=["doc", "encrypted", "stub", "other", "cut", "broken", "entity", "deep", "bomb"],
)
def test_refused_with_a_cause_and_a_remedy(data: bytes, cause: str) -> None:
    with pytest.raises(ReadError) as caught:
        read_docx(data, "a.docx")
    assert cause in caught.value.cause
    assert caught.value.remedy


def test_progress_may_cancel() -> None:
    def stop(done: int, total: int) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        read_docx(docx(p("x")), "a", stop)


def test_damaged_bytes_end_in_a_read_error_or_a_document() -> None:
    good = docx(p("前") + tbl(tr("甲", "乙"), tr("1", "2")))
    dice = random.Random(1)
    for _ in range(150):
        data = bytearray(good)
        for _ in range(dice.randint(1, 6)):
            data[dice.randrange(len(data))] = dice.randrange(256)
        try:
            read_docx(bytes(data), "a")
        except ReadError:
            continue
