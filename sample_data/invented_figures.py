"""Base figures of the invented budget (虚构) and what follows from them. Apart from its tables and words: here are only amounts.

Amounts are whole 元, nearly all whole 百元, so that sums printed in 万元 with two decimals are exact. Every figure is given for
2024, 2025 and 2026: the first year is published nowhere and only serves as 2025's last year.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

YEARS = (2024, 2025, 2026)
Fund = Literal["general_public", "government_fund", "state_capital"]
Amounts = tuple[int, int, int]

NAMES = {
    "207": "文化旅游体育与传媒支出", "20701": "文化和旅游", "2070101": "行政运行", "2070104": "图书馆", "2070109": "群众文化",
    "2070111": "文化创作与保护", "2070113": "旅游宣传", "2070199": "其他文化和旅游支出", "20702": "文物", "2070204": "文物保护",
    "2070205": "博物馆", "20707": "国家电影事业发展专项资金安排的支出", "2070701": "资助国产影片放映", "20708": "广播电视",
    "2070807": "传输发射", "2070808": "广播电视事务", "208": "社会保障和就业支出", "20805": "行政事业单位养老支出",
    "2080505": "机关事业单位基本养老保险缴费支出", "2080506": "机关事业单位职业年金缴费支出", "210": "卫生健康支出",
    "21011": "行政事业单位医疗", "2101101": "行政单位医疗", "2101102": "事业单位医疗", "2101103": "公务员医疗补助",
    "221": "住房保障支出", "22102": "住房改革支出", "2210201": "住房公积金", "223": "国有资本经营预算支出",
    "22301": "解决历史遗留问题及改革成本支出", "2230105": "国有企业退休人员社会化管理补助支出", "229": "其他支出",
    "22960": "彩票公益金安排的支出", "2296003": "用于体育事业的彩票公益金支出",
}  # fmt: skip
"""Names of the subjects used, after the 政府收支分类科目."""


@dataclass(frozen=True, slots=True)
class Economic:
    """One 款 of 基本支出; `function` is the 项 that pays it ("" : 行政运行 or an institution)."""

    code: str
    name: str
    amounts: Amounts
    function: str = ""


ECONOMIC_CLASSES = {"301": "工资福利支出", "302": "商品和服务支出", "303": "对个人和家庭的补助"}
ECONOMIC = (
    Economic("30101", "基本工资", (4_862_300, 5_013_800, 5_126_500)),
    Economic("30102", "津贴补贴", (2_914_600, 2_986_200, 3_041_700)),
    Economic("30103", "奖金", (3_205_000, 3_318_400, 3_402_900)),
    Economic("30107", "绩效工资", (2_108_700, 2_176_300, 2_254_800)),
    Economic("30108", "机关事业单位基本养老保险缴费", (1_987_200, 2_046_900, 2_098_400), "2080505"),
    Economic("30109", "职业年金缴费", (993_600, 1_023_500, 1_049_200), "2080506"),
    Economic("30110", "职工基本医疗保险缴费", (412_300, 428_700, 441_900), "2101101"),
    Economic("30110", "职工基本医疗保险缴费", (586_200, 601_400, 618_300), "2101102"),
    Economic("30111", "公务员医疗补助缴费", (248_400, 255_900, 262_300), "2101103"),
    Economic("30112", "其他社会保障缴费", (96_500, 99_200, 102_100)),
    Economic("30113", "住房公积金", (1_490_400, 1_535_200, 1_573_800), "2210201"),
    Economic("30201", "办公费", (186_400, 179_800, 172_350)),  # 2026: half a step, see ROUNDED
    Economic("30202", "印刷费", (42_000, 40_500, 38_600)),
    Economic("30205", "水费", (18_900, 19_200, 19_600)),
    Economic("30206", "电费", (96_300, 98_700, 101_200)),
    Economic("30207", "邮电费", (64_500, 63_800, 62_150)),  # 2026: half a step, see ROUNDED
    Economic("30208", "取暖费", (152_600, 155_300, 158_900)),
    Economic("30211", "差旅费", (88_000, 82_600, 79_400)),
    Economic("30213", "维修（护）费", (54_200, 52_900, 51_700)),
    Economic("30216", "培训费", (46_800, 45_100, 43_500)),
    Economic("30217", "公务接待费", (21_600, 19_800, 18_200)),
    Economic("30228", "工会经费", (198_700, 204_700, 209_800)),
    Economic("30231", "公务用车运行维护费", (93_500, 90_000, 86_400)),
    Economic("30239", "其他交通费用", (312_000, 318_600, 321_900)),
    Economic("30299", "其他商品和服务支出", (126_500, 131_200, 128_800)),
    Economic("30302", "退休费", (268_300, 271_400, 274_600)),
    Economic("30305", "生活补助", (35_200, 36_100, 36_800)),
)
ROUNDED = ("30201", "30207")
"""The 尾差 of 2026: both end in 50 元, each is rounded up, and their sum is one step (0.01 万元) more than 302 prints."""
INSTITUTIONS: Mapping[str, Amounts] = {
    "2070104": (2_986_400, 3_062_700, 3_128_900),
    "2070109": (2_214_300, 2_268_800, 2_317_600),
    "2070205": (1_768_500, 1_804_100, 1_846_300),
}
"""基本支出 of the subordinate institutions by 项; what no 项 pays remains with 行政运行."""


@dataclass(frozen=True, slots=True)
class Project:
    """One project. `economic`: measure of table 7 -> amounts (general_public only). `entrusted`: the part that is 委托业务费.

    `counts` and `unit` are the quantity its goal promises; `why` are the reasons of change in 2025 and 2026.
    """

    name: str
    code: str
    economic: Mapping[str, Amounts]
    purpose: str
    basis: str
    quantity: str
    unit: str
    counts: Amounts
    benefit: str
    why: tuple[str, str]
    fund: Fund = "general_public"
    transfer: bool = False
    entrusted: Amounts = (0, 0, 0)
    subsidy: tuple[str, str] = ("", "")

    def amount(self, year: int) -> int:
        """The project's 元 in `year`."""
        return sum(amounts[YEARS.index(year)] for amounts in self.economic.values())

    def count(self, year: int) -> int:
        """The promised quantity in `year`."""
        return self.counts[YEARS.index(year)]


PROJECTS = (
    Project("公共图书馆免费开放补助", "2070104", {"goods_services": (360_000, 380_000, 400_000)},
            "图书馆水电、保洁和读者活动", "《云溪市公共文化场馆免费开放办法（虚构）》", "开展读者活动", "场", (40, 44, 48),
            "读者到馆更方便", ("上级补助名额多了一个分馆", "上级按到馆人次提高了补助标准"), transfer=True),
    Project("周末广场惠民演出", "2070109", {"goods_services": (520_000, 560_000, 610_000)},
            "舞台租用、演出补贴和场地安保", "《云溪市惠民演出工作方案（虚构）》", "组织演出", "场", (52, 56, 60),
            "居民家门口有戏看", ("演出由市区向两个镇延伸", "演出场次比上年多四场"), entrusted=(0, 60_000, 80_000)),
    Project("流动文化车购置", "2070109", {"capital": (0, 180_000, 0)},
            "购置流动演出用车一辆", "《云溪市惠民演出工作方案（虚构）》", "购置车辆", "辆", (0, 1, 0),
            "演出能进山村", ("原有车辆到了报废年限", "车辆上年已购置，本年不再安排")),
    Project("非物质文化遗产保护与传承", "2070111",
            {"goods_services": (180_000, 200_000, 210_000), "household_subsidies": (60_000, 60_000, 72_000)},
            "记录整理、展示活动和传承人传习补助", "《云溪市非物质文化遗产名录管理办法（虚构）》", "补助代表性传承人", "人", (20, 20, 24),
            "手艺有人学有人教", ("新增一处传习所的展示费用", "新认定传承人四名"), subsidy=("每人每年 3,000 元", "市级代表性传承人")),
    Project("全域旅游宣传推广", "2070113", {"goods_services": (950_000, 880_000, 760_000)},
            "线上推广、展会布展和导览图印制", "《云溪市全域旅游规划（虚构）》", "参加旅游展会", "次", (6, 5, 4),
            "外地游客更了解云溪", ("展会合并参加", "压减展会次数，改用线上推广"), entrusted=(300_000, 280_000, 260_000)),
    Project("公共文化场馆编外人员薪酬", "2070199", {"wages": (420_000, 430_000, 446_000)},
            "讲解员和管理员的工资与社会保险", "《云溪市编外用工核定意见（虚构）》", "保障编外人员", "人", (11, 11, 11),
            "场馆正常开门", ("社会保险基数上调", "社会保险基数上调")),
    Project("智慧文旅平台建设", "2070199",
            {"goods_services": (0, 0, 300_000), "capital": (0, 0, 1_150_000)},
            "平台软件开发、场馆预约终端和网络安全测评", "《云溪市智慧文旅三年行动（虚构）》", "接入场馆", "家", (0, 0, 9),
            "一部手机订场馆", ("", "本年起分两年建设平台"), entrusted=(0, 0, 180_000)),
    Project("文物保护单位修缮", "2070204",
            {"goods_services": (0, 150_000, 120_000), "capital": (0, 1_200_000, 860_000)},
            "古戏台和旧城墙的勘察、加固与监测", "《云溪市文物修缮计划（虚构）》", "修缮文物保护单位", "处", (0, 3, 2),
            "老建筑不再漏雨", ("上级首次下达修缮补助", "主体工程上年已开工，本年只安排收尾"), transfer=True),
    Project("无线发射台设备更新", "2070807", {"capital": (0, 680_000, 0)},
            "更换发射机和天馈线", "《云溪市发射台更新计划（虚构）》", "更新发射机", "部", (0, 2, 0),
            "山区收听更清楚", ("发射机到了报废年限", "设备上年已全部更换，本年不再安排")),
    Project("应急广播运行维护", "2070808", {"goods_services": (240_000, 240_000, 240_000)},
            "终端巡检、线路租用和备件", "《云溪市应急广播管理规定（虚构）》", "维护广播终端", "套", (320, 320, 320),
            "预警信息及时到村", ("", ""), entrusted=(120_000, 120_000, 120_000)),
    Project("国产影片农村放映补助", "2070701", {"project": (0, 0, 260_000)},
            "放映队场次补助", "《云溪市农村放映补助办法（虚构）》", "放映电影", "场", (0, 0, 650),
            "乡镇居民看到新片", ("", "上级本年下达放映补助"), fund="government_fund", transfer=True),
    Project("旅游步道健身设施", "2296003", {"project": (0, 0, 180_000)},
            "步道沿线健身器材的购置与安装", "《云溪市步道建设方案（虚构）》", "安装健身器材", "件", (0, 0, 36),
            "游客和居民有处锻炼", ("", "本年新开步道两条"), fund="government_fund"),
    Project("文艺院团退休人员社会化管理", "2230105", {"project": (0, 0, 320_000)},
            "转制院团退休人员的活动与服务", "《云溪市转制院团人员服务意见（虚构）》", "服务退休人员", "人", (0, 0, 85),
            "退休人员有人管", ("", "转制院团本年移交退休人员"), fund="state_capital", transfer=True),
)  # fmt: skip
ALIAS = {(2026, "智慧文旅平台建设"): "智慧文旅综合平台建设"}
"""The wording defect of 2026: section 七 calls this project otherwise than table 7 does."""


@dataclass(frozen=True, slots=True)
class Carry:
    """Money carried over from the year before. `part`: basic_personnel, basic_public or project; `of` its project's name."""

    name: str
    code: str
    part: str
    amounts: Amounts
    purpose: str
    of: str = ""
    fund: Fund = "general_public"


CARRIES = (
    Carry("年末养老保险清算资金", "2080505", "basic_personnel", (51_200, 48_600, 45_300), "补缴上年末未清算的养老保险"),
    Carry("年末水电费尾款", "2070101", "basic_public", (12_400, 0, 9_800), "支付上年十二月的水电费"),
    Carry("公共图书馆免费开放补助资金", "2070104", "project", (36_000, 42_000, 28_500), "补购儿童读物",
          "公共图书馆免费开放补助"),
    Carry("文物保护单位修缮资金", "2070204", "project", (0, 0, 310_000), "旧城墙加固的进度款", "文物保护单位修缮"),
    Carry("彩票公益金步道资金", "2296003", "project", (0, 0, 56_000), "第一条步道的器材尾款", "旅游步道健身设施",
          "government_fund"),
)  # fmt: skip
"""Their printed names begin with the year before (`2025年年末水电费尾款`)."""

ABROAD: Amounts = (0, 0, 0)
VEHICLE_PURCHASE: Amounts = (0, 180_000, 0)
PROCUREMENT = {
    "货物": (420_000, 860_000, 1_240_000),
    "工程": (0, 700_000, 520_000),
    "服务": (380_000, 410_000, 560_000),
}
STAFF = {"编制": (92, 92, 92), "在职": (84, 85, 87), "退休": (46, 48, 49), "离休": (0, 0, 0)}
HOUSES = ((6_210, 18_420_000), (6_210, 18_420_000), (6_480, 19_360_000))
VEHICLES = ((5, 812_000), (5, 812_000), (6, 992_000))
"""(square metres, worth) and (number, worth) at the end of the year before."""


@dataclass(frozen=True, slots=True)
class Figures:
    """Everything of one year that tables and prose need; the mappings run from 项 codes to 元."""

    year: int
    basic: Mapping[str, int]
    projects: tuple[tuple[Project, int], ...]
    carries: tuple[tuple[Carry, str, int], ...]
    economic: Mapping[str, int]

    def fund(self, fund: Fund, transfer: bool | None = None) -> dict[str, int]:
        """项 -> 元 of one fund; `transfer` True only what comes from above, False only the body's own."""
        found: dict[str, int] = {}
        if fund == "general_public" and not transfer:
            found.update(self.basic)
        for project, amount in self.projects:
            if project.fund == fund and transfer in (None, project.transfer):
                found[project.code] = found.get(project.code, 0) + amount
        return found

    def project_of(self, fund: Fund | None = None) -> dict[str, int]:
        """项 -> 元 of project spending, of one fund or of all."""
        found: dict[str, int] = {}
        for project, amount in self.projects:
            if fund in (None, project.fund):
                found[project.code] = found.get(project.code, 0) + amount
        return found

    def carried(self, basic: bool | None = None, fund: Fund | None = None) -> dict[str, int]:
        """项 -> 元 carried over: all, or only its 基本支出 (True) or 项目支出 (False), or only of one fund."""
        found: dict[str, int] = {}
        for carry, _, amount in self.carries:
            if basic in (None, carry.part != "project") and fund in (None, carry.fund):
                found[carry.code] = found.get(carry.code, 0) + amount
        return found

    def line(self, code: str) -> int:
        """元 of one economic 款 or 类 within 基本支出."""
        return sum(amount for key, amount in self.economic.items() if key.startswith(code))

    @property
    def entrusted(self) -> tuple[tuple[str, int], ...]:
        """(project, 元) of 委托业务费."""
        index = YEARS.index(self.year)
        return tuple((project.name, project.entrusted[index]) for project in PROJECTS if project.entrusted[index])

    @property
    def three_public(self) -> dict[str, int]:
        """Line -> 元 of 三公 spending."""
        index = YEARS.index(self.year)
        return {
            "abroad": ABROAD[index],
            "reception": self.line("30217"),
            "purchase": VEHICLE_PURCHASE[index],
            "running": self.line("30231"),
        }


def figures(year: int) -> Figures:
    """The figures of one of YEARS, derived from the base figures above. Raises ValueError for another year."""
    index = YEARS.index(year)
    economic: dict[str, int] = {}
    basic: dict[str, int] = {code: amounts[index] for code, amounts in INSTITUTIONS.items()}
    rest = -sum(basic.values())
    for item in ECONOMIC:
        economic[item.code] = economic.get(item.code, 0) + item.amounts[index]
        if item.function:
            basic[item.function] = basic.get(item.function, 0) + item.amounts[index]
        else:
            rest += item.amounts[index]
    basic["2070101"] = rest
    return Figures(
        year,
        dict(sorted(basic.items())),
        tuple((project, project.amount(year)) for project in PROJECTS if project.amount(year)),
        tuple((carry, f"{year - 1}年{carry.name}", carry.amounts[index]) for carry in CARRIES if carry.amounts[index]),
        dict(sorted(economic.items())),
    )
