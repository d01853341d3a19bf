"""The scope a table is told to have: that of its form, or the narrower one its own title names."""

from __future__ import annotations

from dataclasses import replace

from data_model.export import facts
from data_model.scopes import scope_options
from tests.data_model.compare_maker import budget, row, table


def test_a_title_that_names_a_fund_is_not_told_as_a_wider_one() -> None:
    made = table("three_public", [row("TOTAL", "合计", "5.00"), row("", "公务接待费", "5.00", line="reception")])
    for title, label, scope in (
        ("一般公共预算“三公”经费、会议费、培训费支出预算表", "一般公共预算", "general_public"),
        ("财政拨款“三公”经费支出情况表", "财政拨款", "appropriation"),
        ("“三公”经费支出预算表", "财政拨款", "appropriation"),
    ):
        document = budget(replace(made, title=title))
        assert [option.label for option in scope_options(document, "three_public")] == [label]
        assert {values[-1] for values in facts(document)} == {scope}
