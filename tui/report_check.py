"""`check` as text, Markdown and JSON: findings in, lines or rows out; counts first, then what to look at, places as printed.

Apart from check_command.py, which reads files and decides exit codes; nothing is checked here.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, NamedTuple

from data_model.amount import format_yuan
from data_model.budget import Budget, Finding, Table
from data_model.checks.rules import RULES, Rule
from data_model.classification import printed_code
from data_model.telling import table_name
from tui.cells import cell_width, cut, cut_start, left, right
from tui.cited import both_words, said_at
from tui.console import Line
from tui.figures import BLANK, amount_text
from tui.texts import sentence, t, term
from tui.widgets.wrapping import wrap

COUNTED = ("mismatch", "wording", "hint", "misplaced", "ambiguous", "unread", "rounding", "not_applicable", "ok")
FOLDED = frozenset({"rounding", "ok", "not_applicable"})
"""Verdicts that are counted, and listed only with --all."""
_STYLE = {"mismatch": "amber", "wording": "bold"}
_MOST_PLACE, _LEAST_PLACE = 25, 24
"""A place with section and page in the wider, where the sentence keeps its room."""
_LEAST_MESSAGE = 30
_LEAD = re.compile(r"^[^：，。]{0,40}：")


class Checked(NamedTuple):
    """One document with its findings (all of them), as far as a report needs it: plain data, it travels between processes.

    `tables` maps a kind to (name as printed, unit, step); `ok` counts what agrees, `recovered` the figures put back; `said` the
    section of those that are printed in a sentence, and whether it is in the contents.
    """

    file: str
    title: str
    document: str
    unit: str
    tables: dict[str, tuple[str, str, int]]
    findings: tuple[Finding, ...]
    ok: int
    recovered: int
    said: dict[Finding, tuple[str, bool]] = {}  # noqa: RUF012 (never changed)

    def count(self, verdict: str) -> int:
        """How many findings have this verdict."""
        return self.ok if verdict == "ok" else sum(1 for f in self.findings if f.verdict == verdict)


def table_facts(tables: Sequence[Table]) -> dict[str, tuple[str, str, int]]:
    """What a report needs of the tables."""
    return {table.kind: (table_name(table), table.unit, table.step) for table in reversed(tables)}


def said_in(budget: Budget, findings: Sequence[Finding]) -> dict[Finding, tuple[str, bool]]:
    """The section of every finding that is printed in a sentence; what sums say is printed in tables."""
    from data_model.stands import SUMS, stand_of

    found = ((f, stand_of(budget, f).at) for f in findings if f.place is not None and f.grade not in ("", SUMS))
    return {finding: said_at(budget, at) for finding, at in found if at is not None}


# --- text --------------------------------------------------------------------------------------------------------------------


def check_lines(checked: Checked, unit: str, width: int, everything: bool) -> list[Line]:
    """The report of one document in lines of at most `width` cells; long sentences go on below themselves."""
    lines = [*_head(checked, width), ()]
    shown = [f for f in checked.findings if everything or f.verdict not in FOLDED]
    if shown:
        lines += finding_lines(checked, shown, unit, width)
    else:
        silent = any(f.rule == "C.sections" and f.verdict == "not_applicable" for f in checked.findings)
        lines.append(((t("check.nothing_in_tables" if silent else "check.nothing", ok=checked.ok), ""),))
    if not everything:
        lines += [(), ((cut(t("check.foot"), width), "dim"),)]
    return lines


def _head(checked: Checked, width: int) -> list[Line]:
    room = width - cell_width(checked.title) - 3
    title = f"{checked.title}   {cut_start(checked.file, max(room, _MOST_PLACE))}"
    counts: list[tuple[str, str]] = []
    for verdict in COUNTED:
        count = checked.count(verdict)
        if verdict == "misplaced":
            count = max(count, checked.recovered)
        if count or verdict in ("mismatch", "rounding", "ok"):
            text = t("check.counts", word=t(f"screen.verdict.{verdict}"), count=count)
            if verdict == "misplaced" and checked.recovered:
                text = t("check.recovered", count=checked.recovered)
            counts += [("   " if counts else "", ""), (text, "amber" if verdict == "mismatch" and count else "")]
    return [((cut(title, width), "bold"),), tuple(counts)]


def finding_lines(checked: Checked, findings: Sequence[Finding], unit: str, width: int) -> list[Line]:
    """Verdict, amount, difference, place, sentence; the head of the columns first."""
    words = {f.verdict: t(f"screen.verdict.{f.verdict}") for f in findings}
    verdicts = max(4, *(cell_width(word) for word in words.values()))
    amounts = [_amount(checked, f, f.found if f.found is not None else f.expected, unit) for f in findings]
    differences = [_amount(checked, f, f.difference, unit) for f in findings]
    cells = max(8, *(cell_width(text) for text in amounts))
    off = max(5, *(cell_width(text) for text in differences))
    figures = verdicts + cells + off + 6
    most = _MOST_PLACE if width - figures - _MOST_PLACE >= _LEAST_MESSAGE else _LEAST_PLACE
    places = [cut(place_of(checked, f, most), most) for f in findings]
    place = max(4, *(cell_width(text) for text in places))
    room = width - figures - place
    head = (
        f"{left(t('check.head.verdict'), verdicts)} {right(t('check.head.amount'), cells)} "
        f"{right(t('check.head.difference'), off)}  {left(t('check.head.place'), place)}  {t('check.head.message')}"
    )
    lines: list[Line] = [((head, "dim"),)]
    for finding, amount, difference, where in zip(findings, amounts, differences, places, strict=True):
        before = f"{left(words[finding.verdict], verdicts)} "
        middle = f"{right(amount, cells)} {right(difference, off)}  "
        style = _STYLE.get(finding.verdict, "")
        if room >= _LEAST_MESSAGE:
            told = wrap(sentence(finding.message), room)
            lines.append(((before, style), (middle, ""), (left(where, place) + "  ", "dim"), (told[0], "")))
            indent = " " * (width - room)
        else:
            lines.append(((before, style), (middle, ""), (where, "dim")))
            indent = " " * (verdicts + 1)
            told = ("", *wrap(sentence(finding.message), width - len(indent)))
        lines += [((indent + text, ""),) for text in told[1:]]
    return lines


def _amount(checked: Checked, finding: Finding, fen: int | None, unit: str) -> str:
    step = checked.tables.get(finding.table, ("", "", 10_000))[2]
    return amount_text(fen, unit, step) if fen is not None else BLANK


def place_of(checked: Checked, finding: Finding, most: int = _LEAST_PLACE) -> str:
    """`表3 20103 第194行`: table and code as printed, and the place in the file; `表3 ↔ 一（第23页）` where that is a sentence."""
    name = checked.tables.get(finding.table, ("", "", 1))[0]
    code = printed_code(finding.code)
    place = finding.place
    where = ""
    if place is not None:
        where = (
            t("report.page", page=place.page)
            if place.page is not None
            else t("report.line", line=place.line)
            if place.line is not None
            else place.label()[len(place.file) + 1 :]
        )
    if finding in checked.said:
        return both_words(name, code, checked.said[finding], where, most)
    room = most - cell_width(code) - cell_width(where) - 2
    return " ".join(part for part in (cut(name, max(4, room)), code, where) if part)


def results_lines(all_checked: Sequence[Checked], unreadable: Sequence[str], width: int) -> list[Line]:
    """One line a document: counts, then its name."""
    verdicts = ("mismatch", "wording", "hint", "rounding", "ok")
    heads = [t(f"screen.verdict.{verdict}") for verdict in verdicts]
    wide = [max(5, cell_width(head)) for head in heads]
    lines: list[Line] = [
        ((" ".join(right(head, w) for head, w in zip(heads, wide, strict=True)) + f"  {t('check.head.file')}", "dim"),)
    ]
    names = _names([checked.file for checked in all_checked] + list(unreadable))
    for checked in all_checked:
        figures = [right(str(checked.count(v)), w) for v, w in zip(verdicts, wide, strict=True)]
        name = f"  {cut_start(names[checked.file], max(8, width - sum(wide) - len(wide) - 2))}"
        style = "amber" if checked.count("mismatch") else ""
        lines.append(((figures[0], style), (" " + " ".join(figures[1:]) + name, "")))
    for file in unreadable:
        text = right(t("check.unread"), sum(wide) + len(wide) - 1)
        lines.append(((f"{text}  {cut_start(names[file], max(8, width - cell_width(text) - 2))}", "bold"),))
    return lines


def _names(files: Sequence[str]) -> dict[str, str]:
    """File -> its name below the folder that all of them share, so that what tells them apart is not cut."""
    from os.path import commonprefix

    shared = commonprefix(files).rfind("/") + 1 if len(files) > 1 else 0  # noqa: RUF071 (cut at the last folder)
    return {file: file[shared:] for file in files}


# --- rules -------------------------------------------------------------------------------------------------------------------


def rule_words(rule: Rule) -> tuple[str, str]:
    """(meaning, when it does not apply) in the chosen language."""
    own = f"rule.unless.{rule.id}"
    try:
        unless = t(own)
    except KeyError:
        unless = t(f"rule.unless.{rule.family}")
    return t(f"rule.{rule.id}"), unless


def rule_lines(width: int) -> list[Line]:
    """All rules: id, source, hard or soft, meaning; below it when it does not apply, once a family and where it has its own."""
    ids = max(cell_width(rule) for rule in RULES)
    sources = max(cell_width(term(rule.source)) for rule in RULES.values())
    kinds = max(cell_width(t("check.rule.hard")), cell_width(t("check.rule.soft")))
    indent = " " * (ids + sources + kinds + 5)
    lines: list[Line] = []
    family = ""
    for rule in RULES.values():
        meaning, unless = rule_words(rule)
        if rule.family != family:
            family = rule.family
            common = t("check.rule.unless", reason=t(f"rule.unless.{family}"))
            lines += [()] * bool(lines) + [((common, "dim"),)]
        kind = t("check.rule.hard") if rule.hard else t("check.rule.soft")
        told = wrap(meaning, max(20, width - len(indent)))
        lines.append(
            ((f"{left(rule.id, ids)} {left(term(rule.source), sources)} {left(kind, kinds)}   ", "dim"), (told[0], ""))
        )
        lines += [((indent + text, ""),) for text in told[1:]]
        if unless != t(f"rule.unless.{family}"):
            lines += [
                ((indent + text, "dim"),)
                for text in wrap(t("check.rule.unless", reason=unless), max(20, width - len(indent)))
            ]
    return lines


def rule_rows() -> list[dict[str, Any]]:
    """All rules as JSON-ready dicts."""
    return [
        {"id": r.id, "family": r.family, "source": r.source, "hard": r.hard, "basis": r.basis, "meaning": rule_words(r)[0],
         "not_applicable": rule_words(r)[1]}
        for r in RULES.values()
    ]  # fmt: skip


# --- Markdown, JSON, CSV ----------------------------------------------------------------------------------------------------------


def check_markdown(checked: Checked, unit: str, everything: bool) -> str:
    """The report of one document as Markdown: a heading, the counts, a table of findings."""
    lines = [f"## {_plain(checked.title)}", "", f"`{checked.file.replace('`', '')}`", ""]
    lines.append("".join(text for text, _ in _head(checked, 1000)[1]))
    shown = [f for f in checked.findings if everything or f.verdict not in FOLDED]
    if shown:
        heads = [t(f"check.head.{key}") for key in ("verdict", "amount", "difference", "place", "message")]
        lines += ["", "| " + " | ".join(heads) + " |", "|---|---:|---:|---|---|"]
    for f in shown:
        amount = _amount(checked, f, f.found if f.found is not None else f.expected, unit)
        cells = [
            t(f"screen.verdict.{f.verdict}"),
            amount,
            _amount(checked, f, f.difference, unit),
            place_of(checked, f),
            sentence(f.message),
        ]
        lines.append("| " + " | ".join(_plain(cell) for cell in cells) + " |")
    return "\n".join([*lines, "", t("check.foot"), ""])


def _plain(text: str) -> str:
    """Text of a file is never markup."""
    return re.sub(r"([\\`*_{}\[\]<>#|~])", r"\\\1", text).replace("\n", " ")


CHECK_COLUMNS = ("document", "rule", "verdict", "grade", "table", "code", "measure", "expected", "found", "difference", "tolerance",
                 "message", "origin")  # fmt: skip
RULE_COLUMNS = ("id", "family", "source", "hard", "basis", "meaning", "not_applicable")


def check_rows(checked: Checked, everything: bool) -> list[dict[str, Any]]:
    """One dict a finding: amounts in 元 as strings, `ok` only with `everything`. `message` alone is in the chosen language: what a
    program goes by (rule, verdict, grade, table, code, measure) is the same in every one."""
    return [
        {
            "document": checked.file, "rule": f.rule, "verdict": f.verdict, "grade": f.grade, "table": f.table, "code": f.code,
            "measure": f.measure, "expected": _yuan(f.expected), "found": _yuan(f.found), "difference": _yuan(f.difference),
            "tolerance": _yuan(f.tolerance), "message": sentence(f.message), "origin": f.place.label() if f.place else "",
        }
        for f in checked.findings
        if everything or f.verdict != "ok"
    ]  # fmt: skip


def _yuan(fen: int | None) -> str | None:
    return None if fen is None else format_yuan(fen)
