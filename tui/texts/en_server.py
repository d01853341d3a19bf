"""The words for terminals and shared servers in English."""

SERVER: dict[str, str] = {
    "cli.no_chinese": "this terminal speaks {encoding}, which has no Chinese",
    "cli.not_utf8": "this terminal does not understand UTF-8 (4 cells of Chinese became {cells})",
    "cli.set_utf8": "set its character set to UTF-8 and LANG=zh_CN.UTF-8 (or C.UTF-8), or write to a file: yusuan summary FILE -o OUT",
    "cli.opt.restricted": "open only the given folders (YUSUAN_ROOTS, or the folders among the arguments), write no file but the own state",
    "cli.opt.no_state": "remember nothing, write nothing",
    "restrict.refused": "not available in a restricted session",
    "restrict.refused_hint": "results go to the terminal only",
    "restrict.no_roots": "no folder may be opened",
    "restrict.no_roots_hint": "the administrator sets YUSUAN_ROOTS, or names folders after --restricted",
    "restrict.empty": "no readable file in the folder",
    "restrict.empty_hint": "PDF, XLSX, XLS, ET, ODS, DOCX, HTML, CSV, TXT and JSON can be read",
}
