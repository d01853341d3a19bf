"""Names and reasons in the prose against the tables: projects and classes called otherwise, paths no table has, reasons that
contradict their line, two amounts for one thing (N7, N8, N12). Apart from narrative.py, which reckons.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from data_model.budget import Budget, Finding, Row, Table
from data_model.checks.name_parts import TAIL, differing
from data_model.checks.prose import LONGEST_NAME, Places, Said, amounts, bare, body, likeness
from data_model.classification import TOTAL, level
from data_model.statements import Claim
from data_model.telling import money, table_name
from data_model.text import fold

_PROJECT_TABLES = ("projects", "entrusted", "carryover")
_LEVEL = re.compile(r"[“\"]?([^（）()“”\"]+(?:[（(][^（）()类款项]{1,8}[）)][^（）()“”\"]*)*)[（(]([类款项])[）)]")
_ENDING = re.compile("(?:支出|费用|费|经费|预算|资金)+$")
_UP = re.compile("增加|增长|新增|提高|上调|上升|增列|调增|扩大|增多|增设")
_DOWN = re.compile("减少|下降|压减|压缩|降低|调减|核减|取消|减支|节约|未安排|不再|缩减|削减|完成|到期|厉行")
_LIKE = 0.72


def words(budget: Budget, places: Places) -> Iterator[Finding]:
    """All rules about names and reasons."""
    yield from _names(budget, places)
    yield from _classes(budget, places)
    for claim in budget.claims:
        yield from _reason(claim, budget.claims, places)
    yield from _reason_projects(budget, places)
    for said in body(budget):
        yield from _two_amounts(budget, said)


# --- names -------------------------------------------------------------------------------------------------------------------


def _names(budget: Budget, places: Places) -> Iterator[Finding]:
    """A project the prose calls otherwise than its table: paired by amount and likeness (N12)."""
    told: set[tuple[str, str]] = set()
    for name, amount, section, origin, kinds in _named(budget):
        rows = [(t, row) for kind in kinds if (t := budget.table(kind)) for row in t.rows if row.project]
        known = [(t, row) for t, row in rows if _same(name, row.project)]
        if not rows or known or not name:
            continue
        alike = sorted(rows, key=lambda r: -likeness(name, r[1].project) - (r[1].fen("total") == amount))
        table, row = alike[0]
        near = likeness(name, row.project)
        same_amount = amount is not None and row.fen("total") == amount
        if near < 0.5 and not (
            kinds[0] in _PROJECT_TABLES
            and section
            and same_amount
            and len([r for _, r in rows if r.fen("total") == amount]) == 1
        ):
            continue
        if (near < _LIKE and not same_amount) or (table.kind, fold(name) + row.project) in told:
            continue
        told.add((table.kind, fold(name) + row.project))
        one, two = differing(row.project, name, places.bonds)
        tail = f"，金额都是 {money(amount, '万元', table.step)}" if same_amount and amount is not None else ""
        text = f"{table_name(table)} 与{section}的项目名称不同：“{one}”与“{two}”{tail}"
        yield Finding("N12.name", "wording", text, "名称相近", table.kind, row.code, "total", row.fen("total"), amount, place=places.place(origin))  # fmt: skip


def _named(budget: Budget) -> Iterator[tuple[str, int | None, str, str, tuple[str, ...]]]:
    """(name, amount, section, origin, tables) of every project the prose names."""
    told: dict[str, list[tuple[str, str]]] = {}
    if budget.projects:
        for said in body(budget):
            told.setdefault(said.place.label(), []).append((fold(said.text), said.number))
    for project in budget.projects:
        name = fold(project.name)  # a page may hold more than one section
        section = next((number for text, number in told.get(project.origin, ()) if name in text), "") or "项目支出说明"
        yield project.name, project.amount, section, project.origin, ("projects", "government_fund", "state_capital")
    for claim in budget.claims:
        if claim.table in _PROJECT_TABLES and claim.table != "projects":
            if claim.subject and claim.project:
                name = claim.subject if bare(claim.project) not in bare(claim.subject) else claim.project
                yield name, claim.amount, claim.section, claim.origin, (claim.table,)
        elif not claim.table and claim.project and "：" not in claim.subject:
            yield claim.project, claim.amount, claim.section, claim.origin, ("carryover",)


def _same(name: str, printed: str) -> bool:
    """The same name but for brackets, blanks, and the word the sentence adds (`…委托业务费`, `…结转`)."""
    one, two = bare(name), bare(printed)
    return one == two or TAIL.sub("", one) == TAIL.sub("", two)


def _classes(budget: Budget, places: Places) -> Iterator[Finding]:
    """The name of each 类, 款, 项 a claim gives = that of its row; a path no table has (N8, N12)."""
    names: dict[str, set[str]] = {}
    shown: dict[str, tuple[Table, Row]] = {}
    for table in budget.tables:
        for row in table.rows:
            code = row.code or (row.line.split(".")[1] if row.line.startswith("class.") else "")
            if code and code != TOTAL and not row.project and row.name and not row.code.startswith(("3", "5")):
                names.setdefault(code, set()).add(_class(row.name))
                shown.setdefault(code, (table, row))
    told: set[tuple[str, str]] = set()
    for claim in budget.claims:
        levels = _LEVEL.findall(claim.subject[:LONGEST_NAME])
        if not claim.code:
            if levels and claim.amount and claim.table and claim.table not in _PROJECT_TABLES and names:
                text = f"{claim.section}写“{''.join(f'{n}（{level}）' for n, level in levels)}”，各表没有这个科目"
                yield Finding("N1.path", "wording", text, "原文", claim.table, place=places.place(claim.origin))
            continue
        said = [(claim.code[: {"类": 3, "款": 5, "项": 7}[level]], name) for name, level in levels]
        if not levels and len(claim.code) == 3 and not claim.project:
            said = [(claim.code, claim.subject)]
        for code, name in said:
            folded = _class(name)
            if code not in names or folded in names[code] or (code, folded) in told:
                continue
            if any(_ENDING.sub("", folded) == _ENDING.sub("", known) for known in names[code]):
                continue
            if other := _other_level(folded, code, claim.code, names):
                told.add((code, folded))
                table, row = shown[other]
                text = (
                    f"{claim.section}写“{name.strip()}（{level(code)}）”，{table_name(table)} {other} 是{level(other)}"
                )
                yield Finding("N12.class", "wording", text, "原文", table.kind, other, place=places.place(claim.origin))
                continue
            if not any(likeness(folded, known) >= 0.5 for known in names[code]):
                continue  # a sentence about something else was taken for this subject
            told.add((code, folded))
            table, row = shown[code]
            text = f"{claim.section}写“{name.strip()}”，{table_name(table)} {code} 印作“{row.name}”"
            yield Finding("N12.class", "wording", text, "原文", table.kind, code, place=places.place(claim.origin))


def _other_level(folded: str, code: str, whole: str, names: Mapping[str, set[str]]) -> str:
    """The subject above or below on the same path that has this name: `住房改革支出（类）` is a 款."""
    return next(
        (c for c in (whole[:5], whole[:3]) if c != code and len(c) in (3, 5) and folded in names.get(c, ())), ""
    )


def _class(name: str) -> str:
    return bare(re.sub(r"^[0-9]{3,7}|^[0-9]{1,2}[.、．]|的|[（(][类款项][）)]", "", name))


# --- reasons -----------------------------------------------------------------------------------------------------------------


def _reason(claim: Claim, claims: Sequence[Claim], places: Places) -> Iterator[Finding]:
    """A reason whose direction or subject is not that of its line (N7)."""
    change, reason = claim.prior_change, claim.reason
    if change is None and claim.prior_change_percent:
        change = -1 if claim.prior_change_percent.startswith("-") else 1
    if not reason:
        return
    told = ("原文", claim.table, claim.code, claim.measure)
    up, down = _UP.search(reason), _DOWN.search(reason)
    if change and ((change < 0 and up and not down) or (change > 0 and down and not up)):
        word = "减少" if change < 0 else "增加"
        text = f"{_short(claim)}{word}了，原因却写“{reason[:40]}”"
        yield Finding("N7.reason", "hint", text, *told, place=places.place(claim.origin))
    own = _item(claim)
    about = bare(re.sub("(?:经费|预算|支出)*(?:增加|减少|保持不变|不变|持平).*$", "", reason))
    if own and about and len(about) >= 5 and own not in about and about not in own:
        other = next((c for c in claims if c is not claim and (item := _item(c)) and item != own and len(item) >= 5 and (item == about or about.endswith(item))), None)  # fmt: skip
        if other is not None and likeness(own, about) < 0.9:
            text = f"{_short(claim)}的原因说的是“{reason[:30]}”，那是另一个科目"
            yield Finding("N7.subject", "wording", text, *told, place=places.place(claim.origin))


def _item(claim: Claim) -> str:
    levels = _LEVEL.findall(claim.subject[:LONGEST_NAME])
    return _ENDING.sub("", bare(levels[-1][0])) if levels and levels[-1][1] == "项" else ""


def _short(claim: Claim) -> str:
    levels = _LEVEL.findall(claim.subject[:LONGEST_NAME])
    return f"{claim.section}“{levels[-1][0] if levels else claim.subject[-20:]}”"


_LISTED = re.compile("[、，,；;]|及|和|以及")
_PROJECTISH = re.compile("(?:经费|报酬|补助|补贴|项目)$")


def _reason_projects(budget: Budget, places: Places) -> Iterator[Finding]:
    """A reason that lists projects, one of which has no such name in the table (N12)."""
    table = budget.table("projects")
    known = {bare(row.project) for row in table.rows if row.project} if table else set()
    if table is None or len(known) < 2:
        return
    told: set[str] = set()
    for claim in budget.claims:
        parts = [bare(re.sub("(?:增加|减少|调整).*$", "", part)) for part in _LISTED.split(claim.reason)]
        if not any(part in known for part in parts):
            continue
        for part in parts:
            if len(part) < 5 or not _PROJECTISH.search(part) or part in known or part in told:
                continue
            best = max(known, key=lambda name: likeness(name, part))
            if likeness(best, part) < 0.4:
                continue
            told.add(part)
            text = f"{claim.section}的原因写“{part}”，{table_name(table)} 没有这个项目，相近的是“{best}”"
            yield Finding("N12.name", "wording", text, "名称相近", "projects", place=places.place(claim.origin))


# --- two amounts -------------------------------------------------------------------------------------------------------------

_AGAIN = re.compile(r"(20[0-9]{2})\s*年\s*(?:当年)?(?:预算)?(?:预算安排|安排|预算数)为?\s*$")


def _two_amounts(budget: Budget, said: Said) -> Iterator[Finding]:
    """A paragraph that gives one subject two amounts of this year (N8)."""
    found = amounts(said.text)
    if len(found) < 2 or budget.meta.fiscal_year is None:
        return
    start = max(said.text.rfind("（项）", 0, found[0].start), said.text.rfind("(项)", 0, found[0].start))
    if start < 0 or found[0].start - start > 8:
        return
    for quantity in found[1:]:
        match = _AGAIN.search(said.text[max(0, quantity.start - 24) : quantity.start])
        if match and int(match[1]) == budget.meta.fiscal_year and quantity.fen != found[0].fen:
            text = f"同一段里同一科目有两个金额：{found[0].printed} 与 {quantity.printed}"
            subject = said.text[: found[0].start].strip('“”" ')[-22:]
            yield Finding(
                "N8.amounts", "wording", f"{text}（{subject}）", "原文", expected=found[0].fen, found=quantity.fen,
                difference=quantity.fen - found[0].fen, place=said.place,
            )  # fmt: skip
            return
