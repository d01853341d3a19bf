"""Topic + subject -> the place in the tables a claim speaks of (五（三） means 一般公共预算, 二 means 收入总表 …). Apart as a list of conventions:
a region that arranges its sections otherwise needs words here and in topics.py only.
"""

from __future__ import annotations

from data_model.prose.subjects import Names, Target, fund_of, line_of, three_public_line, total
from data_model.scopes import function_path

_FUNCTION_TABLES = {
    "gp_scale": "general_public", "gp_structure": "general_public", "gp_detail": "general_public", "general_public": "general_public",
    "government_fund": "government_fund", "state_capital": "state_capital", "appropriation_function": "appropriation_function",
    "appropriation": "appropriation",
}  # fmt: skip
_OWN = ("general_public", "government_fund", "state_capital")
"""Funds with a table of their own; the same words name their columns."""
_NOTHING = Target()


class Targets:
    """Resolves the subjects of one passage. `within` is the code of the headings above."""

    def __init__(self, names: Names, topic: str, context: str = "") -> None:
        self.names = names
        self.topic = topic
        self.within = names.code_of(context) if context else ""
        self.group = ""

    def resolve(self, subject: str, amount: int | None, item: bool) -> Target:
        """The target of a subject as printed; a Target without table when the words mean nothing here."""
        match self.topic:
            case "overall":
                return self._balance(subject)
            case "revenue":
                return self._revenue(subject)
            case "expenditure":
                return self._expenditure(subject)
            case "compilation":
                return self._compilation(subject)
            case "basic" | "appropriation_economic":
                return self._basic(subject)
            case "three_public":
                return self._three_public(subject)
            case "entrusted" | "carryover":
                return self._listed(subject, amount, item)
            case "operating":
                return self._operating(subject)
            case _ if self.topic in _FUNCTION_TABLES:
                return self._function(_FUNCTION_TABLES[self.topic], subject)
        return _NOTHING

    def whole(self, of: str) -> str:
        """What a share is of, as `table/code or line/measure`; `of` is what is printed behind 占."""
        if "三公" in of or self.topic == "three_public":
            line = "three_public" if self.names.has("three_public", line="three_public") else "TOTAL"
            return f"three_public/{line}/total"
        if "支出" in of:
            return "expenditure/TOTAL/total"
        if "收入" in of:
            return "revenue/TOTAL/total"
        table = {"gp_structure": "general_public", "gp_detail": "general_public", "gp_scale": "general_public"}.get(
            self.topic, self.topic
        )
        return "balance/TOTAL/revenue" if table == "overall" else f"{table}/TOTAL/total"

    def heading(self, subject: str) -> None:
        """A list begins (`政府性基金预算支出包括：`): the classes that follow are of its fund."""
        fund = fund_of(subject)[0]
        self.group = fund if subject.endswith("包括") and fund in _OWN else ""

    # --- by topic -------------------------------------------------------------------------------------------------------------

    def _code(self, subject: str) -> str:
        """The code of a path or class name; a 款 is remembered for the items below it."""
        if any(mark in subject for mark in ("类）", "款）", "项）", "类)", "款)", "项)")):
            code = self.names.code_of(subject, self.within)
            if len(code) == 5:
                self.within = code
            return code
        return self.names.class_of(subject) if "支出" in subject else ""

    @staticmethod
    def _is_path(subject: str) -> bool:
        return any(mark in subject for mark in ("类）", "款）", "项）", "类)", "款)", "项)"))

    def _balance(self, subject: str) -> Target:
        if self._is_path(subject):
            code = self._code(subject)
            return Target("balance", code, measure="expenditure") if code else _NOTHING
        if "收支" in subject or ("收" in subject and "支" in subject and "财政拨款" not in subject and "总" in subject):
            return total("balance", "revenue")
        if "结转下年" in subject:
            return Target("balance", line="spending.carry_forward", measure="expenditure")
        fund = fund_of(subject)[1]
        if fund and "支出" not in subject:
            return Target(
                "balance",
                line="carryover" if fund.startswith("carryover.appropriation") and "上年结转" in subject else fund,
                measure="revenue",
            )
        use = line_of("balance", subject, "use")
        if use:
            return Target("balance", line=use, measure="use")
        if "收入" in subject:
            return total("balance", "revenue")
        code = self._code(subject)
        if code:
            return Target("balance", code, measure="expenditure")
        return total("balance", "expenditure") if "支出" in subject else _NOTHING

    def _revenue(self, subject: str) -> Target:
        measure, line = fund_of(subject)
        if measure:
            if not self.names.measures("revenue", measure) and self.names.has("revenue", line=line):
                return Target("revenue", line=line, measure="total")
            return total("revenue", measure)
        return total("revenue") if "收入" in subject else _NOTHING

    def _expenditure(self, subject: str) -> Target:
        for word, measure in (
            ("基本支出", "basic"),
            ("项目支出", "project"),
            ("机动", "reserve"),
            ("结转下年", "carry_forward"),
        ):
            if word in subject:
                return total("expenditure", measure)
        return total("expenditure") if "支出" in subject else _NOTHING

    def _compilation(self, subject: str) -> Target:
        if self._is_path(subject):
            code = self._code(subject)
            table = next((kind for kind in _OWN if code and self.names.has(kind, code)), "general_public")
            return Target(table, code, measure="total")
        if "支出" not in subject:
            return self._revenue(subject)
        fund = fund_of(subject)[0]
        if fund in _OWN:
            return total(fund)
        if fund == "appropriation_subtotal":
            return total("appropriation")
        return self._expenditure(subject)

    def _basic(self, subject: str) -> Target:
        kind = "basic_economic" if self.topic == "basic" else "appropriation_economic"
        for word, measure in (("人员经费", "personnel"), ("公用经费", "public")):
            if word in subject:
                return total(kind, measure)
        return total(kind) if "基本支出" in subject else _NOTHING

    def _three_public(self, subject: str) -> Target:
        line = three_public_line(subject)
        if line == "three_public" and not self.names.has("three_public", line=line):
            return total("three_public")
        return Target("three_public", line=line, measure="total") if line else _NOTHING

    def _listed(self, subject: str, amount: int | None, item: bool) -> Target:
        """委托业务费 and 上年结转结余: totals, then one line for each project."""
        if not item:
            for word, measure in (("非财政拨款", "other_subtotal"), ("财政拨款", "appropriation_subtotal")):
                if word in subject and self.topic == "carryover":
                    return total(self.topic, measure)
            return total(self.topic) if "委托业务费" in subject or "结转" in subject else _NOTHING
        name = (
            subject.removesuffix("委托业务费").removesuffix("结转")
            if self.topic == "entrusted"
            else subject.removesuffix("结转")
        )
        row = self.names.project(self.topic, name, amount)
        return Target(self.topic, project=row.project if row else name, measure="total")

    def _operating(self, subject: str) -> Target:
        if "运行经费" not in subject:
            return _NOTHING
        if "operating_costs" in self.names.tables:
            return total("operating_costs")
        if self.names.has("three_public", line="operating_costs"):
            return Target("three_public", line="operating_costs", measure="total")
        return total("basic_economic", "public")

    def _share_of_fund(self, code: str) -> str:
        """The column of 财政拨款收支总表 a class in a list speaks of: 合计 where one fund pays all of it."""
        row = next((r for r in self.names.rows("appropriation") if code in (r.code, *function_path(r)[-1:])), None)
        fund = row.fen(self.group) if row and self.group else None
        return self.group if row and fund is not None and fund != row.fen("total") else "total"

    def _function(self, table: str, subject: str) -> Target:
        code = self._code(subject)
        if self._is_path(subject):
            return Target(table, code, measure="total")
        fund, line = fund_of(subject)
        if table == "appropriation":
            if (
                subject.endswith("包括") and fund in _OWN
            ):  # `…支出包括：0.00 万元`: the whole fund, though 223 has the same name
                return total(table, fund)
            if "收支" in subject or "收、支" in subject:
                return total(table, "total" if self.names.measures(table, "total") else "revenue")
            if fund and "支出" not in subject:
                return Target(table, line=line, measure="revenue")
            if code:
                return Target(table, code, measure=self._share_of_fund(code))
            return total(table, fund) if fund in _OWN else total(table) if "财政拨款" in subject else _NOTHING
        for word, measure in (("基本支出", "basic"), ("项目支出", "project")):
            if word in subject:
                return total(table, measure)
        own = table if table in _OWN else ""
        if (own and fund == own) or (not own and "财政拨款" in subject):
            return total(table)
        return Target(table, code, measure="total") if code else _NOTHING
