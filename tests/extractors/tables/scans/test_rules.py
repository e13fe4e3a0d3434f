"""The rules of a table are found however a scanner shows them, nothing else is taken for one, and only they go."""

import cv2
import numpy as np
import pytest

from extractors.tables.pdf.camelot_lattice import grids_of_rules
from extractors.tables.pdf.rules import Rule
from extractors.tables.scans.rules import rules_of, snapped
from extractors.tables.scans.upright import Picture, Upright

DOTS = 300 / 72
XS, YS = (200, 400, 900, 1400), (150, 350, 600, 1000)


def table(ink: int = 30, thickness: int = 3) -> Picture:
    picture = np.full((1200, 1600), 245, np.uint8)
    for x in XS:
        cv2.line(picture, (x, YS[0]), (x, YS[-1]), ink, thickness)
    for y in YS:
        cv2.line(picture, (XS[0], y), (XS[-1], y), ink, thickness)
    return picture


def shape(picture: Picture) -> list[tuple[int, int, int]]:
    seen = Upright(picture, DOTS, 0, 0.0, (picture.shape[1] / DOTS, picture.shape[0] / DOTS))
    rules, _ = rules_of(seen)
    grids = grids_of_rules(rules, *seen.size)
    return [(len(grid.row_edges) - 1, len(grid.column_edges) - 1, len(grid.areas)) for grid in grids]


def bent(picture: Picture) -> Picture:
    rows, columns = np.mgrid[0 : picture.shape[0], 0 : picture.shape[1]].astype(np.float32)
    shifted = (columns + 4 * np.sin(rows / 300), rows + 5 * np.sin(columns / 400))
    moved: Picture = cv2.remap(picture, *shifted, cv2.INTER_LINEAR, borderValue=245)
    return moved


def broken(picture: Picture) -> Picture:
    gaps = np.random.default_rng(1)
    for x, y in zip(gaps.integers(0, 1594, 600), gaps.integers(0, 1194, 600), strict=True):
        picture[y : y + 5, x : x + 5] = 245
    return picture


def shaded(picture: Picture) -> Picture:
    dimmed: Picture = (picture * np.linspace(0.5, 1.0, picture.shape[1])).astype(np.uint8)
    return dimmed


@pytest.mark.parametrize(
    "picture",
    [table(), table(thickness=1), table(ink=215), bent(table()), broken(table()), shaded(table())],
    ids=["plain", "thin", "faint", "bent", "broken", "shaded"],
)
def test_every_kind_of_rule_is_found(picture: Picture) -> None:
    assert shape(picture) == [(3, 3, 9)]


def test_a_single_row_is_a_table() -> None:
    picture = np.full((2400, 1600), 245, np.uint8)
    picture[:200] = table()[150:350]
    cv2.line(picture, (XS[0], 199), (XS[-1], 199), 30, 3)
    assert shape(picture) == [(1, 3, 3)]


def test_merged_cells_stay_merged() -> None:
    picture = table()
    picture[YS[0] + 5 : YS[1] - 4, XS[1] - 4 : XS[1] + 5] = 245
    assert shape(picture) == [(3, 3, 8)]


def test_dashes_underlines_and_edges_of_the_glass_are_no_rules() -> None:
    picture = table()
    cv2.line(picture, (500, 250), (800, 250), 30, 3)
    cv2.line(picture, (600, 60), (1000, 60), 30, 3)
    picture[:, :30] = 5
    assert shape(picture) == [(3, 3, 9)]


def test_rules_go_and_ink_stays() -> None:
    picture = table()
    cv2.putText(picture, "25", (480, 300), 0, 2.0, 30, 5)
    without = np.full_like(picture, 245)
    cv2.putText(without, "25", (480, 300), 0, 2.0, 30, 5)
    _, cleared = rules_of(Upright(picture, DOTS, 0, 0.0, (384.0, 288.0)))
    assert np.array_equal(cleared, without)


def test_ends_are_set_on_rules_across_and_neighbours_on_one_place() -> None:
    rules = [Rule(10, 50, 101.5, 50), Rule(9, 0, 9, 49), Rule(100, 0, 100, 51), Rule(101, 60, 101, 90)]
    assert snapped(rules) == [
        Rule(9, 50, 100.5, 50),
        Rule(9, 0, 9, 50),
        Rule(100.5, 0, 100.5, 50),
        Rule(100.5, 60, 100.5, 90),
    ]
