"""The sentences of findings in English: data_model makes them in Chinese, figures and quoted print included; here each is known by its
pattern and told again. Apart from en_terms.py, which knows words; loaded when the first finding is told in English.

What stands between “ ” is print and stays. A sentence without a pattern stays as it was made: nothing is guessed.
"""

from __future__ import annotations

import re
from functools import lru_cache

_N = r"[-+]?[\d,.]+"

WHOLE = (
    # the text against the tables
    (r"(.+?)写“(.*)（([类款项])）”，(\S+) (\S+) 是([类款项])", r"\1 writes “\2 (\3)”, \4 \5 is a \6"),
    (r"(.+?)写“(.*)”，(\S+) (\S+) 印作“(.*)”", r"\1 writes “\2”, \3 \4 prints “\5”"),
    (r"(\S+) 与(.+)的项目名称不同：“(.*)”与“(.*)”，金额都是 (.+)", r"project names differ between \1 and \2: “\3” and “\4”, both \5"),
    (r"(\S+) 与(.+)的项目名称不同：“(.*)”与“(.*)”", r"project names differ between \1 and \2: “\3” and “\4”"),
    (r"写“项目共 (\d+) 个”，项目支出表和基金、国资表列 (\S+) 项（与绩效目标表 (\d+) 张相符，可能合并了项目）",
     r"the text says \1 projects, the project tables list \2 (the goal tables are \3 as well: projects may be put together)"),
    (r"写“项目共 (\d+) 个”，项目支出表和基金、国资表列 (\S+) 项", r"the text says \1 projects, the project tables list \2"),
    (r"写“项目共 (\d+) 个”，绩效目标表有 (\d+) 张", r"the text says \1 projects, there are \2 goal tables"),
    (r"(.+?)写“(.*)”，各表没有这个科目", r"\1 writes “\2”, no table has this subject"),
    (r"(.+)(增加|减少)了，原因却写“(.*)”", r"\1 {\2}, yet the reason says “\3”"),
    (r"(.+)的原因说的是“(.*)”，那是另一个科目", r"the reason of \1 speaks of “\2”, which is another subject"),
    (r"(.+?)的原因写“(.*)”，(\S+) 没有这个项目，相近的是“(.*)”", r"the reason in \1 writes “\2”, \3 has no such project, near it “\4”"),
    (r"同一段里同一科目有两个金额：(.+) 与 (.+)", r"two amounts of one subject in one paragraph: \1 and \2"),
    (r"(.+)今年 (.+)，去年 (.+)，写增减 (.+)", r"\1 this year \2, last year \3, change stated \4"),
    (r"(.+)今年 (.+)，却增加 (.+)：去年不会是负数", r"\1 this year \2, yet an increase of \3: last year cannot be negative"),
    (r"(.+)增减写 (.+)，百分比写 (.+)%：方向相反", r"\1 change stated \2, percent \3%: opposite directions"),
    (r"(.+)去年为 0，增减 (.+)，没有可比的百分比，写的是 (.+)%", r"\1 last year 0, change \2: no percent to compare, \3% is stated"),
    (r"同为 (.+) 万元，(.+)写增减 (.+)，(.+)写 (.+)，相差 (.+)", r"both \1 (10k yuan), \2 states a change of \3, \4 of \5: \6 apart"),
    (r"(.+) (\d+) 个占比相加为 (.+?)%，与 100 差 (.+?)，在四舍五入的容差之内", r"\1 \2 shares add up to \3%, \4 off 100, within rounding"),
    (r"(.+) (\d+) 个占比相加为 (.+?)%，与 100 差 (.+?)", r"\1 \2 shares add up to \3%, \4 off 100"),
    (r"(.+) (\d+) 个占比相加为 (.+?)%", r"\1 \2 shares add up to \3%"),
    # wording
    (r"公开的文本里有 (\d+) 处像是人名、电话或账号，界面上已遮盖；请看是否应当公开",
     r"\1 places of the published text look like names of persons, telephones or accounts, masked on screen; please look whether they should be published"),
    (r"文号的括号有 (\d+) 种写法：(.+)", r"the brackets of document numbers are written in \1 ways: \2"),
    (r"(.*)“(.*)”：(?P<from>像是没有填的空位|像是填写说明没有删去|增减等字眼还没有选定|后面没有写原因或用途)(?:（本段 \d+ 处）)?", r"\1“\2”: {from}"),
    (r"(.*)“(.*)”：“(.*)”应为“(.*)”", r"\1 “\2”: “\3” should be “\4”"),
    (r"(.*)“(.*)”：“(.*)”重复", r"\1 “\2”: “\3” twice"),
    (r"(.*)写“(.*)”：(\d+)年预算应当与 (\d+) 年相比", r"\1 writes “\2”: the budget of \3 should be compared with \4"),
    (r"(.*)写“(.*)”，本文件是 (\d+) 年预算", r"\1 writes “\2”, this is the budget of \3"),
    (r"(.*)写“(.*)年”，(\d+) 年预算通常截至 (\d+) 年", r"\1 writes “\2”, the budget of \3 usually tells as of \4"),
    (r"(\S+) “(.*)”：像是没有填的空位", r"\1 “\2”: looks like a blank not filled in"),
    (r"(.+) 写“(.*)”，(\S+) 却有 (\d+) 个数", r"\1 writes “\2”, yet \3 has \4 figures"),
    (r"(.+) 有 (\d+) 个数（(.+)），注却说“(.*)”；正文另写 (.+)",
     r"\1 has \2 figures (\3), yet its note says “\4”; the text says \5"),
    (r"(.+) 有 (\d+) 个数（(.+)），注却说“(.*)”", r"\1 has \2 figures (\3), yet its note says “\4”"),
    (r"(\S+) 注为空表，正文却写 (.+)", r"\1 is noted as empty, yet the text says \2"),
    (r"(\S+) 下面的说明讲的是另一张表：“(.*)”", r"the note below \1 speaks of another table: “\2”"),
    # completeness
    (r"这个文件没有正文，没有核对说明是否齐全", r"this file has no text: not checked whether it tells all it must"),
    (r"没有读到一个金额：可能是空白样表，或数字不在表里", r"not one amount was read: a blank form perhaps, or the figures are not in tables"),
    (r"这份文件只有正文，没有表；表在另一份文件里时，用 --merge 把两份合起来读",
     r"this file is text only, without tables; when they are in another file, --merge reads both as one"),
    (r"没有认出(?P<from>.+)", r"not recognised: {from}"),
    (r"正文没有讲“(?P<from>.*)”", r"the text does not speak of {from}"),
    (r"(\S+) 没有列到(?P<from>.)级科目", r"\1 does not list subjects down to the {from}"),
    (r"(\S+) 是空表；本文件没有正文，说明是否在正文里，没有核对",
     r"\1 is empty; this file has no text: not checked whether the text has the note"),
    (r"(\S+) 是空表，没有说明", r"\1 is empty, without a note"),
    (r"这个文件没有预算表，没有核对表是否齐全", r"this file has no budget tables: not checked whether it has all it must"),
    (r"目录有“(.*)”，后面没有这个标题", r"the contents list “\1”, no such heading follows"),
    # goals
    (r"(“.*”)：(.+) = (.+)，预算 (.+)；算式是 (\d+) 个月，执行时间写 (\d+)月至(\d+)月",
     r"\1: \2 = \3, budget \4; the formula is for \5 months, the time stated is months \6 to \7"),
    (r"(“.*”)：(.+) = (.+)，预算 (.+)", r"\1: \2 = \3, budget \4"),
    (r"绩效目标表(“.*”)：总额 (.+) ([=≠≈]) 财政拨款 (.+) \+ 其他资金 (.+)", r"goal table \1: total \2 \3 appropriation \4 + other funds \5"),
    (r"绩效目标表(“.*”)：总额 (.+) ([=≠≈]) 项目各行 (.+)，差 (.+)，在四舍五入的容差之内",
     r"goal table \1: total \2 \3 lines of the project \4, \5 off, within rounding"),
    (r"绩效目标表(“.*”)：总额 (.+) ([=≠≈]) 项目各行 (.+)", r"goal table \1: total \2 \3 lines of the project \4"),
    (r"绩效目标表(“.*”)：指标权重相加为 (.+)，通常是 90 或 100", r"goal table \1: the weights add up to \2, usually 90 or 100"),
    (r"绩效目标表(“.*”)的指标“(.*)”写“(.*)”，项目名称是“(.*)”", r"goal table \1: indicator “\2” writes “\3”, the project is named “\4”"),
    (r"绩效目标表(“.*”)写人员 (\d+) 人，正文写 (.+) 人", r"goal table \1 says \2 people, the text \3"),
    (r"绩效目标表 (\d+) 张共 (.+)，多于 (\S+) 项目支出 (.+)", r"\1 goal tables with \2 in all, more than projects in \3: \4"),
    (r"指标“(.*)”的指标值“(.*)”数字中间有空格，按连写读", r"indicator “\1”: blanks inside the figure of “\2”, read as joined"),
    (r"指标“(.*)”一行断成了几截，已拼合", r"indicator “\1”: the line is in pieces, put together"),
    (r"“(.*)”断在两行，已拼合", r"“\1” is broken over two lines, put together"),
    (r"指标“(.*)”一行印得偏(左|右)(\d+)格，已归位", r"indicator “\1”: printed too far {\2} (cells: \3), put in place"),
    (r"(“.*”)：资金分配写 (\d+) 人 × (.+)，补贴人数和标准写 (\d+) 人 × (.+)",
     r"\1: the allocation says \2 people × \3, heads and rates say \4 people × \5"),
    (r"绩效目标表的金额“(.*)”读不成数", r"goal table: “\1” is no amount"),
    (r"绩效目标表没有写明单位，暂按元计", r"goal table: no unit is given, taken as yuan"),
    (r"一张项目支出绩效目标表没有读出项目名称", r"no project name was read in a goal table"),
    (r"(.+)没有指标表头，没有读懂", r"\1 has no heads of indicators, not understood"),
    (r"指标“(.*)”的权重“(.*)”不是数", r"indicator “\1”: the weight “\2” is no number"),
    (r"“(.*)”缺了后半截，按“(.*)”读", r"“\1” lacks its end, read as “\2”"),
    (r"“(.*)”印在合并格的下一行，按上一行起读", r"“\1” is printed one line below its merged cell, read from the line above"),
    (r"绩效目标表里有一[段行]没有读懂：(.*)", r"not understood in a goal table: \1"),
    (r"部门整体绩效目标表没有印合计，按各项资金相加", r"the department's own goal table prints no total, its funds are added up"),
    (r"(.+?)没有印合计，按各项资金相加", r"\1 prints no total, its funds are added up"),
    # other documents
    (r"给出的往年文件是 (\d+) 年，不是 (\d+) 年，没有对照", r"the file given is of \1, not of \2: not compared"),
    (r"部门文件是 (\d+) 年，年度不同，没有对照", r"the department's file is of \1, another year: not compared"),
    (r"正文没有能与往年文件对照的去年数", r"the text tells no last year that could be compared with that file"),
    (r"两份文件没有同表同科目的数，没有对照", r"the files have no figures of the same table and subject: not compared"),
    (r"批复文件里没有认出与公开文件相同的表，没有对照", r"the approved file has no table of the published one: not compared"),
    # reading
    (r"有 (\d+) 种挪法都能使勾稽相符，未作改动：(.+)", r"\1 moves would make the identities agree, nothing was moved: \2"),
    (r"(.+ 第.+行)：(.+) 印在“(?P<from>.*)”列，勾稽只容它在“(?P<to>.*)”；印文未动",
     r"\1: \2 printed in the column {from}, identities allow it in {to} only; the print is untouched"),
    (r"(.+)：没有写明单位，暂按元计", r"\1: no unit is given, taken as yuan"),
    (r"(.+)：没有一列认得出", r"\1: no column is known"),
    (r"(.+)：(\S+) (.+) 出现不止一次，逐行保留", r"\1: \2 \3 occurs more than once, every line is kept"),
    (r"(.+)：原文丢了空白格，(\d+) 个数按勾稽关系归列", r"\1: blank cells are lost, \2 figures placed by identities"),
    (r"“(.*)”不是完整的金额，未计入", r"“\1” is no whole amount, left out"),
    (r"“(.*)”列的“(.*)”不是金额，未计入", r"column “\1”: “\2” is no amount, left out"),
    (r"“(.*)”列不在已知列名之内，按原列名保留", r"column “\1” is none of the known ones, kept under its own name"),
    (r"(.+)：原文丢了空白格，(\d+) 个数勾稽关系定不出唯一的列，均未采用；可能是：(?P<from>.+)",
     r"\1: blank cells are lost, identities leave several columns for \2 figures, none taken; possible: {from}"),
    (r"这一页是图片，没有文字层，没有读入", r"this page is an image without a text layer, not read"),
    (r"各表的编制部门不一致：多数是(.+)，另有(.+)", r"the tables name different bodies: most \1, also \2"),
    (r"有一张没有框线的表分不出栏，按文字读入", r"a table without lines: its columns cannot be told, read as text"),
    (r"线条太多，这一页按文字读入，不分表格", r"too many lines, this page is read as text, without tables"),
    (r"表格太大（(\d+) 行 (\d+) 列），按文字读入", r"table too large (\1 rows, \2 columns), read as text"),
    (r"有 (\d+) 个字符不能按 (\S+) 解码", r"\1 characters are not \2"),
    (r"文本有 (\d+) 行，只读前 (\d+) 行", r"\1 lines of text, the first \2 are read"),
    (r"正文(.*)：没有认出“(.*)”是哪张表的哪一行", r"text \1: which line of which table is “\2” was not recognised"),
    (r"正文(.*)：有一段太长，没有逐句读", r"text \1: a paragraph is too long, not read sentence by sentence"),
    (r"(.+)：原文丢了空白格，(\d+) 个数计算量过大，均未采用；可能是：(?P<from>.+)",
     r"\1: blank cells are lost, too much to reckon for \2 figures, none taken; possible: {from}"),
    (r"分页处的两行像是一行，无从确认，照原样保留：(.*)", r"two lines at the break of a page look like one, not certain, kept as they are: \1"),
    (r"第 (\d+) 列没有列名，按位置认作 (?P<from>.+)", r"column \1 has no heading, taken by its place as {from}"),
    (r"没有读到一个金额：可能是空白样表，或数字不在表里", r"not one amount was read: perhaps a blank form, or the figures are in no table"),
    (r"这一页已损坏，没有读入", r"this page is damaged, not read"),
    (r"页面尺寸不合理，没有读入", r"the size of the page makes no sense, not read"),
    (r"表格太多，这一页按文字读入，不分表格", r"too many tables, this page is read as text, without tables"),
    (r"字符太多（(\d+) 个），只读了前 (\d+) 个", r"too many characters (\1), the first \2 are read"),
    (r"(工作表.+：)?隐藏的工作表，未读", r"hidden sheet, not read"),
    (r"(工作表.+：)?工作表已损坏，未读", r"damaged sheet, not read"),
    (r"(工作表.+：)?工作表过大，只读了前面的部分", r"sheet too large, only its beginning is read"),
    # who and when
    (r"没有找到编制部门或单位的名称", r"no name of a body was found"),
    (r"文中没有写明预算年度，取自文件名：(\d+)", r"the text names no budget year, taken from the name of the file: \1"),
    (r"没有找到预算年度", r"no budget year was found"),
    (r"(.+)在几个文件里都有，保留数字较多的一份", r"\1 is in several files, the one with more figures is kept"),
    (r"合并的文件单位不一致：(.+)", r"the files put together name different bodies: \1"),
    (r"合并的文件年度不一致：(.+)", r"the files put together are of different years: \1"),
)  # fmt: skip
"""Pattern of a whole sentence -> how it is told; `{from}` and `{增加}` are our own words, put into English."""

PARTS = (
    (rf"差 ({_N})", r"\1 off"),
    (rf"在四舍五入的容差 ({_N}) 之内", r"within the rounding of \1"),
    (r"在四舍五入的容差之内", r"within rounding"),
    (rf"容差 ({_N})", r"tolerance \1"),
    (r"(?P<cell>.+) 同时在 (\d+) 项不符里", r"{cell} is in \2 mismatches"),
    (r"请先看这一格", r"look at it first"),
    (r"其中 (.+) 的列由勾稽复原", r"the column of \1 restored by identities"),
    (r"口径可能不同", r"scopes may differ"),
    (r"末位之差", r"in the last digit"),
    (rf"(.+)写 ({_N}) 万元", r"\1 says \2 (10k yuan)"),
    (rf"(.+)写 ({_N})%", r"\1 says \2%"),
    (r"(\S+) 没有这一列", r"\1 has no such column"),
    (r"政府采购预算 (.+ [=≠≈] .+)", r"procurement \1"),
    (r"车辆 (\d+) 辆 ([=≠]) (.+)", r"vehicles \1 \2 \3"),
    (rf"(.+)推算去年 ({_N})", r"\1 implies \2 for last year"),
    (rf"(.+)写去年 ({_N})", r"\1 says \2 for last year"),
    (rf"往年文件 (\S+) 没有这一行 ({_N})", r"last year's file \1 has no such line"),
    (rf"往年文件 (?P<cell>.+) ({_N})", r"last year's file {cell} \2"),
    (rf"(?P<cell>.+)：单位 ({_N})", r"{cell}: the unit \2"),
    (rf"部门 ({_N})", r"the department \1"),
    (r"单位比所属部门还多", r"a unit with more than its department"),
    (rf"(?P<cell>.+)：公开 ({_N}|留空)", r"{cell}: published \2"),
    (rf"批复 ({_N}|留空)", r"approved \1"),
    (r"(?P<cell>[^=≈≠：]+)（没有这一行） 留空", r"{cell}: no such line"),
    (r"(?P<cell>[^=≈≠：]+) 留空", r"{cell} blank"),
    (r"(?P<cell>[^=≈≠：]+) ([-\d,.—]+) 元", r"{cell} \2 yuan"),
    (r"(?P<cell>[^=≈≠：]+) ([-\d,.—]+)", r"{cell} \2"),
    (r"没有核对", r"not checked"),
    (r"写的像是截去了尾数", r"stated as if cut off"),
    (r"没有四舍五入", r"not rounded"),
    (r"差一个末位", r"one last digit off"),
    (r"可能为凑足 100%", r"perhaps to make up 100%"),
    (r"与 (?P<cell>.+) 相同", r"the same as {cell}"),
)
"""Pattern of one part of a sentence of sums -> how it is told; the parts stand between `，` or `；`."""

_WHOLE = tuple((re.compile(pattern, re.DOTALL), told) for pattern, told in WHOLE)
_PARTS = tuple((re.compile(pattern), told) for pattern, told in PARTS)
_OWN = {
    "增加": "grew", "减少": "fell", "与去年比": "against last year", "各项之和": "sum of the lines",
    "像是没有填的空位": "looks like a blank not filled in", "像是填写说明没有删去": "looks like an instruction of the form left standing",
    "增减等字眼还没有选定": "more or less is not chosen yet",
    "后面没有写原因或用途": "no reason or use follows", "左": "left", "右": "right",
}  # fmt: skip
_FORMULA = re.compile(r"[^“”：]* [=≈≠] [^“”：]*")


@lru_cache(maxsize=4096)
def told(sentence: str) -> str:
    """The sentence in English; itself where no pattern fits."""
    from tui.widgets.naming import formula_words

    for pattern, english in _WHOLE:
        if match := pattern.fullmatch(sentence):
            text = match.expand(english)
            return _finished(re.sub(r"\{(\w+)\}", lambda m: _own(m[1], match), text) if "{" in english else text)
    parts = re.split(r"[，；](?![^“]*”)", sentence)
    out = []
    for part in parts:
        found = ""
        for pattern, english in _PARTS:
            if one := pattern.fullmatch(part):
                found = one.expand(english)
                found = found.replace("{cell}", _cell(one["cell"])) if "{cell}" in found else found
                break
        lead, colon, formula = part.rpartition("：")
        if not found and _FORMULA.fullmatch(formula):
            found = (f"{_cell(lead)}: " if colon else "") + formula_words(formula)
        if not found:
            return sentence
        out.append(found)
    return _finished(", ".join(out))


_LAST = tuple(
    (re.compile(pattern), text)
    for pattern, text in (
        (r" 第(\d+)行", r" row \1"),
        (r" 第([\d–、]+)行", r" rows \1"),
        (r"(?<=[\d）号])、(?=[\d（〔【\[])", ", "),
        (r"(?<=\d)万元(?=[ 、]|$)", " (10k yuan)"),
        (r"(?<=\d)亿元(?=[ 、]|$)", " (100M yuan)"),
        (r"(?<=yuan\))、", ", "),
        (r"(?<=\d)人(?= |$)", " people"),
        (r"(?<=\d)元/年(?= |$)", " yuan a year"),
        (r"(?<=\d)元(?= |$|,)", " yuan"),
        (r"(?<=\d)月(?= |$)", " months"),
        (r"\b(published|approved) 留空", r"\1 blank"),
    )
)
"""What stands between the words of a sentence: places of rows, lists of figures, units of a formula; never within “ ”."""
_SECTION = re.compile(r"^((?:[一二三四五六七八九十]+|（[一二三四五六七八九十]+）)+)“")


def _finished(text: str) -> str:
    text = _SECTION.sub(r"\1 “", text.replace("goal table “整体”", "goal table of the whole department"))
    parts = re.split("(“[^”]*”)", text)
    for n in range(0, len(parts), 2):
        for pattern, words in _LAST:
            parts[n] = pattern.sub(words, parts[n])
    told = "".join(parts)
    if told.startswith("procurement "):  # one unit for all of it stands at the end
        for unit in (" (10k yuan)", " (100M yuan)"):
            if told.count(unit) == told.count("yuan"):
                return told.replace(unit, "") + unit
    return told


def _term(word: str) -> str:
    from tui.texts import term

    return term(word)


def _cell(name: str) -> str:
    """`表3 20103 合计`: the last word is a column, the rest is printed."""
    if name in _OWN:
        return _OWN[name]
    if name.startswith("占 "):
        return f"of {_cell(name[2:])}"
    before, _, last = name.rpartition(" ")
    return f"{before} {_term(last)}".lstrip()


def _own(name: str, match: re.Match[str]) -> str:
    if name in _OWN:
        return _OWN[name]
    return ", ".join(_OWN.get(word) or _term(word) for word in match[name].split("、"))
