"""What the prose and the goal tables say: claims, goals, details of projects, other statements. Data only; amounts in fen.

Apart from budget.py because a reader of tables needs none of it and narrative.py and goals.py fill it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from data_model.records import dataclass, field

PriorBase = Literal["budget", "adjusted", "outturn", "final", "unspecified"]
"""The base a change is measured on: 预算数, 调整预算数, 执行数, 决算数, not said. Different bases are different last years."""


@dataclass(frozen=True, slots=True)
class Claim:
    """One amount the prose states, tied to the table, code and measure it speaks of.

    Percents are strings as printed; a decrease is negative in change and percent; 持平 is 0, not stated is None.
    `prior_status` is printed | implied | "" (no last year). `origin` is the label of its place.
    """

    section: str
    subject: str
    code: str = ""
    project: str = ""
    table: str = ""
    measure: str = ""
    amount: int | None = None
    share_percent: str | None = None
    share_of: str = ""
    prior_year: int | None = None
    prior_base: PriorBase = "unspecified"
    prior_amount: int | None = None
    prior_status: str = ""
    prior_change: int | None = None
    prior_change_percent: str | None = None
    reason: str = ""
    purpose: str = ""
    origin: str = ""


@dataclass(frozen=True, slots=True)
class Indicator:
    """One 绩效指标: three levels of names, value, basis (指标值设定依据), last year's value, weight; all as printed."""

    level1: str
    level2: str
    level3: str
    value: str = ""
    basis: str = ""
    prior_value: str = ""
    weight: str = ""


@dataclass(frozen=True, slots=True)
class Goal:
    """A 绩效目标表: the department's own has project "". Amounts in fen."""

    project: str
    total: int | None = None
    appropriated: int | None = None
    other: int | None = None
    objective: str = ""
    indicators: tuple[Indicator, ...] = ()


@dataclass(frozen=True, slots=True)
class ProjectDetail:
    """What the prose tells of a project (section 七): printed labels -> printed texts, and its amount in fen."""

    name: str
    amount: int | None = None
    details: Mapping[str, str] = field(default_factory=dict)
    origin: str = ""


@dataclass(frozen=True, slots=True)
class Statement:
    """Figures outside the tables: people, assets, procurement, operating costs. `values`: field -> text as printed."""

    kind: str
    values: Mapping[str, str] = field(default_factory=dict)
    origin: str = ""
