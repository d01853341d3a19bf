"""A table of one row without its blanks (三公 in Shanghai and Jiangsu): which line each figure is of. Apart from unsqueeze.py, whose rows
have one line each: here the lines stand side by side, and their sums say which of them are blank.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

from data_model.form_types import Form
from data_model.text import fold

_VEHICLES = ("vehicles", "vehicles.purchase", "vehicles.running")
_ORDERS = (
    ("total", "abroad", "reception", *_VEHICLES, "operating_costs"),
    ("total", "three_public", "abroad", *_VEHICLES, "reception", "meetings", "training"),
)
"""The lines from left to right as printed without and with 会议费 and 培训费 beside them."""
_SUMS = (
    (("total", ("abroad", "reception", "vehicles")), ("vehicles", _VEHICLES[1:])),
    (
        ("total", ("three_public", "meetings", "training")),
        ("three_public", ("abroad", "reception", "vehicles")),
        ("vehicles", _VEHICLES[1:]),
    ),
)
_PRINTED = 4
"""So many of the lines must be named above the row for it to be such a table."""


def lines_of_row(form: Form, heading: str, fens: Sequence[int | None]) -> list[tuple[str, str]]:
    """(line key, its heading) of each figure; the key is "" where several ways satisfy the sums. Empty when none does, or when the
    heading names other lines. `fens`: the figures from left to right, None for a dash."""
    named = _named(form, heading)
    way = int("meetings" in named or "training" in named)
    order = [key for key in _ORDERS[way] if key in named]
    if len(named) < _PRINTED or set(named) - set(_ORDERS[way]) or len(fens) > len(order):
        return []
    ways = [keys for keys in combinations(order, len(fens)) if _holds(dict(zip(keys, fens, strict=True)), way)]
    if not ways:
        return []
    out = []
    for index in range(len(fens)):
        keys = {keys[index] for keys in ways}
        key = keys.pop() if len(keys) == 1 else ""
        out.append((key, named.get(key, "")))
    return out


def _named(form: Form, heading: str) -> dict[str, str]:
    """The lines whose words stand in the header, longer words first, each place once; subtotals have no words of their own."""
    rest = heading
    found: dict[str, str] = {}
    words = [(fold(name), line.key) for line in form.lines for name in line.names]
    for word, key in sorted(words, key=lambda w: (-len(w[0]), w)):
        if word in rest and key not in found:
            found[key] = word
            rest = rest.replace(word, "|", 1)
    if not {"meetings", "training"} & found.keys():
        found.pop("three_public", None)  # the group above, which 合计 sums
    return found


def _holds(held: dict[str, int | None], way: int) -> bool:
    """Every sum of the row holds, blanks being nothing."""
    return all((held.get(head) or 0) == sum(held.get(part) or 0 for part in parts) for head, parts in _SUMS[way])
