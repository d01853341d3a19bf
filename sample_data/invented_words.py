"""How the prose of the invented budget (虚构) says amounts, changes and their reasons. Apart from the sections that say them."""

from __future__ import annotations

from collections.abc import Iterable

from data_model.amount import format_fen, percent
from sample_data.invented_figures import PROJECTS, YEARS, Figures, Project

STAFF_REASON = "人员晋级晋档后工资和保险缴费相应上调"


def money(yuan: int) -> str:
    """元 -> `1,129.51 万元`."""
    return f"{format_fen(yuan * 100)} 万元"


def share(part: int, whole: int) -> str:
    """`占 9.10%`."""
    return f"占 {percent(part, whole) or '0.00'}%"


def change(now: int, before: int, reason: str, base: str = "比上年预算") -> str:
    """`比上年预算增加 1.00 万元，增长 2.00%，主要原因是…`; 持平 needs no reason, a new item grows by 100 %."""
    if now == before:
        return f"{base}增加 0.00 万元，增长 0.00%，与上年持平"
    verb, rate = ("增加", "增长") if now > before else ("减少", "下降")
    rise = percent(abs(now - before), before) or "100.00"
    return f"{base}{verb} {money(abs(now - before))}，{rate} {rise}%" + (f"，主要原因是{reason}" if reason else "")


def why(project: Project, now: Figures) -> str:
    """Why the project's amount changed against the year before."""
    return project.why[YEARS.index(now.year) - 1]


def reasons(projects: Iterable[Project], up: bool, now: Figures, staff: bool = False) -> str:
    """The two largest moves in this direction among `projects`, after the one of staff: a reason never contradicts its line."""

    def step(project: Project) -> int:
        return project.amount(now.year) - project.amount(now.year - 1)

    moved = sorted((p for p in projects if step(p) and (step(p) > 0) == up), key=lambda p: -abs(step(p)))
    told = [STAFF_REASON] if staff and up else []
    return "；".join([*told, *(why(project, now) for project in moved[:2])]) or STAFF_REASON


def of_fund(fund: str, transfer: bool | None = None) -> list[Project]:
    """All projects of a fund, of the body's own money or of what comes from above."""
    return [p for p in PROJECTS if p.fund == fund and transfer in (None, p.transfer)]
