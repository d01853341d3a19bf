"""Why a file cannot be read, in English; the codes are those of data_model/read_errors.py."""

_OFFICE = "open it in an office program and save it again"
_XLSX = "open it in an office program and save it as .xlsx"
_OTHER = "please choose another file"
_UNLOCK = "open it with its password and save it without one"
_DOWNLOAD = "download it again, or open it in an office program and save it again"
_NATIVE = "yusuan reads only JSON it wrote itself (yusuan export FILE --format json)"

_WORDS: dict[str, tuple[str, str]] = {
    "no_file_given": ("no file is given", "give a budget file"),
    "missing": ("no such file", "check the names of file and folder"),
    "no_permission": ("no permission to read it", "choose a readable file, or ask the administrator"),
    "folder": ("this is a folder, not a file", "give a budget file in it"),
    "no_regular_file": ("this is no regular file", "give a budget file"),
    "too_large": ("the file has {size} MB, more than {most} MB", "no budget of a department is that large"),
    "unreadable": ("cannot be read ({reason})", "check whether the file is intact"),
    "empty": ("the file is empty", _OTHER),
    "encrypted": ("the file is encrypted", _UNLOCK),
    "binary": (
        "neither text nor a known document format",
        "PDF, XLSX, XLS, ET, ODS, DOCX, HTML, CSV, TXT and our own JSON can be read",
    ),
    "image": ("this is an image without text", "run OCR on it, or find a version with text"),
    "zip": ("no known document in the archive", "unpack it and open the budget file in it"),
    "doc": ("old .doc files cannot be read", "save it as .docx or PDF"),
    "no_text": ("there is no text in the file", _OTHER),
    "text_too_large": ("a text of {size} MB is no department's budget", _OTHER),
    "nested": ("the file is nested too deep", "export it in another format"),
    "native_json": ("the JSON breaks off at line {line}", _NATIVE),
    "native_text": ("the JSON breaks off (encoding or nesting)", _NATIVE),
    "native_foreign": ("this JSON is no budget exported by yusuan", _NATIVE),
    "own_facts": (
        "this is a list of figures exported by yusuan, no budget any more",
        "open the file it is from, or one exported with --format json",
    ),
    "native_version": ("this JSON has version {version} of the format, only version {known} can be read", _NATIVE),
    "native_shape": ("the content of this JSON does not fit the format ({reason})", _NATIVE),
    "archive_damaged": ("the file is damaged, its archive cannot be opened", _DOWNLOAD),
    "archive_content": ("the file is damaged, its content cannot be unpacked", _DOWNLOAD),
    "archive_entries": ("too many entries in the archive", _OFFICE),
    "archive_bomb": (
        "it would unpack to far too much",
        "check where the file is from, or open it in an office program and save it again",
    ),
    "xml": ("the content is no sound XML", _OFFICE),
    "entities": ("the content declares entities and is refused", _OFFICE),
    "no_word": ("no Word document (it has no body)", "open it in an office program and save it as .docx"),
    "no_workbook": ("no workbook", _XLSX),
    "no_workbook_inside": ("no workbook in the archive", "unpack it and open the file in it"),
    "workbook_damaged": ("the workbook is damaged or none", _XLSX),
    "workbook_too_large": ("the workbook is damaged or too large", _XLSX),
    "workbook_timeout": ("reading the workbook took too long", _XLSX),
    "no_process": ("the process that reads workbooks cannot be started", "check the limits of processes and memory"),
    "tables_nested": (
        "tables nested more than {most} deep",
        "open it in an office program and save it again, or use PDF",
    ),
    "table_too_large": ("a table is too large", "split it and read the parts"),
    "page_too_large": ("the web page is too large", "save only the part with the budget"),
    "no_page": ("no web page that can be read", "save it from the browser as a complete page, or print it to PDF"),
    "page_empty": ("the web page is empty", "save it from the browser as a complete page, or print it to PDF"),
    "pdf_encrypted": ("the PDF is encrypted and needs a password", "save it without one in a program that opens it"),
    "pdf_damaged": ("no PDF, or a damaged one", "download it again"),
    "pdf_pages": ("too many pages ({pages}, at most {most})", "save the budget part as a file of its own"),
    "pdf_no_text": ("there is no text in the PDF", "check whether it was downloaded completely"),
    "pdf_scanned": ("scanned, without a text layer", "run OCR on it"),
    "genre": ("this is {genre}, not a department's budget", "yusuan reads published budgets of departments and units"),
    "blank_form": (
        "a blank form: {tables} budget tables, not one figure filled in",
        "open the budget that is filled in",
    ),
    "no_budget": (
        "neither budget tables nor a budget's prose",
        "check whether this is a published budget of a department or unit",
    ),
    "outside": ("not in a folder that may be opened", "this server opens only the files listed"),
}

READ: dict[str, str] = (
    {f"read.{code}": cause for code, (cause, _) in _WORDS.items()}
    | {f"read.{code}.remedy": remedy for code, (_, remedy) in _WORDS.items()}
    | {
        "genre.决算": "final accounts",
        "genre.政府预算": "a government's budget",
        "genre.绩效自评": "a performance self-assessment",
    }
)
