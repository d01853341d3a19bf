"""The words for shared servers in English."""

SERVER: dict[str, str] = {
    "restrict.refused": "not available in a restricted session",
    "restrict.refused_hint": "results go to the terminal only",
    "restrict.no_roots": "no folder may be opened",
    "restrict.no_roots_hint": "the administrator sets YUSUAN_ROOTS, or names folders after --restricted",
    "restrict.empty": "no readable file in the folder",
    "restrict.empty_hint": "PDF, XLSX, XLS, ET, ODS, DOCX, HTML, CSV, TXT and JSON can be read",
}
