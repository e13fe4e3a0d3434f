"""A red seal goes, red text and what a seal was set on stay."""

import cv2
import numpy as np

from extractors.tables.scans.seals import gray_without_seals

DOTS = 200 / 72
RED = (40, 40, 220)


def test_a_seal_goes_and_text_stays() -> None:
    page = np.full((800, 1000, 3), 250, np.uint8)
    cv2.putText(page, "25", (200, 100), 0, 2.0, RED, 5)
    cv2.putText(page, "1234567", (280, 420), 0, 2.0, (30, 30, 30), 5)
    text = page.copy()
    stamp = np.full_like(page, 255)
    cv2.circle(stamp, (500, 400), 160, RED, 10)
    page = (page.astype(np.uint16) * stamp // 255).astype(np.uint8)
    without = cv2.cvtColor(text, cv2.COLOR_BGR2GRAY)
    cleared = gray_without_seals(page, DOTS)
    assert (cv2.cvtColor(page, cv2.COLOR_BGR2GRAY) < 150).sum() > (without < 150).sum() + 5000
    assert ((cleared < 150) == (without < 150)).mean() > 0.999
    # what stands under the ring is still there
    assert ((cleared < 150) & (without < 150)).sum() > 0.99 * (without < 150).sum()


def test_a_page_without_colour_stays_as_it_is() -> None:
    page = np.repeat(np.random.default_rng(0).integers(0, 256, (90, 80, 1)).astype(np.uint8), 3, axis=2)
    assert np.array_equal(gray_without_seals(page, DOTS), page[:, :, 0])
