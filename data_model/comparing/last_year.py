"""A budget against its own last year as its prose tells it: claims -> lines -> Comparison. Apart from compare.py because a told year is not
a document: it has one base, it may be incomplete, and it never leaves the scope the claims speak of."""

from __future__ import annotations

import re
from collections import Counter
from typing import NamedTuple

from data_model.budget import Budget, Table
from data_model.classification import TOTAL, is_code, level, path
from data_model.compare import changes, reasons_of
from data_model.comparing.bridge import bridge_of, group_of, heads
from data_model.comparing.compare_lines import Line, Lines, measures_of, table_lines
from data_model.comparing.compare_sides import scope_of_table
from data_model.comparing.project_names import plain
from data_model.comparison import TOTAL_KEY, Change, Comparison, Incomparable, Key, Notice, Party, party_of
from data_model.forms import FORM_BY_KIND
from data_model.prior import Parts, claim_line, parts_prior, told_step
from data_model.prose.subjects import class_of_path
from data_model.statements import Claim, PriorBase
from data_model.table_trees import line_paths

DEFAULT = "general_public"
"""The table whose lines the prose compares with last year, 项 by 项 (五（三）)."""

_STEP = re.compile(r"([^（()）]*(?:[（(][^类款项]*[)）][^（()）]*)*)[（(][0-9]*[类款项][)）]")


class Prior(NamedTuple):
    """What is told of one place: last year's fen, this year's fen as told (or None), the base, and the claim."""

    fen: int
    now: int | None
    base: PriorBase
    claim: Claim


def _prior(claim: Claim) -> Prior | None:
    """Last year's amount of a claim, printed or amount − change; None when it tells none."""
    fen = claim.prior_amount
    if fen is None:
        if claim.prior_change is None or claim.amount is None:
            return None
        fen = claim.amount - claim.prior_change
    return Prior(fen, claim.amount, claim.prior_base, claim)


def told_tables(budget: Budget) -> list[str]:
    """Table kinds of which the prose tells a last year, the one with most lines first."""
    counts = Counter(claim.table for claim in budget.claims if claim.table and _prior(claim) is not None)
    return [kind for kind, _ in counts.most_common()]


def first_told(budget: Budget) -> str:
    """The table whose last year is looked at first: 一般公共预算, or another table of subjects of which more 项 are told (Jiangsu tells
    those of 财政拨款支出表, and of 一般公共预算 only the whole); "" when none is told."""
    kinds = told_tables(budget)
    counts = Counter(
        claim.table
        for claim in budget.claims
        if len(claim.code) > 5 and is_code(claim.code) and _prior(claim) is not None
    )
    subjects = [
        kind
        for kind in kinds
        if (form := FORM_BY_KIND.get(kind)) is not None
        and form.classification == "functional"
        and form.view == "function"
    ]
    best = max([DEFAULT, *subjects], key=lambda kind: (counts[kind], kind == DEFAULT))
    return best if best in kinds else kinds[0] if kinds else ""


def compare_last_year(budget: Budget, table: str = "", measure: str = "") -> Comparison:
    """The budget (b) against last year as its prose implies it (a), in one table: 一般公共预算 item by item, others on request.

    One base only: the one most lines are measured on; lines told on another base, or not at all, are untold and listed in `missing`. A
    sum of a is only made where every line below is told. Raises Incomparable (`no_prior`, `no_table`).
    """
    there = told_tables(budget)
    kind = table or first_told(budget) or DEFAULT
    own = budget.table(kind)
    if own is None:
        raise Incomparable("no_table", table=kind, side="one", there=" ".join(there))
    told = [prior for claim in budget.claims if claim.table == kind and (prior := _prior(claim)) is not None]
    if not told:
        raise Incomparable("no_prior", table=kind, there=" ".join(there))
    bases = Counter(prior.base for prior in told)
    base = bases.most_common(1)[0][0]
    same = [prior for prior in told if prior.base == base]
    wanted = measure or "total"
    now = table_lines(own, wanted)
    places, lacking = _placed(same, own, now, wanted)
    below = {key: prior for key, prior in places.items() if key != TOTAL_KEY}
    parts = parts_prior(budget, kind) if wanted == "total" and TOTAL_KEY not in places else None
    if parts is not None and (parts.base != base or not parts.halves):
        parts = None
    if not below and not measure and any(p.claim.measure not in ("", "total") for p in same):
        now, places = _by_measure(own, same)
        lacking, parts = set(), None  # the columns are the lines
        below = {key: prior for key, prior in places.items() if key != TOTAL_KEY}
    if not places:
        raise Incomparable("no_prior", table=kind, there=" ".join(there))
    a, b, untold, missing = _sides(now, places, below, parts, lacking)
    step = told_step(own, [fen for prior in same for fen in (prior.fen, prior.now)])
    unit = own.unit if step == own.step else "万元"
    lines, said = changes(a, b, step, False, reasons_of(budget, kind), untold)
    lines[0] = _whole(lines[0], a)
    said += _notices(base, bases, below, now, missing, said)
    if parts is not None:
        said.append(Notice("halves", {}))
    group = group_of(lines, step)
    start = (
        lines[0].a if not lines[0].untold else sum(line.a or 0 for line in lines[1:] if line.leaf and not line.untold)
    )
    scope, label = scope_of_table(own, wanted)
    party = party_of(budget, own)
    last = None if party.year is None else party.year - 1
    return Comparison(
        Party(party.entity, _year(same, last), party.kind, party.phase, "", (), own.kind, own.title, own.number, unit, step, True, base),
        party, "", scope, label, kind, wanted, base, unit, step, tuple(lines),
        bridge_of(lines, start or 0, lines[0].b or 0, step, lines[0].untold),
        (group,) if group else (), tuple(said), (), tuple(missing),
    )  # fmt: skip


def _year(told: list[Prior], last: int | None) -> int | None:
    years = Counter(prior.claim.prior_year for prior in told if prior.claim.prior_year is not None)
    return years.most_common(1)[0][0] if years else last


def _notices(base: PriorBase, bases: Counter[PriorBase], below: dict[Key, Prior], now: Lines, missing: list[Key], said: list[Notice]) -> list[Notice]:  # fmt: skip
    found = [Notice("no_base", {}) if base == "unspecified" else Notice("base", {"base": base})]
    others = [name for name in bases if name != base]
    if others:
        found.append(Notice("bases", {"base": base, "others": " ".join(sorted(others))}))
    if missing:
        found.append(Notice("untold", {"count": str(len(missing))}))
    printed = {line.key for line in now.lines}
    only = [(key, prior) for key, prior in below.items() if key not in printed and (prior.fen or prior.now)]
    if only:
        names = [
            key[-1] if is_code(key[-1]) else _subject_names(prior.claim.subject, len(key))[-1] for key, prior in only
        ]
        found.append(Notice("prose_only", {"codes": " ".join(name.replace(" ", "") for name in names)}))
    said[:] = [notice for notice in said if not (notice.code == "no_total" and notice.values.get("side") == "a")]
    return found


# --- where claims belong -----------------------------------------------------------------------------------------------------


def _placed(told: list[Prior], table: Table, now: Lines, measure: str) -> tuple[dict[Key, Prior], set[str]]:
    """Key of a line -> what is told of it (the first claim of a place counts); and the classes whose sums lack a line that is told but
    has no known place ("" for any)."""
    form = FORM_BY_KIND.get(table.kind)
    paths = line_paths(form.lines, [row for row in table.rows if row.code != TOTAL]) if form and form.lines else {}
    names = {plain(line.name): line.key for line in now.lines if not line.code}
    found: dict[Key, Prior] = {}
    lacking: set[str] = set()
    for prior in told:
        claim = prior.claim
        if claim.measure not in ("", measure):
            continue
        key: Key
        if claim.code == TOTAL:
            key = TOTAL_KEY
        elif is_code(claim.code):
            key = (*path(claim.code), claim.project) if claim.project else path(claim.code)
        elif line := claim_line(claim):
            key = paths.get(line, (line,))
        else:
            key = names.get(plain(claim.project or claim.subject), ())
        if key:
            found.setdefault(key, prior)
        elif prior.fen and not claim.project:
            lacking.add(class_of_path(claim.subject))
    return found, lacking


def _by_measure(table: Table, told: list[Prior]) -> tuple[Lines, dict[Key, Prior]]:
    """Where only the whole's columns are compared (二 收入, 三 支出): lines are the measures of the total row."""
    form, row = FORM_BY_KIND.get(table.kind), table.total
    measures = [m for m in measures_of(table) if m != "total"]
    funds = set(measures) & _GRANTS if "appropriation_subtotal" in measures else set()

    def key(measure: str) -> Key:
        return ("appropriation_subtotal", measure) if measure in funds else (measure,)

    lines = []
    for m in measures:
        fen = row.fen(m) if row is not None else None
        declared = form.measure(m) if form is not None else None
        if fen is not None:
            lines.append(Line(key(m), "", declared.name if declared else m, "", "行", fen, row))
    total = row.fen("total") if row is not None else None
    places: dict[Key, Prior] = {}
    for prior in told:
        claim = prior.claim
        if claim.code in ("", TOTAL) and claim.measure:
            places.setdefault(TOTAL_KEY if claim.measure == "total" else key(claim.measure), prior)
    whole = Line(TOTAL_KEY, "", row.name, "", "总计", total, row) if row is not None and total is not None else None
    return Lines(whole, lines), places


_GRANTS = {
    "general_public", "general_public_transfer", "government_fund", "government_fund_transfer", "state_capital",
    "state_capital_transfer",
}  # fmt: skip


# --- both sides --------------------------------------------------------------------------------------------------------------


def _sides(
    now: Lines, places: dict[Key, Prior], below: dict[Key, Prior], parts: Parts | None, lacking: set[str]
) -> tuple[Lines, Lines, frozenset[Key], list[Key]]:
    """Lines of last year and of this one, the keys of which nothing is known, and the leaves among them."""
    b = {line.key: line for line in now.lines}
    for key, prior in below.items():
        if key not in b:
            name = _subject_names(prior.claim.subject, len(key))[-1]
            code = key[-1] if is_code(key[-1]) else ""
            b[key] = Line(key, code, name, "", level(code) or "行", prior.now, None, False, False, prior.claim.origin)
    keys = set(b) | {key[:n] for key in below for n in range(1, len(key))}
    inner = keys - heads(list(keys))
    amounts: dict[Key, tuple[int, bool]] = {}
    for key in keys:
        if key in below:
            amounts[key] = (below[key].fen, False)
        elif key not in inner:
            leaves = [leaf for leaf in inner if leaf[: len(key)] == key]
            halted = "" in lacking or key[0] in lacking
            if not halted and all(leaf in below for leaf in leaves):
                amounts[key] = (sum(below[leaf].fen for leaf in leaves), True)
    a = [Line(key, line.code, line.name, line.project, line.level, amounts[key][0], None, line.free, amounts[key][1], line.origin)
         for key in keys if key in amounts and (line := b.get(key) or _upper(key, below))]  # fmt: skip
    missing = [line.key for line in now.lines if line.key in inner and line.key not in below and line.fen]
    blank = {key for key in inner if key not in below and not (b[key].fen if key in b else None)}
    untold = frozenset(key for key in keys if key not in amounts and key not in blank)
    whole = places.get(TOTAL_KEY)
    total = None if whole is None else Line(TOTAL_KEY, "", "", "", "总计", whole.fen)
    if total is None:
        if parts is not None:
            total = Line(TOTAL_KEY, "", "", "", "总计", parts.amount, None, False, True)
        elif not missing and not lacking:
            fen = sum(prior.fen for key, prior in below.items() if key in inner)
            total = Line(TOTAL_KEY, "", "", "", "总计", fen, None, False, True)
    return Lines(total, a), Lines(now.total, list(b.values())), untold, missing


def _upper(key: Key, below: dict[Key, Prior]) -> Line:
    """A 类 or 款 that only the prose names, by the names in the sentence about a 项 below it."""
    subject = next(prior.claim.subject for told, prior in below.items() if told[: len(key)] == key)
    names = _subject_names(subject, len(key))
    return Line(key, key[-1], names[min(len(key), len(names)) - 1], "", level(key[-1]), None)


def _subject_names(subject: str, depth: int) -> list[str]:
    """`城乡社区支出（类）城乡社区管理事务（款）行政运行（项）` -> its names, at least one."""
    names = [match.strip() for match in _STEP.findall(subject) if match.strip()]
    return names[:depth] if names else [subject]


def _whole(line: Change, a: Lines) -> Change:
    """The whole's a is only known when it is told or every line below is."""
    if a.total is None:
        return line._replace(a=None, untold=True, derived=False, status="same", rounding=False)
    return line
