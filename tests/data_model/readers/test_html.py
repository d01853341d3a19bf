"""A web page as its reader shows it: encodings, layout, spans, what is hidden; and what is refused."""

import random
import time

import pytest

from data_model.readers.html import read_html
from data_model.readers.raw import Cancelled, RawParagraph, RawTable, ReadError


def show(data: bytes | str) -> list[object]:
    document = read_html(data.encode() if isinstance(data, str) else data, "a.html")
    return [i.text if isinstance(i, RawParagraph) else [r.cells for r in i.rows] for i in document.items]


def test_order_headings_and_lines() -> None:
    page = "<html><body>\n<h2>标题</h2>\n<p>一<br>二</p>\n<table>\n<tr><td>甲<td>乙\n<tr><td>1<td>2</table>尾</body>"
    assert show(page) == ["标题", "一", "二", [("甲", "乙"), ("1", "2")], "尾"]
    items = read_html(page.encode(), "a.html").items
    assert isinstance(items[0], RawParagraph)
    assert items[0].heading
    assert isinstance(items[3], RawTable)
    assert [items[0].place.line, items[1].place.line, *(r.place.line for r in items[3].rows)] == [2, 3, 5, 6]


def test_spans() -> None:
    page = "<table><tr><td colspan=2>科目<td rowspan=2>合计<tr><td>类<td>款<tr><td>201<td>03<td>60.00</table>"
    (table,) = read_html(page.encode(), "a").items
    assert isinstance(table, RawTable)
    assert [row.cells for row in table.rows] == [("科目", "", "合计"), ("类", "款", ""), ("201", "03", "60.00")]
    assert table.spans == {(0, 0): (1, 2), (0, 2): (2, 1)}


@pytest.mark.parametrize("label", ["gb2312", "GBK", "gb18030", "utf-8"])
def test_declared_encodings(label: str) -> None:
    encoding = "utf-8" if label == "utf-8" else "gb18030"
    page = f'<meta http-equiv="Content-Type" content="text/html; charset={label}"><p>㐂预算</p>'  # 㐂 is in no gb2312
    assert show(page.encode(encoding)) == ["㐂预算"]


def test_other_encodings() -> None:
    assert show("<p>预算</p>".encode("gb18030")) == ["预算"]
    assert show("<p>预算</p>".encode("utf-16")) == ["预算"]
    assert show("<meta charset=utf-8><p>预算</p>".encode("gb18030")) == ["预算"]  # the label lies
    assert show(b"<meta charset=nonsense><p>" + "预算".encode()) == ["预算"]
    assert show('<?xml version="1.0" encoding="gb2312"?><html><p>预算</p></html>'.encode("gb18030")) == ["预算"]


def test_a_gb2312_label_means_gb18030_even_where_the_bytes_would_be_utf_8() -> None:
    character = b"\xc4\x85"  # a character GBK added; as UTF-8 it is a Polish letter
    assert show(b"<meta charset=gb2312><p>" + character) == [character.decode("gb18030")]


def test_hidden_parts_and_controls_are_left_out() -> None:
    page = (
        "<head><title>t</title><style>a{}</style></head><script>var a='<p>x</p>'</script><p style='DISPLAY : none'>藏</p>"
        "<p hidden>藏</p><!-- 注 --><noscript>n</noscript><button>b</button><p>见&nbsp;&lt;甲&gt;&amp;</p>"
        "<table><tr style='display:none'><td>藏<td>藏<tr><td>1<td style='display:none'>9<td>2</table>"
    )
    assert show(page) == ["见 <甲>&", [("1", "2")]]


def test_wraps_in_cells_and_in_the_source() -> None:
    page = (
        "<p>一般\n  公共</p><table><tr><td>一般<br>公共</td><td>4,011.7<br>9</td><td><p>a</p><p>b</p></td><td>x</table>"
    )
    assert show(page) == ["一般公共", [("一般公共", "4,011.79", "a b", "x")]]


def test_layout_tables_dissolve() -> None:
    inner = "<table><tr><td>甲<td>1<tr><td>乙<td>2</table>"
    page = f"<table><tr><td>导航<td>首页<tr><td colspan=2>前{inner}后</table>"
    assert show(page) == ["导航", "首页", "前", [("甲", "1"), ("乙", "2")], "后"]


def test_head_foot_and_caption() -> None:
    page = "<table><caption>标题</caption><tfoot><tr><td>总计<td>3</tfoot><tbody><tr><td>甲<td>1</tbody><thead><tr><th>项<th>数</thead></table>"
    assert show(page) == ["标题", [("项", "数"), ("甲", "1"), ("总计", "3")]]


def test_malformed_and_absurd_markup_stays_bounded() -> None:
    begin = time.monotonic()
    assert show("<table><tr><td colspan=1000000000 rowspan=999999999>甲<tr><td>x<tr><td>1<td>2</table>")
    assert show("<div>" * 5000 + "<p>深") is not None
    assert show("<p>一<table><tr><td>甲<td>1</p><p>二") != []
    assert show("<table>" + "<tr><td colspan=1000>甲" * 300 + "</table>") == [[("甲",)] * 300]
    assert show("<br>" * 100_000 + "<p>末") == ["末"]
    assert show("<tr><td>甲</td></tr>") == ["甲"]
    assert time.monotonic() - begin < 20


def test_tables_nested_beyond_reason_are_refused() -> None:
    with pytest.raises(ReadError, match="嵌套") as caught:
        read_html(b"<table><tr><td>" * 45 + b"x", "a")
    assert caught.value.remedy


@pytest.mark.parametrize("data", [b"", b"<!-- -->", b"\0 \0"])
def test_a_page_without_anything(data: bytes) -> None:
    with pytest.raises(ReadError):
        read_html(data, "a")


def test_progress_may_cancel() -> None:
    def stop(done: int, total: int) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        read_html(b"<p>x", "a", stop)


def test_damaged_bytes() -> None:
    good = "<meta charset=gbk><p>前<table><tr><td colspan=2>甲<tr><td>1<td>2</table>".encode("gbk")
    dice = random.Random(2)
    for _ in range(200):
        data = bytearray(good)
        for _ in range(dice.randint(1, 8)):
            data[dice.randrange(len(data))] = dice.randrange(256)
        try:
            read_html(bytes(data), "a")
        except ReadError:
            continue
