"""The words of the command line and of text output in Chinese; apart from zh.py, which merges them, because both grow long."""

CLI: dict[str, str] = {
    # help
    "cli.yusuan.usage": "用法：yusuan [文件… | 文件夹] [选项]\n      yusuan 命令 … [选项]",
    "cli.yusuan.help": "预算：在终端里读懂部门（单位）预算公开。\n给出文件就打开浏览界面，给出文件夹就列出里面的预算（不给则打开随程序带来的）；\n输出不是终端时改印概要，文件夹则一份一行。",
    "cli.yusuan.more": (
        "各命令的选项和例子：yusuan 命令 --help。\n"
        "文件可以是 PDF、XLSX、XLS、ET、ODS、DOCX、HTML、CSV、TXT 或本程序的 JSON；- 表示标准输入。\n"
        "退出码：0 正常或相同；1 有不符（check）或有差别（diff --exit-code）；"
        "2 有文件读不了或用法不对（标准错误里一行一个）；130 中断。\n"
        "环境变量：YUSUAN_LANG、YUSUAN_THEME、YUSUAN_UNIT、YUSUAN_COLOR、YUSUAN_ASCII、YUSUAN_NO_STATE、"
        "YUSUAN_SETTINGS、NO_COLOR、YUSUAN_DEBUG=1（出错时印出经过）。\n"
        '补全：eval "$(_YUSUAN_COMPLETE=bash_source yusuan)"（zsh、fish 同理）。'
    ),
    "cli.open.usage": "用法：yusuan [文件…]",
    "cli.open.help": "打开浏览界面。",
    "cli.open.more": "",
    "cli.open.short": "打开浏览界面",
    "cli.summary.usage": "用法：yusuan summary 文件… [选项]",
    "cli.summary.help": "每个预算一屏：谁、哪年、类别份额、收入来源、基本与项目、“三公”、最大项目。",
    "cli.summary.short": "一屏概要",
    "cli.summary.more": "json 总是一个列表，一个文件一项，金额以元计；一行一个数见 export。\n退出码：0 正常；2 有文件读不了（其余照印）或用法不对。\n例：yusuan summary 预算.pdf\n    yusuan summary *.xlsx --format json",
    "cli.tree.usage": "用法：yusuan tree 文件 [选项]",
    "cli.tree.help": "把一份预算印成树：金额、占上级、占总计、代码、科目；与浏览界面同样的视图。",
    "cli.tree.short": "科目树与份额",
    "cli.tree.more": (
        "视图：写 id 或名称都可以：function 支出功能、economic 经济分类、projects 项目、revenue 收入来源、flow 资金流向、"
        "three_public 三公、entrusted 委托业务费、carryover 结转、goals 绩效、statements 其他事项。\n"
        "口径：默认最宽的一个；写错一个就列出这份文件有哪些（--scope ?）。\n"
        "过滤：写法见 yusuan find --help，另有 finding: 指核对有话说的行。\n"
        "csv、json：一行一条，金额以元计，path 是从上到下的键，derived 表示由印本数字相加得出。\n"
        "退出码：0 正常；2 文件读不了、没有这个视图，或用法不对。\n"
        "例：yusuan tree 预算.pdf --depth 2\n    yusuan tree 预算.pdf --view 项目 --filter '>50'"
    ),
    "cli.find.usage": "用法：yusuan find 查询 文件… [选项]",
    "cli.find.help": "在所有表和正文里找：名称、代码、拼音首字母、金额。",
    "cli.find.short": "在表和正文里找",
    "cli.find.more": "查询：养老   ylbx   208   >100   >1.2亿   share>5%   level:项   -不含；用空格连用。\n退出码：0 正常，没有找到也是 0（标准错误里说明）；2 有文件读不了或用法不对。\n例：yusuan find 养老 预算.pdf\n    yusuan find '>100 level:项' *.json --format csv",
    "cli.export.usage": "用法：yusuan export 文件 [选项]",
    "cli.export.help": "把一份预算的全部数导出成别的格式；不写 --format、-o 也没有后缀时是 csv。",
    "cli.export.short": "导出 CSV、JSON、Markdown、XLSX",
    "cli.export.more": (
        "csv：一行一个数，金额以元计两位小数；json：全部内容（表、正文、绩效），能原样读回；"
        "markdown：各表照印；xlsx：一张数表，加每表一张（要 -o 文件）；text：一行一个数，给人看。\n"
        "退出码：0 正常；2 文件读不了、写不出去，或用法不对。\n"
        "例：yusuan export 预算.pdf -o 预算.xlsx\n    yusuan export 预算.pdf --format csv | head"
    ),
    "cli.commands": "命令：",
    "cli.options": "选项：",
    "cli.opt.help": "显示说明",
    "cli.opt.version": "显示版本",
    "cli.opt.lang": "语言（默认 zh）",
    "cli.opt.format": "输出格式（不写时看 -o 的后缀，没有就是第一个）",
    "cli.opt.output": "写到文件（默认标准输出；已有的文件会被换掉）",
    "cli.opt.unit": "金额单位：元、万元（默认）、亿元（只管 text）",
    "cli.opt.unit_screen": "金额单位：元、万元、亿元（界面默认同印本，概要默认万元）",
    "cli.opt.color": "颜色（只管 text；默认看是不是终端）",
    "cli.opt.color_screen": "颜色（默认看是不是终端；never 时界面不用颜色）",
    "cli.opt.ascii": "只用 ASCII 画线和条",
    "cli.opt.depth": "显示几级：1 类、2 款、3 项（默认全部）",
    "cli.opt.view": "视图（默认 function 支出功能）",
    "cli.opt.scope": "口径，如 general_public 或“一般公共预算”（默认最宽的一个）",
    "cli.opt.merge": "这几个文件是同一份预算（表一个、文一个），合成一份读",
    "cli.one_file": "这个命令一次只看一份预算",
    "cli.one_file_hint": "几个文件属于同一份预算时加 --merge",
    "cli.opt.filter": "只留符合的行和它们的上级",
    "cli.opt.bom": "CSV 开头加 BOM（给旧版 Excel）",
    "cli.opt.show_persons": "在界面上显示人名和电话",
    # usage errors
    "cli.bad_language": "没有“{value}”这种语言",
    "cli.bad_language_hint": "可用 zh 或 en（--lang 或 YUSUAN_LANG） / use zh or en",
    "cli.bad_choice": "“{value}”不可用",
    "cli.bad_number": "“{value}”不是不小于 {least} 的整数",
    "cli.no_option": "没有选项 {option}",
    "cli.perhaps": "（是不是 {names}）",
    "cli.not_an_option": "查询以 - 开头时把 - 写作 !，或在它前面加 --",
    "cli.bad_suffix": "这个命令不写 {suffix}",
    "cli.bad_suffix_hint": "用 --format 指明 {words}，或换一个后缀",
    "cli.missing": "缺少 {name}",
    "cli.needs_value": "{option} 后面要写一个值",
    "cli.no_value": "{option} 不带值",
    "cli.option_of": "它是命令的选项：{names}",
    "cli.argument.files": "文件",
    "cli.argument.query": "查询",
    "cli.too_many": "参数太多",
    "cli.see_help": "用法见 {command} --help",
    "cli.no_file": "没有这个文件",
    "cli.perhaps_command": "若要用命令，是不是 {names}",
    # starting the explorer
    "cli.folder_hint": "请给出一个文件，或有预算文件的文件夹",
    "cli.no_samples": "没有随程序带来的预算",
    "cli.dumb_terminal": "这个终端画不了浏览界面（TERM={term}）",
    "cli.no_keyboard": "没有键盘可用（标准输入不是终端，也打不开 /dev/tty）",
    "cli.use_summary": "可以用 yusuan summary 文件",
    # console
    "console.unwritable": "写不出去（{reason}）",
    "console.elsewhere": "请换一个能写的地方",
    "console.stdout": "标准输出",
    "console.unexpected": "程序出错（{type}）",
    "console.debug": "这是程序的缺陷，设 YUSUAN_DEBUG=1 可看经过",
    "console.reading": "读取 {name}…",
    "console.progress": "读取 {name} {done}/{total}",
    # summary
    "report.heading": "{name}  {year}{kind}{phase}",
    "report.year": "{year}年",
    "report.no_entity": "（未写编制部门）",
    "report.no_year": "（未写年度）",
    "report.kind.部门": "部门",
    "report.kind.单位": "单位",
    "report.kind.本级": "本级",
    "report.phase.预算": "预算",
    "report.phase.决算": "决算",
    "report.phase.调整": "调整预算",
    "report.published": "{year}年{month}月{day}日公开",
    "report.no_date": "公开日期未写",
    "report.counts": "{tables} 张表，{figures} 个数",
    "report.tables": "{tables} 张表",
    "report.unit": "单位 {unit}",
    "report.unread": "未读懂 {count}",
    "report.in_table": "（{number}）",
    "report.total_expenditure": "支出总计",
    "report.total_revenue": "收入总计",
    "report.rest_classes": "其余 {count} 类",
    "report.rest": "其余 {count} 项",
    "report.three_public": "“三公”经费",
    "report.largest": "最大项目（{scope}，共 {count} 项）",
    "report.amount": "金额",
    "report.sum": "合计",
    "report.share": "占比%",
    "report.missing": "缺 {view}：{reason}",
    "report.note": "未读懂：{message}",
    "report.more_notes": "未读懂的另有 {count} 处，见 yusuan export --format json 的 notes",
    "report.source.appropriation_subtotal": "财政拨款",
    "report.source.general_public": "一般公共预算",
    "report.source.general_public_transfer": "上级一般转移",
    "report.source.government_fund": "政府性基金",
    "report.source.government_fund_transfer": "上级基金转移",
    "report.source.state_capital": "国有资本经营预算",
    "report.source.state_capital_transfer": "上级国资转移",
    "report.source.fiscal_account": "财政专户",
    "report.source.unit_funds": "单位资金",
    "report.source.appropriation_carryover": "财政拨款结转",
    "report.source.other_carryover": "非财政拨款结转结余",
    "report.source.business": "事业收入",
    "report.source.operating": "事业单位经营收入",
    "report.source.superior_subsidy": "上级补助收入",
    "report.source.affiliated": "附属单位上缴收入",
    "report.source.other": "其他收入",
    "report.measure.basic": "基本支出",
    "report.measure.project": "项目支出",
    "report.measure.reserve": "预留机动经费",
    "report.measure.carry_forward": "结转下年",
    "report.measure.personnel": "人员经费",
    "report.measure.public": "公用经费",
    # tree and find
    "report.of_parent": "上级%",
    "report.of_total": "总计%",
    "report.bar": "占总计",
    "report.code": "代码",
    "report.name": "科目",
    "report.hits": "{count} 处",
    "report.prose": "正文",
    "report.page": "第{page}页",
    "report.line": "第{line}行",
    "report.no_name": "（无名称）",
    "report.filter": "过滤：{problem}",
    "report.marks_in_tree": "finding: 找的是树里的行，用 yusuan tree --filter finding:",
    "report.nothing": "没有找到“{query}”",
    "report.no_figures": "{file}: 没有读到一个金额",
    "report.empty_query": "查询是空的",
    "report.query_hint": "请给出名称、代码或金额，如 养老、208、'>100'",
    "report.no_view": "没有“{name}”这个视图",
    "report.no_tree": "“{view}”不是一棵树",
    "report.no_tree.checks": "请用 yusuan check",
    "report.no_tree.grid": "各表照印用 yusuan export --format markdown",
    "report.no_tree.prose": "在正文里找用 yusuan find",
    "report.no_scope": "没有“{name}”这个口径",
    "report.comma": "、",
    "report.binary": "XLSX 不能印在终端上",
    "report.binary_hint": "请用 -o 写到文件",
    # check
    "cli.check.usage": "用法：yusuan check 文件… [选项]\n      yusuan check --rules",
    "cli.check.help": "核对：表内和表间勾稽、正文对表、绩效目标、表述、公开要件。先看不符，再看表述和提示。",
    "cli.check.short": "勾稽与表述核对",
    "cli.check.more": (
        "判定：不符 超出四舍五入的容差；尾差 在容差之内；表述 文字不一致；提示 可能有解释，请看一眼；"
        "不适用 没有核对，写明原因。相符只说明文件自己对得上。\n"
        "退出码：0 没有不符；1 有不符；2 有文件读不了或用法不对。\n"
        "json、csv：一项一行，金额以元计；rule、verdict、grade、table、code、measure 不随语言变，message 用 --lang 的语言。\n"
        "例：yusuan check 预算.pdf\n    yusuan check 预算.pdf --last-year 去年.pdf --by section\n    yusuan check *.pdf --format json -o 核对.json"
    ),
    # diff
    "cli.diff.usage": "用法：yusuan diff 甲 乙 [丙…] [选项]\n      yusuan diff 文件 --last-year [选项]",
    "cli.diff.help": "比较两份预算（跨年或跨部门）：逐行金额、增减、占比、原因，以及从甲到乙的桥。\n两份以上时一行一个科目、一列一份。",
    "cli.diff.short": "比较两份或多份预算",
    "cli.diff.more": (
        "默认比较支出功能的最宽共同口径，列出最末级各行；--depth 按层级列出。\n"
        "--table all 比较两份都有的每张表；--last-year 与正文所述上年比较（推算）。--table 写了就不看 --view、--scope。\n"
        "视图：function 支出功能、economic 经济分类、projects 项目、revenue 收入来源、three_public 三公、"
        "entrusted 委托业务费、carryover 结转。\n"
        "表、口径、列写错一个，就列出有哪些。\n"
        "退出码：0 正常（有没有差异都是）；1 有差异（只在 --exit-code 时）；2 文件读不了、不能比较，或用法不对。\n"
        "例：yusuan diff 2025.pdf 2026.pdf\n    yusuan diff 2025.json 2026.json --view economic --only changed --sort delta\n"
        "    yusuan diff 2026.pdf --last-year -o 比较.html"
    ),
    "cli.opt.last_year": "与本文件正文所述的上年比较（只给一个文件）",
    "cli.opt.table": "表的种类、名称或表号；all 为全部，可多次写",
    "cli.opt.measure": "列，如 basic、project（默认第一列）",
    "cli.opt.only": "只留一种行：有变化的、新增的、没有了的、换了代码或名称的",
    "cli.opt.sort": "排序：path 按科目（默认），delta 按增减大小，percent 按增减%，a、b 按一边的金额",
    "cli.opt.min": "只留增减不小于 N 的行（单位同 --unit）",
    "cli.opt.by": "看金额（默认）还是占比",
    "cli.opt.exit_code": "有差异时退出码为 1",
    # terminals and shared servers: those of a terminal that cannot show Chinese are ASCII
    "cli.no_chinese": "this terminal speaks {encoding}, which has no Chinese",
    "cli.not_utf8": "this terminal does not understand UTF-8 (4 cells of Chinese became {cells})",
    "cli.set_utf8": "set its character set to UTF-8 and LANG=zh_CN.UTF-8 (or C.UTF-8), or write to a file: yusuan summary FILE -o OUT",
    "cli.opt.restricted": "只能打开给定的文件夹（YUSUAN_ROOTS，或参数里的文件夹），除自己的状态外不写任何文件",
    "cli.opt.no_state": "不记位置，什么都不写",
    # settings
    "cli.settings.usage": "用法：yusuan settings [选项]",
    "cli.settings.help": "设置文件在哪里，每项设置现在是什么、从哪里来（内置、文件、环境变量、选项）。",
    "cli.settings.short": "设置在哪里，各是什么",
    "cli.settings.more": "例：yusuan settings\n    yusuan settings --example > settings.toml   （一份写全了、加了说明的设置文件）",
    "cli.opt.settings": "设置文件（默认见 yusuan settings；也可 YUSUAN_SETTINGS）",
    "cli.opt.theme": "主题：看终端（默认）、深、浅、终端自己的十六色、高对比",
    "cli.opt.example": "打印一份可改的设置文件",
}
