"""Several files of one document (tables in one, text in another) -> one Budget. Apart from reading.py: it joins what was read."""

from __future__ import annotations

from collections.abc import Iterable

from data_model.budget import Budget, Finding, Meta, Table
from data_model.records import replace


def merge(budgets: list[Budget]) -> Budget:
    """Join the parts of one document: tables and sections in the order given, the first to know it decides who and when.

    A table kind that comes twice with figures is kept once (the one with more figures) and a note says so; parts that name
    another body or year are joined all the same and a note names both.
    """
    first = next((b for b in budgets if b.tables), budgets[0])
    notes = [note for b in budgets for note in b.notes if note.rule not in ("read.empty", "read.entity", "read.year")]
    tables: list[Table] = []
    for table in (t for b in budgets for t in b.tables):
        twin = next((i for i, t in enumerate(tables) if t.kind == table.kind and table.kind != "goals"), None)
        if twin is None or table.kind.startswith("other:"):
            tables.append(table)
            continue
        notes.append(
            Finding(
                "read.twice",
                "hint",
                f"{table.title}在几个文件里都有，保留数字较多的一份",
                table=table.kind,
                place=table.place,
            )
        )
        if table.figures > tables[twin].figures:
            tables[twin] = table
    meta = _meta([first.meta, *(b.meta for b in budgets if b is not first)])
    for other in (b.meta for b in budgets):
        if other.entity_key and meta.entity_key and other.entity_key != meta.entity_key:
            notes.append(Finding("read.entity", "hint", f"合并的文件单位不一致：{meta.entity} / {other.entity}"))
        if other.fiscal_year and meta.fiscal_year and other.fiscal_year != meta.fiscal_year:
            notes.append(
                Finding("read.year", "hint", f"合并的文件年度不一致：{meta.fiscal_year} / {other.fiscal_year}")
            )
    return Budget(
        meta=meta,
        tables=tuple(tables),
        sections=tuple(s for b in budgets for s in b.sections),
        claims=tuple(c for b in budgets for c in b.claims),
        goals=tuple(g for b in budgets for g in b.goals),
        projects=tuple(p for b in budgets for p in b.projects),
        statements=tuple(s for b in budgets for s in b.statements),
        notes=tuple(notes),
        persons={key: texts for b in budgets for key, texts in b.persons.items()},
    )


def _meta(metas: list[Meta]) -> Meta:
    """The first non-empty value of each field, all sources."""

    def known(values: Iterable[str]) -> str:
        return next((value for value in values if value), "")

    lead = metas[0]
    return replace(
        lead,
        entity=known(m.entity for m in metas),
        entity_key=known(m.entity_key for m in metas),
        kind=known(m.kind for m in metas),
        published=known(m.published for m in metas),
        unit=known(m.unit for m in metas),
        title=known(m.title for m in metas),
        fiscal_year=next((m.fiscal_year for m in metas if m.fiscal_year is not None), None),
        sources=tuple(s for m in metas for s in m.sources),
    )
