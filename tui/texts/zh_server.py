"""The words for terminals and shared servers in Chinese; those for a terminal that cannot show Chinese are ASCII here too."""

SERVER: dict[str, str] = {
    "cli.no_chinese": "this terminal speaks {encoding}, which has no Chinese",
    "cli.not_utf8": "this terminal does not understand UTF-8 (4 cells of Chinese became {cells})",
    "cli.set_utf8": "set its character set to UTF-8 and LANG=zh_CN.UTF-8 (or C.UTF-8), or write to a file: yusuan summary FILE -o OUT",
    "cli.opt.restricted": "只能打开给定的文件夹（YUSUAN_ROOTS，或参数里的文件夹），除自己的状态外不写任何文件",
    "cli.opt.no_state": "不记位置，什么都不写",
    "restrict.refused": "受限方式下不可用",
    "restrict.refused_hint": "结果只能印到终端",
    "restrict.no_roots": "没有可以打开的文件夹",
    "restrict.no_roots_hint": "管理员须设 YUSUAN_ROOTS，或把文件夹写在 --restricted 之后",
    "restrict.empty": "文件夹里没有可读的文件",
    "restrict.empty_hint": "可读 PDF、XLSX、XLS、ET、ODS、DOCX、HTML、CSV、TXT、JSON",
}
