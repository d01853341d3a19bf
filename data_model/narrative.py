"""narrate: sections of prose -> claims, project details, statements. The one place where the steps of reading prose meet."""

from __future__ import annotations

from collections.abc import Sequence

from data_model.budget import Finding, Meta, Section, Table
from data_model.prose.claims import Reader
from data_model.prose.project_details import described_projects, projects_of
from data_model.prose.prose_statements import statements_of
from data_model.prose.remarks import remarks_of
from data_model.prose.sentences import squeeze
from data_model.prose.subjects import Names
from data_model.prose.targets import Targets
from data_model.prose.topics import Passage, passages
from data_model.records import dataclass, replace
from data_model.statements import Claim, ProjectDetail, Statement
from data_model.text import fold

_NOT_CLAIMS = frozenset({"procurement", "assets", "people", "projects"})
LONGEST = 8000
"""Longer paragraphs are not read sentence by sentence: they are tables that lost their cells (a real one has 1,500 characters)."""
_REMARKS = frozenset({"performance", "remarks"})


@dataclass(frozen=True, slots=True)
class Narrative:
    """What the prose says. `notes` lists subjects with an amount that fit no line of the tables."""

    claims: tuple[Claim, ...] = ()
    projects: tuple[ProjectDetail, ...] = ()
    statements: tuple[Statement, ...] = ()
    notes: tuple[Finding, ...] = ()


def narrate(sections: tuple[Section, ...], tables: Sequence[Table], meta: Meta) -> Narrative:
    """Read the prose against the tables of the same document; amounts in fen. Never raises: what is not understood is a note."""
    told = passages(sections)
    names = Names(tables)
    claims: list[Claim] = []
    notes: list[Finding] = []
    details: list[ProjectDetail] = []
    details += described_projects(sections)
    entities = tuple(dict.fromkeys(squeeze(name) for name in (meta.entity, *(t.entity for t in tables)) if name))
    for passage in told:
        long = [p for p in passage.paragraphs if len(p.text) > LONGEST]
        if long:
            notes.append(
                Finding("read.claim", "unread", f"正文{passage.label}：有一段太长，没有逐句读", place=long[0].place)
            )
            passage = replace(passage, paragraphs=tuple(p for p in passage.paragraphs if len(p.text) <= LONGEST))
            if not passage.paragraphs:
                continue
        if passage.topic == "projects":
            found, amounts = projects_of([passage], names)
            details += found
            claims += amounts
        elif passage.topic in _REMARKS:
            claims += remarks_of(passage, names)
        if passage.topic not in _NOT_CLAIMS | _REMARKS:
            claims += _read(passage, names, meta, entities, notes)
    return Narrative(tuple(claims), tuple(details), tuple(statements_of(told)), tuple(notes))


def _read(passage: Passage, names: Names, meta: Meta, entities: tuple[str, ...], notes: list[Finding]) -> list[Claim]:
    targets = Targets(names, passage.topic, passage.context)
    reader = Reader(
        targets.resolve, targets.whole, targets.heading, meta.fiscal_year, entities, passage.topic in ("entrusted", "carryover")
    )  # fmt: skip
    for paragraph in passage.paragraphs:
        reader.paragraph(paragraph)
    seen: set[str] = set()
    for subject, paragraph in reader.unresolved:
        if subject and fold(subject) not in seen:
            seen.add(fold(subject))
            notes.append(
                Finding(
                    "read.claim",
                    "unread",
                    f"正文{passage.label}：没有认出“{subject[:60]}”是哪张表的哪一行",
                    place=paragraph.place,
                )
            )
    return [draft.claim(passage.label, meta.fiscal_year) for draft in reader.drafts]
