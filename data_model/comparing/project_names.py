"""What makes two project names the same project: years, document numbers and prefixes of funds set apart. Apart from align.py because
search and goals may ask the same question."""

from __future__ import annotations

import re
from functools import lru_cache

from data_model.text import fold

_PATTERNS = {
    # `乌财行(2025)204号` after folding; the place and department before the bracket belong to the number
    "number": r"[\u4e00-\u9fff]{0,8}\((?:19|20)[0-9]{2}\)\s*第?[0-9]{1,5}\s*号(?:文(?:件)?)?",
    "passing": (
        r"^关于|(?:关于)?(?:提前)?(?:下达|拨付|安排|预拨|清算|追加|调整)(?=(?:中央|自治区|省|市|区|县)|(?:19|20)[0-9]{2})"
        r"|(?:预算)?的?通知$"
    ),
    "year": r"(?:19|20)[0-9]{2}(?:[-—~至](?:19|20)?[0-9]{2})?(?:年度|年)?",
    "prefix": r"^[^—\-]{2,8}(?:—|--?)(?=.{3})",
    "marks": r"[《》\"'“”、，。,.·:：()\s]",
    "numbering": r"^(?:其中[:：]|[一二三四五六七八九十]{1,3}、|\([一二三四五六七八九十0-9]{1,3}\)|[0-9]{1,2}[、.](?![0-9]))+",
}


_SIGNS = {"number": "号", "passing": "关下拨安预清追调通", "year": "12", "prefix": "-—"}
"""One of these characters stands in whatever a pattern matches: most names have none, and a look is cheaper than a search."""


def _without(text: str, *names: str) -> str:
    """`text` without what the named patterns match; they are compiled when first needed, since most comparisons need none."""
    for name in names:
        signs = _SIGNS.get(name)
        if signs is None or any(sign in text for sign in signs):
            text = re.sub(_PATTERNS[name], "", text)
    return text


@lru_cache(maxsize=16384)
def core(name: str) -> str:
    """The name without years, 文号, fund prefix, `关于下达…的通知`, numbering and marks: `稳定调节基金—乌财科教（2022）84号关于提前下达2023年中央
    补助…的通知` -> `中央补助…`. A name that consists of nothing else stays folded as it is."""
    folded = fold(name)
    bare = _without(folded, "numbering", "prefix", "number", "passing", "year", "passing", "marks")
    return bare if len(bare) >= 2 else folded


def plain(name: str) -> str:
    """A subject's name as matching sees it: folded, without numbering and 其中：."""
    return _without(fold(name), "numbering")
