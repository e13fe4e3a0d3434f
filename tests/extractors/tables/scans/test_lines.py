"""A cell's ink is cut into lines of text, and only where lines end."""

import numpy as np
import pytest

from extractors.tables.scans.blobs import Blobs, blobs_of
from extractors.tables.scans.lines import Strip, strips_of, usual_height

USUAL = 40.0


def letters(*places: tuple[float, float], wide: float = 36.0, high: float = 40.0) -> Blobs:
    """Blobs of one size by their left top corners."""
    return np.array([(x, y, x + wide, y + high) for x, y in places], dtype=np.float64).reshape(-1, 4)


def line(y: float, count: int = 8, x: float = 0.0) -> Blobs:
    return letters(*((x + 42 * index, y) for index in range(count)))


def boxes(blobs: Blobs) -> list[tuple[float, float, float, float]]:
    return [(strip.x0, strip.y0, strip.x1, strip.y1) for strip in strips_of(blobs, USUAL)]


def test_lines_top_to_bottom() -> None:
    found = strips_of(np.concatenate([line(50, 3), line(0)]), USUAL)
    assert found == [Strip(0, 0, 330, 40, base=40), Strip(0, 50, 120, 90, base=90)]


def test_marks_stay_with_their_line() -> None:
    quotes, stop = letters((336, 0), wide=8, high=10), letters((350, 32), wide=9, high=9)
    assert boxes(np.concatenate([line(0), quotes, stop])) == [(0, 0, 359, 41)]


def test_strokes_of_one_letter_are_one_line() -> None:
    assert boxes(letters((0, 0), (0, 28), wide=36, high=5)) == [(0, 0, 36, 33)]
    assert boxes(letters((0, 0), (0, 16), (0, 34), wide=36, high=5)) == [(0, 0, 36, 39)]


def test_one_flat_letter_is_a_line() -> None:
    assert boxes(letters((0, 0), wide=36, high=5)) == [(0, 0, 36, 5)]


def test_a_flat_letter_below_a_line_is_a_line() -> None:
    assert len(boxes(np.concatenate([line(0), letters((0, 65), wide=36, high=5)]))) == 2


def test_dust_is_no_line() -> None:
    assert boxes(np.concatenate([line(0), letters((500, 90), wide=6, high=6)])) == [(0, 0, 330, 40)]


def test_lines_that_touch_are_parted_where_least_stands() -> None:
    bracket = letters((340, 20), wide=6, high=40)
    found = strips_of(np.concatenate([line(0), line(44), bracket]), USUAL)
    assert [strip.is_whole for strip in found] == [True, True]


def test_large_letters_are_one_line() -> None:
    (strip,) = strips_of(letters((0, 0), (90, 0), (180, 0), wide=80, high=84), USUAL)
    assert strip.is_whole


def test_what_cannot_be_parted_is_told() -> None:
    steps = letters(*((42 * index, 12 * index) for index in range(12)))
    assert not all(strip.is_whole for strip in strips_of(steps, USUAL))


def test_words_far_apart_are_lines_of_one_row() -> None:
    found = strips_of(np.concatenate([line(0, 3), letters((600, 14), wide=36, high=6)]), USUAL)
    assert [(strip.x0, strip.base) for strip in found] == [(0, 40), (600, 40)]


def test_the_usual_height_is_that_of_most_lines() -> None:
    title = letters((0, 0), (90, 0), (180, 0), wide=80, high=84)
    assert usual_height([title, np.concatenate([line(0), line(50)]), line(0)]) == 40
    assert usual_height([]) == 1


@pytest.mark.parametrize("speck", [1, 2])
def test_specks_and_photographs_are_no_ink(speck: int) -> None:
    picture = np.full((400, 600), 240, np.uint8)
    picture[20:60, 20:50] = 30
    picture[100 : 100 + speck, 100] = 30
    picture[120:390, 200:590] = 30
    assert blobs_of(picture, 300 / 72).tolist() == [[20, 20, 50, 60]]


def test_a_decimal_point_is_ink() -> None:
    picture = np.full((400, 600), 240, np.uint8)
    picture[20:60, 20:50] = 30
    picture[55:60, 60:64] = 30
    assert len(blobs_of(picture, 300 / 72)) == 2
