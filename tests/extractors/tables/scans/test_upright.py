"""A page is made level and turned, and its boxes are found again on the page as it was."""

import cv2
import numpy as np
import pytest

from extractors.tables.model import Box
from extractors.tables.scans.upright import Picture, skew, upright
from tests.extractors.tables.scans.scanning import pictures_of, printed, scanned

DOTS = 200 / 72


@pytest.fixture(scope="module")
def page() -> Picture:
    ((_, picture),) = pictures_of(printed())
    return picture


@pytest.mark.parametrize("angle", [-4.9, -0.7, 0.0, 0.1, 0.7, 3.2])
def test_the_angle_is_found(page: Picture, angle: float) -> None:
    assert skew(scanned(page, -angle)) == pytest.approx(angle, abs=0.04)


@pytest.mark.parametrize("gray", [0, 128, 255])
def test_an_empty_page_is_level(gray: int) -> None:
    assert skew(np.full((300, 400), gray, np.uint8)) == 0.0


def test_a_text_without_rules_is_made_level() -> None:
    picture = np.full((800, 1200), 255, np.uint8)
    for line in range(12):
        cv2.putText(picture, "the quick brown fox jumps over", (60, 60 + 60 * line), 0, 1.5, 0, 3)
    assert skew(scanned(picture, 1.3)) == pytest.approx(-1.3, abs=0.1)


def test_nothing_is_cut_off(page: Picture) -> None:
    corners = page.copy()
    for rows in (slice(0, 12), slice(-12, None)):
        for columns in (slice(0, 12), slice(-12, None)):
            corners[rows, columns] = 0
    turned = upright(scanned(corners, 4.0), DOTS, 0)
    whole = upright(corners, DOTS, 0)
    assert turned.gray.shape[0] > whole.gray.shape[0] and turned.gray.shape[1] > whole.gray.shape[1]


@pytest.mark.parametrize("quarters", [0, 1, 2, 3])
@pytest.mark.parametrize("angle", [0.0, -2.0])
def test_a_box_goes_back_to_where_it_was(page: Picture, quarters: int, angle: float) -> None:
    # a mark that is nowhere near the middle, 30 by 12 points, found again by its grey
    marked = page.copy()
    marked[80:113, 1700:1783] = 128
    lying = np.ascontiguousarray(np.rot90(scanned(marked, angle), -quarters))
    stands = upright(lying, DOTS, -quarters % 4)
    assert stands.angle == pytest.approx(-angle, abs=0.05)
    on_page = stands.on_page(_box_of_grey(stands.gray))
    truth = _box_of_grey(lying)
    found = [on_page.x0, on_page.y0, on_page.x1, on_page.y1]
    assert found == pytest.approx([truth.x0, truth.y0, truth.x1, truth.y1], abs=2.5)


def _box_of_grey(picture: Picture) -> Box:
    near = cv2.erode(((picture > 110) & (picture < 150)).astype(np.uint8), np.ones((9, 9), np.uint8))
    rows, columns = np.nonzero(near)
    height = picture.shape[0]
    edges = (columns.min() - 4, height - rows.max() - 5, columns.max() + 5, height - rows.min() + 4)
    return Box(*(float(edge) / DOTS for edge in edges))
