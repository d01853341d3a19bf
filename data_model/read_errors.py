"""Why a file cannot be read: a code, what fills its words, and the words. Apart from the readers, which all raise the same, and so that
every language has one list to follow (the screen's words for the same codes are in tui/texts)."""

from __future__ import annotations

_OFFICE = "请用办公软件打开后另存"
_XLSX = "请用办公软件打开后另存为 .xlsx"
_OTHER = "请换一个文件"
_UNLOCK = "请用密码打开后另存为不加密的文件"

WORDS: dict[str, tuple[str, str]] = {
    # the file itself
    "no_file_given": ("没有给出文件", "请给出一个预算文件"),
    "missing": ("文件不存在", "请看文件名和目录是否写对"),
    "no_permission": ("没有读取权限", "请换一个可读的文件，或请管理员开放权限"),
    "folder": ("这是一个目录，不是文件", "请给出其中的一个预算文件"),
    "no_regular_file": ("这不是普通文件", "请给出一个预算文件"),
    "too_large": ("文件有 {size} MB，超过 {most} MB", "部门预算不会这么大，请换一个文件"),
    "unreadable": ("读不出来（{reason}）", "请看文件是否完好"),
    "empty": ("文件是空的", _OTHER),
    "encrypted": ("文件已加密", _UNLOCK),
    # what kind of file it is
    "binary": ("不是文本，也不是认得的文档格式", "可读 PDF、XLSX、XLS、ET、ODS、DOCX、HTML、CSV、TXT 和本程序的 JSON"),
    "image": ("这是图片，没有文字", "请先做文字识别（OCR），或找带文字的版本"),
    "zip": ("压缩包里没有认得的文档", "请先解压，再打开其中的预算文件"),
    "doc": ("旧版 .doc 不能直接读", "请另存为 .docx 或 PDF"),
    "no_text": ("文件里没有文字", _OTHER),
    "text_too_large": ("文本有 {size} MB，不像一份部门预算", _OTHER),
    "nested": ("文件嵌套太深", "请换一种格式导出"),
    # our own format
    "native_json": ("JSON 在第 {line} 行处断了", "yusuan 只读自己导出的 JSON（yusuan export FILE --format json）"),
    "native_text": ("JSON 在编码或嵌套处断了", "yusuan 只读自己导出的 JSON（yusuan export FILE --format json）"),
    "native_foreign": (
        "这个 JSON 不是 yusuan 导出的预算",
        "yusuan 只读自己导出的 JSON（yusuan export FILE --format json）",
    ),
    "own_facts": ("这是 yusuan 导出的数字清单，不再是一份预算", "打开它出自的文件，或 --format json 导出的"),
    "native_version": (
        "这个 JSON 是第 {version} 版格式，本程序只读第 {known} 版",
        "yusuan 只读自己导出的 JSON（yusuan export FILE --format json）",
    ),
    "native_shape": (
        "这个 JSON 的内容不合格式（{reason}）",
        "yusuan 只读自己导出的 JSON（yusuan export FILE --format json）",
    ),
    # archives and office formats
    "archive_damaged": ("文件已损坏，无法打开压缩包", "请重新下载，或用办公软件打开后另存"),
    "archive_content": ("文件已损坏，内容无法解压", "请重新下载，或用办公软件打开后另存"),
    "archive_entries": ("压缩包里的条目过多", _OFFICE),
    "archive_bomb": ("解压后体积异常，疑似压缩炸弹", "请核对文件来源，或用办公软件打开后另存"),
    "xml": ("文件内容不是完好的 XML", _OFFICE),
    "entities": ("文件内容含有实体声明，拒绝读取", _OFFICE),
    "no_word": ("不是 Word 文档（没有正文）", "请用办公软件打开后另存为 .docx"),
    "no_workbook": ("不是工作簿", _XLSX),
    "no_workbook_inside": ("压缩包里没有工作簿", "请先解压，再打开其中的文件"),
    "workbook_damaged": ("工作簿已损坏或不是工作簿，无法读取", _XLSX),
    "workbook_too_large": ("工作簿已损坏或过大，无法读取", _XLSX),
    "workbook_timeout": ("工作簿读取超时", _XLSX),
    "no_process": ("无法启动读取工作簿的进程", "请检查系统的进程数和内存限制"),
    "tables_nested": ("表格嵌套超过 {most} 层，无法读取", "请用办公软件打开后另存，或改用 PDF"),
    "table_too_large": ("表格过大，无法读取", "请拆分后再读"),
    "page_too_large": ("网页过大，无法读取", "请只保存预算公开的正文部分"),
    "no_page": ("不是能读的网页", "请在浏览器里另存为完整网页，或打印为 PDF"),
    "page_empty": ("网页是空的", "请在浏览器里另存为完整网页，或打印为 PDF"),
    # PDF
    "pdf_encrypted": ("PDF 已加密，没有密码打不开", "先用能打开它的软件另存为不加密的 PDF"),
    "pdf_damaged": ("不是 PDF，或文件已损坏", "重新下载后再试"),
    "pdf_pages": ("页数太多（{pages} 页，至多 {most} 页）", "把预算公开的部分另存为一个文件"),
    "pdf_no_text": ("PDF 里没有文字", "看看是否下载完整"),
    "pdf_scanned": ("扫描件，没有文字层", "先做文字识别(OCR)"),
    # read, but no budget
    "genre": ("这是{genre}，不是部门预算", "yusuan 读部门（单位）预算公开文件"),
    "blank_form": ("这是空白样表：认出 {tables} 张预算表，一个数也没有填", "请打开填好的预算文件"),
    "no_budget": ("没有认出预算表，也没有预算说明", "请看这是不是部门（单位）预算公开文件"),
    # where only some folders are open
    "outside": ("不在可以打开的文件夹里", "这台服务器只开放列出的文件"),
}
"""Code -> (cause, remedy) in Chinese, the language of this package; `{…}` are filled from the error's values."""


class ReadError(Exception):
    """Nothing can be read. `code` is one of WORDS, `values` fill its words, `place` is the file and, where known, the spot in it."""

    def __init__(self, code: str, place: str = "", **values: object) -> None:
        super().__init__(WORDS[code][0].format(**values))
        self.code, self.place, self.values = code, place, values

    def __reduce__(self) -> tuple[object, ...]:
        return _again, (self.code, self.place, self.values)

    @property
    def cause(self) -> str:
        """What is wrong, a Chinese phrase."""
        return str(self)

    @property
    def remedy(self) -> str:
        """What to do, a Chinese phrase."""
        return WORDS[self.code][1].format(**self.values)


def _again(code: str, place: str, values: dict[str, object]) -> ReadError:
    """The same error in another process."""
    return ReadError(code, place, **values)
