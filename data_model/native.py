"""yusuan's own JSON: dump and load of a Budget, and the only code that knows the format. `budget.schema.json` beside it is published.

`load(dump(b)) == b` for every Budget; persons never enter it. Amounts are strings in 元 with two decimals.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from data_model.amount import FEN_PER_UNIT, LONGEST, AmountError, format_yuan, parse_yuan
from data_model.budget import (
    Budget,
    Cell,
    Column,
    Finding,
    GridRow,
    Meta,
    Paragraph,
    Place,
    Row,
    Section,
    Source,
    Table,
)
from data_model.masked import mask_budget
from data_model.persons import mask
from data_model.read_errors import WORDS
from data_model.statements import Claim, Goal, Indicator, ProjectDetail, Statement
from data_model.text import clean

FORMAT = "yusuan-budget"
VERSION = 1


class NotNative(ValueError):
    """The JSON is not a budget of ours, is of a newer version, or is broken; `code` and `values` as of a ReadError."""

    def __init__(self, code: str, **values: object) -> None:
        super().__init__(WORDS[code][0].format(**values))
        self.code, self.values = code, values


def dump(budget: Budget, tool_version: str = "") -> dict[str, Any]:
    """The Budget as JSON-ready data, keys in a fixed order (schema: budget.schema.json)."""
    meta = budget.meta
    return {
        "format": FORMAT,
        "meta": {
            "entity": meta.entity, "entity_key": meta.entity_key, "parent": meta.parent, "region": meta.region,
            "level": meta.level, "kind": meta.kind, "phase": meta.phase, "fiscal_year": meta.fiscal_year,
            "version": VERSION, "published": meta.published, "unit": meta.unit, "title": meta.title,
            "source": _dump_source(meta.sources[0]) if meta.sources else None,
            "further_sources": [_dump_source(s) for s in meta.sources[1:]],
            "tool_version": tool_version,
        },
        "tables": [_dump_table(table) for table in budget.tables],
        "sections": [_dump_section(section) for section in budget.sections],
        "claims": [_dump_claim(claim) for claim in budget.claims],
        "goals": [_dump_goal(goal) for goal in budget.goals],
        "projects": [
            {"name": p.name, "amount": _yuan(p.amount), "details": dict(p.details), "origin": p.origin} for p in budget.projects
        ],
        "statements": [{"kind": s.kind, "values": dict(s.values), "origin": s.origin} for s in budget.statements],
        "notes": [dump_finding(note) for note in budget.notes],
    }  # fmt: skip


def dumps(budget: Budget, tool_version: str = "") -> str:
    """The Budget as JSON text: a line for each field, for each figure of a row and each row of a grid, so that files diff well."""
    return _text(dump(budget, tool_version)) + "\n"


def _text(value: Any, indent: int = 0) -> str:
    pad = " " * indent
    flat = json.dumps(value, ensure_ascii=False)
    if not isinstance(value, dict | list) or not value or (len(flat) <= 100 and indent > 2):
        return flat
    if isinstance(value, dict):
        if indent >= 6:
            return flat
        body = [f"{pad} {json.dumps(k, ensure_ascii=False)}: {_text(v, indent + 1)}" for k, v in value.items()]
        return "{\n" + ",\n".join(body) + f"\n{pad}}}"
    body = [f"{pad} {_text(v, indent + 1)}" for v in value]
    return "[\n" + ",\n".join(body) + f"\n{pad}]"


def _yuan(fen: int | None) -> str | None:
    return None if fen is None else format_yuan(fen)


def _fen(text: str | None) -> int | None:
    return None if text is None else parse_yuan(text)


def _dump_source(source: Source) -> dict[str, Any]:
    return {"file": source.file, "sha256": source.sha256, "format": source.format}


def _dump_place(place: Place) -> dict[str, Any]:
    data: dict[str, Any] = {"file": place.file}
    for name in ("line", "page", "row"):
        if (value := getattr(place, name)) is not None:
            data[name] = value
    if place.sheet:
        data["sheet"] = place.sheet
    return data


def _dump_cell(cell: Cell) -> dict[str, Any]:
    data: dict[str, Any] = {
        "amount": format_yuan(cell.fen),
        "printed": cell.printed,
        "column": cell.column,
        "status": cell.status,
    }
    if cell.printed_measure:
        data["printed_measure"] = cell.printed_measure
    if cell.candidates:
        data["candidates"] = list(cell.candidates)
    return data


def _dump_table(table: Table) -> dict[str, Any]:
    return {
        "kind": table.kind, "title": table.title, "number": table.number, "unit": table.unit,
        "step": format_yuan(table.step), "entity": table.entity, "note": table.note, "head": table.head,
        "place": _dump_place(table.place),
        "columns": [{"heading": c.heading, "role": c.role, "side": c.side} for c in table.columns],
        "rows": [
            {
                "code": r.code, "name": r.name, "project": r.project, "line": r.line, "role": r.role, "side": r.side,
                "grid": r.grid, "place": _dump_place(r.place),
                "cells": {measure: _dump_cell(cell) for measure, cell in r.cells.items()},
                **({"ambiguous": [_dump_cell(cell) for cell in r.ambiguous]} if r.ambiguous else {}),
            }
            for r in table.rows
        ],
        "grid": [{"texts": list(g.texts), "place": _dump_place(g.place)} for g in table.grid],
    }  # fmt: skip


def _dump_section(section: Section) -> dict[str, Any]:
    return {
        "level": section.level, "number": section.number, "heading": section.heading, "contents": section.contents,
        "place": _dump_place(section.place),
        "paragraphs": [{"text": p.text, "place": _dump_place(p.place)} for p in section.paragraphs],
    }  # fmt: skip


def _dump_claim(c: Claim) -> dict[str, Any]:
    return {
        "section": c.section, "subject": c.subject, "code": c.code, "project": c.project, "table": c.table,
        "measure": c.measure, "amount": _yuan(c.amount), "share_percent": c.share_percent, "share_of": c.share_of,
        "prior_year": c.prior_year, "prior_base": c.prior_base, "prior_amount": _yuan(c.prior_amount),
        "prior_status": c.prior_status, "prior_change": _yuan(c.prior_change),
        "prior_change_percent": c.prior_change_percent, "reason": c.reason, "purpose": c.purpose, "origin": c.origin,
    }  # fmt: skip


def _dump_goal(g: Goal) -> dict[str, Any]:
    return {
        "project": g.project, "total": _yuan(g.total), "appropriated": _yuan(g.appropriated), "other": _yuan(g.other),
        "objective": g.objective,
        "indicators": [
            {"level1": i.level1, "level2": i.level2, "level3": i.level3, "value": i.value, "basis": i.basis,
             "prior_value": i.prior_value, "weight": i.weight}
            for i in g.indicators
        ],
    }  # fmt: skip


def dump_finding(f: Finding) -> dict[str, Any]:
    """A Finding as JSON-ready data; `check --format json` adds `document`."""
    return {
        "rule": f.rule, "verdict": f.verdict, "grade": f.grade, "table": f.table, "code": f.code, "measure": f.measure,
        "expected": _yuan(f.expected), "found": _yuan(f.found), "difference": _yuan(f.difference),
        "tolerance": _yuan(f.tolerance), "message": f.message, "origin": f.place.label() if f.place else "",
        "place": _dump_place(f.place) if f.place else None,
    }  # fmt: skip


def load(data: bytes, name: str = "") -> Budget:
    """Bytes of our JSON -> Budget; texts are cleaned again, since the file may come from anyone. Raises NotNative."""
    return budget_of(parsed(data))


def parsed(data: bytes) -> dict[str, Any]:
    """Bytes -> JSON that says it is a budget of ours, in our version; nothing else about it is known yet. Raises NotNative."""
    try:
        raw = json.loads(data)
    except (ValueError, RecursionError) as error:
        if isinstance(error, json.JSONDecodeError):
            raise NotNative("native_json", line=error.lineno) from None
        raise NotNative("native_text") from None
    if not isinstance(raw, dict) or raw.get("format") != FORMAT:
        raise NotNative("native_foreign")
    version = raw.get("meta", {}).get("version") if isinstance(raw.get("meta"), dict) else None
    if version != VERSION:
        raise NotNative("native_version", version=clean(str(version), 20), known=VERSION)
    return raw


def budget_of(raw: Mapping[str, Any]) -> Budget:
    """What `parsed` gave -> Budget, every text cleaned and every figure checked. Raises NotNative."""
    try:
        return mask_budget(_load(raw))
    except (KeyError, TypeError, ValueError, AttributeError, AmountError) as error:
        raise NotNative(
            "native_shape", reason=f"{type(error).__name__}: {clean(mask(clean(str(error))), 60)}"
        ) from None


def _str(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError("a text was expected")
    return tidy(value)


SHORT = 100


def tidy(text: str) -> str:
    """A text of a file as it is kept; short plain ones, nearly all, are looked at no closer."""
    return text if len(text) < SHORT and text.isascii() and text.isprintable() else clean(text)


def _int(value: Any) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise TypeError("a whole number was expected")
    if not -1 <= value <= _HIGHEST:
        raise ValueError("a number out of range")
    return value


_HIGHEST = 2**31
"""Lines, pages, rows, levels, years."""


def _opt_str(value: Any) -> str | None:
    return None if value is None else _str(value)


def _opt_int(value: Any) -> int | None:
    return None if value is None else _int(value)


def _load(raw: Mapping[str, Any]) -> Budget:
    m = raw["meta"]
    return Budget(
        meta=Meta(
            entity=_str(m["entity"]), entity_key=_str(m["entity_key"]), parent=_str(m["parent"]), region=_str(m["region"]),
            level=_str(m["level"]), kind=_str(m["kind"]), phase=_str(m["phase"]), fiscal_year=_opt_int(m["fiscal_year"]),
            version=VERSION, published=_str(m["published"]), unit=_str(m["unit"]), title=_str(m["title"]),
            sources=tuple(
                Source(_str(s["file"]), _str(s["sha256"]), _str(s["format"])) for s in (m["source"], *m["further_sources"]) if s
            ),
        ),
        tables=tuple(_load_table(t) for t in raw["tables"]),
        sections=tuple(
            Section(
                _int(s["level"]), _str(s["number"]), _str(s["heading"]),
                tuple(Paragraph(_str(p["text"]), _load_place(p["place"])) for p in s["paragraphs"]),
                _load_place(s["place"]), bool(s["contents"]),
            )
            for s in raw["sections"]
        ),
        claims=tuple(_load_claim(c) for c in raw["claims"]),
        goals=tuple(
            Goal(_str(g["project"]), _fen(g["total"]), _fen(g["appropriated"]), _fen(g["other"]), _str(g["objective"]),
                 tuple(Indicator(**{k: _str(v) for k, v in i.items()}) for i in g["indicators"]))
            for g in raw["goals"]
        ),
        projects=tuple(
            ProjectDetail(_str(p["name"]), _fen(p["amount"]), _texts(p["details"]), _str(p["origin"])) for p in raw["projects"]
        ),
        statements=tuple(Statement(_str(s["kind"]), _texts(s["values"]), _str(s["origin"])) for s in raw["statements"]),
        notes=tuple(_load_finding(n) for n in raw["notes"]),
    )  # fmt: skip


def _texts(values: Mapping[str, Any]) -> dict[str, str]:
    return {_str(k): _str(v) for k, v in values.items()}


def _load_place(p: Mapping[str, Any]) -> Place:
    return Place(
        _str(p["file"]),
        _opt_int(p.get("line")),
        _opt_int(p.get("page")),
        _str(p.get("sheet", "")),
        _opt_int(p.get("row")),
    )


class _Places:
    """Places of one table: what is printed in one line or on one page shares one Place, read and checked once."""

    __slots__ = ("_known",)

    def __init__(self) -> None:
        self._known: dict[tuple[Any, ...], Place] = {}

    def __call__(self, p: Mapping[str, Any]) -> Place:
        if not all(type(value) is int or type(value) is str for value in p.values()):
            return _load_place(p)  # 1, 1.0 and true are one key
        key = tuple(p.items())
        place = self._known.get(key)
        if place is None:
            place = self._known[key] = _load_place(p)
        return place


def _load_cell(c: Mapping[str, Any]) -> Cell:
    status = c["status"]
    if status not in ("printed", "recovered", "ambiguous"):
        raise ValueError("status")
    amount = c["amount"]
    fen = int(amount[:-3] + amount[-2:]) if len(amount) <= LONGEST and _YUAN(amount) else parse_yuan(amount)
    if len(c) == 4:
        return Cell(fen, _str(c["printed"]), _int(c["column"]), status)
    return Cell(
        fen, _str(c["printed"]), _int(c["column"]), status, _str(c.get("printed_measure", "")),
        tuple(_str(x) for x in c.get("candidates", ())),
    )  # fmt: skip


CODE = r"(?:TOTAL|[0-9]{1,9})?"
_CODE = re.compile(CODE).fullmatch
_YUAN = re.compile(r"-?[0-9]+\.[0-9]{2}").fullmatch
"""What parse_yuan takes, compiled: a file has as many amounts as all its other fields together."""


def _load_table(t: Mapping[str, Any]) -> Table:
    if t["unit"] and t["unit"] not in FEN_PER_UNIT:
        raise ValueError("unit")
    places = _Places()
    grid = tuple(GridRow(tuple([_str(x) for x in g["texts"]]), places(g["place"])) for g in t["grid"])
    rows = []
    for r in t["rows"]:
        if (
            r["role"] not in ("total", "unit", "subject", "project", "line")
            or not _CODE(r["code"])
            or not -1 <= _int(r["grid"]) < len(grid)
        ):
            raise ValueError("row")
        rows.append(
            Row(
                r["code"],
                _str(r["name"]),
                {_str(k): _load_cell(c) for k, c in r["cells"].items()},
                places(r["place"]),
                _str(r["project"]),
                _str(r["line"]),
                r["role"],
                _str(r["side"]),
                r["grid"],
                tuple([_load_cell(c) for c in r["ambiguous"]]) if "ambiguous" in r else (),
            )
        )
    step = parse_yuan(t["step"])
    if step <= 0 or not 0 <= _int(t["head"]) <= len(grid):
        raise ValueError("step or head")
    return Table(
        kind=_str(t["kind"]), title=_str(t["title"]), unit=_str(t["unit"]), step=step,
        columns=tuple(Column(_str(c["heading"]), _str(c["role"]), _str(c["side"])) for c in t["columns"]),
        rows=tuple(rows), grid=grid, head=t["head"], place=_load_place(t["place"]), number=_str(t["number"]),
        note=_str(t["note"]), entity=_str(t["entity"]),
    )  # fmt: skip


def _load_claim(c: Mapping[str, Any]) -> Claim:
    texts = {k: _str(c[k]) for k in ("section", "subject", "code", "project", "table", "measure", "share_of", "prior_status",
                                     "reason", "purpose", "origin")}  # fmt: skip
    base = c["prior_base"]
    if base not in ("budget", "adjusted", "outturn", "final", "unspecified"):
        raise ValueError("prior_base")
    return Claim(
        **texts, amount=_fen(c["amount"]), prior_amount=_fen(c["prior_amount"]), prior_change=_fen(c["prior_change"]),
        share_percent=_opt_str(c["share_percent"]), prior_change_percent=_opt_str(c["prior_change_percent"]), prior_base=base,
        prior_year=_opt_int(c["prior_year"]),
    )  # fmt: skip


def _load_finding(f: Mapping[str, Any]) -> Finding:
    if f["verdict"] not in _VERDICTS:
        raise ValueError("verdict")
    return Finding(
        rule=_str(f["rule"]), verdict=f["verdict"], message=_str(f["message"]), grade=_str(f["grade"]), table=_str(f["table"]),
        code=_str(f["code"]), measure=_str(f["measure"]), expected=_fen(f["expected"]), found=_fen(f["found"]),
        difference=_fen(f["difference"]), tolerance=_fen(f["tolerance"]),
        place=_load_place(f["place"]) if f["place"] else None,
    )  # fmt: skip


_VERDICTS = frozenset(
    {"ok", "rounding", "mismatch", "wording", "hint", "not_applicable", "misplaced", "ambiguous", "unread"}
)
