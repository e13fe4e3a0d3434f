"""Takes seals off a page: the ring of one over a table would be read as digits. Red text stays."""

import cv2
import numpy as np
from numpy.typing import NDArray

from extractors.tables.scans.upright import Picture

# A seal is larger than this both ways, in points (those of offices measure 38 to 50 mm). Letters are smaller, and do
# not hang together when what is so near, in points, is taken for one.
SMALLEST = 60.0
_NEAR = 1.0
# By so much, of 255, the channels of red or blue ink differ; those of black ink and of yellowed paper differ less.
COLOURED = 50
# Ink that is this light in its lightest channel has no black under it.
_LIGHT = 150


def gray_without_seals(picture: NDArray[np.uint8], dots: float) -> Picture:
    """Give a picture (rows, columns, blue green red) of `dots` pixels a point in grey, seals made as light as paper."""
    gray: Picture = cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY)
    blue, green, red = cv2.split(picture)
    lightest = cv2.max(cv2.max(blue, green), red)
    chroma = cv2.subtract(lightest, cv2.min(cv2.min(blue, green), red))
    coloured = (chroma > COLOURED).astype(np.uint8)
    if not coloured.any():
        return gray
    near = round(_NEAR * dots)
    # the soft edge of the ink goes with it
    tinted = cv2.dilate(coloured, np.ones((near, near), np.uint8))
    _, _, stats, _ = cv2.connectedComponentsWithStats(tinted)
    paper = int(np.median(gray[::8, ::8]))
    for x, y, wide, high, _ in stats[1:].tolist():
        if min(wide, high) > SMALLEST * dots:
            seal = np.s_[y : y + high, x : x + wide]
            gray[seal][(tinted[seal] > 0) & (lightest[seal] > _LIGHT)] = paper
    return gray
