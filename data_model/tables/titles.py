"""Which table is it: titles normalised, captions (number, unit, body, date) recognised. Apart from assemble.py, which joins pieces.

Tables are known by normalised title and header words, never by number (表11 is 上年结转 in 2024 and 委托业务费 in 2026).
"""

from __future__ import annotations

import re
from functools import lru_cache

from data_model.forms import FORMS, OTHER_GENRES
from data_model.text import clean, fold

_YEAR = re.compile(r"(?:19|20)[0-9]{2}年?度?")
_VARYING = re.compile(r"预算主管部门|预算单位|部门|单位|情况|总体|明细|公开|预算|区级|市级|省级|本级|县级|本年")
_NUMBER = re.compile(
    r"^(?:附件?|公开)?(?:表[0-9一二三四五六七八九十]{1,3}(?:-[0-9]+)?|(?:公开)?[0-9]{2}表|(?:公开)?表[0-9]{2}(?:-[0-9]+)?)"
)
_LEADING_NUMBER = re.compile(r"^(?:[(]?[一二三四五六七八九十]+[)]?[、.:]|[0-9]+[、.．)])")
_TRAILING = re.compile(
    r"(?:\((?:部门)?(?:公开)?表[0-9]{1,2}(?:-[0-9]+)?\)|\((?:续|续表|[0-9]+|万元|元|单位[::]?(?:万|亿)?元)\)|续表?)$"
)
_BY_FUNCTION = re.compile(r"\(按?(?:支出)?功能(?:分类)?(?:科目)?\)$")
_BY_ECONOMY = re.compile(r"\(按?(政府)?(?:支出)?经济(?:分类)?(?:科目)?\)$")
"""Which classification a table is by: the functional one goes without saying, the economic one is part of its title."""
UNIT = re.compile(r"单位\s*[::：]\s*[(（]?\s*(?:人民币)?\s*(亿元|百万元|万元|千元|元)")
UNIT_IN_HEADING = re.compile(r"[(（](亿元|百万元|万元|千元|元)[)）]")
BODY = re.compile(
    r"(编制部门|编制单位|预算主管部门|预算单位|填报单位|填报部门|单位名称|部门名称|主管部门|部门|单位)(?:\(盖章\)|（盖章）)?\s*[::：]\s*"
    r"(?![(（]?(?:人民币)?(?:(?:亿|百万|万|千)元|元[)）]?\s*$))(.*?)\s*(?=(?:金额)?单位\s*[::：]\s*[(（]?(?:亿|百万|万|千)?元|$)"
)
SUPERVISED = re.compile(
    r"主管部门(?:名称)?\s*[:：]\s*(\S.*?)\s+((?:编制|填报|预算|基层)?(?:单位|部门)(?:名称)?\s*[:：]\s*(?![(（]?(?:亿|百万|万|千)?元).*)$"
)
"""A line that names the supervising department and the body below it."""
_DISTINGUISHING = re.compile(
    r"收入(?=支出)|财政拨款|一般公共|政府性基金|国有资本|固有资本|三公|基本支出|项目支出|社会保险|政府|决算|经济分类|功能分类|绩效|人员|采购|转移支付"
)
_PAGE_NUMBER = re.compile(r"^[-—–─·\s第]*[0-9]{1,4}[-—–─·\s页]*(?:/[0-9]+)?$")
MAX_TITLE = 60


def normalise_title(text: str) -> str:
    """A title without what varies: blanks, year, numbering, 部门/单位, 情况, 总体, 明细, 预算. `部门收支总体情况表` -> `收支表`."""
    folded = fold(clean(text)).replace("《", "").replace("》", "").strip("-:")
    folded = _YEAR.sub("", _NUMBER.sub("", folded)).lstrip(":-")
    folded = _TRAILING.sub("", _LEADING_NUMBER.sub("", folded))
    if '"三公"' not in folded:
        folded = folded.replace('"三公经费"', "三公经费").replace("三公经费", '"三公"经费')
    return str(_BY_ECONOMY.sub(r"(\1经济分类)", _BY_FUNCTION.sub("", _VARYING.sub("", folded))))


_TITLES = {normalise_title(title): form.kind for form in FORMS for title in form.titles}
_BY_LENGTH = sorted(_TITLES, key=len, reverse=True)


@lru_cache(maxsize=1024)
def kind_of_title(text: str) -> str:
    """The kind a title names, "" when it names none. The body's name may stand before it; distinguishing words may not."""
    if len(text) > MAX_TITLE * 2 or text.rstrip().endswith(("。", "；", "，", ";")):
        return ""
    title = normalise_title(text)
    if title in _TITLES:
        return _TITLES[title]
    for known in _BY_LENGTH:
        if title.endswith(known) and len(known) >= 3:
            foreign = set(_DISTINGUISHING.findall(title)) - set(_DISTINGUISHING.findall(known))
            return "" if foreign else _TITLES[known]
    return ""


def is_title(text: str) -> bool:
    """True for a line that can head a table: short, ends in 表 (and what may follow it), no sentence."""
    folded = fold(clean(text))
    return (
        len(folded) <= MAX_TITLE
        and re.search(r"表(?:\(.{1,20}\))?(?:-[0-9]+)?$", folded) is not None
        and "。" not in folded
    )


def table_number(text: str) -> str:
    """The printed number of a caption (`表 2` -> `表2`, `公开 01 表：…` -> `公开01表`), "" when there is none."""
    folded = fold(clean(text))
    match = _NUMBER.match(folded)
    return match.group() if match else ""


def is_page_furniture(text: str) -> bool:
    """True for page numbers, which fall between the pieces of a table."""
    return _PAGE_NUMBER.match(clean(text)) is not None


def genre_of(texts: list[str]) -> str:
    """The other genre (决算, 政府预算 …) these titles and first lines name, "" for a departmental budget."""
    folded = [fold(text) for text in texts]
    best, most = "", 0
    for genre, words in OTHER_GENRES:
        hits = sum(1 for word in words if any(fold(word) in text for text in folded))
        if hits > most:
            best, most = genre, hits
    return best if most >= 2 or (most and any("年度部门决算" in t or "年度单位决算" in t for t in folded)) else ""
