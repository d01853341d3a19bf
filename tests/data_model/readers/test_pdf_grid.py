"""Grids from lines alone: snapping, joining, merging, what is no table, and bounded work."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from data_model.readers.pdf_grid import Grid, clustered, nearest, ruled_tables
from data_model.readers.pdf_pages import Char, Page, Rule
from data_model.readers.pdf_text import cell_text
from tests.guard import bounded


def page(
    across: list[tuple[float, float, float]], down: list[tuple[float, float, float]], *texts: tuple[float, float, str]
) -> Page:
    chars = [Char(x - 4, y - 5, x + 4, y + 5, text) for x, y, text in texts]
    return Page(1, 600, 800, chars, [Rule(*r) for r in across], [Rule(*r) for r in down])


def lattice(rows: int, columns: int, step: float = 40) -> Page:
    """A full grid with a letter in each cell."""
    return page(
        [(k * step, 0, columns * step) for k in range(rows + 1)],
        [(k * step, 0, rows * step) for k in range(columns + 1)],
        *[((c + 0.5) * step, (r + 0.5) * step, chr(97 + c)) for r in range(rows) for c in range(columns)],
    )


def only(read: Page) -> Grid:
    (grid,), _ = ruled_tables(read)
    return grid


def test_positions_near_each_other_are_one() -> None:
    assert clustered([10, 1, 1.5, 10.5]) == [1.25, 10.25]
    assert [nearest([0, 10, 20], x) for x in (-5, 4, 6, 99)] == [0, 0, 1, 2]


def test_broken_and_shaky_lines_make_one_grid() -> None:
    shaky = page(
        [(0, 0, 80), (40.8, 0, 38), (39.6, 40, 80), (80, 0, 80)],  # the middle line in two pieces, not quite level
        [(0, 1, 79), (40, 0, 41), (40.5, 42, 80), (80, 0, 80)],
        (20, 20, "a"),
        (60, 60, "d"),
    )
    grid = only(shaky)
    assert grid.texts == [["a", ""], ["", "d"]]
    assert grid.spans == {}


def test_no_line_between_neighbours_merges_them() -> None:
    merged = lattice(2, 2)
    merged.down[1] = Rule(40, 40, 80)  # absent in the first row
    merged.chars = [Char(10, 15, 18, 25, "甲"), Char(60, 15, 68, 25, "乙")]
    grid = only(merged)
    assert grid.texts == [["甲乙", ""], ["", ""]]
    assert grid.spans == {(0, 0): (1, 2)}


def test_a_missing_stroke_does_not_mix_up_rows() -> None:
    bent = lattice(2, 2)
    bent.down[1] = Rule(40, 40, 80)
    bent.across[1] = Rule(40, 40, 80)  # cells a, b and the one below a would be an L
    grid = only(bent)
    assert [row for row in grid.texts if "".join(row)] == grid.texts
    assert grid.texts[0] == ["a b", ""]


def test_tables_with_open_sides_keep_their_outer_columns() -> None:
    opened = lattice(2, 3)
    opened.down = opened.down[1:3]
    assert only(opened).texts == [["a", "b", "c"]] * 2


def test_the_space_in_a_double_line_is_no_column() -> None:
    double = lattice(2, 2)
    double.down.append(Rule(43, 0, 80))
    double.across.append(Rule(43, 0, 80))
    assert only(double).texts == [["a", "b"]] * 2


def test_boxes_and_underlines_are_no_tables() -> None:
    box = page([(0, 0, 80), (80, 0, 80), (200, 0, 80)], [(0, 0, 80), (80, 0, 80)], (40, 40, "a"))
    grids, rest = ruled_tables(box)
    assert grids == []
    assert [c.text for c in rest] == ["a"]


def test_a_table_in_a_frame_keeps_its_texts() -> None:
    inner = lattice(2, 2)
    frame = page([(-0.0, 0, 600), (400, 0, 600), (500, 0, 600)], [(0, 0, 500), (590, 0, 500)], (100, 450, "框"))
    inner.across = [Rule(r.at + 100, r.start + 100, r.end + 100) for r in inner.across] + frame.across
    inner.down = [Rule(r.at + 100, r.start + 100, r.end + 100) for r in inner.down] + frame.down
    inner.chars = [Char(c.left + 100, c.top + 100, c.right + 100, c.bottom + 100, c.text) for c in inner.chars]
    inner.chars += frame.chars
    outer, small = ruled_tables(inner)[0]
    assert small.texts == [["a", "b"]] * 2
    assert "框" in outer.texts[1]


def test_a_huge_lattice_is_text_in_bounded_time() -> None:
    with bounded():
        for across, down in ((150, 150), (4000, 4000)):
            huge = page(
                [(k * 800 / across, 0, 600) for k in range(across)],
                [(k * 600 / down, 0, 800) for k in range(down)],
                (5, 5, "a"),
            )
            huge.width, huge.height = 1e6, 1e6
            huge.across = [Rule(k * 3.0, 0, down * 3.0) for k in range(across)]
            huge.down = [Rule(k * 3.0, 0, across * 3.0) for k in range(down)]
            grids, rest = ruled_tables(huge)
            assert grids == []
            assert len(rest) == 1
            assert huge.problems


rules = st.lists(
    st.builds(Rule, st.integers(0, 100).map(float), st.integers(0, 50).map(float), st.integers(51, 100).map(float)),
    max_size=12,
)


@settings(max_examples=150)
@given(rules, rules, st.lists(st.tuples(st.floats(0, 100), st.floats(0, 100)), max_size=30))
def test_every_character_is_read_exactly_once(
    across: list[Rule], down: list[Rule], places: list[tuple[float, float]]
) -> None:
    texts = [(x, y, chr(0x4E00 + k)) for k, (x, y) in enumerate(places)]
    drawn = page([], [], *texts)
    drawn.across, drawn.down = across, down
    grids, rest = ruled_tables(drawn)
    inside = "".join(text for grid in grids for row in grid.texts for text in row)
    assert sorted(inside + "".join(c.text for c in rest)) == sorted(text for _, _, text in texts)
    for grid in grids:
        assert all(len(row) == len(grid.xs) - 1 for row in grid.texts)
        assert len(grid.texts) == len(grid.ys) - 1
        for (row, column), (deep, wide) in grid.spans.items():
            assert row + deep <= len(grid.texts)
            assert column + wide <= len(grid.xs) - 1


def test_a_character_printed_again_beside_itself_is_read_once() -> None:
    bold = page([], [], (20, 20, "合"), (21, 20.4, "合"), (29, 20, "1"), (37, 20, "1"))
    assert cell_text(bold.chars) == "合11"
