"""Squares without a wall between them are one cell."""

from extractors.tables.model import Box
from extractors.tables.pdf.camelot_lattice import grids_of_rules
from extractors.tables.pdf.grid import Area, Walls, grid_of
from extractors.tables.pdf.rules import Rule


def walls(right: list[str], below: list[str]) -> Walls:
    """Give walls drawn as text: | and - where there is one, a space where there is none."""
    return Walls(
        tuple(tuple(mark == "|" for mark in row) for row in right),
        tuple(tuple(mark == "-" for mark in row) for row in below),
    )


def test_all_walls() -> None:
    grid = grid_of((0, 10, 20), (20, 10, 0), walls(["|", "|"], ["--"]))
    assert len(grid.areas) == 4 and not grid.irregular
    assert grid.box == Box(0, 0, 20, 20)
    assert grid.box_of(grid.areas[3]) == Box(10, 0, 20, 10)


def test_spans_of_rows_and_columns() -> None:
    grid = grid_of((0, 10, 20, 30), (20, 10, 0), walls(["| ", "||"], [" --"]))
    assert grid.areas == (Area(0, 0, 2, 1), Area(0, 1, 1, 2), Area(1, 1, 1, 1), Area(1, 2, 1, 1))
    assert grid.owner == ((0, 1, 1), (0, 2, 3)) and not grid.irregular


def test_a_shape_that_is_no_rectangle_is_cut_and_told() -> None:
    grid = grid_of((0, 10, 20), (20, 10, 0), walls([" ", "|"], [" -"]))
    assert grid.irregular
    assert sorted(index for row in grid.owner for index in row) == [0, 0, 1, 2]


def test_camelot_finds_the_merged_header() -> None:
    horizontal = [Rule(0, y, 90, y) for y in (0.0, 30.0, 90.0)] + [Rule(30, 60, 90, 60)]
    vertical = [Rule(x, 0, x, 90) for x in (0.0, 30.0, 90.0)] + [Rule(60, 0, 60, 60)]
    (grid,) = grids_of_rules([*horizontal, *vertical], 100, 100)
    assert grid.areas[:2] == (Area(0, 0, 2, 1), Area(0, 1, 1, 2))
    assert len(grid.areas) == 7 and not grid.irregular


def test_too_few_rules_are_no_table() -> None:
    assert grids_of_rules([Rule(0, 0, 90, 0), Rule(0, 0, 0, 90)], 100, 100) == ()
