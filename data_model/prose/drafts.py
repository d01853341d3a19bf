"""A claim in the making, and what follows from its figures: the year before. Apart so that claims.py is only the reading of clauses."""

from __future__ import annotations

from data_model.prose.subjects import Target
from data_model.records import dataclass
from data_model.statements import Claim, PriorBase


@dataclass(slots=True)
class Draft:
    """Amounts in fen; `rate` and `share` are percents as printed; `year` and `base` say what `change` and `rate` are measured on."""

    subject: str
    target: Target
    origin: str
    amount: int | None = None
    share: str | None = None
    share_of: str = ""
    year: int | None = None
    base: PriorBase = "unspecified"
    prior: int | None = None
    change: int | None = None
    rate: str | None = None
    reason: str = ""
    purpose: str = ""

    def claim(self, section: str, fiscal_year: int | None) -> Claim:
        """The finished claim; last year is implied by amount and change where it is not printed."""
        told = self.prior is not None or self.change is not None or self.rate is not None
        prior, status = self.prior, "printed" if self.prior is not None else ""
        if prior is None and self.amount is not None and self.change is not None:
            prior, status = self.amount - self.change, "implied"
        year = self.year if self.year is not None else fiscal_year - 1 if fiscal_year is not None else None
        t = self.target
        return Claim(
            section=section, subject=self.subject, code=t.code, project=t.project, table=t.table, measure=t.measure,
            amount=self.amount, share_percent=self.share, share_of=self.share_of, prior_year=year if told else None,
            prior_base=self.base, prior_amount=prior, prior_status=status, prior_change=self.change,
            prior_change_percent=self.rate, reason=self.reason, purpose=self.purpose, origin=self.origin,
        )  # fmt: skip
