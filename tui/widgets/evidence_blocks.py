"""The blocks of a line that rest on prose, goals and checks: last year, reason, formula, goals, evidence, findings. Apart from
detail_blocks.py, whose blocks need the tables alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from fractions import Fraction

from data_model.amount import decimals_of, format_fen, worth
from data_model.budget import Table
from data_model.checks.percents import fits
from data_model.evidence import Held
from data_model.forms import form_of
from data_model.prior import PROSE_STEP
from data_model.records import replace
from data_model.scopes import SCOPE_NAMES, fund_of
from data_model.speaking import Aim, Prior
from data_model.statements import Claim, Indicator
from data_model.telling import Show, measure_name, table_name
from tui.cells import cell_width, left, right
from tui.figures import amount_text, decimals_in, share_text, signed
from tui.texts import sentence, t, term
from tui.widgets.detail_blocks import GUTTER, Block, Telling, text_block
from tui.widgets.naming import formula_words, unit_word
from tui.widgets.spans import Span
from tui.widgets.wrapping import wrap, wrap_terms

MOST_FORMULAS, MOST_INDICATORS, MOST_PARTS = 6, 12, 6
VALUE, BEFORE, WEIGHT = 9, 8, 4
"""Widest columns of an indicator: value, last year's, weight."""
_NUMBER = re.compile(r"[≤≥<>]?[0-9][0-9,.]*(?=\D)")


def change_words(prior: Prior) -> str:
    """`新增`, `不变`, `增减 +17.38%`: the change as it may be told of its base, reckoned; another percent that the prose states is named
    as the prose's."""
    if not prior.change:
        return t("screen.change.same")
    if not prior.amount:
        return t("screen.change.new")
    if abs(prior.change) <= prior.step:
        return t("screen.change.rounding")
    text = t("screen.change.percent", percent=_with_sign(share_text(prior.change, prior.amount)))
    stated = prior.claim.prior_change_percent if prior.claim is not None else None
    if stated is None or _rounds_to(prior, stated):
        return text
    return text + t("screen.comma") + t("screen.change.said", percent=_with_sign(stated))


def _with_sign(number: str) -> str:
    return number if number.startswith("-") else f"+{number}"


def _rounds_to(prior: Prior, stated: str) -> bool:
    """Whether a stated percent is the change as far as its digits and those of the amounts go; `16倍` is kept as 1600."""
    if stated.startswith("-") != (prior.change < 0):
        return False
    half, times = Fraction(prior.step, 2), Fraction(stated) / 100
    if (
        times.denominator == 1
        and times > 1
        and fits(str(times), prior.change, 100 * prior.amount, half, 200 * half) == "ok"
    ):
        return True
    return fits(stated, prior.change, prior.amount, half, 2 * half) == "ok"


def scope_words(table: Table, measure: str) -> str:
    """The scope of what is told of a table: its fund and, where it is not the whole, the column."""
    form = form_of(table.kind)
    scope = SCOPE_NAMES.get(fund_of(form, table.title), "") if form is not None else ""
    if table.kind == "revenue" or not scope:
        scope = measure_name(table, measure)
    elif measure not in ("total", "expenditure", "revenue"):
        scope = f"{scope}·{measure_name(table, measure)}"
    return t("screen.scope", scope=term(scope), table=table_name(table))


def last_year(telling: Telling) -> Block | None:
    """Last year's amount and the change; of another scope only with that scope's own figures and name."""
    told = telling.told
    if told is None or (prior := told.prior or told.elsewhere) is None:
        if told is None or not telling.no_prior:
            return None
        return replace(text_block(t("screen.block.last_year"), telling.no_prior, telling.width, "dim"), rank=4)
    step = prior.step
    before, change = telling.amount(prior.amount, step), signed(telling.amount(prior.change, step), prior.change)
    kind = t(f"screen.prior.{prior.status}")
    own = told.prior is not None
    scope = t("screen.prior.from", cell=formula_words(prior.source)) if prior.source else ""
    if not own:
        scope = t("screen.prior.only", scope=scope_words(prior.table, prior.measure))
    lines: list[list[Span]] = []
    for n, line in enumerate(
        wrap(f"{kind} · {scope}" if scope else kind, telling.width - GUTTER - telling.amounts - 2)
    ):
        figure = before if n == 0 else ""
        lines.append([(right(figure, telling.amounts), ""), ("  ", ""), (line, "accent")])
    for n, line in enumerate(wrap(change_words(prior), telling.width - GUTTER - telling.amounts - 2)):
        lines.append([(right("" if n else change, telling.amounts), ""), ("  ", ""), (line, "dim")])
    start = before
    if not own:
        note = t("screen.prior.not_here")
        if abs(prior.now - (telling.detail.amount or 0)) >= step:  # a change is told beside its own two figures
            start = f"{before} → {telling.amount(prior.now, step)}"
            note = t("screen.prior.now", amount=telling.amount(prior.now, step)) + t("screen.semicolon") + note
        lines += [[(line, "dim")] for line in wrap(note, telling.width - GUTTER)]
    if prior.claim is not None and prior.claim.prior_base not in ("budget", "unspecified"):
        lines.append([(t(f"screen.base.{prior.claim.prior_base}"), "dim")])
    brief: list[list[Span]] = [
        [(f"{start} ", ""), (kind + (t("screen.comma") + scope if scope else ""), "dim")],
        [(f"{change} ", ""), (change_words(prior), "dim")],
    ]
    if told.adjusted:
        brief.append([(t("compare.in_group"), "dim")])
    return Block(t("screen.block.last_year"), lines, brief, rank=2)


def reason(telling: Telling) -> Block | None:
    """Why it grew or fell, in the document's words, with the section they stand in."""
    told = telling.told
    if told is None:
        return None
    if told.reason is None:
        return _reasons_of_parts(telling)
    claim = told.reason
    made = text_block(t("screen.block.reason"), claim.reason, telling.width)
    lines = [*made.lines, [(t("screen.reason_from", section=claim.section), "dim")]] if claim.section else [*made.lines]
    if told.adjusted:
        means = t("screen.adjusted", count=told.adjusted, means=t("about.word.reclassified"))
        lines += [[(line, "dim")] for line in wrap(means, telling.width - GUTTER)]
    return Block(made.label, lines, made.brief, rank=3)


def _reasons_of_parts(telling: Telling) -> Block | None:
    """Why the whole grew or fell, where its last year is that of its columns: the reason of each, with its change."""
    prior = telling.told.prior if telling.told is not None else None
    if telling.told is None or prior is None or prior.status not in ("halves", "columns"):
        return None
    texts = parts_reasons(prior.table, telling.told.claims, telling.unit)
    if not texts:
        return None
    lines = [[(line, "")] for text in texts for line in wrap(text, telling.width - GUTTER)]
    return Block(t("screen.block.reason"), lines, [[(text, "")] for text in texts], rank=3)


def parts_reasons(table: Table, claims: Iterable[Claim], unit: str) -> list[str]:
    """`基本支出 +486.93：…` of every column of a whole that the prose gives a reason for, once each."""
    texts: dict[str, str] = {}
    for claim in claims:
        if not claim.reason or not claim.prior_change or claim.measure == "total" or claim.table != table.kind:
            continue
        change = signed(amount_text(claim.prior_change, unit, max(table.step, PROSE_STEP)), claim.prior_change)
        head = f"{term(measure_name(table, claim.measure))} {change}"
        texts.setdefault(claim.measure, f"{head}{t('screen.colon')}{claim.reason}")
    return list(texts.values())


def formula(telling: Telling) -> Block | None:
    """Price times number against the printed amount."""
    told = telling.told
    if told is None or not told.formulas:
        return None
    texts = [sentence(f.message).partition(t("screen.after_name"))[2] or sentence(f.message) for f in told.formulas]
    longest = max(texts, key=len)
    texts = [longest, *(text for text in texts if text not in longest)]
    lines: list[list[Span]] = [[(line, "")] for text in texts for line in wrap(text, telling.width - GUTTER)]
    return Block(t("screen.block.formula"), lines, [[(longest, "")]], rank=3)


def project(telling: Telling) -> Block | None:
    """What the prose tells of a project, label by label."""
    told = telling.told
    if told is None or told.project is None:
        return None
    lines: list[list[Span]] = []
    colon = t("screen.colon")
    for label, text in told.project.details.items():
        for n, line in enumerate(wrap(f"{label}{colon}{text}", telling.width - GUTTER)):
            head, told_colon, rest = line.partition(colon) if n == 0 else ("", "", line)
            lines.append([(head + told_colon, "dim"), (rest, "")])
    brief: list[list[Span]] = [[(text, "")] for text in list(told.project.details.values())[:1]]
    return Block(t("screen.block.project"), lines, brief, rank=6) if lines else None


def goals(telling: Telling) -> Block | None:
    """The goals a row is paid for: amount, parts, indicators with last year's value and weight."""
    if telling.told is None or not telling.told.aims:
        return None
    lines: list[list[Span]] = []
    brief: list[list[Span]] = []
    for aim in telling.told.aims:
        if lines:
            lines.append([])
        lines += _aim(telling, aim)
        figure = telling.amount(aim.goal.total)
        brief.append([(f"{figure} ", ""), (aim.goal.project, "dim")])
    return Block(t("screen.block.goals"), lines, brief, rank=4)


def indicators(telling: Telling) -> Block | None:
    """The indicators of these goals, as wide as the pane."""
    if telling.told is None or not telling.told.aims:
        return None
    lines: list[list[Span]] = []
    for aim in telling.told.aims:
        lines += indicator_lines(aim.goal.indicators[:MOST_INDICATORS], telling.width)
    return Block("", lines) if lines else None


def _aim(telling: Telling, aim: Aim) -> list[list[Span]]:
    room = telling.width - GUTTER
    lines: list[list[Span]] = []
    name = wrap(aim.goal.project, max(6, room - telling.amounts - 2))
    figure = right(telling.amount(aim.goal.total), telling.amounts)
    for n, line in enumerate(name):
        lines.append([(figure if n == 0 else " " * telling.amounts, ""), ("  " + line, "")])
    for n, (fen, part, table) in enumerate(aim.parts[:MOST_PARTS]):
        sign = "=" if n == 0 else "+"
        text = f"{sign} {telling.amount(fen, table.step)} {table_name(table)} {part}"
        lines.append([("  ", ""), (left(text, room - 2).rstrip(), "dim")])
    if len(aim.parts) > MOST_PARTS:
        lines.append([("  " + t("screen.rest", count=len(aim.parts) - MOST_PARTS), "dim")])
    if aim.link.basis:
        basis = t(f"screen.link.{aim.link.basis}", score=f"{aim.link.score:.0f}")
        lines += [[("  " + line, "dim")] for line in wrap(basis, room - 2)]
    return lines


def indicator_lines(indicators: Sequence[Indicator], room: int) -> list[list[Span]]:
    """Value, last year's, weight, name: figures first, under a head; texts too long for their column stand below the name."""
    if not indicators:
        return []
    heads = (t("screen.head.goal"), t("screen.head.before"), t("screen.head.weight"))
    rows = [(short_value(i.value, VALUE), short_value(i.prior_value, BEFORE), i.weight) for i in indicators]
    widths = [
        min(most, max(cell_width(text) for text in (head, *(row[n] for row in rows))))
        for n, (head, most) in enumerate(zip(heads, (VALUE, BEFORE, WEIGHT), strict=True))
    ]
    name_at = sum(widths) + 4
    head = " ".join(right(text, width) for text, width in zip(heads, widths, strict=True))
    lines: list[list[Span]] = [[(f"{head}  {t('screen.head.indicator')}", "dim")]]
    for one, row in zip(indicators, rows, strict=True):
        fits = [cell_width(text) <= width for text, width in zip(row, widths, strict=True)]
        cells = [right(text if ok else "↓", width) for text, ok, width in zip(row, fits, widths, strict=True)]
        lines.append([(" ".join(cells), ""), ("  " + left(one.level3, max(4, room - name_at)).rstrip(), "dim")])
        for text in (text for text, ok in zip(row, fits, strict=True) if not ok):
            lines += [[(" " * name_at + line, "")] for line in wrap(text, max(6, room - name_at))]
    return lines


def short_value(text: str, width: int) -> str:
    """A value as it fits: `=9个` -> `9个`, `<=5236元/人/月` -> `≤5236` when the unit has no room; texts stay whole."""
    text = text.replace("<=", "≤").replace(">=", "≥").removeprefix("=")
    if cell_width(text) > width and (number := _NUMBER.match(text)):
        return number[0]
    return text


def indicator(telling: Telling) -> Block | None:
    """One indicator whole: levels, value, last year's, weight, and how its value was set."""
    one = telling.told.indicator if telling.told is not None else None
    if one is None:
        return None
    pairs = (
        (t("screen.head.indicator"), " › ".join(part for part in (one.level1, one.level2, one.level3) if part)),
        (t("screen.head.goal"), one.value), (t("screen.head.before"), one.prior_value), (t("screen.head.weight"), one.weight),
        (t("screen.block.basis"), one.basis),
    )  # fmt: skip
    lines: list[list[Span]] = []
    for label, text in pairs:
        for n, line in enumerate(wrap(text, telling.width - GUTTER) if text else ()):
            lines.append([(left(label if n == 0 else "", GUTTER), "dim"), (line, "")])
    return Block("", lines, [[(f"{label} ", "dim"), (text, "")] for label, text in pairs if text], rank=1)


def objective(telling: Telling) -> Block | None:
    """What a goal is for, in its own words; only where the goal itself is looked at."""
    aims = telling.told.aims if telling.told is not None else ()
    if telling.told is None or telling.detail.lines or len(aims) != 1 or not aims[0].goal.objective:
        return None
    return replace(text_block(t("screen.block.objective"), aims[0].goal.objective, telling.width), rank=4)


def held(telling: Telling) -> Block | None:
    """Which identities hold the figure, the broken ones first; or that there is nothing to hold it against."""
    told = telling.told
    if told is None or told.held is None:
        return None
    return held_block(told.held, telling.width, telling.unit, telling.detail.step, telling.detail.unit)


def held_block(found: tuple[Held, ...], width: int, unit: str, step: int, printed: str = "") -> Block:
    """The evidence of one figure: counts, then the formulas, in the unit that is shown. Where that is finer than what is `printed`, the
    last digit that is known is told once, not with a sign at every figure."""
    show = Show(
        lambda fen, last: amount_text(fen, unit, last).removeprefix("≈"),
        lambda last: max(last, worth(unit) // 10 ** decimals_in(unit, last)),
    )
    broken = [h for h in found if h.outcome == "mismatch"]
    near = [h for h in found if h.outcome == "rounding"]
    agreeing = len(found) - len(broken)
    head: list[Span] = []
    if broken:
        head.append((t("screen.held.broken", count=len(broken)), "amber strong"))
    if agreeing:
        text = t("screen.held.near", count=agreeing, near=len(near)) if near else t("screen.held.ok", count=agreeing)
        head.append((("  " if head else "") + text, ""))
    if printed not in ("", unit) and amount_text(step, unit, step).startswith("≈"):
        digit = f"{format_fen(step, printed, decimals_of(step, printed))} {unit_word(printed)}"
        head.append((t("screen.held.digit", digit=digit), "dim"))
    if not found:
        return Block("", [[(t("screen.held.none"), "dim")]], [[(t("screen.held.none"), "dim")]], rank=2)
    lines: list[list[Span]] = [head]
    told: list[str] = []
    for one in found[:MOST_FORMULAS]:
        text, tail = formula_words(one.words(show)), ""
        if one.difference:
            tail = f"{t(f'screen.verdict.{one.outcome}')} {amount_text(abs(one.difference), unit, step)}"
        told.append(f"{text}  {tail}".rstrip())
        room = max(8, width - 5)
        broken_up = list(wrap_terms(text, room))
        if tail and cell_width(broken_up[-1]) + 2 + cell_width(tail) <= room:
            broken_up[-1] += "  " + tail
        elif tail:  # word and figure stay together
            broken_up.append(tail)
        lines += [[(("   " if n == 0 else "     ") + line, "")] for n, line in enumerate(broken_up)]
    if len(found) > MOST_FORMULAS:
        lines.append([("   " + t("screen.rest", count=len(found) - MOST_FORMULAS), "dim")])
    brief = told if broken else sorted(told, key=cell_width)  # the strip shows those that have room
    return Block("", lines, [head, *([(text, "dim")] for text in brief)], rank=2)


def findings(telling: Telling) -> Block | None:
    """What checks say of this line; before they are done, what reading noticed."""
    told = telling.told
    found = told.findings if told is not None else telling.detail.notes
    lines: list[list[Span]] = []
    brief: list[list[Span]] = []
    gap = t("screen.wide_gap")
    for finding in found:
        word = t(f"screen.verdict.{finding.verdict}")
        role = "amber strong" if finding.verdict == "mismatch" else "strong"
        for n, line in enumerate(wrap(f"{word}{gap}{sentence(finding.message)}", telling.width - GUTTER)):
            first, rest = (word, line[len(word) :]) if n == 0 else ("", line)
            lines.append([(first, role), (rest, "")])
        brief.append([(word, role), (f" {sentence(finding.message)}", "")])
    return Block(t("screen.block.checks"), lines, brief[:1], rank=3) if lines else None
