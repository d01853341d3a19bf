"""Counts and sums that the prose states of itself or of tables: parts of procurement, vehicles, number of projects (X9, X10).

Apart from narrative.py because these are read from the sentence, not from claims.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from data_model.amount import tolerance
from data_model.budget import Budget, Finding, Table, Verdict
from data_model.checks.prose import Said, amounts, body
from data_model.telling import money

_PROJECTS = re.compile(r"当年预算安排项目共?\s*([0-9]{1,6})\s*个|当年财政拨款项目\s*([0-9]{1,6})\s*个")
_VEHICLES = re.compile(r"车辆\s*([0-9]{1,6})\s*辆[^。]*?其中[:：]?([^。]*)")
_VEHICLE = re.compile(r"([\u4e00-\u9fff]*?用车|其他车辆)\s*([0-9]{1,6})\s*辆")
_PART = re.compile("(?:货物|工程|服务)(?:类)?(?:支出|预算|采购预算)?$")


def quantities(budget: Budget) -> Iterator[Finding]:
    """All of them."""
    for said in body(budget):
        yield from _procurement(said)
        yield from _vehicles(said)
        yield from _projects(budget, said)


def _procurement(said: Said) -> Iterator[Finding]:
    """政府采购 = 货物 + 工程 + 服务 (X10)."""
    if "采购" not in said.text or "其中" not in said.text:
        return
    found = amounts(said.text)
    parts = [q for q in found if _PART.search(said.text[max(0, q.start - 12) : q.start].strip())]
    if len(parts) < 2 or found[0] in parts:
        return
    whole, total = found[0], sum(q.fen for q in parts)
    step = max(q.step for q in (whole, *parts))
    allowed = tolerance(len(parts), step)
    off = whole.fen - total
    verdict: Verdict = "ok" if not off else "rounding" if abs(off) <= allowed else "mismatch"
    sign = {"ok": "=", "rounding": "≈"}.get(verdict, "≠")
    text = f"政府采购预算 {whole.printed} {sign} {' + '.join(q.printed for q in parts)}"
    text += f"，差 {money(abs(off), '万元', whole.step)}" if off else ""
    yield Finding("X10.parts", verdict, text, "原文", "", "", "", total, whole.fen, off, allowed, said.place)


def _vehicles(said: Said) -> Iterator[Finding]:
    """Vehicles = the sum of their kinds."""
    match = _VEHICLES.search(said.text)
    parts = _VEHICLE.findall(match[2]) if match else []
    if match is None or len(parts) < 2:
        return
    total = sum(int(count) for _, count in parts)
    verdict: Verdict = "ok" if total == int(match[1]) else "mismatch"
    kinds = " + ".join(count for _, count in parts)
    text = f"车辆 {match[1]} 辆 {'=' if verdict == 'ok' else '≠'} {kinds}"
    yield Finding("X10.parts", verdict, text, "原文", place=said.place)


def _projects(budget: Budget, said: Said) -> Iterator[Finding]:
    """The number of projects said = lines of the project tables, and goal tables where nothing is kept back (X9)."""
    match = _PROJECTS.search(said.text)
    if match is None:
        return
    said_count = int(match[1] or match[2])
    tables = {kind: _lines(budget.table(kind)) for kind in ("projects", "government_fund", "state_capital")}
    lines = sum(tables.values())
    goals = sum(1 for goal in budget.goals if goal.project)
    if lines and lines != said_count:
        text = f"写“项目共 {said_count} 个”，项目支出表和基金、国资表列 {'+'.join(str(n) for n in tables.values() if n)} 项"
        if goals == said_count:
            text += f"（与绩效目标表 {goals} 张相符，可能合并了项目）"
        yield Finding("X9.count", "wording", text, "原文", "projects", place=said.place)
    if goals and goals != said_count and not _kept_back(budget):
        text = f"写“项目共 {said_count} 个”，绩效目标表有 {goals} 张"
        yield Finding("X9.count", "hint", text, "原文", "goals", place=said.place)


def _lines(table: Table | None) -> int:
    """Projects of a table; of a fund table the innermost rows with project expenditure."""
    if table is None:
        return 0
    if table.kind == "projects":
        return sum(1 for row in table.rows if row.project and row.cells)
    codes = [row.code for row in table.rows if row.fen("project") and row.code and row.code != "TOTAL"]
    return sum(1 for code in codes if not any(other != code and other.startswith(code) for other in codes))


def _kept_back(budget: Budget) -> bool:
    """True when the document keeps projects back (不予公开): nothing is inferred about them."""
    return any("不予公开" in said.text or "涉密" in said.text for said in body(budget))
