"""Folding, filtering and sorting over flat arrays against a naive model of nested lists."""

from __future__ import annotations

from array import array

from hypothesis import given, settings
from hypothesis import strategies as st

from tui.widgets.flat_tree import FlatTree


def _shape(steps: list[int]) -> tuple[list[int], list[int]]:
    """Depths in pre-order (never more than one deeper than the one before) and parents; the first node is a total."""
    depth, parent, stack = [0], [-1], [0]
    for step in steps:
        level = min(step, len(stack)) if len(depth) > 1 else 0
        stack = stack[:level]
        parent.append(stack[-1] if stack else 0)
        stack.append(len(depth))
        depth.append(level)
    return depth, parent


shapes = st.lists(st.integers(0, 3), max_size=25).map(_shape)


def _naive(depth: list[int], order: list[int], is_open: list[bool], shown: list[bool]) -> list[int]:
    """The visible nodes: walk all in shown order, skipping below what is closed or hidden."""
    out: list[int] = []
    skip: int | None = None
    for node in order:
        if skip is not None and depth[node] > skip:
            continue
        skip = None
        if not shown[node]:
            skip = depth[node]
            continue
        out.append(node)
        if not is_open[node]:
            skip = depth[node]
    return out


def _sorted(depth: list[int], key: list[int | None], reverse: bool) -> list[int]:
    """Pre-order with siblings by key, those without one last; the total stays first."""
    rank = [(one is None, -(one or 0) if reverse else one or 0) for one in key]

    def walk(start: int, stop: int) -> list[int]:
        heads, node = [], start
        while node < stop:
            end = next((i for i in range(node + 1, stop) if depth[i] <= depth[node]), stop)
            heads.append((rank[node], len(heads), node, end))
            node = end
        return [n for _, _, head, end in sorted(heads) for n in (head, *walk(head + 1, end))]

    return [0, *walk(1, len(depth))]


operations = st.lists(
    st.tuples(st.sampled_from(["open", "close", "level", "sort", "printed", "filter", "all"]), st.integers(0, 99)),
    max_size=12,
)


@settings(max_examples=150)
@given(shapes, operations)
def test_rows_are_those_of_the_naive_model(shape: tuple[list[int], list[int]], steps: list[tuple[str, int]]) -> None:
    depth, parent = shape
    flat = FlatTree(array("i", depth), array("i", parent))  # as trees have them
    size = len(depth)
    is_open, before, shown, order = [False] * size, [False] * size, [True] * size, list(range(size))
    filtered = False
    for what, number in steps:
        if what in ("open", "close"):
            row = number % len(flat)
            node = flat.node(row)
            flat.fold(row, what == "open")
            if flat.has_children(node):
                is_open[node] = what == "open"
        elif what == "level":
            level = number % 4 + 1
            flat.open_to(level)
            is_open = [level > max(depth) or d < level - 1 for d in depth]
        elif what in ("sort", "printed"):
            key = [None if node * number % 5 == 4 else (node * (number + 3)) % 7 for node in range(size)]
            flat.sort(key if what == "sort" else None, number % 2 == 1)
            if what == "printed":
                key = [-node if number % 2 else node for node in range(size)]
            order = _sorted(depth, key, what == "sort" and number % 2 == 1)
        elif what == "filter":
            wanted = {n for n in range(size) if n % (number % 5 + 2) == 0}
            shown = [False] * size
            for node in wanted:
                while node >= 0:
                    shown[node] = True
                    node = parent[node]
            shown[0] = True
            flat.filter(bytearray(shown))
            before, filtered = (before if filtered else list(is_open)), True
            is_open = [True] * size
        elif filtered:
            flat.filter(None)
            is_open, shown, filtered = before, [True] * size, False
        expected = _naive(depth, order, [o and flat.has_children(n) for n, o in enumerate(is_open)], shown)
        assert flat.level() == max((depth[node] for node in expected), default=0) + 1
        assert [flat.node(row) for row in range(len(flat))] == expected
        for row, node in enumerate(expected):
            assert flat.row(node) == row


@settings(max_examples=60)
@given(shapes)
def test_siblings_are_the_nearest_rows_of_the_same_owner(shape: tuple[list[int], list[int]]) -> None:
    depth, parent = shape
    flat = FlatTree(depth, parent)
    flat.open_to(9)
    for node in range(len(depth)):
        same = [
            n for n in range(len(depth)) if depth[n] == depth[node] and (depth[n] == 0 or parent[n] == parent[node])
        ]
        at = same.index(node)
        before, after = flat.siblings(flat.row(node))
        assert flat.node(before) == (same[at - 1] if at else node)
        assert flat.node(after) == (same[at + 1] if at + 1 < len(same) else node)


def test_a_hidden_node_is_found_on_its_nearest_visible_ancestor_and_revealed() -> None:
    flat = FlatTree([0, 0, 1, 2], [-1, 0, 1, 2])
    assert flat.row(3) == 1
    assert flat.reveal(3) == 3
    assert len(flat) == 4


def test_what_fits_is_open_at_first_largest_branches_first() -> None:
    depth, parent = [0, 0, 1, 1, 0, 1, 1], [-1, 0, 1, 1, 0, 4, 4]
    weights = [10, 3, 1, 2, 7, 3, 4]
    flat = FlatTree(depth, parent)
    flat.open_fitting(5, weights.__getitem__)
    assert [flat.node(row) for row in range(len(flat))] == [0, 1, 4, 5, 6]
    flat.open_fitting(7, weights.__getitem__)
    assert len(flat) == 7
