"""勾稽关系, declared once as plain data: what recovery, checks and the detail pane rest on. Apart from forms.py for its size only.

The ids (I within a table, X between tables) are those of the domain notes; the sums along codes (类 = Σ 款, 款 = Σ 项, total =
Σ 类) hold for every form with a classification and need no declaration.
"""

from __future__ import annotations

from data_model.form_types import Identity, Term


def _t(table: str, measure: str, at: str = "each") -> Term:
    return Term(table, measure, at)


def _row(identity: str, table: str, left: str, *right: str) -> Identity:
    return Identity(identity, "row", _t(table, left), tuple(_t(table, measure) for measure in right))


def _lines(identity: str, table: str, measure: str, left: str, *right: str) -> Identity:
    return Identity(identity, "lines", _t(table, measure, left), tuple(_t(table, measure, line) for line in right))


def _cross(identity: str, left: Term, *right: Term, hard: bool = True) -> Identity:
    return Identity(identity, "cross", left, right, hard)


DETAIL_OF = {
    "basic_personnel": ("basic",),
    "basic_public": ("basic",),
    "business": ("unit_funds",),
    "operating": ("unit_funds",),
    "superior_subsidy": ("unit_funds",),
    "affiliated": ("unit_funds",),
    "other": ("unit_funds",),
    "abroad": ("three_public",),
    "reception": ("three_public",),
    "vehicles": ("three_public",),
}
"""A measure or line that only details another one: it is no addend where its head is printed beside it."""

IDENTITIES = (
    _row("I1.parts", "balance", "expenditure", "basic_personnel", "basic_public", "project"),
    _row("I3.total", "revenue", "total", "appropriation_subtotal", "fiscal_account", "unit_funds", "business", "operating",
         "superior_subsidy", "affiliated", "other", "appropriation_carryover", "other_carryover"),
    _row("I3.subtotal", "revenue", "appropriation_subtotal", "general_public", "general_public_transfer", "government_fund",
         "government_fund_transfer", "state_capital", "state_capital_transfer"),
    _row("I5.expenditure", "expenditure", "total", "basic", "project", "reserve", "carry_forward"),
    _row("I5.general_public", "general_public", "total", "basic", "project"),
    _row("I9.row", "appropriation", "total", "general_public", "government_fund", "state_capital"),
    _row("I6.row", "basic_economic", "total", "personnel", "public"),
    _row("I7.row", "projects", "total", "wages", "goods_services", "household_subsidies", "debt_interest", "capital_basic",
         "capital", "enterprise_basic", "enterprise", "social_insurance", "other"),
    _row("I5.government_fund", "government_fund", "total", "basic", "basic_personnel", "basic_public", "project"),
    _row("I5.state_capital", "state_capital", "total", "basic", "basic_personnel", "basic_public", "project"),
    _row("I8.row", "three_public", "total", "general_public", "government_fund", "state_capital"),
    _row("I8.entrusted", "entrusted", "total", "general_public", "government_fund", "state_capital"),
    _row("I10.row", "carryover", "total", "appropriation_subtotal", "other_subtotal"),
    _row("I10.appropriation", "carryover", "appropriation_subtotal", "appropriation_basic_personnel",
         "appropriation_basic_public", "appropriation_project"),
    _row("I10.other", "carryover", "other_subtotal", "other_basic_personnel", "other_basic_public", "other_project"),
    _lines("I1.revenue", "balance", "revenue", "total", "current", "carryover"),
    _lines("I2.current", "balance", "revenue", "current", "current.general_public", "current.government_fund",
           "current.state_capital", "current.fiscal_account", "current.unit_funds"),
    _lines("I2.general_public", "balance", "revenue", "current.general_public", "current.general_public.own",
           "current.general_public.transfer"),
    _lines("I2.government_fund", "balance", "revenue", "current.government_fund", "current.government_fund.own",
           "current.government_fund.transfer"),
    _lines("I2.state_capital", "balance", "revenue", "current.state_capital", "current.state_capital.own",
           "current.state_capital.transfer"),
    _lines("I2.carryover", "balance", "revenue", "carryover", "carryover.appropriation", "carryover.other"),
    _lines("I2.carryover.appropriation", "balance", "revenue", "carryover.appropriation",
           "carryover.appropriation.general_public", "carryover.appropriation.government_fund",
           "carryover.appropriation.state_capital"),
    _lines("I9.revenue", "appropriation", "revenue", "current", "current.general_public", "current.government_fund",
           "current.state_capital"),
    _lines("I8.total", "three_public", "total", "total", "three_public", "abroad", "reception", "vehicles", "meetings", "training"),
    _lines("I8.three_public", "three_public", "total", "three_public", "abroad", "reception", "vehicles"),
    _lines("I8.vehicles", "three_public", "total", "vehicles", "vehicles.purchase", "vehicles.running"),
    _cross("I1.sides", _t("balance", "revenue", "total"), _t("balance", "expenditure", "total")),
    _cross("I9.sides", _t("appropriation", "revenue", "total"), _t("appropriation", "total", "total")),
    _cross("X1.total", _t("revenue", "total", "total"), _t("balance", "revenue", "total")),
    _cross("X1.rows", _t("revenue", "total"), _t("expenditure", "total")),
    _cross("X2.total", _t("expenditure", "total", "total"), _t("balance", "expenditure", "total")),
    _cross("X2.classes", _t("balance", "expenditure"), _t("expenditure", "total")),
    _cross("X1.own", _t("revenue", "general_public", "total"), _t("balance", "revenue", "current.general_public.own")),
    _cross("X1.transfer", _t("revenue", "general_public_transfer", "total"),
           _t("balance", "revenue", "current.general_public.transfer")),
    _cross("X1.fund", _t("revenue", "government_fund", "total"), _t("balance", "revenue", "current.government_fund.own")),
    _cross("X1.fund_transfer", _t("revenue", "government_fund_transfer", "total"),
           _t("balance", "revenue", "current.government_fund.transfer")),
    _cross("X1.capital", _t("revenue", "state_capital", "total"), _t("balance", "revenue", "current.state_capital.own")),
    _cross("X1.capital_transfer", _t("revenue", "state_capital_transfer", "total"),
           _t("balance", "revenue", "current.state_capital.transfer")),
    _cross("X1.fiscal_account", _t("revenue", "fiscal_account", "total"), _t("balance", "revenue", "current.fiscal_account")),
    _cross("X1.unit_funds", _t("revenue", "unit_funds", "total"), _t("balance", "revenue", "current.unit_funds")),
    _cross("X1.carryover", _t("revenue", "appropriation_carryover", "total"),
           _t("balance", "revenue", "carryover.appropriation")),
    _cross("X1.other_carryover", _t("revenue", "other_carryover", "total"), _t("balance", "revenue", "carryover.other")),
    _cross("X3.general_public", _t("appropriation", "general_public"), _t("general_public", "total")),
    _cross("X3.government_fund", _t("appropriation", "government_fund"), _t("government_fund", "total")),
    _cross("X3.state_capital", _t("appropriation", "state_capital"), _t("state_capital", "total")),
    _cross("X3.revenue", _t("general_public", "total"), _t("revenue", "general_public"), _t("revenue", "general_public_transfer")),
    _cross("X3.fund_revenue", _t("government_fund", "total"), _t("revenue", "government_fund"),
           _t("revenue", "government_fund_transfer")),
    _cross("X3.capital_revenue", _t("state_capital", "total"), _t("revenue", "state_capital"),
           _t("revenue", "state_capital_transfer")),
    _cross("X3.function", _t("appropriation_function", "total"), _t("general_public", "total"), _t("government_fund", "total")),
    _cross("X4.economic", _t("appropriation_economic", "total"), _t("basic_economic", "total")),
    _cross("X4.spending", _t("expenditure", "basic", "total"), _t("balance", "use", "use.basic")),
    _cross("X4.spending_project", _t("expenditure", "project", "total"), _t("balance", "use", "use.project")),
    _cross("X4.reserve", _t("expenditure", "reserve", "total"), _t("balance", "use", "use.reserve")),
    _cross("I11.use", _t("balance", "expenditure", "total"), _t("balance", "use", "use.basic"), _t("balance", "use", "use.project"),
           _t("balance", "use", "use.reserve"), _t("balance", "expenditure", "spending.carry_forward")),
    _cross("X4.granted", _t("appropriation", "use", "use.basic"), _t("appropriation_economic", "total", "total")),
    _cross("X8", _t("operating_costs", "total"), _t("basic_economic", "total"), hard=False),
    _cross("X4.basic", _t("general_public", "basic", "total"), _t("basic_economic", "total", "total")),
    _cross("X4.project", _t("general_public", "project"), _t("projects", "total")),
    _cross("X5.total", _t("appropriation", "revenue", "total"), _t("revenue", "appropriation_subtotal", "total"), hard=False),
    _cross("I10.total", _t("carryover", "total", "total"), _t("balance", "revenue", "carryover")),
)  # fmt: skip
"""勾稽关系 that recovery and the checks rest on; missing measures count as blank, a missing table makes them not applicable."""
