"""What is said of a comparison, in the reader's language: rates, notices, groups, the bridge. Apart from export_diff.py so that the text
report needs none of its formats; the words themselves come from outside (`say`), since this layer knows no language."""

from __future__ import annotations

from collections.abc import Iterable

from data_model.amount import format_fen, format_yuan
from data_model.comparing.matrix import MatrixLine
from data_model.comparison import Change, Comparison, Notice, Party
from data_model.words import Words


def money(fen: int | None, unit: str, step: int) -> str:
    """A figure in `unit` with at most two decimals (four in 亿元), `—` for none."""
    return (
        "—" if fen is None else format_fen(fen, unit, 4 if unit == "亿元" else 0 if unit == "元" and step >= 100 else 2)
    )


def signed_money(fen: int | None, unit: str, step: int) -> str:
    """A change with its sign."""
    text = money(fen, unit, step)
    return f"+{text}" if fen is not None and fen > 0 else text


def rate_text(line: Change, say: Words) -> str:
    """`+17.38`, 新增 for a base of zero or less, 不变, 不变（尾差）, `—` where last year is not told."""
    if line.untold:
        return "—"
    if line.rounding:
        return say("diff.rounded")
    if not line.delta:
        return say("diff.unchanged")
    if line.percent is None:
        return say("diff.new") if line.status == "added" else "—"
    return line.percent if line.percent.startswith("-") else f"+{line.percent}"


def status_text(line: Change, say: Words) -> str:
    """The status in words, with the other name or code and the score where names decided."""
    if line.untold:
        return say("diff.status.untold")
    text = say(f"diff.status.{line.status}")
    if line.key_a and line.key_a[-1] != line.name_a:
        text += f" {line.key_a[-1]}"
    if line.status in ("renamed", "moved") and line.name_a:
        text += f" ← {line.name_a}"
    if line.score is not None and line.score < 100:
        text += f" {line.score:g}"
    return f"{text} · {say('diff.mark.group')}" if line.group else text


def line_name(line: Change | MatrixLine, say: Words) -> str:
    """The name of a line as printed; one that is ours (总计, a source without a line in the table) in the reader's language."""
    rows = (line.row_b, line.row_a) if isinstance(line, Change) else ()
    printed = any(row is not None and (line.name in row.name or line.name in row.project) for row in rows)
    return line.name if line.code or line.project or printed else say.term(line.name)


def party_text(party: Party, say: Words) -> str:
    """Entity, year, kind and phase of one side; a told year says so."""
    year = str(party.year) if party.year else say("diff.no_year")
    if party.implied:
        return say("diff.implied_party", entity=party.entity, told=say(f"diff.told.{party.base or 'unspecified'}"))
    return say("diff.party", entity=party.entity, year=year, kind=say.term(party.kind), phase=say.term(party.phase))


def scope_text(c: Comparison, say: Words) -> str:
    """Scope, the tables it is read from, and the base."""
    number_a, number_b = c.a.number or c.a.title, c.b.number or c.b.title
    where = number_b if number_a == number_b else f"{number_a} / {number_b}"
    label = say.term(c.label)
    scope = say("diff.scope", scope=say("diff.in_tables", scope=label, tables=where) if where else label)
    return scope + say("diff.gap") + say("diff.base", base=say(f"diff.base.{c.base}"))


def bridge_text(c: Comparison, unit: str, say: Words) -> str:
    """`3,068.88 +621.70 科目调整净额 +179.65 208 … = 3,927.65`."""
    bars = (
        f"{signed_money(bar.delta, unit, c.step)} {bar_name(bar.kind, bar.code, bar.name, say)}"
        for bar in c.bridge.bars
    )
    return " ".join((money(c.bridge.start, unit, c.step), *bars, f"= {money(c.bridge.end, unit, c.step)}"))


def bar_name(kind: str, code: str, name: str, say: Words) -> str:
    """What a step of the bridge is called: a class by code and name, the others by our words."""
    if kind != "class":
        return say(f"diff.bar.{kind}")
    return " ".join(part for part in (code, name if code else say.term(name)) if part)


def group_texts(c: Comparison, unit: str, say: Words) -> list[str]:
    """The 调整组: its sums, and the words that make it."""
    texts = []
    for group in c.groups:
        values = {"out": signed_money(group.out, unit, c.step), "into": signed_money(group.into, unit, c.step), "net": signed_money(group.net, unit, c.step)}  # fmt: skip
        texts.append(say("diff.group", count=len(group.keys), **values))
        texts.append(say("diff.group_confirmed") if group.confirmed else say("diff.group_net"))
    return texts


def notice_texts(notices: Iterable[Notice], say: Words, sides: tuple[str, str] | None = None) -> list[str]:
    """Each notice as a sentence, with the columns it speaks of where there are more than two; kinds and bases in words. `sides` is what
    the two are called where the notices are shown, 甲 and 乙 unless said otherwise."""
    first, second = sides or (say("diff.col.a"), say("diff.col.b"))
    texts = []
    for notice in notices:
        values = {
            name: {"a": first, "b": second}.get(value, value) if name == "side" else _valued(notice.code, value, say)
            for name, value in notice.values.items()
            if name != "columns"
        }
        unsaid = notice.code == "bases" and notice.values["base"] == "unspecified"
        text = say(f"diff.notice.{'bases_unsaid' if unsaid else notice.code}", first=first, second=second, **values)
        texts.append(" ".join(part for part in (notice.values.get("columns", ""), text) if part))
    return texts


def _valued(code: str, value: str, say: Words) -> str:
    from data_model.forms import FORM_BY_KIND

    if code in ("tables_a", "tables_b", "table_kind"):
        kinds = [kind.removeprefix("other:") for kind in value.split()]
        return say("diff.comma").join(
            say.term(FORM_BY_KIND[kind].name) if kind in FORM_BY_KIND else kind for kind in kinds
        )
    if code in ("base", "bases"):
        return say("diff.comma").join(say(f"diff.base.{base}") for base in value.split())
    if code == "prose_only":
        return say("diff.comma").join(say.term(name) for name in value.split())
    if code == "unit":
        unit, _, step = value.partition("/")
        return say("diff.unit_step", unit=say.term(unit) or "—", step=format_yuan(int(step))) if step else "—"
    if code in ("kind", "phase"):
        return say.term(value) or "—"
    return value or "—"


def people_texts(c: Comparison, say: Words) -> list[str]:
    """人员经费 and 公用经费 a head, the divisors named."""
    return [
        say("diff.per_person", measure=say(f"diff.measure.{p.measure}"), a=format_fen(p.a, "元"), b=format_fen(p.b, "元"),
            people_a=p.people_a, people_b=p.people_b)
        for p in c.people
    ]  # fmt: skip


def missing_text(c: Comparison, say: Words) -> str:
    """The lines whose last year is not told, by code and name."""
    names = {line.key: f"{line.code} {line_name(line, say)}".strip() for line in c.lines}
    return say("diff.comma").join(names.get(key, key[-1]) for key in c.missing)
