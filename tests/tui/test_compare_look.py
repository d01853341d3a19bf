"""A line of a comparison is found by its path from branch to branch, as if all lines were gone over."""

from __future__ import annotations

from data_model.compare import compare
from tests.tui.comparison import PAIR, sample
from tui.compare_look import find, look_at


def test_every_line_is_found_by_its_path() -> None:
    for a, b in (PAIR, ("wanli_2024", "wanli_2025"), ("ergong_2026", "govoffice_2026")):
        look = look_at(compare(sample(a), sample(b)))
        for node, line in enumerate(look.comparison.lines):
            assert find(look, line.key) == node
            if line.key_a and line.key_a != line.key:
                assert look.comparison.lines[find(look, line.key_a)].key_a == line.key_a


def test_what_is_not_there_leads_to_what_is_above() -> None:
    look = look_at(compare(sample(PAIR[0]), sample(PAIR[1])))
    inner = next(line for line in look.comparison.lines if len(line.key) > 2)
    above = look.comparison.lines[find(look, (*inner.key[:-1], "nothing"))]
    assert above.key == inner.key[:-1]
    assert find(look, ("nothing",)) == 0
