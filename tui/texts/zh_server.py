"""The words for shared servers in Chinese."""

SERVER: dict[str, str] = {
    "restrict.refused": "受限方式下不可用",
    "restrict.refused_hint": "结果只能印到终端",
    "restrict.no_roots": "没有可以打开的文件夹",
    "restrict.no_roots_hint": "管理员须设 YUSUAN_ROOTS，或把文件夹写在 --restricted 之后",
    "restrict.empty": "文件夹里没有可读的文件",
    "restrict.empty_hint": "可读 PDF、XLSX、XLS、ET、ODS、DOCX、HTML、CSV、TXT、JSON",
}
