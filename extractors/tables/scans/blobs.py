"""The ink of a page as blobs: connected strokes, each a letter or a part of one."""

import cv2
import numpy as np
from numpy.typing import NDArray

from extractors.tables.scans.upright import Picture

# Boxes of blobs, one a row: left, top, right, bottom, in pixels from the picture's top left corner.
Blobs = NDArray[np.float64]

# All in points. A speck: smaller than the dot of a decimal number.
SPECK = 0.7
# Larger both ways than the letters of any title: a photograph, a frame, the dark edge of the glass.
LARGEST = 60.0
# A stroke longer and thinner than this is an underline or a fold; a dash is two letters long.
LONGEST_STROKE = 40.0
THINNEST = 20
# What is darker than its surroundings by this part of the page's contrast is ink; what is left around a rule that was
# taken out is fainter.
INK = 0.15
_LEAST_INK = 12.0
# So much of even the emptiest page is ink, in percent.
_DARKEST = 0.05
_AROUND = 8.0


def blobs_of(gray: Picture, dots: float) -> Blobs:
    """Give the boxes of all ink in a picture of `dots` pixels a point that may be text."""
    smooth = cv2.GaussianBlur(gray, (0, 0), 0.2 * dots)
    block = 2 * round(_AROUND * dots / 2) + 1
    ink = cv2.adaptiveThreshold(
        smooth, 255, cv2.ADAPTIVE_THRESH_GAUSSIAN_C, cv2.THRESH_BINARY_INV, block, _threshold(smooth)
    )
    _, _, stats, _ = cv2.connectedComponentsWithStats(ink, connectivity=8)
    x, y, wide, high, area = stats[1:].T.astype(np.float64)
    is_text = (area >= (SPECK * dots) ** 2) & (np.minimum(wide, high) <= LARGEST * dots)
    is_text &= (wide <= LONGEST_STROKE * dots) | (wide <= THINNEST * high)
    boxes: Blobs = np.stack([x, y, x + wide, y + high], axis=1)[is_text]
    return boxes


def _threshold(gray: Picture) -> float:
    """Tell how much darker than around it ink is on this page: by its contrast between paper and darkest ink."""
    sample = gray[::4, ::4]
    return max(float(np.median(sample) - np.percentile(sample, _DARKEST)) * INK, _LEAST_INK)
