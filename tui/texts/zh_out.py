"""The words of what leaves the program, in Chinese: heads of lists; those of a Markdown document are the data model's own."""

from data_model.words import DOCUMENT

OUT: dict[str, str] = DOCUMENT | {
    # heads of what leaves a screen
    "listed.code": "代码",
    "listed.name": "名称",
    "listed.level": "级",
    "listed.amount": "金额（元）",
    "listed.share_parent": "占上级%",
    "listed.share_total": "占总计%",
    "listed.last_year": "去年（元）",
    "listed.change": "增减（元）",
    "listed.change_percent": "增减%",
    "listed.so_far": "累计（元）",
    "listed.table": "表",
    "listed.measure": "列",
    "listed.origin": "出处",
    "listed.verdict": "判定",
    "listed.rule": "规则",
    "listed.found": "所写（元）",
    "listed.expected": "应为（元）",
    "listed.difference": "差（元）",
    "listed.message": "内容",
    "listed.section": "章节",
    "listed.prose": "正文",
}
